//! The personnel tool's export of permissions, `riktlinje/permissions/v1`: a row a role, or a row a person with several
//! roles in one cell.

use super::small::Small;
use crate::model::case_type::{Vocabulary as _, fold};
use crate::model::field::Field;
use crate::model::permission::{PermissionRecord, PermissionState, Role};
use crate::model::source::SourceKind;
use crate::source::fields::{Fields, LeftOut, one_of};
use crate::source::scalar;
use crate::text::Message;

impl Small for PermissionRecord {
    const KIND: SourceKind = SourceKind::Permissions;
    const NEEDED: &'static [&'static str] = &["clinic", "staff", "role"];

    fn read(fields: &mut Fields<'_>, into: &mut Vec<Self>) -> Result<(), LeftOut> {
        let clinic = fields.needed_id("clinic")?;
        let staff = fields.needed_id("staff")?;
        let roles = roles(fields);
        let record = Self {
            record: fields.record(),
            clinic,
            staff,
            role: Field::NotExported,
            // An export without states lists what is in effect.
            state: if fields.carries("state") { fields.word("state") } else { Field::Value(PermissionState::Active) },
            granted_by: fields.id("granted_by"),
            granted_on: fields.date("granted_on"),
            valid_until: fields.date("valid_until"),
            last_login: fields.date("last_login"),
            notified_by: notified_by(fields),
            directory_mail: directory_mail(fields),
        };
        into.extend(roles.into_iter().map(|role| Self { role, ..record.clone() }));
        Ok(())
    }

    fn notes(carried: &dyn Fn(&str) -> bool) -> Vec<Message> {
        if carried("state") { Vec::new() } else { vec![Message::new("source-permissions-no-state")] }
    }
}

/// The roles, at least one: an unknown role is still somebody's permission.
fn roles(fields: &mut Fields<'_>) -> Vec<Field<Role>> {
    match fields.list("role") {
        Field::Value(written) => {
            let read = |text: &&str| match Role::parse(text) {
                Some(role) => Field::Value(role),
                None => {
                    fields.unreadable("role", text, one_of::<Role>());
                    Field::Unreadable
                }
            };
            written.iter().map(read).collect()
        }
        Field::Absent => vec![Field::Absent],
        Field::NotExported => vec![Field::NotExported],
        Field::Unreadable | Field::Conflicting => vec![Field::Unreadable],
    }
}

/// How the person is told of new cases; «nej» and «ingen» mean not at all.
fn notified_by(fields: &mut Fields<'_>) -> Field<Vec<Box<str>>> {
    let not_at_all = |text: &str| {
        scalar::truth(text) == Some(false) || matches!(fold(text).as_str(), "ingen" | "inga" | "none" | "av" | "off")
    };
    match fields.list("notified_by") {
        Field::Value(ways) if ways.iter().all(|way| not_at_all(way)) => Field::Absent,
        ways => ways.map(|ways| ways.into_iter().filter(|way| !not_at_all(way)).map(Box::from).collect()),
    }
}

/// Whether the directory has a mail address. Where the column holds the address itself, that is a yes; it is not kept.
fn directory_mail(fields: &mut Fields<'_>) -> Field<bool> {
    match fields.scalar("directory_mail") {
        Field::Value(text) if text.contains('@') => Field::Value(true),
        Field::Unreadable => Field::Unreadable,
        _ => fields.truth("directory_mail"),
    }
}

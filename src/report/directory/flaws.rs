//! What is wrong with the directory's data: the list that a directory administrator works from.

use std::io;

use serde::Serialize;

use crate::model::case_type::Vocabulary as _;
use crate::model::directory::{Directory, Flaw, FlawKind, UnitIx};
use crate::model::outcome::Severity;
use crate::model::place::{Located, Place};
use crate::report::csv;
use crate::report::escape::escape;
use crate::report::json::{WirePlace, pretty};
use crate::report::sheet::{BOLD, CYAN, FAINT, GREEN, RED, Sheet, YELLOW, piece, plain};
use crate::report::words::{Words, capitalised};
use crate::text::Message;

const FORMAT: &str = "riktlinje/directory-flaws/v1";

/// The flaws of a selection, kind by kind.
#[derive(Debug)]
pub struct Flaws<'a> {
    /// The directory.
    pub directory: &'a Directory,
    /// How many units were looked at.
    pub units: usize,
    /// The kinds that were found, the worst first, and of those the commonest.
    pub groups: Vec<FlawGroup>,
    /// How many places of a kind a person is shown; `None` for all.
    pub shown: Option<usize>,
}

/// The flaws of one kind.
#[derive(Debug)]
pub struct FlawGroup {
    /// The kind.
    pub kind: FlawKind,
    /// Each flaw with the unit that has it, if the record became one.
    pub flaws: Vec<(Flaw, Option<UnitIx>)>,
}

impl FlawGroup {
    /// Puts flaws together by kind: the worst kinds first, of those the commonest.
    #[must_use]
    pub fn of(flaws: impl IntoIterator<Item = (Flaw, Option<UnitIx>)>) -> Vec<Self> {
        let mut all: Vec<_> = flaws.into_iter().collect();
        all.sort_by_key(|(flaw, _)| *flaw);
        let mut groups: Vec<Self> = Vec::new();
        for (flaw, unit) in all {
            match groups.last_mut().filter(|group| group.kind == flaw.kind) {
                Some(group) => group.flaws.push((flaw, unit)),
                None => groups.push(Self { kind: flaw.kind, flaws: vec![(flaw, unit)] }),
            }
        }
        groups.sort_by_key(|group| std::cmp::Reverse((group.kind.severity(), group.flaws.len())));
        groups
    }
}

/// Finds a place.
pub type Locate<'l> = dyn FnMut(&Place) -> Located + 'l;

impl Flaws<'_> {
    /// For a person at a terminal: kinds with their numbers, and the first places of each.
    ///
    /// # Errors
    /// What the output says.
    pub fn table(&self, words: &Words, sheet: &mut Sheet<'_>, locate: &mut Locate<'_>) -> io::Result<()> {
        let total: usize = self.groups.iter().map(|group| group.flaws.len()).sum();
        if total == 0 {
            let message =
                Message::new("directory-no-flaws").with("units", words.count("directory-units", self.units as u64));
            return sheet.flow((0, 2), &[piece(GREEN, "✓ "), plain(words.say(&message))]);
        }
        let message = Message::new("directory-flaws")
            .with("flaws", words.count("directory-flaw-count", total as u64))
            .with("units", words.count("directory-units", self.units as u64));
        sheet.flow((0, 2), &[piece(BOLD, words.say(&message))])?;
        for group in &self.groups {
            sheet.blank()?;
            self.group(group, (words, sheet), locate)?;
        }
        Ok(())
    }

    fn group(
        &self,
        group: &FlawGroup,
        (words, sheet): (&Words, &mut Sheet<'_>),
        locate: &mut Locate<'_>,
    ) -> io::Result<()> {
        let ink = match group.kind.severity() {
            Severity::Error => RED,
            Severity::Warning => YELLOW,
            Severity::Info => CYAN,
        };
        let number = words.number(group.flaws.len() as u64);
        sheet.flow(
            (0, 2),
            &[
                piece(ink, format!("{number} × ")),
                piece(BOLD, capitalised(&words.word(group.kind.key()))),
                piece(FAINT, format!(" · {}", group.kind.key())),
            ],
        )?;
        let shown = self.shown.unwrap_or(group.flaws.len()).min(group.flaws.len());
        for (flaw, unit) in &group.flaws[..shown] {
            let unit = unit.map(|ix| self.directory.get(ix));
            let name = unit.as_ref().and_then(|unit| unit.name.value()).map(|name| escape(name).into_owned());
            let id = unit.as_ref().and_then(|unit| unit.hsa_id).map(ToString::to_string);
            let place = words.place(&locate(&place(flaw)));
            let who = [name, id].into_iter().flatten().collect::<Vec<_>>().join(" ");
            sheet.flow((4, 6), &[plain(who), plain(" "), piece(FAINT, place)])?;
        }
        let more = group.flaws.len() - shown;
        if more > 0 {
            let message = Message::new("directory-more-flaws")
                .with("number", words.number(more as u64))
                .with("flaw", group.kind.key());
            sheet.flow((4, 6), &[piece(FAINT, words.say(&message))])?;
        }
        Ok(())
    }

    /// For a spreadsheet: a row a flaw.
    ///
    /// # Errors
    /// What the output says.
    pub fn csv(&self, words: &Words, out: &mut dyn io::Write, locate: &mut Locate<'_>) -> io::Result<()> {
        let headings = [
            "directory-column-severity",
            "directory-column-flaw",
            "directory-column-id",
            "directory-column-name",
            "directory-column-field",
            "directory-column-place",
        ];
        let rows = self.groups.iter().flat_map(|group| &group.flaws).map(|(flaw, unit)| {
            let unit = unit.map(|ix| self.directory.get(ix));
            [
                words.severity(flaw.kind.severity()),
                capitalised(&words.word(flaw.kind.key())),
                unit.as_ref().and_then(|unit| unit.hsa_id).map(ToString::to_string).unwrap_or_default(),
                unit.as_ref().and_then(|unit| unit.name.value()).map(|name| name.to_string()).unwrap_or_default(),
                flaw.field.unwrap_or_default().to_owned(),
                words.place(&locate(&place(flaw))),
            ]
        });
        csv::write(out, &headings.map(|key| words.get(key)), rows)
    }

    /// For programs.
    #[must_use]
    pub fn json(&self, locate: &mut Locate<'_>) -> String {
        let mut flaws = Vec::new();
        for (flaw, unit) in self.groups.iter().flat_map(|group| &group.flaws) {
            let unit = unit.map(|ix| self.directory.get(ix));
            flaws.push(WireFlaw {
                kind: flaw.kind.key(),
                severity: flaw.kind.severity().key(),
                hsa_id: unit.as_ref().and_then(|unit| unit.hsa_id).map(|id| id.as_str()),
                name: unit.as_ref().and_then(|unit| unit.name.value()).map(|name| &**name),
                field: flaw.field,
                at: locate(&place(flaw)).into(),
            });
        }
        let counts = self.groups.iter().map(|group| (group.kind.key(), group.flaws.len())).collect();
        let page = WireFlaws { format: FORMAT, units: self.units, counts, flaws };
        pretty(&page)
    }
}

/// Where a flaw stands.
#[must_use]
pub(super) fn place(flaw: &Flaw) -> Place {
    match flaw.field {
        Some(field) => Place::field(flaw.record, field),
        None => Place::record(flaw.record),
    }
}

#[derive(Serialize)]
struct WireFlaws<'a> {
    format: &'static str,
    units: usize,
    counts: std::collections::BTreeMap<&'static str, usize>,
    flaws: Vec<WireFlaw<'a>>,
}

#[derive(Serialize)]
struct WireFlaw<'a> {
    kind: &'static str,
    severity: &'static str,
    hsa_id: Option<&'a str>,
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
    #[serde(flatten)]
    at: WirePlace,
}

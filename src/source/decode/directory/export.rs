//! The file export of HSA's file service: identity, names and hierarchy of every unit, nearly forty megabytes of it, read
//! in one pass.
//!
//! Elements are known by their local names. What is unknown is passed over, what breaks the schema is read where it can be
//! and told as a flaw. A document that is cut or not well-formed gives nothing at all: half a directory would make units
//! that exist look as if they did not.

#[cfg(test)]
mod tests;

use std::io::BufRead;

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeZone as _};
use chrono_tz::Europe::Stockholm;

use crate::model::directory::{DirectoryRecord, Dn, Flaw, FlawKind, Standing, dates, identity};
use crate::model::field::Field;
use crate::model::hsa_id::{HsaId, trim};
use crate::model::personal_number;
use crate::model::place::{FileIx, RecordRef};
use crate::source::content::{Content, Document};
use crate::source::xml::{Pull, Spot, Token};
use crate::source::{Layout, Loaded, Unusable};

/// The local names of the root, as the service and as hand-kept files have it.
pub(super) const ROOTS: [&str; 2] = ["FileGetHsaUnitsResponse", "HsaUnitsResponse"];

/// The most characters that are read of a text. Nothing that belongs into a directory is longer.
const TEXT: usize = 4_000;
/// The most characters that a contact card shows of a name.
const NAME: usize = 64;
/// The most characters of a name that RIV-TA's type allows, and the characters that it does not.
const DN: usize = 350;
const DN_OUTSIDE: [char; 5] = ['&', '/', ':', '(', ')'];

/// Reads a file.
///
/// # Errors
/// When it cannot be read, or is no whole document.
pub(super) fn decode(content: &Content<'_>) -> Result<Loaded<DirectoryRecord>, Unusable> {
    let (file, limit) = (content.about.file, content.limits.record);
    let mut loaded = match content.xml()? {
        Document::Passing(reading) => Export::new(Pull::new(reading, limit), file).read(&mut |offset| offset)?,
        Document::Held(text) => {
            let mut offsets = text.offsets();
            let mut stored = |offset| offsets.stored(usize::try_from(offset).unwrap_or(usize::MAX));
            let mut loaded = Export::new(Pull::new(text.as_str().as_bytes(), limit), file).read(&mut stored)?;
            loaded.notes.extend(text.note());
            loaded
        }
    };
    loaded.format = "hsa-file-export (xml)".into();
    loaded.layout = Layout::Xml;
    Ok(loaded)
}

/// The elements of a unit that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    HsaId,
    Dn,
    OrgNo,
    Name,
    PublicName,
    Provider,
    Starts,
    Ends,
    Flag(Standing),
    Member,
}

impl Element {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "hsaIdentity" => Self::HsaId,
            "DN" => Self::Dn,
            "orgNo" => Self::OrgNo,
            "name" => Self::Name,
            "publicName" => Self::PublicName,
            "hsaResponsibleHealthCareProvider" => Self::Provider,
            "startDate" => Self::Starts,
            "endDate" => Self::Ends,
            "isHsaHealthCareProvider" => Self::Flag(Standing::PROVIDER),
            "isHsaHealthCareUnit" => Self::Flag(Standing::CARE_UNIT),
            "healthCareProviderIsArchived" => Self::Flag(Standing::PROVIDER_ARCHIVED),
            "healthCareUnitIsArchived" => Self::Flag(Standing::CARE_UNIT_ARCHIVED),
            "unitIsArchived" => Self::Flag(Standing::ARCHIVED),
            _ => return None,
        })
    }
}

/// Where in the document the reader is. What nobody reads is `Other`, with everything in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    Root,
    RootEnds,
    Units,
    Unit,
    Members,
    Text(Element),
    Other,
}

struct Export<R: BufRead> {
    pull: Pull<R>,
    file: FileIx,
    within: Vec<Within>,
    /// The text of the element that is open, as far as it is kept.
    text: String,
    is_too_long: bool,
    unit: Unit,
    loaded: Loaded<DirectoryRecord>,
}

/// A unit that is being read.
struct Unit {
    began: Spot,
    record: DirectoryRecord,
    members: Vec<HsaId>,
    flaws: Vec<(FlawKind, Option<&'static str>)>,
    has_hsa_id: bool,
}

impl<R: BufRead> Export<R> {
    fn new(pull: Pull<R>, file: FileIx) -> Self {
        let unit = Unit::new(pull.began(), file);
        let (within, text, loaded) = (Vec::new(), String::new(), Loaded::default());
        Self { pull, file, within, text, is_too_long: false, unit, loaded }
    }

    /// Reads the document. `stored` leads from offsets in the text to offsets in the file, and is asked in rising order.
    fn read(mut self, stored: &mut dyn FnMut(u64) -> u64) -> Result<Loaded<DirectoryRecord>, Unusable> {
        loop {
            match self.pull.next()? {
                Token::Open(name) => {
                    let next =
                        Within::next(self.within.last().copied(), name).ok_or_else(|| super::wrong_root(name))?;
                    self.within.push(next);
                    match next {
                        // Hand-kept files have another root, and only what is missing elsewhere.
                        Within::Root => self.loaded.complete = name == ROOTS[0],
                        Within::Unit => self.unit = Unit::new(self.pull.began(), self.file),
                        Within::Text(_) | Within::RootEnds => {
                            self.text.clear();
                            self.is_too_long = false;
                        }
                        _ => {}
                    }
                }
                Token::Text(text) => {
                    if matches!(self.within.last(), Some(Within::Text(_) | Within::RootEnds)) && !self.is_too_long {
                        self.is_too_long = self.text.len() + text.len() > TEXT;
                        if !self.is_too_long {
                            self.text.push_str(text);
                        }
                    }
                }
                Token::Close => match self.within.pop() {
                    Some(Within::Text(element)) => self.unit.take(element, &self.text, self.is_too_long),
                    Some(Within::RootEnds) => self.loaded.taken_at = instant(&self.text),
                    Some(Within::Unit) => self.finish_unit(stored),
                    _ => {}
                },
                Token::Other => {}
                Token::End => return Ok(self.loaded),
            }
        }
    }

    fn finish_unit(&mut self, stored: &mut dyn FnMut(u64) -> u64) {
        let ended = self.pull.ended();
        let unit = std::mem::replace(&mut self.unit, Unit::new(ended, self.file));
        let start = stored(unit.began.offset);
        let len = stored(ended.offset) - start;
        let record =
            RecordRef { file: self.file, start, len: u32::try_from(len).unwrap_or(u32::MAX), line: unit.began.line };
        let flaws = &mut self.loaded.flaws;
        self.loaded.records.push(unit.finish(record, &mut |kind, field| flaws.push(Flaw { kind, record, field })));
    }
}

impl Within {
    /// What an element is, by where it stands; `None` for a root of another kind.
    fn next(parent: Option<Self>, name: &str) -> Option<Self> {
        Some(match (parent, name) {
            (None, root) if ROOTS.contains(&root) => Self::Root,
            (None, _) => return None,
            (Some(Self::Root), "endDate") => Self::RootEnds,
            (Some(Self::Root), "hsaUnits") => Self::Units,
            (Some(Self::Units), "hsaUnit") => Self::Unit,
            (Some(Self::Unit), "hsaHealthCareUnitMembers") => Self::Members,
            (Some(Self::Members | Self::Unit), "hsaHealthCareUnitMember") => Self::Text(Element::Member),
            (Some(Self::Unit), name) => Element::of(name).map_or(Self::Other, Self::Text),
            _ => Self::Other,
        })
    }
}

impl Unit {
    fn new(began: Spot, file: FileIx) -> Self {
        let record = DirectoryRecord {
            record: RecordRef::whole_file(file),
            hsa_id: None,
            dn: None,
            // The export always carries these three: what has none there has none.
            name: Field::Absent,
            starts: Field::Absent,
            ends: Field::Absent,
            public_name: Field::NotExported,
            standing: Standing::default(),
            provider: None,
            members: Box::default(),
            card: None,
        };
        Self { began, record, members: Vec::new(), flaws: Vec::new(), has_hsa_id: false }
    }

    /// Takes the text of an element. A text that is too long was not kept and cannot be read.
    fn take(&mut self, element: Element, text: &str, is_too_long: bool) {
        let (record, flaws) = (&mut self.record, &mut self.flaws);
        let mut flaw = |kind, field| flaws.push((kind, Some(field)));
        match element {
            Element::HsaId if is_too_long => {
                self.has_hsa_id = true;
                flaw(FlawKind::HsaIdTooLong, "hsa_id");
            }
            Element::HsaId => {
                self.has_hsa_id |= !trim(text).is_empty();
                if self.has_hsa_id {
                    record.hsa_id = identity::hsa_id(text, &mut |kind| flaw(kind, "hsa_id"));
                }
            }
            Element::Dn if is_too_long => {}
            Element::Dn => record.dn = dn(text, &mut |kind| flaw(kind, "dn")),
            Element::OrgNo if is_too_long => flaw(FlawKind::OrgNoForm, "org_no"),
            Element::OrgNo => identity::organisation_number(text, &mut |kind| flaw(kind, "org_no")),
            Element::Name if is_too_long => {
                flaw(FlawKind::NameTooLong, "name");
                record.name = Field::Unreadable;
            }
            Element::Name => record.name = name(text, &mut |kind| flaw(kind, "name")),
            Element::PublicName if is_too_long => {
                flaw(FlawKind::NameTooLong, "public_name");
                record.public_name = Field::Unreadable;
            }
            Element::PublicName => record.public_name = name(text, &mut |kind| flaw(kind, "public_name")),
            Element::Starts => record.starts = date(text, is_too_long, &mut |kind| flaw(kind, "starts")),
            Element::Ends => record.ends = date(text, is_too_long, &mut |kind| flaw(kind, "ends")),
            Element::Provider => record.provider = other(text, is_too_long, &mut |kind| flaw(kind, "provider")),
            Element::Member => self.members.extend(other(text, is_too_long, &mut |kind| flaw(kind, "members"))),
            Element::Flag(standing) => {
                if matches!(trim(text), "true" | "1") && !is_too_long {
                    record.standing = record.standing.with(standing);
                }
            }
        }
    }

    fn finish(mut self, place: RecordRef, tell: &mut dyn FnMut(FlawKind, Option<&'static str>)) -> DirectoryRecord {
        for (kind, field) in self.flaws {
            tell(kind, field);
        }
        if !self.has_hsa_id {
            tell(FlawKind::NoHsaId, Some("hsa_id"));
        }
        if self.record.dn.is_none() {
            tell(FlawKind::DnForm, Some("dn"));
        }
        if self.record.name == Field::Absent {
            tell(FlawKind::NoName, Some("name"));
        }
        if self.record.dn.as_ref().is_some_and(Dn::is_function) {
            self.record.standing = self.record.standing.with(Standing::FUNCTION);
        }
        self.record.members = self.members.into();
        self.record.record = place;
        self.record
    }
}

/// A distinguished name. Numbers of persons in it are masked, alike wherever they stand, so that the tree stays whole.
fn dn(text: &str, tell: &mut dyn FnMut(FlawKind)) -> Option<Dn> {
    let text = trim(text);
    if text.is_empty() {
        return None;
    }
    if text.contains(DN_OUTSIDE) || text.len() > DN && text.chars().count() > DN {
        tell(FlawKind::DnOutsidePattern);
    }
    let masked = personal_number::masked(text);
    if masked != text {
        tell(FlawKind::PersonalNumber);
    }
    Dn::parse(&masked)
}

/// A name.
fn name(text: &str, tell: &mut dyn FnMut(FlawKind)) -> Field<Box<str>> {
    let text = trim(text);
    if text.is_empty() {
        return Field::Absent;
    }
    if text.len() > NAME && text.chars().count() > NAME {
        tell(FlawKind::NameTooLong);
    }
    let masked = personal_number::masked(text);
    if masked != text {
        tell(FlawKind::PersonalNumber);
    }
    Field::Value(masked.into())
}

/// A day.
fn date(text: &str, is_too_long: bool, tell: &mut dyn FnMut(FlawKind)) -> Field<chrono::NaiveDate> {
    if trim(text).is_empty() && !is_too_long {
        return Field::Absent;
    }
    match dates::day_of(text).filter(|_| !is_too_long) {
        Some(day) => Field::Value(day),
        None => {
            tell(FlawKind::DateForm);
            Field::Unreadable
        }
    }
}

/// The identity of another object. What is odd about it is told where that object stands.
fn other(text: &str, is_too_long: bool, tell: &mut dyn FnMut(FlawKind)) -> Option<HsaId> {
    if trim(text).is_empty() && !is_too_long {
        return None;
    }
    let id = HsaId::parse(text).ok().filter(|_| !is_too_long);
    if id.is_none() {
        tell(FlawKind::HsaIdForm);
    }
    id
}

/// When the export ended. Without an offset, it is Swedish time.
fn instant(text: &str) -> Option<DateTime<FixedOffset>> {
    let text = trim(text);
    DateTime::parse_from_rfc3339(text).ok().or_else(|| {
        let local: NaiveDateTime = text.parse().ok()?;
        Stockholm.from_local_datetime(&local).earliest().map(|moment| moment.fixed_offset())
    })
}

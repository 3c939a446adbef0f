//! LDIF (RFC 2849): entries of a directory as text, as `ldapsearch` and every directory server write them.
//!
//! The file is read a block at a time, so that its size does not matter, and an entry at a time. Names of attributes are
//! those of the national HSA schema or of older regional directories, mixed as they come.

pub(crate) mod attributes;
mod entry;
pub(crate) mod lines;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use self::entry::{Entry, Kind};
use self::lines::{Form, Line};
use super::values::settle;
use crate::model::directory::{DirectoryRecord, Flaw};
use crate::model::hsa_id::trim;
use crate::model::place::{FileIx, Place, RecordRef};
use crate::source::content::Content;
use crate::source::encoding::Encoding;
use crate::source::problems::Problems;
use crate::source::{Layout, Loaded, Unusable};
use crate::text::Message;

/// Reads a file.
///
/// # Errors
/// When it cannot be read to its end, holds changes instead of entries, or is of another version.
pub(super) fn decode(content: &Content<'_>) -> Result<Loaded<DirectoryRecord>, Unusable> {
    let mut reader = Reader::new(content.about.file, content.limits.record);
    let encoding = content.encoding();
    if encoding != Encoding::Utf8 {
        reader.loaded.notes.push(Message::new("source-encoding").with("encoding", encoding.name()));
    }
    while let Some(block) = content.next_block()? {
        let mut places = block.places();
        if block.too_long {
            reader.too_long(places.record(0, 0, 0));
            continue;
        }
        let mut at = 0;
        for (number, line) in (0_u32..).zip(block.bytes.split_inclusive(|byte| *byte == b'\n')) {
            let place = places.record(at, line.len(), number);
            at += line.len();
            reader.line(line, place)?;
        }
    }
    reader.end()
}

/// How many lines of an entry stand before the one that says that it is a change.
fn change_in(entry: &[u8]) -> Option<u32> {
    let is_change = |line: &[u8]| line.get(..11).is_some_and(|name| name.eq_ignore_ascii_case(b"changetype:"));
    (0..).zip(entry.split(|byte| *byte == b'\n')).find(|(_, line)| is_change(line)).map(|(number, _)| number)
}

/// A file of changes, by the line that says so.
fn changes(line: u32) -> Unusable {
    Unusable::new(Message::new("source-ldif-change")).advice(Message::new("source-ldif-change-advice")).at(line, 1)
}

/// Gathers the lines of an entry, and reads it when it is whole.
struct Reader {
    file: FileIx,
    longest: usize,
    /// The lines of the entry that is being gathered.
    gathered: Vec<u8>,
    /// Where it begins; `None` between entries.
    begins: Option<RecordRef>,
    /// Where it ends, in the file as stored.
    ends: u64,
    /// It is too long to be read.
    is_too_long: bool,
    /// The last line had no end, which only the last line of a file can have.
    is_cut: bool,
    is_not_utf8: bool,
    persons: u64,
    others: u64,
    carried: BTreeSet<&'static str>,
    flaws: Vec<Flaw>,
    problems: Problems,
    loaded: Loaded<DirectoryRecord>,
}

impl Reader {
    fn new(file: FileIx, longest: usize) -> Self {
        Self {
            file,
            longest,
            gathered: Vec::new(),
            begins: None,
            ends: 0,
            is_too_long: false,
            is_cut: false,
            is_not_utf8: false,
            persons: 0,
            others: 0,
            carried: BTreeSet::new(),
            flaws: Vec::new(),
            problems: Problems::default(),
            loaded: Loaded { format: "LDIF".into(), layout: Layout::Ldif, ..Loaded::default() },
        }
    }

    /// Takes a line with its end.
    fn line(&mut self, line: &[u8], place: RecordRef) -> Result<(), Unusable> {
        self.is_cut = !line.ends_with(b"\n");
        if matches!(line, b"\n" | b"\r\n") {
            return self.entry();
        }
        let begins = *self.begins.get_or_insert(place);
        self.ends = place.start + u64::from(place.len);
        if self.is_too_long {
            return Ok(());
        }
        if self.gathered.len() + line.len() > self.longest {
            self.too_long(begins);
            return Ok(());
        }
        self.gathered.extend_from_slice(line);
        Ok(())
    }

    /// Gives up an entry that cannot be held.
    fn too_long(&mut self, place: RecordRef) {
        let place = *self.begins.get_or_insert(place);
        self.gathered = Vec::new();
        if !std::mem::replace(&mut self.is_too_long, true) {
            let message = Message::new("source-record-too-long").with("line", place.line);
            let message = message.with("mebibytes", self.longest >> 20);
            self.problems.error(Place::record(place), message, Message::new("source-record-too-long-advice"));
            self.loaded.left_out += 1;
        }
    }

    /// Reads the entry that has been gathered.
    fn entry(&mut self) -> Result<(), Unusable> {
        let gathered = std::mem::take(&mut self.gathered);
        let Some(begins) = self.begins.take() else { return Ok(()) };
        if std::mem::take(&mut self.is_too_long) {
            return Ok(());
        }
        let len = u32::try_from(self.ends.saturating_sub(begins.start)).unwrap_or(u32::MAX);
        let record = RecordRef { len, ..begins };
        match lines::lines(&gathered) {
            Ok(lines) => self.lines(&lines, record)?,
            Err(fault) => {
                // A change has lines of its own, such as the dash between two of them.
                if let Some(lines_before) = change_in(&gathered) {
                    return Err(changes(record.line.saturating_add(lines_before)));
                }
                let line = record.line.saturating_add(fault.lines_before);
                self.left_out(record, Message::new("source-ldif-line").with("line", line), "source-ldif-line-advice");
            }
        }
        // The room is used again for the next entry.
        self.gathered = gathered;
        self.gathered.clear();
        Ok(())
    }

    fn lines(&mut self, lines: &[Line<'_>], record: RecordRef) -> Result<(), Unusable> {
        let lines = self.version(lines, record)?;
        let Some((first, rest)) = lines.split_first() else { return Ok(()) };
        if let Some(change) = rest.iter().find(|line| matches!(line.name.as_str(), "changetype" | "control")) {
            let line = record.line.saturating_add(change.lines_before);
            return Err(changes(line));
        }
        match first.name.as_str() {
            "dn" => {}
            // `ldapsearch` tells how it went, and where more can be found.
            "search" | "result" | "ref" => {
                self.search_result(lines, record);
                return Ok(());
            }
            _ => {
                self.left_out(record, Message::new("source-ldif-no-dn"), "source-ldif-no-dn-advice");
                return Ok(());
            }
        }
        let Some(dn) = first.text().filter(|_| first.form != Form::Url) else {
            self.left_out(record, Message::new("source-ldif-dn"), "source-ldif-base64-advice");
            return Ok(());
        };
        let entry = Entry::new(record, &dn, rest);
        match entry.kind() {
            Kind::Person => self.persons += 1,
            Kind::Other => self.others += 1,
            kind => {
                // What the entry has of units only: the values of persons are not even looked at.
                self.is_not_utf8 |= lines.iter().any(Line::is_not_utf8);
                self.carried.extend(entry.carried());
                let read = entry.read(kind, &mut self.flaws, &mut self.problems);
                self.loaded.records.push(read);
            }
        }
        Ok(())
    }

    /// Takes the version off the first entry.
    fn version<'l, 'e>(&self, lines: &'l [Line<'e>], record: RecordRef) -> Result<&'l [Line<'e>], Unusable> {
        let [first, rest @ ..] = lines else { return Ok(lines) };
        if first.name != "version" {
            return Ok(lines);
        }
        if first.text().is_some_and(|text| trim(&text) == "1") {
            return Ok(rest);
        }
        let line = record.line.saturating_add(first.lines_before);
        Err(Unusable::new(Message::new("source-ldif-version"))
            .advice(Message::new("source-ldif-version-advice"))
            .at(line, 1))
    }

    /// What `ldapsearch` writes after the entries: a search that was cut off says so here.
    fn search_result(&mut self, lines: &[Line<'_>], record: RecordRef) {
        let result = lines.iter().find(|line| line.name == "result").and_then(Line::text);
        let Some(result) = result else { return };
        let code = result.split_whitespace().next().unwrap_or_default();
        if code != "0" {
            let message = Message::new("source-ldif-search").with("code", code.chars().take(8).collect::<String>());
            self.problems.warning(Place::record(record), message, Message::new("source-ldif-search-advice"));
        }
    }

    fn left_out(&mut self, record: RecordRef, message: Message, advice: &'static str) {
        self.problems.error(Place::record(record), message, Message::new(advice));
        self.loaded.left_out += 1;
    }

    fn end(mut self) -> Result<Loaded<DirectoryRecord>, Unusable> {
        let last = self.begins;
        let is_cut = self.is_cut;
        self.entry()?;
        if let Some(last) = last.filter(|_| is_cut) {
            let place = Place::record(last);
            self.problems.warning(place, Message::new("source-ldif-cut"), Message::new("source-ldif-cut-advice"));
        }
        let mut loaded = self.loaded;
        if loaded.records.is_empty() && loaded.left_out == 0 {
            let whole = Place::record(RecordRef::whole_file(self.file));
            self.problems.note(whole, Message::new("source-no-records"));
        }
        if self.is_not_utf8 {
            loaded.notes.push(Message::new("source-encoding").with("encoding", Encoding::Windows1252.name()));
        }
        if self.persons > 0 {
            loaded.notes.push(Message::new("source-ldif-persons").with("count", self.persons));
        }
        if self.others > 0 {
            loaded.notes.push(Message::new("source-ldif-others").with("count", self.others));
        }
        let carried = self.carried;
        for record in &mut loaded.records {
            settle(record, &|field| carried.contains(field));
        }
        loaded.flaws = self.flaws;
        loaded.problems = self.problems.finish();
        Ok(loaded)
    }
}

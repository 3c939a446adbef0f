//! What is told of the logs: how they were read, what was left out, and why one cannot be used.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::Log;
use super::heading::{Column, Heading};
use super::worker::{MOST_CLINICS, MOST_TYPES, Personal, WHOLE_ROW, Worker};
use crate::model::case_log::{CaseLog, RowFlaw};
use crate::model::hsa_id::HsaId;
use crate::model::place::{FileIx, Place, RecordRef};
use crate::model::source::{Problem, ProblemLevel, SourceFile, SourceKind};
use crate::source::transport::Origin;
use crate::source::{Layout, ShownRow, SourceText, Sources, Unusable};
use crate::text::Message;

/// Adds the logs, and what is wrong with their rows, to what was read.
pub(super) fn tell(log: &CaseLog, (logs, shown): (Vec<Log<'_>>, Vec<Vec<ShownRow>>), sources: &mut Sources) {
    let first = sources.files.len();
    for flaws in &log.flaws {
        let place = flaws.first.first().copied().unwrap_or_else(|| RecordRef::whole_file(file(first)));
        sources.problems.push(problem((flaws.flaw, flaws.count), place));
    }
    for (log, rows) in logs.into_iter().zip(shown) {
        add(log, rows, sources);
    }
}

fn file(index: usize) -> FileIx {
    FileIx(u32::try_from(index).expect("nobody has four thousand million files"))
}

fn add(log: Log<'_>, mut rows: Vec<ShownRow>, sources: &mut Sources) {
    let here = RecordRef::whole_file(file(sources.files.len()));
    if let Some(wanted) = log.input.at_least.filter(|wanted| log.cases < *wanted) {
        let message = Message::new("source-fewer-records").with("found", log.cases).with("wanted", wanted);
        let advice = Some(Message::new("source-fewer-records-advice"));
        sources.problems.push(Problem { level: ProblemLevel::Warning, place: Place::record(here), message, advice });
    }
    let is_read = log.failed.is_none();
    if let Some(fault) = log.failed {
        sources.failed.push(fault.of(SourceKind::Cases, &log.name));
    }
    let ended = log.ended.as_ref();
    let mut notes = log.notes;
    notes.extend(ended.iter().flat_map(|ended| ended.notes.iter().cloned()));
    sources.files.push(SourceFile {
        kind: SourceKind::Cases,
        name: log.name,
        format: if is_read { "riktlinje/cases/v1 (csv)".into() } else { Box::default() },
        bytes: ended.map_or_else(|| log.found.as_ref().map_or(0, |found| found.size), |ended| ended.stored),
        digest: ended.map(|ended| ended.digest.clone()).unwrap_or_default(),
        taken_at: log.input.taken_at,
        records: if is_read { log.cases } else { 0 },
        left_out: if is_read { log.left_out } else { 0 },
        notes,
    });
    rows.sort_by_key(|row| row.start);
    rows.dedup_by_key(|row| row.start);
    let origin = log.found.map_or_else(|| Origin::Memory(Vec::new().into()), |found| found.origin);
    sources.texts.push(SourceText { origin, encoding: log.encoding, layout: Layout::Cases(rows) });
}

/// A kind of fault, told once with how often it was found.
fn problem((flaw, count): (RowFlaw, u64), place: RecordRef) -> Problem {
    let (message, advice) = match flaw {
        RowFlaw::Cut => ("log-cut", "log-cut-advice"),
        RowFlaw::Ragged => ("log-ragged", "log-ragged-advice"),
        RowFlaw::NoClinic => ("log-no-clinic", "log-no-clinic-advice"),
        RowFlaw::NoReceived => ("log-no-received", "log-no-received-advice"),
        RowFlaw::UnreadableTime => ("log-unreadable-time", "log-unreadable-time-advice"),
        RowFlaw::Impossible => ("log-impossible", "log-impossible-advice"),
        RowFlaw::Future => ("log-future", "log-future-advice"),
        RowFlaw::Duplicate => ("log-duplicate", "log-duplicate-advice"),
        RowFlaw::Later => ("log-later", "log-later-advice"),
    };
    let level = match flaw {
        RowFlaw::Later => ProblemLevel::Note,
        RowFlaw::Duplicate => ProblemLevel::Warning,
        _ => ProblemLevel::Error,
    };
    let message = Message::new(message).with("count", count);
    Problem { level, place: Place::record(place), message, advice: Some(Message::new(advice)) }
}

/// Says which words of a log mean nothing to us, field by field.
pub(super) fn unknown_words(workers: &[Worker<'_>], notes: &mut Vec<Message>) {
    let mut words: BTreeMap<&'static str, BTreeSet<&str>> = BTreeMap::new();
    for (field, word) in workers.iter().flat_map(|worker| &worker.words.unknown) {
        words.entry(field).or_default().insert(word);
    }
    for (field, words) in words {
        let words: Vec<String> = words.into_iter().take(UNKNOWN).map(ToOwned::to_owned).collect();
        let note = Message::new("log-unknown-words").with("field", field).with("words", words);
        // A log that is read twice says it once.
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
}

/// Of the words that are not understood, so many are named.
const UNKNOWN: usize = 5;

/// Why a log that could be read may not be used: personal identity numbers, or columns that cannot be what they are called.
///
/// # Errors
/// The first reason, with its column and line, never with the value.
pub(super) fn refusals(workers: &[Worker<'_>], heading: &Heading, lines: &[u32]) -> Result<(), Unusable> {
    let (dated, hits) =
        workers.iter().fold((0, 0), |sum, worker| (sum.0 + worker.dated_ids.0, sum.1 + worker.dated_ids.1));
    let in_ids = workers.iter().filter_map(|worker| worker.dated_ids.2).min().filter(|_| hits * 2 > dated);
    let found = workers.iter().filter_map(|worker| worker.personal).chain(in_ids).min();
    if let Some((spot, column)) = found {
        let line = lines.get(spot.block as usize).copied().unwrap_or(1).saturating_add(spot.line);
        let message = match name((spot, column), heading) {
            Some(name) => Message::new("log-personal").with("column", name),
            None => Message::new("log-personal-row"),
        };
        let fault = Unusable::new(message.with("line", line));
        return Err(fault.advice(Message::new("log-personal-advice")).at(line, 1));
    }
    if let Some(column) = too_many(workers) {
        let message = Message::new("log-wrong-column").with("column", column.name());
        return Err(Unusable::new(message).advice(Message::new("log-wrong-column-advice")));
    }
    Ok(())
}

/// A column with more different names than there can be, in what all threads have read.
fn too_many(workers: &[Worker<'_>]) -> Option<Column> {
    let mut clinics: HashSet<&HsaId> = HashSet::new();
    let mut types: HashSet<&str> = HashSet::new();
    for worker in workers {
        clinics.extend(worker.clinics.values.iter().map(|clinic| &clinic.id));
        types.extend(worker.types.values.iter().map(|name| &*name.key));
    }
    match (clinics.len() > MOST_CLINICS, types.len() > MOST_TYPES) {
        (true, _) => Some(Column::Clinic),
        (_, true) => Some(Column::CaseType),
        _ => None,
    }
}

/// A column by its heading, or by its number from 1; `None` for a row whose columns are not known.
fn name((_, at): Personal, heading: &Heading) -> Option<String> {
    if at == WHOLE_ROW {
        return None;
    }
    let heading =
        heading.unread.iter().chain(&heading.read).find(|(column, heading)| *column == at && !heading.is_empty());
    Some(heading.map_or_else(|| (at + 1).to_string(), |(_, heading)| heading.to_string()))
}

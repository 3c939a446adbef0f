//! Loads all inputs: found and decoded in parallel, merged in a fixed order (kind, the order given, sorted path), so
//! that the same inputs give the same sources whatever the number of threads.

use super::content::{About, Content, Finished};
use super::decode::clinic::ClinicDecoder;
use super::decode::{directory, small, tak};
use super::transport::{self, Found, Origin, Transport};
use super::{Context, FailedInput, Input, Layout, LoadOptions, Loaded, SourceText, Sources, Unusable};
use crate::model::attestation::AttestationRecord;
use crate::model::clinic::{DeclarationRecord, UnitRecord};
use crate::model::directory::DirectoryRecord;
use crate::model::facts::ListedClinic;
use crate::model::permission::{AbsenceRecord, ChangeRecord, PermissionRecord, StaffRecord};
use crate::model::place::{FileIx, Place, RecordRef};
use crate::model::source::{Problem, ProblemLevel, SourceFile, SourceKind};
use crate::model::tak::Tak;
use crate::model::waiver::WaiverRecord;
use crate::parallel::{in_order, in_order_apart};
use crate::text::Message;

/// From this size on, a file is worth several threads of its own.
const LARGE: u64 = 256 << 10;

/// A file that is to be read.
struct Job<'i> {
    input: &'i Input,
    found: Found,
}

/// What became of it.
struct Done {
    /// Everything but the records.
    loaded: Loaded<()>,
    records: Records,
    finished: Finished,
}

enum Records {
    Listed(Vec<ListedClinic>),
    Units(Vec<Box<UnitRecord>>),
    Declarations(Vec<DeclarationRecord>),
    Permissions(Vec<PermissionRecord>),
    Staff(Vec<StaffRecord>),
    Absence(Vec<AbsenceRecord>),
    Attestations(Vec<AttestationRecord>),
    Waivers(Vec<WaiverRecord>),
    Changes(Vec<ChangeRecord>),
    /// One for each file.
    Tak(Vec<Tak>),
    Directory(Vec<DirectoryRecord>),
}

/// Loads all inputs but case logs. What cannot be read is in [`Sources::failed`], what is wrong in what was read in
/// [`Sources::problems`].
#[must_use]
pub fn load(inputs: &[Input], options: &LoadOptions<'_>) -> Sources {
    let clinics = &ClinicDecoder::new(options.needs);
    let mut sources = Sources::default();
    let mut ordered: Vec<&Input> = inputs.iter().collect();
    for input in &ordered {
        sources.supplied.insert(input.kind);
    }
    // Case logs are not loaded: the room that reads them keeps figures and no records. A register is no file of records.
    ordered.retain(|input| !matches!(input.kind, SourceKind::Cases | SourceKind::Register));
    ordered.sort_by_key(|input| input.kind);

    let transport = Transport::new(options);
    let found = in_order(options.jobs, &ordered, |input| transport.find(input));
    let jobs = jobs(&ordered, found, &mut sources.failed);
    options.progress.found(jobs.len() as u64, jobs.iter().map(|job| job.found.size).sum());

    // The largest first, so that no thread is left alone with a large file at the end.
    let mut by_size: Vec<usize> = (0..jobs.len()).collect();
    by_size.sort_by_key(|index| std::cmp::Reverse(jobs[*index].found.size));
    let done = in_order_apart(options.jobs, &by_size, |index| {
        let done = decode(*index, &jobs[*index], options, clinics);
        options.progress.file_done();
        done
    });
    let mut done: Vec<(usize, _)> = by_size.into_iter().zip(done).collect();
    done.sort_unstable_by_key(|(index, _)| *index);

    for (job, (_, done)) in jobs.into_iter().zip(done) {
        match done {
            Ok(done) => merge(&mut sources, job, done),
            Err(fault) => keep_unusable(&mut sources, job, fault),
        }
    }
    settle_completeness(&mut sources);
    sources
}

/// The files of all inputs in merge order. A file that two inputs of a kind name is read once.
fn jobs<'i>(
    inputs: &[&'i Input],
    found: Vec<Result<Vec<Found>, Unusable>>,
    failed: &mut Vec<FailedInput>,
) -> Vec<Job<'i>> {
    let mut jobs: Vec<Job<'i>> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for (input, found) in inputs.iter().zip(found) {
        let alone = inputs.iter().filter(|other| other.kind == input.kind).count() == 1;
        match found {
            Err(fault) => failed.push(fault.of(input.kind, &transport::shown(&input.location))),
            Ok(files) => {
                for found in files {
                    let is_new = alone || found.origin.identity().is_none_or(|id| seen.insert((input.kind, id)));
                    if is_new {
                        jobs.push(Job { input, found });
                    }
                }
            }
        }
    }
    jobs
}

fn decode(index: usize, job: &Job<'_>, options: &LoadOptions<'_>, clinics: &ClinicDecoder) -> Result<Done, Unusable> {
    let Job { input, found } = job;
    let file = FileIx(u32::try_from(index).expect("nobody has four thousand million files"));
    let about = About { file, name: found.name.clone() };
    let reader = found.origin.open().map_err(|error| transport::unreadable(&error))?;
    let content = Content::open(about, reader, options.limits, options.progress)?;
    let jobs = if found.size >= LARGE { options.jobs } else { 1 };
    let context = Context { mapping: options.mapping, jobs };
    let (mut loaded, records) = match input.kind {
        SourceKind::Clinics => split(small::decode(&context, &content)?, Records::Listed),
        SourceKind::Exports => split(clinics.read(&context, &content)?, Records::Units),
        SourceKind::Declarations => split(small::decode(&context, &content)?, Records::Declarations),
        SourceKind::Permissions => split(small::decode(&context, &content)?, Records::Permissions),
        SourceKind::Staff => split(small::decode(&context, &content)?, Records::Staff),
        SourceKind::Absence => split(small::decode(&context, &content)?, Records::Absence),
        SourceKind::Attestations => split(small::decode(&context, &content)?, Records::Attestations),
        SourceKind::Waivers => split(small::decode(&context, &content)?, Records::Waivers),
        SourceKind::Tak => split(tak::read(&content)?, Records::Tak),
        SourceKind::Directory => split(directory::decode(&context, &content)?, Records::Directory),
        SourceKind::Changes => split(small::decode(&context, &content)?, Records::Changes),
        SourceKind::Cases | SourceKind::Register => unreachable!("`load` leaves them out"),
    };
    loaded.taken_at = loaded.taken_at.or(input.taken_at);
    loaded.complete |= input.complete;
    Ok(Done { loaded, records, finished: content.finish()? })
}

fn split<T>(loaded: Loaded<T>, records: fn(Vec<T>) -> Records) -> (Loaded<()>, Records) {
    let Loaded { records: all, problems, taken_at, complete, format, notes, left_out, layout, flaws, broken_off } =
        loaded;
    let rest = Loaded {
        records: Vec::new(),
        problems,
        taken_at,
        complete,
        format,
        notes,
        left_out,
        layout,
        flaws,
        broken_off,
    };
    (rest, records(all))
}

fn merge(sources: &mut Sources, job: Job<'_>, done: Done) {
    let Done { mut loaded, records, finished } = done;
    let (count, kind) = (records.count(), job.input.kind);
    if let Some(wanted) = job.input.at_least.filter(|wanted| count < *wanted) {
        // What is missing from a file that was cut short is not missing from the world.
        loaded.complete = false;
        sources.problems.push(fewer(sources.files.len(), count, wanted));
    }
    match records {
        Records::Listed(mut all) => sources.listed.append(&mut all),
        // Often there is one large export, which need not be moved.
        Records::Units(all) if sources.units.is_empty() => sources.units = all,
        Records::Units(mut all) => sources.units.append(&mut all),
        Records::Declarations(mut all) => sources.declarations.append(&mut all),
        Records::Permissions(mut all) => sources.permissions.append(&mut all),
        Records::Staff(mut all) => sources.staff.append(&mut all),
        Records::Absence(mut all) => sources.absence.append(&mut all),
        Records::Attestations(mut all) => sources.attestations.append(&mut all),
        Records::Waivers(mut all) => sources.waivers.append(&mut all),
        Records::Changes(mut all) => sources.changes.append(&mut all),
        Records::Tak(all) => all.into_iter().for_each(|tak| sources.tak.absorb(tak)),
        Records::Directory(all) if sources.directory.is_empty() => sources.directory = all,
        Records::Directory(mut all) => sources.directory.append(&mut all),
    }
    sources.directory_is_complete |= kind == SourceKind::Directory && loaded.complete && loaded.left_out == 0;
    sources.staff_is_complete |= kind == SourceKind::Staff && loaded.complete;
    sources.failed.extend(not_whole(&mut loaded, (kind, count), &job.found.name));
    sources.problems.extend(loaded.problems);
    sources.flaws.extend(loaded.flaws);
    // A table of leave may well be empty; an export of no clinic at all is most likely one that went wrong.
    if matches!(kind, SourceKind::Exports | SourceKind::Directory) && count == 0 && loaded.left_out == 0 {
        let file = FileIx(u32::try_from(sources.files.len()).expect("nobody has four thousand million files"));
        sources.problems.push(Problem {
            level: ProblemLevel::Warning,
            place: Place::record(RecordRef::whole_file(file)),
            message: Message::new("source-no-records"),
            advice: Some(Message::new("source-no-records-advice")),
        });
    }
    let Finished { ended, encoding } = finished;
    let mut notes = job.found.notes;
    notes.extend(ended.notes);
    notes.extend(loaded.notes);
    sources.files.push(SourceFile {
        kind,
        name: job.found.name,
        format: loaded.format,
        bytes: ended.stored,
        digest: ended.digest,
        taken_at: loaded.taken_at,
        records: count,
        left_out: loaded.left_out,
        notes,
    });
    let origin = job.found.origin.packed(ended.packing, ended.unpacked);
    sources.texts.push(SourceText { origin, encoding, layout: loaded.layout });
}

/// Why a file has not been read, though something of it was: it breaks off, or there is no clinic in it that can be read. What
/// stood there may be just what seems to be missing.
fn not_whole(loaded: &mut Loaded<()>, (kind, count): (SourceKind, u64), name: &str) -> Option<FailedInput> {
    let none_read = || {
        Unusable::new(Message::new("source-none-read").with("count", loaded.left_out))
            .advice(Message::new("source-none-read-advice"))
    };
    let has_none = kind == SourceKind::Exports && count == 0 && loaded.left_out > 0;
    let fault = loaded.broken_off.take().or_else(|| has_none.then(none_read))?;
    Some(fault.of(kind, name))
}

/// A file with fewer records than the settings expect.
fn fewer(file: usize, found: u64, wanted: u64) -> Problem {
    let file = FileIx(u32::try_from(file).expect("nobody has four thousand million files"));
    Problem {
        level: ProblemLevel::Warning,
        place: Place::record(RecordRef::whole_file(file)),
        message: Message::new("source-fewer-records").with("found", found).with("wanted", wanted),
        advice: Some(Message::new("source-fewer-records-advice")),
    }
}

/// A file that gives nothing keeps its place among the files, since places refer to files by their order.
fn keep_unusable(sources: &mut Sources, job: Job<'_>, fault: Unusable) {
    let (kind, found) = (job.input.kind, job.found);
    sources.failed.push(fault.of(kind, &found.name));
    sources.files.push(SourceFile {
        kind,
        name: found.name,
        format: Box::default(),
        bytes: found.size,
        digest: Box::default(),
        taken_at: job.input.taken_at,
        records: 0,
        left_out: 0,
        notes: found.notes,
    });
    let encoding = super::encoding::Encoding::default();
    sources.texts.push(SourceText { origin: found.origin, encoding, layout: Layout::Unknown });
}

/// A staff list of which something could not be read is not complete, whatever it says: the person whom nobody knows may
/// be the one who was left out.
fn settle_completeness(sources: &mut Sources) {
    if !sources.staff_is_complete {
        return;
    }
    let is_staff = |file: &&SourceFile| file.kind == SourceKind::Staff;
    let lost: u64 = sources.files.iter().filter(is_staff).map(|file| file.left_out).sum();
    let failed = sources.failed.iter().any(|input| input.kind == SourceKind::Staff);
    if lost == 0 && !failed {
        return;
    }
    sources.staff_is_complete = false;
    let first = (0..).zip(&sources.files).find(|(_, file)| file.kind == SourceKind::Staff);
    if let Some((index, _)) = first {
        let place = Place::record(RecordRef::whole_file(FileIx(index)));
        let advice = Message::new("source-staff-incomplete-advice");
        sources.tell(vec![Problem::warning(place, Message::new("source-staff-incomplete"), advice)]);
    }
}

impl Records {
    fn count(&self) -> u64 {
        let count = match self {
            Self::Listed(all) => all.len(),
            Self::Units(all) => all.len(),
            Self::Declarations(all) => all.len(),
            Self::Permissions(all) => all.len(),
            Self::Staff(all) => all.len(),
            Self::Absence(all) => all.len(),
            Self::Attestations(all) => all.len(),
            Self::Waivers(all) => all.len(),
            Self::Changes(all) => all.len(),
            Self::Tak(all) => all.iter().map(|tak| tak.routes.len() + tak.permissions.len()).sum(),
            Self::Directory(all) => all.len(),
        };
        count as u64
    }
}

impl Origin {
    /// What tells whether two origins are the same file.
    pub(crate) fn identity(&self) -> Option<std::path::PathBuf> {
        match self {
            Self::File(path) => Some(transport::real_path(path)),
            Self::Memory(_) => None,
            Self::Packed(stored, ..) => stored.identity(),
        }
    }
}

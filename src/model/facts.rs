//! Everything that the rules can see, joined clinic by clinic. Made by `audit::join`, read by `policy::facts`.

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

use super::attestation::AttestationRecord;
use super::booking::Booking;
use super::clinic::{Declarations, UnitKind, UnitRecord};
use super::directory::{CardConflict, Coordinates, Flaw};
use super::field::Field;
use super::hsa_id::HsaId;
use super::measure::ClinicCases;
use super::measured::FollowUp;
use super::permission::{AbsenceRecord, DecisionRecord, PermissionRecord, PermissionState, StaffRecord};
use super::place::{FileIx, RecordRef};
use super::source::SourceKind;

/// The facts of one run.
#[derive(Debug, Default)]
pub struct Facts {
    /// Which kinds of source were given and could be read, every file of them. Of any other kind, what is not there
    /// says nothing.
    pub supplied: SourceSet,
    /// Which kinds were given in part: a file of them could not be read, others could. What is there counts; what is
    /// not may stand in that file.
    pub partial: SourceSet,
    /// The staff list says of itself that it is complete, so that a missing person is absent and not unknown.
    pub staff_is_complete: bool,
    /// The directory has every unit there is, as a file export does, so that one that is not in it is missing and not
    /// unknown.
    pub directory_is_complete: bool,
    /// The case logs that were read.
    pub case_logs: Vec<FileIx>,
    /// When the data of each kind was taken out: the oldest of its files, where all say it.
    pub taken_at: Vec<(SourceKind, DateTime<Tz>)>,
    /// What the register tells of how well permissions follow the people.
    pub follow_up: FollowUp,
    /// The clinics, by HSA-id.
    pub clinics: Vec<ClinicFacts>,
    /// Clinics that nobody asked for. They are not judged, and yet they show what the sources carry.
    pub set_aside: Vec<ClinicFacts>,
}

/// The kinds of source that were given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SourceSet(u16);

impl SourceSet {
    /// Adds a kind.
    pub fn insert(&mut self, kind: SourceKind) {
        self.0 |= 1 << kind as u16;
    }

    /// Takes a kind away.
    pub fn remove(&mut self, kind: SourceKind) {
        self.0 &= !(1 << kind as u16);
    }

    /// Whether the kind was given.
    #[must_use]
    pub fn contains(self, kind: SourceKind) -> bool {
        self.0 & (1 << kind as u16) != 0
    }
}

/// A clinic that must follow the guideline, from the list of clinics.
#[derive(Clone, Debug)]
pub struct ListedClinic {
    /// Where it stands.
    pub record: RecordRef,
    /// The clinic.
    pub hsa_id: HsaId,
    /// Its name in the list.
    pub name: Field<Box<str>>,
    /// What kind of unit it is, where the list says so.
    pub unit_kind: Field<UnitKind>,
}

/// What is known of one clinic.
#[derive(Debug)]
pub struct ClinicFacts {
    /// The clinic.
    pub hsa_id: HsaId,
    /// Its row of the list of clinics.
    pub listed: Option<Box<ListedClinic>>,
    /// Its configuration, merged from all exports.
    pub export: Option<Box<UnitRecord>>,
    /// Its declarations, from the source of their own and from the export together.
    pub declared: Declared,
    /// Who may do what there.
    pub permissions: Vec<PermissionFacts>,
    /// What the register says was decided, where there is one.
    pub decisions: Vec<DecisionFacts>,
    /// What was attested.
    pub attestations: Vec<AttestationRecord>,
    /// Its unit in the HSA directory.
    pub directory: Option<Box<DirectoryUnit>>,
    /// Its booking connection.
    pub booking: Option<Box<Booking>>,
    /// What the case log says of it; `None` where there is no case log, or it has no case of the clinic.
    pub cases: Option<Box<ClinicCases>>,
}

impl ClinicFacts {
    /// Whether a list or an export has the clinic. Of others nobody says that they must follow the guideline.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.export.is_some() || self.listed.is_some()
    }
}

/// A clinic's declarations and the records that made them.
#[derive(Debug, Default)]
pub struct Declared {
    /// The records, in reading order; a value stands in one or several of them.
    pub records: Vec<RecordRef>,
    /// What was declared.
    pub values: Declarations,
}

/// A permission, with what is known of the person who holds it.
#[derive(Debug)]
pub struct PermissionFacts {
    /// The permission.
    pub record: PermissionRecord,
    /// The person's row of the staff list.
    pub staff: Option<StaffRecord>,
    /// The person's leave: the period that covers the run's day, else the one that begins next, else the last.
    pub leave: Option<AbsenceRecord>,
    /// What the register says was decided of it.
    pub decision: Option<DecisionRecord>,
}

/// A decision of the register, beside what the personnel tool shows of it.
#[derive(Debug)]
pub struct DecisionFacts {
    /// The decision.
    pub record: DecisionRecord,
    /// Where the permission stands in the export, if it does.
    pub exported_at: Option<RecordRef>,
    /// Its state there; absent where the export does not have it.
    pub exported_state: Field<PermissionState>,
    /// For how many days the export had gone on showing otherwise when it was taken out; absent where it agrees, or is
    /// older than the decision.
    pub contradicted_for: Field<u32>,
}

/// A unit of the HSA directory, as far as rules look at it: put together from every directory source that has it.
#[derive(Clone, Debug, Default)]
pub struct DirectoryUnit {
    /// Where it stands, in every directory source that has it.
    pub records: Vec<RecordRef>,
    /// Those of the records that have a contact card.
    pub cards: Vec<RecordRef>,
    /// Whether it is in use.
    pub state: Field<UnitState>,
    /// Name.
    pub name: Field<Box<str>>,
    /// The name that the public sees.
    pub public_name: Field<Box<str>>,
    /// Until when it is in use.
    pub ends: Field<NaiveDate>,
    /// Visiting address, its lines joined by commas.
    pub visiting_address: Field<Box<str>>,
    /// Postal address, its lines joined by commas.
    pub postal_address: Field<Box<str>>,
    /// Public telephone numbers, as written.
    pub phones: Field<Vec<Box<str>>>,
    /// Opening hours, such as `1-5 08:00-17:00`.
    pub hours: Field<Vec<Box<str>>>,
    /// Telephone hours, in the same form.
    pub phone_hours: Field<Vec<Box<str>>>,
    /// Where it is: RT90, else SWEREF 99 TM.
    pub coordinates: Field<Coordinates>,
    /// County code.
    pub county: Field<Box<str>>,
    /// Municipality code.
    pub municipality: Field<Box<str>>,
    /// Verksamhetskoder.
    pub business_codes: Field<Vec<Box<str>>>,
    /// Vårdform, codes.
    pub care_types: Field<Vec<Box<str>>>,
    /// Enhetstyp, codes.
    pub unit_types: Field<Vec<Box<str>>>,
    /// Shown for, codes.
    pub destinations: Field<Vec<Box<str>>>,
    /// Its page on 1177.
    pub page_1177: Field<Box<str>>,
    /// Whether all is there that 1177.se needs to show its contact card.
    pub shown_on_1177: Field<bool>,
    /// Last changed.
    pub modified: Field<NaiveDate>,
    /// What is wrong with its data, in the order of the kinds; a kind as often as it was found.
    pub flaws: Vec<Flaw>,
    /// Where its sources disagree.
    pub conflicts: Vec<CardConflict>,
}

/// Whether a directory unit is in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnitState {
    /// In use.
    Current,
    /// Begins later.
    Future,
    /// Ended or archived.
    Ended,
    /// Not in the directory.
    Missing,
}

crate::vocabulary!(UnitState {
    Current = "current",
    Future = "future",
    Ended = "ended",
    Missing = "missing",
});

//! Sources: bytes become records and problems, each with its place.
//!
//! `transport` brings bytes, `decode` (pure) makes records of them, `mapping` gives headings and words their meaning,
//! `load` does it for all inputs in parallel and merges in a fixed order. Nothing here judges.

use chrono::{DateTime, FixedOffset};

use crate::model::attestation::AttestationRecord;
use crate::model::clinic::{DeclarationRecord, UnitRecord};
use crate::model::facts::{ListedClinic, SourceSet};
use crate::model::permission::{AbsenceRecord, PermissionRecord, StaffRecord};
use crate::model::source::{Problem, SourceFile, SourceKind};
use crate::model::waiver::WaiverRecord;
use crate::text::Message;

/// One thing to read, as the user named it.
#[derive(Clone, Debug)]
pub struct Input {
    /// What it holds.
    pub kind: SourceKind,
    /// A file, a folder, `-` for standard input, or an `https://` address.
    pub location: Box<str>,
    /// A staff list that says of itself that everyone is on it.
    pub complete: bool,
    /// When the data was taken out, where the settings say it (a file's own word wins).
    pub taken_at: Option<DateTime<FixedOffset>>,
}

/// Everything that was read, before it is joined.
#[derive(Debug, Default)]
pub struct Sources {
    /// The files, in merge order; `FileIx` points here.
    pub files: Vec<SourceFile>,
    /// What was wrong, in file and place order.
    pub problems: Vec<Problem>,
    /// Inputs that could not be read at all.
    pub failed: Vec<FailedInput>,
    /// The kinds that were given, whether or not they could be read.
    pub supplied: SourceSet,
    /// Clinics that must follow the guideline.
    pub listed: Vec<ListedClinic>,
    /// Clinic configurations, one record a clinic and export (merged later).
    pub units: Vec<UnitRecord>,
    /// Declarations of their own.
    pub declarations: Vec<DeclarationRecord>,
    /// Permissions.
    pub permissions: Vec<PermissionRecord>,
    /// Staff.
    pub staff: Vec<StaffRecord>,
    /// The staff list says that everyone is on it.
    pub staff_is_complete: bool,
    /// Leave.
    pub absence: Vec<AbsenceRecord>,
    /// Attestations.
    pub attestations: Vec<AttestationRecord>,
    /// Waivers.
    pub waivers: Vec<WaiverRecord>,
}

/// An input that gave nothing.
#[derive(Clone, Debug)]
pub struct FailedInput {
    /// What it should have held.
    pub kind: SourceKind,
    /// As the user named it.
    pub name: Box<str>,
    /// Why.
    pub message: Message,
    /// What to do.
    pub advice: Option<Message>,
    /// The source is remote and did not answer (exit 7); otherwise it is local and unusable (exit 2).
    pub remote: bool,
}

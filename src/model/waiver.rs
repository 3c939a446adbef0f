//! Waivers (undantag): a finding that somebody has decided to live with, for a time.

use chrono::NaiveDate;

use super::hsa_id::HsaId;
use super::place::RecordRef;

/// One waiver as written. What it leaves open is told by the audit, not by the decoder.
#[derive(Clone, Debug)]
pub struct WaiverRecord {
    /// Where it stands.
    pub record: RecordRef,
    /// The rule it excuses.
    pub rule: Box<str>,
    /// The clinics. Never empty: a waiver for everyone is a change of policy.
    pub clinics: Vec<HsaId>,
    /// The item (a case type's key, a permission), where it excuses one.
    pub item: Option<Box<str>>,
    /// Why.
    pub reason: Box<str>,
    /// Who answers for it.
    pub owner: Box<str>,
    /// Last day on which it counts.
    pub expires: NaiveDate,
    /// The value that it excuses (`found` of the evidence, as the JSON report writes it); it lapses when that changes.
    pub excuses: Option<Box<str>>,
}

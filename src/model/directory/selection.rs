//! Which units of the directory are meant.

use super::DirectoryKind;
use crate::model::hsa_id::HsaId;

/// Which units of the directory are meant: all that is named must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// In this county, by its code.
    pub county: Option<Box<str>>,
    /// One of these units, or below one of them; empty means anywhere.
    pub under: Vec<HsaId>,
    /// Of one of these kinds; empty means of any.
    pub kinds: Vec<DirectoryKind>,
}

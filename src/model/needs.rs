//! What the policies need to know before anything is read. Made by `policy::compile`, used by the sources.

use super::case_type::{CaseTypeIx, fold};
use super::finding::ItemKind;
use crate::text::Bilingual;

/// The policies' vocabulary, known before the first byte of a source is read.
#[derive(Clone, Debug, Default)]
pub struct Needs {
    /// The case types of all policies in the run, at most 128.
    pub case_types: Vec<CaseTypeNeed>,
    /// Words and phrases that texts are searched for, folded to lower case, at most 64: bit *n* of `TextFacts::words`.
    pub words: Vec<Box<str>>,
    /// Standard texts of the region.
    pub standard_texts: Vec<StandardText>,
    /// The points of the guidelines: what an attestation may be of.
    pub clauses: Vec<Box<str>>,
    /// For each attested point, the role whose word counts.
    pub attested_by: Vec<(Box<str>, Box<str>)>,
    /// The points that are attested of each case type, or of each person, and never of a clinic as a whole.
    pub attested_per: Vec<(Box<str>, ItemKind)>,
    /// What the case log is asked.
    pub measures: Vec<super::measure::Measure>,
}

/// A case type that a policy names.
#[derive(Clone, Debug)]
pub struct CaseTypeNeed {
    /// Its key, such as `fornya_recept`.
    pub key: Box<str>,
    /// The names that it goes by, as written in the policy.
    pub names: Vec<Box<str>>,
    /// The service that it carries, if it carries one.
    pub service: Option<Box<str>>,
}

/// A text that clinics are to use. `{mottagning}` stands for the clinic's name.
#[derive(Clone, Debug)]
pub struct StandardText {
    /// The case type.
    pub case_type: CaseTypeIx,
    /// Which of its texts.
    pub kind: TextKind,
    /// The text, with the slot.
    pub text: Box<str>,
}

/// The texts of a case type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextKind {
    /// Beskrivning av formuläret.
    Description,
    /// Villkorstext.
    Terms,
    /// Standardsvar.
    StandardReplies,
    /// Fasta svarsalternativ.
    AnswerAlternatives,
}

impl CaseTypeNeed {
    /// What people call it: its first name, or its key.
    #[must_use]
    pub fn name(&self) -> &str {
        self.names.first().unwrap_or(&self.key)
    }

    /// Its key with what people call it, which is the same in every language.
    #[must_use]
    pub fn named(&self) -> (Box<str>, Bilingual) {
        (self.key.clone(), Bilingual { sv: self.name().into(), en: self.name().into() })
    }
}

impl Needs {
    /// The case type with this key or name, compared folded (never by part of a name).
    #[must_use]
    pub fn case_type(&self, written: &str) -> Option<CaseTypeIx> {
        let exact = self.case_types.iter().position(|need| &*need.key == written);
        exact
            .or_else(|| {
                let folded = fold(written);
                self.case_types
                    .iter()
                    .position(|need| fold(&need.key) == folded || need.names.iter().any(|name| fold(name) == folded))
            })
            .and_then(|ix| u8::try_from(ix).ok())
            .map(CaseTypeIx)
    }
}

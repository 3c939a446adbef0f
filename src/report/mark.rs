//! How clinics stand to rules and clauses, the same in every format that counts them: a mark, which is a colour and a sign that
//! says the same, with a word for those who hear it.

use crate::model::finding::{Finding, RuleIx};
use crate::model::outcome::{Disposition, Outcome, Severity};
use crate::report::digest::{Digest, Standing};
use crate::report::words::Words;

/// How a clinic stands to a rule or a clause, the best first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    #[default]
    NotApplicable,
    Pass,
    Waived,
    Unknown,
    Info,
    Warning,
    Error,
}

impl Mark {
    /// Every mark, the worst first.
    pub(super) const ALL: [Self; 7] =
        [Self::Error, Self::Warning, Self::Info, Self::Unknown, Self::Waived, Self::Pass, Self::NotApplicable];

    /// What a finding comes to.
    pub(super) fn of(digest: &Digest<'_>, finding: &Finding) -> Self {
        match (finding.disposition, finding.outcome) {
            (Disposition::Waived, _) => Self::Waived,
            (Disposition::Open, Outcome::Unknown) => Self::Unknown,
            (Disposition::Open, _) => digest.info(finding.rule).map_or(Self::Error, |info| info.severity.into()),
        }
    }

    /// The mark of an outcome, as long as nobody has said whether a failure is open.
    fn before_findings(outcome: Outcome) -> Self {
        match outcome {
            Outcome::NotApplicable => Self::NotApplicable,
            Outcome::Pass => Self::Pass,
            Outcome::Unknown => Self::Unknown,
            Outcome::Fail => Self::Waived,
        }
    }

    /// The class that colours it.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::NotApplicable => "n",
            Self::Pass => "p",
            Self::Waived => "o",
            Self::Unknown => "u",
            Self::Info => "i",
            Self::Warning => "w",
            Self::Error => "e",
        }
    }

    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::NotApplicable => "·",
            Self::Pass => "✓",
            Self::Waived => "○",
            Self::Unknown => "?",
            Self::Info => "i",
            Self::Warning => "!",
            Self::Error => "✗",
        }
    }

    pub(super) fn word(self, words: &Words) -> String {
        words.get(match self {
            Self::NotApplicable => "html-mark-not-applicable",
            Self::Pass => "html-mark-pass",
            Self::Waived => "html-mark-waived",
            Self::Unknown => "html-mark-unknown",
            Self::Info => "html-mark-info",
            Self::Warning => "html-mark-warning",
            Self::Error => "html-mark-error",
        })
    }

    /// So many of them: «3 anmärkningar». Marks that are nothing to do are not counted.
    pub(super) fn counted(self, words: &Words, count: u64) -> Option<String> {
        let key = match self {
            Self::Error => "html-count-error",
            Self::Warning => "html-count-warning",
            Self::Info => "html-count-info",
            Self::Unknown => "html-count-unknown",
            Self::Waived => "html-count-waived",
            Self::Pass | Self::NotApplicable => return None,
        };
        (count > 0).then(|| words.count(key, count))
    }
}

impl From<Severity> for Mark {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Info => Self::Info,
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Error,
        }
    }
}

impl From<Standing> for Mark {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Breaking => Self::Error,
            Standing::Remarked => Self::Warning,
            Standing::Unproven => Self::Unknown,
            Standing::Proven => Self::Pass,
        }
    }
}

/// What every rule came to at every clinic.
pub(super) struct Marks {
    rules: usize,
    /// A mark a rule, clinic by clinic.
    marks: Vec<Mark>,
}

impl Marks {
    pub(super) fn new(digest: &Digest<'_>) -> Self {
        let run = digest.run;
        let rules = run.rules.len();
        let mut marks: Vec<Mark> = Vec::with_capacity(rules * run.clinics.len());
        for clinic in &run.clinics {
            let outcomes = clinic.outcomes.iter().copied().chain(std::iter::repeat(Outcome::NotApplicable));
            marks.extend(outcomes.take(rules).map(Mark::before_findings));
        }
        for finding in run.findings.iter().filter(|finding| finding.outcome == Outcome::Fail) {
            let rule = usize::from(finding.rule.0);
            let clinic = finding.clinic.as_ref().and_then(|clinic| digest.position(clinic));
            if let Some(clinic) = clinic.filter(|_| rule < rules) {
                let known = &mut marks[clinic * rules + rule];
                *known = (*known).max(Mark::of(digest, finding));
            }
        }
        Self { rules, marks }
    }

    /// The worst that some rules came to at a clinic.
    pub(super) fn worst(&self, clinic: usize, rules: &[RuleIx]) -> Mark {
        let mark = |rule: &RuleIx| self.marks[clinic * self.rules + usize::from(rule.0)];
        rules.iter().map(mark).max().unwrap_or_default()
    }

    /// Clinics by the worst that some rules came to there.
    pub(super) fn counts(&self, rules: &[RuleIx]) -> Counts {
        let mut counts = [0; Mark::ALL.len()];
        for clinic in 0..self.marks.len().checked_div(self.rules).unwrap_or(0) {
            counts[self.worst(clinic, rules) as usize] += 1;
        }
        Counts(counts)
    }
}

/// Clinics by what some rules came to there.
pub(super) struct Counts([u64; Mark::ALL.len()]);

impl Counts {
    pub(super) fn of_mark(&self, mark: Mark) -> u64 {
        self.0[mark as usize]
    }

    /// Remarks and notes.
    pub(super) fn remarked(&self) -> u64 {
        self.of_mark(Mark::Warning) + self.of_mark(Mark::Info)
    }

    /// Clinics that the rules apply to.
    pub(super) fn concerned(&self) -> u64 {
        self.0.iter().sum::<u64>() - self.of_mark(Mark::NotApplicable)
    }
}

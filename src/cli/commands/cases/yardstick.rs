//! What cases are measured by: the limit and the terms of the policies, where the command line says nothing else.

use crate::cli::args::LimitArgs;
use crate::cli::error::CliError;
use crate::cli::policies;
use crate::cli::session::Session;
use crate::cli::settings::PolicyRef;
use crate::model::measure::{CaseTerms, Cases, Measure, Question};
use crate::model::needs::Needs;
use crate::model::span::{TimeSpan, TimeUnit};
use crate::policy::Compiled;
use crate::report::cases::{Authority, Limit};
use crate::text::Bilingual;

/// Within how long a case is answered in time, where no policy and no flag says it.
const WITHIN: TimeSpan = TimeSpan { amount: 1, unit: TimeUnit::WorkingDays };

/// How long a case may wait to be distributed, where no policy says it.
const DISTRIBUTED: TimeSpan = TimeSpan { amount: 4, unit: TimeUnit::WorkingHours };
/// How long an answered case may stay unclosed, where no policy says it.
const CLOSED: TimeSpan = TimeSpan { amount: 14, unit: TimeUnit::Days };

/// What cases are measured by.
#[derive(Debug)]
pub(super) struct Yardstick {
    compiled: Option<Compiled>,
    /// How long a case may wait to be distributed.
    pub(super) undistributed: TimeSpan,
    /// How long an answered case may stay unclosed.
    pub(super) unclosed: TimeSpan,
    within: TimeSpan,
    within_is_typed: bool,
    terms: CaseTerms,
    counting_is_typed: bool,
}

impl Yardstick {
    /// By these policies; none means what holds where nobody says anything.
    ///
    /// # Errors
    /// A policy that does not exist, or the mistakes in them.
    pub(super) fn new(named: &[PolicyRef], typed: &LimitArgs, session: &mut Session<'_>) -> Result<Self, CliError> {
        let compiled = if named.is_empty() { None } else { Some(policies::compiled(named, session)?) };
        let asked = compiled.as_ref().map_or(&[][..], |compiled| &compiled.needs.measures);
        let leading = leading(asked);
        let mut terms = leading.or(asked.first()).map(|measure| measure.terms.clone()).unwrap_or_default();
        if let Some(counting) = typed.counting {
            terms.counting = counting;
        }
        let within = typed.within.or_else(|| leading.and_then(|measure| measure.within)).unwrap_or(WITHIN);
        let age = |cases| {
            let of_cases = |measure: &&Measure| measure.question == Question::CountOf(cases);
            asked.iter().filter(of_cases).find_map(|measure| measure.older_than)
        };
        Ok(Self {
            undistributed: age(Cases::Undistributed).unwrap_or(DISTRIBUTED),
            unclosed: age(Cases::AnsweredUnclosed).unwrap_or(CLOSED),
            within,
            within_is_typed: typed.within.is_some(),
            terms,
            counting_is_typed: typed.counting.is_some(),
            compiled,
        })
    }

    /// The time within which a case must be answered.
    pub(super) fn limit(&self) -> Limit<'_> {
        let leading = leading(self.measures());
        let of_policy = |measure: Option<&Measure>| measure.and_then(|measure| self.policy_of(&measure.name));
        let said_by = match (leading, of_policy(leading)) {
            _ if self.within_is_typed => Authority::Flag,
            (Some(measure), Some((policy, title))) => Authority::Measure { policy, measure: &measure.name, title },
            _ => Authority::Nobody,
        };
        let counted_by = match of_policy(leading.or(self.measures().first())) {
            _ if self.counting_is_typed => Authority::Flag,
            Some((policy, _)) => Authority::Policy(policy),
            None => Authority::Nobody,
        };
        Limit { within: self.within, said_by, terms: &self.terms, counted_by }
    }

    /// What the sources are read with, where there is a policy.
    pub(super) fn needs(&self) -> Option<&Needs> {
        self.compiled.as_ref().map(|compiled| &compiled.needs)
    }

    /// What the policies ask of the case log.
    pub(super) fn measures(&self) -> &[Measure] {
        self.compiled.as_ref().map_or(&[], |compiled| &compiled.needs.measures)
    }

    /// The policy that has a measure of this name, and what it calls it.
    pub(super) fn policy_of(&self, name: &str) -> Option<(&str, Option<&Bilingual>)> {
        let policies = self.compiled.iter().flat_map(|compiled| &compiled.policies);
        policies
            .flat_map(|policy| policy.measures.iter().map(move |measure| (policy, measure)))
            .find_map(|(policy, (known, title))| (**known == *name).then_some((&*policy.id, title.as_ref())))
    }
}

/// The measure that says what in time means: the first share of answered cases within a time.
fn leading(measures: &[Measure]) -> Option<&Measure> {
    measures.iter().find(|measure| {
        measure.question == Question::ShareOf(Cases::Answered) && measure.within.is_some() && measure.channel.is_none()
    })
}

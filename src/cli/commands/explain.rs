//! `explain RULE`: what a rule asks and how to put it right; with `--clinic`, how it judged that clinic.

use chrono::NaiveDate;

use super::audit::no_such_rule;
use crate::audit::run::horizon;
use crate::cli::args::ExplainArgs;
use crate::cli::asked::asked;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::settings::{PolicyRef, Settings, Typed};
use crate::cli::{load, policies};
use crate::model::hsa_id::HsaId;
use crate::model::needs::CaseTypeNeed;
use crate::policy::Compiled;
use crate::policy::coverage::source;
use crate::policy::explain::explain;
use crate::policy::fact::Clinic;
use crate::policy::judge::Judge;
use crate::policy::library::{self, POLICY_FILE};
use crate::policy::literal::Lexicon;
use crate::policy::rule::{Operand, Policy, Rule, Test};
use crate::policy::waiver::in_force;
use crate::report::explain::{Parameter, RuleAtClinic, RulePage, write_at_clinic, write_builtin, write_rule};
use crate::report::words::Words;
use crate::source::locate::Locator;
use crate::text::builtin;
use crate::text::{Bilingual, Message};

/// Explains.
pub(super) fn run(args: &ExplainArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let settings = session.settings(Typed { sources: &args.sources, exports: &args.exports })?;
    // Rules about waivers stand in reports, and in no policy.
    if let Some(builtin) = builtin::find(&args.explained) {
        session.write_page(|style, out| write_builtin(builtin, style, out))?;
        return Ok(Exit::Done);
    }
    let compiled = policies_with(&args.explained, &settings, session)?;
    let all = || compiled.policies.iter().flat_map(|policy| policy.rules.iter().map(move |rule| (policy, rule)));
    let found = all().find(|(_, rule)| *rule.id == *args.explained);
    let (policy, rule) = found.ok_or_else(|| {
        let error = no_such_rule(&args.explained, all().map(|(_, rule)| &*rule.id));
        error.hint_if(of_clause(&args.explained, &compiled))
    })?;
    match &args.clinic {
        None => page(&compiled, (policy, rule), session),
        Some(clinic) => {
            let read = load::read(&settings, &compiled.needs, args.jobs, session)?;
            at_clinic(&compiled, (policy, rule), (&read, clinic), session)
        }
    }
}

/// The policies of the project; without any, the one that comes with the program and has the rule.
fn policies_with(rule: &str, settings: &Settings, session: &mut Session<'_>) -> Result<Compiled, CliError> {
    if !settings.policies.is_empty() {
        return policies::compiled(&settings.policies, session);
    }
    let (mut known, mut judges) = (Vec::new(), None);
    for name in library::embedded_names() {
        let compiled = policies::compiled(&[PolicyRef::typed(name)], session)?;
        // A rule that is inherited is explained by the policy that wrote it.
        let own = format!("{name}/{POLICY_FILE}");
        let rules = || compiled.policies.iter().flat_map(|policy| &policy.rules).filter(|rule| *rule.written.0 == *own);
        if rules().any(|own| *own.id == *rule) {
            return Ok(compiled);
        }
        known.extend(rules().map(|rule| rule.id.clone()));
        judges = judges.or_else(|| of_clause(rule, &compiled));
    }
    Err(no_such_rule(rule, known.iter().map(|id| &**id)).hint_if(judges))
}

/// The rules that judge a clause, for somebody who has named the clause.
fn of_clause(named: &str, compiled: &Compiled) -> Option<Message> {
    let rules = compiled.policies.iter().flat_map(|policy| &policy.rules);
    let rules: Vec<String> = rules
        .filter(|rule| rule.clauses.iter().any(|clause| clause.to_lowercase() == named.to_lowercase()))
        .map(|rule| rule.id.to_string())
        .collect();
    (!rules.is_empty()).then(|| Message::new("cli-clause-rules").with("clause", named).with("rules", rules))
}

/// What the rule asks.
fn page(compiled: &Compiled, (policy, rule): (&Policy, &Rule), session: &mut Session<'_>) -> Result<Exit, CliError> {
    let words = Words::new(session.words.lang());
    let judge = Judge::new(policy, NaiveDate::MAX);
    let steps = |condition| asked(condition, policy, (&compiled.needs, &words));
    let (when, require) = (rule.when.as_ref().map(steps), steps(&rule.require));
    let info = rule.info(0);
    let tests: Vec<&Test> = rule.conditions().flat_map(|condition| condition.tests()).collect();
    let mut facts: Vec<(Box<str>, _)> = Vec::new();
    for fact in tests.iter().flat_map(|test| test.facts()) {
        let path = judge.path(fact, &compiled.needs.measures);
        if !facts.iter().any(|(known, _)| *known == path) {
            facts.push((path, source(policy, fact)));
        }
    }
    let page = RulePage {
        info: &info,
        policy: &policy.title,
        clauses: policy
            .clauses
            .iter()
            .filter(|clause| rule.clauses.contains(&clause.id))
            .map(|clause| (&*clause.id, &clause.text))
            .collect(),
        for_each: rule.for_each.map(|each| each.of),
        when: when.as_ref(),
        require: &require,
        parameters: parameters(compiled, policy, &tests),
        facts: facts.iter().map(|(path, source)| (&**path, *source)).collect(),
        names: &names(compiled, policy),
    };
    session.write_page(|style, out| write_rule(&page, style, out))?;
    Ok(Exit::Done)
}

/// The parameters that the conditions name, each once.
fn parameters<'p>(compiled: &Compiled, policy: &'p Policy, tests: &[&Test]) -> Vec<Parameter<'p>> {
    let mut parameters: Vec<Parameter<'p>> = Vec::new();
    for test in tests {
        let named = test.from.as_deref().and_then(|from| from.strip_prefix('$'));
        let Some(parameter) = policy.parameters.iter().find(|known| named == Some(&*known.name)) else { continue };
        let literal = match &test.operand {
            Operand::Literal(literal) | Operand::By { otherwise: literal, .. } => literal,
            Operand::Fact(_) => continue,
        };
        if !parameters.iter().any(|told| told.name == &*parameter.name) {
            let value = literal.value(&Lexicon::new(&compiled.needs), NaiveDate::MAX);
            parameters.push(Parameter { name: &parameter.name, value, why: parameter.why.as_ref() });
        }
    }
    parameters
}

/// How the rule judged a clinic. The explanation is the answer, whatever the outcome: it ends in 0.
fn at_clinic(
    compiled: &Compiled,
    (policy, rule): (&Policy, &Rule),
    (read, clinic): (&load::Read, &HsaId),
    session: &mut Session<'_>,
) -> Result<Exit, CliError> {
    let found = read.clinic(clinic, session)?;
    let horizon = horizon(&read.facts, compiled, read.as_of);
    let judge = Judge::new(policy, horizon.today);
    let explanation = explain(&judge, &compiled.needs, rule, Clinic::new(&horizon, found).subject());
    let locator = Locator::new(&read.sources, read.mapping.as_ref());
    let explanation = explanation.map_places(&mut |place| locator.locate(&place));
    let info = rule.info(0);
    let name = found.export.as_ref().and_then(|unit| unit.name.value());
    let name = name.or(found.listed.as_ref().and_then(|listed| listed.name.value()));
    let waivers: Vec<_> = in_force(&read.sources.waivers, &rule.id, &found.hsa_id, horizon.today).collect();
    let shown = RuleAtClinic {
        info: &info,
        clinic: found.hsa_id.as_str(),
        name: name.map(|name| &**name).unwrap_or_default(),
        explanation: &explanation,
        names: &names(compiled, policy),
        waivers: &waivers,
    };
    session.write_page(|style, out| write_at_clinic(&shown, style, out))?;
    session.tell_failed(&read.sources)?;
    Ok(read.exit())
}

/// What people call the lists and measures of the policy, and the case types.
fn names(compiled: &Compiled, policy: &Policy) -> Vec<(Box<str>, Bilingual)> {
    policy.names().into_iter().chain(compiled.needs.case_types.iter().map(CaseTypeNeed::named)).collect()
}

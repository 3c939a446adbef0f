//! `audit`: judges every clinic by the policies. Read it from top to bottom: it is the data's way through the house.

use crate::audit::run::{Audit, Choice, keep_clinics};
use crate::cli::args::AuditArgs;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::outputs::Outputs;
use crate::cli::progress::Busy;
use crate::cli::session::Session;
use crate::cli::settings::Typed;
use crate::cli::{load, policies, stored};
use crate::model::comparison::Change;
use crate::model::finding::Finding;
use crate::model::outcome::{Disposition, Outcome};
use crate::model::run::Run;
use crate::policy::Compiled;
use crate::policy::problem::did_you_mean;
use crate::source::locate::Locator;
use crate::text::Message;

/// Audits.
pub(super) fn run(args: &AuditArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let outputs = Outputs::plan(&args.format)?;
    if args.fail_on.only_new() && args.baseline.is_none() {
        let error = CliError::unusable(Message::new("cli-new-without-baseline"));
        return Err(error.hint(Message::new("cli-new-without-baseline-hint")));
    }
    let baseline = args.baseline.as_deref().map(|path| stored::baseline(path, session)).transpose()?;
    let settings = session.settings(Typed { sources: &args.sources, exports: &args.exports })?;
    load::check(&settings)?;
    let compiled = policies::compiled(&settings.policies, session)?;
    let rules = chosen_rules(&args.rule, &compiled)?;

    let mut read = load::read(&settings, &compiled.needs, args.jobs, session)?;
    let filtered_out = match keep_clinics(&mut read.facts, &args.clinic) {
        Ok(filtered_out) => filtered_out,
        Err(unknown) => return Err(read.no_such_clinic(&unknown, session)?),
    };

    let locator = Locator::new(&read.sources, read.mapping.as_ref());
    let choice = Choice { rules, filtered_out };
    let jobs = args.jobs.unwrap_or(session.world.cores);
    let audit = Audit { compiled: &compiled, facts: &read.facts, as_of: read.as_of, choice, jobs };
    let busy = Busy::new("cli-judging", session);
    let mut run = audit.run(&read.sources, &|place| locator.locate(place));
    drop(busy);
    // It holds whole files, and a report needs the room.
    drop(locator);
    if let Some(baseline) = &baseline {
        stored::compared(&mut run, baseline, &audit.choice.rules)?;
    }

    outputs.write(&run, session)?;
    session.tell_failed(&read.sources)?;
    if run.clinics.is_empty() {
        // An audit of nobody is no proof of anything.
        return Err(CliError::new(Exit::Unusable.or_worse(read.exit()), Message::new("cli-nobody")));
    }
    let exit = judged(&run, args).or_worse(read.exit());
    // The process ends here, and the system takes memory back sooner than it is taken apart piece by piece.
    std::mem::forget((run, read, baseline));
    Ok(exit)
}

/// What the findings come to.
fn judged(run: &Run, args: &AuditArgs) -> Exit {
    let counts = |finding: &&Finding| {
        finding.disposition == Disposition::Open && (!args.fail_on.only_new() || finding.change == Some(Change::New))
    };
    let open = || run.findings.iter().filter(counts);
    let severity = |rule: usize| run.rules[rule].severity;
    let fails = args.fail_on.severity().is_some_and(|limit| {
        open().any(|finding| finding.outcome == Outcome::Fail && severity(usize::from(finding.rule.0)) >= limit)
    });
    let unknown = args.strict && open().any(|finding| finding.outcome == Outcome::Unknown);
    if fails || unknown { Exit::Findings } else { Exit::Done }
}

/// The rules that `--rule` names; none means all.
fn chosen_rules(named: &[String], compiled: &Compiled) -> Result<Vec<Box<str>>, CliError> {
    let known = || compiled.policies.iter().flat_map(|policy| &policy.rules).map(|rule| &*rule.id);
    named
        .iter()
        .map(|name| known().find(|id| id == name).map(Box::from).ok_or_else(|| no_such_rule(name, known())))
        .collect()
}

/// A rule that no policy of the run has.
pub(super) fn no_such_rule<'r>(name: &str, known: impl IntoIterator<Item = &'r str>) -> CliError {
    let message = Message::new("cli-no-such-rule").with("rule", name);
    CliError::unusable(message).hint_if(did_you_mean(name, known)).hint(Message::new("cli-no-such-rule-hint"))
}

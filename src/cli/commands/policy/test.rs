//! `policy test`: every example tried; the ones that do not come out are drawn at their line.

use crate::cli::error::{CliError, Level, Mistake, Mistakes};
use crate::cli::exit::Exit;
use crate::cli::policies;
use crate::cli::session::Session;
use crate::cli::settings::PolicyRef;
use crate::policy::example::{Examples, Tried, examples};
use crate::policy::library::EXAMPLES_FILE;
use crate::policy::problem;
use crate::report::words::Words;
use crate::text::Message;

/// Tries the examples.
pub(super) fn run(policies: &[PolicyRef], session: &mut Session<'_>) -> Result<Exit, CliError> {
    let files = policies::find_all(policies, session)?;
    let compiled = policies::compiled(policies, session)?;
    let words = Words::new(session.words.lang());
    let (mut drawn, mut lines, mut wrong) = (Vec::new(), Vec::new(), 0);
    for (policy, files) in compiled.policies.iter().zip(&files) {
        let Examples { file, tried, problems } = examples(policy, &compiled.needs, files);
        let errors: Vec<_> = problems.into_iter().filter(|problem| problem.level == problem::Level::Error).collect();
        if !errors.is_empty() {
            let text = files.get(EXAMPLES_FILE).unwrap_or_default().to_owned();
            return Err(policies::mistakes(errors, &[(file, text.into())]));
        }
        let failing: Vec<Mistake> =
            tried.iter().filter(|one| one.expected != one.found).map(|one| mistake(one, &words)).collect();
        lines.push(
            Message::new("cli-policy-tried")
                .with("policy", policy.id.clone())
                .with("right", tried.len() - failing.len())
                .with("all", tried.len()),
        );
        wrong += failing.len();
        if !failing.is_empty() {
            let text = files.get(EXAMPLES_FILE).unwrap_or_default().into();
            drawn.push(Mistakes { file, text, mistakes: failing });
        }
    }
    let lines: Vec<String> = lines.iter().map(|message| session.words.render(message) + "\n").collect();
    session.print(&lines.concat())?;
    if wrong == 0 {
        return Ok(Exit::Done);
    }
    let message = Message::new("cli-policy-examples-wrong").with("count", wrong);
    Err(CliError { drawn, ..CliError::new(Exit::Findings, message) }.hint(Message::new("cli-policy-examples-hint")))
}

fn mistake(one: &Tried, words: &Words) -> Mistake {
    let message = Message::new("cli-policy-example-wrong")
        .with("rule", one.rule.clone())
        .with("expected", words.outcome(one.expected))
        .with("found", words.outcome(one.found));
    let advice = one.note.as_ref().map(|note| Message::new("cli-policy-example-note").with("note", note.clone()));
    Mistake { span: one.span, message, advice, level: Level::Error }
}

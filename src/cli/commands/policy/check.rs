//! `policy check`: every mistake in the policies and their examples, drawn at its line.

use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::policies;
use crate::cli::session::Session;
use crate::cli::settings::PolicyRef;
use crate::policy::compile::Compilation;
use crate::policy::example::examples;
use crate::text::Message;

/// Checks. A remark is refused too: what does nothing was meant to do something.
pub(super) fn run(policies: &[PolicyRef], session: &mut Session<'_>) -> Result<Exit, CliError> {
    let files = policies::find_all(policies, session)?;
    let Compilation { compiled, mut problems, texts } = policies::compilation(policies, session)?;
    let mut in_order = Vec::new();
    for (policy, files) in compiled.iter().flat_map(|compiled| &compiled.policies).zip(&files) {
        let needs = &compiled.as_ref().expect("its policies are gone through").needs;
        let tried = examples(policy, needs, files);
        in_order.push(
            Message::new("cli-policy-ok")
                .with("policy", policy.id.clone())
                .with("rules", policy.rules.len())
                .with("clauses", policy.clauses.len())
                .with("examples", tried.tried.len()),
        );
        problems.extend(tried.problems);
    }
    if !problems.is_empty() {
        return Err(policies::mistakes(problems, &texts));
    }
    let lines: Vec<String> = in_order.iter().map(|message| session.words.render(message) + "\n").collect();
    session.print(&lines.concat())?;
    Ok(Exit::Done)
}

//! `policy coverage`: clause by clause which rules carry it and from which sources, and the reverse.

use std::io;

use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::policies;
use crate::cli::session::Session;
use crate::cli::settings::PolicyRef;
use crate::policy::coverage::{by_clause, by_source};
use crate::policy::rule::Policy;
use crate::report::escape::escape;
use crate::report::sheet::{BOLD, FAINT, Sheet, YELLOW, piece, plain};
use crate::report::words::{Words, capitalised};
use crate::text::Message;

/// Prints both directions.
pub(super) fn run(policies: &[PolicyRef], session: &mut Session<'_>) -> Result<Exit, CliError> {
    let compiled = policies::compiled(policies, session)?;
    let words = Words::new(session.words.lang());
    session.lay_out(|sheet| compiled.policies.iter().try_for_each(|policy| write(policy, &words, sheet)))?;
    Ok(Exit::Done)
}

fn write(policy: &Policy, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let clauses = by_clause(policy);
    let carried = clauses.iter().filter(|clause| !clause.rules.is_empty()).count();
    let title = Message::new("cli-coverage-title")
        .with("policy", policy.id.clone())
        .with("carried", carried)
        .with("clauses", clauses.len())
        .with("rules", policy.rules.len());
    sheet.flow((0, 2), &[piece(BOLD, words.say(&title))])?;
    sheet.heading(&words.get("cli-coverage-by-clause"))?;
    for clause in &clauses {
        let text = words.both(&clause.clause.text);
        sheet.flow((0, 5), &[piece(BOLD, format!("{:<4}", escape(&clause.clause.id))), plain(format!(" {text}"))])?;
        for rule in &clause.rules {
            let sources: Vec<String> = rule.sources.iter().map(|kind| words.source(*kind)).collect();
            let sources = piece(FAINT, format!(" · {}", words.join(&sources)));
            sheet.flow((5, 7), &[plain(escape(&rule.rule.id)), sources])?;
        }
        if clause.rules.is_empty() {
            sheet.flow((5, 7), &[piece(YELLOW, words.get("cli-coverage-no-rule"))])?;
        }
    }
    sheet.heading(&words.get("cli-coverage-by-source"))?;
    for (kind, rules) in by_source(policy) {
        let count = words.count("cli-coverage-rules", rules.len() as u64);
        sheet.flow((0, 2), &[piece(BOLD, capitalised(&words.source(kind))), piece(FAINT, format!(" · {count}"))])?;
        let ids: Vec<String> = rules.iter().map(|rule| escape(&rule.id).into_owned()).collect();
        sheet.flow((2, 2), &[plain(ids.join(", "))])?;
    }
    sheet.blank()
}

//! `policy show`: the rules in plain words, clause by clause, with the readings that were chosen.

use std::collections::BTreeSet;
use std::io;

use crate::cli::asked::{asked, lines};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::policies;
use crate::cli::session::Session;
use crate::cli::settings::PolicyRef;
use crate::model::needs::Needs;
use crate::model::outcome::Severity;
use crate::model::span::TimeSpan;
use crate::policy::rule::{Condition, Policy, Rule};
use crate::report::escape::escape;
use crate::report::sheet::{BOLD, CYAN, FAINT, RED, Sheet, YELLOW, piece, plain};
use crate::report::words::{Words, capitalised};
use crate::text::Message;

/// Prints the policies.
pub(super) fn run(policies: &[PolicyRef], session: &mut Session<'_>) -> Result<Exit, CliError> {
    let compiled = policies::compiled(policies, session)?;
    let words = Words::new(session.words.lang());
    session.lay_out(|sheet| {
        compiled.policies.iter().try_for_each(|policy| {
            let mut page = Page { policy, needs: &compiled.needs, words: &words, sheet: &mut *sheet };
            page.write()
        })
    })?;
    Ok(Exit::Done)
}

struct Page<'p, 's, 'o> {
    policy: &'p Policy,
    needs: &'p Needs,
    words: &'p Words,
    sheet: &'s mut Sheet<'o>,
}

impl Page<'_, '_, '_> {
    fn write(&mut self) -> io::Result<()> {
        self.head()?;
        self.parameters()?;
        self.sheet.heading(&self.words.get("cli-show-rules"))?;
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for clause in &self.policy.clauses {
            let id = piece(BOLD, format!("{:<4}", escape(&clause.id)));
            self.sheet.flow((0, 5), &[id, plain(format!(" {}", self.words.both(&clause.text)))])?;
            let of_clause = |rule: &&Rule| rule.clauses.contains(&clause.id);
            for rule in self.policy.rules.iter().filter(of_clause) {
                if told.insert(&rule.id) {
                    self.rule(rule)?;
                } else {
                    let see = Message::new("cli-show-see").with("clause", rule.clauses[0].clone());
                    let see = piece(FAINT, format!(" · {}", self.words.say(&see)));
                    self.sheet.flow((5, 7), &[piece(BOLD, escape(&rule.id)), see])?;
                }
            }
            self.sheet.blank()?;
        }
        Ok(())
    }

    fn head(&mut self) -> io::Result<()> {
        let policy = self.policy;
        let name = format!(" ({}, {})", escape(&policy.id), escape(&policy.edition));
        self.sheet.flow((0, 2), &[piece(BOLD, self.words.both(&policy.title)), piece(FAINT, name)])?;
        let mut source = escape(&policy.source).into_owned();
        if let Some(decided) = policy.decided {
            let decided = Message::new("cli-show-decided").with("date", decided);
            source = format!("{source}, {}", self.words.say(&decided));
        }
        self.sheet.flow((0, 2), &[plain(source)])?;
        if !policy.extends.is_empty() {
            let others: Vec<String> = policy.extends.iter().map(|other| escape(other).into_owned()).collect();
            let extends = Message::new("cli-show-extends").with("policies", self.words.join(&others));
            self.sheet.flow((0, 2), &[plain(self.words.say(&extends))])?;
        }
        for (rule, why) in &policy.dropped {
            let dropped = Message::new("cli-show-dropped").with("rule", rule.clone()).with("why", why.clone());
            self.sheet.flow((2, 4), &[plain(self.words.say(&dropped))])?;
        }
        if let Some(binds) = &policy.binds {
            self.condition("cli-show-binds", binds, 0)?;
        }
        Ok(())
    }

    fn parameters(&mut self) -> io::Result<()> {
        if self.policy.parameters.is_empty() {
            return Ok(());
        }
        self.sheet.heading(&self.words.get("cli-show-parameters"))?;
        for parameter in &self.policy.parameters {
            let name = piece(BOLD, escape(&parameter.name));
            let value = match TimeSpan::parse(&parameter.written) {
                Some(span) => self.words.span(span),
                None => escape(&parameter.written).into_owned(),
            };
            let value = if value.is_empty() { String::new() } else { format!(" = {value}") };
            self.sheet.flow((0, 4), &[name, plain(value)])?;
            if let Some(why) = &parameter.why {
                self.sheet.flow((4, 4), &[piece(FAINT, self.words.both(why))])?;
            }
        }
        Ok(())
    }

    fn rule(&mut self, rule: &Rule) -> io::Result<()> {
        let ink = match rule.severity {
            Severity::Error => RED,
            Severity::Warning => YELLOW,
            Severity::Info => CYAN,
        };
        let who = format!(" · {}", self.words.role(&rule.responsible));
        let severity = format!(" · {}", self.words.severity(rule.severity));
        self.sheet.flow((5, 7), &[piece(BOLD, escape(&rule.id)), piece(ink, severity), piece(FAINT, who)])?;
        self.sheet.flow((7, 7), &[plain(self.words.both(&rule.title))])?;
        if let Some(each) = rule.for_each {
            let of = match each.list {
                Some(ix) => {
                    let name = self.policy.lists[usize::from(ix)].name.clone();
                    self.words.say(&Message::new("cli-show-for-each-in").with("list", name))
                }
                None => self.words.get(match each.of {
                    crate::model::finding::ItemKind::CaseType => "cli-show-each-case-type",
                    crate::model::finding::ItemKind::Permission => "cli-show-each-permission",
                    crate::model::finding::ItemKind::User => "cli-show-each-user",
                    crate::model::finding::ItemKind::Service => "cli-show-each-service",
                    crate::model::finding::ItemKind::Decision => "cli-show-each-decision",
                }),
            };
            self.sheet.flow((7, 9), &[plain(of)])?;
        }
        if let Some(when) = &rule.when {
            self.condition("cli-show-when", when, 7)?;
        }
        self.condition("cli-show-require", &rule.require, 7)
    }

    /// A condition under its heading; on the same line when it is a single one.
    fn condition(&mut self, key: &'static str, condition: &Condition, indent: usize) -> io::Result<()> {
        let heading = self.words.get(key);
        let step = asked(condition, self.policy, (self.needs, self.words));
        let lines = lines(&step, self.words);
        if let [(0, only)] = &lines[..] {
            return self.sheet.flow((indent, indent + 2), &[piece(BOLD, heading), plain(format!(" {only}"))]);
        }
        self.sheet.flow((indent, indent + 2), &[piece(BOLD, heading)])?;
        for (depth, line) in lines {
            let indent = indent + 2 + 2 * depth;
            self.sheet.flow((indent, indent + 2), &[plain(format!("- {}", capitalised(&line)))])?;
        }
        Ok(())
    }
}

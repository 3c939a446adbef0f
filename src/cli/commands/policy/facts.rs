//! `policy facts`: everything that a rule can ask for, from the one table of facts.

use std::io;

use serde::Serialize;

use crate::cli::args::{PlainFormat, PolicyFactsArgs};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::model::case_type::Vocabulary as _;
use crate::model::finding::ItemKind;
use crate::policy::fact::{FactDef, FactType, Scope, TABLE};
use crate::report::json::pretty;
use crate::report::sheet::{BOLD, FAINT, Sheet, YELLOW, piece, plain};
use crate::report::words::{Words, capitalised};
use crate::text::{Lang, Message};

const FORMAT: &str = "riktlinje/facts/v1";

/// Facts that a policy names itself.
const NAMED: [(&str, &str); 6] = [
    ("list.NAME", "cli-facts-list"),
    ("measure.NAME", "cli-facts-measure"),
    ("case_type.measure.NAME", "cli-facts-case-type-measure"),
    ("attested.CLAUSE", "cli-facts-attested"),
    ("case_type.attested.CLAUSE", "cli-facts-case-type-attested"),
    ("user.attested.CLAUSE", "cli-facts-user-attested"),
];

/// Prints the table.
pub(super) fn run(args: &PolicyFactsArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    match args.format {
        PlainFormat::Table => {
            let words = Words::new(session.words.lang());
            session.lay_out(|sheet| table(&words, sheet))?;
        }
        PlainFormat::Json => session.print(&json())?,
    }
    Ok(Exit::Done)
}

fn table(words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
    sheet.flow((0, 0), &[plain(words.get("cli-facts-intro"))])?;
    for (scope, key) in [
        (Scope::Clinic, "cli-facts-of-clinic"),
        (Scope::Item(ItemKind::CaseType), "cli-facts-of-case-type"),
        (Scope::Item(ItemKind::Service), "cli-facts-of-service"),
        (Scope::Item(ItemKind::Permission), "cli-facts-of-permission"),
        (Scope::Item(ItemKind::User), "cli-facts-of-user"),
        (Scope::Item(ItemKind::Decision), "cli-facts-of-decision"),
    ] {
        sheet.heading(&words.get(key))?;
        for def in TABLE.iter().filter(|def| def.scope == scope) {
            fact(def, words, sheet)?;
        }
    }
    sheet.heading(&words.get("cli-facts-named"))?;
    for (path, key) in NAMED {
        sheet.flow((0, 4), &[piece(BOLD, path), plain(format!(" · {}", words.get(key)))])?;
    }
    sheet.blank()
}

fn fact(def: &FactDef, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let explained = capitalised(&words.fact(def.path));
    sheet.flow((0, 4), &[piece(BOLD, def.path), plain(format!(" · {explained}"))])?;
    let mut about = vec![words.say(&Message::new("cli-facts-from").with("source", words.source(def.source)))];
    about.insert(0, kind(def.ty, words));
    if let Some(limit) = def.freshness() {
        about.push(words.say(&Message::new("cli-facts-fresh").with("limit", words.span(limit))));
    }
    let mut pieces = vec![piece(FAINT, about.join(" · "))];
    if def.personal {
        pieces.push(piece(YELLOW, format!(" · {}", words.get("cli-facts-personal"))));
    }
    sheet.flow((4, 6), &pieces)
}

/// A type for people, with the words that it may be.
fn kind(ty: FactType, words: &Words) -> String {
    let name = words.say(&Message::word("policy-type", ty.key()));
    match ty {
        FactType::Word(allowed) | FactType::Words(allowed) if !allowed.is_empty() => {
            format!("{name}: {}", allowed.join(", "))
        }
        _ => name,
    }
}

fn json() -> String {
    let [sv, en] = Lang::ALL.map(Words::new);
    let facts = TABLE
        .iter()
        .map(|def| wire::Fact {
            path: def.path,
            r#type: def.ty.key(),
            words: match def.ty {
                FactType::Word(words) | FactType::Words(words) => words,
                _ => &[],
            },
            about: match def.scope {
                Scope::Clinic => "clinic",
                Scope::Item(kind) => kind.key(),
            },
            source: def.source.key(),
            stale_after: def.freshness().map(|limit| limit.to_string()),
            personal: def.personal,
            sv: sv.fact(def.path),
            en: en.fact(def.path),
        })
        .collect();
    pretty(&wire::Facts { format: FORMAT, facts })
}

/// How the table is written as JSON.
mod wire {
    use super::Serialize;

    #[derive(Serialize)]
    pub(super) struct Facts {
        pub(super) format: &'static str,
        pub(super) facts: Vec<Fact>,
    }

    #[derive(Serialize)]
    pub(super) struct Fact {
        pub(super) path: &'static str,
        pub(super) r#type: &'static str,
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        pub(super) words: &'static [&'static str],
        pub(super) about: &'static str,
        pub(super) source: &'static str,
        pub(super) stale_after: Option<String>,
        pub(super) personal: bool,
        pub(super) sv: String,
        pub(super) en: String,
    }
}

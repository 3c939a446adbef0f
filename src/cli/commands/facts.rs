//! `facts show CLINIC`: everything that the rules see of one clinic, each value with its place.

use std::io;

use chrono::{DateTime, SecondsFormat};
use chrono_tz::Tz;
use serde::Serialize;

use crate::audit::run::horizon;
use crate::cli::args::{ClinicShowArgs, FactsVerb, PlainFormat};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::settings::Typed;
use crate::cli::{load, policies};
use crate::model::case_type::Vocabulary as _;
use crate::model::facts::ClinicFacts;
use crate::model::finding::{Item, ItemKind};
use crate::model::needs::Needs;
use crate::model::place::Located;
use crate::model::value::Value;
use crate::policy::Compiled;
use crate::policy::fact::Clinic;
use crate::policy::judge::Judge;
use crate::policy::listing::{ListedFact, list};
use crate::report::escape::escape;
use crate::report::json::{WirePlace, pretty};
use crate::report::sheet::{BOLD, CYAN, FAINT, Sheet, piece, plain};
use crate::report::words::{Words, capitalised};
use crate::source::locate::Locator;
use crate::text::{Bilingual, Message};

const FORMAT: &str = "riktlinje/clinic-facts/v1";

/// Runs a command of `facts`.
pub(super) fn run(verb: FactsVerb, session: &mut Session<'_>) -> Result<Exit, CliError> {
    match verb {
        FactsVerb::Show(args) => show(&args, session),
    }
}

fn show(args: &ClinicShowArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let settings = session.settings(Typed { sources: &args.sources, exports: &args.exports })?;
    let compiled = policies::compiled(&settings.policies, session)?;
    let read = load::read(&settings, &compiled.needs, args.jobs, session)?;
    let clinic = read.clinic(&args.shown, session)?;
    let facts = listed(clinic, &compiled, &read);
    match args.format {
        PlainFormat::Table => {
            let words = Words::new(session.words.lang());
            session.lay_out(|sheet| Page { words: &words, needs: &compiled.needs }.write(clinic, &facts, sheet))?;
        }
        PlainFormat::Json => session.print(&json(clinic, read.as_of, &facts))?,
    }
    session.tell_failed(&read.sources)?;
    Ok(read.exit())
}

/// What the policies see; what several of them see is told once.
fn listed(clinic: &ClinicFacts, compiled: &Compiled, read: &load::Read) -> Vec<ListedFact<Located>> {
    let horizon = horizon(&read.facts, compiled, read.as_of);
    let seen_clinic = Clinic::new(&horizon, clinic);
    let locator = Locator::new(&read.sources, read.mapping.as_ref());
    let mut facts: Vec<ListedFact<Located>> = Vec::new();
    for policy in &compiled.policies {
        let seen = list(&Judge::new(policy, horizon.today), &compiled.needs, seen_clinic.subject());
        for fact in seen {
            if !facts.iter().any(|told| told.path == fact.path && told.item == fact.item) {
                facts.push(fact.map_places(&mut |place| locator.locate(&place)));
            }
        }
    }
    facts
}

/// A page for a person.
struct Page<'p> {
    words: &'p Words,
    needs: &'p Needs,
}

impl Page<'_> {
    fn write(&self, clinic: &ClinicFacts, facts: &[ListedFact<Located>], sheet: &mut Sheet<'_>) -> io::Result<()> {
        let id = piece(FAINT, format!(" {}", clinic.hsa_id));
        let name = clinic.export.as_ref().and_then(|unit| unit.name.value());
        let name = name.or(clinic.listed.as_ref().and_then(|listed| listed.name.value()));
        let name = name.map(|name| escape(name).into_owned()).unwrap_or_default();
        sheet.flow((0, 2), &[piece(BOLD, name), id])?;
        let mut item: Option<&Option<Item>> = None;
        for fact in facts {
            if item != Some(&fact.item) {
                let heading = match &fact.item {
                    None => self.words.get("cli-facts-of-clinic"),
                    Some(of) => capitalised(&self.words.item(of, self.name(of).as_ref())),
                };
                sheet.heading(&heading)?;
                item = Some(&fact.item);
            }
            self.fact(fact, sheet)?;
        }
        sheet.blank()
    }

    /// The name of a case type; other items have none.
    fn name(&self, item: &Item) -> Option<Bilingual> {
        let ix = (item.kind == ItemKind::CaseType).then(|| self.needs.case_type(&item.id)).flatten()?;
        Some(self.needs.case_types[usize::from(ix.0)].named().1)
    }

    fn fact(&self, fact: &ListedFact<Located>, sheet: &mut Sheet<'_>) -> io::Result<()> {
        let value = match &fact.value {
            Ok(value) => piece(BOLD, self.words.value(value)),
            Err(missing) => {
                let why = Message::new("cli-facts-unknown").with("why", self.words.missing(*missing));
                piece(CYAN, self.words.say(&why))
            }
        };
        let name = capitalised(&self.words.fact(&fact.path));
        sheet.flow((0, 4), &[plain(format!("{name}: ")), value, piece(FAINT, format!(" · {}", escape(&fact.path)))])?;
        // Where a value stands is told; of a whole record the first place is enough.
        for place in fact.at.iter().take(3) {
            sheet.flow((4, 6), &[piece(FAINT, self.words.place(place))])?;
        }
        Ok(())
    }
}

fn json(clinic: &ClinicFacts, as_of: DateTime<Tz>, facts: &[ListedFact<Located>]) -> String {
    let page = wire::Clinic {
        format: FORMAT,
        clinic: clinic.hsa_id.as_str(),
        as_of: as_of.to_rfc3339_opts(SecondsFormat::Secs, false),
        facts: facts
            .iter()
            .map(|fact| wire::Fact {
                path: &fact.path,
                item: fact.item.as_ref().map(|item| wire::Item { kind: item.kind.key(), id: &item.id }),
                source: fact.source.key(),
                personal: fact.personal,
                value: fact.value.as_ref().ok().map(value),
                unknown: fact.value.as_ref().err().map(|missing| missing.key()),
                at: fact.at.iter().cloned().map(WirePlace::from).collect(),
            })
            .collect(),
    };
    pretty(&page)
}

/// A value for programs; `null` is what the source says there is none of.
fn value(value: &Value) -> serde_json::Value {
    use serde_json::json;
    match value {
        Value::Bool(yes) => json!(yes),
        Value::Word(text) | Value::Text(text) => json!(text),
        Value::Prose { chars } => json!({ "chars": chars }),
        Value::Date(date) => json!(date.to_string()),
        Value::Count(count) => json!(count),
        Value::Share { part, of } => json!({ "part": part, "of": of }),
        Value::Percent(percent) => json!({ "percent": percent }),
        Value::Span(span) => json!(span.to_string()),
        Value::Words(words) => json!(words),
        Value::Named { key, .. } => json!(key),
        Value::Names(names) => json!(names.iter().map(|(key, _)| key).collect::<Vec<_>>()),
        Value::Absent => serde_json::Value::Null,
    }
}

/// How the facts are written as JSON.
mod wire {
    use super::{Serialize, WirePlace};

    #[derive(Serialize)]
    pub(super) struct Clinic<'a> {
        pub(super) format: &'static str,
        pub(super) clinic: &'a str,
        pub(super) as_of: String,
        pub(super) facts: Vec<Fact<'a>>,
    }

    #[derive(Serialize)]
    pub(super) struct Fact<'a> {
        pub(super) path: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) item: Option<Item<'a>>,
        pub(super) source: &'static str,
        pub(super) personal: bool,
        /// Present where the fact is known; `null` where the source says that there is none.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) value: Option<serde_json::Value>,
        /// Why it is not known.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) unknown: Option<&'static str>,
        pub(super) at: Vec<WirePlace>,
    }

    #[derive(Serialize)]
    pub(super) struct Item<'a> {
        pub(super) kind: &'static str,
        pub(super) id: &'a str,
    }
}

//! Remedies are true: each one that the region's findings of clinic configuration name is carried out in the records in
//! memory, and the finding is gone when the clinics are judged again.

#![expect(clippy::disallowed_methods, reason = "the test reads the fixture's mapping file")]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Stockholm;
use riktlinje::audit::{Audit, Choice, Terms, join};
use riktlinje::model::case_type::{CaseTypeIx, CaseTypeState};
use riktlinje::model::clinic::{CaseTypeRecord, ClinicStatus, Position, ServiceArea, TextFacts, UnitRecord};
use riktlinje::model::directory::Directory;
use riktlinje::model::facts::Facts;
use riktlinje::model::field::Field;
use riktlinje::model::finding::{Finding, Item, RemedyStep};
use riktlinje::model::needs::Needs;
use riktlinje::model::outcome::{Disposition, Outcome};
use riktlinje::model::place::Located;
use riktlinje::model::run::Run;
use riktlinje::model::source::SourceKind;
use riktlinje::model::value::Value;
use riktlinje::policy::Compiled;
use riktlinje::policy::fact::FactRef;
use riktlinje::source::mapping::Mapping;
use riktlinje::source::{Https, Input, Limits, LoadOptions, Silent, Sources, load};
use riktlinje::text::{Arg, Message};

/// The region's configuration: exports, the list and declarations; what else rules ask is unknown here.
fn region(compiled: &Compiled) -> (Sources, Facts, DateTime<chrono_tz::Tz>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/region");
    let input = |kind, file: &str| Input::new(kind, &*folder.join(file).to_string_lossy());
    let inputs = [
        input(SourceKind::Clinics, "clinics.csv"),
        input(SourceKind::Exports, "exports"),
        input(SourceKind::Declarations, "declarations.csv"),
    ];
    let text = std::fs::read_to_string(folder.join("mapping.yaml")).expect("the fixture is committed");
    let mapping = Mapping::parse(&text, &compiled.needs).expect("the fixture is right");
    let options = LoadOptions {
        needs: &compiled.needs,
        mapping: Some(&mapping),
        jobs: 2,
        progress: &Silent,
        cwd: Path::new(""),
        stdin: &|| Err(std::io::ErrorKind::NotFound.into()),
        limits: Limits::default(),
        https: Https::default(),
    };
    let mut sources = load(&inputs, &options);
    assert_eq!(sources.failed.len(), 0);
    let as_of = "2026-11-20T12:00:00Z".parse::<DateTime<Utc>>().expect("an instant").with_timezone(&Stockholm);
    let directory = Directory::default();
    let terms = Terms {
        as_of,
        directory: &directory,
        booking_consumers: &[],
        cases: None,
        decisions: &[],
        follow_up: riktlinje::model::measured::FollowUp::default(),
    };
    let facts = join(&mut sources, &compiled.needs, terms);
    (sources, facts, as_of)
}

fn judged(compiled: &Compiled, (sources, facts, as_of): &(Sources, Facts, DateTime<chrono_tz::Tz>)) -> Run {
    let audit = Audit { compiled, facts, as_of: *as_of, choice: Choice::default(), jobs: 2 };
    audit.run(sources, &|_| Located::default())
}

/// What names a finding: its rule, its clinic, and what of it.
type Named = (String, String, Option<Item>);

fn named(run: &Run, finding: &Finding) -> Named {
    let clinic = finding.clinic.as_ref().map(ToString::to_string).unwrap_or_default();
    (run.rules[usize::from(finding.rule.0)].id.to_string(), clinic, finding.item.clone())
}

fn failures(run: &Run) -> impl Iterator<Item = &Finding> {
    run.findings
        .iter()
        .filter(|one| one.outcome == Outcome::Fail && one.disposition == Disposition::Open && one.clinic.is_some())
}

/// The case type that a sentence names.
fn case_type(message: &Message, needs: &Needs) -> Option<CaseTypeIx> {
    message.args.iter().find(|(name, _)| name == "type").and_then(|(_, arg)| match arg {
        Arg::Text(name) => needs.case_type(name),
        _ => None,
    })
}

/// Carries a step out in the records. Says whether it knew how.
fn carry_out(step: &RemedyStep, finding: &Finding, unit: &mut UnitRecord, needs: &Needs) -> bool {
    let Field::Value(types) = &mut unit.case_types else { return false };
    let types = Arc::make_mut(types);
    let named = case_type(&step.message, needs);
    let of_item = |record: &&mut CaseTypeRecord| match &finding.item {
        Some(item) => {
            record.ix.map_or(*record.written == item.id, |ix| needs.case_types[usize::from(ix.0)].key == item.id)
        }
        None => false,
    };
    let with_ix = |record: &&mut CaseTypeRecord| named.is_some() && record.ix == named;
    match &*step.message.key {
        "remedy-assign" => {
            if let Some(record) = types.iter_mut().find(with_ix) {
                record.state = Field::Value(CaseTypeState::Inactive);
            } else {
                let mut new = CaseTypeRecord::new(Position::Record, Arc::new("tilldelad".into()));
                (new.ix, new.state) = (named, Field::Value(CaseTypeState::Inactive));
                new.restricted = Field::Value(false);
                types.push(new);
            }
        }
        "remedy-activate" => {
            let Some(record) = types.iter_mut().find(with_ix) else { return false };
            record.state = Field::Value(CaseTypeState::Active);
        }
        "remedy-unrestrict" => {
            let Some(record) = types.iter_mut().find(with_ix) else { return false };
            record.restricted = Field::Value(false);
        }
        "remedy-open-some" => {
            let Some(record) = types.iter_mut().find(|record| record.ix.is_some()) else { return false };
            (record.state, record.restricted) = (Field::Value(CaseTypeState::Active), Field::Value(false));
        }
        "remedy-whole-country" => unit.service_area = Field::Value(vec![ServiceArea::default()]),
        "remedy-activate-clinic" => unit.status = Field::Value(ClinicStatus::Active),
        "remedy-add" => {
            let Some(Value::Words(words)) = finding.evidence.iter().find(|one| !one.in_when).map(|one| &one.expected)
            else {
                return false;
            };
            let Field::Value(times) = &mut unit.time_types else { return false };
            times.extend(words.iter().cloned());
        }
        key => {
            let mend = |text: &mut TextFacts| match key {
                "remedy-rewrite-phone" => text.asks_patient_to_phone = false,
                "remedy-replace-placeholder" => text.placeholder = false,
                "remedy-remove-words" => text.words = 0,
                "remedy-use-standard" => text.equals_standard = Some(true),
                "remedy-promise" => {
                    let limit = finding.evidence.iter().find_map(|one| match one.expected {
                        Value::Span(span) => Some(span),
                        _ => None,
                    });
                    text.promised_answer = text.promised_answer.and(limit);
                }
                _ => {}
            };
            if let Some(record) = types.iter_mut().find(of_item) {
                let Some(texts) = record.texts.as_mut() else { return false };
                for text in [
                    &mut texts.description,
                    &mut texts.terms,
                    &mut texts.standard_replies,
                    &mut texts.answer_alternatives,
                ] {
                    match text {
                        Field::Value(text) => mend(text),
                        Field::Absent if key == "remedy-fill-in" => {
                            *text = Field::Value(TextFacts { chars: 40, ..TextFacts::default() });
                        }
                        _ => {}
                    }
                }
            } else {
                for text in [&mut unit.standard_replies, &mut unit.reverse_flow_templates, &mut unit.other_information]
                {
                    if let Field::Value(text) = text {
                        mend(text);
                    }
                }
            }
            return [
                "remedy-rewrite-phone",
                "remedy-replace-placeholder",
                "remedy-remove-words",
                "remedy-use-standard",
                "remedy-promise",
                "remedy-fill-in",
            ]
            .contains(&key);
        }
    }
    true
}

/// Rules about configuration whose remedies no record in memory can be changed by, each with why.
const NOT_CARRIED_OUT: [(&str, &str); 2] = [
    ("mottagning-saknas-i-e-tjansterna", "the clinic has no record: it must be added before it has one"),
    ("rutin-saknas", "an attestation, not a setting: the forms that come back show it"),
];

#[test]
fn each_remedy_of_a_clinic_s_configuration_mends_its_finding() {
    let compiled = super::compiled("rjl-1177");
    let mut world = region(&compiled);
    let before = judged(&compiled, &world);
    let mut carried_out: BTreeSet<Named> = BTreeSet::new();
    let mut unknown: Vec<String> = Vec::new();
    for finding in failures(&before) {
        let name = named(&before, finding);
        let Some(remedy) = &finding.remedy else { continue };
        if NOT_CARRIED_OUT.iter().any(|(rule, _)| *rule == name.0) {
            continue;
        }
        let clinic = world.1.clinics.iter_mut().find(|clinic| Some(&clinic.hsa_id) == finding.clinic.as_ref());
        let Some(unit) = clinic.expect("it was judged").export.as_mut() else { continue };
        let steps: Vec<&RemedyStep> = remedy.changes.iter().collect();
        if steps.iter().all(|step| carry_out(step, finding, unit, &compiled.needs)) {
            carried_out.insert(name);
        } else {
            unknown.push(format!("{name:?}: {:?}", steps.iter().map(|step| &step.message.key).collect::<Vec<_>>()));
        }
    }
    assert_eq!(unknown, [""; 0], "carry these out, or say in NOT_CARRIED_OUT why not");
    let after = judged(&compiled, &world);
    let still: Vec<Named> =
        failures(&after).map(|finding| named(&after, finding)).filter(|name| carried_out.contains(name)).collect();
    assert!(still.is_empty(), "these remedies do not mend what they are told for: {still:#?}");
    assert!(carried_out.len() > 70, "the region has many: {}", carried_out.len());

    // Every rule that asks for a clinic's configuration is among them, or it is said why not.
    let configured = |rule: &riktlinje::policy::rule::Rule| {
        let tests = rule.require.tests().into_iter().flat_map(|test| test.facts());
        tests.into_iter().all(|fact| matches!(fact, FactRef::Table(row) if row.def().source == SourceKind::Exports))
    };
    let covered: BTreeSet<&str> = carried_out.iter().map(|(rule, ..)| rule.as_str()).collect();
    let rules = compiled.policies[0].rules.iter().filter(|rule| configured(rule)).map(|rule| &*rule.id);
    let left: Vec<&str> = rules
        .filter(|rule| !covered.contains(rule) && !NOT_CARRIED_OUT.iter().any(|(known, _)| known == rule))
        .collect();
    assert_eq!(left, [""; 0], "no finding of these rules was mended");
}

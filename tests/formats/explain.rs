//! What `explain` shows: a rule, and how it came to its outcome at a clinic.

use chrono::NaiveDate;
use riktlinje::model::explanation::{Explanation, Step, StepKind, SubjectExplanation};
use riktlinje::model::finding::{Decided, Evidence, Item, ItemKind, Missing, Remedy, RemedyStep};
use riktlinje::model::hsa_id::HsaId;
use riktlinje::model::outcome::{Outcome, Truth};
use riktlinje::model::place::{FileIx, Located, RecordRef};
use riktlinje::model::source::SourceKind;
use riktlinje::model::span::TimeSpan;
use riktlinje::model::value::Value;
use riktlinje::model::waiver::WaiverRecord;
use riktlinje::report::Style;
use riktlinje::report::explain::{Parameter, RuleAtClinic, RulePage, write_at_clinic, write_rule};
use riktlinje::text::{Bilingual, Lang, Message};

use crate::sample_run::sample_run;

/// A condition of the sample run: the evidence of a finding, of its rule, by position.
fn evidence(rule: u16, position: usize) -> Evidence {
    let run = sample_run();
    let finding = run.findings.iter().find(|finding| finding.rule.0 == rule).expect("the sample has one");
    finding.evidence[position].clone()
}

fn step(truth: Truth, evidence: Evidence) -> Step<Located> {
    Step { truth, kind: StepKind::Test(evidence) }
}

/// A condition as it stands in a policy: nothing found yet.
fn asked(evidence: Evidence) -> Step<Located> {
    let decided = Decided { found: None, missing: None, in_when: false, ..evidence.decided.as_ref().clone() };
    step(Truth::Unknown, decided.at(Vec::new()))
}

fn written(write: impl Fn(&Style, &mut Vec<u8>) -> std::io::Result<()>, lang: Lang) -> String {
    let mut bytes = Vec::new();
    write(&Style { lang, width: 80, colour: false }, &mut bytes).expect("memory takes every byte");
    String::from_utf8(bytes).expect("an explanation is UTF-8")
}

#[test]
fn a_rule_tells_its_clause_its_conditions_and_its_cure() {
    let run = sample_run();
    let clause = Bilingual {
        sv: "Den mottagning som förskriver läkemedel tar emot begäran om förnyat recept.".into(),
        en: "A clinic that prescribes medicines accepts requests for a renewed prescription.".into(),
    };
    let why = Bilingual { sv: "Riktlinjen: en arbetsdag.".into(), en: "The guideline: one working day.".into() };
    let require = Step {
        truth: Truth::Unknown,
        kind: StepKind::Any(vec![asked(evidence(1, 1)), asked(evidence(7, 0)), asked(evidence(9, 0))]),
    };
    let page = RulePage {
        info: &run.rules[1],
        policy: &run.policies[0].title,
        clauses: vec![("Ö5a", &clause)],
        for_each: Some(ItemKind::CaseType),
        when: Some(&asked(evidence(1, 0))),
        require: &require,
        parameters: vec![Parameter {
            name: "svarstid",
            value: Value::Span(TimeSpan::parse("1 working day").expect("it is one")),
            why: Some(&why),
        }],
        facts: vec![("case_types.open", SourceKind::Exports), ("attested.V2a", SourceKind::Attestations)],
        names: &[],
    };
    insta::assert_snapshot!("rule_sv", written(|style, out| write_rule(&page, style, out), Lang::Sv));
    insta::assert_snapshot!("rule_en", written(|style, out| write_rule(&page, style, out), Lang::En));
}

#[test]
fn an_outcome_is_told_condition_by_condition() {
    let run = sample_run();
    let item = |id: &str| Some(Item { kind: ItemKind::CaseType, id: id.into() });
    let remedy = Remedy {
        who: "lokal_administrator".into(),
        changes: vec![RemedyStep { who: "lokal_administrator".into(), message: Message::new("remedy-open-some") }],
    };
    let missing = Some(Missing::NotSupplied(SourceKind::Cases));
    let unknown = Decided { missing, found: None, ..evidence(8, 0).decided.as_ref().clone() }.at(Vec::new());
    let failing = SubjectExplanation {
        item: item("kontakta_mig"),
        outcome: Outcome::Fail,
        list: None,
        when: Some(step(Truth::True, evidence(1, 0))),
        require: Step {
            truth: Truth::False,
            kind: StepKind::All(vec![
                step(Truth::False, evidence(1, 1)),
                Step {
                    truth: Truth::Unknown,
                    kind: StepKind::Any(vec![step(Truth::Unknown, unknown), step(Truth::False, evidence(9, 0))]),
                },
            ]),
        },
        remedy: Some(remedy),
    };
    let passing = |id| SubjectExplanation {
        item: item(id),
        outcome: Outcome::Pass,
        list: None,
        when: None,
        require: step(Truth::True, evidence(5, 0)),
        remedy: None,
    };
    let explanation = Explanation {
        outcome: Outcome::Fail,
        binds: Some(step(Truth::True, evidence(0, 0))),
        subjects: vec![failing, passing("bestall_tid"), passing("avomboka_tid")],
        list_missing: None,
    };
    let waiver = WaiverRecord {
        record: RecordRef::whole_file(FileIx(0)),
        rule: run.rules[3].id.clone(),
        clinics: vec![HsaId::parse("SE2321000057-TEST1").expect("an id")],
        item: Some("Kontakta mig".into()),
        reason: "Ny telefonväxel".into(),
        owner: "verksamhetschefen".into(),
        expires: NaiveDate::from_ymd_opt(2026, 12, 31).expect("a day"),
        excuses: Some("MVK".into()),
    };
    let rule = RuleAtClinic {
        info: &run.rules[3],
        clinic: "SE2321000057-TEST1",
        name: "Testköpings vårdcentral",
        explanation: &explanation,
        names: &[("kontakta_mig".into(), Bilingual { sv: "Kontakta mig".into(), en: "Contact me".into() })],
        waivers: &[&waiver],
    };
    insta::assert_snapshot!("outcome_sv", written(|style, out| write_at_clinic(&rule, style, out), Lang::Sv));
    insta::assert_snapshot!("outcome_en", written(|style, out| write_at_clinic(&rule, style, out), Lang::En));
}

//! Spreads what the case log says over the clinics, and tells of cases that belong to none of them.

use crate::model::case_log::{CaseGroup, CaseLog};
use crate::model::facts::{ClinicFacts, Facts};
use crate::model::finding::Missing;
use crate::model::hsa_id::HsaId;
use crate::model::ladder::Ladder;
use crate::model::measure::{Answer, ClinicCases, Measure, Reply, TypeCases};
use crate::model::needs::Needs;
use crate::model::place::{FileIx, Place, RecordRef};
use crate::model::source::{Problem, SourceKind};
use crate::source::Sources;
use crate::text::Message;

/// Of the units that nobody knows, so many are named.
const NAMED: usize = 5;

/// Gives each clinic its part of the log. `clinics` are sorted by id.
pub(super) fn spread(log: &CaseLog, needs: &Needs, sources: &mut Sources, facts: &mut Facts) {
    let files = (0..).zip(&sources.files).filter(|(_, file)| file.kind == SourceKind::Cases);
    facts.case_logs = files.map(|(ix, _)| FileIx(ix)).collect();
    // Where no file says when it was taken out, it is no older than the last thing that it tells of.
    if let Some((_, last)) = log.span
        && facts.taken_at.iter().all(|(kind, _)| *kind != SourceKind::Cases)
    {
        facts.taken_at.push((SourceKind::Cases, last));
    }
    let believed: Vec<bool> = needs.measures.iter().map(|measure| log.is_believed(&measure.terms)).collect();
    let has_steps = Ladder::of(&needs.measures).is_some_and(|ladder| believed[ladder.measure()]);
    let mut strangers = Strangers::default();
    for group in &log.groups {
        let Some(id) = &group.clinic else { continue };
        let Ok(at) = facts.clinics.binary_search_by(|clinic| clinic.hsa_id.cmp(id)) else {
            strangers.meet(id, group);
            continue;
        };
        let cases = facts.clinics[at].cases.get_or_insert_default();
        let replies = replies(group, &believed);
        match &group.case_type {
            None => {
                (cases.received, cases.replies) = (group.received, replies);
                if has_steps {
                    cases.steps = steps(group, needs.measures.len());
                }
            }
            Some(written) => cases.by_type.push(TypeCases {
                ix: needs.case_type(written),
                written: written.clone(),
                received: group.received,
                replies,
            }),
        }
    }
    if log.complete {
        facts.clinics.iter_mut().for_each(|clinic| none_is_none(clinic, &needs.measures, &believed));
    }
    sources.problems.extend(strangers.problem(&facts.case_logs));
}

/// The answers to the steps of the ladder, which stand behind the policies' measures and are asked on their terms.
fn steps(group: &CaseGroup, measures: usize) -> Vec<Answer> {
    group.replies.iter().skip(measures).filter_map(|reply| reply.answer.ok()).collect()
}

/// The replies, without those that are not believed.
fn replies(group: &CaseGroup, believed: &[bool]) -> Vec<Reply> {
    let replies = group.replies.iter().zip(believed);
    replies.map(|(reply, believed)| if *believed { reply.clone() } else { unreadable() }).collect()
}

fn unreadable() -> Reply {
    Reply { answer: Err(Missing::Unreadable(SourceKind::Cases)), examples: Vec::new() }
}

/// A log that has every case says of a clinic without one that it has none.
fn none_is_none(clinic: &mut ClinicFacts, measures: &[Measure], believed: &[bool]) {
    clinic.cases.get_or_insert_with(|| {
        let reply = |(measure, believed): (&Measure, &bool)| {
            if *believed { Reply::of_no_cases(measure.question) } else { unreadable() }
        };
        let replies = measures.iter().zip(believed).map(reply).collect();
        Box::new(ClinicCases { replies, ..ClinicCases::default() })
    });
}

/// Units that the log has cases of, and neither list nor export knows.
#[derive(Default)]
struct Strangers {
    units: Vec<HsaId>,
    cases: u64,
}

impl Strangers {
    fn meet(&mut self, id: &HsaId, group: &CaseGroup) {
        if group.case_type.is_none() {
            self.units.push(id.clone());
            self.cases += group.received;
        }
    }

    fn problem(self, logs: &[FileIx]) -> Option<Problem> {
        let file = logs.first().filter(|_| !self.units.is_empty())?;
        let named: Vec<String> = self.units.iter().take(NAMED).map(ToString::to_string).collect();
        let message = Message::new("source-cases-strangers")
            .with("cases", self.cases)
            .with("units", self.units.len() as u64)
            .with("named", named)
            .with("more", self.units.len().saturating_sub(NAMED) as u64);
        let place = Place::record(RecordRef::whole_file(*file));
        Some(Problem::warning(place, message, Message::new("source-cases-strangers-advice")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::measure::{Answer, CaseTerms, Cases, Question};
    use crate::model::needs::CaseTypeNeed;

    fn measure() -> Measure {
        let question = Question::CountOf(Cases::Open);
        Measure {
            name: "oppna".into(),
            question,
            within: None,
            older_than: None,
            channel: None,
            over: None,
            terms: CaseTerms::default(),
        }
    }

    fn needs() -> Needs {
        let need = CaseTypeNeed { key: "boka_tid".into(), names: vec!["Boka tid".into()], service: None };
        Needs { case_types: vec![need], measures: vec![measure()], ..Needs::default() }
    }

    fn group(clinic: &str, case_type: Option<&str>, count: u64) -> CaseGroup {
        CaseGroup {
            clinic: Some(HsaId::parse(clinic).expect("it is an id")),
            case_type: case_type.map(Into::into),
            month: None,
            received: count,
            replies: vec![Reply { answer: Ok(Answer::Count(count)), examples: Vec::new() }],
            working: None,
            clock: None,
            oldest: None,
        }
    }

    fn facts(clinics: &[&str]) -> Facts {
        let clinic = |id: &&str| super::super::join::empty(HsaId::parse(id).expect("it is an id"));
        Facts { clinics: clinics.iter().map(clinic).collect(), ..Facts::default() }
    }

    fn log() -> CaseLog {
        let groups = vec![
            group("SE2321000057-TEST1", None, 7),
            group("SE2321000057-TEST9", None, 3),
            group("SE2321000057-TEST1", Some("boka tid"), 5),
            group("SE2321000057-TEST1", Some("Hälsa på"), 2),
            group("SE2321000057-TEST9", Some("Boka tid"), 3),
        ];
        CaseLog { groups, cases: 10, ..CaseLog::default() }
    }

    fn spread_over(log: &CaseLog, clinics: &[&str]) -> (Facts, Sources) {
        let (mut facts, mut sources) = (facts(clinics), Sources::default());
        sources.files.push(crate::model::source::SourceFile {
            kind: SourceKind::Cases,
            name: "cases.csv".into(),
            format: Box::default(),
            bytes: 0,
            digest: Box::default(),
            taken_at: None,
            records: 10,
            left_out: 0,
            notes: Vec::new(),
        });
        spread(log, &needs(), &mut sources, &mut facts);
        (facts, sources)
    }

    #[test]
    fn each_clinic_gets_its_part_and_strangers_are_told_once() {
        let (facts, sources) = spread_over(&log(), &["SE2321000057-TEST1", "SE2321000057-TEST2"]);
        let cases = facts.clinics[0].cases.as_ref().expect("it has cases");
        assert_eq!((cases.received, cases.by_type.len()), (7, 2));
        assert!(cases.by_type[0].ix.is_some() && cases.by_type[1].ix.is_none());
        assert_eq!(facts.clinics[1].cases, None, "nobody says that the log is complete");
        let [problem] = &sources.problems[..] else { panic!("{:?}", sources.problems) };
        assert_eq!(problem.message.args[0].1, 3_u64.into());
    }

    #[test]
    fn no_case_in_a_complete_log_is_none_and_in_a_doubtful_one_unknown() {
        let complete = CaseLog { complete: true, ..log() };
        let (facts, _) = spread_over(&complete, &["SE2321000057-TEST2"]);
        let answer = |facts: &Facts| facts.clinics[0].cases.as_ref().map(|cases| cases.replies[0].answer);
        assert_eq!(answer(&facts), Some(Ok(Answer::Count(0))));
        // One row of eleven could not be used: more than one in a hundred.
        let doubtful = CaseLog { left_out: 1, ..log() };
        let (facts, _) = spread_over(&doubtful, &["SE2321000057-TEST1"]);
        assert_eq!(answer(&facts), Some(Err(Missing::Unreadable(SourceKind::Cases))));
        let cut = CaseLog { incomplete: true, cases: 1_000_000, ..log() };
        let (facts, _) = spread_over(&cut, &["SE2321000057-TEST1"]);
        assert_eq!(answer(&facts), Some(Err(Missing::Unreadable(SourceKind::Cases))));
    }
}

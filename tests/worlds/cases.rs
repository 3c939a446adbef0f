//! What the case log of the region answers, beside what the generator read out of the same bytes by other means.

use std::io;
use std::path::Path;

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Stockholm;
use riktlinje::case_log::{Digests, Duplicates, Grouping, Now, Query, Spreads, read};
use riktlinje::model::case_log::{CaseGroup, CaseLog};
use riktlinje::model::clinic::Channel;
use riktlinje::model::measure::{Answer, CaseTerms, Cases, Clock, Measure, Question};
use riktlinje::model::needs::Needs;
use riktlinje::model::source::SourceKind;
use riktlinje::model::span::TimeSpan;
use riktlinje::model::working_days::Counting;
use riktlinje::source::{Https, Input, Limits, LoadOptions, Silent, Sources};

/// The question that a heading of `fixtures/expected/cases.csv` stands for.
pub(crate) fn measure(heading: &str) -> Measure {
    use Cases::{Answered, AnsweredUnclosed, ClosedUnanswered, DistributedUnanswered, Interim, Open, Received};
    use Cases::{Unanswered, Undistributed};
    let question = match heading {
        "ofordelade" => Question::CountOf(Undistributed),
        "roda" => Question::CountOf(DistributedUnanswered),
        "oavslutade" => Question::CountOf(AnsweredUnclosed),
        "oppna" => Question::CountOf(Open),
        "inkomna" => Question::CountOf(Received),
        "obesvarade" => Question::CountOf(Unanswered),
        "avslutade_utan_svar" => Question::CountOf(ClosedUnanswered),
        "delsvar" => Question::CountOf(Interim),
        "arbetstid_p90" => Question::PercentileOf(Answered, 90, Clock::Working),
        "klocktid_p50" => Question::PercentileOf(Answered, 50, Clock::Calendar),
        _ => Question::ShareOf(Answered),
    };
    let within = match heading {
        "i_tid" | "alla_i_tid" | "alla_rullande" => Some("1 working day"),
        "inom_tva_timmar" => Some("2 working hours"),
        "samma_dag" | "alla_med_delsvar" => Some("same working day"),
        "inom_fyra_timmar" => Some("4 hours"),
        "inom_ett_dygn" => Some("1 day"),
        _ => None,
    };
    let older_than = match heading {
        "ofordelade" => Some("4 working hours"),
        "roda" => Some("1 working day"),
        "oavslutade" => Some("14 days"),
        _ => None,
    };
    let over = matches!(heading, "i_tid" | "digitalt" | "inom_tva_timmar" | "samma_dag").then_some("3 months");
    let span = |text: &str| TimeSpan::parse(text).expect("it is a length of time");
    Measure {
        name: heading.into(),
        question,
        within: within.map(span),
        older_than: older_than.map(span),
        channel: (heading == "digitalt").then_some(Channel::Digital),
        over: over.map(span),
        terms: CaseTerms {
            counting: if heading == "alla_rullande" { Counting::RollForward } else { Counting::Strict },
            interim_counts: heading == "alla_med_delsvar",
            ..CaseTerms::default()
        },
    }
}

/// The log of the region, but for the file that has no column for interim replies.
pub(crate) const WITH_INTERIM_REPLIES: [&str; 5] = [
    "cases/primarvard-1-till-oktober.csv.gz",
    "cases/primarvard-2-november.csv",
    "cases/privata-vardgivare.tsv.gz",
    "cases/provsjukhuset.csv.gz",
    "cases/psykiatri-och-mallbo.csv",
];

/// Files of the region, asked at an instant that has passed.
pub(crate) fn asked(files: &[&str], measures: &[Measure], instant: &str) -> (CaseLog, Sources) {
    let now: DateTime<Utc> = instant.parse().expect("it is an instant");
    let region = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/region");
    let inputs: Vec<Input> =
        files.iter().map(|file| Input::new(SourceKind::Cases, &*region.join(file).to_string_lossy())).collect();
    let options = LoadOptions {
        needs: &Needs::default(),
        mapping: None,
        jobs: 2,
        progress: &Silent,
        stdin: &|| Ok(Box::new(io::empty())),
        cwd: Path::new(""),
        limits: Limits::default(),
        https: Https::default(),
    };
    let query = Query {
        measures,
        by: &[Grouping::CLINIC],
        spread: Spreads::Left,
        clinics: &[],
        late: None,
        now: Now::Then(now.with_timezone(&Stockholm)),
        duplicates: Duplicates::Found,
        examples: 3,
        digests: Digests::Taken,
    };
    let mut sources = Sources::default();
    let log = read(&inputs, &options, &query, &mut sources);
    (log, sources)
}

/// The clinic of a group, as the second reading writes it.
pub(crate) fn clinic(group: &CaseGroup) -> String {
    group.clinic.as_ref().expect("clinics are told apart").as_str().to_uppercase()
}

/// Whether an answer is what the second reading found: a count, `part/of`, or `minutes:of`.
pub(crate) fn agrees(answer: Answer, expected: &str) -> bool {
    let number = |text: &str| text.parse::<u64>().expect("it is a number");
    match answer {
        Answer::Count(count) => count == number(expected),
        Answer::Share { part, of } => expected == format!("{part}/{of}"),
        Answer::Time { of: 0, .. } => expected == "-",
        // Above 64 minutes a percentile is at most a thirty-second too long, and never too short.
        Answer::Time { span, of } => expected.split_once(':').is_some_and(|(minutes, cases)| {
            let (minutes, found) = (number(minutes), u64::from(span.amount));
            let room = if minutes > 64 { minutes / 32 } else { 0 };
            (minutes..=minutes + room).contains(&found) && of == number(cases)
        }),
    }
}

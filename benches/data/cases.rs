//! A seeded case log as a tool for cases would export it at noon on 20 November 2026: the same bytes in every run.
//!
//! A thousand clinics of uneven size and pace, in the order in which cases came in. Most are answered the same day, some
//! late, some never; some are withdrawn, some never distributed or never closed. All of it is invented, and nothing in it is
//! a personal identity number.
//!
//! Days off are listed here by hand, so that what is measured is not compared with itself.

use std::io::{self, Write};

#[path = "seeded.rs"]
mod seeded;

use seeded::Seeded;

const HEADING: &str =
    "Ärende-id;HSA-id mottagning;Ärendetyp;Inkommet;Fördelat;Delsvar;Besvarat;Avslutat;Svarskanal;Rödmarkerat\n";

const CLINICS: usize = 1_000;

/// Case types of `rjl-1177`, and how many cases of a hundred are of each.
const TYPES: [(&str, usize); 11] = [
    ("Förnya recept", 31),
    ("Förnya hjälpmedel", 3),
    ("Beställ tid", 17),
    ("Av/omboka tid", 9),
    ("Boka tid", 6),
    ("Rådgivning", 7),
    ("Fråga sjuksköterskan", 5),
    ("Kontakta mig", 14),
    ("Begär intyg", 5),
    ("Egenremiss", 2),
    ("Synpunkter och klagomål", 1),
];

/// How cases are answered; digitally most of the time.
const CHANNELS: [&str; 16] = [
    "digitalt", "digitalt", "digitalt", "digitalt", "digitalt", "digitalt", "digitalt", "digitalt", "digitalt",
    "digitalt", "digitalt", "digitalt", "telefon", "telefon", "brev", "besök",
];

/// Minutes of a day.
const DAY: usize = 24 * 60;
/// Minutes of a working day, from eight in the morning.
const WORKDAY: usize = 9 * 60;
const OPENS: usize = 8 * 60;

/// The days of 2026 up to 20 November.
const DAYS: usize = 324;
/// The export: 12:00 on the last day, in minutes after the year began. Nothing in it happened later.
const NOW: usize = (DAYS - 1) * DAY + 12 * 60;
/// 29 March, when there is no hour after two.
const SPRING: usize = 87;
/// Days from Monday to Friday that were off: 1 and 6 January, 3 and 6 April, 1 and 14 May, 19 June.
const OFF: [usize; 7] = [0, 5, 92, 95, 120, 133, 169];

const MONTHS: [usize; 11] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30];

/// How eagerly people write, hour by hour.
const HOURS: [u64; 24] = [3, 2, 1, 1, 1, 3, 9, 22, 38, 42, 40, 34, 28, 30, 31, 29, 26, 22, 20, 21, 20, 16, 11, 6];

/// Writes the heading and that many cases, a line each.
///
/// # Errors
/// What writing gives.
pub(crate) fn write(rows: u64, seed: u64, out: &mut dyn Write) -> io::Result<()> {
    let year = Year::new();
    let mut seeded = Seeded::new(seed);
    let clinics = Clinics::new(&mut seeded);
    let types: Vec<&str> = TYPES.iter().flat_map(|(name, share)| std::iter::repeat_n(*name, *share)).collect();
    let mut arrivals = Arrivals { until: year.arrivals(), at: 0 };
    let mut line = Vec::with_capacity(256);
    out.write_all(HEADING.as_bytes())?;
    for row in 0..rows {
        line.clear();
        let received = arrivals.minute(row, rows, &mut seeded);
        let clinic = clinics.any(&mut seeded);
        let case = Case::new(received, clinics.pace[clinic], &year, &mut seeded);
        line.extend_from_slice(b"ARE-2026-");
        digits(&mut line, row + 1, 8);
        line.extend_from_slice(b";SE2321000057-TEST");
        digits(&mut line, clinic as u64 + 1, 4);
        line.push(b';');
        line.extend_from_slice(types[seeded.below(types.len())].as_bytes());
        for time in [Some(received), case.distributed, case.interim, case.answered, case.closed] {
            line.push(b';');
            year.write(&mut line, time);
        }
        line.push(b';');
        if case.answered.is_some() {
            line.extend_from_slice(seeded.pick(&CHANNELS).as_bytes());
        }
        line.extend_from_slice(if case.is_red(received, &year) { b";ja\n" } else { b";nej\n" });
        out.write_all(&line)?;
    }
    Ok(())
}

/// What happened in a case, in minutes after the year began.
struct Case {
    distributed: Option<usize>,
    interim: Option<usize>,
    answered: Option<usize>,
    closed: Option<usize>,
}

impl Case {
    fn new(received: usize, pace: usize, year: &Year, seeded: &mut Seeded) -> Self {
        let mut case = Self { distributed: None, interim: None, answered: None, closed: None };
        if seeded.below(2_000) == 0 {
            return case;
        }
        // In working minutes; nobody distributes a case in the minute in which it comes in.
        let distributed = year.worked(received) + 1 + waiting(40 * pace / 100, seeded);
        if seeded.percent(2) {
            case.closed = happened(year.minute(distributed + waiting(300, seeded)));
            return case;
        }
        case.distributed = happened(year.minute(distributed)).filter(|_| !seeded.percent(2));
        let (mean, is_slow) = match seeded.below(1_000) {
            0..780 => (120 * pace / 100, false),
            780..930 => (WORKDAY * pace / 100, false),
            930..985 => (3 * WORKDAY, true),
            985..999 => (15 * WORKDAY, true),
            _ => return case,
        };
        let wait = waiting(mean, seeded);
        if is_slow && seeded.percent(60) {
            case.interim = happened(year.minute(distributed + wait / 3));
        }
        let in_hours = year.minute(distributed + wait);
        // Some answer in the evening, after the working day.
        let evening = (in_hours / DAY * DAY) + OPENS + WORKDAY + seeded.below(5 * 60);
        let answered = if seeded.percent(4) { evening } else { in_hours };
        case.answered = happened(answered);
        case.closed = happened(match seeded.below(100) {
            0..60 => answered + seeded.below(20),
            60..94 => year.minute(year.worked(answered) + waiting(4 * WORKDAY, seeded)).max(answered),
            _ => year.minute(year.worked(answered) + waiting(40 * WORKDAY, seeded)).max(answered),
        });
        case
    }

    /// Whether the tool has marked it: not answered, and the working day after it came in is over.
    fn is_red(&self, received: usize, year: &Year) -> bool {
        let due = (received / DAY + 1..DAYS).find(|day| year.is_worked[*day]);
        self.answered.is_none() && self.closed.is_none() && due.is_some_and(|due| due < NOW / DAY)
    }
}

/// What lies after the export has not happened.
fn happened(minute: usize) -> Option<usize> {
    (minute <= NOW).then_some(minute)
}

/// A time that is short most of the time and sometimes long (exponential), of this mean.
fn waiting(mean: usize, seeded: &mut Seeded) -> usize {
    let even = (seeded.below(1 << 20) + 1) as f64 / f64::from(1 << 20);
    (-even.ln() * mean as f64) as usize
}

/// The year's days, and its working time.
struct Year {
    is_worked: Vec<bool>,
    /// Which working day a day is, or, of a day off, the next one.
    working_days: Vec<usize>,
    /// The day of each working day.
    days: Vec<usize>,
    /// `2026-01-01 `.
    dates: Vec<[u8; 11]>,
    /// `08:15`.
    times: Vec<[u8; 5]>,
}

impl Year {
    fn new() -> Self {
        // 1 January 2026 was a Thursday.
        let is_worked: Vec<bool> = (0..DAYS).map(|day| (day + 3) % 7 < 5 && !OFF.contains(&day)).collect();
        let working_days = (0..DAYS).map(|day| is_worked[..day].iter().filter(|is| **is).count()).collect();
        let days = (0..DAYS).filter(|day| is_worked[*day]).collect();
        let months = MONTHS.iter().zip(1..).flat_map(|(days, month)| (1..=*days).map(move |day| (month, day)));
        let dates = months.take(DAYS).map(|(month, day)| {
            let date = format!("2026-{month:02}-{day:02} ");
            date.into_bytes().try_into().expect("a date and a blank are eleven bytes")
        });
        let times = (0..DAY).map(|minute| {
            let time = format!("{:02}:{:02}", minute / 60, minute % 60);
            time.into_bytes().try_into().expect("a time is five bytes")
        });
        Self { is_worked, working_days, days, dates: dates.collect(), times: times.collect() }
    }

    /// How many cases may come up to and including each minute, in parts.
    fn arrivals(&self) -> Vec<u64> {
        let parts = (0..=NOW).map(|minute| {
            let (day, hour) = (minute / DAY, minute % DAY / 60);
            let is_missing = day == SPRING && hour == 2;
            if is_missing { 0 } else { HOURS[hour] * if self.is_worked[day] { 100 } else { 35 } }
        });
        parts
            .scan(0, |sum, part| {
                *sum += part;
                Some(*sum)
            })
            .collect()
    }

    /// Working minutes up to a minute.
    fn worked(&self, minute: usize) -> usize {
        let day = minute / DAY;
        let today = if self.is_worked[day] { (minute % DAY).saturating_sub(OPENS).min(WORKDAY) } else { 0 };
        self.working_days[day] * WORKDAY + today
    }

    /// The minute at which so many have been worked; the last of them after the export where the year has too few.
    fn minute(&self, worked: usize) -> usize {
        self.days.get(worked / WORKDAY).map_or(NOW + 1, |day| day * DAY + OPENS + worked % WORKDAY)
    }

    fn write(&self, line: &mut Vec<u8>, minute: Option<usize>) {
        if let Some(minute) = minute {
            line.extend_from_slice(&self.dates[minute / DAY]);
            line.extend_from_slice(&self.times[minute % DAY]);
        }
    }
}

/// When cases come in: row by row, in order.
struct Arrivals {
    until: Vec<u64>,
    at: usize,
}

impl Arrivals {
    fn minute(&mut self, row: u64, rows: u64, seeded: &mut Seeded) -> usize {
        let whole = u128::from(*self.until.last().expect("the year has minutes"));
        // Each row has its own stretch of the year, and lies somewhere in it.
        let parts = whole * (u128::from(row) << 16 | u128::from(seeded.next() >> 48)) / (u128::from(rows) << 16);
        while u128::from(self.until[self.at]) <= parts {
            self.at += 1;
        }
        self.at
    }
}

/// Clinics, of which some have thirty times as many cases as others.
struct Clinics {
    lots: Vec<usize>,
    /// How slow each is, in percent.
    pace: Vec<usize>,
}

impl Clinics {
    fn new(seeded: &mut Seeded) -> Self {
        let sizes: Vec<usize> = (0..CLINICS).map(|_| 4 + seeded.below(11) * seeded.below(13)).collect();
        let lots = sizes.into_iter().enumerate().flat_map(|(clinic, size)| std::iter::repeat_n(clinic, size)).collect();
        let pace = (0..CLINICS).map(|_| 30 + seeded.below(15) * seeded.below(15)).collect();
        Self { lots, pace }
    }

    fn any(&self, seeded: &mut Seeded) -> usize {
        self.lots[seeded.below(self.lots.len())]
    }
}

fn digits(line: &mut Vec<u8>, mut number: u64, width: usize) {
    let start = line.len();
    line.resize(start + width, b'0');
    for digit in line[start..].iter_mut().rev() {
        *digit = b'0' + (number % 10) as u8;
        number /= 10;
    }
}

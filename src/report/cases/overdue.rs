//! The cases that should have been answered: the oldest first, clinic by clinic and case type by case type.

use std::io;

use chrono::{DateTime, TimeDelta};
use chrono_tz::{Europe::Stockholm, Tz};
use serde::Serialize;

use super::about::{About, WireAbout};
use super::grid::{Align, Cell, Column, Grid, READABLE};
use super::summary::case_type;
use super::time::{Wording, due, instant, instant_with_weekday, legend_of_day, working};
use crate::model::case_log::LateCase;
use crate::model::hsa_id::HsaId;
use crate::model::working_days::Calendar;
use crate::report::csv;
use crate::report::escape::escape;
use crate::report::json::{WirePlace, pretty};
use crate::report::sheet::{BOLD, FAINT, GREEN, RED, Sheet, YELLOW, piece, plain};
use crate::report::words::Words;
use crate::text::Message;

const FORMAT: &str = "riktlinje/cases-overdue/v1";

/// The cases that should have been answered.
#[derive(Debug)]
pub struct OverduePage<'a> {
    /// What it rests on.
    pub about: About<'a>,
    /// How many there are at each clinic of each case type that has any, those that are not shown among them.
    pub groups: Vec<OverdueGroup<'a>>,
    /// Those that are shown, the one that has been due longest first.
    pub cases: Vec<&'a LateCase>,
    /// Whether the log says when cases are distributed.
    pub distribution: Distribution,
    /// Cases that the tool itself has marked as late, and how many of those are: where it has been asked of all cases.
    pub marked: Option<(u64, u64)>,
}

/// How many cases of a case type at a clinic should have been answered.
#[derive(Clone, Copy, Debug)]
pub struct OverdueGroup<'a> {
    /// The clinic.
    pub clinic: &'a HsaId,
    /// The case type as the log writes it; empty where it does not say.
    pub case_type: &'a str,
    /// How many.
    pub count: u64,
}

/// Whether the log says when cases are distributed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distribution {
    /// Yes.
    Told,
    /// No.
    NotTold,
}

impl OverduePage<'_> {
    /// How many there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.groups.iter().map(|group| group.count).sum()
    }

    /// For a person at a terminal.
    ///
    /// # Errors
    /// What the output says.
    pub fn table(&self, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
        self.headline(words, sheet)?;
        sheet.flow((0, 2), &[plain(self.about.extent(words))])?;
        self.about.head(words, sheet)?;
        self.marked(words, sheet)?;
        let calendar = Calendar::new(self.about.limit.terms.calendar.clone());
        let mut full = true;
        for clinic in self.clinics() {
            full &= self.clinic(&clinic, &calendar, (words, &mut *sheet))? == Wording::Full;
        }
        self.not_shown(words, sheet)?;
        if !self.cases.is_empty() {
            sheet.blank()?;
            let wording = if full { Wording::Full } else { Wording::Short };
            let hours = self.about.limit.terms.calendar.hours;
            sheet.flow((0, 2), &[piece(FAINT, legend_of_day(words, (hours, wording)))])?;
        }
        self.about.foot(words, sheet)
    }

    fn headline(&self, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
        if self.count() == 0 {
            return sheet.flow((0, 2), &[piece(GREEN, "✓ "), piece(BOLD, words.get("cases-overdue-none"))]);
        }
        let mut clinics: Vec<&HsaId> = self.groups.iter().map(|group| group.clinic).collect();
        clinics.sort_unstable();
        clinics.dedup();
        let message = Message::new("cases-overdue-headline")
            .with("cases", words.count("cases-overdue-count", self.count()))
            .with("clinics", words.count("cases-clinics", clinics.len() as u64));
        sheet.flow((0, 2), &[piece(RED, "✗ "), piece(BOLD, words.say(&message))])
    }

    /// How the tool's own marks agree.
    fn marked(&self, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
        let Some((marked, late_too)) = self.marked else { return Ok(()) };
        let unmarked = self.count().saturating_sub(late_too);
        let message = Message::new("cases-marked")
            .with("cases", words.count("cases-cases", marked))
            .with("late", words.number(late_too));
        let unmarked_message =
            Message::new("cases-unmarked").with("count", unmarked).with("number", words.number(unmarked));
        let ink = if marked == late_too && unmarked == 0 { FAINT } else { YELLOW };
        let text = format!("{} {}", words.say(&message), words.say(&unmarked_message));
        sheet.flow((0, 2), &[piece(ink, text)])
    }

    /// The clinics that cases are shown of, the one with the oldest first, each with its case types in the same order.
    fn clinics(&self) -> Vec<Clinic<'_>> {
        let mut clinics: Vec<Clinic<'_>> = Vec::new();
        for case in &self.cases {
            let clinic = match clinics.iter_mut().position(|clinic| *clinic.id == case.clinic) {
                Some(at) => &mut clinics[at],
                None => {
                    clinics.push(Clinic { id: &case.clinic, types: Vec::new() });
                    clinics.last_mut().expect("it was just added")
                }
            };
            match clinic.types.iter_mut().find(|(name, _)| *name == &*case.case_type) {
                Some((_, cases)) => cases.push(case),
                None => clinic.types.push((&case.case_type, vec![case])),
            }
        }
        clinics
    }

    fn clinic(
        &self,
        clinic: &Clinic<'_>,
        calendar: &Calendar,
        (words, sheet): (&Words, &mut Sheet<'_>),
    ) -> io::Result<Wording> {
        let of_clinic = self.groups.iter().filter(|group| group.clinic == clinic.id);
        let count: u64 = of_clinic.clone().map(|group| group.count).sum();
        let shown = clinic.types.iter().map(|(_, cases)| cases.len() as u64).sum();
        let name = self.about.name(clinic.id).map_or_else(String::new, |name| format!("{} ", escape(name)));
        let heading = format!("{name}{}: {}", clinic.id, self.tally((count, shown), words));
        sheet.heading(&heading)?;
        let grids = Layout::ALL.map(|layout| (layout, self.grid(clinic, calendar, (words, layout))));
        let [.., last] = &grids;
        let (layout, grid) = grids.iter().find(|(_, grid)| grid.fits(sheet.width(), READABLE)).unwrap_or(last);
        grid.write(sheet)?;
        let told: Vec<&str> = clinic.types.iter().map(|(name, _)| *name).collect();
        for group in of_clinic.filter(|group| !told.contains(&group.case_type)) {
            let text = format!("{}: {}", case_type(group.case_type, words), self.tally((group.count, 0), words));
            sheet.flow((2, 4), &[piece(FAINT, text)])?;
        }
        Ok(layout.wording())
    }

    /// «7 försenade», «12 försenade, 7 visas».
    fn tally(&self, (count, shown): (u64, u64), words: &Words) -> String {
        let late = words.count("cases-overdue-tally", count);
        if shown == count {
            return late;
        }
        words.say(&Message::new("cases-overdue-shown").with("late", late).with("shown", words.number(shown)))
    }

    fn grid(&self, clinic: &Clinic<'_>, calendar: &Calendar, (words, layout): (&Words, Layout)) -> Grid {
        let shown = layout.columns(self.distribution);
        let mut columns = vec![Column { heading: words.get("cases-column-case"), align: Align::Left }];
        columns.extend(shown.iter().map(|shown| Column {
            heading: words.get(shown.heading()),
            align: if *shown == Shown::Late { Align::Right } else { Align::Left },
        }));
        let mut rows = Vec::new();
        for (name, cases) in &clinic.types {
            let counted = self.groups.iter().find(|group| group.clinic == clinic.id && group.case_type == *name);
            let tally = (counted.map_or(0, |group| group.count), cases.len() as u64);
            let label = format!("{}: {}", case_type(name, words), self.tally(tally, words));
            rows.push(vec![Cell::new(BOLD, label)]);
            for case in cases {
                let id = if case.id.is_empty() { words.get("cases-no-id") } else { escape(&case.id).into_owned() };
                let cells = shown.iter().map(|shown| self.cell(*shown, case, (calendar, words, layout)));
                rows.push(std::iter::once(Cell::plain(format!("  {id}"))).chain(cells).collect());
            }
        }
        Grid { columns, rows }
    }

    fn cell(&self, shown: Shown, case: &LateCase, (calendar, words, layout): (&Calendar, &Words, Layout)) -> Cell {
        let day = |at: DateTime<Tz>| at.with_timezone(&Stockholm).format("%Y-%m-%d").to_string();
        match (shown, layout) {
            (Shown::Received, Layout::Wide) => Cell::plain(instant_with_weekday(words, case.received)),
            (Shown::Received, Layout::Middle) => Cell::plain(instant(case.received)),
            (Shown::Received, _) => Cell::plain(day(case.received)),
            (Shown::Due, _) => Cell::plain(due(case.due)),
            (Shown::Late, _) => {
                let minutes = self.late(case, calendar);
                let hours = self.about.limit.terms.calendar.hours;
                Cell::new(RED, working(words, minutes, (hours, layout.wording())))
            }
            (Shown::Distributed, _) => match case.distributed {
                None => Cell::new(YELLOW, words.get("no")),
                Some(at) if layout == Layout::Wide => Cell::plain(instant(at)),
                Some(at) => Cell::plain(day(at)),
            },
            (Shown::Place, _) => Cell::new(FAINT, words.place_in_short(&self.about.locate(case.record))),
        }
    }

    /// By how many minutes of working time a case is late.
    fn late(&self, case: &LateCase, calendar: &Calendar) -> u64 {
        // The deadline is the last second that is in time.
        let late = calendar.working_time(case.due, self.about.as_of) + TimeDelta::seconds(59);
        u64::try_from(late.num_minutes()).unwrap_or(0)
    }

    /// What there is beyond what is shown.
    fn not_shown(&self, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
        let more = self.count().saturating_sub(self.cases.len() as u64);
        if more == 0 {
            return Ok(());
        }
        sheet.blank()?;
        let message = Message::new("cases-overdue-more")
            .with("shown", words.number(self.cases.len() as u64))
            .with("count", more)
            .with("more", words.number(more));
        sheet.flow((0, 2), &[piece(YELLOW, "… "), plain(words.say(&message))])
    }

    /// For a spreadsheet: a row a case.
    ///
    /// # Errors
    /// What the output says.
    pub fn csv(&self, words: &Words, out: &mut dyn io::Write) -> io::Result<()> {
        let calendar = Calendar::new(self.about.limit.terms.calendar.clone());
        let headings = [
            "cases-column-id",
            "cases-column-clinic",
            "cases-column-case-type",
            "cases-column-case",
            "cases-column-case-received",
            "cases-column-due",
            "cases-column-late-minutes",
            "cases-column-distributed",
            "cases-column-place",
        ];
        let rows = self.cases.iter().map(|case| {
            [
                case.clinic.to_string(),
                self.about.name(&case.clinic).unwrap_or_default().to_owned(),
                case_type(&case.case_type, words),
                case.id.to_string(),
                instant(case.received),
                instant(case.due),
                self.late(case, &calendar).to_string(),
                case.distributed.map(instant).unwrap_or_default(),
                words.place_in_short(&self.about.locate(case.record)),
            ]
        });
        csv::write(out, &headings.map(|key| words.get(key)), rows)
    }

    /// For programs.
    #[must_use]
    pub fn json(&self) -> String {
        let calendar = Calendar::new(self.about.limit.terms.calendar.clone());
        let local = |at: DateTime<Tz>| at.with_timezone(&Stockholm).to_rfc3339();
        let groups = self.groups.iter().map(|group| WireGroup {
            clinic: group.clinic.as_str(),
            name: self.about.name(group.clinic),
            case_type: group.case_type,
            overdue: group.count,
        });
        let cases = self.cases.iter().map(|case| WireCase {
            id: &case.id,
            clinic: case.clinic.as_str(),
            case_type: &case.case_type,
            received: local(case.received),
            due: local(case.due),
            late_working_minutes: self.late(case, &calendar),
            distributed: case.distributed.map(local),
            at: self.about.locate(case.record).into(),
        });
        pretty(&WirePage {
            format: FORMAT,
            about: self.about.wire(),
            overdue: self.count(),
            shown: self.cases.len(),
            distribution_known: self.distribution == Distribution::Told,
            marked: self.marked.map(|(marked, late_too)| WireMarked { marked, overdue_too: late_too }),
            groups: groups.collect(),
            overdue_cases: cases.collect(),
        })
    }
}

/// A clinic that cases are shown of.
struct Clinic<'p> {
    id: &'p HsaId,
    types: Vec<(&'p str, Vec<&'p LateCase>)>,
}

/// How much of a case is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    Wide,
    Middle,
    Narrow,
    Narrowest,
}

impl Layout {
    const ALL: [Self; 4] = [Self::Wide, Self::Middle, Self::Narrow, Self::Narrowest];

    fn wording(self) -> Wording {
        if self == Self::Wide { Wording::Full } else { Wording::Short }
    }

    fn columns(self, distribution: Distribution) -> Vec<Shown> {
        let all = [Shown::Received, Shown::Due, Shown::Late, Shown::Distributed, Shown::Place];
        let is_shown = |shown: &Shown| match shown {
            Shown::Distributed => distribution == Distribution::Told,
            Shown::Due => self != Self::Narrowest,
            _ => true,
        };
        all.into_iter().filter(is_shown).collect()
    }
}

/// A column beside the case's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Received,
    Due,
    Late,
    Distributed,
    Place,
}

impl Shown {
    fn heading(self) -> &'static str {
        match self {
            Self::Received => "cases-column-case-received",
            Self::Due => "cases-column-due",
            Self::Late => "cases-column-late",
            Self::Distributed => "cases-column-distributed",
            Self::Place => "cases-column-place",
        }
    }
}

#[derive(Serialize)]
struct WirePage<'a> {
    format: &'static str,
    #[serde(flatten)]
    about: WireAbout<'a>,
    overdue: u64,
    shown: usize,
    distribution_known: bool,
    marked: Option<WireMarked>,
    groups: Vec<WireGroup<'a>>,
    overdue_cases: Vec<WireCase<'a>>,
}

#[derive(Serialize)]
struct WireMarked {
    marked: u64,
    overdue_too: u64,
}

#[derive(Serialize)]
struct WireGroup<'a> {
    clinic: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    case_type: &'a str,
    overdue: u64,
}

#[derive(Serialize)]
struct WireCase<'a> {
    id: &'a str,
    clinic: &'a str,
    case_type: &'a str,
    received: String,
    due: String,
    late_working_minutes: u64,
    distributed: Option<String>,
    at: WirePlace,
}

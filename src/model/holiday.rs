//! Swedish public holidays and the eves beside them, computed from the law for any year.
//!
//! Lag (1989:253) om allmänna helgdagar, as amended: annandag pingst until 2004, nationaldagen since 2005. For years
//! before the law the same list is used, because no record that we read is that old.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::text::Message;
use crate::vocabulary;

/// A public holiday that has a name, or an eve. Ordinary Sundays are holidays too, but have no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Holiday {
    /// 1 January.
    Nyarsdagen,
    /// 6 January.
    TrettondedagJul,
    /// The Friday before Easter.
    Langfredagen,
    /// Easter Sunday.
    Paskdagen,
    /// Easter Monday.
    AnnandagPask,
    /// 1 May.
    ForstaMaj,
    /// The sixth Thursday after Easter.
    KristiHimmelsfardsdag,
    /// Whit Sunday.
    Pingstdagen,
    /// Whit Monday, a holiday until 2004.
    AnnandagPingst,
    /// 6 June, a holiday since 2005.
    Nationaldagen,
    /// The Saturday from 20 to 26 June.
    Midsommardagen,
    /// The Saturday from 31 October to 6 November.
    AllaHelgonsDag,
    /// 25 December.
    Juldagen,
    /// 26 December.
    AnnandagJul,
    /// An eve; whether it is a day off is the calendar's choice.
    Eve(Eve),
}

/// The eves, which are not public holidays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Eve {
    /// 5 January.
    Trettondagsafton,
    /// The Thursday before Easter.
    Skartorsdagen,
    /// 30 April.
    Valborgsmassoafton,
    /// The Friday before midsummer's day: off in nearly every agreement, and in lag 1930:173.
    Midsommarafton,
    /// The Friday before All Saints' Day.
    Allhelgonaafton,
    /// 24 December: off as midsommarafton is.
    Julafton,
    /// 31 December: off as midsommarafton is.
    Nyarsafton,
}

vocabulary!(Eve {
    Trettondagsafton = "trettondagsafton",
    Skartorsdagen = "skartorsdagen" | "skärtorsdagen" | "skärtorsdag" | "skartorsdag",
    Valborgsmassoafton = "valborgsmassoafton" | "valborgsmässoafton" | "valborg" | "sista april",
    Midsommarafton = "midsommarafton",
    Allhelgonaafton = "allhelgonaafton" | "alla helgons afton",
    Julafton = "julafton",
    Nyarsafton = "nyarsafton" | "nyårsafton",
});

impl Eve {
    /// The eves that are always days off: lag (1930:173) names them beside the holidays.
    pub const ALWAYS_OFF: [Self; 3] = [Self::Midsommarafton, Self::Julafton, Self::Nyarsafton];

    /// The date in a year.
    #[must_use]
    pub fn date(self, year: i32) -> NaiveDate {
        match self {
            Self::Trettondagsafton => day(year, 1, 5),
            Self::Skartorsdagen => easter(year) - Days::new(3),
            Self::Valborgsmassoafton => day(year, 4, 30),
            Self::Midsommarafton => saturday_from(day(year, 6, 20)) - Days::new(1),
            Self::Allhelgonaafton => saturday_from(day(year, 10, 31)) - Days::new(1),
            Self::Julafton => day(year, 12, 24),
            Self::Nyarsafton => day(year, 12, 31),
        }
    }
}

impl Holiday {
    /// The name, as a sentence of the catalogue.
    #[must_use]
    pub fn name(self) -> Message {
        Message::new(match self {
            Self::Nyarsdagen => "workdays-nyarsdagen",
            Self::TrettondedagJul => "workdays-trettondedag-jul",
            Self::Langfredagen => "workdays-langfredagen",
            Self::Paskdagen => "workdays-paskdagen",
            Self::AnnandagPask => "workdays-annandag-pask",
            Self::ForstaMaj => "workdays-forsta-maj",
            Self::KristiHimmelsfardsdag => "workdays-kristi-himmelsfardsdag",
            Self::Pingstdagen => "workdays-pingstdagen",
            Self::AnnandagPingst => "workdays-annandag-pingst",
            Self::Nationaldagen => "workdays-nationaldagen",
            Self::Midsommardagen => "workdays-midsommardagen",
            Self::AllaHelgonsDag => "workdays-alla-helgons-dag",
            Self::Juldagen => "workdays-juldagen",
            Self::AnnandagJul => "workdays-annandag-jul",
            Self::Eve(Eve::Trettondagsafton) => "workdays-trettondagsafton",
            Self::Eve(Eve::Skartorsdagen) => "workdays-skartorsdagen",
            Self::Eve(Eve::Valborgsmassoafton) => "workdays-valborgsmassoafton",
            Self::Eve(Eve::Midsommarafton) => "workdays-midsommarafton",
            Self::Eve(Eve::Allhelgonaafton) => "workdays-allhelgonaafton",
            Self::Eve(Eve::Julafton) => "workdays-julafton",
            Self::Eve(Eve::Nyarsafton) => "workdays-nyarsafton",
        })
    }
}

/// The named public holidays of a year, by date. Two may fall on one day (Kristi himmelsfärdsdag on 1 May 2008). Years
/// outside 1900-2200 are not ours to compute: the list is empty.
#[must_use]
pub fn public_holidays(year: i32) -> Vec<(NaiveDate, Holiday)> {
    if !super::working_days::YEARS.contains(&year) {
        return Vec::new();
    }
    let easter = easter(year);
    let mut days = vec![
        (day(year, 1, 1), Holiday::Nyarsdagen),
        (day(year, 1, 6), Holiday::TrettondedagJul),
        (easter - Days::new(2), Holiday::Langfredagen),
        (easter, Holiday::Paskdagen),
        (easter + Days::new(1), Holiday::AnnandagPask),
        (day(year, 5, 1), Holiday::ForstaMaj),
        (easter + Days::new(39), Holiday::KristiHimmelsfardsdag),
        (easter + Days::new(49), Holiday::Pingstdagen),
        (saturday_from(day(year, 6, 20)), Holiday::Midsommardagen),
        (saturday_from(day(year, 10, 31)), Holiday::AllaHelgonsDag),
        (day(year, 12, 25), Holiday::Juldagen),
        (day(year, 12, 26), Holiday::AnnandagJul),
    ];
    if year < 2005 {
        days.push((easter + Days::new(50), Holiday::AnnandagPingst));
    } else {
        days.push((day(year, 6, 6), Holiday::Nationaldagen));
    }
    days.sort_unstable();
    days
}

/// Easter Sunday, by the Gregorian computus (Meeus, Jones and Butcher).
#[must_use]
pub fn easter(year: i32) -> NaiveDate {
    let golden = year.rem_euclid(19);
    let (century, rest) = (year.div_euclid(100), year.rem_euclid(100));
    let correction = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * golden + century - century.div_euclid(4) - correction + 15).rem_euclid(30);
    let weekday = (32 + 2 * century.rem_euclid(4) + 2 * (rest / 4) - epact - rest % 4).rem_euclid(7);
    let shift = (golden + 11 * epact + 22 * weekday).div_euclid(451);
    let sum = epact + weekday - 7 * shift + 114;
    let (month, day_of_month) = (sum.div_euclid(31), sum.rem_euclid(31) + 1);
    day(year, month.unsigned_abs(), day_of_month.unsigned_abs())
}

fn saturday_from(first: NaiveDate) -> NaiveDate {
    let ahead = first.weekday().days_since(Weekday::Sat);
    first + Days::new(u64::from((7 - ahead) % 7))
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("the years of the calendar have these days")
}

#[cfg(test)]
mod tests {
    use super::{Eve, Holiday, easter, public_holidays};

    fn date(year: i32, holiday: Holiday) -> String {
        public_holidays(year).iter().find(|(_, h)| *h == holiday).expect("the year has it").0.to_string()
    }

    #[test]
    fn the_reference_dates_come_out() {
        for (year, good_friday, monday, ascension, eve, saints) in [
            (2026, "2026-04-03", "2026-04-06", "2026-05-14", "2026-06-19", "2026-10-31"),
            (2027, "2027-03-26", "2027-03-29", "2027-05-06", "2027-06-25", "2027-11-06"),
            (2028, "2028-04-14", "2028-04-17", "2028-05-25", "2028-06-23", "2028-11-04"),
        ] {
            assert_eq!(date(year, Holiday::Langfredagen), good_friday);
            assert_eq!(date(year, Holiday::AnnandagPask), monday);
            assert_eq!(date(year, Holiday::KristiHimmelsfardsdag), ascension);
            assert_eq!(Eve::Midsommarafton.date(year).to_string(), eve);
            assert_eq!(date(year, Holiday::AllaHelgonsDag), saints);
        }
    }

    #[test]
    fn easter_at_its_edges() {
        for (year, expected) in [
            (1900, "1900-04-15"),
            (1943, "1943-04-25"),
            (1954, "1954-04-18"),
            (1981, "1981-04-19"),
            (2000, "2000-04-23"),
            (2008, "2008-03-23"),
            (2038, "2038-04-25"),
            (2049, "2049-04-18"),
            (2076, "2076-04-19"),
            (2100, "2100-03-28"),
            (2200, "2200-04-06"),
        ] {
            assert_eq!(easter(year).to_string(), expected);
        }
    }

    #[test]
    fn whit_monday_gave_way_to_the_national_day() {
        assert_eq!(date(2004, Holiday::AnnandagPingst), "2004-05-31");
        assert_eq!(date(2005, Holiday::Nationaldagen), "2005-06-06");
        assert!(!public_holidays(2005).iter().any(|(_, h)| *h == Holiday::AnnandagPingst));
        assert!(!public_holidays(2004).iter().any(|(_, h)| *h == Holiday::Nationaldagen));
    }

    #[test]
    fn two_holidays_may_share_a_day() {
        let first_of_may: Vec<_> =
            public_holidays(2008).into_iter().filter(|(day, _)| day.to_string() == "2008-05-01").collect();
        assert_eq!(first_of_may.len(), 2);
    }
}

//! The values of a contact card: hours, addresses, telephone numbers, coordinates, dates, links.
#![no_main]

use libfuzzer_sys::fuzz_target;
use riktlinje::model::directory::{Address, Coordinates, Grid, Interval, Temporary, dates, hours, links, phone};
use riktlinje::text::{Catalogue, Lang};

fuzz_target!(|text: &str| {
    let intervals: Vec<Interval> = text.lines().filter_map(|line| Interval::parse(line).ok()).collect();
    for interval in &intervals {
        assert!(interval.first_day <= interval.last_day && interval.opens < interval.closes);
    }
    // Putting it into words is what a report does.
    assert!(!Catalogue::new(Lang::Sv).render(&hours::said(&intervals)).is_empty());
    if let Some(address) = Address::parse(text) {
        assert!(!address.one_line().is_empty());
        let completed = address.completed(Some("123 45"), Some("Testköping"));
        assert!(completed.can_be_written_to());
    }
    if let Some(number) = phone::normal(text) {
        assert_eq!(phone::normal(&number), Some(number.clone()));
    }
    for grid in [Grid::Rt90, Grid::Sweref99] {
        if let Ok(point) = Coordinates::parse(text, grid) {
            let (latitude, longitude) = point.degrees(grid);
            assert!((54.0..71.0).contains(&latitude) && (9.0..26.0).contains(&longitude));
        }
    }
    if let Ok(information) = Temporary::parse(text) {
        assert!(information.chars as usize <= text.chars().count());
    }
    let _: Option<_> = dates::day_of(text);
    assert!(links::link(text).is_none_or(|link| text.contains(link)));
});

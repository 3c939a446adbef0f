//! Counties, by the names that distinguished names give them (SCB's codes).

const COUNTIES: [(&str, &str); 21] = [
    ("01", "Stockholms län"),
    ("03", "Uppsala län"),
    ("04", "Södermanlands län"),
    ("05", "Östergötlands län"),
    ("06", "Jönköpings län"),
    ("07", "Kronobergs län"),
    ("08", "Kalmar län"),
    ("09", "Gotlands län"),
    ("10", "Blekinge län"),
    ("12", "Skåne län"),
    ("13", "Hallands län"),
    ("14", "Västra Götalands län"),
    ("17", "Värmlands län"),
    ("18", "Örebro län"),
    ("19", "Västmanlands län"),
    ("20", "Dalarnas län"),
    ("21", "Gävleborgs län"),
    ("22", "Västernorrlands län"),
    ("23", "Jämtlands län"),
    ("24", "Västerbottens län"),
    ("25", "Norrbottens län"),
];

/// The code of a county, by its name without regard to case.
pub(super) fn code(name: &str) -> Option<&'static str> {
    let name = name.trim();
    COUNTIES.iter().find(|(_, known)| *known == name).map(|(code, _)| *code).or_else(|| {
        let name = name.to_lowercase();
        COUNTIES.iter().find(|(_, known)| known.to_lowercase() == name).map(|(code, _)| *code)
    })
}

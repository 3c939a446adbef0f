//! Codes of the directory: two digits of a county, four of a municipality, and the like. Some sources write the clear text.

use crate::model::case_type::fold;
use crate::model::hsa_id::trim;

/// What kind of code it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// County, two digits: `06`.
    County,
    /// Municipality, four digits: `0680`.
    Municipality,
    /// Verksamhetskod, four digits: `1500`.
    Business,
    /// Vårdform, two digits: `01`.
    CareType,
    /// Enhetstyp, two digits: `02`.
    UnitType,
    /// Shown for, two digits: `03`.
    Destination,
}

impl Code {
    /// The code that a text is or means. A spreadsheet takes the zero that a code begins with; it is put back, where no more than one
    /// is missing.
    #[must_use]
    pub fn read(self, text: &str) -> Option<Box<str>> {
        let text = trim(text);
        let wanted = match self {
            Self::Municipality | Self::Business => 4,
            _ => 2,
        };
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return (text.len() == wanted || text.len() + 1 == wanted).then(|| format!("{text:0>wanted$}").into());
        }
        let folded = fold(text);
        self.words().iter().find(|(_, words)| words.contains(&folded.as_str())).map(|(code, _)| (*code).into())
    }

    /// The clear texts, folded, of codes that are few.
    fn words(self) -> &'static [(&'static str, &'static [&'static str])] {
        match self {
            Self::County | Self::Municipality | Self::Business => &[],
            Self::CareType => &[
                ("01", &["öppenvård", "öppen vård"]),
                ("02", &["slutenvård", "sluten vård"]),
                ("03", &["hemsjukvård", "hemsjukvård inkl asih"]),
            ],
            Self::UnitType => &[
                ("01", &["sjukhus", "hospital"]),
                ("02", &["vårdcentral", "primary care centre"]),
                ("03", &["distansenhet", "remote unit"]),
            ],
            Self::Destination => &[("03", &["internet", "allmänheten", "invånare", "1177", "the public"])],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, fold};

    #[test]
    fn codes_and_clear_texts_are_the_same() {
        let cases = [
            (Code::County, "06", Some("06")),
            (Code::County, " 6 ", Some("06")),
            (Code::County, "0680", None),
            (Code::County, "Jönköping", None),
            (Code::Municipality, "680", Some("0680")),
            (Code::Municipality, "80", None),
            (Code::Business, "1500", Some("1500")),
            (Code::Business, "", None),
            (Code::CareType, "Öppenvård", Some("01")),
            (Code::UnitType, "vårdcentral", Some("02")),
            (Code::UnitType, "14", Some("14")),
            (Code::Destination, "3", Some("03")),
            (Code::Destination, "Internet", Some("03")),
        ];
        for (code, text, wanted) in cases {
            assert_eq!(code.read(text).as_deref(), wanted, "{code:?} {text}");
        }
    }

    #[test]
    fn every_clear_text_is_folded() {
        for code in [Code::CareType, Code::UnitType, Code::Destination] {
            for word in code.words().iter().flat_map(|(_, words)| *words) {
                assert_eq!(fold(word), *word);
            }
        }
    }
}

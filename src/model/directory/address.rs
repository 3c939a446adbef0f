//! Addresses: lines between `$` in older LDAP attributes, named parts in newer ones, one line in tables.

use crate::model::case_type::fold;
use crate::model::hsa_id::trim;

/// An address, as lines and as far as it could be told apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Its lines without empty ones, in the order that they were written, postal code and town on one of them.
    pub lines: Vec<Box<str>>,
    /// Street and number.
    pub street: Option<Box<str>>,
    /// Postal code, five digits without a blank.
    pub postal_code: Option<Box<str>>,
    /// Town.
    pub town: Option<Box<str>>,
}

/// The named parts of an address.
#[derive(Clone, Copy, Debug, Default)]
pub struct Parts<'a> {
    /// To whom, a line each.
    pub addressee: &'a [&'a str],
    /// Street and number.
    pub street: &'a str,
    /// Postal code.
    pub postal_code: &'a str,
    /// Town.
    pub town: &'a str,
}

impl Address {
    /// Reads an address that is one text: lines between `$` (where `\24` is a `$`) or line breaks, or else parts between
    /// commas. `None` when there is nothing in it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_line_end = |c: char| matches!(c, '$' | '\n' | '\r');
        if text.contains(is_line_end) {
            let unescaped = |line: &str| line.replace("\\24", "$").replace("\\5C", "\\").replace("\\5c", "\\");
            return Self::of_lines(text.split(is_line_end).map(unescaped));
        }
        Self::of_lines(text.split(','))
    }

    /// An address of its lines. `None` when all of them are empty.
    #[must_use]
    pub fn of_lines<L: AsRef<str>>(lines: impl IntoIterator<Item = L>) -> Option<Self> {
        let mut lines: Vec<Box<str>> =
            lines.into_iter().map(|line| single_spaced(line.as_ref())).filter(|line| !line.is_empty()).collect();
        if lines.is_empty() {
            return None;
        }
        join_premises(&mut lines);
        let mut address = Self::default();
        let postal = lines.iter().enumerate().rev().find_map(|(at, line)| Some((at, code_and_town(line)?)));
        match postal {
            Some((at, (code, town))) => {
                let mut town = town;
                // In the form with six fields the code and the town stand in a field each.
                if town.is_empty() && at + 1 < lines.len() {
                    town = lines.remove(at + 1).into();
                }
                let before = &lines[..at];
                address.street = before.iter().rev().find(|line| has_digit(line)).or(before.last()).cloned();
                lines[at] = format!("{} {} {town}", &code[..3], &code[3..]).trim_end().into();
                address.postal_code = Some(code.into());
                address.town = Some(town).filter(|town: &String| !town.is_empty()).map(Into::into);
            }
            None => {
                let street = lines.iter().position(|line| has_digit(line)).unwrap_or(0);
                address.street = lines.get(street).cloned();
                let last = lines.len() - 1;
                address.town = lines.get(last).filter(|line| last > street && !has_digit(line)).cloned();
            }
        }
        address.lines = lines;
        Some(address)
    }

    /// An address of its named parts. `None` when all of them are empty.
    #[must_use]
    pub fn of_parts(parts: Parts<'_>) -> Option<Self> {
        let some = |text: &str| Some(single_spaced(text)).filter(|text| !text.is_empty());
        let (street, town) = (some(parts.street), some(parts.town));
        let postal_code = postal_code(parts.postal_code);
        let code = match &postal_code {
            Some(code) => format!("{} {}", &code[..3], &code[3..]),
            None => single_spaced(parts.postal_code).into(),
        };
        let last = single_spaced(&format!("{code} {}", town.as_deref().unwrap_or_default()));
        let mut lines: Vec<Box<str>> = parts.addressee.iter().filter_map(|line| some(line)).collect();
        lines.extend(street.clone());
        lines.extend(Some(last).filter(|last| !last.is_empty()));
        (!lines.is_empty()).then_some(Self { lines, street, postal_code, town })
    }

    /// The same address with a postal code and a town that stand elsewhere, where it has none itself.
    #[must_use]
    pub fn completed(mut self, code: Option<&str>, town: Option<&str>) -> Self {
        let code = code.and_then(postal_code).filter(|_| self.postal_code.is_none());
        let town = town.map(single_spaced).filter(|town| !town.is_empty() && self.town.is_none());
        if code.is_none() && town.is_none() {
            return self;
        }
        // A postal code or a town that stands alone on a line gets company.
        let alone = [self.postal_code.is_some(), self.town.is_some()].contains(&true);
        if alone {
            self.lines.pop();
        }
        self.postal_code = self.postal_code.or(code);
        self.town = self.town.or(town);
        let code = self.postal_code.as_deref().map(|code| format!("{} {}", &code[..3], &code[3..]));
        let last = [code.as_deref(), self.town.as_deref()];
        self.lines.push(last.into_iter().flatten().collect::<Vec<_>>().join(" ").into());
        self
    }

    /// The address on one line: `Testgatan 1, 123 45 Testköping`.
    #[must_use]
    pub fn one_line(&self) -> String {
        self.lines.join(", ")
    }

    /// Whether somebody could find the way there: a street, and a town or a postal code. Newer visiting addresses have no
    /// postal code.
    #[must_use]
    pub fn can_be_visited(&self) -> bool {
        self.street.is_some() && (self.town.is_some() || self.postal_code.is_some())
    }

    /// Whether a letter would arrive: a postal code and a town.
    #[must_use]
    pub fn can_be_written_to(&self) -> bool {
        self.postal_code.is_some() && self.town.is_some()
    }

    /// Whether two addresses are of the same place: the same street, and no postal code or town that differs, without
    /// regard to case and blanks.
    #[must_use]
    pub fn is_same_place(&self, other: &Self) -> bool {
        let same = |one: &Option<Box<str>>, two: &Option<Box<str>>| match (one, two) {
            (Some(one), Some(two)) => fold(one) == fold(two),
            _ => true,
        };
        self.street.is_some() == other.street.is_some()
            && same(&self.street, &other.street)
            && same(&self.postal_code, &other.postal_code)
            && same(&self.town, &other.town)
    }
}

/// Newer addresses have the number of a house, and the letter of a stair, in fields of their own: `Testgatan`, `1`, `A`.
fn join_premises(lines: &mut Vec<Box<str>>) {
    let is_number = |line: &str| (1..=4).contains(&line.len()) && line.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = |line: &str| line.len() == 1 && line.bytes().all(|byte| byte.is_ascii_alphabetic());
    let Some(at) = (1..lines.len()).find(|at| is_number(&lines[*at]) && !has_digit(&lines[at - 1])) else { return };
    let number = lines.remove(at);
    let mut street = format!("{} {number}", lines[at - 1]);
    if lines.get(at).is_some_and(|line| is_letter(line)) {
        street = format!("{street} {}", lines.remove(at));
    }
    lines[at - 1] = street.into();
}

/// A Swedish postal code in its normal form, five digits: `123 45`, `SE-123 45`. `None` when it is none.
#[must_use]
pub fn postal_code(text: &str) -> Option<Box<str>> {
    let (code, rest) = code_and_town(text)?;
    rest.is_empty().then(|| code.into())
}

/// The postal code that a line begins with, and what stands after it.
fn code_and_town(line: &str) -> Option<(String, String)> {
    let line = trim(line);
    let line = ["SE-", "S-", "SE "].iter().find_map(|country| line.strip_prefix(country)).unwrap_or(line);
    let mut code = String::with_capacity(5);
    let mut rest = line.chars();
    while code.len() < 5 {
        match rest.next()? {
            digit @ '0'..='9' => code.push(digit),
            blank if blank.is_whitespace() && code.len() == 3 => {}
            _ => return None,
        }
    }
    let rest = rest.as_str();
    let town = trim(rest);
    let apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let is_town = town.is_empty() || town.starts_with(char::is_alphabetic);
    (apart && is_town && !code.starts_with('0')).then(|| (code, town.to_owned()))
}

fn has_digit(line: &str) -> bool {
    line.bytes().any(|byte| byte.is_ascii_digit())
}

/// A text with single blanks between its words and none around it.
fn single_spaced(text: &str) -> Box<str> {
    let words: Vec<&str> = trim(text).split_whitespace().collect();
    words.join(" ").into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    use super::{Address, Parts, postal_code};

    fn parts(text: &str) -> (String, String, String, String) {
        let address = Address::parse(text).expect("there is something");
        let shown = |part: &Option<Box<str>>| part.as_deref().unwrap_or("-").to_owned();
        (address.one_line(), shown(&address.street), shown(&address.postal_code), shown(&address.town))
    }

    #[test]
    fn every_way_of_writing_an_address_is_told_apart() {
        let cases = [
            // An older visiting address, with the carriage returns that real ones have.
            (
                "Testgatan 1\r$123 45 Testköping\r$Byggnad IK",
                ("Testgatan 1, 123 45 Testköping, Byggnad IK", "Testgatan 1", "12345", "Testköping"),
            ),
            // A postal address of six fields.
            (
                "Testköpings vårdcentral$ $Box 12$ $123 45$Testköping",
                ("Testköpings vårdcentral, Box 12, 123 45 Testköping", "Box 12", "12345", "Testköping"),
            ),
            (
                "Testgatan 1, 123 45 Testköping",
                ("Testgatan 1, 123 45 Testköping", "Testgatan 1", "12345", "Testköping"),
            ),
            ("Testgatan 1, Testköping", ("Testgatan 1, Testköping", "Testgatan 1", "-", "Testköping")),
            ("Testgatan 1", ("Testgatan 1", "Testgatan 1", "-", "-")),
            (
                "Testgatan 1$SE-12345  Testköping",
                ("Testgatan 1, 123 45 Testköping", "Testgatan 1", "12345", "Testköping"),
            ),
            ("Prästgården\n123 45 Mallbo\n", ("Prästgården, 123 45 Mallbo", "Prästgården", "12345", "Mallbo")),
            ("Kostnad\\24 1$123 45 Å", ("Kostnad$ 1, 123 45 Å", "Kostnad$ 1", "12345", "Å")),
            (
                "Plan 2, Testgatan 1, 123 45 Testköping",
                ("Plan 2, Testgatan 1, 123 45 Testköping", "Testgatan 1", "12345", "Testköping"),
            ),
            ("123 45", ("123 45", "-", "12345", "-")),
        ];
        for (text, (line, street, code, town)) in cases {
            let wanted = (line.to_owned(), street.to_owned(), code.to_owned(), town.to_owned());
            assert_eq!(parts(text), wanted, "{text:?}");
        }
        for text in ["", " $ $\r$", ", ,"] {
            assert_eq!(Address::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn named_parts_make_the_same_address_as_a_line() {
        let named = Parts {
            addressee: &["Testköpings vårdcentral"],
            street: "Testgatan 1",
            postal_code: "123 45",
            town: "Testköping",
        };
        let named = Address::of_parts(named).expect("there is something");
        assert_eq!(named.one_line(), "Testköpings vårdcentral, Testgatan 1, 123 45 Testköping");
        let line = Address::parse("testgatan 1,  12345 TESTKÖPING").expect("there is something");
        assert!(named.is_same_place(&line) && named.can_be_visited() && named.can_be_written_to());
        let visit = Address::of_parts(Parts { street: "Testgatan 1", town: "Testköping", ..Parts::default() });
        let visit = visit.expect("there is something");
        assert!(visit.can_be_visited() && !visit.can_be_written_to() && visit.is_same_place(&line));
        let wrong = Address::of_parts(Parts { postal_code: "1234", town: "Testköping", ..Parts::default() });
        let wrong = wrong.expect("there is something");
        assert_eq!((wrong.one_line().as_str(), wrong.postal_code), ("1234 Testköping", None));
        assert_eq!(Address::of_parts(Parts::default()), None);
    }

    #[test]
    fn a_house_number_in_a_field_of_its_own_belongs_to_the_street() {
        assert_eq!(parts("Testgatan$1$A$Testköping").0, "Testgatan 1 A, Testköping");
        assert_eq!(parts("Testgatan$1$ $Testköping").1, "Testgatan 1");
        let postal = parts("Testköpings vårdcentral$Testgatan$1$A$123 45$Testköping");
        assert_eq!((postal.1.as_str(), postal.3.as_str()), ("Testgatan 1 A", "Testköping"));
        assert_eq!(parts("Box$12$123 45 Testköping").1, "Box 12");
    }

    #[test]
    fn a_code_and_a_town_from_elsewhere_complete_an_address() {
        let with = |text: &str, code, town| Address::parse(text).expect("there is something").completed(code, town);
        assert_eq!(
            with("Testgatan 1", Some("123 45"), Some("Testköping")).one_line(),
            "Testgatan 1, 123 45 Testköping"
        );
        assert_eq!(with("Testgatan 1", None, Some("Testköping")).one_line(), "Testgatan 1, Testköping");
        assert_eq!(
            with("Testgatan 1, Testköping", Some("12345"), Some("X")).one_line(),
            "Testgatan 1, 123 45 Testköping"
        );
        assert_eq!(with("Box 1$123 45", None, Some("Testköping")).one_line(), "Box 1, 123 45 Testköping");
        assert_eq!(with("Box 1", None, None).one_line(), "Box 1");
    }

    #[test]
    fn a_postal_code_has_five_digits() {
        for text in ["12345", "123 45", "SE-123 45", " 123\u{a0}45 "] {
            assert_eq!(postal_code(text).as_deref(), Some("12345"), "{text}");
        }
        for text in ["", "1234", "123456", "023 45", "12 345", "123 45 Ort", "123-45"] {
            assert_eq!(postal_code(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn an_address_on_one_line_is_read_back_as_itself(text in "[A-Za-zåäö0-9 $,\r]{0,40}") {
            if let Some(address) = Address::parse(&text) {
                prop_assert!(!address.lines.is_empty() && address.lines.iter().all(|line| !line.is_empty()));
                if !text.contains(',') && address.postal_code.is_some() && address.town.is_some() {
                    let again = Address::parse(&address.one_line()).expect("there is something");
                    prop_assert_eq!(again.postal_code, address.postal_code);
                }
            }
        }
    }
}

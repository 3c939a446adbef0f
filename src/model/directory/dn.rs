//! Distinguished names, as LDAP writes them (RFC 4514).
//!
//! Real names have commas and equals in their values, escaped by `\`; splitting at every comma would give some units the
//! wrong parent.

use std::borrow::Cow;

/// A distinguished name as written, leaf first: `ou=Testköpings vårdcentral,o=Region Test,l=Test län,c=SE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dn(Box<str>);

impl Dn {
    /// A name as somebody wrote it; `None` where it is none: a part without `=`, an escape that ends in nothing, a quotation
    /// that is not closed, or nothing at all.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = super::super::hsa_id::trim(text);
        (!text.is_empty() && is_whole(text) && rdns(text).all(|rdn| attribute(rdn).is_some()))
            .then(|| Self(text.into()))
    }

    /// As written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its parts, leaf first, each as type and value, the value without escapes.
    pub fn rdns(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        rdns(&self.0).filter_map(attribute).map(|(kind, value)| (kind, unescaped(value)))
    }

    /// How many parts it has.
    #[must_use]
    pub fn depth(&self) -> usize {
        rdns(&self.0).count()
    }

    /// The type of its first part, as written: `ou`, `cn`, `o`.
    #[must_use]
    pub fn leaf_kind(&self) -> &str {
        rdns(&self.0).next().and_then(attribute).map_or("", |(kind, _)| kind)
    }

    /// What stands after the first part: the name of the object above. `None` for a name of one part.
    #[must_use]
    pub fn parent(&self) -> Option<&str> {
        let end = comma(&self.0)?;
        Some(self.0[end + 1..].trim_start())
    }

    /// Whether there can be an object above it in a directory: what stands above a top are only places and domains.
    #[must_use]
    pub fn is_top(&self) -> bool {
        self.parent().is_none_or(|parent| rdns(parent).filter_map(attribute).all(|(kind, _)| is_place(kind)))
    }

    /// Whether it stands in the service tree, which is nobody's organisation.
    #[must_use]
    pub fn is_in_service_tree(&self) -> bool {
        self.0.len() > 11
            && rdns(&self.0)
                .filter_map(attribute)
                .any(|(kind, value)| kind.eq_ignore_ascii_case("dc") && value.eq_ignore_ascii_case("services"))
    }
}

/// Writes the form by which names are compared: without regard to case, to blanks around parts, and to how a character
/// was escaped.
pub(super) fn write_key(dn: &str, key: &mut String) {
    key.clear();
    let plain = !dn.contains(['\\', '"', '+'])
        && !dn.contains(", ")
        && !dn.contains(" ,")
        && !dn.contains(" =")
        && !dn.contains("= ");
    if plain {
        return lower(dn.trim(), key);
    }
    for (number, rdn) in rdns(dn).enumerate() {
        if number > 0 {
            key.push(',');
        }
        match attribute(rdn) {
            Some((kind, value)) => {
                lower(kind, key);
                key.push('=');
                for character in unescaped(value).chars() {
                    // What would be taken for the name's own signs is told apart, always in the same way.
                    if matches!(character, ',' | '\\') {
                        key.push('\\');
                    }
                    key.extend(character.to_lowercase());
                }
            }
            None => lower(rdn, key),
        }
    }
}

fn lower(text: &str, key: &mut String) {
    for character in text.chars() {
        if character.is_ascii() {
            key.push(character.to_ascii_lowercase());
        } else {
            key.extend(character.to_lowercase());
        }
    }
}

fn is_place(kind: &str) -> bool {
    ["c", "l", "st", "dc"].iter().any(|place| kind.eq_ignore_ascii_case(place))
}

/// The offset of the first comma that is no part of a value.
fn comma(dn: &str) -> Option<usize> {
    let bytes = dn.as_bytes();
    // Nearly every name is without escapes.
    let first = memchr::memchr3(b',', b'\\', b'"', bytes)?;
    if bytes[first] == b',' {
        return Some(first);
    }
    let (mut at, mut quoted) = (first, false);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'"' => quoted = !quoted,
            b',' if !quoted => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// The parts as written, leaf first.
fn rdns(dn: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(dn);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = comma(text);
        rest = end.map(|end| &text[end + 1..]);
        Some(text[..end.unwrap_or(text.len())].trim_matches(' ')).map(|rdn| restore_escaped_blank(text, rdn))
    })
}

/// A blank that was escaped at a part's end belongs to the value.
fn restore_escaped_blank<'t>(text: &'t str, rdn: &'t str) -> &'t str {
    let start = rdn.as_ptr() as usize - text.as_ptr() as usize;
    let trailing = rdn.bytes().rev().take_while(|byte| *byte == b'\\').count();
    if trailing % 2 == 1 && text[start + rdn.len()..].starts_with(' ') { &text[start..=start + rdn.len()] } else { rdn }
}

/// Type and value of a part, the value as written.
fn attribute(rdn: &str) -> Option<(&str, &str)> {
    let (kind, value) = rdn.split_once('=')?;
    let kind = kind.trim();
    let is_kind =
        !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'));
    is_kind.then(|| (kind, value.trim_start_matches(' ')))
}

/// Whether every escape has something to escape and every quotation ends.
fn is_whole(dn: &str) -> bool {
    let (mut quoted, mut escaped) = (false, false);
    for byte in dn.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => quoted = !quoted,
            _ => {}
        }
    }
    !quoted && !escaped
}

/// The value without its escapes: `\,`, `\2C`, and the quotation marks of RFC 2253.
fn unescaped(value: &str) -> Cow<'_, str> {
    let inner = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let value = inner.unwrap_or(value);
    if !value.contains('\\') {
        return Cow::Borrowed(value);
    }
    let bytes = value.as_bytes();
    let mut plain: Vec<u8> = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |at: usize| {
            bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16)).and_then(|d| u8::try_from(d).ok())
        };
        match (bytes[at], hex(at + 1), hex(at + 2)) {
            (b'\\', Some(high), Some(low)) => {
                plain.push(high << 4 | low);
                at += 3;
            }
            (b'\\', ..) if at + 1 < bytes.len() => {
                plain.push(bytes[at + 1]);
                at += 2;
            }
            (byte, ..) => {
                plain.push(byte);
                at += 1;
            }
        }
    }
    Cow::Owned(String::from_utf8_lossy(&plain).into_owned())
}

#[cfg(test)]
mod tests {
    use super::{Dn, write_key};
    use proptest::prelude::{any, prop, proptest};

    fn dn(text: &str) -> Dn {
        Dn::parse(text).unwrap_or_else(|| panic!("{text} is a name"))
    }

    fn key(text: &str) -> String {
        let mut key = String::new();
        write_key(text, &mut key);
        key
    }

    #[test]
    fn the_parent_is_what_stands_after_the_first_comma_that_is_none_of_a_value() {
        for (text, parent) in [
            ("ou=Testköpings vårdcentral,ou=Bra liv,c=SE", Some("ou=Bra liv,c=SE")),
            (r"ou=Rehab\, test,o=Region,c=SE", Some("o=Region,c=SE")),
            (r"ou=a\\,o=Region", Some("o=Region")),
            (r"ou=a\2Cb,o=Region", Some("o=Region")),
            (r#"ou="a,b",o=Region"#, Some("o=Region")),
            ("ou=a , o=Region", Some("o=Region")),
            ("c=SE", None),
        ] {
            assert_eq!(dn(text).parent(), parent, "{text}");
        }
    }

    #[test]
    fn a_text_without_types_is_no_name() {
        for text in ["", " ", "Testköping", "ou=a,b", r"ou=a\", "ou=\"a", "=a", "ou=a,,c=SE"] {
            assert_eq!(Dn::parse(text), None, "{text}");
        }
    }

    #[test]
    fn names_are_the_same_however_they_are_escaped() {
        let names = [
            r"ou=Rehab\, prov, o=Region,c=SE",
            r"OU=rehab\2c prov,O=region , c=se",
            r#"ou="Rehab, prov",o=Region,c=SE"#,
        ];
        for name in names {
            assert_eq!(key(name), key(names[0]), "{name}");
        }
        assert_ne!(key(r"ou=a\,b=c,c=SE"), key("ou=a,b=c,c=SE"));
        assert_eq!(key("ou=ÖST,c=SE"), key("ou=öst,c=SE"));
    }

    #[test]
    fn tops_and_the_service_tree_are_known() {
        for top in ["o=Region Prov,l=Jönköpings län,c=SE", "o=Capio,c=SE", "o=Test,dc=Nod1,dc=Services,c=SE", "c=SE"]
        {
            assert!(dn(top).is_top(), "{top}");
        }
        assert!(!dn("ou=a,o=b,c=SE").is_top());
        assert!(dn("cn=a,o=b,dc=Nod1,DC=services,c=SE").is_in_service_tree());
        assert!(!dn("ou=dc\\=Services,o=b,c=SE").is_in_service_tree());
    }

    proptest! {
        #[test]
        fn what_is_escaped_comes_back(values in prop::collection::vec(any::<String>(), 1..6)) {
            let written: Vec<String> = values
                .iter()
                .map(|value| {
                    let hex: String = value.bytes().map(|byte| format!("\\{byte:02x}")).collect();
                    format!("ou={hex}")
                })
                .collect();
            let parsed = dn(&written.join(","));
            let back: Vec<String> = parsed.rdns().map(|(_, value)| value.into_owned()).collect();
            assert_eq!(back, values);
            assert_eq!(parsed.depth(), values.len());
        }

        #[test]
        fn no_text_is_too_odd(text in any::<String>()) {
            if let Some(name) = Dn::parse(&text) {
                let _parent = name.parent();
                assert_eq!(name.rdns().count(), name.depth());
            }
            let _key = key(&text);
        }
    }
}

//! Distinguished names, as LDAP writes them (RFC 4514, and the quoted values of its predecessors).
//!
//! A name is kept as written, leaf first. Only what is asked for is taken apart: a comma is a boundary only where it is
//! neither escaped nor quoted, which the national directory has two dozen times.

use std::borrow::Cow;

/// A distinguished name as written, leaf first: `ou=Testköpings vårdcentral,o=Region Test,l=Test län,c=SE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dn(Box<str>);

impl Dn {
    /// Reads a name; `None` where a part of it has no type.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        // A blank at the end may be escaped.
        let text = text.trim_start();
        let text = if text.trim_end().ends_with('\\') { text } else { text.trim_end() };
        let is_part = |part: &str| {
            part.split_once('=').is_some_and(|(kind, _)| {
                let kind = kind.trim();
                !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
            })
        };
        parts(text).all(is_part).then(|| Self(text.into()))
    }

    /// As written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The type of its first part, as written: `ou`, `cn`, `o`.
    #[must_use]
    pub fn leaf_kind(&self) -> &str {
        typed(first(&self.0).0).0
    }

    /// Whether there can be no object above it in a directory: what stands above a top are only places and domains.
    #[must_use]
    pub fn is_top(&self) -> bool {
        let is_place = |kind: &str| ["c", "l", "st", "dc"].iter().any(|place| kind.eq_ignore_ascii_case(place));
        self.parent().is_none_or(|parent| parts(parent).all(|part| is_place(typed(part).0)))
    }

    /// The name of the object above, as written.
    #[must_use]
    pub fn parent(&self) -> Option<&str> {
        first(&self.0).1.map(str::trim_start)
    }

    /// Types and values, leaf first.
    pub fn rdns(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        parts(&self.0).map(typed)
    }

    /// How many parts it has.
    #[must_use]
    pub fn depth(&self) -> usize {
        parts(&self.0).count()
    }

    /// Whether it is the name of a function (`cn=`).
    #[must_use]
    pub fn is_function(&self) -> bool {
        self.leaf_kind().eq_ignore_ascii_case("cn")
    }

    /// Whether it stands in the tree of services, which is no organisation's.
    #[must_use]
    pub fn is_in_service_tree(&self) -> bool {
        let is_services =
            |kind: &str, value: &str| kind.eq_ignore_ascii_case("dc") && value.eq_ignore_ascii_case("Services");
        // Few names have a `dc` at all.
        let bytes = self.0.as_bytes();
        memchr::memchr2_iter(b'd', b'D', bytes).any(|at| matches!(bytes.get(at + 1), Some(b'c' | b'C')))
            && self.rdns().any(|(kind, value)| is_services(kind, &value))
    }
}

/// The parts of a name as written.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(name);
    std::iter::from_fn(move || {
        let (part, after) = first(rest?);
        rest = after;
        Some(part)
    })
}

/// The first part, and what follows its comma.
fn first(name: &str) -> (&str, Option<&str>) {
    let bytes = name.as_bytes();
    let mut from = 0;
    let mut quoted = false;
    while let Some(found) = memchr::memchr3(b',', b'\\', b'"', &bytes[from..]) {
        let at = from + found;
        match bytes[at] {
            b',' if !quoted => return (&name[..at], Some(&name[at + 1..])),
            // What is escaped is one byte at least: the rest of a character is never one of these three.
            b'\\' => from = (at + 2).min(bytes.len()),
            b'"' => {
                // A mark begins a quoted value only where the value begins; elsewhere it is a mark.
                quoted = !quoted && name[..at].trim_end().ends_with('=') && closes(&name[at + 1..]);
                from = at + 1;
            }
            _ => from = at + 1,
        }
    }
    (name, None)
}

/// Whether a quoted value ends where a value may end.
fn closes(rest: &str) -> bool {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return matches!(rest[at + 1..].trim_start().bytes().next(), None | Some(b',' | b'+')),
            _ => {}
        }
    }
    false
}

/// Type and value of a part.
fn typed(part: &str) -> (&str, Cow<'_, str>) {
    let (kind, value) = part.split_once('=').unwrap_or((part, ""));
    (kind.trim(), unescaped(value))
}

/// A value without escapes, quotes and the blanks around it.
fn unescaped(value: &str) -> Cow<'_, str> {
    let value = value.trim_start();
    if let Some(inner) = value.trim_end().strip_prefix('"').and_then(|rest| rest.strip_suffix('"'))
        && closes(&value[1..])
    {
        return without_escapes(inner);
    }
    let mut end = value.trim_end().len();
    // A blank that is escaped belongs to the value.
    let slashes = value[..end].bytes().rev().take_while(|byte| *byte == b'\\').count();
    if slashes % 2 == 1 && end < value.len() {
        end += value[end..].chars().next().map_or(0, char::len_utf8);
    }
    without_escapes(&value[..end])
}

fn without_escapes(value: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\\', value.as_bytes()).is_none() {
        return Cow::Borrowed(value);
    }
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if *byte != b'\\' {
            bytes.push(*byte);
        } else if let (Some(high), Some(low)) = (digit(after.first()), digit(after.get(1))) {
            bytes.push(u8::try_from(high * 16 + low).expect("two hexadecimal digits are a byte"));
            rest = &after[2..];
        } else if let Some((escaped, after)) = after.split_first() {
            bytes.push(*escaped);
            rest = after;
        }
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

/// Writes what two spellings of a name have in common: lower case, single blanks and none around values, escapes in one
/// form. Equal keys are equal names.
pub(super) fn write_key(name: &str, key: &mut Vec<u8>) {
    key.clear();
    if !write_plain_key(name, key) {
        key.clear();
        write_full_key(name, key);
    }
}

/// The key of a name without escapes, quotes and superfluous blanks, which nearly every name is; `false` for another.
fn write_plain_key(name: &str, key: &mut Vec<u8>) -> bool {
    key.reserve(name.len());
    let mut last = b',';
    for &byte in name.as_bytes() {
        let lower = match byte {
            b'\\' | b'"' | b'+' | b'\t' | b'\r' | b'\n' => return false,
            b' ' if matches!(last, b' ' | b',' | b'=') => return false,
            b',' | b'=' if last == b' ' => return false,
            // Å, Ä, Ö and their like are two bytes, and so are å, ä, ö.
            0x80..=0x9E if last == 0xC3 && byte != 0x97 => byte + 0x20,
            0x80..=0xBF if last == 0xC3 => byte,
            0xC3 => byte,
            0x80.. => return false,
            _ => byte.to_ascii_lowercase(),
        };
        key.push(lower);
        last = byte;
    }
    last != b' '
}

fn write_full_key(name: &str, key: &mut Vec<u8>) {
    for (index, part) in parts(name).enumerate() {
        if index > 0 {
            key.push(b',');
        }
        let mut pairs: Vec<String> = pairs(part).map(pair_key).collect();
        pairs.sort();
        key.extend_from_slice(pairs.join("+").as_bytes());
    }
}

/// The pairs of a part that has several: `cn=A+ou=B`. A plus before anything but a type is part of the value.
fn pairs(part: &str) -> impl Iterator<Item = &str> {
    let begins_pair = |rest: &str| {
        rest.split_once('=').is_some_and(|(kind, _)| {
            let kind = kind.trim();
            !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    };
    let mut rest = Some(part);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut escaped = false;
        let cut = text.bytes().enumerate().find(|(at, byte)| {
            let is_cut = !escaped && *byte == b'+' && begins_pair(&text[at + 1..]);
            escaped = !escaped && *byte == b'\\';
            is_cut
        });
        let (pair, after) = cut.map_or((text, None), |(at, _)| (&text[..at], Some(&text[at + 1..])));
        rest = after;
        Some(pair)
    })
}

fn pair_key(pair: &str) -> String {
    let (kind, value) = typed(pair);
    let mut key = kind.to_ascii_lowercase();
    key.push('=');
    let words: Vec<&str> = value.split_whitespace().collect();
    for character in words.join(" ").chars().flat_map(char::to_lowercase) {
        if matches!(character, ',' | '\\' | '+') {
            key.push('\\');
        }
        key.push(character);
    }
    key
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, prop_assert_eq, proptest};

    use super::{Dn, write_key};

    fn key(name: &str) -> String {
        let mut key = Vec::new();
        write_key(name, &mut key);
        String::from_utf8(key).unwrap()
    }

    fn values(name: &str) -> Vec<String> {
        Dn::parse(name).unwrap().rdns().map(|(_, value)| value.into_owned()).collect()
    }

    #[test]
    fn names_are_cut_at_the_commas_that_are_boundaries() {
        let cases: [(&str, &[&str]); 9] = [
            ("ou=A,o=B,c=SE", &["A", "B", "SE"]),
            (r"ou=Barn\, unga,o=B,c=SE", &["Barn, unga", "B", "SE"]),
            (r"ou=A\=B,c=SE", &["A=B", "SE"]),
            (r"ou=A\\,c=SE", &[r"A\", "SE"]),
            (r"ou=A\2CB\C3\A5,c=SE", &["A,Bå", "SE"]),
            (r#"ou="A, B" , c=SE"#, &["A, B", "SE"]),
            (r#"ou=Team "Blå", c=SE"#, &[r#"Team "Blå""#, "SE"]),
            (r"ou = A\  , c = SE", &["A ", "SE"]),
            ("ou=A=B,c=SE", &["A=B", "SE"]),
        ];
        for (name, wanted) in cases {
            assert_eq!(values(name), wanted, "{name}");
        }
        let dn = Dn::parse(r"cn=Bokning\, telefon,ou=A,dc=Nod1,dc=services,c=SE").unwrap();
        assert_eq!(dn.leaf_kind(), "cn");
        assert_eq!((dn.parent(), dn.depth()), (Some("ou=A,dc=Nod1,dc=services,c=SE"), 5));
        assert!(dn.is_function() && dn.is_in_service_tree());
        assert!(!Dn::parse("ou=dc Services,c=SE").unwrap().is_in_service_tree());
    }

    #[test]
    fn tops_are_known() {
        for top in ["o=Region Test,l=Test län,c=SE", "o=Test AB,c=SE", "o=Test,dc=Nod1,dc=Services,c=SE", "c=SE"] {
            assert!(Dn::parse(top).unwrap().is_top(), "{top}");
        }
        assert!(!Dn::parse("ou=A,o=B,c=SE").unwrap().is_top());
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for text in ["", " ", "A", "ou=A,", "=A", "ou=A,,c=SE", "o u=A"] {
            assert_eq!(Dn::parse(text), None, "{text}");
        }
    }

    #[test]
    fn spellings_of_a_name_have_one_key() {
        let same: [&[&str]; 4] = [
            &["ou=Åby Vård,c=SE", "OU=åby vård, c=se", "ou = Åby  vård ,C=SE", r"ou=\C3\85by vård,c=SE"],
            &[r"ou=A\, B,c=SE", r#"ou="A, B",c=SE"#, r"ou=a\2c b,c=se"],
            &["ou=A=B,c=SE", r"ou=A\=B,c=SE"],
            &["cn=A+ou=B,c=SE", "ou=b + cn=a,c=SE"],
        ];
        for names in same {
            for name in names {
                assert_eq!(key(name), key(names[0]), "{name}");
            }
        }
        assert_ne!(key(r"ou=A\,B,c=SE"), key("ou=A,B=c,c=SE"));
        assert_ne!(key("ou=A + B,c=SE"), key("ou=A,c=SE"));
        assert_ne!(key("ou=É,c=SE"), key("ou=E,c=SE"));
    }

    fn escaped(value: &str) -> String {
        let mut text = String::new();
        for (index, character) in value.char_indices() {
            let is_edge = index == 0 || index + character.len_utf8() == value.len();
            if matches!(character, ',' | '+' | '"' | '\\' | '<' | '>' | ';' | '=') || character == ' ' && is_edge {
                text.push('\\');
            }
            text.push(character);
        }
        text
    }

    proptest! {
        #[test]
        fn what_is_joined_is_split_again(values in proptest::collection::vec("[a-zåÄ,=+\"\\\\ ;#0-9]{1,8}", 1..6)) {
            let parts: Vec<String> = values.iter().map(|value| format!("ou={}", escaped(value))).collect();
            let name = parts.join(",");
            let dn = Dn::parse(&name).expect("every part has a type and a value");
            let split: Vec<String> = dn.rdns().map(|(_, value)| value.into_owned()).collect();
            prop_assert_eq!(&split, &values);
            prop_assert_eq!(dn.depth(), values.len());
            prop_assert_eq!(dn.parent().map(str::to_owned), (parts.len() > 1).then(|| parts[1..].join(",")));
            prop_assert_eq!(key(&name), key(&name.to_uppercase().to_lowercase().replace(',', ", ").replace("\\, ", "\\,")));
        }

        #[test]
        fn no_text_is_too_odd(text in proptest::string::string_regex("[a=,+\"\\\\ å\u{a0}]{0,24}").unwrap().prop_map(|t| t)) {
            if let Some(dn) = Dn::parse(&text) {
                prop_assert_eq!(dn.rdns().count(), dn.depth());
                key(&text);
            }
        }
    }
}

//! Mail addresses and links, as far as one can see without asking the net.

use crate::model::hsa_id::trim;

/// Whether a text is a mail address: a name, `@`, and a host with a dot.
#[must_use]
pub fn is_mail(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else { return false };
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '@' | ',' | ';' | '<' | '>' | '"');
    !name.is_empty() && name.chars().all(is_plain) && is_host(host)
}

/// The address of a link: `https://…` or `http://…`, without the label that LDAP may have after it. `None` when it is none.
#[must_use]
pub fn link(text: &str) -> Option<&str> {
    let address = trim(text).split(char::is_whitespace).next()?;
    let scheme = address.get(..8).filter(|head| head.eq_ignore_ascii_case("https://"));
    let scheme = scheme.or_else(|| address.get(..7).filter(|head| head.eq_ignore_ascii_case("http://")))?;
    let rest = &address[scheme.len()..];
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.split_once(':').map_or(host, |(host, _)| host);
    is_host(host).then_some(address)
}

/// A host has at least two parts, and no part of it is empty.
fn is_host(host: &str) -> bool {
    let is_part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-');
    host.contains('.') && host.split('.').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::{is_mail, link};

    #[test]
    fn mail_addresses_have_a_name_and_a_host() {
        for mail in ["testkoping.vc@example.se", "a+b@x.y.example"] {
            assert!(is_mail(mail), "{mail}");
        }
        for text in
            ["", "@example.se", "a@example", "a b@example.se", "a@example..se", "a@b@example.se", "Test <a@example.se>"]
        {
            assert!(!is_mail(text), "{text}");
        }
    }

    #[test]
    fn links_have_a_scheme_and_a_host() {
        assert_eq!(link("https://www.example.se/a?b#c"), Some("https://www.example.se/a?b#c"));
        assert_eq!(link("HTTP://example.se:8080 Vår sida"), Some("HTTP://example.se:8080"));
        for text in
            ["", "www.example.se", "https://", "https://example", "ftp://example.se", "https:// example.se", "åäö"]
        {
            assert_eq!(link(text), None, "{text}");
        }
    }
}

//! Rust source as tokens, as far as paths need them: names, `::`, braces and single signs, each with its line.

/// A token and the line that it stands on, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) line: usize,
}

/// The tokens of a source text without its comments and with its literals left out.
pub(crate) fn tokens(source: &str) -> Vec<Token> {
    let text: Vec<char> = blank(source).chars().collect();
    let mut tokens = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < text.len() {
        let begin = at;
        if text[at] == '\n' {
            line += 1;
        }
        at += 1;
        if is_name(text[begin]) {
            while at < text.len() && is_name(text[at]) {
                at += 1;
            }
        } else if text[begin] == ':' && text.get(at) == Some(&':') {
            at += 1;
        } else if text[begin].is_whitespace() {
            continue;
        }
        tokens.push(Token { text: text[begin..at].iter().collect(), line });
    }
    tokens
}

/// The source with comments and literals replaced by blanks; lines stay where they are.
pub(crate) fn blank(source: &str) -> String {
    let text: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let length = match rest {
            ['/', '/', ..] => rest.iter().position(|c| *c == '\n').unwrap_or(rest.len()),
            ['/', '*', ..] => block_comment(rest),
            ['"', ..] => quoted(rest, '"'),
            ['b', '"', ..] if !follows_name(&text, at) => 1 + quoted(&rest[1..], '"'),
            ['r', '"' | '#', ..] if !follows_name(&text, at) => raw(rest, 1),
            ['b', 'r', '"' | '#', ..] if !follows_name(&text, at) => raw(rest, 2),
            ['\'', '\\', ..] => quoted(rest, '\''),
            ['\'', _, '\'', ..] => 3,
            _ => 0,
        };
        if length == 0 {
            out.push(text[at]);
            at += 1;
        } else {
            out.extend(rest[..length].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
            at += length;
        }
    }
    out
}

fn is_name(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

fn follows_name(text: &[char], at: usize) -> bool {
    at > 0 && is_name(text[at - 1])
}

fn block_comment(text: &[char]) -> usize {
    let (mut at, mut depth) = (0, 0);
    while at < text.len() {
        match text[at..] {
            ['/', '*', ..] => (at, depth) = (at + 2, depth + 1),
            ['*', '/', ..] => (at, depth) = (at + 2, depth - 1),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at.min(text.len())
}

fn quoted(text: &[char], quote: char) -> usize {
    let mut at = 1;
    while at < text.len() && text[at] != quote {
        at += if text[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(text.len())
}

/// The length of a raw string whose `#` or `"` stand after `prefix` letters; 0 for a raw identifier.
fn raw(text: &[char], prefix: usize) -> usize {
    let hashes = text[prefix..].iter().take_while(|c| **c == '#').count();
    let begin = prefix + hashes;
    if text.get(begin) != Some(&'"') {
        return 0;
    }
    let mut at = begin + 1;
    while at < text.len() {
        if text[at] == '"' && text[at + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes {
            return at + 1 + hashes;
        }
        at += 1;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{blank, tokens};

    fn words(source: &str) -> Vec<String> {
        tokens(source).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn comments_and_literals_are_no_code() {
        let source = r####"a /* crate::x /* y */ */ b // crate::z
            "crate::\"q" b"\"" r#"crate::"r"# br"s" 'c' '\'' '"' d"####;
        assert_eq!(words(source), ["a", "b", "d"]);
    }

    #[test]
    fn lifetimes_and_raw_names_are_code() {
        assert_eq!(words("&'a str r#type r"), ["&", "'", "a", "str", "r", "#", "type", "r"]);
    }

    #[test]
    fn lines_stay_where_they_are() {
        let source = "\"one\ntwo\" /* \n */ crate";
        assert_eq!(tokens(source)[0].line, 3);
        assert_eq!(blank(source).lines().count(), source.lines().count());
    }
}

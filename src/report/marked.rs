//! Markdown that others show: a text from outside stays text in it, and a page ends before the limit of whoever shows it.

use std::borrow::Cow;

use super::escape::escape;

/// What a comment of GitHub may hold is 65,536 characters; counted in bytes, we stay below it whoever counts.
pub(super) const MOST: usize = 65_000;

/// What has a meaning in Markdown wherever it stands.
const MARKS: [char; 9] = ['\\', '`', '*', '_', '[', ']', '<', '>', '|'];

/// A text in which nothing is Markdown, HTML, a link, an image, or a call to a person, an issue or a picture.
///
/// A backslash makes a mark plain. What code hosts look for in the finished text cannot be escaped like that: `@name`,
/// `#1`, `!1`, `~label`, `:picture:`. There a sign of full width stands for the sign, which no host takes for its own.
pub(super) fn harmless(text: &str) -> String {
    let text: Cow<'_, str> = escape(text);
    let mut shown = String::with_capacity(text.len() + 16);
    let mut rest = text.chars().peekable();
    let mut last = ' ';
    while let Some(character) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        let calls = next.is_alphanumeric() || matches!(next, '"' | '\'' | '(' | '/');
        match character {
            '@' => shown.push('＠'),
            '#' => shown.push('＃'),
            '!' | '~' | '&' | '$' | '%' if calls => {
                shown.push(char::from_u32(u32::from(character) + 0xfee0).unwrap_or(character));
            }
            '~' | '&' | '$' => shown.extend(['\\', character]),
            // `https://`, `:picture:`, and `www.`
            ':' if next.is_alphanumeric() => shown.push('：'),
            ':' if next == '/' => shown.extend(['\\', ':']),
            '.' if last.eq_ignore_ascii_case(&'w') => shown.extend(['\\', '.']),
            // A line that would begin a list or a heading.
            '+' | '-' | '=' if shown.is_empty() => shown.extend(['\\', character]),
            _ if MARKS.contains(&character) => shown.extend(['\\', character]),
            _ => shown.push(character),
        }
        last = character;
    }
    shown
}

/// A text in a code span, in which nothing has a meaning.
pub(super) fn code(text: &str) -> String {
    let shown = escape(text);
    // A fence longer than any in the text; blanks keep it apart from a tick at the text's ends.
    let longest = shown.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    if longest == 0 { format!("{fence}{shown}{fence}") } else { format!("{fence} {shown} {fence}") }
}

/// A page that grows as long as it may.
#[derive(Debug, Default)]
pub(super) struct Page {
    text: String,
    /// Kept free for what must still come.
    kept: usize,
}

impl Page {
    /// An empty page that keeps so many bytes free for its end.
    pub(super) fn keeping(kept: usize) -> Self {
        Self { text: String::new(), kept }
    }

    /// Appends a part as a whole if there is room for it, and says whether there was.
    pub(super) fn fits(&mut self, part: &str) -> bool {
        let fits = self.text.len() + part.len() + self.kept <= MOST;
        if fits {
            self.text.push_str(part);
        }
        fits
    }

    /// Appends what must stand there: what room was kept for.
    pub(super) fn end(mut self, part: &str) -> String {
        self.text.push_str(part);
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::{code, harmless};
    use proptest::prelude::{any, proptest};

    #[test]
    fn nothing_in_a_text_calls_anybody_or_leads_anywhere() {
        let hostile = "@alla #1 !2 ~bugg <img src=x> ![x](http://x) www.x.se a@x.se :smile: `x` [x](y) &lt; $1 *b* _i_";
        insta::assert_snapshot!(harmless(hostile), @r"＠alla ＃1 ！2 ～bugg \<img src=x\> !\[x\](http\://x) www\.x.se a＠x.se ：smile: \`x\` \[x\](y) ＆lt; ＄1 \*b\* \_i\_");
        assert_eq!(harmless("- Hud & Hår: 90 % (87 av 100)"), "\\- Hud \\& Hår: 90 % (87 av 100)");
        assert_eq!(code("a`b``c"), "``` a`b``c ```");
        assert_eq!(code("exports/a.yaml:14"), "`exports/a.yaml:14`");
    }

    proptest! {
        #[test]
        fn no_mark_stands_bare(text in any::<String>()) {
            let shown = harmless(&text);
            assert!(!shown.contains(['@', '#', '\n']));
            let mut before = ' ';
            for character in shown.chars() {
                assert!(before == '\\' || !matches!(character, '<' | '>' | '[' | ']' | '`' | '|'), "{shown}");
                before = if before == '\\' { ' ' } else { character };
            }
        }
    }
}

//! Talk: errors, advice and drawn mistakes, on stderr. Data is not written here.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anstyle::{AnsiColor, Style};

use super::error::{self, CliError, Mistake, Mistakes, Note};
use crate::model::personal_number;
use crate::report::escape::escape;
use crate::store::without_passwords;
use crate::text::{Catalogue, Message};

const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
const ADVICE: Style = AnsiColor::BrightCyan.on_default().bold();

/// How talk looks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look<'a> {
    /// The language.
    pub(crate) words: &'a Catalogue,
    /// Whether colour is seen.
    pub(crate) colour: bool,
    /// Columns.
    pub(crate) width: u16,
}

impl Look<'_> {
    /// An error: the drawn mistakes, then what is wrong, then what to do.
    #[must_use]
    pub(crate) fn error(self, error: &CliError) -> String {
        let mut text = String::new();
        for mistakes in &error.drawn {
            text.push_str(&self.mistakes(mistakes));
            text.push('\n');
        }
        text.push_str(&self.line((ERROR, "cli-error"), &error.message));
        let details = error.notes.iter().filter_map(|note| match note {
            Note::Detail(detail) => Some(detail),
            Note::Hint(_) => None,
        });
        for detail in details {
            let detail = self.words.render(detail).replace('\n', "\n    ");
            writeln!(text, "  {}", escaped(&detail)).expect("a String takes everything");
        }
        if let Some(cause) = &error.cause {
            let cause = Message::new("cli-because").with("cause", format!("{cause:#}"));
            writeln!(text, "  {}", escaped(&self.words.render(&cause))).expect("a String takes everything");
        }
        for note in &error.notes {
            if let Note::Hint(hint) = note {
                text.push_str(&self.line((ADVICE, "cli-advice"), hint));
            }
        }
        text
    }

    /// A remark.
    #[must_use]
    pub(crate) fn note(self, message: &Message) -> String {
        format!("{}\n", escaped(&self.words.render(message)))
    }

    /// The mistakes in a file, each under its line with a marker, in the order in which they stand.
    #[must_use]
    pub(crate) fn mistakes(self, file: &Mistakes) -> String {
        let mut sorted: Vec<&Mistake> = file.mistakes.iter().collect();
        sorted.sort_by_key(|mistake| mistake.span);
        let drawn: Vec<String> = sorted.into_iter().map(|mistake| self.mistake(file, mistake)).collect();
        drawn.join("\n")
    }

    fn mistake(self, file: &Mistakes, mistake: &Mistake) -> String {
        let (level, name) = match mistake.level {
            error::Level::Error => (Level::ERROR, "cli-error"),
            error::Level::Warning => (Level::WARNING, "cli-warning"),
        };
        let title = escaped(&self.words.render(&mistake.message));
        // Only the lines around the mistake are handed over, so that a long file costs nothing.
        let (first_line, from, to) = around(&file.text, mistake.span.start as usize);
        let source = &*without_passwords(&personal_number::masked(&file.text[from..to]));
        let start = snap(source, (mistake.span.start as usize).saturating_sub(from));
        let end = snap(source, (mistake.span.end as usize).saturating_sub(from)).max(start);
        // A marker under several lines says less than one under the first.
        let end = source[start..end].find('\n').map_or(end, |line| start + line).max(start);
        let snippet = Snippet::source(source)
            .line_start(first_line)
            .path(escaped(&file.file))
            .annotation(AnnotationKind::Primary.span(start..end));
        let group = level.with_name(self.words.get(name)).primary_title(title).element(snippet);
        let advice = mistake.advice.as_ref().map(|advice| {
            let advice = escaped(&self.words.render(advice));
            Level::HELP.with_name(self.words.get("cli-advice")).message(advice)
        });
        let group: Group<'_> = group.elements(advice);
        let renderer = if self.colour { Renderer::styled() } else { Renderer::plain() };
        format!("{}\n", renderer.term_width(self.width.into()).render(&[group]))
    }

    fn line(self, (style, label): (Style, &'static str), message: &Message) -> String {
        let label = self.words.get(label);
        let indent = format!("\n{:width$}", "", width = label.chars().count() + 2);
        let words = self.words.render(message).replace('\n', &indent);
        let words = escaped(&words);
        if self.colour { format!("{style}{label}:{style:#} {words}\n") } else { format!("{label}: {words}\n") }
    }
}

/// The line number and the byte range of the line that an offset falls on, with a line on either side.
fn around(text: &str, offset: usize) -> (usize, usize, usize) {
    let offset = snap(text, offset);
    let line_start = |at: usize| text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let this = line_start(offset);
    let from = if this == 0 { 0 } else { line_start(this - 1) };
    let end_of_this = text[offset..].find('\n').map_or(text.len(), |newline| offset + newline);
    let to = match text.get(end_of_this + 1..) {
        Some(rest) => rest.find('\n').map_or(text.len(), |newline| end_of_this + 1 + newline),
        None => text.len(),
    };
    let first_line = text[..from].bytes().filter(|byte| *byte == b'\n').count() + 1;
    (first_line, from, to)
}

/// The nearest character boundary at or before an offset.
fn snap(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The text made harmless for a terminal. Line breaks stay: our own sentences have them.
#[must_use]
pub(crate) fn escaped(text: &str) -> String {
    text.split('\n').map(escape).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::{Look, around, escaped};
    use crate::cli::error::{CliError, Level, Mistake, Mistakes};
    use crate::document::Span;
    use crate::text::{Catalogue, Lang, Message};

    #[test]
    fn mistakes_are_drawn_in_the_order_in_which_they_stand() {
        let text = "format: riktlinje/project/v1\npolicy: rjl-1177\nkälor:\n  exports: [exporter/]\n";
        let at = |word: &str, line, column| {
            let start = text.find(word).expect("it is there");
            Span { start: start as u32, end: (start + word.len()) as u32, line, column }
        };
        let mistake = |span, hint| Mistake {
            span,
            message: Message::new("cli-policy-none"),
            advice: Some(Message::new("cli-did-you-mean").with("names", vec![hint])),
            level: Level::Error,
        };
        let file = Mistakes {
            file: "riktlinje.yaml".into(),
            text: text.into(),
            mistakes: vec![mistake(at("kälor", 3, 1), "sources"), mistake(at("rjl", 2, 9), "x")],
        };
        let words = Catalogue::new(Lang::En);
        let drawn = Look { words: &words, colour: false, width: 100 }.mistakes(&file);
        let lines: Vec<&str> = drawn.lines().filter(|line| line.contains("-->")).collect();
        assert_eq!(lines, [" --> riktlinje.yaml:2:9", " --> riktlinje.yaml:3:1"]);
    }

    #[test]
    fn the_lines_around_a_place_are_found_at_both_ends() {
        let text = "a\nb\nc\nd";
        assert_eq!(around(text, 0), (1, 0, 3));
        assert_eq!(around(text, 4), (2, 2, 7));
        assert_eq!(around(text, 6), (3, 4, 7));
        assert_eq!(around(text, 99), (3, 4, 7));
        assert_eq!(around("", 0), (1, 0, 0));
        assert_eq!(around("a\n", 2), (1, 0, 2));
    }

    #[test]
    fn nothing_from_outside_moves_the_cursor() {
        assert_eq!(escaped("a\u{1b}[2Jb\u{202e}c\u{9b}"), "a\\u{1b}[2Jb\\u{202e}c\\u{9b}");
        let words = Catalogue::new(Lang::Sv);
        let error = CliError::unusable(Message::new("cli-cannot-print").with("why", "\u{1b}]0;x\u{7}"));
        let text = Look { words: &words, colour: false, width: 100 }.error(&error);
        assert!(!text.contains('\u{1b}') && !text.contains('\u{7}'), "{text:?}");
    }
}

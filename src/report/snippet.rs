//! The source line with a marker under the value, the way that compilers draw it; for a workbook the cell.

use std::io;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::model::place::{Located, Spot};
use crate::report::escape::{acts_on_terminal, escape};
use crate::report::sheet::{CYAN, FAINT, Piece, Sheet, piece, plain};
use crate::report::words::Words;

/// The place: where it is, and what stands there.
pub(super) fn write(sheet: &mut Sheet<'_>, words: &Words, (place, indent): (&Located, usize)) -> io::Result<()> {
    sheet.flow((indent, indent + 2), &heading(words, place))?;
    draw(sheet, (place, indent))
}

/// Where it is; of a workbook also what stands in the cell.
pub(super) fn heading(words: &Words, place: &Located) -> Vec<Piece> {
    let mut pieces = vec![piece(FAINT, words.place(place))];
    if matches!(place.spot, Spot::Cell { .. }) && !place.text.is_empty() {
        pieces.push(plain(format!(" {}", words.quoted(&place.text))));
    }
    pieces
}

/// The source line with a marker under the value; nothing if the place has no text.
pub(super) fn draw(sheet: &mut Sheet<'_>, (place, indent): (&Located, usize)) -> io::Result<()> {
    for line in lines(sheet, place, indent) {
        sheet.line(&[plain(line)])?;
    }
    Ok(())
}

fn lines(sheet: &Sheet<'_>, place: &Located, indent: usize) -> Vec<String> {
    let (Spot::Line { line, .. }, false) = (&place.spot, place.text.trim().is_empty()) else {
        return Vec::new();
    };
    let (text, marked) = visible(place);
    let snippet = Snippet::source(&*text)
        .line_start(usize::try_from(*line).unwrap_or(usize::MAX))
        .annotation(AnnotationKind::Primary.span(marked));
    let group = [Group::with_level(Level::ERROR).element(snippet)];
    let renderer =
        if sheet.has_colour() { Renderer::styled().error(CYAN).line_num(FAINT).none(FAINT) } else { Renderer::plain() };
    let drawn =
        renderer.decor_style(DecorStyle::Unicode).term_width(sheet.width().saturating_sub(indent + 8)).render(&group);
    // The first line is an empty one that would hang under a file name.
    drawn.lines().skip(1).map(|line| format!("{}{line}", " ".repeat(indent))).collect()
}

/// The text without its indentation and with nothing in it that acts, and which bytes of that are marked.
pub(super) fn visible(place: &Located) -> (String, std::ops::Range<usize>) {
    let blanks = place.text.chars().take_while(|c| c.is_whitespace()).count();
    let (first, covered) = (place.mark.0 as usize, place.mark.1 as usize);
    let skipped = blanks.min(first);
    let mut text = String::with_capacity(place.text.len());
    let (mut start, mut end) = (None, None);
    for (position, character) in place.text.chars().enumerate().skip(skipped) {
        if position == first {
            start = Some(text.len());
        }
        if position == first + covered {
            end = Some(text.len());
        }
        match character {
            '\t' => text.push(' '),
            _ if acts_on_terminal(character) => text.push_str(&escape(character.encode_utf8(&mut [0; 4]))),
            _ => text.push(character),
        }
    }
    let start = start.unwrap_or(text.len());
    let end = end.unwrap_or(text.len()).max(start);
    (text, start..end)
}

//! A table whose cells have inks of their own. The headings break into lines, the first column gives way.

use std::io;

use anstyle::Style as Ink;
use unicode_width::UnicodeWidthStr as _;

use crate::report::sheet::{FAINT, PLAIN, Sheet, piece, plain, shortened};

/// Between two columns.
const GAP: usize = 2;
/// Before the first.
const INDENT: usize = 2;
/// A heading takes so many lines.
const HEADING_LINES: usize = 3;

/// Names can still be told apart when they are cut to so many columns.
pub(super) const READABLE: usize = 19;
/// Most names fit in so many.
pub(super) const COMFORTABLE: usize = 28;

/// A column: its heading and whether its cells stand to the left.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) heading: String,
    pub(super) align: Align,
}

/// Where a cell stands in its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    /// Text.
    Left,
    /// Figures.
    Right,
}

/// A cell.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) ink: Ink,
    pub(super) text: String,
}

impl Cell {
    pub(super) fn new(ink: Ink, text: impl Into<String>) -> Self {
        Self { ink, text: text.into() }
    }

    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self::new(PLAIN, text)
    }
}

/// A table.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    pub(super) columns: Vec<Column>,
    /// A row of one cell is a label over the whole width.
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Grid {
    /// Whether it can be written in so many columns of the terminal without its first column being cut below a width.
    pub(super) fn fits(&self, width: usize, first: usize) -> bool {
        let widths = self.widths();
        widths.first().copied().unwrap_or(0).min(first) + taken(&widths) <= width
    }

    /// Writes it; what does not fit is cut from the first column.
    pub(super) fn write(&self, sheet: &mut Sheet<'_>) -> io::Result<()> {
        let mut widths = self.widths();
        let room = sheet.width().saturating_sub(taken(&widths)).max(8);
        if let Some(first) = widths.first_mut() {
            *first = (*first).min(room);
        }
        let headings: Vec<Vec<String>> =
            self.columns.iter().zip(&widths).map(|(column, width)| wrapped(&column.heading, *width)).collect();
        let lines = headings.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..lines {
            // Headings stand on the last line, so that short ones are near their cells.
            let cell = |heading: &Vec<String>| {
                let at = (line + heading.len()).checked_sub(lines);
                Cell::new(FAINT, at.and_then(|at| heading.get(at)).cloned().unwrap_or_default())
            };
            let cells: Vec<Cell> = headings.iter().map(cell).collect();
            self.line(sheet, &cells, &widths)?;
        }
        self.rows.iter().try_for_each(|row| self.line(sheet, row, &widths))
    }

    fn line(&self, sheet: &mut Sheet<'_>, cells: &[Cell], widths: &[usize]) -> io::Result<()> {
        if let [label] = cells {
            return sheet.flow((INDENT, INDENT + GAP), &[piece(label.ink, &label.text)]);
        }
        let mut pieces = Vec::new();
        let mut blanks = INDENT;
        for ((cell, column), width) in cells.iter().zip(&self.columns).zip(widths) {
            let text = shortened(&cell.text, *width);
            let free = width.saturating_sub(text.width());
            let (before, after) = match column.align {
                Align::Left => (0, free),
                Align::Right => (free, 0),
            };
            if text.is_empty() {
                blanks += free + GAP;
                continue;
            }
            pieces.push(plain(" ".repeat(blanks + before)));
            pieces.push(piece(cell.ink, text));
            blanks = after + GAP;
        }
        sheet.line(&pieces)
    }

    fn widths(&self) -> Vec<usize> {
        let rows = || self.rows.iter().filter(|row| row.len() > 1);
        let widest = |index: usize| rows().filter_map(|row| row.get(index)).map(|cell| cell.text.width()).max();
        let of_column = |(index, column): (usize, &Column)| {
            let longest_word = column.heading.split(' ').map(|word| word.width()).max().unwrap_or(0);
            let mut width = widest(index).unwrap_or(0).max(longest_word);
            while wrapped(&column.heading, width).len() > HEADING_LINES {
                width += 1;
            }
            width
        };
        self.columns.iter().enumerate().map(of_column).collect()
    }
}

/// What all columns but the first take, with the gaps.
fn taken(widths: &[usize]) -> usize {
    INDENT + widths.iter().skip(1).map(|width| width + GAP).sum::<usize>()
}

/// The text in lines of at most so many columns; a longer word has a line of its own.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut().filter(|line| line.width() + 1 + word.width() <= width) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{Align, Cell, Column, Grid};
    use crate::report::Style;
    use crate::report::sheet::Sheet;
    use crate::text::Lang;

    fn grid() -> Grid {
        let column = |heading: &str, align| Column { heading: heading.into(), align };
        let row = |cells: [&str; 3]| cells.map(Cell::plain).into();
        Grid {
            columns: vec![
                column("Mottagning", Align::Left),
                column("Inkomna", Align::Right),
                column("Ofördelade längre än 4 arbetstimmar", Align::Right),
            ],
            rows: vec![
                row(["Rehabmottagningen Solgläntan och Åbyängarnas ungdomsmottagning", "12", "0"]),
                row(["Åby", "1 234", "3"]),
            ],
        }
    }

    #[test]
    fn headings_break_and_the_first_column_gives_way() {
        let mut out = Vec::new();
        let style = Style { lang: Lang::Sv, width: 60, colour: false };
        grid().write(&mut Sheet::new(&mut out, &style)).expect("memory takes every byte");
        insta::assert_snapshot!(String::from_utf8(out).expect("it is UTF-8"), @r"
                                                        Ofördelade
                                                       längre än 4
        Mottagning                           Inkomna  arbetstimmar
        Rehabmottagningen Solgläntan och Å…       12             0
        Åby                                    1 234             3
        ");
    }

    #[test]
    fn it_fits_as_long_as_names_can_be_read() {
        assert!(grid().fits(60, 19) && !grid().fits(60, 40) && !grid().fits(40, 19));
    }
}

//! A sheet of text on its way to a terminal: colours that are left out where nobody sees them, lines that fit its width.
//! Texts that come here are harmless already ([`super::words`], [`super::escape`]).

use std::io;

use anstyle::{AnsiColor, Color, Effects, Style as Ink};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Narrower than this nothing can be laid out; wider than this nobody can follow a line.
const WIDTHS: std::ops::RangeInclusive<usize> = 60..=140;

/// Plain text.
pub const PLAIN: Ink = Ink::new();
/// Headings, and the answer.
pub const BOLD: Ink = Ink::new().effects(Effects::BOLD);
/// What can be skipped: ids, file names.
pub const FAINT: Ink = Ink::new().effects(Effects::DIMMED);
/// Must be put right.
pub const RED: Ink = colour(AnsiColor::Red);
/// Should be put right.
pub const YELLOW: Ink = colour(AnsiColor::Yellow);
/// Not known.
pub const CYAN: Ink = colour(AnsiColor::Cyan);
/// In order.
pub const GREEN: Ink = colour(AnsiColor::Green);

const fn colour(colour: AnsiColor) -> Ink {
    Ink::new().fg_color(Some(Color::Ansi(colour))).effects(Effects::BOLD)
}

/// A piece of text in one ink.
#[derive(Clone, Debug)]
pub struct Piece {
    ink: Ink,
    text: String,
}

/// Text in an ink.
pub fn piece(ink: Ink, text: impl Into<String>) -> Piece {
    Piece { ink, text: text.into() }
}

/// A text without colour.
pub fn plain(text: impl Into<String>) -> Piece {
    piece(PLAIN, text)
}

/// Where the text goes, how wide it may be, and whether colour is seen.
pub struct Sheet<'o> {
    out: &'o mut dyn io::Write,
    width: usize,
    colour: bool,
}

impl std::fmt::Debug for Sheet<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sheet").field("width", &self.width).field("colour", &self.colour).finish_non_exhaustive()
    }
}

impl<'o> Sheet<'o> {
    /// A sheet for a terminal of this many columns.
    pub fn new(out: &'o mut dyn io::Write, style: &super::Style) -> Self {
        Self { out, width: usize::from(style.width).clamp(*WIDTHS.start(), *WIDTHS.end()), colour: style.colour }
    }

    /// Columns that a line may take.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Whether colour is seen.
    #[must_use]
    pub fn has_colour(&self) -> bool {
        self.colour
    }

    /// An empty line.
    ///
    /// # Errors
    /// What the output says; so for all that follow.
    pub fn blank(&mut self) -> io::Result<()> {
        self.out.write_all(b"\n")
    }

    /// A line as it is, however long.
    ///
    /// # Errors
    /// What the output says.
    pub fn line(&mut self, pieces: &[Piece]) -> io::Result<()> {
        for piece in pieces {
            self.inked(piece.ink, &piece.text)?;
        }
        self.blank()
    }

    /// A heading of a section, over the whole width.
    ///
    /// # Errors
    /// What the output says.
    pub fn heading(&mut self, text: &str) -> io::Result<()> {
        self.blank()?;
        let rule = "─".repeat(self.width.saturating_sub(text.width() + 1));
        self.line(&[piece(BOLD, text), plain(" "), piece(FAINT, rule)])
    }

    /// Text in lines that fit, the first indented by `first`, the others by `rest`.
    ///
    /// # Errors
    /// What the output says.
    pub fn flow(&mut self, (first, rest): (usize, usize), pieces: &[Piece]) -> io::Result<()> {
        for line in wrap(pieces, self.width, (first, rest)) {
            self.line(&line)?;
        }
        Ok(())
    }

    fn inked(&mut self, ink: Ink, text: &str) -> io::Result<()> {
        if self.colour && ink != PLAIN && !text.is_empty() {
            write!(self.out, "{ink}{text}{ink:#}")
        } else {
            self.out.write_all(text.as_bytes())
        }
    }
}

/// The text shortened to so many columns, with `…` where something was left out.
#[must_use]
pub fn shortened(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut taken = 0;
    let mut short = String::new();
    for character in text.chars() {
        taken += character.width().unwrap_or(0);
        if taken + 1 > columns {
            break;
        }
        short.push(character);
    }
    short.truncate(short.trim_end().len());
    short + "…"
}

/// The end of the text in so many columns, with `…` where its beginning was left out: of a path the end tells most.
#[must_use]
pub fn shortened_from_left(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut start = text.len();
    for (at, _) in text.char_indices().rev() {
        if text[at..].width() + 1 > columns {
            break;
        }
        start = at;
    }
    format!("…{}", &text[start..])
}

/// Breaks at blanks. A word that is longer than a line stands on a line of its own, cut.
fn wrap(pieces: &[Piece], width: usize, (first, rest): (usize, usize)) -> Vec<Vec<Piece>> {
    let mut lines = Vec::new();
    let mut line = vec![plain(" ".repeat(first))];
    let (mut column, mut indent) = (first, first);
    for (ink, blank, word) in words(pieces) {
        let wide = word.width();
        let gap = usize::from(blank && column > indent);
        if column > indent && blank && column + gap + wide > width {
            lines.push(std::mem::replace(&mut line, vec![plain(" ".repeat(rest))]));
            (column, indent) = (rest, rest);
        } else if gap == 1 {
            line.push(piece(ink, " "));
            column += 1;
        }
        let room = width.saturating_sub(column);
        if wide > room && room > 0 {
            let mut left = String::new();
            for character in word.chars() {
                if column + left.width() + character.width().unwrap_or(0) > width {
                    line.push(piece(ink, std::mem::take(&mut left)));
                    lines.push(std::mem::replace(&mut line, vec![plain(" ".repeat(rest))]));
                    (column, indent) = (rest, rest);
                }
                left.push(character);
            }
            column += left.width();
            line.push(piece(ink, left));
        } else {
            column += wide;
            line.push(piece(ink, word));
        }
    }
    lines.push(line);
    lines
}

/// The words of all pieces, each with its ink and whether a blank stands before it.
fn words(pieces: &[Piece]) -> impl Iterator<Item = (Ink, bool, &str)> {
    let mut after_blank = false;
    pieces.iter().flat_map(move |piece| {
        let mut found = Vec::new();
        for (position, word) in piece.text.split(' ').enumerate() {
            let blank = position > 0 || after_blank;
            if word.is_empty() {
                after_blank = blank;
                continue;
            }
            found.push((piece.ink, blank, word));
            after_blank = false;
        }
        after_blank |= piece.text.ends_with(' ');
        found
    })
}

#[cfg(test)]
mod tests {
    use super::{BOLD, piece, plain, shortened, shortened_from_left, wrap};
    use proptest::prelude::{any, prop, proptest};
    use unicode_width::UnicodeWidthStr as _;

    fn text(lines: &[Vec<super::Piece>]) -> Vec<String> {
        lines.iter().map(|line| line.iter().map(|piece| piece.text.as_str()).collect()).collect()
    }

    #[test]
    fn lines_break_at_blanks_and_hang() {
        let pieces = [piece(BOLD, "✗ "), plain("Öppna ärendetyper ska innehålla"), plain(" Förnya recept")];
        assert_eq!(text(&wrap(&pieces, 20, (0, 2))), ["✗ Öppna ärendetyper", "  ska innehålla", "  Förnya recept"]);
    }

    #[test]
    fn pieces_join_without_a_blank() {
        assert_eq!(text(&wrap(&[plain("a"), piece(BOLD, "b"), plain(" c")], 20, (0, 0))), ["ab c"]);
    }

    #[test]
    fn a_long_word_is_cut_and_not_lost() {
        assert_eq!(text(&wrap(&[plain("ab cdefghijkl m")], 5, (0, 1))), ["ab", " cdef", " ghij", " kl m"]);
    }

    #[test]
    fn names_are_shortened_by_columns() {
        assert_eq!(shortened("Rehabmottagningen Solgläntan", 12), "Rehabmottag…");
        assert_eq!(shortened("診療所診療所", 5), "診療…");
        assert_eq!(shortened("Åby", 3), "Åby");
        assert_eq!(shortened_from_left("exports/jönköping.xlsx", 15), "…jönköping.xlsx");
        assert_eq!(shortened_from_left("a.csv", 5), "a.csv");
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_nothing_is_lost(
            words in prop::collection::vec("[a-zåäö]{1,30}", 0..30), width in 20_usize..60, joint in any::<bool>(),
        ) {
            let joined = words.join(" ");
            let pieces = if joint { vec![plain(joined)] } else {
                words.iter().map(|word| plain(format!("{word} "))).collect()
            };
            let lines = text(&wrap(&pieces, width, (2, 4)));
            assert!(lines.iter().all(|line| line.width() <= width));
            let kept: String = lines.concat().chars().filter(|c| *c != ' ').collect();
            assert_eq!(kept, words.concat());
        }
    }
}

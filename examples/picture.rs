//! Draws a coloured terminal text, read from standard input, as an SVG on standard output: the picture in README.md.
//!
//! `just picture` makes it from the real report, so that it shows what the program prints and nothing better.

use std::io::{self, Read as _, Write as _};

use anstyle::{Color, RgbColor};
use anstyle_svg::{Term, WIN10_CONSOLE};

fn main() -> io::Result<()> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let terminal = Term::new()
        .palette(WIN10_CONSOLE)
        .fg_color(Color::Rgb(RgbColor(0xe6, 0xe6, 0xe6)))
        .bg_color(Color::Rgb(RgbColor(0x16, 0x1b, 0x22)));
    io::stdout().write_all(terminal.render_svg(text.trim_end()).as_bytes())
}

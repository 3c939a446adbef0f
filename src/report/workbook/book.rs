//! A workbook sheet by sheet: the one place that knows the library. Looks, widths, print and what a cell can hold.

use std::borrow::Cow;
use std::io;

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate, Timelike as _};
use rust_xlsxwriter::{
    Color, ConditionalFormatText, ConditionalFormatTextRule, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::model::run::Run;
use crate::report::escape::escape;
use crate::report::words::Words;
use crate::text::Message;

/// Rows of a sheet, its headings among them.
pub(in crate::report) const ROWS: u32 = 1_048_576;
/// Characters of a cell, as spreadsheets count them: in units of UTF-16.
const CHARACTERS: usize = 32_767;
/// Points of a line, and of the highest row.
const LINE: f64 = 13.0;
const HIGHEST: f64 = 409.0;
/// A4.
const A4: u8 = 9;

/// Why a workbook could not be made.
#[derive(Debug, thiserror::Error)]
pub(in crate::report) enum Trouble {
    /// The library refused something.
    #[error(transparent)]
    Library(#[from] XlsxError),
    /// The output did.
    #[error(transparent)]
    Output(#[from] io::Error),
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::report) enum Cell {
    /// Nothing.
    Nothing,
    /// A text; never a formula, whatever it begins with.
    Text(String),
    /// A number.
    Number(u64),
    /// A key or digest, which is not broken over lines.
    Exact(String),
    /// A share between 0 and 1, shown in percent.
    Share(f64),
    /// An empty cell to fill in with a text.
    Blank,
    /// An empty cell to fill in with a day.
    BlankDay,
    /// A day.
    Day(NaiveDate),
    /// An instant, as its own clock shows it.
    Instant(DateTime<FixedOffset>),
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(text) }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u64> for Cell {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<Option<NaiveDate>> for Cell {
    fn from(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Nothing, Self::Day)
    }
}

impl Cell {
    /// A share with its figures; of nothing there is none.
    pub(in crate::report) fn share(part: u64, of: u64) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
        if of == 0 { Self::Nothing } else { Self::Share(part as f64 / of as f64) }
    }
}

/// A column of a table.
#[derive(Clone, Debug)]
pub(in crate::report) struct Column {
    /// Its heading.
    pub(in crate::report) heading: String,
    /// Its width in characters.
    pub(in crate::report) width: f64,
    /// Its cells begin with a sign (✗ ! ? ✓) and take the sign's colour too.
    pub(in crate::report) signed: bool,
    /// It holds figures, so that its heading stands to the right, too.
    pub(in crate::report) figures: bool,
    /// It is for looking things up on a screen, and not printed. Such columns stand last.
    pub(in crate::report) aside: bool,
}

impl Column {
    /// A column of this width.
    pub(in crate::report) fn new(heading: String, width: f64) -> Self {
        Self { heading, width, signed: false, figures: false, aside: false }
    }

    /// The same, of cells that begin with a sign.
    pub(in crate::report) fn signed(self) -> Self {
        Self { signed: true, ..self }
    }

    /// The same, not printed.
    pub(in crate::report) fn aside(self) -> Self {
        Self { aside: true, ..self }
    }

    /// The same, of figures.
    pub(in crate::report) fn figures(self) -> Self {
        Self { figures: true, ..self }
    }
}

/// How a text looks that is no cell of a table.
#[derive(Clone, Copy, Debug)]
pub(in crate::report) enum Look {
    /// The title of a sheet.
    Title,
    /// The answer.
    Strong,
    /// What can be skipped.
    Faint,
}

/// How cells look.
#[derive(Debug)]
struct Looks {
    title: Format,
    strong: Format,
    faint: Format,
    heading: Format,
    heading_right: Format,
    text: Format,
    exact: Format,
    number: Format,
    share: Format,
    day: Format,
    instant: Format,
    /// A plain text over several columns, as instructions are.
    note: Format,
    /// A cell to fill in: a text, a day.
    blank: Format,
    blank_day: Format,
    signs: [(&'static str, Format); 4],
}

impl Looks {
    fn new() -> Self {
        let base = || Format::new().set_font_name("Calibri").set_font_size(10);
        let cell = || {
            let line = Color::RGB(0x00D5_DAE0);
            base().set_align(FormatAlign::Top).set_border_bottom(FormatBorder::Thin).set_border_bottom_color(line)
        };
        let sign = |ground: u32, ink: u32| {
            Format::new().set_background_color(Color::RGB(ground)).set_font_color(Color::RGB(ink))
        };
        let blank = || {
            let line = Color::RGB(0x00C9_B458);
            base()
                .set_background_color(Color::RGB(0x00FF_FAE5))
                .set_border(FormatBorder::Thin)
                .set_border_color(line)
                .set_align(FormatAlign::Top)
                .set_unlocked()
        };
        let heading = || {
            base()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(0x001F_4E6B))
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap()
        };
        Self {
            title: base().set_font_size(16).set_bold(),
            strong: base().set_font_size(12).set_bold(),
            faint: base().set_font_color(Color::RGB(0x005A_6470)),
            heading: heading(),
            heading_right: heading().set_align(FormatAlign::Right),
            text: cell().set_text_wrap(),
            exact: cell().set_font_size(8),
            number: cell().set_num_format("#,##0"),
            share: cell().set_num_format("0.0%"),
            day: cell().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            instant: cell().set_num_format("yyyy-mm-dd hh:mm").set_align(FormatAlign::Left),
            note: base().set_align(FormatAlign::Top).set_text_wrap(),
            blank: blank().set_text_wrap().set_num_format("@"),
            blank_day: blank().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            signs: [
                ("✗", sign(0x00FC_E4E4, 0x009C_0F16)),
                ("!", sign(0x00FF_F1CC, 0x007A_5500)),
                ("?", sign(0x00E3_EEF8, 0x001F_4E6B)),
                ("✓", sign(0x00E3_F3E6, 0x001C_632D)),
            ],
        }
    }
}

/// A workbook on its way.
pub(in crate::report) struct Book {
    workbook: Workbook,
    looks: Looks,
    footer: String,
    /// How many rows a sheet holds: [`ROWS`], except in tests.
    rows: u32,
}

impl Book {
    /// An empty workbook of a run, whose document is called so.
    ///
    /// # Errors
    /// None that is known; the library's.
    pub(in crate::report) fn new(run: &Run, words: &Words, title: &'static str) -> Result<Self, Trouble> {
        let titles: Vec<String> = run.policies.iter().map(|policy| words.both(&policy.title)).collect();
        let about = words.join(&titles);
        let day = run.as_of.date_naive();
        let title = words.say(&Message::new(title).with("about", &*about).with("date", day));
        let made = run.as_of.naive_local();
        let properties = DocProperties::new()
            .set_title(&*title)
            .set_subject(&*about)
            .set_author(format!("riktlinje {}", escape(&run.tool)))
            .set_creation_datetime(&instant(made.date(), made.time())?);
        let mut workbook = Workbook::new();
        workbook.set_properties(&properties);
        let left = title.replace('&', "&&");
        let pages = words.say(&Message::new("workbook-page").with("page", "&P").with("pages", "&N"));
        // The library takes 255 characters of a footer.
        let left: String = left.chars().take(180).collect();
        Ok(Self { workbook, looks: Looks::new(), footer: format!("&L&8 {left}&C&8 &A&R&8 {pages}"), rows: ROWS })
    }

    /// A new sheet, A4 lying, with a footer.
    ///
    /// # Errors
    /// When the library refuses the name.
    pub(in crate::report) fn sheet(&mut self, name: &str) -> Result<Sheet<'_>, Trouble> {
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(name)?;
        sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.3).set_footer(&*self.footer);
        sheet.set_screen_gridlines(false);
        Ok(Sheet { sheet, looks: &self.looks, rows: self.rows })
    }

    /// Writes the workbook.
    ///
    /// # Errors
    /// What the output says.
    pub(in crate::report) fn save(mut self, out: &mut dyn io::Write) -> Result<(), Trouble> {
        Ok(out.write_all(&self.workbook.save_to_buffer()?)?)
    }
}

/// A sheet of the workbook.
pub(in crate::report) struct Sheet<'b> {
    pub(super) sheet: &'b mut Worksheet,
    looks: &'b Looks,
    rows: u32,
}

impl Sheet<'_> {
    /// Writes a cell in the look of its kind.
    ///
    /// # Errors
    /// The library's.
    pub(in crate::report) fn put(&mut self, (row, column): (u32, u16), cell: &Cell) -> Result<(), Trouble> {
        let looks = self.looks;
        match cell {
            Cell::Nothing => self.sheet.write_blank(row, column, &looks.text)?,
            Cell::Blank => self.sheet.write_blank(row, column, &looks.blank)?,
            Cell::BlankDay => self.sheet.write_blank(row, column, &looks.blank_day)?,
            Cell::Text(text) => self.sheet.write_string_with_format(row, column, plain(text), &looks.text)?,
            Cell::Exact(text) => self.sheet.write_string_with_format(row, column, plain(text), &looks.exact)?,
            #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
            Cell::Number(number) => self.sheet.write_number_with_format(row, column, *number as f64, &looks.number)?,
            Cell::Share(share) => self.sheet.write_number_with_format(row, column, *share, &looks.share)?,
            Cell::Day(day) => match instant(*day, chrono::NaiveTime::MIN) {
                Ok(day) => self.sheet.write_datetime_with_format(row, column, &day, &looks.day)?,
                // A spreadsheet knows no day before 1900.
                Err(_) => self.sheet.write_string_with_format(row, column, day.to_string(), &looks.text)?,
            },
            Cell::Instant(at) => match instant(at.date_naive(), at.time()) {
                Ok(at) => self.sheet.write_datetime_with_format(row, column, &at, &looks.instant)?,
                Err(_) => self.sheet.write_string_with_format(row, column, at.to_rfc3339(), &looks.text)?,
            },
        };
        Ok(())
    }

    /// Writes a text in a look of its own.
    ///
    /// # Errors
    /// The library's.
    pub(in crate::report) fn say(&mut self, (row, column): (u32, u16), text: &str, look: Look) -> Result<(), Trouble> {
        let look = match look {
            Look::Title => &self.looks.title,
            Look::Strong => &self.looks.strong,
            Look::Faint => &self.looks.faint,
        };
        self.sheet.write_string_with_format(row, column, plain(text), look)?;
        Ok(())
    }

    /// Writes a sentence across several columns.
    ///
    /// # Errors
    /// The library's.
    pub(in crate::report) fn across(
        &mut self,
        row: u32,
        columns: std::ops::RangeInclusive<u16>,
        text: &str,
    ) -> Result<(), Trouble> {
        self.sheet.merge_range(row, *columns.start(), row, *columns.end(), &plain(text), &self.looks.note)?;
        Ok(())
    }

    /// Makes a row as high as so many lines.
    ///
    /// # Errors
    /// The library's.
    pub(in crate::report) fn height(&mut self, row: u32, lines: u32) -> Result<(), Trouble> {
        self.sheet.set_row_height(row, (f64::from(lines) * LINE + 2.0).min(HIGHEST))?;
        Ok(())
    }

    /// Writes a row of headings.
    ///
    /// # Errors
    /// The library's.
    pub(in crate::report) fn headings(&mut self, row: u32, columns: &[Column]) -> Result<(), Trouble> {
        let looks = self.looks;
        let needed = columns.iter().map(|column| lines(&column.heading, column.width)).max().unwrap_or(1);
        self.sheet.set_row_height(row, f64::from(needed) * LINE + 6.0)?;
        for (at, column) in (0..).zip(columns) {
            let look = if column.figures { &looks.heading_right } else { &looks.heading };
            self.sheet.write_string_with_format(row, at, plain(&column.heading), look)?;
        }
        Ok(())
    }

    /// Sets the widths of columns.
    ///
    /// # Errors
    /// The library's.
    pub(in crate::report) fn widths(&mut self, widths: impl IntoIterator<Item = f64>) -> Result<(), Trouble> {
        for (at, width) in (0..).zip(widths) {
            self.sheet.set_column_width(at, width)?;
        }
        Ok(())
    }

    /// Gives cells that begin with a sign its colour.
    ///
    /// # Errors
    /// The library's.
    pub(in crate::report) fn colour(&mut self, (first, last): (u32, u32), column: u16) -> Result<(), Trouble> {
        for (sign, look) in &self.looks.signs {
            let rule = ConditionalFormatTextRule::BeginsWith((*sign).to_owned());
            let format = ConditionalFormatText::new().set_rule(rule).set_format(look);
            self.sheet.add_conditional_format(first, column, last, column, &format)?;
        }
        Ok(())
    }

    /// Writes a row, as high as its texts need in columns of these widths: not every spreadsheet works that out by itself.
    ///
    /// # Errors
    /// The library's.
    pub(in crate::report) fn row(
        &mut self,
        row: u32,
        cells: &[Cell],
        widths: impl IntoIterator<Item = f64>,
    ) -> Result<(), Trouble> {
        let mut needed = 1;
        for ((at, cell), width) in (0..).zip(cells).zip(widths) {
            self.put((row, at), cell)?;
            if let Cell::Text(text) = cell {
                needed = needed.max(lines(text, width));
            }
        }
        if needed > 1 {
            self.height(row, needed)?;
        }
        Ok(())
    }

    /// A table from a row on. Its headings stay in sight and are printed on each page, its columns can be filtered. Where the
    /// sheet ends before the rows do, its last row says how many there was no room for.
    ///
    /// # Errors
    /// The library's.
    pub(in crate::report) fn table(
        &mut self,
        (top, columns): (u32, &[Column]),
        rows: impl IntoIterator<Item = Vec<Cell>>,
        words: &Words,
    ) -> Result<u32, Trouble> {
        self.widths(columns.iter().map(|column| column.width))?;
        self.headings(top, columns)?;
        self.sheet.set_freeze_panes(top + 1, 0)?.set_repeat_rows(top, top)?;
        let last_column = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let mut row = top;
        let mut rows = rows.into_iter();
        for cells in rows.by_ref().take(usize::try_from(self.rows - top - 1).unwrap_or(usize::MAX)) {
            row += 1;
            self.row(row, &cells, columns.iter().map(|column| column.width))?;
        }
        let left = u64::try_from(rows.count()).unwrap_or(u64::MAX);
        if left > 0 {
            // The last row gives way to the words.
            for column in 1..=last_column {
                self.put((row, column), &Cell::Nothing)?;
            }
            self.say((row, 0), &words.count("workbook-left-out", left + 1), Look::Strong)?;
        }
        let printed = u16::try_from(columns.iter().filter(|column| !column.aside).count()).unwrap_or(u16::MAX);
        self.sheet.set_print_area(0, 0, row, printed.saturating_sub(1))?;
        if row > top {
            self.sheet.autofilter(top, 0, row, last_column)?;
            for (at, _) in (0..).zip(columns).filter(|(_, column)| column.signed) {
                self.colour((top + 1, row), at)?;
            }
        }
        Ok(row)
    }
}

/// How many lines a text takes in a column of this width: words are not cut, so that lines are seldom full.
pub(in crate::report) fn lines(text: &str, width: f64) -> u32 {
    let room = (width - 1.0).max(1.0);
    let of = |line: &str| {
        let characters = u32::try_from(line.chars().count()).unwrap_or(u32::MAX);
        (f64::from(characters) / room).ceil().max(1.0)
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a text has few lines, and at least one"
    )]
    let lines = text.split('\n').map(of).sum::<f64>() as u32;
    lines
}

pub(super) fn instant(day: NaiveDate, time: chrono::NaiveTime) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or(0);
    let (month, of_month) = (u8::try_from(day.month()).unwrap_or(0), u8::try_from(day.day()).unwrap_or(0));
    let (hour, minute) = (u16::try_from(time.hour()).unwrap_or(0), u8::try_from(time.minute()).unwrap_or(0));
    ExcelDateTime::from_ymd(year, month, of_month)?.and_hms(hour, minute, time.second())
}

/// A text as a cell can hold it: harmless, without what XML has no form for, and not longer than a spreadsheet takes.
fn plain(text: &str) -> Cow<'_, str> {
    let mut shown = escape(text);
    if shown.contains(['\u{fffe}', '\u{ffff}']) {
        shown = Cow::Owned(shown.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}"));
    }
    // In bytes a text is never shorter than in units of UTF-16.
    if shown.len() > CHARACTERS && shown.encode_utf16().count() > CHARACTERS {
        let mut taken = 0;
        let kept = shown.chars().take_while(|character| {
            taken += character.len_utf16();
            taken < CHARACTERS
        });
        shown = Cow::Owned(kept.collect::<String>() + "…");
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{CHARACTERS, plain};

    #[test]
    fn a_text_fits_its_cell_and_acts_on_nothing() {
        assert_eq!(plain("=cmd|' /C calc'!A0"), "=cmd|' /C calc'!A0");
        assert_eq!(plain("a\u{1b}[31m\u{202e}\u{ffff}"), "a\\u{1b}[31m\\u{202e}\u{fffd}");
        let long = plain(&"å😀".repeat(20_000)).into_owned();
        assert!(long.encode_utf16().count() <= CHARACTERS && long.ends_with('…'), "{}", long.encode_utf16().count());
    }
}

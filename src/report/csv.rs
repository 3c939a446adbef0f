//! Tables for spreadsheets, as Swedish ones open them: `;` between cells, a byte-order mark, CRLF. No cell is taken for a
//! formula.

use std::borrow::Cow;
use std::io;

use super::escape::escape;

/// What makes a spreadsheet take a cell for a formula. Tab and carriage return are among them, but `escape` shows those.
const FORMULA: [char; 4] = ['=', '+', '-', '@'];

/// Writes a table, the headings first. The headings are our own words.
///
/// # Errors
/// What the output says.
pub fn write<R, C>(out: &mut dyn io::Write, headings: &[String], rows: impl IntoIterator<Item = R>) -> io::Result<()>
where
    R: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer =
        csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).flexible(true).from_writer(out);
    writer.write_record(headings)?;
    for row in rows {
        for cell in row {
            writer.write_field(&*safe(cell.as_ref()))?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

/// The cell as a text that nothing acts on: a spreadsheet shows the apostrophe in front of a formula's sign as nothing.
fn safe(cell: &str) -> Cow<'_, str> {
    let shown = escape(cell);
    if shown.trim_start().starts_with(FORMULA) { Cow::Owned(format!("'{shown}")) } else { shown }
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn a_spreadsheet_reads_it_and_calculates_nothing() {
        let mut out = Vec::new();
        let rows = [["a;b", "=1+1"], ["+46 36", " @x"], ["säg \"hej\"", "1\u{1b}2"]];
        write(&mut out, &["Namn".into(), "Telefon".into()], rows).expect("memory takes every byte");
        let text = String::from_utf8(out).expect("it is UTF-8");
        assert_eq!(text, "\u{feff}Namn;Telefon\r\n\"a;b\";'=1+1\r\n'+46 36;' @x\r\n\"säg \"\"hej\"\"\";1\\u{1b}2\r\n");
    }
}

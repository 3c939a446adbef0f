//! Cells that people fill in: drop-downs, days within limits, and the rest of the sheet kept as it is.

use chrono::NaiveDate;
use rust_xlsxwriter::{DataValidation, DataValidationRule, ProtectionOptions};

use super::book::{Sheet, Trouble, instant};

/// The rows of a form on a sheet.
pub(in crate::report) struct Form<'s, 'b> {
    sheet: &'s mut Sheet<'b>,
    rows: (u32, u32),
}

impl<'s, 'b> Form<'s, 'b> {
    /// A form in these rows, the first and the last; there may be none.
    pub(in crate::report) fn new(sheet: &'s mut Sheet<'b>, rows: (u32, u32)) -> Self {
        Self { sheet, rows }
    }

    /// In each row of a column one word can be chosen: the row's own, of which there may be few different ones.
    ///
    /// # Errors
    /// The library's.
    pub(in crate::report) fn choose(&mut self, column: u16, words: &[String], about: &str) -> Result<(), Trouble> {
        let mut different: Vec<&String> = words.iter().collect();
        different.sort_unstable();
        different.dedup();
        for word in different {
            // Neighbours with the same word are one range.
            let mut ranges: Vec<(u32, u32)> = Vec::new();
            for (row, _) in (self.rows.0..=self.rows.1).zip(words).filter(|(_, own)| *own == word) {
                match ranges.last_mut() {
                    Some((_, last)) if *last + 1 == row => *last = row,
                    _ => ranges.push((row, row)),
                }
            }
            let validation = DataValidation::new()
                .allow_list_strings(&[word])?
                .ignore_blank(true)
                .set_error_message(cut(about))?
                .set_input_message(cut(about))?;
            // A validation of its own for each range: a list of ranges in one has no end that every spreadsheet takes.
            for (first, last) in ranges {
                self.sheet.sheet.add_data_validation(first, column, last, column, &validation)?;
            }
        }
        Ok(())
    }

    /// A column holds days within limits.
    ///
    /// # Errors
    /// The library's.
    pub(in crate::report) fn day(
        &mut self,
        column: u16,
        (first, last): (NaiveDate, NaiveDate),
        about: &str,
    ) -> Result<(), Trouble> {
        let midnight = chrono::NaiveTime::MIN;
        let limits = DataValidationRule::Between(instant(first, midnight)?, instant(last, midnight)?);
        let validation = DataValidation::new()
            .allow_date(limits)
            .ignore_blank(true)
            .set_error_message(cut(about))?
            .set_input_message(cut(about))?;
        if self.rows.0 <= self.rows.1 {
            self.sheet.sheet.add_data_validation(self.rows.0, column, self.rows.1, column, &validation)?;
        }
        Ok(())
    }

    /// Keeps every cell as it is but those to fill in. There is no password: it is to prevent mistakes.
    pub(in crate::report) fn protect(self) {
        let options = ProtectionOptions {
            format_columns: true,
            format_rows: true,
            sort: true,
            use_autofilter: true,
            insert_rows: true,
            ..ProtectionOptions::default()
        };
        self.sheet.sheet.protect_with_options(&options);
    }
}

/// A spreadsheet takes 255 characters of a message beside a cell.
fn cut(text: &str) -> String {
    text.chars().take(250).collect()
}

//! A list of units.

use std::io;

use chrono::NaiveDate;
use comfy_table::{Cell, Table, presets};
use serde::Serialize;
use unicode_width::UnicodeWidthStr as _;

use super::{kinds, kinds_in_words, state_in_words, state_key};
use crate::model::case_type::Vocabulary as _;
use crate::model::directory::{Directory, UnitIx};
use crate::report::alphabet::swedish;
use crate::report::csv;
use crate::report::escape::escape;
use crate::report::json::pretty;
use crate::report::sheet::{FAINT, Sheet, piece, plain, shortened};
use crate::report::words::Words;

const FORMAT: &str = "riktlinje/directory-units/v1";

/// The units that were selected.
#[derive(Clone, Copy, Debug)]
pub struct List<'a> {
    /// The directory.
    pub directory: &'a Directory,
    /// The units.
    pub units: &'a [UnitIx],
    /// The day on which they are current or not.
    pub today: NaiveDate,
}

impl List<'_> {
    /// For a person at a terminal: a line a unit.
    ///
    /// # Errors
    /// What the output says.
    pub fn table(&self, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
        let rows: Vec<[String; 4]> = self.by_name().into_iter().map(|ix| self.row(ix, words)).collect();
        if !rows.is_empty() {
            let widest = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
            let room = sheet.width().saturating_sub(widest(0).min(31) + widest(3).min(12) + 3 * 2 + 1);
            let (names, kinds) = (room * 3 / 5, room - room * 3 / 5);
            let mut table = Table::new();
            table.load_style(presets::NOTHING);
            let headings =
                ["directory-column-id", "directory-column-name", "directory-column-kind", "directory-column-state"];
            table.add_row(headings.map(|key| Cell::new(words.get(key))));
            for [id, name, kind, state] in rows {
                table.add_row([shortened(&id, 31), shortened(&name, names), shortened(&kind, kinds), state]);
            }
            for line in table.lines() {
                sheet.line(&[plain(line.trim_end())])?;
            }
            sheet.blank()?;
        }
        let count = words.count("directory-units", self.units.len() as u64);
        sheet.flow((0, 2), &[piece(FAINT, count)])
    }

    /// For people, in the order of the alphabet; units without a name come last.
    fn by_name(&self) -> Vec<UnitIx> {
        let alphabet = swedish();
        let key = |ix: UnitIx| {
            let mut key = Vec::new();
            let name = self.directory.get(ix).name.value().map_or("\u{10ffff}", |name| name);
            alphabet.write_sort_key_to(name, &mut key).expect("memory takes every byte");
            key
        };
        let mut units: Vec<(Vec<u8>, UnitIx)> = self.units.iter().map(|ix| (key(*ix), *ix)).collect();
        units.sort_unstable();
        units.into_iter().map(|(_, ix)| ix).collect()
    }

    fn row(&self, ix: UnitIx, words: &Words) -> [String; 4] {
        let unit = self.directory.get(ix);
        let id = unit.hsa_id.map_or_else(|| words.get("directory-no-id"), |id| id.to_string());
        let name = unit.name.value().map(|name| escape(name).into_owned()).unwrap_or_default();
        let kind = kinds_in_words(words, self.directory, ix).join(", ");
        [id, name, kind, state_in_words(words, self.directory, ix, self.today)]
    }

    /// For a spreadsheet: the unit, its place and its dates.
    ///
    /// # Errors
    /// What the output says.
    pub fn csv(&self, words: &Words, out: &mut dyn io::Write) -> io::Result<()> {
        let headings = [
            "directory-column-id",
            "directory-column-name",
            "directory-column-kind",
            "directory-column-state",
            "directory-column-county",
            "directory-column-above",
            "directory-column-above-name",
            "directory-column-starts",
            "directory-column-ends",
            "directory-column-dn",
        ];
        let rows = self.by_name().into_iter().map(|ix| {
            let unit = self.directory.get(ix);
            let [id, name, kind, state] = self.row(ix, words);
            let above = self.directory.parent(ix).map(|above| self.directory.get(above));
            let text = |field: Option<&str>| field.unwrap_or_default().to_owned();
            [
                if unit.hsa_id.is_some() { id } else { String::new() },
                name,
                kind,
                state,
                text(self.directory.county(ix)),
                above.as_ref().and_then(|above| above.hsa_id).map(ToString::to_string).unwrap_or_default(),
                text(above.as_ref().and_then(|above| above.name.value().map(|name| &**name))),
                unit.starts.value().map(ToString::to_string).unwrap_or_default(),
                unit.ends.value().map(ToString::to_string).unwrap_or_default(),
                text(unit.dn.map(|dn| dn.as_str())),
            ]
        });
        csv::write(out, &headings.map(|key| words.get(key)), rows)
    }

    /// For programs.
    #[must_use]
    pub fn json(&self) -> String {
        let mut units = self.units.to_vec();
        units.sort_by_key(|ix| (self.directory.get(*ix).hsa_id, *ix));
        let units = units.iter().map(|ix| {
            let unit = self.directory.get(*ix);
            WireUnit {
                hsa_id: unit.hsa_id.map(|id| id.as_str()),
                name: unit.name.value().map(|name| &**name),
                kinds: kinds(self.directory, *ix).into_iter().map(|kind| kind.key()).collect(),
                state: state_key(self.directory, *ix, self.today),
                county: self.directory.county(*ix),
                above: self
                    .directory
                    .parent(*ix)
                    .and_then(|above| self.directory.get(above).hsa_id)
                    .map(|id| id.as_str()),
                starts: unit.starts.value().copied(),
                ends: unit.ends.value().copied(),
                dn: unit.dn.map(|dn| dn.as_str()),
            }
        });
        let page = WireList { format: FORMAT, as_of: self.today, units: units.collect() };
        pretty(&page)
    }
}

#[derive(Serialize)]
struct WireList<'a> {
    format: &'static str,
    as_of: NaiveDate,
    units: Vec<WireUnit<'a>>,
}

#[derive(Serialize)]
struct WireUnit<'a> {
    hsa_id: Option<&'a str>,
    name: Option<&'a str>,
    kinds: Vec<&'static str>,
    state: Option<&'static str>,
    county: Option<&'a str>,
    above: Option<&'a str>,
    starts: Option<NaiveDate>,
    ends: Option<NaiveDate>,
    dn: Option<&'a str>,
}

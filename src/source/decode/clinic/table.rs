//! Clinics in tables, in two layouts: a row a clinic with a column for each case type, or a row for each clinic and case
//! type. A row becomes the wire form of a clinic, so that its values are understood as in any other format.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::convert::{Converter, Part};
use super::wire::{Area, CaseType, CaseTypeForm, CaseTypes, Clinic, Entry, List, Reply, Scalar, Service, Wire, Word};
use super::{ClinicDecoder, assemble};
use crate::model::clinic::{CaseTypeRecord, Conflict, UnitRecord};
use crate::model::field::Field;
use crate::model::hsa_id::HsaId;
use crate::model::place::{Place, RecordRef, Step};
use crate::model::source::SourceKind;
use crate::source::columns::{self, Resolved};
use crate::source::content::Content;
use crate::source::mapping::Mapping;
use crate::source::problems::Problems;
use crate::source::table::{self, Cell, Form, Row, Table};
use crate::source::{Context, Layout, Loaded, Sheet, Unusable};
use crate::text::Message;

/// Reads a table, or the sheets of a workbook.
///
/// # Errors
/// When none of its headings is that of an HSA-id, two headings mean the same, or it cannot be read at all.
pub(super) fn read(
    decoder: &ClinicDecoder,
    context: &Context<'_>,
    content: &Content<'_>,
) -> Result<Loaded<Box<UnitRecord>>, Unusable> {
    let kind = SourceKind::Exports;
    let case_type = |heading: &str| decoder.types.find(heading);
    let known = |heading: &str| columns::is_known(kind, heading, context.mapping) || case_type(heading).is_some();
    let source = table::Source::of(content)?;
    let mut parts = Vec::new();
    let (mut sheets, mut notes) = (Vec::new(), Vec::new());
    let (mut layout, mut fault, mut refused) = (Layout::Unknown, None, Vec::new());
    for mut table in source.tables(content.about.file, &content.limits, &known)? {
        let named = |heading: &str| case_type(heading).map(|ix| Box::from(format!("case type {}", ix.0)));
        let mut resolved = columns::resolve(&table, kind, context.mapping, &named)?;
        let by_type = resolved.column("type").is_some();
        if by_type && resolved.column("state").is_none() {
            // With a row for each case type, «Status» is the case type's.
            for (name, _) in resolved.fields.iter_mut().filter(|(name, _)| *name == "status") {
                *name = "state";
            }
        }
        match &table.form {
            Form::Delimited(delimiter) => {
                layout = Layout::Delimited { delimiter: *delimiter, columns: resolved.layout() };
            }
            Form::Sheet(name) => sheets.push(Sheet { name: name.clone(), columns: resolved.layout() }),
        }
        if let Err(missing) = columns::require(&resolved, &table, kind, &["hsa_id"]) {
            fault = fault.or(Some(missing));
            continue;
        }
        if let Err(other) = columns::refuse_other_than_export(&resolved, &table) {
            refused.push((table.heading_row, other));
            continue;
        }
        notes.append(&mut table.notes);
        notes.extend(resolved.notes());
        notes.push(Message::new(if by_type { "source-export-rows-of-types" } else { "source-export-rows-of-clinics" }));
        let says_nothing = columns::is_but_a_list(&resolved);
        let mut rows =
            Rows { converter: Converter::of_table(decoder), mapping: context.mapping, columns: resolved, by_type };
        rows.read(&mut table);
        rows.converter.problems().by_heading(&rows.columns);
        let mut part = rows.converter.take();
        part.left_out += table.left_out();
        if says_nothing && !part.units.is_empty() {
            part.problems.warning(
                Place::record(table.heading_row),
                Message::new("source-export-says-nothing"),
                Message::new("source-export-says-nothing-advice"),
            );
        }
        if by_type {
            part.units = grouped(std::mem::take(&mut part.units));
        }
        parts.push(part);
    }
    if notes.is_empty() && !refused.is_empty() {
        return Err(refused.swap_remove(0).1);
    }
    // Other sheets were read.
    let mut beside = Part::default();
    for (heading, Unusable { message, advice, .. }) in refused {
        beside.problems.warning(Place::record(heading), message, advice.expect("it tells how to give it"));
    }
    parts.push(beside);
    let mut loaded = assemble(parts, content.shape.name());
    loaded.layout = if sheets.is_empty() { layout } else { Layout::Workbook(sheets) };
    match fault {
        Some(fault) if notes.is_empty() => return Err(fault),
        // Another sheet was read; that this one was not is worth knowing.
        Some(fault) => notes.push(fault.message),
        None => {}
    }
    loaded.notes = notes;
    Ok(loaded)
}

struct Rows<'d> {
    converter: Converter<'d>,
    mapping: Option<&'d Mapping>,
    columns: Resolved,
    by_type: bool,
}

impl Rows<'_> {
    fn read(&mut self, table: &mut Table<'_>) {
        let mut problems = Problems::default();
        while let Some(row) = table.next_row(&mut problems) {
            match row.personal_number(&[]) {
                Some(column) => self.refuse(row.record, column),
                None => self.row(&row),
            }
        }
        self.converter.problems().absorb(problems);
    }

    /// Leaves out a row with a personal identity number in it.
    fn refuse(&mut self, record: RecordRef, column: u32) {
        let field = self.columns.fields.iter().find(|(_, at)| *at == column).map(|(name, _)| vec![Step::Field(name)]);
        let case_type = || {
            let named = self.columns.named.iter().find(|named| named.column == column)?;
            Some(vec![Step::Field("case_types"), Step::Named(named.written.clone())])
        };
        let route = field.or_else(case_type).unwrap_or_default();
        self.converter.refuse_personal_number(Place { record, route });
    }

    fn row(&mut self, row: &Row<'_>) {
        let mut clinic = Clinic::default();
        let mut case_type = CaseType::default();
        for (name, column) in self.columns.fields.clone() {
            let cell = self.scalar(row, name, column);
            let text = || match &cell.0 {
                Field::Value(text) => text.clone(),
                _ => Cow::Borrowed(""),
            };
            match name {
                "hsa_id" => clinic.hsa_id = cell,
                "name" => clinic.name = cell,
                "status" => clinic.status = cell,
                "unit_kind" => clinic.unit_kind = cell,
                "care_level" => clinic.care_level = cell,
                "agreement" => clinic.agreement = cell,
                "business_code" => clinic.business_code = cell,
                "municipality" => clinic.municipality = cell,
                "recommended" => clinic.recommended = cell,
                "prescribes_medicines" => clinic.prescribes_medicines = cell,
                "prescribes_aids" => clinic.prescribes_aids = cell,
                "offers_advice" => clinic.offers_advice = cell,
                "can_book_directly" => clinic.can_book_directly = cell,
                "other_information" => clinic.other_information = cell,
                "changed" => clinic.changed = cell,
                "service_area" => clinic.service_area = list::<Area<'_>>(cell),
                "services" => clinic.services = list::<Service<'_>>(cell),
                "time_types" => clinic.time_types = list::<Word<'_>>(cell),
                "reverse_flow_templates" => clinic.reverse_flow_templates = list::<Reply<'_>>(cell),
                "standard_replies" if self.by_type => case_type.standard_replies = list::<Reply<'_>>(cell),
                "standard_replies" => clinic.standard_replies = list::<Reply<'_>>(cell),
                "type" => case_type.kind_key = Scalar(Field::Value(text())),
                "state" => case_type.state = cell,
                "kind" => case_type.kind = cell,
                "origin" => case_type.origin = cell,
                "restricted" => case_type.restricted = cell,
                "description" => case_type.description = cell,
                "terms" => case_type.terms = cell,
                "answer_alternatives" => case_type.answer_alternatives = list::<Reply<'_>>(cell),
                "type_changed" => case_type.changed = cell,
                _ => {}
            }
        }
        clinic.case_types = CaseTypes(if self.by_type {
            Field::Value(CaseTypeForm::Row(Box::new(case_type)))
        } else if self.columns.named.is_empty() {
            Field::NotExported
        } else {
            let entries = self.columns.named.clone();
            let entries = entries.into_iter().map(|named| {
                let state = self.scalar(row, "state", named.column);
                // The column is there, so an empty cell says that the clinic does not have the case type.
                let state =
                    if state.0 == Field::Absent { Scalar(Field::Value(Cow::Borrowed("not_assigned"))) } else { state };
                let name = Scalar(Field::Value(Cow::Owned(named.meaning.into_string())));
                let entry = Entry::Object(Box::new(CaseType { state, name, ..CaseType::default() }));
                (Cow::Owned(named.written.into_string()), entry)
            });
            Field::Value(CaseTypeForm::Map { entries: entries.collect(), repeated: Vec::new() })
        });
        self.converter.clinic(&clinic, row.record, b"");
    }

    /// What stands in a cell, as the mapping file translates it.
    fn scalar<'r>(&mut self, row: &Row<'r>, field: &'static str, column: u32) -> Scalar<'r> {
        match row.cell(column) {
            Cell::Empty => Scalar(Field::Absent),
            Cell::Text(text) => match self.mapping.and_then(|mapping| mapping.value(field, text)) {
                Some(meaning) => Scalar(Field::Value(Cow::Owned(meaning.to_owned()))),
                None => Scalar(Field::Value(Cow::Borrowed(text))),
            },
            Cell::Unreadable(shown) => {
                self.converter.problems().warning(
                    Place::field(row.record, field),
                    Message::new("source-export-cell-error").with("field", field).with("found", shown),
                    Message::new("source-export-cell-error-advice"),
                );
                Scalar(Field::Unreadable)
            }
        }
    }
}

/// A list that stands in one cell.
fn list<'r, T: Wire<'r>>(cell: Scalar<'r>) -> List<T> {
    List(match cell.0 {
        Field::Value(text) => T::list_from_text(text).map_or(Field::Unreadable, Field::Value),
        Field::NotExported => Field::NotExported,
        Field::Absent => Field::Absent,
        Field::Unreadable | Field::Conflicting => Field::Unreadable,
    })
}

/// The rows of each clinic together, in the order of their first rows.
fn grouped(rows: Vec<Box<UnitRecord>>) -> Vec<Box<UnitRecord>> {
    let mut at: HashMap<HsaId, usize> = HashMap::new();
    let mut units: Vec<Box<UnitRecord>> = Vec::new();
    for row in rows {
        match at.get(&row.hsa_id) {
            Some(&at) => add_row(&mut units[at], *row),
            None => {
                at.insert(row.hsa_id.clone(), units.len());
                units.push(row);
            }
        }
    }
    units
}

/// Adds another row of the same clinic. Cells of the clinic's own fields are equal, or empty, or in conflict.
fn add_row(unit: &mut UnitRecord, row: UnitRecord) {
    let record = row.records[0];
    let first = unit.records[0];
    let conflicts = &mut unit.conflicts;
    macro_rules! merge {
        ($($field:ident).+, $route:literal) => {{
            let (one, other) = (std::mem::take(&mut unit.$($field).+), row.$($field).+);
            unit.$($field).+ = merged(one, other, || disagree(conflicts, $route, [first, record]));
        }};
    }
    merge!(name, "name");
    merge!(status, "status");
    merge!(unit_kind, "unit_kind");
    merge!(care_level, "care_level");
    merge!(agreement, "agreement");
    merge!(business_code, "business_code");
    merge!(municipality, "municipality");
    merge!(service_area, "service_area");
    merge!(recommended, "recommended");
    merge!(declared.prescribes_medicines, "prescribes_medicines");
    merge!(declared.prescribes_aids, "prescribes_aids");
    merge!(declared.offers_advice, "offers_advice");
    merge!(declared.can_book_directly, "can_book_directly");
    merge!(declared.services, "services");
    merge!(reverse_flow_templates, "reverse_flow_templates");
    merge!(other_information, "other_information");
    merge!(time_types, "time_types");
    merge!(changed, "changed");
    match (&mut unit.case_types, row.case_types) {
        (Field::Value(types), Field::Value(more)) => {
            let before = unit.records.len();
            Arc::make_mut(types).extend(more.iter().map(|one: &CaseTypeRecord| one.clone().after(before)));
        }
        (types, _) => *types = Field::Unreadable,
    }
    unit.records.push(record);
}

fn merged<T: PartialEq>(one: Field<T>, other: Field<T>, disagree: impl FnOnce()) -> Field<T> {
    match (one, other) {
        // An empty cell repeats what another row says.
        (Field::Absent, other) if other.is_exported() => other,
        (one, Field::Absent) if one.is_exported() => one,
        (Field::Conflicting, Field::Value(_)) => {
            disagree();
            Field::Conflicting
        }
        (one @ Field::Value(_), other @ Field::Value(_)) => {
            let merged = one.merge(other);
            if merged == Field::Conflicting {
                disagree();
            }
            merged
        }
        (one, other) => one.merge(other),
    }
}

/// Remembers that a record says another thing than the first.
fn disagree(conflicts: &mut Vec<Conflict>, route: &'static str, [first, other]: [RecordRef; 2]) {
    let place = |record| Place::field(record, route);
    match conflicts.iter_mut().find(|conflict| &*conflict.route == route) {
        Some(conflict) => conflict.places.push(place(other)),
        None => conflicts.push(Conflict { route: route.into(), places: vec![place(first), place(other)] }),
    }
}

//! The values of a contact card, read in the same way whatever file they come from: what cannot be read is told as a flaw
//! of the directory's own data, an element of a list that cannot be read is left out of it, and the rest is kept.

use chrono::NaiveDate;

use crate::model::directory::coordinates::CoordinatesError;
use crate::model::directory::hours::HoursError;
use crate::model::directory::{
    Address, ContactCard, Coordinates, DirectoryRecord, Flaw, FlawKind, Grid, Interval, Temporary, codes, dates,
    identity, links, phone,
};
use crate::model::field::Field;
use crate::model::hsa_id::{HsaId, HsaIdError, trim};
use crate::model::personal_number;
use crate::model::place::RecordRef;

/// The most characters that a name has on a contact card.
const NAME: usize = 64;
/// The most characters that are read of a text. Nothing that belongs on a contact card is longer.
const TEXT: usize = 4_000;
/// How far apart, in metres, two statements of where a unit is may be.
const APART: f64 = 500.0;

/// Reads the values of one record, and keeps what is wrong with them.
#[derive(Debug)]
pub(super) struct Values<'f> {
    record: RecordRef,
    flaws: &'f mut Vec<Flaw>,
    /// Where this record's flaws begin.
    first: usize,
}

impl<'f> Values<'f> {
    /// For a record.
    pub(super) fn of(record: RecordRef, flaws: &'f mut Vec<Flaw>) -> Self {
        let first = flaws.len();
        Self { record, flaws, first }
    }

    /// Tells a flaw, once for each field.
    pub(super) fn flaw(&mut self, kind: FlawKind, field: &'static str) {
        let flaw = Flaw { kind, record: self.record, field: Some(field) };
        if !self.flaws[self.first..].contains(&flaw) {
            self.flaws.push(flaw);
        }
    }

    /// A text as it stands.
    pub(super) fn text(&mut self, name: &'static str, field: Field<&str>) -> Field<Box<str>> {
        self.read(name, field, |text| Ok(text.into()))
    }

    /// The name that people know the unit by.
    pub(super) fn name(&mut self, name: &'static str, field: Field<&str>) -> Field<Box<str>> {
        let field = self.text(name, field);
        if field.value().is_some_and(|text| text.chars().count() > NAME) {
            self.flaw(FlawKind::NameTooLong, name);
        }
        field
    }

    /// The identity of the record itself.
    pub(super) fn identity(&mut self, field: Field<&str>) -> Option<HsaId> {
        let written = field.value().copied().unwrap_or_default();
        identity::hsa_id(written, &mut |kind| self.flaw(kind, "hsa_id"))
    }

    /// The identity of somebody or something else.
    pub(super) fn id(&mut self, name: &'static str, field: Field<&str>) -> Field<HsaId> {
        self.read(name, field, |text| HsaId::parse(text).map_err(id_flaw))
    }

    /// The identities of others.
    pub(super) fn ids(&mut self, name: &'static str, field: Field<Vec<&str>>) -> Field<Vec<HsaId>> {
        self.each(name, field, |text| HsaId::parse(text).map_err(id_flaw))
    }

    /// A day.
    pub(super) fn date(&mut self, name: &'static str, field: Field<&str>) -> Field<NaiveDate> {
        self.read(name, field, |text| dates::day_of(text).ok_or(FlawKind::DateForm))
    }

    /// A telephone number, as written.
    pub(super) fn phone(&mut self, name: &'static str, field: Field<&str>) -> Field<Box<str>> {
        self.convert(name, field, phone_number)
    }

    /// Telephone numbers, as written.
    pub(super) fn phones(&mut self, name: &'static str, field: Field<Vec<&str>>) -> Field<Vec<Box<str>>> {
        self.convert_each(name, field, phone_number)
    }

    /// Hours, in the directory's own form.
    pub(super) fn hours(&mut self, name: &'static str, field: Field<Vec<&str>>) -> Field<Vec<Interval>> {
        let read = |text: &str| Interval::parse(text).map_err(hours_flaw);
        self.each(name, field, read)
    }

    /// A code.
    pub(super) fn code(&mut self, name: &'static str, kind: codes::Code, field: Field<&str>) -> Field<Box<str>> {
        self.read(name, field, |text| kind.read(text).ok_or(FlawKind::CodeForm))
    }

    /// Codes.
    pub(super) fn codes(
        &mut self,
        name: &'static str,
        kind: codes::Code,
        field: Field<Vec<&str>>,
    ) -> Field<Vec<Box<str>>> {
        self.each(name, field, |text| kind.read(text).ok_or(FlawKind::CodeForm))
    }

    /// A mail address.
    pub(super) fn mail(&mut self, name: &'static str, field: Field<&str>) -> Field<Box<str>> {
        self.read(name, field, |text| if links::is_mail(text) { Ok(text.into()) } else { Err(FlawKind::MailForm) })
    }

    /// A link.
    pub(super) fn link(&mut self, name: &'static str, field: Field<&str>) -> Field<Box<str>> {
        self.read(name, field, |text| links::link(text).map(Into::into).ok_or(FlawKind::LinkForm))
    }

    /// Coordinates in one text.
    pub(super) fn coordinates(&mut self, name: &'static str, grid: Grid, field: Field<&str>) -> Field<Coordinates> {
        self.convert(name, field, |text| Coordinates::parse(text, grid).map_err(coordinates_flaw))
    }

    /// Coordinates in two texts, north and east.
    pub(super) fn north_and_east(
        &mut self,
        name: &'static str,
        grid: Grid,
        (north, east): (Field<&str>, Field<&str>),
    ) -> Field<Coordinates> {
        let read = match (north, east) {
            (Field::Value(north), Field::Value(east)) => Coordinates::of(north, east, grid).map_err(coordinates_flaw),
            (Field::Value(_) | Field::Unreadable, _) | (_, Field::Value(_) | Field::Unreadable) => {
                Err(FlawKind::CoordinatesForm)
            }
            (Field::Absent, _) | (_, Field::Absent) => return Field::Absent,
            _ => return Field::NotExported,
        };
        self.settled(name, read)
    }

    /// A visiting address.
    pub(super) fn visiting(&mut self, name: &'static str, field: Field<Address>) -> Field<Address> {
        self.address(name, field, Address::can_be_visited)
    }

    /// A postal address.
    pub(super) fn postal(&mut self, name: &'static str, field: Field<Address>) -> Field<Address> {
        self.address(name, field, Address::can_be_written_to)
    }

    fn address(
        &mut self,
        name: &'static str,
        field: Field<Address>,
        is_enough: fn(&Address) -> bool,
    ) -> Field<Address> {
        if let Field::Value(address) = &field {
            if address.lines.iter().any(|line| personal_number::find(line).is_some()) {
                self.flaw(FlawKind::PersonalNumber, name);
                return Field::Unreadable;
            }
            if !is_enough(address) {
                self.flaw(FlawKind::AddressForm, name);
            }
        }
        field
    }

    /// Temporary information, each with its dates in it.
    pub(super) fn temporary(&mut self, name: &'static str, field: Field<Vec<&str>>) -> Field<Vec<Temporary>> {
        let read = self.convert_each(name, field, |text| Temporary::parse(text).map_err(|_| FlawKind::DateForm));
        self.told_of(name, read)
    }

    /// Temporary information, once its dates are known: tells those that never end.
    pub(super) fn told_of(&mut self, name: &'static str, field: Field<Vec<Temporary>>) -> Field<Vec<Temporary>> {
        for information in field.value().into_iter().flatten() {
            if information.until.is_none() {
                self.flaw(FlawKind::TemporaryWithoutEnd, name);
            }
            if information.is_reversed() {
                self.flaw(FlawKind::DatesReversed, name);
            }
        }
        field
    }

    /// What the values of a record say of each other.
    pub(super) fn finish(&mut self, record: &DirectoryRecord) {
        // A table of addresses need not have names: they are known from elsewhere.
        if record.name == Field::Absent {
            self.flaw(FlawKind::NoName, "name");
        }
        if let (Some(starts), Some(ends)) = (record.starts.value(), record.ends.value())
            && ends < starts
        {
            self.flaw(FlawKind::DatesReversed, "ends");
        }
        let Some(card) = &record.card else { return };
        if let (Some(rt90), Some(sweref99)) = (card.rt90.value(), card.sweref99.value())
            && Coordinates::distance(*rt90, *sweref99) > APART
        {
            self.flaw(FlawKind::CoordinatesDiffer, "sweref99");
        }
    }

    /// Free text and what is read of it: too much of it, or a personal identity number in it, is not read at all.
    fn read<T>(
        &mut self,
        name: &'static str,
        field: Field<&str>,
        read: impl Fn(&str) -> Result<T, FlawKind>,
    ) -> Field<T> {
        self.convert(name, field, |text| read(harmless(text)?))
    }

    fn each<T>(
        &mut self,
        name: &'static str,
        field: Field<Vec<&str>>,
        read: impl Fn(&str) -> Result<T, FlawKind>,
    ) -> Field<Vec<T>> {
        self.convert_each(name, field, |text| read(harmless(text)?))
    }

    fn convert<T>(
        &mut self,
        name: &'static str,
        field: Field<&str>,
        read: impl Fn(&str) -> Result<T, FlawKind>,
    ) -> Field<T> {
        match field.map(trim) {
            Field::Value("") => Field::Absent,
            Field::Value(text) => self.settled(name, read(text)),
            other => lacking(&other),
        }
    }

    fn convert_each<T>(
        &mut self,
        name: &'static str,
        field: Field<Vec<&str>>,
        read: impl Fn(&str) -> Result<T, FlawKind>,
    ) -> Field<Vec<T>> {
        let Field::Value(texts) = field else { return lacking(&field) };
        let texts: Vec<&str> = texts.into_iter().map(trim).filter(|text| !text.is_empty()).collect();
        if texts.is_empty() {
            return Field::Absent;
        }
        let mut values = Vec::with_capacity(texts.len());
        for text in texts {
            match read(text) {
                Ok(value) => values.push(value),
                Err(kind) => self.flaw(kind, name),
            }
        }
        if values.is_empty() { Field::Unreadable } else { Field::Value(values) }
    }

    /// The values of a list of which each has been read. Without any, nothing is said of the list.
    pub(super) fn settled_each<T>(
        &mut self,
        name: &'static str,
        read: impl Iterator<Item = Result<T, FlawKind>>,
    ) -> Field<Vec<T>> {
        let (mut values, mut is_any) = (Vec::new(), false);
        for value in read {
            is_any = true;
            match value {
                Ok(value) => values.push(value),
                Err(kind) => self.flaw(kind, name),
            }
        }
        match (is_any, values.is_empty()) {
            (false, _) => Field::NotExported,
            (true, true) => Field::Unreadable,
            (true, false) => Field::Value(values),
        }
    }

    /// The value, or the flaw of it.
    pub(super) fn settled<T>(&mut self, name: &'static str, read: Result<T, FlawKind>) -> Field<T> {
        match read {
            Ok(value) => Field::Value(value),
            Err(kind) => {
                self.flaw(kind, name);
                Field::Unreadable
            }
        }
    }
}

/// A text of a length that can be right, without a personal identity number.
fn harmless(text: &str) -> Result<&str, FlawKind> {
    if personal_number::find(text).is_some() {
        return Err(FlawKind::PersonalNumber);
    }
    if text.len() > TEXT {
        return Err(FlawKind::TextTooLong);
    }
    Ok(text)
}

fn phone_number(text: &str) -> Result<Box<str>, FlawKind> {
    phone::normal(text).map(|_| text.into()).ok_or(FlawKind::PhoneForm)
}

fn id_flaw(error: HsaIdError) -> FlawKind {
    match error {
        HsaIdError::PersonalNumber => FlawKind::PersonalNumber,
        HsaIdError::TooLong => FlawKind::HsaIdTooLong,
        HsaIdError::Empty | HsaIdError::Character { .. } => FlawKind::HsaIdForm,
    }
}

/// The flaw of hours that are none.
pub(super) fn hours_flaw(error: HoursError) -> FlawKind {
    match error {
        HoursError::Form => FlawKind::HoursForm,
        HoursError::Reversed => FlawKind::HoursReversed,
    }
}

fn coordinates_flaw(error: CoordinatesError) -> FlawKind {
    match error {
        CoordinatesError::Form => FlawKind::CoordinatesForm,
        CoordinatesError::Outside => FlawKind::CoordinatesOutside,
        CoordinatesError::Swapped => FlawKind::CoordinatesSwapped,
    }
}

/// The same lack of a value, of another type.
pub(super) fn lacking<T, U>(field: &Field<T>) -> Field<U> {
    match field {
        Field::NotExported => Field::NotExported,
        Field::Absent => Field::Absent,
        Field::Conflicting => Field::Conflicting,
        Field::Unreadable | Field::Value(_) => Field::Unreadable,
    }
}

/// Tells apart what a file never says from what it says of others and not of this record: a field that the file carries, and
/// this record has not, is absent.
pub(super) fn settle(record: &mut DirectoryRecord, carries: &dyn Fn(&str) -> bool) {
    fn absent<T>(field: &mut Field<T>, is_carried: bool) {
        if is_carried && !field.is_exported() {
            *field = Field::Absent;
        }
    }
    macro_rules! each {
        ($($name:ident),+ $(,)?) => {
            if let Some(card) = record.card.as_deref_mut() {
                // Without `..`, so that a new field cannot be forgotten.
                let ContactCard { $($name),+ } = card;
                $(absent($name, carries(stringify!($name)));)+
            }
        };
    }
    each!(
        visiting_address,
        postal_address,
        phones,
        switchboard,
        text_phones,
        faxes,
        mail,
        hours,
        phone_hours,
        drop_in_hours,
        visiting_hours,
        rt90,
        sweref99,
        county,
        municipality,
        business_codes,
        care_types,
        unit_types,
        management,
        destinations,
        page_1177,
        web_page,
        temporary,
        manager,
        functions,
        modified,
    );
    absent(&mut record.starts, carries("starts"));
    absent(&mut record.ends, carries("ends"));
    absent(&mut record.name, carries("name"));
    absent(&mut record.public_name, carries("public_name"));
}

//! The wire form of a clinic, as JSON and YAML carry it: borrowed, lenient, not yet understood.
//!
//! Nothing here fails because of one value: a value of the wrong shape becomes [`Field::Unreadable`] and its
//! neighbours are read. Unknown and repeated keys are remembered, not judged; `convert` does that.

mod schema;
mod shape;

use std::borrow::Cow;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{IgnoredAny, MapAccess};

use crate::model::case_type::{CaseTypeKind, CaseTypeState, Origin};
use crate::model::clinic::{Agreement, CareLevel, Channel, ClinicStatus, UnitKind};
use crate::model::field::Field;
use crate::model::place::Step;

pub use schema::document_schema;
pub(super) use shape::NOT_AN_OBJECT;
use shape::{Key, KeySeed};

/// A single value as source text: strings, numbers and truth values.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Scalar<'a>(pub(super) Field<Cow<'a, str>>);

/// A list. An element of the wrong shape does not spoil the others.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct List<T>(pub(super) Field<Vec<Field<T>>>);

/// The case types, in either of their two forms.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CaseTypes<'a>(pub(super) Field<CaseTypeForm<'a>>);

/// A list of objects, or a mapping from key to state or object.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum CaseTypeForm<'a> {
    /// `case_types: [{type: …, state: …}]`.
    List(Vec<Field<Box<CaseType<'a>>>>),
    /// `case_types: {fornya_recept: active}`.
    Map {
        /// In source order.
        entries: Vec<(Cow<'a, str>, Entry<'a>)>,
        /// Keys that stand twice.
        repeated: Vec<Cow<'a, str>>,
    },
    /// The one case type that a row of a table speaks of.
    Row(Box<CaseType<'a>>),
}

/// What `case_types` says of a key. Small, since the short form is what mass exports are made of.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Entry<'a> {
    /// The state alone.
    State(Scalar<'a>),
    /// An object.
    Object(Box<CaseType<'a>>),
}

/// Keys of an object that are not as they should be.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Strays<'a> {
    /// Keys that the format does not know.
    pub(super) unknown: Vec<Cow<'a, str>>,
    /// Keys that stand twice; the first value was kept.
    pub(super) repeated: Vec<Cow<'a, str>>,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Field::NotExported)
    }
}

/// What an object or a word of the wire form can be made from.
pub(super) trait Wire<'de>: Sized {
    /// From an object; words have none.
    fn from_map<A: MapAccess<'de>>(map: A) -> Result<Option<Self>, A::Error>;

    /// From a bare value in the object's place, where that has a meaning.
    fn from_text(_text: Cow<'de, str>) -> Option<Self> {
        None
    }

    /// From a bare value in the place of a list of these.
    fn list_from_text(text: Cow<'de, str>) -> Option<Vec<Field<Self>>> {
        Self::from_text(text).map(|one| vec![Field::Value(one)])
    }
}

/// Finds the way to the first text that answers a question. The route comes out backwards.
pub(super) trait Search {
    /// The route to the text, last step first.
    fn search(&self, is_it: &dyn Fn(&str) -> bool) -> Option<Vec<Step>>;
}

/// In place of a list, a bare text holds several of these, separated.
const SEVERAL: bool = true;
/// In place of a list, a bare text is one of these.
const ONE: bool = false;

macro_rules! object {
    (
        $(#[doc = $about:literal])+
        $name:ident { $($(#[doc = $text:literal])+ $field:ident $key:literal: $type:ty => $schema:expr,)+ }
        required: [$($required:literal),*]
        a_bare_text: $split:ident
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug, Default, PartialEq)]
        pub(super) struct $name<'a> {
            $($(#[doc = $text])+ pub(super) $field: $type,)+
            /// Keys that the format does not know, or that stand twice. Nearly always none.
            pub(super) strays: Option<Box<Strays<'a>>>,
        }

        const _: () = {
            #[expect(non_camel_case_types, reason = "a variant for each field of the same name")]
            #[derive(Clone, Copy)]
            enum Known { $($field),+ }

            impl Key for Known {
                fn known(key: &str) -> Option<Self> {
                    match key { $($key => Some(Self::$field),)+ _ => None }
                }
            }

            impl<'de> Wire<'de> for $name<'de> {
                fn from_map<A: MapAccess<'de>>(mut map: A) -> Result<Option<Self>, A::Error> {
                    let mut object = Self::default();
                    let mut seen = 0_u32;
                    while let Some(key) = map.next_key_seed(KeySeed::<Known>(PhantomData))? {
                        match key {
                            Ok(key) if seen & (1 << key as u32) == 0 => {
                                seen |= 1 << key as u32;
                                match key { $(Known::$field => object.$field = map.next_value()?,)+ }
                            }
                            Ok(key) => {
                                map.next_value::<IgnoredAny>()?;
                                let name = match key { $(Known::$field => $key,)+ };
                                object.strays.get_or_insert_default().repeated.push(Cow::Borrowed(name));
                            }
                            Err(other) => {
                                map.next_value::<IgnoredAny>()?;
                                object.strays.get_or_insert_default().unknown.push(other);
                            }
                        }
                    }
                    Ok(Some(object))
                }

                fn from_text(text: Cow<'de, str>) -> Option<Self> {
                    Self::from_bare_text(text)
                }

                fn list_from_text(text: Cow<'de, str>) -> Option<Vec<Field<Self>>> {
                    if $split {
                        return split_words(&text)
                            .map(|word| Self::from_bare_text(Cow::Owned(word.to_owned())).map(Field::Value))
                            .collect();
                    }
                    Self::from_bare_text(text).map(|one| vec![Field::Value(one)])
                }
            }

            impl Search for $name<'_> {
                fn search(&self, is_it: &dyn Fn(&str) -> bool) -> Option<Vec<Step>> {
                    $(if let Some(mut route) = self.$field.search(is_it) {
                        route.push(Step::Field($key));
                        return Some(route);
                    })+
                    None
                }
            }

            impl JsonSchema for $name<'_> {
                fn schema_name() -> Cow<'static, str> {
                    Cow::Borrowed(stringify!($name))
                }

                fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                    let fields: Vec<(&str, &str, Schema)> = vec![
                        $(($key, concat!($($text),+), $schema(generator)),)+
                    ];
                    schema::object(concat!($($about),+), fields, &[$($required),*])
                }
            }
        };
    };
}

object! {
    /// A clinic (mottagning) and what it has configured.
    Clinic {
        /// Names the format, where the file holds this clinic alone.
        format "format": Scalar<'a> => schema::format,
        /// When the data was exported, where the file holds this clinic alone.
        exported "exported": Scalar<'a> => schema::date_time,
        /// The clinic's HSA-id.
        hsa_id "hsa_id": Scalar<'a> => schema::hsa_id,
        /// Its name in the personnel tool.
        name "name": Scalar<'a> => schema::text,
        /// Whether it is activated in 1177 e-tjänster.
        status "status": Scalar<'a> => schema::word::<ClinicStatus>,
        /// What kind of unit it is.
        unit_kind "unit_kind": Scalar<'a> => schema::word::<UnitKind>,
        /// Level of care.
        care_level "care_level": Scalar<'a> => schema::word::<CareLevel>,
        /// On whose behalf it is run.
        agreement "agreement": Scalar<'a> => schema::word::<Agreement>,
        /// Verksamhetskod, such as 1500.
        business_code "business_code": Scalar<'a> => schema::text,
        /// Municipality, as shown from HSA.
        municipality "municipality": Scalar<'a> => schema::text,
        /// Marked as recommended by the regional administrator.
        recommended "recommended": Scalar<'a> => schema::truth,
        /// When the configuration was last changed.
        changed "changed": Scalar<'a> => schema::date,
        /// Betjäningsområde: residents who may use the clinic without being approved one by one. An empty list: nobody.
        service_area "service_area": List<Area<'a>> => schema::list::<Area<'static>>,
        /// The clinic prescribes medicines.
        prescribes_medicines "prescribes_medicines": Scalar<'a> => schema::truth,
        /// The clinic prescribes aids (hjälpmedel).
        prescribes_aids "prescribes_aids": Scalar<'a> => schema::truth,
        /// The clinic gives advice (rådgivning).
        offers_advice "offers_advice": Scalar<'a> => schema::truth,
        /// The clinic's care system makes direct booking possible.
        can_book_directly "can_book_directly": Scalar<'a> => schema::truth,
        /// Services that the clinic offers, and how they can be had besides 1177.
        services "services": List<Service<'a>> => schema::list::<Service<'static>>,
        /// The case types, as a list or as a mapping from key to state. An empty list: none.
        case_types "case_types": CaseTypes<'a> => schema::case_types,
        /// Standardsvar of the clinic as a whole.
        standard_replies "standard_replies": List<Reply<'a>> => schema::replies,
        /// Mallar för omvänt ärendeflöde.
        reverse_flow_templates "reverse_flow_templates": List<Reply<'a>> => schema::replies,
        /// Övrig information on the contact card.
        other_information "other_information": Scalar<'a> => schema::text,
        /// Bookable time types (tidtyper).
        time_types "time_types": List<Word<'a>> => schema::words,
    }
    required: ["hsa_id"]
    a_bare_text: ONE
}

object! {
    /// A case type (ärendetyp) at a clinic.
    CaseType {
        /// Its key in the policy, or a name that the policy knows it by.
        kind_key "type": Scalar<'a> => schema::text,
        /// Its name as residents see it.
        name "name": Scalar<'a> => schema::text,
        /// How far it has come at the clinic.
        state "state": Scalar<'a> => schema::word::<CaseTypeState>,
        /// What it is, technically.
        kind "kind": Scalar<'a> => schema::word::<CaseTypeKind>,
        /// Who made it.
        origin "origin": Scalar<'a> => schema::word::<Origin>,
        /// Begränsat urval: only for residents who have been given it.
        restricted "restricted": Scalar<'a> => schema::truth,
        /// Beskrivning av formuläret.
        description "description": Scalar<'a> => schema::text,
        /// Villkorstext.
        terms "terms": Scalar<'a> => schema::text,
        /// Standardsvar of the case type.
        standard_replies "standard_replies": List<Reply<'a>> => schema::replies,
        /// Fasta svarsalternativ.
        answer_alternatives "answer_alternatives": List<Reply<'a>> => schema::replies,
        /// When it was last changed at the clinic.
        changed "changed": Scalar<'a> => schema::date,
    }
    required: []
    a_bare_text: ONE
}

object! {
    /// An entry of the betjäningsområde. Several entries widen it.
    Area {
        /// A county code or the name of a region; `*` is the whole country.
        region "region": Scalar<'a> => schema::text,
        /// Only residents of this municipality.
        municipality "municipality": Scalar<'a> => schema::text,
        /// Only this sex.
        sex "sex": Scalar<'a> => schema::text,
        /// Only these ages, such as 0-17.
        age "age": Scalar<'a> => schema::text,
    }
    required: []
    a_bare_text: SEVERAL
}

object! {
    /// A service that the clinic offers.
    Service {
        /// The service, as the policy's case types name it (`for:`).
        service "service": Scalar<'a> => schema::text,
        /// How it can be had besides 1177.
        offered_by "offered_by": List<Word<'a>> => schema::words_of::<Channel>,
    }
    required: ["service"]
    a_bare_text: SEVERAL
}

object! {
    /// A text with a name: a standardsvar, a template.
    Reply {
        /// Its name.
        name "name": Scalar<'a> => schema::text,
        /// The text.
        text "text": Scalar<'a> => schema::text,
    }
    required: ["text"]
    a_bare_text: ONE
}

/// An element of a list of words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word<'a>(pub(super) Cow<'a, str>);

impl<'de> CaseType<'de> {
    fn from_bare_text(text: Cow<'de, str>) -> Option<Self> {
        Some(Self { state: Scalar(Field::Value(text)), ..Self::default() })
    }
}

impl<'de> Area<'de> {
    fn from_bare_text(text: Cow<'de, str>) -> Option<Self> {
        Some(Self { region: Scalar(Field::Value(text)), ..Self::default() })
    }
}

impl<'de> Service<'de> {
    fn from_bare_text(text: Cow<'de, str>) -> Option<Self> {
        Some(Self { service: Scalar(Field::Value(text)), ..Self::default() })
    }
}

impl<'de> Reply<'de> {
    fn from_bare_text(text: Cow<'de, str>) -> Option<Self> {
        Some(Self { text: Scalar(Field::Value(text)), ..Self::default() })
    }
}

impl<'de> Clinic<'de> {
    fn from_bare_text(_: Cow<'de, str>) -> Option<Self> {
        None
    }
}

impl<'de> Wire<'de> for Word<'de> {
    fn from_map<A: MapAccess<'de>>(mut map: A) -> Result<Option<Self>, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn from_text(text: Cow<'de, str>) -> Option<Self> {
        Some(Self(text))
    }

    fn list_from_text(text: Cow<'de, str>) -> Option<Vec<Field<Self>>> {
        Some(split_words(&text).map(|word| Field::Value(Self(Cow::Owned(word.to_owned())))).collect())
    }
}

/// The words of a text that stands in place of a list.
pub(super) fn split_words(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '|']).map(str::trim).filter(|word| !word.is_empty())
}

impl Search for Scalar<'_> {
    fn search(&self, is_it: &dyn Fn(&str) -> bool) -> Option<Vec<Step>> {
        self.0.value().filter(|text| is_it(text)).map(|_| Vec::new())
    }
}

impl Search for Word<'_> {
    fn search(&self, is_it: &dyn Fn(&str) -> bool) -> Option<Vec<Step>> {
        is_it(&self.0).then(Vec::new)
    }
}

impl<T: Search> Search for Box<T> {
    fn search(&self, is_it: &dyn Fn(&str) -> bool) -> Option<Vec<Step>> {
        (**self).search(is_it)
    }
}

impl<T: Search> Search for List<T> {
    fn search(&self, is_it: &dyn Fn(&str) -> bool) -> Option<Vec<Step>> {
        search_items(self.0.value()?, is_it)
    }
}

impl Search for CaseTypes<'_> {
    fn search(&self, is_it: &dyn Fn(&str) -> bool) -> Option<Vec<Step>> {
        match self.0.value()? {
            CaseTypeForm::List(items) => search_items(items, is_it),
            CaseTypeForm::Row(item) => item.search(is_it),
            CaseTypeForm::Map { entries, .. } => entries.iter().find_map(|(key, value)| {
                // A key that is itself the find must not become part of the place.
                if is_it(key) {
                    return Some(Vec::new());
                }
                let mut route = match value {
                    Entry::State(state) => state.search(is_it)?,
                    Entry::Object(object) => object.search(is_it)?,
                };
                route.push(Step::Named(key.as_ref().into()));
                Some(route)
            }),
        }
    }
}

fn search_items<T: Search>(items: &[Field<T>], is_it: &dyn Fn(&str) -> bool) -> Option<Vec<Step>> {
    items.iter().zip(0_u32..).find_map(|(item, index)| {
        let mut route = item.value()?.search(is_it)?;
        route.push(Step::Index(index));
        Some(route)
    })
}

//! How values of any shape are read: one visitor for all fields, so that every one of them is equally lenient.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{CaseType, CaseTypeForm, CaseTypes, Clinic, Entry, List, Scalar, Wire};
use crate::model::field::Field;

/// A key that the format knows, or else its text.
pub(super) trait Key: Sized {
    /// The key, if the format knows it.
    fn known(key: &str) -> Option<Self>;
}

/// No key is known beforehand: the keys of `case_types` are data.
enum NoKey {}

impl Key for NoKey {
    fn known(_: &str) -> Option<Self> {
        None
    }
}

/// Reads a key.
pub(super) struct KeySeed<K>(pub(super) PhantomData<K>);

impl<'de, K: Key> DeserializeSeed<'de> for KeySeed<K> {
    type Value = Result<K, Cow<'de, str>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de, K: Key> Visitor<'de> for KeySeed<K> {
    type Value = Result<K, Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Self::Value, E> {
        Ok(K::known(key).ok_or(Cow::Borrowed(key)))
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(K::known(key).ok_or_else(|| Cow::Owned(key.to_owned())))
    }
}

/// What a value of any shape is made into. One visitor reads them all, so that every field is equally lenient.
trait Shape<'de>: Sized {
    fn nothing() -> Self;
    fn unreadable() -> Self;
    fn text(text: Cow<'de, str>) -> Self;
    fn map<A: MapAccess<'de>>(map: A) -> Result<Self, A::Error>;
    fn list<A: SeqAccess<'de>>(list: A) -> Result<Self, A::Error>;
}

struct Any<S>(PhantomData<S>);

impl<'de, S: Shape<'de>> Visitor<'de> for Any<S> {
    type Value = S;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<S, E> {
        Ok(S::text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<S, E> {
        Ok(S::text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<S, E> {
        Ok(S::text(Cow::Owned(text)))
    }

    fn visit_bool<E>(self, truth: bool) -> Result<S, E> {
        Ok(S::text(Cow::Borrowed(if truth { "true" } else { "false" })))
    }

    fn visit_u64<E>(self, number: u64) -> Result<S, E> {
        Ok(S::text(Cow::Owned(number.to_string())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<S, E> {
        Ok(S::text(Cow::Owned(number.to_string())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<S, E> {
        Ok(S::text(Cow::Owned(number.to_string())))
    }

    fn visit_unit<E>(self) -> Result<S, E> {
        Ok(S::nothing())
    }

    fn visit_none<E>(self) -> Result<S, E> {
        Ok(S::nothing())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<S, A::Error> {
        S::map(map)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<S, A::Error> {
        S::list(list)
    }
}

fn skip_map<'de, A: MapAccess<'de>>(mut map: A) -> Result<(), A::Error> {
    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(())
}

fn skip_list<'de, A: SeqAccess<'de>>(mut list: A) -> Result<(), A::Error> {
    while list.next_element::<IgnoredAny>()?.is_some() {}
    Ok(())
}

impl<'de> Shape<'de> for Scalar<'de> {
    fn nothing() -> Self {
        Self(Field::Absent)
    }
    fn unreadable() -> Self {
        Self(Field::Unreadable)
    }
    fn text(text: Cow<'de, str>) -> Self {
        Self(Field::Value(text))
    }
    fn map<A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        skip_map(map).map(|()| Self::unreadable())
    }
    fn list<A: SeqAccess<'de>>(list: A) -> Result<Self, A::Error> {
        skip_list(list).map(|()| Self::unreadable())
    }
}

/// An element of a list, or the value of an entry.
struct Item<T>(Field<T>);

impl<'de, T: Wire<'de>> Shape<'de> for Item<T> {
    fn nothing() -> Self {
        Self(Field::Absent)
    }
    fn unreadable() -> Self {
        Self(Field::Unreadable)
    }
    fn text(text: Cow<'de, str>) -> Self {
        Self(T::from_text(text).map_or(Field::Unreadable, Field::Value))
    }
    fn map<A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        Ok(Self(T::from_map(map)?.map_or(Field::Unreadable, Field::Value)))
    }
    fn list<A: SeqAccess<'de>>(list: A) -> Result<Self, A::Error> {
        skip_list(list).map(|()| Self::unreadable())
    }
}

impl<'de, T: Wire<'de>> Shape<'de> for List<T> {
    fn nothing() -> Self {
        Self(Field::Absent)
    }
    fn unreadable() -> Self {
        Self(Field::Unreadable)
    }
    fn text(text: Cow<'de, str>) -> Self {
        if text.trim().is_empty() {
            return Self(Field::Absent);
        }
        Self(T::list_from_text(text).map_or(Field::Unreadable, Field::Value))
    }
    fn map<A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        skip_map(map).map(|()| Self::unreadable())
    }
    fn list<A: SeqAccess<'de>>(list: A) -> Result<Self, A::Error> {
        items(list).map(|items| Self(Field::Value(items)))
    }
}

fn items<'de, T: Wire<'de>, A: SeqAccess<'de>>(mut list: A) -> Result<Vec<Field<T>>, A::Error> {
    let mut items = Vec::new();
    while let Some(item) = list.next_element::<Item<T>>()? {
        items.push(item.0);
    }
    Ok(items)
}

/// The keys that stand more than once.
fn repeated<'a>(entries: &[(Cow<'a, str>, Entry<'a>)]) -> Vec<Cow<'a, str>> {
    // A dozen keys are compared faster than they are hashed; a hundred thousand must not take quadratic time.
    if entries.len() <= 32 {
        let before = |at: usize, key: &str| entries[..at].iter().any(|(other, _)| other == key);
        let again = entries.iter().enumerate().filter(|(at, (key, _))| before(*at, key));
        return again.map(|(_, (key, _))| key.clone()).collect();
    }
    let mut seen = HashSet::with_capacity(entries.len());
    entries.iter().filter(|(key, _)| !seen.insert(key.as_ref())).map(|(key, _)| key.clone()).collect()
}

impl<'de> Shape<'de> for Entry<'de> {
    fn nothing() -> Self {
        Self::State(Scalar(Field::Absent))
    }
    fn unreadable() -> Self {
        Self::State(Scalar(Field::Unreadable))
    }
    fn text(text: Cow<'de, str>) -> Self {
        Self::State(Scalar(Field::Value(text)))
    }
    fn map<A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        let object = Box::<CaseType<'de>>::from_map(map)?;
        Ok(object.map_or_else(Self::unreadable, Self::Object))
    }
    fn list<A: SeqAccess<'de>>(list: A) -> Result<Self, A::Error> {
        skip_list(list).map(|()| Self::unreadable())
    }
}

/// Large objects are made where they stay: moving them about costs more than parsing them.
impl<'de, T: Wire<'de>> Wire<'de> for Box<T> {
    fn from_map<A: MapAccess<'de>>(map: A) -> Result<Option<Self>, A::Error> {
        Ok(T::from_map(map)?.map(Self::new))
    }

    fn from_text(text: Cow<'de, str>) -> Option<Self> {
        T::from_text(text).map(Self::new)
    }
}

impl<'de> Shape<'de> for CaseTypes<'de> {
    fn nothing() -> Self {
        Self(Field::Absent)
    }
    fn unreadable() -> Self {
        Self(Field::Unreadable)
    }
    fn text(text: Cow<'de, str>) -> Self {
        Self(if text.trim().is_empty() { Field::Absent } else { Field::Unreadable })
    }
    fn map<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        let mut entries: Vec<(Cow<'de, str>, Entry<'de>)> = Vec::with_capacity(12);
        while let Some(Err(key)) = map.next_key_seed(KeySeed::<NoKey>(PhantomData))? {
            entries.push((key, map.next_value()?));
        }
        let repeated = repeated(&entries);
        Ok(Self(Field::Value(CaseTypeForm::Map { entries, repeated })))
    }
    fn list<A: SeqAccess<'de>>(list: A) -> Result<Self, A::Error> {
        items(list).map(|items| Self(Field::Value(CaseTypeForm::List(items))))
    }
}

macro_rules! deserialize {
    ($($type:ty $(, $parameter:ident)?;)+) => {$(
        impl<'de $(, $parameter: Wire<'de>)?> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(Any(PhantomData))
            }
        }
    )+};
}

deserialize! {
    Scalar<'de>;
    CaseTypes<'de>;
    Entry<'de>;
    List<T>, T;
    Item<T>, T;
}

impl<'de> Deserialize<'de> for Clinic<'de> {
    /// An error only where the record is not an object, or not JSON.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Item::<Self>::deserialize(deserializer)?.0 {
            Field::Value(clinic) => Ok(clinic),
            _ => Err(serde::de::Error::custom(NOT_AN_OBJECT)),
        }
    }
}

/// What the deserializer says of a record that is something else than an object.
pub(in super::super) const NOT_AN_OBJECT: &str = "not an object";

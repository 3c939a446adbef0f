//! Messages in JSON: `{"key": "…", "args": {…}}`, each argument in the form that shows its type.
//!
//! A text is a string and a count is a number; a list is a list. What JSON has no form for is an object with one word
//! that tells: `{"date": …}`, `{"message": …}`, and `{"sv": …, "en": …}`.

use std::borrow::Cow;
use std::fmt;

use chrono::NaiveDate;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::ordered::Ordered;
use super::wire::Bilingual;
use crate::text;

/// A sentence that has not been put into words: `report` looks its key up in the catalogue of the reader's language.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Message<'a> {
    /// The key of the sentence.
    #[serde(borrow)]
    pub(crate) key: Cow<'a, str>,
    /// Its arguments, by name.
    #[serde(default, skip_serializing_if = "no_args")]
    pub(crate) args: Ordered<'a, Arg<'a>>,
}

/// An argument.
#[derive(Debug)]
pub(crate) enum Arg<'a> {
    /// A string.
    Text(Cow<'a, str>),
    /// A number.
    Count(u64),
    /// `{"date": "2026-11-20"}`.
    Date(NaiveDate),
    /// `{"message": {…}}`.
    Message(Box<Message<'a>>),
    /// A list.
    List(Vec<Self>),
    /// `{"sv": …, "en": …}`.
    Both(Bilingual<'a>),
}

impl<'a> From<&'a text::Message> for Message<'a> {
    fn from(message: &'a text::Message) -> Self {
        let args = message.args.iter().map(|(name, arg)| (Cow::Borrowed(&**name), arg.into()));
        Self { key: Cow::Borrowed(&message.key), args: Ordered(args.collect()) }
    }
}

impl From<Message<'_>> for text::Message {
    fn from(message: Message<'_>) -> Self {
        let args = message.args.0.into_iter().map(|(name, arg)| (Cow::Owned(name.into_owned()), arg.into()));
        Self { key: Cow::Owned(message.key.into_owned()), args: args.collect() }
    }
}

impl<'a> From<&'a text::Arg> for Arg<'a> {
    fn from(arg: &'a text::Arg) -> Self {
        match arg {
            text::Arg::Text(text) => Self::Text(Cow::Borrowed(text)),
            text::Arg::Count(count) => Self::Count(*count),
            text::Arg::Date(date) => Self::Date(*date),
            text::Arg::Message(message) => Self::Message(Box::new((&**message).into())),
            text::Arg::List(items) => Self::List(items.iter().map(Into::into).collect()),
            text::Arg::Both(text) => Self::Both(text.into()),
        }
    }
}

impl From<Arg<'_>> for text::Arg {
    fn from(arg: Arg<'_>) -> Self {
        match arg {
            Arg::Text(text) => Self::Text(text.into()),
            Arg::Count(count) => Self::Count(count),
            Arg::Date(date) => Self::Date(date),
            Arg::Message(message) => Self::Message(Box::new((*message).into())),
            Arg::List(items) => Self::List(items.into_iter().map(Into::into).collect()),
            Arg::Both(text) => Self::Both(text.into()),
        }
    }
}

impl Serialize for Arg<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Count(count) => serializer.serialize_u64(*count),
            Self::Date(date) => tagged(serializer, "date", date),
            Self::Message(message) => tagged(serializer, "message", message),
            Self::List(items) => items.serialize(serializer),
            Self::Both(text) => text.serialize(serializer),
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Arg<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;

        impl<'de> Visitor<'de> for Any {
            type Value = Arg<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string, a number, a list, or an object with `date`, `message`, or `sv` and `en`")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Arg::Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Arg::Text(Cow::Owned(text.to_owned())))
            }

            fn visit_u64<E>(self, count: u64) -> Result<Self::Value, E> {
                Ok(Arg::Count(count))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = list.next_element()? {
                    items.push(item);
                }
                Ok(Arg::List(items))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let (mut arg, mut sv, mut en) = (None, None, None);
                while let Some(key) = map.next_key::<Cow<'de, str>>()? {
                    match &*key {
                        "date" => arg = Some(Arg::Date(map.next_value()?)),
                        "message" => arg = Some(Arg::Message(map.next_value()?)),
                        "sv" => sv = Some(map.next_value()?),
                        "en" => en = Some(map.next_value()?),
                        other => return Err(A::Error::unknown_field(other, &["date", "message", "sv", "en"])),
                    }
                }
                match (arg, sv, en) {
                    (Some(arg), None, None) => Ok(arg),
                    (None, Some(sv), Some(en)) => Ok(Arg::Both(Bilingual { sv, en })),
                    _ => Err(A::Error::custom("an argument is `date`, or `message`, or `sv` and `en`")),
                }
            }
        }

        deserializer.deserialize_any(Any)
    }
}

impl JsonSchema for Arg<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Arg".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (date, message) = (generator.subschema_for::<NaiveDate>(), generator.subschema_for::<Message<'_>>());
        let (both, arg) = (generator.subschema_for::<Bilingual<'_>>(), generator.subschema_for::<Self>());
        json_schema!({
            "description": "An argument of a sentence; its form shows its type.",
            "anyOf": [
                { "type": "string", "description": "A text from outside. Untrusted." },
                { "type": "integer", "minimum": 0, "description": "A count." },
                { "type": "array", "items": arg, "description": "Several, joined with «and»." },
                { "type": "object", "properties": { "date": date }, "required": ["date"] },
                { "type": "object", "properties": { "message": message }, "required": ["message"] },
                both,
            ]
        })
    }
}

fn tagged<S: Serializer, T: Serialize + ?Sized>(
    serializer: S,
    tag: &'static str,
    value: &T,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(1))?;
    map.serialize_entry(tag, value)?;
    map.end()
}

fn no_args(args: &Ordered<'_, Arg<'_>>) -> bool {
    args.0.is_empty()
}

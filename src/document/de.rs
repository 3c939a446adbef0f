//! A [`Node`] as a serde deserializer, so that YAML and JSON records share one decoder.

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{self, IntoDeserializer, Visitor};

use super::{Key, Kind, Node};

/// What serde says went wrong. Our record types are lenient, so this is only seen for whole records of the wrong shape.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NodeError(Box<str>);

impl de::Error for NodeError {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self(message.to_string().into())
    }
}

impl<'de> de::Deserializer<'de> for &'de Node<'_> {
    type Error = NodeError;

    /// Plain `true`/`false` are booleans, nothing is unit, everything else that is not a collection is text: the
    /// visitor decides what the text means.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NodeError> {
        match &self.kind {
            _ if self.is_null() => visitor.visit_unit(),
            Kind::Scalar { text, plain: true } if text == "true" => visitor.visit_bool(true),
            Kind::Scalar { text, plain: true } if text == "false" => visitor.visit_bool(false),
            Kind::Scalar { text, .. } => visitor.visit_borrowed_str(text),
            Kind::List(items) => visitor.visit_seq(SeqDeserializer::new(items.iter())),
            Kind::Map(entries) => visitor.visit_map(MapDeserializer::new(entries.iter().map(|(k, v)| (k, v)))),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NodeError> {
        if self.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, NodeError> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, NodeError> for &'de Node<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> IntoDeserializer<'de, NodeError> for &'de Key<'_> {
    type Deserializer = de::value::BorrowedStrDeserializer<'de, NodeError>;

    fn into_deserializer(self) -> Self::Deserializer {
        de::value::BorrowedStrDeserializer::new(&self.text)
    }
}

//! The wire form of TAK exports and of the cooperation API's answers: borrowed, lenient, not yet understood.
//!
//! Keys are compared without case, since vägval write `logiskadress` and anropsbehörigheter `logiskAdress`. A value of the
//! wrong shape spoils nothing but itself. Records stay raw text, so that they know where they stand.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// A single value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Scalar<'a> {
    /// Not there, or `null`.
    #[default]
    None,
    /// A text.
    Text(Cow<'a, str>),
    /// A whole number that is not negative.
    Number(u64),
    /// `true` or `false`.
    Bool(bool),
    /// Something else.
    Other,
}

/// A list of records, as they stand; not there, or `null`.
pub(super) type Section<'a> = Option<Vec<&'a RawValue>>;

/// Whether something stands there, whatever it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Present(pub(super) bool);

/// A value that an object may carry.
trait Slot: Default {
    /// Takes what stands there; `false` when something else stood there before.
    fn fill(&mut self, found: Self) -> bool;
}

impl Slot for Scalar<'_> {
    fn fill(&mut self, found: Self) -> bool {
        if *self == Self::None {
            *self = found;
            return true;
        }
        found == Self::None || *self == found
    }
}

impl<T> Slot for Option<T> {
    fn fill(&mut self, found: Self) -> bool {
        if self.is_none() {
            *self = found;
            return true;
        }
        found.is_none()
    }
}

impl Slot for Present {
    fn fill(&mut self, _: Self) -> bool {
        self.0 = true;
        true
    }
}

macro_rules! object {
    (
        $(#[doc = $about:literal])+
        $name:ident { $($(#[doc = $text:literal])+ $field:ident: $type:ty = $($key:literal)|+,)+ }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug, Default)]
        pub(super) struct $name<'a> {
            $($(#[doc = $text])+ pub(super) $field: $type,)+
            /// A field that stands there twice, with different values.
            pub(super) torn: Option<&'static str>,
        }

        impl<'a> Deserialize<'a> for $name<'a> {
            fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
                struct Reader;

                impl<'a> Visitor<'a> for Reader {
                    type Value = $name<'a>;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("an object")
                    }

                    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                        let mut object = $name::default();
                        while let Some(Key(key)) = map.next_key()? {
                            $(
                                if $(key.eq_ignore_ascii_case($key))||+ {
                                    let found: $type = map.next_value()?;
                                    if !object.$field.fill(found) {
                                        object.torn = object.torn.or(Some([$($key),+][0]));
                                    }
                                    continue;
                                }
                            )+
                            map.next_value::<IgnoredAny>()?;
                        }
                        Ok(object)
                    }
                }

                deserializer.deserialize_map(Reader)
            }
        }
    };
}

object! {
    /// A file that is an object.
    Document {
        /// The version of the format.
        version: Scalar<'a> = "formatVersion",
        /// When it was taken out.
        taken: Scalar<'a> = "tidpunkt",
        /// The sections.
        data: Option<Box<Data<'a>>> = "data",
        /// It is an order of changes, not what there is.
        order: Present = "inkludera" | "exkludera" | "bestallningsTidpunkt",
        /// It is an error that a server answered with.
        status: Scalar<'a> = "status",
    }
}

object! {
    /// The sections of an export.
    Data {
        /// Profiles.
        profiles: Section<'a> = "rivtaprofil",
        /// Contracts.
        contracts: Section<'a> = "tjanstekontrakt",
        /// Logical addresses.
        addresses: Section<'a> = "logiskadress",
        /// Systems, in the original form.
        components: Section<'a> = "tjanstekomponent",
        /// Systems that call, in the cooperation form.
        consumers: Section<'a> = "tjanstekonsument",
        /// Systems that answer, in the cooperation form.
        producers: Section<'a> = "tjansteproducent",
        /// Where systems answer.
        endpoints: Section<'a> = "anropsadress",
        /// Routes.
        routes: Section<'a> = "vagval",
        /// Permissions.
        permissions: Section<'a> = "anropsbehorighet",
    }
}

object! {
    /// A record of an export, of whatever section.
    Entry {
        /// Its number.
        id: Scalar<'a> = "id",
        /// Taken away.
        deleted: Scalar<'a> = "deleted",
        /// The name of a logical address or a system.
        hsa_id: Scalar<'a> = "hsaId",
        /// The name of a profile.
        name: Scalar<'a> = "namn",
        /// The name of a contract.
        namespace: Scalar<'a> = "namnrymd",
        /// From when on it counts.
        from: Scalar<'a> = "fromTidpunkt",
        /// Until when it counts.
        until: Scalar<'a> = "tomTidpunkt",
        /// What it points at.
        links: Option<Links<'a>> = "relationships",
    }
}

object! {
    /// What a record points at: numbers of records, or their names.
    Links {
        /// The logical address.
        address: Scalar<'a> = "logiskadress",
        /// The contract.
        contract: Scalar<'a> = "tjanstekontrakt",
        /// Who calls.
        consumer: Scalar<'a> = "tjanstekonsument",
        /// Who answers.
        producer: Scalar<'a> = "tjansteproducent",
        /// Who calls or answers.
        component: Scalar<'a> = "tjanstekomponent",
        /// Where it answers.
        endpoint: Scalar<'a> = "anropsadress",
        /// The profile.
        profile: Scalar<'a> = "rivtaprofil",
    }
}

object! {
    /// An element of an answer of the cooperation API: a service production or a cooperation.
    Answer {
        /// The profile of a production.
        profile: Scalar<'a> = "rivtaProfile",
        /// Where a production answers.
        endpoint: Present = "physicalAddress",
        /// The logical address.
        address: Option<AnswerAddress<'a>> = "logicalAddress" | "logicalAdress",
        /// The contract.
        contract: Option<AnswerContract<'a>> = "serviceContract",
        /// Who calls: only cooperations have it.
        consumer: Option<AnswerConsumer<'a>> = "serviceConsumer",
        /// Who answers: only productions have it.
        producer: Present = "serviceProducer",
        /// The platform that answered.
        platform: Option<AnswerPlatform<'a>> = "connectionPoint",
    }
}

object! {
    /// A logical address in an answer.
    AnswerAddress {
        /// The address.
        address: Scalar<'a> = "logicalAddress" | "logicalAdress",
    }
}

object! {
    /// A contract in an answer.
    AnswerContract {
        /// Its name.
        namespace: Scalar<'a> = "namespace",
    }
}

object! {
    /// A consumer in an answer.
    AnswerConsumer {
        /// Its name.
        hsa_id: Scalar<'a> = "hsaId",
    }
}

object! {
    /// The platform of an answer.
    AnswerPlatform {
        /// Such as `PROD`.
        environment: Scalar<'a> = "environment",
        /// When the platform's data was taken out.
        taken: Scalar<'a> = "snapshotTime",
    }
}

/// A key, borrowed where it has no escapes.
struct Key<'a>(Cow<'a, str>);

impl<'a> Deserialize<'a> for Key<'a> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'a> Visitor<'a> for Reader {
            type Value = Key<'a>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'a str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Borrowed(text)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Owned(text.to_owned())))
            }
        }

        deserializer.deserialize_str(Reader)
    }
}

impl<'a> Deserialize<'a> for Scalar<'a> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'a> Visitor<'a> for Reader {
            type Value = Scalar<'a>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'a str) -> Result<Self::Value, E> {
                Ok(Scalar::Text(Cow::Borrowed(text)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Scalar::Text(Cow::Owned(text.to_owned())))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
                Ok(Scalar::Number(number))
            }

            fn visit_i64<E: Error>(self, _: i64) -> Result<Self::Value, E> {
                Ok(Scalar::Other)
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
                // `1.0` is how some write 1.
                Ok(Scalar::Text(Cow::Owned(format!("{number:?}"))))
            }

            fn visit_bool<E: Error>(self, yes: bool) -> Result<Self::Value, E> {
                Ok(Scalar::Bool(yes))
            }

            fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                Ok(Scalar::None)
            }

            fn visit_seq<A: SeqAccess<'a>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Scalar::Other)
            }

            fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Scalar::Other)
            }
        }

        deserializer.deserialize_any(Reader)
    }
}

impl<'a> Deserialize<'a> for Present {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Self(true))
    }
}

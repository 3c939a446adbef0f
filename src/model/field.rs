//! A field of a record, with the ways in which it can fail to have a value.

/// A value as a source gave it. Missing is not one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Field<T> {
    /// The source does not carry the field.
    #[default]
    NotExported,
    /// The source carries the field and says that there is nothing (`null`, an empty cell).
    Absent,
    /// There is something that cannot be read as what it should be; a problem names its place.
    Unreadable,
    /// Two records of the same kind of source say different things.
    Conflicting,
    /// The value.
    Value(T),
}

impl<T> Field<T> {
    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            _ => None,
        }
    }

    /// The same field, borrowed.
    pub fn as_ref(&self) -> Field<&T> {
        match self {
            Self::NotExported => Field::NotExported,
            Self::Absent => Field::Absent,
            Self::Unreadable => Field::Unreadable,
            Self::Conflicting => Field::Conflicting,
            Self::Value(value) => Field::Value(value),
        }
    }

    /// The same field with its value changed.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Field<U> {
        match self {
            Self::NotExported => Field::NotExported,
            Self::Absent => Field::Absent,
            Self::Unreadable => Field::Unreadable,
            Self::Conflicting => Field::Conflicting,
            Self::Value(value) => Field::Value(change(value)),
        }
    }

    /// Whether the source carries the field at all.
    pub fn is_exported(&self) -> bool {
        !matches!(self, Self::NotExported)
    }
}

impl<T: PartialEq> Field<T> {
    /// What two records of the same kind of source say together: the one that says something, or a conflict.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        match (self, other) {
            (Self::NotExported, other) => other,
            (one, Self::NotExported) => one,
            (one, other) if one == other => one,
            _ => Self::Conflicting,
        }
    }
}

//! The closed sets of words in `riktlinje/audit/v1`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model;

/// The reasons why a fact is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MissingReason {
    /// No such source was given.
    NotSupplied,
    /// The source was given; none of its records has the field.
    NotInSource,
    /// The source was given; what it says cannot be understood without a setting that is missing.
    NotSet,
    /// The source has the field elsewhere, but this record lacks it.
    NotExported,
    /// The source has no record of the clinic or the person.
    NoRecord,
    /// There is something that cannot be read.
    Unreadable,
    /// Older than the fact may be.
    Stale,
    /// The same fact twice, and different.
    Conflicting,
    /// Too few cases to judge a share.
    TooFew,
}

/// A wire enum with the variants of a model enum, written the same way.
macro_rules! mirror {
    ($(#[$doc:meta])* $name:ident = $model:ty { $($variant:ident),+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum $name { $($variant),+ }

        impl From<$model> for $name {
            fn from(model: $model) -> Self {
                match model { $(<$model>::$variant => Self::$variant),+ }
            }
        }
        impl From<$name> for $model {
            fn from(wire: $name) -> Self {
                match wire { $($name::$variant => Self::$variant),+ }
            }
        }
    };
}

mirror!(
    /// What a rule says of a clinic.
    Outcome = model::outcome::Outcome { NotApplicable, Pass, Unknown, Fail }
);
mirror!(
    /// How bad a failure is.
    Severity = model::outcome::Severity { Info, Warning, Error }
);
mirror!(
    /// What people have decided about a finding.
    Disposition = model::outcome::Disposition { Open, Waived }
);
mirror!(
    /// What a finding is beside an earlier run.
    FindingChange = model::comparison::Change { New, Unchanged }
);
mirror!(
    /// How a failure of an earlier run went.
    Went = model::comparison::Went { Fixed, NotApplicable, Unknown, Waived, RuleLeft, ClinicLeft }
);
mirror!(
    /// What a rule looks at one by one.
    ItemKind = model::finding::ItemKind { CaseType, Permission, User, Service, Decision }
);
mirror!(
    /// How bad a problem with a source is.
    ProblemLevel = model::source::ProblemLevel { Note, Warning, Error }
);
mirror!(
    /// The kinds of source.
    SourceKind = model::source::SourceKind {
        Clinics, Exports, Declarations, Directory, Tak, Cases, Permissions, Staff, Absence, Attestations, Waivers,
        Register, Changes
    }
);

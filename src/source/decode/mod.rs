//! Pure decoders: the content of one file becomes records and problems. One file a format.

mod absence;
mod attestations;
mod changes;
pub(crate) mod clinic;
mod declarations;
pub(crate) mod directory;
mod permissions;
mod population;
pub(crate) mod small;
mod staff;
pub(crate) mod tak;
mod waivers;

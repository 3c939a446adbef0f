//! Pure decoders: the content of one file becomes records and problems. One file a format.

pub(crate) mod clinic;

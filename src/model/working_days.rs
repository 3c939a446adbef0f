//! Working days (arbetsdagar) in Sweden.

//! The `riktlinje` binary.

fn main() {}

//! The `riktlinje` binary.

use std::process::ExitCode;

fn main() -> ExitCode {
    riktlinje::cli::main()
}

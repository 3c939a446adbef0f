//! riktlinje.yaml, as the command line reads it: right, or drawn with every mistake. No source is read.
#![no_main]

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex};

use libfuzzer_sys::fuzz_target;
use riktlinje::cli::exit::Exit;
use riktlinje::cli::run;
use riktlinje::cli::world::{Stream, World};

static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("riktlinje-fuzz-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
});

fuzz_target!(|bytes: &[u8]| {
    fs::write(FOLDER.join("riktlinje.yaml"), bytes).expect("a file can be written");
    let told = Told::default();
    let mut world = World {
        now: Default::default(),
        args: ["riktlinje", "policy", "check"].map(Into::into).to_vec(),
        env: BTreeMap::new(),
        cwd: FOLDER.clone(),
        stdout: Stream { out: Box::new(io::sink()), is_terminal: false },
        stderr: Stream { out: Box::new(told.clone()), is_terminal: false },
        stdin: Box::new(|| Ok(Box::new(io::empty()))),
        stdin_is_terminal: false,
        account: Box::new(|| None),
        width: 80,
        cores: 1,
    };
    let exit = run(&mut world);
    let told = told.0.lock().expect("nobody panicked while it was held");
    assert_eq!(exit == Exit::Done, told.is_empty(), "settings that are refused are told, others are not");
    assert!(!told.contains(&0x1b), "no escape sequence reaches the terminal");
});

/// What was said on stderr.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<Vec<u8>>>);

impl Write for Told {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody panicked while it was held").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

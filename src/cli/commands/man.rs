//! `man DIR`: a manual page per command, in the chosen language.

use std::path::Path;

use clap_mangen::Man;

use crate::cli::args::ManArgs;
use crate::cli::error::{CliError, shown};
use crate::cli::exit::Exit;
use crate::cli::help;
use crate::cli::output::{make_folder, write_file};
use crate::cli::session::Session;
use crate::text::{Catalogue, Message};

/// The headings that the generator writes, and ours.
const HEADINGS: [(&str, &str); 6] = [
    (".SH NAME", "cli-man-name"),
    (".SH SYNOPSIS", "cli-man-synopsis"),
    (".SH DESCRIPTION", "cli-man-description"),
    (".SH OPTIONS", "cli-man-options"),
    (".SH EXTRA", "cli-man-extra"),
    (".SH VERSION", "cli-man-version"),
];

/// Writes the pages.
pub(super) fn run(args: &ManArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let folder = session.world.cwd.join(&args.folder);
    make_folder(&folder)?;
    let mut root = help::command(&session.words, 100);
    root.build();
    let mut count = 0_u32;
    write_pages(&root, &session.words, &folder, &mut count)?;
    session.note(&Message::new("cli-man-written").with("count", count).with("folder", shown(&args.folder)))?;
    Ok(Exit::Done)
}

fn write_pages(command: &clap::Command, words: &Catalogue, folder: &Path, count: &mut u32) -> Result<(), CliError> {
    let name = command.get_bin_name().unwrap_or(command.get_name()).replace(' ', "-");
    let page = page(command, &name, words);
    write_file(&folder.join(format!("{name}.1")), |out| out.write_all(page.as_bytes()))?;
    *count += 1;
    command.get_subcommands().try_for_each(|sub| write_pages(sub, words, folder, count))
}

fn page(command: &clap::Command, name: &str, words: &Catalogue) -> String {
    let man = Man::new(command.clone().name(name.to_owned()).version(env!("CARGO_PKG_VERSION")))
        .title(name.to_uppercase())
        .source(format!("riktlinje {}", env!("CARGO_PKG_VERSION")))
        .manual("riktlinje");
    let mut bytes = Vec::new();
    man.render(&mut bytes).expect("a Vec takes everything");
    let page = String::from_utf8_lossy(&bytes);
    let lines = page.lines().map(|line| match HEADINGS.iter().find(|(heading, _)| *heading == line) {
        Some((_, key)) => format!(".SH {}\n", words.get(key)),
        None => format!("{line}\n"),
    });
    help::with_own_words(&lines.collect::<String>(), words)
}

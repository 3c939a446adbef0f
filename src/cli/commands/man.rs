//! `man DIR`: a manual page per command, in the chosen language.

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
    make_folder(&session.world.cwd, &args.folder)?;
    let mut root = help::command(&session.words, 100);
    root.build();
    let mut pages = Vec::new();
    collect(&root, &session.words, &mut pages);
    for (name, page) in &pages {
        write_file(&session.world.cwd, &args.folder.join(name), |out| out.write_all(page.as_bytes()))?;
    }
    session.note(&Message::new("cli-man-written").with("count", pages.len()).with("folder", shown(&args.folder)))?;
    Ok(Exit::Done)
}

/// The page of a command and those of the commands below it.
fn collect(command: &clap::Command, words: &Catalogue, pages: &mut Vec<(String, String)>) {
    let name = command.get_bin_name().unwrap_or(command.get_name()).replace(' ', "-");
    pages.push((format!("{name}.1"), page(command, &name, words)));
    for sub in command.get_subcommands() {
        collect(sub, words, pages);
    }
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

//! The command line: arguments, settings, words, exit codes. Everything else is done below and shown here.
//!
//! [`run`] is the program, given a [`world::World`]; `main` gives it the real one.

mod args;
mod asked;
mod commands;
mod decisions;
mod error;
pub mod exit;
mod help;
mod lists;
mod load;
mod meant;
mod output;
mod outputs;
mod policies;
mod progress;
mod prompt;
mod register;
mod session;
mod settings;
mod stored;
mod ui;
mod usage;
pub mod world;

use std::io::Write as _;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, FromArgMatches as _};

use args::{Cli, Colour};
use error::CliError;
use exit::Exit;
use session::Session;
use world::World;

use crate::text::{Catalogue, Lang};

/// The program, in the real world.
#[must_use]
pub fn main() -> ExitCode {
    run(&mut World::real()).into()
}

/// The program. Never panics on what is typed or read; says on stderr why it stopped.
pub fn run(world: &mut World) -> Exit {
    let typed = typed_language(world);
    let words = Catalogue::new(typed.or_else(|| environment_language(world)).unwrap_or_default());
    let mut session = Session { words, language_was_typed: typed.is_some(), quiet: false, colour: Colour::Auto, world };
    let result = parse(&mut session).and_then(|parsed| match parsed {
        Parsed::Answered => Ok(Exit::Done),
        Parsed::Command(cli) => {
            (session.quiet, session.colour) = (cli.global.quiet, cli.global.color);
            commands::run(cli.verb, &mut session)
        }
    });
    match result {
        Ok(exit) => exit,
        Err(error) if error.quiet => error.exit,
        Err(error) => {
            let text = session.look_on_stderr().error(&error);
            // Nothing can be said where nobody listens; the exit code still tells.
            let _told = session.world.stderr.out.write_all(text.as_bytes());
            error.exit
        }
    }
}

/// What was typed: a command, or a question about the command line that has been answered.
enum Parsed {
    Command(Box<Cli>),
    Answered,
}

fn parse(session: &mut Session<'_>) -> Result<Parsed, CliError> {
    // Most command lines are right, and need no words of help.
    if let Ok(matches) = Cli::command().try_get_matches_from(session.world.args.clone())
        && let Ok(cli) = Cli::from_arg_matches(&matches)
    {
        return Ok(Parsed::Command(Box::new(cli)));
    }
    let mut root = help::command(&session.words, session.world.width);
    let matches = root.try_get_matches_from_mut(session.world.args.clone());
    let error = match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => return Ok(Parsed::Command(Box::new(cli))),
        Err(error) => error,
    };
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let rendered = error.render();
            session.print_styled(&rendered)?;
            Ok(Parsed::Answered)
        }
        // A command without its words: the help is the best error message.
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let rendered = error.render();
            session.tell_styled(&rendered)?;
            Err(CliError { quiet: true, ..usage::explain(&error, &mut root, &session.world.args, &session.words) })
        }
        _ => Err(usage::explain(&error, &mut root, &session.world.args, &session.words)),
    }
}

/// The language of `--lang`, found before anything is parsed, so that help and mistakes are told in it too.
fn typed_language(world: &World) -> Option<Lang> {
    let args: Vec<&str> =
        world.args.iter().skip(1).filter_map(|arg| arg.to_str()).take_while(|arg| *arg != "--").collect();
    let mut found = None;
    for (at, arg) in args.iter().enumerate() {
        let value = match arg.split_once('=') {
            Some(("--lang" | "--language", value)) => Some(value),
            None if matches!(*arg, "--lang" | "--language") => args.get(at + 1).copied(),
            _ => None,
        };
        let lang = |code: &str| Lang::ALL.into_iter().find(|lang| lang.code() == code);
        found = value.and_then(lang).or(found);
    }
    found
}

/// The language of the environment: `LC_ALL`, `LC_MESSAGES` or `LANG`, as far as it is one of ours.
fn environment_language(world: &World) -> Option<Lang> {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| world.var(name))?;
    Lang::ALL.into_iter().find(|lang| {
        locale.strip_prefix(lang.code()).is_some_and(|rest| rest.is_empty() || rest.starts_with(['_', '.', '@', '-']))
    })
}

#[cfg(test)]
mod tests {
    use super::world::test::world;
    use super::{environment_language, run, typed_language};
    use crate::cli::exit::Exit;
    use crate::text::Lang;

    #[test]
    fn the_language_is_the_flags_else_the_environments_else_swedish() {
        let (mut outside, ..) = world(&["audit", "--lang", "en", "--", "--lang=sv"], ".");
        assert_eq!(typed_language(&outside), Some(Lang::En));
        assert_eq!(environment_language(&outside), None);
        outside.env.insert("LANG".into(), "en_GB.UTF-8".into());
        assert_eq!(environment_language(&outside), Some(Lang::En));
        outside.env.insert("LC_ALL".into(), "C".into());
        assert_eq!(environment_language(&outside), None);
    }

    #[test]
    fn usage_is_explained_in_both_languages() {
        let mut told = String::new();
        for (lang, args) in [
            ("sv", "granskaa"),
            ("en", "audit --clinik X"),
            ("sv", "audit --fail-on eror"),
            ("en", "audit --as-of igår"),
            ("sv", "audit --jobs 0"),
            ("sv", "audit --clinic 811218-9876"),
            ("en", "workdays"),
            ("sv", "workdays tjugosex"),
            ("sv", "audit --mapping a --mapping b"),
            ("en", "audit --format"),
            ("sv", "audit --strict=ja"),
            ("sv", "workdays 2026 2027"),
        ] {
            let args: Vec<&str> = args.split(' ').chain(["--lang", lang]).collect();
            let (mut outside, stdout, stderr) = world(&args, ".");
            assert_eq!(run(&mut outside), Exit::Unusable, "{args:?}");
            assert_eq!(stdout.text(), "");
            told.extend(["$ riktlinje ", &args.join(" "), "\n", &stderr.text(), "\n"]);
        }
        insta::assert_snapshot!(told, @r#"
        $ riktlinje granskaa --lang sv
        fel: det finns inget kommando som heter «granskaa»
        råd: Menade du granska?
        råd: Så här används kommandot: riktlinje [FLAGGOR] <KOMMANDO>
             Läs mer med: riktlinje --help

        $ riktlinje audit --clinik X --lang en
        error: --clinik was not expected here
        help: Did you mean --clinic?
        help: The command is used like this: riktlinje audit [OPTIONS] [EXPORT]...
              Read more with: riktlinje audit --help

        $ riktlinje audit --fail-on eror --lang sv
        fel: --fail-on <NIVÅ> kan inte vara «eror»
        råd: Menade du error?
        råd: Möjliga värden är error, warning, info, new-error, new-warning, new-info och never.
        råd: Så här används kommandot: riktlinje audit [FLAGGOR] [EXPORT]...
             Läs mer med: riktlinje audit --help

        $ riktlinje audit --as-of igår --lang en
        error: --as-of <DATE> cannot be «igår»
        help: Write a date such as 2026-11-20, or an instant such as 2026-11-20T12:00.
        help: The command is used like this: riktlinje audit [OPTIONS] [EXPORT]...
              Read more with: riktlinje audit --help

        $ riktlinje audit --jobs 0 --lang sv
        fel: --jobs <ANTAL> kan inte vara «0»
        råd: Skriv ett helt tal från 1 till 256.
        råd: Så här används kommandot: riktlinje audit [FLAGGOR] [EXPORT]...
             Läs mer med: riktlinje audit --help

        $ riktlinje audit --clinic 811218-9876 --lang sv
        fel: --clinic <HSA-ID> kan inte vara «******-****»
        råd: Skriv mottagningens HSA-id, till exempel SE2321000057-TEST1. Personnummer används aldrig här.
        råd: Så här används kommandot: riktlinje audit [FLAGGOR] [EXPORT]...
             Läs mer med: riktlinje audit --help

        $ riktlinje workdays --lang en
        error: something is missing: <YEAR>
        help: The command is used like this: riktlinje workdays [OPTIONS] <YEAR>
              Read more with: riktlinje workdays --help

        $ riktlinje workdays tjugosex --lang sv
        fel: <ÅR> kan inte vara «tjugosex»
        råd: Skriv ett år från 1900 till 2200.
        råd: Så här används kommandot: riktlinje workdays [FLAGGOR] <ÅR>
             Läs mer med: riktlinje workdays --help

        $ riktlinje audit --mapping a --mapping b --lang sv
        fel: --mapping <FIL> kan bara anges en gång
        råd: Så här används kommandot: riktlinje audit [FLAGGOR] [EXPORT]...
             Läs mer med: riktlinje audit --help

        $ riktlinje audit --format --lang en
        error: --format <FORMAT[=FILE]> needs a value
        help: The command is used like this: riktlinje audit [OPTIONS] [EXPORT]...
              Read more with: riktlinje audit --help

        $ riktlinje audit --strict=ja --lang sv
        fel: --strict tar inget värde
        råd: Så här används kommandot: riktlinje audit [FLAGGOR] [EXPORT]...
             Läs mer med: riktlinje audit --help

        $ riktlinje workdays 2026 2027 --lang sv
        fel: 2027 väntades inte här
        råd: Så här används kommandot: riktlinje workdays [FLAGGOR] <ÅR>
             Läs mer med: riktlinje workdays --help
        "#);
    }
}

//! The command line in a language: every word of help comes from the catalogue, with keys built from names.
//!
//! `cli-about-<command>` is what a command does, `cli-more-<command>` (optional) its examples, `cli-arg-<argument>`
//! (or `cli-arg-<command>-<argument>`) what an argument is, `cli-value-<name>` a placeholder's name.

use std::borrow::Cow;

use anstyle::{AnsiColor, Style};
use clap::builder::{StyledStr, Styles};
use clap::{Arg, Command, CommandFactory as _};

use super::args::Cli;
use crate::report::{Format, FormatName, actions};
use crate::text::{Catalogue, Message};

/// How headings and names look.
pub(crate) const HEADING: Style = AnsiColor::Green.on_default().bold();
const NAME: Style = AnsiColor::Cyan.on_default().bold();
const ERROR: Style = AnsiColor::BrightRed.on_default().bold();

/// Arguments that choose what is read.
const READ: [&str; 17] = [
    "project",
    "tool",
    "policy",
    "exports",
    "clinics",
    "declarations",
    "directory",
    "tak",
    "cases",
    "booking_consumer",
    "permissions",
    "staff",
    "absence",
    "attestations",
    "waivers",
    "register",
    "mapping",
];
/// Arguments that choose what is looked at.
const CHOOSE: [&str; 10] =
    ["clinic", "rule", "as_of", "county", "under", "active", "kind", "flaw", "case_type", "ahead"];
/// Arguments that say what is to be changed, and why.
const CHANGE: [&str; 28] = [
    "person",
    "at_clinic",
    "held_role",
    "from",
    "until",
    "open_ended",
    "everywhere",
    "last_day",
    "reason",
    "reference",
    "not_in_directory",
    "confirm_mass",
    "account",
    "first",
    "regional",
    "accept_clock",
    "appointed_by",
    "mass_least",
    "mass_percent",
    "taken",
    "accept_smaller",
    "accept_old",
    "confirm_gone",
    "deadline",
    "verdict",
    "pause_undecided",
    "yes",
    "dry_run",
];
/// Arguments that say how cases and time are counted.
const COUNT: [&str; 4] = ["within", "counting", "over", "no_duplicates_check"];
/// Arguments that say what comes out.
const RESULT: [&str; 9] = ["format", "plan", "report", "fail_on", "baseline", "strict", "by", "at_most", "exit_code"];

/// The whole command line in a language, laid out for a terminal of this width.
#[must_use]
pub(crate) fn command(words: &Catalogue, width: u16) -> Command {
    let styles = Styles::styled().header(HEADING).usage(HEADING).literal(NAME).error(ERROR).placeholder(Style::new());
    let root = Cli::command().styles(styles).term_width(width.into());
    localised(root, words, "")
}

/// The same, for scripts that complete what is typed: aliases are offered too.
#[must_use]
pub(crate) fn command_with_aliases(words: &Catalogue) -> Command {
    fn restore(command: Command, plain: &Command) -> Command {
        let aliases: Vec<String> = plain.get_visible_aliases().map(str::to_owned).collect();
        command.visible_alias(None).visible_aliases(aliases).mut_subcommands(|sub| {
            let plain = plain.find_subcommand(sub.get_name()).expect("both come from the same definition");
            restore(sub, plain)
        })
    }
    restore(command(words, 100), &Cli::command())
}

fn localised(command: Command, words: &Catalogue, path: &str) -> Command {
    let aliases: Vec<String> = command.get_visible_aliases().map(str::to_owned).collect();
    let mut about = word(words, &format!("cli-about{path}"));
    if !aliases.is_empty() {
        let also = Message::new("cli-also").with("aliases", aliases.join(", "));
        about = format!("{about} [{}]", words.render(&also));
    }
    let usage = words.get("cli-usage");
    let template =
        format!("{{about-with-newline}}\n{HEADING}{usage}{HEADING:#} {{usage}}\n\n{{all-args}}{{after-help}}");
    let more = format!("cli-more{path}");
    let command = command
        .visible_alias(None)
        .aliases(aliases)
        .about(about)
        .long_about(None)
        .help_template(StyledStr::from(template))
        .subcommand_value_name(words.get("cli-value-command"))
        .subcommand_help_heading(words.get("cli-heading-commands"))
        .mut_args(|arg| localised_arg(arg, words, path));
    let command = if words.has(&more) { command.after_help(word(words, &more)) } else { command };
    command.mut_subcommands(|sub| {
        let path = format!("{path}-{}", sub.get_name());
        localised(sub, words, &path)
    })
}

fn localised_arg(arg: Arg, words: &Catalogue, path: &str) -> Arg {
    let id = arg.get_id().as_str().to_owned();
    let name = id.replace('_', "-");
    let own = format!("cli-arg{path}-{name}");
    let mut help = if words.has(&own) { word(words, &own) } else { word(words, &format!("cli-arg-{name}")) };
    let takes_value = arg.get_action().takes_values();
    let mut values: Vec<String> = if takes_value {
        arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect()
    } else {
        Vec::new()
    };
    // A report's format may name a file, so that clap does not know the possible values.
    if id == "format" {
        match path {
            "-audit" | "-report" => values = keys::<Format>(),
            "-actions" => values = keys::<actions::Format>(),
            _ => {}
        }
    }
    if !values.is_empty() {
        let values = Message::new("cli-values").with("values", values.join(", "));
        help = format!("{help} [{}]", words.render(&values));
    }
    if let [default] = arg.get_default_values()
        && takes_value
    {
        let default = Message::new("cli-default").with("value", default.to_string_lossy().into_owned());
        help = format!("{help} [{}]", words.render(&default));
    }
    let placeholder = arg.get_value_names().and_then(|names| names.first()).map(|name| {
        let lower = name.to_lowercase().replace("[=file]", "-file");
        word(words, &format!("cli-value-{lower}"))
    });
    let heading = if arg.is_positional() {
        "cli-heading-arguments"
    } else if READ.contains(&id.as_str()) {
        "cli-heading-read"
    } else if CHOOSE.contains(&id.as_str()) {
        "cli-heading-choose"
    } else if CHANGE.contains(&id.as_str()) {
        "cli-heading-change"
    } else if COUNT.contains(&id.as_str()) {
        "cli-heading-count"
    } else if RESULT.contains(&id.as_str()) {
        "cli-heading-result"
    } else {
        "cli-heading-general"
    };
    let arg = arg.help(help).long_help(None).help_heading(words.get(heading));
    if !takes_value {
        return arg;
    }
    let arg = arg.hide_possible_values(true).hide_default_value(true);
    match placeholder {
        Some(name) => arg.value_name(name),
        None => arg,
    }
}

/// The words of every format.
fn keys<F: FormatName>() -> Vec<String> {
    F::all().iter().map(|format| format.key().to_owned()).collect()
}

/// A rendered help or usage text, with the words in it that clap does not let us choose.
#[must_use]
pub(crate) fn with_own_words(text: &str, words: &Catalogue) -> String {
    text.replace("[OPTIONS]", &format!("[{}]", words.get("cli-value-options")))
}

fn word(words: &Catalogue, key: &str) -> String {
    words.render(&Message { key: Cow::Owned(key.to_owned()), args: Vec::new() })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::{Cli, command, with_own_words};
    use crate::text::{Catalogue, Lang};

    #[test]
    fn the_definition_holds_together() {
        Cli::command().debug_assert();
        for lang in Lang::ALL {
            command(&Catalogue::new(lang), 100).debug_assert();
        }
    }

    #[test]
    fn nothing_in_the_help_is_without_words() {
        fn all(command: &mut clap::Command, texts: &mut Vec<String>) {
            texts.push(command.render_help().to_string());
            for sub in command.get_subcommands_mut() {
                all(sub, texts);
            }
        }
        for lang in Lang::ALL {
            let words = Catalogue::new(lang);
            let mut root = command(&words, 100);
            root.build();
            let mut texts = Vec::new();
            all(&mut root, &mut texts);
            for text in texts {
                let text = with_own_words(&text, &words);
                // A missing key is rendered as `key()`.
                assert!(!text.contains("cli-"), "{text}");
                if lang == Lang::Sv {
                    for english in
                        ["Usage", "Options:", "Arguments:", "OPTIONS", "possible values", "default:", "aliases"]
                    {
                        assert!(!text.contains(english), "{english}: {text}");
                    }
                }
            }
        }
    }
}

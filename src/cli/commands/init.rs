//! `init DIR`: a folder in which `audit` runs at once. Everything in it is invented and says so.

use std::path::Path;

use chrono::{NaiveDate, TimeDelta};

use crate::cli::args::{AsOf, InitArgs};
use crate::cli::error::{CliError, shown};
use crate::cli::exit::Exit;
use crate::cli::output::{make_folder, write_new_file};
use crate::cli::session::Session;
use crate::cli::settings::FILE;
use crate::text::{Lang, Message};

/// A file of the folder: its path, its text in Swedish and in English.
type Template = (&'static str, &'static str, &'static str);

/// What the folder holds.
const TEMPLATES: [Template; 11] = [
    (FILE, include_str!("init/sv/riktlinje.yaml"), include_str!("init/en/riktlinje.yaml")),
    ("policy/policy.yaml", include_str!("init/sv/policy.yaml"), include_str!("init/en/policy.yaml")),
    ("policy/examples.yaml", include_str!("init/sv/examples.yaml"), include_str!("init/en/examples.yaml")),
    ("attestations.yaml", include_str!("init/sv/attestations.yaml"), include_str!("init/en/attestations.yaml")),
    ("waivers.yaml", include_str!("init/sv/waivers.yaml"), include_str!("init/en/waivers.yaml")),
    ("README.md", include_str!("init/sv/readme.md"), include_str!("init/en/readme.md")),
    ("clinics.csv", include_str!("init/clinics.csv"), include_str!("init/clinics.csv")),
    ("declarations.csv", include_str!("init/declarations.csv"), include_str!("init/declarations.csv")),
    ("permissions.csv", include_str!("init/permissions.csv"), include_str!("init/permissions.csv")),
    ("exports/test1.yaml", include_str!("init/test1.yaml"), include_str!("init/test1.yaml")),
    ("exports/test2.csv", include_str!("init/test2.csv"), include_str!("init/test2.csv")),
];

/// Makes the folder.
pub(super) fn run(args: &InitArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let folder = session.world.cwd.join(&args.folder);
    let files: Vec<(&str, &str)> = TEMPLATES
        .iter()
        .map(|(name, sv, en)| match session.words.lang() {
            Lang::Sv => (*name, *sv),
            Lang::En => (*name, *en),
        })
        .collect();
    refuse_to_overwrite(&folder, &args.folder, &files)?;
    let today = AsOf::now(session.world.now).0.date_naive();
    for (name, text) in &files {
        let text = &written(name, text, today);
        let path = args.folder.join(name);
        make_folder(&session.world.cwd, path.parent().unwrap_or(&args.folder))?;
        write_new_file(&session.world.cwd, &path, text)?;
    }
    let made = Message::new("cli-init-made").with("folder", shown(&args.folder)).with("count", files.len());
    session.note(&made)?;
    session.note(&Message::new("cli-init-next").with("folder", shown(&args.folder)))?;
    Ok(Exit::Done)
}

/// A file as it is written: `@-30@` becomes the date thirty days ago, so that the sample is never too old; a table is
/// written as spreadsheets do.
fn written(name: &str, template: &str, today: NaiveDate) -> String {
    let mut text = String::new();
    for (at, part) in template.split('@').enumerate() {
        // INVARIANT: the templates use `@` for dates only, so that every second part is a number of days.
        match (at % 2, part.parse::<i64>()) {
            (1, Ok(days)) => text.push_str(&(today + TimeDelta::days(days)).to_string()),
            _ => text.push_str(part),
        }
    }
    if name.ends_with(".csv") { format!("\u{feff}{}", text.replace('\n', "\r\n")) } else { text }
}

/// Looks before anything is written, so that a refusal leaves the folder as it was.
fn refuse_to_overwrite(folder: &Path, named: &Path, files: &[(&str, &str)]) -> Result<(), CliError> {
    let Some((there, _)) = files.iter().find(|(name, _)| folder.join(name).exists()) else { return Ok(()) };
    let key = if *there == FILE { "cli-init-project-there" } else { "cli-init-file-there" };
    let message = Message::new(key).with("path", shown(&named.join(there)));
    Err(CliError::unusable(message).hint(Message::new("cli-init-there-hint")))
}

#[cfg(test)]
mod tests {
    use super::{TEMPLATES, written};

    #[test]
    fn every_date_of_the_templates_is_filled_in() {
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date");
        assert_eq!(written("a.yaml", "taken: @-2@ }\n", today), "taken: 2026-11-18 }\n");
        assert_eq!(written("a.csv", "a;@60@\n", today), "\u{feff}a;2027-01-19\r\n");
        for (name, sv, en) in TEMPLATES {
            for text in [sv, en] {
                assert!(!written(name, text, today).contains('@'), "{name}");
            }
        }
    }
}

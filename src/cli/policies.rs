//! The policies that a command works with: found by name or in a folder, compiled, their mistakes drawn.
#![expect(clippy::disallowed_methods, reason = "policies that stand in a folder are read here")]

use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::error::{CliError, Level, Mistake, Mistakes, shown};
use super::session::Session;
use super::settings::PolicyRef;
use crate::policy::compile::{Compilation, Compiled, compile};
use crate::policy::library::{self, POLICY_FILE, PolicyFiles};
use crate::policy::problem::{self, PolicyProblem, did_you_mean};
use crate::text::Message;

/// The largest file of a policy. A guideline is written by people.
const LARGEST: u64 = 4 << 20;
/// The most files that a policy has.
const MOST: usize = 2_000;
/// How deep its folders go.
const DEEPEST: usize = 4;

/// Finds and compiles policies that must be right.
///
/// # Errors
/// No policy at all, one that does not exist, or the mistakes in them, drawn.
pub(crate) fn compiled(policies: &[PolicyRef], session: &mut Session<'_>) -> Result<Compiled, CliError> {
    let found = find_all(policies, session)?;
    let Compilation { compiled, problems, texts } =
        compile(&found, &|name| extended(name, policies, &session.world.cwd));
    match compiled {
        Some(compiled) => {
            if !problems.is_empty() {
                session.note(&Message::new("cli-policy-remarks").with("count", problems.len()))?;
            }
            Ok(compiled)
        }
        None => Err(mistakes(problems, &texts)),
    }
}

/// Finds and compiles policies, and returns whatever came of it.
///
/// # Errors
/// No policy at all, or one that does not exist.
pub(crate) fn compilation(policies: &[PolicyRef], session: &Session<'_>) -> Result<Compilation, CliError> {
    let found = find_all(policies, session)?;
    Ok(compile(&found, &|name| extended(name, policies, &session.world.cwd)))
}

/// The files of every policy.
///
/// # Errors
/// No policy at all, or one that does not exist.
pub(crate) fn find_all(policies: &[PolicyRef], session: &Session<'_>) -> Result<Vec<PolicyFiles>, CliError> {
    if policies.is_empty() {
        let message = Message::new("cli-policy-none");
        let names = Message::new("cli-policy-names").with("names", library::embedded_names());
        return Err(CliError::unusable(message).hint(Message::new("cli-policy-none-hint")).hint(names));
    }
    policies.iter().map(|policy| find(policy, &session.world.cwd)).collect()
}

/// An error that draws every mistake in the policies.
pub(crate) fn mistakes(problems: Vec<PolicyProblem>, texts: &[(Box<str>, std::borrow::Cow<'static, str>)]) -> CliError {
    let errors = problems.iter().filter(|problem| problem.level == problem::Level::Error).count();
    let message = Message::new("cli-policy-mistakes").with("errors", errors).with("remarks", problems.len() - errors);
    CliError { drawn: drawn(problems, texts), ..CliError::unusable(message) }
}

/// The mistakes, file by file.
pub(crate) fn drawn(
    problems: Vec<PolicyProblem>,
    texts: &[(Box<str>, std::borrow::Cow<'static, str>)],
) -> Vec<Mistakes> {
    let mut files: Vec<Mistakes> = Vec::new();
    for problem in problems {
        let level = match problem.level {
            problem::Level::Error => Level::Error,
            problem::Level::Warning => Level::Warning,
        };
        let mistake = Mistake { span: problem.span, message: problem.message, advice: problem.hint, level };
        match files.iter_mut().find(|file| file.file == problem.file) {
            Some(file) => file.mistakes.push(mistake),
            None => {
                let text = texts.iter().find(|(label, _)| *label == problem.file);
                let text = text.map(|(_, text)| text.as_ref().into()).unwrap_or_default();
                files.push(Mistakes { file: problem.file, text, mistakes: vec![mistake] });
            }
        }
    }
    files
}

/// A name means a policy that comes with the program, else a folder; what has a slash or a dot is a folder.
fn find(policy: &PolicyRef, cwd: &Path) -> Result<PolicyFiles, CliError> {
    let is_path = policy.written.contains(['/', '\\']) || policy.written.starts_with('.');
    if !is_path && let Some(embedded) = library::embedded(&policy.written) {
        return Ok(embedded);
    }
    let folder = cwd.join(&policy.folder);
    // Who names the file means its folder.
    let (named, folder) = if folder.file_name().is_some_and(|name| name == POLICY_FILE) && folder.is_file() {
        (policy.folder.parent().unwrap_or(Path::new("")).to_owned(), folder.parent().unwrap_or(cwd).to_owned())
    } else {
        (policy.folder.clone(), folder)
    };
    if folder.join(POLICY_FILE).is_file() {
        return read(&named, &folder);
    }
    let message = if folder.is_dir() {
        Message::new("cli-policy-no-file").with("folder", shown(&named))
    } else {
        Message::new("cli-policy-unknown").with("policy", policy.written.as_str())
    };
    let near = did_you_mean(&policy.written, library::embedded_names()).filter(|_| !is_path);
    let names = Message::new("cli-policy-names").with("names", library::embedded_names());
    Err(CliError::unusable(message).hint_if(near).hint(names))
}

/// The policy that another builds on: one that comes with the program, else a folder beside it.
fn extended(name: &str, policies: &[PolicyRef], cwd: &Path) -> Option<PolicyFiles> {
    library::embedded(name).or_else(|| {
        policies.iter().find_map(|policy| {
            let beside = policy.folder.parent().unwrap_or(Path::new("")).join(name);
            let folder = cwd.join(&beside);
            folder.join(POLICY_FILE).is_file().then(|| read(&beside, &folder).ok())?
        })
    })
}

/// The texts of a folder: policy.yaml, examples.yaml and everything below texts/.
fn read(named: &Path, folder: &Path) -> Result<PolicyFiles, CliError> {
    let mut paths = Vec::new();
    list(folder, DEEPEST, &mut paths).map_err(|error| CliError::cannot_read(named, error))?;
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let inner = path.strip_prefix(folder).expect("it was found below the folder");
        let shown_path = named.join(inner);
        let text = text(&path).map_err(|error| CliError::cannot_read(&shown_path, error))?;
        files.push((shown(inner).into(), text.into()));
    }
    files.sort();
    Ok(PolicyFiles { name: shown(named).into(), files })
}

fn list(folder: &Path, depth: usize, paths: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with('.') || paths.len() >= MOST {
            continue;
        }
        if path.is_dir() {
            if depth > 0 {
                list(&path, depth - 1, paths)?;
            }
        } else if name.ends_with(".yaml") || name.ends_with(".txt") {
            paths.push(path);
        }
    }
    Ok(())
}

fn text(path: &Path) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(std::io::ErrorKind::FileTooLarge.into());
    }
    let text = String::from_utf8(bytes).map_err(|_| std::io::ErrorKind::InvalidData)?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

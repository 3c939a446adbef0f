//! Policies as sets of files: those embedded in the binary, and those that a user keeps in a folder.

use std::borrow::Cow;

use include_dir::{Dir, include_dir};

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/policies");

/// The main file of a policy.
pub const POLICY_FILE: &str = "policy.yaml";

/// The file of a policy's examples.
pub const EXAMPLES_FILE: &str = "examples.yaml";

/// A policy's files, unread.
#[derive(Clone, Debug)]
pub struct PolicyFiles {
    /// The policy's name, or the folder as the user named it.
    pub name: Box<str>,
    /// Each file's path within the policy (`texts/fornya_recept.terms.txt`) and its text, by path.
    pub files: Vec<(Box<str>, Cow<'static, str>)>,
}

impl PolicyFiles {
    /// The text of a file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|(name, _)| &**name == path).map(|(_, text)| text.as_ref())
    }

    /// The name under which a file's problems are drawn: `rjl-1177/policy.yaml`.
    #[must_use]
    pub fn label(&self, path: &str) -> Box<str> {
        format!("{}/{path}", self.name.trim_end_matches('/')).into()
    }
}

/// The names of the embedded policies, sorted.
#[must_use]
pub fn embedded_names() -> Vec<&'static str> {
    let mut names: Vec<&str> = EMBEDDED
        .dirs()
        .filter(|dir| dir.get_file(dir.path().join(POLICY_FILE)).is_some())
        .filter_map(|dir| dir.path().to_str())
        .collect();
    names.sort_unstable();
    names
}

/// An embedded policy.
#[must_use]
pub fn embedded(name: &str) -> Option<PolicyFiles> {
    let dir = EMBEDDED.get_dir(name).filter(|dir| dir.get_file(dir.path().join(POLICY_FILE)).is_some())?;
    let mut files = Vec::new();
    collect(dir, dir.path(), &mut files);
    files.sort();
    Some(PolicyFiles { name: name.into(), files })
}

fn collect(dir: &Dir<'static>, root: &std::path::Path, files: &mut Vec<(Box<str>, Cow<'static, str>)>) {
    for file in dir.files() {
        if let (Ok(path), Some(text)) = (file.path().strip_prefix(root), file.contents_utf8()) {
            files.push((path.to_string_lossy().replace('\\', "/").into(), Cow::Borrowed(text)));
        }
    }
    for inner in dir.dirs() {
        collect(inner, root, files);
    }
}

//! The paths that a document names, and whether they exist.

use std::path::Path;

/// What there is to name: the entries at the repository's root and the rooms.
#[derive(Debug)]
pub(crate) struct House {
    root: std::path::PathBuf,
    top: Vec<String>,
    rooms: Vec<String>,
}

impl House {
    /// Reads the names at the root and below `src`.
    pub(crate) fn read(root: &Path) -> Self {
        let names = |folder: &Path| -> Vec<String> {
            let entries = folder.read_dir().into_iter().flatten().flatten();
            let mut names: Vec<String> =
                entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
            names.sort();
            names
        };
        let rooms = names(&root.join("src")).into_iter().filter(|name| root.join("src").join(name).is_dir()).collect();
        Self { root: root.to_owned(), top: names(root), rooms }
    }

    /// The paths that a document names and that are not there.
    pub(crate) fn missing(&self, document: &str, text: &str) -> Vec<String> {
        let mut complaints = Vec::new();
        for (number, line) in text.lines().enumerate() {
            for name in links(line).into_iter().chain(self.paths(line)) {
                if !self.exists(document, &name) {
                    complaints.push(format!("{document}:{}: `{name}` does not exist", number + 1));
                }
            }
        }
        complaints.dedup();
        complaints
    }

    /// The words of a line that look like paths of this repository: in backticks or in a command, they begin with one of
    /// its folders, or they are a file that documents name by itself.
    fn paths(&self, line: &str) -> Vec<String> {
        let words = line.split(|c: char| c.is_whitespace() || "`()[]«»\"',;|=#".contains(c));
        let words = words.map(|word| word.trim_end_matches(['.', ':', '!', '?']).trim_start_matches("./"));
        words.filter(|word| self.looks_like_a_path(word)).map(|word| without_position(word).to_owned()).collect()
    }

    fn looks_like_a_path(&self, word: &str) -> bool {
        if word.contains("://") || word.contains('*') || word.contains('<') || word.contains("..") {
            return false;
        }
        match word.split_once('/') {
            Some((first, rest)) => {
                let ours = self.rooms.iter().any(|room| room == first)
                    || self.top.iter().any(|name| name == first && self.root.join(name).is_dir());
                // `policy/operator/` names a folder of a room; `text/sv` could be anything.
                ours && first != "target" && (self.top.iter().any(|name| name == first) || looks_like_a_file(rest))
            }
            None => word.ends_with(".md") && word.starts_with(|c: char| c.is_ascii_uppercase()),
        }
    }

    fn exists(&self, document: &str, name: &str) -> bool {
        let beside = self.root.join(document).parent().map(|folder| folder.join(name));
        self.root.join(name).exists()
            || self.root.join("src").join(name).exists()
            || beside.is_some_and(|path| path.exists())
    }
}

fn looks_like_a_file(rest: &str) -> bool {
    rest.ends_with('/') || [".rs", ".ftl", ".yaml", ".md"].iter().any(|ending| rest.ends_with(ending))
}

/// Without `:12:3` at the end.
fn without_position(word: &str) -> &str {
    word.split_once(':').map_or(word, |(path, _)| path)
}

/// The targets of Markdown links that stay in the repository.
fn links(line: &str) -> Vec<String> {
    let targets = line.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
    let local = targets.filter(|target| !target.contains("://") && !target.starts_with(['#', '<']));
    let files = local.map(|target| target.split('#').next().unwrap_or(target).to_owned());
    files.filter(|target| !target.is_empty() && !target.starts_with("mailto:")).collect()
}

#[cfg(test)]
mod tests {
    use super::House;

    fn missing(line: &str) -> Vec<String> {
        House::read(crate::root()).missing("README.md", line)
    }

    #[test]
    fn what_exists_is_not_told() {
        for line in [
            "see `src/lib.rs`, `src/model/` and Cargo.toml",
            "`model/run.rs:12` and [the gates](.ci/run#top)",
            "`src/report/<format>.rs`, `src/*.rs`, `https://example.com/src/x.rs` and either/or",
        ] {
            assert_eq!(missing(line), [""; 0], "{line}");
        }
    }

    #[test]
    fn what_does_not_exist_is_told_with_its_line() {
        assert_eq!(missing("a\n`src/attic/box.rs:3`"), ["README.md:2: `src/attic/box.rs` does not exist"]);
        assert_eq!(missing("    cargo run -- audit --project tests/nowhere").len(), 1);
        assert_eq!(missing("[x](docs-of-old/x.svg)").len(), 1);
        assert_eq!(missing("see NOWHERE.md").len(), 1);
        assert_eq!(missing("`model/nowhere.rs` and `policy/nowhere/`").len(), 2);
    }
}

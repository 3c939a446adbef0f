//! Files and folders.
#![expect(clippy::disallowed_methods, reason = "this is the one place where sources touch files")]

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::{Found, Origin, unreadable};
use crate::source::Unusable;
use crate::text::Message;

/// How deep folders may lie within each other.
const DEPTH: usize = 64;
/// How many names of files that are not read a note tells.
const NAMED: usize = 3;

/// The file that a user named from a folder, or the files of the folder with one of these extensions.
pub(super) fn find(cwd: &Path, location: &str, extensions: &'static [&'static str]) -> Result<Vec<Found>, Unusable> {
    let path = &*cwd.join(location);
    let about = fs::metadata(path).map_err(|error| unreadable(&error))?;
    let name = with_slashes(location);
    if !about.is_dir() {
        // Opened and closed again, so that a file that may not be read is a failed input and not an empty source.
        drop(File::open(path).map_err(|error| unreadable(&error))?);
        return Ok(vec![Found {
            name: name.into(),
            origin: Origin::File(path.into()),
            size: about.len(),
            notes: Vec::new(),
        }]);
    }
    let mut walk = Walk { extensions, found: Vec::new(), not_read: Vec::new(), seen: HashSet::new() };
    walk.folder(path, name.trim_end_matches('/'), 0)?;
    walk.finish()
}

pub(super) fn open(path: &Path) -> io::Result<Box<dyn Read + Send>> {
    Ok(Box::new(File::open(path)?))
}

pub(super) fn read_range(path: &Path, offset: u64, len: u64) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(offset))?;
    // The file may have become shorter: no more room is taken at once than a file that is held whole takes.
    let mut bytes = Vec::with_capacity(usize::try_from(len).unwrap_or(0).min(64 << 20));
    file.take(len).read_to_end(&mut bytes)?;
    Ok(bytes)
}

pub(super) fn real_path(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn with_slashes(location: &str) -> String {
    if cfg!(windows) { location.replace('\\', "/") } else { location.to_owned() }
}

struct Walk {
    extensions: &'static [&'static str],
    found: Vec<Found>,
    not_read: Vec<String>,
    /// Folders by their real paths: a folder that links lead to twice is read once, and a loop ends.
    seen: HashSet<PathBuf>,
}

impl Walk {
    fn folder(&mut self, folder: &Path, name: &str, depth: usize) -> Result<(), Unusable> {
        let real = fs::canonicalize(folder).map_err(|error| unreadable(&error))?;
        if depth > DEPTH || !self.seen.insert(real) {
            return Ok(());
        }
        let mut entries = Vec::new();
        for entry in fs::read_dir(folder).map_err(|error| unreadable(&error))? {
            entries.push(entry.map_err(|error| unreadable(&error))?);
        }
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let short = entry.file_name().to_string_lossy().into_owned();
            if is_hidden(&short) {
                continue;
            }
            let path = entry.path();
            let name = if name.is_empty() { format!("/{short}") } else { format!("{name}/{short}") };
            // A link that leads nowhere is told among the files that are not read.
            match fs::metadata(&path) {
                Ok(about) if about.is_dir() => self.folder(&path, &name, depth + 1)?,
                Ok(about) if about.is_file() && self.is_read(&short) => {
                    let origin = Origin::File(path);
                    self.found.push(Found { name: name.into(), origin, size: about.len(), notes: Vec::new() });
                }
                _ => self.not_read.push(name),
            }
        }
        Ok(())
    }

    fn is_read(&self, name: &str) -> bool {
        let extension = name.rsplit_once('.').map(|(_, extension)| extension);
        extension.is_some_and(|extension| self.extensions.iter().any(|known| known.eq_ignore_ascii_case(extension)))
    }

    fn finish(mut self) -> Result<Vec<Found>, Unusable> {
        let Some(first) = self.found.first_mut() else {
            return Err(Unusable::new(Message::new("source-folder-empty")).advice(
                Message::new("source-folder-empty-advice")
                    .with("extensions", self.extensions.iter().map(|e| format!(".{e}")).collect::<Vec<_>>()),
            ));
        };
        let count = self.not_read.len();
        if count > 0 {
            self.not_read.truncate(NAMED);
            first.notes.push(Message::new("source-folder-others").with("count", count).with("names", self.not_read));
        }
        Ok(self.found)
    }
}

/// Hidden files, and those that spreadsheets and systems leave beside the real ones.
fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$") || matches!(name, "Thumbs.db" | "desktop.ini")
}

#[cfg(test)]
mod tests {
    use super::super::{DIRECTORY, EXTENSIONS};
    use super::{Path, find, fs, read_range};

    #[test]
    fn a_folder_gives_its_files_in_order_and_tells_what_it_leaves() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        for path in
            ["b/2.yaml", "b/1.CSV", "a.json", "läs mig.docx", ".git/x.yaml", "~$a.xlsx", "c.d/z.xlsx", "alla.zip"]
        {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let root = folder.path().to_str().unwrap();
        let found = find(Path::new(""), &format!("{root}/"), EXTENSIONS).expect("there are files");
        let names: Vec<&str> = found.iter().map(|f| f.name.strip_prefix(root).unwrap()).collect();
        assert_eq!(names, ["/a.json", "/b/1.CSV", "/b/2.yaml", "/c.d/z.xlsx"]);
        assert_eq!(found[0].notes[0].key, "source-folder-others");
        let of_the_directory = find(Path::new(""), root, DIRECTORY).expect("there are files");
        assert!(of_the_directory.iter().any(|f| f.name.ends_with("/alla.zip")));
    }

    #[test]
    fn a_folder_without_files_and_a_missing_file_are_told() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let fault = find(Path::new(""), folder.path().to_str().unwrap(), EXTENSIONS).expect_err("it is empty");
        assert_eq!(fault.message.key, "source-folder-empty");
        let fault = find(Path::new(""), folder.path().join("saknas.csv").to_str().unwrap(), EXTENSIONS)
            .expect_err("it is missing");
        assert_eq!(fault.message.key, "source-not-found");
    }

    #[cfg(unix)]
    #[test]
    fn a_loop_of_links_ends() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        fs::create_dir(folder.path().join("a")).unwrap();
        fs::write(folder.path().join("a/x.yaml"), "x").unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("a/up")).unwrap();
        std::os::unix::fs::symlink("nowhere", folder.path().join("dangling.csv")).unwrap();
        let found = find(Path::new(""), folder.path().to_str().unwrap(), EXTENSIONS).expect("there is a file");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].notes.len(), 1);
    }

    #[test]
    fn a_range_ends_with_the_file() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("x");
        fs::write(&path, "abcdef").unwrap();
        assert_eq!(read_range(&path, 2, 3).unwrap(), b"cde");
        assert_eq!(read_range(&path, 4, 99).unwrap(), b"ef");
        assert_eq!(read_range(&path, 99, 1).unwrap(), b"");
    }
}

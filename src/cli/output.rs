//! Where data goes: standard output, or a file that is either the old one or the whole new one.
#![expect(clippy::disallowed_methods, reason = "this is the place where files are written")]

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::error::{CliError, shown};
use crate::source::encoding::Text;
use crate::text::Message;

/// How much is collected before it is handed on.
const BUFFER: usize = 64 * 1024;

/// Writes a file under a temporary name beside it, makes sure that it is on the disk, and gives it its name. Whatever
/// goes wrong, the old file is as it was. `named` is the file as the user named it, from the working folder.
///
/// # Errors
/// When the file cannot be written, or what `fill` says.
pub(crate) fn write_file(
    cwd: &Path,
    named: &Path,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), CliError> {
    write(&cwd.join(named), fill).map_err(|error| CliError::cannot_write(named, error))
}

/// Writes a file that must not be there yet.
///
/// # Errors
/// When it is there, or cannot be written.
pub(crate) fn write_new_file(cwd: &Path, named: &Path, text: &str) -> Result<(), CliError> {
    let made = OpenOptions::new().write(true).create_new(true).open(cwd.join(named));
    made.and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .map_err(|error| CliError::cannot_write(named, error))
}

/// Device names of Windows, which no file can have whatever its ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Whether a file may be made under this name: it is not there, its name leads nowhere else, and it is no device.
///
/// # Errors
/// When it may not, with why.
pub(crate) fn fresh(cwd: &Path, named: &Path) -> Result<(), CliError> {
    let refuse = |key| CliError::unusable(Message::new(key).with("path", shown(named)));
    let leads_up = named.components().any(|part| part == std::path::Component::ParentDir);
    if leads_up {
        return Err(refuse("cli-fresh-up"));
    }
    let stem = named.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let first = stem.split('.').next().unwrap_or_default().trim_end();
    let numbered = |device: &str| {
        first.strip_prefix(device).is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let odd = |c: char| c.is_control() || matches!(c, '<' | '>' | '"' | '|' | '?' | '*');
    if first.is_empty() || DEVICES.contains(&first) || numbered("com") || numbered("lpt") || stem.contains(odd) {
        return Err(refuse("cli-fresh-device"));
    }
    match fs::symlink_metadata(cwd.join(named)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(CliError::cannot_write(named, error)),
        Ok(found) if found.file_type().is_symlink() => Err(refuse("cli-fresh-link")),
        Ok(found) if !found.is_file() => Err(refuse("cli-fresh-device")),
        Ok(_) => Err(refuse("cli-fresh-exists")),
    }
}

/// Reads a small text file, in UTF-8 or as Windows writes text.
///
/// # Errors
/// When it cannot be read, or is no text.
pub(crate) fn read_text(cwd: &Path, named: &Path) -> Result<String, CliError> {
    let bytes = fs::read(cwd.join(named)).map_err(|error| CliError::cannot_read(named, error))?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(other) => Text::decode(other.into_bytes())
            .map(|text| text.as_str().to_owned())
            .map_err(|why| CliError::no_text(named, why)),
    }
}

/// Makes a folder and those above it.
///
/// # Errors
/// When that is not allowed.
pub(crate) fn make_folder(cwd: &Path, named: &Path) -> Result<(), CliError> {
    fs::create_dir_all(cwd.join(named)).map_err(|error| CliError::cannot_write(named, error))
}

/// Writes to a stream through a buffer.
///
/// # Errors
/// What the stream or `fill` says.
pub(crate) fn write_stream(out: &mut dyn Write, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut buffered = BufWriter::with_capacity(BUFFER, out);
    fill(&mut buffered)?;
    buffered.flush()
}

fn write(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // A link stays a link: what it points at is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let existing = fs::metadata(&target).ok();
    if existing.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if existing.as_ref().is_some_and(|found| !found.is_file()) {
        // A device or a pipe cannot be replaced, only written to.
        return write_stream(&mut OpenOptions::new().write(true).open(&target)?, fill);
    }
    let temporary = Temporary::beside(&target)?;
    write_stream(&mut &temporary.file, fill)?;
    if let Some(existing) = existing {
        temporary.file.set_permissions(existing.permissions())?;
    }
    temporary.file.sync_all()?;
    temporary.rename(&target)?;
    sync_folder(&target);
    Ok(())
}

/// A file that is removed again unless it gets its name.
struct Temporary {
    path: Option<PathBuf>,
    file: File,
}

impl Temporary {
    fn beside(target: &Path) -> io::Result<Self> {
        let name = target.file_name().ok_or(io::ErrorKind::IsADirectory)?.to_string_lossy();
        let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
        for attempt in 0..100 {
            let path = target.with_file_name(format!(".{name}.{}-{attempt}.tmp", std::process::id()));
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(file) => return Ok(Self { path: Some(path), file }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
                Err(error) => return Err(error),
            }
        }
        Err(last)
    }

    fn rename(mut self, target: &Path) -> io::Result<()> {
        if let Some(path) = &self.path {
            fs::rename(path, target)?;
        }
        self.path = None;
        Ok(())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Some(path) = &self.path {
            // Nothing more can be done; the name says what it is.
            let _removed = fs::remove_file(path);
        }
    }
}

/// Makes the new name durable where folders can be synced (not on Windows, where renaming suffices). The file itself
/// is safe already, so a file system that cannot do it is no reason to fail.
fn sync_folder(target: &Path) {
    if cfg!(unix)
        && let Some(folder) = target.parent()
        && let Ok(folder) = File::open(folder)
    {
        let _synced = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::path::Path;

    use super::{fresh, write_file, write_new_file};

    #[test]
    fn a_failure_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let cwd = Path::new("");
        let path = folder.path().join("rapport.json");
        write_file(cwd, &path, |out| out.write_all(b"old")).expect("it can be written");
        let failed = write_file(cwd, &path, |out| {
            out.write_all(&[b'x'; 200_000])?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert!(failed.is_err());
        assert_eq!(std::fs::read(&path).expect("it is there"), b"old");
        assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 1);
    }

    #[test]
    fn a_file_that_is_there_is_never_overwritten_by_a_new_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let cwd = Path::new("");
        let path = folder.path().join("a.yaml");
        write_new_file(cwd, &path, "1").expect("it is new");
        assert!(write_new_file(cwd, &path, "2").is_err());
        assert_eq!(std::fs::read(&path).expect("it is there"), b"1");
    }

    #[test]
    fn a_new_file_is_made_under_a_plain_name_and_nowhere_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let cwd = folder.path();
        for plain in ["a.csv", "under/b.json", "comma.csv", "behörigheter.csv"] {
            assert!(fresh(cwd, Path::new(plain)).is_ok(), "{plain}");
        }
        for odd in
            ["../a.csv", "x/../../a.csv", "CON", "con.csv", "nul.tar.csv", "COM1.csv", "lpt9", "a\u{1b}b.csv", ""]
        {
            assert!(fresh(cwd, Path::new(odd)).is_err(), "{odd}");
        }
        std::fs::write(cwd.join("a.csv"), "old").expect("it is new");
        assert!(fresh(cwd, Path::new("a.csv")).is_err(), "it is there");
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("/nowhere", cwd.join("link.csv")).expect("a link");
            assert!(fresh(cwd, Path::new("link.csv")).is_err(), "it leads elsewhere");
            assert!(fresh(Path::new("/"), Path::new("dev/null")).is_err(), "a device");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_rights_stay_as_they_were() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().expect("a folder");
        let cwd = Path::new("");
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        write_file(cwd, &real, |out| out.write_all(b"1")).expect("it can be written");
        std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).expect("it is ours");
        symlink(&real, &link).expect("a link");
        write_file(cwd, &link, |out| out.write_all(b"2")).expect("it can be written");
        assert!(link.is_symlink());
        assert_eq!(std::fs::read(&real).expect("it is there"), b"2");
        assert_eq!(std::fs::metadata(&real).expect("it is there").permissions().mode() & 0o777, 0o640);
        write_file(cwd, Path::new("/dev/null"), |out| out.write_all(b"2")).expect("a device takes it");
    }
}

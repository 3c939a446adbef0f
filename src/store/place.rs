//! Where a register's file may lie: on a local disk, readable by its owner only.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::Path;

use crate::permission::ledger::LedgerError;
use crate::text::Message;

/// Makes an empty file for its owner only. One that is there and empty is taken as it is.
pub(super) fn make(path: &Path) -> Result<(), LedgerError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let refuse = |why: io::Error| LedgerError::Unavailable(Message::new("store-not-made").with("why", why.to_string()));
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => match fs::metadata(path) {
            Ok(file) if file.is_file() && file.len() == 0 => Ok(()),
            Ok(_) => Err(LedgerError::Unavailable(Message::new("store-exists"))),
            Err(error) => Err(refuse(error)),
        },
        Err(error) => Err(refuse(error)),
    }
}

/// Copies a file's bytes into another that has been made.
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), LedgerError> {
    let copied = OpenOptions::new().read(true).open(from).and_then(|mut from| {
        let mut to = OpenOptions::new().write(true).open(to)?;
        io::copy(&mut from, &mut to)?;
        to.sync_all()
    });
    copied.map_err(|why| LedgerError::Unavailable(Message::new("store-not-made").with("why", why.to_string())))
}

/// Takes back a file that could not become a register.
pub(super) fn unmake(path: &Path) {
    // An empty or half-made file is worth nothing; if it cannot be removed either, the error that led here says why.
    let _removed = fs::remove_file(path);
}

/// Whether a change may be written in a file here.
pub(super) fn check(path: &Path) -> Result<(), LedgerError> {
    if let Some(kind) = network(path) {
        return Err(LedgerError::Unavailable(Message::new("store-network").with("kind", kind)));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        if fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o077 != 0) {
            let message = Message::new("store-open-to-others").with("path", path.display().to_string());
            return Err(LedgerError::Unavailable(message));
        }
    }
    Ok(())
}

/// The kind of network file system that a file lies on, if it does.
#[cfg(target_os = "linux")]
fn network(path: &Path) -> Option<&'static str> {
    let kind = rustix::fs::statfs(path).ok()?.f_type;
    // Its width and sign differ between processors; the numbers have 32 bits.
    network_kind(kind as u32)
}

/// A share is named by its server.
#[cfg(windows)]
fn network(path: &Path) -> Option<&'static str> {
    let text = path.to_string_lossy();
    let share = text.starts_with(r"\\") && !text.starts_with(r"\\?\") && !text.starts_with(r"\\.\");
    (share || text.starts_with(r"\\?\UNC\")).then_some("SMB")
}

#[cfg(not(any(target_os = "linux", windows)))]
fn network(_: &Path) -> Option<&'static str> {
    None
}

/// The name of a network file system by the magic number that Linux gives it (`statfs(2)`).
#[cfg(any(target_os = "linux", test))]
fn network_kind(magic: u32) -> Option<&'static str> {
    Some(match magic {
        0x6969 => "NFS",
        0x517b | 0xff53_4d42 | 0xfe53_4d42 => "SMB",
        0x0102_1997 => "9p",
        0x6573_5546 => "FUSE",
        0x5346_414f | 0x6b41_4653 => "AFS",
        0x00c3_6400 => "Ceph",
        0x0bd0_0bd0 => "Lustre",
        0x7375_7245 => "Coda",
        0x564c => "NCP",
        0x0116_1970 => "GFS2",
        0x7461_636f => "OCFS2",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::network_kind;

    #[test]
    fn network_file_systems_are_known_by_number_and_local_ones_pass() {
        for (magic, kind) in [(0x6969, "NFS"), (0xfe53_4d42, "SMB"), (0x0102_1997, "9p"), (0x6573_5546, "FUSE")] {
            assert_eq!(network_kind(magic), Some(kind));
        }
        // ext4, XFS, Btrfs, tmpfs, overlayfs, ZFS, F2FS.
        for magic in [0xef53, 0x5846_5342, 0x9123_683e, 0x0102_1994, 0x794c_7630, 0x2fc1_2fc1, 0xf2f5_2010] {
            assert_eq!(network_kind(magic), None, "{magic:x}");
        }
    }
}

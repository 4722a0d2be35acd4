//! Files that only their owner may read: the master key, the SQLite database.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::PrivatePathError;
use crate::entropy::Entropy;

/// Checks that nobody but the owner may read or write the file: mode 0600 or narrower.
///
/// # Errors
/// [`PrivatePathError::Io`] when it cannot be looked at, [`PrivatePathError::TooOpen`] with the command that mends it.
pub fn check_mode(path: &Path) -> Result<(), PrivatePathError> {
    let metadata = fs::metadata(path).map_err(|cause| PrivatePathError::io(path, cause))?;
    super::refuse_wider(path, metadata.permissions().mode(), "600")
}

/// Reads at most `limit` bytes of a private file; the mode is checked on the open file, so nobody can swap it in between.
///
/// # Errors
/// As [`check_mode`].
pub fn read(path: &Path, limit: u64) -> Result<Zeroizing<Vec<u8>>, PrivatePathError> {
    let failed = |cause| PrivatePathError::io(path, cause);
    let file = File::open(path).map_err(failed)?;
    super::refuse_wider(
        path,
        file.metadata().map_err(failed)?.permissions().mode(),
        "600",
    )?;
    let mut bytes = Zeroizing::new(Vec::new());
    file.take(limit).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// Makes a file of mode 0600 with these bytes, durable on return. It appears whole or not at all, and never in place of another:
/// of two processes that start together one makes the file and the other learns that it exists.
///
/// # Errors
/// [`PrivatePathError::Io`], with the kind `AlreadyExists` when the file is there.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), PrivatePathError> {
    create_io(path, bytes).map_err(|cause| PrivatePathError::io(path, cause))
}

fn create_io(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let draft = draft_of(path);
    let written = write_new(&draft, bytes);
    // A hard link, unlike a rename, never replaces what stands there.
    let linked = written.and_then(|()| fs::hard_link(&draft, path));
    let removed = fs::remove_file(&draft);
    match linked {
        Ok(()) => removed?,
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => return Err(cause),
        // Some file systems know no hard links. There the file is written in place, at the price of not appearing at once.
        Err(cause)
            if matches!(
                cause.kind(),
                io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied
            ) =>
        {
            write_new(path, bytes)?;
        }
        Err(cause) => return Err(cause),
    }
    sync_directory_of(path)
}

/// A name beside the file that nobody else uses.
fn draft_of(path: &Path) -> PathBuf {
    let number = u64::from_le_bytes(Entropy.bytes());
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{number:016x}.new"));
    path.with_file_name(name)
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes the new name durable too: without it a power cut may leave no file.
fn sync_directory_of(path: &Path) -> io::Result<()> {
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    File::open(parent)?.sync_all()
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]
mod tests {
    use std::fs::Permissions;

    use super::*;

    #[test]
    fn a_new_file_is_its_owners_alone_and_whole() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("secret");
        create(&path, b"bytes").unwrap();
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        assert_eq!(read(&path, 100).unwrap().as_slice(), b"bytes");
        assert_eq!(read(&path, 3).unwrap().as_slice(), b"byt");
        let names: Vec<_> = fs::read_dir(place.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(names, ["secret"], "no draft stays behind");
    }

    #[test]
    fn a_file_that_is_there_is_never_replaced() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("secret");
        create(&path, b"first").unwrap();
        let Err(PrivatePathError::Io { cause, .. }) = create(&path, b"second") else {
            panic!("it was replaced")
        };
        assert_eq!(cause.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"first");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_others_may_read_is_refused_with_the_command_that_mends_it() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("secret");
        create(&path, b"bytes").unwrap();
        for mode in [0o640, 0o604, 0o620, 0o601] {
            fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
            let error = check_mode(&path).unwrap_err().to_string();
            assert!(
                error.contains("chmod 600 ") && error.contains(&path.display().to_string()),
                "{error}"
            );
            assert!(matches!(
                read(&path, 100),
                Err(PrivatePathError::TooOpen { .. })
            ));
        }
        fs::set_permissions(&path, Permissions::from_mode(0o400)).unwrap();
        check_mode(&path).unwrap();
    }
}

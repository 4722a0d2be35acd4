//! The directory of private files, which no other account of the machine may enter.

use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::Path;

use super::PrivatePathError;

/// Makes sure that the directory exists and is its owner's alone: made with mode 0700, or found to be no wider.
/// A directory that is there already is never changed: it may serve others on purpose (`/tmp`).
///
/// # Errors
/// [`PrivatePathError::Io`] when it cannot be made or looked at, [`PrivatePathError::NotADirectory`] when something else stands there,
/// [`PrivatePathError::TooOpen`] when others may enter it.
pub fn ensure(path: &Path) -> Result<(), PrivatePathError> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(path);
    if let Err(cause) = made
        && cause.kind() != io::ErrorKind::AlreadyExists
    {
        return Err(PrivatePathError::io(path, cause));
    }
    let metadata = fs::metadata(path).map_err(|cause| PrivatePathError::io(path, cause))?;
    if !metadata.is_dir() {
        return Err(PrivatePathError::NotADirectory(path.to_owned()));
    }
    super::refuse_wider(path, metadata.permissions().mode(), "700")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use std::fs::Permissions;

    use super::*;

    #[test]
    fn a_new_directory_is_its_owners_alone() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("data/inner");
        ensure(&path).unwrap();
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o700
        );
        ensure(&path).unwrap();
    }

    #[test]
    fn an_open_directory_is_refused_with_the_command_that_mends_it() {
        let place = tempfile::tempdir().unwrap();
        fs::set_permissions(place.path(), Permissions::from_mode(0o750)).unwrap();
        let error = ensure(place.path()).unwrap_err().to_string();
        assert!(
            error.contains("chmod 700 ") && error.contains(&place.path().display().to_string()),
            "{error}"
        );
        assert_eq!(
            fs::metadata(place.path()).unwrap().permissions().mode() & 0o777,
            0o750,
            "it was left alone"
        );
    }

    #[test]
    fn a_file_is_no_directory() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("file");
        fs::write(&path, "").unwrap();
        assert!(matches!(
            ensure(&path),
            Err(PrivatePathError::NotADirectory(_))
        ));
    }
}

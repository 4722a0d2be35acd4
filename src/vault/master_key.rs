//! The master key: 32 bytes from the environment, or from a file made on first start.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

use super::{PrivatePathError, private_file};
use crate::entropy::Entropy;
use crate::model::Secret;

const LENGTH: usize = 32;
/// More than any spelling of 32 bytes needs.
const LONGEST_FILE: u64 = 1024;

const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT);

/// Why there is no master key. No message repeats any of the text it judges.
#[derive(Debug, thiserror::Error)]
pub enum MasterKeyError {
    /// Neither base64 nor hexadecimal.
    #[error(
        "the master key must be 32 bytes in base64 or hexadecimal (make one with: openssl rand -base64 32)"
    )]
    Malformed,
    /// Base64 or hexadecimal of another length.
    #[error(
        "the master key must be 32 bytes long, not {0} (make one with: openssl rand -base64 32)"
    )]
    Length(usize),
    /// All its bytes are the same.
    #[error(
        "the master key is one byte repeated: that is no secret (make one with: openssl rand -base64 32)"
    )]
    Weak,
    /// What stands in the file is no master key.
    #[error("{}: {cause}", path.display())]
    InFile {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        cause: Box<MasterKeyError>,
    },
    /// The file cannot be read or made, or others may read it.
    #[error(transparent)]
    File(#[from] PrivatePathError),
}

/// The key that all others at rest come from. Whoever loses it loses what was sealed; whoever has it and the database has everything.
#[derive(Clone)]
pub struct MasterKey(Zeroizing<[u8; LENGTH]>);

impl MasterKey {
    /// Takes 32 bytes.
    ///
    /// # Errors
    /// [`MasterKeyError::Weak`] when all are the same.
    pub fn from_bytes(bytes: [u8; LENGTH]) -> Result<Self, MasterKeyError> {
        let bytes = Zeroizing::new(bytes);
        let [first, rest @ ..] = *bytes;
        if rest.iter().all(|byte| *byte == first) {
            return Err(MasterKeyError::Weak);
        }
        Ok(Self(bytes))
    }

    /// Reads 64 hexadecimal digits, or base64 in either alphabet, with or without padding. Space around it does not count.
    ///
    /// # Errors
    /// [`MasterKeyError::Malformed`], [`MasterKeyError::Length`], [`MasterKeyError::Weak`].
    pub fn from_text(text: &Secret) -> Result<Self, MasterKeyError> {
        let text = text.expose().trim();
        // 64 hexadecimal digits are base64 too, of 48 bytes: nobody means those.
        let bytes = if text.len() == 2 * LENGTH {
            from_hex(text)
        } else {
            None
        };
        let bytes = match bytes {
            Some(bytes) => bytes,
            None => from_base64(text).ok_or(MasterKeyError::Malformed)?,
        };
        let bytes = <[u8; LENGTH]>::try_from(bytes.as_slice())
            .map_err(|_| MasterKeyError::Length(bytes.len()))?;
        Self::from_bytes(bytes)
    }

    /// Reads the key from a file that only its owner may read.
    ///
    /// # Errors
    /// [`MasterKeyError::File`] when it cannot be read or is open to others, [`MasterKeyError::InFile`] when it holds no master key.
    pub fn from_file(path: &Path) -> Result<Self, MasterKeyError> {
        let bytes = private_file::read(path, LONGEST_FILE)?;
        let key = match std::str::from_utf8(&bytes) {
            Ok(text) => Self::from_text(&Secret::new(text)),
            Err(_) => Err(MasterKeyError::Malformed),
        };
        key.map_err(|cause| MasterKeyError::InFile {
            path: path.to_owned(),
            cause: Box::new(cause),
        })
    }

    /// Reads the key from the file, or makes a new key and the file (mode 0600) when there is none.
    /// Several processes that start at once all receive the same key.
    ///
    /// # Errors
    /// As [`MasterKey::from_file`]. A file that holds no master key is never replaced.
    pub fn from_file_or_new(path: &Path, entropy: Entropy) -> Result<Self, MasterKeyError> {
        match Self::from_file(path) {
            Err(MasterKeyError::File(PrivatePathError::Io { cause, .. }))
                if cause.kind() == io::ErrorKind::NotFound => {}
            found => return found,
        }
        let bytes = Zeroizing::new(entropy.bytes::<LENGTH>());
        let text = Zeroizing::new(STANDARD.encode(bytes.as_slice()) + "\n");
        match private_file::create(path, text.as_bytes()) {
            // Another process was faster: its key is the one.
            Err(PrivatePathError::Io { cause, .. })
                if cause.kind() == io::ErrorKind::AlreadyExists => {}
            made => made?,
        }
        Self::from_file(path)
    }

    /// The bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(***)")
    }
}

fn from_hex(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let digits: Option<Vec<u8>> = text
        .chars()
        .map(|digit| {
            digit
                .to_digit(16)
                .and_then(|digit| u8::try_from(digit).ok())
        })
        .collect();
    let digits = Zeroizing::new(digits?);
    let bytes = digits
        .as_chunks::<2>()
        .0
        .iter()
        .map(|[high, low]| high << 4 | low)
        .collect();
    Some(Zeroizing::new(bytes))
}

fn from_base64(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    STANDARD
        .decode(text)
        .or_else(|_| URL_SAFE.decode(text))
        .ok()
        .map(Zeroizing::new)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    const HEX: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1eff";

    fn parse(text: &str) -> Result<MasterKey, MasterKeyError> {
        MasterKey::from_text(&Secret::new(text))
    }

    #[test]
    fn every_usual_spelling_gives_the_same_key() {
        let key = parse(HEX).unwrap();
        assert_eq!(key.bytes().last(), Some(&0xff));
        let standard = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHv8=";
        let url_safe = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHv8";
        for text in [
            standard,
            url_safe,
            &standard.replace('/', "_"),
            &format!(" {HEX}\n"),
            &HEX.to_uppercase(),
        ] {
            assert_eq!(parse(text).unwrap().bytes(), key.bytes(), "{text}");
        }
    }

    #[test]
    fn what_is_no_key_is_refused_and_not_repeated() {
        assert!(matches!(
            parse("hunter2 is no key!"),
            Err(MasterKeyError::Malformed)
        ));
        assert!(matches!(parse(""), Err(MasterKeyError::Length(0))));
        assert!(matches!(parse("c2hvcnQ="), Err(MasterKeyError::Length(5))));
        assert!(matches!(parse(&"41".repeat(32)), Err(MasterKeyError::Weak)));
        assert!(matches!(parse(&"A".repeat(43)), Err(MasterKeyError::Weak)));
        let error = parse("hunter2 is no key!").unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hunter2"));
    }

    #[test]
    fn the_file_is_made_once_and_read_ever_after() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("master.key");
        let first = MasterKey::from_file_or_new(&path, Entropy).unwrap();
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        assert_eq!(
            MasterKey::from_file_or_new(&path, Entropy).unwrap().bytes(),
            first.bytes()
        );
        assert_eq!(MasterKey::from_file(&path).unwrap().bytes(), first.bytes());
    }

    #[test]
    fn processes_that_start_together_get_one_key() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("master.key");
        let starts: Vec<_> = (0..8)
            .map(|_| {
                let path = path.clone();
                std::thread::spawn(move || {
                    MasterKey::from_file_or_new(&path, Entropy)
                        .unwrap()
                        .bytes()
                        .to_vec()
                })
            })
            .collect();
        let mut keys: Vec<_> = starts
            .into_iter()
            .map(|start| start.join().unwrap())
            .collect();
        keys.dedup();
        assert_eq!(keys.len(), 1);
    }

    #[test]
    fn a_file_that_others_may_read_is_refused() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("master.key");
        MasterKey::from_file_or_new(&path, Entropy).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
        let error = MasterKey::from_file_or_new(&path, Entropy).unwrap_err();
        assert!(error.to_string().contains("chmod 600"), "{error}");
    }

    #[test]
    fn a_file_that_holds_no_key_is_refused_by_name_and_kept() {
        let place = tempfile::tempdir().unwrap();
        for content in ["", "c2hvcnQ=", "not a key at all", &"00".repeat(32)] {
            let path = place.path().join("master.key");
            private_file::create(&path, content.as_bytes()).unwrap();
            let error = MasterKey::from_file_or_new(&path, Entropy).unwrap_err();
            assert!(matches!(error, MasterKeyError::InFile { .. }));
            assert!(
                error.to_string().contains("master.key: the master key"),
                "{error}"
            );
            assert_eq!(fs::read_to_string(&path).unwrap(), content);
            fs::remove_file(&path).unwrap();
        }
    }

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", parse(HEX).unwrap()), "MasterKey(***)");
    }
}

//! Encryption at rest, and keyed tags, under the one master key of a deployment.
//!
//! A copy of the database alone opens nothing: what [`Vault::seal`] wrote needs the master key, and it opens only in the row and
//! column it was sealed for. From the master key every use has a key of its own (HKDF-SHA-256, RFC 5869), so none helps with another.

pub mod foreign_tag;
mod master_key;
pub mod private_dir;
pub mod private_file;

use std::collections::HashMap;
use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use hkdf::Hkdf;
use hmac::digest::KeyInit;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::entropy::Entropy;
pub use master_key::{MasterKey, MasterKeyError};

/// The first byte of everything sealed: AES-256-GCM with a nonce of 96 bits.
const FORMAT: u8 = 1;
const KEY_ID: usize = 8;
const NONCE: usize = 12;

/// Why something sealed does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// It was sealed under another master key.
    #[error(
        "this was encrypted under another master key: start with the master key that belongs to this database"
    )]
    WrongKey,
    /// It was changed, cut short, or moved here from another row or column.
    #[error("an encrypted value does not open where it stands: it was changed or moved")]
    Tampered,
    /// It could not be sealed: more than 64 GiB.
    #[error("a value is too large to encrypt")]
    TooLarge,
}

/// Why a private file or directory cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PrivatePathError {
    /// Reading or writing failed.
    #[error("{}: {cause}", path.display())]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// What the operating system says.
        #[source]
        cause: std::io::Error,
    },
    /// Others than the owner may use it.
    #[error("{} is open to other accounts (mode {mode:03o}); mend it with: chmod {narrow} '{}'", path.display(), path.display())]
    TooOpen {
        /// The file or directory.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
        /// The widest mode that is accepted.
        narrow: &'static str,
    },
    /// Something else stands where a directory is needed.
    #[error("{} is not a directory", .0.display())]
    NotADirectory(PathBuf),
}

impl PrivatePathError {
    fn io(path: &Path, cause: std::io::Error) -> Self {
        Self::Io {
            path: path.to_owned(),
            cause,
        }
    }
}

/// Refuses permission bits for group and others; `narrow` is the mode that the error recommends.
fn refuse_wider(path: &Path, mode: u32, narrow: &'static str) -> Result<(), PrivatePathError> {
    let for_others = mode & 0o077;
    if for_others != 0 {
        return Err(PrivatePathError::TooOpen {
            path: path.to_owned(),
            mode: mode & 0o777,
            narrow,
        });
    }
    Ok(())
}

/// Where a sealed value stands. It is part of what is authenticated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The table, without `:`.
    pub table: &'static str,
    /// The column, without `:`.
    pub column: &'static str,
    /// The row's primary key as text.
    pub row: String,
}

/// Seals and opens values, makes and checks tags. Cheap to clone.
#[derive(Clone)]
pub struct Vault(Arc<Keys>);

struct Keys {
    root: Hkdf<Sha256>,
    cipher: Aes256Gcm,
    key_id: [u8; KEY_ID],
    entropy: Entropy,
    /// Keyed and ready to hash: a tag then costs no derivation.
    tags: RwLock<HashMap<&'static str, Hmac<Sha256>>>,
}

impl Vault {
    /// The vault under this master key.
    pub fn new(master: &MasterKey, entropy: Entropy) -> Self {
        let root = Hkdf::<Sha256>::new(Some(b"vestibule vault 1"), master.bytes());
        let cipher = <Aes256Gcm as KeyInit>::new(subkey::<32>(&root, "seal", "").as_slice().into());
        let mut key_id = [0; KEY_ID];
        let digest = Sha256::new()
            .chain_update(b"vestibule master key id:")
            .chain_update(master.bytes())
            .finalize();
        key_id
            .iter_mut()
            .zip(digest)
            .for_each(|(id, byte)| *id = byte);
        Self(Arc::new(Keys {
            root,
            cipher,
            key_id,
            entropy,
            tags: RwLock::default(),
        }))
    }

    /// Encrypts a value for the place where it will stand.
    ///
    /// # Errors
    /// [`VaultError::TooLarge`] beyond what AES-GCM can encrypt at once (NIST SP 800-38D §5.2.1.1).
    pub fn seal(&self, place: &Place, plaintext: &[u8]) -> Result<Vec<u8>, VaultError> {
        // A random nonce is safe for 2^32 values under one key (NIST SP 800-38D §8.3); private keys and secrets are far fewer.
        let nonce = self.0.entropy.bytes::<NONCE>();
        let associated = self.associated(place);
        let payload = Payload {
            msg: plaintext,
            aad: associated.as_bytes(),
        };
        let sealed = self
            .0
            .cipher
            .encrypt(&Nonce::from(nonce), payload)
            .map_err(|_| VaultError::TooLarge)?;
        Ok([[FORMAT].as_slice(), &self.0.key_id, &nonce, &sealed].concat())
    }

    /// Decrypts what [`Vault::seal`] made for this same place.
    ///
    /// # Errors
    /// [`VaultError::WrongKey`] when another master key sealed it, [`VaultError::Tampered`] when it was changed or moved.
    pub fn open(&self, place: &Place, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let (format, rest) = sealed.split_first().ok_or(VaultError::Tampered)?;
        let (key_id, rest) = rest.split_at_checked(KEY_ID).ok_or(VaultError::Tampered)?;
        let (nonce, ciphertext) = rest
            .split_first_chunk::<NONCE>()
            .ok_or(VaultError::Tampered)?;
        if *format != FORMAT {
            return Err(VaultError::Tampered);
        }
        // Without this a wrong master key could not be told from a damaged database.
        if key_id != self.0.key_id {
            return Err(VaultError::WrongKey);
        }
        let associated = self.associated(place);
        let payload = Payload {
            msg: ciphertext,
            aad: associated.as_bytes(),
        };
        let opened = self.0.cipher.decrypt(&Nonce::from(*nonce), payload);
        opened.map(Zeroizing::new).map_err(|_| VaultError::Tampered)
    }

    /// The keyed tag (HMAC-SHA-256, RFC 2104) of a message. A tag made for one purpose is worth nothing for another.
    pub fn tag(&self, purpose: &'static str, message: &[u8]) -> [u8; 32] {
        self.tagger(purpose)
            .chain_update(message)
            .finalize()
            .into_bytes()
            .into()
    }

    /// Whether this is the tag of the message for the purpose; the comparison takes the same time wherever they differ.
    pub fn verify_tag(&self, purpose: &'static str, message: &[u8], tag: &[u8]) -> bool {
        self.tagger(purpose)
            .chain_update(message)
            .verify_slice(tag)
            .is_ok()
    }

    /// The hex of the master key's id, to tell deployments apart. It reveals nothing of the key.
    pub fn key_id(&self) -> String {
        self.0.key_id.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    fn associated(&self, place: &Place) -> String {
        format!(
            "{}:{}:{}:{}",
            place.table,
            place.column,
            place.row,
            self.key_id()
        )
    }

    fn tagger(&self, purpose: &'static str) -> Hmac<Sha256> {
        let known = self
            .0
            .tags
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(purpose)
            .cloned();
        known.unwrap_or_else(|| {
            let key = subkey::<64>(&self.0.root, "tag", purpose);
            let tagger = <Hmac<Sha256> as KeyInit>::new(key.as_slice().into());
            self.0
                .tags
                .write()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(purpose, tagger.clone());
            tagger
        })
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Vault(key id {})", self.key_id())
    }
}

/// RFC 5869 §2.3: the key of one use. `use_` is a fixed word without `:`.
#[expect(
    clippy::expect_used,
    reason = "HKDF refuses only outputs beyond 255 hashes"
)]
fn subkey<const N: usize>(
    root: &Hkdf<Sha256>,
    use_: &'static str,
    purpose: &'static str,
) -> Zeroizing<[u8; N]> {
    let mut key = Zeroizing::new([0; N]);
    root.expand_multi_info(
        &[use_.as_bytes(), b":", purpose.as_bytes()],
        key.as_mut_slice(),
    )
    .expect("a short output");
    key
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]
mod tests {
    use super::*;

    fn vault(byte: u8) -> Vault {
        let mut bytes: [u8; 32] = std::array::from_fn(|at| u8::try_from(at).unwrap());
        bytes[0] = byte;
        Vault::new(&MasterKey::from_bytes(bytes).unwrap(), Entropy)
    }

    fn place() -> Place {
        Place {
            table: "keys",
            column: "private",
            row: "7".into(),
        }
    }

    #[test]
    fn what_was_sealed_opens_in_its_place() {
        let sealed = vault(1).seal(&place(), b"private key").unwrap();
        assert_eq!(
            vault(1).open(&place(), &sealed).unwrap().as_slice(),
            b"private key"
        );
        assert!(!sealed.windows(7).any(|part| part == b"private"));
        let empty = vault(1).seal(&place(), b"").unwrap();
        assert_eq!(vault(1).open(&place(), &empty).unwrap().as_slice(), b"");
    }

    #[test]
    fn the_same_value_is_sealed_differently_each_time() {
        let vault = vault(1);
        assert_ne!(
            vault.seal(&place(), b"x").unwrap(),
            vault.seal(&place(), b"x").unwrap()
        );
    }

    #[test]
    fn what_was_moved_to_another_place_does_not_open() {
        let vault = vault(1);
        let sealed = vault.seal(&place(), b"x").unwrap();
        for elsewhere in [
            Place {
                row: "8".into(),
                ..place()
            },
            Place {
                column: "public",
                ..place()
            },
            Place {
                table: "clients",
                ..place()
            },
        ] {
            assert_eq!(
                vault.open(&elsewhere, &sealed).unwrap_err(),
                VaultError::Tampered,
                "{elsewhere:?}"
            );
        }
    }

    #[test]
    fn another_master_key_is_named_as_the_cause() {
        let sealed = vault(1).seal(&place(), b"x").unwrap();
        assert_eq!(
            vault(2).open(&place(), &sealed).unwrap_err(),
            VaultError::WrongKey
        );
    }

    #[test]
    fn no_bit_can_be_changed_and_no_byte_cut() {
        let vault = vault(1);
        let sealed = vault.seal(&place(), b"private key").unwrap();
        for at in 0..sealed.len() {
            assert!(vault.open(&place(), &sealed[..at]).is_err(), "cut at {at}");
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(vault.open(&place(), &changed).is_err(), "changed at {at}");
        }
    }

    #[test]
    fn a_tag_holds_for_its_purpose_message_and_key_only() {
        let tag = vault(1).tag("refresh", b"grant 1");
        assert!(vault(1).verify_tag("refresh", b"grant 1", &tag));
        assert!(!vault(1).verify_tag("csrf", b"grant 1", &tag));
        assert!(!vault(1).verify_tag("refresh", b"grant 2", &tag));
        assert!(!vault(2).verify_tag("refresh", b"grant 1", &tag));
        assert!(!vault(1).verify_tag("refresh", b"grant 1", &tag[..31]));
        assert!(!vault(1).verify_tag("refresh", b"grant 1", b""));
    }

    #[test]
    fn a_tag_is_the_hmac_of_rfc_2104_under_the_derived_key() {
        let vault = vault(1);
        let key = subkey::<64>(&vault.0.root, "tag", "refresh");
        let mut inner = Sha256::new();
        inner.update(key.map(|byte| byte ^ 0x36));
        inner.update(b"grant 1");
        let mut outer = Sha256::new();
        outer.update(key.map(|byte| byte ^ 0x5c));
        outer.update(inner.finalize());
        assert_eq!(
            vault.tag("refresh", b"grant 1"),
            <[u8; 32]>::from(outer.finalize())
        );
        assert_eq!(
            vault.tag("refresh", b"grant 1"),
            vault.tag("refresh", b"grant 1"),
            "the kept key is the same"
        );
    }

    #[test]
    fn debug_shows_the_key_id_alone() {
        let text = format!("{:?}", vault(1));
        assert_eq!(text.len(), "Vault(key id )".len() + 2 * KEY_ID, "{text}");
    }
}

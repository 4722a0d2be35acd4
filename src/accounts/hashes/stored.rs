//! A stored hash of any family, read from its text.

use crate::model::Secret;

use super::argon2::Argon2Hash;
use super::bcrypt::BcryptHash;
use super::firebase::FirebaseHash;
use super::pbkdf2::Pbkdf2Hash;
use super::scrypt::ScryptHash;
use super::sha_crypt::ShaCryptHash;

/// A hash that passwords can be checked against, within what a sign-in may cost: its text is well-formed, and computing it
/// takes neither more than 256 MiB nor more than some seconds.
#[derive(Clone, Debug)]
pub enum StoredHash {
    /// RFC 9106.
    Argon2(Argon2Hash),
    /// The Blowfish crypt of OpenBSD.
    Bcrypt(BcryptHash),
    /// RFC 7914.
    Scrypt(ScryptHash),
    /// RFC 8018 §5.2.
    Pbkdf2(Pbkdf2Hash),
    /// The `crypt` of GNU, with SHA-256 and SHA-512.
    ShaCrypt(ShaCryptHash),
    /// scrypt as Firebase uses it.
    Firebase(FirebaseHash),
}

impl StoredHash {
    /// Reads a hash. `None` for what is of no known form, malformed, or dearer than a sign-in may be.
    pub fn parse(text: &str) -> Option<Self> {
        // No hash is longer, and none needs anything but visible ASCII.
        if text.len() > 1024 || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        None.or_else(|| Argon2Hash::parse(text).map(Self::Argon2))
            .or_else(|| BcryptHash::parse(text).map(Self::Bcrypt))
            .or_else(|| ScryptHash::parse(text).map(Self::Scrypt))
            .or_else(|| Pbkdf2Hash::parse(text).map(Self::Pbkdf2))
            .or_else(|| ShaCryptHash::parse(text).map(Self::ShaCrypt))
            .or_else(|| FirebaseHash::parse(text).map(Self::Firebase))
    }

    /// Whether it is Argon2id, of whatever cost.
    pub const fn is_argon2id(&self) -> bool {
        matches!(self, Self::Argon2(hash) if hash.is_argon2id())
    }

    /// Whether the family can tell this password from others. bcrypt reads 72 bytes; every `crypt` stops at U+0000; HMAC, on
    /// which scrypt and PBKDF2 stand, fills keys up with zeros: what differs there would be taken for the same password.
    pub(in crate::accounts) fn can_tell(&self, password: &Secret) -> bool {
        let text = password.expose();
        match self {
            Self::Argon2(_) => true,
            Self::Bcrypt(_) => text.len() <= 72 && !text.contains('\0'),
            Self::Scrypt(_) | Self::Pbkdf2(_) | Self::ShaCrypt(_) | Self::Firebase(_) => {
                !text.contains('\0')
            }
        }
    }

    /// Whether the password is the hash's, computed without the memory that is kept for Argon2. `None` for Argon2, and
    /// when the library refuses.
    pub(in crate::accounts) fn matches(&self, password: &Secret) -> Option<bool> {
        let password = password.expose();
        match self {
            Self::Argon2(_) => None,
            Self::Bcrypt(hash) => hash.matches(password),
            Self::Scrypt(hash) => hash.matches(password.as_bytes()),
            Self::Pbkdf2(hash) => Some(hash.matches(password.as_bytes())),
            Self::ShaCrypt(hash) => hash.matches(password.as_bytes()),
            Self::Firebase(hash) => hash.matches(password.as_bytes()),
        }
    }
}

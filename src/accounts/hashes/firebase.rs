//! scrypt as Firebase uses it: the password's key encrypts the project's signer key, and the outcome is the hash.
//!
//! `$firebase-scrypt$r=8,m=14,sk=SIGNER_KEY,ss=SALT_SEPARATOR$SALT$HASH`: `rounds` and `mem_cost` of the project's hash
//! parameters, its two keys, and salt and hash of the user, all in base64 as Firebase exports them.

use aes::Aes256;
use ctr::Ctr128BE;
use ctr::cipher::{KeyIvInit as _, StreamCipher as _};
use subtle::ConstantTimeEq;

use super::encoding::{decode, decode_salt, number};
use super::scrypt::params;

/// A well-formed hash within bounds.
#[derive(Clone)]
pub struct FirebaseHash {
    params: scrypt::Params,
    signer_key: Vec<u8>,
    salt: Vec<u8>,
    hash: Vec<u8>,
}

/// The signer key is a secret of the project it came from.
impl std::fmt::Debug for FirebaseHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FirebaseHash").finish_non_exhaustive()
    }
}

impl FirebaseHash {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.strip_prefix("$firebase-scrypt$")?.split('$');
        let mut members = parts.next()?.split(',');
        let mut member = |name: &str| members.next()?.strip_prefix(name)?.strip_prefix('=');
        let (r, log_n) = (number(member("r")?)?, number(member("m")?)?);
        let (signer_key, separator) = (member("sk")?, member("ss")?);
        if members.next().is_some() {
            return None;
        }
        let signer_key = decode(signer_key).filter(|key| (16..=128).contains(&key.len()))?;
        let separator = decode(separator).filter(|bytes| bytes.len() <= 64)?;
        let mut salt = decode_salt(parts.next()?)?;
        salt.extend(separator);
        let hash = decode(parts.next()?).filter(|hash| hash.len() == signer_key.len())?;
        parts.next().is_none().then_some(())?;
        Some(Self {
            params: params(log_n, r, 1)?,
            signer_key,
            salt,
            hash,
        })
    }

    pub(super) fn matches(&self, password: &[u8]) -> Option<bool> {
        let mut key = zeroize::Zeroizing::new([0; 32]);
        scrypt::scrypt(password, &self.salt, &self.params, key.as_mut_slice()).ok()?;
        let mut computed = self.signer_key.clone();
        Ctr128BE::<Aes256>::new(key.as_slice().into(), &[0; 16].into())
            .try_apply_keystream(&mut computed)
            .ok()?;
        Some(computed.ct_eq(&self.hash).into())
    }
}

//! SHA-crypt: `$5$rounds=…$salt$hash` (SHA-256) and `$6$…` (SHA-512).

use sha_crypt::{Sha256Params, Sha512Params, sha256_crypt_b64, sha512_crypt_b64};
use subtle::ConstantTimeEq;

use super::encoding::number;

/// The rounds when none are written.
const USUAL_ROUNDS: u32 = 5000;
/// What is accepted: the least is the least of the specification.
const ROUNDS: std::ops::RangeInclusive<u32> = 1000..=1_000_000;

/// A well-formed hash within bounds.
#[derive(Clone, Debug)]
pub struct ShaCryptHash {
    is_sha512: bool,
    rounds: usize,
    salt: String,
    hash: String,
}

impl ShaCryptHash {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (is_sha512, rest) = match text.split_at_checked(3)? {
            ("$5$", rest) => (false, rest),
            ("$6$", rest) => (true, rest),
            _ => return None,
        };
        let mut parts = rest.split('$');
        let mut next = parts.next()?;
        let mut rounds = USUAL_ROUNDS;
        if let Some(written) = next.strip_prefix("rounds=") {
            rounds = number(written)?;
            next = parts.next()?;
        }
        let (salt, hash) = (next, parts.next()?);
        let crypt64 = |text: &str| {
            text.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'/'))
        };
        let well_formed = (1..=16).contains(&salt.len())
            && crypt64(salt)
            && crypt64(hash)
            && hash.len() == if is_sha512 { 86 } else { 43 }
            && ROUNDS.contains(&rounds)
            && parts.next().is_none();
        well_formed.then(|| Self {
            is_sha512,
            rounds: usize::try_from(rounds).unwrap_or(usize::MAX),
            salt: salt.to_owned(),
            hash: hash.to_owned(),
        })
    }

    pub(super) fn matches(&self, password: &[u8]) -> Option<bool> {
        let salt = self.salt.as_bytes();
        let computed = if self.is_sha512 {
            sha512_crypt_b64(password, salt, &Sha512Params::new(self.rounds).ok()?).ok()?
        } else {
            sha256_crypt_b64(password, salt, &Sha256Params::new(self.rounds).ok()?).ok()?
        };
        Some(computed.as_bytes().ct_eq(self.hash.as_bytes()).into())
    }
}

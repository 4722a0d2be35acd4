//! RFC 9106: Argon2 on memory that is used again. Each hash needs 19 MiB or more; taking that from the allocator on many
//! threads would leave a copy behind on each.

use std::sync::{Mutex, PoisonError};

use argon2::{Algorithm, Argon2, Block, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use subtle::ConstantTimeEq;

use crate::model::Secret;

use super::hashes::Argon2Hash;

/// Memory for as many hashes as ran at one time.
#[derive(Default)]
pub(super) struct Workspaces(Mutex<Vec<Vec<Block>>>);

impl std::fmt::Debug for Workspaces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workspaces").finish_non_exhaustive()
    }
}

impl Workspaces {
    /// The PHC string of a password under these parameters.
    pub(super) fn hash(&self, params: Params, salt: [u8; 16], password: &Secret) -> Option<Secret> {
        let (memory, passes, lanes) = (params.m_cost(), params.t_cost(), params.p_cost());
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let output = self.compute(&argon2, password, &salt, 32)?;
        let (salt, output) = (STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(output));
        Some(Secret::new(format!(
            "$argon2id$v=19$m={memory},t={passes},p={lanes}${salt}${output}"
        )))
    }

    /// Whether the password is the one of the hash; `None` when that cannot be computed.
    pub(super) fn matches(&self, hash: &Argon2Hash, password: &Secret) -> Option<bool> {
        let argon2 = Argon2::new(hash.algorithm, hash.version, hash.params.clone());
        let computed = self.compute(&argon2, password, &hash.salt, hash.tag.len())?;
        Some(computed.ct_eq(&hash.tag).into())
    }

    fn compute(
        &self,
        argon2: &Argon2<'_>,
        password: &Secret,
        salt: &[u8],
        length: usize,
    ) -> Option<Vec<u8>> {
        let mut blocks = self.kept().pop().unwrap_or_default();
        let needed = argon2.params().block_count();
        if blocks.len() < needed {
            blocks.resize(needed, Block::new());
        }
        let mut output = vec![0; length];
        let done = argon2.hash_password_into_with_memory(
            password.expose().as_bytes(),
            salt,
            &mut output,
            blocks.get_mut(..needed)?,
        );
        self.kept().push(blocks);
        done.ok().map(|()| output)
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Vec<Vec<Block>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use argon2::password_hash::phc::PasswordHash;

    use super::super::hashes::StoredHash;
    use super::*;

    #[test]
    fn what_is_made_here_is_what_the_library_makes() {
        let workspaces = Workspaces::default();
        let params = Params::new(256, 2, 1, Some(32)).unwrap();
        let made = workspaces
            .hash(params, *b"0123456789abcdef", &Secret::new("password"))
            .unwrap();
        use argon2::PasswordVerifier as _;
        let parsed = PasswordHash::new(made.expose()).unwrap();
        assert!(
            Argon2::default()
                .verify_password(b"password", &parsed)
                .is_ok()
        );
        let Some(StoredHash::Argon2(stored)) = StoredHash::parse(made.expose()) else {
            unreachable!("our own hashes are read");
        };
        assert_eq!(
            workspaces.matches(&stored, &Secret::new("password")),
            Some(true)
        );
        assert_eq!(
            workspaces.matches(&stored, &Secret::new("passwore")),
            Some(false)
        );
    }
}

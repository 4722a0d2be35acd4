//! Password hashing: Argon2id (RFC 9106), and what came from elsewhere, on a pool of its own, so that a storm of sign-ins neither delays tokens nor eats the memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use argon2::Params;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use unicode_normalization::UnicodeNormalization;

use crate::config::Passwords;
use crate::entropy::Entropy;
use crate::model::Secret;

use super::argon2id::Workspaces;
use super::hashes::StoredHash;
use super::turns::Turns;

/// A password has at most so many characters and bytes; longer input is refused before any hashing.
const MAX_CHARACTERS: usize = 128;
const MAX_BYTES: usize = 512;

/// The pool is full: answer 503 and ask to try again.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("too many passwords are being checked")]
pub struct Overloaded;

/// Why a hash was not made.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// See [`Overloaded`].
    #[error(transparent)]
    Overloaded(#[from] Overloaded),
    /// Longer than [`MAX_CHARACTERS`] or [`MAX_BYTES`], or empty.
    #[error("a password has 1 to 128 characters")]
    Length,
    /// The library refused.
    #[error("the password hash could not be made")]
    Hashing,
}

/// Where passwords are hashed.
#[derive(Debug)]
pub struct PasswordPool {
    params: Params,
    entropy: Entropy,
    turns: Turns,
    dummy: Secret,
    workspaces: Arc<Workspaces>,
    hashes: Arc<AtomicU64>,
    whole: Arc<AtomicU64>,
}

impl PasswordPool {
    /// A pool of that size and cost.
    pub fn new(settings: &Passwords, entropy: Entropy) -> Result<Self, PasswordError> {
        let params = Params::new(settings.memory_kib, settings.iterations, 1, Some(32))
            .map_err(|_| PasswordError::Hashing)?;
        // The dummy is a hash that nothing matches; verifying against it costs what any verification costs. It is
        // composed, not computed, since computing it would delay every start.
        let dummy = Secret::new(format!(
            "$argon2id$v=19$m={},t={},p=1${}${}",
            settings.memory_kib,
            settings.iterations,
            STANDARD_NO_PAD.encode(entropy.bytes::<16>()),
            STANDARD_NO_PAD.encode(entropy.bytes::<32>()),
        ));
        Ok(Self {
            params,
            entropy,
            turns: Turns::new(settings.parallel_hashes, settings.queue_length),
            dummy,
            workspaces: Arc::default(),
            hashes: Arc::default(),
            whole: Arc::default(),
        })
    }

    /// Makes the hash to store, a PHC string.
    pub async fn hash(&self, password: &Secret) -> Result<Secret, PasswordError> {
        let normal = normalised(password).ok_or(PasswordError::Length)?;
        let params = self.params.clone();
        let salt = self.entropy.bytes::<16>();
        let workspaces = Arc::clone(&self.workspaces);
        let whole = Arc::clone(&self.whole);
        self.in_turn(move || {
            whole.fetch_add(1, Ordering::Relaxed);
            workspaces.hash(params, salt, &normal)
        })
        .await?
        .ok_or(PasswordError::Hashing)
    }

    /// Whether the password is the one of the hash. Without a hash the answer is no and costs the same, so that nobody
    /// learns from the time who has an account. What was made elsewhere, or at another cost, costs one of ours besides its own: or
    /// whoever has such a hash yet would be told from nobody by how soon the answer comes.
    pub async fn verify(
        &self,
        hash: Option<&Secret>,
        password: &Secret,
    ) -> Result<bool, Overloaded> {
        let Some(normal) = normalised(password) else {
            return Ok(false);
        };
        let of_another_cost = hash.filter(|hash| self.is_outdated(hash)).cloned();
        let ours = hash.filter(|_| of_another_cost.is_none()).cloned();
        let dummy = self.dummy.clone();
        let workspaces = Arc::clone(&self.workspaces);
        let whole = Arc::clone(&self.whole);
        self.in_turn(move || {
            let matches = of_another_cost.and_then(|hash| judge(&workspaces, &hash, &normal));
            whole.fetch_add(1, Ordering::Relaxed);
            let of_ours = judge(&workspaces, ours.as_ref().unwrap_or(&dummy), &normal);
            // The dummy matches nothing.
            matches.unwrap_or(of_ours == Some(true) && ours.is_some())
        })
        .await
    }

    /// Whether the password is that of any of these hashes. Each has a turn of its own, so that nobody with a long history keeps
    /// others waiting.
    pub async fn is_any_of(
        &self,
        hashes: Vec<Secret>,
        password: &Secret,
    ) -> Result<bool, Overloaded> {
        for hash in &hashes {
            if self.verify(Some(hash), password).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether the hash was made with other parameters than today's and should be replaced at this sign-in.
    pub fn is_outdated(&self, hash: &Secret) -> bool {
        match StoredHash::parse(hash.expose()) {
            Some(StoredHash::Argon2(stored)) => {
                !stored.is_argon2id()
                    || stored.params.m_cost() < self.params.m_cost()
                    || stored.params.t_cost() < self.params.t_cost()
            }
            _ => true,
        }
    }

    /// How many turns hashes took: what tests count in place of time.
    pub fn hashes(&self) -> u64 {
        self.hashes.load(Ordering::Relaxed)
    }

    /// How many hashes of ours, at today's cost, were computed: the others are besides.
    pub fn whole_hashes(&self) -> u64 {
        self.whole.load(Ordering::Relaxed)
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Overloaded> {
        let hashes = Arc::clone(&self.hashes);
        self.turns
            .take(move || {
                hashes.fetch_add(1, Ordering::Relaxed);
                work()
            })
            .await
    }
}

/// Whether the password is the hash's; `None` when the hash is damaged, or the family cannot tell such passwords apart.
fn judge(workspaces: &Workspaces, hash: &Secret, password: &Secret) -> Option<bool> {
    let Some(stored) = StoredHash::parse(hash.expose()) else {
        tracing::error!(target: "audit", event = "password.hash_damaged", "a stored password hash is malformed or dearer than any of ours");
        return None;
    };
    if !stored.can_tell(password) {
        return None;
    }
    match &stored {
        StoredHash::Argon2(stored) => workspaces.matches(stored, password),
        other => other.matches(password),
    }
}

/// "…the verifier SHOULD apply the Normalization Process … NFKC or NFKD"  NIST SP 800-63B §3.1.1.2; NFC keeps more
/// passwords apart and makes the same key presses equal.
fn normalised(password: &Secret) -> Option<Secret> {
    let text = password.expose();
    if text.is_empty() || text.len() > MAX_BYTES || text.chars().count() > MAX_CHARACTERS {
        return None;
    }
    Some(Secret::new(text.nfc().collect::<String>()))
}

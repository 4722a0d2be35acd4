//! RFC 6749 §2.3.1: checking a client's secret in constant time, without a password hash on the way of a token.

use std::sync::Arc;
use std::time::Duration;

use crate::context::Context;
use crate::entropy::Entropy;
use crate::ephemeral::{Key, Kind};
use crate::model::{Client, ClientSecret, Secret, SecretHash};
use crate::oauth::OAuthError;

/// Wrong secrets for one client from one network within the window of [`Kind::ClientAttempts`].
const WRONG_SECRETS: u64 = 20;

/// Secrets brought from elsewhere are stored under Argon2id, since they may be short. One that was checked the slow way
/// is remembered here by its digest, bound to the stored hash, so that only the first request pays.
#[derive(Debug)]
pub struct KnownSecrets {
    digests: moka::sync::Cache<String, SecretHash>,
    /// Secrets that are being checked the slow way, by the stored hash and the digest: whoever brings the same one waits.
    checks: moka::sync::Cache<String, Arc<tokio::sync::Mutex<()>>>,
    salt: [u8; 32],
}

impl KnownSecrets {
    /// Remembers nothing yet.
    pub fn new(entropy: Entropy) -> Self {
        Self {
            digests: moka::sync::Cache::new(10_000),
            checks: moka::sync::Cache::builder()
                .max_capacity(10_000)
                .time_to_idle(Duration::from_secs(60))
                .build(),
            salt: entropy.bytes(),
        }
    }

    /// The turn of those who bring this secret for this stored hash.
    fn check(&self, phc: &str, digest: SecretHash) -> Arc<tokio::sync::Mutex<()>> {
        let name = format!("{phc} {}", digest.to_text());
        self.checks.get_with(name, Arc::default)
    }

    /// A digest that means nothing outside this process.
    fn digest(&self, secret: &Secret) -> SecretHash {
        use sha2::{Digest, Sha256};
        SecretHash(
            Sha256::new()
                .chain_update(self.salt)
                .chain_update(secret.expose().as_bytes())
                .finalize()
                .into(),
        )
    }
}

/// Whether it is the client's secret. An unknown client costs the same comparison.
pub(super) async fn matches(
    ctx: &Context,
    client: Option<&Client>,
    presented: &Secret,
) -> Result<bool, OAuthError> {
    match client.map(|client| (client, &client.secret)) {
        Some((_, ClientSecret::Sha256(stored))) => Ok(*stored == presented.digest()),
        Some((client, ClientSecret::Argon2(phc))) => slow(ctx, client, phc, presented).await,
        Some((_, ClientSecret::None)) | None => {
            // The comparison is made all the same, so that its time says nothing.
            let nobody = SecretHash([0; 32]);
            std::hint::black_box(nobody == presented.digest());
            Ok(false)
        }
    }
}

/// Such a secret may be short. Wrong guesses are counted for the client and the network together, so that nobody can lock
/// a client out from elsewhere, and beyond the limit none is judged.
async fn slow(
    ctx: &Context,
    client: &Client,
    phc: &str,
    presented: &Secret,
) -> Result<bool, OAuthError> {
    let known = &ctx.app().known_secrets;
    let digest = known.digest(presented);
    if known.digests.get(phc) == Some(digest) {
        return Ok(true);
    }
    // A client's requests of one moment are one check, not a burst of guesses; wrong ones do not hold up the right one.
    let check = known.check(phc, digest);
    let _turn = check.lock().await;
    let remembered = known.digests.get(phc);
    if remembered == Some(digest) {
        return Ok(true);
    }
    let guess = Key::new(
        ctx.issuer().tenant_id(),
        Kind::ClientAttempts,
        &format!("{}|{}", client.client_id, ctx.caller()),
    );
    let attempts = &ctx.app().attempts;
    let guesses = attempts.count(&guess, ctx.now()).await?;
    if guesses > WRONG_SECRETS || remembered.is_some() {
        return Ok(false);
    }
    let passwords = &ctx.app().passwords;
    let judged = passwords.verify(Some(&Secret::new(phc)), presented).await;
    if let Ok(true) = judged {
        known.digests.insert(phc.to_owned(), digest);
    }
    // What was right, and what was not judged, is no wrong guess.
    if !matches!(judged, Ok(false)) {
        attempts.uncount(&guess, ctx.now()).await?;
    }
    Ok(judged?)
}

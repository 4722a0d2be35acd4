//! RFC 6749 §2.3.1: checking a client's secret in constant time, without a password hash on the way of a token.

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
    salt: [u8; 32],
}

impl KnownSecrets {
    /// Remembers nothing yet.
    pub fn new(entropy: Entropy) -> Self {
        Self {
            digests: moka::sync::Cache::new(10_000),
            salt: entropy.bytes(),
        }
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
    let matches = passwords.verify(Some(&Secret::new(phc)), presented).await?;
    if matches {
        known.digests.insert(phc.to_owned(), digest);
        attempts.uncount(&guess, ctx.now()).await?;
    }
    Ok(matches)
}

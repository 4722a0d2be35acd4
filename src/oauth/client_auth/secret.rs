//! RFC 6749 §2.3.1: checking a client's secret in constant time, without a password hash on the way of a token.

use crate::accounts::Overloaded;
use crate::context::Context;
use crate::entropy::Entropy;
use crate::model::{Client, ClientSecret, Secret, SecretHash};

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
) -> Result<bool, Overloaded> {
    match client.map(|client| &client.secret) {
        Some(ClientSecret::Sha256(stored)) => Ok(*stored == presented.digest()),
        Some(ClientSecret::Argon2(phc)) => slow(ctx, phc, presented).await,
        Some(ClientSecret::None) | None => {
            // The comparison is made all the same, so that its time says nothing.
            let nobody = SecretHash([0; 32]);
            std::hint::black_box(nobody == presented.digest());
            Ok(false)
        }
    }
}

async fn slow(ctx: &Context, phc: &str, presented: &Secret) -> Result<bool, Overloaded> {
    let known = &ctx.app().known_secrets;
    let digest = known.digest(presented);
    if let Some(remembered) = known.digests.get(phc) {
        return Ok(remembered == digest);
    }
    let matches = ctx
        .app()
        .passwords
        .verify(Some(&Secret::new(phc)), presented)
        .await?;
    if matches {
        known.digests.insert(phc.to_owned(), digest);
    }
    Ok(matches)
}

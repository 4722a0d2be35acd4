//! RFC 6749 §1.5, RFC 9700 §4.14: refresh tokens. One row a grant, whatever the number of rotations.
//!
//! The token carries its grant and its generation under a keyed tag: an older generation is known to be a replay, while
//! a forged token is merely invalid. Nothing of it is stored.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use crate::model::{GrantId, Secret, TenantId};
use crate::vault::Vault;

const PREFIX: &str = "rt_";
const PURPOSE: &str = "refresh token";

/// A refresh token before it is written, or after it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefreshToken {
    /// Its grant.
    pub grant: GrantId,
    /// Its place in the sequence of rotations.
    pub generation: i64,
}

/// What a text that should be a refresh token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presentation {
    /// Written by us for this tenant.
    Ours(RefreshToken),
    /// Not.
    Forged,
}

impl RefreshToken {
    /// The token as text.
    pub fn write(&self, vault: &Vault, tenant: TenantId) -> Secret {
        let body = self.body();
        let tag = vault.tag(PURPOSE, &message(tenant, &body));
        Secret::new(format!(
            "{PREFIX}{}",
            URL_SAFE_NO_PAD.encode([body.as_slice(), &tag].concat())
        ))
    }

    /// Reads a token; the tag is compared in constant time.
    pub fn read(vault: &Vault, tenant: TenantId, text: &str) -> Presentation {
        let parsed = (|| {
            let bytes = URL_SAFE_NO_PAD.decode(text.strip_prefix(PREFIX)?).ok()?;
            let (body, tag) = bytes.split_first_chunk::<24>()?;
            let (grant, generation) = body.split_first_chunk::<16>()?;
            let token = Self {
                grant: GrantId(Uuid::from_bytes(*grant)),
                generation: i64::from_be_bytes(generation.try_into().ok()?),
            };
            vault
                .verify_tag(PURPOSE, &message(tenant, body), tag)
                .then_some(token)
        })();
        parsed.map_or(Presentation::Forged, Presentation::Ours)
    }

    fn body(&self) -> [u8; 24] {
        let mut body = [0; 24];
        let (grant, generation) = body.split_at_mut(16);
        grant.copy_from_slice(self.grant.0.as_bytes());
        generation.copy_from_slice(&self.generation.to_be_bytes());
        body
    }
}

fn message(tenant: TenantId, body: &[u8; 24]) -> Vec<u8> {
    [tenant.0.as_bytes().as_slice(), body].concat()
}

//! The proof: a value of this type means that a provider of this tenant vouched for somebody, in answer to a sign-in that this
//! browser began. Only `finish` makes one.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::clock::Timestamp;
use crate::context::Context;
use crate::model::provider::UpdateAt;
use crate::model::user::valid_email;
use crate::model::{Acr, IdentityKey, Provider, ProviderSettings, Secret, UpstreamLogin};
use crate::storage::{NewIdentity, StoredIdentity, tokens_place};

use super::person::Person;
use super::{UpstreamError, claims_mapping, ended};

/// Somebody for whom a provider vouched, and what the tenant's rules make of what it said.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Vouched {
    key: IdentityKey,
    /// The row of the identity: the one there is, or the one to be made.
    row: Uuid,
    label: String,
    email: Option<String>,
    email_proven: bool,
    username: Option<String>,
    profile: Map<String, Value>,
    roles: Vec<String>,
    level: Acr,
    /// Zero where the provider does not say.
    proven_at: Timestamp,
    sid: Option<String>,
    picture: Option<String>,
    /// Sealed for its row; base64url.
    tokens: Option<String>,
    /// Under which rules all of this is so.
    rules: String,
    /// When it was said.
    at: Timestamp,
}

impl Vouched {
    /// Takes down what a provider said, under the tenant's rules for it.
    pub(super) async fn new(
        ctx: &Context,
        provider: &Provider,
        person: Person,
        provider_vouches: bool,
    ) -> Result<(Self, Option<StoredIdentity>), UpstreamError> {
        let settings = &provider.settings;
        let key = IdentityKey {
            provider: provider.id,
            issuer: person.issuer.clone(),
            subject: person.subject.clone(),
        };
        let known = ctx.db().identity(&key).await?;
        let row = known
            .as_ref()
            .map_or_else(|| ctx.app().entropy.uuid(ctx.now()), |known| known.id);
        let claims = &person.claims;
        let text = |name: &str| claims.get(name).and_then(Value::as_str).map(str::trim);
        let email = text("email")
            .filter(|address| valid_email(address))
            .map(str::to_owned);
        // Some have an address there, as Microsoft does; a name here is none.
        let said = text("preferred_username").or(email.as_deref());
        let username = said.map(|name| name.split_once('@').map_or(name, |(local, _)| local));
        let label = email
            .clone()
            .or_else(|| username.map(str::to_owned))
            .or_else(|| text("name").map(str::to_owned))
            .unwrap_or_else(|| person.subject.clone());
        let vouched = Self {
            label: label
                .chars()
                .filter(|c| !c.is_control())
                .take(200)
                .collect(),
            email_proven: email.is_some() && provider_vouches && settings.trusted_email,
            username: username.map(str::to_owned),
            profile: claims_mapping::profile(settings, claims),
            roles: claims_mapping::roles(settings, claims),
            level: claims_mapping::level(settings, claims),
            proven_at: proven_at(ctx, person.auth_time),
            picture: text("picture").map(str::to_owned),
            tokens: sealed(ctx, settings, row, &person)?,
            rules: digest_of(provider),
            at: ctx.now(),
            sid: person.sid.filter(|sid| sid.len() <= 255),
            email,
            key,
            row,
        };
        Ok((vouched, known))
    }

    /// Whether it is a word of that provider, as it is and under the rules that there are by now: what an operator changed since
    /// may have been wrong.
    pub fn is_of(&self, provider: &Provider) -> bool {
        self.key.provider == provider.id && self.rules == digest_of(provider)
    }

    /// The same of an identity that is there by now. Tokens that were sealed for another row are of no use there.
    #[must_use]
    pub fn known_as(self, identity: &StoredIdentity) -> Self {
        Self {
            tokens: self.tokens.filter(|_| self.row == identity.id),
            row: identity.id,
            ..self
        }
    }

    /// Who it is there.
    pub const fn key(&self) -> &IdentityKey {
        &self.key
    }

    /// Whether the rules apply at this sign-in too, which is not the first.
    pub fn updates(settings: &ProviderSettings) -> bool {
        settings.update == UpdateAt::EverySignIn
    }

    /// The address, if one was named.
    pub fn email(&self) -> Option<&str> {
        self.email.as_deref()
    }

    /// The address, if the provider knows that it is this person's and the tenant believes the provider.
    pub fn proven_email(&self) -> Option<&str> {
        self.email.as_deref().filter(|_| self.email_proven)
    }

    /// A name that this person might like to sign in with.
    pub fn username(&self) -> Option<&str> {
        self.username.as_deref()
    }

    /// The profile that the rules make.
    pub const fn profile(&self) -> &Map<String, Value> {
        &self.profile
    }

    /// The roles that the rules give.
    pub fn roles(&self) -> &[String] {
        &self.roles
    }

    /// What the provider's word is worth.
    pub const fn level(&self) -> Acr {
        self.level
    }

    /// When the provider says that it asked them, and zero where it does not say.
    pub const fn proven_at(&self) -> Timestamp {
        self.proven_at
    }

    /// Where a picture of this person is.
    pub fn picture(&self) -> Option<&str> {
        self.picture.as_deref()
    }

    /// What its owner knows the identity by.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// The tokens to be kept, sealed.
    pub fn sealed_tokens(&self) -> Option<Vec<u8>> {
        URL_SAFE_NO_PAD.decode(self.tokens.as_ref()?).ok()
    }

    /// The identity, to be written.
    pub fn new_identity(&self) -> NewIdentity {
        NewIdentity {
            id: self.row,
            key: self.key.clone(),
            label: self.label.clone(),
            sealed_tokens: self.sealed_tokens(),
        }
    }

    /// What is kept with the login that comes of it.
    pub fn login(&self) -> UpstreamLogin {
        UpstreamLogin {
            identity: self.row,
            sid: self.sid.clone(),
            word: Some(ended::word(&self.key, self.sid.as_deref(), self.at)),
        }
    }
}

fn digest_of(provider: &Provider) -> String {
    let settings = serde_json::to_vec(&provider.settings).unwrap_or_default();
    let digest = Sha256::new()
        .chain_update(provider.kind.name())
        .chain_update(b"\n")
        .chain_update(settings)
        .finalize();
    URL_SAFE_NO_PAD.encode(digest)
}

/// "Time when the End-User authentication occurred"  OpenID Connect Core §2. Nobody is asked in the future.
fn proven_at(ctx: &Context, auth_time: Option<i64>) -> Timestamp {
    let now = ctx.now();
    let said = auth_time.filter(|seconds| *seconds > 0);
    said.map_or(Timestamp(0), |seconds| {
        let age = now.seconds().saturating_sub(seconds).max(0);
        now.plus_seconds(-age)
    })
}

/// The provider's tokens as the tenant wants them kept: all of them, the ID token alone to sign out with, or none.
fn sealed(
    ctx: &Context,
    settings: &ProviderSettings,
    row: Uuid,
    person: &Person,
) -> Result<Option<String>, UpstreamError> {
    let shown = |secret: &Option<Secret>, wanted: bool| {
        let secret = secret.as_ref().filter(|_| wanted)?;
        Some(secret.expose().to_owned())
    };
    let all = settings.keep_tokens;
    let tokens = &person.tokens;
    let kept = json!({
        "access_token": shown(&tokens.access, all),
        "refresh_token": shown(&tokens.refresh, all),
        "id_token": shown(&tokens.id, all || settings.sign_out_there),
    });
    let is_empty = kept
        .as_object()
        .is_none_or(|kept| kept.values().all(Value::is_null));
    if is_empty {
        return Ok(None);
    }
    let plain = Zeroizing::new(kept.to_string().into_bytes());
    let sealed = ctx.app().vault.seal(&tokens_place(row), &plain)?;
    Ok(Some(URL_SAFE_NO_PAD.encode(sealed)))
}

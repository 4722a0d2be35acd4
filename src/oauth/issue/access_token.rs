//! RFC 9068 §2: JWT access tokens. Nothing of them is stored.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::access::Held;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::entropy::Entropy;
use crate::jose::{NumericDate, Typ, Validity};
use crate::model::{Acr, Client, ClientRowId, Grant, GrantId, LoginId, Scope, TenantId, scope};
use crate::oauth::OAuthError;

use super::status_list::Status;

/// `aud`: one audience is told as a string, several as an array (RFC 7519 §4.1.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Audience {
    /// One.
    One(String),
    /// Several.
    Several(Vec<String>),
}

impl Audience {
    /// The audience of that list.
    pub fn of(mut list: Vec<String>) -> Self {
        match (list.pop(), list.is_empty()) {
            (Some(only), true) => Self::One(only),
            (last, _) => {
                list.extend(last);
                Self::Several(list)
            }
        }
    }

    /// Its members.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let members = match self {
            Self::One(only) => std::slice::from_ref(only),
            Self::Several(list) => list,
        };
        members.iter().map(String::as_str)
    }
}

/// RFC 9068 §2.2: the claims of an access token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessTokenClaims {
    /// The issuer.
    pub iss: String,
    /// The user, or the client when no user takes part; no client's can equal a user's (RFC 9700 §4.15).
    pub sub: String,
    /// Whom it is for.
    pub aud: Audience,
    /// When it lives.
    #[serde(flatten)]
    pub validity: Validity,
    /// Unique; begins with the family that revocation knows it by.
    pub jti: String,
    /// To whom it was issued.
    pub client_id: String,
    /// What it allows.
    #[serde(default, skip_serializing_if = "Scope::is_empty")]
    pub scope: Scope,
    /// The login it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sid: Option<LoginId>,
    /// RFC 9068 §2.2.1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_time: Option<NumericDate>,
    /// RFC 9068 §2.2.1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acr: Option<Acr>,
    /// How the user proved who they are (RFC 9068 §2.2.1, RFC 8176).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amr: Vec<String>,
    /// Whose user or client it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenant_id: Option<TenantId>,
    /// The user's roles in the one service that the token is for (RFC 9068 §2.2.3.1).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// What these roles allow there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub permissions: Vec<String>,
    /// Where it stands in the status lists (Token Status List §6.2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Claims asked for by name at the userinfo endpoint (OpenID Connect Core §5.5).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub userinfo_claims: Vec<String>,
}

/// What is revoked together with a token, carried by its `jti`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenFamily {
    /// The tokens of one grant that ends with the login it was given in.
    Grant(GrantId),
    /// The tokens of one grant for offline use, which outlives the login (OpenID Connect Core §11).
    OfflineGrant(GrantId),
    /// The tokens that a client got for itself.
    Client(ClientRowId),
}

impl TokenFamily {
    fn new_jti(self, entropy: Entropy) -> String {
        let (kind, id) = match self {
            Self::Grant(id) => ('g', id.0),
            Self::OfflineGrant(id) => ('o', id.0),
            Self::Client(id) => ('c', id.0),
        };
        format!(
            "{kind}{}.{}",
            URL_SAFE_NO_PAD.encode(id),
            URL_SAFE_NO_PAD.encode(entropy.bytes::<12>())
        )
    }

    /// The family that a `jti` of ours names.
    pub fn of_jti(jti: &str) -> Option<Self> {
        let (family, _) = jti.split_once('.')?;
        let id = |text: &str| Uuid::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok();
        match family.split_at_checked(1)? {
            ("g", text) => Some(Self::Grant(GrantId(id(text)?))),
            ("o", text) => Some(Self::OfflineGrant(GrantId(id(text)?))),
            ("c", text) => Some(Self::Client(ClientRowId(id(text)?))),
            _ => None,
        }
    }
}

/// For whom an access token is made.
pub enum AccessTokenFor<'a> {
    /// A client for itself (RFC 6749 §4.4).
    Client,
    /// A client for the user of a grant.
    Grant(ForUser<'a>),
}

/// The user of a grant, in a token.
pub struct ForUser<'a> {
    /// The grant.
    pub grant: &'a Grant,
    /// The claims by name that the client may have at the userinfo endpoint.
    pub by_name: &'a [String],
    /// What the user holds where the token is for.
    pub held: Held,
}

/// Signs an access token. Answers it with its lifetime in seconds.
pub(super) async fn mint(
    ctx: &Context,
    client: &Client,
    holder: AccessTokenFor<'_>,
    allowed: &Scope,
    audience: Vec<String>,
) -> Result<(String, u32), OAuthError> {
    let lifetime = ctx.app().config.tokens.access_token_seconds;
    let place = match &holder {
        AccessTokenFor::Client => client.status_index,
        AccessTokenFor::Grant(user) => user.grant.status_index,
    };
    let status = Status::of(ctx, place, &audience).await?;
    let entropy = ctx.app().entropy;
    let mut claims = AccessTokenClaims {
        iss: ctx.issuer().url().to_owned(),
        sub: String::new(),
        aud: Audience::of(audience),
        validity: Validity::starting(ctx.now(), lifetime.into()),
        jti: String::new(),
        client_id: client.client_id.0.clone(),
        scope: allowed.clone(),
        sid: None,
        auth_time: None,
        acr: None,
        amr: Vec::new(),
        tenant_id: Some(ctx.issuer().tenant_id()),
        roles: Vec::new(),
        permissions: Vec::new(),
        status: Some(status),
        userinfo_claims: Vec::new(),
    };
    match holder {
        AccessTokenFor::Client => {
            claims.sub = own_subject(client);
            claims.jti = TokenFamily::Client(client.id).new_jti(entropy);
        }
        AccessTokenFor::Grant(ForUser {
            grant,
            by_name,
            held,
        }) => {
            claims.sub = grant.user.to_string();
            // What was granted decides, not what this token is narrowed to.
            let family = if grant.scope.contains(scope::OFFLINE_ACCESS) {
                TokenFamily::OfflineGrant(grant.id)
            } else {
                TokenFamily::Grant(grant.id)
            };
            claims.jti = family.new_jti(entropy);
            claims.sid = Some(grant.login);
            claims.auth_time = (grant.auth_time > Timestamp(0)).then(|| grant.auth_time.into());
            claims.acr = grant.authorization.acr;
            claims.amr.clone_from(&grant.authorization.amr);
            claims.roles = held.roles;
            claims.permissions = held.permissions;
            claims.userinfo_claims = by_name.to_vec();
        }
    }
    let keys = ctx.keys().await?;
    let token = keys.sign(
        client.metadata.access_token_signed_response_alg,
        Typ::AccessToken,
        &claims,
    )?;
    Ok((token, lifetime))
}

/// "the value of sub SHOULD correspond to an identifier the authorization server uses to indicate the client
/// application"  RFC 9068 §2.2: the `client_id`. "Authorization servers SHOULD NOT allow clients to influence their
/// client_id or any claim that could cause confusion with a genuine resource owner"  RFC 9700 §4.15.1: one that looks like
/// a user's identifier, which is a UUID, is marked.
fn own_subject(client: &Client) -> String {
    let id = client.client_id.as_str();
    if Uuid::try_parse(id).is_ok() {
        format!("client:{id}")
    } else {
        id.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jti_tells_its_family() {
        let grant = TokenFamily::Grant(GrantId(Uuid::from_u128(7)));
        assert_eq!(TokenFamily::of_jti(&grant.new_jti(Entropy)), Some(grant));
        assert_eq!(TokenFamily::of_jti("x.y"), None);
    }

    #[test]
    fn one_audience_is_a_string() {
        let one = serde_json::to_string(&Audience::of(vec!["a".into()])).unwrap_or_default();
        assert_eq!(one, "\"a\"");
        assert_eq!(
            Audience::of(vec!["a".into(), "b".into()])
                .iter()
                .collect::<Vec<_>>(),
            ["a", "b"]
        );
    }
}

//! What a user allowed a client, from the code to the last refresh: one row, four states.

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;

use super::{Acr, ClientRowId, GrantId, LoginId, Scope, StatusIndex, TenantId, UserId};

/// A browser that is signed in as one user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// Its identifier, the `sid` of tokens.
    pub id: LoginId,
    /// Whose issuer it is at.
    pub tenant: TenantId,
    /// Who.
    pub user: UserId,
    /// When this browser was signed in, or signed in anew.
    pub auth_time: Timestamp,
    /// When the person proved who they are: what apps are told as `auth_time`. Earlier than the sign-in where a provider vouched
    /// for somebody who was signed in there, and zero where it does not say since when.
    pub proven_at: Timestamp,
    /// How: `amr` (RFC 8176).
    pub amr: Vec<String>,
    /// How sure that makes us.
    pub acr: Acr,
    /// Whether a second factor was due, and the browser was remembered in its place.
    pub remembered_device: bool,
    /// When this browser was last seen.
    pub last_seen_at: Timestamp,
}

/// What a code is bound to, and what the tokens will say: fixed when the user agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authorization {
    /// The redirect URI of the request (RFC 6749 §4.1.3).
    pub redirect_uri: String,
    /// RFC 7636 §4.4; `None` for a confidential client that sent none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_challenge: Option<String>,
    /// Copied into the ID token, byte for byte.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
    /// The `resource`s asked for (RFC 8707 §2).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<String>,
    /// Whether `auth_time` was asked for, by `max_age` or registration.
    pub auth_time_asked: bool,
    /// The `acr` to tell: what the login reached, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acr: Option<Acr>,
    /// What the login reached, whether it is told or not. A grant that does not say reached the first level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reached: Option<Acr>,
    /// See [`Login::remembered_device`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub remembered_device: bool,
    /// Whether the user signed in within the client, by the API: nothing of it outlives its login.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub direct: bool,
    /// How the user proved who they are (RFC 8176).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amr: Vec<String>,
    /// Claims asked for by the `claims` parameter (OpenID Connect Core §5.5).
    #[serde(default, skip_serializing_if = "ClaimsRequest::is_empty")]
    pub claims: ClaimsRequest,
}

/// Which claims were asked for by name, and where they shall appear (OpenID Connect Core §5.5).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClaimsRequest {
    /// In the answer of the userinfo endpoint.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub userinfo: Vec<String>,
    /// In the ID token.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub id_token: Vec<String>,
}

impl ClaimsRequest {
    /// Whether nothing was asked for.
    pub const fn is_empty(&self) -> bool {
        self.userinfo.is_empty() && self.id_token.is_empty()
    }
}

/// A grant's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Its identifier, carried by every token of the family.
    pub id: GrantId,
    /// Whose issuer it is at.
    pub tenant: TenantId,
    /// The client it was given to.
    pub client: ClientRowId,
    /// The user who gave it.
    pub user: UserId,
    /// The login it was given in.
    pub login: LoginId,
    /// When the user of that login proved who they are.
    pub auth_time: Timestamp,
    /// What was allowed.
    pub scope: Scope,
    /// The request it answers.
    pub authorization: Authorization,
    /// When the user agreed.
    pub created_at: Timestamp,
    /// After this nothing of the family lives.
    pub expires_at: Timestamp,
    /// Where it stands.
    pub state: GrantState,
    /// Where its access tokens stand in the status lists.
    pub status_index: StatusIndex,
}

/// Where a grant stands, decoded from the whole row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrantState {
    /// The code was not used yet and dies at the instant.
    Pending {
        /// When the code dies.
        code_expires_at: Timestamp,
    },
    /// Tokens were issued.
    Live(RefreshState),
    /// Nothing of it is valid any more.
    Revoked,
}

/// How far the refresh token of a live grant has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefreshState {
    /// The generation that is valid now; older ones are replays.
    pub generation: i64,
    /// When the last rotation happened.
    pub rotated_at: Timestamp,
    /// Unused until then, it dies.
    pub idle_expires_at: Timestamp,
}

/// Why a grant was revoked: kept for the audit, and shown to nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RevocationReason {
    /// A code came twice (RFC 6749 §4.1.2).
    CodeReplayed,
    /// A code came with a wrong verifier or redirect URI and is spent.
    CodeMisused,
    /// An old refresh token came again (RFC 9700 §4.14.2).
    RefreshReplayed,
    /// The client asked (RFC 7009).
    Client,
    /// The user or an operator asked.
    User,
}

impl RevocationReason {
    /// The word in the row.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CodeReplayed => "code_replayed",
            Self::CodeMisused => "code_misused",
            Self::RefreshReplayed => "refresh_replayed",
            Self::Client => "client",
            Self::User => "user",
        }
    }
}

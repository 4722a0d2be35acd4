//! Where people may sign in besides here: another server that vouches for them, and what a tenant's operator decided about it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::clock::Timestamp;

use super::{Acr, ProviderId, TenantId};

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal;)+) => {
        /// How a provider speaks: OpenID Connect, or plain OAuth 2 with an interface of its own.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum ProviderKind {
            $($(#[$doc])* #[serde(rename = $name)] $kind,)+
        }

        impl ProviderKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$kind,)+];

            /// Its name in files and rows.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)+ }
            }

            /// The kind of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$kind),)+ _ => None }
            }
        }
    };
}

kinds! {
    /// Any OpenID provider.
    OpenId = "openid";
    /// Google.
    Google = "google";
    /// One directory of Microsoft Entra ID.
    Microsoft = "microsoft";
    /// Apple.
    Apple = "apple";
    /// GitLab, its own or somebody's.
    GitLab = "gitlab";
    /// GitHub: OAuth 2.
    GitHub = "github";
    /// Facebook: OAuth 2.
    Facebook = "facebook";
    /// 42: OAuth 2.
    FortyTwo = "fortytwo";
    /// Discord: OAuth 2.
    Discord = "discord";
}

impl ProviderKind {
    /// Whether it speaks OpenID Connect.
    pub const fn is_openid(self) -> bool {
        match self {
            Self::OpenId | Self::Google | Self::Microsoft | Self::Apple | Self::GitLab => true,
            Self::GitHub | Self::Facebook | Self::FortyTwo | Self::Discord => false,
        }
    }
}

/// A provider of a tenant's.
#[derive(Clone, Debug, PartialEq)]
pub struct Provider {
    /// Its row.
    pub id: ProviderId,
    /// Whose.
    pub tenant: TenantId,
    /// Its name in URLs, unique at the tenant.
    pub slug: String,
    /// How it speaks.
    pub kind: ProviderKind,
    /// What people read on its button.
    pub name: String,
    /// What its operator decided.
    pub settings: ProviderSettings,
    /// The client secret, or for Apple the private key it is made with, sealed for its row.
    pub sealed_secret: Option<Vec<u8>>,
    /// A disabled provider vouches for nobody.
    pub disabled: bool,
}

/// How we prove to a provider who we are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProviderAuth {
    /// The secret in HTTP Basic (RFC 6749 §2.3.1).
    #[default]
    ClientSecretBasic,
    /// The secret in the form (RFC 6749 §2.3.1).
    ClientSecretPost,
    /// An assertion signed with this tenant's own key, which the provider reads at our `jwks_uri` (OpenID Connect Core §9).
    PrivateKeyJwt,
}

/// What happens when a provider vouches for somebody it never vouched for before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FirstSignIn {
    /// An account is made, under the rules of signing up. Whoever has an account connects it on its own page.
    #[default]
    Create,
    /// The account that has the address the provider vouches for is connected; nobody else comes in.
    Link,
    /// The one if there is such an account, else the other.
    LinkOrCreate,
    /// Nothing: only accounts that were connected before come in.
    Refuse,
}

impl FirstSignIn {
    /// Whether an account may be made.
    pub const fn creates(self) -> bool {
        matches!(self, Self::Create | Self::LinkOrCreate)
    }

    /// Whether an account that is there may be connected.
    pub const fn links(self) -> bool {
        matches!(self, Self::Link | Self::LinkOrCreate)
    }
}

/// When the rules for claims and roles are applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UpdateAt {
    /// When the account is made.
    #[default]
    FirstSignIn,
    /// Each time.
    EverySignIn,
}

/// A role for those of whom the provider says something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleRule {
    /// The claim, members of objects after dots: `realm_access.roles`.
    pub claim: String,
    /// What it is, or what is among its values.
    pub has: String,
    /// The role.
    pub role: String,
}

/// A level of ours that the provider's word is worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelRule {
    /// What `acr` is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acr: Option<String>,
    /// What is among `amr`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amr: Option<String>,
    /// The level.
    pub level: Acr,
}

/// What a tenant's operator decides about a provider.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own in the operator's file"
)]
pub struct ProviderSettings {
    /// What the provider calls us.
    pub client_id: String,
    /// The issuer of an OpenID provider; the well-known ones know their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<Url>,
    /// The server of a plain OAuth 2 provider that somebody runs themselves: GitHub Enterprise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server: Option<Url>,
    /// The directory (tenant id) of Microsoft's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub directory: Option<String>,
    /// The team of Apple's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team_id: Option<String>,
    /// The key of Apple's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_id: Option<String>,
    /// How we prove who we are.
    #[serde(skip_serializing_if = "is_default")]
    pub authentication: ProviderAuth,
    /// What is asked for in place of what the kind asks for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<String>,
    /// What happens at a first sign-in.
    #[serde(skip_serializing_if = "is_default")]
    pub first_sign_in: FirstSignIn,
    /// Whether an address that the provider calls verified counts as proven here. Who says so lets the provider in as anybody
    /// with an address, as far as `first_sign_in` links.
    #[serde(skip_serializing_if = "is_default")]
    pub trusted_email: bool,
    /// Claims of the profile, each with the provider's claim it is taken from.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub claims: BTreeMap<String, String>,
    /// Roles.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<RoleRule>,
    /// When `claims` and `roles` are applied.
    #[serde(skip_serializing_if = "is_default")]
    pub update: UpdateAt,
    /// What the provider's `acr` and `amr` are worth. Without a rule it is one factor, whatever it says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<LevelRule>,
    /// Whether the provider's tokens are kept, encrypted.
    #[serde(skip_serializing_if = "is_default")]
    pub keep_tokens: bool,
    /// Whether signing out here leads on to signing out there (OpenID Connect RP-Initiated Logout).
    #[serde(skip_serializing_if = "is_default")]
    pub sign_out_there: bool,
    /// Domains of addresses whose people are sent there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub domains: Vec<String>,
    /// Whether it has a button on the sign-in page.
    #[serde(skip_serializing_if = "is_default")]
    pub hidden: bool,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Somebody at a provider: never an address, and never a `sub` without who says it.
///
/// "The sub (subject) and iss (issuer) Claims from the ID Token, used together, are the only Claims that an RP can rely upon
/// as a stable identifier for the End-User"  OpenID Connect Core §5.7
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityKey {
    /// The provider's row: another row is another provider, even with the same issuer.
    pub provider: ProviderId,
    /// Who says it.
    pub issuer: String,
    /// Of whom.
    pub subject: String,
}

/// By which of a person's identities a login was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpstreamLogin {
    /// Its row.
    pub identity: uuid::Uuid,
    /// The provider's own session (`sid`), which it names when it signs somebody out.
    pub sid: Option<String>,
    /// Its word, while the login is being made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub word: Option<UpstreamWord>,
}

/// When a provider vouched, and the names under which a sign-out there since then is noted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpstreamWord {
    /// When.
    pub at: Timestamp,
    /// The names.
    pub marks: Vec<String>,
}

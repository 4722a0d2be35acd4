//! RFC 7591 §2: a client and its metadata, under the registered member names.

use serde::{Deserialize, Serialize};
use url::Url;

use super::{
    Acr, ApplicationType, AuthMethod, ClientId, ClientRowId, GrantType, ResponseType, Scope,
    SecretHash, SigningAlg, StatusIndex, TenantId, redirect_uri, scope,
};

/// A registered client: an immutable value, shared through the cache.
#[derive(Clone, Debug)]
pub struct Client {
    /// Its row.
    pub id: ClientRowId,
    /// Whose it is.
    pub tenant: TenantId,
    /// Its name in the protocol.
    pub client_id: ClientId,
    /// What it proves itself with.
    pub secret: ClientSecret,
    /// What it registered.
    pub metadata: ClientMetadata,
    /// A disabled client gets no page, no code and no token.
    pub disabled: bool,
    /// Where the tokens that it gets for itself stand in the status lists.
    pub status_index: StatusIndex,
}

impl Client {
    /// "Clients incapable of maintaining the confidentiality of their credentials"  RFC 6749 §2.1
    pub fn is_public(&self) -> bool {
        self.metadata.token_endpoint_auth_method == AuthMethod::None
    }

    /// The name people read: the registered one, or the identifier.
    pub fn display_name(&self) -> &str {
        self.metadata
            .client_name
            .as_deref()
            .unwrap_or(self.client_id.as_str())
    }

    /// Whether it registered for that grant type.
    pub fn allows(&self, grant_type: GrantType) -> bool {
        self.metadata.grant_types.contains(&grant_type)
    }
}

/// What is stored of a client's secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientSecret {
    /// A public client has none.
    None,
    /// A secret of 256 bits, made by us: its SHA-256.
    Sha256(SecretHash),
    /// A secret brought from elsewhere, of unknown strength: an Argon2id string.
    Argon2(String),
}

/// Client metadata. Members that this server does not honour are refused by name rather than kept for show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "RFC 7591 §2 registers them as members of their own"
)]
pub struct ClientMetadata {
    /// What people read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_name: Option<String>,
    /// Where responses may go, compared byte for byte.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub redirect_uris: Vec<String>,
    /// Where a browser may be sent after signing out (OpenID Connect RP-Initiated Logout §3.1).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub post_logout_redirect_uris: Vec<String>,
    /// Where it is told that somebody signed out (OpenID Connect Back-Channel Logout §2.2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backchannel_logout_uri: Option<Url>,
    /// Whether it must be told which login ended. Every logout token says that anyway.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub backchannel_logout_session_required: bool,
    /// Web or native.
    pub application_type: ApplicationType,
    /// Which grants it may use.
    pub grant_types: Vec<GrantType>,
    /// Which response types it may use.
    pub response_types: Vec<ResponseType>,
    /// How it authenticates, and the only way it may.
    pub token_endpoint_auth_method: AuthMethod,
    /// What it may ask for; the standard scopes when absent.
    pub scope: Scope,
    /// Its home page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_uri: Option<Url>,
    /// Its logo. Never fetched by this server and never loaded by its pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo_uri: Option<Url>,
    /// How it treats data, linked on the pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy_uri: Option<Url>,
    /// Its terms, linked on the pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tos_uri: Option<Url>,
    /// Whom to write to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<String>,
    /// The algorithm of its ID tokens.
    pub id_token_signed_response_alg: SigningAlg,
    /// The algorithm of its access tokens. Ours: RFC 9068 leaves it to the parties.
    pub access_token_signed_response_alg: SigningAlg,
    /// `max_age` when a request names none, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_max_age: Option<u32>,
    /// Whether ID tokens always carry `auth_time`.
    pub require_auth_time: bool,
    /// `acr_values` when a request names none (OpenID Connect Registration §2).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub default_acr_values: Vec<Acr>,
    /// Ours: the level below which it gets no code, whatever a request asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_acr: Option<Acr>,
    /// Ours: an application of the operator's own, for which nobody is asked to agree.
    pub first_party: bool,
    /// Ours: whether its users sign in within it, by the API: it sees their passwords. Only for the operator's own.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub direct_sign_in: bool,
    /// Ours: whether each use of a refresh token replaces it (RFC 9700 §4.14.2).
    pub refresh_token_rotation: bool,
    /// Ours: the audience of access tokens when a request names no `resource`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_resource: Option<String>,
    /// Ours: the resources (RFC 8707) it may ask for; empty means every service of the tenant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed_resources: Vec<String>,
    /// Ours: whether it may ask about tokens of audiences other than its own `client_id` (RFC 7662 §2.1): the audiences it speaks for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub introspection_audiences: Vec<String>,
}

impl Default for ClientMetadata {
    fn default() -> Self {
        Self {
            client_name: None,
            redirect_uris: Vec::new(),
            post_logout_redirect_uris: Vec::new(),
            backchannel_logout_uri: None,
            backchannel_logout_session_required: false,
            application_type: ApplicationType::Web,
            grant_types: vec![GrantType::AuthorizationCode],
            response_types: vec![ResponseType::Code],
            token_endpoint_auth_method: AuthMethod::ClientSecretBasic,
            scope: standard_scope(),
            client_uri: None,
            logo_uri: None,
            policy_uri: None,
            tos_uri: None,
            contacts: Vec::new(),
            id_token_signed_response_alg: SigningAlg::RS256,
            access_token_signed_response_alg: SigningAlg::RS256,
            default_max_age: None,
            default_acr_values: Vec::new(),
            minimum_acr: None,
            require_auth_time: false,
            first_party: false,
            direct_sign_in: false,
            refresh_token_rotation: true,
            default_resource: None,
            allowed_resources: Vec::new(),
            introspection_audiences: Vec::new(),
        }
    }
}

/// Every scope of OpenID Connect, `offline_access` included.
pub fn standard_scope() -> Scope {
    let names: Vec<&str> = scope::STANDARD.iter().map(|(name, _)| *name).collect();
    Scope::parse(&names.join(" ")).unwrap_or_default()
}

impl ClientMetadata {
    /// What is wrong with it, each with the member's name; empty when it may be registered.
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        for uri in &self.redirect_uris {
            if let Err(why) = redirect_uri::registrable(self.application_type, uri) {
                problems.push(format!("redirect_uris: {uri:?} {why}"));
            }
        }
        for uri in &self.post_logout_redirect_uris {
            if let Err(why) = redirect_uri::registrable(self.application_type, uri) {
                problems.push(format!("post_logout_redirect_uris: {uri:?} {why}"));
            }
        }
        if let Some(uri) = &self.backchannel_logout_uri
            && let Err(why) = may_be_told_at(uri, self.token_endpoint_auth_method)
        {
            problems.push(format!("backchannel_logout_uri: {why}"));
        }
        let code = self.grant_types.contains(&GrantType::AuthorizationCode);
        if code && self.redirect_uris.is_empty() {
            problems
                .push("redirect_uris: the authorization_code grant needs at least one".to_owned());
        }
        if !code && !self.direct_sign_in && self.grant_types.contains(&GrantType::RefreshToken) {
            problems.push(
                "grant_types: refresh_token comes with authorization_code or direct_sign_in"
                    .to_owned(),
            );
        }
        if self.direct_sign_in && !self.first_party {
            // "This specification MUST only be used by first-party applications"  OAuth 2.0 for First-Party Applications §1.1
            problems.push("direct_sign_in: is for first-party applications only".to_owned());
        }
        if self.grant_types.contains(&GrantType::Password) && !self.direct_sign_in {
            problems.push("grant_types: password comes with direct_sign_in".to_owned());
        }
        for own in scope::OWN {
            if !self.first_party && self.scope.contains(own) {
                problems.push(format!("scope: {own} is for first-party applications only"));
            }
        }
        if self.token_endpoint_auth_method == AuthMethod::None
            && self.grant_types.contains(&GrantType::ClientCredentials)
        {
            // "The client credentials grant type MUST only be used by confidential clients."  RFC 6749 §4.4
            problems.push(
                "grant_types: client_credentials is for confidential clients only".to_owned(),
            );
        }
        if self.token_endpoint_auth_method == AuthMethod::None && !self.refresh_token_rotation {
            // "Refresh tokens for public clients MUST be sender-constrained or use refresh token rotation"  RFC 9700 §2.2.2
            problems.push("refresh_token_rotation: may be false only with a secret".to_owned());
        }
        for (member, uri) in [
            ("client_uri", &self.client_uri),
            ("logo_uri", &self.logo_uri),
            ("policy_uri", &self.policy_uri),
            ("tos_uri", &self.tos_uri),
        ] {
            if uri
                .as_ref()
                .is_some_and(|uri| !matches!(uri.scheme(), "https" | "http"))
            {
                problems.push(format!("{member}: is no web address"));
            }
        }
        problems.extend(
            self.allowed_resources
                .iter()
                .chain(&self.default_resource)
                .filter(|resource| !is_resource(resource))
                .map(|resource| {
                    format!(
                        "{resource:?} is no absolute URI without a fragment (RFC 8707 section 2)"
                    )
                }),
        );
        problems
    }
}

/// "This URL SHOULD use the https scheme … however, it MAY use the http scheme, provided that the Client Type is
/// confidential … and provided the OP allows the use of http RP URIs."  OpenID Connect Back-Channel Logout §2.2. Ours are
/// allowed on this machine alone, where the operator allows that; which addresses are, is for `outbound` to say.
fn may_be_told_at(uri: &Url, method: AuthMethod) -> Result<(), &'static str> {
    // "It MUST NOT include a fragment component."  §2.2
    if uri.fragment().is_some() {
        return Err("has a fragment");
    }
    let allowed = match uri.scheme() {
        "https" => true,
        "http" => method != AuthMethod::None,
        _ => false,
    };
    allowed.then_some(()).ok_or("is not https")
}

/// "Its value MUST be an absolute URI … The URI MUST NOT include a fragment component."  RFC 8707 §2
pub fn is_resource(text: &str) -> bool {
    text.len() <= 1024 && !text.contains('#') && text.is_ascii() && Url::parse(text).is_ok()
}

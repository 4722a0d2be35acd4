//! Where the protocol's endpoints are, below an issuer. The router, metadata and pages read the same list.

/// An endpoint of an issuer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// RFC 6749 §3.1.
    Authorization,
    /// RFC 6749 §3.2.
    Token,
    /// OpenID Connect Core §5.3.
    Userinfo,
    /// RFC 7662 §2.
    Introspection,
    /// RFC 7009 §2.
    Revocation,
    /// RFC 7517 §5, `jwks_uri`.
    Jwks,
    /// OpenID Connect RP-Initiated Logout §2.
    EndSession,
    /// Token Status List §9.1, `status_list_aggregation_endpoint`; the lists themselves stand below it.
    StatusLists,
    /// OAuth 2.0 for First-Party Applications §5.
    AuthorizationChallenge,
}

impl Endpoint {
    /// Every endpoint that this server answers.
    pub const ALL: [Self; 9] = [
        Self::Authorization,
        Self::Token,
        Self::Userinfo,
        Self::Introspection,
        Self::Revocation,
        Self::Jwks,
        Self::EndSession,
        Self::StatusLists,
        Self::AuthorizationChallenge,
    ];

    /// Its path below the issuer.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Authorization => "/authorize",
            Self::Token => "/token",
            Self::Userinfo => "/userinfo",
            Self::Introspection => "/introspect",
            Self::Revocation => "/revoke",
            Self::Jwks => "/jwks",
            Self::EndSession => "/end_session",
            Self::StatusLists => "/status-lists",
            Self::AuthorizationChallenge => "/authorize-challenge",
        }
    }
}

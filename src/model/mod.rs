//! The words: pure types without input or output. Everything else is built from them.

pub mod access;
mod account_event;
mod algorithm;
mod audit;
pub mod client;
mod endpoint;
mod grant;
mod ids;
mod issuer;
mod link;
mod message;
pub mod policy;
pub mod provider;
pub mod redirect_uri;
mod registered;
pub mod scope;
mod secret;
pub mod user;

pub use access::{BusinessRole, MemberStatus, Membership, Role, Service, ServiceRole, UserAccess};
pub use account_event::{EventKind, NewAccountEvent};
pub use algorithm::SigningAlg;
pub use audit::{KEPT_DETAILS, NewAuditEvent};
pub use client::{Client, ClientMetadata, ClientSecret};
pub use endpoint::Endpoint;
pub use grant::{
    Authorization, ClaimsRequest, Grant, GrantState, Login, RefreshState, RevocationReason,
};
pub use ids::{
    ClientId, ClientRowId, GrantId, KeyRowId, LoginId, MessageId, PasskeyId, ProviderId, ServiceId,
    StatusIndex, TenantId, UserId,
};
pub use issuer::{DEFAULT_SLUG, Issuer, Tenant, TenantSettings};
pub use link::{Link, LinkPurpose};
pub use message::{Channel, Message, NewMessage, NotSent};
pub use provider::{
    IdentityKey, Provider, ProviderKind, ProviderSettings, UpstreamLogin, UpstreamWord,
};
pub use redirect_uri::{RedirectUriProblem, VerifiedRedirectUri};
pub use registered::{
    Acr, ApplicationType, AuthMethod, ChallengeMethod, Display, GrantType, Prompt, ResponseMode,
    ResponseType,
};
pub use scope::Scope;
pub use secret::{Secret, SecretHash};
pub use user::User;

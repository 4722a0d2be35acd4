//! What went wrong with a provider. Nothing here repeats what the provider or the browser sent: pages and logs get fixed words.

use oauth2::RequestTokenError;

use crate::context::Context;
use crate::directory::LookupError;
use crate::ephemeral::EphemeralError;
use crate::jose::JoseError;
use crate::model::Provider;
use crate::outbound::OutboundError;
use crate::storage::StorageError;
use crate::vault::VaultError;

/// Why a provider's word was not taken.
#[derive(Debug, thiserror::Error)]
pub enum UpstreamError {
    /// It is about the provider, or the person there.
    #[error("{0}")]
    Fault(#[from] Fault),
    /// The sign-in is unknown, over, of another browser, or of another provider.
    #[error(
        "the sign-in is unknown, finished, too old, or was begun in another browser or with another provider"
    )]
    Attempt,
    /// There is no such provider here, or it is disabled.
    #[error("there is no such provider")]
    NoProvider,
    /// A secret does not open.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// A key does not sign.
    #[error(transparent)]
    Jose(#[from] JoseError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The ephemeral store failed.
    #[error(transparent)]
    Ephemeral(#[from] EphemeralError),
    /// A lookup failed.
    #[error(transparent)]
    Lookup(#[from] LookupError),
}

impl UpstreamError {
    /// Writes it down for operators.
    pub(super) fn noted(&self, ctx: &Context, provider: &Provider) {
        let (event, reason) = match self {
            Self::Fault(fault @ (Fault::Token(_) | Fault::ChangedIssuer | Fault::Clock)) => {
                ("upstream.validation_failed", fault.name())
            }
            Self::Fault(fault) => ("upstream.error", fault.name()),
            Self::Attempt => ("upstream.validation_failed", "attempt"),
            _ => ("upstream.error", "internal"),
        };
        tracing::warn!(target: "audit", event, tenant = %ctx.issuer().tenant_id(), provider = provider.slug, reason, error = %self, address = ctx.caller());
    }
}

/// What was wrong over there. The reasons are our own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The person, or the provider, said no.
    #[error("the provider said no")]
    Denied,
    /// It does not answer, or says that it cannot.
    #[error("the provider does not answer: {0}")]
    Down(OutboundError),
    /// It answers what no provider may.
    #[error("the provider's answer is not valid: {0}")]
    Broken(&'static str),
    /// It does not take our identity, our secret or our code.
    #[error("the provider refuses us: {0}")]
    RefusesUs(&'static str),
    /// Its ID token is not one for this sign-in.
    #[error("the provider's ID token is not valid: {0}")]
    Token(&'static str),
    /// It calls itself something else than it did.
    #[error("the provider says that it is another issuer")]
    ChangedIssuer,
    /// Its clock and ours differ too much, or the answer took too long.
    #[error("the provider's ID token is not of this time")]
    Clock,
}

impl Fault {
    /// A word for metrics, logs and tests.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Denied => "denied",
            Self::Down(_) => "down",
            Self::Broken(_) => "broken",
            Self::RefusesUs(_) => "refuses_us",
            Self::Token(_) => "token",
            Self::ChangedIssuer => "changed_issuer",
            Self::Clock => "clock",
        }
    }
}

impl From<OutboundError> for Fault {
    fn from(error: OutboundError) -> Self {
        match error {
            OutboundError::Unreachable | OutboundError::TimedOut | OutboundError::NoClient => {
                Self::Down(error)
            }
            OutboundError::Status(status) if status >= 500 || status == 429 => Self::Down(error),
            OutboundError::Status(401 | 403) => Self::RefusesUs("not allowed"),
            OutboundError::Refused(_) => Self::Broken("it names a URL that may not be reached"),
            OutboundError::TooLarge => Self::Broken("too large"),
            OutboundError::Unreadable => Self::Broken("it cannot be read"),
            OutboundError::Status(_) => Self::Broken("an unexpected status"),
            OutboundError::NotJson => Self::Broken("not JSON"),
            OutboundError::MediaType => Self::Broken("of another media type"),
            OutboundError::Header => Self::Broken("a header cannot be sent"),
        }
    }
}

impl From<OutboundError> for UpstreamError {
    fn from(error: OutboundError) -> Self {
        Self::Fault(error.into())
    }
}

/// RFC 6749 §5.2: what a token endpoint has against us, by the registered codes.
impl<T: oauth2::ErrorResponse + 'static> From<RequestTokenError<OutboundError, T>> for Fault {
    fn from(error: RequestTokenError<OutboundError, T>) -> Self {
        match error {
            RequestTokenError::Request(error) => error.into(),
            RequestTokenError::ServerResponse(_) => {
                Self::RefusesUs("an error of RFC 6749 section 5.2")
            }
            // GitHub refuses with the status 200, and Facebook with an object of its own.
            RequestTokenError::Parse(_, body) if says_error(&body) => {
                Self::RefusesUs("an error of RFC 6749 section 5.2")
            }
            RequestTokenError::Parse(..) => Self::Broken("no token response"),
            RequestTokenError::Other(_) => Self::Broken("an empty token response"),
        }
    }
}

fn says_error(body: &[u8]) -> bool {
    let answer: Option<serde_json::Value> = serde_json::from_slice(body).ok();
    answer.is_some_and(|answer| answer.get("error").is_some_and(|error| !error.is_null()))
}

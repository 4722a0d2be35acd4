//! RFC 6749 §5.2 and §4.1.2.1, OpenID Connect Core §3.1.2.6, RFC 6750 §3.1: errors with three audiences.
//!
//! The code is for the client's program, the description for its developer, the cause for our log alone.

use std::borrow::Cow;
use std::error::Error;

use crate::accounts::Overloaded;
use crate::directory::{LookupError, Stale};
use crate::ephemeral::EphemeralError;
use crate::jose::JoseError;
use crate::storage::StorageError;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)?) => {
        /// A registered error code (OAuth Extensions Error Registry).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ErrorCode {
            $($(#[$doc])* $variant),+
        }

        impl ErrorCode {
            /// Every code this server answers with.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The registered name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

codes! {
    /// RFC 6749 §5.2: malformed, repeated or missing parameters.
    InvalidRequest = "invalid_request",
    /// RFC 6749 §5.2: the client did not prove who it is.
    InvalidClient = "invalid_client",
    /// RFC 6749 §5.2: the code or refresh token is not good.
    InvalidGrant = "invalid_grant",
    /// RFC 6749 §5.2: the client may not do this.
    UnauthorizedClient = "unauthorized_client",
    /// RFC 6749 §5.2: nobody may do this here.
    UnsupportedGrantType = "unsupported_grant_type",
    /// RFC 6749 §5.2: more than may be asked for.
    InvalidScope = "invalid_scope",
    /// RFC 8707 §2: an unknown or forbidden resource.
    InvalidTarget = "invalid_target",
    /// RFC 6749 §4.1.2.1: the user said no.
    AccessDenied = "access_denied",
    /// RFC 6749 §4.1.2.1.
    UnsupportedResponseType = "unsupported_response_type",
    /// OpenID Connect Core §3.1.2.6: nobody is signed in.
    LoginRequired = "login_required",
    /// OpenID Connect Core §3.1.2.6: the user must agree.
    ConsentRequired = "consent_required",
    /// OpenID Connect Core §3.1.2.6: the user must choose an account.
    AccountSelectionRequired = "account_selection_required",
    /// OpenID Connect Core §3.1.2.6: the user must do something else.
    InteractionRequired = "interaction_required",
    /// OpenID Connect Core Unmet Authentication Requirements §2.
    UnmetAuthenticationRequirements = "unmet_authentication_requirements",
    /// OpenID Connect Core §3.1.2.6.
    RequestNotSupported = "request_not_supported",
    /// OpenID Connect Core §3.1.2.6.
    RequestUriNotSupported = "request_uri_not_supported",
    /// OpenID Connect Core §3.1.2.6.
    RegistrationNotSupported = "registration_not_supported",
    /// RFC 6750 §3.1.
    InvalidToken = "invalid_token",
    /// RFC 6750 §3.1.
    InsufficientScope = "insufficient_scope",
    /// RFC 7009 §2.2.1.
    UnsupportedTokenType = "unsupported_token_type",
    /// OAuth 2.0 for First-Party Applications §5.2.2: another step is due.
    InsufficientAuthorization = "insufficient_authorization",
    /// OAuth 2.0 for First-Party Applications §5.2.2: the steps so far are unknown or over.
    InvalidSession = "invalid_session",
    /// OAuth 2.0 for First-Party Applications §5.2.2: the rest needs a browser.
    RedirectToWeb = "redirect_to_web",
    /// RFC 6749 §4.1.2.1: try again later.
    TemporarilyUnavailable = "temporarily_unavailable",
    /// RFC 6749 §4.1.2.1: our fault.
    ServerError = "server_error",
}

/// An error of the protocol.
#[derive(Debug, thiserror::Error)]
#[error("{}: {description}", code.name())]
pub struct OAuthError {
    code: ErrorCode,
    description: Cow<'static, str>,
    #[source]
    cause: Option<Box<dyn Error + Send + Sync>>,
    retry_after: Option<u32>,
}

impl OAuthError {
    /// An error with a sentence for the developer. The sentence holds nothing that came with the request, so that
    /// nothing is reflected and the characters are those of RFC 6749 §4.1.2.1.
    pub const fn new(code: ErrorCode, description: &'static str) -> Self {
        Self {
            code,
            description: Cow::Borrowed(description),
            cause: None,
            retry_after: None,
        }
    }

    /// `invalid_request`.
    pub const fn invalid_request(description: &'static str) -> Self {
        Self::new(ErrorCode::InvalidRequest, description)
    }

    /// `invalid_grant`.
    pub const fn invalid_grant(description: &'static str) -> Self {
        Self::new(ErrorCode::InvalidGrant, description)
    }

    /// `invalid_token`.
    pub const fn invalid_token(description: &'static str) -> Self {
        Self::new(ErrorCode::InvalidToken, description)
    }

    /// A failure of ours: the cause goes to the log.
    pub fn internal(cause: impl Error + Send + Sync + 'static) -> Self {
        Self {
            code: ErrorCode::ServerError,
            description: Cow::Borrowed("the server failed; the incident was logged"),
            cause: Some(Box::new(cause)),
            retry_after: None,
        }
    }

    /// Something we depend on is away: the client may try again.
    pub fn unavailable(cause: impl Error + Send + Sync + 'static) -> Self {
        Self {
            code: ErrorCode::TemporarilyUnavailable,
            description: Cow::Borrowed(
                "the server cannot answer this right now; try again in a moment",
            ),
            cause: Some(Box::new(cause)),
            retry_after: None,
        }
    }

    /// There were too many attempts; seconds to wait.
    pub const fn slow_down(retry_after: u32) -> Self {
        let mut error = Self::new(ErrorCode::TemporarilyUnavailable, "too many attempts");
        error.retry_after = Some(retry_after);
        error
    }

    /// Seconds to wait, where there were too many attempts.
    pub const fn retry_after(&self) -> Option<u32> {
        self.retry_after
    }

    /// What the client's program reads.
    pub const fn code(&self) -> ErrorCode {
        self.code
    }

    /// What its developer reads.
    pub fn description(&self) -> &str {
        &self.description
    }

    /// What only the log reads.
    pub fn cause(&self) -> Option<&(dyn Error + Send + Sync)> {
        self.cause.as_deref()
    }
}

impl From<StorageError> for OAuthError {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Database(_) => Self::unavailable(error),
            StorageError::Conflict | StorageError::Corrupt(_) => Self::internal(error),
        }
    }
}

impl From<LookupError> for OAuthError {
    fn from(error: LookupError) -> Self {
        match error {
            LookupError::Storage(error) => error.into(),
            LookupError::Keys(_) => Self::internal(error),
        }
    }
}

impl From<EphemeralError> for OAuthError {
    fn from(error: EphemeralError) -> Self {
        Self::unavailable(error)
    }
}

impl From<JoseError> for OAuthError {
    fn from(error: JoseError) -> Self {
        Self::internal(error)
    }
}

impl From<Stale> for OAuthError {
    fn from(error: Stale) -> Self {
        Self::unavailable(error)
    }
}

impl From<Overloaded> for OAuthError {
    fn from(error: Overloaded) -> Self {
        Self::unavailable(error)
    }
}

//! What can go wrong at the API: one table, read by the answers, by the OpenAPI document and by the page about each.

use axum::http::StatusCode;

use crate::oauth::ErrorCode;

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $slug:literal, $status:ident, $title:literal, $advice:literal;)+) => {
        /// A kind of problem. Its `type` is a URL that says what to do about it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(in crate::web) enum ProblemKind {
            $($(#[$doc])* $variant),+
        }

        impl ProblemKind {
            /// Every kind.
            pub(in crate::web) const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The last part of its `type`. Stable.
            pub(in crate::web) const fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug),+ }
            }

            /// With which status it comes.
            pub(in crate::web) const fn status(self) -> StatusCode {
                match self { $(Self::$variant => StatusCode::$status),+ }
            }

            /// "a short, human-readable summary of the problem type"  RFC 9457 §3.1.3
            pub(in crate::web) const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title),+ }
            }

            /// What to do about it.
            pub(in crate::web) const fn advice(self) -> &'static str {
                match self { $(Self::$variant => $advice),+ }
            }
        }
    };
}

kinds! {
    /// No JSON object, or one that says something twice.
    InvalidBody = "invalid-body", BAD_REQUEST, "The body cannot be read",
        "Send one JSON object (RFC 8259) that names no member twice.";
    /// A JSON object that is not the one expected.
    InvalidFields = "invalid-fields", UNPROCESSABLE_ENTITY, "Some members of the body are not right",
        "Look at errors: each has the JSON pointer of a member, a stable code, and a sentence.";
    /// Another media type.
    UnsupportedMediaType = "unsupported-media-type", UNSUPPORTED_MEDIA_TYPE, "The body is no JSON",
        "Send Content-Type: application/json.";
    /// Too many bytes.
    BodyTooLarge = "body-too-large", PAYLOAD_TOO_LARGE, "The body is too large",
        "Send at most 64 KiB.";
    /// Too few of them in time.
    BodyTooSlow = "body-too-slow", REQUEST_TIMEOUT, "The body did not arrive in time",
        "Send the request again.";
    /// A parameter of the URL that cannot be.
    InvalidQuery = "invalid-query", BAD_REQUEST, "The query cannot be read",
        "Look at errors, or at the OpenAPI document for what the query may hold.";
    /// RFC 6749 §5.2.
    InvalidRequest = "invalid-request", BAD_REQUEST, "The request is malformed",
        "Look at detail.";
    /// RFC 6749 §5.2.
    InvalidClient = "invalid-client", UNAUTHORIZED, "The client did not prove who it is",
        "Send client_id, and the secret by HTTP Basic or as client_secret, by the one method that the client registered.";
    /// RFC 6749 §5.2.
    UnauthorizedClient = "unauthorized-client", FORBIDDEN, "The client may not do this",
        "Only first-party clients whose registration has direct_sign_in may use the sign-in endpoints of this API.";
    /// RFC 6749 §5.2.
    InvalidGrant = "invalid-grant", BAD_REQUEST, "The refresh token is not good",
        "Sign in again. Refresh tokens are replaced at each use; an old one that comes again ends all that came of the sign-in.";
    /// RFC 6749 §5.2.
    InvalidScope = "invalid-scope", BAD_REQUEST, "The scope is more than may be asked for",
        "Ask for what the client is registered for, or leave scope out.";
    /// RFC 8707 §2.
    InvalidTarget = "invalid-target", BAD_REQUEST, "The resource is none that the client may use",
        "Name the audience of a service that the client is allowed.";
    /// A name and a password that do not belong together.
    InvalidCredentials = "invalid-credentials", UNAUTHORIZED, "The name or the password is wrong",
        "Ask again. Nothing tells whether the account exists.";
    /// A second factor is due.
    MfaRequired = "mfa-required", FORBIDDEN, "A second factor is due",
        "Ask for a code of one of the methods, and send it with mfa_token to mfa/verify. For email and sms ask for the code with mfa/challenge first.";
    /// A second factor is demanded and there is none.
    MfaEnrolmentRequired = "mfa-enrolment-required", FORBIDDEN, "A second factor has to be set up first",
        "Send the person to the sign-in page at sign_in_url, where they set one up.";
    /// The address is not proven.
    EmailUnverified = "email-unverified", FORBIDDEN, "The mail address is not verified",
        "Ask the person to open the link in their mail; verify-email/resend sends another.";
    /// Ten minutes, another client, or too many wrong codes.
    MfaOver = "mfa-over", GONE, "The sign-in is over",
        "Begin again with auth/login.";
    /// Not the code.
    InvalidCode = "invalid-code", UNAUTHORIZED, "The code is wrong",
        "Ask again. After five wrong codes the sign-in is over.";
    /// Not a way that this person has.
    MethodNotOffered = "method-not-offered", BAD_REQUEST, "The method is none that is on offer",
        "Use one of the methods that came with mfa_token.";
    /// Used, expired or void.
    LinkVoid = "link-void", GONE, "The link is not good any more",
        "Ask for another one: a link works once, for a while, and for what it was sent for.";
    /// Whoever opens a link elsewhere says the password.
    PasswordRequired = "password-required", FORBIDDEN, "The password of the account is needed as well",
        "The link was asked for elsewhere: send the password that was chosen together with the token.";
    /// Nobody may make an account.
    SignUpClosed = "sign-up-closed", FORBIDDEN, "Nobody can make an account here",
        "Accounts come by invitation, or are made by an administrator.";
    /// The tenant does not allow it.
    NotAllowed = "not-allowed", FORBIDDEN, "The tenant does not allow this",
        "Look at detail; an administrator can do it or allow it.";
    /// Somebody took the name.
    Taken = "taken", CONFLICT, "The username or the address was taken meanwhile",
        "Choose another one.";
    /// RFC 6750 §3.1.
    InvalidToken = "invalid-token", UNAUTHORIZED, "The access token is missing or not good",
        "Send Authorization: Bearer with an access token that lives and is for this issuer; refresh it, or sign in again.";
    /// RFC 6750 §3.1.
    InsufficientScope = "insufficient-scope", FORBIDDEN, "The access token does not allow this",
        "Ask for the scope that the endpoint names in the OpenAPI document.";
    /// The person's roles do not allow it.
    InsufficientPermission = "insufficient-permission", FORBIDDEN, "The person's roles do not allow this",
        "permission names what is needed: an administrator gives a role that has it.";
    /// RFC 9470 §3.
    InsufficientAuthentication = "insufficient-user-authentication", UNAUTHORIZED, "The sign-in is too old or too weak for this",
        "Sign in again (RFC 9470): max_age and acr_values in WWW-Authenticate say how.";
    /// RFC 9110 §15.5.13.
    PreconditionFailed = "precondition-failed", PRECONDITION_FAILED, "It was changed meanwhile",
        "Get it again, look at what changed, and send the change with the new ETag in If-Match.";
    /// RFC 6585 §3.
    PreconditionRequired = "precondition-required", PRECONDITION_REQUIRED, "It has to be said which state is meant",
        "Send If-Match with the ETag of the state that the change is of.";
    /// No such thing, or somebody else's.
    NotFound = "not-found", NOT_FOUND, "There is no such thing",
        "Look at the path and the identifier. What belongs to others is not told apart from what is not there.";
    /// Another method.
    MethodNotAllowed = "method-not-allowed", METHOD_NOT_ALLOWED, "The endpoint has no such method",
        "Look at Allow.";
    /// Another request came under the key.
    IdempotencyKeyReused = "idempotency-key-reused", UNPROCESSABLE_ENTITY, "The Idempotency-Key was used for another request",
        "Make a new key for each thing that is to be made, and send the same body with it when the answer was lost.";
    /// The first one is not answered yet.
    IdempotencyInProgress = "idempotency-in-progress", CONFLICT, "The first request with this Idempotency-Key is not answered yet",
        "Ask again in a moment, with the same key and body.";
    /// It would leave nobody, or no way in.
    Conflict = "conflict", CONFLICT, "This cannot be done as things are",
        "Look at detail.";
    /// Too many.
    TooManyRequests = "too-many-requests", TOO_MANY_REQUESTS, "Too many requests",
        "Wait for as many seconds as Retry-After says.";
    /// The database, the store, or the pool of password hashes.
    Unavailable = "unavailable", SERVICE_UNAVAILABLE, "The server cannot answer this right now",
        "Try again after as many seconds as Retry-After says.";
    /// Ours.
    Internal = "internal", INTERNAL_SERVER_ERROR, "The server failed",
        "The incident was logged under the identifier in incident: tell the operator.";
}

impl From<ErrorCode> for ProblemKind {
    fn from(code: ErrorCode) -> Self {
        match code {
            ErrorCode::InvalidClient => Self::InvalidClient,
            ErrorCode::InvalidGrant => Self::InvalidGrant,
            ErrorCode::UnauthorizedClient => Self::UnauthorizedClient,
            ErrorCode::InvalidScope => Self::InvalidScope,
            ErrorCode::InvalidTarget => Self::InvalidTarget,
            ErrorCode::InvalidToken => Self::InvalidToken,
            ErrorCode::InsufficientScope => Self::InsufficientScope,
            ErrorCode::TemporarilyUnavailable => Self::Unavailable,
            ErrorCode::ServerError => Self::Internal,
            ErrorCode::InvalidRequest
            | ErrorCode::UnsupportedGrantType
            | ErrorCode::AccessDenied
            | ErrorCode::UnsupportedResponseType
            | ErrorCode::LoginRequired
            | ErrorCode::ConsentRequired
            | ErrorCode::AccountSelectionRequired
            | ErrorCode::InteractionRequired
            | ErrorCode::UnmetAuthenticationRequirements
            | ErrorCode::RequestNotSupported
            | ErrorCode::RequestUriNotSupported
            | ErrorCode::RegistrationNotSupported
            | ErrorCode::InsufficientAuthorization
            | ErrorCode::InvalidSession
            | ErrorCode::RedirectToWeb
            | ErrorCode::UnsupportedTokenType => Self::InvalidRequest,
        }
    }
}

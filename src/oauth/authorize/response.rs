//! RFC 6749 §4.1.2, RFC 9207 §2, OAuth 2.0 Form Post Response Mode §2: answers, and how they reach the client.

use crate::context::Context;
use crate::model::{ResponseMode, Secret};
use crate::oauth::{ErrorCode, OAuthError};

use super::Redirectable;

/// An answer with a proven target.
pub struct AuthorizationResponse {
    target: Redirectable,
    fields: Vec<(&'static str, String)>,
    error: Option<ErrorCode>,
}

impl std::fmt::Debug for AuthorizationResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AuthorizationResponse")
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}

/// What the browser is told to do.
pub enum Delivery {
    /// Go to this URL.
    Redirect(String),
    /// Post these fields to this URL.
    FormPost {
        /// The redirect URI.
        action: String,
        /// Names and values.
        fields: Vec<(String, String)>,
    },
}

impl AuthorizationResponse {
    /// A code.
    pub fn code(ctx: &Context, target: Redirectable, code: &Secret) -> Self {
        Self::new(ctx, target, vec![("code", code.expose().to_owned())], None)
    }

    /// An error; never together with a code.
    pub fn error(ctx: &Context, target: Redirectable, error: &OAuthError) -> Self {
        let fields = vec![
            ("error", error.code().name().to_owned()),
            ("error_description", error.description().to_owned()),
        ];
        Self::new(ctx, target, fields, Some(error.code()))
    }

    fn new(
        ctx: &Context,
        target: Redirectable,
        mut fields: Vec<(&'static str, String)>,
        error: Option<ErrorCode>,
    ) -> Self {
        // "REQUIRED if the state parameter was present in the client authorization request. The exact value received from
        // the client."  RFC 6749 §4.1.2
        if let Some(state) = &target.state {
            fields.push(("state", state.clone()));
        }
        // "the authorization server MUST … include … iss … in authorization responses … including error responses"  RFC 9207 §2
        fields.push(("iss", ctx.issuer().url().to_owned()));
        Self {
            target,
            fields,
            error,
        }
    }

    /// The error it tells, if it is one.
    pub const fn error_code(&self) -> Option<ErrorCode> {
        self.error
    }

    /// Where it goes.
    pub const fn target(&self) -> &Redirectable {
        &self.target
    }

    /// Encodes the answer for its way.
    pub fn deliver(self) -> Delivery {
        let uri = self.target.redirect_uri.as_str();
        let encoded = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&self.fields)
            .finish();
        match self.target.mode {
            ResponseMode::Query => {
                // "The endpoint URI MAY include … query component, which MUST be retained when adding additional query
                // parameters."  RFC 6749 §3.1.2
                let separator = match uri.split_once('?') {
                    None => "?",
                    Some((_, query)) if query.is_empty() || query.ends_with('&') => "",
                    Some(_) => "&",
                };
                // The empty fragment keeps the browser from handing on the one of our own page (RFC 9700 §4.1.3).
                Delivery::Redirect(format!("{uri}{separator}{encoded}#"))
            }
            ResponseMode::Fragment => Delivery::Redirect(format!("{uri}#{encoded}")),
            ResponseMode::FormPost => Delivery::FormPost {
                action: uri.to_owned(),
                fields: self
                    .fields
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect(),
            },
        }
    }
}

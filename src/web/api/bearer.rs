//! RFC 6750: a request with an access token of ours, for this issuer.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

use crate::accounts::Browser;
use crate::app::App;
use crate::context::Context;
use crate::model::{Client, ClientId, User};
use crate::oauth::OAuthError;
use crate::oauth::bearer::{self, LiveAccessToken};
use crate::web::error::{Problem, ProblemKind};
use crate::web::extract::Ctx;

/// A token that lives, that is for this API, and whom it speaks for.
pub(super) struct Bearer {
    /// The request's issuer and instant.
    pub(super) ctx: Context,
    /// The token.
    pub(super) token: LiveAccessToken,
    user_agent: String,
}

impl FromRequestParts<Arc<App>> for Bearer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let Ctx(ctx) = Ctx::from_request_parts(parts, app)
            .await
            .map_err(|_| Problem::new(ProblemKind::NotFound))?;
        let text = presented(&parts.headers)?;
        let token = bearer::live(&ctx, text).await?;
        let token = token.ok_or_else(|| Problem::new(ProblemKind::InvalidToken))?;
        // "The resource server MUST validate that the aud claim contains a resource indicator value corresponding to an
        // identifier the resource server expects for itself."  RFC 9068 §4
        let own = ctx.issuer().default_audience();
        if !token.claims().aud.iter().any(|audience| audience == own) {
            return Err(Problem::new(ProblemKind::InvalidToken)
                .detail("the access token is for another resource"));
        }
        let user_agent = parts.headers.get(header::USER_AGENT);
        let user_agent = user_agent.and_then(|value| value.to_str().ok());
        let user_agent = user_agent.unwrap_or_default().chars();
        Ok(Self {
            user_agent: user_agent.filter(|c| !c.is_control()).take(256).collect(),
            ctx,
            token,
        })
    }
}

/// "Clients MUST NOT use more than one method to transmit the token in each request."  RFC 6750 §2: here there is one.
fn presented(headers: &HeaderMap) -> Result<&str, Problem> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    match (values.next(), values.next()) {
        // "If the request lacks any authentication information …, the resource server SHOULD NOT include an error code"  §3.1
        (None, _) => Err(Problem::new(ProblemKind::InvalidToken).challenge("Bearer")),
        (Some(value), None) => {
            let text = value.to_str().ok().and_then(bearer::from_header);
            text.ok_or_else(|| Problem::new(ProblemKind::InvalidToken))
        }
        (Some(_), Some(_)) => Err(Problem::new(ProblemKind::InvalidRequest)
            .detail("the Authorization header is repeated")),
    }
}

impl Bearer {
    /// The person it speaks for, if it is a person.
    pub(super) fn user(&self) -> Option<&User> {
        self.token.user()
    }

    /// The client it was issued to.
    pub(super) async fn client(&self) -> Result<Arc<Client>, Problem> {
        let id = ClientId(self.token.claims().client_id.clone());
        let client = self.ctx.client(&id).await.map_err(OAuthError::from)?;
        client.ok_or_else(|| Problem::new(ProblemKind::InvalidToken))
    }

    /// What takes the place of a browser.
    pub(super) fn browser(&self) -> Browser {
        Browser {
            user_agent: self.user_agent.clone(),
            address: self.ctx.caller().to_owned(),
            ..Browser::default()
        }
    }
}

//! Whoever speaks for their own account: an access token of theirs with the scope `account`, and the sign-in it came of.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;

use crate::accounts::Browser;
use crate::accounts::factors::Changing;
use crate::accounts::gate;
use crate::accounts::notify::house_language;
use crate::app::App;
use crate::context::Context;
use crate::model::{Acr, Login, User, scope};
use crate::oauth::OAuthError;
use crate::texts::Texts;
use crate::web::error::{Problem, ProblemKind};

use super::bearer::Bearer;

/// No handler below `me` runs without one.
pub(super) struct Holder {
    /// The request's issuer and instant.
    pub(super) ctx: Context,
    /// The person, as they are now.
    pub(super) user: User,
    /// The sign-in that the token came of.
    pub(super) login: Login,
    /// What takes the place of a browser.
    pub(super) browser: Browser,
    /// The words that mails speak.
    pub(super) texts: Texts,
}

impl FromRequestParts<Arc<App>> for Holder {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        with_scope(parts, app, scope::ACCOUNT).await
    }
}

/// Whoever speaks with a token of that scope.
pub(super) async fn with_scope(
    parts: &mut Parts,
    app: &Arc<App>,
    needed: &'static str,
) -> Result<Holder, Problem> {
    let bearer = Bearer::from_request_parts(parts, app).await?;
    let claims = bearer.token.claims();
    if !claims.scope.contains(needed) {
        // "The "scope" attribute … MAY … indicate the required scope"  RFC 6750 §3
        return Err(
            Problem::new(ProblemKind::InsufficientScope).challenge(format!(
                "Bearer error=\"insufficient_scope\", scope=\"{needed}\""
            )),
        );
    }
    let (Some(user), Some(login)) = (bearer.user(), claims.sid) else {
        return Err(Problem::new(ProblemKind::InvalidToken)
            .detail("the access token is of no person's sign-in"));
    };
    let (ctx, whose) = (&bearer.ctx, (user.id, login));
    let db = ctx.db();
    let login = db.login_of_user(whose, ctx.now()).await;
    let login = login.map_err(OAuthError::from)?;
    // As they are now: the memory of this process may be a moment behind.
    let user = db.user(user.id).await.map_err(OAuthError::from)?;
    let (Some(user), Some(login)) = (user.filter(|user| !user.disabled), login) else {
        return Err(Problem::new(ProblemKind::InvalidToken));
    };
    let accepted = parts.headers.get(header::ACCEPT_LANGUAGE);
    let accepted = accepted.and_then(|value| value.to_str().ok());
    Ok(Holder {
        texts: Texts::wished(None, accepted).unwrap_or_else(|| house_language(ctx)),
        browser: bearer.browser(),
        ctx: bearer.ctx,
        user,
        login,
    })
}

impl Holder {
    /// Lets those pass who signed in a moment ago, with a second factor if they have one: the rule of the account's pages.
    ///
    /// "A resource server … responds with a WWW-Authenticate … insufficient_user_authentication … max_age … acr_values"
    /// RFC 9470 §3
    pub(super) async fn fresh(&self) -> Result<Changing, Problem> {
        let again = |more: &str| {
            let error = "Bearer error=\"insufficient_user_authentication\"";
            let max_age = gate::FRESH_SECONDS;
            Problem::new(ProblemKind::InsufficientAuthentication)
                .challenge(format!("{error}, max_age=\"{max_age}\"{more}"))
        };
        if !gate::is_fresh(&self.ctx, &self.login) {
            return Err(again(""));
        }
        let credentials = self.ctx.db().credentials_of(self.user.id).await;
        let credentials = credentials
            .map_err(OAuthError::from)?
            .ok_or_else(|| Problem::new(ProblemKind::InvalidToken))?;
        let allowed = Changing::allowed(&self.ctx, &self.login, credentials);
        allowed.ok_or_else(|| again(&format!(", acr_values=\"{}\"", Acr::Aal2.name())))
    }
}

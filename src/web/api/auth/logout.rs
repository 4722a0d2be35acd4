//! `POST /api/v1/auth/logout`

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::accounts::{sign_out, sign_out_everywhere};
use crate::app::App;
use crate::oauth::{OAuthError, first_party};
use crate::web::api::bearer::Bearer;
use crate::web::api::body;
use crate::web::error::{Problem, ProblemKind};

/// Which sign-ins end.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Logout)]
pub(in crate::web::api) struct Body {
    /// Every sign-in of the person, in browsers and in applications, and not this one alone.
    #[serde(default)]
    everywhere: bool,
}

/// Ends the sign-in that the access token came of: its refresh token and its access tokens are void at once.
#[utoipa::path(
    post, path = "/auth/logout", tag = "auth",
    request_body = Option<Body>,
    security(("access_token" = [])),
    responses((status = 204, description = "Signed out")),
)]
pub(in crate::web::api) async fn post(
    bearer: Bearer,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<StatusCode, Problem> {
    let body: Body = if request.headers().contains_key(header::CONTENT_TYPE) {
        body::read(body::object(request, &app).await?)?
    } else {
        Body::default()
    };
    let (ctx, browser) = (&bearer.ctx, bearer.browser());
    let client = bearer.client().await?;
    first_party::may_sign_in(&client)?;
    let (Some(user), Some(login)) = (bearer.user(), bearer.token.claims().sid) else {
        return Err(Problem::new(ProblemKind::InvalidToken)
            .detail("the access token is of no person's sign-in"));
    };
    let done = if body.everywhere {
        sign_out_everywhere(ctx, user.id, None, &browser).await
    } else {
        sign_out(ctx, &[(login, user.id)], &browser).await
    };
    done.map_err(OAuthError::from)?;
    Ok(StatusCode::NO_CONTENT)
}

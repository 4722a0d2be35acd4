//! `GET` and `POST /end_session` (OpenID Connect RP-Initiated Logout §2)

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::oauth::logout::{self, logins_of_hint};
use crate::oauth::{OAuthError, Parameters};
use crate::web::extract::{Form, Query, Visitor};
use crate::web::pages::{html, into_page, sign_out};

/// "OPs MUST support the use of the HTTP GET and POST methods"  OpenID Connect RP-Initiated Logout §2
pub(in crate::web) async fn get(visitor: Visitor, Query(query): Query) -> Response {
    answer(&visitor, query).await
}

/// The form's parameters; another site's POST comes without cookies and is asked to come again by GET.
pub(in crate::web) async fn post(visitor: Visitor, Form(form): Form) -> Response {
    match form {
        Ok(form) if visitor.is_cross_site() => html::see_other(&format!(
            "{}/end_session?{}",
            visitor.ctx.issuer().base_path(),
            form.to_text()
        )),
        form => answer(&visitor, form).await,
    }
}

/// HEAD promises to change nothing.
pub(in crate::web) async fn head() -> Response {
    (
        StatusCode::METHOD_NOT_ALLOWED,
        [(header::ALLOW, "GET, POST")],
    )
        .into_response()
}

async fn answer(visitor: &Visitor, parameters: Result<Parameters, OAuthError>) -> Response {
    match requested(visitor, parameters).await {
        Ok(response) => response,
        Err(error) => into_page(visitor, &error),
    }
}

async fn requested(
    visitor: &Visitor,
    parameters: Result<Parameters, OAuthError>,
) -> Result<Response, OAuthError> {
    let parameters = parameters?;
    let request = logout::read(&visitor.ctx, &parameters).await?;
    let logins = visitor.logins().await?;
    if logins.is_empty() {
        return Ok(sign_out::done(visitor, &request));
    }
    let known: Vec<_> = logins
        .iter()
        .map(|signed_in| signed_in.login.clone())
        .collect();
    let proven = request
        .hint
        .as_ref()
        .map(|hint| logins_of_hint(hint, &known))
        .unwrap_or_default();
    // "the OP SHOULD ask the End-User whether to log out of the OP as well … the OP MUST ask … if an id_token_hint was not
    // provided or if the supplied ID Token does not belong to the current OP session"  OpenID Connect RP-Initiated Logout §2
    if proven.is_empty() {
        return sign_out::ask(visitor, &request, &parameters, &logins).await;
    }
    sign_out::end(visitor, &proven, &logins, (&request, &parameters)).await
}

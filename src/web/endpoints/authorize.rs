//! `GET` and `POST /authorize` (OpenID Connect Core §3.1.2.1)

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::oauth::authorize::understand;
use crate::oauth::{OAuthError, Parameters};
use crate::web::extract::{Form, Query, Visitor};
use crate::web::pages::{Progress, carry_on, html, into_page, refused};

/// "Authorization Servers MUST support the use of the HTTP GET and POST methods"  OpenID Connect Core §3.1.2.1
pub(in crate::web) async fn get(visitor: Visitor, Query(query): Query) -> Response {
    answer(&visitor, query).await
}

/// The form's parameters, and only those: body and query are never merged.
pub(in crate::web) async fn post(
    visitor: Visitor,
    Query(query): Query,
    Form(form): Form,
) -> Response {
    if query.is_ok_and(|query| !query.to_text().is_empty()) {
        return into_page(
            &visitor,
            &OAuthError::invalid_request("parameters stand in the query and in the body"),
        );
    }
    match form {
        // A browser sends no cookies with another site's POST, so it is asked to come again by GET.
        Ok(form) if visitor.is_cross_site() => html::see_other(&format!(
            "{}/authorize?{}",
            visitor.ctx.issuer().base_path(),
            form.to_text()
        )),
        form => answer(&visitor, form).await,
    }
}

/// HEAD promises to change nothing, and an authorization request makes codes.
pub(in crate::web) async fn head() -> Response {
    (
        StatusCode::METHOD_NOT_ALLOWED,
        [(header::ALLOW, "GET, POST")],
    )
        .into_response()
}

async fn answer(visitor: &Visitor, parameters: Result<Parameters, OAuthError>) -> Response {
    let parameters = match parameters {
        Ok(parameters) => parameters,
        Err(error) => return into_page(visitor, &error),
    };
    let request = match understand(&visitor.ctx, &parameters).await {
        Ok(request) => request,
        Err(refusal) => return refused(visitor, refusal),
    };
    let logins = match visitor.logins().await {
        Ok(logins) => logins,
        Err(error) => return into_page(visitor, &error),
    };
    carry_on(
        visitor,
        Progress::begin(visitor, &parameters),
        request,
        &logins,
    )
    .await
}

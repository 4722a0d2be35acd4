//! `/select-account`: which of the accounts in this browser?

use axum::http::StatusCode;
use axum::response::Response;

use crate::oauth::OAuthError;
use crate::web::error::PageError;
use crate::web::extract::{Form, FormId, Query, Visitor};
use crate::web::view::{AccountChoice, ErrorKind, SelectAccount};

use super::progress::failed;
use super::{Progress, html, people};

/// `GET /select-account`
pub(in crate::web) async fn get(
    mut visitor: Visitor,
    Query(query): Query,
) -> Result<Response, PageError> {
    let query = query.map_err(|error| failed(&visitor, error))?;
    let progress = Progress::find(&mut visitor, query.get("txn").unwrap_or_default()).await?;
    let request = match progress.request(&visitor).await {
        Ok(request) => request,
        Err(response) => return Ok(response),
    };
    let logins = visitor
        .logins()
        .await
        .map_err(|error| failed(&visitor, error))?;
    let page = SelectAccount {
        shell: html::shell(visitor.ctx.issuer(), visitor.texts),
        csrf: visitor.csrf(FormId::SelectAccount),
        txn: Some(progress.id().to_owned()),
        app: Some(people::asking_app(
            request.client(),
            &request.target.redirect_uri,
        )),
        accounts: logins
            .iter()
            .map(|signed_in| AccountChoice {
                account: people::account(signed_in),
                password_needed: false,
            })
            .collect(),
    };
    let source = request.target.redirect_uri.form_action_source();
    Ok(html::with_cookie(
        html::page(&page, source.as_deref()),
        visitor.greeting(),
    ))
}

/// `POST /select-account`
pub(in crate::web) async fn post(
    mut visitor: Visitor,
    Form(form): Form,
) -> Result<Response, PageError> {
    let form = form.map_err(|error| failed(&visitor, error))?;
    if !visitor.posted_from(FormId::SelectAccount, &form) {
        let shell = html::shell(visitor.ctx.issuer(), visitor.texts);
        return Err(PageError::new(
            shell,
            StatusCode::FORBIDDEN,
            ErrorKind::FormExpired,
            "invalid_request",
        ));
    }
    let mut progress = Progress::find(&mut visitor, form.get("txn").unwrap_or_default()).await?;
    let logins = visitor
        .logins()
        .await
        .map_err(|error| failed(&visitor, error))?;
    match form.get("account") {
        Some("other") => Ok(html::see_other(&format!(
            "{}/sign-in?txn={}",
            visitor.ctx.issuer().base_path(),
            progress.id()
        ))),
        Some(id) => {
            // Only an account of this very browser can be chosen.
            let Some(signed_in) = logins
                .iter()
                .find(|signed_in| signed_in.login.id.to_string() == id)
            else {
                return Ok(html::see_other(&format!(
                    "{}/select-account?txn={}",
                    visitor.ctx.issuer().base_path(),
                    progress.id()
                )));
            };
            progress.chose(signed_in.login.id);
            Ok(progress.resume(&visitor, &logins).await)
        }
        None => Err(failed(
            &visitor,
            OAuthError::invalid_request("account is missing"),
        )),
    }
}

//! `/dev/pages`: every page in every state, and `/dev/mail`: the mails that went into files. Where the setting
//! `server.developer` is on.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::web::extract::Visitor;
use crate::web::view::{DeveloperMail, Gallery, Sample, ShownMail, samples};

use super::html;

/// `GET /dev/pages`
pub(in crate::web) async fn gallery(visitor: Visitor) -> Response {
    let shell = html::shell(visitor.ctx.issuer(), visitor.texts);
    match samples(&shell) {
        Ok(samples) => html::page(&Gallery { shell, samples }, None),
        Err(cause) => broken(&cause),
    }
}

/// `GET /dev/pages/{number}`
pub(in crate::web) async fn page(visitor: Visitor, Path(number): Path<usize>) -> Response {
    let shell = html::shell(visitor.ctx.issuer(), visitor.texts);
    match samples(&shell).map(|samples| samples.into_iter().nth(number)) {
        Ok(Some(Sample { html, .. })) => html::response(StatusCode::OK, html, None),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(cause) => broken(&cause),
    }
}

/// `GET /dev/mail`
pub(in crate::web) async fn mail(visitor: Visitor) -> Response {
    let shell = html::shell(visitor.ctx.issuer(), visitor.texts);
    let mails = visitor.ctx.app().mailer.latest();
    let mails = mails
        .into_iter()
        .map(|sent| ShownMail {
            at: visitor.texts.date_time(sent.written_at),
            to: sent.to,
            subject: sent.subject,
            lines: sent.text.lines().map(str::to_owned).collect(),
        })
        .collect();
    html::page(&DeveloperMail { shell, mails }, None)
}

fn broken(cause: &askama::Error) -> Response {
    tracing::error!(%cause, "a sample cannot be rendered");
    crate::web::error::internal_plain()
}

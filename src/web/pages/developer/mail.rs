//! `/dev/mail`: the mails that went into files.

use axum::response::Response;

use crate::web::extract::Visitor;
use crate::web::pages::html;
use crate::web::view::{DeveloperMail, ShownMail};

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

//! `/`: the front door of an issuer.

use axum::response::Response;

use crate::web::error::PageError;
use crate::web::extract::Visitor;
use crate::web::view::Home;

use super::progress::failed;
use super::{html, people};

/// `GET /`
pub(in crate::web) async fn get(mut visitor: Visitor) -> Result<Response, PageError> {
    let logins = visitor
        .logins()
        .await
        .map_err(|error| failed(&visitor, error))?;
    if let Some(first) = logins.first() {
        visitor.speak_as_wished_by(&first.user);
    }
    let page = Home {
        shell: html::shell(visitor.ctx.issuer(), visitor.texts),
        accounts: logins.iter().map(people::account).collect(),
    };
    Ok(html::page(&page, None))
}

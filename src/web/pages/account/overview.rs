//! `/account`: who this is, what needs attention, and the ways to everything else.

use axum::response::Response;

use crate::web::extract::{Detour, Owner};
use crate::web::pages::html;
use crate::web::view::AccountOverview;

/// `GET /account`
pub(in crate::web) async fn get(owner: Owner) -> Result<Response, Detour> {
    let page = AccountOverview {
        shell: owner.shell(),
        frame: owner.frame(),
        attention: Vec::new(),
    };
    Ok(html::page(&page, None))
}

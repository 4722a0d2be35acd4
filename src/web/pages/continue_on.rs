//! Back to the app: by a redirect, or by a page where a redirect could be forbidden.

use axum::response::Response;

use crate::model::Client;
use crate::web::extract::Visitor;
use crate::web::view::ContinueOn;

use super::{html, people};

/// Sends the browser to this URL of the client's.
///
/// The answer to a form may be redirected only where `form-action` of the form's page allows it (Content Security Policy
/// Level 3 §6.4.1), and Chromium holds every further redirect against it, too: those of the app itself, to places that nobody
/// here knows. So a browser that came by a form gets a page, and the way that begins at the page is no form's any more. Apps
/// on the device keep the redirect: nothing follows theirs, and browsers open an app most willingly when a person just acted.
pub(super) fn continue_on(visitor: &Visitor, client: &Client, url: String) -> Response {
    if !(visitor.came_by_form() && is_web(&url)) {
        return html::see_other(&url);
    }
    let page = ContinueOn {
        shell: html::shell(visitor.ctx.issuer(), visitor.texts),
        app: people::app_at(client, &url),
        url,
        by_itself: true,
    };
    html::page(&page, None)
}

fn is_web(url: &str) -> bool {
    url::Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

//! Which providers there are, and going there.

use axum::http::StatusCode;
use axum::response::Response;

use crate::federation::{self, Purpose, Wish};
use crate::model::Provider;
use crate::model::user::name_key;
use crate::oauth::OAuthError;
use crate::web::error::PageError;
use crate::web::extract::Visitor;
use crate::web::pages::{html, people, progress};
use crate::web::view::{ContinueOn, ErrorKind, ProviderButton};

use super::begin::reserve;
use super::failed;

/// The providers that are not disabled.
pub(in crate::web) async fn usable(visitor: &Visitor) -> Result<Vec<Provider>, OAuthError> {
    let all = visitor.ctx.providers().await?;
    Ok(all
        .iter()
        .filter(|provider| !provider.disabled)
        .cloned()
        .collect())
}

/// What the sign-in page shows of them.
pub(in crate::web) fn buttons(usable: &[Provider]) -> Vec<ProviderButton> {
    usable
        .iter()
        .filter(|provider| !provider.settings.hidden)
        .map(|provider| ProviderButton {
            slug: provider.slug.clone(),
            kind: provider.kind,
            name: provider.name.clone(),
        })
        .collect()
}

/// The provider of that name; a page of its own when there is none, or it is disabled.
pub(in crate::web) async fn provider(visitor: &Visitor, slug: &str) -> Result<Provider, PageError> {
    let all = usable(visitor).await;
    let all = all.map_err(|error| progress::failed(visitor, error))?;
    let found = all.into_iter().find(|provider| provider.slug == slug);
    found.ok_or_else(|| {
        PageError::new(
            html::shell(visitor.ctx.issuer(), visitor.texts),
            StatusCode::NOT_FOUND,
            ErrorKind::NotFound,
            "not_found",
        )
        .with_detail("there is no such provider here, or it is disabled")
    })
}

/// The provider whose people have addresses at that domain.
pub(in crate::web) fn by_address<'a>(usable: &'a [Provider], typed: &str) -> Option<&'a Provider> {
    let (_, domain) = typed.trim().rsplit_once('@')?;
    let domain = name_key(domain);
    usable
        .iter()
        .find(|provider| provider.settings.domains.contains(&domain))
}

/// Sends the browser to a provider. `after` is what comes when it is back.
///
/// The answer to a form is a page that goes on by itself: a provider redirects as it likes, and Chromium would hold each of
/// those redirects against `form-action` of the form's page.
pub(in crate::web) async fn leave_for(
    visitor: &Visitor,
    provider: &Provider,
    (purpose, after): (Purpose, &str),
    wish: Wish<'_>,
) -> Result<Response, PageError> {
    reserve(visitor).await?;
    let browser = visitor.browser();
    let begun = federation::begin(&visitor.ctx, provider, (purpose, after), wish, &browser).await;
    let url = begun.map_err(|error| failed(visitor, &error, Some(after)))?;
    let response = if visitor.came_by_form() {
        let page = ContinueOn {
            shell: html::shell(visitor.ctx.issuer(), visitor.texts),
            app: people::provider_at(provider, &url),
            url,
            by_itself: true,
        };
        html::page(&page, None)
    } else {
        html::see_other(&url)
    };
    Ok(html::with_cookie(response, visitor.greeting()))
}

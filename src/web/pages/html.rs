//! A page as a response: its frame, and the policy that tells the browser what the page may do.

use askama::Template;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use crate::context::Context;
use crate::model::Issuer;
use crate::texts::Texts;
use crate::web::view::Shell;
use crate::web::{assets, branding};

/// The frame of an issuer's pages.
pub(in crate::web) fn shell(issuer: &Issuer, texts: Texts) -> Shell {
    let base = issuer.base_path();
    let host = url::Url::parse(issuer.url())
        .ok()
        .and_then(|url| url.host_str().map(str::to_owned))
        .unwrap_or_default();
    Shell {
        texts,
        issuer_name: issuer.tenant().name.clone(),
        issuer_host: host,
        issuer_base: base.to_owned(),
        style_href: assets::href(base, "style.css"),
        icon_href: assets::href(base, "favicon.svg"),
        accent_href: branding::accent_href(issuer),
        logo_href: branding::logo_href(issuer),
        support_email: issuer.tenant().settings.branding.support_email.clone(),
    }
}

/// The frame of a page that belongs to no issuer.
pub(in crate::web) fn nobodys_shell(texts: Texts) -> Shell {
    Shell {
        texts,
        issuer_name: "Vestibule".to_owned(),
        issuer_host: String::new(),
        issuer_base: String::new(),
        style_href: assets::href("", "style.css"),
        icon_href: assets::href("", "favicon.svg"),
        accent_href: None,
        logo_href: None,
        support_email: None,
    }
}

/// A rendered page; `None` never happens for templates that a test renders, and is an internal error if it does.
pub(in crate::web) fn page(template: &impl Template, form_action: Option<&str>) -> Response {
    page_with_status(StatusCode::OK, template, form_action)
}

/// Tells when trying again makes sense.
pub(in crate::web) fn retry_after(response: &mut Response, seconds: u32) {
    response
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
}

/// The same with a status.
pub(in crate::web) fn page_with_status(
    status: StatusCode,
    template: &impl Template,
    form_action: Option<&str>,
) -> Response {
    match template.render() {
        Ok(text) => response(status, text, form_action),
        Err(cause) => {
            tracing::error!(%cause, "a page cannot be rendered");
            crate::web::error::internal_plain()
        }
    }
}

/// The same with scripts of ours, named by a nonce; without a nonce, with none.
pub(in crate::web) fn page_with_script(
    status: StatusCode,
    template: &impl Template,
    nonce: Option<&str>,
    form_action: Option<&str>,
) -> Response {
    let Some(nonce) = nonce else {
        return page_with_status(status, template, form_action);
    };
    let script_src = format!("script-src 'nonce-{nonce}' 'strict-dynamic'");
    match template.render() {
        Ok(text) => with_policy(status, text, &script_src, form_action),
        Err(cause) => {
            tracing::error!(%cause, "a page cannot be rendered");
            crate::web::error::internal_plain()
        }
    }
}

/// HTML with the policy of pages without scripts. `form_action` is the one foreign origin that the answer to the page's
/// form may be redirected to, since Chromium holds redirects after a form against `form-action`.
pub(in crate::web) fn response(
    status: StatusCode,
    text: String,
    form_action: Option<&str>,
) -> Response {
    with_policy(status, text, "script-src 'none'", form_action)
}

/// A name by which the policy of one answer lets a script of ours run.
pub(in crate::web) fn nonce(ctx: &Context) -> String {
    let bytes = ctx.app().entropy.bytes::<16>();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn with_policy(
    status: StatusCode,
    text: String,
    script_src: &str,
    form_action: Option<&str>,
) -> Response {
    // A source with a character that ends a directive could write policy of its own.
    let form_action = form_action.filter(|source| {
        source
            .bytes()
            .all(|b| b.is_ascii_graphic() && !matches!(b, b';' | b',' | b'\''))
    });
    let policy = format!(
        "default-src 'none'; {script_src}; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
         base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self' {}",
        form_action.unwrap_or_default()
    );
    let mut response = (status, Html(text)).into_response();
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(policy.trim_end()) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    for (name, value) in [
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::CACHE_CONTROL, "no-store"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=(), payment=(), publickey-credentials-get=(self), publickey-credentials-create=(self)",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// "303 See Other": after a form, whatever its method was, the browser goes on with GET, and credentials are not sent again.
pub(in crate::web) fn see_other(location: &str) -> Response {
    match HeaderValue::from_str(location) {
        Ok(location) => (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response(),
        Err(_) => crate::web::error::internal_plain(),
    }
}

/// Adds a cookie, if there is one to set.
pub(in crate::web) fn with_cookie(mut response: Response, cookie: Option<HeaderValue>) -> Response {
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

//! `/branding/…`: the style sheet of a tenant's colour, and its logo.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::administration::tenant_policy::read_logo;
use crate::model::Issuer;
use crate::web::extract::Ctx;

use super::colours::{Colour, style_sheet};

/// The address of the issuer's colours, if it chose some.
pub(in crate::web) fn accent_href(issuer: &Issuer) -> Option<String> {
    let tag = issuer.branding_tag();
    issuer.tenant().settings.branding.accent.as_ref()?;
    Some(format!("{}/branding/accent-{tag}.css", issuer.base_path()))
}

/// The address of the issuer's logo, if it has one.
pub(in crate::web) fn logo_href(issuer: &Issuer) -> Option<String> {
    let tag = issuer.branding_tag();
    issuer.tenant().settings.branding.logo.as_ref()?;
    Some(format!("{}/branding/logo-{tag}", issuer.base_path()))
}

/// The style sheet of the issuer's colours, if it chose some.
pub(in crate::web) fn accent_style(issuer: &Issuer) -> Option<String> {
    let accent = issuer.tenant().settings.branding.accent.as_deref();
    accent.and_then(Colour::parse).map(style_sheet)
}

/// `GET /branding/{file}`
pub(in crate::web) async fn get(Ctx(ctx): Ctx, Path(file): Path<String>) -> Response {
    let branding = &ctx.issuer().tenant().settings.branding;
    let tag = ctx.issuer().branding_tag();
    let found = if file == format!("accent-{tag}.css") {
        accent_style(ctx.issuer()).map(|style| ("text/css; charset=utf-8", style.into_bytes()))
    } else if file == format!("logo-{tag}") {
        branding.logo.as_deref().and_then(read_logo)
    } else {
        None
    };
    let Some((content_type, content)) = found else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        // Opened by itself it can do nothing.
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        ),
    ];
    (headers, content).into_response()
}

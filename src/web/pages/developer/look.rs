//! Day or night, as a developer chooses it: style sheets ask the reader's system, so what they ask is answered in advance.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::oauth::Parameters;
use crate::web::branding;
use crate::web::extract::Ctx;
use crate::web::view::{STYLE, Shell};

/// A colour scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Light,
    Dark,
}

impl Look {
    pub(super) const ALL: [Self; 2] = [Self::Light, Self::Dark];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|look| look.name() == name)
    }

    /// `scheme=…` of a query: none leaves it to the system.
    pub(super) fn chosen(query: &Parameters) -> Option<Self> {
        query.get("scheme").and_then(Self::from_name)
    }

    /// A style sheet, or a document that holds one, with the question answered.
    pub(super) fn answered(self, text: &str) -> String {
        let answer = match self {
            Self::Light => "not all",
            Self::Dark => "all",
        };
        text.replace("(prefers-color-scheme: dark)", answer)
            .replace("(prefers-color-scheme:dark)", answer)
            .replace(
                "color-scheme: light dark",
                &format!("color-scheme: {}", self.name()),
            )
            .replace(
                "content=\"light dark\"",
                &format!("content=\"{}\"", self.name()),
            )
    }

    /// The frame with the style sheet of this look.
    pub(super) fn on(self, shell: Shell) -> Shell {
        Shell {
            style_href: shell.to(&format!("/dev/style/{}", self.name())),
            accent_href: None,
            ..shell
        }
    }
}

/// `GET /dev/style/{look}`: the style sheet, and behind it the tenant's colours.
pub(in crate::web) async fn style(Ctx(ctx): Ctx, Path(look): Path<String>) -> Response {
    let Some(look) = Look::from_name(&look) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let accent = branding::accent_style(ctx.issuer()).unwrap_or_default();
    let style = look.answered(&[STYLE, &accent].concat());
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, style).into_response()
}

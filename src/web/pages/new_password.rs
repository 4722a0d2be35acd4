//! The field for a new password on any page, and the script beside it.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use crate::web::assets;
use crate::web::extract::{FormId, Visitor};
use crate::web::view::{NewPassword, PasswordScript};

use super::html;

/// A page with a field for a new password: it works as it is, and a script that the page's policy names by a nonce shows the
/// password on demand and how strong it is.
pub(in crate::web) struct Scripted {
    nonce: String,
}

impl Scripted {
    pub(in crate::web) fn new(visitor: &Visitor) -> Self {
        Self {
            nonce: html::nonce(&visitor.ctx),
        }
    }

    /// What the template's field is made of.
    pub(in crate::web) fn field(&self, visitor: &Visitor) -> NewPassword {
        let issuer = visitor.ctx.issuer();
        NewPassword {
            minimum: issuer.tenant().settings.passwords.minimum_length.into(),
            script: Some(PasswordScript {
                href: assets::href(issuer.base_path(), "new_password.js"),
                nonce: self.nonce.clone(),
                csrf: visitor.csrf(FormId::PasswordStrength),
            }),
        }
    }

    /// The page, with a policy that lets the script run.
    pub(in crate::web) fn page(
        &self,
        status: StatusCode,
        template: &impl Template,
        form_action: Option<&str>,
    ) -> Response {
        html::page_with_script(status, template, Some(&self.nonce), form_action)
    }
}

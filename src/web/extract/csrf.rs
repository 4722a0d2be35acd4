//! Forms that only our own pages can post: a tag bound to the browser and the form, different in every response.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::context::Context;
use crate::model::Secret;

const PURPOSE: &str = "csrf";

/// Which form a token is for; one form's token is worth nothing in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum FormId {
    SignIn,
    Consent,
    SelectAccount,
    SignOut,
    SetUp,
}

impl FormId {
    const fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Consent => "consent",
            Self::SelectAccount => "select-account",
            Self::SignOut => "sign-out",
            Self::SetUp => "set-up",
        }
    }

    fn message(self, ctx: &Context, browser: &Secret, salt: &[u8]) -> Vec<u8> {
        let tenant = ctx.issuer().tenant_id();
        [
            tenant.0.as_bytes().as_slice(),
            self.name().as_bytes(),
            &[0],
            salt,
            browser.expose().as_bytes(),
        ]
        .concat()
    }

    /// A token for this form in this browser.
    pub(super) fn token(self, ctx: &Context, browser: &Secret) -> String {
        let salt = ctx.app().entropy.bytes::<16>();
        let tag = ctx
            .app()
            .vault
            .tag(PURPOSE, &self.message(ctx, browser, &salt));
        URL_SAFE_NO_PAD.encode([salt.as_slice(), &tag].concat())
    }

    /// Whether the token was made for this form and this browser.
    pub(super) fn accepts(self, ctx: &Context, browser: &Secret, token: &str) -> bool {
        let Ok(bytes) = URL_SAFE_NO_PAD.decode(token) else {
            return false;
        };
        let Some((salt, tag)) = bytes.split_first_chunk::<16>() else {
            return false;
        };
        ctx.app()
            .vault
            .verify_tag(PURPOSE, &self.message(ctx, browser, salt), tag)
    }
}

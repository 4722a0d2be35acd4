//! Forms that only our own pages can post: a tag bound to the browser and the form, different in every response.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::context::Context;
use crate::model::{LoginId, Secret};

const PURPOSE: &str = "csrf";

/// Which form a token is for; one form's token is worth nothing in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum FormId {
    SignIn,
    Consent,
    SelectAccount,
    SignOut,
    SetUp,
    /// What a passkey answered, and the question for a challenge.
    Passkey,
    /// The passkeys of an account.
    Passkeys,
    SwitchAccount,
    Profile,
    Username,
    Picture,
    Password,
    Sessions,
    Apps,
    Export,
    Deletion,
    PasswordStrength,
    SignUp,
    VerifyEmail,
    EmailNeeded,
    ForgotPassword,
    ResetPassword,
    MailSignIn,
    MailLink,
    MailCode,
    Email,
    SecondFactor,
    FactorSetUp,
    RecoveryCodes,
    TwoFactor,
    /// Accounts elsewhere.
    Connections,
}

impl FormId {
    const fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Consent => "consent",
            Self::SelectAccount => "select-account",
            Self::SignOut => "sign-out",
            Self::SetUp => "set-up",
            Self::Passkey => "passkey",
            Self::Passkeys => "passkeys",
            Self::SwitchAccount => "switch-account",
            Self::Profile => "profile",
            Self::Username => "username",
            Self::Picture => "picture",
            Self::Password => "password",
            Self::Sessions => "sessions",
            Self::Apps => "apps",
            Self::Export => "export",
            Self::Deletion => "deletion",
            Self::PasswordStrength => "password-strength",
            Self::SignUp => "sign-up",
            Self::VerifyEmail => "verify-email",
            Self::EmailNeeded => "email-needed",
            Self::ForgotPassword => "forgot-password",
            Self::ResetPassword => "reset-password",
            Self::MailSignIn => "mail-sign-in",
            Self::MailLink => "mail-link",
            Self::MailCode => "mail-code",
            Self::Email => "email",
            Self::SecondFactor => "second-factor",
            Self::FactorSetUp => "second-factor-set-up",
            Self::RecoveryCodes => "recovery-codes",
            Self::TwoFactor => "two-factor",
            Self::Connections => "connections",
        }
    }

    fn message(self, ctx: &Context, holder: Holder<'_>, salt: &[u8]) -> Vec<u8> {
        let tenant = ctx.issuer().tenant_id();
        let owner = holder.login.map(|login| *login.0.as_bytes());
        [
            tenant.0.as_bytes().as_slice(),
            self.name().as_bytes(),
            // No form's name has such a character, so that no two messages are alike.
            &[u8::from(owner.is_some())],
            owner.as_ref().map_or(&[], <[u8; 16]>::as_slice),
            salt,
            holder.browser.expose().as_bytes(),
        ]
        .concat()
    }

    /// A token for this form and this holder.
    pub(super) fn token(self, ctx: &Context, holder: Holder<'_>) -> String {
        let salt = ctx.app().entropy.bytes::<16>();
        let tag = ctx
            .app()
            .vault
            .tag(PURPOSE, &self.message(ctx, holder, &salt));
        URL_SAFE_NO_PAD.encode([salt.as_slice(), &tag].concat())
    }

    /// Whether the token was made for this form and this holder.
    pub(super) fn accepts(self, ctx: &Context, holder: Holder<'_>, token: &str) -> bool {
        let Ok(bytes) = URL_SAFE_NO_PAD.decode(token) else {
            return false;
        };
        let Some((salt, tag)) = bytes.split_first_chunk::<16>() else {
            return false;
        };
        ctx.app()
            .vault
            .verify_tag(PURPOSE, &self.message(ctx, holder, salt), tag)
    }
}

/// Whose form it is.
#[derive(Clone, Copy)]
pub(super) struct Holder<'a> {
    /// In which browser it was shown.
    pub(super) browser: &'a Secret,
    /// For which login, on the pages of an account: a form of one account changes no other.
    pub(super) login: Option<LoginId>,
}

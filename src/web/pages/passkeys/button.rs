//! What every page with a passkey's button needs: the button, the answer that its form brings, and what was wrong with it.

use crate::accounts::passkeys::{Answer, PasskeyError, are_offered};
use crate::context::Context;
use crate::oauth::{OAuthError, Parameters};
use crate::web::assets;
use crate::web::extract::{FormId, Visitor};
use crate::web::pages::html;
use crate::web::view::{PasskeyButton, PasskeyProblem, PasskeyPurpose};

/// The parameter in which a page is told what was wrong.
const PROBLEM: &str = "passkey";

/// The button of a page. `problem` is the query's parameter `passkey`: what was wrong the last time.
pub(in crate::web) fn button(
    visitor: &Visitor,
    purpose: PasskeyPurpose,
    fields: Vec<(&'static str, String)>,
    problem: Option<&str>,
) -> PasskeyButton {
    let csrf = visitor.csrf(FormId::Passkey);
    button_with(&visitor.ctx, purpose, (csrf, fields), problem)
}

/// The same with a form token of the page's own.
pub(in crate::web) fn button_with(
    ctx: &Context,
    purpose: PasskeyPurpose,
    (csrf, fields): (String, Vec<(&'static str, String)>),
    problem: Option<&str>,
) -> PasskeyButton {
    PasskeyButton {
        purpose,
        remember: None,
        csrf,
        fields,
        problem: problem.and_then(PasskeyProblem::from_name),
        script_href: assets::href(ctx.issuer().base_path(), "passkeys.js"),
        nonce: html::nonce(ctx),
    }
}

/// The button of the sign-in page, where passkeys sign in by themselves.
pub(in crate::web) fn sign_in_button(
    visitor: &Visitor,
    fields: Vec<(&'static str, String)>,
    problem: Option<&str>,
) -> Option<PasskeyButton> {
    let settings = &visitor.ctx.issuer().tenant().settings;
    (settings.sign_in.passkeys && are_offered(&visitor.ctx))
        .then(|| button(visitor, PasskeyPurpose::SignIn, fields, problem))
}

/// What the form brought back from the browser.
pub(in crate::web) fn answer(form: &Parameters) -> Answer<'_> {
    Answer {
        ceremony: form.get("ceremony").unwrap_or_default(),
        credential: form.get("credential").unwrap_or_default(),
    }
}

/// What a page can say of it; none when only an error page can.
pub(in crate::web) const fn told(error: &PasskeyError) -> Option<PasskeyProblem> {
    match error {
        // A passkey that may have been copied is refused like any other; its owner finds the reason in the account's log.
        PasskeyError::Refused | PasskeyError::Copied => Some(PasskeyProblem::Refused),
        PasskeyError::Over => Some(PasskeyProblem::Over),
        PasskeyError::TooMany => Some(PasskeyProblem::TooMany),
        PasskeyError::NotOffered
        | PasskeyError::TooManyBegun { .. }
        | PasskeyError::Known
        | PasskeyError::Gate(_)
        | PasskeyError::Factor(_)
        | PasskeyError::Storage(_)
        | PasskeyError::Ephemeral(_)
        | PasskeyError::Notify(_) => None,
    }
}

/// The path of a page that says so.
pub(in crate::web) fn told_at(
    visitor: &Visitor,
    path: &str,
    fields: &[(&str, &str)],
    problem: PasskeyProblem,
) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(fields);
    query.append_pair(PROBLEM, problem.name());
    let base = visitor.ctx.issuer().base_path();
    format!("{base}{path}?{}", query.finish())
}

/// A failure of the server's own, and what else nobody can put right.
pub(in crate::web) fn failure(error: PasskeyError) -> OAuthError {
    match error {
        PasskeyError::Storage(error) => error.into(),
        PasskeyError::Ephemeral(error) => error.into(),
        error => OAuthError::internal(error),
    }
}

//! What stands before everything that changes how an account is protected, ends its sign-ins, or takes all of it out.
//!
//! "full re-authentication before allowing modifications to sensitive account attributes which may affect authentication",
//! "having authenticated again with at least one factor … terminate any or all currently active sessions"
//! ASVS 5.0 V7.5.1, V7.5.2. One rule for all of it: a sign-in of the last minutes, and with a second factor if the account
//! has one (NIST SP 800-63B-4 §4.1), so that neither an unlocked browser nor a password alone is enough.

use axum::http::StatusCode;

use crate::accounts::factors::Changing;
use crate::accounts::gate::{self, Wanted};
use crate::model::Acr;
use crate::web::extract::{Detour, Owner};
use crate::web::pages::entrance::{self, After};
use crate::web::view::ErrorKind;

/// Lets those pass who signed in a moment ago, with a second factor if they have one. Everybody else does so first, and comes
/// back to the page that the form is on.
pub(super) async fn fresh_proof(owner: &Owner) -> Result<Changing, Detour> {
    recently(owner).await?;
    let (ctx, login) = (&owner.visitor.ctx, &owner.signed_in.login);
    let found = ctx.db().credentials_of(login.user).await;
    let credentials = found
        .map_err(|error| owner.failed(error))?
        .filter(|found| !found.user.disabled)
        .ok_or_else(|| {
            let kind = ErrorKind::BadRequest;
            owner.refused(StatusCode::BAD_REQUEST, kind, "invalid_request")
        })?;
    if let Some(changing) = Changing::allowed(ctx, login, credentials) {
        return Ok(changing);
    }
    let wanted = Wanted {
        needed: Some(Acr::Aal2),
        after: After::Page(owner.page()).to_text(),
        ..Wanted::default()
    };
    let logins = std::slice::from_ref(&owner.signed_in);
    Err(entrance::step_up(&owner.visitor, login, logins, wanted)
        .await
        .into())
}

/// Lets those pass who proved themselves a moment ago. Others sign in again; and who just did so through a provider that does
/// not say that it asked them proves something else, since the same provider would say the same again.
async fn recently(owner: &Owner) -> Result<(), Detour> {
    let (ctx, login) = (&owner.visitor.ctx, &owner.signed_in.login);
    if !gate::is_fresh_word_alone(ctx, login) {
        return owner.recently();
    }
    let wanted = Wanted {
        again: true,
        after: After::Page(owner.page()).to_text(),
        ..Wanted::default()
    };
    let logins = std::slice::from_ref(&owner.signed_in);
    Err(entrance::step_up(&owner.visitor, login, logins, wanted)
        .await
        .into())
}

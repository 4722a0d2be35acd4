//! `/account`: who this is, what needs attention, and the ways to everything else.

use axum::response::Response;

use crate::model::policy::FactorKind;
use crate::web::extract::{Detour, Owner};
use crate::web::pages::html;
use crate::web::view::{AccountOverview, Attention};

/// `GET /account`
pub(in crate::web) async fn get(owner: Owner) -> Result<Response, Detour> {
    let page = AccountOverview {
        shell: owner.shell(),
        frame: owner.frame(),
        attention: attention(&owner),
    };
    Ok(html::page(&page, None))
}

/// What the person should look at. That the account will be deleted stands on every page.
fn attention(owner: &Owner) -> Vec<Attention> {
    let user = &owner.signed_in.user;
    let mut all = Vec::new();
    if user.email.is_some() && !user.email_verified {
        all.push(Attention::UnverifiedEmail);
    }
    if user.factors.is_empty() {
        all.push(Attention::NoSecondFactor);
    } else if !user.factors.contains(&FactorKind::RecoveryCode) {
        all.push(Attention::NoRecoveryCodes);
    }
    all
}

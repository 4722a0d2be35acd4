//! `/account`: who this is, what needs attention, and the ways to everything else.

use axum::response::Response;

use crate::model::policy::FactorKind;
use crate::web::extract::{Detour, Owner};
use crate::web::pages::html;
use crate::web::view::{AccountOverview, Attention};

/// So many recovery codes are few: it is time to make new ones.
const FEW_CODES: u64 = 3;

/// `GET /account`
pub(in crate::web) async fn get(owner: Owner) -> Result<Response, Detour> {
    let page = AccountOverview {
        shell: owner.shell(),
        frame: owner.frame(),
        attention: attention(&owner).await?,
    };
    Ok(html::page(&page, None))
}

/// What the person should look at. That the account will be deleted stands on every page.
async fn attention(owner: &Owner) -> Result<Vec<Attention>, Detour> {
    let user = &owner.signed_in.user;
    let mut all = Vec::new();
    if user.email.is_some() && !user.email_verified {
        all.push(Attention::UnverifiedEmail);
    }
    if user.factors.is_empty() {
        all.push(Attention::NoSecondFactor);
    } else if user.factors.contains(&FactorKind::RecoveryCode) {
        let db = owner.visitor.ctx.db();
        let left = db.recovery_codes_left(user.id).await;
        let left = left.map_err(|error| owner.failed(error))?;
        if left <= FEW_CODES {
            let left = usize::try_from(left).unwrap_or_default();
            all.push(Attention::FewRecoveryCodes(left));
        }
    } else {
        all.push(Attention::NoRecoveryCodes);
    }
    Ok(all)
}

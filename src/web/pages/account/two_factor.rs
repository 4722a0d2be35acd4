//! `/account/two-factor`: what is asked besides the password, and where it is not asked.

use axum::http::StatusCode;
use axum::response::Response;

use crate::accounts::device_in_words;
use crate::accounts::factors::{self, Actor, FactorRefusal, Summary};
use crate::model::policy::FactorKind;
use crate::oauth::OAuthError;
use crate::web::extract::{Detour, Form, FormId, Owner};
use crate::web::pages::{html, recovery_codes};
use crate::web::view::{Done, ErrorKind, ShownFactor, TwoFactor, TwoFactorRefusal};

use super::fresh_proof::fresh_proof;

/// `GET /account/two-factor`
pub(in crate::web) async fn get(owner: Owner) -> Result<Response, Detour> {
    show(&owner, None).await
}

/// `POST /account/two-factor`
pub(in crate::web) async fn post(owner: Owner, Form(form): Form) -> Result<Response, Detour> {
    let form = owner.posted(FormId::TwoFactor, form)?;
    let ctx = &owner.visitor.ctx;
    let browser = owner.visitor.browser();
    let actor = Actor {
        browser: &browser,
        texts: owner.visitor.texts,
    };
    let kind = form.get("kind").and_then(FactorKind::from_name);
    let done = match (form.get("action"), kind) {
        (Some("forget"), _) => {
            let user = &owner.signed_in.user;
            let forgotten = factors::forget_browsers(ctx, user, actor).await;
            forgotten.map(|()| owner.done(Done::BrowsersForgotten))
        }
        (Some("turn-on"), Some(FactorKind::Email)) => {
            let changing = fresh_proof(&owner).await?;
            let added = changing.switch_mail_on(ctx, actor).await;
            added.map(|added| {
                if added.codes.is_empty() {
                    owner.done(Done::FactorAdded)
                } else {
                    recovery_codes::show(&owner.visitor, &added.codes, None)
                }
            })
        }
        (Some("remove"), Some(kind)) => {
            let changing = fresh_proof(&owner).await?;
            let removed = changing.remove(ctx, kind, actor).await;
            removed.map(|()| owner.done(Done::FactorRemoved))
        }
        (Some("new-codes"), _) => {
            let changing = fresh_proof(&owner).await?;
            let codes = changing.new_codes(ctx, actor).await;
            codes.map(|codes| recovery_codes::show(&owner.visitor, &codes, None))
        }
        _ => return Err(unknown(&owner)),
    };
    match done {
        Ok(response) => Ok(response),
        Err(FactorRefusal::LastOne) => show(&owner, Some(TwoFactorRefusal::LastOne)).await,
        Err(FactorRefusal::NoAddress) => show(&owner, Some(TwoFactorRefusal::NoAddress)).await,
        // Somebody changed it in another window: the page shows how it stands.
        Err(FactorRefusal::Over) => show(&owner, None).await,
        Err(other) => Err(owner.failed(OAuthError::unavailable(other))),
    }
}

fn unknown(owner: &Owner) -> Detour {
    owner.refused(
        StatusCode::BAD_REQUEST,
        ErrorKind::BadRequest,
        "invalid_request",
    )
}

async fn show(owner: &Owner, refusal: Option<TwoFactorRefusal>) -> Result<Response, Detour> {
    let ctx = &owner.visitor.ctx;
    // As it is now: the cache of users may not know of a change of this very moment.
    let found = ctx.db().user(owner.signed_in.user.id).await;
    let user = found
        .map_err(|error| owner.failed(error))?
        .ok_or_else(|| unknown(owner))?;
    let summary = factors::summary(ctx, &user).await;
    let Summary {
        factors: on,
        codes_left,
        remembered,
    } = summary.map_err(|error| owner.failed(OAuthError::unavailable(error)))?;
    let texts = owner.visitor.texts;
    let mut kinds = Vec::new();
    for kind in FactorKind::ALL {
        let factor = on.iter().find(|factor| factor.kind == kind);
        let passkey = kind == FactorKind::Passkey && user.factors.contains(&kind);
        let is_offered = factors::is_offered(ctx, kind);
        if factor.is_none() && !passkey && !is_offered {
            continue;
        }
        kinds.push(ShownFactor {
            kind,
            since: factor
                .map(|factor| texts.date(factor.since))
                .or_else(|| passkey.then(String::new)),
            last_used: factor
                .and_then(|factor| factor.last_used)
                .map(|used| texts.date(used)),
            target: factor.and_then(|factor| factor.target.clone()),
            is_available: is_offered && (kind != FactorKind::Email || user.email_verified),
        });
    }
    let has_one = user
        .factors
        .iter()
        .any(|kind| *kind != FactorKind::RecoveryCode);
    let page = TwoFactor {
        shell: owner.shell(),
        frame: owner.frame(),
        csrf: owner.csrf(FormId::TwoFactor),
        kinds,
        is_demanded: factors::is_demanded(ctx, &user),
        codes_left: has_one.then(|| usize::try_from(codes_left).unwrap_or_default()),
        browsers: remembered
            .into_iter()
            .map(|device| {
                let until = device.trusted_until.map(|until| texts.date(until));
                (
                    device_in_words(texts, &device.user_agent),
                    until.unwrap_or_default(),
                )
            })
            .collect(),
        refusal,
    };
    let status = match refusal {
        None => StatusCode::OK,
        Some(TwoFactorRefusal::LastOne) => StatusCode::CONFLICT,
        Some(TwoFactorRefusal::NoAddress) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok(html::page_with_status(status, &page, None))
}

//! `/account/passkeys/{id}`: one passkey, its name, and removing it.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use crate::accounts::passkeys::{OwnPasskey, remove, rename};
use crate::storage::PasskeyRemoved;
use crate::web::extract::{Detour, Form, FormId, Owner};
use crate::web::pages::html;
use crate::web::view::{AccountPasskey, AccountPasskeyRemoval, Done, ErrorKind, PasskeyObstacle};

use super::passkeys::{item, may_change, offered, passkeys_of, refused};

/// `GET /account/passkeys/{id}`
pub(in crate::web) async fn get(owner: Owner, Path(id): Path<String>) -> Result<Response, Detour> {
    let passkey = own(&owner, &id).await?;
    Ok(named(&owner, &passkey, StatusCode::OK))
}

/// `POST /account/passkeys/{id}`: another name.
pub(in crate::web) async fn post(
    owner: Owner,
    Path(id): Path<String>,
    Form(form): Form,
) -> Result<Response, Detour> {
    let form = owner.posted(FormId::Passkeys, form)?;
    may_change(&owner).await?;
    let passkey = own(&owner, &id).await?;
    let name = form.get("name").unwrap_or_default();
    let (ctx, browser) = (&owner.visitor.ctx, owner.visitor.browser());
    let renamed = rename(ctx, owner.signed_in.user.id, passkey.id, name, &browser).await;
    if renamed.map_err(|error| owner.failed(error))? {
        Ok(owner.done(Done::PasskeyRenamed))
    } else {
        let nameless = OwnPasskey {
            name: String::new(),
            ..passkey
        };
        Ok(named(&owner, &nameless, StatusCode::UNPROCESSABLE_ENTITY))
    }
}

/// `GET /account/passkeys/{id}/remove`
pub(in crate::web) async fn ask(owner: Owner, Path(id): Path<String>) -> Result<Response, Detour> {
    may_change(&owner).await?;
    let passkey = own(&owner, &id).await?;
    Ok(removal(&owner, &passkey, None))
}

/// `POST /account/passkeys/{id}/remove`
pub(in crate::web) async fn take_away(
    owner: Owner,
    Path(id): Path<String>,
    Form(form): Form,
) -> Result<Response, Detour> {
    owner.posted(FormId::Passkeys, form)?;
    may_change(&owner).await?;
    let passkey = own(&owner, &id).await?;
    let visitor = &owner.visitor;
    let user = &owner.signed_in.user;
    let removed = remove(
        &visitor.ctx,
        user,
        &passkey,
        &visitor.browser(),
        visitor.texts,
    )
    .await;
    match removed.map_err(|error| refused(&owner, error))? {
        PasskeyRemoved::Removed => Ok(owner.done(Done::PasskeyRemoved)),
        PasskeyRemoved::Unknown => Err(unknown(&owner)),
        PasskeyRemoved::LastWayIn => {
            Ok(removal(&owner, &passkey, Some(PasskeyObstacle::LastWayIn)))
        }
        PasskeyRemoved::LastFactor => {
            Ok(removal(&owner, &passkey, Some(PasskeyObstacle::LastFactor)))
        }
    }
}

/// The passkey of that name, if it is this account's.
async fn own(owner: &Owner, id: &str) -> Result<OwnPasskey, Detour> {
    offered(owner)?;
    let all = passkeys_of(owner).await?;
    all.into_iter()
        .find(|passkey| passkey.id.to_string() == id)
        .ok_or_else(|| unknown(owner))
}

fn unknown(owner: &Owner) -> Detour {
    owner.refused(StatusCode::NOT_FOUND, ErrorKind::NotFound, "not_found")
}

fn named(owner: &Owner, passkey: &OwnPasskey, status: StatusCode) -> Response {
    let page = AccountPasskey {
        shell: owner.shell(),
        frame: owner.frame(),
        item: item(owner, passkey),
        csrf: owner.csrf(FormId::Passkeys),
        name_missing: passkey.name.is_empty() && status != StatusCode::OK,
    };
    html::page_with_status(status, &page, None)
}

fn removal(owner: &Owner, passkey: &OwnPasskey, obstacle: Option<PasskeyObstacle>) -> Response {
    let status = match obstacle {
        None => StatusCode::OK,
        Some(_) => StatusCode::CONFLICT,
    };
    let page = AccountPasskeyRemoval {
        shell: owner.shell(),
        frame: owner.frame(),
        item: item(owner, passkey),
        csrf: owner.csrf(FormId::Passkeys),
        obstacle,
    };
    html::page_with_status(status, &page, None)
}

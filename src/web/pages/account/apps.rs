//! `/account/apps`: what the person allowed, and to whom; taking it back.

use axum::http::StatusCode;
use axum::response::Response;

use crate::accounts;
use crate::model::{Client, ClientId};
use crate::storage::AccountApp;
use crate::web::extract::{Detour, Form, FormId, Owner};
use crate::web::pages::consent::explained;
use crate::web::pages::{html, people};
use crate::web::view::{AccountApps, Done, ErrorKind, Moment, ShownApp};

/// `GET /account/apps`
pub(in crate::web) async fn get(owner: Owner) -> Result<Response, Detour> {
    let ctx = &owner.visitor.ctx;
    let mut apps = known(&owner).await?;
    apps.sort_by_key(|(app, _)| std::cmp::Reverse(app.last_used_at));
    let services = ctx.services().await.map_err(|error| owner.failed(error))?;
    let texts = owner.visitor.texts;
    let apps = apps.iter().map(|(app, client)| ShownApp {
        client_id: client.client_id.to_string(),
        app: people::app_at(client, ""),
        items: app
            .scope
            .iter()
            .map(|token| explained(&services, token))
            .collect(),
        since: texts.date(app.since),
        used: app.last_used_at.map(|at| Moment::of(texts, at)),
    });
    let (local_times, nonce) = owner.local_times();
    let page = AccountApps {
        shell: owner.shell(),
        frame: owner.frame(),
        csrf: owner.csrf(FormId::Apps),
        apps: apps.collect(),
        local_times: Some(local_times),
    };
    Ok(html::page_with_script(
        StatusCode::OK,
        &page,
        Some(&nonce),
        None,
    ))
}

/// `POST /account/apps`
pub(in crate::web) async fn post(owner: Owner, Form(form): Form) -> Result<Response, Detour> {
    let form = owner.posted(FormId::Apps, form)?;
    let ctx = &owner.visitor.ctx;
    let id = ClientId(form.get("app").unwrap_or_default().to_owned());
    let client = ctx.client(&id).await.map_err(|error| owner.failed(error))?;
    let taken = match client {
        Some(client) => {
            let user = owner.signed_in.user.id;
            accounts::take_back_app(ctx, (user, &client), &owner.visitor.browser())
                .await
                .map_err(|error| owner.failed(error))?
        }
        None => false,
    };
    // An app that was allowed nothing is none of this account's.
    if taken {
        Ok(owner.done(Done::AppTakenBack))
    } else {
        Err(owner.refused(StatusCode::NOT_FOUND, ErrorKind::NotFound, "not_found"))
    }
}

async fn known(owner: &Owner) -> Result<Vec<(AccountApp, Client)>, Detour> {
    let apps = accounts::apps(&owner.visitor.ctx, owner.signed_in.user.id).await;
    apps.map_err(|error| owner.failed(error))
}

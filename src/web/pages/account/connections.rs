//! `/account/connections`: a person's accounts elsewhere, another one, and one less.

use axum::response::Response;

use crate::accounts::elsewhere::{Connection, connections, disconnect};
use crate::federation::{Purpose, Wish};
use crate::oauth::OAuthError;
use crate::web::extract::{Detour, Form, FormId, Owner};
use crate::web::pages::entrance::After;
use crate::web::pages::{html, through};
use crate::web::view::{AccountConnections, AccountPage, Done, ShownConnection};

use super::fresh_proof::fresh_proof;

/// `GET /account/connections`
pub(in crate::web) async fn get(owner: Owner) -> Result<Response, Detour> {
    let visitor = &owner.visitor;
    let known = connections(&visitor.ctx, owner.signed_in.user.id).await;
    let known = known.map_err(|refusal| through::connect_refused(visitor, refusal))?;
    let usable = through::usable(visitor).await;
    let usable = usable.map_err(|error| owner.failed(error))?;
    let page = AccountConnections {
        shell: owner.shell(),
        frame: owner.frame(),
        csrf: owner.csrf(FormId::Connections),
        connections: known
            .iter()
            .map(|connection| shown(&owner, connection))
            .collect(),
        providers: through::buttons(&usable),
    };
    Ok(html::page(&page, None))
}

/// `POST /account/connections`: connects or disconnects. Both change who comes in, so whoever does it has just proven to be
/// the owner, by all that the account has.
pub(in crate::web) async fn post(owner: Owner, Form(form): Form) -> Result<Response, Detour> {
    let form = owner.posted(FormId::Connections, form)?;
    let changing = fresh_proof(&owner).await?;
    let visitor = &owner.visitor;
    match (form.get("connect"), form.get("disconnect")) {
        (Some(slug), None) => {
            let provider = through::provider(visitor, slug).await?;
            let (user, version) = changing.of_whom();
            let purpose = Purpose::Connect { user, version };
            let after = After::Page(AccountPage::Connections).to_text();
            let wish = Wish::default();
            Ok(through::leave_for(visitor, &provider, (purpose, &after), wish).await?)
        }
        (None, Some(id)) => {
            let id = id.parse().unwrap_or_default();
            let browser = visitor.browser();
            let (person, login) = (&owner.signed_in.user, owner.signed_in.login.id);
            let asking = (&browser, visitor.texts);
            let done = disconnect(&visitor.ctx, (person, login), id, asking).await;
            done.map_err(|refusal| through::connect_refused(visitor, refusal))?;
            Ok(owner.done(Done::Disconnected))
        }
        _ => {
            let error = OAuthError::invalid_request("connect or disconnect says what to do");
            Err(owner.failed(error))
        }
    }
}

fn shown(owner: &Owner, connection: &Connection) -> ShownConnection {
    let texts = owner.visitor.texts;
    ShownConnection {
        id: connection.id.to_string(),
        provider: connection.provider.clone(),
        label: connection.label.clone(),
        since: texts.date(connection.created_at),
        used: connection.last_used_at.map(|at| texts.date(at)),
    }
}

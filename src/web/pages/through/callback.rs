//! `/sign-in/through/{provider}/callback`: back from a provider.

use axum::extract::Path;
use axum::response::Response;

use crate::accounts::elsewhere::{Arrived, arrive, connect};
use crate::federation::{
    self, CallbackAnswer, Finished, PostedAnswer, Purpose, keep_posted, take_posted,
};
use crate::model::{Provider, Secret};
use crate::oauth::{OAuthError, Parameters};
use crate::web::error::PageError;
use crate::web::extract::{Form, Query, Visitor};
use crate::web::pages::account_page::AccountPage;
use crate::web::pages::entrance::{self, entered};
use crate::web::pages::{html, progress};
use crate::web::view::Done;

use super::begin::reserve;
use super::{arrival_refused, connect_refused, failed, provider};

/// What of an answer is read.
const PARAMETERS: [&str; 5] = ["state", "code", "error", "iss", "user"];

/// `GET …/callback`
pub(in crate::web) async fn get(
    mut visitor: Visitor,
    Path(slug): Path<String>,
    Query(query): Query,
) -> Result<Response, PageError> {
    let query = query.map_err(|error| progress::failed(&visitor, error))?;
    let provider = provider(&visitor, &slug).await?;
    let answer = match query.get("posted") {
        None => query,
        Some(name) => {
            let posted = take_posted(&visitor.ctx, &Secret::new(name)).await;
            let posted = posted.map_err(|error| failed(&visitor, &error, None))?;
            Parameters::parse(posted.0.as_bytes()).unwrap_or_default()
        }
    };
    Box::pin(back(&mut visitor, &provider, &answer)).await
}

/// `POST …/callback`: the answer of a provider that posts it (Form Post Response Mode). Another site's form brings none of our
/// cookies, so the browser comes again by GET, and the answer waits here for it meanwhile.
pub(in crate::web) async fn post(
    visitor: Visitor,
    Path(slug): Path<String>,
    Form(form): Form,
) -> Result<Response, PageError> {
    let form = form.map_err(|error| progress::failed(&visitor, error))?;
    let provider = provider(&visitor, &slug).await?;
    reserve(&visitor).await?;
    refuse_repeated(&visitor, &form)?;
    refuse_long(&visitor, &form)?;
    let state = Secret::new(form.get("state").unwrap_or_default());
    let answer = PostedAnswer(form.among(&PARAMETERS).to_text());
    let kept = keep_posted(&visitor.ctx, &provider, &state, &answer).await;
    let name = kept.map_err(|error| failed(&visitor, &error, None))?;
    let base = visitor.ctx.issuer().base_path();
    // No cookie here: this request may have come without those that the browser has.
    Ok(html::see_other(&format!(
        "{base}/sign-in/through/{slug}/callback?posted={}",
        name.expose()
    )))
}

/// "Request and response parameters MUST NOT be included more than once."  RFC 6749 §3.1
fn refuse_repeated(visitor: &Visitor, answer: &Parameters) -> Result<(), PageError> {
    if PARAMETERS.iter().any(|name| answer.is_repeated(name)) {
        let error = OAuthError::invalid_request("a parameter stands twice in the answer");
        return Err(progress::failed(visitor, error));
    }
    Ok(())
}

/// So long each parameter of [`PARAMETERS`] may be, in bytes: what is kept for a minute by whoever posts it is small.
const LONGEST: [usize; 5] = [128, 4096, 256, 2048, 2048];

fn refuse_long(visitor: &Visitor, answer: &Parameters) -> Result<(), PageError> {
    let too_long = |(name, longest): (&&str, usize)| {
        answer.get(name).is_some_and(|value| value.len() > longest)
    };
    if PARAMETERS.iter().zip(LONGEST).any(too_long) {
        let error = OAuthError::invalid_request("a parameter of the answer is too long");
        return Err(super::super::progress::failed(visitor, error));
    }
    Ok(())
}

async fn back(
    visitor: &mut Visitor,
    provider: &Provider,
    answer: &Parameters,
) -> Result<Response, PageError> {
    refuse_repeated(visitor, answer)?;
    refuse_long(visitor, answer)?;
    let text = |name: &str| answer.get(name).map(str::to_owned);
    let answer = CallbackAnswer {
        state: answer.get("state").map(Secret::new),
        code: answer.get("code").map(Secret::new),
        error: text("error"),
        iss: text("iss"),
        user: text("user"),
    };
    let browser = visitor.browser();
    let finished = federation::finish(&visitor.ctx, provider, answer, &browser).await;
    let finished = match finished {
        Ok(finished) => finished,
        Err(unfinished) => {
            let after = unfinished.after.as_deref();
            return Err(failed(visitor, &unfinished.error, after));
        }
    };
    match finished.purpose {
        Purpose::SignIn => Box::pin(signed_in(visitor, provider, finished)).await,
        Purpose::Connect { user, version } => {
            let person = (user, version);
            connected(visitor, provider, &finished, person).await
        }
    }
}

async fn signed_in(
    visitor: &mut Visitor,
    provider: &Provider,
    finished: Finished,
) -> Result<Response, PageError> {
    let (wanted, after) = entrance::wanted_after(visitor, &finished.after).await;
    let browser = visitor.browser();
    let who = (finished.vouched, finished.known);
    let asking = (&browser, visitor.texts);
    let arrived = arrive(&visitor.ctx, provider, who, asking, wanted).await;
    let passed = match arrived {
        Ok(Arrived::In(passed)) => passed,
        Ok(Arrived::Incomplete(name)) => {
            let base = visitor.ctx.issuer().base_path();
            let path = format!("{base}/sign-up/through?attempt={}", name.expose());
            return Ok(html::see_other(&path));
        }
        Err(refusal) => return Err(arrival_refused(visitor, refusal, &after)),
    };
    Ok(entered(visitor, passed, &after).await)
}

/// Connects the account of whoever is signed in here, if they still are.
async fn connected(
    visitor: &Visitor,
    provider: &Provider,
    finished: &Finished,
    person: (crate::model::UserId, i64),
) -> Result<Response, PageError> {
    let logins = visitor.logins().await;
    let logins = logins.map_err(|error| progress::failed(visitor, error))?;
    if !logins.iter().any(|known| known.user.id == person.0) {
        return Err(entrance::expired(visitor));
    }
    let browser = visitor.browser();
    let done = connect(
        &visitor.ctx,
        provider,
        (&finished.vouched, finished.known.as_ref()),
        person,
        (&browser, visitor.texts),
    )
    .await;
    done.map_err(|refusal| connect_refused(visitor, refusal))?;
    let base = visitor.ctx.issuer().base_path();
    let path = AccountPage::Connections.path();
    let done = Done::Connected.name();
    Ok(html::see_other(&format!("{base}{path}?done={done}")))
}

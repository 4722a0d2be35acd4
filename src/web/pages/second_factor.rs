//! `/second-factor`: the second step of a sign-in.

use axum::response::Response;

use crate::accounts::factors::{self, Actor, FactorRefusal, Proof};
use crate::accounts::gate::{Need, PendingSignIn, Remember, go_on};
use crate::model::Secret;
use crate::model::policy::FactorKind;
use crate::oauth::Parameters;
use crate::web::error::PageError;
use crate::web::extract::{Form, FormId, Query, Visitor};
use crate::web::view::{PasskeyPurpose, SecondFactor};

use super::entrance::{self, entered};
use super::factor_answer::{Told, beyond_mending, burned, shown, told};
use super::{html, passkeys};

/// `GET /second-factor?attempt=…`: asks, and sends nothing.
pub(in crate::web) async fn get(
    mut visitor: Visitor,
    Query(query): Query,
) -> Result<Response, PageError> {
    let (query, pending) = entrance::asked(&visitor, query).await?;
    match method(&pending, &query) {
        Some(kind) => {
            let told = query.get("passkey").map(str::to_owned);
            show_with(&mut visitor, &pending, kind, (None, told)).await
        }
        None => Ok(html::see_other(&entrance::path(&visitor, &pending))),
    }
}

/// `POST /second-factor`: a code.
pub(in crate::web) async fn post(
    mut visitor: Visitor,
    Form(form): Form,
) -> Result<Response, PageError> {
    let (form, pending) = entrance::asked(&visitor, form).await?;
    let kind = method(&pending, &form).ok_or_else(|| entrance::expired(&visitor))?;
    if !visitor.posted_from(FormId::SecondFactor, &form) {
        return show(&mut visitor, &pending, kind, Some(Told::form_expired())).await;
    }
    let browser = visitor.browser();
    let actor = Actor {
        browser: &browser,
        texts: visitor.texts,
    };
    let remember = match form.get("remember") {
        Some("yes") => Remember::Yes,
        _ => Remember::No,
    };
    let typed = Secret::new(form.get("code").unwrap_or_default());
    let after = pending.after().to_owned();
    match factors::prove(&visitor.ctx, pending, kind, &typed, actor).await {
        Ok(Proof { factor, pending }) => {
            match go_on(&visitor.ctx, pending, factor, &browser, remember).await {
                Ok(passed) => Ok(entered(&mut visitor, passed, &after).await),
                Err(refusal) => Err(entrance::refused(&visitor, refusal)),
            }
        }
        Err(FactorRefusal::Burned) => Err(burned(&visitor)),
        Err(refusal) => {
            let told = told(&visitor, kind, refusal)?;
            let pending = entrance::pending(&visitor, form.get("attempt")).await?;
            show(&mut visitor, &pending, kind, Some(told)).await
        }
    }
}

/// `POST /second-factor/send`: sends a code.
pub(in crate::web) async fn send(
    mut visitor: Visitor,
    Form(form): Form,
) -> Result<Response, PageError> {
    let (form, pending) = entrance::asked(&visitor, form).await?;
    let kind = method(&pending, &form).ok_or_else(|| entrance::expired(&visitor))?;
    if !visitor.posted_from(FormId::SecondFactor, &form) {
        return show(&mut visitor, &pending, kind, Some(Told::form_expired())).await;
    }
    let browser = visitor.browser();
    let actor = Actor {
        browser: &browser,
        texts: visitor.texts,
    };
    match factors::send(&visitor.ctx, &pending, kind, actor).await {
        Ok(()) => {
            let path = entrance::path(&visitor, &pending);
            Ok(html::see_other(&format!("{path}&method={}", kind.name())))
        }
        Err(refusal) => {
            let told = told(&visitor, kind, refusal)?;
            show(&mut visitor, &pending, kind, Some(told)).await
        }
    }
}

/// The kind that is asked for: the one that was chosen, or else the first; none when the sign-in waits for something else.
fn method(pending: &PendingSignIn, parameters: &Parameters) -> Option<FactorKind> {
    let Need::SecondFactor(kinds) = pending.needs() else {
        return None;
    };
    let chosen = parameters.get("method").and_then(FactorKind::from_name);
    chosen
        .filter(|kind| kinds.contains(kind))
        .or_else(|| kinds.first().copied())
}

async fn show(
    visitor: &mut Visitor,
    pending: &PendingSignIn,
    kind: FactorKind,
    told: Option<Told>,
) -> Result<Response, PageError> {
    show_with(visitor, pending, kind, (told, None)).await
}

/// The same with what was wrong with a passkey.
async fn show_with(
    visitor: &mut Visitor,
    pending: &PendingSignIn,
    kind: FactorKind,
    (told, passkey): (Option<Told>, Option<String>),
) -> Result<Response, PageError> {
    let (app, source) = entrance::app_of(visitor, pending.after()).await;
    let ctx = &visitor.ctx;
    let is_sent = matches!(kind, FactorKind::Email | FactorKind::Sms);
    let about = async {
        let target = factors::target(ctx, pending, kind).await?;
        let sent = is_sent && factors::has_sent(ctx, pending, kind).await?;
        Ok::<_, FactorRefusal>((target, sent))
    };
    let about = about.await;
    let (target, sent) = about.map_err(|refusal| beyond_mending(visitor, kind, refusal))?;
    let remember_days = ctx.issuer().tenant().settings.second_factor.remember_days;
    let passkey = (kind == FactorKind::Passkey).then(|| {
        let fields = vec![("attempt", pending.id().to_owned())];
        let purpose = PasskeyPurpose::SecondFactor;
        let mut button = passkeys::button(visitor, purpose, fields, passkey.as_deref());
        let days = usize::from(remember_days);
        let texts = visitor.texts;
        button.remember = (days > 0).then(|| texts.counted("second-factor-remember", "days", days));
        button
    });
    let nonce = passkey.as_ref().map(|button| button.nonce.clone());
    let page = SecondFactor {
        passkey,
        shell: html::shell(ctx.issuer(), visitor.texts),
        csrf: visitor.csrf(FormId::SecondFactor),
        attempt: pending.id().to_owned(),
        app,
        method: kind,
        others: pending
            .kinds()
            .iter()
            .copied()
            .filter(|other| *other != kind)
            .collect(),
        target,
        sent,
        remember_days,
        problems: told.map(|told| told.problem).into_iter().collect(),
    };
    let policy = (nonce.as_deref(), source.as_deref());
    Ok(shown(visitor, &page, told, policy))
}

//! `/second-factor/set-up`: a second factor on the way in, for whoever must have one and has none.

use axum::response::Response;

use crate::accounts::factors::{self, Actor, Added, Enrolling, FactorRefusal, phone};
use crate::accounts::gate::{Need, PendingSignIn};
use crate::model::Secret;
use crate::model::policy::FactorKind;
use crate::oauth::Parameters;
use crate::web::error::PageError;
use crate::web::extract::{Form, FormId, Query, Visitor};
use crate::web::view::{FactorSetUp, PasskeyPurpose, SetUpStep};

use super::entrance::{self, entered};
use super::factor_answer::{Told, beyond_mending, shown, told};
use super::{html, passkeys, recovery_codes};

/// `GET /second-factor/set-up?attempt=…`
pub(in crate::web) async fn get(
    mut visitor: Visitor,
    Query(query): Query,
) -> Result<Response, PageError> {
    let (query, pending) = entrance::asked(&visitor, query).await?;
    if !matches!(pending.needs(), Need::Enrolment(_)) {
        return Ok(html::see_other(&entrance::path(&visitor, &pending)));
    }
    show(&mut visitor, &pending, &query, None).await
}

/// `POST /second-factor/set-up`: the first code.
pub(in crate::web) async fn post(
    mut visitor: Visitor,
    Form(form): Form,
) -> Result<Response, PageError> {
    let (form, pending) = entrance::asked(&visitor, form).await?;
    if !visitor.posted_from(FormId::FactorSetUp, &form) {
        return show(&mut visitor, &pending, &form, Some(Told::form_expired())).await;
    }
    let kind = chosen(&pending, &form).ok_or_else(|| entrance::expired(&visitor))?;
    match confirmed(&visitor, &pending, kind, &form).await {
        Ok(added) if added.codes.is_empty() => finished(visitor, pending).await,
        Ok(added) => Ok(recovery_codes::show(
            &visitor,
            &added.codes,
            Some(pending.id()),
        )),
        Err(refusal) => {
            let told = told(&visitor, kind, refusal)?;
            show(&mut visitor, &pending, &form, Some(told)).await
        }
    }
}

/// `POST /second-factor/set-up/send`: a code to the address, or to a phone.
pub(in crate::web) async fn send(
    mut visitor: Visitor,
    Form(form): Form,
) -> Result<Response, PageError> {
    let (form, pending) = entrance::asked(&visitor, form).await?;
    if !visitor.posted_from(FormId::FactorSetUp, &form) {
        return show(&mut visitor, &pending, &form, Some(Told::form_expired())).await;
    }
    let kind = chosen(&pending, &form).ok_or_else(|| entrance::expired(&visitor))?;
    let sent = match factors::enrolling(&visitor.ctx, &pending, kind).await {
        Ok(enrolling) => sent(&visitor, &enrolling, kind, &form).await,
        Err(refusal) => Err(refusal),
    };
    match sent {
        Ok(()) => {
            let path = entrance::path(&visitor, &pending);
            Ok(html::see_other(&format!("{path}&method={}", kind.name())))
        }
        Err(refusal) => {
            let told = told(&visitor, kind, refusal)?;
            show(&mut visitor, &pending, &form, Some(told)).await
        }
    }
}

/// `POST /second-factor/set-up/done`: on, after the recovery codes were read.
pub(in crate::web) async fn done(
    visitor: Visitor,
    Form(form): Form,
) -> Result<Response, PageError> {
    let (form, pending) = entrance::asked(&visitor, form).await?;
    if !visitor.posted_from(FormId::FactorSetUp, &form) {
        return Err(entrance::expired(&visitor));
    }
    finished(visitor, pending).await
}

async fn finished(mut visitor: Visitor, pending: PendingSignIn) -> Result<Response, PageError> {
    let after = pending.after().to_owned();
    match factors::finish(&visitor.ctx, pending, &visitor.browser()).await {
        Ok(passed) => Ok(entered(&mut visitor, passed, &after).await),
        Err(refusal) => Err(beyond_mending(&visitor, FactorKind::Totp, refusal)),
    }
}

async fn confirmed(
    visitor: &Visitor,
    pending: &PendingSignIn,
    kind: FactorKind,
    form: &Parameters,
) -> Result<Added, FactorRefusal> {
    let enrolling = factors::enrolling(&visitor.ctx, pending, kind).await?;
    let added = confirm(visitor, &enrolling, kind, form).await?;
    factors::keep_proof(&visitor.ctx, pending, &added).await?;
    Ok(added)
}

/// The code that a form brings.
pub(super) async fn confirm(
    visitor: &Visitor,
    enrolling: &Enrolling,
    kind: FactorKind,
    form: &Parameters,
) -> Result<Added, FactorRefusal> {
    let browser = visitor.browser();
    let actor = Actor {
        browser: &browser,
        texts: visitor.texts,
    };
    let typed = Secret::new(form.get("code").unwrap_or_default());
    match kind {
        FactorKind::Totp => enrolling.confirm_app(&visitor.ctx, &typed, actor).await,
        FactorKind::Email | FactorKind::Sms => {
            enrolling
                .confirm_sent(&visitor.ctx, kind, &typed, actor)
                .await
        }
        FactorKind::Passkey | FactorKind::RecoveryCode => Err(FactorRefusal::Over),
    }
}

/// Sends the code that a form asks for.
pub(super) async fn sent(
    visitor: &Visitor,
    enrolling: &Enrolling,
    kind: FactorKind,
    form: &Parameters,
) -> Result<(), FactorRefusal> {
    let phone = match kind {
        FactorKind::Email => None,
        FactorKind::Sms => Some(form.get("phone").unwrap_or_default()),
        FactorKind::Passkey | FactorKind::Totp | FactorKind::RecoveryCode => {
            return Err(FactorRefusal::Over);
        }
    };
    let browser = visitor.browser();
    let actor = Actor {
        browser: &browser,
        texts: visitor.texts,
    };
    enrolling.send(&visitor.ctx, phone, actor).await
}

/// How far the set-up of that kind is.
pub(super) async fn step(
    visitor: &Visitor,
    enrolling: &Enrolling,
    kind: FactorKind,
    parameters: &Parameters,
) -> Result<SetUpStep, FactorRefusal> {
    let ctx = &visitor.ctx;
    Ok(match kind {
        FactorKind::Passkey => {
            let attempt = parameters.get("attempt").unwrap_or_default();
            let fields = vec![("attempt", attempt.to_owned())];
            let problem = parameters.get("passkey");
            let purpose = PasskeyPurpose::SetUp;
            SetUpStep::Passkey(passkeys::button(visitor, purpose, fields, problem))
        }
        FactorKind::Totp => {
            let secret = enrolling.app_secret(ctx).await?;
            SetUpStep::App {
                picture: secret.picture.expose().to_owned(),
                text: secret.text.expose().to_owned(),
                link: secret.link.expose().to_owned(),
            }
        }
        FactorKind::Email => SetUpStep::Mail {
            target: phone::masked_address(enrolling.user().email.as_deref().unwrap_or_default()),
            sent: enrolling.has_sent(ctx, kind).await?,
        },
        FactorKind::Sms => {
            let typed = parameters.get("phone");
            let again = typed.is_some() || parameters.get("again").is_some();
            SetUpStep::Phone {
                number: typed.unwrap_or_default().chars().take(40).collect(),
                sent: !again && enrolling.has_sent(ctx, kind).await?,
            }
        }
        FactorKind::RecoveryCode => return Err(FactorRefusal::Over),
    })
}

/// The kind that is set up: the one that was chosen, or the only one.
fn chosen(pending: &PendingSignIn, parameters: &Parameters) -> Option<FactorKind> {
    let kinds = pending.kinds();
    let chosen = parameters.get("method").and_then(FactorKind::from_name);
    match (chosen.filter(|kind| kinds.contains(kind)), kinds) {
        (Some(kind), _) => Some(kind),
        (None, [only]) => Some(*only),
        (None, _) => None,
    }
}

async fn show(
    visitor: &mut Visitor,
    pending: &PendingSignIn,
    parameters: &Parameters,
    answer: Option<Told>,
) -> Result<Response, PageError> {
    let (app, source) = entrance::app_of(visitor, pending.after()).await;
    let kinds = pending.kinds();
    let step = match chosen(pending, parameters) {
        None => Ok(SetUpStep::Choose(
            kinds
                .iter()
                .copied()
                .filter(|kind| factors::is_offered(&visitor.ctx, *kind))
                .collect(),
        )),
        Some(kind) => match factors::enrolling(&visitor.ctx, pending, kind).await {
            Ok(enrolling) => step(visitor, &enrolling, kind, parameters).await,
            Err(refusal) => Err(refusal),
        },
    };
    let step = step.map_err(|refusal| beyond_mending(visitor, FactorKind::Totp, refusal))?;
    let nonce = match &step {
        SetUpStep::Passkey(button) => Some(button.nonce.clone()),
        _ => None,
    };
    let page = FactorSetUp {
        shell: html::shell(visitor.ctx.issuer(), visitor.texts),
        csrf: visitor.csrf(FormId::FactorSetUp),
        path: "/second-factor/set-up",
        attempt: Some(pending.id().to_owned()),
        app,
        others: kinds.len() > 1 && step.kind().is_some(),
        step,
        problems: answer.map(|told| told.problem).into_iter().collect(),
    };
    let policy = (nonce.as_deref(), source.as_deref());
    Ok(shown(visitor, &page, answer, policy))
}

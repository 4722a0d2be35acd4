//! On: to a login, or to the next step.

use crate::accounts;
use crate::context::Context;
use crate::federation;
use crate::model::policy::FactorKind;
use crate::model::{Acr, EventKind, Grant, Login, LoginId, Secret, UpstreamLogin, User};
use crate::storage::{Credentials, Device, NewLogin, Notices, SeenDevice};

use super::super::events::event;
use super::super::sign_in::SignInRefusal;
use super::super::{Browser, new_device};
use super::direct::{self, Shown};
use super::pending::record;
use super::step_up::is_recent;
use super::{
    FirstFactor, Need, PendingSignIn, Proven, ProvenFactor, Reached, Verdict, Wanted, judge, policy,
};

/// A sign-in that succeeded: the login, and the secret of the browser's new session.
#[derive(Debug)]
pub struct SignedIn {
    /// The login.
    pub login: Login,
    /// The new session identifier, for the cookie.
    pub session: Secret,
    /// What the application was allowed that it is within, where it is no browser.
    pub grant: Option<Box<Grant>>,
    /// The code that redeems it, where the application is to redeem one.
    pub code: Option<Secret>,
}

/// Where a sign-in stands.
#[derive(Debug)]
pub enum Passed {
    /// At its end.
    SignedIn(SignedIn),
    /// At its next step.
    Pending(PendingSignIn),
}

/// Whether this browser shall be remembered in place of the second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remember {
    /// For as many days as the tenant allows.
    Yes,
    /// No.
    No,
}

/// What was proven so far, of whom, and what it is for.
struct Standing {
    credentials: Credentials,
    by: FirstFactor,
    amr: Vec<String>,
    reached: Reached,
    wanted: Wanted,
    known_device: Option<Device>,
    remember: Remember,
    upstream: Option<UpstreamLogin>,
    rests_on: Option<LoginId>,
}

/// After the first step.
pub async fn enter(
    ctx: &Context,
    proven: Proven,
    browser: &Browser,
    wanted: Wanted,
) -> Result<Passed, SignInRefusal> {
    let Proven {
        credentials,
        by,
        upstream,
        proven_at,
    } = proven;
    // Whatever was proven: a disabled account is nobody's way in.
    if credentials.user.disabled {
        return Err(SignInRefusal::Wrong);
    }
    let known_device = known(ctx, &credentials.user, browser).await?;
    let remembered_device = known_device
        .as_ref()
        .and_then(|device| device.trusted_until)
        .is_some_and(|until| until > ctx.now())
        && ctx.issuer().tenant().settings.second_factor.remember_days > 0;
    let standing = Standing {
        reached: Reached {
            acr: by.acr(),
            remembered_device,
            by_mail: by.is_mail(),
            proven_at: proven_at.unwrap_or(ctx.now()),
            key_alone: by.is_key_alone(),
        },
        amr: by.amr(),
        credentials,
        by,
        wanted,
        known_device,
        remember: Remember::No,
        upstream,
        rests_on: None,
    };
    proceed(ctx, standing, browser).await
}

/// After the second step. The pending sign-in is spent: of several concurrent ones one goes on.
pub async fn go_on(
    ctx: &Context,
    pending: PendingSignIn,
    factor: ProvenFactor,
    browser: &Browser,
    remember: Remember,
) -> Result<Passed, SignInRefusal> {
    // A factor is this very person's, or nobody's.
    if factor.user != pending.user() {
        return Err(SignInRefusal::Over);
    }
    let mut standing = resumed(ctx, pending, browser).await?;
    // A mail is a second factor of those who chose it for one. Of others it proves that they are here, and nothing more.
    let is_theirs = standing.credentials.user.factors.contains(&factor.kind)
        || factor.kind != FactorKind::Email;
    let words: &[&str] = if is_theirs {
        factor.amr()
    } else {
        &[FirstFactor::MAIL_WORD]
    };
    for word in words {
        if !standing.amr.iter().any(|known| known == word) {
            standing.amr.push((*word).to_owned());
        }
    }
    if is_theirs {
        standing.reached.acr = standing.reached.acr.max(factor.acr());
    } else {
        standing.reached.by_mail = true;
    }
    standing.reached.proven_at = ctx.now();
    standing.wanted.again = false;
    // A wish had its chance: a security key that asks nothing of its owner will not do so the next time either.
    let reached = Some(standing.reached.acr);
    standing.wanted.wished = standing
        .wanted
        .wished
        .filter(|_| standing.wanted.wished <= reached);
    standing.reached.key_alone |= factor.kind == FactorKind::Passkey && factor.acr() < Acr::Phr;
    standing.reached.remembered_device = false;
    standing.remember = match factor.kind {
        // Whoever needed a recovery code has lost what the browser would stand in for.
        FactorKind::RecoveryCode => Remember::No,
        FactorKind::Email if !is_theirs => Remember::No,
        FactorKind::Passkey | FactorKind::Totp | FactorKind::Email | FactorKind::Sms => remember,
    };
    proceed(ctx, standing, browser).await
}

/// After the address was proven, in whatever browser: the same question again.
pub async fn go_on_verified(
    ctx: &Context,
    pending: PendingSignIn,
    browser: &Browser,
) -> Result<Passed, SignInRefusal> {
    let standing = resumed(ctx, pending, browser).await?;
    proceed(ctx, standing, browser).await
}

/// What was proven first, if it still proves anything: the credentials are those it was proven of.
async fn resumed(
    ctx: &Context,
    pending: PendingSignIn,
    browser: &Browser,
) -> Result<Standing, SignInRefusal> {
    let Some(pending) = pending.take(ctx).await? else {
        return Err(SignInRefusal::Over);
    };
    let found = ctx.db().credentials_of(pending.user()).await?;
    let credentials = found
        .filter(|found| !found.user.disabled && found.version == pending.credential_version())
        .ok_or(SignInRefusal::Over)?;
    let before = *pending.record;
    Ok(Standing {
        known_device: known(ctx, &credentials.user, browser).await?,
        credentials,
        by: before.by,
        amr: before.amr,
        reached: before.reached,
        wanted: before.wanted,
        remember: Remember::No,
        upstream: before.upstream,
        rests_on: before.rests_on,
    })
}

async fn known(
    ctx: &Context,
    user: &User,
    browser: &Browser,
) -> Result<Option<Device>, SignInRefusal> {
    match browser.device {
        Some(marker) => Ok(ctx.db().device(user.id, marker).await?),
        None => Ok(None),
    }
}

async fn proceed(
    ctx: &Context,
    standing: Standing,
    browser: &Browser,
) -> Result<Passed, SignInRefusal> {
    let settings = &ctx.issuer().tenant().settings;
    let user = &standing.credentials.user;
    let policy = policy(ctx);
    let mut verdict = judge(&policy, user, standing.reached, &standing.wanted);
    let mut wanted = standing.wanted.clone();
    if verdict == Verdict::Unreachable {
        // What only the request demands is for the request to refuse: the person is who they are, and proves what else is due.
        wanted.needed = None;
        wanted.again = false;
        verdict = judge(&policy, user, standing.reached, &wanted);
    }
    // A factor is set up by whoever has just proven who they are, and not by whoever is known elsewhere.
    if matches!(verdict, Verdict::Enrolment(_)) && !is_recent(ctx, standing.reached.proven_at) {
        wanted.again = true;
        verdict = judge(&policy, user, standing.reached, &wanted);
    }
    let need = match verdict {
        // What the tenant demands and nobody can prove lets nobody in.
        Verdict::Unreachable => {
            tracing::error!(tenant = %user.tenant, user = %user.id, kinds = ?policy.kinds, "a second factor is due, and this person can neither prove nor set up one of those that this server offers");
            return Err(SignInRefusal::NoFactor);
        }
        Verdict::Enough => {
            let unverified = settings.sign_in.verified_email && !user.email_verified;
            unverified.then_some(Need::VerifiedEmail)
        }
        Verdict::SecondFactor(kinds) => Some(Need::SecondFactor(kinds)),
        Verdict::Enrolment(kinds) => Some(Need::Enrolment(kinds)),
    };
    let Some(need) = need else {
        return Ok(Passed::SignedIn(sign_in(ctx, standing, browser).await?));
    };
    let record = record(
        (user.id, standing.credentials.version),
        (standing.by, standing.upstream),
        (standing.amr, standing.reached),
        (need, standing.wanted),
        browser,
    )
    .resting_on(standing.rests_on);
    let pending = PendingSignIn::begin(ctx, browser, record).await?;
    Ok(Passed::Pending(pending))
}

/// Writes the login under a new session identifier: one commit, with what its owner is told.
async fn sign_in(
    ctx: &Context,
    standing: Standing,
    browser: &Browser,
) -> Result<SignedIn, SignInRefusal> {
    let app = ctx.app();
    let settings = &ctx.issuer().tenant().settings;
    let user = &standing.credentials.user;
    let session = app.entropy.secret("");
    let days = i64::from(settings.second_factor.remember_days);
    let trust_until = (standing.remember == Remember::Yes && days > 0)
        .then(|| ctx.now().plus_seconds(days * 24 * 3600));
    let mut notices = Notices {
        events: vec![event(
            ctx,
            user.id,
            EventKind::SignedIn,
            browser,
            &[("amr", &standing.amr.join(" "))],
        )],
        messages: Vec::new(),
    };
    if trust_until.is_some() {
        let remembered = event(ctx, user.id, EventKind::DeviceRemembered, browser, &[]);
        notices.events.push(remembered);
    }
    if standing.known_device.is_none() {
        notices = notices.and(new_device::told(ctx, user, browser).await?);
    }
    let remembered_device = standing.reached.remembered_device && standing.reached.acr < Acr::Aal2;
    let shown = Shown {
        acr: standing.reached.acr,
        amr: &standing.amr,
        remembered_device,
    };
    let (direct, code) = match standing.wanted.direct {
        Some(direct) => {
            let (granted, code) = direct.granted(ctx, shown).await?;
            (Some(granted), code)
        }
        None => (None, None),
    };
    let word = standing
        .upstream
        .as_ref()
        .and_then(|upstream| upstream.word.clone());
    let in_a_browser = i64::from(app.config.sessions.absolute_seconds);
    let login = NewLogin {
        id: LoginId(app.entropy.uuid(ctx.now())),
        user: user.id,
        credential_version: standing.credentials.version,
        old_session: browser.session,
        new_session: session.digest(),
        proven_at: standing.reached.proven_at,
        amr: standing.amr,
        acr: standing.reached.acr,
        user_agent: browser.user_agent.clone(),
        address: browser.address.clone(),
        expires_at: direct.as_ref().map_or_else(
            || ctx.now().plus_seconds(in_a_browser),
            |direct| direct.expires_at,
        ),
        remembered_device,
        device: browser.device.map(|marker| SeenDevice {
            id: app.entropy.uuid(ctx.now()),
            marker,
            trust_until,
        }),
        upstream: standing.upstream,
        direct: direct.clone(),
        rests_on: standing.rests_on,
        notices,
    };
    let Some(login) = ctx.db().sign_in(login, ctx.now()).await? else {
        return Err(SignInRefusal::Wrong);
    };
    if let Some(word) = word
        && federation::was_signed_out_since(ctx, &word).await?
    {
        // The provider takes its word back that this login rests on.
        let ended = [(login.id, login.user)];
        accounts::sign_out(ctx, &ended, browser).await?;
        return Err(SignInRefusal::Over);
    }
    metrics::counter!(crate::telemetry::LOGINS, "outcome" => "success").increment(1);
    tracing::info!(target: "audit", event = "login.success", tenant = %ctx.issuer().tenant_id(), user = %login.user, login = %login.id, address = browser.address, acr = login.acr.name());
    let grant = direct.map(|direct| Box::new(direct::live(direct, &login)));
    Ok(SignedIn {
        login,
        session,
        grant,
        code,
    })
}

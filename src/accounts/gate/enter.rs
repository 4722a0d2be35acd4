//! On: to a login, or to the next step.

use crate::clock::Timestamp;
use crate::context::Context;
use crate::model::policy::FactorKind;
use crate::model::{Acr, EventKind, Grant, Login, LoginId, Secret, UpstreamLogin, User};
use crate::storage::{Credentials, Device, KeptLogin, NewLogin, Notices, SeenDevice, StorageError};

use super::super::events::event;
use super::super::sign_in::SignInRefusal;
use super::super::{Browser, new_device};
use super::direct::{self, Shown};
use super::pending::record;
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

/// "Verify that … full re-authentication [is required] before allowing modifications to sensitive account attributes"
/// ASVS 5.0 V7.5.1: a sign-in is fresh for so many seconds.
const FRESH_SECONDS: i64 = 5 * 60;

/// Whether the sign-in was a moment ago. Whoever finds a browser signed in protects nobody's account with a factor of their own.
///
/// A sign-in through a provider is as fresh as the provider says: it may know the person by a session of its own, and the one at
/// the browser may be anybody (OpenID Connect Core §2, `auth_time`).
pub fn is_fresh(ctx: &Context, login: &Login) -> bool {
    is_recent(ctx, login.proven_at)
}

/// Whether a browser was signed in a moment ago, by somebody whose proof is older or of no known age: the same way again would
/// lead to the same place.
pub fn is_fresh_word_alone(ctx: &Context, login: &Login) -> bool {
    is_recent(ctx, login.auth_time) && !is_fresh(ctx, login)
}

fn is_recent(ctx: &Context, at: Timestamp) -> bool {
    ctx.now().seconds_since(at) <= FRESH_SECONDS
}

/// More is due from somebody who is signed in already: what the login proved is the first step. `None` when the login is
/// enough, or can never be, or is too old to set a factor up with.
///
/// The step makes the login fresh (its `auth_time` is now), and no longer: what freshness is to keep out is whoever finds a
/// browser signed in or has its cookie, and such a person has no factor of the owner's; a factor beside the session is what NIST
/// SP 800-63B-4 §2.2.3 asks of a reauthentication within the overall timeout. The password that stands at the login's beginning
/// is asked for where it is replaced.
pub async fn step_up(
    ctx: &Context,
    login: &Login,
    browser: &Browser,
    wanted: Wanted,
) -> Result<Option<PendingSignIn>, SignInRefusal> {
    let policy = policy(ctx);
    let reached = Reached::of_login(login);
    // As they are now: a cache may not know yet of a factor that was just set up.
    let Some(credentials) = ctx.db().credentials_of(login.user).await? else {
        return Err(SignInRefusal::Wrong);
    };
    let need = match judge(&policy, &credentials.user, reached, &wanted) {
        Verdict::Enough => return Ok(None),
        Verdict::Unreachable if wanted.again => return Err(SignInRefusal::NoFactor),
        Verdict::Unreachable => return Ok(None),
        Verdict::Enrolment(_) if !is_fresh(ctx, login) => return Ok(None),
        Verdict::SecondFactor(kinds) => Need::SecondFactor(kinds),
        Verdict::Enrolment(kinds) => Need::Enrolment(kinds),
    };
    let by = if reached.by_mail {
        FirstFactor::MailLink
    } else {
        FirstFactor::Password
    };
    let record = record(
        (login.user, credentials.version),
        (by, ctx.db().upstream_login(login.id).await?),
        (login.amr.clone(), reached),
        (need, wanted),
        browser,
    );
    let record = record.resting_on(Some(login.id));
    Ok(Some(PendingSignIn::begin(ctx, browser, record).await?))
}

/// A factor was proven within a login, when it was set up: the login has reached what it gives, and goes on under a new session
/// identifier, which is answered.
pub async fn lift(
    ctx: &Context,
    login: &Login,
    factor: ProvenFactor,
) -> Result<Option<Secret>, StorageError> {
    if factor.user != login.user {
        return Ok(None);
    }
    let mut amr = login.amr.clone();
    for word in factor.amr() {
        if !amr.iter().any(|known| known == word) {
            amr.push((*word).to_owned());
        }
    }
    let acr = login.acr.max(factor.acr());
    let session = ctx.app().entropy.secret("");
    let lifted = KeptLogin {
        login: login.id,
        session: session.digest(),
        device: None,
    };
    ctx.db().lift_login(lifted, acr, &amr).await?;
    Ok(Some(session))
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
    let direct = standing.wanted.direct.map(|direct| {
        let shown = Shown {
            acr: standing.reached.acr,
            amr: &standing.amr,
            remembered_device,
        };
        direct.granted(ctx, shown)
    });
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
    metrics::counter!(crate::telemetry::LOGINS, "outcome" => "success").increment(1);
    tracing::info!(target: "audit", event = "login.success", tenant = %ctx.issuer().tenant_id(), user = %login.user, login = %login.id, address = browser.address, acr = login.acr.name());
    let grant = direct.map(|direct| Box::new(direct::live(direct, &login)));
    Ok(SignedIn {
        login,
        session,
        grant,
    })
}

//! More, from somebody who is signed in already; and how fresh a sign-in is.

use crate::clock::Timestamp;
use crate::context::Context;
use crate::model::{Login, Secret};
use crate::storage::{KeptLogin, StorageError};

use super::super::Browser;
use super::super::sign_in::SignInRefusal;
use super::pending::record;
use super::{
    FirstFactor, Need, PendingSignIn, ProvenFactor, Reached, Verdict, Wanted, judge, policy,
};

/// "Verify that … full re-authentication [is required] before allowing modifications to sensitive account attributes"
/// ASVS 5.0 V7.5.1: a sign-in is fresh for so many seconds.
pub const FRESH_SECONDS: i64 = 5 * 60;

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

pub(super) fn is_recent(ctx: &Context, at: Timestamp) -> bool {
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
        Verdict::Unreachable if wanted.again => return Err(SignInRefusal::NoFactor),
        Verdict::Enough | Verdict::Unreachable => return Ok(None),
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

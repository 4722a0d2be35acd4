//! Wrong passwords for one account: a pause that grows, and an end to guessing that does not lock the owner out.
//!
//! A browser in which the owner signed in before is counted by itself: whatever others do elsewhere, it waits for its own
//! mistakes only, and after a hundred of them in a row it is known no more. For all other browsers the account has a hundred wrong passwords in a row ("no more than 100 consecutive
//! failed authentication attempts", NIST SP 800-63B-4 §3.2.2); from then on none of them gets in with a password, not even with
//! the right one, until the owner signs in where they are known, chooses another password by mail, or uses a passkey. The
//! answer stays that of a wrong password, so nobody learns what was guessed.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::context::Context;
use crate::ephemeral::{Key, Kind};
use crate::mail::Letter;
use crate::model::user::name_key;
use crate::model::{EventKind, SecretHash, UserId};
use crate::storage::{Credentials, Notices};
use crate::texts::Texts;

use super::known::is_known;
use super::source::{self, Action, LimitError, Reservation};
use crate::accounts::sign_in::SignInRefusal;
use crate::accounts::{Browser, events, notify};

/// Seconds to wait before the first attempt after a success, the second, and so on; then the last.
const PAUSES: [u32; 8] = [0, 0, 0, 1, 2, 4, 8, 10];
/// Wrong passwords in a row before unknown browsers need more than a password.
const MOST_IN_A_ROW: u64 = 100;
/// Passwords of one account judged for one network within the window of [`Kind::JudgedPasswords`].
const MOST_A_MINUTE: u64 = 200;
/// Wrong passwords in a row that the owner's own log tells about one by one.
const TOLD: i64 = 10;
/// Accounts that one network fails at within an hour before that looks like a list of leaked passwords being tried.
const MANY_ACCOUNTS: u64 = 8;

/// An attempt at an account that was counted before it is judged.
#[derive(Debug)]
pub(in crate::accounts) struct PasswordReservation {
    account: String,
    source: Option<Reservation>,
    counter: Key,
    pause: Key,
    /// Which attempt in a row it is.
    number: u64,
}

/// Counts an attempt, or refuses it. `found` is whose account was named, if it is anybody's.
pub(in crate::accounts) async fn reserve_password(
    ctx: &Context,
    found: Option<&Credentials>,
    login: &str,
    browser: &Browser,
) -> Result<PasswordReservation, SignInRefusal> {
    let account = account_of(ctx, found, login);
    let source = match source::reserve(ctx, Action::Password).await {
        Ok(source) => Some(source),
        Err(error) => {
            // Whoever shares a network with an attacker, and is known here, need not wait for the attacker.
            if let LimitError::TooMany { .. } = error
                && is_known(ctx, found.map(|found| found.user.id), browser).await?
            {
                return in_known_browser(ctx, account, browser).await;
            }
            throttled(ctx, &account);
            return Err(error.into());
        }
    };
    if is_flood(ctx, &account).await? {
        if let Some(source) = source {
            source.take_back(ctx).await?;
        }
        throttled(ctx, &account);
        return Err(SignInRefusal::TooMany {
            retry_after: Kind::JudgedPasswords.seconds(),
        });
    }
    // Guesses at one password say nothing about the next.
    let version = found.map_or(0, |found| found.version);
    let bucket = format!("{account}|{version}");
    let by_source = format!("{bucket}|{}", ctx.caller());
    let reserved = count(ctx, account.clone(), [&bucket, &by_source]).await?;
    match reserved {
        Ok(reserved) => Ok(PasswordReservation { source, ..reserved }),
        Err(retry_after) => {
            if let Some(source) = source {
                source.take_back(ctx).await?;
            }
            if is_known(ctx, found.map(|found| found.user.id), browser).await? {
                return in_known_browser(ctx, account, browser).await;
            }
            throttled(ctx, &account);
            Err(SignInRefusal::TooMany { retry_after })
        }
    }
}

/// Whether one network has passwords of one account judged without end. Right ones count as well: each costs a hash, and nobody
/// signs in that often.
async fn is_flood(ctx: &Context, account: &str) -> Result<bool, SignInRefusal> {
    let pair = format!("{account}|{}", ctx.caller());
    let key = Key::new(ctx.issuer().tenant_id(), Kind::JudgedPasswords, &pair);
    Ok(ctx.app().attempts.count(&key, ctx.now()).await? > MOST_A_MINUTE)
}

/// Who is counted: the account, or the name that belongs to nobody. What was typed may be a password, or a name that is nobody's
/// business: it is counted under a tag, and not logged.
fn account_of(ctx: &Context, found: Option<&Credentials>, login: &str) -> String {
    match found {
        Some(credentials) => credentials.user.id.to_string(),
        None => {
            let name = name_key(login);
            let tag = ctx.app().vault.tag("unknown account", name.as_bytes());
            format!("unknown:{}", URL_SAFE_NO_PAD.encode(tag))
        }
    }
}

/// The attempts of a browser that is known, by themselves.
async fn in_known_browser(
    ctx: &Context,
    account: String,
    browser: &Browser,
) -> Result<PasswordReservation, SignInRefusal> {
    let marker = browser.device.map(SecretHash::to_text);
    let bucket = format!("{account}|known:{}", marker.unwrap_or_default());
    match count(ctx, account, [&bucket, &bucket]).await? {
        Ok(reserved) => Ok(reserved),
        Err(retry_after) => Err(SignInRefusal::TooMany { retry_after }),
    }
}

/// Counts an attempt under the first name, and takes the turn of the second when there is a pause between turns. The seconds
/// to wait when it is somebody else's turn.
async fn count(
    ctx: &Context,
    account: String,
    [counted, paused]: [&str; 2],
) -> Result<Result<PasswordReservation, u32>, SignInRefusal> {
    let tenant = ctx.issuer().tenant_id();
    let attempts = &ctx.app().attempts;
    let counter = Key::new(tenant, Kind::WrongPasswords, counted);
    let pause = Key::new(tenant, Kind::PasswordPause, paused);
    let number = attempts.count(&counter, ctx.now()).await?;
    // The turn is taken for as long as the next attempt has to wait.
    let next = pause_before(number.saturating_add(1));
    if next > 0 && !attempts.first_sight_for(&pause, next, ctx.now()).await? {
        attempts.uncount(&counter, ctx.now()).await?;
        return Ok(Err(pause_before(number).max(1)));
    }
    Ok(Ok(PasswordReservation {
        account,
        source: None,
        counter,
        pause,
        number,
    }))
}

/// How long the attempt of that number, from 1, waits after the one before.
fn pause_before(number: u64) -> u32 {
    let place = usize::try_from(number.saturating_sub(1)).unwrap_or(usize::MAX);
    PAUSES.get(place).or(PAUSES.last()).copied().unwrap_or(0)
}

fn throttled(ctx: &Context, account: &str) {
    let tenant = ctx.issuer().tenant_id();
    tracing::warn!(target: "audit", event = "login.throttled", %tenant, account, address = ctx.caller());
}

impl PasswordReservation {
    /// Nothing was judged, so nothing counts.
    pub(in crate::accounts) async fn take_back(&self, ctx: &Context) -> Result<(), SignInRefusal> {
        let attempts = &ctx.app().attempts;
        attempts.uncount(&self.counter, ctx.now()).await?;
        attempts.delete(&self.pause).await?;
        if let Some(source) = &self.source {
            source.take_back(ctx).await?;
        }
        Ok(())
    }

    /// Whether a password that was judged lets somebody in: a right one does, but not an unknown browser after too many wrong ones in a
    /// row. When it does, the account's counts begin anew (and nobody else's), and the network gets this attempt back. Whatever is
    /// refused is refused by the same statements, so that their number tells nobody that a password was right.
    pub(in crate::accounts) async fn lets_in(
        &self,
        ctx: &Context,
        (user, is_right): (Option<UserId>, bool),
        browser: &Browser,
    ) -> Result<bool, SignInRefusal> {
        let db = ctx.db();
        let failures = db.password_failures(user.unwrap_or(UserId::NOBODY)).await?;
        let used_up =
            self.number > MOST_IN_A_ROW || u64::try_from(failures).unwrap_or(0) >= MOST_IN_A_ROW;
        if used_up || !is_right {
            // Asked now: it may have been known when the attempt was counted, and too wrong since.
            let known = is_known(ctx, user, browser).await?;
            if !(known && is_right) {
                return Ok(false);
            }
        }
        let attempts = &ctx.app().attempts;
        attempts.delete(&self.counter).await?;
        if self.number > 2 {
            attempts.delete(&self.pause).await?;
        }
        if let Some(source) = &self.source {
            source.take_back(ctx).await?;
        }
        if failures > 0
            && let Some(user) = user
        {
            db.clear_password_failures(user).await?;
        }
        Ok(true)
    }

    /// The password was wrong, or taken for wrong. The same statements for an account and for nobody's name.
    pub(in crate::accounts) async fn was_wrong(
        &self,
        ctx: &Context,
        found: Option<&Credentials>,
        browser: &Browser,
    ) -> Result<(), SignInRefusal> {
        let (tenant, account) = (ctx.issuer().tenant_id(), self.account.as_str());
        metrics::counter!(crate::telemetry::LOGINS, "outcome" => "failure").increment(1);
        tracing::info!(target: "audit", event = "login.failure", %tenant, account, address = browser.address);
        self.notice_stuffing(ctx).await?;
        let user = found.map_or(UserId::NOBODY, |found| found.user.id);
        let failed = events::event(ctx, user, EventKind::SignInFailed, browser, &[]);
        let ends = (TOLD, i64::try_from(MOST_IN_A_ROW).unwrap_or(i64::MAX));
        let failures = ctx
            .db()
            .count_password_failure(failed, browser.device, ends, ctx.now())
            .await?;
        let (Some(found), Some(failures)) = (found, failures) else {
            return Ok(());
        };
        if u64::try_from(failures).is_ok_and(|failures| failures == MOST_IN_A_ROW) {
            tracing::warn!(target: "audit", event = "account.locked_soft", %tenant, account);
            let notices = told(ctx, found, browser)?;
            ctx.db().write_notices(notices, ctx.now()).await?;
        }
        Ok(())
    }

    /// "Credential stuffing": one network tries one password each at many accounts.
    async fn notice_stuffing(&self, ctx: &Context) -> Result<(), SignInRefusal> {
        let (tenant, source, attempts) =
            (ctx.issuer().tenant_id(), ctx.caller(), &ctx.app().attempts);
        let pair = format!("{source}|{}", self.account);
        let new = attempts
            .first_sight(&Key::new(tenant, Kind::FailedAccount, &pair), ctx.now())
            .await?;
        if new {
            let accounts = Key::new(tenant, Kind::FailedAccounts, source);
            if attempts.count(&accounts, ctx.now()).await? == MANY_ACCOUNTS {
                tracing::warn!(target: "audit", event = "login.stuffing_suspected", %tenant, address = source, accounts = MANY_ACCOUNTS);
            }
        }
        Ok(())
    }
}

/// What the owner is told, once: in their log, and by mail when there is an address that is theirs.
fn told(ctx: &Context, found: &Credentials, browser: &Browser) -> Result<Notices, SignInRefusal> {
    let user = &found.user;
    let mut notices = Notices::default();
    notices.events.push(events::event(
        ctx,
        user.id,
        EventKind::PasswordGuessed,
        browser,
        &[],
    ));
    if let Some(address) = user.email.as_deref().filter(|_| user.email_verified) {
        let letter = Letter::PasswordGuessed {
            reset_link: format!("{}/forgot-password", ctx.issuer().url()),
        };
        let texts = notify::language_of(user, Texts::english());
        notices
            .messages
            .push(notify::letter(ctx, address, texts, &letter)?);
    }
    Ok(notices)
}

//! Somebody comes from a provider. Known, they go through the gate like everybody; unknown, the tenant's policy decides.
//!
//! "an RP … MUST NOT … use … email … as unique identifiers for the End-User"  OpenID Connect Core §5.7: an address connects
//! accounts only where the provider knows that it is this person's, and the tenant believes it.

use crate::accounts::entry::{EntryError, is_welcome, may_sign_up};
use crate::accounts::gate::{self, Passed, Proven, Wanted};
use crate::accounts::notify::{self, NotifyError, language_of};
use crate::accounts::{Browser, SignInRefusal, events::event, tokens_until};
use crate::administration::ADMINISTRATOR;
use crate::context::Context;
use crate::federation::Vouched;
use crate::mail::Letter;
use crate::model::{EventKind, Provider, Secret, User, UserId};
use crate::storage::{Allowed, Credentials, FirstProof, IdentityAdded, Notices, StoredIdentity};
use crate::texts::Texts;

use super::ArrivalRefusal;
use super::account::{make_account, suggested_username, update, with_proven_address};
use super::complete::ask;

/// Where somebody stands.
#[derive(Debug)]
pub enum Arrived {
    /// Before or behind the next step of the gate.
    In(Passed),
    /// Before the page that asks for what is missing, by its name.
    Incomplete(Secret),
}

/// Lets somebody in for whom a provider vouches.
pub async fn arrive(
    ctx: &Context,
    provider: &Provider,
    (vouched, known): (Vouched, Option<StoredIdentity>),
    (browser, texts): (&Browser, Texts),
    wanted: Wanted,
) -> Result<Arrived, ArrivalRefusal> {
    if let Some(identity) = known {
        let passed = by_identity(ctx, provider, (&vouched, &identity), browser, wanted).await?;
        return Ok(Arrived::In(passed));
    }
    let said = vouched.clone();
    let first = first_time(ctx, provider, said, (browser, texts), wanted.clone());
    let arrived = Box::pin(first).await;
    let is_late = matches!(
        arrived,
        Err(ArrivalRefusal::Stranger | ArrivalRefusal::AddressTaken) | Ok(Arrived::Incomplete(_))
    );
    if !is_late {
        return arrived;
    }
    // The same person may have come in another tab in the same moment, and be known by now.
    match ctx.db().identity(vouched.key()).await? {
        Some(identity) => {
            let vouched = vouched.known_as(&identity);
            let both = (&vouched, &identity);
            let passed = by_identity(ctx, provider, both, browser, wanted).await?;
            Ok(Arrived::In(passed))
        }
        None => {
            if matches!(arrived, Err(ArrivalRefusal::Stranger)) {
                not_let_in(ctx, provider, None, "nobody here is known by it");
            }
            arrived
        }
    }
}

/// Somebody whom the provider never vouched for before.
async fn first_time(
    ctx: &Context,
    provider: &Provider,
    vouched: Vouched,
    (browser, texts): (&Browser, Texts),
    wanted: Wanted,
) -> Result<Arrived, ArrivalRefusal> {
    let policy = provider.settings.first_sign_in;
    let owner = match vouched.proven_email() {
        Some(address) => ctx.db().credentials(address).await?,
        None => None,
    };
    match owner {
        Some(owner) if policy.links() && is_the_address_of(&vouched, &owner.user) => {
            join(ctx, provider, (&vouched, &owner), (browser, texts)).await?;
            if Vouched::updates(&provider.settings) {
                update(ctx, provider, &vouched, owner.user.id, browser).await?;
            }
            let passed = enter(ctx, &vouched, owner.user.id, browser, wanted).await?;
            return Ok(Arrived::In(passed));
        }
        Some(owner) if policy.creates() => {
            link_refused(ctx, provider, owner.user.id, "the address is an account's");
            return Err(ArrivalRefusal::AddressTaken);
        }
        Some(_) => return Err(ArrivalRefusal::Stranger),
        None if !policy.creates() => return Err(ArrivalRefusal::Stranger),
        None => {}
    }
    let sign_up = &ctx.issuer().tenant().settings.sign_up;
    let is_foreign = vouched
        .proven_email()
        .is_some_and(|address| !is_welcome(sign_up, address));
    if !may_sign_up(sign_up) || is_foreign {
        return Err(ArrivalRefusal::Stranger);
    }
    let username = suggested_username(ctx, &vouched).await?;
    let Some(person) = with_proven_address(ctx, &vouched, username) else {
        let name = ask(ctx, vouched, browser, wanted.after).await?;
        return Ok(Arrived::Incomplete(name));
    };
    let user = make_account(ctx, provider, &vouched, person, browser).await;
    let user = match user {
        Ok(user) => user,
        // Somebody took the name or the address in the same moment: the person chooses another.
        Err(EntryError::Taken) => {
            let name = ask(ctx, vouched, browser, wanted.after).await?;
            return Ok(Arrived::Incomplete(name));
        }
        Err(error) => return Err(error.into()),
    };
    let passed = enter(ctx, &vouched, user, browser, wanted).await?;
    Ok(Arrived::In(passed))
}

/// Whether the proven address is the account's to the letter, but for the case of the Latin ones. Names are found under a key that
/// folds more than that, and another spelling may be another mailbox.
fn is_the_address_of(vouched: &Vouched, owner: &User) -> bool {
    let theirs = owner.email.as_deref();
    let proven = vouched.proven_email();
    theirs
        .zip(proven)
        .is_some_and(|(theirs, proven)| theirs.eq_ignore_ascii_case(proven))
}

async fn by_identity(
    ctx: &Context,
    provider: &Provider,
    (vouched, identity): (&Vouched, &StoredIdentity),
    browser: &Browser,
    wanted: Wanted,
) -> Result<Passed, ArrivalRefusal> {
    let db = ctx.db();
    let tokens = vouched.sealed_tokens();
    db.use_identity(identity.id, vouched.label(), tokens, ctx.now())
        .await?;
    if Vouched::updates(&provider.settings) {
        update(ctx, provider, vouched, identity.user, browser).await?;
    }
    let entered = enter(ctx, vouched, identity.user, browser, wanted).await;
    if let Err(ArrivalRefusal::Entry(EntryError::SignIn(SignInRefusal::Wrong))) = &entered {
        not_let_in(
            ctx,
            provider,
            Some(identity.user),
            "the account is disabled",
        );
    }
    entered
}

/// For the log of operators.
fn not_let_in(ctx: &Context, provider: &Provider, user: Option<UserId>, reason: &str) {
    let user = user.map(|user| user.to_string());
    tracing::info!(target: "audit", event = "login.failure", tenant = %ctx.issuer().tenant_id(), user, provider = provider.slug, reason, address = ctx.caller());
}

/// Through the gate: what is due beyond a provider's word is due here as everywhere.
pub(super) async fn enter(
    ctx: &Context,
    vouched: &Vouched,
    user: UserId,
    browser: &Browser,
    wanted: Wanted,
) -> Result<Passed, ArrivalRefusal> {
    let found = ctx.db().credentials_of(user).await?;
    let owner = found.ok_or(SignInRefusal::Wrong)?;
    let proven = Proven::elsewhere(
        owner,
        (vouched.level(), vouched.proven_at()),
        vouched.login(),
    );
    Ok(gate::enter(ctx, proven, browser, wanted).await?)
}

/// Connects the account that has the proven address. Where nobody had proven it before, nothing that was put there stays: it
/// may have been put there by somebody who waited for the owner of the address (account pre-hijacking).
async fn join(
    ctx: &Context,
    provider: &Provider,
    (vouched, owner): (&Vouched, &Credentials),
    (browser, texts): (&Browser, Texts),
) -> Result<(), ArrivalRefusal> {
    if owner.user.disabled {
        link_refused(ctx, provider, owner.user.id, "the account is disabled");
        return Err(SignInRefusal::Wrong.into());
    }
    let allowed = Allowed {
        user: owner.user.id,
        version: owner.version,
    };
    let new = vouched.new_identity();
    let mut notices = told(ctx, provider, (vouched, &owner.user), (browser, texts))?;
    let db = ctx.db();
    let added = if owner.user.email_verified {
        db.insert_identity(allowed, new, notices, ctx.now()).await?
    } else {
        let details = [("email", vouched.proven_email().unwrap_or_default())];
        let kind = EventKind::EmailVerified;
        let verified = event(ctx, owner.user.id, kind, browser, &details);
        notices.events.push(verified);
        tracing::warn!(target: "audit", event = "email.verified", tenant = %ctx.issuer().tenant_id(), user = %owner.user.id, reason = "proven by a provider");
        let first = FirstProof {
            but_for: ADMINISTRATOR,
            notices,
            tokens_until: tokens_until(ctx),
        };
        let proven = (new, owner.user.email.as_deref());
        db.adopt_user(allowed, proven, first, ctx.now()).await?
    };
    ctx.app().directory.catch_up().await?;
    if added != IdentityAdded::Added {
        link_refused(ctx, provider, owner.user.id, CHANGED);
        return Err(SignInRefusal::Over.into());
    }
    linked(ctx, provider, &owner.user);
    Ok(())
}

/// For the log of operators.
pub(super) fn linked(ctx: &Context, provider: &Provider, user: &User) {
    tracing::info!(target: "audit", event = EventKind::IdentityLinked.name(), tenant = %ctx.issuer().tenant_id(), user = %user.id, provider = provider.slug, address = ctx.caller());
}

/// Why nothing was connected, when somebody changed the account in the same moment.
pub(super) const CHANGED: &str = "the account has changed meanwhile";

/// For the log of operators: somebody came who might have been let into this account.
pub(super) fn link_refused(ctx: &Context, provider: &Provider, user: UserId, reason: &str) {
    tracing::warn!(target: "audit", event = "identity.link_refused", tenant = %ctx.issuer().tenant_id(), %user, provider = provider.slug, reason, address = ctx.caller());
}

/// What the owner is told, in their log and by mail: "the CSP SHALL notify the subscriber"  NIST SP 800-63B-4 §4.1.2
pub(super) fn told(
    ctx: &Context,
    provider: &Provider,
    (vouched, user): (&Vouched, &User),
    (browser, texts): (&Browser, Texts),
) -> Result<Notices, NotifyError> {
    let details = [
        ("provider", provider.name.as_str()),
        ("name", vouched.label()),
    ];
    let mut notices = Notices {
        events: vec![event(
            ctx,
            user.id,
            EventKind::IdentityLinked,
            browser,
            &details,
        )],
        messages: Vec::new(),
    };
    if let Some(address) = &user.email {
        let letter = Letter::IdentityLinked {
            provider: provider.name.clone(),
            name: vouched.label().to_owned(),
        };
        let texts = language_of(user, texts);
        let message = notify::letter(ctx, address, texts, &letter)?;
        notices.messages.push(message);
    }
    Ok(notices)
}

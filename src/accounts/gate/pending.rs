//! A sign-in whose first step was proven and that waits for the next: a record that lives for ten minutes, in this browser only.

use serde::{Deserialize, Serialize};

use crate::context::Context;
use crate::ephemeral::{EphemeralError, Key, Kind};
use crate::model::policy::FactorKind;
use crate::model::{LoginId, Secret, UpstreamLogin, UserId};

use super::super::Browser;
use super::super::sign_in::SignInRefusal;
use super::{FirstFactor, Reached, Wanted};

/// What a sign-in waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Need {
    /// One of these, which the person has.
    SecondFactor(Vec<FactorKind>),
    /// The person has to set one of these up.
    Enrolment(Vec<FactorKind>),
    /// The person has to prove the address of the account.
    VerifiedEmail,
}

/// What is kept of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) user: UserId,
    pub(super) credential_version: i64,
    pub(super) by: FirstFactor,
    pub(super) upstream: Option<UpstreamLogin>,
    /// The login that proved the first step, where one did: when it ends, this ends with it.
    pub(super) rests_on: Option<LoginId>,
    pub(super) amr: Vec<String>,
    pub(super) reached: Reached,
    pub(super) need: Need,
    pub(super) wanted: Wanted,
    binding: String,
}

/// A sign-in that waits. Its identifier is in the URL and worth nothing in another browser.
#[derive(Debug)]
pub struct PendingSignIn {
    id: Secret,
    pub(super) record: Box<Record>,
}

impl PendingSignIn {
    pub(super) async fn begin(
        ctx: &Context,
        browser: &Browser,
        record: Record,
    ) -> Result<Self, EphemeralError> {
        let id = ctx.app().entropy.secret("");
        let key = key(ctx, &id);
        ctx.app()
            .ephemeral
            .put_json(&key, &record, ctx.now())
            .await?;
        debug_assert_eq!(record.binding, browser.binding);
        Ok(Self {
            id,
            record: Box::new(record),
        })
    }

    /// The sign-in of that identifier, if it waits in this browser and what it rests on has not ended.
    ///
    /// "Verify that … termination [of a session] … disallows any further use of the session"  ASVS 5.0 V7.4.1
    pub async fn find(
        ctx: &Context,
        id: &str,
        browser: &Browser,
    ) -> Result<Option<Self>, SignInRefusal> {
        let id = Secret::new(id);
        let record = ctx
            .app()
            .ephemeral
            .get_json::<Record>(&key(ctx, &id), ctx.now())
            .await?;
        let Some(record) = record.filter(|record| record.binding == browser.binding) else {
            return Ok(None);
        };
        if let Some(login) = record.rests_on
            && !ctx.db().is_of_session(login, browser.session).await?
        {
            return Ok(None);
        }
        Ok(Some(Self {
            id,
            record: Box::new(record),
        }))
    }

    /// Takes it for good: of several forms at once one goes on.
    pub(super) async fn take(self, ctx: &Context) -> Result<Option<Self>, EphemeralError> {
        let taken = ctx
            .app()
            .ephemeral
            .take_json::<Record>(&key(ctx, &self.id), ctx.now())
            .await?;
        // What was written meanwhile counts, apart from the version: the caller may have just raised it.
        Ok(taken.map(|_| self))
    }

    /// Ends it: too many wrong codes, or its owner went back.
    pub async fn burn(self, ctx: &Context) -> Result<(), EphemeralError> {
        ctx.app().ephemeral.delete(&key(ctx, &self.id)).await
    }

    /// For URLs and forms, as `attempt`.
    pub fn id(&self) -> &str {
        self.id.expose()
    }

    /// Whose sign-in it is.
    pub const fn user(&self) -> UserId {
        self.record.user
    }

    /// With what it began.
    pub const fn by(&self) -> FirstFactor {
        self.record.by
    }

    /// The version of the credentials that were proven.
    pub const fn credential_version(&self) -> i64 {
        self.record.credential_version
    }

    /// Whether the application that it is within is to get a code, and no tokens yet.
    pub fn is_for_code(&self) -> bool {
        let direct = self.record.wanted.direct.as_ref();
        direct.is_some_and(|direct| direct.code_challenge.is_some())
    }

    /// What it waits for.
    pub const fn needs(&self) -> &Need {
        &self.record.need
    }

    /// What comes after it, in the words of who began it.
    pub fn after(&self) -> &str {
        &self.record.wanted.after
    }

    /// The kinds of factors that its next step may use or set up; none when it waits for something else.
    pub fn kinds(&self) -> &[FactorKind] {
        match &self.record.need {
            Need::SecondFactor(kinds) | Need::Enrolment(kinds) => kinds,
            Need::VerifiedEmail => &[],
        }
    }

    /// A factor was set up on the way, which raised the version of the credentials: what was proven before is still what it was.
    #[must_use]
    pub(in crate::accounts) fn at_version(mut self, version: i64) -> Self {
        self.record.credential_version = version;
        self
    }
}

impl Record {
    /// The same, ending with that login.
    #[must_use]
    pub(super) fn resting_on(mut self, login: Option<LoginId>) -> Self {
        self.rests_on = login;
        self
    }
}

/// What was proven, as a record.
pub(super) fn record(
    (user, credential_version): (UserId, i64),
    (by, upstream): (FirstFactor, Option<UpstreamLogin>),
    reached: (Vec<String>, Reached),
    (need, wanted): (Need, Wanted),
    browser: &Browser,
) -> Record {
    let (amr, reached) = reached;
    Record {
        user,
        credential_version,
        by,
        upstream,
        rests_on: None,
        amr,
        reached,
        need,
        wanted,
        binding: browser.binding.clone(),
    }
}

fn key(ctx: &Context, id: &Secret) -> Key {
    Key::new(
        ctx.issuer().tenant_id(),
        Kind::PendingSignIn,
        &id.digest().to_text(),
    )
}

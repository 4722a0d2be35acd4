//! Choosing a password: judged, compared with those before, and hashed.

use serde_json::Value;

use crate::accounts::limits::{LimitError, reserve_new_password};
use crate::app::App;
use crate::context::Context;
use crate::model::{Secret, Tenant};
use crate::storage::{Credentials, StorageError};

use super::problem::PasswordProblem;
use super::rules::Judgement;
use crate::accounts::{Overloaded, PasswordError};

/// Who chooses.
#[derive(Clone, Copy, Debug)]
pub enum Whose<'a> {
    /// Somebody without an account: what they call themselves.
    New(&'a [&'a str]),
    /// The owner of this account.
    Of(&'a Credentials),
}

/// Why a password was not taken.
#[derive(Debug, thiserror::Error)]
pub enum PasswordRefusal {
    /// It breaks a rule.
    #[error(transparent)]
    Problem(#[from] PasswordProblem),
    /// Too many passwords are being judged or hashed: answer 503.
    #[error(transparent)]
    Overloaded(#[from] Overloaded),
    /// It could not be hashed.
    #[error("the password hash could not be made")]
    Hashing,
    /// Too many were tried.
    #[error(transparent)]
    Limit(#[from] LimitError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<PasswordError> for PasswordRefusal {
    fn from(error: PasswordError) -> Self {
        match error {
            PasswordError::Overloaded(overloaded) => Self::Overloaded(overloaded),
            PasswordError::Length => Self::Problem(PasswordProblem::TooLong),
            PasswordError::Hashing => Self::Hashing,
        }
    }
}

/// The claims of a profile that are names of a person.
const NAME_CLAIMS: [&str; 6] = [
    "name",
    "given_name",
    "family_name",
    "middle_name",
    "nickname",
    "preferred_username",
];

impl Whose<'_> {
    fn names(self, tenant: &Tenant) -> Vec<String> {
        let mut names = vec![tenant.name.clone()];
        match self {
            Self::New(typed) => names.extend(typed.iter().map(|&name| name.to_owned())),
            Self::Of(credentials) => {
                let user = &credentials.user;
                names.push(user.username.clone());
                names.extend(user.email.clone());
                let claims = NAME_CLAIMS
                    .iter()
                    .filter_map(|claim| user.profile.get(*claim));
                names.extend(claims.filter_map(Value::as_str).map(str::to_owned));
            }
        }
        names
    }
}

/// What the tenant's rules think of a password. Nothing is hashed and nothing is read from the account.
pub async fn judge_password(
    app: &App,
    tenant: &Tenant,
    whose: Whose<'_>,
    password: &Secret,
) -> Result<Judgement, Overloaded> {
    let policy = &tenant.settings.passwords;
    app.new_passwords
        .judge(policy, whose.names(tenant), password)
        .await
}

/// The same, as a refusal.
pub async fn refuse_easy_password(
    app: &App,
    tenant: &Tenant,
    whose: Whose<'_>,
    password: &Secret,
) -> Result<(), PasswordRefusal> {
    let judged = judge_password(app, tenant, whose, password).await?;
    judged.problem.map_or(Ok(()), |problem| Err(problem.into()))
}

/// The hash to store of a password that somebody chooses, if the tenant's rules allow it: length, strength, no list of breached
/// passwords has it, and it is none of those that the account had before.
pub async fn choose_password(
    ctx: &Context,
    whose: Whose<'_>,
    password: &Secret,
) -> Result<Secret, PasswordRefusal> {
    let (app, tenant) = (ctx.app(), ctx.issuer().tenant());
    if let Whose::Of(credentials) = whose {
        reserve_new_password(ctx, credentials.user.id).await?;
    }
    if let Err(refusal) = refuse_easy_password(app, tenant, whose, password).await {
        if matches!(refusal, PasswordRefusal::Problem(PasswordProblem::Breached)) {
            tracing::info!(target: "audit", event = "password.breached_rejected", tenant = %tenant.id);
        }
        return Err(refusal);
    }
    let before = u64::from(tenant.settings.passwords.history);
    if let Whose::Of(credentials) = whose
        && before > 0
    {
        let mut hashes = ctx
            .db()
            .passwords_before(credentials.user.id, before)
            .await?;
        hashes.extend(credentials.password_hash.clone());
        if app.passwords.is_any_of(hashes, password).await? {
            return Err(PasswordProblem::UsedBefore.into());
        }
    }
    Ok(app.passwords.hash(password).await?)
}

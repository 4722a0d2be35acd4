//! What somebody types who makes an account, and what is wrong with it.

use serde_json::{Map, Value};

use crate::accounts::limits::{self, Action};
use crate::accounts::{PasswordProblem, PasswordRefusal, Whose, refuse_easy_password};
use crate::administration::users::claim_problem;
use crate::context::Context;
use crate::model::Secret;
use crate::model::policy::{SignUpMode, SignUpPolicy};
use crate::model::user::{PROFILE_CLAIMS, name_key, valid_email, valid_username};

use super::EntryError;

/// What was typed.
#[derive(Debug)]
pub struct NewPerson {
    /// The name to sign in with.
    pub username: String,
    /// The address.
    pub email: String,
    /// The password.
    pub password: Secret,
    /// The claims that the tenant asks for, as far as they were answered.
    pub profile: Map<String, Value>,
}

/// What is wrong with it. Nothing here depends on who has an account, but for the username: those are public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignUpProblem {
    /// No username.
    UsernameMissing,
    /// It cannot be a username. An `@` would make it somebody's address (E09).
    UsernameInvalid,
    /// Somebody has it.
    UsernameTaken,
    /// No mail address.
    EmailInvalid,
    /// Not at one of the domains that may come.
    EmailNotAllowed,
    /// What is wrong with the password.
    Password(PasswordProblem),
    /// A claim that must be answered.
    ClaimMissing(&'static str),
    /// A claim that cannot be that.
    ClaimInvalid(&'static str),
}

/// Whether anybody may make an account here without having been invited.
pub const fn may_sign_up(policy: &SignUpPolicy) -> bool {
    match policy.mode {
        SignUpMode::Open | SignUpMode::Domains => true,
        SignUpMode::Invitation | SignUpMode::Closed => false,
    }
}

/// The claims of a tenant's policy, by names that live as long as the program.
pub fn asked_claims(policy: &SignUpPolicy) -> impl Iterator<Item = (&'static str, bool)> {
    policy.ask.iter().filter_map(|asked| {
        let name = PROFILE_CLAIMS.iter().find(|known| *known == asked)?;
        Some((*name, policy.require.contains(asked)))
    })
}

/// Everything that is wrong; empty when an account may be made of it. An invited person's address is the invited one.
pub(super) async fn problems(
    ctx: &Context,
    person: &NewPerson,
    invited: bool,
) -> Result<Vec<SignUpProblem>, EntryError> {
    let mut problems = without_password(ctx, person, invited).await?;
    let names: Vec<&str> = [person.username.as_str(), person.email.as_str()]
        .into_iter()
        .chain(person.profile.values().filter_map(Value::as_str))
        .collect();
    let judged = refuse_easy_password(
        ctx.app(),
        ctx.issuer().tenant(),
        Whose::New(&names),
        &person.password,
    );
    match judged.await {
        Ok(()) => {}
        Err(PasswordRefusal::Problem(problem)) => problems.push(SignUpProblem::Password(problem)),
        Err(refusal) => return Err(refusal.into()),
    }
    Ok(problems)
}

/// The same of somebody who has no password here.
pub(in crate::accounts) async fn sign_up_problems(
    ctx: &Context,
    person: &NewPerson,
) -> Result<Vec<SignUpProblem>, EntryError> {
    without_password(ctx, person, false).await
}

async fn without_password(
    ctx: &Context,
    person: &NewPerson,
    invited: bool,
) -> Result<Vec<SignUpProblem>, EntryError> {
    limits::reserve(ctx, Action::SignUpForm).await?;
    let policy = &ctx.issuer().tenant().settings.sign_up;
    let mut problems = Vec::new();
    if person.username.is_empty() {
        problems.push(SignUpProblem::UsernameMissing);
    } else if !valid_username(&person.username) {
        problems.push(SignUpProblem::UsernameInvalid);
    } else if ctx.db().credentials(&person.username).await?.is_some() {
        problems.push(SignUpProblem::UsernameTaken);
    }
    if !valid_email(&person.email) {
        problems.push(SignUpProblem::EmailInvalid);
    } else if !invited && !is_welcome(policy, &person.email) {
        problems.push(SignUpProblem::EmailNotAllowed);
    }
    for (name, required) in asked_claims(policy) {
        match person.profile.get(name) {
            None if required => problems.push(SignUpProblem::ClaimMissing(name)),
            Some(value) if claim_problem(name, value).is_some() => {
                problems.push(SignUpProblem::ClaimInvalid(name));
            }
            None | Some(_) => {}
        }
    }
    Ok(problems)
}

/// Whether an address is at one of the domains that may come.
pub(in crate::accounts) fn is_welcome(policy: &SignUpPolicy, address: &str) -> bool {
    let domain = address.rsplit_once('@').map(|(_, domain)| name_key(domain));
    policy.mode != SignUpMode::Domains
        || domain.is_some_and(|domain| policy.domains.contains(&domain))
}

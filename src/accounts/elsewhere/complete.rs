//! What is missing for an account: a name, an address that is proven, what the tenant asks for. The same rules as at sign-up.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::accounts::entry::{
    EntryError, NewPerson, SignUpProblem, may_sign_up, send_sign_up_link, sign_up_problems,
};
use crate::accounts::gate::{Passed, Wanted};
use crate::accounts::{Browser, SignInRefusal};
use crate::context::Context;
use crate::ephemeral::{EphemeralError, Key, Kind};
use crate::federation::Vouched;
use crate::model::{Provider, Secret};
use crate::texts::Texts;

use super::ArrivalRefusal;
use super::account::{Newcomer, VOUCHED, make_account, suggested_username};
use super::arrive::enter;

/// What waits for an answer, in one browser.
#[derive(Debug, Serialize, Deserialize)]
struct Record {
    vouched: Vouched,
    binding: String,
    after: String,
}

/// What the page shows.
#[derive(Debug)]
pub struct Incomplete {
    /// What is proposed as a username.
    pub username: String,
    /// The address that the provider named.
    pub email: String,
    /// Whether it is proven, and cannot be another one.
    pub email_is_proven: bool,
    /// What is known of the claims that are asked for.
    pub profile: Map<String, Value>,
    /// What comes afterwards, in the words of who began it.
    pub after: String,
    /// What the provider is called.
    pub provider: String,
}

/// What came of the answer.
#[derive(Debug)]
pub enum Completed {
    /// The account is made, and its owner goes in.
    In(Box<Passed>),
    /// A link went to the address, if it may have an account.
    MailSent,
}

/// Keeps a provider's word until the question is answered, and says under which name.
pub(super) async fn ask(
    ctx: &Context,
    vouched: Vouched,
    browser: &Browser,
    after: String,
) -> Result<Secret, EphemeralError> {
    let name = ctx.app().entropy.secret("");
    let record = Record {
        vouched,
        binding: browser.binding.clone(),
        after,
    };
    let key = key(ctx, &name);
    ctx.app()
        .ephemeral
        .put_json(&key, &record, ctx.now())
        .await?;
    Ok(name)
}

fn key(ctx: &Context, name: &Secret) -> Key {
    let id = name.digest().to_text();
    Key::new(ctx.issuer().tenant_id(), Kind::UpstreamSignUp, &id)
}

/// The word of that name, if it waits in this browser and its provider is still one.
async fn found(
    ctx: &Context,
    name: &Secret,
    browser: &Browser,
) -> Result<(Record, Provider), ArrivalRefusal> {
    let record: Option<Record> = ctx
        .app()
        .ephemeral
        .get_json(&key(ctx, name), ctx.now())
        .await?;
    let record = record
        .filter(|record| record.binding == browser.binding)
        .ok_or(SignInRefusal::Over)?;
    let providers = ctx.providers().await?;
    let provider = providers
        .iter()
        .find(|provider| record.vouched.is_of(provider) && !provider.disabled)
        .ok_or(ArrivalRefusal::NoProvider)?;
    Ok((record, provider.clone()))
}

/// What the page shows.
pub async fn incomplete(
    ctx: &Context,
    name: &Secret,
    browser: &Browser,
) -> Result<Incomplete, ArrivalRefusal> {
    let (record, provider) = found(ctx, name, browser).await?;
    let vouched = &record.vouched;
    Ok(Incomplete {
        username: suggested_username(ctx, vouched).await?.unwrap_or_default(),
        email: vouched.email().unwrap_or_default().to_owned(),
        email_is_proven: vouched.proven_email().is_some(),
        profile: vouched.profile().clone(),
        after: record.after,
        provider: provider.name,
    })
}

/// Takes the answer.
pub async fn complete(
    ctx: &Context,
    name: &Secret,
    person: NewPerson,
    (browser, texts): (&Browser, Texts),
    wanted: Wanted,
) -> Result<Completed, ArrivalRefusal> {
    let (record, provider) = found(ctx, name, browser).await?;
    let mut vouched = record.vouched;
    let policy = &ctx.issuer().tenant().settings.sign_up;
    if !may_sign_up(policy) || !provider.settings.first_sign_in.creates() {
        return Err(ArrivalRefusal::Stranger);
    }
    let proven = vouched.proven_email().map(str::to_owned);
    let person = NewPerson {
        email: proven.clone().unwrap_or(person.email),
        ..person
    };
    let problems: Vec<SignUpProblem> = sign_up_problems(ctx, &person).await?;
    if !problems.is_empty() {
        return Err(ArrivalRefusal::Problems(problems));
    }
    let mut profile = vouched.profile().clone();
    profile.extend(person.profile);
    if proven.is_none() {
        let person = NewPerson { profile, ..person };
        let word = serde_json::to_value(&vouched).unwrap_or_default();
        let details = [(VOUCHED, word)];
        send_sign_up_link(ctx, person, &details, (browser, &record.after), texts).await?;
        return Ok(Completed::MailSent);
    }
    // The word makes one account.
    let taken: Option<Record> = ctx
        .app()
        .ephemeral
        .take_json(&key(ctx, name), ctx.now())
        .await?;
    taken.ok_or(SignInRefusal::Over)?;
    let newcomer = Newcomer {
        username: person.username,
        email: person.email,
        profile,
    };
    let made = make_account(ctx, &provider, &vouched, newcomer, browser).await;
    let user = match made {
        Ok(user) => user,
        Err(EntryError::Taken) => {
            // The same person in another tab is known by now.
            let known = ctx.db().identity(vouched.key()).await?;
            let known = known.ok_or(ArrivalRefusal::AddressTaken)?;
            vouched = vouched.known_as(&known);
            known.user
        }
        Err(error) => return Err(error.into()),
    };
    let passed = enter(ctx, &vouched, user, browser, wanted).await?;
    Ok(Completed::In(Box::new(passed)))
}

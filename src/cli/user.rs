//! `vestibule user`.

use std::path::Path;
use std::sync::Arc;

use clap::{Args, Subcommand};

use crate::accounts::{Whose, entry};
use crate::administration::clients::Switch;
use crate::administration::users;
use crate::app::App;
use crate::context::Context;
use crate::model::{Issuer, Tenant, TenantId};
use crate::storage::NewUser;

use super::arguments::{LanguageOption, TenantOption};
use super::failure::Failure;
use super::output::Output;
use super::{open, prompt};

/// People.
///
/// A password is typed at the terminal, or read from the standard input when that is a pipe; it is never an argument. People are named by
/// their username or their mail address.
///
/// Examples:
///   vestibule user create ada --email ada@example.com --name "Ada Lovelace" --role admin
///   printf '%s\n' "$PASSWORD" | vestibule user create grace
///   vestibule user invite hedy@example.com --role editor --language de
///   vestibule user disable ada@example.com
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Options {
    #[command(flatten)]
    tenant: TenantOption,
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Add a person
    Create(Create),
    /// Send somebody a mail with a link that makes an account; the server sends it when it runs
    Invite(Invite),
    /// Show everybody: username, address, roles
    List,
    /// Give a person another password
    SetPassword(Named),
    /// Let a person in no longer: no session, no code, no token
    Disable(Named),
    /// Let a disabled person in again
    Enable(Named),
    /// Remove a person and everything that belongs to them, for good
    Delete(Named),
}

#[derive(Debug, Args)]
struct Named {
    /// Username or mail address
    #[arg(value_name = "LOGIN")]
    login: String,
}

#[derive(Debug, Args)]
struct Invite {
    /// The mail address, which the account will have
    #[arg(value_name = "ADDRESS")]
    address: String,
    /// A role of the account, besides the tenant's default ones; may be given several times
    #[arg(long = "role", value_name = "ROLE")]
    roles: Vec<String>,
    #[command(flatten)]
    language: LanguageOption,
}

#[derive(Debug, Args)]
struct Create {
    /// The name to sign in with: letters, digits and . - _
    #[arg(value_name = "USERNAME")]
    username: String,
    /// A mail address, which works for signing in too
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
    /// The address is known to be theirs
    #[arg(long, requires = "email")]
    email_verified: bool,
    /// The full name that applications are told
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// A role; may be given several times. The role `admin` may do everything
    #[arg(long = "role", value_name = "ROLE")]
    roles: Vec<String>,
    /// Add the person without a password: nobody can sign in as them until `set-password`
    #[arg(long)]
    without_password: bool,
}

pub async fn run(config: Option<&Path>, options: Options) -> Result<(), Failure> {
    let (app, tenant) = open::app_and_tenant(config, &options.tenant.tenant).await?;
    let done = act(&app, tenant, options.action).await;
    open::close(&app).await;
    done
}

async fn act(app: &Arc<App>, whose: Tenant, action: Action) -> Result<(), Failure> {
    let tenant = whose.id;
    match action {
        Action::Invite(invited) => invite(app, whose, invited).await,
        Action::Create(new) => create(app, tenant, new).await,
        Action::List => list(app, tenant).await,
        Action::SetPassword(Named { login }) => {
            users::find(app, tenant, &login).await?;
            users::set_password(app, tenant, &login, &prompt::new_password(&login)?).await?;
            Output::line(format!("{login} has another password."))
        }
        Action::Disable(Named { login }) => {
            users::switch(app, tenant, &login, Switch::Disabled).await?;
            Output::line(format!("{login} is disabled."))
        }
        Action::Enable(Named { login }) => {
            users::switch(app, tenant, &login, Switch::Enabled).await?;
            Output::line(format!("{login} is enabled."))
        }
        Action::Delete(Named { login }) => {
            users::delete(app, tenant, &login).await?;
            Output::line(format!("{login} is removed."))
        }
    }
}

async fn invite(app: &Arc<App>, tenant: Tenant, invited: Invite) -> Result<(), Failure> {
    let issuer = Issuer::new(tenant, app.config.server.public_url.url());
    let ctx = Context::new(Arc::clone(app), Arc::new(issuer), String::new());
    let sent = entry::invite(
        &ctx,
        &invited.address,
        &invited.roles,
        invited.language.texts(&ctx),
    )
    .await;
    sent.map_err(|refusal| Failure::Failed(refusal.to_string()))?;
    Output::line(format!(
        "An invitation is on its way to {}; it works for three days.",
        invited.address
    ))
}

async fn create(app: &App, tenant: TenantId, new: Create) -> Result<(), Failure> {
    let mut user = NewUser {
        email: new.email,
        email_verified: new.email_verified,
        roles: new.roles,
        ..users::blank(app, &new.username)
    };
    if let Some(name) = new.name {
        user.profile.insert("name".to_owned(), name.into());
    }
    // Before anybody types a password in vain.
    users::check(app, tenant, &user).await?;
    if !new.without_password {
        let password = prompt::new_password(&new.username)?;
        let names = [
            user.username.as_str(),
            user.email.as_deref().unwrap_or_default(),
        ];
        let hash = users::hash_chosen(app, tenant, &password, Whose::New(&names)).await?;
        user.password_hash = Some(hash);
    }
    let sub = user.id;
    users::create(app, tenant, user).await?;
    Output::line(format!("{} is added; sub is {sub}.", new.username))
}

async fn list(app: &App, tenant: TenantId) -> Result<(), Failure> {
    let rows: Vec<[String; 4]> = users::all(app, tenant)
        .await?
        .into_iter()
        .map(|found| {
            let state = match (found.user.disabled, found.password_hash.is_some()) {
                (true, _) => "disabled",
                (false, false) => "no password",
                (false, true) => "",
            };
            [
                found.user.username,
                found.user.email.unwrap_or_default(),
                found.user.roles.join(" "),
                state.to_owned(),
            ]
        })
        .collect();
    Output::table(["USERNAME", "EMAIL", "ROLES", "STATE"], &rows)
}

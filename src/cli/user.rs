//! `vestibule user`.

use std::path::Path;
use std::sync::Arc;

use clap::{Args, Subcommand};

use crate::accounts::{Whose, entry};
use crate::administration::clients::Switch;
use crate::administration::recovery::{self, Handed, Passkeys};
use crate::administration::set_up;
use crate::administration::users::{self, LastAdministrator};
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
/// People are named by their username or their mail address, and choose their passwords themselves: no command sets one, but for the first
/// administrator of a tenant.
///
/// Examples:
///   vestibule user create ada --email ada@example.com --name "Ada Lovelace"
///   vestibule user invite hedy@example.com --role editor --language de
///   vestibule user reset-password ada
///   vestibule user reset-factors ada --keep-passkeys
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
    /// Add a person; prints a link with which they choose a password
    Create(Create),
    /// Send somebody a mail with a link that makes an account; the server sends it when it runs
    Invite(Invite),
    /// Show everybody: username, address, roles
    List,
    /// Let a person choose another password, by a link: mailed, or printed where no mail can be sent
    ResetPassword(Named),
    /// Take every second factor away from a person who lost them, and sign them out everywhere
    ResetFactors(ResetFactors),
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
struct ResetFactors {
    #[command(flatten)]
    named: Named,
    /// Passkeys stay: they were not lost
    #[arg(long)]
    keep_passkeys: bool,
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
    /// A role; may be given several times. The role `admin` may do everything: the first person who has it gets a password at
    /// once, typed or read from the standard input
    #[arg(long = "role", value_name = "ROLE")]
    roles: Vec<String>,
    /// Print no link: nobody can sign in as them until `reset-password`
    #[arg(long)]
    without_password: bool,
}

pub async fn run(config: Option<&Path>, options: Options) -> Result<(), Failure> {
    let (app, tenant) = open::app_and_tenant(config, &options.tenant.tenant).await?;
    let (id, what) = (tenant.id, options.action.what());
    let done = act(&app, tenant, options.action).await;
    if let (Ok(()), Some(what)) = (&done, what) {
        open::record(&app, id, what.to_owned()).await;
    }
    open::close(&app).await;
    done
}

impl Action {
    /// What it changes, in the audit log: not whom, whose name is theirs.
    const fn what(&self) -> Option<&'static str> {
        match self {
            Self::Create(_) => Some("user create"),
            Self::Invite(_) => Some("user invite"),
            Self::List => None,
            Self::ResetPassword(_) => Some("user reset-password"),
            Self::ResetFactors(_) => Some("user reset-factors"),
            Self::Disable(_) => Some("user disable"),
            Self::Enable(_) => Some("user enable"),
            Self::Delete(_) => Some("user delete"),
        }
    }
}

async fn act(app: &Arc<App>, whose: Tenant, action: Action) -> Result<(), Failure> {
    let tenant = whose.id;
    let issuer = Issuer::new(whose, app.config.server.public_url.url());
    let ctx = Context::new(Arc::clone(app), Arc::new(issuer), String::new());
    match action {
        Action::Invite(invited) => invite(&ctx, invited).await,
        Action::Create(new) => create(&ctx, new).await,
        Action::List => list(app, tenant).await,
        Action::ResetPassword(Named { login }) => reset_password(&ctx, &login).await,
        Action::ResetFactors(reset) => reset_factors(&ctx, reset).await,
        Action::Disable(Named { login }) => {
            users::switch(app, tenant, &login, Switch::Disabled).await?;
            Output::line(format!("{login} is disabled."))
        }
        Action::Enable(Named { login }) => {
            users::switch(app, tenant, &login, Switch::Enabled).await?;
            Output::line(format!("{login} is enabled."))
        }
        Action::Delete(Named { login }) => {
            users::delete(app, tenant, &login, LastAdministrator::Stays).await?;
            Output::line(format!("{login} is removed."))
        }
    }
}

async fn invite(ctx: &Context, invited: Invite) -> Result<(), Failure> {
    let texts = invited.language.texts(ctx);
    let sent = entry::invite(ctx, &invited.address, &invited.roles, texts).await;
    sent.map_err(|refusal| Failure::Failed(refusal.to_string()))?;
    Output::line(format!(
        "An invitation is on its way to {}; it works for three days.",
        invited.address
    ))
}

async fn create(ctx: &Context, new: Create) -> Result<(), Failure> {
    let (app, tenant) = (ctx.app(), ctx.issuer().tenant_id());
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
    let (name, sub) = (new.username, user.id);
    let is_first = users::administers(&user) && !set_up::has_administrator(app, tenant).await?;
    if new.without_password {
        users::create(app, tenant, user).await?;
        return Output::line(format!("{name} is added; sub is {sub}."));
    }
    if is_first {
        // Nobody else could make a link for them.
        let password = prompt::new_password(&name)?;
        let names = [name.as_str(), user.email.as_deref().unwrap_or_default()];
        let hash = users::hash_chosen(app, tenant, &password, Whose::New(&names)).await?;
        user.password_hash = Some(hash);
        users::create(app, tenant, user).await?;
        return Output::line(format!("{name} is added; sub is {sub}."));
    }
    users::create(app, tenant, user).await?;
    let link = recovery::first_password(ctx, &name).await?;
    Output::line(format!("{name} is added; sub is {sub}."))?;
    Output::line("A password is chosen here, once, within three days:")?;
    Output::line(format!("\n  {}\n", link.expose()))
}

async fn reset_password(ctx: &Context, login: &str) -> Result<(), Failure> {
    match recovery::reset_password(ctx, login).await? {
        Handed::Mailed(address) => Output::line(format!(
            "A link to choose another password is on its way to {address}; it works once, for half an hour."
        )),
        Handed::Shown(link) => {
            Output::line(format!(
                "No mail can be sent to {login}. Another password is chosen here, once, within half an hour:"
            ))?;
            Output::line(format!("\n  {}\n", link.expose()))
        }
    }
}

async fn reset_factors(ctx: &Context, reset: ResetFactors) -> Result<(), Failure> {
    let login = reset.named.login;
    let passkeys = if reset.keep_passkeys {
        Passkeys::Keep
    } else {
        Passkeys::Remove
    };
    let left = recovery::reset_factors(ctx, &login, passkeys).await?;
    Output::line(format!(
        "The second factors of {login} are removed, and {login} is signed out everywhere."
    ))?;
    if !left.password && !left.passkey {
        Output::note(format!(
            "{login} has no password either: `vestibule user reset-password {login}` makes a way in."
        ));
    } else if left.is_demanded {
        Output::note(
            "A second factor is demanded: whoever signs in next sets one up. Let it be them.",
        );
    }
    Ok(())
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

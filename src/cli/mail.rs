//! `vestibule mail`.

use std::path::Path;
use std::sync::Arc;

use clap::{Args, Subcommand};

use crate::accounts::notify;
use crate::app::App;
use crate::context::Context;
use crate::mail::Taken;
use crate::model::user::valid_email;
use crate::model::{Issuer, MessageId, Tenant};

use super::arguments::{LanguageOption, TenantOption};
use super::failure::Failure;
use super::open;
use super::output::Output;

/// Mail.
///
/// Examples:
///   vestibule mail test ada@example.com
///   vestibule mail test ada@example.com --language de --tenant acme
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
    /// Send one mail by the settings as they are, at once, and show what the mail server answers
    Test {
        /// Who gets it
        #[arg(value_name = "ADDRESS")]
        address: String,
        #[command(flatten)]
        language: LanguageOption,
    },
}

pub async fn run(config: Option<&Path>, options: Options) -> Result<(), Failure> {
    let (app, tenant) = open::app_and_tenant(config, &options.tenant.tenant).await?;
    let Action::Test { address, language } = options.action;
    let done = test(&app, tenant, &address, &language).await;
    open::close(&app).await;
    done
}

async fn test(
    app: &Arc<App>,
    tenant: Tenant,
    address: &str,
    language: &LanguageOption,
) -> Result<(), Failure> {
    if !valid_email(address) {
        return Err(Failure::Usage(format!("{address:?} is no mail address")));
    }
    let issuer = Issuer::new(tenant, app.config.server.public_url.url());
    let ctx = Context::new(Arc::clone(app), Arc::new(issuer), String::new());
    let message = notify::trial(&ctx, address, language.texts(&ctx))
        .map_err(|error| Failure::Failed(error.to_string()))?;
    let id = MessageId(app.entropy.uuid(ctx.now()));
    let way = app.mailer.way();
    match app.mailer.hand_over(id, ctx.now(), &message).await {
        Ok(Taken::ByServer(answer)) => {
            Output::line(format!("{way} took the mail for {address}: {answer}"))?;
            Output::note(format!(
                "Whether it arrives is up to the servers behind it. Look also among the spam; Message-ID: <{id}@{}>.",
                message.host
            ));
            Ok(())
        }
        Ok(Taken::IntoFile(path)) => {
            Output::line(format!("The mail is in {}.", path.display()))?;
            Output::note("Nobody gets it: mail.transport is \"file\". With \"smtp\" mail is sent.");
            Ok(())
        }
        Err(refused) => Err(Failure::Failed(format!(
            "{way} did not take the mail: {}",
            refused.in_full
        ))),
    }
}

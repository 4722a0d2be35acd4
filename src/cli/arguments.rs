//! Every command, and the options that commands share, with the help that teaches them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::accounts::notify::house_language;
use crate::context::Context;
use crate::texts::Texts;

use super::{apply, client, demo, export, keys, mail, serve, user};

/// An OAuth 2 and OpenID Connect authorization server.
///
/// A new server in three steps:
///
///   vestibule serve                      starts it and prints a link for the first administrator
///   vestibule client create my-app …     registers an application and prints its secret
///   vestibule user create ada …          adds a person
///
/// `vestibule demo` shows all of it at once, with an application and an API to try.
///
/// Settings come from `vestibule.toml` in the working directory (or `--config FILE`) and from the environment
/// (`VESTIBULE_SERVER__PUBLIC_URL=https://id.example.com`). A running server sees what commands change within a second.
#[derive(Debug, Parser)]
#[command(
    name = "vestibule",
    version,
    verbatim_doc_comment,
    max_term_width = 110
)]
pub struct Arguments {
    /// The settings file; without it `vestibule.toml` of the working directory is read, when there is one
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start the server
    Serve(serve::Options),
    /// Start a server, an application and an API on this machine, with a person to sign in as
    Demo(demo::Options),
    /// Bring the database schema up to this program's
    ///
    /// `vestibule serve` does so itself, unless it is started with `--no-migrate`: then this command comes first, once, when several
    /// servers share a database. Running it again changes nothing.
    Migrate,
    /// Make tenants, roles, APIs, applications and people be what a file says
    Apply(apply::Options),
    /// Print tenants, roles, APIs, applications and people in the format of `apply`
    Export(export::Options),
    /// People: create, invite, list, reset-password, reset-factors, disable, enable, delete
    User(user::Options),
    /// Applications: create, list, show, rotate-secret, disable, enable, delete
    Client(client::Options),
    /// Signing keys: list, rotate
    Keys(keys::Options),
    /// Mail: send one to see whether it arrives
    Mail(mail::Options),
}

/// The tenant that a command is about.
#[derive(Debug, Args)]
pub struct TenantOption {
    /// The tenant, by its slug
    #[arg(long, value_name = "SLUG", global = true, default_value = crate::model::DEFAULT_SLUG)]
    pub tenant: String,
}

/// The language of a mail.
#[derive(Debug, Args)]
pub struct LanguageOption {
    /// The language of the mail, such as `de`; without it that of the tenant (`branding.language`), or else English
    #[arg(long, value_name = "TAG", value_parser = language)]
    language: Option<Texts>,
}

fn language(tag: &str) -> Result<Texts, String> {
    Texts::of(tag).ok_or_else(|| {
        let known: Vec<&str> = Texts::supported().collect();
        format!("there are {}", known.join(", "))
    })
}

impl LanguageOption {
    /// The words of that language.
    pub fn texts(&self, ctx: &Context) -> Texts {
        self.language.unwrap_or_else(|| house_language(ctx))
    }
}

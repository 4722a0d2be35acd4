//! `vestibule apply`.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::administration::apply::{Mode, Outcome, Report, Unnamed, apply};

use super::failure::Failure;
use super::open;
use super::output::Output;

/// Make tenants, roles, APIs, applications and people be what a file says.
///
/// What the file names is created or changed until it is as the file says; applying a file twice changes nothing. Everything is checked
/// first: when anything is wrong, all of it is listed and nothing is changed.
///
///   [[client]]
///   client_id = "my-app"
///   client_secret = "…"                  # leave it out when token_endpoint_auth_method = "none"
///   redirect_uris = ["https://app.example.com/callback"]
///   grant_types = ["authorization_code", "refresh_token"]
///
///   [[user]]
///   username = "ada"
///   email = "ada@example.com"
///   password = "…"
///
///   [[service]]
///   audience = "https://api.example.com"
///   scopes = ["orders:read"]
///
/// Examples:
///   vestibule apply vestibule.objects.toml --dry-run
///   vestibule apply vestibule.objects.toml --prune
///   vestibule export | ssh other vestibule apply -
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Options {
    /// The file, in TOML; `-` reads the standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Remove what the file does not name, of the kinds and in the tenants that it names others of (never a tenant or the last
    /// administrator)
    #[arg(long)]
    prune: bool,
    /// Only say what would be done
    #[arg(long)]
    dry_run: bool,
}

pub async fn run(config: Option<&Path>, options: &Options) -> Result<(), Failure> {
    let text = read(&options.file)?;
    let unnamed = if options.prune {
        Unnamed::Remove
    } else {
        Unnamed::Keep
    };
    let mode = if options.dry_run {
        Mode::DryRun
    } else {
        Mode::Write
    };
    let app = open::app(config).await?;
    let applied = apply(&app, &text, unnamed, mode).await;
    open::close(&app).await;
    let report = applied.map_err(|error| prefixed(&options.file, error.into()))?;
    show(&report, mode)
}

fn read(file: &Path) -> Result<String, Failure> {
    let mut text = String::new();
    let read = if file == Path::new("-") {
        std::io::stdin()
            .lock()
            .read_to_string(&mut text)
            .map(|_| ())
    } else {
        std::fs::read_to_string(file).map(|read| text = read)
    };
    read.map_err(|error| Failure::because(&file.display().to_string(), error))?;
    Ok(text)
}

fn prefixed(file: &Path, failure: Failure) -> Failure {
    Failure::because(&file.display().to_string(), failure)
}

fn show(report: &Report, mode: Mode) -> Result<(), Failure> {
    for line in &report.lines {
        Output::line(line)?;
    }
    let count = |outcome| report.count(outcome);
    let (created, changed, removed) = (
        count(Outcome::Created),
        count(Outcome::Changed),
        count(Outcome::Removed),
    );
    let unchanged = count(Outcome::Unchanged) + count(Outcome::Kept);
    let sums =
        format!("{created} created, {changed} changed, {removed} removed, {unchanged} unchanged");
    match mode {
        Mode::Write => Output::line(sums),
        Mode::DryRun => Output::line(format!("{sums}: so it would be; nothing was done")),
    }
}

//! `vestibule export`.

use std::path::Path;

use clap::Args;

use crate::administration::export;

use super::failure::Failure;
use super::open;
use super::output::Output;

/// Print tenants, roles, APIs, applications and people in the format of `apply`.
///
/// The output holds password hashes and hashes of client secrets: keep it where you keep backups. The secrets themselves are not
/// stored, so they cannot be exported; clients keep working with theirs where the output is applied.
///
/// Examples:
///   vestibule export > all.toml
///   vestibule export --tenant acme
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Options {
    /// Only this tenant, by its slug
    #[arg(long, value_name = "SLUG")]
    tenant: Option<String>,
}

pub async fn run(config: Option<&Path>, options: &Options) -> Result<(), Failure> {
    let app = open::app(config).await?;
    let text = export(&app, options.tenant.as_deref()).await;
    open::close(&app).await;
    Output::text(&text?)
}

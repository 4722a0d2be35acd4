//! `vestibule keys`.

use std::path::Path;

use clap::{Args, Subcommand};

use crate::administration::keys;
use crate::app::App;
use crate::clock::Timestamp;
use crate::model::{SigningAlg, TenantId};

use super::arguments::TenantOption;
use super::failure::Failure;
use super::open;
use super::output::Output;

/// Signing keys.
///
/// For every algorithm there is a key that signs (active), and one that is published already and signs next. A running server rotates
/// them by itself every `keys.rotation_days`.
///
/// Examples:
///   vestibule keys list
///   vestibule keys rotate
///   vestibule keys rotate --alg RS256 --tenant acme
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
    /// Show every key that is published, and since when it is in its state
    List,
    /// Let the next key sign from now on, and make another next one
    ///
    /// Tokens that were signed before stay valid: the old key is published until the last of them has expired.
    Rotate {
        /// Only the key of this algorithm; all when left out
        #[arg(long, value_name = "ALG", value_parser = algorithm)]
        alg: Option<SigningAlg>,
    },
}

fn algorithm(name: &str) -> Result<SigningAlg, String> {
    SigningAlg::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = SigningAlg::ALL.into_iter().map(SigningAlg::name).collect();
        format!("there are {}", names.join(", "))
    })
}

pub async fn run(config: Option<&Path>, options: Options) -> Result<(), Failure> {
    let (app, tenant) = open::app_and_tenant(config, &options.tenant.tenant).await?;
    let done = match options.action {
        Action::List => list(&app, tenant.id).await,
        Action::Rotate { alg } => {
            let done = rotate(&app, tenant.id, alg).await;
            if done.is_ok() {
                open::record(&app, tenant.id, "keys rotate".to_owned()).await;
            }
            done
        }
    };
    open::close(&app).await;
    done
}

async fn list(app: &App, tenant: TenantId) -> Result<(), Failure> {
    let mut keys = keys::list(app, tenant).await?;
    keys.sort_by_key(|key| (key.algorithm, key.state, key.state_since));
    let rows: Vec<[String; 4]> = keys
        .into_iter()
        .map(|key| {
            [
                key.algorithm.name().to_owned(),
                key.state.name().to_owned(),
                day_and_time(key.state_since),
                key.kid,
            ]
        })
        .collect();
    Output::table(["ALG", "STATE", "SINCE", "KID"], &rows)
}

async fn rotate(app: &App, tenant: TenantId, alg: Option<SigningAlg>) -> Result<(), Failure> {
    let algorithms = alg.map_or_else(|| SigningAlg::ALL.to_vec(), |alg| vec![alg]);
    let max_age = app.config.keys.jwks_max_age_seconds;
    for rotated in keys::rotate(app, tenant, &algorithms).await? {
        Output::line(format!(
            "{:<5}  {} signs now",
            rotated.algorithm.name(),
            rotated.active
        ))?;
        if rotated.known_for < i64::from(max_age) {
            Output::note(format!(
                "It was published {} seconds ago: clients that keep our keys for {max_age} seconds may not know it yet.",
                rotated.known_for
            ));
        }
    }
    Ok(())
}

/// An instant as RFC 3339 has it, in whole seconds of UTC.
fn day_and_time(instant: Timestamp) -> String {
    instant
        .rfc3339()
        .unwrap_or_else(|| instant.seconds().to_string())
}

//! Signing keys: made, rotated, and taken away when nothing they signed is alive.

use tokio::task::JoinSet;

use crate::app::App;
use crate::clock::Timestamp;
use crate::directory::key_place;
use crate::jose::{DEFAULT_SKEW_SECONDS, JoseError, SigningKey};
use crate::model::{KeyRowId, SigningAlg, TenantId};
use crate::storage::{KeyState, StorageError, StoredKey};

use super::AdministrationError;

const SECONDS_A_DAY: i64 = 86_400;

/// What a rotation did for one algorithm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotated {
    /// The algorithm.
    pub algorithm: SigningAlg,
    /// The `kid` that signs from now on.
    pub active: String,
    /// For how many seconds it had been published before. Clients that keep key sets for longer than that may have to
    /// fetch ours again.
    pub known_for: i64,
}

/// Every key of the tenant, oldest first.
pub async fn list(app: &App, tenant: TenantId) -> Result<Vec<StoredKey>, AdministrationError> {
    Ok(app.database.tenant(tenant).keys().await?)
}

/// Makes whatever of an active and a next key is missing, for every algorithm.
pub async fn ensure(app: &App, tenant: TenantId) -> Result<(), AdministrationError> {
    let db = app.database.tenant(tenant);
    let missing = missing(&db.keys().await?);
    if missing.is_empty() {
        return Ok(());
    }
    let now = app.clock.now();
    let fresh = generate(app, tenant, &missing, now).await?;
    match db.rotate_key(None, fresh, now).await {
        Ok(()) => tracing::info!(target: "audit", event = "keys.created", %tenant, keys = missing.len()),
        // Another node made them in the meantime; if it made fewer than are needed, the next start makes the rest.
        Err(StorageError::Conflict) => tracing::debug!(%tenant, "another node made the keys"),
        Err(error) => return Err(error.into()),
    }
    Ok(app.directory.catch_up().await?)
}

fn missing(keys: &[StoredKey]) -> Vec<(SigningAlg, KeyState)> {
    SigningAlg::ALL
        .into_iter()
        .flat_map(|algorithm| [(algorithm, KeyState::Active), (algorithm, KeyState::Next)])
        .filter(|wanted| keys.iter().all(|key| (key.algorithm, key.state) != *wanted))
        .collect()
}

/// Makes keys side by side on the pool of blocking threads: an RSA key takes a tenth of a second.
async fn generate(
    app: &App,
    tenant: TenantId,
    wanted: &[(SigningAlg, KeyState)],
    now: Timestamp,
) -> Result<Vec<StoredKey>, AdministrationError> {
    let mut tasks = JoinSet::new();
    for &(algorithm, state) in wanted {
        tasks.spawn_blocking(move || {
            let key = SigningKey::generate(algorithm)?;
            let pkcs8 = key.to_pkcs8()?;
            Ok::<_, JoseError>((key, pkcs8, state))
        });
    }
    let mut keys = Vec::new();
    while let Some(made) = tasks.join_next().await {
        let (key, pkcs8, state) = made.map_err(|_| AdministrationError::Interrupted)??;
        let id = KeyRowId(app.entropy.uuid(now));
        keys.push(StoredKey {
            id,
            kid: key.kid().to_owned(),
            algorithm: key.alg(),
            state,
            sealed_private_key: Some(app.vault.seal(&key_place(tenant, id), &pkcs8)?),
            public_jwk: key.public_jwk().clone(),
            state_since: now,
        });
    }
    Ok(keys)
}

/// For each algorithm: the next key signs from now on, the active one only verifies, and there is a fresh next one.
pub async fn rotate(app: &App, tenant: TenantId, algorithms: &[SigningAlg]) -> Result<Vec<Rotated>, AdministrationError> {
    let db = app.database.tenant(tenant);
    let keys = db.keys().await?;
    let now = app.clock.now();
    let mut done = Vec::new();
    for &algorithm in algorithms {
        let Some(next) = keys.iter().find(|key| key.algorithm == algorithm && key.state == KeyState::Next) else {
            return Err(AdministrationError::invalid(format!("there is no next key for {}", algorithm.name())));
        };
        let fresh = generate(app, tenant, &[(algorithm, KeyState::Next)], now).await?;
        match db.rotate_key(Some(next.id), fresh, now).await {
            Ok(()) => {}
            // Another node rotated at the same moment, which is what was wanted.
            Err(StorageError::Conflict) => continue,
            Err(error) => return Err(error.into()),
        }
        tracing::info!(target: "audit", event = "keys.rotated", %tenant, algorithm = algorithm.name(), kid = next.kid);
        done.push(Rotated { algorithm, active: next.kid.clone(), known_for: now.seconds_since(next.state_since) });
    }
    app.directory.catch_up().await?;
    Ok(done)
}

/// What the schedule asks for: rotates keys that have signed for `keys.rotation_days`, and takes away retired ones.
/// Answers the algorithms that were rotated.
pub async fn rotate_due(app: &App, tenant: TenantId) -> Result<Vec<Rotated>, AdministrationError> {
    ensure(app, tenant).await?;
    let keys = list(app, tenant).await?;
    let now = app.clock.now();
    let worn = now.plus_seconds(-i64::from(app.config.keys.rotation_days) * SECONDS_A_DAY);
    // Published for so long that every client which keeps our key set has fetched it since.
    let known = now.plus_seconds(-i64::from(app.config.keys.jwks_max_age_seconds));
    let in_state = |algorithm, state, since: Timestamp| {
        keys.iter().any(|key| key.algorithm == algorithm && key.state == state && key.state_since <= since)
    };
    let due: Vec<SigningAlg> = SigningAlg::ALL
        .into_iter()
        .filter(|&alg| in_state(alg, KeyState::Active, worn) && in_state(alg, KeyState::Next, known))
        .collect();
    let rotated = if due.is_empty() { Vec::new() } else { rotate(app, tenant, &due).await? };
    let void = now.plus_seconds(-retirement_seconds(app));
    if keys.iter().any(|key| key.state == KeyState::Retiring && key.state_since < void) {
        let gone = app.database.tenant(tenant).drop_retired_keys(void, now).await?;
        tracing::info!(target: "audit", event = "keys.dropped", %tenant, keys = gone);
        app.directory.catch_up().await?;
    }
    Ok(rotated)
}

/// How long a key stays published after its last signature: until the last token has expired, whatever clocks say, and a
/// node that was late to hear of the rotation has signed its last.
fn retirement_seconds(app: &App) -> i64 {
    let tokens = &app.config.tokens;
    i64::from(tokens.access_token_seconds.max(tokens.id_token_seconds))
        + DEFAULT_SKEW_SECONDS
        + i64::from(app.config.keys.jwks_max_age_seconds)
}

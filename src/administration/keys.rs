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
        Ok(()) => {
            tracing::info!(target: "audit", event = "keys.created", %tenant, keys = missing.len());
        }
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
pub async fn rotate(
    app: &App,
    tenant: TenantId,
    algorithms: &[SigningAlg],
) -> Result<Vec<Rotated>, AdministrationError> {
    let db = app.database.tenant(tenant);
    let keys = db.keys().await?;
    let now = app.clock.now();
    let mut done = Vec::new();
    for &algorithm in algorithms {
        let Some(next) = keys
            .iter()
            .find(|key| key.algorithm == algorithm && key.state == KeyState::Next)
        else {
            return Err(AdministrationError::invalid(format!(
                "there is no next key for {}",
                algorithm.name()
            )));
        };
        let fresh = generate(app, tenant, &[(algorithm, KeyState::Next)], now).await?;
        match db.rotate_key(Some(next.id), fresh, now).await {
            Ok(()) => {}
            // Another node rotated at the same moment, which is what was wanted.
            Err(StorageError::Conflict) => continue,
            Err(error) => return Err(error.into()),
        }
        tracing::info!(target: "audit", event = "keys.rotated", %tenant, algorithm = algorithm.name(), kid = next.kid);
        done.push(Rotated {
            algorithm,
            active: next.kid.clone(),
            known_for: now.seconds_since(next.state_since),
        });
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
        keys.iter()
            .any(|key| key.algorithm == algorithm && key.state == state && key.state_since <= since)
    };
    let due: Vec<SigningAlg> = SigningAlg::ALL
        .into_iter()
        .filter(|&alg| {
            in_state(alg, KeyState::Active, worn) && in_state(alg, KeyState::Next, known)
        })
        .collect();
    let rotated = if due.is_empty() {
        Vec::new()
    } else {
        rotate(app, tenant, &due).await?
    };
    let void = now.plus_seconds(-retirement_seconds(app));
    if keys
        .iter()
        .any(|key| key.state == KeyState::Retiring && key.state_since < void)
    {
        let gone = app
            .database
            .tenant(tenant)
            .drop_retired_keys(void, now)
            .await?;
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

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::super::temporary::Temporary;
    use super::*;

    fn of(keys: &[StoredKey], algorithm: SigningAlg, state: KeyState) -> Vec<&str> {
        let found = keys
            .iter()
            .filter(|key| (key.algorithm, key.state) == (algorithm, state));
        found.map(|key| key.kid.as_str()).collect()
    }

    #[tokio::test]
    async fn every_algorithm_has_one_active_and_one_next_key_however_many_nodes_start() {
        let one = Temporary::new().await;
        let other = one.another_node().await;
        let tenant = TenantId(uuid::Uuid::from_u128(1));
        let row = crate::storage::NewTenant {
            id: tenant,
            slug: "acme".to_owned(),
            host: None,
            name: "Acme".to_owned(),
            settings: crate::model::TenantSettings::default(),
        };
        one.app
            .database
            .insert_tenant(row, one.app.clock.now())
            .await
            .unwrap();
        let (first, second) = tokio::join!(ensure(&one.app, tenant), ensure(&other, tenant));
        assert!(first.is_ok() && second.is_ok());
        let keys = list(&one.app, tenant).await.unwrap();
        assert_eq!(keys.len(), 2 * SigningAlg::ALL.len());
        let ring = one.app.directory.keys(tenant).await.unwrap();
        assert!(
            SigningAlg::ALL
                .into_iter()
                .all(|alg| ring.active_key(alg).is_some())
        );
    }

    #[tokio::test]
    async fn a_rotation_promotes_the_next_key_and_keeps_the_old_one_published() {
        let node = Temporary::new().await;
        let (app, tenant) = (&node.app, node.tenant.id);
        let before = list(app, tenant).await.unwrap();
        let rotated = rotate(app, tenant, &[SigningAlg::ES256]).await.unwrap();
        let after = list(app, tenant).await.unwrap();
        let next = of(&before, SigningAlg::ES256, KeyState::Next);
        assert_eq!(
            rotated
                .iter()
                .map(|rotated| rotated.active.as_str())
                .collect::<Vec<_>>(),
            next
        );
        assert_eq!(of(&after, SigningAlg::ES256, KeyState::Active), next);
        assert_eq!(
            of(&after, SigningAlg::ES256, KeyState::Retiring),
            of(&before, SigningAlg::ES256, KeyState::Active)
        );
        assert_eq!(of(&after, SigningAlg::ES256, KeyState::Next).len(), 1);
        assert!(
            after
                .iter()
                .all(|key| (key.state == KeyState::Retiring) == key.sealed_private_key.is_none())
        );
        assert_eq!(
            of(&after, SigningAlg::RS256, KeyState::Retiring).len(),
            0,
            "the others stay"
        );
        let ring = app.directory.keys(tenant).await.unwrap();
        assert_eq!(
            ring.active_key(SigningAlg::ES256)
                .map(|key| key.kid().to_owned())
                .as_deref(),
            next.first().copied()
        );
    }

    #[tokio::test]
    async fn the_schedule_rotates_when_keys_are_worn_and_drops_them_when_nothing_they_signed_lives()
    {
        let node = Temporary::new().await;
        let (app, tenant) = (&node.app, node.tenant.id);
        assert_eq!(rotate_due(app, tenant).await.unwrap(), []);
        app.clock
            .advance(i64::from(app.config.keys.rotation_days) * SECONDS_A_DAY + 1);
        assert_eq!(
            rotate_due(app, tenant).await.unwrap().len(),
            SigningAlg::ALL.len()
        );
        assert_eq!(rotate_due(app, tenant).await.unwrap(), [], "once");
        assert_eq!(
            list(app, tenant).await.unwrap().len(),
            3 * SigningAlg::ALL.len()
        );
        app.clock.advance(retirement_seconds(app) - 5);
        rotate_due(app, tenant).await.unwrap();
        assert_eq!(
            list(app, tenant).await.unwrap().len(),
            3 * SigningAlg::ALL.len()
        );
        app.clock.advance(10);
        rotate_due(app, tenant).await.unwrap();
        assert_eq!(
            list(app, tenant).await.unwrap().len(),
            2 * SigningAlg::ALL.len()
        );
    }
}

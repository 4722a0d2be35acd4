//! What an operator does while an attack goes on, and what a thief of the operator's keys could do.

use vestibule::administration::clients::{self, Switch};
use vestibule::administration::keys;
use vestibule::administration::users::{self, LastAdministrator};
use vestibule::directory::IssuerName;
use vestibule::model::{DEFAULT_SLUG, Secret, SigningAlg, TenantId};
use vestibule::storage::{Notices, PasswordChange};
use vestibule_test_support::TestApp;
use vestibule_test_support::jwt::ForeignKey;

/// The default tenant.
pub(crate) async fn tenant(app: &TestApp) -> TenantId {
    let name = IssuerName::Slug(DEFAULT_SLUG.to_owned());
    let issuer = app.app().directory.issuer(&name).await.unwrap();
    issuer.expect("the default tenant").tenant_id()
}

/// Switches a client off.
pub(crate) async fn disable_client(app: &TestApp, client_id: &str) {
    let tenant = tenant(app).await;
    clients::switch(app.app(), tenant, client_id, Switch::Disabled)
        .await
        .unwrap();
}

/// Switches a user off, or on again.
pub(crate) async fn switch_user(app: &TestApp, login: &str, to: Switch) {
    let tenant = tenant(app).await;
    users::switch(app.app(), tenant, login, to).await.unwrap();
}

/// Deletes a user.
pub(crate) async fn delete_user(app: &TestApp, login: &str) {
    let tenant = tenant(app).await;
    users::delete(app.app(), tenant, login, LastAdministrator::Stays)
        .await
        .unwrap();
}

/// Replaces a password, as the link of a mail does. `false` when the account is disabled by then.
pub(crate) async fn replace_password(app: &TestApp, login: &str, password: &str) -> bool {
    let db = app.app().database.tenant(tenant(app).await);
    let found = db.credentials(login).await.unwrap().expect("somebody");
    let hash = app.app().passwords.hash(&Secret::new(password)).await;
    let now = app.clock().now();
    let change = PasswordChange {
        user: found.user.id,
        hash: hash.unwrap(),
        expected_version: found.version,
        by_mail: None,
        keep: None,
        tokens_until: now.plus_seconds(3600),
        notices: Notices::default(),
    };
    let replaced = db.replace_password(change, now).await.unwrap();
    app.app().directory.catch_up().await.unwrap();
    replaced
}

/// Makes the next key of the algorithm sign.
pub(crate) async fn rotate_key(app: &TestApp, alg: SigningAlg) {
    let tenant = tenant(app).await;
    keys::rotate(app.app(), tenant, &[alg]).await.unwrap();
}

/// What the job of every hour does: away with keys that nothing alive was signed with.
pub(crate) async fn tidy_keys(app: &TestApp) {
    let tenant = tenant(app).await;
    keys::rotate_due(app.app(), tenant).await.unwrap();
}

/// The key that signs now, in the hands of a thief.
pub(crate) async fn stolen_key(app: &TestApp, alg: SigningAlg) -> ForeignKey {
    let tenant = tenant(app).await;
    let ring = app.app().directory.keys(tenant).await.unwrap();
    ForeignKey::stolen(ring.active_key(alg).expect("an active key"))
}

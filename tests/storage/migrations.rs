//! The schema comes and goes, on both databases.

use std::time::Duration;

use vestibule::model::Secret;
use vestibule::storage::{Database, DatabaseSettings};
use vestibule_test_support::{Backend, TestApp};

#[tokio::test]
async fn every_change_of_the_schema_can_be_undone_and_done_again_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}/vestibule.db", folder.path().display());
    let settings = DatabaseSettings {
        url: Secret::new(url),
        max_connections: 4,
        acquire_timeout: Duration::from_secs(2),
    };
    let database = Database::connect(&settings).await.unwrap();
    up_down_up(&database).await;
}

#[tokio::test]
async fn every_change_of_the_schema_can_be_undone_and_done_again_on_postgresql() {
    // The test's own database, made and dropped by the server's test double.
    let app = TestApp::builder().backend(Backend::Postgres).start().await;
    up_down_up(&app.app().database).await;
}

async fn up_down_up(database: &Database) {
    database.migrate().await.unwrap();
    assert!(database.is_migrated().await.unwrap());
    database.unmigrate().await.unwrap();
    assert!(!database.is_migrated().await.unwrap());
    database.migrate().await.unwrap();
    assert!(database.tenants().await.unwrap().is_empty());
}

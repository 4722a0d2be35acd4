//! For tests: an application on real SQLite, in a folder that goes with it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::sync::Arc;

use tempfile::TempDir;

use crate::app::{App, Migrate};
use crate::clock::Clock;
use crate::config::Config;
use crate::context::Context;
use crate::directory::IssuerName;
use crate::model::{DEFAULT_SLUG, Tenant};

use super::ensure_default_tenant;

/// An application with its default tenant, on a clock that the test moves.
pub(super) struct Temporary {
    pub app: Arc<App>,
    pub tenant: Tenant,
    folder: TempDir,
}

impl Temporary {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = open(&folder).await;
        let tenant = ensure_default_tenant(&app).await.unwrap();
        Self {
            app,
            tenant,
            folder,
        }
    }

    /// Another process of the same deployment.
    pub async fn another_node(&self) -> Arc<App> {
        open(&self.folder).await
    }

    /// A request at the default tenant.
    pub async fn request(&self) -> Context {
        let name = IssuerName::Slug(DEFAULT_SLUG.to_owned());
        let issuer = self.app.directory.issuer(&name).await.unwrap().unwrap();
        Context::new(Arc::clone(&self.app), issuer, "127.0.0.1".to_owned())
    }
}

async fn open(folder: &TempDir) -> Arc<App> {
    let data = folder.path().join("data").to_str().unwrap().to_owned();
    let environment = [("VESTIBULE_DATA_DIR".to_owned(), data)];
    let config = Config::load(None, environment.into_iter()).unwrap();
    App::open(config, Clock::adjustable(), Migrate::Now)
        .await
        .unwrap()
}

//! Where the tests find PostgreSQL and Redis, and which of them a run uses.
//!
//! `tools/with-services` starts private servers and names them in the environment; this module reads those names.
//! A missing service is a failed test, never a skipped one, so nothing here returns an `Option`.
#![allow(
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that lacks its service must fail, and say how to run it; the environment names the services"
)]

use std::env::{self, VarError};

/// URL of a PostgreSQL superuser on the database `postgres`; tests create databases of their own beside it.
const POSTGRES_URL: &str = "VESTIBULE_TEST_POSTGRES_URL";
/// URL of a Redis which evicts nothing and keeps nothing; tests share it and prefix their keys.
const REDIS_URL: &str = "VESTIBULE_TEST_REDIS_URL";
/// `sqlite` (the default) or `postgres`.
const BACKEND: &str = "VESTIBULE_TEST_BACKEND";
/// The folder `node_modules` that `npm ci` filled from `tests/interop/node`.
const NODE_MODULES: &str = "VESTIBULE_TEST_NODE_MODULES";
/// The interpreter of the virtual environment that holds `tests/interop/python/requirements.txt`.
const PYTHON: &str = "VESTIBULE_TEST_PYTHON";

/// The stores a test server runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// An embedded SQLite file for everything.
    Sqlite,
    /// PostgreSQL for what lasts, Redis for what may expire.
    Postgres,
}

impl Backend {
    /// The backend this run was asked to test: `VESTIBULE_TEST_BACKEND`, or SQLite when that is not set.
    ///
    /// # Panics
    /// When the variable holds anything but `sqlite` or `postgres`: a typing error must not test the wrong thing.
    #[must_use]
    pub fn from_env() -> Self {
        match env::var(BACKEND).as_deref() {
            Err(VarError::NotPresent) | Ok("" | "sqlite") => Self::Sqlite,
            Ok("postgres") => Self::Postgres,
            other => panic!("{BACKEND} is {other:?}; it must be `sqlite` or `postgres`"),
        }
    }
}

/// The PostgreSQL of this run: a superuser's URL for the database `postgres`.
///
/// # Panics
/// When there is none.
#[must_use]
pub fn postgres_url() -> String {
    required(POSTGRES_URL, "a PostgreSQL")
}

/// The Redis of this run.
///
/// # Panics
/// When there is none.
#[must_use]
pub fn redis_url() -> String {
    required(REDIS_URL, "a Redis")
}

/// The `node_modules` with the JavaScript libraries under test; `NODE_PATH` of the programs that use them.
///
/// # Panics
/// When they are not installed.
#[must_use]
pub fn node_modules() -> String {
    required(NODE_MODULES, "the npm packages of tests/interop/node")
}

/// The Python interpreter that can import the Python libraries under test.
///
/// # Panics
/// When they are not installed.
#[must_use]
pub fn python() -> String {
    required(PYTHON, "the Python packages of tests/interop/python")
}

/// The value of `variable`, or a panic that names what is missing and how to get it.
pub(crate) fn required(variable: &str, what: &str) -> String {
    match env::var(variable) {
        Ok(value) if !value.is_empty() => value,
        _ => panic!(
            "this test needs {what} and {variable} is not set: run it through `make test`, \
             or `tools/with-services cargo test …` for a part of the tests"
        ),
    }
}

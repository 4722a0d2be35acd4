//! `[database]`: where everything lasting is kept.

use std::fmt;

use url::Url;

use super::rule::{Rule, flag, whole};
use super::setting::Preset;
use super::source::Reader;
use crate::model::Secret;

settings! {
    /// Where everything lasting is kept: `SQLite` in a file, or `PostgreSQL`.
    "database" Database {
        /// The database to use.
        url: DatabaseUrl = Preset::Computed("sqlite:{data_dir}/vestibule.db", usual_url), database_url();
        /// How many connections to the database one process opens.
        max_connections: u32 = Preset::Text("16"), whole(1, 1000, "");
        /// How long a request waits for a free connection before it is answered with 503.
        acquire_timeout_seconds: u32 = Preset::Text("2"), whole(1, 60, "seconds");
        /// Whether `serve` brings the tables up to date before it listens.
        migrate_on_start: bool = Preset::Text("true"), flag();
    }
}

/// The URL of the database. It may hold a password, which is never shown.
#[derive(Clone)]
pub enum DatabaseUrl {
    /// `sqlite:path`, a file.
    Sqlite(Secret),
    /// `postgres://user:password@host/database`.
    Postgres(Secret),
}

impl DatabaseUrl {
    /// The URL with its password. Whoever calls this answers for where it goes.
    pub fn expose(&self) -> &str {
        match self {
            Self::Sqlite(url) | Self::Postgres(url) => url.expose(),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(_) => f.write_str("sqlite:***"),
            Self::Postgres(_) => f.write_str("postgres://***"),
        }
    }
}

fn usual_url(reader: &Reader) -> String {
    // The driver decodes percent signs and takes what follows a question mark for options.
    let folder = reader
        .effective("data_dir")
        .replace('%', "%25")
        .replace('?', "%3F");
    format!("sqlite:{}/vestibule.db", folder.trim_end_matches('/'))
}

fn database_url() -> Rule<DatabaseUrl> {
    Rule::new(
        "sqlite:PATH (a file, no options) or postgres://USER:PASSWORD@HOST:PORT/DATABASE",
        |given| parse_database_url(given.text()?),
    )
    .secret()
}

fn parse_database_url(text: &str) -> Result<DatabaseUrl, String> {
    let complain = |text: &str| Err(text.to_owned());
    if let Some(rest) = text.strip_prefix("sqlite:") {
        let path = rest.strip_prefix("//").unwrap_or(rest);
        if path.is_empty() {
            return complain("names no file");
        }
        // A pool over a database in memory would be as many databases as connections.
        if path.contains(":memory:") || path.contains('?') {
            return complain("is not a plain file: no :memory: and no options");
        }
        return Ok(DatabaseUrl::Sqlite(Secret::new(text)));
    }
    let Ok(url) = Url::parse(text) else {
        return complain("is not a URL");
    };
    if !matches!(url.scheme(), "postgres" | "postgresql") {
        return complain("is neither sqlite: nor postgres://");
    }
    if url.host_str().is_none_or(str::is_empty) {
        return complain("has no host");
    }
    if url.path().trim_matches('/').is_empty() {
        return complain("names no database");
    }
    Ok(DatabaseUrl::Postgres(Secret::new(text)))
}

//! The three sources become one [`Config`].

use std::path::{Path, PathBuf};

use super::problem::ConfigProblems;
use super::setting::Section;
use super::source::Reader;
use super::{
    Database, Encryption, General, Keys, LogFormat, Mail, Metrics, Outbound, Passwords, Redis,
    Server, Sessions, Sms, Tokens,
};

/// Every section, in the order of the documentation.
pub(super) const SECTIONS: &[Section] = &[
    General::SECTION,
    Server::SECTION,
    Database::SECTION,
    Redis::SECTION,
    Mail::SECTION,
    Sms::SECTION,
    Outbound::SECTION,
    Metrics::SECTION,
    Encryption::SECTION,
    Passwords::SECTION,
    Tokens::SECTION,
    Sessions::SECTION,
    Keys::SECTION,
];

/// The settings of a process, each checked. Its `Debug` shows no secret.
#[derive(Debug, Clone)]
pub struct Config {
    /// The folder for everything the server writes to disk.
    pub data_dir: PathBuf,
    /// Which events are logged: `level` or `target=level`, separated by commas.
    pub log: String,
    /// The form of the log.
    pub log_format: LogFormat,
    /// The HTTP listener.
    pub server: Server,
    /// The database.
    pub database: Database,
    /// Redis, when there is one.
    pub redis: Redis,
    /// How mail leaves.
    pub mail: Mail,
    /// How text messages leave.
    pub sms: Sms,
    /// Where requests of ours may go.
    pub outbound: Outbound,
    /// The listener for `/metrics`.
    pub metrics: Metrics,
    /// What encrypts keys at rest.
    pub encryption: Encryption,
    /// The cost of a password hash.
    pub passwords: Passwords,
    /// How long tokens live.
    pub tokens: Tokens,
    /// How long people stay signed in.
    pub sessions: Sessions,
    /// How signing keys change.
    pub keys: Keys,
}

impl Config {
    /// Reads the settings. A `file` that is named must exist; without one, `vestibule.toml` of the working directory
    /// is read when it is there. Of `environment` only names that start with `VESTIBULE_` count.
    ///
    /// Fails with every problem there is, not only the first.
    pub fn load(
        file: Option<&Path>,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, ConfigProblems> {
        let mut reader = Reader::gather(file, environment);
        let config = Self::read(&mut reader);
        if let Some(config) = &config {
            config.find_contradictions(&mut reader);
        }
        match config {
            Some(config) if reader.problems.is_empty() => Ok(config),
            _ => Err(ConfigProblems(reader.problems)),
        }
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        let general = General::read(reader);
        let server = Server::read(reader);
        let database = Database::read(reader);
        let redis = Redis::read(reader);
        let mail = Mail::read(reader);
        let sms = Sms::read(reader);
        let outbound = Outbound::read(reader);
        let metrics = Metrics::read(reader);
        let encryption = Encryption::read(reader);
        let passwords = Passwords::read(reader);
        let tokens = Tokens::read(reader);
        let sessions = Sessions::read(reader);
        let keys = Keys::read(reader);
        let general = general?;
        Some(Self {
            data_dir: general.data_dir,
            log: general.log,
            log_format: general.log_format,
            server: server?,
            database: database?,
            redis: redis?,
            mail: mail?,
            sms: sms?,
            outbound: outbound?,
            metrics: metrics?,
            encryption: encryption?,
            passwords: passwords?,
            tokens: tokens?,
            sessions: sessions?,
            keys: keys?,
        })
    }

    /// Values that are right alone and wrong together.
    fn find_contradictions(&self, reader: &mut Reader) {
        if self.server.max_connections_per_address > self.server.max_connections {
            reader.contradiction(
                "server.max_connections_per_address",
                "is more than server.max_connections",
                "at most server.max_connections",
            );
        }
        if self.metrics.listen == Some(self.server.listen) && self.server.listen.port() != 0 {
            reader.contradiction(
                "metrics.listen",
                "is the address of the public listener, which must not serve metrics",
                "another address or port than server.listen",
            );
        }
        if self.tokens.refresh_token_idle_seconds > self.tokens.refresh_token_absolute_seconds {
            reader.contradiction(
                "tokens.refresh_token_idle_seconds",
                "is more than tokens.refresh_token_absolute_seconds",
                "at most tokens.refresh_token_absolute_seconds",
            );
        }
        let by_mail = self.mail.contradiction();
        for (setting, complaint, allowed) in by_mail.into_iter().chain(self.sms.contradiction()) {
            reader.contradiction(setting, complaint, allowed);
        }
        if self.sessions.idle_seconds > self.sessions.absolute_seconds {
            reader.contradiction(
                "sessions.idle_seconds",
                "is more than sessions.absolute_seconds",
                "at most sessions.absolute_seconds",
            );
        }
    }
}

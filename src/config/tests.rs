#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use std::path::PathBuf;

use super::*;

struct Given {
    folder: tempfile::TempDir,
    environment: Vec<(String, String)>,
}

impl Given {
    fn file(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("settings.toml"), text).unwrap();
        Self {
            folder,
            environment: Vec::new(),
        }
    }

    fn set(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.into(), value.into()));
        self
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("settings.toml")
    }

    fn load(&self) -> Result<Config, ConfigProblems> {
        Config::load(Some(&self.path()), self.environment.iter().cloned())
    }

    fn problems(&self) -> Vec<Problem> {
        self.load().unwrap_err().0
    }
}

fn environment(name: &str, value: &str) -> Result<Config, ConfigProblems> {
    Given::file("").set(name, value).load()
}

#[test]
fn every_default_is_the_documented_one() {
    let config = Given::file("").load().unwrap();
    assert_eq!(config.data_dir, PathBuf::from("./vestibule-data"));
    assert_eq!(config.log, "info");
    let server = &config.server;
    assert_eq!(server.public_url.as_str(), "http://localhost:8080");
    assert!(!server.public_url.is_https());
    assert_eq!(server.listen, "127.0.0.1:8080".parse().unwrap());
    assert!(server.trusted_proxies.is_empty() && !server.developer);
    assert_eq!(
        (server.max_connections, server.max_connections_per_address),
        (4096, 256)
    );
    assert_eq!(
        (server.header_timeout_seconds, server.body_timeout_seconds),
        (10, 10)
    );
    assert_eq!(
        (
            server.request_timeout_seconds,
            server.shutdown_grace_seconds
        ),
        (30, 20)
    );
    assert_eq!(
        config.database.url.expose(),
        "sqlite:./vestibule-data/vestibule.db"
    );
    assert_eq!(
        (
            config.database.max_connections,
            config.database.acquire_timeout_seconds
        ),
        (16, 2)
    );
    assert!(config.database.migrate_on_start);
    assert!(config.redis.url.is_none() && config.metrics.listen.is_none());
    assert!(config.encryption.master_key.is_none());
    assert_eq!(config.mail.transport, MailTransport::File);
    let passwords = &config.passwords;
    assert_eq!((passwords.memory_kib, passwords.iterations), (19_456, 2));
    let cores = std::thread::available_parallelism().unwrap().get();
    assert_eq!(
        (passwords.parallel_hashes, passwords.queue_length),
        (cores, 4 * cores)
    );
    let tokens = &config.tokens;
    assert_eq!(
        (tokens.access_token_seconds, tokens.id_token_seconds),
        (600, 600)
    );
    assert_eq!(
        (
            tokens.authorization_code_seconds,
            tokens.refresh_token_grace_seconds
        ),
        (60, 10)
    );
    assert_eq!(tokens.refresh_token_idle_seconds, 30 * 86_400);
    assert_eq!(tokens.refresh_token_absolute_seconds, 90 * 86_400);
    assert_eq!(
        (
            config.sessions.idle_seconds,
            config.sessions.absolute_seconds
        ),
        (3600, 86_400)
    );
    assert_eq!(
        (config.keys.rotation_days, config.keys.jwks_max_age_seconds),
        (90, 300)
    );
}

#[test]
fn the_environment_wins_over_the_file_which_wins_over_the_default() {
    let given = Given::file("log = 'warn'\ndata_dir = '/srv/a?b%'\n[server]\nlisten = '127.0.0.1:1'\nmax_connections = 300")
        .set("VESTIBULE_SERVER__LISTEN", "[::1]:2")
        .set("VESTIBULE_LOG", "info,sqlx=debug")
        .set("VESTIBULE_SERVER__TRUSTED_PROXIES", "10.1.2.3/8, ::1")
        .set("VESTIBULE_TEST_ANYTHING", "x")
        .set("PATH", "/bin");
    let config = given.load().unwrap();
    assert_eq!(config.server.listen, "[::1]:2".parse().unwrap());
    assert_eq!(config.log, "info,sqlx=debug");
    assert_eq!(config.server.max_connections, 300);
    assert_eq!(
        config
            .server
            .trusted_proxies
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        ["10.0.0.0/8", "::1/128"]
    );
    assert_eq!(
        config.database.url.expose(),
        "sqlite:/srv/a%3Fb%25/vestibule.db"
    );
}

#[test]
fn all_problems_are_reported_at_once() {
    let problems = Given::file("lgo = 'info'\nserver = 1\n[database]\nmax_connections = 'many'\n[sesions]\nidle_seconds = 3")
        .set("VESTIBULE_SERVER__LISTEN", "localhost")
        .set("VESTIBULE_SERVER__LISTN", "127.0.0.1:80")
        .set("VESTIBULE_TOKENS__ID_TOKEN_SECONDS", "901")
        .set("VESTIBULE_MAIL__TRANSPORT", "pigeon")
        .problems();
    let find = |setting: &str| problems.iter().find(|p| p.setting == setting).unwrap();
    assert_eq!(find("lgo").allowed, "did you mean log?");
    assert_eq!(find("server").complaint, "is a section, not a setting");
    assert_eq!(
        find("sesions.idle_seconds").allowed,
        "did you mean sessions.idle_seconds?"
    );
    assert_eq!(
        find("database.max_connections").complaint,
        "\"many\" is of type string, not a whole number"
    );
    assert_eq!(
        find("server.listen").origin,
        Origin::Environment("VESTIBULE_SERVER__LISTEN".into())
    );
    assert_eq!(
        find("tokens.id_token_seconds").allowed,
        "a whole number from 10 to 900 seconds"
    );
    assert_eq!(find("mail.transport").allowed, "smtp or file");
    let typo = problems
        .iter()
        .find(|p| p.complaint == "is not a setting" && p.setting.is_empty())
        .unwrap();
    assert_eq!(typo.allowed, "did you mean VESTIBULE_SERVER__LISTEN?");
    assert_eq!(problems.len(), 8, "{problems:#?}");
}

#[test]
fn a_named_file_must_exist_and_be_toml() {
    let missing = Config::load(
        Some(std::path::Path::new("/nonexistent/x.toml")),
        std::iter::empty(),
    );
    assert_eq!(missing.unwrap_err().0[0].allowed, "a file");
    let problem = Given::file("\n\n[redis]\nurl = redis://:hunter2@cache/\n")
        .problems()
        .remove(0);
    assert_eq!(problem.complaint, "line 4 cannot be understood");
    assert!(!format!("{problem:?} {problem}").contains("hunter2"));
}

#[test]
fn a_public_url_is_https_or_loopback_and_has_one_spelling() {
    for (text, expected) in [
        ("https://id.example.com/", "https://id.example.com"),
        (
            "https://ID.example.com:443/auth/",
            "https://id.example.com/auth",
        ),
        ("http://127.0.0.1:9/x", "http://127.0.0.1:9/x"),
        ("http://[::1]:9", "http://[::1]:9"),
    ] {
        let config = environment("VESTIBULE_SERVER__PUBLIC_URL", text).unwrap();
        assert_eq!(config.server.public_url.as_str(), expected);
    }
    for text in [
        "http://id.example.com",
        "http://127.0.0.1.example.com",
        "ftp://localhost",
        "id.example.com",
        "https://",
        "https://user:hunter2@id.example.com",
        "https://id.example.com/?",
        "https://id.example.com/#a",
        "https://id.example.com/a//b",
        "https://id.example.com/a%20b",
        "",
    ] {
        let problems = environment("VESTIBULE_SERVER__PUBLIC_URL", text).unwrap_err();
        assert_eq!(problems.0.len(), 1, "{text}");
        assert!(!problems.to_string().contains("hunter2"));
    }
}

#[test]
fn trusting_every_proxy_is_refused() {
    for text in [
        "0.0.0.0/0",
        "::/0",
        "10.0.0.0/8,0.0.0.0/0",
        "proxy",
        "10.0.0.0/33",
    ] {
        environment("VESTIBULE_SERVER__TRUSTED_PROXIES", text).unwrap_err();
    }
}

#[test]
fn values_outside_their_bounds_are_refused() {
    for (name, value) in [
        ("SERVER__MAX_CONNECTIONS", "0"),
        ("SERVER__MAX_CONNECTIONS_PER_ADDRESS", "4097"),
        ("SERVER__HEADER_TIMEOUT_SECONDS", "-1"),
        ("SERVER__HEADER_TIMEOUT_SECONDS", "1.5"),
        ("SERVER__DEVELOPER", "yes"),
        ("DATABASE__URL", "sqlite::memory:"),
        ("DATABASE__URL", "sqlite:a.db?mode=ro"),
        ("DATABASE__URL", "mysql://h/d"),
        ("DATABASE__URL", "postgres://h"),
        ("REDIS__URL", "http://h"),
        ("REDIS__URL", ""),
        ("METRICS__LISTEN", "127.0.0.1:8080"),
        ("ENCRYPTION__MASTER_KEY", "short"),
        ("PASSWORDS__MEMORY_KIB", "19455"),
        ("PASSWORDS__ITERATIONS", "1"),
        ("TOKENS__AUTHORIZATION_CODE_SECONDS", "61"),
        ("TOKENS__REFRESH_TOKEN_GRACE_SECONDS", "61"),
        ("TOKENS__REFRESH_TOKEN_IDLE_SECONDS", "7776001"),
        ("SESSIONS__IDLE_SECONDS", "86401"),
        ("KEYS__ROTATION_DAYS", "99999999999999999999"),
        ("LOG", "inof"),
        ("LOG", "info,sqlx=loud"),
        ("LOG_FORMAT", "xml"),
        ("DATA_DIR", " "),
    ] {
        let problems = environment(&format!("VESTIBULE_{name}"), value).unwrap_err();
        assert_eq!(problems.0.len(), 1, "{name} {value}: {problems}");
    }
}

#[test]
fn no_secret_is_ever_shown() {
    let secrets = [
        ("VESTIBULE_DATABASE__URL", "postgres://u:hunter2@db/v"),
        ("VESTIBULE_REDIS__URL", "redis://:hunter2@cache/0"),
        (
            "VESTIBULE_ENCRYPTION__MASTER_KEY",
            "hunter2-hunter2-hunter2-hunter2-hunter2",
        ),
    ];
    let mut given = Given::file("");
    for (name, value) in secrets {
        given = given.set(name, value);
    }
    let shown = format!("{:?}", given.load().unwrap());
    assert!(!shown.contains("hunter2"), "{shown}");
    for (name, wrong) in [
        ("VESTIBULE_DATABASE__URL", "mysql://u:hunter2@db/v"),
        ("VESTIBULE_REDIS__URL", "hunter2"),
        ("VESTIBULE_ENCRYPTION__MASTER_KEY", "hunter2"),
    ] {
        let problems = environment(name, wrong).unwrap_err();
        assert!(!format!("{problems} {problems:?}").contains("hunter2"));
    }
}

#[test]
fn a_problem_stays_on_one_line() {
    let problems = environment(
        "VESTIBULE_LOG",
        "\u{1b}[31m\r\nserver.listen (file): forged",
    )
    .unwrap_err();
    assert_eq!(problems.to_string().lines().count(), 2);
    assert!(!problems.to_string().contains('\u{1b}'));
}

/// Run with `VESTIBULE_TEST_WRITE_DOCS=1` to write the page anew.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the test is told by the environment to write what it compares"
)]
fn the_page_about_settings_is_up_to_date() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/settings.md");
    if std::env::var_os("VESTIBULE_TEST_WRITE_DOCS").is_some() {
        std::fs::write(&path, document()).unwrap();
    }
    assert!(
        std::fs::read_to_string(&path).unwrap_or_default() == document(),
        "docs/settings.md differs from the tables: write it with VESTIBULE_TEST_WRITE_DOCS=1 cargo test settings_is_up"
    );
}

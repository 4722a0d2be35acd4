//! Who may name which library, and who may read the clock or draw randomness.

use crate::report;
use crate::source::{Source, files, line_at, program};

/// A library as it is named in code, and the folders or files that may name it.
const LIBRARIES: &[(&[&str], &[&str])] = &[
    (
        &[
            "sea_orm",
            "sea_orm_migration",
            "sea_query",
            "sqlx",
            "vestibule_migrations",
        ],
        &["src/storage/"],
    ),
    (&["josekit"], &["src/jose/"]),
    (&["redis"], &["src/ephemeral/redis.rs"]),
    (
        &[
            "axum",
            "tower",
            "tower_http",
            "hyper",
            "hyper_util",
            "http",
            "http_body_util",
            "rust_embed",
        ],
        &["src/web/"],
    ),
    // Pages, and messages.
    (&["askama"], &["src/web/", "src/mail/"]),
    (&["fluent_templates"], &["src/texts.rs"]),
    (&["reqwest"], &["src/outbound/"]),
    (&["openidconnect", "oauth2"], &["src/federation/"]),
    (&["lettre"], &["src/mail/"]),
    (&["maxminddb"], &["src/places.rs"]),
    (
        &["image"],
        &["src/accounts/picture.rs", "src/accounts/factors/totp.rs"],
    ),
    (&["clap"], &["src/cli/", "src/main.rs"]),
    (
        &[
            "argon2",
            "bcrypt",
            "pbkdf2",
            "scrypt",
            "sha_crypt",
            "zxcvbn",
            "totp_rs",
            "webauthn_rs",
            "qrcode",
        ],
        &["src/accounts/"],
    ),
    (
        &["aes_gcm", "hkdf", "hmac"],
        &["src/vault/", "src/vault.rs"],
    ),
    (&["rustix"], &["src/accounts/turns.rs"]),
    (&["metrics_exporter_prometheus"], &["src/telemetry.rs"]),
    (
        &["tracing_subscriber"],
        &["src/telemetry.rs", "src/config/"],
    ),
    (&["getrandom", "rand", "rand_core"], &["src/entropy.rs"]),
];

/// A source of time or randomness, and the one file that may read it.
const SOURCES: &[(&str, &str)] = &[
    ("SystemTime::now", "src/clock.rs"),
    ("Instant::now", "src/clock.rs"),
    ("OffsetDateTime::now_utc", "src/clock.rs"),
    ("UtcDateTime::now", "src/clock.rs"),
    ("Uuid::new_v4", "src/entropy.rs"),
    ("Uuid::now_v7", "src/entropy.rs"),
    ("OsRng", "src/entropy.rs"),
    ("thread_rng", "src/entropy.rs"),
    ("random_bytes", "src/entropy.rs"),
];

/// Where `library::` or `use library;` stands in the code, unless a module of that name is declared beside it.
fn uses_of(library: &str, code: &str) -> Option<usize> {
    if code.contains(&format!("mod {library};")) {
        return None;
    }
    code.match_indices(library).map(|(at, _)| at).find(|at| {
        let before = code[..*at].trim_end_matches(' ');
        let after = &code[at + library.len()..];
        let begins = !before.ends_with("::")
            && !code[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
        // `::axum::x` begins at the root of all crates.
        let absolute = before.ends_with("::")
            && !before
                .trim_end_matches("::")
                .ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '>');
        let goes_on =
            after.starts_with("::") || (before.ends_with("use") && after.starts_with([';', ' ']));
        (begins || absolute) && goes_on
    })
}

fn word_at(word: &str, code: &str) -> Option<usize> {
    code.match_indices(word).map(|(at, _)| at).find(|at| {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        !code[..*at].ends_with(is_word) && !code[at + word.len()..].starts_with(is_word)
    })
}

fn library_problems(file: &Source) -> Vec<String> {
    let code = file.code();
    let mut problems = Vec::new();
    for (libraries, homes) in LIBRARIES {
        if homes.iter().any(|home| file.path.starts_with(home)) {
            continue;
        }
        for library in *libraries {
            if let Some(at) = uses_of(library, &code) {
                let line = line_at(&code, at);
                problems.push(format!(
                    "{}:{line}: `{library}` is for {} alone",
                    file.path,
                    homes.join(", ")
                ));
            }
        }
    }
    problems
}

fn source_problems(file: &Source) -> Vec<String> {
    let code = file.code();
    let found = SOURCES.iter().filter(|(_, home)| file.path != *home);
    found
        .filter_map(|(name, home)| {
            let line = line_at(&code, word_at(name, &code)?);
            Some(format!(
                "{}:{line}: `{name}` is for {home} alone",
                file.path
            ))
        })
        .collect()
}

#[test]
fn each_library_stays_behind_its_fence() {
    let problems: Vec<String> = program().iter().flat_map(library_problems).collect();
    report(
        "one folder speaks to each library, so that it can be replaced and checked:",
        &problems,
    );
}

#[test]
fn time_and_randomness_have_one_reader_each() {
    let problems: Vec<String> = program().iter().flat_map(source_problems).collect();
    report(
        "a rule takes Context.now and App's Entropy, so that a test can be both:",
        &problems,
    );
}

#[test]
fn nothing_is_left_to_be_done() {
    let mut problems = Vec::new();
    // Assembled here, so that this file does not find itself.
    let banned = [concat!("todo", "!"), concat!("unimplemented", "!")];
    for file in files(&["src", "migrations", "examples", "tests"], &["rs"]) {
        let code = file.code();
        for name in banned {
            if let Some(at) = word_at(name, &code) {
                problems.push(format!("{}:{}: {name}", file.path, line_at(&code, at)));
            }
        }
    }
    report("what is not built is not there:", &problems);
}

#[test]
fn a_breach_is_found() {
    let file = |path: &str, text: &str| Source {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let breaches = |path: &str, text: &str| {
        library_problems(&file(path, text)).len() + source_problems(&file(path, text)).len()
    };
    assert_eq!(
        breaches(
            "src/oauth/pkce.rs",
            "use sea_orm::Set;\nfn a() -> ::axum::Json { josekit::x() }"
        ),
        3
    );
    assert_eq!(breaches("src/storage/users.rs", "use sea_orm::Set;"), 0);
    assert_eq!(
        breaches(
            "src/ephemeral/mod.rs",
            "mod redis;\npub use redis::RedisStore;"
        ),
        0
    );
    assert_eq!(
        breaches("src/app.rs", "use crate::ephemeral::redis::X; // axum::x"),
        0
    );
    assert_eq!(
        breaches(
            "src/accounts/a.rs",
            "fn a() { std::time::Instant::now(); my_redis::x(); }"
        ),
        1
    );
    assert_eq!(breaches("src/jobs/mod.rs", "use redis;"), 1);
}

//! Which module of `src/` may use which: DESIGN's direction, as data.

use crate::paths::from_root;
use crate::report;
use crate::source::{Source, program};

/// The words, and the instant that some of them hold.
const WORDS: &[&str] = &["model", "clock"];
/// What everything above the words may ask for.
const GROUND: &[&str] = &["entropy", "config", "telemetry", "texts", "places"];
/// What a process and a request are.
const AROUND: &[&str] = &["app", "context"];
/// What touches the world.
const TOUCH: &[&str] = &[
    "storage",
    "ephemeral",
    "jose",
    "mail",
    "sms",
    "outbound",
    "directory",
    "vault",
];
/// What decides.
const DECIDE: &[&str] = &[
    "oauth",
    "accounts",
    "access",
    "federation",
    "administration",
];
/// The protocol decides without knowing that anyone could sign in elsewhere.
const DECIDE_OAUTH: &[&str] = &["accounts", "access", "administration"];

/// A module at the top of `src/` and what it may use besides itself. `web`, `cli` and `jobs` translate, and never use each other.
const MAY_USE: &[(&str, &[&[&str]])] = &[
    ("model", &[WORDS]),
    ("clock", &[]),
    ("entropy", &[WORDS]),
    ("config", &[WORDS]),
    ("telemetry", &[WORDS, &["config"]]),
    ("texts", &[WORDS]),
    ("places", &[WORDS, &["texts"]]),
    ("storage", &[WORDS, GROUND, TOUCH]),
    ("ephemeral", &[WORDS, GROUND, TOUCH]),
    ("jose", &[WORDS, GROUND, TOUCH]),
    ("mail", &[WORDS, GROUND, TOUCH]),
    ("sms", &[WORDS, GROUND, TOUCH]),
    ("outbound", &[WORDS, GROUND, TOUCH]),
    ("directory", &[WORDS, GROUND, TOUCH]),
    ("vault", &[WORDS, GROUND, TOUCH]),
    ("app", &[WORDS, GROUND, TOUCH]),
    ("context", &[WORDS, GROUND, TOUCH, &["app"]]),
    ("oauth", &[WORDS, GROUND, TOUCH, AROUND, DECIDE_OAUTH]),
    ("accounts", &[WORDS, GROUND, TOUCH, AROUND, DECIDE]),
    ("access", &[WORDS, GROUND, TOUCH, AROUND, DECIDE]),
    ("federation", &[WORDS, GROUND, TOUCH, AROUND, DECIDE]),
    ("administration", &[WORDS, GROUND, TOUCH, AROUND, DECIDE]),
    ("web", &[WORDS, GROUND, TOUCH, AROUND, DECIDE]),
    ("cli", &[WORDS, GROUND, TOUCH, AROUND, DECIDE]),
    ("jobs", &[WORDS, GROUND, TOUCH, AROUND, DECIDE]),
    ("main", &[&["cli"]]),
];

/// A file, the path it may name all the same, and why.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    (
        "src/app.rs",
        "accounts::PasswordPool",
        "the process owns the one pool that hashes",
    ),
    (
        "src/app.rs",
        "accounts::NewPasswords",
        "the process reads the list of breached passwords once",
    ),
    (
        "src/app.rs",
        "oauth::client_auth::KnownSecrets",
        "the process remembers what it checked the slow way",
    ),
    (
        "src/app.rs",
        "oauth::issue::StatusLists",
        "the process keeps the lists that it signed",
    ),
    (
        "src/app.rs",
        "federation::Upstreams",
        "the process remembers what providers say of themselves",
    ),
    (
        "src/cli/serve.rs",
        "web",
        "a process has to start them somewhere",
    ),
    (
        "src/cli/serve.rs",
        "jobs",
        "a process has to start them somewhere",
    ),
    (
        "src/cli/demo.rs",
        "web",
        "a process has to start them somewhere",
    ),
    (
        "src/cli/demo.rs",
        "jobs",
        "a process has to start them somewhere",
    ),
];

/// What is wrong with the uses in one file.
fn problems(file: &Source) -> Vec<String> {
    let module = file.module();
    let Some(own) = module.first() else {
        return Vec::new(); // lib.rs names every module: it is the list of them
    };
    let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| name == own) else {
        return vec![format!(
            "{}:1: the module `{own}` has no row in tests/architecture/layers.rs",
            file.path
        )];
    };
    let known = |name: &str| MAY_USE.iter().any(|(known, _)| *known == name);
    let may = |name: &str| name == *own || allowed.iter().any(|layer| layer.contains(&name));
    let excepted = |path: &str| {
        EXCEPTIONS.iter().any(|(excepted, prefix, _)| {
            *excepted == file.path && (path == *prefix || path.starts_with(&format!("{prefix}::")))
        })
    };
    let named = from_root(file);
    let wrong = named
        .iter()
        .filter(|named| !may(named.module()) && !excepted(&named.path));
    wrong
        .map(|named| {
            let why = if known(named.module()) {
                "may not use"
            } else {
                "names what is no layer:"
            };
            format!(
                "{}:{}: `{own}` {why} `{}`",
                file.path, named.line, named.path
            )
        })
        .collect()
}

#[test]
fn every_module_uses_only_what_lies_below_it() {
    let problems: Vec<String> = program().iter().flat_map(problems).collect();
    report(
        "web, cli, jobs → oauth, accounts, access, federation, administration → storage, ephemeral, jose, … → model:",
        &problems,
    );
}

#[test]
fn a_use_against_the_direction_is_found() {
    let wrong = |path: &str, text: &str| {
        problems(&Source {
            path: path.to_owned(),
            text: text.to_owned(),
        })
        .len()
    };
    assert_eq!(wrong("src/model/user.rs", "use crate::storage::Row;"), 1);
    assert_eq!(
        wrong(
            "src/oauth/token/mod.rs",
            "use super::super::{federation::x, accounts::y, web::z};"
        ),
        2
    );
    assert_eq!(wrong("src/jobs/mod.rs", "use crate::web::serve;"), 1);
    assert_eq!(
        wrong("src/cli/serve.rs", "use crate::{jobs, web::serve};"),
        0
    );
    assert_eq!(wrong("src/cli/user.rs", "use crate::web::serve;"), 1);
    assert_eq!(
        wrong(
            "src/app.rs",
            "use crate::accounts::{PasswordPool, sign_in};"
        ),
        1
    );
    assert_eq!(wrong("src/novelty/mod.rs", ""), 1);
    assert_eq!(
        wrong("src/storage/grants.rs", "use crate::context::Context;"),
        1
    );
}

#[test]
fn migrations_know_nothing_of_the_program() {
    let manifest = include_str!("../../migrations/Cargo.toml");
    assert!(
        !manifest.contains("path ="),
        "migrations/Cargo.toml depends on a crate of this workspace"
    );
}

//! E06, E17, E18: hashes from elsewhere. Other programs made all of these (libxcrypt, Python, OpenSSL), so that no mistake of
//! ours can agree with itself.

use std::fmt::Write as _;
use std::sync::Arc;

use tokio::task::JoinSet;
use vestibule::accounts::StoredHash;
use vestibule::administration::apply::{Mode, Unnamed, apply};
use vestibule::model::Secret;
use vestibule_test_support::TestApp;

use crate::operator::tenant;

/// What every one of the hashes is of.
const PASSWORD: &str = "a sentence from elsewhere";

const KINDS: [(&str, &str); 16] = [
    (
        "bcrypt_2b",
        "$2b$04$abcdefghijklmnopqrstuusTB6Udt2XGVZmT.MUhRc/JbC5tubNdG",
    ),
    (
        "bcrypt_2y",
        "$2y$05$ABCDEFGHIJKLMNOPQRSTUuRUzUP7AgGyzoMmiYq/a2cdiTC.FlgYm",
    ),
    (
        "bcrypt_2a",
        "$2a$04$ABCDEFGHIJKLMNOPQRSTUu.AeYeDVt03gmbBMgjRxChIBBpaJNTWO",
    ),
    (
        "sha256_crypt",
        "$5$rounds=1000$saltstring$8wnz4N2tXHpu.2/HodWYuUpcT1GWj1c4O/d/54K1PED",
    ),
    (
        "sha512_crypt",
        "$6$rounds=1000$saltstringsalt$JuzU4/dF6u0novn6xpcvxSGlhJwx8JYPGjHrwd61Bt8MqzzYk/qhxKlcfuw17blP1b4/PHc..EUhC3wlbOJnd.",
    ),
    (
        "scrypt",
        "$scrypt$ln=8,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$ClTI73GALipzAWHYZu0u1v27PfcLL8Q+Ou+67AzLrqM",
    ),
    (
        "scrypt_s0",
        "$s0$80801$AAECAwQFBgcICQoLDA0ODw==$ClTI73GALipzAWHYZu0u1v27PfcLL8Q+Ou+67AzLrqM=",
    ),
    (
        "pbkdf2_phc",
        "$pbkdf2-sha256$i=1000,l=32$AAECAwQFBgcICQoLDA0ODw$/WcDwAPy0bBrt+A0PaYiLoGxb/45RupQK2rNQ+u5fFY",
    ),
    (
        "pbkdf2_passlib",
        "$pbkdf2-sha512$1000$AAECAwQFBgcICQoLDA0ODw$N./WpFFteR4VCNNdq8iB2kLQnbBQqxNvdVTVi1Gt6F7Tcp0.bzwY2ur8dGMZEczaPZJtP5R2YDBXwv3H8BJhCg",
    ),
    (
        "pbkdf2_sha1",
        "$pbkdf2$1000$AAECAwQFBgcICQoLDA0ODw$HfimyjIBPUnivTueSdLE1nJTs.4",
    ),
    (
        "pbkdf2_django",
        "pbkdf2_sha256$1000$djangosalt$Fz673GcXjmfBF2mcAUX+l8PVgh1Q1/2aHnSWRg/Aeb0=",
    ),
    (
        "pbkdf2_werkzeug",
        "pbkdf2:sha256:1000$flasksalt$e84d6cd9b3911a42d2a63d3638eef207260d8258b3705e7867a220f19f7f8615",
    ),
    (
        "argon2i",
        "$argon2i$v=19$m=256,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$ZAmEPldkEpwwgaF5RTzw+THUVrkrIetM4hNUsxg0J1c",
    ),
    (
        "argon2d",
        "$argon2d$v=19$m=256,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$M6/0AkqgRVA37uuo79CJtxkjdNCKxl+Ak+S9V921WbE",
    ),
    (
        "argon2id_cheap",
        "$argon2id$v=19$m=256,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$u02osyv7q0aQkhi34ZRAFWyY1cP6EMhc4q9qjn+DYYw",
    ),
    (
        "firebase",
        "$firebase-scrypt$r=8,m=8,sk=jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==,ss=Bw==$42xEC+ixf3L2lw==$+7XYIvD9qrr4HlobxqSd06sYcDfmdBIIFsORZoNrFQLpSreTgBaL7iTVuOeV9PZmHaPpCBKcOYco3qUdEkPifQ==",
    ),
];

/// What a thousand people take is counted in milliseconds a hash.
fn cheap(config: &mut vestibule::config::Config) {
    config.passwords.memory_kib = 512;
    config.passwords.iterations = 2;
    config.passwords.parallel_hashes = 4;
    config.passwords.queue_length = 1000;
}

async fn stored(app: &TestApp, login: &str) -> (String, i64) {
    let db = app.app().database.tenant(tenant(app).await);
    let found = db.credentials(login).await.unwrap().unwrap();
    let hash = found.password_hash.unwrap().expose().to_owned();
    (hash, found.version)
}

/// "1,000 imported users with ten kinds of hashes sign in, and their hashes are Argon2id afterwards."
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_people_from_elsewhere_sign_in_and_have_argon2id_afterwards() {
    const PEOPLE: usize = 1000;
    let app = Arc::new(TestApp::builder().adjust(cheap).start().await);
    let mut file = String::new();
    for number in 0..PEOPLE {
        let (_, hash) = KINDS[number % KINDS.len()];
        writeln!(
            file,
            "[[user]]\nusername = \"person{number}\"\npassword_hash = {hash:?}"
        )
        .unwrap();
    }
    app.apply(&file).await;
    let mut visits = JoinSet::new();
    for chunk in 0..4 {
        let app = Arc::clone(&app);
        visits.spawn(async move {
            for number in (chunk..PEOPLE).step_by(4) {
                let mut browser = app.browser();
                browser.sign_in(&format!("person{number}"), PASSWORD).await;
            }
        });
    }
    visits.join_all().await;
    for number in 0..PEOPLE {
        let (hash, version) = stored(&app, &format!("person{number}")).await;
        assert!(
            hash.starts_with("$argon2id$v=19$m=512,t=2,p=1$"),
            "{number}: {hash}"
        );
        assert_eq!(version, 0, "the same password is no change of it");
    }
    // The new hashes work, and cost one computation again.
    let mut browser = app.browser();
    let before = app.password_hashes();
    browser.sign_in("person3", PASSWORD).await;
    assert_eq!(app.password_hashes() - before, 1);
}

/// A wrong password is wrong for every family, costs one computation, and leaves the hash as it is; the right one costs
/// the one that every sign-in costs, and once the one that makes the new hash.
#[tokio::test]
async fn each_family_knows_right_from_wrong() {
    let app = TestApp::builder().adjust(cheap).start().await;
    for (name, hash) in KINDS {
        app.apply(&format!(
            "[[user]]\nusername = {name:?}\npassword_hash = {hash:?}\n"
        ))
        .await;
        let mut browser = app.browser();
        for wrong in [
            "a sentence from elsewher",
            "a sentence from elsewhere ",
            "A sentence from elsewhere",
            "a sentence from elsewhere\u{0}",
            "a sentence from elsewhere\u{0}a sentence from elsewhere",
        ] {
            browser.get("/sign-in").await;
            let before = app.password_hashes();
            let page = browser.fill_sign_in(name, wrong).await.page();
            assert_eq!(page.status, 422, "{name} {wrong:?}");
            assert_eq!(app.password_hashes() - before, 1, "{name} {wrong:?}");
            // Whoever errs waits a little.
            app.advance(120);
        }
        assert_eq!(stored(&app, name).await.0, hash, "{name}");
        let before = app.password_hashes();
        browser.sign_in(name, PASSWORD).await;
        assert_eq!(app.password_hashes() - before, 2, "{name}");
        assert!(
            stored(&app, name).await.0.starts_with("$argon2id$"),
            "{name}"
        );
    }
}

/// "identical behaviour and time for known and unknown accounts": whoever was not upgraded yet costs one Argon2id of today's parameters
/// as everybody does, besides what their own family costs; an answer never comes sooner for them.
#[tokio::test]
async fn whoever_is_not_upgraded_yet_costs_what_nobody_costs() {
    let app = TestApp::builder().adjust(cheap).start().await;
    let pool = &app.app().passwords;
    let (damaged, typed) = (Secret::new("$6$no hash"), Secret::new("wrong"));
    let own = pool.hash(&Secret::new(PASSWORD)).await.unwrap();
    let mut stored: Vec<Option<Secret>> = KINDS
        .into_iter()
        .map(|(_, hash)| Some(Secret::new(hash)))
        .collect();
    stored.extend([None, Some(damaged), Some(own)]);
    for hash in stored {
        for password in [&typed, &Secret::new(PASSWORD)] {
            let (whole, turns) = (pool.whole_hashes(), pool.hashes());
            pool.verify(hash.as_ref(), password).await.unwrap();
            assert_eq!(pool.whole_hashes() - whole, 1, "{hash:?}");
            assert_eq!(pool.hashes() - turns, 1, "{hash:?}");
        }
    }
    for (login, hash) in KINDS {
        app.apply(&format!(
            "[[user]]\nusername = {login:?}\npassword_hash = {hash:?}\n"
        ))
        .await;
    }
    for login in KINDS.map(|(login, _)| login).into_iter().chain(["nobody"]) {
        app.advance(60);
        let mut browser = app.browser();
        browser.get("/sign-in").await;
        let before = pool.whole_hashes();
        let page = browser.fill_sign_in(login, "wrong").await.page();
        assert_eq!(page.status, 422);
        assert_eq!(pool.whole_hashes() - before, 1, "{login}");
    }
}

/// "…the verifier SHALL NOT truncate the secret" NIST SP 800-63B-4 §3.1.1.2: bcrypt reads 72 bytes and would take anything behind
/// them for the same password, so longer ones are refused; with our own hashes every byte counts.
#[tokio::test]
async fn no_password_is_cut_off() {
    let app = TestApp::builder().adjust(cheap).start().await;
    let pool = &app.app().passwords;
    // Made with libxcrypt of seventy-two times "x".
    let cut = Secret::new("$2b$04$abcdefghijklmnopqrstuubzadhGtS2zEF.gu0yd0opP6cVzb.e0i");
    for (text, matches) in [(72, true), (73, false), (100, false), (71, false)] {
        let typed = Secret::new("x".repeat(text));
        assert_eq!(
            pool.verify(Some(&cut), &typed).await.unwrap(),
            matches,
            "{text}"
        );
    }
    for length in [1, 7, 8, 55, 56, 63, 64, 71, 72, 73, 100, 127] {
        let short = Secret::new("y".repeat(length));
        let hash = pool.hash(&short).await.unwrap();
        assert!(pool.verify(Some(&hash), &short).await.unwrap());
        for more in ["y", "\u{0}", " ", "\u{0}y"] {
            let longer = Secret::new(format!("{}{more}", short.expose()));
            assert!(
                !pool.verify(Some(&hash), &longer).await.unwrap(),
                "{length} {more:?}"
            );
        }
    }
}

/// E07: the same letters typed on another keyboard are the same password; another case is another one.
#[tokio::test]
async fn composed_and_decomposed_letters_are_the_same_password() {
    let app = TestApp::builder().adjust(cheap).start().await;
    let pool = &app.app().passwords;
    for (one, other, same) in [
        ("caf\u{e9} au lait", "cafe\u{301} au lait", true),
        ("\u{1e69}", "s\u{323}\u{307}", true),
        ("\u{ac00}", "\u{1100}\u{1161}", true),
        ("caf\u{e9}", "cafe", false),
        ("Caf\u{e9}", "caf\u{e9}", false),
        ("\u{fb01}sh", "fish", false),
        ("stra\u{df}e", "strasse", false),
    ] {
        let hash = pool.hash(&Secret::new(one)).await.unwrap();
        let typed = pool.verify(Some(&hash), &Secret::new(other)).await;
        assert_eq!(typed.unwrap(), same, "{one:?} {other:?}");
    }
}

/// "Parameters bounded at import & at verify": whoever may bring hashes must not be able to stop the server with one.
#[tokio::test]
async fn a_hash_that_costs_too_much_is_refused_when_it_comes_and_when_it_is_there() {
    let app = TestApp::builder().adjust(cheap).start().await;
    let argon = "c29tZXNhbHQ$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ";
    let dear = [
        format!("$argon2id$v=19$m=4194304,t=2,p=1${argon}"),
        format!("$argon2d$v=19$m=256,t=4294967295,p=1${argon}"),
        KINDS[0].1.replace("$04$", "$31$"),
        KINDS[0].1.replace("$04$", "$16$"),
        KINDS[4].1.replace("rounds=1000", "rounds=999999999"),
        KINDS[5].1.replace("ln=8", "ln=30"),
        KINDS[5].1.replace("p=1", "p=4294967295"),
        KINDS[5].1.replace("r=8", "r=1073741824"),
        KINDS[5].1.replace("ln=8", "ln=64"),
        KINDS[6].1.replace("80801", "1e0801"),
        KINDS[6].1.replace("80801", "ffffffff"),
        KINDS[7].1.replace("i=1000", "i=4294967295"),
        KINDS[8].1.replace("$1000$", "$2000001$"),
        KINDS[10].1.replace("$1000$", "$999999999$"),
        KINDS[15].1.replace("m=8", "m=31"),
    ];
    for hash in &dear {
        assert!(StoredHash::parse(hash).is_none(), "{hash}");
        let file = format!("[[user]]\nusername = \"eve\"\npassword_hash = {hash:?}\n");
        let refused = apply(app.app(), &file, Unnamed::Keep, Mode::Write).await;
        let problems = refused.unwrap_err().to_string();
        assert!(problems.contains("password_hash"), "{problems}");
        assert!(!problems.contains(hash.as_str()), "it is not repeated");
        // As if somebody had written it into the table.
        let matches = app
            .app()
            .passwords
            .verify(Some(&Secret::new(hash.as_str())), &Secret::new(PASSWORD))
            .await;
        assert!(!matches.unwrap());
    }
}

/// "Malformed → fail + alert", never a panic, never a yes: every hash with a piece missing, doubled or replaced.
#[tokio::test]
async fn damaged_hashes_match_nothing() {
    let app = TestApp::builder().adjust(cheap).start().await;
    let pool = &app.app().passwords;
    let typed = Secret::new(PASSWORD);
    let mut judged = 0;
    for (name, hash) in KINDS {
        let end = hash.len() - 1;
        let damaged = vec![
            String::new(),
            format!("{hash}$"),
            format!("{hash}x"),
            format!("{hash}\n"),
            format!(" {hash}"),
            hash.to_uppercase(),
            hash.replace('$', ""),
            hash.replace('$', "$$"),
            format!("{hash}{hash}"),
            format!("{}\u{e9}{}", &hash[..end - 1], &hash[end..]),
        ];
        for text in damaged {
            let matches = pool.verify(Some(&Secret::new(text.as_str())), &typed).await;
            assert!(!matches.unwrap(), "{name}: {text}");
            judged += 1;
        }
    }
    assert_eq!(
        app.password_hashes(),
        judged,
        "each costs what everything costs"
    );
}

//! I19: an operator's URL, or one that a provider names, leads where this server must not go, or to another issuer (Zitadel
//! CVE-2026-55671, Logto CVE-2026-56739, Casdoor CVE-2026-5469).

use serde_json::json;
use vestibule::administration::apply::{ApplyError, Mode, Unnamed, apply};
use vestibule_test_support::TestApp;
use vestibule_test_support::upstream::{FakeOpenId, Manner, came_back, through};

use crate::upstream::{LINKS, assert_nobody, leaves, told, with_provider};

async fn refusal(app: &TestApp, toml: &str) -> String {
    match apply(app.app(), toml, Unnamed::Keep, Mode::Write).await {
        Err(ApplyError::Problems(problems)) => problems.join("\n"),
        other => panic!("{toml} was taken: {other:?}"),
    }
}

/// At registration: what cannot be reached, or is no https, is not written.
#[tokio::test]
async fn an_operator_cannot_name_an_address_of_special_use() {
    let app = TestApp::builder()
        .fixture()
        .setting("outbound.allowed_networks", "")
        .start()
        .await;
    for url in [
        "http://id.example.com",
        "https://127.0.0.1:9000",
        "https://localhost",
        "https://10.1.2.3",
        "https://169.254.169.254",
        "https://[::1]",
        "https://[::ffff:10.0.0.1]",
        "https://2130706433",
        "https://user:pass@id.example.com",
        "https://id.example.com?x=1",
        "https://id.example.com#x",
        "ftp://id.example.com",
    ] {
        for (kind, member) in [
            ("openid", "issuer"),
            ("gitlab", "issuer"),
            ("github", "server"),
            ("discord", "server"),
        ] {
            let toml = format!(
                "[[provider]]\nslug = \"x\"\nkind = {kind:?}\n{member} = {url:?}\nclient_id = \"x\"\nclient_secret = \"s\"\n"
            );
            let told = refusal(&app, &toml).await;
            assert!(
                told.contains(&format!("{member}: ")),
                "{kind} {url}: {told}"
            );
        }
    }
    let providers = app.context().await.providers().await.unwrap();
    assert!(providers.is_empty());
}

/// What else an operator cannot mean.
#[tokio::test]
async fn contradictions_are_told_at_once() {
    let app = TestApp::with_fixture().await;
    for (members, told) in [
        ("kind = \"openid\"", "issuer: is missing"),
        ("kind = \"microsoft\"", "directory: is missing"),
        (
            "kind = \"microsoft\"\ndirectory = \"common\"",
            "directory: names one directory",
        ),
        ("kind = \"apple\"", "team_id: is missing"),
        (
            "kind = \"github\"\nissuer = \"https://github.com\"",
            "issuer: a provider of kind",
        ),
        (
            "kind = \"google\"\nserver = \"https://google.com\"",
            "server: a provider of kind",
        ),
        (
            "kind = \"google\"\nfirst_sign_in = \"link\"",
            "only where trusted_email is true",
        ),
        (
            "kind = \"google\"\nclaims = { email = \"upn\" }",
            "claims: \"email\"",
        ),
        (
            "kind = \"google\"\nclaims = { picture = \"photo\" }",
            "claims: \"picture\"",
        ),
        (
            "kind = \"google\"\nroles = [{ claim = \"groups\", has = \"x\", role = \"admin\" }]",
            "nobody becomes \"admin\"",
        ),
        (
            "kind = \"google\"\nroles = [{ claim = \"groups\", has = \"x\", role = \"nothing\" }]",
            "there is no role",
        ),
        (
            "kind = \"google\"\nlevels = [{ level = \"phr\" }]",
            "levels: a rule has either",
        ),
        (
            "kind = \"github\"\nsign_out_there = true",
            "are for OpenID providers",
        ),
        (
            "kind = \"github\"\nauthentication = \"private_key_jwt\"",
            "is for OpenID providers",
        ),
        ("kind = \"google\"\ndomains = [\"@x.example\"]", "domains: "),
        (
            "kind = \"google\"\ncolour = \"red\"",
            "colour: is not known here",
        ),
        ("kind = \"telepathy\"", "kind: "),
        ("name = \"x\"", "kind: is missing"),
    ] {
        let toml = format!(
            "[[provider]]\nslug = \"x\"\nclient_id = \"x\"\nclient_secret = \"hunter2-hunter2\"\n{members}\n"
        );
        let problems = refusal(&app, &toml).await;
        assert!(problems.contains(told), "{members}: {problems}");
        assert!(!problems.contains("hunter2"), "{problems}");
    }
    let missing = "[[provider]]\nslug = \"x\"\nkind = \"google\"\nclient_id = \"x\"\n";
    assert!(
        refusal(&app, missing)
            .await
            .contains("client_secret: is missing")
    );
}

/// "The issuer value returned MUST be identical to the Issuer URL that was used as the prefix"  OpenID Connect Discovery §4.3;
/// and what it names is looked at like what an operator names.
#[tokio::test]
async fn metadata_of_another_issuer_or_with_forbidden_urls_is_not_taken() {
    for members in [
        json!({"issuer": "https://attacker.example"}),
        json!({"issuer": null}),
        json!({"jwks_uri": "http://169.254.169.254/jwks"}),
        json!({"jwks_uri": "https://10.0.0.1/jwks"}),
        json!({"jwks_uri": "file:///etc/passwd"}),
        json!({"jwks_uri": null}),
        json!({"token_endpoint": "http://id.example.com/token"}),
        json!({"token_endpoint": "https://192.168.0.1/token"}),
        json!({"authorization_endpoint": "javascript:alert(1)"}),
        json!({"authorization_endpoint": "data:text/html,x"}),
    ] {
        let (app, fake) = with_provider(LINKS).await;
        fake.metadata(members.clone());
        let (browser, outcome) = leaves(&app).await;
        let page = outcome.page();
        assert_nobody(&browser, &page, 502);
        assert!(fake.asked("/token").is_empty(), "{members}");
    }
}

/// An issuer that moved: with the old metadata known, the new ones are not taken, and nobody is sent to either.
#[tokio::test]
async fn an_issuer_that_changes_its_name_is_not_followed() {
    let (app, fake) = with_provider(LINKS).await;
    let path = format!("{}/sign-in/through/fake", app.issuer());
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    browser.follow(&path).await.redirect();
    fake.metadata(json!({"issuer": "https://attacker.example", "authorization_endpoint": "https://attacker.example/a"}));
    app.advance(3601);
    let page = browser.follow(&path).await.page();
    assert_nobody(&browser, &page, 502);
}

/// "redirects not followed"
#[tokio::test]
async fn discovery_follows_no_redirect() {
    let other = FakeOpenId::start(&vestibule::clock::Clock::system()).await;
    let (app, fake) = with_provider(LINKS).await;
    let target = format!("{}/.well-known/openid-configuration", other.issuer());
    fake.behave(
        "/.well-known/openid-configuration",
        Manner::Redirects(target),
    );
    let (browser, outcome) = leaves(&app).await;
    let page = outcome.page();
    assert_nobody(&browser, &page, 502);
    assert!(other.asked("/.well-known/openid-configuration").is_empty());
}

/// Some servers name themselves with a slash at the end: it is the same server, and its tokens say what it says of itself.
#[tokio::test]
async fn an_issuer_of_a_host_alone_may_end_in_a_slash() {
    let (app, fake) = with_provider(LINKS).await;
    let slashed = format!("{}/", fake.issuer());
    fake.metadata(json!({ "issuer": slashed }));
    let issuer = slashed.clone();
    fake.twist(move |token, key| {
        token
            .with_claim("iss", issuer.as_str())
            .signed_with(key)
            .text()
    });
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let there = through(&mut browser, "fake").await;
    let mut answer = fake.agree(&there);
    let pairs: Vec<(String, String)> = answer.query_pairs().into_owned().collect();
    answer.set_query(None);
    for (name, value) in pairs.iter().filter(|(name, _)| name != "iss") {
        answer.query_pairs_mut().append_pair(name, value);
    }
    answer.query_pairs_mut().append_pair("iss", &slashed);
    let page = came_back(&mut browser, &answer).await.page();
    assert_eq!(page.page_name(), "home", "{}", page.text());
    // And when it says that somebody signed out.
    let mut logout = fake.logout_claims();
    assert_eq!(
        told(&app, &fake.sign("logout+jwt", logout.clone())).await,
        400
    );
    logout["iss"] = json!(slashed);
    assert_eq!(told(&app, &fake.sign("logout+jwt", logout)).await, 200);
    assert_ne!(browser.get("/account").await.page_name(), "account");
    // What is not signed by that very name is somebody else's.
    fake.twist(|token, key| token.signed_with(key).text());
    let mut other = app.browser();
    other.get("/sign-in").await;
    let there = through(&mut other, "fake").await;
    let page = came_back(&mut other, &fake.agree(&there)).await.page();
    assert_ne!(page.page_name(), "home", "{}", page.text());
}

/// Whoever may say where a provider is does not learn the secret that is sent there.
#[tokio::test]
async fn a_provider_that_moves_asks_for_its_secret_again() {
    let (app, fake) = with_provider("").await;
    let other = FakeOpenId::start(app.clock()).await;
    let toml = other.toml("fake", "");
    let without: Vec<&str> = toml
        .lines()
        .filter(|line| !line.starts_with("client_secret"))
        .collect();
    let refused = refusal(&app, &without.join("\n")).await;
    assert!(refused.contains("client_secret"), "{refused}");
    // Where it stays, the secret stays as well.
    let toml = fake.toml("fake", "hidden = true");
    let without: Vec<&str> = toml
        .lines()
        .filter(|line| !line.starts_with("client_secret"))
        .collect();
    app.apply(&without.join("\n")).await;
    app.apply(&other.toml("fake", "")).await;
}

/// A key that is none is told when it is written, and not when the first person comes.
#[tokio::test]
async fn a_key_of_apples_is_looked_at() {
    let app = TestApp::with_fixture().await;
    let toml = "[[provider]]\nslug = \"apple\"\nkind = \"apple\"\nclient_id = \"x\"\nteam_id = \"T\"\nkey_id = \"K\"\nclient_secret = \"no key\"\n";
    let refused = refusal(&app, toml).await;
    assert!(refused.contains(".p8"), "{refused}");
}

/// "the client MUST … store the issuer … it has sent an authorization request to"  RFC 9700 §4.4.2.2: an answer of the former server
/// is not exchanged at the one that an operator names meanwhile.
#[tokio::test]
async fn an_answer_is_of_the_server_that_was_asked() {
    let (app, fake) = with_provider(LINKS).await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let there = through(&mut browser, "fake").await;
    let other = FakeOpenId::start(app.clock()).await;
    app.apply(&other.toml("fake", LINKS)).await;
    let page = came_back(&mut browser, &fake.agree(&there)).await.page();
    assert_nobody(&browser, &page, 400);
    assert!(other.asked("/token").is_empty() && fake.asked("/token").is_empty());
}

//! Signing in through an OpenID provider: off to it, back from it, and what becomes of its word (OpenID Connect Core §3.1).

use serde_json::json;
use vestibule_test_support::fixture::{ADA, FIRST};
use vestibule_test_support::upstream::{FakeOpenId, agreed, came_back, through};
use vestibule_test_support::{Outcome, RelyingParty, TestApp};

/// Anybody may sign up, and the provider's word for an address counts.
pub const OPEN: &str = "[[tenant]]\nslug = \"default\"\nname = \"Here\"\nsign_up = { mode = \"open\", roles = [\"clerk\"] }\n\
                        [[role]]\nname = \"clerk\"\n";

/// A server with the fixture, an open tenant and one provider.
pub async fn with_provider(more: &str) -> (TestApp, FakeOpenId) {
    let app = TestApp::with_fixture().await;
    let fake = FakeOpenId::start(app.clock()).await;
    app.apply(&format!("{OPEN}{}", fake.toml("fake", more)))
        .await;
    (app, fake)
}

/// Whoever is not here yet has an account with an address and a name when they come back, and is signed in to the app.
#[tokio::test]
async fn a_first_sign_in_makes_an_account_and_goes_on_to_the_app() {
    let (app, fake) = with_provider("trusted_email = true").await;
    fake.person(json!({
        "sub": "new-1", "email": "hedy@new.example", "email_verified": true, "name": "Hedy Lamarr", "preferred_username": "hedy",
    }));
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    let how = ("claims", r#"{"id_token":{"amr":null,"acr":null}}"#);
    browser.authorize(&rp.authorization_url(&[how])).await;
    let outcome = agreed(&mut browser, &fake, "fake").await;
    let tokens = rp.exchange(&rp.code_of(&outcome)).await;
    let claims = tokens.id_claims();
    assert_eq!(claims["amr"], json!(["fed"]));
    assert_eq!(claims["acr"], "urn:vestibule:acr:aal1");
    let made = app
        .context()
        .await
        .db()
        .credentials("hedy")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(made.user.email.as_deref(), Some("hedy@new.example"));
    assert!(made.user.email_verified && made.password_hash.is_none());
    assert_eq!(made.user.profile["name"], "Hedy Lamarr");
    assert_eq!(made.user.roles, ["clerk"]);
    assert_eq!(claims["sub"], made.user.id.to_string());
    // The second time it is the same account, whatever the provider calls its owner by now.
    fake.person(json!({"sub": "new-1", "email": "other@new.example", "email_verified": true}));
    let mut again = app.browser();
    again.authorize(&rp.authorization_url(&[])).await;
    let outcome = agreed(&mut again, &fake, "fake").await;
    let tokens = rp.exchange(&rp.code_of(&outcome)).await;
    assert_eq!(tokens.id_claims()["sub"], claims["sub"]);
}

/// "the Client … sends the code_verifier"; "Redirection URI … MUST exactly match"; the fake holds us to both. What is asked for.
#[tokio::test]
async fn the_request_says_what_a_request_must_say() {
    let (app, fake) = with_provider("").await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let there = through(&mut browser, "fake").await;
    let query: std::collections::HashMap<_, _> = there.query_pairs().into_owned().collect();
    assert_eq!(
        query["redirect_uri"],
        format!("{}/sign-in/through/fake/callback", app.issuer())
    );
    assert_eq!(query["scope"], "openid profile email");
    // Two attempts have nothing in common.
    browser.get("/sign-in").await;
    let other = through(&mut browser, "fake").await;
    for name in ["state", "nonce", "code_challenge"] {
        let second = other.query_pairs().find(|(key, _)| key == name).unwrap().1;
        assert_ne!(query[name], second, "{name}");
    }
    let dump = app.dump().await;
    for name in ["state", "nonce"] {
        assert!(!dump.contains(&query[name]), "{name} is kept as it is");
    }
    assert_eq!(fake.asked("/.well-known/openid-configuration").len(), 1);
    assert_eq!(fake.asked("/jwks").len(), 1);
}

/// Whoever came for nothing in particular is at home; whoever came for their account is there.
#[tokio::test]
async fn who_came_for_a_page_of_their_account_gets_there() {
    let (app, fake) = with_provider("trusted_email = true\nfirst_sign_in = \"link\"").await;
    let mut browser = app.browser();
    browser.get("/account/connections").await;
    let page = agreed(&mut browser, &fake, "fake").await.page();
    assert_eq!(page.page_name(), "account-connections", "{}", page.text());
    assert!(page.text().contains("Fake fake"), "{}", page.text());
    // The owner of the account was told.
    let mails = app.mailbox().to(ADA.email).await;
    let told =
        |mail: &vestibule_test_support::Mail| mail.subject.contains("Another account signs in");
    assert!(mails.iter().any(told), "{mails:?}");
}

/// An app names the provider; one that is not known changes nothing.
#[tokio::test]
async fn an_app_may_name_the_provider() {
    let (app, fake) = with_provider("").await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    let outcome = browser
        .authorize(&rp.authorization_url(&[("idp", "fake")]))
        .await;
    assert!(outcome.redirect().as_str().starts_with(fake.issuer()));
    for unknown in ["elsewhere", "FAKE", "fake/../x", ""] {
        let page = app
            .browser()
            .authorize(&rp.authorization_url(&[("idp", unknown)]))
            .await
            .page();
        assert_eq!(page.page_name(), "sign-in", "{unknown}");
    }
}

/// "home-realm discovery": an address at a domain of a provider's people leads there, with the address as a hint.
#[tokio::test]
async fn an_address_leads_to_the_provider_of_its_domain() {
    let (app, fake) = with_provider("domains = [\"acme.example\"]\nhidden = true").await;
    let mut browser = app.browser();
    let page = browser.get("/sign-in").await;
    assert!(!page.has("#providers"), "a hidden provider has no button");
    let outcome = browser.fill_sign_in("Wile@ACME.example", "").await;
    let there = outcome.redirect();
    assert!(there.as_str().starts_with(fake.issuer()), "{there}");
    let hint = there
        .query_pairs()
        .find(|(name, _)| name == "login_hint")
        .unwrap()
        .1;
    assert_eq!(hint, "Wile@ACME.example");
    browser.get("/sign-in").await;
    let page = browser
        .fill_sign_in("wile@notacme.example", "")
        .await
        .page();
    assert_eq!(page.page_name(), "sign-in");
}

/// A tenant without passwords: no field, no way around it, no page that replaces one.
#[tokio::test]
async fn a_tenant_may_have_providers_only() {
    let (app, fake) = with_provider("domains = [\"acme.example\"]").await;
    app.apply("[[tenant]]\nslug = \"default\"\nname = \"Here\"\nsign_in = { passwords = false }\nsign_up = { mode = \"open\" }\n")
        .await;
    let mut browser = app.browser();
    let page = browser.get("/sign-in").await;
    assert!(!page.has("input[name=password]") && page.has("#sign-in-through-fake"));
    let there = browser
        .submit(
            "#sign-in",
            &[("login", "x@acme.example")],
            "#sign-in-submit",
        )
        .await
        .redirect();
    assert!(there.as_str().starts_with(fake.issuer()));
    let csrf = browser.get("/sign-in").await.form("#sign-in").fields;
    let csrf = csrf
        .iter()
        .find(|(name, _)| name == "csrf")
        .unwrap()
        .1
        .clone();
    let fields = [
        ("csrf", csrf.as_str()),
        ("login", ADA.username),
        ("password", ADA.password),
    ];
    let page = browser
        .post(
            "/sign-in",
            &fields,
            vestibule_test_support::browser::Site::Same,
        )
        .await
        .page();
    assert_eq!(page.status, 422, "{}", page.text());
    assert!(browser.cookie("sid").is_none());
    for path in ["/forgot-password", "/sign-up"] {
        assert_eq!(browser.get(path).await.status, 404, "{path}");
    }
}

/// The answer of a provider that posts it comes without cookies, and is taken all the same: in the browser that asked.
#[tokio::test]
async fn an_answer_may_be_posted() {
    let app = TestApp::with_fixture().await;
    let fake = FakeOpenId::start(app.clock()).await;
    let key = vestibule::jose::SigningKey::generate(vestibule::model::SigningAlg::ES256).unwrap();
    let pem = base64_of(&key.to_pkcs8().unwrap());
    app.apply(&format!(
        "{OPEN}[[provider]]\nslug = \"apple\"\nkind = \"apple\"\nissuer = {:?}\nclient_id = \"vestibule-at-fake\"\nteam_id = \"DEF123GHIJ\"\n\
         key_id = \"ABC123DEFG\"\ntrusted_email = true\nclient_secret = \"\"\"-----BEGIN PRIVATE KEY-----\n{pem}\n-----END PRIVATE KEY-----\"\"\"\n",
        fake.issuer()
    ))
    .await;
    fake.takes_any_secret();
    // "email_verified: a string or Boolean value"
    fake.person(
        json!({"sub": "001.apple", "email": "hedy@privaterelay.example", "email_verified": "true"}),
    );
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let there = through(&mut browser, "apple").await;
    assert!(
        there
            .query_pairs()
            .any(|(name, value)| name == "response_mode" && value == "form_post")
    );
    let (action, mut fields) = fake.agreed(&there);
    fields.push((
        "user".to_owned(),
        r#"{"name":{"firstName":"Hedy","lastName":"Lamarr"}}"#.to_owned(),
    ));
    let posted: Vec<(&str, &str)> = fields
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let page = browser
        .post(
            &action,
            &posted,
            vestibule_test_support::browser::Site::Cross,
        )
        .await
        .page();
    // The name comes once, in the form, and is the person's from then on.
    assert_eq!(page.page_name(), "home", "{}", page.text());
    let profile = browser.get("/account/profile").await;
    let given = profile.attribute("#given_name", "value");
    assert_eq!(given.as_deref(), Some("Hedy"));
    let asked = fake.asked("/token");
    let secret = vestibule_test_support::jwt::read(&asked[0].form["client_secret"]);
    assert_eq!(secret.header["kid"], "ABC123DEFG");
    assert_eq!(secret.header["alg"], "ES256");
    assert_eq!(secret.claims["iss"], "DEF123GHIJ");
    assert_eq!(secret.claims["sub"], "vestibule-at-fake");
    // "aud: … https://appleid.apple.com", which is its issuer; "exp … must not be greater than 15777000 (6 months in seconds)"
    assert_eq!(secret.claims["aud"], fake.issuer());
    let lives = secret.claims["exp"].as_i64().unwrap() - app.now();
    assert!((1..=15_777_000).contains(&lives), "{lives}");
    assert!(asked[0].form.contains_key("code_verifier"));
}

pub fn base64_of(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// What a provider keeps of a signed-out browser is ended where the tenant wants it (RP-Initiated Logout §2), and the app gets
/// its browser back.
#[tokio::test]
async fn signing_out_here_may_go_on_there_and_comes_back() {
    let (app, fake) =
        with_provider("trusted_email = true\nfirst_sign_in = \"link\"\nsign_out_there = true")
            .await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    browser.authorize(&rp.authorization_url(&[])).await;
    let outcome = agreed(&mut browser, &fake, "fake").await;
    let tokens = rp.exchange(&rp.code_of(&outcome)).await;
    let target = vestibule_test_support::fixture::POST_LOGOUT_REDIRECT_URI;
    let url = format!(
        "{}/end_session?id_token_hint={}&post_logout_redirect_uri={target}&state=s1",
        app.issuer(),
        tokens.id_token.clone().unwrap()
    );
    let there = browser.authorize(&url).await.redirect();
    assert!(
        there
            .as_str()
            .starts_with(&format!("{}/end_session?", fake.issuer())),
        "{there}"
    );
    let query: std::collections::HashMap<_, _> = there.query_pairs().into_owned().collect();
    let hint = vestibule_test_support::jwt::claims(&query["id_token_hint"]);
    assert_eq!(hint["sub"], "fake-1001");
    let back = format!(
        "{}?state={}",
        query["post_logout_redirect_uri"], query["state"]
    );
    let home = browser.authorize(&back).await;
    assert!(
        matches!(&home, Outcome::Redirect(url) if url.as_str() == format!("{target}?state=s1")),
        "{home:?}"
    );
    assert!(browser.cookie("sid").is_none());
    // Once.
    let page = browser.authorize(&back).await.page();
    assert_eq!(page.page_name(), "signed-out");
}

/// `private_key_jwt`: an assertion for the provider's issuer, of a type that makes it nothing else, signed with a key that
/// stands at our `jwks_uri`.
#[tokio::test]
async fn an_assertion_may_stand_in_place_of_the_secret() {
    let app = TestApp::with_fixture().await;
    let fake = FakeOpenId::start(app.clock()).await;
    app.apply(&format!(
        "{OPEN}[[provider]]\nslug = \"fake\"\nkind = \"openid\"\nissuer = {:?}\nclient_id = \"vestibule-at-fake\"\n\
         authentication = \"private_key_jwt\"\ntrusted_email = true\nfirst_sign_in = \"link\"\n",
        fake.issuer()
    ))
    .await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let page = agreed(&mut browser, &fake, "fake").await.page();
    assert_eq!(page.page_name(), "home", "{}", page.text());
    let form = &fake.asked("/token")[0].form;
    let assertion = vestibule_test_support::jwt::read(&form["client_assertion"]);
    assert_eq!(assertion.header["typ"], "client-authentication+jwt");
    for (claim, value) in [
        ("iss", "vestibule-at-fake"),
        ("sub", "vestibule-at-fake"),
        ("aud", fake.issuer()),
    ] {
        assert_eq!(assertion.claims[claim], value);
    }
    let jwks = app
        .http()
        .get(app.url("/jwks"))
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(jwks.contains(assertion.header["kid"].as_str().unwrap()));
    assert!(!form.contains_key("client_secret"));
}

/// Another answer to the same question is none.
#[tokio::test]
async fn an_answer_is_taken_once() {
    let (app, fake) = with_provider("trusted_email = true\nfirst_sign_in = \"link\"").await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let there = through(&mut browser, "fake").await;
    let callback = fake.agree(&there);
    assert_eq!(
        came_back(&mut browser, &callback).await.page().page_name(),
        "home"
    );
    let page = came_back(&mut browser, &callback).await.page();
    assert_eq!((page.status, page.page_name().as_str()), (400, "error"));
}

/// Whoever has to prove themselves again is asked again there, and an old sign-in there is none (OpenID Connect Core §3.1.2.1,
/// `max_age`).
#[tokio::test]
async fn who_has_to_sign_in_again_is_asked_again_there() {
    let (app, fake) = with_provider("trusted_email = true\nfirst_sign_in = \"link\"").await;
    let mut browser = app.browser();
    browser.get("/sign-in?to=account-data").await;
    let there = through(&mut browser, "fake").await;
    let query: std::collections::HashMap<_, _> = there.query_pairs().into_owned().collect();
    assert_eq!(
        (query["prompt"].as_str(), query["max_age"].as_str()),
        ("login", "0")
    );
    let now = app.now();
    fake.twist(move |jwt, key| {
        jwt.with_claim("auth_time", now - 3600)
            .signed_with(key)
            .text()
    });
    let page = came_back(&mut browser, &fake.agree(&there)).await.page();
    // An old word signs in and is not fresh: what is dangerous asks for another proof (security i15), and is no dead end.
    assert_eq!(page.page_name(), "account-data", "{}", page.text());
    let page = browser
        .submit("#account-export", &[], "#account-export-submit")
        .await
        .page();
    assert_eq!(page.page_name(), "second-factor", "{}", page.text());
    fake.straighten();
    browser.get("/sign-in?to=account-data").await;
    let page = agreed(&mut browser, &fake, "fake").await.page();
    assert_eq!(page.page_name(), "account-data", "{}", page.text());
}

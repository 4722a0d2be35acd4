//! WebAuthn Level 3: what a passkey proves, alone and after a password, and what applications are told of it.

use serde_json::{Value, json};
use vestibule_test_support::authenticator::{BE, BS, UP, UV};
use vestibule_test_support::fixture::{ADA, FIRST, GRACE, Person};
use vestibule_test_support::{Authenticator, Browser, Outcome, RelyingParty, TestApp};

async fn house() -> TestApp {
    let builder = TestApp::builder().fixture();
    builder
        .setting("server.public_url", "https://id.example.com")
        .start()
        .await
}

async fn passkey_of(app: &TestApp, person: Person, flags: u8) -> Authenticator {
    let mut browser = app.browser();
    browser.sign_in_as(person).await;
    let mut passkey = Authenticator::new(app.issuer());
    passkey.flags = flags;
    browser.add_passkey(&mut passkey).await;
    passkey
}

/// What the ID token of a sign-in for an application says.
async fn told(rp: &RelyingParty, outcome: &Outcome) -> (Value, Vec<String>) {
    let tokens = rp.exchange(&rp.code_of(outcome)).await;
    let claims = tokens.id_claims();
    let amr = claims["amr"].as_array().expect("amr");
    let mut amr: Vec<String> = amr
        .iter()
        .map(|word| word.as_str().unwrap().to_owned())
        .collect();
    amr.sort();
    (claims["acr"].clone(), amr)
}

async fn asks(app: &TestApp, rp: &RelyingParty) -> Browser {
    let mut browser = app.browser();
    let url = rp.authorization_url(&[("acr_values", "phr urn:vestibule:acr:aal2")]);
    assert_eq!(browser.authorize(&url).await.page().page_name(), "sign-in");
    browser
}

/// "phr: Phishing-Resistant"  OpenID Connect Extended Authentication Profile ACR Values §2; "hwk", "swk", "user", "mfa"
/// RFC 8176 §2
#[tokio::test]
async fn a_passkey_alone_is_phishing_resistant_and_two_factors() {
    let app = house().await;
    let mut bound = passkey_of(&app, ADA, UP | UV).await;
    let mut synced = passkey_of(&app, GRACE, UP | UV | BE | BS).await;
    for (passkey, key) in [(&mut bound, "hwk"), (&mut synced, "swk")] {
        let rp = RelyingParty::new(&app, FIRST);
        let mut browser = asks(&app, &rp).await;
        let outcome = browser.use_passkey(passkey).await;
        let (acr, amr) = told(&rp, &outcome).await;
        assert_eq!(acr, "phr");
        let mut expected = vec![key, "mfa", "user"];
        expected.sort_unstable();
        assert_eq!(amr, expected);
    }
}

/// After a password a passkey is the second factor; one that knows its owner is phishing-resistant, one that does not is two
/// factors together with the password.
#[tokio::test]
async fn after_a_password_a_passkey_is_the_second_factor() {
    let app = house().await;
    for (person, flags, level) in [(ADA, UP | UV, "phr"), (GRACE, UP, "urn:vestibule:acr:aal2")] {
        let mut passkey = passkey_of(&app, person, flags).await;
        let rp = RelyingParty::new(&app, FIRST);
        let mut browser = app.browser();
        let url = rp.authorization_url(&[("acr_values", "phr urn:vestibule:acr:aal2")]);
        browser.authorize(&url).await;
        let page = browser
            .fill_sign_in(person.username, person.password)
            .await
            .page();
        assert_eq!(page.page_name(), "second-factor", "{}", page.text());
        let begun = browser.begin_passkey().await;
        let allowed = begun["publicKey"]["allowCredentials"].as_array().unwrap();
        assert_eq!(allowed.len(), 1, "{begun}");
        let answer = passkey.get(&begun);
        let outcome = browser.send_passkey(&begun, &answer).await;
        let (acr, amr) = told(&rp, &outcome).await;
        assert_eq!(acr, level, "{amr:?}");
        assert!(amr.contains(&"pwd".to_owned()) && amr.contains(&"hwk".to_owned()));
    }
}

/// A wish that a security key cannot meet is not asked for again and again.
#[tokio::test]
async fn a_wish_for_more_than_a_key_can_prove_ends_with_what_it_proved() {
    let app = house().await;
    let mut passkey = passkey_of(&app, GRACE, UP).await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    browser
        .authorize(&rp.authorization_url(&[("acr_values", "phr")]))
        .await;
    let page = browser
        .fill_sign_in(GRACE.username, GRACE.password)
        .await
        .page();
    assert_eq!(page.page_name(), "second-factor", "{}", page.text());
    let outcome = browser.use_passkey(&mut passkey).await;
    assert!(!rp.code_of(&outcome).is_empty());
}

/// "If this is an Essential Claim and the requirement cannot be met, then the Authorization Server MUST treat that outcome as a failed
/// authentication attempt."  OpenID Connect Core §5.5.1.1: nor is a demand asked for again and again.
#[tokio::test]
async fn a_demand_that_a_key_cannot_meet_is_told_to_the_application() {
    let app = house().await;
    let mut passkey = passkey_of(&app, GRACE, UP).await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    let claims = json!({"id_token": {"acr": {"essential": true, "value": "phr"}}}).to_string();
    let url = rp.authorization_url(&[("claims", &claims)]);
    browser.authorize(&url).await;
    browser.fill_sign_in(GRACE.username, GRACE.password).await;
    let outcome = browser.use_passkey(&mut passkey).await;
    let unmet = Some("unmet_authentication_requirements".to_owned());
    assert_eq!(outcome.parameter("error"), unmet);
    // She is signed in, by two factors, and a second try is no other.
    let again = browser.authorize(&url).await;
    assert_eq!(again.parameter("error"), unmet);
    let outcome = browser.authorize(&rp.authorization_url(&[])).await;
    assert!(!rp.code_of(&outcome).is_empty());
    // Who signs in anew may have another key at hand.
    let url = rp.authorization_url(&[("claims", &claims), ("prompt", "login")]);
    browser.authorize(&url).await;
    let page = browser
        .fill_sign_in(GRACE.username, GRACE.password)
        .await
        .page();
    assert_eq!(page.page_name(), "second-factor", "{}", page.text());
}

/// "verify that credential.id identifies one of the public key credentials listed in pkOptions.allowCredentials"  WebAuthn §7.2
/// step 5
#[tokio::test]
async fn the_second_factor_is_a_passkey_of_the_same_person() {
    let app = house().await;
    let mut adas = passkey_of(&app, ADA, UP | UV).await;
    let mut graces = passkey_of(&app, GRACE, UP | UV).await;
    let mut browser = app.browser();
    assert_eq!(browser.sign_in_as(ADA).await.page_name(), "second-factor");
    let begun = browser.begin_passkey().await;
    let mut anybody = begun.clone();
    anybody["publicKey"]["allowCredentials"] = json!([]);
    let foreign = graces.get(&anybody);
    let page = browser.send_passkey(&begun, &foreign).await.page();
    assert_eq!(page.page_name(), "second-factor");
    assert!(page.has("#passkey-problem"), "{}", page.text());
    // With the handle of another person the right passkey is refused as well.
    let begun = browser.begin_passkey().await;
    let handle = graces.keys[0].user_handle.clone();
    let answer = adas.get_as(&begun, |said| said.user_handle = Some(handle));
    let page = browser.send_passkey(&begun, &answer).await.page();
    assert!(page.has("#passkey-problem"), "{}", page.text());
    // A challenge of one sign-in is none of another's, in the same browser.
    let begun = browser.begin_passkey().await;
    assert_eq!(browser.sign_in_as(ADA).await.page_name(), "second-factor");
    let answer = adas.get(&begun);
    let page = browser.send_passkey(&begun, &answer).await.page();
    assert!(page.has("#passkey-problem"), "{}", page.text());
    let page = browser.use_passkey(&mut adas).await.page();
    assert_eq!(page.page_name(), "home", "{}", page.text());
}

/// Whoever must have a second factor and may have a passkey makes one on the way, with recovery codes, and is in.
#[tokio::test]
async fn a_passkey_can_be_made_on_the_way_in() {
    let app = house().await;
    app.apply("[[tenant]]\nslug = \"default\"\nname = \"Default\"\n[tenant.second_factor]\nrequired = true\nkinds = [\"passkey\"]\n")
        .await;
    let mut browser = app.browser();
    let page = browser.sign_in_as(GRACE).await;
    assert_eq!(page.page_name(), "second-factor-set-up", "{}", page.text());
    let mut passkey = Authenticator::new(app.issuer());
    let page = browser.use_passkey(&mut passkey).await.page();
    assert_eq!(page.page_name(), "recovery-codes", "{}", page.text());
    assert!(
        browser.cookie("__Host-sid").is_none(),
        "not before she goes on"
    );
    let page = browser
        .submit("#recovery-codes", &[], "#recovery-codes-done")
        .await
        .page();
    assert_eq!(page.page_name(), "home", "{}", page.text());
    let mut again = app.browser();
    let page = again.sign_in_with_passkey(&mut passkey).await;
    assert_eq!(page.page_name(), "home", "{}", page.text());
}

/// "AAL2 … SHALL be required before binding a new authenticator"  NIST SP 800-63B-4 §4.1.2.1: a browser that is remembered is
/// no second factor.
#[tokio::test]
async fn a_password_in_a_remembered_browser_adds_and_removes_no_passkey() {
    let app = house().await;
    let mut passkey = passkey_of(&app, ADA, UP | UV).await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let begun = browser.begin_passkey().await;
    let answer = passkey.get(&begun).to_string();
    let ceremony = begun["ceremony"].as_str().unwrap();
    let csrf = browser.page().form("#passkey").fields;
    let field = |name: &str| csrf.iter().find(|(key, _)| key == name).unwrap().1.clone();
    let (csrf, attempt) = (field("csrf"), field("attempt"));
    let fields = [
        ("csrf", csrf.as_str()),
        ("attempt", &attempt),
        ("ceremony", ceremony),
        ("credential", &answer),
        ("remember", "yes"),
    ];
    let site = vestibule_test_support::browser::Site::Same;
    let page = browser
        .post("/passkey/second-factor", &fields, site)
        .await
        .page();
    assert_eq!(page.page_name(), "home", "{}", page.text());
    // Remembered: the password is enough to sign in, and for nothing else.
    assert_eq!(browser.sign_in_as(ADA).await.page_name(), "home");
    let list = browser.get("/account/passkeys").await;
    assert!(!list.has("#passkey") && list.has("#passkeys-sign-in-again"));
    let path = list.link("#passkeys a").path().to_owned();
    let page = browser.get(&format!("{path}/remove")).await;
    assert_eq!(page.page_name(), "second-factor");
    let page = browser.get("/account/passkeys/again").await;
    assert_eq!(page.page_name(), "second-factor");
    let page = browser.use_passkey(&mut passkey).await.page();
    assert_eq!(page.page_name(), "account-passkeys", "{}", page.text());
    assert!(page.has("#passkey"));
}

/// "enroll … manage"  A Well-Known URL for Relying Party Passkey Endpoints §2
#[tokio::test]
async fn password_managers_find_the_page_for_passkeys() {
    let app = house().await;
    let url = format!("{}/.well-known/passkey-endpoints", app.issuer());
    let request = app.wire().request(reqwest::Method::GET, &url);
    let answer = vestibule_test_support::Answer::of(request)
        .await
        .expect(200);
    let page = "https://id.example.com/account/passkeys";
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.json(), json!({ "enroll": page, "manage": page }));
    app.apply("[[tenant]]\nslug = \"default\"\nname = \"Default\"\n[tenant.sign_in]\npasskeys = false\n[tenant.second_factor]\nkinds = [\"totp\"]\n")
        .await;
    let request = app.wire().request(reqwest::Method::GET, &url);
    vestibule_test_support::Answer::of(request)
        .await
        .expect(404);
}

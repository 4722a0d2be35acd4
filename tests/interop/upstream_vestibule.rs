//! A second Vestibule as the server that vouches, and the first one as the second's: what both sides of it say to each other.

use std::time::Duration;

use url::Url;
use vestibule::administration::keys;
use vestibule::model::SigningAlg;
use vestibule_test_support::fixture::{ADA, FIRST, POST_LOGOUT_REDIRECT_URI, Person};
use vestibule_test_support::upstream::{came_back, through};
use vestibule_test_support::{Browser, LogoutReceiver, Outcome, RelyingParty, TestApp};

const SECRET: &str = "one-vestibule-at-another-secret-3d5f7a9c1e3b5d7f";
/// Whoever another vouches for may have an account.
const OPEN: &str =
    "[[tenant]]\nslug = \"default\"\nname = \"Here\"\nsign_up = { mode = \"open\" }\n";
/// Known there alone, with an address that was proven there.
const HEDY: Person = Person {
    username: "hedy",
    email: "hedy@example.com",
    password: "seventeen quiet lighthouses",
};

/// A server with Hedy, and with nobody by her name at the other.
fn hedy() -> String {
    format!(
        "[[user]]\nusername = {:?}\nemail = {:?}\nemail_verified = true\npassword = {:?}\nname = \"Hedy Lamarr\"\n",
        HEDY.username, HEDY.email, HEDY.password
    )
}

/// `there` vouches for people at `here`, who is a client there.
async fn vouches(there: &TestApp, here: &TestApp, more: &str, client: &str) {
    let at = |path: &str| format!("{}{path}", here.issuer());
    there
        .apply(&format!(
            "[[client]]\nclient_id = \"here\"\nclient_secret = {SECRET:?}\nclient_name = \"Here\"\nscope = \"openid profile email\"\n\
             token_endpoint_auth_method = \"client_secret_basic\"\ngrant_types = [\"authorization_code\"]\n\
             redirect_uris = [{:?}]\npost_logout_redirect_uris = [{:?}]\nbackchannel_logout_uri = {:?}\n{client}\n",
            at("/sign-in/through/there/callback"),
            at("/sign-out/elsewhere"),
            at("/sign-in/through/there/backchannel-logout"),
        ))
        .await;
    here.apply(&format!(
        "{OPEN}[[provider]]\nslug = \"there\"\nkind = \"openid\"\nname = \"There\"\nissuer = {:?}\nclient_id = \"here\"\n\
         client_secret = {SECRET:?}\ntrusted_email = true\n{more}\n",
        there.issuer()
    ))
    .await;
}

/// From our sign-in page over the other's and back; what the browser shows then. `there` is the same browser at the other.
async fn signs_in(browser: &mut Browser, there: &mut Browser, person: Person) -> Outcome {
    let url = through(browser, "there").await;
    let callback = there
        .authorize_and_sign_in(url.as_str(), person.username, person.password)
        .await;
    came_back(browser, &callback).await
}

/// The same, at the other's without a question: it knows the browser and what was allowed.
async fn signs_in_again(browser: &mut Browser, there: &mut Browser) -> Outcome {
    let url = through(browser, "there").await;
    let callback = there.authorize(url.as_str()).await.redirect();
    came_back(browser, &callback).await
}

fn is_home(outcome: Outcome) {
    let page = outcome.page();
    assert_eq!(page.page_name(), "home", "{}", page.text());
}

/// Whether the browser is signed in.
async fn is_in(browser: &mut Browser) -> bool {
    browser.get("/account").await.page_name() == "account"
}

/// Waits until it is not: what travels between servers takes a moment.
async fn is_signed_out_soon(browser: &mut Browser) {
    for _ in 0..1000 {
        if !is_in(browser).await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("nobody was signed out");
}

async fn makes_an_account_and_knows_it(there: &TestApp, here: &TestApp) {
    vouches(there, here, "", "").await;
    let (mut browser, mut elsewhere) = (here.browser(), there.browser());
    browser.get("/sign-in").await;
    is_home(signs_in(&mut browser, &mut elsewhere, HEDY).await);
    let db = here.context().await.db();
    let made = db
        .credentials(HEDY.username)
        .await
        .unwrap()
        .expect("an account");
    assert_eq!(made.user.email.as_deref(), Some(HEDY.email));
    assert!(made.user.email_verified && made.password_hash.is_none());
    assert_eq!(made.user.profile["name"], "Hedy Lamarr");
    // The second time, in another browser, it is the same account.
    let mut second = here.browser();
    second.get("/sign-in").await;
    is_home(signs_in_again(&mut second, &mut elsewhere).await);
    let connected = db.identities(made.user.id).await.unwrap();
    assert_eq!(connected.len(), 1);
    assert_eq!(connected[0].key.issuer, there.issuer());
    let subject = there
        .context()
        .await
        .db()
        .credentials(HEDY.username)
        .await
        .unwrap();
    assert_eq!(
        connected[0].key.subject,
        subject.unwrap().user.id.to_string()
    );
    // What ends there was never a login here.
    assert!(is_in(&mut browser).await && is_in(&mut second).await);
}

/// Each is the other's provider at the same time.
#[tokio::test]
async fn two_servers_vouch_for_people_to_each_other() {
    let (one, other) = (TestApp::start().await, TestApp::start().await);
    one.apply(&hedy()).await;
    makes_an_account_and_knows_it(&one, &other).await;
    // Back again: the account there is connected to one that nobody has here yet.
    other
        .apply("[[user]]\nusername = \"lise\"\nemail = \"lise@example.com\"\nemail_verified = true\npassword = \"seventeen quiet lighthouses\"\n")
        .await;
    vouches(&other, &one, "", "").await;
    let (mut browser, mut elsewhere) = (one.browser(), other.browser());
    let lise = Person {
        username: "lise",
        email: "lise@example.com",
        ..HEDY
    };
    browser.get("/sign-in").await;
    is_home(signs_in(&mut browser, &mut elsewhere, lise).await);
    let made = one.context().await.db().credentials("lise").await.unwrap();
    assert!(made.expect("an account").password_hash.is_none());
}

/// Back-Channel Logout §2.5, from the one over the other to its application: who signs out at the first is signed out of all.
#[tokio::test]
async fn signing_out_there_ends_the_login_here_and_the_apps_hear_of_it() {
    let (there, here) = (TestApp::start().await, TestApp::with_fixture().await);
    there.apply(&hedy()).await;
    vouches(&there, &here, "", "").await;
    let receiver = LogoutReceiver::start().await;
    here.apply(&receiver.client(&FIRST)).await;
    let rp = RelyingParty::new(&here, FIRST);
    let (mut browser, mut elsewhere) = (here.browser(), there.browser());
    browser.authorize(&rp.authorization_url(&[])).await;
    let outcome = signs_in(&mut browser, &mut elsewhere, HEDY).await;
    let tokens = rp.exchange(&rp.code_of(&outcome)).await;
    // Ada is signed in by her password, and stays so.
    let mut ada = here.browser();
    ada.sign_in_as(ADA).await;
    assert!(is_in(&mut browser).await);

    elsewhere.get("/end_session").await;
    elsewhere
        .submit("#sign-out", &[], "#sign-out-confirm")
        .await;
    is_signed_out_soon(&mut browser).await;
    assert!(is_in(&mut ada).await);
    let told = receiver.wait_for(1).await;
    assert_eq!(told[0].token().claims["sid"], tokens.id_claims()["sid"]);
}

/// RP-Initiated Logout §2, as the tenant wants it.
#[tokio::test]
async fn signing_out_here_ends_the_login_there_where_the_tenant_wants_that() {
    for (policy, follows) in [
        ("sign_out_there = false", false),
        ("sign_out_there = true", true),
    ] {
        let (there, here) = (TestApp::start().await, TestApp::with_fixture().await);
        there.apply(&hedy()).await;
        vouches(&there, &here, policy, "").await;
        let rp = RelyingParty::new(&here, FIRST);
        let (mut browser, mut elsewhere) = (here.browser(), there.browser());
        browser.authorize(&rp.authorization_url(&[])).await;
        let outcome = signs_in(&mut browser, &mut elsewhere, HEDY).await;
        let tokens = rp.exchange(&rp.code_of(&outcome)).await;
        let mut url = Url::parse(&rp.endpoint("/end_session")).unwrap();
        url.query_pairs_mut()
            .append_pair("id_token_hint", tokens.id_token())
            .append_pair("post_logout_redirect_uri", POST_LOGOUT_REDIRECT_URI)
            .append_pair("state", "s1");
        let mut next = browser.authorize(url.as_str()).await.redirect();
        if follows {
            assert!(
                next.as_str()
                    .starts_with(&format!("{}/end_session?", there.issuer())),
                "{next}"
            );
            let back = elsewhere.authorize(next.as_str()).await.redirect();
            next = browser.authorize(back.as_str()).await.redirect();
        }
        // The app gets its browser back either way.
        assert_eq!(
            next.as_str(),
            format!("{POST_LOGOUT_REDIRECT_URI}?state=s1")
        );
        assert!(!is_in(&mut browser).await);
        assert_eq!(is_in(&mut elsewhere).await, !follows, "{policy}");
    }
}

/// "The verifier knows to go back to the jwks_uri location to re-retrieve the keys when it sees an unfamiliar kid value."
/// OpenID Connect Core §10.1.1: while somebody is there, its keys change, twice.
#[tokio::test]
async fn keys_that_change_while_somebody_is_there_are_found() {
    let (there, here) = (TestApp::start().await, TestApp::start().await);
    there.apply(&hedy()).await;
    let alg = "id_token_signed_response_alg = \"RS256\"";
    vouches(&there, &here, "", alg).await;
    let (mut browser, mut elsewhere) = (here.browser(), there.browser());
    browser.get("/sign-in").await;
    is_home(signs_in(&mut browser, &mut elsewhere, HEDY).await);
    let mut second = here.browser();
    second.get("/sign-in").await;
    let url = through(&mut second, "there").await;
    // The keys are asked for again when they were not a minute ago.
    for app in [&there, &here] {
        app.advance(61);
    }
    let tenant = there.context().await.issuer().tenant_id();
    for _ in 0..2 {
        let rotated = keys::rotate(there.app(), tenant, &[SigningAlg::RS256]).await;
        assert_eq!(rotated.unwrap().len(), 1);
    }
    let callback = elsewhere.authorize(url.as_str()).await.redirect();
    is_home(came_back(&mut second, &callback).await);
}

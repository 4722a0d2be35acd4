//! How sure of the user an answer is: OpenID Connect Core §3.1.2.1 (`acr_values`), §5.5.1.1 (essential `acr`), Registration §2
//! (`default_acr_values`), and what the tenant or the client demands whatever a request says.

use serde_json::json;
use vestibule_test_support::assertions::assert_redirect_error;
use vestibule_test_support::fixture::{ADA, FIRST, GRACE, WEB};
use vestibule_test_support::{RelyingParty, TestApp};

const EVERYBODY: &str = "[[tenant]]\nslug = \"default\"\nsecond_factor = { required = true }\n";

fn first_with(member: &str) -> String {
    format!(
        "[[client]]\nclient_id = \"first\"\nclient_name = \"Our Own App\"\nfirst_party = true\n\
         redirect_uris = [{:?}]\ngrant_types = [\"authorization_code\", \"refresh_token\"]\n{member}\n",
        FIRST.redirect_uri
    )
}

/// "interaction_required: The Authorization Server requires End-User interaction of some form to proceed."  §3.1.2.6: a
/// session from before a second factor was demanded answers nothing in silence, and shows the next step with a page.
#[tokio::test]
async fn a_session_that_proved_too_little_is_asked_for_more_and_never_answered_in_silence() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    rp.sign_in_and_exchange(&mut browser).await;
    for demand in [
        EVERYBODY,
        &first_with("minimum_acr = \"urn:vestibule:acr:aal2\""),
    ] {
        app.apply(demand).await;
        let silent = rp.authorization_url(&[("prompt", "none")]);
        let answer = browser.authorize(&silent).await.redirect();
        assert_redirect_error(
            &answer,
            "interaction_required",
            Some(&rp.state),
            app.issuer(),
        );
        let page = browser.authorize(&rp.authorization_url(&[])).await.page();
        assert_eq!(page.url.path(), "/second-factor/set-up", "{demand}");
        app.apply("[[tenant]]\nslug = \"default\"\n").await;
    }
    // What neither the tenant nor the client nor the request demands is not asked for.
    app.apply(&first_with("")).await;
    rp.code_of(&browser.authorize(&rp.authorization_url(&[])).await);
}

/// The demand of a role concerns those who have it.
#[tokio::test]
async fn a_role_that_demands_a_second_factor_concerns_its_holders_only() {
    let app = TestApp::with_fixture().await;
    app.apply(&format!(
        "[[tenant]]\nslug = \"default\"\nsecond_factor = {{ required_for_roles = [\"admin\"] }}\n\n\
         [[user]]\nusername = {:?}\nemail = {:?}\nroles = [\"admin\"]\n",
        GRACE.username, GRACE.email
    ))
    .await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let page = browser
        .fill_sign_in(GRACE.username, GRACE.password)
        .await
        .page();
    assert_eq!(page.url.path(), "/second-factor/set-up");
    assert!(browser.cookie("sid").is_none(), "nobody is signed in yet");
    let page = app.browser().sign_in_as(ADA).await;
    assert_eq!(page.url.path(), "/");
}

/// A grant that rests on less than is demanded by now gives nothing more, neither by its code nor by its refresh token.
#[tokio::test]
async fn a_grant_ends_when_the_operator_demands_more_than_it_rests_on() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let tokens = rp.sign_in_and_exchange(&mut browser).await;
    let code = rp.code_for(&mut browser, ADA).await;
    app.apply(EVERYBODY).await;
    let refused = rp.refresh(tokens.refresh_token()).await;
    assert_eq!(refused.status, 400);
    assert_eq!(refused.json()["error"], "invalid_grant");
    let refused = rp.redeem(&code).await;
    assert_eq!(refused.json()["error"], "invalid_grant");
}

/// "default_acr_values: … Default requested Authentication Context Class Reference values … Values specified in the acr_values
/// request parameter or an individual acr Claim request override these default values."  Registration §2
#[tokio::test]
async fn registered_acr_values_stand_in_for_missing_ones() {
    let app = TestApp::with_fixture().await;
    app.apply(&first_with(
        "default_acr_values = [\"urn:vestibule:acr:aal1\", \"phr\"]",
    ))
    .await;
    let rp = RelyingParty::new(&app, FIRST);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    assert_eq!(tokens.id_claims()["acr"], "urn:vestibule:acr:aal1");
    assert_eq!(tokens.id_claims()["amr"], json!(["pwd"]));
    // A request that names only what is unknown here asked for nothing that can be told.
    let tokens = rp
        .sign_in_and_exchange_with(&mut app.browser(), ADA, &[("acr_values", "urn:else")])
        .await;
    assert!(tokens.id_claims().get("acr").is_none());
}

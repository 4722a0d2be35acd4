//! Claims asked for by name, by an application that lost the scope they belong to.

use vestibule_test_support::fixture::{ADA, AuthMethod, Client};
use vestibule_test_support::{RelyingParty, TestApp, Tokens};

const APP: Client = Client {
    id: "app",
    secret: "a-secret-of-some-length-0123456789abcdef01234567",
    auth: AuthMethod::Basic,
    redirect_uri: "https://new.example/cb",
    scope: "openid offline_access",
};

fn registered(scope: &str) -> String {
    format!(
        "[[client]]\nclient_id = \"app\"\nclient_secret = {:?}\nredirect_uris = [{:?}]\n\
         grant_types = [\"authorization_code\", \"refresh_token\"]\nscope = {scope:?}\n",
        APP.secret, APP.redirect_uri
    )
}

/// OpenID Connect Core §5.5 asks for single claims; the right to one is the right to its scope, and is looked at for each token.
#[tokio::test]
async fn a_claim_by_name_goes_with_the_scope_that_was_taken_away() {
    let app = TestApp::with_fixture().await;
    let (wide, narrow) = (
        "openid email phone offline_access",
        "openid phone offline_access",
    );
    app.apply(&registered(wide)).await;
    let rp = RelyingParty::new(&app, APP);
    let asked = r#"{"userinfo":{"email":null,"phone_number":null},"id_token":{"email":null,"phone_number":null}}"#;
    let first = rp
        .sign_in_and_exchange_with(&mut app.browser(), ADA, &[("claims", asked)])
        .await;
    let told = async |tokens: &Tokens| {
        let userinfo = rp.userinfo(&tokens.access_token).await.expect(200).json();
        assert_eq!(userinfo["phone_number"], "+44 20 7946 0018");
        assert_eq!(tokens.id_claims()["phone_number"], "+44 20 7946 0018");
        let names = tokens.access_claims()["userinfo_claims"].to_string();
        assert!(names.contains("phone_number"), "{names}");
        let email = userinfo["email"] == ADA.email;
        assert_eq!(tokens.id_claims()["email"] == ADA.email, email);
        assert_eq!(names.contains("email"), email, "{names}");
        email
    };
    assert!(told(&first).await);
    app.apply(&registered(narrow)).await;
    let second = Tokens::of(rp.refresh(first.refresh_token()).await);
    assert!(!told(&second).await);
    app.apply(&registered(wide)).await;
    let third = Tokens::of(rp.refresh(second.refresh_token()).await);
    assert!(told(&third).await, "the grant did not change");
}

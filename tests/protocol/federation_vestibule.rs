//! Another Vestibule vouches: both ends are ours, and neither knows.

use vestibule_test_support::fixture::{ADA, FIRST};
use vestibule_test_support::upstream::{came_back, through};
use vestibule_test_support::{Browser, RelyingParty, TestApp};

use crate::federation_openid::OPEN;

const SECRET: &str = "between-two-vestibules-0a1b2c3d4e5f60718293a4b5c6d7e8f9";

/// The upstream with Ada, and the one that she goes on to, which knows nobody.
async fn two() -> (TestApp, TestApp) {
    let (there, here) = (TestApp::with_fixture().await, TestApp::start().await);
    there
        .apply(&format!(
            "[[client]]\nclient_id = \"here\"\nclient_name = \"Here\"\nclient_secret = {SECRET:?}\nfirst_party = true\n\
             redirect_uris = [\"{here}/sign-in/through/there/callback\"]\ngrant_types = [\"authorization_code\"]\n\
             post_logout_redirect_uris = [\"{here}/sign-out/elsewhere\"]\nscope = \"openid profile email\"\n\
             backchannel_logout_uri = \"{here}/sign-in/through/there/backchannel-logout\"\n",
            here = here.issuer()
        ))
        .await;
    here.apply(&format!(
        "{OPEN}[[provider]]\nslug = \"there\"\nkind = \"openid\"\nname = \"There\"\nissuer = {:?}\nclient_id = \"here\"\n\
         client_secret = {SECRET:?}\ntrusted_email = true\n",
        there.issuer()
    ))
    .await;
    (there, here)
}

/// Goes through the upstream, where Ada signs in if she is not signed in there.
async fn comes(there: &mut Browser, here: &mut Browser) {
    here.get("/sign-in").await;
    let away = through(here, "there").await;
    let back = there
        .authorize_and_sign_in(away.as_str(), ADA.username, ADA.password)
        .await;
    came_back(here, &back).await;
}

/// Name, address and picture come along; the second time it is the same account.
#[tokio::test]
async fn a_person_of_one_vestibule_signs_in_at_another() {
    let (there, here) = two().await;
    let (mut ada_there, mut ada_here) = (there.browser(), here.browser());
    comes(&mut ada_there, &mut ada_here).await;
    let page = ada_here.page();
    assert_eq!(page.page_name(), "home", "{}", page.text());
    let db = here.context().await.db();
    let made = db.credentials(ADA.username).await.unwrap().unwrap().user;
    assert_eq!(made.email.as_deref(), Some(ADA.email));
    assert_eq!(made.profile["name"], "Ada Lovelace");
    let mut again = here.browser();
    comes(&mut ada_there, &mut again).await;
    assert_eq!(again.page().page_name(), "home");
    assert_eq!(db.identities(made.id).await.unwrap().len(), 1);
}

/// Signed out there, she is signed out here: one delivers logout tokens, the other takes them.
#[tokio::test]
async fn a_sign_out_at_one_vestibule_reaches_the_other() {
    let (there, here) = two().await;
    let (mut ada_there, mut ada_here) = (there.browser(), here.browser());
    comes(&mut ada_there, &mut ada_here).await;
    assert_eq!(ada_here.get("/account").await.page_name(), "account");
    ada_there.get("/end_session").await;
    ada_there
        .submit("#sign-out", &[], "#sign-out-confirm")
        .await;
    let mut ended = false;
    for _ in 0..400 {
        ended = ada_here.get("/account").await.page_name() == "sign-in";
        if ended {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert!(ended, "she is still signed in here");
}

/// An app of one gets its tokens although its people sign in at the other.
#[tokio::test]
async fn an_app_of_one_has_people_of_the_other() {
    let (there, here) = two().await;
    here.apply(&vestibule_test_support::fixture::toml_of(&FIRST))
        .await;
    let rp = RelyingParty::new(&here, FIRST);
    let (mut ada_there, mut ada_here) = (there.browser(), here.browser());
    let away = ada_here
        .authorize(&rp.authorization_url(&[("idp", "there"), ("scope", "openid email")]))
        .await
        .redirect();
    let back = ada_there
        .authorize_and_sign_in(away.as_str(), ADA.username, ADA.password)
        .await;
    let outcome = came_back(&mut ada_here, &back).await;
    let claims = rp.exchange(&rp.code_of(&outcome)).await.id_claims();
    assert_eq!(claims["iss"], here.issuer());
}

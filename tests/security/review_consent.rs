//! A yes that was meant for another account.

use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, GRACE, WEB};
use vestibule_test_support::{RelyingParty, TestApp};

/// "the Authorization Server MUST obtain an authorization decision before releasing information"  OpenID Connect Core §3.1.2.4:
/// of the person whom the page named. A second window of the same request may have changed the account meanwhile.
#[tokio::test]
async fn an_answer_counts_only_for_the_account_that_the_page_named() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    browser.authorize(&rp.authorization_url(&[])).await;
    let page = browser
        .fill_sign_in(ADA.username, ADA.password)
        .await
        .page();
    assert!(page.text().contains(ADA.email), "{}", page.text());
    let old = page.form("#consent").fields;
    let txn = page.attribute("#consent input[name=txn]", "value").unwrap();
    // The other window: another account for the same request.
    browser.get(&format!("/select-account?txn={txn}")).await;
    browser
        .submit("#select-account", &[], "button[value=other]")
        .await;
    let page = browser
        .fill_sign_in(GRACE.username, GRACE.password)
        .await
        .page();
    assert_eq!(page.page_name(), "consent");
    assert!(page.text().contains(GRACE.email), "{}", page.text());
    let without = old.iter().filter(|(name, _)| name != "login").cloned();
    let without: Vec<(String, String)> = without.collect();
    assert_eq!(without.len() + 1, old.len());
    for form in [&old, &without] {
        for decision in ["allow", "deny"] {
            let fields: Vec<(&str, &str)> = form
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .chain([("decision", decision)])
                .collect();
            let page = browser.post("/consent", &fields, Site::Same).await.page();
            assert_eq!((page.status, page.page_name().as_str()), (200, "consent"));
            assert!(page.text().contains(GRACE.email), "{}", page.text());
        }
    }
    let outcome = browser.submit("#consent", &[], "#consent-allow").await;
    let tokens = rp.exchange(&rp.code_of(&outcome)).await;
    let userinfo = rp.userinfo(&tokens.access_token).await.expect(200).json();
    assert_eq!(userinfo["preferred_username"], "grace");
}

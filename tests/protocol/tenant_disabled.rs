//! SECURITY K08: a tenant that was switched off.

use vestibule_test_support::RelyingParty;
use vestibule_test_support::fixture::WEB;

use crate::tenants::{ACME, GLOBEX, HOME, get, three_tenants};

/// A tenant that was disabled gives nothing from that moment on, and the others do not notice.
#[tokio::test]
async fn a_disabled_tenant_answers_nothing() {
    let app = three_tenants().await;
    for (issuer, slug, host) in [
        (ACME, "acme", ""),
        (GLOBEX, "globex", "host = \"login.globex.example\"\n"),
    ] {
        let rp = RelyingParty::of_issuer(&app, issuer, WEB);
        let mut browser = app.browser_at(issuer);
        let tokens = rp.sign_in_and_exchange(&mut browser).await;
        let code = rp.code_of(&browser.authorize(&rp.authorization_url(&[])).await);
        let tenant = format!("[[tenant]]\nslug = {slug:?}\n{host}");
        app.apply(&format!("{tenant}disabled = true\n")).await;
        assert_eq!(
            browser
                .authorize(&rp.authorization_url(&[]))
                .await
                .page()
                .status,
            404
        );
        assert_eq!(
            browser.get("/").await.error_code().as_deref(),
            Some("not_found")
        );
        for answer in [
            rp.redeem(&code).await,
            rp.refresh(tokens.refresh_token()).await,
            rp.client_credentials(&[]).await,
            rp.userinfo(&tokens.access_token).await,
            rp.introspect(&tokens.access_token).await,
            get(&app, &format!("{issuer}/jwks")).await,
        ] {
            assert_eq!(answer.status, 404, "{answer:?}");
        }
        let home = RelyingParty::of_issuer(&app, HOME, WEB);
        home.sign_in_and_exchange(&mut app.browser_at(HOME)).await;
        app.apply(&tenant).await;
        assert_eq!(rp.userinfo(&tokens.access_token).await.status, 200);
    }
}

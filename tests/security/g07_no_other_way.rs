//! G07: what the table of ways does not walk: demands of applications, the grant by password, new accounts, and the source itself,
//! which shall have no other way.

use std::fs;
use std::path::Path;

use vestibule_test_support::fixture::{ADA, FIRST};
use vestibule_test_support::{AuthenticatorApp, RelyingParty, TestApp, authenticator_app};

use crate::g07_every_way_in::tenant;
use crate::mail_ways::FRESH;
use crate::second_step::{enter_and_remember, half_way};

/// "stronger authentication … for the session": a demand of the request is met by a second factor, a remembered browser or not.
#[tokio::test]
async fn a_demand_is_met_by_a_factor_and_by_no_remembered_browser() {
    let app = TestApp::with_fixture().await;
    let (ada, _) = authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    let mut browser = app.browser();
    half_way(&mut browser, ADA).await;
    enter_and_remember(&mut browser, &ada.next_code(&app)).await;
    browser.get("/end_session").await;
    browser.submit("#sign-out", &[], "#sign-out-confirm").await;
    let rp = RelyingParty::new(&app, FIRST);
    let demand = r#"{"id_token":{"acr":{"essential":true,"value":"urn:vestibule:acr:aal2"}}}"#;
    let url = rp.authorization_url(&[("claims", demand)]);
    browser.authorize(&url).await;
    let page = browser
        .fill_sign_in(ADA.username, ADA.password)
        .await
        .page();
    assert_eq!(page.page_name(), "second-factor", "{}", page.text());
    let code = ada.next_code(&app);
    let outcome = browser
        .submit(
            "#second-factor",
            &[("code", &code)],
            "#second-factor-submit",
        )
        .await;
    let claims = rp.exchange(&rp.code_of(&outcome)).await.id_claims();
    assert_eq!(claims["acr"], "urn:vestibule:acr:aal2");
    assert_eq!(claims["amr"], serde_json::json!(["pwd", "otp", "mfa"]));
    // Without a demand the browser is remembered, and the token says what was proven: one factor.
    browser.get("/end_session").await;
    browser.submit("#sign-out", &[], "#sign-out-confirm").await;
    let outcome = browser
        .authorize_as(&rp.authorization_url(&[]), ADA.username, ADA.password)
        .await;
    let claims = rp.exchange(&rp.code_of(&outcome)).await.id_claims();
    assert!(!claims.to_string().contains("mfa"), "{claims}");
    assert_ne!(claims["acr"], "urn:vestibule:acr:aal2");
}

/// The grant by password, which knows no second step, is not there.
#[tokio::test]
async fn there_is_no_password_grant() {
    let app = TestApp::with_fixture().await;
    authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    let rp = RelyingParty::new(&app, FIRST);
    let fields = [
        ("grant_type", "password"),
        ("username", ADA.username),
        ("password", ADA.password),
    ];
    let answer = rp.token(&fields).await;
    assert_eq!(answer.json()["error"], "unsupported_grant_type");
}

/// What of the source may lead to a session: another file here is another way, which belongs into the table above.
#[test]
fn there_is_no_way_that_is_not_walked() {
    let pages = "src/web/pages/";
    let found = |needle: &str| {
        let mut found = Vec::new();
        visit(
            Path::new(env!("CARGO_MANIFEST_DIR")).join("src").as_path(),
            &mut |path, text| {
                if text.lines().any(|line| {
                    line.contains(needle)
                        && !line.contains("fn ")
                        && !line.trim_start().starts_with("//")
                }) {
                    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
                    found.push(
                        path.strip_prefix(root)
                            .unwrap()
                            .to_str()
                            .unwrap()
                            .to_owned(),
                    );
                }
            },
        );
        found.sort();
        found
    };
    assert_eq!(
        found("visitor.session_cookie("),
        // A changed password gives a login that is there another identifier, and proves nothing; so does a factor that was set
        // up within a login, which proved itself there (`d02_session_reuse`).
        [
            format!("{pages}account/factor_set_up.rs"),
            format!("{pages}account/passkeys.rs"),
            format!("{pages}account/password.rs"),
            format!("{pages}entrance.rs")
        ],
        "who sets the cookie"
    );
    assert_eq!(
        found(".db().sign_in("),
        ["src/accounts/gate/enter.rs"],
        "who writes a login"
    );
    let ways = [
        // The set-up on the way in, which `EnforcedWithout` stops at.
        "email_needed.rs",
        "factor_set_up.rs",
        "mail_code.rs",
        "mail_link.rs",
        "passkeys/second_factor.rs",
        "passkeys/set_up.rs",
        "passkeys/sign_in.rs",
        "second_factor.rs",
        "sign_in.rs",
        // An account that is made in this moment: `who_signs_up_where_a_factor_is_needed_sets_it_up`.
        "sign_up.rs",
        // The word of a provider: `i13_upstream_levels`.
        "through/callback.rs",
        "through/sign_up.rs",
        "verify_email.rs",
    ];
    let mut ways: Vec<String> = ways.iter().map(|file| format!("{pages}{file}")).collect();
    ways.sort();
    let mut through = [found("visitor, passed"), found("visitor, *passed")].concat();
    through.sort();
    assert_eq!(through, ways, "who goes through the gate");
}

fn visit(folder: &Path, see: &mut impl FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            visit(&path, see);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            see(&path, &fs::read_to_string(&path).unwrap());
        }
    }
}

/// Signing up signs in: where a factor is needed, not before it is there.
#[tokio::test]
async fn who_signs_up_where_a_factor_is_needed_sets_it_up() {
    let app = TestApp::with_fixture().await;
    tenant(&app, ", required = true").await;
    let mut asked = crate::mail_ways::account(&app, "hedy", "hedy@example.com").await;
    assert!(asked.browser.cookie("sid").is_none());
    asked.open().await;
    let mut page = asked.press().await;
    assert!(asked.browser.cookie("sid").is_none(), "{}", page.text());
    if page.page_name() != "second-factor-set-up" {
        asked.browser.get("/sign-in").await;
        page = asked.browser.fill_sign_in("hedy", FRESH).await.page();
    }
    assert_eq!(page.page_name(), "second-factor-set-up", "{}", page.text());
    assert!(asked.browser.cookie("sid").is_none());
    // The way goes on through the set-up, and the codes on paper. At a bare address there are no passkeys, so there is no
    // choice either.
    let own = AuthenticatorApp::from_page(&page);
    let code = own.code(&app);
    let page = asked
        .browser
        .submit(
            "#factor-set-up",
            &[("code", &code)],
            "#factor-set-up-submit",
        )
        .await
        .page();
    assert_eq!(page.page_name(), "recovery-codes", "{}", page.text());
    assert!(asked.browser.cookie("sid").is_none());
    asked
        .browser
        .submit("#recovery-codes", &[], "#recovery-codes-done")
        .await;
    assert!(asked.browser.cookie("sid").is_some());
}

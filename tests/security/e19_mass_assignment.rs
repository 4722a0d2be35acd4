//! E19: a password is changed without the present one, or by a form that is about something else; and what only operators decide
//! comes along with a form of the account, of a sign-up or of an invitation.

use vestibule::accounts::entry::invite;
use vestibule::storage::Credentials;
use vestibule::texts::Texts;
use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, GRACE};
use vestibule_test_support::{Browser, Page, TestApp};

use crate::mail_ways::{FRESH, link, open_app};
use crate::operator::tenant;

/// What no page of a person's own has a field for. `password` is left out where a page has it.
const FOREIGN: [(&str, &str); 16] = [
    ("roles", "admin"),
    ("roles[]", "admin"),
    ("role", "admin"),
    ("email_verified", "true"),
    ("tenant_id", "00000000-0000-0000-0000-000000000001"),
    ("tenant", "acme"),
    ("disabled", "true"),
    ("disabled_at", "1"),
    ("id", "00000000-0000-0000-0000-000000000001"),
    ("sub", "00000000-0000-0000-0000-000000000001"),
    ("password_hash", "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$x"),
    ("new_password", "seventeen quiet lighthouses"),
    ("credential_version", "1"),
    ("factor_kinds", ""),
    ("deletion_at", "1"),
    ("user", "grace"),
];

async fn stored(app: &TestApp, login: &str) -> Credentials {
    let db = app.app().database.tenant(tenant(app).await);
    db.credentials(login).await.unwrap().expect(login)
}

/// Everything that decides what somebody may do, and how they prove who they are.
fn power(of: &Credentials) -> String {
    let user = &of.user;
    format!(
        "{} {} {:?} {} {:?} {:?} {} {:?} {} {:?}",
        user.id,
        user.tenant,
        user.email,
        user.email_verified,
        user.roles,
        user.factors,
        user.disabled,
        user.deletion_at,
        of.version,
        of.password_hash
            .as_ref()
            .map(|hash| hash.expose().to_owned())
    )
}

/// Posts a form of a page with what stands in it, and more.
async fn post_more(
    browser: &mut Browser,
    (path, form): (&str, &str),
    own: &[(&str, &str)],
    more: &[(&str, &str)],
) -> Page {
    let form = browser.get(path).await.form(form);
    let target = form.action.path().to_owned();
    let mut fields: Vec<(&str, &str)> = form
        .fields
        .iter()
        .filter(|(name, _)| own.iter().all(|(typed, _)| typed != name))
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.extend(own);
    fields.extend(more);
    browser.post(&target, &fields, Site::Same).await.page()
}

/// "Verify that password change functionality requires the user's current and new password"  ASVS 5.0 V6.2.3
#[tokio::test]
async fn no_password_is_changed_without_the_present_one() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let before = power(&stored(&app, ADA.username).await);
    let page = ("/account/password", "#account-password");
    for current in [
        &[][..],
        &[("current", "")][..],
        &[("current", "wrong")][..],
        &[("current", GRACE.password)][..],
        &[("current[]", ADA.password)][..],
        &[("Current", ADA.password)][..],
        &[("old_password", ADA.password), ("force", "true")][..],
    ] {
        // A pause between wrong ones is no refusal of the field.
        app.advance(11);
        let form = browser.get(page.0).await.form(page.1);
        let csrf = form.fields.iter().find(|(name, _)| name == "csrf").unwrap();
        let mut fields = vec![("csrf", csrf.1.as_str()), ("password", FRESH)];
        fields.extend(current);
        let answer = browser.post(page.0, &fields, Site::Same).await.page();
        assert_eq!(answer.status, 422, "{current:?}: {}", answer.text());
        assert!(answer.has("#current-problem"), "{current:?}");
        assert_eq!(
            power(&stored(&app, ADA.username).await),
            before,
            "{current:?}"
        );
    }
    app.advance(11);
    let fields = [("current", ADA.password), ("password", FRESH)];
    let answer = post_more(&mut browser, page, &fields, &FOREIGN).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let after = stored(&app, ADA.username).await;
    assert_ne!(power(&after), before, "the honest one is taken");
    assert!(after.user.roles.is_empty() && !after.user.disabled);
    app.browser().sign_in(ADA.username, FRESH).await;
}

/// "Verify that the application … only returns the required subset of fields …, and … mass assignment"  ASVS 5.0 V15.3.3: no
/// other form of the account changes it, nor what only operators decide.
#[tokio::test]
async fn no_form_of_the_account_brings_more_than_its_page_has() {
    let app = open_app().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let before = power(&stored(&app, ADA.username).await);
    let more: Vec<(&str, &str)> = FOREIGN
        .into_iter()
        .chain([("password", FRESH), ("current", ADA.password)])
        .collect();
    for (page, own, status) in [
        (
            ("/account/profile", "#profile-form"),
            &[("nickname", "Countess")][..],
            200,
        ),
        (
            ("/account/profile", "#profile-username"),
            &[("username", "countess")][..],
            200,
        ),
        (
            ("/account/email", "#change-email"),
            &[("email", "ada@new.example")][..],
            202,
        ),
    ] {
        let answer = post_more(&mut browser, page, own, &more).await;
        assert_eq!(answer.status, status, "{page:?}: {}", answer.text());
        let login = if page.1 == "#profile-form" {
            "ada"
        } else {
            "countess"
        };
        assert_eq!(power(&stored(&app, login).await), before, "{page:?}");
    }
    // What the pages do have was taken.
    let after = stored(&app, "countess").await.user;
    assert_eq!(after.profile["nickname"], "Countess");
    app.browser().sign_in("countess", ADA.password).await;
}

/// Nor does the page that makes an account: an account that was signed up for has the tenant's default roles.
#[tokio::test]
async fn a_sign_up_brings_no_power() {
    let app = TestApp::with_fixture().await;
    app.apply(
        "[[role]]\nname = \"guest\"\n\n[[tenant]]\nslug = \"default\"\nsign_up = { mode = \"open\", roles = [\"guest\"], ask = [\"given_name\"] }\n",
    )
    .await;
    let mut browser = app.browser();
    let own = [
        ("username", "hedy"),
        ("email", "hedy@example.com"),
        ("password", FRESH),
        ("given_name", "Hedy"),
    ];
    let more: Vec<(&str, &str)> = FOREIGN
        .into_iter()
        .chain([
            ("picture", "https://evil.example/x.png"),
            ("phone_number_verified", "true"),
        ])
        .collect();
    let page = post_more(&mut browser, ("/sign-up", "#sign-up"), &own, &more).await;
    assert_eq!(page.status, 202, "{}", page.text());
    let url = link(&app, "hedy@example.com").await;
    browser.get(&url).await;
    let form = browser.page().form("#verify-email");
    let target = form.action.path().to_owned();
    let mut fields: Vec<(&str, &str)> = form
        .fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.extend(FOREIGN);
    fields.extend([("username", "root"), ("email", "root@example.com")]);
    browser.post(&target, &fields, Site::Same).await;
    let hedy = stored(&app, "hedy").await;
    assert_eq!(hedy.user.roles, ["guest"]);
    assert_eq!(hedy.user.email.as_deref(), Some("hedy@example.com"));
    assert_eq!(hedy.user.tenant, tenant(&app).await);
    assert!(!hedy.user.disabled && hedy.user.deletion_at.is_none());
    assert_eq!(hedy.user.profile.keys().collect::<Vec<_>>(), ["given_name"]);
    assert_ne!(
        hedy.user.id.to_string(),
        "00000000-0000-0000-0000-000000000001"
    );
    app.browser().sign_in("hedy", FRESH).await;
}

/// An invitation says which address and which roles; whoever accepts it says neither.
#[tokio::test]
async fn an_invitation_gives_what_it_says_and_no_more() {
    let app = open_app().await;
    app.apply("[[role]]\nname = \"editor\"\n").await;
    let ctx = app.context().await;
    let roles = vec!["editor".to_owned()];
    invite(&ctx, "hedy@example.com", &roles, Texts::english())
        .await
        .unwrap();
    let mut browser = app.browser();
    browser.get(&link(&app, "hedy@example.com").await).await;
    let form = browser.page().form("#sign-up");
    let target = form.action.path().to_owned();
    let own = [("username", "hedy"), ("password", FRESH)];
    let mut fields: Vec<(&str, &str)> = form
        .fields
        .iter()
        .filter(|(name, _)| own.iter().all(|(typed, _)| typed != name) && name != "email")
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.extend(own);
    fields.extend(FOREIGN);
    fields.push(("email", "mallory@example.com"));
    let page = browser.post(&target, &fields, Site::Same).await.page();
    assert!(page.status < 400, "{}", page.text());
    let hedy = stored(&app, "hedy").await;
    // With what everybody gets here.
    assert_eq!(hedy.user.roles, ["editor", "user"]);
    assert_eq!(hedy.user.email.as_deref(), Some("hedy@example.com"));
    assert!(!hedy.user.disabled);
    app.browser().sign_in("hedy", FRESH).await;
}

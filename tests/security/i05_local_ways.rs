//! I05 without a provider: somebody waits in an account whose address they never proved, and the owner of the mailbox comes by a mail.

use vestibule_test_support::fixture::{ADA, FIRST, GRACE, Person};
use vestibule_test_support::{
    Authenticator, Browser, RelyingParty, TestApp, Tokens, authenticator_app,
};

use crate::mail_ways::{FRESH, OPEN, mail_link, reset};
use crate::passkeys::{house, with_passkey};

/// Grace's address was never proven: whoever has the password may be anybody.
struct Squatter {
    browser: Browser,
    passkey: Authenticator,
    rp: RelyingParty,
    tokens: Tokens,
}

async fn squatted() -> (TestApp, Squatter) {
    let app = house().await;
    app.apply(OPEN).await;
    let rp = RelyingParty::new(&app, FIRST);
    let (mut browser, passkey) = with_passkey(&app, GRACE).await;
    let outcome = browser.authorize(&rp.authorization_url(&[])).await;
    let tokens = rp.exchange(&rp.code_of(&outcome)).await;
    let squatter = Squatter {
        browser,
        passkey,
        rp,
        tokens,
    };
    (app, squatter)
}

async fn is_signed_in(browser: &mut Browser) -> bool {
    browser.get("/account").await.page_name() == "account"
}

async fn signs_in(app: &TestApp, password: &str) -> bool {
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    browser.fill_sign_in(GRACE.username, password).await;
    is_signed_in(&mut browser).await
}

/// By a link of a mail, in the browser that asked for it.
async fn by_link(app: &TestApp, person: Person) -> Browser {
    let mut asked = mail_link(app, person).await;
    asked.open().await;
    asked.press().await;
    asked.browser
}

/// By a code of a mail.
async fn by_code(app: &TestApp, person: Person) -> Browser {
    let mut browser = app.browser();
    browser.get("/sign-in/mail").await;
    let fields = [("login", person.email)];
    browser
        .submit("#mail-sign-in", &fields, "#mail-sign-in-code")
        .await;
    let code = app.mailbox().last_to(person.email).await.code();
    browser
        .submit("#mail-code", &[("code", &code)], "#mail-code-submit")
        .await;
    browser
}

/// By another password, and then by that.
async fn by_reset(app: &TestApp, person: Person) -> Browser {
    let mut asked = reset(app, person).await;
    asked.open().await;
    let page = asked.press().await;
    assert_eq!(page.status, 200, "{}", page.text());
    let mut browser = asked.browser;
    browser.get("/sign-in").await;
    browser.fill_sign_in(person.username, FRESH).await;
    browser
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Link,
    Code,
    Reset,
}

impl Way {
    const ALL: [Self; 3] = [Self::Link, Self::Code, Self::Reset];

    async fn take(self, app: &TestApp, person: Person) -> Browser {
        match self {
            Self::Link => by_link(app, person).await,
            Self::Code => by_code(app, person).await,
            Self::Reset => by_reset(app, person).await,
        }
    }
}

/// "at verification … all sessions, passwords, factors, identities, pending e-mail changes created before are dropped"  SECURITY I05
#[tokio::test]
async fn whoever_proves_the_address_by_a_mail_has_the_account_to_themselves() {
    for way in Way::ALL {
        let (app, mut squatter) = squatted().await;
        assert!(is_signed_in(&mut squatter.browser).await);
        // An address of the squatter's own waits to take the place of the victim's.
        squatter.browser.get("/account/email").await;
        let fields = [("email", "mallory@example.com")];
        squatter
            .browser
            .submit("#change-email", &fields, "#change-email-submit")
            .await;
        let trojan = app.mailbox().last_to("mallory@example.com").await.link();
        let mut owner = way.take(&app, GRACE).await;
        assert!(
            is_signed_in(&mut owner).await,
            "{way:?}: nothing of a stranger's is asked for: {}",
            owner.page().text()
        );
        assert!(!is_signed_in(&mut squatter.browser).await, "{way:?}");
        assert!(!signs_in(&app, GRACE.password).await, "{way:?}");
        let mut again = app.browser();
        let page = again.sign_in_with_passkey(&mut squatter.passkey).await;
        assert_eq!(page.page_name(), "sign-in", "{way:?}: {}", page.text());
        let refreshed = squatter.rp.refresh(squatter.tokens.refresh_token()).await;
        assert_eq!(refreshed.error().as_deref(), Some("invalid_grant"));
        let asked = squatter.rp.userinfo(&squatter.tokens.access_token).await;
        assert_eq!(asked.status, 401, "{way:?}");
        let page = app.browser().get(&trojan).await;
        assert!(crate::mail_ways::is_void(&page), "{way:?}: {}", page.text());
        let found = app.context().await.db().credentials(GRACE.username).await;
        let found = found.unwrap().unwrap();
        assert!(found.user.email_verified && found.user.factors.is_empty());
        // The account is whole: its owner signs in again, by the same way as before.
        assert_eq!(found.password_hash.is_some(), way == Way::Reset);
        let text = owner.get("/account/activity").await.text();
        assert!(text.contains("confirmed"), "{way:?}: {text}");
        if way == Way::Reset {
            assert!(signs_in(&app, FRESH).await);
        } else {
            app.advance(61);
            let mut owner = way.take(&app, GRACE).await;
            assert!(is_signed_in(&mut owner).await);
        }
    }
}

/// Where the address was proven before, a mail takes nothing away: the second step is asked for as always.
#[tokio::test]
async fn of_a_proven_address_a_mail_takes_nothing_away() {
    for way in Way::ALL {
        let app = house().await;
        app.apply(OPEN).await;
        let mut before = app.browser();
        authenticator_app::turn_on(&mut before, &app, ADA).await;
        let mut owner = way.take(&app, ADA).await;
        assert_eq!(owner.page().page_name(), "second-factor", "{way:?}");
        assert!(!is_signed_in(&mut owner).await, "{way:?}");
        // A reset ends what the old password began (F17).
        assert_eq!(is_signed_in(&mut before).await, way != Way::Reset);
    }
}

/// Nobody waits in the account of somebody whom an operator made an administrator: their factors hold against a mailbox that was
/// never proven to be theirs.
#[tokio::test]
async fn a_mailbox_that_nobody_proved_is_no_way_round_an_administrators_factors() {
    for way in Way::ALL {
        let app = house().await;
        app.apply(&format!(
            "{OPEN}\n[[user]]\nusername = \"grace\"\nemail = {:?}\npassword = {:?}\nroles = [\"admin\"]\n",
            GRACE.email, GRACE.password
        ))
        .await;
        authenticator_app::turn_on(&mut app.browser(), &app, GRACE).await;
        let mut comer = way.take(&app, GRACE).await;
        assert_eq!(comer.page().page_name(), "second-factor", "{way:?}");
        assert!(!is_signed_in(&mut comer).await, "{way:?}");
    }
}

/// Of several mails at once one is the first: what came of it stays, also the password that was set by it.
#[tokio::test]
async fn a_second_mail_takes_nothing_from_its_owner() {
    let (app, _) = squatted().await;
    let mut link = mail_link(&app, GRACE).await;
    let mut other = reset(&app, GRACE).await;
    link.open().await;
    other.open().await;
    let (mut a, mut b) = (link.browser.clone(), other.browser.clone());
    let (_, _) = tokio::join!(
        a.submit("#mail-link", &[], "#mail-link-submit"),
        b.submit(
            "#reset-password",
            &[("password", FRESH)],
            "#reset-password-submit"
        )
    );
    // Either came first and voided the other.
    let by_link = is_signed_in(&mut a).await;
    assert_ne!(by_link, signs_in(&app, FRESH).await);
    assert!(!signs_in(&app, GRACE.password).await);
}

/// The owner who is signed in, and proves the address in that account, keeps what they set up there.
#[tokio::test]
async fn whoever_proves_the_address_from_within_keeps_everything() {
    let (app, mut owner) = squatted().await;
    owner.browser.get("/account/email").await;
    let asked = owner
        .browser
        .submit("#verify-own-email", &[], "#verify-own-email-submit")
        .await;
    assert_eq!(asked.page().status, 202);
    let link = app.mailbox().last_to(GRACE.email).await.link();
    owner.browser.get(&link).await;
    let page = owner
        .browser
        .submit("#verify-email", &[], "#verify-email-submit")
        .await
        .page();
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(is_signed_in(&mut owner.browser).await);
    let mut again = app.browser();
    again.sign_in_with_passkey(&mut owner.passkey).await;
    assert!(is_signed_in(&mut again).await);
}

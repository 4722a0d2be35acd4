//! G07, G12 of the issue: a way to a session that goes round the second factor (Tinyauth CVE-2026-32246, Gitea CVE-2026-73278,
//! Zitadel CVE-2025-64103, Casdoor CVE-2026-9091). Every way is walked in every state of the factors.

use vestibule_test_support::authenticator::UV;
use vestibule_test_support::fixture::{ADA, FIRST};
use vestibule_test_support::{
    Authenticator, AuthenticatorApp, Browser, Page, RelyingParty, TestApp,
};

use crate::mail_ways::{FRESH, mail_link, reset};
use crate::passkeys::house;
use crate::second_step::{enter, half_way};
use crate::visits::silently;

/// A way to a session, and the files of pages that it passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Password,
    MailLink,
    MailCode,
    ResetThenPassword,
    /// With a key that was touched and asked nothing of its owner: no way in without a name.
    TouchedPasskey,
    /// With a key that knew its owner: two factors in one.
    Passkey,
    /// As [`Way::Password`] in a browser that was signed in as Ada before she had a factor.
    SignedInBefore,
}

const WAYS: [Way; 7] = [
    Way::Password,
    Way::MailLink,
    Way::MailCode,
    Way::ResetThenPassword,
    Way::TouchedPasskey,
    Way::Passkey,
    Way::SignedInBefore,
];

/// What Ada has, and what the tenant demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    None,
    App,
    Mail,
    /// The app was removed again, and its recovery codes went with it.
    CodesAlone,
    Passkey,
    EnforcedWithout,
    EnforcedByRole,
    Paused,
    Disabled,
}

const STATES: [State; 9] = [
    State::None,
    State::App,
    State::Mail,
    State::CodesAlone,
    State::Passkey,
    State::EnforcedWithout,
    State::EnforcedByRole,
    State::Paused,
    State::Disabled,
];

/// Where a way must end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// In a session.
    In,
    /// Before the second step, without one.
    Step,
    /// Before the set-up of one, without one.
    SetUp,
    /// Nowhere.
    Out,
}

fn expected(way: Way, state: State) -> End {
    match (state, way) {
        (State::Disabled, _) | (_, Way::TouchedPasskey) => End::Out,
        (_, Way::Passkey) | (State::None | State::CodesAlone, _) => End::In,
        // A mail after a mail proves nothing; what is left of Ada's factors then are the codes on paper.
        (State::App | State::Mail | State::Paused | State::Passkey, _) => End::Step,
        (State::EnforcedWithout | State::EnforcedByRole, _) => End::SetUp,
    }
}

const OPEN: &str =
    "sign_up = { mode = \"open\" }\nsign_in = { mail_link = true, mail_code = true }";

pub(crate) async fn tenant(app: &TestApp, second_factor: &str) {
    app.apply(&format!(
        "[[tenant]]\nslug = \"default\"\n{OPEN}\nsecond_factor = {{ kinds = [\"passkey\", \"totp\", \"email\"]{second_factor} }}\n"
    ))
    .await;
}

/// A server in that state; Ada's session from before, her app and her key.
async fn in_state(
    state: State,
    way: Way,
) -> (TestApp, Browser, Option<AuthenticatorApp>, Authenticator) {
    let app = house().await;
    tenant(&app, "").await;
    let mut before = app.browser();
    before.sign_in_as(ADA).await;
    let mut key = Authenticator::new(app.issuer());
    // A key counts as a factor, so it is there only where it is the state or the way.
    if state == State::Passkey || matches!(way, Way::TouchedPasskey | Way::Passkey) {
        before.add_passkey(&mut key).await;
    }
    let mut own = None;
    match state {
        State::App | State::Paused | State::CodesAlone => {
            let mut browser = before.clone();
            let page = browser.get("/account/two-factor/set-up?method=totp").await;
            let found = AuthenticatorApp::from_page(&page);
            let code = found.code(&app);
            let field = [("code", code.as_str())];
            browser
                .submit("#factor-set-up", &field, "#factor-set-up-submit")
                .await;
            own = Some(found);
            if state == State::CodesAlone {
                browser.get("/account/two-factor").await;
                browser
                    .submit("#factor-totp", &[], "button[value=remove]")
                    .await;
            }
        }
        State::Mail => {
            before.get("/account/two-factor").await;
            before
                .submit("#factor-email", &[], "button[value=turn-on]")
                .await;
        }
        State::EnforcedWithout => tenant(&app, ", required = true").await,
        State::EnforcedByRole => {
            tenant(&app, ", required_for_roles = [\"clerk\"]").await;
            app.apply("[[role]]\nname = \"clerk\"\n[[user]]\nusername = \"ada\"\nemail = \"ada@example.com\"\nemail_verified = true\nroles = [\"clerk\"]\n").await;
        }
        State::Disabled => {
            app.apply("[[user]]\nusername = \"ada\"\nemail = \"ada@example.com\"\nemail_verified = true\ndisabled = true\n").await;
        }
        State::None | State::Passkey => {}
    }
    if let (State::Paused, Some(own)) = (state, &own) {
        for _ in 0..2 {
            let mut browser = app.browser();
            half_way(&mut browser, ADA).await;
            let to_app = browser.page().url.to_string() + "&method=totp";
            browser.get(&to_app).await;
            for _ in 0..5 {
                enter(&mut browser, &own.wrong_code(&app)).await;
            }
        }
    }
    (app, before, own, key)
}

/// Walks a way as far as it goes.
async fn walk(way: Way, state: State, app: &TestApp, key: &mut Authenticator) -> (Browser, Page) {
    let mut browser = app.browser();
    let page = match way {
        Way::Password | Way::SignedInBefore => {
            browser.get("/sign-in").await;
            browser
                .fill_sign_in(ADA.username, ADA.password)
                .await
                .page()
        }
        Way::MailLink | Way::MailCode | Way::ResetThenPassword if state == State::Disabled => {
            // There is no mail for a disabled account.
            browser.get("/sign-in").await
        }
        Way::MailLink => {
            let mut asked = mail_link(app, ADA).await;
            asked.open().await;
            let page = asked.press().await;
            browser = asked.browser;
            page
        }
        Way::MailCode => {
            browser.get("/sign-in/mail").await;
            let login = [("login", ADA.username)];
            browser
                .submit("#mail-sign-in", &login, "#mail-sign-in-code")
                .await;
            let code = app.mailbox().last_to(ADA.email).await.code();
            let code = [("code", code.as_str())];
            browser
                .submit("#mail-code", &code, "#mail-code-submit")
                .await
                .page()
        }
        Way::ResetThenPassword => {
            let mut asked = reset(app, ADA).await;
            asked.open().await;
            asked.press().await;
            browser = asked.browser;
            assert!(
                browser.cookie("__Host-sid").is_none(),
                "a new password is no session"
            );
            browser.get("/sign-in").await;
            browser.fill_sign_in(ADA.username, FRESH).await.page()
        }
        Way::Passkey => browser.sign_in_with_passkey(key).await,
        Way::TouchedPasskey => {
            key.flags &= !UV;
            browser.sign_in_with_passkey(key).await
        }
    };
    (browser, page)
}

/// Where it ended, by the page and by what the session opens.
async fn end_of(browser: &mut Browser, page: &Page, rp: &RelyingParty) -> End {
    let seen = match page.page_name().as_str() {
        "second-factor" => End::Step,
        "second-factor-set-up" => End::SetUp,
        "home" => End::In,
        _ => End::Out,
    };
    let code = silently(browser, rp).await;
    let is_in = code.is_ok();
    assert_eq!(
        is_in,
        seen == End::In,
        "{code:?} {}: {}",
        page.url,
        page.text()
    );
    assert_eq!(is_in, browser.cookie("__Host-sid").is_some());
    assert_eq!(
        browser.get("/account").await.page_name() == "account",
        is_in
    );
    // The pages of the next step give nothing without it.
    if matches!(seen, End::Step | End::SetUp) {
        let attempt = page.url.query().unwrap().to_owned();
        for path in [
            "second-factor",
            "second-factor/set-up",
            "verify-email/needed",
        ] {
            browser.get(&format!("/{path}?{attempt}")).await;
            assert!(browser.cookie("__Host-sid").is_none(), "{path}");
        }
        for path in [
            "/second-factor/set-up/done",
            "/passkey/second-factor",
            "/passkey/set-up",
            "/verify-email/needed",
        ] {
            let id = attempt
                .trim_start_matches("attempt=")
                .split('&')
                .next()
                .unwrap();
            let fields = [("attempt", id), ("method", "totp"), ("code", "000000")];
            browser
                .post(path, &fields, vestibule_test_support::browser::Site::Same)
                .await;
            assert!(browser.cookie("__Host-sid").is_none(), "{path}");
        }
    }
    seen
}

async fn walked_in(state: State) {
    for way in WAYS {
        let (app, mut before, _, mut key) = in_state(state, way).await;
        let rp = RelyingParty::new(&app, FIRST);
        let what = format!("{way:?} × {state:?}");
        // A session from before a demand of the operator's answers nothing; what Ada set up herself signs nobody out.
        if way == Way::SignedInBefore {
            let held = silently(&mut before, &rp).await;
            let demanded = matches!(
                state,
                State::EnforcedWithout | State::EnforcedByRole | State::Disabled
            );
            assert!(!(demanded && held.is_ok()), "{what}: {held:?}");
        }
        let (mut browser, page) = walk(way, state, &app, &mut key).await;
        let end = end_of(&mut browser, &page, &rp).await;
        let wanted = expected(way, state);
        assert_eq!(end, wanted, "{what}: {}", page.text());
    }
}

macro_rules! states {
    ($($name:ident = $state:ident;)+) => {
        $(
            #[tokio::test]
            async fn $name() {
                walked_in(State::$state).await;
            }
        )+

        #[test]
        fn every_state_is_walked() {
            let walked = [$(State::$state),+];
            assert!(STATES.iter().all(|state| walked.contains(state)));
        }
    };
}

states! {
    without_a_factor_one_step_is_enough = None;
    with_an_app_every_way_is_asked_for_a_code = App;
    with_codes_by_mail_every_way_is_asked_for_one = Mail;
    recovery_codes_alone_are_no_factor = CodesAlone;
    with_a_passkey_every_way_is_asked_for_it = Passkey;
    who_must_have_one_sets_it_up_first = EnforcedWithout;
    who_must_have_one_by_a_role_sets_it_up_first = EnforcedByRole;
    a_pause_opens_nothing = Paused;
    a_disabled_account_has_no_way_in = Disabled;
}

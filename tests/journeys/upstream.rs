//! Signing in through others, of every kind: the first time and the second, no, out of order, an address that is taken,
//! connected and disconnected. By keys alone; and without JavaScript, on a phone.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use thirtyfour::Key;
use vestibule::jose::SigningKey;
use vestibule::model::SigningAlg;
use vestibule_test_support::TestApp;
use vestibule_test_support::chromium::{Chromium, Options};
use vestibule_test_support::fixture::ADA;
use vestibule_test_support::upstream::{FakeOAuth, FakeOpenId, Manner, OAuthKind};

use crate::person::{self, arrives_at, texts};

/// Anybody may sign up.
const OPEN: &str = "[[tenant]]\nslug = \"default\"\nsign_up = { mode = \"open\" }\n";

/// A server that vouches, of one kind.
enum Elsewhere {
    OpenId(&'static str, FakeOpenId),
    OAuth(OAuthKind, FakeOAuth),
}

impl Elsewhere {
    async fn openid(kind: &'static str, server: &TestApp) -> Self {
        let fake = FakeOpenId::start(server.clock()).await;
        fake.takes_any_secret();
        Self::OpenId(kind, fake)
    }

    async fn oauth(kind: OAuthKind) -> Self {
        Self::OAuth(kind, FakeOAuth::start(kind).await)
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::OpenId(kind, _) => kind,
            Self::OAuth(kind, _) => kind.name(),
        }
    }

    /// As `vestibule apply` reads it.
    fn toml(&self) -> String {
        match self {
            Self::OpenId("apple", fake) => format!(
                "[[provider]]\nslug = \"apple\"\nkind = \"apple\"\nname = \"Apple\"\nissuer = {:?}\nclient_id = \"vestibule-at-fake\"\n\
                 team_id = \"DEF123GHIJ\"\nkey_id = \"ABC123DEFG\"\ntrusted_email = true\nclient_secret = '''{}'''\n",
                fake.issuer(),
                key_as_apple_gives_it()
            ),
            Self::OpenId(kind, fake) => fake.toml_of(kind, kind, "trusted_email = true"),
            Self::OAuth(kind, fake) => fake.toml(kind.name(), "trusted_email = true"),
        }
    }

    /// Whoever is signed in there now, in its own words.
    fn is(&self, name: &str, address: &str) {
        let number: u64 = address.bytes().map(u64::from).sum();
        let domain = address.rsplit_once('@').unwrap().1;
        match self {
            Self::OpenId("apple", fake) => {
                fake.person(json!({"sub": format!("001.{number}"), "email": address, "email_verified": "true"}));
            }
            // "hd: the domain associated with the Google Workspace or Cloud organization"; people have no names there.
            Self::OpenId("google", fake) => fake.person(json!({
                "sub": number.to_string(), "email": address, "email_verified": true, "hd": domain,
            })),
            // "xms_edov: Boolean value indicating whether the user's email domain owner has been verified"
            Self::OpenId("microsoft", fake) => fake.person(json!({
                "sub": number.to_string(), "email": address, "xms_edov": 1, "preferred_username": address,
            })),
            Self::OpenId(_, fake) => fake.person(json!({
                "sub": number.to_string(), "email": address, "email_verified": true, "preferred_username": name,
            })),
            Self::OAuth(OAuthKind::GitHub, fake) => {
                fake.person(json!({"id": number, "login": name, "email": null}));
                fake.emails(json!([{"email": address, "primary": true, "verified": true}]));
            }
            Self::OAuth(OAuthKind::Facebook, fake) => {
                fake.person(json!({"id": number.to_string(), "name": name, "email": address}));
            }
            Self::OAuth(OAuthKind::FortyTwo, fake) => {
                fake.person(json!({"id": number, "login": name, "email": address}));
            }
            Self::OAuth(OAuthKind::Discord, fake) => fake.person(json!({
                "id": number.to_string(), "username": name, "email": address, "verified": true,
            })),
        }
    }

    /// Whether its word proves an address: nothing says that the other two have verified it.
    fn proves_addresses(&self) -> bool {
        !matches!(
            self,
            Self::OAuth(OAuthKind::FortyTwo | OAuthKind::Facebook, _)
        )
    }

    /// Whether it says when somebody proved who they are there: plain OAuth 2 has no word for that.
    fn says_when(&self) -> bool {
        !matches!(self, Self::OAuth(..))
    }

    /// Whether codes can be exchanged.
    fn is_down(&self, is_down: bool) {
        let manner = is_down.then(|| Manner::Says(503, "text/html", "<h1>Sorry</h1>".to_owned()));
        match self {
            Self::OpenId(_, fake) => fake.behave("/token", manner),
            Self::OAuth(kind, fake) => fake.behave(kind.token(), manner),
        }
    }
}

/// "the private key … a text file"
fn key_as_apple_gives_it() -> String {
    let key = SigningKey::generate(SigningAlg::ES256).unwrap();
    let text = STANDARD.encode(key.to_pkcs8().unwrap());
    format!("-----BEGIN PRIVATE KEY-----\n{text}\n-----END PRIVATE KEY-----\n")
}

/// By the name that the server has for its browsers.
fn address(server: &TestApp, path: &str) -> String {
    format!("{}{path}", server.issuer())
}

/// From the sign-in page to the question there, and an answer.
async fn answers(browser: &Chromium, server: &TestApp, elsewhere: &Elsewhere, answer: &str) {
    browser.goto(&address(server, "/sign-in")).await;
    arrives_at(browser, "sign-in").await;
    browser
        .activate(&format!("#sign-in-through-{}", elsewhere.kind()))
        .await;
    browser.wait_for_page("elsewhere").await;
    browser.activate(answer).await;
}

/// The same for somebody who is new in this browser.
async fn comes(browser: &Chromium, server: &TestApp, elsewhere: &Elsewhere, answer: &str) {
    browser.driver().delete_all_cookies().await.unwrap();
    answers(browser, server, elsewhere, answer).await;
}

async fn arrives_at_error(browser: &Chromium, code: &str) {
    arrives_at(browser, "error").await;
    browser
        .wait_for(&format!("#error[data-error={code}]"))
        .await;
}

/// What is missing is asked for, and nothing else; a link proves the address where nobody vouches for it.
async fn completes(browser: &Chromium, server: &TestApp, name: Option<&str>, proves: Option<&str>) {
    if name.is_some() || proves.is_some() {
        arrives_at(browser, "sign-up").await;
        if let Some(name) = name {
            browser.fill("#username", name).await;
        }
        browser.activate("#sign-up-submit").await;
    }
    if let Some(address) = proves {
        arrives_at(browser, "check-mail").await;
        let link = server.mailbox().last_to(address).await.link();
        browser.goto(&link).await;
        arrives_at(browser, "verify-email").await;
        browser.activate("#verify-email-submit").await;
    }
    arrives_at(browser, "home").await;
}

/// Somebody new, who has the name here that they have there; the second time there is nothing to do. Then somebody else, whose
/// name is taken.
async fn comes_twice(browser: &Chromium, server: &TestApp, elsewhere: &Elsewhere) {
    let (address, other) = ("hedy@gmail.com", "hedy@googlemail.com");
    let proves = |address| (!elsewhere.proves_addresses()).then_some(address);
    elsewhere.is("hedy", address);
    comes(browser, server, elsewhere, "#agree").await;
    completes(browser, server, None, proves(address)).await;
    comes(browser, server, elsewhere, "#agree").await;
    arrives_at(browser, "home").await;

    elsewhere.is("hedy", other);
    comes(browser, server, elsewhere, "#agree").await;
    completes(browser, server, Some("hedwig"), proves(other)).await;
    for (name, address) in [("hedy", address), ("hedwig", other)] {
        let made = server.context().await.db().credentials(name).await.unwrap();
        let made = made.expect(name).user;
        assert_eq!(made.email.as_deref(), Some(address));
        assert!(made.email_verified);
    }
}

/// No there is no error of anybody's, and what is broken there is not the person's fault. Both lead back.
async fn is_told_what_happened(browser: &Chromium, server: &TestApp, elsewhere: &Elsewhere) {
    comes(browser, server, elsewhere, "#deny").await;
    arrives_at_error(browser, "access_denied").await;
    browser.activate("#error .actions a").await;
    arrives_at(browser, "sign-in").await;

    elsewhere.is_down(true);
    comes(browser, server, elsewhere, "#agree").await;
    arrives_at_error(browser, "temporarily_unavailable").await;
    elsewhere.is_down(false);
    browser.activate("#error .actions a").await;
    arrives_at(browser, "sign-in").await;
}

/// Somebody there has the address of an account here: nobody gets in by that, and its owner connects the two.
async fn connects_and_disconnects(browser: &Chromium, server: &TestApp, elsewhere: &Elsewhere) {
    elsewhere.is("countess", ADA.email);
    comes(browser, server, elsewhere, "#agree").await;
    if elsewhere.proves_addresses() {
        arrives_at_error(browser, "access_denied").await;
        browser.activate("#error .actions a").await;
        arrives_at(browser, "sign-in").await;
    } else {
        // Whose the address is, is not known: whoever reads its mail is told.
        arrives_at(browser, "sign-up").await;
        browser.fill("#username", "another").await;
        browser.activate("#sign-up-submit").await;
        arrives_at(browser, "check-mail").await;
        let mail = server.mailbox().last_to(ADA.email).await;
        assert!(!mail.text.contains("/verify-email"), "{}", mail.text);
    }

    browser.goto(&address(server, "/account/connections")).await;
    person::signs_in(browser, ADA).await;
    arrives_at(browser, "account-connections").await;
    let connect = format!("#connect button[value={}]", elsewhere.kind());
    browser.activate(&connect).await;
    browser.wait_for_page("elsewhere").await;
    browser.activate("#agree").await;
    browser.wait_for("[role=status]").await;
    arrives_at(browser, "account-connections").await;
    assert_eq!(texts(browser, "#connections .thing-name").await.len(), 1);

    comes(browser, server, elsewhere, "#agree").await;
    person::is_home_as(browser, &["Ada Lovelace"]).await;

    browser.goto(&address(server, "/account/connections")).await;
    arrives_at(browser, "account-connections").await;
    disconnects(browser).await;
    if !elsewhere.says_when() {
        // Nobody knows when they proved who they are there: here they do it once more, by a mail.
        arrives_at(browser, "second-factor").await;
        browser.activate("#send-code-submit").await;
        browser.wait_for("#code").await;
        let code = server.mailbox().last_to(ADA.email).await.code();
        browser.fill("#code", &code).await;
        browser.activate("#second-factor-submit").await;
        arrives_at(browser, "account-connections").await;
        disconnects(browser).await;
    }
    browser.wait_for("[role=status]").await;
    arrives_at(browser, "account-connections").await;
    assert!(texts(browser, "#connections .thing-name").await.is_empty());
}

async fn disconnects(browser: &Chromium) {
    browser.tab_to("#connections button[name=disconnect]").await;
    browser.press(Key::Enter).await;
}

/// Each of these kinds with a server of its own, all in one browser.
async fn journeys(options: Options, kinds: &[&'static str]) {
    let browser = Chromium::start(options).await;
    for kind in kinds {
        // A name of its own: servers elsewhere are on other sites, and browsers keep cookies from their forms.
        let server = TestApp::builder().fixture().on_localhost().start().await;
        let oauth = OAuthKind::ALL
            .into_iter()
            .find(|oauth| oauth.name() == *kind);
        let elsewhere = match oauth {
            Some(oauth) => Elsewhere::oauth(oauth).await,
            None => Elsewhere::openid(kind, &server).await,
        };
        server.apply(&format!("{OPEN}{}", elsewhere.toml())).await;
        comes_twice(&browser, &server, &elsewhere).await;
        is_told_what_happened(&browser, &server, &elsewhere).await;
        connects_and_disconnects(&browser, &server, &elsewhere).await;
    }
    browser.close().await;
}

/// By keys alone, as everything here.
#[tokio::test]
async fn openid_providers_let_people_in_without_javascript_on_a_phone() {
    let options = Options::phone().without_javascript();
    journeys(options, &["openid", "google", "apple"]).await;
}

#[tokio::test]
async fn oauth_providers_let_people_in_without_javascript_on_a_phone() {
    let options = Options::phone().dark().without_javascript();
    journeys(options, &["github", "facebook", "fortytwo", "discord"]).await;
}

#[tokio::test]
async fn providers_let_people_in_on_a_wide_screen() {
    journeys(Options::default(), &["gitlab", "microsoft", "facebook"]).await;
}

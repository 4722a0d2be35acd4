//! The picture of the README, drawn by the real server in a real browser. By hand, when the pages have changed:
//! `tools/with-services tools/cargo test --workspace --test journeys pictures -- --ignored`

use std::fs;
use std::path::Path;

use thirtyfour::Key;
use vestibule_test_support::chromium::{Chromium, ColourScheme, JavaScript, Options};
use vestibule_test_support::fixture::{AuthMethod, Client, GRACE};
use vestibule_test_support::{RelyingParty, TestApp, authenticator_app};

use crate::person;

const BOOKS: Client = Client {
    id: "books",
    secret: "",
    auth: AuthMethod::None,
    redirect_uri: "https://books.example.org/callback",
    scope: "openid profile email",
};
const PHONE: Options = Options {
    width: 460,
    height: 1020,
    javascript: JavaScript::On,
    colour_scheme: ColourScheme::Light,
};
const DESK: Options = Options {
    width: 1160,
    ..PHONE
};
/// The pictures in the order in which they are read, by row.
const ROWS: [[&str; 3]; 2] = [
    ["sign-in-light", "account-light", "second-factor-light"],
    ["consent-dark", "account-dark", "sign-in-dark"],
];
/// The gap between two of them, and around all.
const GAP: u32 = 24;

/// Draws the pages on the way to an app, and those of the account.
async fn draw(folder: &Path, look: &str, phone: Options, desk: Options) {
    // Passkeys need a name.
    let server = TestApp::builder().fixture().on_localhost().start().await;
    server
        .apply(
            r#"
            [[tenant]]
            slug = "default"
            name = "Acme"

            [[client]]
            client_id = "books"
            client_name = "Harbour Books"
            redirect_uris = ["https://books.example.org/callback"]
            policy_uri = "https://books.example.org/privacy"
            tos_uri = "https://books.example.org/terms"
            grant_types = ["authorization_code", "refresh_token"]
            token_endpoint_auth_method = "none"
            scope = "openid profile email offline_access"
            "#,
        )
        .await;
    let (app, _) = authenticator_app::turn_on(&mut server.browser(), &server, GRACE).await;
    let party = RelyingParty::new(&server, BOOKS);
    let save = async |browser: &Chromium, page: &str| {
        person::arrives_at(browser, page).await;
        let problems = person::texts(browser, "#problems").await;
        assert!(problems.is_empty(), "{page}: {problems:?}");
        // The caret blinks.
        let script = "document.activeElement.style.caretColor = 'transparent';
                      document.documentElement.style.scrollbarWidth = 'none'";
        browser.driver().execute(script, vec![]).await.unwrap();
        let path = folder.join(format!("{page}-{look}.png"));
        browser.screenshot(&path).await;
    };
    let enters_a_code = async |browser: &Chromium| {
        browser.fill("#code", &app.next_code(&server)).await;
        browser.press(Key::Enter).await;
    };

    let browser = Chromium::start(phone).await;
    browser.goto(&party.authorization_url(&[])).await;
    browser.wait_for("#passkey:not([hidden])").await;
    save(&browser, "sign-in").await;
    person::signs_in(&browser, GRACE).await;
    save(&browser, "second-factor").await;
    enters_a_code(&browser).await;
    save(&browser, "consent").await;
    browser.close().await;

    let browser = Chromium::start(desk).await;
    browser.goto(&format!("{}/account", server.issuer())).await;
    person::signs_in(&browser, GRACE).await;
    person::arrives_at(&browser, "second-factor").await;
    enters_a_code(&browser).await;
    save(&browser, "account").await;
    browser.close().await;
}

/// Puts them beside each other on a ground of their own.
async fn compose(folder: &Path, target: &Path) {
    let rows: String = ROWS
        .iter()
        .flatten()
        .map(|name| format!("<img src=\"{name}.png\" alt=\"\">"))
        .collect();
    let (narrow, wide) = (PHONE.width, DESK.width);
    let style = format!(
        "body {{ margin: 0; padding: {GAP}px; display: grid; gap: {GAP}px; background: #c9c3b6;
         grid-template-columns: {narrow}px {wide}px {narrow}px }} img {{ display: block; border-radius: 18px }}"
    );
    let sheet = folder.join("sheet.html");
    fs::write(
        &sheet,
        format!("<!doctype html><style>{style}</style>{rows}"),
    )
    .unwrap();
    let browser = Chromium::start(Options {
        width: 2 * narrow + wide + 4 * GAP,
        height: 2 * PHONE.height + 3 * GAP,
        ..PHONE
    })
    .await;
    browser.goto(&format!("file://{}", sheet.display())).await;
    browser.screenshot(target).await;
    browser.close().await;
}

#[tokio::test]
#[ignore = "draws docs/images/pages.png; by hand, when the pages have changed"]
async fn the_picture_of_the_readme_is_drawn() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    fs::create_dir_all(&folder).unwrap();
    draw(&folder, "light", PHONE, DESK).await;
    draw(&folder, "dark", PHONE.dark(), DESK.dark()).await;
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/images/pages.png");
    compose(&folder, &target).await;
    let size = fs::metadata(&target).unwrap().len();
    assert!(size < 600_000, "{size} bytes are much for a picture");
}

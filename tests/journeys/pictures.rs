//! Pictures of the pages, drawn by the real server in a real browser. By hand, when the pages have changed:
//! `tools/with-services tools/cargo test --test journeys pictures -- --ignored`

use std::fs;
use std::path::{Path, PathBuf};

use vestibule_test_support::chromium::{Chromium, Options};
use vestibule_test_support::fixture::{ADA, AuthMethod, Client, GRACE};
use vestibule_test_support::{RelyingParty, TestApp};

use crate::person;

const BOOKS: Client = Client {
    id: "books",
    secret: "",
    auth: AuthMethod::None,
    redirect_uri: "https://books.example.org/callback",
    scope: "openid profile email",
};

/// Draws the pages that everybody sees on the way to an app, and home again; returns nothing but the files.
async fn draw(folder: &Path, style: &str, options: Options) {
    let server = TestApp::with_fixture().await;
    server
        .apply(
            r#"
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
    let party = RelyingParty::new(&server, BOOKS);
    let browser = Chromium::start(options).await;
    let save = async |page: &str| {
        person::arrives_at(&browser, page).await;
        browser
            .screenshot(&folder.join(format!("{page}-{style}.png")))
            .await;
    };
    browser.goto(&party.authorization_url(&[])).await;
    save("sign-in").await;
    person::signs_in(&browser, ADA).await;
    save("consent").await;
    browser.goto(&server.url("/sign-in")).await;
    person::signs_in(&browser, GRACE).await;
    save("home").await;
    browser.goto(&party.authorization_url(&[])).await;
    save("select-account").await;
    browser.goto(&server.url("/end_session")).await;
    save("sign-out").await;
    browser.activate("#sign-out-confirm").await;
    save("signed-out").await;
    browser
        .goto(&party.authorization_url(&[("redirect_uri", "https://evil.example")]))
        .await;
    save("error").await;
    browser.close().await;
}

/// Puts pictures of the same size beside each other.
async fn compose(pictures: &[PathBuf], (width, height): (u32, u32), target: &Path) {
    let row: String = pictures
        .iter()
        .map(|picture| format!("<img src=\"file://{}\" alt=\"\">", picture.display()))
        .collect();
    let sheet = target.with_extension("html");
    let style = "body { margin: 0; display: flex }";
    fs::write(
        &sheet,
        format!("<!doctype html><style>{style}</style><body>{row}"),
    )
    .unwrap();
    let count = u32::try_from(pictures.len()).unwrap();
    let browser = Chromium::start(Options {
        width: width * count,
        height,
        ..Options::default()
    })
    .await;
    browser.goto(&format!("file://{}", sheet.display())).await;
    browser.screenshot(target).await;
    browser.close().await;
    fs::remove_file(sheet).unwrap();
}

#[tokio::test]
#[ignore = "draws docs/images/pages.png; by hand, when the pages have changed"]
async fn the_picture_of_the_readme_is_drawn() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    fs::create_dir_all(&folder).unwrap();
    let desktop = Options {
        height: 1000,
        ..Options::default()
    };
    let phone = Options {
        width: 390,
        height: 844,
        ..Options::default()
    };
    let column = Options {
        width: 500,
        height: 1080,
        ..Options::default()
    };
    for (style, options) in [("desktop", desktop), ("phone", phone), ("column", column)] {
        draw(&folder, &format!("{style}-light"), options).await;
        draw(&folder, &format!("{style}-dark"), options.dark()).await;
    }
    let pictures = [
        "sign-in-column-light",
        "consent-column-light",
        "sign-in-column-dark",
        "consent-column-dark",
    ];
    let pictures = pictures.map(|name| folder.join(format!("{name}.png")));
    let images = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/images");
    fs::create_dir_all(&images).unwrap();
    let target = images.join("pages.png");
    compose(&pictures, (column.width, column.height), &target).await;
    let size = fs::metadata(&target).unwrap().len();
    assert!(size < 300_000, "{size} bytes are much for a picture");
}

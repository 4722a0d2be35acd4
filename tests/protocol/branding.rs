//! A tenant's colour, logo and address for help: on its pages, under names that change with them, and for nobody else.

use vestibule_test_support::{Answer, TestApp};

/// A picture of one pixel.
const PIXEL: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

fn tenant(slug: &str, accent: &str) -> String {
    format!(
        "[[tenant]]\nslug = {slug:?}\nname = \"House\"\n\
         branding = {{ accent = {accent:?}, logo = \"data:image/png;base64,{PIXEL}\", support_email = \"help@acme.example\" }}\n"
    )
}

/// The addresses of the page's second style sheet and of its logo.
async fn addresses(app: &TestApp, path: &str) -> (String, String) {
    let page = Answer::of(app.http().get(app.url(path))).await.expect(200);
    let after = |start: &str| {
        let rest = page.body.split(start).nth(1).expect(start);
        rest.split('"').next().unwrap().to_owned()
    };
    (
        format!(
            "/branding/{}",
            after("rel=\"stylesheet\" href=\"/branding/")
        ),
        after("class=\"house-logo\" src=\""),
    )
}

#[tokio::test]
async fn a_colour_and_a_logo_are_files_of_their_own_that_a_browser_keeps() {
    let app = TestApp::with_fixture().await;
    app.apply(&tenant("default", "#ffe600")).await;
    let (accent, logo) = addresses(&app, "/sign-in").await;
    let style = Answer::of(app.http().get(app.url(&accent)))
        .await
        .expect(200);
    assert_eq!(
        style.header("content-type"),
        Some("text/css; charset=utf-8")
    );
    assert!(style.body.starts_with(":root{--accent:#"), "{}", style.body);
    assert!(
        style
            .body
            .contains("@media (prefers-color-scheme:dark){:root{--accent:#ffe600;"),
        "{}",
        style.body
    );
    let picture = Answer::of(app.http().get(app.url(&logo))).await.expect(200);
    assert_eq!(picture.header("content-type"), Some("image/png"));
    for answer in [&style, &picture] {
        assert_eq!(
            answer.header("cache-control"),
            Some("public, max-age=31536000, immutable")
        );
        assert_eq!(
            answer.header("content-security-policy"),
            Some("default-src 'none'; sandbox")
        );
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(
            answer.header("cross-origin-resource-policy"),
            Some("same-origin")
        );
    }
    // Another colour, another name; the old one is gone.
    app.apply(&tenant("default", "#1a5f84")).await;
    let (other, _) = addresses(&app, "/sign-in").await;
    assert_ne!(other, accent);
    Answer::of(app.http().get(app.url(&accent)))
        .await
        .expect(404);
    for unknown in [
        "/branding/",
        "/branding/accent-.css",
        "/branding/logo-x",
        "/branding/..%2fstatic%2fmark.svg",
    ] {
        Answer::of(app.http().get(app.url(unknown)))
            .await
            .expect(404);
    }
}

#[tokio::test]
async fn what_one_tenant_chose_is_not_served_for_another() {
    let app = TestApp::with_fixture().await;
    app.apply(&tenant("default", "#1a5f84")).await;
    app.apply("[[tenant]]\nslug = \"acme\"\nname = \"Acme\"\n")
        .await;
    let (accent, logo) = addresses(&app, "/sign-in").await;
    for path in [accent, logo] {
        Answer::of(app.http().get(app.url(&format!("/t/acme{path}"))))
            .await
            .expect(404);
    }
    let page = Answer::of(app.http().get(app.url("/t/acme/sign-in")))
        .await
        .expect(200);
    assert!(!page.body.contains("/branding/"));
}

#[tokio::test]
async fn error_pages_say_whom_to_write_to() {
    let app = TestApp::with_fixture().await;
    let page = |path: &str| Answer::of(app.http().get(app.url(path)));
    assert!(!page("/nowhere").await.expect(404).body.contains("mailto:"));
    app.apply(&tenant("default", "#1a5f84")).await;
    let body = page("/nowhere").await.expect(404).body;
    assert!(body.contains("href=\"mailto:help@acme.example\""), "{body}");
}

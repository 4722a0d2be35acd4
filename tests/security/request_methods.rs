//! SECURITY A34: methods and content types that nobody meant.

use reqwest::Method;
use vestibule_test_support::assertions::assert_error_page;
use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::WEB;
use vestibule_test_support::{Answer, RelyingParty, TestApp};

/// "Authorization Servers MUST support the use of the HTTP GET and POST methods"  OpenID Connect Core §3.1.2.1: and no other.
#[tokio::test]
async fn only_the_methods_of_an_endpoint_are_answered() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let url = rp.authorization_url(&[]);
    for method in [
        "HEAD", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "PROPFIND", "get",
    ] {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let answer = Answer::of(app.wire().request(method.clone(), &url)).await;
        assert_eq!(answer.status, 405, "{method} {answer:?}");
        let allowed = answer.header("allow").unwrap_or_default();
        assert!(
            allowed.contains("GET") && allowed.contains("POST"),
            "{method}: {answer:?}"
        );
        assert!(
            answer.header("set-cookie").is_none() && answer.header("location").is_none(),
            "{answer:?}"
        );
    }
    for (path, methods) in [
        (
            "/token",
            ["GET", "HEAD", "PUT", "DELETE", "PATCH"].as_slice(),
        ),
        ("/introspect", ["GET", "HEAD", "PUT", "DELETE"].as_slice()),
        ("/revoke", ["GET", "HEAD", "PUT", "DELETE"].as_slice()),
        ("/userinfo", ["PUT", "DELETE", "PATCH"].as_slice()),
        ("/jwks", ["POST", "PUT", "DELETE"].as_slice()),
        ("/end_session", ["HEAD", "PUT", "DELETE"].as_slice()),
        ("/sign-in", ["PUT", "DELETE"].as_slice()),
        ("/consent", ["PUT", "DELETE"].as_slice()),
    ] {
        for method in methods {
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            let answer = Answer::of(app.wire().request(method.clone(), &rp.endpoint(path))).await;
            assert_eq!(answer.status, 405, "{method} {path}: {answer:?}");
            assert!(
                answer.header("allow").is_some(),
                "{method} {path}: {answer:?}"
            );
        }
    }
    // A method in a header or a parameter is no method.
    let request = app
        .wire()
        .request(Method::GET, &rp.endpoint("/token?_method=POST"))
        .header("x-http-method-override", "POST");
    assert_eq!(Answer::of(request).await.status, 405);
    let page = app.browser().authorize(&url).await.page();
    assert_eq!(page.page_name(), "sign-in");
}

/// A form is a form by its content type, and by nothing else.
#[tokio::test]
async fn an_authorization_request_by_post_is_a_form() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let parameters = rp.parameters();
    let form = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(&parameters)
        .finish();
    for kind in [
        "application/json",
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded-x",
        "application/x-www-form-urlencoded, text/plain",
        "*/*",
        "",
    ] {
        let request = app
            .wire()
            .request(Method::POST, &rp.endpoint("/authorize"))
            .header("content-type", kind)
            .body(form.clone());
        let answer = Answer::of(request).await;
        assert_eq!(answer.status, 400, "{kind}: {answer:?}");
        assert!(answer.header("location").is_none());
    }
    let fields: Vec<(&str, &str)> = parameters
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    for site in [Site::Same, Site::Cross, Site::Typed] {
        let page = app.browser().post("/authorize", &fields, site).await.page();
        assert_eq!(page.page_name(), "sign-in");
    }
    let page = app
        .browser()
        .post("/authorize", &[], Site::Same)
        .await
        .page();
    assert_error_page(&page, "invalid_request");
}

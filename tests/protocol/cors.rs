//! Fetch §3.2 (CORS): what a script in a browser may call, from any origin and without cookies; what it may not.

use reqwest::Method;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use vestibule_test_support::fixture::{ADA, SPA};
use vestibule_test_support::{Answer, RelyingParty, TestApp};

const ORIGIN: &str = "https://spa.example";
const FOR_SCRIPTS: [(&str, &str); 7] = [
    ("/.well-known/openid-configuration", "GET"),
    ("/.well-known/oauth-authorization-server", "GET"),
    ("/jwks", "GET"),
    ("/token", "POST"),
    ("/userinfo", "GET"),
    ("/introspect", "POST"),
    ("/revoke", "POST"),
];
const FOR_PEOPLE: [&str; 7] = [
    "/authorize",
    "/end_session",
    "/",
    "/sign-in",
    "/consent",
    "/sign-out",
    "/select-account",
];

async fn send(app: &TestApp, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    let headers: HeaderMap = headers
        .iter()
        .map(|(name, value)| {
            (
                name.parse::<HeaderName>().unwrap(),
                value.parse::<HeaderValue>().unwrap(),
            )
        })
        .collect();
    Answer::of(
        app.wire()
            .request(method, &format!("{}{path}", app.issuer()))
            .headers(headers),
    )
    .await
}

async fn preflight(app: &TestApp, path: &str, method: &str) -> Answer {
    let headers = [
        ("origin", ORIGIN),
        ("access-control-request-method", method),
        (
            "access-control-request-headers",
            "authorization,content-type",
        ),
    ];
    send(app, Method::OPTIONS, path, &headers).await
}

fn names(answer: &Answer, header: &str) -> Vec<String> {
    let value = answer
        .header(header)
        .unwrap_or_default()
        .to_ascii_lowercase();
    let mut names: Vec<String> = value
        .split(',')
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    names.sort();
    names
}

/// "A CORS-preflight request is a CORS request that checks to see if the CORS protocol is understood"  Fetch §3.2.2
#[tokio::test]
async fn a_preflight_allows_what_clients_send_to_the_endpoints_that_scripts_call() {
    let app = TestApp::with_fixture().await;
    for (path, method) in FOR_SCRIPTS {
        let answer = preflight(&app, path, method).await.expect(200);
        assert_eq!(
            answer.header("access-control-allow-origin"),
            Some("*"),
            "{path}"
        );
        assert_eq!(
            answer.header("access-control-max-age"),
            Some("3600"),
            "{path}"
        );
        assert_eq!(
            names(&answer, "access-control-allow-methods"),
            ["get", "post"],
            "{path}"
        );
        assert_eq!(
            names(&answer, "access-control-allow-headers"),
            ["authorization", "content-type"],
            "{path}"
        );
        // "*" and credentials never go together (Fetch §3.2.5): no cookie counts at these endpoints.
        assert_eq!(
            answer.header("access-control-allow-credentials"),
            None,
            "{path}"
        );
    }
}

/// The answer itself can be read by the script, an error too.
#[tokio::test]
async fn answers_and_errors_can_be_read_from_any_origin() {
    let app = TestApp::with_fixture().await;
    for (path, method) in FOR_SCRIPTS {
        let answer = send(&app, method.parse().unwrap(), path, &[("origin", ORIGIN)]).await;
        assert_eq!(
            answer.header("access-control-allow-origin"),
            Some("*"),
            "{answer:?}"
        );
        let exposed = names(&answer, "access-control-expose-headers");
        assert!(
            exposed.contains(&"www-authenticate".to_owned()),
            "{answer:?}"
        );
        assert_eq!(answer.header("access-control-allow-credentials"), None);
        assert!(
            answer.status == 200 || answer.error().is_some(),
            "{answer:?}"
        );
    }
}

/// Pages are for people: no script of another site reads them, or it could sign people in or agree for them.
#[tokio::test]
async fn no_page_can_be_read_from_another_origin() {
    let app = TestApp::with_fixture().await;
    for path in FOR_PEOPLE {
        for answer in [
            preflight(&app, path, "POST").await,
            send(&app, Method::GET, path, &[("origin", ORIGIN)]).await,
            send(
                &app,
                Method::POST,
                path,
                &[
                    ("origin", ORIGIN),
                    ("content-type", "application/x-www-form-urlencoded"),
                ],
            )
            .await,
        ] {
            for header in [
                "access-control-allow-origin",
                "access-control-allow-credentials",
                "access-control-allow-methods",
            ] {
                assert_eq!(answer.header(header), None, "{path}");
            }
        }
    }
}

/// The whole flow of an application in a browser: its token request carries an `Origin` and gets an answer it can read.
#[tokio::test]
async fn an_application_in_a_browser_redeems_its_code() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, SPA);
    let code = rp.code_for(&mut app.browser(), ADA).await;
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", SPA.id),
        ("code", code.as_str()),
        ("redirect_uri", SPA.redirect_uri),
        ("code_verifier", rp.verifier.as_str()),
    ];
    let request = app
        .wire()
        .request(Method::POST, &rp.endpoint("/token"))
        .header("origin", ORIGIN)
        .form(&form);
    let answer = Answer::of(request).await.expect(200);
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    let bearer = format!("Bearer {}", answer.json()["access_token"].as_str().unwrap());
    let headers = [("origin", ORIGIN), ("authorization", bearer.as_str())];
    let answer = send(&app, Method::GET, "/userinfo", &headers)
        .await
        .expect(200);
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
}

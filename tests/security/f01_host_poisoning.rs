//! F01, F02: a forged host ends up in a URL of ours (CVE-2026-50635, CVE-2025-70948, CVE-2025-64101).

use reqwest::Method;
use vestibule_test_support::fixture::{ADA, FIRST, WEB};
use vestibule_test_support::{Answer, RelyingParty, TestApp};

use crate::socket::{address, exchange, status};

const LIES: [(&str, &str); 12] = [
    ("x-forwarded-host", "attacker.example"),
    ("x-forwarded-proto", "ftp"),
    ("x-forwarded-scheme", "ftp"),
    ("x-forwarded-port", "666"),
    ("x-forwarded-prefix", "/attacker"),
    ("x-forwarded-server", "attacker.example"),
    ("x-host", "attacker.example"),
    ("x-http-host-override", "attacker.example"),
    ("forwarded", "host=attacker.example;proto=ftp;for=1.2.3.4"),
    ("x-original-url", "/attacker"),
    ("x-rewrite-url", "/attacker"),
    ("x-original-host", "attacker.example"),
];

/// "Verify that … the application … only uses … trusted … header fields"  ASVS 4.1.3: every URL comes from the configuration.
#[tokio::test]
async fn no_header_of_a_proxy_changes_a_url() {
    // Even the headers of a proxy that is trusted say nothing about our name: that is configured.
    let trusting = TestApp::builder()
        .fixture()
        .setting("server.trusted_proxies", "127.0.0.1")
        .start()
        .await;
    for app in [TestApp::with_fixture().await, trusting] {
        let rp = RelyingParty::new(&app, WEB);
        let url = rp.authorization_url(&[]);
        let silent = rp.authorization_url(&[("prompt", "none")]);
        let paths = [
            "/.well-known/openid-configuration",
            "/.well-known/oauth-authorization-server",
            "/jwks",
            "/",
            "/end_session",
        ];
        for path in paths {
            let url = format!("{}{path}", app.issuer());
            let honest = Answer::of(app.wire().request(Method::GET, &url))
                .await
                .expect(200);
            for (name, value) in LIES {
                let answer = Answer::of(app.wire().request(Method::GET, &url).header(name, value))
                    .await
                    .expect(200);
                assert_eq!(answer.body, honest.body, "{name} at {path}");
            }
        }
        for (name, value) in LIES {
            let page = Answer::of(app.wire().request(Method::GET, &url).header(name, value))
                .await
                .expect(303);
            assert!(
                page.header("location")
                    .unwrap()
                    .starts_with("/sign-in?txn="),
                "{name}: {page:?}"
            );
            let answer = Answer::of(app.wire().request(Method::GET, &silent).header(name, value))
                .await
                .expect(303);
            let location = url::Url::parse(answer.header("location").unwrap()).unwrap();
            assert_eq!(
                location
                    .query_pairs()
                    .find(|(key, _)| key == "iss")
                    .unwrap()
                    .1,
                app.issuer(),
                "{name}"
            );
        }
    }
}

/// Tokens name the configured issuer as well.
#[tokio::test]
async fn no_header_changes_the_issuer_of_a_token() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let code = rp.code_for(&mut app.browser(), ADA).await;
    let mut request = app.wire().request(Method::POST, &rp.endpoint("/token"));
    for (name, value) in LIES {
        request = request.header(name, value);
    }
    let form = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", FIRST.redirect_uri),
        ("code_verifier", rp.verifier.as_str()),
    ];
    let authorization = vestibule_test_support::relying_party::basic(FIRST.id, FIRST.secret);
    let tokens = Answer::of(request.header("authorization", authorization).form(&form))
        .await
        .expect(200)
        .json();
    for name in ["access_token", "id_token"] {
        let claims = vestibule_test_support::jwt::claims(tokens[name].as_str().unwrap());
        assert_eq!(claims["iss"], app.issuer(), "{name}");
    }
}

/// A host that is no issuer's is answered with a page that does not repeat it.
#[tokio::test]
async fn an_unknown_host_is_404_and_not_reflected() {
    let app = TestApp::with_fixture().await;
    for host in [
        "attacker.example",
        "attacker.example:80",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost",
        "a<b>.example",
        "[::1]",
        "127.0.0.1.attacker.example",
    ] {
        for path in [
            "/sign-in",
            "/.well-known/openid-configuration",
            "/authorize?client_id=web",
            "/token",
        ] {
            let answer = exchange(
                &app,
                format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"),
            )
            .await;
            assert_eq!(status(&answer), 404, "{host} {path}: {answer}");
            assert!(
                !answer.contains(host) || host == "localhost",
                "{host}: {answer}"
            );
        }
    }
    let own = exchange(
        &app,
        format!(
            "GET /sign-in HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            address(&app)
        ),
    )
    .await;
    assert_eq!(status(&own), 200);
}

/// "A server MUST respond with a 400 (Bad Request) status code to any HTTP/1.1 request message that lacks a Host header field and
/// to any request message that contains more than one Host header field line or a Host header field with an invalid field
/// value."  RFC 9112 §3.2
#[tokio::test]
async fn a_missing_or_doubled_host_is_400() {
    let app = TestApp::with_fixture().await;
    let own = address(&app);
    for hosts in [
        String::new(),
        format!("Host: {own}\r\nHost: {own}\r\n"),
        format!("Host: {own}\r\nHost: attacker.example\r\n"),
        format!("Host: attacker.example\r\nHost: {own}\r\n"),
        "Host: \u{e9}.example\r\n".to_owned(),
    ] {
        let answer = exchange(
            &app,
            format!("GET /sign-in HTTP/1.1\r\n{hosts}Connection: close\r\n\r\n"),
        )
        .await;
        assert_eq!(status(&answer), 400, "{hosts}: {answer}");
        assert!(!answer.contains("attacker.example"), "{answer}");
    }
}

/// "When an origin server receives a request with an absolute-form of request-target, the origin server MUST ignore the received
/// Host header field (if any) and instead use the host information of the request-target."  RFC 9112 §3.2.2
#[tokio::test]
async fn an_absolute_target_counts_instead_of_the_host() {
    let app = TestApp::with_fixture().await;
    let own = address(&app);
    let metadata = "/.well-known/openid-configuration";
    let ask = |target: String, host: String| {
        let app = &app;
        async move {
            exchange(
                app,
                format!(
                    "GET {target}{metadata} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
                ),
            )
            .await
        }
    };
    let foreign = ask("http://attacker.example".to_owned(), own.clone()).await;
    assert_eq!(status(&foreign), 404, "{foreign}");
    assert!(!foreign.contains("attacker.example"), "{foreign}");
    let ours = ask(format!("http://{own}"), "attacker.example".to_owned()).await;
    assert_eq!(status(&ours), 200, "{ours}");
    assert!(
        ours.contains(&format!("\"issuer\":\"{}\"", app.issuer()))
            && !ours.contains("attacker.example"),
        "{ours}"
    );
}

/// "Verify that the … link base … from config only": a mail says the same whatever the request's headers say.
#[tokio::test]
async fn no_header_changes_a_mail() {
    let app = TestApp::builder()
        .fixture()
        .setting("server.trusted_proxies", "127.0.0.1")
        .start()
        .await;
    let url = format!("{}/forgot-password", app.issuer());
    let mut bodies = Vec::new();
    let honest = [("accept", "*/*")];
    for (name, value) in honest.into_iter().chain(LIES) {
        // One account gets few mails an hour.
        app.advance(2 * 3600);
        let page = Answer::of(app.wire().request(Method::GET, &url).header(name, value)).await;
        let cookie = page
            .header("set-cookie")
            .unwrap()
            .split(';')
            .next()
            .unwrap();
        let (_, field) = page.body.split_once("name=\"csrf\" value=\"").unwrap();
        let form = [
            ("csrf", field.split('"').next().unwrap()),
            ("login", ADA.email),
        ];
        let post = app.wire().request(Method::POST, &url).header(name, value);
        let post = post.header("cookie", cookie).header("origin", app.issuer());
        Answer::of(post.form(&form)).await.expect(202);
        let mail = app.mailbox().last_to(ADA.email).await;
        let link = mail.link();
        assert!(
            link.starts_with(&format!("{}/reset-password", app.issuer())),
            "{name}: {link}"
        );
        bodies.push((
            mail.text.replace(&link, ""),
            mail.html.replace(&link, ""),
            mail.from,
        ));
    }
    assert_eq!(app.mailbox().to(ADA.email).await.len(), 1 + LIES.len());
    for body in &bodies {
        assert_eq!(*body, bodies[0]);
        assert!(!body.0.contains("attacker") && !body.1.contains("attacker"));
    }
}

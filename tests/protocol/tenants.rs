//! Tenants: the default one at the root, one below a path, one with a host name of its own (RFC 8414 §3.1).

use reqwest::Method;
use url::Url;
use vestibule_test_support::fixture::{self, ADA, POST_LOGOUT_REDIRECT_URI, WEB};
use vestibule_test_support::{Answer, RelyingParty, ResourceServer, TestApp, Tokens};

/// The default tenant.
pub const HOME: &str = "https://id.example.com";
/// A tenant below a path.
pub const ACME: &str = "https://id.example.com/t/acme";
/// A tenant with a host name of its own.
pub const GLOBEX: &str = "https://login.globex.example";
/// Every issuer.
pub const ISSUERS: [&str; 3] = [HOME, ACME, GLOBEX];

const TENANTS: &str = r#"
[[tenant]]
slug = "acme"
name = "Acme Corporation"

[[tenant]]
slug = "globex"
name = "Globex"
host = "login.globex.example"
"#;

/// A server with three tenants, in which all names, passwords, identifiers and secrets are the same.
pub async fn three_tenants() -> TestApp {
    let app = TestApp::builder()
        .fixture()
        .setting("server.public_url", HOME)
        .start()
        .await;
    app.apply(TENANTS).await;
    for slug in ["acme", "globex"] {
        let mut toml = fixture::toml();
        for kind in ["service", "client", "user"] {
            toml = toml.replace(
                &format!("[[{kind}]]\n"),
                &format!("[[{kind}]]\ntenant = {slug:?}\n"),
            );
        }
        app.apply(&toml).await;
    }
    app
}

/// A GET at any issuer.
pub async fn get(app: &TestApp, url: &str) -> Answer {
    Answer::of(app.wire_at(url).request(Method::GET, url)).await
}

/// "the Issuer Identifier … MUST exactly match"  OpenID Connect Core §3.1.3.7: the whole journey, at each kind of issuer.
#[tokio::test]
async fn the_whole_journey_works_at_every_kind_of_issuer() {
    let app = three_tenants().await;
    for (issuer, name, cookies) in [
        (
            HOME,
            "id.example.com",
            ["__Host-browser", "__Host-dev", "__Host-sid"],
        ),
        (
            ACME,
            "Acme Corporation",
            ["__Host-browser-acme", "__Host-dev-acme", "__Host-sid-acme"],
        ),
        (
            GLOBEX,
            "Globex",
            ["__Host-browser", "__Host-dev", "__Host-sid"],
        ),
    ] {
        let rp = RelyingParty::of_issuer(&app, issuer, WEB);
        let mut browser = app.browser_at(issuer);
        let outcome = browser
            .authorize_as(&rp.authorization_url(&[]), ADA.username, ADA.password)
            .await;
        let tokens = rp.exchange(&rp.code_of(&outcome)).await;
        let claims = rp.verify_id_token(&app, &tokens).await;
        assert_eq!(claims["iss"], issuer);
        let mut names: Vec<&str> = browser
            .cookies()
            .iter()
            .map(|cookie| cookie.name.as_str())
            .collect();
        names.sort_unstable();
        assert_eq!(names, cookies);
        assert!(
            browser
                .cookies()
                .iter()
                .all(|cookie| cookie.secure && cookie.http_only && cookie.path == "/")
        );
        // The API of this issuer believes the token.
        let api = ResourceServer::of_issuer(&app, issuer, issuer).await;
        assert_eq!(
            api.verify(&tokens.access_token).unwrap()["sub"],
            claims["sub"]
        );
        let userinfo = rp.userinfo(&tokens.access_token).await.expect(200).json();
        assert_eq!(
            (&userinfo["sub"], &userinfo["name"]),
            (&claims["sub"], &"Ada Lovelace".into())
        );
        assert_eq!(
            rp.introspect(&tokens.access_token).await.json()["active"],
            true
        );
        let refreshed = Tokens::of(rp.refresh(tokens.refresh_token()).await);
        rp.revoke(&refreshed.access_token).await.expect(200);
        assert_eq!(
            rp.introspect(&refreshed.access_token).await.json()["active"],
            false
        );
        Tokens::of(rp.client_credentials(&[("scope", "orders:read")]).await);
        // Pages say whose they are, and everything on them stays below the issuer.
        let home = browser.get("/").await;
        assert_eq!((home.status, home.page_name().as_str()), (200, "home"));
        assert!(home.text().contains("Ada Lovelace"), "{}", home.text());
        assert!(
            issuer == HOME || home.text().contains(name),
            "{}",
            home.text()
        );
        for link in [
            "link[rel=stylesheet]",
            "link[rel=icon]",
            "#home-sign-in",
            "#home-sign-out",
        ] {
            let url = home.link(link);
            assert!(url.as_str().starts_with(&format!("{issuer}/")), "{url}");
            get(&app, url.as_str()).await.expect(200);
        }
        let end = format!(
            "{issuer}/end_session?id_token_hint={}&post_logout_redirect_uri={POST_LOGOUT_REDIRECT_URI}",
            tokens.id_token()
        );
        assert_eq!(
            browser.authorize(&end).await.redirect().as_str(),
            POST_LOGOUT_REDIRECT_URI
        );
        let silent = browser
            .authorize(&rp.authorization_url(&[("prompt", "none")]))
            .await;
        assert_eq!(silent.parameter("error").as_deref(), Some("login_required"));
        assert_eq!(silent.parameter("iss").as_deref(), Some(issuer));
    }
}

/// "The "issuer" value returned MUST be identical to the authorization server's issuer identifier value into which the
/// well-known URI string was inserted"  RFC 8414 §3.3; OpenID Connect Discovery §4.1 appends it instead.
#[tokio::test]
async fn metadata_is_found_appended_and_inserted_and_names_its_own_issuer() {
    let app = three_tenants().await;
    for (issuer, inserted) in [
        (
            HOME,
            "https://id.example.com/.well-known/oauth-authorization-server",
        ),
        (
            HOME,
            "https://id.example.com/.well-known/openid-configuration",
        ),
        (
            ACME,
            "https://id.example.com/.well-known/oauth-authorization-server/t/acme",
        ),
        (
            ACME,
            "https://id.example.com/.well-known/openid-configuration/t/acme",
        ),
        (
            ACME,
            "https://id.example.com/t/acme/.well-known/oauth-authorization-server",
        ),
        (
            GLOBEX,
            "https://login.globex.example/.well-known/oauth-authorization-server",
        ),
    ] {
        let appended = get(&app, &format!("{issuer}/.well-known/openid-configuration"))
            .await
            .expect(200);
        let found = get(&app, inserted).await.expect(200);
        assert_eq!(found.json(), appended.json(), "{inserted}");
        assert_eq!(found.header("content-type"), Some("application/json"));
        let metadata = found.json();
        assert_eq!(metadata["issuer"], issuer);
        let mut urls = 0;
        for (name, value) in metadata.as_object().unwrap() {
            if name.ends_with("_endpoint") || name == "jwks_uri" {
                assert!(
                    value.as_str().unwrap().starts_with(&format!("{issuer}/")),
                    "{name}: {value}"
                );
                urls += 1;
            }
        }
        assert_eq!(urls, 9);
    }
    for nowhere in [
        "/.well-known/oauth-authorization-server/t/nobody",
        "/.well-known/oauth-authorization-server/t/globex",
        "/.well-known/oauth-authorization-server/t/default",
        "/.well-known/oauth-authorization-server/t/acme/more",
        "/.well-known/oauth-authorization-server/t",
        "/.well-known/oauth-authorization-server/acme",
        "/.well-known/oauth-authorization-servert/acme",
        "/t/acme/.well-known/oauth-authorization-server/t/acme",
    ] {
        get(&app, &format!("{HOME}{nowhere}")).await.expect(404);
    }
}

/// "If the issuer identifier value contains a path component, any terminating "/" MUST be removed before inserting
/// "/.well-known/" and the well-known URI suffix between the host component and the path component."  RFC 8414 §3.1
#[tokio::test]
async fn a_server_below_a_path_has_its_tenants_below_that_path() {
    let app = TestApp::builder()
        .fixture()
        .setting("server.public_url", "https://example.com/auth")
        .start()
        .await;
    app.apply(TENANTS).await;
    for (issuer, inserted) in [
        (
            "https://example.com/auth",
            "https://example.com/.well-known/oauth-authorization-server/auth",
        ),
        (
            "https://example.com/auth/t/acme",
            "https://example.com/.well-known/oauth-authorization-server/auth/t/acme",
        ),
        (
            "https://login.globex.example",
            "https://login.globex.example/.well-known/oauth-authorization-server",
        ),
    ] {
        assert_eq!(
            get(&app, inserted).await.expect(200).json()["issuer"],
            issuer
        );
        let appended = get(&app, &format!("{issuer}/.well-known/openid-configuration"))
            .await
            .expect(200);
        assert_eq!(appended.json()["issuer"], issuer);
    }
    for nowhere in [
        "/",
        "/authorize",
        "/t/acme/jwks",
        "/authx/jwks",
        "/.well-known/openid-configuration",
        "/.well-known/openid-configuration/other",
    ] {
        get(&app, &format!("https://example.com{nowhere}"))
            .await
            .expect(404);
    }
}

/// What no issuer answers to is an error page, and says nothing about the tenants that there are.
#[tokio::test]
async fn an_unknown_host_or_tenant_is_a_page_that_says_so() {
    let app = three_tenants().await;
    for (host, path) in [
        ("evil.example", "/"),
        ("evil.example", "/authorize?client_id=web"),
        ("evil.example", "/.well-known/openid-configuration"),
        ("evil.example", "/t/acme/"),
        ("id.example.com.evil.example", "/"),
        ("xid.example.com", "/"),
        ("id.example.com:8443", "/"),
        ("id.example.com@evil.example", "/"),
        ("127.0.0.1", "/"),
        ("acme", "/"),
        ("globex", "/"),
        ("id.example.com", "/t/nobody/"),
        ("id.example.com", "/t/nobody/authorize?client_id=web"),
        ("id.example.com", "/t/default/"),
        ("id.example.com", "/t/globex/"),
        ("id.example.com", "/t/globex/jwks"),
        ("id.example.com", "/t/ACME/"),
        ("id.example.com", "/t/%61cme/"),
        ("id.example.com", "/t//authorize"),
        ("id.example.com", "/t/acme/t/acme/"),
        ("login.globex.example", "/t/acme/"),
        ("login.globex.example", "/t/globex/"),
    ] {
        let answer = Answer::of(app.http().get(app.url(path)).header("host", host)).await;
        assert_eq!(answer.status, 404, "{host}{path}: {answer:?}");
        assert!(
            answer
                .header("content-type")
                .unwrap()
                .starts_with("text/html"),
            "{host}{path}: {answer:?}"
        );
        assert!(
            answer.body.contains("data-page=\"error\"")
                && answer.body.contains("data-error=\"not_found\""),
            "{host}{path}"
        );
        assert!(
            !answer.body.contains("evil.example"),
            "reflected: {host}{path}"
        );
        let post = app
            .http()
            .post(app.url(path))
            .header("host", host)
            .form(&[("x", "y")]);
        assert_eq!(Answer::of(post).await.status, 404, "{host}{path}");
    }
    // The same name, as browsers and proxies may write it; and the process's own paths, whoever asks.
    for (host, path) in [
        ("id.example.com", "/"),
        ("ID.Example.COM", "/"),
        ("id.example.com:443", "/t/acme/"),
        ("Login.Globex.example", "/"),
        ("evil.example", "/health/live"),
        ("10.0.0.1:8080", "/health/ready"),
    ] {
        Answer::of(app.http().get(app.url(path)).header("host", host))
            .await
            .expect(200);
    }
}

/// No URL of ours is made from what a request says about itself.
#[tokio::test]
async fn headers_of_proxies_do_not_change_the_issuer() {
    let app = three_tenants().await;
    for (name, value) in [
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-proto", "http"),
        ("x-forwarded-prefix", "/evil"),
        ("forwarded", "host=evil.example;proto=http"),
        ("x-original-url", "/t/acme/"),
        ("x-rewrite-url", "/t/acme/"),
    ] {
        let url = format!("{ACME}/.well-known/openid-configuration");
        let request = app
            .wire_at(ACME)
            .request(Method::GET, &url)
            .header(name, value);
        let metadata = Answer::of(request).await.expect(200);
        assert_eq!(metadata.json()["issuer"], ACME);
        assert!(!metadata.body.contains("evil"));
        let rp = RelyingParty::of_issuer(&app, ACME, WEB);
        let request = app
            .wire_at(ACME)
            .request(Method::GET, &rp.authorization_url(&[]))
            .header(name, value);
        let answer = Answer::of(request).await.expect(303);
        let location = Url::parse(ACME)
            .unwrap()
            .join(answer.header("location").unwrap())
            .unwrap();
        assert!(
            location
                .as_str()
                .starts_with(&format!("{ACME}/sign-in?txn=")),
            "{location}"
        );
    }
}

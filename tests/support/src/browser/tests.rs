//! The browser against a server of a few canned answers, which says back what it was sent.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};

use super::{Browser, Outcome, Site};
use crate::wire::Wire;

const FORM: &str = r#"<!doctype html><body data-page="sign-in"><p>two
  words</p><form id="sign-in" method="post" action="/sent">
  <input type="hidden" name="csrf" value="t&amp;k"><input name="login" value="old"><input type="password" name="password">
  <input type="checkbox" name="off"><input type="checkbox" name="on" checked><button id="go" name="how" value="now">Go</button>
  </form></body>"#;

fn answer(path: &str, request: &str) -> String {
    let page = |headers: &str, body: &str| {
        format!(
            "HTTP/1.1 200 OK\r\n{headers}content-length: {}\r\n\r\n{body}",
            body.len()
        )
    };
    let away = |headers: &str, to: &str| {
        format!("HTTP/1.1 303 See Other\r\n{headers}location: {to}\r\ncontent-length: 0\r\n\r\n")
    };
    match path {
        "/start" => away(
            "set-cookie: sid=one; Path=/; HttpOnly; SameSite=Lax\r\n",
            "/form",
        ),
        "/form" => page("referrer-policy: no-referrer\r\n", FORM),
        "/cookies" => page(
            "set-cookie: __Host-sid=two; Path=/; Secure; SameSite=Strict\r\n",
            "set",
        ),
        "/gone" => page("set-cookie: sid=; Path=/; Max-Age=0\r\n", "gone"),
        "/away" => away("", "https://app.example/callback?code=c&amp=1#f"),
        "/posted" => page(
            "",
            r#"<body data-page="form-post"><form id="form-post" method="post" action="https://app.example/cb"><input type="hidden" name="code" value="c"></form></body>"#,
        ),
        _ => page("", request),
    }
}

fn serve(stream: &TcpStream) {
    let mut reader = BufReader::new(stream);
    let mut request = String::new();
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap() == 0 {
            return;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        let end = line == "\r\n";
        request.push_str(&line);
        if end {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    request.push_str(&String::from_utf8(body).unwrap());
    let path = request.split([' ', '?']).nth(1).unwrap().to_owned();
    let text = answer(&path, &request).replacen("\r\n", "\r\nconnection: close\r\n", 1);
    (&mut &*stream).write_all(text.as_bytes()).unwrap();
}

fn browser(issuer: &str) -> Browser {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            serve(&stream.unwrap());
        }
    });
    let issuer = if issuer.is_empty() {
        origin.clone()
    } else {
        issuer.to_owned()
    };
    Browser::new(Wire::new(&issuer, &origin), &issuer)
}

#[tokio::test]
async fn a_form_is_sent_as_the_page_and_the_person_filled_it_in() {
    let mut browser = browser("");
    let page = browser.get("/start").await;
    assert_eq!(page.page_name(), "sign-in");
    assert_eq!(page.texts("p"), ["two words"]);
    assert_eq!(browser.hops().len(), 2);
    let sent = browser
        .submit("#sign-in", &[("login", "ada"), ("password", "a b&")], "#go")
        .await
        .page()
        .body;
    assert!(sent.starts_with("POST /sent "), "{sent}");
    assert!(
        sent.ends_with("\r\n\r\ncsrf=t%26k&login=ada&password=a+b%26&on=on&how=now"),
        "{sent}"
    );
    for header in [
        "cookie: sid=one\r\n",
        "sec-fetch-site: same-origin\r\n",
        "origin: null\r\n",
    ] {
        assert!(sent.contains(header), "{header:?} is not in {sent}");
    }
}

#[tokio::test]
async fn same_site_decides_which_cookies_go_along() {
    let mut browser = browser("https://id.example.com");
    browser.get("/start").await;
    browser.get("/cookies").await;
    assert!(browser.cookie("__Host-sid").unwrap().secure);
    let own = browser.get("/echo").await.body;
    assert!(
        own.contains("cookie: sid=one; __Host-sid=two\r\n")
            && own.contains("host: id.example.com\r\n"),
        "{own}"
    );
    let link = browser
        .authorize("https://id.example.com/echo")
        .await
        .page()
        .body;
    assert!(
        link.contains("cookie: sid=one\r\n") && link.contains("sec-fetch-site: cross-site"),
        "{link}"
    );
    let attack = browser
        .post("/echo", &[("a", "b")], Site::Cross)
        .await
        .page()
        .body;
    assert!(
        !attack.contains("cookie:") && attack.contains("origin: https://attacker.example"),
        "{attack}"
    );
    browser.get("/gone").await;
    assert_eq!(browser.cookie("sid"), None);
}

#[tokio::test]
async fn what_leads_away_is_not_followed() {
    let mut browser = browser("");
    let away = browser.post("/away", &[], Site::Same).await;
    assert_eq!(away.clone().redirect().host_str(), Some("app.example"));
    let posted = browser.post("/posted", &[], Site::Same).await;
    assert_eq!(posted.parameter("code").as_deref(), Some("c"));
    assert!(
        matches!(posted, Outcome::FormPost { action, .. } if action.as_str() == "https://app.example/cb")
    );
}

#[tokio::test]
#[should_panic(expected = "has no field")]
async fn a_field_that_is_not_there_cannot_be_filled() {
    let mut browser = browser("");
    browser.get("/form").await;
    browser.submit("#sign-in", &[("code", "1")], "#go").await;
}

#[tokio::test]
#[should_panic(expected = "__Host-")]
async fn a_cookie_that_browsers_refuse_fails_the_test() {
    browser("https://id.example.com").set_cookie("__Host-sid=1; Path=/");
}

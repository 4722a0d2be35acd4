//! The browser of the journeys is what its options promise; otherwise a journey would prove nothing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    path::Path,
    thread,
    time::Duration,
};

use thirtyfour::Key;
use vestibule_test_support::chromium::{Chromium, Options};

const PAGE: &str = r#"<!doctype html><html lang="en"><title>quiet</title>
<meta name="viewport" content="width=device-width">
<style>body { margin: 0; background: rgb(255, 255, 255) }
@media (prefers-color-scheme: dark) { body { background: rgb(1, 2, 3) } }</style>
<body data-page="form"><noscript><p id="no-script">scripts are off</p></noscript>
<p><a id="link" href="/elsewhere">elsewhere</a></p>
<form action="/sent"><input name="word" id="word"><button id="send">Send</button></form>
<script>document.title = "loud"</script>"#;

/// Serves [`PAGE`] at every path until the process ends, and returns where. `/sent` calls itself another page.
fn page() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            // A browser opens connections ahead of need and leaves them silent.
            thread::spawn(move || {
                let mut request = BufReader::new(&stream);
                let mut line = String::new();
                request.read_line(&mut line).unwrap_or_default();
                let mut header = String::new();
                while request.read_line(&mut header).unwrap_or_default() > 2 {
                    header.clear();
                }
                let body = if line.starts_with("GET /sent") {
                    PAGE.replace("data-page=\"form\"", "data-page=\"sent\"")
                } else {
                    PAGE.to_owned()
                };
                let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close";
                let length = body.len();
                let _ = write!(&stream, "{head}\r\nContent-Length: {length}\r\n\r\n{body}");
            });
        }
    });
    format!("http://{address}/")
}

#[tokio::test]
async fn a_desktop_is_wide_light_and_runs_scripts() {
    let browser = Chromium::start(Options::default()).await;
    browser.goto(&page()).await;
    assert_eq!(browser.driver().title().await.unwrap(), "loud");
    assert_eq!(browser.widths().await, (1280, 1280));
    let background = browser.style("body", "background-color").await;
    assert_eq!(background, "rgba(255, 255, 255, 1)");
    browser.close().await;
}

#[tokio::test]
async fn a_dark_phone_without_scripts_is_all_of_that_and_works_by_keyboard() {
    let browser = Chromium::start(Options::phone().dark().without_javascript()).await;
    let start = page();
    browser.goto(&start).await;
    assert_eq!(browser.driver().title().await.unwrap(), "quiet");
    browser.wait_for("#no-script").await;
    assert_eq!(browser.widths().await, (320, 320));
    let background = browser.style("body", "background-color").await;
    assert_eq!(background, "rgba(1, 2, 3, 1)");

    browser.fill("#word", "héllo @+").await;
    browser.press_shift_tab().await;
    assert!(browser.is_focused("#link").await);
    browser.activate("#send").await;
    browser.wait_for_page("sent").await;
    let url = browser.wait_for_url(&format!("{start}sent")).await;
    let (_, word) = url.query_pairs().next().unwrap();
    assert_eq!(word, "héllo @+");

    browser.tab_to("#word").await;
    browser.press(Key::Enter).await;
    browser.wait_for_url(&format!("{start}sent?word=")).await;
    browser.close().await;
}

#[tokio::test]
async fn a_dropped_browser_leaves_no_process_and_no_profile() {
    let browser = Chromium::start(Options::default()).await;
    browser.goto(&page()).await;
    let shot = tempfile::tempdir().unwrap();
    let shot = shot.path().join("page.png");
    browser.screenshot(&shot).await;
    assert!(fs::read(&shot).unwrap().starts_with(b"\x89PNG"));
    let data = browser.driver().capabilities().get("chrome").unwrap();
    let profile = data["userDataDir"].as_str().unwrap().to_owned();
    assert!(Path::new(&profile).exists());
    assert!(running_with(&profile));

    // An element held longer than the browser keeps the session open: the browser must end all the same.
    let _held = browser.focused().await;
    drop(browser);

    // Helper processes notice that their browser is gone, in their own time.
    for _ in 0..100 {
        if !running_with(&profile) {
            break;
        }
        thread::sleep(Duration::from_millis(50));
    }
    assert!(!running_with(&profile));
    assert!(!Path::new(&profile).exists());
}

/// Whether a process was started with `text` in its command line.
fn running_with(text: &str) -> bool {
    let processes = fs::read_dir("/proc").unwrap().flatten();
    processes
        .filter_map(|entry| fs::read(entry.path().join("cmdline")).ok())
        .any(|command| String::from_utf8_lossy(&command).contains(text))
}

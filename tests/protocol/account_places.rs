//! Where somebody signed in: the place of the network, as far as the operator's file knows it, in the reader's language.

use std::net::Ipv4Addr;

use vestibule_test_support::fixture::ADA;
use vestibule_test_support::place_database::{self, Place};
use vestibule_test_support::{Browser, TestApp};

const PLACES: &[Place<'static>] = &[
    Place {
        network: Ipv4Addr::new(198, 51, 100, 0),
        bits: 24,
        city: &[("de", "Köln"), ("en", "Cologne"), ("zh-CN", "科隆")],
        country: &[("de", "Deutschland"), ("en", "Germany"), ("zh-CN", "德国")],
    },
    Place {
        network: Ipv4Addr::new(203, 0, 113, 128),
        bits: 25,
        city: &[],
        country: &[("en", "Portugal")],
    },
];

async fn app() -> (tempfile::TempDir, TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("places.mmdb");
    place_database::write(&path, PLACES);
    let app = TestApp::builder()
        .fixture()
        .setting("server.trusted_proxies", "127.0.0.1/32")
        .setting("sessions.places", path.display())
        .start()
        .await;
    (folder, app)
}

fn from(app: &TestApp, address: &str) -> Browser {
    let mut browser = app.browser();
    browser.added_headers = vec![("x-forwarded-for", address.to_owned())];
    browser
}

#[tokio::test]
async fn sessions_activity_and_mails_name_the_place() {
    let (_folder, app) = app().await;
    let mut ada = from(&app, "198.51.100.7");
    ada.sign_in_as(ADA).await;
    from(&app, "203.0.113.200").sign_in_as(ADA).await;
    from(&app, "203.0.113.1").sign_in_as(ADA).await;
    for path in ["/account/sessions", "/account/activity"] {
        let text = ada.get(path).await.text();
        for place in [
            "Cologne, Germany (198.51.100.7)",
            "Portugal (203.0.113.200)",
        ] {
            assert!(text.contains(place), "{path}: {text}");
        }
        assert!(text.contains("203.0.113.1"), "{path}: {text}");
        assert!(!text.contains("(203.0.113.1)"), "{path}: {text}");
    }
    let told = app.mailbox().to(ADA.email).await;
    let told: Vec<&str> = told.iter().map(|mail| mail.text.as_str()).collect();
    assert!(told.concat().contains("Portugal"), "{told:?}");
    let german = ada.get("/account/sessions?ui_locales=de").await.text();
    assert!(german.contains("Köln, Deutschland"), "{german}");
    let chinese = ada.get("/account/sessions?ui_locales=zh-Hans").await.text();
    assert!(chinese.contains("德国科隆"), "{chinese}");
}

/// What is no such file is told at the start, and not at the first sign-in.
#[tokio::test]
async fn a_file_that_is_none_stops_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("places.mmdb");
    std::fs::write(&path, "these are no places").unwrap();
    let error = vestibule::places::Places::open(Some(&path)).unwrap_err();
    assert!(error.to_string().contains("places.mmdb"), "{error}");
}

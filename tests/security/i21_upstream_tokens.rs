//! I21: the tokens of a provider, and the secret we prove ourselves to it with, lie open in the database (Harbor
//! GHSA-prh4-vhfh-24mj).

use vestibule::administration::export;
use vestibule::storage::tokens_place;
use vestibule_test_support::TestApp;
use vestibule_test_support::assertions::assert_absent;
use vestibule_test_support::fixture::ADA;
use vestibule_test_support::upstream::{FakeOpenId, agreed};

use crate::upstream::{LINKS, with_provider};

const SECRET: &str = "upstream-fixture-secret-7c1d9e2f4a6b8c0d1e3f5a7b9c";

async fn comes(app: &TestApp, fake: &FakeOpenId) {
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let page = agreed(&mut browser, fake, "fake").await.page();
    assert_eq!(page.page_name(), "home", "{}", page.text());
}

async fn sealed(app: &TestApp) -> (uuid::Uuid, Option<Vec<u8>>) {
    let db = app.context().await.db();
    let user = db.credentials(ADA.username).await.unwrap().unwrap().user.id;
    let identity = db.identities(user).await.unwrap().remove(0);
    (identity.id, identity.sealed_tokens)
}

/// "Not stored"
#[tokio::test]
async fn nothing_of_a_provider_is_kept_unless_it_is_asked_for() {
    let (app, fake) = with_provider(LINKS).await;
    comes(&app, &fake).await;
    assert_eq!(sealed(&app).await.1, None);
    let dump = app.dump().await;
    for secret in ["fake-access-", "fake-refresh-", "fake-code-", SECRET] {
        assert_absent(&dump, secret);
    }
}

/// "or encrypted w/ AAD": in its own row and no other.
#[tokio::test]
async fn what_is_kept_is_sealed_for_its_row() {
    let (app, fake) = with_provider(&format!("{LINKS}\nkeep_tokens = true")).await;
    comes(&app, &fake).await;
    let dump = app.dump().await;
    for secret in ["fake-access-", "fake-refresh-", SECRET] {
        assert_absent(&dump, secret);
    }
    let (id, sealed) = sealed(&app).await;
    let sealed = sealed.unwrap();
    let opened = app.app().vault.open(&tokens_place(id), &sealed).unwrap();
    let text = String::from_utf8(opened.to_vec()).unwrap();
    assert!(
        text.contains("fake-access-")
            && text.contains("fake-refresh-")
            && text.contains("id_token")
    );
    let elsewhere = tokens_place(uuid::Uuid::nil());
    assert!(app.app().vault.open(&elsewhere, &sealed).is_err());
}

/// The export of a tenant, and a person's copy of everything, have neither.
#[tokio::test]
async fn no_export_has_a_secret_of_a_provider() {
    let (app, fake) = with_provider(&format!("{LINKS}\nkeep_tokens = true")).await;
    comes(&app, &fake).await;
    let exported = export(app.app(), None).await.unwrap();
    assert!(exported.contains("[[provider]]"), "{exported}");
    assert_absent(&exported, SECRET);
    // What was exported can be applied again, and changes nothing: the secret stays.
    let report = app.apply(&exported).await;
    assert!(report.is_unchanged(), "{report:?}");
    comes(&app, &fake).await;
    let db = app.context().await.db();
    let user = db.credentials(ADA.username).await.unwrap().unwrap().user.id;
    let copy = db.everything_of(user).await.unwrap().unwrap().to_string();
    assert!(
        copy.contains("fake-1001"),
        "who they are there is theirs to see: {copy}"
    );
    assert_absent(&copy, "fake-access-");
}

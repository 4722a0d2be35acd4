//! What becomes of somebody who comes for the first time, and of what is known of them later: the tenant's rules.

use serde_json::{Value, json};
use vestibule_test_support::TestApp;
use vestibule_test_support::browser::Browser;
use vestibule_test_support::fixture::ADA;
use vestibule_test_support::upstream::{FakeOpenId, agreed};

use crate::federation_openid::{OPEN, with_provider};

async fn comes(app: &TestApp, fake: &FakeOpenId, person: Value) -> Browser {
    fake.person(person);
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    agreed(&mut browser, fake, "fake").await;
    browser
}

fn newcomer() -> Value {
    json!({"sub": "new", "email": "new@new.example", "email_verified": true, "preferred_username": "new"})
}

fn ada() -> Value {
    json!({"sub": "ada", "email": "ADA@example.com", "email_verified": true, "preferred_username": "ada"})
}

/// "first sign-in: create, link or refuse, by policy"
#[tokio::test]
async fn the_policy_decides_who_comes_in() {
    for (policy, ada_comes, new_comes) in [
        ("create", false, true),
        ("link", true, false),
        ("link_or_create", true, true),
        ("refuse", false, false),
    ] {
        let more = format!("trusted_email = true\nfirst_sign_in = {policy:?}");
        let (app, fake) = with_provider(&more).await;
        for (person, comes_in) in [(ada(), ada_comes), (newcomer(), new_comes)] {
            let browser = comes(&app, &fake, person.clone()).await;
            assert_eq!(
                browser.cookie("sid").is_some(),
                comes_in,
                "{policy} {person}: {}",
                browser.page().text()
            );
            if !comes_in {
                assert_eq!(browser.page().page_name(), "error");
            }
        }
        let connected = {
            let db = app.context().await.db();
            let id = db.credentials(ADA.username).await.unwrap().unwrap().user.id;
            db.identities(id).await.unwrap().len()
        };
        assert_eq!(connected, usize::from(ada_comes), "{policy}");
    }
}

/// "through the same rules as sign-up: mode, domains"
#[tokio::test]
async fn an_account_is_made_where_anybody_may_sign_up() {
    for (sign_up, page) in [
        ("{ mode = \"open\" }", "home"),
        (
            "{ mode = \"domains\", domains = [\"new.example\"] }",
            "home",
        ),
        (
            "{ mode = \"domains\", domains = [\"other.example\"] }",
            "error",
        ),
        ("{ mode = \"invitation\" }", "error"),
        ("{ mode = \"closed\" }", "error"),
    ] {
        let (app, fake) = with_provider("trusted_email = true").await;
        app.apply(&format!(
            "[[tenant]]\nslug = \"default\"\nname = \"Here\"\nsign_up = {sign_up}\n"
        ))
        .await;
        let browser = comes(&app, &fake, newcomer()).await;
        assert_eq!(
            browser.page().page_name(),
            page,
            "{sign_up}: {}",
            browser.page().text()
        );
    }
}

/// What is missing is asked for, once, in the browser that came.
#[tokio::test]
async fn what_is_missing_is_asked_for() {
    let (app, fake) = with_provider("trusted_email = true").await;
    app.apply(
        "[[tenant]]\nslug = \"default\"\nname = \"Here\"\n\
         sign_up = { mode = \"open\", ask = [\"nickname\", \"name\"], require = [\"nickname\"] }\n",
    )
    .await;
    // The name is taken, and a claim is wanted.
    let person = json!({"sub": "x", "email": "x@new.example", "email_verified": true, "preferred_username": "ada", "name": "X Y"});
    let mut browser = comes(&app, &fake, person).await;
    let page = browser.page().clone();
    assert_eq!(page.page_name(), "sign-up", "{}", page.text());
    let form = page.form("#sign-up");
    let value = |name: &str| {
        form.fields
            .iter()
            .find(|(key, _)| key == name)
            .unwrap()
            .1
            .clone()
    };
    assert_eq!(
        (
            value("username").as_str(),
            value("email").as_str(),
            value("name").as_str()
        ),
        ("", "x@new.example", "X Y")
    );
    assert!(!page.has("input[name=password]") && page.has("input[name=email][readonly]"));
    // In another browser it is nobody's.
    let path = page.url.clone();
    assert_eq!(app.browser().get(path.as_str()).await.page_name(), "error");
    for (fields, problem) in [
        (vec![("username", "ada"), ("nickname", "n")], "username"),
        (vec![("username", "x@y"), ("nickname", "n")], "username"),
        (vec![("username", "xy"), ("nickname", "")], "nickname"),
    ] {
        let page = browser
            .submit("#sign-up", &fields, "#sign-up-submit")
            .await
            .page();
        assert_eq!(page.status, 422);
        assert!(page.has(&format!("#{problem}-problem")), "{}", page.text());
    }
    let fields = [
        ("username", "xy"),
        ("nickname", "Nick"),
        ("email", "ada@example.com"),
    ];
    let mut twin = browser.clone();
    let page = browser
        .submit("#sign-up", &fields, "#sign-up-submit")
        .await
        .page();
    assert_eq!(page.page_name(), "home", "{}", page.text());
    let made = app
        .context()
        .await
        .db()
        .credentials("xy")
        .await
        .unwrap()
        .unwrap()
        .user;
    assert_eq!(
        made.email.as_deref(),
        Some("x@new.example"),
        "a proven address is not typed over"
    );
    assert_eq!(made.profile["nickname"], "Nick");
    let page = twin
        .submit(
            "#sign-up",
            &[("username", "zz"), ("nickname", "n")],
            "#sign-up-submit",
        )
        .await
        .page();
    assert_eq!(page.page_name(), "error", "one word, one account");
}

/// "Claim mapping to profile and roles by simple rules, applied at first or every sign-in"
#[tokio::test]
async fn rules_make_profile_and_roles_at_the_first_or_at_every_sign_in() {
    for every in [false, true] {
        let update = if every {
            "every_sign_in"
        } else {
            "first_sign_in"
        };
        let (app, fake) = with_provider("").await;
        app.apply(&format!(
            "{OPEN}[[role]]\nname = \"lead\"\n[[role]]\nname = \"auditor\"\n{}",
            fake.toml(
                "fake",
                &format!(
                    "trusted_email = true\nupdate = {update:?}\nclaims = {{ nickname = \"nested.handle\" }}\n\
                     roles = [{{ claim = \"groups\", has = \"leads\", role = \"lead\" }}, {{ claim = \"groups\", has = \"audit\", role = \"auditor\" }}]"
                )
            )
        ))
        .await;
        let said = |handle: &str, groups: &[&str]| {
            let mut said = newcomer();
            said["groups"] = json!(groups);
            said["name"] = json!(handle);
            said["nested"] = json!({"handle": handle.to_lowercase()});
            said
        };
        comes(&app, &fake, said("First", &["leads", "x"])).await;
        let user = async || {
            app.context()
                .await
                .db()
                .credentials("new")
                .await
                .unwrap()
                .unwrap()
                .user
        };
        let first = user().await;
        assert_eq!(first.roles, ["clerk", "lead"]);
        assert_eq!(first.profile["name"], "First");
        assert_eq!(first.profile["nickname"], "first");
        comes(&app, &fake, said("Second", &["audit"])).await;
        let second = user().await;
        if every {
            assert_eq!(second.roles, ["auditor", "clerk"]);
            assert_eq!(second.profile["name"], "Second");
            // What no rule names is the operators' business: a role that they took away stays away.
            let (ctx, clerk) = (app.context().await, ["clerk".to_owned()]);
            let db = ctx.db();
            db.change_roles(second.id, (&clerk, &[]), ctx.now())
                .await
                .unwrap();
            comes(&app, &fake, said("Third", &["audit"])).await;
            assert_eq!(user().await.roles, ["auditor"]);
        } else {
            assert_eq!((second.roles, second.profile), (first.roles, first.profile));
        }
    }
}

/// A picture is fetched, drawn anew and served from here.
#[tokio::test]
async fn a_picture_becomes_our_own() {
    let (app, fake) = with_provider("trusted_email = true").await;
    let mut person = newcomer();
    person["picture"] = json!(format!("{}/picture", fake.issuer()));
    fake.behave(
        "/picture",
        vestibule_test_support::upstream::Manner::Bytes("image/png", png()),
    );
    comes(&app, &fake, person).await;
    let made = app
        .context()
        .await
        .db()
        .credentials("new")
        .await
        .unwrap()
        .unwrap()
        .user;
    let url = made.profile["picture"].as_str().unwrap();
    assert!(
        url.starts_with(&format!("{}/pictures/", app.issuer())),
        "{url}"
    );
    let served = app.http().get(url).send().await.unwrap();
    assert_eq!(served.status(), 200);
}

/// The smallest picture there is: one pixel (RFC 2083).
fn png() -> Vec<u8> {
    use base64::Engine as _;
    let text = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    base64::engine::general_purpose::STANDARD
        .decode(text)
        .unwrap()
}

//! Token Status List: what a resource server that verifies tokens by itself learns of revocation.

use reqwest::Method;
use serde_json::{Value, json};
use vestibule::administration::users::{self, LastAdministrator};
use vestibule_test_support::api::Api;
use vestibule_test_support::fixture::{ADA, API, AUDIENCE, Client, GRACE, Person, SPA, WEB};
use vestibule_test_support::jwt::Jwt;
use vestibule_test_support::{Answer, RelyingParty, ResourceServer, TestApp, Tokens};

use super::by_hand::get;

pub(crate) const OTHER: &str = "https://other.example.com";

pub(crate) fn reference(token: &str) -> Value {
    Jwt::read(token).claims["status"]["status_list"].clone()
}

fn path(app: &TestApp, token: &str) -> String {
    let reference = reference(token);
    let uri = reference["uri"].as_str().unwrap();
    uri.strip_prefix(app.issuer()).unwrap().to_owned()
}

pub(crate) async fn fixture() -> (TestApp, ResourceServer) {
    let app = TestApp::with_fixture().await;
    let api = ResourceServer::new(&app, AUDIENCE).await;
    (app, api)
}

/// "status: REQUIRED. The status (status) claim MUST specify a JSON Object that contains at least one reference to a status
/// mechanism."  §6.2; and "ttl … MUST specify the maximum amount of time, in seconds, that the Status List Token can be cached by
/// a consumer"  §5.1
#[tokio::test]
async fn an_access_token_says_where_it_stands_and_the_list_is_signed() {
    let (app, api) = fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    let stands = reference(&tokens.access_token);
    assert!(stands["idx"].is_u64(), "{stands}");
    assert_eq!(stands["uri"], app.url("/status-lists/0"));
    assert_eq!(api.status(&tokens.access_token).await, Ok(0));
    let list = get(&app, "/status-lists/0", None).await.expect(200);
    assert_eq!(
        list.header("content-type"),
        Some("application/statuslist+jwt")
    );
    assert_eq!(list.header("cache-control"), Some("public, max-age=30"));
    assert_eq!(list.header("access-control-allow-origin"), Some("*"));
    let claims = api.verify_signature(&list.body).unwrap().claims;
    assert_eq!(claims["ttl"], 30);
    assert_eq!(claims["iss"], app.issuer());
    assert_eq!(claims["status_list"]["bits"], 1);
    // "few-kilobyte": however many places it has.
    assert!(list.body.len() < 2048, "{}", list.body.len());
    let metadata = get(&app, "/.well-known/openid-configuration", None)
        .await
        .json();
    assert_eq!(
        metadata["status_list_aggregation_endpoint"],
        app.url("/status-lists")
    );
    // A list is no token of another kind.
    rp.userinfo(&list.body).await.expect(401);
    assert_eq!(
        rp.introspect(&list.body).await.json(),
        json!({ "active": false })
    );
}

/// One place for what a user allowed a client, however often it is refreshed: "lists stay as small as the number of live grants".
#[tokio::test]
async fn a_place_belongs_to_the_grant_and_is_nobody_elses() {
    let (app, _) = fixture().await;
    let rp = RelyingParty::new(&app, SPA);
    let first = rp.sign_in_and_exchange(&mut app.browser()).await;
    let second = Tokens::of(rp.refresh(first.refresh_token()).await);
    assert_eq!(
        reference(&first.access_token),
        reference(&second.access_token)
    );
    let mut seen = vec![reference(&first.access_token)];
    for client in [SPA, WEB] {
        let rp = RelyingParty::new(&app, client);
        let other = rp.sign_in_and_exchange(&mut app.browser()).await;
        seen.push(reference(&other.access_token));
    }
    for client in [WEB, API] {
        let own = RelyingParty::new(&app, client)
            .client_credentials(&[])
            .await;
        seen.push(reference(&Tokens::of(own).access_token));
    }
    seen.sort_by_key(|one| one["idx"].as_u64());
    seen.dedup();
    assert_eq!(seen.len(), 5, "{seen:?}");
}

/// "Offline verification with offline revocation": every way in which a token ends is in the list at the next look.
#[tokio::test]
async fn whatever_ends_a_token_is_in_the_list() {
    let (app, api) = fixture().await;
    let direct = Api::new(&app).await;
    let offline = RelyingParty::new(&app, WEB);
    let online = RelyingParty::new(
        &app,
        Client {
            scope: "openid profile",
            ..WEB
        },
    );

    // A sign-out ends what was for the sign-in, and leaves what is for offline use (OpenID Connect Core §11).
    let mut browser = app.browser();
    let kept = offline.sign_in_and_exchange(&mut browser).await;
    let ended = online.sign_in_and_exchange(&mut browser).await;
    let out = format!(
        "{}/end_session?id_token_hint={}",
        app.issuer(),
        ended.id_token()
    );
    assert_eq!(
        browser.authorize(&out).await.page().page_name(),
        "signed-out"
    );
    assert_eq!(api.status(&ended.access_token).await, Ok(1));
    assert_eq!(api.status(&kept.access_token).await, Ok(0));

    // The client takes a refresh token back.
    offline.revoke(kept.refresh_token()).await.expect(200);
    assert_eq!(api.status(&kept.access_token).await, Ok(1));

    // An application's sign-out.
    let tokens = direct.sign_in(ADA).await;
    assert_eq!(api.status(&tokens.access_token).await, Ok(0));
    let out = direct.send(Method::POST, "auth/logout", &tokens.access_token, json!({}));
    out.await.expect(204);
    assert_eq!(api.status(&tokens.access_token).await, Ok(1));

    // A refresh token that comes twice.
    let rp = RelyingParty::new(&app, SPA);
    let first = rp.sign_in_and_exchange(&mut app.browser()).await;
    let second = Tokens::of(rp.refresh(first.refresh_token()).await);
    app.advance(60);
    rp.refresh(first.refresh_token()).await.expect(400);
    assert_eq!(api.status(&second.access_token).await, Ok(1));

    // A person who is disabled, and one who is gone.
    for (person, how) in [(ADA, "disabled = true"), (GRACE, "delete")] {
        let tokens = direct.sign_in(person).await;
        assert_eq!(api.status(&tokens.access_token).await, Ok(0));
        shut_out(&app, person, how).await;
        assert_eq!(api.status(&tokens.access_token).await, Ok(1), "{how}");
    }
}

async fn shut_out(app: &TestApp, person: Person, how: &str) {
    if how == "delete" {
        let tenant = app.context().await.issuer().tenant_id();
        let deleted = users::delete(app.app(), tenant, person.username, LastAdministrator::Stays);
        deleted.await.unwrap();
        return;
    }
    app.apply(&format!(
        "[[user]]\nusername = {:?}\nemail = {:?}\n{how}\n",
        person.username, person.email
    ))
    .await;
}

/// Anybody may ask for a list; signing them for one network has an end (SECURITY N).
#[tokio::test]
async fn lists_are_signed_so_many_a_minute_for_one_network() {
    let (app, _) = fixture().await;
    let made = async |round: u32| {
        app.app().directory.catch_up().await.unwrap();
        let change = format!("[[service]]\naudience = {OTHER:?}\nname = \"{round}\"\n");
        app.apply(&change).await;
        get(&app, "/status-lists/0", None).await.status
    };
    let key = vestibule::ephemeral::Key::new(
        app.context().await.issuer().tenant_id(),
        vestibule::ephemeral::Kind::SignedLists,
        "127.0.0.1",
    );
    assert_eq!(made(0).await, 200);
    for _ in 0..600 {
        app.app()
            .attempts
            .count(&key, app.app().clock.now())
            .await
            .unwrap();
    }
    assert_eq!(made(1).await, 429);
    // What is signed already costs nothing.
    app.advance(61);
    assert_eq!(made(2).await, 200);
    assert_eq!(get(&app, "/status-lists/0", None).await.status, 200);
}

/// A client may take one access token back (RFC 7009 §2): whoever verifies offline learns of that, and what is issued next is good.
#[tokio::test]
async fn one_access_token_is_void_in_the_list_and_the_next_one_is_not() {
    let (app, api) = fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let first = rp.sign_in_and_exchange(&mut app.browser()).await;
    rp.revoke(&first.access_token).await.expect(200);
    assert_eq!(api.status(&first.access_token).await, Ok(1));
    let second = Tokens::of(rp.refresh(first.refresh_token()).await);
    assert_eq!(api.status(&second.access_token).await, Ok(0));
    rp.userinfo(&second.access_token).await.expect(200);
    // Again: that place moved once and for all.
    rp.revoke(&second.access_token).await.expect(200);
    assert_eq!(api.status(&second.access_token).await, Ok(1));
}

/// Until something changes it is the same list, which costs no database; and when time passes it is signed anew.
#[tokio::test]
async fn a_list_is_kept_until_it_changes() {
    let app = TestApp::builder().fixture().without_jobs().start().await;
    let api = ResourceServer::new(&app, AUDIENCE).await;
    let rp = RelyingParty::new(&app, WEB);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    let at = path(&app, &tokens.access_token);
    let list = async || get(&app, &at, None).await.expect(200);
    let first = list().await;
    let before = app.sql_statements();
    let again = list().await;
    assert_eq!(first.body, again.body);
    assert_eq!(app.sql_statements(), before);
    let etag = first.header("etag").unwrap();
    let request = app.http().get(app.url(&at)).header("If-None-Match", etag);
    let same = Answer::of(request).await.expect(304);
    assert_eq!((same.body.as_str(), same.header("etag")), ("", Some(etag)));
    app.advance(200);
    let later = list().await;
    assert_ne!(first.body, later.body);
    assert_eq!(api.status(&tokens.access_token).await, Ok(0));
    rp.revoke(tokens.refresh_token()).await.expect(200);
    assert_ne!(list().await.body, later.body);
    // What is void is forgotten when nothing is alive that stands there.
    app.advance(4000);
    app.app().directory.statuses().sweep(app.app().clock.now());
    assert_eq!(api.status(&tokens.access_token).await, Ok(0));
}

/// "MUST return the Status List Token in response to an HTTP GET request to the URI provided in the Referenced Token"  §8.1, and
/// nothing at any other.
#[tokio::test]
async fn there_are_no_other_lists() {
    let (app, _) = fixture().await;
    let services = app.context().await.services().await.unwrap();
    let service = services[0].id;
    get(&app, "/status-lists/0", None).await.expect(200);
    get(&app, &format!("/status-lists/0/{service}"), None)
        .await
        .expect(200);
    for wrong in [
        "/status-lists/1".to_owned(),
        "/status-lists/00".to_owned(),
        "/status-lists/-1".to_owned(),
        "/status-lists/99999999999999999999".to_owned(),
        "/status-lists/x".to_owned(),
        format!("/status-lists/0/{service}.{service}"),
        "/status-lists/0/00000000-0000-0000-0000-000000000000".to_owned(),
        format!("/status-lists/0/{}", service.0.simple()),
    ] {
        get(&app, &wrong, None).await.expect(404);
    }
    // "If the Server does not support the additional query parameter, it SHOULD return a status code of 501"  §8.4
    get(&app, "/status-lists/0?time=1686925000", None)
        .await
        .expect(501);
    let accepting = async |kind: &str| {
        let request = app
            .http()
            .get(app.url("/status-lists/0"))
            .header("Accept", kind);
        Answer::of(request).await.status
    };
    assert_eq!(accepting("application/statuslist+cwt").await, 406);
    assert_eq!(
        accepting("application/statuslist+cwt, */*;q=0.1").await,
        200
    );
    // "status_lists: REQUIRED. JSON array of strings that contains URIs linking to Status List Tokens."  §9.3
    let all = get(&app, "/status-lists", None).await.expect(200).json();
    let all: Vec<&str> = all["status_lists"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert!(all.contains(&app.url("/status-lists/0").as_str()));
    for uri in all {
        let list = Answer::of(app.http().get(uri)).await.expect(200);
        assert_eq!(Jwt::read(&list.body).claims["sub"], uri);
    }
}

/// Each node says the same: what is revoked at one is in the list of the other.
#[tokio::test]
async fn every_node_has_the_same_list() {
    let app = TestApp::with_fixture().await;
    let another = app.another_node().await;
    let rp = RelyingParty::new(&app, WEB);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    let at = path(&app, &tokens.access_token);
    let bits = async |node: &TestApp| {
        node.app().directory.catch_up().await.unwrap();
        let list = get(node, &at, None).await.expect(200);
        Jwt::read(&list.body).claims["status_list"]["lst"].clone()
    };
    let before = bits(&another).await;
    rp.revoke(tokens.refresh_token()).await.expect(200);
    assert_eq!(bits(&app).await, bits(&another).await);
    assert_ne!(bits(&another).await, before);
}

/// A tenant's lists are its own: other keys, other places.
#[tokio::test]
async fn another_tenant_has_other_lists() {
    let (app, _) = fixture().await;
    app.apply("[[tenant]]\nslug = \"blue\"\nname = \"Blue\"\n")
        .await;
    let services = app.context().await.services().await.unwrap();
    let theirs = format!("{}/t/blue/status-lists/0", app.issuer());
    // Nothing stands there yet, and a service of ours is none of theirs.
    Answer::of(app.http().get(format!("{theirs}/{}", services[0].id)))
        .await
        .expect(404);
    let body = get(&app, "/status-lists/0", None).await.expect(200).body;
    let blue = ResourceServer::of_issuer(&app, &format!("{}/t/blue", app.issuer()), AUDIENCE).await;
    assert!(blue.verify_signature(&body).is_err());
}

//! OpenID Connect Core §5.1–§5.5: what is told about a person, scope by scope and name by name.

use serde_json::{Value, json};
use vestibule_test_support::assertions::{assert_bearer_error, assert_token_json};
use vestibule_test_support::fixture::{ADA, GRACE, Person, WEB};
use vestibule_test_support::{RelyingParty, TestApp, Tokens};

use super::by_hand::members;

async fn told(app: &TestApp, person: Person, changes: &[(&str, &str)]) -> Value {
    let rp = RelyingParty::new(app, WEB);
    let tokens = rp
        .sign_in_and_exchange_with(&mut app.browser(), person, changes)
        .await;
    let answer = rp.userinfo(&tokens.access_token).await.expect(200);
    assert_token_json(&answer);
    let mut told = answer.json();
    // "The sub Claim in the UserInfo Response MUST be verified to exactly match the sub Claim in the ID Token"  §5.3.2
    assert_eq!(told["sub"], tokens.id_claims()["sub"]);
    told.as_object_mut().unwrap().remove("sub");
    // "updated_at … number of seconds from 1970-01-01T00:00:00Z"  §5.1
    if let Some(time) = told.get_mut("updated_at") {
        assert!(
            time.as_i64()
                .is_some_and(|seconds| (1_700_000_000..=app.now()).contains(&seconds)),
            "{time}"
        );
        *time = json!("{time}");
    }
    told
}

fn adas_profile() -> Value {
    json!({
        "name": "Ada Lovelace",
        "given_name": "Ada",
        "family_name": "Lovelace",
        "middle_name": "King",
        "nickname": "Countess",
        "preferred_username": "ada",
        "profile": "https://people.example/ada",
        "picture": "https://people.example/ada.png",
        "website": "https://ada.example",
        "gender": "female",
        "birthdate": "1815-12-10",
        "zoneinfo": "Europe/London",
        "locale": "en-GB",
        "updated_at": "{time}",
    })
}

fn adas_email() -> Value {
    json!({ "email": "ada@example.com", "email_verified": true })
}

fn adas_address() -> Value {
    json!({ "address": {
        "formatted": "12 St James's Square\nLondon SW1Y 4JH\nUnited Kingdom",
        "street_address": "12 St James's Square",
        "locality": "London",
        "region": "England",
        "postal_code": "SW1Y 4JH",
        "country": "United Kingdom",
    } })
}

fn adas_phone() -> Value {
    json!({ "phone_number": "+44 20 7946 0018", "phone_number_verified": true })
}

fn all(parts: &[Value]) -> Value {
    let members = parts
        .iter()
        .flat_map(|part| part.as_object().unwrap().clone());
    Value::Object(members.collect())
}

/// "profile … requests access to the End-User's default profile Claims, which are: name, family_name, given_name,
/// middle_name, nickname, preferred_username, profile, picture, website, gender, birthdate, zoneinfo, locale, and
/// updated_at"; "email … email and email_verified"; "address … address"; "phone … phone_number and phone_number_verified"  §5.4
#[tokio::test]
async fn each_scope_releases_its_claims_and_no_others() {
    let app = TestApp::with_fixture().await;
    for (scope, expected) in [
        ("openid", json!({})),
        ("openid profile", adas_profile()),
        ("openid email", adas_email()),
        ("openid address", adas_address()),
        ("openid phone", adas_phone()),
        ("openid offline_access orders:read", json!({})),
        ("openid email phone", all(&[adas_email(), adas_phone()])),
        (
            "phone address email profile openid",
            all(&[adas_profile(), adas_email(), adas_address(), adas_phone()]),
        ),
    ] {
        assert_eq!(
            told(&app, ADA, &[("scope", scope)]).await,
            expected,
            "{scope}"
        );
    }
}

/// "If a Claim is not returned, that Claim Name SHOULD be omitted from the JSON object representing the Claims; it SHOULD NOT
/// be present with a null or empty string value."  §5.3.2
#[tokio::test]
async fn what_is_not_known_is_left_out() {
    let app = TestApp::with_fixture().await;
    let expected = json!({
        "name": "Grace Hopper",
        "preferred_username": "grace",
        "updated_at": "{time}",
        "email": "grace@example.com",
        "email_verified": false,
    });
    assert_eq!(told(&app, GRACE, &[]).await, expected);
    app.apply("[[user]]\nusername = \"bare\"\npassword = \"a bare minimum of words here\"\n")
        .await;
    let bare = Person {
        username: "bare",
        email: "",
        password: "a bare minimum of words here",
    };
    assert_eq!(
        told(&app, bare, &[]).await,
        json!({ "preferred_username": "bare", "updated_at": "{time}" })
    );
}

/// "userinfo OPTIONAL. Requests that the listed individual Claims be returned from the UserInfo Endpoint. If present, the
/// listed Claims are being requested to be added to any Claims that are being requested using scope values."  §5.5
#[tokio::test]
async fn claims_asked_for_by_name_are_added_at_userinfo() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let asked = json!({
        "userinfo": {
            "name": { "essential": true },
            "phone_number": null,
            "locale": { "value": "fr" },
            "unknown_claim": { "essential": true },
            "given_name#ja-Kana-JP": null,
        },
        "id_token": { "nickname": null },
        "unknown_member": { "email": null },
    })
    .to_string();
    let changes = [
        ("scope", "openid email offline_access"),
        ("claims", asked.as_str()),
    ];
    let by_name =
        json!({ "name": "Ada Lovelace", "phone_number": "+44 20 7946 0018", "locale": "en-GB" });
    assert_eq!(
        told(&app, ADA, &changes).await,
        all(&[adas_email(), by_name])
    );
    // They stay out of the ID token, and they stay with the grant.
    let tokens = rp
        .sign_in_and_exchange_with(&mut app.browser(), ADA, &changes)
        .await;
    for claim in ["name", "phone_number", "locale", "email"] {
        assert_eq!(tokens.id_claims().get(claim), None, "{claim}");
    }
    let next = Tokens::of(rp.refresh(tokens.refresh_token()).await);
    let again = rp.userinfo(&next.access_token).await.expect(200).json();
    assert_eq!(
        members(&again),
        [
            "email",
            "email_verified",
            "locale",
            "name",
            "phone_number",
            "sub"
        ]
    );
}

/// "The UserInfo Endpoint … returns Claims about the authenticated End-User": as they are now, not as they were then.
#[tokio::test]
async fn a_change_of_the_person_is_told_at_once() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let tokens = rp
        .sign_in_and_exchange_with(&mut app.browser(), GRACE, &[])
        .await;
    let before = rp.userinfo(&tokens.access_token).await.json();
    app.advance(5);
    app.apply("[[user]]\nusername = \"grace\"\nemail = \"grace@navy.example\"\nemail_verified = true\nnickname = \"Amazing Grace\"\n").await;
    let after = rp.userinfo(&tokens.access_token).await.expect(200).json();
    assert_eq!(
        (&after["email"], &after["email_verified"]),
        (&json!("grace@navy.example"), &json!(true))
    );
    assert_eq!(after["nickname"], "Amazing Grace");
    assert_eq!(after["sub"], before["sub"]);
    assert!(after["updated_at"].as_i64() > before["updated_at"].as_i64());
}

/// A person who was disabled has no living token.
#[tokio::test]
async fn nothing_is_told_about_a_disabled_person() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    rp.userinfo(&tokens.access_token).await.expect(200);
    app.apply("[[user]]\nusername = \"ada\"\nemail = \"ada@example.com\"\ndisabled = true\n")
        .await;
    assert_bearer_error(
        &rp.userinfo(&tokens.access_token).await,
        401,
        Some("invalid_token"),
    );
}

/// "claims": what is no JSON object is an error, not an empty wish (§5.5).
#[tokio::test]
async fn a_malformed_claims_parameter_is_invalid_request() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let deep = format!("{}{}", "[".repeat(2000), "]".repeat(2000));
    let long = format!(
        "{{\"userinfo\":{{\"name\":{{\"value\":\"{}\"}}}}}}",
        "x".repeat(5000)
    );
    for claims in [
        "x",
        "[]",
        "1",
        "{\"userinfo\":[]}",
        "{\"id_token\":\"name\"}",
        &deep,
        &long,
    ] {
        let outcome = app
            .browser()
            .authorize(&rp.authorization_url(&[("claims", claims)]))
            .await;
        let url = outcome.redirect();
        vestibule_test_support::assertions::assert_redirect_error(
            &url,
            "invalid_request",
            Some(&rp.state),
            app.issuer(),
        );
    }
    told(&app, ADA, &[("claims", "{}")]).await;
    told(&app, ADA, &[("claims", r#"{"userinfo":null}"#)]).await;
}

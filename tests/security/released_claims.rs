//! SECURITY C27: what a client is told of a user, beyond what was asked for and allowed.

use std::collections::BTreeSet;

use serde_json::Value;
use vestibule_test_support::fixture::{ADA, GRACE, WEB};
use vestibule_test_support::{RelyingParty, TestApp};

fn names(value: &Value) -> BTreeSet<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

const PROFILE: [&str; 14] = [
    "name",
    "family_name",
    "given_name",
    "middle_name",
    "nickname",
    "preferred_username",
    "profile",
    "picture",
    "website",
    "gender",
    "birthdate",
    "zoneinfo",
    "locale",
    "updated_at",
];

/// OpenID Connect Core §5.4: each scope releases its claims and no other.
#[tokio::test]
async fn a_scope_releases_its_own_claims_and_no_other() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    for (scope, released) in [
        ("openid", vec![]),
        ("openid profile", PROFILE.to_vec()),
        ("openid email", vec!["email", "email_verified"]),
        ("openid address", vec!["address"]),
        (
            "openid phone",
            vec!["phone_number", "phone_number_verified"],
        ),
        ("openid offline_access", vec![]),
        (
            "openid email phone",
            vec![
                "email",
                "email_verified",
                "phone_number",
                "phone_number_verified",
            ],
        ),
        ("openid orders:read", vec![]),
    ] {
        let tokens = rp
            .sign_in_and_exchange_with(&mut app.browser(), ADA, &[("scope", scope)])
            .await;
        let userinfo = rp.userinfo(&tokens.access_token).await.expect(200).json();
        let wanted: BTreeSet<&str> = released.iter().copied().chain(["sub"]).collect();
        assert_eq!(names(&userinfo), wanted, "{scope}");
        // Neither token carries a claim about the person.
        for token in [tokens.id_claims(), tokens.access_claims()] {
            for claim in PROFILE.iter().chain(&[
                "email",
                "email_verified",
                "address",
                "phone_number",
                "username",
                "roles",
            ]) {
                assert!(token[claim].is_null(), "{claim} in {token}");
            }
        }
        let told = names(&tokens.id_claims())
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>();
        for claim in &told {
            assert!(
                [
                    "iss",
                    "sub",
                    "aud",
                    "exp",
                    "iat",
                    "nonce",
                    "at_hash",
                    "sid",
                    "auth_time"
                ]
                .contains(&claim.as_str()),
                "{told:?}"
            );
        }
    }
}

/// "True if the End-User's e-mail address has been verified; otherwise false."  OpenID Connect Core §5.1
#[tokio::test]
async fn an_unverified_address_is_told_as_such() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    for (person, verified) in [(ADA, true), (GRACE, false)] {
        let tokens = rp
            .sign_in_and_exchange_with(&mut app.browser(), person, &[("scope", "openid email")])
            .await;
        let userinfo = rp.userinfo(&tokens.access_token).await.expect(200).json();
        assert_eq!(
            (&userinfo["email"], &userinfo["email_verified"]),
            (&person.email.into(), &verified.into())
        );
    }
}

/// A claim that was asked for by name and is unknown, internal or another user's is not told (OpenID Connect Core §5.5.1).
#[tokio::test]
async fn the_claims_parameter_reaches_nothing_internal() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let internal = [
        "password",
        "password_hash",
        "disabled",
        "roles",
        "tenant",
        "username",
        "id",
        "created_at",
        "session_hash",
        "sub ",
        "__proto__",
    ];
    let members: Vec<String> = internal
        .iter()
        .map(|name| format!("{name:?}:{{\"essential\":true}}"))
        .collect();
    let claims = format!(
        "{{\"userinfo\":{{{0}}},\"id_token\":{{{0}}}}}",
        members.join(",")
    );
    let changes = [("scope", "openid"), ("claims", &*claims)];
    let tokens = rp
        .sign_in_and_exchange_with(&mut app.browser(), ADA, &changes)
        .await;
    let userinfo = rp.userinfo(&tokens.access_token).await.expect(200).json();
    assert_eq!(names(&userinfo), BTreeSet::from(["sub"]));
    for name in internal {
        assert!(tokens.id_claims()[name].is_null(), "{name}");
    }
    // `sub` and the protocol's own claims cannot be asked into another value.
    let claims = "{\"id_token\":{\"iss\":{\"value\":\"x\"},\"aud\":{\"value\":\"x\"},\"sub\":null},\"userinfo\":{\"email\":null}}";
    let tokens = rp
        .sign_in_and_exchange_with(
            &mut app.browser(),
            ADA,
            &[("scope", "openid"), ("claims", claims)],
        )
        .await;
    rp.verify_id_token(&app, &tokens).await;
    assert_eq!(
        rp.userinfo(&tokens.access_token).await.json()["email"],
        ADA.email
    );
}

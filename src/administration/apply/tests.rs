//! Files as operators write them, against real SQLite.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::administration::export;
use crate::administration::temporary::Temporary;
use crate::model::{ClientId, ClientSecret, Secret};

use super::*;

const FILE: &str = r#"
[[tenant]]
slug = "acme"
name = "Acme"
host = "id.acme.example"
default_audience = "https://api.acme.example"

[[role]]
name = "clerk"
permissions = ["order:read"]

[[service]]
audience = "https://api.example.com"
scopes = ["orders:read"]
permissions = ["order:read", "order:write"]
roles = [{ name = "reader", permissions = ["order:read"] }, { name = "agent" }]
members_only = true

[[business_role]]
name = "support"
roles = ["clerk"]
service_roles = [{ service = "https://api.example.com", role = "agent" }]

[[client]]
client_id = "web"
client_secret = "cs_0123456789012345678901234567890123456789012"
redirect_uris = ["https://app.example/cb"]
grant_types = ["authorization_code", "refresh_token"]
scope = "openid orders:read"

[[client]]
client_id = "short"
client_secret = "chosen by somebody"
redirect_uris = ["https://app.example/cb"]

[[client]]
tenant = "acme"
client_id = "spa"
token_endpoint_auth_method = "none"
redirect_uris = ["https://spa.example/cb"]

[[user]]
username = "ada"
email = "ada@example.com"
email_verified = true
password = "correct horse"
roles = ["clerk", "admin"]
business_roles = ["support"]
services = [{ service = "https://api.example.com", role = "reader", status = "suspended" }]
name = "Ada Lovelace"
birthdate = 1815-12-10
address = { locality = "London", country = "United \"Kingdom\"" }

[[user]]
tenant = "acme"
username = "grace"
"#;

async fn put(server: &Temporary, text: &str) -> Report {
    apply(&server.app, text, Unnamed::Keep, Mode::Write)
        .await
        .unwrap()
}

async fn problems(server: &Temporary, text: &str) -> Vec<String> {
    match apply(&server.app, text, Unnamed::Keep, Mode::Write).await {
        Err(ApplyError::Problems(problems)) => problems,
        other => unreachable!("{other:?}"),
    }
}

#[tokio::test]
async fn applying_twice_changes_nothing_and_the_export_applies_too() {
    let server = Temporary::new().await;
    let first = put(&server, FILE).await;
    assert_eq!(
        (first.count(Outcome::Created), first.lines.len()),
        (9, 9),
        "{first:?}"
    );
    let second = put(&server, FILE).await;
    assert!(second.is_unchanged(), "{second:?}");

    let exported = export(&server.app, None).await.unwrap();
    assert!(put(&server, &exported).await.is_unchanged(), "{exported}");
    assert_eq!(export(&server.app, None).await.unwrap(), exported);
    assert!(!exported.contains("chosen by somebody") && !exported.contains("correct horse"));

    let elsewhere = Temporary::new().await;
    put(&elsewhere, &exported).await;
    assert_eq!(
        export(&elsewhere.app, None).await.unwrap(),
        exported,
        "another deployment becomes the same"
    );
}

#[tokio::test]
async fn what_differs_is_changed_and_only_that() {
    let server = Temporary::new().await;
    put(&server, FILE).await;
    let changed = FILE
        .replace("Ada Lovelace", "Augusta Ada King")
        .replace("correct horse", "battery staple");
    let dry = apply(&server.app, &changed, Unnamed::Keep, Mode::DryRun)
        .await
        .unwrap();
    assert_eq!(dry.count(Outcome::Changed), 1);
    let report = put(&server, &changed).await;
    let lines: Vec<String> = report
        .lines
        .iter()
        .filter(|l| l.outcome == Outcome::Changed)
        .map(Line::to_string)
        .collect();
    assert_eq!(lines, ["changed   user ada"]);
    let found = server
        .app
        .database
        .tenant(server.tenant.id)
        .credentials("ada")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.user.display_name(), "Augusta Ada King");
    let verify = |text: &'static str| {
        server.app.passwords.verify(
            found.password_hash.as_ref(),
            Box::leak(Box::new(Secret::new(text))),
        )
    };
    assert!(verify("battery staple").await.unwrap() && !verify("correct horse").await.unwrap());
}

#[tokio::test]
async fn secrets_are_stored_by_their_strength_and_kept_when_the_file_has_none() {
    let server = Temporary::new().await;
    put(&server, FILE).await;
    let db = server.app.database.tenant(server.tenant.id);
    let secret = async |id: &str| {
        db.client(&ClientId(id.to_owned()))
            .await
            .unwrap()
            .unwrap()
            .secret
    };
    assert!(matches!(secret("web").await, ClientSecret::Sha256(_)));
    assert!(matches!(secret("short").await, ClientSecret::Argon2(_)));
    let silent = FILE.replace("client_secret = \"chosen by somebody\"\n", "");
    assert!(put(&server, &silent).await.is_unchanged());
}

#[tokio::test]
async fn everything_wrong_is_told_at_once_and_nothing_is_written() {
    let server = Temporary::new().await;
    let before = export(&server.app, None).await.unwrap();
    let text = r#"
[[role]]
name = "fine"

[[client]]
client_id = "app"
redirect_uris = ["https://app.example/*", "javascript:alert(1)"]
token_endpoint_auth_method = "private_key_jwt"
colour = "red"

[[client]]
client_id = "app"
client_secret = 7
jwks = { keys = [] }

[[user]]
username = "a@b"
email = "nobody"
password = "short"
roles = ["nothing"]
nickname = 5

[[user]]
email = "x@y.z"

[[user]]
username = "ada"
tenant = "nowhere"

[[business_role]]
name = "x"
roles = ["admin", "nothing"]
service_roles = [{ service = "https://api.example.com", role = "lead" }, { service = "https://nowhere.example.com", role = "x" }]

[[service]]
audience = "https://api.example.com"
permissions = ["order:read"]
roles = [{ name = "reader", permissions = ["order:write"] }]

[[colour]]
name = "x"
"#;
    let problems = problems(&server, text).await;
    let told = problems.join("\n");
    for expected in [
        "line 5, client \"app\": colour: is not known here",
        "line 5, client \"app\": token_endpoint_auth_method: unknown variant",
        "line 11, client \"app\": stands in line 5 already",
        "line 11, client \"app\": jwks: is refused",
        "line 11, client \"app\": client_secret: is a text",
        "line 16, user \"a@b\": username:",
        "line 16, user \"a@b\": email:",
        "line 16, user \"a@b\": the password is too short",
        "line 16, user \"a@b\": roles: there is no role \"nothing\"",
        "line 16, user \"a@b\": nickname: is a text",
        "line 23, user: username is missing",
        "line 26, user \"ada\": there is no tenant \"nowhere\"",
        "roles: nobody becomes \"admin\" by a business role",
        "roles: there is no role \"nothing\"",
        "service_roles: \"https://api.example.com\" has no role \"lead\"",
        "service_roles: there is no service \"https://nowhere.example.com\"",
        "roles: \"reader\": \"order:write\" is not among permissions",
        "\"colour\" is not known here",
    ] {
        assert!(told.contains(expected), "{expected}\n\n{told}");
    }
    assert_eq!(export(&server.app, None).await.unwrap(), before);
    let broken = super::tests::problems(&server, "[[user]]\npassword = \"hunter2\nx = ")
        .await
        .join("\n");
    assert!(
        broken.contains("line 2") && !broken.contains("hunter2"),
        "{broken}"
    );
}

#[tokio::test]
async fn pruning_removes_what_is_not_named_but_never_the_last_administrator() {
    let server = Temporary::new().await;
    put(&server, FILE).await;
    let prune = async |text: &str| {
        let report = apply(&server.app, text, Unnamed::Remove, Mode::Write)
            .await
            .unwrap();
        let lines = report
            .lines
            .iter()
            .filter(|l| matches!(l.outcome, Outcome::Removed | Outcome::Kept));
        lines.map(Line::to_string).collect::<Vec<_>>()
    };
    let client = "[[client]]\nclient_id = \"web\"\nredirect_uris = [\"https://app.example/cb\"]\n";
    assert_eq!(
        prune(client).await,
        ["removed   client short"],
        "acme, users and the rest are not named"
    );
    let other = "[[user]]\nusername = \"eve\"\n";
    assert_eq!(
        prune(other).await,
        ["kept      user ada, the last administrator"]
    );
    let successor = "[[user]]\nusername = \"eve\"\nroles = [\"admin\"]\nemail = \"ada@example.com\"\n[[role]]\nname = \"x\"\n";
    assert_eq!(
        prune(successor).await,
        [
            "removed   user ada",
            "removed   role clerk",
            "removed   role guest",
            "removed   role user"
        ]
    );
    assert!(prune(successor).await.is_empty());
}

#[tokio::test]
async fn a_user_is_renamed_by_its_sub_and_addresses_stay_unique() {
    let server = Temporary::new().await;
    put(
        &server,
        "[[user]]\nusername = \"ada\"\nemail = \"ada@example.com\"\n",
    )
    .await;
    let sub = server
        .app
        .database
        .tenant(server.tenant.id)
        .credentials("ada")
        .await
        .unwrap()
        .unwrap()
        .user
        .id;
    let renamed =
        format!("[[user]]\nusername = \"augusta\"\nsub = \"{sub}\"\nemail = \"ada@example.com\"\n");
    assert_eq!(put(&server, &renamed).await.count(Outcome::Changed), 1);
    let taken = problems(
        &server,
        "[[user]]\nusername = \"eve\"\nemail = \"Ada@example.com\"\n",
    )
    .await;
    assert_eq!(taken, ["line 1, user \"eve\": email: is \"augusta\"'s"]);
}

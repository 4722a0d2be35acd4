//! Requests made by hand, for what no well-behaved library sends, and small readings of answers.

use reqwest::Method;
use serde_json::Value;
use vestibule_test_support::fixture::{AuthMethod, Client};
use vestibule_test_support::relying_party::basic;
use vestibule_test_support::{Answer, TestApp};

/// Sends a form to a path of the issuer's, with any `Authorization` header.
pub async fn post(
    app: &TestApp,
    path: &str,
    authorization: Option<&str>,
    form: &[(&str, &str)],
) -> Answer {
    let mut request = app
        .wire()
        .request(Method::POST, &format!("{}{path}", app.issuer()))
        .form(form);
    if let Some(value) = authorization {
        request = request.header("authorization", value);
    }
    Answer::of(request).await
}

/// Fetches a path of the issuer's, with any `Authorization` header.
pub async fn get(app: &TestApp, path: &str, authorization: Option<&str>) -> Answer {
    let mut request = app
        .wire()
        .request(Method::GET, &format!("{}{path}", app.issuer()));
    if let Some(value) = authorization {
        request = request.header("authorization", value);
    }
    Answer::of(request).await
}

/// The `Authorization` header of a confidential client.
pub fn credentials(client: &Client) -> String {
    assert_eq!(
        client.auth,
        AuthMethod::Basic,
        "{} does not use a header",
        client.id
    );
    basic(client.id, client.secret)
}

/// The names of an object's members, in alphabetical order: to compare a whole object with what may be in it.
pub fn members(object: &Value) -> Vec<&str> {
    let mut names: Vec<&str> = object
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    names.sort_unstable();
    names
}

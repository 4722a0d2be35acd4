//! `PyJWT` (Python) as the resource server.

use crate::{
    program::Program,
    scenario::{Kind, api_environment, expect_verdicts, journey, server},
};

/// "The resource server MUST verify that the "typ" header value is "at+jwt" or "application/at+jwt"" and so on: RFC 9068 §4.
#[tokio::test]
async fn access_tokens_are_believed_and_nothing_else_is() {
    let app = server().await;
    let issuer = app.issuer();
    let kind = Kind::Public;
    let steps = journey(
        &app,
        Program::python("relying_party.py", &kind.environment(issuer)),
    )
    .await;
    let resource_server = Program::python("resource_server.py", &api_environment(issuer));
    expect_verdicts(resource_server, &steps, kind, issuer).await;
}

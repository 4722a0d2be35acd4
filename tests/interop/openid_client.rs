//! `openid-client` (JavaScript) as the relying party.

use crate::{
    program::Program,
    scenario::{Kind, expect, journey, server},
};

async fn runs_for(kind: Kind) {
    let app = server().await;
    let issuer = app.issuer();
    let relying_party = Program::node("relying_party.mjs", &kind.environment(issuer));
    let steps = journey(&app, relying_party).await;
    expect(&steps, kind, issuer);
    let sign_out = steps["sign_out"].as_str().unwrap();
    assert!(
        sign_out.starts_with(&format!("{issuer}/end_session?")),
        "{sign_out}"
    );
}

#[tokio::test]
async fn a_client_with_client_secret_basic_signs_in_refreshes_introspects_and_revokes() {
    runs_for(Kind::Basic).await;
}

#[tokio::test]
async fn a_client_with_client_secret_post_signs_in_refreshes_introspects_and_revokes() {
    runs_for(Kind::Post).await;
}

#[tokio::test]
async fn a_public_client_signs_in_refreshes_and_revokes() {
    runs_for(Kind::Public).await;
}

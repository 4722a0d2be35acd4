//! SECURITY B08, B09, B10, B16: a refresh token that comes twice, from a thief or from a client that lost an answer.

use tokio::task::JoinSet;
use vestibule_test_support::assertions::{assert_bearer_error, assert_oauth_error};
use vestibule_test_support::fixture::{SPA, WEB};
use vestibule_test_support::{Answer, RelyingParty, TestApp, Tokens};

const CROWD: usize = 50;

async fn start(grace: u32) -> (TestApp, RelyingParty, Tokens) {
    let app = TestApp::builder()
        .fixture()
        .setting("tokens.refresh_token_grace_seconds", grace)
        .start()
        .await;
    let rp = RelyingParty::new(&app, WEB);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    (app, rp, tokens)
}

async fn refreshed(rp: &RelyingParty, tokens: &Tokens) -> Tokens {
    Tokens::of(rp.refresh(tokens.refresh_token()).await)
}

/// Nothing of the family is left.
async fn family_is_dead(rp: &RelyingParty, family: &[&Tokens]) {
    for tokens in family {
        assert_bearer_error(
            &rp.userinfo(&tokens.access_token).await,
            401,
            Some("invalid_token"),
        );
        if !rp.client.secret.is_empty() {
            for token in [&tokens.access_token, tokens.refresh_token()] {
                assert_eq!(
                    rp.introspect(token).await.expect(200).body,
                    "{\"active\":false}"
                );
            }
        }
        assert_oauth_error(
            &rp.refresh(tokens.refresh_token()).await,
            400,
            "invalid_grant",
        );
    }
}

/// "if a refresh token is compromised and subsequently used by both the attacker and the legitimate client, one of them will
/// present an invalidated refresh token … the authorization server … will revoke the active refresh token"  RFC 9700 §4.14.2
#[tokio::test]
async fn an_old_refresh_token_is_refused_and_ends_the_family() {
    let app = TestApp::with_fixture().await;
    for client in [WEB, SPA] {
        let rp = RelyingParty::new(&app, client);
        let first = rp.sign_in_and_exchange(&mut app.browser()).await;
        let bystander = rp.again().sign_in_and_exchange(&mut app.browser()).await;
        let second = refreshed(&rp, &first).await;
        let third = refreshed(&rp, &second).await;
        assert_ne!(first.refresh_token(), second.refresh_token());
        assert_ne!(second.refresh_token(), third.refresh_token());
        rp.userinfo(&third.access_token).await.expect(200);
        assert_oauth_error(
            &rp.refresh(first.refresh_token()).await,
            400,
            "invalid_grant",
        );
        family_is_dead(&rp, &[&first, &second, &third]).await;
        refreshed(&rp, &bystander).await;
    }
}

/// A client that lost the answer asks again and gets the same successor, so that there is never a second branch.
#[tokio::test]
async fn within_the_grace_the_same_client_gets_the_same_successor() {
    let (app, rp, first) = start(10).await;
    let second = refreshed(&rp, &first).await;
    app.advance(5);
    let again = refreshed(&rp, &first).await;
    assert_eq!(again.refresh_token(), second.refresh_token());
    // After the grace it is a replay, and the family ends.
    app.advance(5);
    assert_oauth_error(
        &rp.refresh(first.refresh_token()).await,
        400,
        "invalid_grant",
    );
    family_is_dead(&rp, &[&first, &second, &again]).await;
}

/// The successor was used: whoever still has its predecessor is somebody else, however early.
#[tokio::test]
async fn the_grace_ends_when_the_successor_is_used() {
    let (_app, rp, first) = start(10).await;
    let second = refreshed(&rp, &first).await;
    let third = refreshed(&rp, &second).await;
    assert_oauth_error(
        &rp.refresh(first.refresh_token()).await,
        400,
        "invalid_grant",
    );
    family_is_dead(&rp, &[&second, &third]).await;
}

/// The clock stepping back prolongs no grace into the past of another rotation.
#[tokio::test]
async fn without_grace_the_first_repetition_ends_the_family() {
    let (app, rp, first) = start(0).await;
    let second = refreshed(&rp, &first).await;
    app.advance(-5);
    assert_oauth_error(
        &rp.refresh(first.refresh_token()).await,
        400,
        "invalid_grant",
    );
    app.advance(5);
    family_is_dead(&rp, &[&first, &second]).await;
}

async fn all_at_once(rps: &[&RelyingParty], token: &str) -> Vec<Answer> {
    let mut tasks = JoinSet::new();
    for index in 0..CROWD {
        let (rp, token) = (rps[index % rps.len()].clone(), token.to_owned());
        tasks.spawn(async move { rp.refresh(&token).await });
    }
    tasks.join_all().await
}

/// Every answer is the one successor; it works, and only once more.
async fn one_successor(rp: &RelyingParty, answers: Vec<Answer>) {
    let all: Vec<Tokens> = answers.into_iter().map(Tokens::of).collect();
    assert_eq!(all.len(), CROWD);
    for tokens in &all {
        assert_eq!(tokens.refresh_token(), all[0].refresh_token());
    }
    let next = refreshed(rp, &all[0]).await;
    assert_ne!(next.refresh_token(), all[0].refresh_token());
    rp.userinfo(&next.access_token).await.expect(200);
}

/// RFC 9700 §4.14.2: of fifty at once there is one successor, and within the grace all get that one.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_refreshes_at_once_have_one_successor() {
    let (_app, rp, tokens) = start(10).await;
    let answers = all_at_once(&[&rp], tokens.refresh_token()).await;
    one_successor(&rp, answers).await;
}

/// The same on two nodes.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_refreshes_on_two_nodes_have_one_successor() {
    let (app, rp, tokens) = start(10).await;
    let node = app.another_node().await;
    let there = RelyingParty::new(&node, WEB);
    let answers = all_at_once(&[&rp, &there], tokens.refresh_token()).await;
    one_successor(&there, answers).await;
}

/// Strict: one is served, the others are replays, and the family is gone.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn without_grace_fifty_refreshes_at_once_end_the_family() {
    let (_app, rp, tokens) = start(0).await;
    let answers = all_at_once(&[&rp], tokens.refresh_token()).await;
    let (served, refused): (Vec<_>, Vec<_>) =
        answers.into_iter().partition(|answer| answer.status == 200);
    assert_eq!((served.len(), refused.len()), (1, CROWD - 1));
    for answer in &refused {
        assert_oauth_error(answer, 400, "invalid_grant");
    }
    family_is_dead(&rp, &[&tokens, &Tokens::of(served[0].clone())]).await;
}

/// OWASP ASVS 10.4.8, and "Refresh tokens SHOULD expire if the client has been inactive for some time"  RFC 9700 §4.14.2: rotating does not make a family immortal.
#[tokio::test]
async fn a_family_ends_at_its_absolute_age_however_often_it_rotates() {
    let app = TestApp::builder()
        .fixture()
        .setting("tokens.refresh_token_idle_seconds", 1000)
        .setting("tokens.refresh_token_absolute_seconds", 3000)
        .start()
        .await;
    let rp = RelyingParty::new(&app, WEB);
    let idle = rp.sign_in_and_exchange(&mut app.browser()).await;
    let mut tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    for _ in 0..3 {
        app.advance(950);
        tokens = refreshed(&rp, &tokens).await;
    }
    // Unused for too long, it ends earlier.
    assert_oauth_error(
        &rp.refresh(idle.refresh_token()).await,
        400,
        "invalid_grant",
    );
    assert_eq!(
        rp.introspect(tokens.refresh_token()).await.json()["active"],
        true
    );
    app.advance(150);
    assert_eq!(
        rp.introspect(tokens.refresh_token()).await.body,
        "{\"active\":false}"
    );
    assert_oauth_error(
        &rp.refresh(tokens.refresh_token()).await,
        400,
        "invalid_grant",
    );
}

/// Whatever order a client and a thief take, a family never has two branches: at most one generation is good.
#[tokio::test]
async fn a_family_never_has_two_living_leaves() {
    let (app, rp, first) = start(10).await;
    let mut known = vec![first];
    // A fixed mixture of honest refreshes, early retries and pauses.
    for step in [0_usize, 0, 1, 9, 0, 1, 1, 9, 9, 0, 0, 1] {
        match step {
            9 => app.advance(11),
            back if known.len() > back => {
                let answer = rp
                    .refresh(known[known.len() - 1 - back].refresh_token())
                    .await;
                if answer.status == 200 {
                    let tokens = Tokens::of(answer);
                    if known
                        .iter()
                        .all(|old| old.refresh_token() != tokens.refresh_token())
                    {
                        known.push(tokens);
                    }
                }
            }
            _ => {}
        }
        let mut alive = 0;
        for tokens in &known {
            alive +=
                usize::from(rp.introspect(tokens.refresh_token()).await.json()["active"] == true);
        }
        assert!(
            alive <= 1,
            "{alive} leaves after {} generations",
            known.len()
        );
    }
    assert!(known.len() >= 3, "{}", known.len());
}

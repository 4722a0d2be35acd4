//! SECURITY B01, B02, B06: a code that is used twice, fifty times at once, or too late.

use tokio::task::JoinSet;
use vestibule_test_support::assertions::{assert_bearer_error, assert_oauth_error};
use vestibule_test_support::fixture::{ADA, Client, POST, SPA, WEB};
use vestibule_test_support::{Answer, RelyingParty, TestApp, Tokens};

const CROWD: usize = 50;

/// Whether the tokens of a code are as good as when they came.
async fn are_alive(rp: &RelyingParty, tokens: &Tokens) {
    rp.userinfo(&tokens.access_token).await.expect(200);
    if rp.client.secret.is_empty() {
        return;
    }
    for token in [&tokens.access_token, tokens.refresh_token()] {
        assert_eq!(
            rp.introspect(token).await.expect(200).json()["active"],
            true
        );
    }
}

async fn are_dead(rp: &RelyingParty, tokens: &Tokens) {
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

/// "If an authorization code is used more than once, the authorization server MUST deny the request and SHOULD revoke (when
/// possible) all tokens previously issued based on that authorization code."  RFC 6749 §4.1.2
#[tokio::test]
async fn a_second_use_is_refused_and_revokes_what_the_first_gave() {
    let app = TestApp::with_fixture().await;
    for (client, wait) in [(WEB, 0), (SPA, 1), (POST, 3600)] {
        let rp = RelyingParty::new(&app, client);
        let code = rp.code_for(&mut app.browser(), ADA).await;
        let tokens = rp.exchange(&code).await;
        are_alive(&rp, &tokens).await;
        let bystander = rp.again().sign_in_and_exchange(&mut app.browser()).await;
        app.advance(wait);
        let tokens = if wait > 600 {
            Tokens::of(rp.refresh(tokens.refresh_token()).await)
        } else {
            tokens
        };
        assert_oauth_error(&rp.redeem(&code).await, 400, "invalid_grant");
        are_dead(&rp, &tokens).await;
        assert_oauth_error(&rp.redeem(&code).await, 400, "invalid_grant");
        // What came of another code is untouched.
        rp.refresh(bystander.refresh_token()).await.expect(200);
    }
}

/// OAuth 2.1 §7.5.2: only a replay that is otherwise valid revokes; whoever merely saw a code in a log must
/// not be able to end the session that  it began.
#[tokio::test]
async fn a_replay_that_is_not_otherwise_valid_revokes_nothing() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, SPA);
    let code = rp.code_for(&mut app.browser(), ADA).await;
    let tokens = rp.exchange(&code).await;
    let other_verifier = rp.again();
    assert_oauth_error(&other_verifier.redeem(&code).await, 400, "invalid_grant");
    for form in [
        vec![("redirect_uri", SPA.redirect_uri)],
        vec![("redirect_uri", SPA.redirect_uri), ("code_verifier", "")],
        vec![
            ("redirect_uri", "https://evil.example/"),
            ("code_verifier", &*rp.verifier),
        ],
        vec![("code_verifier", &*rp.verifier)],
    ] {
        let all = [
            &[("grant_type", "authorization_code"), ("code", &*code)],
            form.as_slice(),
        ]
        .concat();
        assert_oauth_error(&rp.token(&all).await, 400, "invalid_grant");
    }
    let mut foreign = rp.clone();
    foreign.client = Client {
        redirect_uri: SPA.redirect_uri,
        ..WEB
    };
    assert_oauth_error(&foreign.redeem(&code).await, 400, "invalid_grant");
    let mut lying = foreign.clone();
    lying.client.secret = "wrong";
    assert_oauth_error(&lying.redeem(&code).await, 401, "invalid_client");
    are_alive(&rp, &tokens).await;
    // The otherwise valid one does.
    assert_oauth_error(&rp.redeem(&code).await, 400, "invalid_grant");
    are_dead(&rp, &tokens).await;
}

async fn all_at_once(requests: Vec<(RelyingParty, String)>) -> Vec<Answer> {
    let mut tasks = JoinSet::new();
    for (rp, code) in requests {
        tasks.spawn(async move { rp.redeem(&code).await });
    }
    tasks.join_all().await
}

/// "The client MUST NOT use the authorization code more than once."  RFC 6749 §4.1.2: of fifty at once one is served.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_fifty_redemptions_at_once_exactly_one_is_served() {
    let app = TestApp::with_fixture().await;
    for client in [WEB, SPA] {
        let rp = RelyingParty::new(&app, client);
        let code = rp.code_for(&mut app.browser(), ADA).await;
        let answers = all_at_once(vec![(rp.clone(), code.clone()); CROWD]).await;
        let (served, refused): (Vec<_>, Vec<_>) =
            answers.into_iter().partition(|answer| answer.status == 200);
        assert_eq!((served.len(), refused.len()), (1, CROWD - 1));
        for answer in &refused {
            assert_oauth_error(answer, 400, "invalid_grant");
        }
        // Each of the forty-nine was a valid replay.
        are_dead(&rp, &Tokens::of(served[0].clone())).await;
    }
}

/// The same on two nodes of one issuer.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_fifty_redemptions_on_two_nodes_exactly_one_is_served() {
    let app = TestApp::with_fixture().await;
    let node = app.another_node().await;
    let here = RelyingParty::new(&app, WEB);
    let mut there = RelyingParty::new(&node, WEB);
    there.verifier.clone_from(&here.verifier);
    let code = here.code_for(&mut app.browser(), ADA).await;
    let requests = (0..CROWD).map(|index| {
        (
            if index % 2 == 0 {
                here.clone()
            } else {
                there.clone()
            },
            code.clone(),
        )
    });
    let answers = all_at_once(requests.collect()).await;
    let served = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(served, 1);
    assert!(
        answers
            .iter()
            .all(|answer| matches!(answer.status, 200 | 400)),
        "{answers:?}"
    );
}

/// One valid redemption and, after it, a storm of guesses: the guesses take nothing away.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_storm_of_replays_with_wrong_verifiers_revokes_nothing() {
    let app = TestApp::with_fixture().await;
    for client in [WEB, SPA] {
        let rp = RelyingParty::new(&app, client);
        let code = rp.code_for(&mut app.browser(), ADA).await;
        let tokens = rp.exchange(&code).await;
        let storm = (1..CROWD).map(|_| (rp.again(), code.clone())).collect();
        for answer in all_at_once(storm).await {
            assert_oauth_error(&answer, 400, "invalid_grant");
        }
        are_alive(&rp, &tokens).await;
        assert_oauth_error(&rp.redeem(&code).await, 400, "invalid_grant");
        are_dead(&rp, &tokens).await;
    }
}

/// Fifty codes at once, each used once: no honest client pays for the rule.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_different_codes_at_once_are_all_served() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let mut requests = Vec::new();
    for _ in 0..20 {
        let flow = rp.again();
        let code = flow.code_for(&mut browser, ADA).await;
        requests.push((flow, code));
    }
    for answer in all_at_once(requests).await {
        are_alive(&rp, &Tokens::of(answer)).await;
    }
}

/// "A maximum authorization code lifetime of 10 minutes is RECOMMENDED."  RFC 6749 §4.1.2; ours is 60 seconds, and the
/// sixtieth is over.
#[tokio::test]
async fn a_code_dies_at_its_sixtieth_second_and_time_does_not_revive_a_used_one() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let code = rp.code_for(&mut browser, ADA).await;
    app.advance(55);
    let tokens = rp.exchange(&code).await;
    let late = rp.code_for(&mut browser, ADA).await;
    app.advance(60);
    assert_oauth_error(&rp.redeem(&late).await, 400, "invalid_grant");
    // The clock steps back: what was used stays used.
    app.advance(-110);
    assert_oauth_error(&rp.again().redeem(&code).await, 400, "invalid_grant");
    assert_oauth_error(&rp.redeem(&code).await, 400, "invalid_grant");
    app.advance(110);
    are_dead(&rp, &tokens).await;
}

/// A code is 256 random bits, stored as a hash: neither a guess nor a copy of the database redeems anything.
#[tokio::test]
async fn a_code_cannot_be_guessed_or_read_from_the_database() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let code = rp.code_for(&mut app.browser(), ADA).await;
    assert!(code.len() >= 43, "{}", code.len());
    let dump = app.dump().await;
    assert!(dump.contains("grants"));
    vestibule_test_support::assertions::assert_absent(&dump, &code);
    for wrong in [
        &code[1..],
        &code[..code.len() - 1],
        &code.to_uppercase(),
        &format!("{code} "),
        "ac_",
        "'",
        "%",
        "' OR '1'='1",
    ] {
        assert_oauth_error(&rp.redeem(wrong).await, 400, "invalid_grant");
    }
    let tokens = rp.exchange(&code).await;
    let dump = app.dump().await;
    vestibule_test_support::assertions::assert_absent(&dump, &tokens.access_token);
    vestibule_test_support::assertions::assert_absent(&dump, tokens.refresh_token());
}

//! The power fails between two writes: SIGKILL at random moments of sign-ins, redemptions, refreshes and revocations, and what
//! must be true after the server came up again by itself.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::sleep;
use uuid::Uuid;
use vestibule_test_support::fixture::{ADA, FIRST, GRACE, SPA};
use vestibule_test_support::{Browser, RelyingParty, TestProcess};

mod ledger;
mod raw;

use ledger::{Chain, Code, Ledger};
use raw::{Reply, Wire};

/// How often the server is killed.
const ROUNDS: usize = 12;
/// How many people sign in while it is.
const SIGN_INS: usize = 3;
/// How many applications redeem codes at the same time, each code twice at once.
const REDEEMERS: usize = 2;
/// How many devices refresh at the same time.
const REFRESHERS: usize = 3;

fn random_below(limit: u64) -> u64 {
    (Uuid::new_v4().as_u128() % u128::from(limit)) as u64
}

/// "kill -9 at any point between two writes of login, code, token and refresh leaves no second live grant and no lost
/// revocation; the server comes up by itself and every signed-in browser is still signed in."
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_at_any_moment_loses_no_promise() {
    let mut process = TestProcess::with_fixture(env!("CARGO_BIN_EXE_vestibule")).await;
    // A lost answer is not forgiven here: whatever was superseded is dead at once.
    process.set("tokens.refresh_token_grace_seconds", 0);
    process.start();
    process.wait_ready().await;
    let mut signed_in = process.browser();
    signed_in.sign_in_as(ADA).await;
    let device = RelyingParty::of_process(&process, SPA);
    device.sign_in_and_exchange(&mut signed_in).await;
    let graces = graces_browsers(&process).await;
    let mut promises = 0;
    for round in 0..ROUNDS {
        let ledger = Arc::new(Mutex::new(Ledger::default()));
        let wire = Wire::new(&process, &signed_in);
        prepare(&device, &mut signed_in, &graces[SIGN_INS], &ledger).await;
        let stop = Arc::new(AtomicBool::new(false));
        let workers = start((&process, &graces), &wire, &ledger, &stop).await;
        sleep(Duration::from_millis(10 + random_below(250))).await;
        process.kill9();
        stop.store(true, Ordering::SeqCst);
        workers.join_all().await;

        process.start();
        process.wait_ready().await;
        let ledger = Arc::into_inner(ledger).unwrap().into_inner().unwrap();
        promises += ledger.promises();
        eprintln!("round {round}: {ledger}");
        check(&process, &wire, ledger).await;
        assert!(
            wire.silent_code(&RelyingParty::of_process(&process, FIRST))
                .await
                .is_ok(),
            "Ada is still signed in"
        );
    }
    assert!(
        promises > 4 * ROUNDS,
        "the server was killed before it promised anything: {promises}"
    );
}

/// Browsers in which Grace signed in before, one for each sign-in of a round and one to sign out. An attempt that a kill
/// leaves unanswered stays counted as wrong where the counters outlive it, and each of these is counted by itself.
async fn graces_browsers(process: &TestProcess) -> Vec<Browser> {
    let mut browsers = Vec::new();
    for _ in 0..=SIGN_INS {
        let mut browser = process.browser();
        browser.sign_in_as(GRACE).await;
        browsers.push(browser);
    }
    browsers
}

/// What the workers of a round start from: chains of refresh tokens and tokens to revoke.
async fn prepare(
    device: &RelyingParty,
    browser: &mut Browser,
    grace: &Browser,
    ledger: &Mutex<Ledger>,
) {
    for number in 0..REFRESHERS + 3 {
        let device = device.again();
        let outcome = browser
            .authorize(&device.authorization_url(&[("prompt", "none")]))
            .await;
        let tokens = device.exchange(&device.code_of(&outcome)).await;
        let chain = Chain::new(tokens.refresh_token(), &tokens.access_token);
        let mut ledger = ledger.lock().unwrap();
        if number < REFRESHERS {
            ledger.chains.push(chain);
        } else {
            ledger.to_revoke.push(chain)
        }
    }
    let mut leaving = grace.clone();
    leaving.sign_in_as(GRACE).await;
    leaving.get("/end_session").await;
    ledger.lock().unwrap().leaving = Some(leaving);
}

async fn start(
    (process, graces): (&TestProcess, &[Browser]),
    wire: &Wire,
    ledger: &Arc<Mutex<Ledger>>,
    stop: &Arc<AtomicBool>,
) -> JoinSet<()> {
    let mut workers = JoinSet::new();
    for grace in &graces[..SIGN_INS] {
        let mut browser = grace.clone();
        browser.get("/sign-in").await;
        let (wire, ledger) = (wire.clone(), Arc::clone(ledger));
        workers.spawn(async move {
            if wire.sign_in(&mut browser, GRACE).await.is_some() {
                ledger.lock().unwrap().browsers.push(browser);
            }
        });
    }
    for _ in 0..REDEEMERS {
        let (wire, ledger, stop) = (wire.clone(), Arc::clone(ledger), Arc::clone(stop));
        let rp = RelyingParty::of_process(process, FIRST);
        workers.spawn(async move {
            while !stop.load(Ordering::SeqCst) {
                let rp = rp.again();
                let Ok(code) = wire.silent_code(&rp).await else {
                    return;
                };
                let (one, other) = tokio::join!(wire.redeem(&rp, &code), wire.redeem(&rp, &code));
                ledger.lock().unwrap().codes.push(Code {
                    rp,
                    code,
                    replies: vec![one, other],
                });
            }
        });
    }
    for number in 0..REFRESHERS {
        let (wire, ledger, stop) = (wire.clone(), Arc::clone(ledger), Arc::clone(stop));
        workers.spawn(async move {
            while !stop.load(Ordering::SeqCst) {
                let token = ledger.lock().unwrap().chains[number].current.clone();
                let reply = wire.refresh(&token).await;
                if !ledger.lock().unwrap().chains[number].note(reply) {
                    return;
                }
            }
        });
    }
    let (wire, ledger) = (wire.clone(), Arc::clone(ledger));
    workers.spawn(async move {
        let (chains, leaving) = {
            let mut ledger = ledger.lock().unwrap();
            (ledger.to_revoke.clone(), ledger.leaving.take().unwrap())
        };
        for chain in chains {
            sleep(Duration::from_millis(random_below(60))).await;
            if wire.revoke(&chain.current).await == Some(200) {
                ledger.lock().unwrap().revoked.push(chain);
            }
        }
        if wire.sign_out(&leaving).await == Some(200) {
            ledger.lock().unwrap().left.push(leaving);
        }
    });
    workers
}

async fn check(process: &TestProcess, wire: &Wire, ledger: Ledger) {
    let rp = RelyingParty::of_process(process, FIRST);
    for browser in ledger.browsers {
        assert!(
            Wire::new(process, &browser).silent_code(&rp).await.is_ok(),
            "a browser that got its session is signed out"
        );
    }
    for browser in ledger.left {
        let answer = Wire::new(process, &browser).silent_code(&rp).await;
        assert_eq!(
            answer,
            Err("login_required".to_owned()),
            "a sign-out that was answered is lost"
        );
    }
    for chain in ledger.revoked {
        assert_eq!(
            wire.userinfo(&chain.access_token).await,
            Some(401),
            "an access token lives after its revocation"
        );
        assert!(
            matches!(wire.refresh(&chain.current).await, Reply::Refused),
            "a revocation that was answered is lost"
        );
    }
    for Code { rp, code, replies } in ledger.codes {
        check_code(wire, &rp, &code, &replies).await;
    }
    for (number, chain) in ledger.chains.into_iter().enumerate() {
        check_chain(wire, chain, number % 2 == 0).await;
    }
}

/// Of all redemptions of a code, before and after the kill, at most one succeeds.
async fn check_code(wire: &Wire, rp: &RelyingParty, code: &str, replies: &[Reply]) {
    let won: Vec<&Reply> = replies
        .iter()
        .filter(|reply| matches!(reply, Reply::Tokens { .. }))
        .collect();
    assert!(won.len() <= 1, "a code was redeemed twice at once");
    let answered = replies.iter().all(|reply| !matches!(reply, Reply::Nothing));
    assert!(
        !answered || won.len() == 1,
        "both were answered and neither won: {replies:?}"
    );
    let late = wire.redeem(rp, code).await;
    if let Some(Reply::Tokens { access_token, .. }) = won.first() {
        assert!(
            matches!(late, Reply::Refused),
            "a code that was redeemed is good again after the kill"
        );
        // "SHOULD revoke all tokens previously issued based on that authorization code"  RFC 6749 §4.1.2
        assert_eq!(wire.userinfo(access_token).await, Some(401));
    }
    if matches!(late, Reply::Tokens { .. }) {
        assert!(
            matches!(wire.redeem(rp, code).await, Reply::Refused),
            "a code was redeemed twice after the kill"
        );
    }
}

/// After the last answer exactly one refresh token of the family is good. When an answer was lost nobody knows which, and
/// presenting the older one may end the family, but never leaves two.
async fn check_chain(wire: &Wire, chain: Chain, newest_first: bool) {
    let answered = !chain.lost_answer;
    if newest_first || chain.previous.is_none() {
        let reply = wire.refresh(&chain.current).await;
        match &reply {
            Reply::Tokens { .. } => {}
            Reply::Refused => assert!(
                !answered,
                "the newest refresh token, which was answered, is not good"
            ),
            Reply::Nothing => panic!("the server did not answer"),
        }
        if let (Reply::Tokens { refresh_token, .. }, Some(_)) = (&reply, &chain.previous) {
            assert!(refresh_token.is_some(), "rotation hands out a successor");
        }
        return;
    }
    let previous = chain.previous.unwrap();
    assert!(
        matches!(wire.refresh(&previous).await, Reply::Refused),
        "a superseded refresh token is good again"
    );
    // "revoke the active refresh token"  RFC 9700 §4.14.2: the replay ended the family.
    assert!(
        matches!(wire.refresh(&chain.current).await, Reply::Refused),
        "the family outlives a replay"
    );
}

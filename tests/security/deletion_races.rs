//! Somebody is deleted while they sign in, refresh, sign out and look after their account: every transaction locks in one order, so
//! that none of them ends in a failure of ours, and nothing of theirs is left.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use tokio::task::JoinSet;
use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{FIRST, SPA};
use vestibule_test_support::{Browser, Outcome, RelyingParty, TestApp, Tokens};

use crate::durable::rows;
use crate::networks::from;
use crate::operator::delete_user;

const ROUNDS: usize = 12;
const PASSWORD: &str = "a sentence that many browsers know";

/// Hashes are not what this is about.
fn cheap(config: &mut vestibule::config::Config) {
    config.passwords.memory_kib = 512;
    config.passwords.iterations = 2;
    config.passwords.parallel_hashes = 4;
    config.passwords.queue_length = 1000;
}

/// What one round watches.
#[derive(Default)]
struct Round {
    over: AtomicBool,
    visits: AtomicUsize,
}

impl Round {
    /// A failure of ours; 503 is none: it says to come again.
    fn saw(&self, what: &str, status: u16, body: &str) {
        self.visits.fetch_add(1, Ordering::SeqCst);
        assert!(status < 500 || status == 503, "{what}: {status}\n{body}");
    }

    fn goes_on(&self) -> bool {
        !self.over.load(Ordering::SeqCst)
    }
}

/// Signs in again and again in one browser, which moves its logins to another session each time.
async fn sign_in(app: Arc<TestApp>, round: Arc<Round>, name: String, place: String) {
    let mut browser = from(&app, &place);
    while round.goes_on() {
        let page = browser.get("/sign-in?to=account").await;
        round.saw("the sign-in page", page.status, &page.body);
        if page.page_name() == "sign-in" {
            let page = browser.fill_sign_in(&name, PASSWORD).await.page();
            round.saw("a sign-in", page.status, &page.body);
        }
    }
}

/// Asks for a code, signs in and agrees if asked. `None` when there is none: the person is gone, or has to wait.
async fn authorize(
    browser: &mut Browser,
    round: &Round,
    rp: &RelyingParty,
    name: &str,
) -> Option<Outcome> {
    let mut outcome = browser.authorize(&rp.authorization_url(&[])).await;
    for _ in 0..3 {
        let Outcome::Page(page) = &outcome else {
            return outcome.parameter("code").is_some().then_some(outcome);
        };
        round.saw("an authorization", page.status, &page.body);
        outcome = match page.page_name().as_str() {
            "sign-in" => browser.fill_sign_in(name, PASSWORD).await,
            "consent" => browser.submit("#consent", &[], "#consent-allow").await,
            _ => return None,
        };
    }
    None
}

/// Gets tokens and refreshes them.
async fn refresh(app: Arc<TestApp>, round: Arc<Round>, name: String, place: String) {
    let mut browser = from(&app, &place);
    let rp = RelyingParty::new(&app, FIRST);
    while round.goes_on() {
        let Some(outcome) = authorize(&mut browser, &round, &rp, &name).await else {
            continue;
        };
        let code = rp.code_of(&outcome);
        let answer = rp.redeem(&code).await;
        round.saw("a code", answer.status, &answer.body);
        if answer.status != 200 {
            continue;
        }
        let mut tokens = Tokens::of(answer);
        for _ in 0..3 {
            let answer = rp.refresh(tokens.refresh_token()).await;
            round.saw("a refresh", answer.status, &answer.body);
            if answer.status != 200 {
                break;
            }
            tokens = Tokens::of(answer);
        }
    }
}

async fn press(
    browser: &mut Browser,
    path: &str,
    fields: &[(&str, &str)],
) -> Option<(u16, String)> {
    let page = browser.get(path).await;
    let csrf = page.attribute("main input[name=csrf]", "value")?;
    let mut all = vec![("csrf", csrf.as_str())];
    all.extend(fields);
    let page = browser.post(path, &all, Site::Same).await.page();
    Some((page.status, page.body))
}

/// Agrees to an application, takes that back, and signs others out.
async fn look_after(app: Arc<TestApp>, round: Arc<Round>, name: String, place: String) {
    let mut browser = from(&app, &place);
    let rp = RelyingParty::new(&app, SPA);
    while round.goes_on() {
        authorize(&mut browser, &round, &rp, &name).await;
        for (path, fields) in [
            ("/account/apps", [("app", SPA.id)]),
            ("/account/sessions", [("which", "others")]),
        ] {
            if let Some((status, body)) = press(&mut browser, path, &fields).await {
                round.saw(path, status, &body);
            }
        }
    }
}

/// Wrong passwords, which are counted, and links, which are asked for.
async fn guess(app: Arc<TestApp>, round: Arc<Round>, name: String, place: String) {
    let mut browser = from(&app, &place);
    for number in 0.. {
        if !round.goes_on() {
            break;
        }
        // More would make everybody else wait.
        if number < 2 {
            browser.get("/sign-in").await;
            let page = browser.fill_sign_in(&name, "wrong").await.page();
            round.saw("a wrong password", page.status, &page.body);
        }
        browser.get("/forgot-password").await;
        let fields = [("login", name.as_str())];
        let page = browser
            .submit("#forgot-password", &fields, "#forgot-password-submit")
            .await
            .page();
        round.saw("a forgotten password", page.status, &page.body);
    }
}

/// Many times, on whatever database: no request of theirs is answered by a failure of ours.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_deleted_in_the_middle_of_everything_sees_no_failure_of_ours() {
    let app = Arc::new(
        TestApp::builder()
            .fixture()
            .setting("server.trusted_proxies", "127.0.0.1/32")
            .adjust(cheap)
            .start()
            .await,
    );
    for number in 0..ROUNDS {
        let name = format!("person{number}");
        app.apply(&format!(
            "[[user]]\nusername = {name:?}\nemail = \"{name}@example.com\"\npassword = {PASSWORD:?}\n"
        ))
        .await;
        let round = Arc::new(Round::default());
        let mut visits = JoinSet::new();
        let own = |place: usize| {
            let (app, round) = (Arc::clone(&app), Arc::clone(&round));
            (app, round, name.clone(), format!("198.51.{number}.{place}"))
        };
        for place in [1, 2] {
            let (app, round, name, place) = own(place);
            visits.spawn(sign_in(app, round, name, place));
        }
        for place in [3, 4] {
            let (app, round, name, place) = own(place);
            visits.spawn(refresh(app, round, name, place));
        }
        let (app_, round_, name_, place) = own(5);
        visits.spawn(look_after(app_, round_, name_, place));
        let (app_, round_, name_, place) = own(6);
        visits.spawn(guess(app_, round_, name_, place));
        while round.visits.load(Ordering::SeqCst) < 12 && visits.len() == 6 {
            tokio::task::yield_now().await;
        }
        delete_user(&app, &name).await;
        let deleted_at = round.visits.load(Ordering::SeqCst);
        while round.visits.load(Ordering::SeqCst) < deleted_at + 6 && visits.len() == 6 {
            tokio::task::yield_now().await;
        }
        round.over.store(true, Ordering::SeqCst);
        visits.join_all().await;
        // The pauses of the guesses are over, and those of the network.
        app.advance(3601);
    }
    let left = rows(&app).await;
    assert!(left.iter().all(|row| !row.contains("person")), "{left:#?}");
}

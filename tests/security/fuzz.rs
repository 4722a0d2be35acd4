//! Random and mutated input to everything that reads input: never a 500, never a panic, the standard error, and nothing stored.

use std::panic;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestRunner};
use tokio::runtime::Runtime;
use url::Url;
use vestibule::oauth::ErrorCode;
use vestibule_test_support::assertions::assert_oauth_error;
use vestibule_test_support::fixture::WEB;
use vestibule_test_support::{Answer, RelyingParty, TestApp};

use crate::durable::{assert_unchanged, rows};

mod credentials;
mod input;
mod parameters;

const CASES: u32 = 200;
const FORM: &str = "application/x-www-form-urlencoded";

static PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn panics() -> MutexGuard<'static, Vec<String>> {
    PANICS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Notes every panic that does not come from a test: the server turns its own into answers, which must not hide them.
fn watch_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            let place = panic
                .location()
                .map(ToString::to_string)
                .unwrap_or_default();
            if !place.contains("tests/") {
                panics().push(place);
            }
            usual(panic);
        }));
    });
}

/// A server, and what it had stored before it was attacked.
struct Target {
    runtime: Runtime,
    app: TestApp,
    before: Vec<String>,
}

impl Target {
    fn new() -> Self {
        watch_panics();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let app = runtime.block_on(TestApp::with_fixture());
        Self {
            runtime,
            app,
            before: Vec::new(),
        }
    }

    /// Attacks; then nothing may have changed, and the server must serve.
    fn attack<S: Strategy>(
        &mut self,
        cases: u32,
        strategy: &S,
        attack: impl AsyncFn(&TestApp, S::Value),
    ) {
        self.before = self.runtime.block_on(rows(&self.app));
        let config = Config {
            cases,
            failure_persistence: None,
            max_shrink_iters: 200,
            ..Config::default()
        };
        let outcome = TestRunner::new(config).run(strategy, |value| {
            self.runtime.block_on(attack(&self.app, value));
            Ok(())
        });
        if let Err(failure) = outcome {
            panic!("{failure}");
        }
        self.runtime.block_on(async {
            assert_unchanged(&self.app, &self.before).await;
            let rp = RelyingParty::new(&self.app, WEB);
            rp.client_credentials(&[]).await.expect(200);
        });
        let panics = panics().clone();
        assert_eq!(panics, Vec::<String>::new());
    }
}

/// The error of RFC 6749 §5.2, whichever.
fn assert_standard_error(answer: &Answer) {
    assert!([400, 401, 413].contains(&answer.status), "{answer:?}");
    let code = answer
        .error()
        .unwrap_or_else(|| panic!("no error code: {answer:?}"));
    assert!(
        ErrorCode::ALL.iter().any(|known| known.name() == code),
        "{answer:?}"
    );
    assert_eq!(answer.status == 401, code == "invalid_client", "{answer:?}");
    assert_oauth_error(answer, answer.status, &code);
}

fn assert_page(answer: &Answer) {
    assert!(
        answer
            .header("content-type")
            .is_some_and(|kind| kind.starts_with("text/html")),
        "{answer:?}"
    );
    assert!(answer.body.contains("data-page=\""), "{answer:?}");
}

/// An answer of the authorization endpoint to somebody who is not signed in.
fn assert_authorization_answer(answer: &Answer, issuer: &str) {
    match answer.status {
        303 => {
            let location = answer.header("location").unwrap();
            if location.starts_with("/sign-in?txn=") || location.starts_with("/authorize?") {
                return;
            }
            // To the client, and to no other place: with an error, and with nothing of value.
            assert!(
                location.starts_with(&format!("{}?", WEB.redirect_uri))
                    || location.starts_with(&format!("{}#", WEB.redirect_uri)),
                "{location}"
            );
            let url = Url::parse(location).unwrap();
            let text = url
                .fragment()
                .filter(|text| !text.is_empty())
                .or(url.query())
                .unwrap();
            let pairs: Vec<(String, String)> = url::form_urlencoded::parse(text.as_bytes())
                .into_owned()
                .collect();
            let one = |name: &str| {
                pairs
                    .iter()
                    .find(|(key, _)| key == name)
                    .map(|(_, value)| value.as_str())
            };
            assert!(
                ErrorCode::ALL
                    .iter()
                    .any(|known| one("error") == Some(known.name())),
                "{location}"
            );
            assert_eq!(one("iss"), Some(issuer), "{location}");
            assert_eq!(one("code"), None, "{location}");
        }
        200 => assert!(
            answer.body.contains("data-page=\"form-post\""),
            "{answer:?}"
        ),
        _ => {
            assert_eq!(answer.status, 400, "{answer:?}");
            assert!(answer.body.contains("data-page=\"error\""), "{answer:?}");
            assert!(!answer.headers.contains_key("location"));
        }
    }
    if answer.status != 303 {
        assert_page(answer);
    }
}

//! Requests whose answer may never come: the browser and the relying party of the test support take that for a failure.

use std::time::Duration;

use reqwest::header::{AUTHORIZATION, COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Method, RequestBuilder};
use serde_json::Value;
use tokio::time::timeout;
use url::Url;
use vestibule_test_support::fixture::{Person, SPA};
use vestibule_test_support::relying_party::basic;
use vestibule_test_support::{Browser, RelyingParty, TestProcess};

/// Longer than any answer of a server that lives.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a token request was told.
#[derive(Clone, Debug)]
pub enum Reply {
    /// Yes.
    Tokens {
        access_token: String,
        refresh_token: Option<String>,
    },
    /// `invalid_grant`.
    Refused,
    /// The connection ended first.
    Nothing,
}

/// A way to the server with the cookies of one browser.
#[derive(Clone)]
pub struct Wire {
    wire: vestibule_test_support::Wire,
    issuer: String,
    cookies: String,
}

impl Wire {
    pub fn new(process: &TestProcess, browser: &Browser) -> Self {
        Self {
            wire: process.wire().clone(),
            issuer: process.issuer().to_owned(),
            cookies: cookies_of(browser),
        }
    }

    fn post(&self, path: &str) -> RequestBuilder {
        self.wire
            .request(Method::POST, &format!("{}{path}", self.issuer))
    }

    /// The code of an authorization without any page; the error when there is one, or nothing.
    pub async fn silent_code(&self, rp: &RelyingParty) -> Result<String, String> {
        let url = rp.authorization_url(&[("prompt", "none")]);
        let request = self
            .wire
            .request(Method::GET, &url)
            .header(COOKIE, &self.cookies);
        let Some(response) = answered(request).await else {
            return Err("no answer".to_owned());
        };
        assert_eq!(response.status(), 303);
        let location = Url::parse(response.headers()[LOCATION].to_str().unwrap()).unwrap();
        let one = |name: &str| {
            location
                .query_pairs()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.into_owned())
        };
        one("code").ok_or_else(|| one("error").expect("a code or an error"))
    }

    /// Sends the sign-in form of the page that the browser shows. The browser keeps the session if one came.
    pub async fn sign_in(&self, browser: &mut Browser, person: Person) -> Option<()> {
        let mut form = browser.page().form("#sign-in");
        for (name, value) in [("login", person.username), ("password", person.password)] {
            form.fields
                .iter_mut()
                .find(|(key, _)| key == name)
                .unwrap()
                .1 = value.to_owned();
        }
        let response = answered(
            self.post("/sign-in")
                .header(COOKIE, cookies_of(browser))
                .form(&form.fields),
        )
        .await?;
        // A pool of password hashes that is full says so, and so does a pause after attempts that a kill left unanswered; that
        // promises nothing.
        if [429, 503].contains(&response.status().as_u16()) {
            return None;
        }
        assert_eq!(response.status(), 303);
        for cookie in response.headers().get_all(SET_COOKIE) {
            browser.set_cookie(cookie.to_str().unwrap());
        }
        browser.cookie("sid").map(drop)
    }

    /// Says yes to the question that the browser shows; the status.
    pub async fn sign_out(&self, browser: &Browser) -> Option<u16> {
        let mut form = browser.page().form("#sign-out");
        form.fields
            .push(("decision".to_owned(), "confirm".to_owned()));
        let response = answered(
            self.post("/sign-out")
                .header(COOKIE, cookies_of(browser))
                .form(&form.fields),
        )
        .await?;
        Some(response.status().as_u16())
    }

    pub async fn redeem(&self, rp: &RelyingParty, code: &str) -> Reply {
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", rp.client.redirect_uri),
            ("code_verifier", &rp.verifier),
        ];
        reply(
            self.post("/token")
                .header(AUTHORIZATION, basic(rp.client.id, rp.client.secret))
                .form(&form),
        )
        .await
    }

    pub async fn refresh(&self, refresh_token: &str) -> Reply {
        let form = [
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh_token),
            ("client_id", SPA.id),
        ];
        reply(self.post("/token").form(&form)).await
    }

    pub async fn revoke(&self, token: &str) -> Option<u16> {
        let response = answered(
            self.post("/revoke")
                .form(&[("token", token), ("client_id", SPA.id)]),
        )
        .await?;
        Some(response.status().as_u16())
    }

    pub async fn userinfo(&self, access_token: &str) -> Option<u16> {
        let request = self
            .wire
            .request(Method::GET, &format!("{}/userinfo", self.issuer));
        Some(
            answered(request.bearer_auth(access_token))
                .await?
                .status()
                .as_u16(),
        )
    }
}

fn cookies_of(browser: &Browser) -> String {
    let pairs: Vec<String> = browser
        .cookies()
        .iter()
        .map(|cookie| format!("{}={}", cookie.name, cookie.value))
        .collect();
    pairs.join("; ")
}

async fn answered(request: RequestBuilder) -> Option<reqwest::Response> {
    timeout(PATIENCE, request.send())
        .await
        .expect("an answer or an end")
        .ok()
}

/// An answer counts when it is there to its last byte.
async fn reply(request: RequestBuilder) -> Reply {
    let Some(response) = answered(request).await else {
        return Reply::Nothing;
    };
    let status = response.status();
    let Ok(body) = response.json::<Value>().await else {
        return Reply::Nothing;
    };
    let text = |name: &str| body[name].as_str().map(str::to_owned);
    match (status.as_u16(), text("access_token")) {
        (200, Some(access_token)) => Reply::Tokens {
            access_token,
            refresh_token: text("refresh_token"),
        },
        (400, None) => {
            assert_eq!(body["error"], "invalid_grant", "{body}");
            Reply::Refused
        }
        _ => panic!("{status}: {body}"),
    }
}

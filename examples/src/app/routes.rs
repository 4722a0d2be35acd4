//! Every URL of the app.

use std::{sync::Arc, time::Duration};

use axum::{
    Form, Router,
    extract::{Query, State},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION, SET_COOKIE},
    },
    middleware::map_response,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use openidconnect::url::Url;
use serde::Deserialize;

use super::{
    Problem, Settings,
    browser::{cookie, no_cookie, session_name},
    logout_token::LogoutTokens,
    pages::{Home, Person, Trouble, guard, page},
    relying_party::{Callback, RelyingParty, SignedIn},
    sessions::{Session, Sessions},
};
use crate::http_client::HttpClient;

/// How often and how long apart the issuer is asked before giving up: a minute in all, as it may be starting at the same time.
const DISCOVERY_ATTEMPTS: u32 = 60;
const BETWEEN_ATTEMPTS: Duration = Duration::from_secs(1);

const STYLE: &str = include_str!("../../static/app.css");

struct App {
    settings: Settings,
    http: HttpClient,
    relying_party: RelyingParty,
    logout_tokens: LogoutTokens,
    sessions: Sessions,
}

/// The form token, which each of the app's own forms carries.
#[derive(Deserialize)]
struct OwnForm {
    form_token: String,
}

/// The app as a router, once the issuer has answered.
///
/// # Errors
/// A sentence when the issuer cannot be reached for a minute, or the settings are no good.
pub async fn router(settings: Settings) -> Result<Router, String> {
    let http = HttpClient::new()?;
    let policy = content_security_policy(&settings.issuer)?;
    let relying_party = wait_for_issuer(&settings, &http).await?;
    let logout_tokens = LogoutTokens::new(&settings, http.clone());
    let app = Arc::new(App {
        settings,
        http,
        relying_party,
        logout_tokens,
        sessions: Sessions::default(),
    });
    Ok(Router::new()
        .route("/", get(home))
        .route("/login", get(login))
        .route("/callback", get(callback))
        .route("/orders", post(call_api))
        .route("/refresh", post(refresh))
        .route("/logout", post(logout))
        .route("/backchannel-logout", post(backchannel_logout))
        .route("/app.css", get(style))
        .with_state(app)
        .layer(map_response(move |mut response: Response| {
            guard(&mut response, &policy);
            std::future::ready(response)
        })))
}

async fn wait_for_issuer(settings: &Settings, http: &HttpClient) -> Result<RelyingParty, String> {
    let mut attempt = 1;
    loop {
        match RelyingParty::discover(settings.clone(), http.clone()).await {
            Ok(relying_party) => return Ok(relying_party),
            Err(problem) if attempt == DISCOVERY_ATTEMPTS => return Err(problem.to_string()),
            Err(problem) => {
                if attempt == 1 {
                    eprintln!("Waiting for the issuer. {problem}");
                }
                attempt += 1;
                tokio::time::sleep(BETWEEN_ATTEMPTS).await;
            }
        }
    }
}

fn content_security_policy(issuer: &str) -> Result<HeaderValue, String> {
    let issuer =
        Url::parse(issuer).map_err(|error| format!("The issuer {issuer} is not a URL: {error}"))?;
    let issuer = issuer.origin().ascii_serialization();
    let policy = format!(
        "default-src 'none'; style-src 'self'; form-action 'self' {issuer}; base-uri 'none'; frame-ancestors 'none'"
    );
    HeaderValue::from_str(&policy).map_err(|error| error.to_string())
}

async fn style() -> impl IntoResponse {
    (
        [
            (CONTENT_TYPE, "text/css; charset=utf-8"),
            (CACHE_CONTROL, "max-age=300"),
        ],
        STYLE,
    )
}

async fn home(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let person = session_name(&headers)
        .and_then(|name| app.sessions.with(name, |session| describe(session)));
    match person.flatten() {
        Some(person) => page(StatusCode::OK, &person),
        None => page(
            StatusCode::OK,
            &Home {
                issuer: &app.settings.issuer,
            },
        ),
    }
}

fn describe(session: &Session) -> Option<Person> {
    let person = session.person.as_ref()?;
    Some(Person::new(
        person,
        &session.form_token,
        session.api_answer.as_ref(),
    ))
}

async fn login(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let (url, attempt) = app.relying_party.begin();
    let known = session_name(&headers).filter(|name| app.sessions.with(name, |_| ()).is_some());
    let name = known.map_or_else(|| app.sessions.start(), ToOwned::to_owned);
    app.sessions.with(&name, |session| session.began(attempt));
    with_cookie(see_other(url.as_str()), cookie(&name))
}

async fn callback(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Query(callback): Query<Callback>,
) -> Response {
    // "the client MUST ... The binding value used for CSRF protection MUST contain a non-guessable value" RFC 6749 §10.12:
    // the state must be one that this very browser was sent away with.
    let name = session_name(&headers).unwrap_or_default();
    let state = callback.state.as_deref().unwrap_or_default();
    let Some(attempt) = app
        .sessions
        .with(name, |session| session.take_attempt(state))
        .flatten()
    else {
        let problem = Problem::because("This sign-in was not begun here", "please start again");
        return trouble(StatusCode::BAD_REQUEST, &problem);
    };
    let person = match app.relying_party.finish(attempt, callback).await {
        Ok(person) => person,
        Err(problem) => return trouble(StatusCode::BAD_GATEWAY, &problem),
    };
    let Some(name) = app.sessions.rename(name) else {
        return trouble(
            StatusCode::BAD_REQUEST,
            &Problem::because("Your session has ended", "please start again"),
        );
    };
    app.sessions.with(&name, |session| {
        session.person = Some(person);
        session.api_answer = None;
    });
    with_cookie(see_other("/"), cookie(&name))
}

async fn call_api(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Form(form): Form<OwnForm>,
) -> Response {
    let (name, person) = match signed_in(&app, &headers, &form) {
        Ok(found) => found,
        Err(refused) => return *refused,
    };
    let token = person.access_token.secret();
    match app.http.with_bearer(&app.settings.api_url, token).await {
        Ok(answer) => {
            app.sessions
                .with(&name, |session| session.api_answer = Some(answer));
            Redirect::to("/#answer").into_response()
        }
        Err(cause) => trouble(
            StatusCode::BAD_GATEWAY,
            &Problem::because("Cannot call the API", cause),
        ),
    }
}

async fn refresh(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Form(form): Form<OwnForm>,
) -> Response {
    let (name, person) = match signed_in(&app, &headers, &form) {
        Ok(found) => found,
        Err(refused) => return *refused,
    };
    match app.relying_party.refresh(&person).await {
        Ok(person) => {
            app.sessions
                .with(&name, |session| session.person = Some(person));
            see_other("/")
        }
        Err(problem) => trouble(StatusCode::BAD_GATEWAY, &problem),
    }
}

async fn logout(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Form(form): Form<OwnForm>,
) -> Response {
    let (name, person) = match signed_in(&app, &headers, &form) {
        Ok(found) => found,
        Err(refused) => return *refused,
    };
    app.sessions.end(&name);
    let target = app.relying_party.sign_out_url(&person);
    let response = see_other(target.as_ref().map_or("/", Url::as_str));
    with_cookie(response, Some(no_cookie()))
}

/// What the issuer posts (OpenID Connect Back-Channel Logout 1.0 §2.5).
#[derive(Deserialize)]
struct LogoutForm {
    logout_token: String,
}

/// Somebody signed out at the issuer: their session here ends too, without their browser.
async fn backchannel_logout(State(app): State<Arc<App>>, Form(form): Form<LogoutForm>) -> Response {
    match app.logout_tokens.verify(&form.logout_token).await {
        Ok(ended) => {
            app.sessions.end_all(|session| {
                let person = session.person.as_ref();
                person.is_some_and(|person| person.is_ended_by(&ended))
            });
            StatusCode::OK.into_response()
        }
        // "If the logout request was invalid …, the RP MUST respond with HTTP Status 400 Bad Request." §2.8
        Err(problem) => {
            eprintln!("{problem}");
            StatusCode::BAD_REQUEST.into_response()
        }
    }
}

/// Who is signed in, when the form came from this app's own page. Answers are boxed: they are large.
fn signed_in(
    app: &App,
    headers: &HeaderMap,
    form: &OwnForm,
) -> Result<(String, SignedIn), Box<Response>> {
    let name = session_name(headers).unwrap_or_default();
    let found = app.sessions.with(name, |session| {
        let ours = session.form_token == form.form_token;
        session.person.clone().filter(|_| ours)
    });
    match found.flatten() {
        Some(person) => Ok((name.to_owned(), person)),
        None => Err(Box::new(trouble(
            StatusCode::FORBIDDEN,
            &Problem::because("You are not signed in any more", "please sign in again"),
        ))),
    }
}

fn trouble(status: StatusCode, problem: &Problem) -> Response {
    page(status, &Trouble { problem })
}

fn see_other(target: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, target)]).into_response()
}

fn with_cookie(mut response: Response, cookie: Option<HeaderValue>) -> Response {
    if let Some(cookie) = cookie {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

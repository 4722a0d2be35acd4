//! A browser's part of the flows: cookies, redirects and the two forms a person meets.

use std::collections::BTreeMap;

use hyper::StatusCode;
use hyper::header::{ACCEPT, COOKIE, HeaderName, ORIGIN};
use url::Url;

use crate::form::{self, Form};
use crate::http::{Answer, Call, Connection};
use crate::sandbox::{Person, REDIRECT_URI};
use crate::target::Target;

/// No journey through sign-in and consent has more pages and redirects than this.
const HOPS: usize = 12;

/// The cookies of one browser. One host, so names alone tell them apart.
#[derive(Default)]
pub struct Cookies(BTreeMap<String, String>);

impl Cookies {
    fn keep(&mut self, answer: &Answer) {
        for cookie in answer
            .headers
            .get_all("set-cookie")
            .iter()
            .filter_map(|value| value.to_str().ok())
        {
            let mut parts = cookie.split(';').map(str::trim);
            let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else {
                continue;
            };
            if value.is_empty() || parts.any(|part| part.eq_ignore_ascii_case("max-age=0")) {
                self.0.remove(name);
            } else {
                self.0.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    fn header(&self) -> String {
        self.0
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("; ")
    }
}

/// How a visit to `/authorize` ended.
pub enum Visit {
    /// At the client's redirect URI.
    Callback(Url),
    /// The server asked to come back later (503 or 429 with `Retry-After`).
    ComeBackLater,
}

/// One page or redirect, with the browser's cookies.
async fn fetch(
    connection: &mut Connection,
    cookies: &mut Cookies,
    call: Call,
) -> Result<Answer, String> {
    let mut call = call.header(ACCEPT, "text/html");
    let header = cookies.header();
    if !header.is_empty() {
        call = call.header(COOKIE, header);
    }
    let answer = connection.send(call).await?;
    cookies.keep(&answer);
    Ok(answer)
}

/// Where a redirect leads, if the answer is one.
fn redirect(target: &Target, answer: &Answer) -> Result<Option<Url>, String> {
    if !matches!(answer.status, StatusCode::SEE_OTHER | StatusCode::FOUND) {
        return Ok(None);
    }
    let base = Url::parse(&target.issuer).map_err(|error| error.to_string())?;
    let location = base
        .join(answer.header("location"))
        .map_err(|error| format!("location: {error}"))?;
    Ok(Some(location))
}

fn is_callback(location: &Url) -> bool {
    location
        .as_str()
        .strip_prefix(REDIRECT_URI)
        .is_some_and(|rest| rest.starts_with('?'))
}

/// `GET /authorize` in a signed-in browser: one request, answered with the redirect to the client.
///
/// # Errors
/// When anything else comes back, such as a page.
pub async fn authorize_silently(
    target: &Target,
    connection: &mut Connection,
    cookies: &mut Cookies,
    path: &str,
) -> Result<Url, String> {
    let answer = fetch(connection, cookies, Call::get(path)).await?;
    match redirect(target, &answer)? {
        Some(location) if is_callback(&location) => Ok(location),
        Some(location) => Err(format!(
            "redirected to {} instead of to the client",
            location.path()
        )),
        None => {
            let page = form::describe(&answer.text());
            Err(format!(
                "status {} ({page}) instead of a redirect to the client",
                answer.status.as_u16()
            ))
        }
    }
}

/// `/authorize` as a person goes through it: signs in and agrees where the server asks for it.
///
/// # Errors
/// When the journey ends at another page, or does not end.
pub async fn authorize_as(
    person: &Person,
    target: &Target,
    connection: &mut Connection,
    cookies: &mut Cookies,
    path: &str,
) -> Result<Visit, String> {
    let mut here = Url::parse(&target.issuer)
        .and_then(|base| base.join(path))
        .map_err(|error| format!("authorization request: {error}"))?;
    let mut call = Call::get(path);
    for _ in 0..HOPS {
        let answer = fetch(connection, cookies, call).await?;
        if answer.asks_to_wait() {
            return Ok(Visit::ComeBackLater);
        }
        if let Some(location) = redirect(target, &answer)? {
            if is_callback(&location) {
                return Ok(Visit::Callback(location));
            }
            if location.origin() != here.origin() {
                return Err(format!(
                    "redirected to a foreign place, {}",
                    location.origin().ascii_serialization()
                ));
            }
            call = Call::get(&path_and_query(&location));
            here = location;
            continue;
        }
        answer.expect(StatusCode::OK)?;
        let page = answer.text();
        let (action, fields) = fill_in(&form::forms(&page), person).ok_or_else(|| {
            format!(
                "neither a sign-in nor a consent form: {}",
                form::describe(&page)
            )
        })?;
        here = here
            .join(&action)
            .map_err(|error| format!("a form's action: {error}"))?;
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        call = Call::post(&path_and_query(&here), &fields)
            .header(ORIGIN, target.issuer.clone())
            .header(HeaderName::from_static("sec-fetch-site"), "same-origin");
    }
    Err(format!("no end after {HOPS} pages and redirects"))
}

type Fields = Vec<(String, String)>;

/// The form a person would send from this page: the sign-in form with login and password, or the consent form's *allow*.
fn fill_in(forms: &[Form], person: &Person) -> Option<(String, Fields)> {
    if let Some(form) = forms.iter().find(|form| form.id == "sign-in") {
        let inputs = form.inputs.iter().map(|(name, value)| match name.as_str() {
            "login" => (name.clone(), person.login.clone()),
            "password" => (name.clone(), person.password.clone()),
            _ => (name.clone(), value.clone()),
        });
        return Some((form.action.clone(), inputs.collect()));
    }
    forms.iter().find_map(|form| {
        let allow = form
            .buttons
            .iter()
            .find(|button| button.id == "consent-allow")?;
        let mut fields = form.inputs.clone();
        if !allow.name.is_empty() {
            fields.push((allow.name.clone(), allow.value.clone()));
        }
        Some((form.action.clone(), fields))
    })
}

/// A sign-in form, ready to be sent again and again.
pub struct SignInForm {
    action: String,
    fields: Fields,
}

/// `GET /sign-in`, for its form.
///
/// # Errors
/// When the page has none.
pub async fn open_sign_in(
    connection: &mut Connection,
    cookies: &mut Cookies,
) -> Result<SignInForm, String> {
    let answer = fetch(connection, cookies, Call::get("/sign-in")).await?;
    answer.expect(StatusCode::OK)?;
    let nobody = Person {
        login: String::new(),
        email: String::new(),
        password: "the wrong password".to_owned(),
    };
    let (action, fields) =
        fill_in(&form::forms(&answer.text()), &nobody).ok_or("there is no sign-in form")?;
    Ok(SignInForm { action, fields })
}

/// Tries a wrong password for the name of that number, from the network of that number.
///
/// # Errors
/// When there is no answer.
pub async fn try_password(
    connection: &mut Connection,
    cookies: &mut Cookies,
    form: &SignInForm,
    number: u64,
) -> Result<StatusCode, String> {
    let login = format!("storm-{number}");
    let fields: Vec<(&str, &str)> = form
        .fields
        .iter()
        .map(|(name, value)| match name.as_str() {
            "login" => ("login", login.as_str()),
            _ => (name.as_str(), value.as_str()),
        })
        .collect();
    let network = format!(
        "10.{}.{}.{}",
        number >> 16 & 0xff,
        number >> 8 & 0xff,
        number & 0xff
    );
    let call = Call::post(&form.action, &fields)
        .header(HeaderName::from_static("x-forwarded-for"), network)
        .header(HeaderName::from_static("sec-fetch-site"), "same-origin");
    Ok(fetch(connection, cookies, call).await?.status)
}

fn path_and_query(url: &Url) -> String {
    match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    }
}

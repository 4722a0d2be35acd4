//! How a browser stands with the issuer, asked as an application would ask.

use reqwest::Method;
use reqwest::header::{COOKIE, LOCATION};
use url::Url;
use vestibule_test_support::{Answer, Browser, RelyingParty, TestApp};

/// The answer to `prompt=none`: the code of a browser that is signed in, or the error.
pub async fn silently(browser: &mut Browser, rp: &RelyingParty) -> Result<String, String> {
    let outcome = browser
        .authorize(&rp.authorization_url(&[("prompt", "none")]))
        .await;
    match outcome.parameter("error") {
        Some(error) => Err(error),
        None => Ok(rp.code_of(&outcome)),
    }
}

/// The same for whoever sends exactly these `Cookie` headers.
pub async fn silently_with(
    app: &TestApp,
    rp: &RelyingParty,
    cookies: &[&str],
) -> Result<String, String> {
    let mut request = app
        .wire()
        .request(Method::GET, &rp.authorization_url(&[("prompt", "none")]));
    for cookie in cookies {
        request = request.header(COOKIE, *cookie);
    }
    let answer = Answer::of(request).await.expect(303);
    let location =
        Url::parse(answer.header(LOCATION.as_str()).expect("a redirect")).expect("a URL");
    let one = |name: &str| {
        location
            .query_pairs()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    };
    match one("error") {
        Some(error) => Err(error),
        None => Ok(one("code").expect("a code")),
    }
}

/// The refusal of `prompt=none` when nobody is signed in.
pub fn nobody() -> Result<String, String> {
    Err("login_required".to_owned())
}

/// `name=value` of a cookie that the browser has.
pub fn pair(browser: &Browser, name: &str) -> String {
    let cookie = browser
        .cookie(name)
        .unwrap_or_else(|| panic!("there is no cookie {name}"));
    format!("{}={}", cookie.name, cookie.value)
}

/// Signs out by the page that asks.
pub async fn sign_out(browser: &mut Browser) {
    browser.get("/end_session").await;
    let page = browser
        .submit("#sign-out", &[], "#sign-out-confirm")
        .await
        .page();
    assert_eq!(page.status, 200, "{}", page.text());
    assert_eq!(page.page_name(), "signed-out");
}

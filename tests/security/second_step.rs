//! What the tests of second factors have in common.

use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::Person;
use vestibule_test_support::{Browser, Page, TestApp};

/// Lets the tenant offer these kinds; `more` are further settings of `second_factor`.
pub async fn offer(app: &TestApp, kinds: &str, more: &str) {
    let more = if more.is_empty() {
        String::new()
    } else {
        format!(", {more}")
    };
    app.apply(&format!(
        "[[tenant]]\nslug = \"default\"\nsecond_factor = {{ kinds = [{kinds}]{more} }}\n"
    ))
    .await;
}

/// Enters the right password, up to the second step.
pub async fn half_way(browser: &mut Browser, person: Person) -> Page {
    browser.get("/sign-in").await;
    let page = browser
        .fill_sign_in(person.username, person.password)
        .await
        .page();
    assert_eq!(page.page_name(), "second-factor", "{}", page.text());
    page
}

/// Enters a code on the page of the second step.
pub async fn enter(browser: &mut Browser, code: &str) -> Page {
    let field = [("code", code)];
    browser
        .submit("#second-factor", &field, "#second-factor-submit")
        .await
        .page()
}

/// The same with the box ticked.
pub async fn enter_and_remember(browser: &mut Browser, code: &str) -> Page {
    let form = browser.page().form("#second-factor");
    let mut fields: Vec<(String, String)> = form.fields;
    fields.retain(|(name, _)| name != "code");
    fields.push(("code".to_owned(), code.to_owned()));
    fields.push(("remember".to_owned(), "yes".to_owned()));
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser
        .post("/second-factor", &fields, Site::Same)
        .await
        .page()
}

/// Whether that page stands where a sign-in without an application ends.
pub fn is_in(page: &Page) -> bool {
    page.status == 200 && page.page_name() == "home"
}

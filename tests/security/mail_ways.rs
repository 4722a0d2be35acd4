//! What the tests of group F share: a tenant that is open in every way, and the links of its mails.

use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, GRACE, Person};
use vestibule_test_support::{Browser, Page, TestApp};

/// Everybody may come, by every way.
pub(crate) const OPEN: &str = r#"
[[tenant]]
slug = "default"
sign_up = { mode = "open" }
sign_in = { mail_link = true, mail_code = true }
"#;

/// A password that the rules allow.
pub(crate) const FRESH: &str = "seventeen quiet lighthouses";

/// A server that is open in every way.
pub(crate) async fn open_app() -> TestApp {
    let app = TestApp::with_fixture().await;
    app.apply(OPEN).await;
    app
}

/// Asks for a mail on the page of that path, and shows what is answered.
pub(crate) async fn ask(browser: &mut Browser, path: &str, login: &str) -> Page {
    browser.get(path).await;
    let (form, button) = match path {
        "/forgot-password" => ("#forgot-password", "#forgot-password-submit"),
        _ => ("#mail-sign-in", "#mail-sign-in-link"),
    };
    browser
        .submit(form, &[("login", login)], button)
        .await
        .page()
}

/// Fills in the sign-up page.
pub(crate) async fn sign_up(browser: &mut Browser, username: &str, email: &str) -> Page {
    browser.get("/sign-up").await;
    let fields = [
        ("username", username),
        ("email", email),
        ("password", FRESH),
    ];
    browser
        .submit("#sign-up", &fields, "#sign-up-submit")
        .await
        .page()
}

/// The link of the last mail to that address.
pub(crate) async fn link(app: &TestApp, address: &str) -> String {
    app.mailbox().last_to(address).await.link()
}

/// A mail is said to be on its way.
fn sent(page: &Page) {
    assert_eq!(page.status, 202, "{}: {}", page.url, page.text());
}

/// A link of each purpose for Ada or Grace, with the form of the page that it opens.
pub(crate) struct Asked {
    pub(crate) link: String,
    pub(crate) form: &'static str,
    pub(crate) button: &'static str,
    pub(crate) fields: &'static [(&'static str, &'static str)],
    pub(crate) browser: Browser,
}

/// Asks for another password.
pub(crate) async fn reset(app: &TestApp, person: Person) -> Asked {
    reset_at(app, person.email).await
}

/// Asks for another password for the account of that address.
pub(crate) async fn reset_at(app: &TestApp, address: &str) -> Asked {
    let mut browser = app.browser();
    sent(&ask(&mut browser, "/forgot-password", address).await);
    Asked {
        link: link(app, address).await,
        form: "#reset-password",
        button: "#reset-password-submit",
        fields: &[("password", FRESH)],
        browser,
    }
}

/// Asks for a link to sign in with.
pub(crate) async fn mail_link(app: &TestApp, person: Person) -> Asked {
    let mut browser = app.browser();
    sent(&ask(&mut browser, "/sign-in/mail", person.username).await);
    Asked {
        link: link(app, person.email).await,
        form: "#mail-link",
        button: "#mail-link-submit",
        fields: &[],
        browser,
    }
}

/// Asks for a new account.
pub(crate) async fn account(app: &TestApp, username: &str, email: &str) -> Asked {
    let mut browser = app.browser();
    sent(&sign_up(&mut browser, username, email).await);
    Asked {
        link: link(app, email).await,
        form: "#verify-email",
        button: "#verify-email-submit",
        fields: &[],
        browser,
    }
}

/// Asks for another address.
pub(crate) async fn change(app: &TestApp, person: Person, to: &str) -> Asked {
    let mut browser = app.browser();
    browser.sign_in_as(person).await;
    browser.get("/account/email").await;
    let asked = browser
        .submit("#change-email", &[("email", to)], "#change-email-submit")
        .await;
    sent(&asked.page());
    Asked {
        link: link(app, to).await,
        form: "#verify-email",
        button: "#verify-email-submit",
        fields: &[],
        browser,
    }
}

/// A proof of Grace's own address, which nobody has verified.
pub(crate) async fn proof(app: &TestApp) -> Asked {
    let mut browser = app.browser();
    browser.sign_in_as(GRACE).await;
    browser.get("/account/email").await;
    let asked = browser
        .submit("#verify-own-email", &[], "#verify-own-email-submit")
        .await;
    sent(&asked.page());
    Asked {
        link: link(app, GRACE.email).await,
        form: "#verify-email",
        button: "#verify-email-submit",
        fields: &[],
        browser,
    }
}

/// One of each purpose, each of them alive.
pub(crate) async fn one_of_each(app: &TestApp) -> Vec<Asked> {
    vec![
        change(app, ADA, "ada@new.example").await,
        proof(app).await,
        mail_link(app, ADA).await,
        account(app, "hedy", "hedy@example.com").await,
        // Last, since it makes the others of its owner void.
        reset(app, ADA).await,
    ]
}

impl Asked {
    /// Opens the link in the browser that asked.
    pub(crate) async fn open(&mut self) -> Page {
        self.browser.get(&self.link).await
    }

    /// Presses the button of the page that it shows.
    pub(crate) async fn press(&mut self) -> Page {
        self.browser
            .submit(self.form, self.fields, self.button)
            .await
            .page()
    }

    /// The token of the link.
    pub(crate) fn token(&self) -> String {
        let url = url::Url::parse(&self.link).unwrap();
        let token = url.query_pairs().find(|(name, _)| name == "token");
        token.unwrap().1.into_owned()
    }

    /// The path that its form is posted to.
    pub(crate) fn path(&self) -> String {
        url::Url::parse(&self.link).unwrap().path().to_owned()
    }

    /// Presses the button without looking at what page it is.
    pub(crate) async fn post(&mut self, fields: &[(&str, &str)]) -> Page {
        self.browser
            .post(&self.path(), fields, Site::Same)
            .await
            .page()
    }
}

/// Whether it is the one page for links that do not work.
pub(crate) fn is_void(page: &Page) -> bool {
    page.status == 400
        && page.page_name() == "error"
        && page.text().contains("This link does not work any more")
}

//! What every page has around it: the language, whose house this is, and where its files are.

use crate::texts::Texts;

/// The frame of a page.
#[derive(Clone)]
pub struct Shell {
    /// The words, in the reader's language.
    pub texts: Texts,
    /// The name of the house, shown top and in titles: `Acme Accounts`.
    pub issuer_name: String,
    /// The host a password typed here goes to, shown at the foot of every page: `accounts.example.com`.
    pub issuer_host: String,
    /// What links and form actions start with: empty, or the path of a tenant such as `/t/acme`. No slash at the end.
    pub issuer_base: String,
    /// The address where [`STYLE`](super::STYLE) is served.
    pub style_href: String,
    /// The address of `static/favicon.svg`.
    pub icon_href: String,
    /// The address of a tenant's accent colours, a style sheet that sets the `--accent…` tokens (see `static/style/scene.css`).
    pub accent_href: Option<String>,
    /// The address, on this host, of a tenant's logo. Without one our own mark is drawn.
    pub logo_href: Option<String>,
    /// Whom people may write to for help.
    pub support_email: Option<String>,
}

impl Shell {
    /// The message of this name.
    pub fn t(&self, key: &str) -> String {
        self.texts.get(key)
    }

    /// A link or form action of this issuer: `to("/sign-in")`.
    pub fn to(&self, path: &str) -> String {
        format!("{}{path}", self.issuer_base)
    }

    /// The title of the window: that of the page, and whose house it is unless it says so already.
    pub fn window_title(&self, title: String) -> String {
        if title.contains(&self.issuer_name) {
            title
        } else {
            format!("{title} · {}", self.issuer_name)
        }
    }

    /// The frame that the samples are shown in when nothing better is at hand.
    pub fn sample() -> Self {
        Self {
            texts: Texts::english(),
            issuer_name: "Acme Accounts".to_owned(),
            issuer_host: "accounts.example.com".to_owned(),
            issuer_base: String::new(),
            style_href: "/static/style.css".to_owned(),
            icon_href: "/static/favicon.svg".to_owned(),
            accent_href: None,
            logo_href: None,
            support_email: Some("help@example.com".to_owned()),
        }
    }
}

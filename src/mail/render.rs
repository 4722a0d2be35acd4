//! A message as it is sent: subject, text and HTML.

use askama::Template;

use crate::texts::Texts;

use super::Letter;
use super::colour::button;
use super::content::{Content, content};
use super::harmless::harmless;

/// Whose house writes: the tenant.
#[derive(Clone, Copy, Debug)]
pub struct House<'a> {
    /// What people call it.
    pub name: &'a str,
    /// Its issuer URL, without a slash at the end.
    pub url: &'a str,
    /// The colour of buttons.
    pub accent: Option<&'a str>,
    /// Whom to ask.
    pub support: Option<&'a str>,
}

impl House<'_> {
    /// The host of its URL.
    pub fn host(&self) -> String {
        url::Url::parse(self.url)
            .ok()
            .and_then(|url| url.host_str().map(str::to_owned))
            .unwrap_or_default()
    }
}

/// A message in its final words. They may hold a link or a code, so it has no `Debug`.
pub struct Rendered {
    /// Whom it is from, in words.
    pub sender: String,
    /// One line.
    pub subject: String,
    /// For programs that show no HTML.
    pub text: String,
    /// A whole document that loads nothing.
    pub html: String,
}

/// What both templates show.
struct View {
    texts: Texts,
    house: String,
    url: String,
    to: String,
    support: Option<String>,
    background: String,
    foreground: &'static str,
    content: Content,
}

impl View {
    fn t(&self, key: &str) -> String {
        self.texts.with(key, &[("issuer", &self.house)])
    }

    fn footer(&self) -> String {
        self.texts.with(
            "mail-footer",
            &[
                ("issuer", &self.house),
                ("url", &self.url),
                ("address", &self.to),
            ],
        )
    }

    fn ask(&self) -> Option<String> {
        let support = self.support.as_ref()?;
        Some(self.texts.with("mail-support", &[("address", support)]))
    }
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct Html<'a> {
    view: &'a View,
    content: &'a Content,
}

#[derive(Template)]
#[template(path = "mail/letter.txt")]
struct Plain<'a> {
    view: &'a View,
    content: &'a Content,
}

/// The message to this address, in this language.
///
/// # Errors
/// Never for templates that a test renders.
pub fn render(
    texts: Texts,
    house: &House<'_>,
    to: &str,
    letter: &Letter,
) -> Result<Rendered, askama::Error> {
    let (background, foreground) = button(house.accent);
    let host = house.host();
    let view = View {
        texts,
        house: harmless(house.name, &host),
        url: house.url.to_owned(),
        to: harmless_address(to, &host),
        support: house.support.map(str::to_owned),
        background,
        foreground,
        content: content(texts, house, letter),
    };
    let content = &view.content;
    Ok(Rendered {
        text: Plain {
            view: &view,
            content,
        }
        .render()?,
        html: Html {
            view: &view,
            content,
        }
        .render()?,
        subject: content.subject.clone(),
        sender: view.house.clone(),
    })
}

/// The reader's own address may be shown as it is, unless it hides a link of its own (`http://evil.example/@example.com`).
fn harmless_address(address: &str, own_host: &str) -> String {
    if address.contains(['/', ':']) {
        harmless(address, own_host)
    } else {
        crate::texts::one_line(address)
    }
}

/// The text message that brings a code. The last line lets a phone fill the code in on our page and on no other
/// (WICG "Origin-bound one-time codes delivered via SMS").
pub fn text_message(texts: Texts, house: &House<'_>, code: &str) -> String {
    let host = house.host();
    let name = harmless(house.name, &host);
    let text = texts.with("sms-code", &[("issuer", &name), ("code", code)]);
    format!("{text}\n\n@{host} #{code}")
}

#[cfg(test)]
mod tests;

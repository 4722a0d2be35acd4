//! An authenticator app (RFC 6238), written from the standard and not with the server's library.

use hmac::{Hmac, Mac as _};
use sha1::Sha1;

use crate::app::TestApp;
use crate::browser::{Browser, Page};
use crate::fixture::Person;

/// One app with one account.
#[derive(Clone, Debug)]
pub struct AuthenticatorApp {
    secret: Vec<u8>,
}

impl AuthenticatorApp {
    /// Takes an `otpauth:` link over.
    ///
    /// # Panics
    /// When it asks for anything that some app cannot do.
    pub fn from_link(link: &str) -> Self {
        let url = url::Url::parse(link).unwrap_or_else(|error| panic!("{link:?}: {error}"));
        assert_eq!(
            (url.scheme(), url.host_str()),
            ("otpauth", Some("totp")),
            "{link}"
        );
        let mut secret = None;
        for (name, value) in url.query_pairs() {
            match &*name {
                "secret" => secret = Some(base32(&value)),
                "issuer" => assert!(!value.is_empty()),
                "digits" => assert_eq!(value, "6"),
                "period" => assert_eq!(value, "30"),
                "algorithm" => assert_eq!(value, "SHA1"),
                other => panic!("apps do not know {other}"),
            }
        }
        Self {
            secret: secret.expect("a secret"),
        }
    }

    /// Takes the secret over that a page shows.
    ///
    /// # Panics
    /// When it shows none.
    pub fn from_page(page: &Page) -> Self {
        let link = page.attribute("a[href^='otpauth:']", "href");
        let app = Self::from_link(&link.unwrap_or_else(|| panic!("no link: {}", page.text())));
        let text = page.texts("#app-secret").concat().replace(' ', "");
        assert_eq!(
            base32(&text),
            app.secret,
            "the text says what the link says"
        );
        app
    }

    /// The bytes of the secret.
    pub fn secret(&self) -> &[u8] {
        &self.secret
    }

    /// The code of that second.
    ///
    /// # Panics
    /// Before 1970.
    pub fn code_at(&self, seconds: i64) -> String {
        let counter = u64::try_from(seconds).unwrap() / 30;
        let mut mac = Hmac::<Sha1>::new_from_slice(&self.secret).unwrap();
        mac.update(&counter.to_be_bytes());
        let hash = mac.finalize().into_bytes();
        // "Let OffsetBits be the low-order 4 bits of String[19]"  RFC 4226 §5.3
        let offset = usize::from(hash[19] & 15);
        let bytes: [u8; 4] = hash[offset..offset + 4].try_into().unwrap();
        format!(
            "{:06}",
            (u32::from_be_bytes(bytes) & 0x7fff_ffff) % 1_000_000
        )
    }

    /// The code of now.
    pub fn code(&self, app: &TestApp) -> String {
        self.code_at(app.now())
    }

    /// Lets half a minute pass, and reads the code of then: one that was never used.
    pub fn next_code(&self, app: &TestApp) -> String {
        app.advance(30);
        self.code(app)
    }

    /// A code that is none of now, a minute ago or a minute ahead.
    pub fn wrong_code(&self, app: &TestApp) -> String {
        let near: Vec<String> = (-2..=2)
            .map(|step| self.code_at(app.now() + step * 30))
            .collect();
        // One more than can be near: one of them is not.
        (0..=near.len())
            .map(|code| format!("{code:06}"))
            .find(|code| !near.contains(code))
            .unwrap()
    }
}

/// Signs a person in, who has no second factor, and turns an app on in their account; the recovery codes come along.
///
/// # Panics
/// When a page does not come.
pub async fn turn_on(
    browser: &mut Browser,
    app: &TestApp,
    person: Person,
) -> (AuthenticatorApp, Vec<String>) {
    browser.sign_in_as(person).await;
    let page = browser.get("/account/two-factor/set-up?method=totp").await;
    let authenticator = AuthenticatorApp::from_page(&page);
    let code = authenticator.code(app);
    let page = browser
        .submit(
            "#factor-set-up",
            &[("code", &code)],
            "#factor-set-up-submit",
        )
        .await
        .page();
    assert_eq!(page.page_name(), "recovery-codes", "{}", page.text());
    (authenticator, page.texts(".codes code"))
}

fn base32(text: &str) -> Vec<u8> {
    let (mut bits, mut held, mut bytes) = (0_u32, 0, Vec::new());
    for letter in text.bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'2'..=b'7' => letter - b'2' + 26,
            other => panic!("{} is not base32", char::from(other)),
        };
        bits = bits << 5 | u32::from(value);
        held += 5;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).unwrap());
        }
    }
    bytes
}

//! Authenticator apps (RFC 6238).

use std::io::Cursor;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::{ImageFormat, Luma};
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use totp_rs::{Builder, Totp};
use zeroize::Zeroizing;

use crate::clock::Timestamp;
use crate::model::Secret;

use super::grouping::groups_of_four;

/// "We RECOMMEND a shared secret length of 160 bits"  RFC 4226 §4
pub(super) const SECRET_BYTES: usize = 20;
const DIGITS: usize = 6;
const STEP_SECONDS: i64 = 30;

/// The secret of an app, for a person to take over.
#[derive(Debug)]
pub struct AppSecret {
    /// The `otpauth:` link that apps understand.
    pub link: Secret,
    /// The secret in groups of four, to be typed.
    pub text: Secret,
    /// A picture of the link, as a `data:` URL (RFC 2397).
    pub picture: Secret,
}

impl AppSecret {
    /// The picture as SVG.
    pub fn svg(&self) -> Option<Zeroizing<String>> {
        svg(&self.link)
    }

    /// The picture as PNG.
    pub fn png(&self) -> Option<Zeroizing<Vec<u8>>> {
        let pixels = code(&self.link)?
            .render::<Luma<u8>>()
            .module_dimensions(PIXELS, PIXELS)
            .build();
        let mut png = Zeroizing::new(Vec::new());
        let mut written = Cursor::new(&mut *png);
        pixels.write_to(&mut written, ImageFormat::Png).ok()?;
        Some(png)
    }
}

/// The pixels of a module of the picture.
const PIXELS: u32 = 6;

fn code(link: &Secret) -> Option<QrCode> {
    QrCode::with_error_correction_level(link.expose().as_bytes(), EcLevel::M).ok()
}

fn svg(link: &Secret) -> Option<Zeroizing<String>> {
    let picture = code(link)?
        .render::<svg::Color<'_>>()
        .module_dimensions(1, 1)
        .build();
    Some(Zeroizing::new(picture))
}

/// What a person typed, without the spaces that apps show; `None` for anything but six digits.
pub(super) fn parse(typed: &Secret) -> Option<Secret> {
    let code: Zeroizing<String> = Zeroizing::new(typed.expose().trim().to_owned());
    let is_code = code.len() == DIGITS && code.bytes().all(|byte| byte.is_ascii_digit());
    is_code.then(|| Secret::new(code.as_str()))
}

/// The step whose code this is: now, or one step before or after. "We RECOMMEND that at most one time step is allowed as the
/// network delay."  RFC 6238 §5.2
pub(super) fn step_of(secret: &[u8], code: &Secret, now: Timestamp) -> Option<i64> {
    let now = u64::try_from(now.seconds()).ok()?;
    let step = totp(secret)?.check(code.expose(), now)?;
    i64::try_from(step).ok()
}

/// The secret as it is shown, named after the house and the person.
pub(super) fn shown(secret: &[u8], house: &str, person: &str) -> Option<AppSecret> {
    // A label is `issuer:account`, so neither has a colon of its own.
    let plain = |name: &str| name.replace(':', " ").trim().to_owned();
    let totp = base(secret)
        .with_issuer(Some(plain(house)))
        .with_account_name(plain(person))
        .build()
        .ok()?;
    let link = Zeroizing::new(totp.to_url().ok()?);
    let link = Secret::new(link.as_str());
    let svg = svg(&link)?;
    let letters = Zeroizing::new(totp.secret().to_base32());
    Some(AppSecret {
        text: Secret::new(groups_of_four(&letters, ' ')),
        picture: Secret::new(format!(
            "data:image/svg+xml;base64,{}",
            STANDARD.encode(&*svg)
        )),
        link,
    })
}

fn totp(secret: &[u8]) -> Option<Totp> {
    base(secret).build().ok()
}

/// Six digits, 30 seconds, SHA-1: what every app can do (RFC 6238 §4, §1.2).
fn base(secret: &[u8]) -> Builder {
    Builder::new()
        .with_secret(secret.to_vec())
        .with_digits(6)
        .with_skew(1)
        .with_step_duration(STEP_SECONDS.unsigned_abs())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::*;

    /// RFC 6238 Appendix B, of which apps show the last six digits.
    #[test]
    fn the_codes_of_the_standard_are_accepted_one_step_early_and_late() {
        let secret = b"12345678901234567890";
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (2_000_000_000, "279037"),
        ] {
            let step = seconds / 30;
            let at = |offset: i64| {
                step_of(
                    secret,
                    &Secret::new(code),
                    Timestamp((seconds + offset) * 1000),
                )
            };
            assert_eq!([at(0), at(30), at(-30)], [Some(step); 3], "{code}");
            assert_eq!([at(90), at(-90)], [None; 2], "{code}");
        }
    }

    #[test]
    fn only_six_digits_are_a_code() {
        for typed in ["123456", " 123456\n"] {
            assert_eq!(parse(&Secret::new(typed)).unwrap().expose(), "123456");
        }
        for typed in [
            "",
            "12345",
            "1234567",
            "123 456",
            "+12345",
            "12345a",
            "１２３４５６",
            "123456 7",
        ] {
            assert!(parse(&Secret::new(typed)).is_none(), "{typed}");
        }
    }

    #[test]
    fn the_link_names_the_house_and_the_person() {
        let shown = shown(&[7; SECRET_BYTES], "Acme: Accounts", "ada@example.com").unwrap();
        assert_eq!(
            shown.link.expose(),
            "otpauth://totp/Acme%20%20Accounts:ada%40example.com?secret=A4DQOBYHA4DQOBYHA4DQOBYHA4DQOBYH&issuer=Acme%20%20Accounts"
        );
        assert_eq!(
            shown.text.expose(),
            "A4DQ OBYH A4DQ OBYH A4DQ OBYH A4DQ OBYH"
        );
        assert!(
            shown
                .picture
                .expose()
                .starts_with("data:image/svg+xml;base64,")
        );
    }
}

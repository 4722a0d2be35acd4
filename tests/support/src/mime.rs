//! Just enough of MIME (RFC 2045 to 2047) to read our own mail.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Headers and a body, which may have parts of its own.
pub(crate) struct Part<'a> {
    headers: &'a str,
    body: &'a str,
}

impl<'a> Part<'a> {
    pub(crate) fn parse(raw: &'a str) -> Self {
        let (headers, body) = raw.split_once("\r\n\r\n").unwrap_or((raw, ""));
        Self { headers, body }
    }

    /// A header's value on one line, its encoded words (RFC 2047) decoded.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let unfolded = self.headers.replace("\r\n ", " ").replace("\r\n\t", " ");
        let value = unfolded.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found
                .eq_ignore_ascii_case(name)
                .then(|| value.trim().to_owned())
        })?;
        Some(words(&value))
    }

    /// The parts of a multipart body.
    pub(crate) fn parts(&self) -> Vec<Part<'a>> {
        let kind = self.header("Content-Type").unwrap_or_default();
        let Some((_, boundary)) = kind.split_once("boundary=") else {
            return Vec::new();
        };
        let boundary = format!("--{}", boundary.trim_matches('"'));
        let pieces = self.body.split(&boundary);
        pieces
            .skip(1)
            .take_while(|piece| !piece.starts_with("--"))
            .map(|piece| Part::parse(piece.strip_prefix("\r\n").unwrap_or(piece)))
            .collect()
    }

    /// The body as text, with line ends as we write them.
    pub(crate) fn body(&self) -> String {
        let encoding = self.header("Content-Transfer-Encoding").unwrap_or_default();
        let bytes = match encoding.as_str() {
            "base64" => {
                let packed: String = self.body.split_whitespace().collect();
                STANDARD.decode(packed).expect("base64")
            }
            "quoted-printable" => quoted(&self.body.replace("=\r\n", "")),
            _ => self.body.as_bytes().to_vec(),
        };
        String::from_utf8(bytes)
            .expect("UTF-8")
            .replace("\r\n", "\n")
    }
}

/// `=C3=BC` is `ü`.
fn quoted(text: &str) -> Vec<u8> {
    let mut pieces = text.split('=');
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        let (code, rest) = piece.split_at(2);
        bytes.push(u8::from_str_radix(code, 16).expect("quoted-printable"));
        bytes.extend_from_slice(rest.as_bytes());
    }
    bytes
}

/// `=?utf-8?b?…?=`, one after the other; white space between two of them is none.
fn words(value: &str) -> String {
    let mut out = String::new();
    let mut was_encoded = false;
    for word in value.split_inclusive(' ') {
        let trimmed = word.trim_end();
        let inner = trimmed
            .strip_prefix("=?utf-8?")
            .and_then(|rest| rest.strip_suffix("?="));
        let decoded = inner.and_then(|inner| match inner.split_once('?') {
            Some(("b" | "B", packed)) => STANDARD.decode(packed).ok(),
            Some(("q" | "Q", packed)) => Some(quoted(&packed.replace('_', " "))),
            _ => None,
        });
        if let Some(bytes) = decoded {
            if was_encoded {
                out.truncate(out.trim_end().len());
            }
            out.push_str(&String::from_utf8(bytes).expect("UTF-8"));
            out.push_str(&word[trimmed.len()..]);
            was_encoded = true;
        } else {
            out.push_str(word);
            was_encoded = false;
        }
    }
    out.trim_end().to_owned()
}

#[test]
fn a_mail_is_read_as_it_was_meant() {
    let raw = "Subject: =?utf-8?b?R3LDvA==?= =?utf-8?b?w59l?= an alle\r\nTo: a@b.example\r\n\
        Content-Type: multipart/alternative;\r\n boundary=\"xyz\"\r\n\r\n\
        --xyz\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nGr=C3=BC=\r\n=C3=9Fe\r\n\r\n\
        --xyz\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+w7w8L3A+\r\n--xyz--\r\n";
    let mail = Part::parse(raw);
    assert_eq!(mail.header("subject").unwrap(), "Grüße an alle");
    let parts = mail.parts();
    assert_eq!(parts.len(), 2);
    assert_eq!(parts[0].body().trim_end(), "Grüße");
    assert_eq!(parts[1].body(), "<p>ü</p>");
}

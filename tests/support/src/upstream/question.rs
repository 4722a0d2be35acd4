//! The page on which a fake asks whoever sits in front of a real browser: yes or no.

use serde_json::Value;
use url::Url;

/// Name and value of each parameter.
pub(super) type Fields = Vec<(String, String)>;

/// How an answer reaches the redirect URI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// In its query.
    Query,
    /// As a form (OAuth 2.0 Form Post Response Mode).
    Form,
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}

/// A link, or a form with one button.
fn choice(id: &str, to: &str, fields: &Fields, way: Way) -> String {
    match way {
        Way::Query => {
            let mut url = Url::parse(to).unwrap();
            url.query_pairs_mut().extend_pairs(fields);
            format!(
                "<p><a id=\"{id}\" href=\"{}\">{id}</a></p>",
                escaped(url.as_str())
            )
        }
        Way::Form => {
            let inputs: String = fields
                .iter()
                .map(|(name, value)| {
                    format!(
                        "<input type=\"hidden\" name=\"{}\" value=\"{}\">",
                        escaped(name),
                        escaped(value)
                    )
                })
                .collect();
            format!(
                "<form method=\"post\" action=\"{}\">{inputs}<button id=\"{id}\">{id}</button></form>",
                escaped(to)
            )
        }
    }
}

/// `#agree` and `#deny`, which lead to `to`.
pub(super) fn question(to: &str, (yes, no): (&Fields, &Fields), way: Way) -> Value {
    let (agree, deny) = (choice("agree", to, yes, way), choice("deny", to, no, way));
    Value::String(format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Elsewhere</title>\
         <body data-page=\"elsewhere\"><h1>Sign in to another service?</h1>{agree}{deny}</body></html>"
    ))
}

/// "access_denied: The resource owner or authorization server denied the request."  RFC 6749 §4.1.2.1
pub(super) fn denial(state: &str) -> Fields {
    [
        ("error", "access_denied"),
        (
            "error_description",
            "The user has denied your application access.",
        ),
        ("state", state),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into()
}

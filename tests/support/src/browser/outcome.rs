//! Where a navigation ended, and what came on the way.

use reqwest::Method;
use reqwest::header::HeaderMap;
use url::Url;

use super::Page;

/// An answer on the way: what was asked and what came.
#[derive(Clone, Debug)]
pub struct Hop {
    /// The method of the request.
    pub method: Method,
    /// Its URL.
    pub url: Url,
    /// The status of the answer.
    pub status: u16,
    /// Its headers.
    pub headers: HeaderMap,
}

/// Where a navigation ended.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// At a page of the issuer's.
    Page(Page),
    /// At a redirect that leads away from the issuer, which is not followed. After a form, it is a page that goes on by itself.
    Redirect(Url),
    /// At a page whose form posts an authorization response (Form Post Response Mode §2).
    FormPost {
        /// The redirect URI.
        action: Url,
        /// The parameters of the response.
        fields: Vec<(String, String)>,
    },
}

impl Outcome {
    /// What a page that is not a redirect means.
    pub(super) fn shown(page: Page) -> Self {
        if page.status == 200 && page.page_name() == "form-post" {
            let form = page.form("#form-post");
            assert_eq!(form.method, "post", "{}", page.body);
            return Self::FormPost {
                action: form.action,
                fields: form.fields,
            };
        }
        if page.status == 200 && page.page_name() == "continue" {
            return Self::Redirect(page.onward());
        }
        Self::Page(page)
    }

    /// The page.
    ///
    /// # Panics
    /// When the issuer sent the browser away.
    pub fn page(self) -> Page {
        match self {
            Self::Page(page) => page,
            other => panic!("a page was expected: {other:?}"),
        }
    }

    /// The URL that the issuer sent the browser to.
    ///
    /// # Panics
    /// When it did not.
    pub fn redirect(self) -> Url {
        match self {
            Self::Redirect(url) => url,
            other => panic!("a redirect to the client was expected: {other:?}"),
        }
    }

    /// The parameters of an authorization response, wherever they are: query, fragment or form.
    ///
    /// # Panics
    /// When the issuer shows a page.
    pub fn parameters(&self) -> Vec<(String, String)> {
        match self {
            Self::Page(page) => panic!("an authorization response was expected: {page:?}"),
            Self::FormPost { fields, .. } => fields.clone(),
            Self::Redirect(url) => {
                let text = url
                    .fragment()
                    .filter(|fragment| !fragment.is_empty())
                    .or(url.query())
                    .unwrap_or_default();
                url::form_urlencoded::parse(text.as_bytes())
                    .into_owned()
                    .collect()
            }
        }
    }

    /// One parameter of an authorization response.
    ///
    /// # Panics
    /// When the issuer shows a page, or the parameter is there twice.
    pub fn parameter(&self, name: &str) -> Option<String> {
        let mut values = self.parameters().into_iter().filter(|(key, _)| key == name);
        let first = values.next();
        assert!(values.next().is_none(), "{name} is there twice: {self:?}");
        first.map(|(_, value)| value)
    }
}

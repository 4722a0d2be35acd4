//! What a browser shows: an HTML page, and the forms in it.

use reqwest::header::HeaderMap;
use scraper::{ElementRef, Html, Selector};
use url::Url;

/// A page as it came. It is parsed anew for each question, since pages are small.
#[derive(Clone, Debug)]
pub struct Page {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// Where it came from, after redirects.
    pub url: Url,
    /// The HTML.
    pub body: String,
}

/// A form as it would be sent.
#[derive(Clone, Debug)]
pub struct Form {
    /// `get` or `post`.
    pub method: String,
    /// Where it goes.
    pub action: Url,
    /// The names and values that the page itself put in: hidden inputs, texts, what is ticked.
    pub fields: Vec<(String, String)>,
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap_or_else(|error| panic!("{text:?} is no selector: {error}"))
}

fn text_of(element: ElementRef<'_>) -> String {
    element
        .text()
        .flat_map(str::split_whitespace)
        .collect::<Vec<_>>()
        .join(" ")
}

impl Page {
    /// `<body data-page="…">`: which page this is; empty when it has no name.
    pub fn page_name(&self) -> String {
        self.attribute("body", "data-page").unwrap_or_default()
    }

    /// `data-error` of the element `#error`: the code of an error page.
    pub fn error_code(&self) -> Option<String> {
        self.attribute("#error", "data-error")
    }

    /// An attribute of the first element that the selector finds.
    pub fn attribute(&self, select: &str, name: &str) -> Option<String> {
        let document = Html::parse_document(&self.body);
        document
            .select(&selector(select))
            .next()?
            .attr(name)
            .map(str::to_owned)
    }

    /// Where the page goes on to by itself: `<meta http-equiv="refresh">`, and its link to the same place.
    ///
    /// # Panics
    /// When it does not, or the two differ.
    pub fn onward(&self) -> Url {
        let refresh = self.attribute("head meta[http-equiv=refresh]", "content");
        let refresh = refresh.unwrap_or_else(|| panic!("nothing goes on:\n{}", self.body));
        let target = refresh.strip_prefix("0;url=").expect("a URL, at once");
        assert_eq!(
            self.attribute("a#continue", "href").as_deref(),
            Some(target)
        );
        Url::parse(target).unwrap_or_else(|error| panic!("{target:?} is no URL: {error}"))
    }

    /// How many elements the selector finds.
    pub fn count(&self, select: &str) -> usize {
        Html::parse_document(&self.body)
            .select(&selector(select))
            .count()
    }

    /// Whether the selector finds anything.
    pub fn has(&self, select: &str) -> bool {
        self.count(select) > 0
    }

    /// The text of each element that the selector finds, with single spaces.
    pub fn texts(&self, select: &str) -> Vec<String> {
        Html::parse_document(&self.body)
            .select(&selector(select))
            .map(text_of)
            .collect()
    }

    /// All that can be read, with single spaces.
    pub fn text(&self) -> String {
        self.texts("body").join(" ")
    }

    /// A header, if it is there once.
    ///
    /// # Panics
    /// When it is there twice.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.get_all(name).iter();
        let first = values
            .next()
            .map(|value| value.to_str().expect("a header of ASCII"));
        assert!(
            values.next().is_none(),
            "{name} appears twice on {}",
            self.url
        );
        first
    }

    /// The URL that a link leads to.
    ///
    /// # Panics
    /// When there is no such link.
    pub fn link(&self, select: &str) -> Url {
        let href = self
            .attribute(select, "href")
            .unwrap_or_else(|| self.lacks(select));
        self.url.join(&href).unwrap()
    }

    /// The form that the selector finds, as the page filled it in.
    ///
    /// # Panics
    /// When there is none.
    pub fn form(&self, select: &str) -> Form {
        let document = Html::parse_document(&self.body);
        let form = document
            .select(&selector(select))
            .next()
            .unwrap_or_else(|| self.lacks(select));
        assert_eq!(form.value().name(), "form", "{select} is no form");
        let action = form
            .attr("action")
            .filter(|action| !action.is_empty())
            .unwrap_or(self.url.as_str());
        let sent = selector("input[name]:not([disabled]), textarea[name], select[name]");
        let fields = form.select(&sent).filter_map(field).collect();
        Form {
            method: form.attr("method").unwrap_or("get").to_ascii_lowercase(),
            action: self.url.join(action).unwrap(),
            fields,
        }
    }

    /// The name and value that a button adds when it sends its form.
    ///
    /// # Panics
    /// When there is no such button, or it is disabled.
    pub fn button(&self, select: &str) -> Option<(String, String)> {
        let document = Html::parse_document(&self.body);
        let button = document
            .select(&selector(select))
            .next()
            .unwrap_or_else(|| self.lacks(select));
        assert!(button.attr("disabled").is_none(), "{select} is disabled");
        assert_ne!(
            button.attr("type"),
            Some("button"),
            "{select} sends nothing"
        );
        let name = button.attr("name")?;
        Some((
            name.to_owned(),
            button.attr("value").unwrap_or_default().to_owned(),
        ))
    }

    fn lacks(&self, select: &str) -> ! {
        panic!(
            "there is no {select} on {} ({}):\n{}",
            self.url, self.status, self.body
        )
    }
}

fn field(element: ElementRef<'_>) -> Option<(String, String)> {
    let name = element.attr("name")?.to_owned();
    let value = element.attr("value").map(str::to_owned);
    match (
        element.value().name(),
        element.attr("type").unwrap_or("text"),
    ) {
        ("input", "submit" | "button" | "image" | "reset" | "file") => None,
        ("input", "checkbox" | "radio") => element
            .attr("checked")
            .map(|_| (name, value.unwrap_or_else(|| "on".to_owned()))),
        ("textarea", _) => Some((name, element.text().collect())),
        ("select", _) => {
            let chosen = element.select(&selector("option[selected]")).next();
            let option = chosen.or_else(|| element.select(&selector("option")).next())?;
            Some((
                name,
                option
                    .attr("value")
                    .map_or_else(|| text_of(option), str::to_owned),
            ))
        }
        _ => Some((name, value.unwrap_or_default())),
    }
}

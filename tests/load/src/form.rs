//! Just enough HTML to fill in a form: its action, its inputs, its buttons.

/// One `<form>` of a page.
#[derive(Debug)]
pub struct Form {
    pub id: String,
    /// The address it is sent to; empty means the page's own.
    pub action: String,
    /// Name and value of the inputs that are sent as they are: everything but buttons.
    pub inputs: Vec<(String, String)>,
    pub buttons: Vec<Button>,
}

/// A button; pressing it sends its name and value along.
#[derive(Debug)]
pub struct Button {
    pub id: String,
    pub name: String,
    pub value: String,
}

/// All forms of a page, in order.
pub fn forms(html: &str) -> Vec<Form> {
    html.split("<form").skip(1).filter_map(one_form).collect()
}

/// The value of `data-page` on the body and of `data-error` anywhere, to say where a flow went wrong.
pub fn describe(html: &str) -> String {
    let find = |name: &str| {
        html.split_once(&format!("{name}=\""))
            .and_then(|(_, rest)| rest.split_once('"'))
            .map_or_else(|| "none".to_owned(), |(value, _)| value.to_owned())
    };
    format!("page {}, error {}", find("data-page"), find("data-error"))
}

fn one_form(after_name: &str) -> Option<Form> {
    let text = after_name
        .split_once("</form")
        .map_or(after_name, |(inside, _)| inside);
    let (tag, inside) = text.split_once('>')?;
    let mut form = Form {
        id: attribute(tag, "id").unwrap_or_default(),
        action: attribute(tag, "action").unwrap_or_default(),
        inputs: Vec::new(),
        buttons: Vec::new(),
    };
    for piece in inside.split('<').skip(1) {
        let tag = piece.split_once('>').map_or(piece, |(tag, _)| tag);
        let name = attribute(tag, "name").unwrap_or_default();
        let value = attribute(tag, "value").unwrap_or_default();
        let kind = attribute(tag, "type").unwrap_or_default();
        let id = attribute(tag, "id").unwrap_or_default();
        if tag.starts_with("button") || (tag.starts_with("input") && kind == "submit") {
            form.buttons.push(Button { id, name, value });
        } else if tag.starts_with("input") && kind != "checkbox" && !name.is_empty() {
            form.inputs.push((name, value));
        }
    }
    Some(form)
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    tag.match_indices(name).find_map(|(at, _)| {
        let begins_a_word = tag
            .get(..at)?
            .chars()
            .next_back()
            .is_some_and(char::is_whitespace);
        let value = tag.get(at + name.len()..)?.strip_prefix("=\"")?;
        begins_a_word
            .then(|| value.split('"').next().map(unescape))
            .flatten()
    })
}

fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let reference = after
            .split_once(';')
            .and_then(|(name, after)| Some((character(name)?, after)));
        let (character, after) = reference.unwrap_or(('&', after));
        plain.push(character);
        rest = after;
    }
    plain.push_str(rest);
    plain
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_a_sign_in_page_holds() {
        let page = r#"<body data-page="sign-in"><form id="sign-in" method="post" action="/sign-in?a=1&amp;b=2">
            <input type="hidden" name="csrf" value="x&#x2F;&#43;&quot;y&zzz"><input name="login" value="">
            <input type="checkbox" name="remember" value="1"><button id="sign-in-submit" name="do" value="go">Go</button></form>"#;
        let found = forms(page);
        let form = found
            .first()
            .map(|form| (form.id.as_str(), form.action.as_str()));
        assert_eq!(form, Some(("sign-in", "/sign-in?a=1&b=2")));
        let inputs = found.first().map(|form| form.inputs.clone());
        let expected = [("csrf", "x/+\"y&zzz"), ("login", "")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(inputs, Some(expected.to_vec()));
        assert_eq!(describe(page), "page sign-in, error none");
    }
}

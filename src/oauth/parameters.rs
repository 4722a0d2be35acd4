//! RFC 6749 §3.1, §3.2 and Appendix B: request parameters, each at most once.

use percent_encoding::percent_decode;

/// How many parameters a request may have.
const MAX_PARAMETERS: usize = 200;

/// The parameters that specifications allow to stand more than once.
const REPEATABLE: [&str; 1] = ["resource"];

/// Why a body or a query is no list of parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParameterProblem {
    /// Something decodes to no UTF-8.
    #[error("parameters must be UTF-8, percent-encoded")]
    Encoding,
    /// Over [`MAX_PARAMETERS`].
    #[error("too many parameters")]
    TooMany,
}

/// The parameters of one request. Values stay as they came; a value sent empty counts as not sent.
#[derive(Clone, Default)]
pub struct Parameters {
    pairs: Vec<(String, String)>,
    repeated: Vec<String>,
}

impl Parameters {
    /// Reads `application/x-www-form-urlencoded` text (RFC 6749 Appendix B).
    pub fn parse(text: &[u8]) -> Result<Self, ParameterProblem> {
        let mut parameters = Self::default();
        for pair in text
            .split(|byte| *byte == b'&')
            .filter(|pair| !pair.is_empty())
        {
            if parameters.pairs.len() == MAX_PARAMETERS {
                return Err(ParameterProblem::TooMany);
            }
            let mut halves = pair.splitn(2, |byte| *byte == b'=');
            let name = decode(halves.next().unwrap_or_default())?;
            let value = decode(halves.next().unwrap_or_default())?;
            // "Request and response parameters MUST NOT be included more than once."  RFC 6749 §3.1
            let known = parameters.pairs.iter().any(|(other, _)| *other == name);
            if known && !REPEATABLE.contains(&name.as_str()) && !parameters.repeated.contains(&name)
            {
                parameters.repeated.push(name.clone());
            }
            parameters.pairs.push((name, value));
        }
        Ok(parameters)
    }

    /// The parameters of a request that came in another form.
    pub fn of<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let pairs = pairs.into_iter();
        let owned = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        Self {
            pairs: owned.collect(),
            repeated: Vec::new(),
        }
    }

    /// The value of a parameter, if it was sent once or more and is not empty: the first one.
    pub fn get(&self, name: &str) -> Option<&str> {
        // "Parameters sent without a value MUST be treated as if they were omitted from the request."  RFC 6749 §3.1
        self.pairs
            .iter()
            .find(|(known, value)| known == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// The name of each parameter that came.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.pairs.iter().map(|(name, _)| name.as_str())
    }

    /// Every value of a parameter that may be repeated.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs
            .iter()
            .filter(move |(known, value)| known == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// Whether the parameter came more than once although it must not.
    pub fn is_repeated(&self, name: &str) -> bool {
        self.repeated.iter().any(|known| known == name)
    }

    /// Whether any did.
    pub fn any_repeated(&self) -> bool {
        !self.repeated.is_empty()
    }

    /// Those of that name, and no others.
    #[must_use]
    pub fn among(&self, names: &[&str]) -> Self {
        let pairs = self
            .pairs
            .iter()
            .filter(|(name, _)| names.contains(&name.as_str()));
        let repeated = self
            .repeated
            .iter()
            .filter(|name| names.contains(&name.as_str()));
        Self {
            pairs: pairs.cloned().collect(),
            repeated: repeated.cloned().collect(),
        }
    }

    /// The same list as text, for a request that is continued after a page.
    pub fn to_text(&self) -> String {
        let mut text = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in &self.pairs {
            text.append_pair(name, value);
        }
        text.finish()
    }
}

impl std::fmt::Debug for Parameters {
    /// Names only: values are codes, secrets and tokens.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set()
            .entries(self.pairs.iter().map(|(name, _)| name))
            .finish()
    }
}

fn decode(text: &[u8]) -> Result<String, ParameterProblem> {
    let spaced: Vec<u8> = text
        .iter()
        .map(|byte| if *byte == b'+' { b' ' } else { *byte })
        .collect();
    let decoded = percent_decode(&spaced)
        .decode_utf8()
        .map_err(|_| ParameterProblem::Encoding)?;
    Ok(decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repeated_parameter_is_noticed_and_an_empty_one_is_absent() {
        let parameters =
            Parameters::parse(b"a=1&a=2&b=&c=x%20y+z&resource=r&resource=s").unwrap_or_default();
        assert!(parameters.is_repeated("a") && parameters.any_repeated());
        assert_eq!(parameters.get("b"), None);
        assert_eq!(parameters.get("c"), Some("x y z"));
        assert_eq!(parameters.all("resource").count(), 2);
        assert!(!parameters.is_repeated("resource"));
    }

    #[test]
    fn what_is_not_utf8_is_refused() {
        assert_eq!(
            Parameters::parse(b"a=%ff").err(),
            Some(ParameterProblem::Encoding)
        );
        assert_eq!(
            Parameters::parse(&b"a&".repeat(201)).err(),
            Some(ParameterProblem::TooMany)
        );
    }
}

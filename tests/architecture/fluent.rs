//! Reading Fluent messages: what each says, what it is filled with, and what it chooses by.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{CallArguments, VariantKey};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

use crate::report;
use crate::source::{files, line_at};

/// Stands in a text for what is filled in.
pub const FILLED: char = '\u{FFFC}';

/// One message or one of its attributes.
#[derive(Debug, Default)]
pub struct Message {
    /// `locales/de/page.ftl:7`
    pub place: String,
    /// The file's name in its language's folder.
    pub file: String,
    /// Its text with [`FILLED`] for what is filled in; choices one after the other.
    pub text: String,
    /// `{ $app }`, `{ NUMBER(…) }` and the like, by name.
    pub placeables: BTreeSet<String>,
    /// What it chooses by.
    pub choices: Vec<Choice>,
}

/// `{ $count -> … }`
#[derive(Debug)]
pub struct Choice {
    /// `$count`
    pub by: String,
    /// `one`, `other` and the like.
    pub categories: BTreeSet<String>,
    /// Whether it has variants for certain numbers.
    pub numbers: bool,
}

/// The messages of a language by name, attributes as `message.attribute`.
pub fn messages(language: &str) -> BTreeMap<String, Message> {
    let mut messages = BTreeMap::new();
    let mut problems = Vec::new();
    for file in files(&[&format!("locales/{language}")], &["ftl"]) {
        let resource = match parser::parse(file.text.as_str()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                problems.extend(errors.iter().map(|error| {
                    let line = line_at(&file.text, error.pos.start);
                    format!("{}:{line}: {}", file.path, error.kind)
                }));
                resource
            }
        };
        for entry in resource.body {
            let Entry::Message(found) = entry else {
                if matches!(entry, Entry::Term(_)) {
                    problems.push(format!("{}:1: a term, which nothing here reads", file.path));
                }
                continue;
            };
            let start = format!("\n{} =", found.id.name);
            let line = 1 + file
                .text
                .find(&start)
                .map_or(0, |at| line_at(&file.text, at));
            let place = format!("{}:{line}", file.path);
            let attributes = found
                .attributes
                .iter()
                .map(|attribute| (Some(attribute.id.name), &attribute.value));
            let value = found.value.as_ref().map(|value| (None, value));
            for (attribute, pattern) in value.into_iter().chain(attributes) {
                let dotted = attribute.map(|attribute| format!(".{attribute}"));
                let name = format!("{}{}", found.id.name, dotted.unwrap_or_default());
                let mut message = Message {
                    place: place.clone(),
                    file: file.path.rsplit('/').next().unwrap().to_owned(),
                    ..Message::default()
                };
                message.read(pattern);
                if messages.insert(name.clone(), message).is_some() {
                    problems.push(format!("{place}: a second {name}"));
                }
            }
        }
    }
    report("Fluent files say what they mean:", &problems);
    assert!(
        messages.len() > 100,
        "{language}: the messages were not found"
    );
    messages
}

impl Message {
    fn read(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.text.push_str(value),
                PatternElement::Placeable { expression } => self.fill(expression),
            }
        }
    }

    fn fill(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.place(inline),
            Expression::Select { selector, variants } => {
                self.placeables.insert(name(selector));
                let mut choice = Choice {
                    by: name(selector),
                    categories: BTreeSet::new(),
                    numbers: false,
                };
                for variant in variants {
                    match variant.key {
                        VariantKey::Identifier { name } => {
                            choice.categories.insert(name.to_owned());
                        }
                        VariantKey::NumberLiteral { .. } => choice.numbers = true,
                    }
                    self.read(&variant.value);
                    self.text.push('\n');
                }
                self.choices.push(choice);
            }
        }
    }

    fn place(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            // `{ "\u200E" }`: a mark that cannot be seen, written so that it can.
            InlineExpression::StringLiteral { .. } => {}
            InlineExpression::Placeable { expression } => self.fill(expression),
            InlineExpression::FunctionReference { arguments, .. } => {
                self.placeables.insert(name(inline));
                let CallArguments { positional, .. } = arguments;
                for argument in positional {
                    self.place(argument);
                }
            }
            _ => {
                self.placeables.insert(name(inline));
                self.text.push(FILLED);
            }
        }
    }
}

fn name(inline: &InlineExpression<&str>) -> String {
    match inline {
        InlineExpression::VariableReference { id } => format!("${}", id.name),
        InlineExpression::FunctionReference { id, .. } => format!("{}()", id.name),
        InlineExpression::MessageReference { id, .. } => id.name.to_owned(),
        InlineExpression::TermReference { id, .. } => format!("-{}", id.name),
        InlineExpression::NumberLiteral { value } | InlineExpression::StringLiteral { value } => {
            (*value).to_owned()
        }
        InlineExpression::Placeable { .. } => "{}".to_owned(),
    }
}

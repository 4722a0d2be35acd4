//! Which objects a TOML document names, and in which line.

use serde::Deserialize;
use toml::de::{DeTable, DeValue, ValueDeserializer};
use toml::{Table, Value};

use crate::administration::Kind;
use crate::model::DEFAULT_SLUG;

/// An object as the file has it.
#[derive(Clone, Debug)]
pub(super) struct Object {
    pub kind: Kind,
    /// Its first line, counted from 1.
    pub line: usize,
    /// The slug of the tenant it belongs to.
    pub tenant: String,
    /// Its own name; empty when it has none.
    pub name: String,
    /// Its members, without `tenant`.
    pub members: Table,
}

impl Object {
    /// A problem of this object as the operator reads it.
    pub fn problem(&self, text: &str) -> Problem {
        let name = if self.name.is_empty() {
            String::new()
        } else {
            format!(" {:?}", self.name)
        };
        Problem {
            line: self.line,
            text: format!("line {}, {}{name}: {text}", self.line, self.kind),
        }
    }
}

/// Something wrong, with the line to sort by.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub line: usize,
    pub text: String,
}

/// What a file says.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub objects: Vec<Object>,
    pub problems: Vec<Problem>,
}

/// Reads a document; what is wrong with its outline is among the problems.
pub(super) fn read(text: &str) -> Document {
    let mut document = Document::default();
    let (outline, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        // The library's own text quotes the line, which may hold a secret.
        let line = error.span().map_or(1, |span| line_of(text, span.start));
        let text = format!("line {line}: {}", error.message().replace('\n', "; "));
        document.problems.push(Problem { line, text });
    }
    if !document.problems.is_empty() {
        return document;
    }
    for (name, value) in outline.into_inner() {
        let line = line_of(text, name.span().start);
        read_kind(
            text,
            (&name.into_inner(), line),
            value.into_inner(),
            &mut document,
        );
    }
    document
        .objects
        .sort_by_key(|object| (object.kind, object.line));
    document
}

fn read_kind(text: &str, (name, line): (&str, usize), value: DeValue<'_>, document: &mut Document) {
    let mut refuse = |text: String| {
        document.problems.push(Problem {
            line,
            text: format!("line {line}: {text}"),
        });
    };
    let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.name() == name) else {
        let kinds: Vec<String> = Kind::ALL.iter().map(|kind| format!("[[{kind}]]")).collect();
        return refuse(format!(
            "{name:?} is not known here; there are {}",
            kinds.join(", ")
        ));
    };
    let DeValue::Array(tables) = value else {
        return refuse(format!(
            "{name:?} is not a list of tables: write [[{name}]]"
        ));
    };
    for table in tables {
        let line = line_of(text, table.span().start);
        let Ok(members) = Table::deserialize(ValueDeserializer::from(table)) else {
            let text = format!("line {line}: {name:?} is not a list of tables: write [[{name}]]");
            document.problems.push(Problem { line, text });
            continue;
        };
        match object(kind, line, members) {
            Ok(object) => document.objects.push(object),
            Err(problem) => document.problems.push(problem),
        }
    }
}

fn object(kind: Kind, line: usize, mut members: Table) -> Result<Object, Problem> {
    let tenant = match members.remove("tenant") {
        None => DEFAULT_SLUG.to_owned(),
        Some(Value::String(slug)) if kind != Kind::Tenant => slug,
        Some(_) => {
            let text = if kind == Kind::Tenant {
                "tenant: a tenant is in no other"
            } else {
                "tenant: is a slug"
            };
            return Err(Problem {
                line,
                text: format!("line {line}, {kind}: {text}"),
            });
        }
    };
    let name = match members.get(kind.name_member()) {
        Some(Value::String(name)) if !name.is_empty() => name.clone(),
        _ => {
            let text = format!("line {line}, {kind}: {} is missing", kind.name_member());
            return Err(Problem { line, text });
        }
    };
    let tenant = if kind == Kind::Tenant {
        name.clone()
    } else {
        tenant
    };
    Ok(Object {
        kind,
        line,
        tenant,
        name,
        members,
    })
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes()
        .take(offset)
        .filter(|byte| *byte == b'\n')
        .count()
        + 1
}

//! The shape of the files: their length, their names, their first line, and what a table of contents holds.

use crate::report;
use crate::source::{Source, files, line_at, program};

const LONGEST_FILE: usize = 400;

/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] = &[
    "util",
    "utils",
    "utility",
    "utilities",
    "helper",
    "helpers",
    "common",
    "misc",
    "shared",
    "manager",
    "managers",
    "service",
];

/// What a first line may name as its source.
const SPECIFICATIONS: &[&str] = &[
    "RFC ",
    "OpenID ",
    "OAuth ",
    "Token Status List ",
    "FAPI ",
    "SIOP",
    "FIPS ",
];

/// A `mod.rs` that holds more than its contents, and why.
const TABLES_OF_RULES: &[(&str, &str)] = &[
    ("src/oauth/authorize/mod.rs", "the table rules × endpoints"),
    ("src/oauth/token/mod.rs", "the table grant type → handler"),
];

#[test]
fn no_file_is_longer_than_400_lines() {
    let mut problems = Vec::new();
    let folders = [
        "src",
        "migrations",
        "tests",
        "examples",
        "templates",
        "static",
        "locales",
        "tools",
    ];
    let extensions = ["rs", "html", "css", "js", "mjs", "py", "ftl", "toml"];
    for file in files(&folders, &extensions) {
        let lines = file.text.lines().count();
        if lines > LONGEST_FILE {
            problems.push(format!("{}:{LONGEST_FILE}: {lines} lines", file.path));
        }
    }
    report("a file is read in one go:", &problems);
}

#[test]
fn every_rule_of_the_protocol_names_its_specification() {
    let mut problems = Vec::new();
    for file in program()
        .iter()
        .filter(|file| file.path.starts_with("src/oauth/"))
    {
        let first = file.text.lines().next().unwrap_or_default();
        let named = SPECIFICATIONS
            .iter()
            .any(|specification| first.contains(specification));
        let section = first.contains('§') || first.contains("Appendix ");
        if !(first.starts_with("//! ") && named && section) {
            problems.push(format!("{}:1: {first:?}", file.path));
        }
    }
    report(
        "the first line of a file in src/oauth/ is `//! <specification> §<section>: …`:",
        &problems,
    );
}

#[test]
fn every_module_has_a_name_that_says_something() {
    let mut problems = Vec::new();
    for file in files(&["src", "migrations", "tests", "examples"], &["rs"]) {
        let names = file
            .path
            .strip_suffix(".rs")
            .unwrap_or(&file.path)
            .split('/');
        for name in names.filter(|name| EMPTY_NAMES.contains(name)) {
            problems.push(format!("{}:1: `{name}` says nothing", file.path));
        }
        let code = file.code();
        for name in EMPTY_NAMES {
            let inline = format!("mod {name} {{");
            if let Some(at) = code.find(&inline) {
                problems.push(format!(
                    "{}:{}: `{name}` says nothing",
                    file.path,
                    line_at(&code, at)
                ));
            }
        }
    }
    report("a module is called after what it does:", &problems);
}

#[test]
fn every_mod_rs_is_a_table_of_contents() {
    let mut problems = Vec::new();
    for file in program()
        .iter()
        .filter(|file| file.path.ends_with("/mod.rs"))
    {
        if !TABLES_OF_RULES.iter().any(|(path, _)| *path == file.path) {
            problems.extend(beyond_contents(file));
        }
    }
    report(
        "mod.rs holds documentation, `mod` and `pub use`; code has a file with a name:",
        &problems,
    );
}

#[test]
fn every_file_begins_by_saying_what_it_is() {
    let mut problems = Vec::new();
    for file in files(&["src", "migrations/src", "tests", "examples/src"], &["rs"]) {
        // `tests.rs` belongs to the module beside it.
        if !file.text.starts_with("//! ") && !file.path.ends_with("/tests.rs") {
            problems.push(format!("{}:1: no `//! ` on the first line", file.path));
        }
    }
    report("the first line of a file says what it is for:", &problems);
}

/// The first statement that is neither `mod x;` nor `pub use`.
fn beyond_contents(file: &Source) -> Option<String> {
    let code = file.code();
    let mut at = 0;
    loop {
        let rest = &code[at..];
        at += rest.len() - rest.trim_start().len();
        let rest = &code[at..];
        if rest.is_empty() {
            return None;
        }
        if rest.starts_with("#[") || rest.starts_with("#![") {
            at += attribute_length(rest);
            continue;
        }
        let end = rest.find(';').map_or(rest.len(), |end| end + 1);
        let statement = &rest[..end];
        let public = statement.strip_prefix("pub").map(|rest| {
            let rest = rest.trim_start();
            if rest.starts_with('(') {
                rest.split_once(')')
                    .map_or(rest, |(_, rest)| rest)
                    .trim_start()
            } else {
                rest
            }
        });
        let item = public.unwrap_or(statement);
        let is_contents = (item.starts_with("mod ") && !item.contains('{'))
            || (public.is_some() && item.starts_with("use "));
        if !is_contents {
            let first = statement.lines().next().unwrap_or_default();
            return Some(format!("{}:{}: {first}", file.path, line_at(&code, at)));
        }
        at += end;
    }
}

/// The bytes of the attribute that `text` begins with. Literals are blanked, so brackets balance.
fn attribute_length(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' if depth == 1 => return at + 1,
            ']' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

#[test]
fn code_in_a_table_of_contents_is_found() {
    let beyond = |text: &str| {
        beyond_contents(&Source {
            path: "src/x/mod.rs".to_owned(),
            text: text.to_owned(),
        })
    };
    assert_eq!(
        beyond(
            "//! x\n\n#[macro_use]\nmod a;\npub mod b;\npub(crate) mod c;\n#[cfg(test)]\nmod tests;\npub use a::{D, E};\n"
        ),
        None
    );
    assert_eq!(
        beyond("mod a;\nuse a::B;\npub use a::C;").unwrap(),
        "src/x/mod.rs:2: use a::B;"
    );
    assert_eq!(
        beyond("mod a;\n\n/// F\npub struct F {\n}\n").unwrap(),
        "src/x/mod.rs:4: pub struct F {"
    );
}

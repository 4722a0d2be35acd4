//! What is stored for good, to compare before and after: everything except what expires by itself (counters, sign-ins in
//! progress).

use vestibule_test_support::TestApp;

/// The rows of every table but `ephemeral`, one a line, sorted: rows have no order of their own.
pub async fn rows(app: &TestApp) -> Vec<String> {
    let dump = app.dump().await;
    let tables = dump.split("\n## ").next().unwrap_or_default();
    let tables = tables.split("\n# redis").next().unwrap_or_default();
    let mut lines = Vec::new();
    let mut table = "";
    for line in tables.lines() {
        match line.strip_prefix("# ") {
            Some(name) => table = name.split(' ').next().unwrap_or_default(),
            None if table == "ephemeral" || line.is_empty() => {}
            None => lines.push(format!("{table}: {line}")),
        }
    }
    assert!(
        lines.iter().any(|line| line.starts_with("users: ")),
        "the dump has no users"
    );
    lines.sort();
    lines
}

/// The rows of one table.
pub async fn rows_of(app: &TestApp, table: &str) -> Vec<String> {
    let prefix = format!("{table}: ");
    let rows = rows(app).await;
    rows.into_iter()
        .filter(|row| row.starts_with(&prefix))
        .collect()
}

/// Nothing but counters changed since `before`.
pub async fn assert_unchanged(app: &TestApp, before: &[String]) {
    let after = rows(app).await;
    let gone: Vec<_> = before.iter().filter(|row| !after.contains(row)).collect();
    let new: Vec<_> = after.iter().filter(|row| !before.contains(row)).collect();
    assert!(
        gone.is_empty() && new.is_empty(),
        "gone: {gone:#?}\nnew: {new:#?}"
    );
}

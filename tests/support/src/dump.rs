//! Everything that is stored, as one text to search in.

use std::fmt::Write as _;
use std::fs;

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement,
};

use crate::stores::Stores;

/// Every row of every table, then SQLite's files byte by byte (with what was deleted and not yet overwritten), then Redis.
pub(crate) async fn everything(stores: &Stores) -> String {
    let mut options = ConnectOptions::new(stores.database_url());
    options.max_connections(1).sqlx_logging(false);
    let database = Database::connect(options)
        .await
        .expect("the database answers");
    let mut text = match database.get_database_backend() {
        DbBackend::Postgres => postgres(&database).await,
        _ => sqlite(&database).await,
    };
    database.close().await.unwrap();
    if !text.is_empty() && stores.redis_url().is_none() {
        for entry in fs::read_dir(stores.data_dir()).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name.starts_with("vestibule.db") {
                let bytes = fs::read(&path).unwrap();
                writeln!(text, "## {name}\n{}", String::from_utf8_lossy(&bytes)).unwrap();
            }
        }
    }
    if let Some(url) = stores.redis_url() {
        text.push_str(&redis(&url).await);
    }
    text
}

async fn strings(database: &DatabaseConnection, sql: &str) -> Vec<String> {
    let statement = Statement::from_string(database.get_database_backend(), sql.to_owned());
    let rows = database
        .query_all_raw(statement)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    rows.iter()
        .map(|row| row.try_get_by_index::<String>(0).unwrap_or_default())
        .collect()
}

async fn sqlite(database: &DatabaseConnection) -> String {
    let mut text = String::new();
    let tables = strings(
        database,
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
    )
    .await;
    for table in tables {
        let columns = strings(
            database,
            &format!("SELECT name FROM pragma_table_info('{table}')"),
        )
        .await;
        // `quote` writes bytes as hexadecimal digits; the file below has them as they are.
        let quoted: Vec<String> = columns
            .iter()
            .map(|column| format!("quote(\"{column}\")"))
            .collect();
        let rows = strings(
            database,
            &format!("SELECT {} FROM \"{table}\"", quoted.join(" || ' | ' || ")),
        )
        .await;
        write!(
            text,
            "# {table} ({})\n{}\n",
            columns.join(" | "),
            rows.join("\n")
        )
        .unwrap();
    }
    text
}

async fn postgres(database: &DatabaseConnection) -> String {
    let mut text = String::new();
    // Bytes that are text shall be readable as such.
    database
        .execute_unprepared("SET bytea_output = 'escape'")
        .await
        .unwrap();
    let tables = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1";
    for table in strings(database, tables).await {
        let rows = strings(database, &format!("SELECT t::text FROM \"{table}\" AS t")).await;
        write!(text, "# {table}\n{}\n", rows.join("\n")).unwrap();
    }
    // And all bytes as hexadecimal digits.
    let columns = "SELECT format('SELECT encode(%I, ''hex'') FROM %I', column_name, table_name) FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'bytea' ORDER BY 1";
    for select in strings(database, columns).await {
        let rows = strings(database, &select).await;
        write!(text, "# {select}\n{}\n", rows.join("\n")).unwrap();
    }
    text
}

async fn redis(url: &str) -> String {
    let mut text = String::from("# redis\n");
    let client = redis::Client::open(url).unwrap();
    let mut connection = client
        .get_multiplexed_async_connection()
        .await
        .expect("Redis answers");
    let keys: Vec<String> = redis::cmd("KEYS")
        .arg("*")
        .query_async(&mut connection)
        .await
        .unwrap();
    for key in keys {
        // A record may expire between the two commands.
        let value: Option<Vec<u8>> = redis::cmd("GET")
            .arg(&key)
            .query_async(&mut connection)
            .await
            .unwrap();
        writeln!(
            text,
            "{key} = {}",
            String::from_utf8_lossy(&value.unwrap_or_default())
        )
        .unwrap();
    }
    text
}

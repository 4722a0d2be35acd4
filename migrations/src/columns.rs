//! The kinds of columns that tables are made of.

use sea_orm_migration::prelude::*;

pub fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).to_owned()
}

pub fn id(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).uuid().not_null().to_owned()
}

pub fn optional_id(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).uuid().null().to_owned()
}

pub fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().to_owned()
}

pub fn optional_text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().null().to_owned()
}

pub fn number(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().to_owned()
}

/// Milliseconds since the epoch.
pub fn time(name: &'static str) -> ColumnDef {
    number(name)
}

pub fn optional_time(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().null().to_owned()
}

pub fn bytes(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).blob().not_null().to_owned()
}

pub fn optional_bytes(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).blob().null().to_owned()
}

pub fn flag(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).boolean().not_null().to_owned()
}

/// Each row belongs to a tenant and goes with it.
pub fn of_tenant(table: &'static str) -> ForeignKeyCreateStatement {
    reference(table, "tenant", "tenant_id", "tenants")
}

/// Each row belongs to a user and goes with them.
pub fn of_user(table: &'static str) -> ForeignKeyCreateStatement {
    reference(table, "user", "user_id", "users")
}

/// Each row belongs to a client and goes with it.
pub fn of_client(table: &'static str) -> ForeignKeyCreateStatement {
    reference(table, "client", "client_row_id", "clients")
}

/// Each row belongs to a provider and goes with it.
pub fn of_provider(table: &'static str) -> ForeignKeyCreateStatement {
    reference(table, "provider", "provider_id", "providers")
}

/// Each row belongs to an identity at a provider and goes with it.
pub fn of_identity(table: &'static str) -> ForeignKeyCreateStatement {
    reference(table, "identity", "identity_id", "identities")
}

/// Each row belongs to a login and goes with it.
pub fn of_login(table: &'static str) -> ForeignKeyCreateStatement {
    reference(table, "login", "login_id", "logins")
}

fn reference(
    table: &'static str,
    word: &str,
    column: &'static str,
    target: &'static str,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("{table}_{word}"))
        .from(table, column)
        .to(target, "id")
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}

/// An index: its name, its table, its columns, whether it is unique.
pub type IndexRow = (&'static str, &'static str, &'static [&'static str], bool);

pub fn index((name, table, columns, unique): IndexRow) -> IndexCreateStatement {
    let mut index = Index::create().name(name).table(table).to_owned();
    for column in columns {
        index.col(*column);
    }
    if unique {
        index.unique();
    }
    index
}

/// Creates tables and their indexes.
pub async fn create(
    manager: &SchemaManager<'_>,
    tables: Vec<TableCreateStatement>,
    indexes: &[IndexRow],
) -> Result<(), DbErr> {
    for statement in tables {
        manager.create_table(statement).await?;
    }
    for row in indexes {
        manager.create_index(index(*row)).await?;
    }
    Ok(())
}

/// Drops tables, the first one first.
pub async fn drop_all(manager: &SchemaManager<'_>, names: &[&'static str]) -> Result<(), DbErr> {
    for name in names {
        manager
            .drop_table(Table::drop().table(*name).to_owned())
            .await?;
    }
    Ok(())
}

/// Adds columns to a table, one statement each, since SQLite takes no more.
pub async fn add_columns(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: Vec<ColumnDef>,
) -> Result<(), DbErr> {
    for mut column in columns {
        manager
            .alter_table(
                Table::alter()
                    .table(table)
                    .add_column(&mut column)
                    .to_owned(),
            )
            .await?;
    }
    Ok(())
}

/// Takes columns away again.
pub async fn drop_columns(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    for column in columns {
        manager
            .alter_table(Table::alter().table(table).drop_column(*column).to_owned())
            .await?;
    }
    Ok(())
}

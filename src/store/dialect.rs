//! The two arms of the store: one SQL text for SQLite and PostgreSQL wherever possible, a pair where not.
//!
//! Nothing outside this file knows which engine runs. Statements are `&'static str`; input never becomes SQL.
//! - SQLite: one writing connection, every write begins IMMEDIATE (a deferred transaction that upgrades fails at
//!   once and ignores `busy_timeout`), WAL, `synchronous=FULL`, foreign keys on; readers have a pool of their own.
//! - `sum(bigint)` is numeric on PostgreSQL: cast it. `like` ignores case on SQLite only. Order by ends in a unique column.

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, PgPool, Postgres, Sqlite, SqlitePool, Transaction};

/// An idle connection to PostgreSQL may be gone after so long.
const TESTED_AFTER: Duration = Duration::from_secs(1);

/// A statement in both dialects.
#[derive(Debug, Clone, Copy)]
pub struct Sql {
    /// The text SQLite gets.
    pub sqlite: &'static str,
    /// The text PostgreSQL gets.
    pub postgres: &'static str,
}

/// The same text for both.
pub const fn same(text: &'static str) -> Sql {
    Sql { sqlite: text, postgres: text }
}

/// Whether a commit waits for the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// It does: what was acknowledged survives a power cut.
    Full,
    /// It does not: for a database that is thrown away anyway.
    None,
}

/// The open database.
#[derive(Clone, Debug)]
pub enum Db {
    /// The embedded default.
    Sqlite {
        /// Many readers.
        read: SqlitePool,
        /// The one writer.
        write: SqlitePool,
    },
    /// For teams and several instances.
    Postgres(PgPool),
}

/// A transaction on either engine. Dropping it rolls back.
#[derive(Debug)]
pub enum Open {
    /// On the one writing connection.
    Sqlite(Transaction<'static, Sqlite>),
    /// On a connection of the pool.
    Postgres(Transaction<'static, Postgres>),
}

impl Db {
    /// Opens SQLite at a path, creating the file where it is missing.
    pub async fn open_sqlite(path: &str, durability: Durability) -> Result<Self, sqlx::Error> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(match durability {
                Durability::Full => SqliteSynchronous::Full,
                Durability::None => SqliteSynchronous::Off,
            })
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            // Its thread hands rows over one by one: with fewer places it stops and starts on long answers.
            .row_buffer_size(512)
            .pragma("secure_delete", "on")
            .pragma("cache_size", "-65536");
        // A file in this process does not go away: nothing is asked before each statement.
        let pool = || SqlitePoolOptions::new().test_before_acquire(false);
        let write = pool().max_connections(1).connect_with(options.clone()).await?;
        let read = pool().max_connections(4).connect_with(options.pragma("query_only", "on")).await?;
        Ok(Self::Sqlite { read, write })
    }

    /// Opens PostgreSQL; `schema` becomes the search path where one is given.
    pub async fn open_postgres(url: &str, schema: Option<&str>) -> Result<Self, sqlx::Error> {
        let mut options: PgConnectOptions = url.parse()?;
        // Its machine code pays for statements of seconds; ours take milliseconds, and making it took longer than they do.
        options = options.options([("jit", "off")]);
        if let Some(schema) = schema {
            options = options.options([("search_path", schema)]);
        }
        let pool = PgPoolOptions::new()
            .max_connections(8)
            .acquire_timeout(Duration::from_secs(10))
            // A connection is tested when it is given back; whether it is still there is asked only after a pause.
            .test_before_acquire(false)
            .before_acquire(|connection, about| {
                Box::pin(async move {
                    if about.idle_for > TESTED_AFTER {
                        connection.ping().await?;
                    }
                    Ok(true)
                })
            })
            .connect_with(options)
            .await?;
        Ok(Self::Postgres(pool))
    }

    /// The only place a transaction begins.
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    pub async fn begin(&self) -> Result<Open, sqlx::Error> {
        Ok(match self {
            Self::Sqlite { write, .. } => Open::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Open::Postgres(pool.begin().await?),
        })
    }

    /// Has PostgreSQL look at its tables now, which it does by itself within minutes of a large change.
    pub async fn take_stock(&self) -> Result<(), sqlx::Error> {
        if let Self::Postgres(pool) = self {
            sqlx::query("vacuum analyze").execute(pool).await?;
        }
        Ok(())
    }

    /// Closes all connections.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// Declares statements and the list of them that a test prepares on both engines.
macro_rules! statements {
    ($($(#[$meta:meta])* $name:ident = $sqlite:expr $(, postgres: $postgres:expr)?;)+) => {
        $($(#[$meta])* const $name: $crate::store::dialect::Sql = statements!(@one $sqlite $(, $postgres)?);)+

        /// Every fixed statement of this file.
        pub(crate) const STATEMENTS: &[(&str, $crate::store::dialect::Sql)] = &[$((stringify!($name), $name)),+];
    };
    (@one $text:expr) => { $crate::store::dialect::same($text) };
    (@one $sqlite:expr, $postgres:expr) => { $crate::store::dialect::Sql { sqlite: $sqlite, postgres: $postgres } };
}

/// Runs a statement in a transaction: `in_tx!(tx, SQL, query_as::<Row>[a, b], fetch_all)`. With `query[…], execute` it
/// gives the number of rows touched.
macro_rules! in_tx {
    ($tx:expr, $sql:expr, $call:ident $(::<$type:ty>)? [$($bind:expr),* $(,)?], $fetch:ident) => {
        match &mut $tx.open {
            $crate::store::dialect::Open::Sqlite(open) => in_tx!(@run $call $(::<$type>)?, $sql.sqlite, [$($bind),*], $fetch, &mut **open),
            $crate::store::dialect::Open::Postgres(open) => in_tx!(@run $call $(::<$type>)?, $sql.postgres, [$($bind),*], $fetch, &mut **open),
        }
    };
    (@run $call:ident, $text:expr, [$($bind:expr),*], execute, $on:expr) => {
        sqlx::$call($text)$(.bind($bind))*.execute($on).await.map(|done| done.rows_affected())
    };
    (@run $call:ident, $text:expr, [$($bind:expr),*], $fetch:ident, $on:expr) => {
        sqlx::$call($text)$(.bind($bind))*.$fetch($on).await
    };
    (@run $call:ident::<$type:ty>, $text:expr, [$($bind:expr),*], $fetch:ident, $on:expr) => {
        sqlx::$call::<_, $type>($text)$(.bind($bind))*.$fetch($on).await
    };
}

/// Runs a reading statement outside a transaction: `on_read!(store, SQL, query_as::<Row>[a, b], fetch_all)`.
macro_rules! on_read {
    ($store:expr, $sql:expr, $call:ident $(::<$type:ty>)? [$($bind:expr),* $(,)?], $fetch:ident) => {
        match &$store.db {
            $crate::store::dialect::Db::Sqlite { read, .. } => in_tx!(@run $call $(::<$type>)?, $sql.sqlite, [$($bind),*], $fetch, read),
            $crate::store::dialect::Db::Postgres(pool) => in_tx!(@run $call $(::<$type>)?, $sql.postgres, [$($bind),*], $fetch, pool),
        }
    };
}

/// Inserts many rows with one statement: `bulk!(tx, "insert into t (a, b)", rows, |cell, row| { cell.push_bind(row.a); … }, "on conflict do nothing")`.
/// Gives the number of rows inserted. At most 500 rows a call keeps binds below both engines' limits.
macro_rules! bulk {
    ($tx:expr, $insert:literal, $rows:expr, |$cell:ident, $row:ident| $push:block, $after:literal) => {
        match &mut $tx.open {
            $crate::store::dialect::Open::Sqlite(open) => bulk!(@run sqlx::Sqlite, $insert, $rows, |$cell, $row| $push, $after, open),
            $crate::store::dialect::Open::Postgres(open) => bulk!(@run sqlx::Postgres, $insert, $rows, |$cell, $row| $push, $after, open),
        }
    };
    (@run $db:ty, $insert:literal, $rows:expr, |$cell:ident, $row:ident| $push:block, $after:literal, $on:expr) => {{
        let mut query = sqlx::QueryBuilder::<$db>::new(concat!($insert, " "));
        query.push_values($rows, |mut $cell, $row| $push);
        query.push(concat!(" ", $after));
        query.build().execute(&mut **$on).await.map(|done| done.rows_affected())
    }};
}

/// A row struct that decodes from both engines by column name.
macro_rules! row {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($(#[$fmeta:meta])* $fvis:vis $field:ident: $type:ty),+ $(,)? }) => {
        $(#[$meta])*
        $vis struct $name { $($(#[$fmeta])* $fvis $field: $type),+ }

        impl sqlx::FromRow<'_, sqlx::sqlite::SqliteRow> for $name {
            fn from_row(row: &sqlx::sqlite::SqliteRow) -> sqlx::Result<Self> {
                use sqlx::Row as _;
                Ok(Self { $($field: row.try_get(stringify!($field))?),+ })
            }
        }

        impl sqlx::FromRow<'_, sqlx::postgres::PgRow> for $name {
            fn from_row(row: &sqlx::postgres::PgRow) -> sqlx::Result<Self> {
                use sqlx::Row as _;
                Ok(Self { $($field: row.try_get(stringify!($field))?),+ })
            }
        }
    };
}

/// Selects rows whose key is one of at most 500 values: `select_in!(tx, "select … where key in (", keys, ")", Row)`.
macro_rules! select_in {
    ($tx:expr, $select:literal, $keys:expr, $after:literal, $type:ty) => {
        match &mut $tx.open {
            $crate::store::dialect::Open::Sqlite(open) => select_in!(@run sqlx::Sqlite, $select, $keys, $after, $type, open),
            $crate::store::dialect::Open::Postgres(open) => select_in!(@run sqlx::Postgres, $select, $keys, $after, $type, open),
        }
    };
    (@run $db:ty, $select:literal, $keys:expr, $after:literal, $type:ty, $on:expr) => {{
        let mut query = sqlx::QueryBuilder::<$db>::new($select);
        let mut list = query.separated(", ");
        for key in $keys {
            list.push_bind(key);
        }
        query.push($after);
        query.build_query_as::<$type>().fetch_all(&mut **$on).await
    }};
}

//! The database below the services: plain statements, and every byte of it.

use giftgate::store::{Db, Store};
use sqlx::{AssertSqlSafe, Executor};

use super::world::World;

/// Runs a statement past all services; the database's own word on it.
pub async fn execute(store: &Store, sql: &str) -> Result<u64, sqlx::Error> {
    let sql = AssertSqlSafe(sql.to_owned());
    match store.db() {
        Db::Sqlite { write, .. } => write.execute(sql).await.map(|done| done.rows_affected()),
        Db::Postgres(pool) => pool.execute(sql).await.map(|done| done.rows_affected()),
    }
}

pub async fn count(store: &Store, from: &str) -> i64 {
    let sql = AssertSqlSafe(format!("select count(*) from {from}"));
    match store.db() {
        Db::Sqlite { write, .. } => sqlx::query_scalar(sql).fetch_one(write).await,
        Db::Postgres(pool) => sqlx::query_scalar(sql).fetch_one(pool).await,
    }
    .expect("a count")
}

/// The one text that each row is.
pub async fn texts(store: &Store, sql: &str) -> Vec<String> {
    let sql = AssertSqlSafe(sql.to_owned());
    match store.db() {
        Db::Sqlite { write, .. } => sqlx::query_scalar(sql).fetch_all(write).await,
        Db::Postgres(pool) => sqlx::query_scalar(sql).fetch_all(pool).await,
    }
    .expect("texts")
}

/// Which of the words stand anywhere in the database: file and write-ahead log of SQLite, every row of PostgreSQL.
pub async fn found(world: &World, words: &[&str]) -> Vec<String> {
    let store = &world.app.store;
    let mut found = Vec::new();
    match store.db() {
        Db::Sqlite { .. } => {
            let path = world.database.url.strip_prefix("sqlite://").expect("a file");
            let files = ["", "-wal"].map(|end| std::fs::read(format!("{path}{end}")).expect("the file and its log"));
            assert!(files.iter().any(|bytes| has(bytes, "KL")), "plain values can be found at all");
            found.extend(
                words.iter().filter(|word| files.iter().any(|bytes| has(bytes, word))).map(ToString::to_string),
            );
        }
        Db::Postgres(pool) => {
            let tables = "select table_name::text from information_schema.tables where table_schema = current_schema()";
            for table in sqlx::query_scalar::<_, String>(tables).fetch_all(pool).await.expect("tables") {
                for word in words {
                    let hex = hex::encode(word);
                    let rows = format!("\"{table}\" t where t::text ilike '%{word}%' or t::text like '%{hex}%'");
                    if count(store, &rows).await > 0 {
                        found.push(format!("{word} in {table}"));
                    }
                }
            }
        }
    }
    found
}

fn has(bytes: &[u8], word: &str) -> bool {
    let word = word.to_lowercase();
    bytes.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}

//! The store on both engines: same tables, every statement prepares, versions are guarded, the audit chain holds.

use std::time::Duration;

use giftgate::domain::actor::Actor;
use giftgate::store::audit::ChainState;
use giftgate::store::{Db, StoreError, statements};
use serde_json::json;
use sqlx::{Executor, Row, SqlSafeStr};

use crate::support::database::Database;

#[tokio::test]
async fn every_statement_prepares_on_this_engine() {
    let database = Database::new().await;
    let store = database.store().await;
    for (name, sql) in statements() {
        let prepared = match store.db() {
            Db::Sqlite { write, .. } => write.prepare(sqlx::AssertSqlSafe(sql.sqlite).into_sql_str()).await.map(drop),
            Db::Postgres(pool) => pool.prepare(sqlx::AssertSqlSafe(sql.postgres).into_sql_str()).await.map(drop),
        };
        assert!(prepared.is_ok(), "{name}: {prepared:?}");
    }
}

const NEWER: &str = "insert into _sqlx_migrations (version, description, success, checksum, execution_time) \
                         values (9999, 'from the future', true, 'x', 0)";

#[tokio::test]
async fn migrating_twice_changes_nothing_and_a_newer_schema_is_refused() {
    let database = Database::new().await;
    let store = database.open().await;
    assert!(matches!(store.check_schema().await, Err(StoreError::OlderSchema { found: 0, .. })));
    assert!(store.migrate().await.expect("first") > 0);
    assert_eq!(store.migrate().await.expect("second"), 0);
    store.check_schema().await.expect("current");
    match store.db() {
        Db::Sqlite { write, .. } => write.execute(NEWER).await.map(drop),
        Db::Postgres(pool) => pool.execute(NEWER).await.map(drop),
    }
    .expect("a newer version");
    assert!(matches!(store.migrate().await, Err(StoreError::NewerSchema { found: 9999, .. })));
    assert!(matches!(store.check_schema().await, Err(StoreError::NewerSchema { .. })));
}

#[tokio::test]
async fn both_engines_have_the_same_tables_columns_and_checks() {
    let read = |engine: &str| {
        let mut files: Vec<_> =
            std::fs::read_dir(format!("migrations/{engine}")).expect("migrations").flatten().collect();
        files.sort_by_key(std::fs::DirEntry::file_name);
        files
            .into_iter()
            .map(|file| (file.file_name(), std::fs::read_to_string(file.path()).expect("text")))
            .collect::<Vec<_>>()
    };
    let (sqlite, postgres) = (read("sqlite"), read("postgres"));
    assert_eq!(sqlite.len(), postgres.len());
    let types = [
        ("timestamptz", "text"),
        ("jsonb", "text"),
        ("uuid", "blob"),
        ("bytea", "blob"),
        ("boolean", "integer"),
        ("date", "text"),
        ("bigint", "integer"),
        ("double precision", "real"),
    ];
    for ((name, sqlite), (same_name, postgres)) in sqlite.iter().zip(&postgres) {
        assert_eq!(name, same_name);
        let mut translated = postgres.clone();
        for (from, to) in types {
            let word = regex::Regex::new(&format!(r"\b{from}\b")).expect("a pattern");
            translated = word.replace_all(&translated, to).into_owned();
        }
        let lines = |text: &str| {
            text.lines()
                .filter(|line| !line.starts_with("insert into audit_head"))
                .map(|line| line.replace(") strict;", ");"))
                .collect::<Vec<_>>()
        };
        assert_eq!(lines(sqlite), lines(&translated), "{}", name.display());
    }
}

#[tokio::test]
async fn entries_are_chained_at_the_commit_so_that_an_open_transaction_holds_nobody_up() {
    let store = Database::postgres().await.store().await;
    let now = "2025-03-04T06:00:00Z".parse().expect("an instant");
    let mut slow = store.begin().await.expect("a transaction");
    slow.audit(&Actor::SYSTEM, "test.slow", "x", json!({}), now);
    let mut dropped = store.begin().await.expect("a transaction");
    dropped.audit(&Actor::SYSTEM, "test.dropped", "x", json!({}), now);
    drop(dropped);
    let mut quick = store.begin().await.expect("a transaction");
    quick.audit(&Actor::SYSTEM, "test.quick", "x", json!({}), now);
    tokio::time::timeout(Duration::from_secs(30), quick.commit()).await.expect("nobody waited for").expect("committed");
    slow.commit().await.expect("committed");
    let entries = store.list_audit(0, 10).await.expect("entries");
    let actions: Vec<_> = entries.iter().map(|entry| (entry.sequence, entry.action.as_str())).collect();
    assert_eq!(actions, [(1, "test.quick"), (2, "test.slow")]);
    assert_eq!(store.check_audit().await.expect("checked"), ChainState::Whole(2));
}

#[tokio::test]
async fn a_changed_audit_entry_is_found() {
    let database = Database::new().await;
    let store = database.store().await;
    let now = "2025-03-04T06:00:00.123456Z".parse().expect("an instant");
    for number in 0..10 {
        let mut tx = store.begin().await.expect("a transaction");
        tx.audit(&Actor::SYSTEM, "test.entry", "x", json!({ "n": number, "a": "b" }), now);
        tx.audit(&Actor::SYSTEM, "test.second_entry", "x", json!({ "n": number }), now);
        tx.commit().await.expect("committed");
    }
    assert_eq!(store.check_audit().await.expect("checked"), ChainState::Whole(20));
    for column in [
        "action = 'other'",
        "simulated = not simulated",
        "detail = '{}'",
        "subject = 'y'",
        "actor_role = 'admin'",
        "hash = previous_hash",
    ] {
        let forge = format!("update audit_entry set {column} where sequence = 7");
        let undo_point = store.list_audit(6, 1).await.expect("entry 7").remove(0);
        execute(store.db(), forge).await;
        assert_eq!(store.check_audit().await.expect("checked"), ChainState::BrokenAt(7), "{column}");
        let restore = format!(
            "update audit_entry set action = '{}', subject = '{}', detail = '{}', actor_role = '{}' where sequence = 7",
            undo_point.action, undo_point.subject, undo_point.detail, undo_point.actor_role
        );
        execute(store.db(), restore).await;
        if column.starts_with("simulated") {
            execute(store.db(), "update audit_entry set simulated = not simulated where sequence = 7".to_owned()).await;
        }
    }
    execute(store.db(), "delete from audit_entry where sequence = 12".to_owned()).await;
    assert!(matches!(store.check_audit().await.expect("checked"), ChainState::BrokenAt(_)));
}

async fn execute(db: &Db, sql: String) {
    match db {
        Db::Sqlite { write, .. } => write.execute(sqlx::AssertSqlSafe(sql)).await.map(drop),
        Db::Postgres(pool) => pool.execute(sqlx::AssertSqlSafe(sql)).await.map(drop),
    }
    .expect("the statement runs");
}

#[tokio::test]
async fn sqlite_writes_durably_and_checks_foreign_keys() {
    let database = Database::sqlite();
    let store = database.store().await;
    let Db::Sqlite { write, .. } = store.db() else { panic!("SQLite was asked for") };
    for (pragma, wanted) in [("synchronous", 2_i64), ("foreign_keys", 1), ("secure_delete", 1)] {
        let row = write.fetch_one(sqlx::AssertSqlSafe(format!("pragma {pragma}"))).await.expect(pragma);
        assert_eq!(row.get::<i64, _>(0), wanted, "{pragma}");
    }
}

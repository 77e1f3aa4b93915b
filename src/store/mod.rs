//! The only room that knows sqlx: SQLite and PostgreSQL from one code base.
//!
//! One file a noun; a function a question. Reads hang on [`Store`], writes on an open [`Tx`], which only
//! [`Store::begin`] gives. Personal data is sealed here and nowhere else ([`sealing`]).

#[macro_use]
pub mod dialect;

pub mod account;
pub mod attachment;
pub mod audit;
pub mod author;
pub mod break_glass;
pub mod campaign;
pub mod candidate;
pub mod care;
pub mod care_count;
pub mod care_desk;
pub mod case_study;
pub mod decision;
pub mod delivery;
pub mod erasure;
pub mod flight;
pub mod follow_up;
pub mod follow_up_records;
pub mod gate;
pub mod gift;
pub mod health;
pub mod hold;
pub mod hook;
pub mod intake;
pub mod job;
pub mod link;
pub mod mail;
pub mod match_count;
pub mod measure;
pub mod network_cost;
pub mod network_secret;
pub mod next_stop;
pub mod offer;
pub(crate) mod outcome;
pub mod passenger_list;
pub mod passkey;
pub mod person;
pub mod photo;
pub mod post;
pub mod privacy;
pub mod reading;
mod reading_bulk;
pub mod reading_repair;
pub mod records;
pub mod review;
pub mod sealing;
pub mod second_factor;
pub mod session;
pub mod share;
pub mod sign_on;
pub mod stopping;
pub mod stream;
pub mod subject;
pub mod theme;
pub mod thread;
pub mod token;
pub mod told_list;
pub mod tone;
pub mod traveller;
pub mod view;
pub mod webhook;

use std::sync::Arc;

use rust_embed::RustEmbed;
use sqlx::SqlSafeStr as _;
use sqlx::migrate::{Migrate, MigrateError, Migration, MigrationType, Migrator};

use audit::AuditDraft;
pub use dialect::Db;
use dialect::{Durability, Open, Sql};
use match_count::MatchCounts;
use sealing::Keys;

#[derive(RustEmbed)]
#[folder = "migrations/sqlite"]
struct SqliteMigrations;

#[derive(RustEmbed)]
#[folder = "migrations/postgres"]
struct PostgresMigrations;

/// What can go wrong in the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or could not be reached.
    #[error("the database could not do it")]
    Db(#[from] sqlx::Error),
    /// A stored value makes no sense to this version.
    #[error("the database holds a {what} that this version can't read")]
    BadRow {
        /// Which value.
        what: &'static str,
    },
    /// Somebody else changed it first.
    #[error("someone else was faster; look at it again")]
    Stale,
    /// It exists already.
    #[error("there is one already")]
    Taken,
    /// A sealed value does not open: wrong master key, or an erased person.
    #[error("a sealed value does not open; is it the right master key file?")]
    Unsealing,
    /// The master key file can't be used.
    #[error("master key file {path}: {what}; give the right file with GIFTGATE_MASTER_KEY_FILE")]
    MasterKey {
        /// The file.
        path: String,
        /// What is wrong.
        what: String,
    },
    /// The database can't be opened.
    #[error("the database {url} can't be opened: {why}; {remedy}")]
    Open {
        /// Where, without any password.
        url: String,
        /// What the driver said.
        why: String,
        /// What to do.
        remedy: &'static str,
    },
    /// The schema belongs to a later version of giftgate.
    #[error(
        "the database has schema {found}, this giftgate knows up to {known}; use the newer giftgate, or another database"
    )]
    NewerSchema {
        /// Version found.
        found: i64,
        /// Last version known.
        known: i64,
    },
    /// The schema is older than this version and has to be migrated first.
    #[error("the database has schema {found}, this giftgate needs {wanted}; run `giftgate migrate`")]
    OlderSchema {
        /// Version found.
        found: i64,
        /// Version needed.
        wanted: i64,
    },
    /// A migration failed; nothing of it stays.
    #[error("schema change failed: {0}")]
    Migration(#[source] MigrateError),
}

/// An open store: the database, and the keys that personal data is sealed with.
#[derive(Debug, Clone)]
pub struct Store {
    db: Db,
    keys: Arc<Keys>,
    counted: Arc<view::candidate_counts::Counted>,
}

impl Store {
    /// Opens `sqlite://path` (the file is made where missing) or `postgres://…`. Nothing is migrated.
    pub async fn open(url: &str, keys: Keys) -> Result<Self, StoreError> {
        Self::open_in_schema(url, None, keys).await
    }

    /// Opens a database; on PostgreSQL everything lives in `schema` where one is given.
    pub async fn open_in_schema(url: &str, schema: Option<&str>, keys: Keys) -> Result<Self, StoreError> {
        let fault =
            |error: sqlx::Error, remedy| StoreError::Open { url: hide_password(url), why: error.to_string(), remedy };
        let db = if let Some(path) = url.strip_prefix("sqlite://") {
            let remedy = "check that its folder exists and can be written to";
            Db::open_sqlite(path, Durability::Full).await.map_err(|error| fault(error, remedy))?
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let remedy = "check that the server runs, and the name and password";
            Db::open_postgres(url, schema).await.map_err(|error| fault(error, remedy))?
        } else {
            let remedy = "write sqlite://FILE or postgres://USER@HOST/NAME";
            return Err(StoreError::Open {
                url: hide_password(url),
                why: "unknown kind of database".to_owned(),
                remedy,
            });
        };
        Ok(Self { db, keys: Arc::new(keys), counted: Arc::default() })
    }

    /// Opens a SQLite file that is thrown away after use; commits do not wait for the disk.
    pub async fn open_throw_away(path: &std::path::Path, keys: Keys) -> Result<Self, StoreError> {
        let db = Db::open_sqlite(&path.display().to_string(), Durability::None).await?;
        Ok(Self { db, keys: Arc::new(keys), counted: Arc::default() })
    }

    /// The open database, for tests and health checks.
    pub const fn db(&self) -> &Db {
        &self.db
    }

    /// The keys.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// `sqlite` or `postgres`.
    pub const fn engine(&self) -> &'static str {
        match self.db {
            Db::Sqlite { .. } => "sqlite",
            Db::Postgres(_) => "postgres",
        }
    }

    /// The database's file; none on a server.
    pub fn file(&self) -> Option<std::path::PathBuf> {
        match &self.db {
            Db::Sqlite { read, .. } => Some(read.connect_options().get_filename().to_owned()),
            Db::Postgres(_) => None,
        }
    }

    /// Begins the one kind of transaction there is; on SQLite it holds the writer from the start.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        Ok(Tx { open: self.db.begin().await?, entries: Vec::new(), matches: MatchCounts::default() })
    }

    /// Brings the schema up to this version. Refuses a newer one. Gives how many migrations ran.
    pub async fn migrate(&self) -> Result<usize, StoreError> {
        let migrator = self.migrator();
        let known = migrator.iter().map(|migration| migration.version).max().unwrap_or(0);
        let before = self.schema_version().await?;
        if before > known {
            return Err(StoreError::NewerSchema { found: before, known });
        }
        match &self.db {
            Db::Sqlite { write, .. } => migrator.run(write).await,
            Db::Postgres(pool) => migrator.run(pool).await,
        }
        .map_err(StoreError::Migration)?;
        Ok(migrator.iter().filter(|migration| migration.version > before).count())
    }

    /// Whether the schema is exactly this version's.
    pub async fn check_schema(&self) -> Result<(), StoreError> {
        let wanted = self.migrator().iter().map(|migration| migration.version).max().unwrap_or(0);
        match self.schema_version().await? {
            found if found > wanted => Err(StoreError::NewerSchema { found, known: wanted }),
            found if found < wanted => Err(StoreError::OlderSchema { found, wanted }),
            _ => Ok(()),
        }
    }

    /// The last migration that ran; 0 on an empty database.
    pub async fn schema_version(&self) -> Result<i64, StoreError> {
        let applied = match &self.db {
            Db::Sqlite { write, .. } => {
                let mut connection = write.acquire().await?;
                connection.ensure_migrations_table("_sqlx_migrations").await.map_err(StoreError::Migration)?;
                connection.list_applied_migrations("_sqlx_migrations").await
            }
            Db::Postgres(pool) => {
                let mut connection = pool.acquire().await?;
                connection.ensure_migrations_table("_sqlx_migrations").await.map_err(StoreError::Migration)?;
                connection.list_applied_migrations("_sqlx_migrations").await
            }
        };
        let applied = applied.map_err(StoreError::Migration)?;
        Ok(applied.iter().map(|migration| migration.version).max().unwrap_or(0))
    }

    /// After much was written at once: has the engine see what its tables hold, as PostgreSQL does by itself minutes later.
    pub async fn take_stock(&self) -> Result<(), StoreError> {
        Ok(self.db.take_stock().await?)
    }

    /// Closes all connections; what was committed is on disk.
    pub async fn close(&self) {
        self.db.close().await;
    }

    fn migrator(&self) -> Migrator {
        let files: Vec<_> = match self.db {
            Db::Sqlite { .. } => read_migrations::<SqliteMigrations>().collect(),
            Db::Postgres(_) => read_migrations::<PostgresMigrations>().collect(),
        };
        Migrator::with_migrations(files)
    }
}

fn read_migrations<Folder: RustEmbed>() -> impl Iterator<Item = Migration> {
    Folder::iter().filter_map(|name| {
        let (version, title) = name.strip_suffix(".sql")?.split_once('_')?;
        let text = String::from_utf8(Folder::get(&name)?.data.into_owned()).ok()?;
        let sql = sqlx::AssertSqlSafe(text).into_sql_str();
        Some(Migration::new(version.parse().ok()?, title.replace('_', " ").into(), MigrationType::Simple, sql, false))
    })
}

fn hide_password(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(scheme), Some(at)) if scheme + 3 < at => match url[scheme + 3..at].find(':') {
            Some(colon) => format!("{}:***{}", &url[..scheme + 3 + colon], &url[at..]),
            None => url.to_owned(),
        },
        _ => url.to_owned(),
    }
}

/// Every fixed statement of the store with its name; a test prepares each on both engines.
pub fn statements() -> Vec<(&'static str, Sql)> {
    let nouns: &[&[(&'static str, Sql)]] = &[
        account::STATEMENTS,
        attachment::STATEMENTS,
        audit::STATEMENTS,
        break_glass::STATEMENTS,
        campaign::STATEMENTS,
        candidate::STATEMENTS,
        author::STATEMENTS,
        care::STATEMENTS,
        thread::STATEMENTS,
        care_count::STATEMENTS,
        care_desk::STATEMENTS,
        case_study::STATEMENTS,
        decision::STATEMENTS,
        delivery::STATEMENTS,
        erasure::STATEMENTS,
        flight::STATEMENTS,
        follow_up::STATEMENTS,
        gate::STATEMENTS,
        gift::STATEMENTS,
        health::STATEMENTS,
        hold::STATEMENTS,
        hook::STATEMENTS,
        intake::STATEMENTS,
        job::STATEMENTS,
        link::STATEMENTS,
        mail::STATEMENTS,
        match_count::STATEMENTS,
        measure::STATEMENTS,
        network_cost::STATEMENTS,
        network_secret::STATEMENTS,
        next_stop::STATEMENTS,
        offer::STATEMENTS,
        outcome::STATEMENTS,
        passenger_list::STATEMENTS,
        passkey::STATEMENTS,
        person::STATEMENTS,
        photo::STATEMENTS,
        post::STATEMENTS,
        privacy::STATEMENTS,
        reading::STATEMENTS,
        reading_repair::STATEMENTS,
        records::STATEMENTS,
        follow_up_records::STATEMENTS,
        review::STATEMENTS,
        second_factor::STATEMENTS,
        session::STATEMENTS,
        sign_on::STATEMENTS,
        share::STATEMENTS,
        stopping::STATEMENTS,
        stream::STATEMENTS,
        subject::STATEMENTS,
        theme::STATEMENTS,
        told_list::STATEMENTS,
        token::STATEMENTS,
        tone::STATEMENTS,
        traveller::STATEMENTS,
        webhook::STATEMENTS,
    ];
    [nouns.concat(), view::STATEMENTS.concat()].concat()
}

/// An open transaction. Dropping it rolls back.
#[derive(Debug)]
pub struct Tx {
    open: Open,
    entries: Vec<AuditDraft>,
    matches: MatchCounts,
}

impl Tx {
    /// Makes everything in it permanent.
    ///
    /// The audit log is written here, after everything else: its head is then the last lock that any transaction takes,
    /// so that no two wait for each other, and it is held for the commit alone. Counters of matches come just before it,
    /// for the same reason.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        self.write_match_counts().await?;
        self.write_audit().await?;
        match self.open {
            Open::Sqlite(open) => open.commit().await?,
            Open::Postgres(open) => open.commit().await?,
        }
        Ok(())
    }
}

/// A guarded update touched its one row, or somebody was faster.
fn one_row(rows_affected: u64) -> Result<(), StoreError> {
    if rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

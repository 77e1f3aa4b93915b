//! A throw-away app for one command: a temporary SQLite file, a set clock, a seeded generator for everything but keys.

use std::path::Path;
use std::sync::Mutex;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use tempfile::TempDir;

use super::Failure;
use crate::app::{App, Clock, fresh_secrets};
use crate::config::Settings;
use crate::domain::instant::Instant;
use crate::store::Store;
use crate::store::sealing::Keys;

/// An app whose database goes when it is dropped.
#[derive(Debug)]
pub(super) struct Workspace {
    pub(super) app: App,
    folder: TempDir,
}

impl Workspace {
    /// A fresh database. The keys are random and live in memory only, so what was sealed can't be opened afterwards.
    pub(super) async fn new(now: Instant, seed: u64) -> Result<Self, Failure> {
        let folder = folder()?;
        let path = folder.path().join("giftgate.db");
        let store = Store::open_throw_away(&path, fresh_keys()).await?;
        Self::with(store, folder, now, seed).await
    }

    /// For a bench: the database that `GIFTGATE_DATABASE_URL` names, else a fresh one; with keys of its own.
    pub(super) async fn for_bench(now: Instant) -> Result<Self, Failure> {
        let Ok(url) = std::env::var("GIFTGATE_DATABASE_URL") else { return Self::new(now, 42).await };
        let store = Store::open(&url, fresh_keys()).await?;
        Self::with(store, folder()?, now, 42).await
    }

    /// The database that the settings name, with a set clock; it stays.
    pub(super) async fn on(settings: &Settings, now: Instant, seed: u64) -> Result<Self, Failure> {
        let folder = folder()?;
        Self::with(App::open_store(settings).await?, folder, now, seed).await
    }

    async fn with(store: Store, folder: TempDir, now: Instant, seed: u64) -> Result<Self, Failure> {
        store.migrate().await?;
        let app = App::new(store, Clock::Set(Mutex::new(now)), ChaCha8Rng::seed_from_u64(seed));
        Ok(Self { app, folder })
    }

    /// The temporary folder.
    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }
}

fn folder() -> Result<TempDir, Failure> {
    tempfile::tempdir()
        .map_err(|error| Failure::failed(format!("no temporary folder: {error}; set TMPDIR to one you may write to")))
}

/// Keys that nobody has but this process.
fn fresh_keys() -> Keys {
    let mut secrets = fresh_secrets();
    let master = rand::RngExt::random(&mut secrets);
    Keys::new(&master, secrets)
}

/// Writes files into a folder, each whole or not at all.
pub(super) fn write_files(folder: &Path, files: &[(&str, Vec<u8>)]) -> Result<(), Failure> {
    use std::io::Write as _;
    let fault = |error: std::io::Error| {
        Failure::failed(format!("{} can't be written: {error}; choose a folder you may write to", folder.display()))
    };
    std::fs::create_dir_all(folder).map_err(fault)?;
    let mut ready = Vec::new();
    for (name, bytes) in files {
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(fault)?;
        file.write_all(bytes).map_err(fault)?;
        ready.push((name, file));
    }
    for (name, file) in ready {
        file.persist(folder.join(name)).map_err(|error| fault(error.error))?;
    }
    Ok(())
}

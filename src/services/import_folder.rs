//! A folder whose files are taken in: `bookings*.csv` or `.txt`, `pnl*` and `adl*`, `flights*.csv` or `.json`, `posts*.ndjson`,
//! `readings-CAMPAIGN*.csv`.
//!
//! A file is taken once it has stayed the same from one look to the next, and moved aside first, so that nobody takes it
//! twice. It ends in `done/` or `failed/`, with a report beside it. One process looks after a folder.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use super::sources::{take_bookings, take_posts, take_readings};
use super::{Error, flight_news, sources};
use crate::app::App;

/// The name of the folder among listeners.
pub const LISTENER: &str = "import folder";
/// Pause between two looks.
const PAUSE: Duration = Duration::from_secs(5);
/// Largest file, bytes.
const LARGEST: u64 = 512 << 20;

/// How files looked the last time: size and when they changed.
pub type Seen = BTreeMap<OsString, (u64, Option<SystemTime>)>;

/// What a look did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Looked {
    /// Files that went to `done/`.
    pub done: usize,
    /// Files that went to `failed/`.
    pub failed: usize,
}

/// What a file is about, by its name.
fn kind_of(name: &str) -> Option<Kind<'_>> {
    if list_of(name).is_some() {
        return Some(Kind::Bookings);
    }
    let (stem, ending) = name.rsplit_once('.')?;
    match (stem, ending) {
        (stem, "csv" | "txt") if stem.starts_with("bookings") => Some(Kind::Bookings),
        (stem, "csv" | "json") if stem.starts_with("flights") => Some(Kind::Flights),
        (stem, "ndjson") if stem.starts_with("posts") => Some(Kind::Posts),
        // `readings-SLUG` or `readings-SLUG.ANYTHING`.
        (stem, "csv") => {
            stem.strip_prefix("readings-").map(|rest| Kind::Readings(rest.split('.').next().unwrap_or(rest)))
        }
        _ => None,
    }
}

/// Which passenger list a file is, by its name: PNL before ADL, as they are sent.
fn list_of(name: &str) -> Option<u8> {
    let name = name.to_ascii_lowercase();
    ["pnl", "adl"].iter().zip(0..).find_map(|(word, turn)| {
        let is_one = name.starts_with(word) || name.rsplit_once('.').is_some_and(|(_, ending)| ending == *word);
        is_one.then_some(turn)
    })
}

enum Kind<'a> {
    Bookings,
    Flights,
    Posts,
    Readings(&'a str),
}

/// Looks into the folder once.
pub async fn look(app: &App, folder: &Path, seen: &mut Seen) -> Result<Looked, Error> {
    let fault = |error: io::Error| Error::Folder { path: folder.display().to_string(), why: error.to_string() };
    for inner in ["working", "done", "failed"] {
        fs::create_dir_all(folder.join(inner)).map_err(fault)?;
    }
    let mut looked = Looked::default();
    for name in settled(folder, seen).map_err(fault)? {
        let working = folder.join("working").join(&name);
        // Somebody else may have taken it away meanwhile.
        if fs::rename(folder.join(&name), &working).is_err() {
            continue;
        }
        let outcome = take(app, &working, &name.to_string_lossy()).await;
        let (to, report) = match outcome {
            Ok(report) => ("done", report),
            Err(Error::Store(error)) => {
                // Not the file's fault: it waits where it was.
                fs::rename(&working, folder.join(&name)).map_err(fault)?;
                return Err(error.into());
            }
            Err(error) => ("failed", json!({ "fault": error.to_string() })),
        };
        let counted = if to == "done" { &mut looked.done } else { &mut looked.failed };
        *counted += 1;
        put_aside(folder, &working, to, &name, &report).map_err(fault)?;
    }
    Ok(looked)
}

/// Files that are as they were at the last look.
fn settled(folder: &Path, seen: &mut Seen) -> io::Result<Vec<OsString>> {
    let (mut now, mut ready) = (Seen::new(), Vec::new());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let text = name.to_string_lossy();
        let half = [".tmp", ".part", ".new", ".crdownload"].iter().any(|ending| text.ends_with(ending));
        let known = entry.metadata()?;
        if text.starts_with('.') || half || !known.is_file() {
            continue;
        }
        let looks = (known.len(), known.modified().ok());
        if seen.get(&name) == Some(&looks) {
            ready.push(name.clone());
        }
        now.insert(name, looks);
    }
    ready.sort_by_cached_key(|name| (list_of(&name.to_string_lossy()), name.clone()));
    *seen = now;
    Ok(ready)
}

async fn take(app: &App, path: &Path, name: &str) -> Result<Value, Error> {
    let fault = |why: String| Error::Folder { path: name.to_owned(), why };
    let unknown =
        "names are bookings*.csv, pnl*, adl*, flights*.csv, flights*.json, posts*.ndjson or readings-CAMPAIGN*.csv";
    let kind = kind_of(name).ok_or_else(|| fault(unknown.to_owned()))?;
    let size = fs::metadata(path).map_or(0, |known| known.len());
    if size > LARGEST {
        return Err(fault(format!("it is larger than {} MB; use giftgate import", LARGEST >> 20)));
    }
    let bytes = fs::read(path).map_err(|error| fault(error.to_string()))?;
    match kind {
        Kind::Bookings => take_bookings(app, &bytes, name).await.map(|report| json!(report)),
        Kind::Flights => flight_news::take_body(app, &bytes, name).await.map(|report| json!(report)),
        Kind::Posts => take_posts(app, &bytes, name).await.map(|report| json!(report)),
        Kind::Readings(slug) => take_readings(app, slug, &bytes, name).await.map(|report| json!(report)),
    }
}

/// Moves a file to its end, with a report beside it; a name that was there before gets a number.
fn put_aside(folder: &Path, working: &Path, to: &str, name: &OsString, report: &Value) -> io::Result<()> {
    let end = folder.join(to);
    let mut own = name.clone();
    let mut number = 1;
    while end.join(&own).exists() {
        number += 1;
        own = OsString::from(format!("{number}-{}", name.to_string_lossy()));
    }
    let text = serde_json::to_string_pretty(report).unwrap_or_default();
    fs::write(end.join(format!("{}.report.json", own.to_string_lossy())), text + "\n")?;
    fs::rename(working, end.join(&own))
}

/// Puts back what a process that ended had begun; taking it in again changes nothing that was taken.
fn put_back(folder: &Path) -> io::Result<()> {
    let working = folder.join("working");
    if !working.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(working)? {
        let entry = entry?;
        fs::rename(entry.path(), folder.join(entry.file_name()))?;
    }
    Ok(())
}

/// Looks after the folder for ever; what breaks is noted and tried again.
pub async fn run(app: &App, folder: &Path) -> Infallible {
    let mut seen = Seen::new();
    if let Err(error) = put_back(folder) {
        tracing::warn!(%error, "what was begun in the import folder could not be put back");
    }
    loop {
        let noted = match look(app, folder, &mut seen).await {
            Ok(_) => match failed_files(folder) {
                0 => sources::fine(app, LISTENER).await,
                n => {
                    sources::broken(
                        app,
                        LISTENER,
                        &format!("{n} files lie in failed/, each with a report; repair or remove them"),
                    )
                    .await
                }
            },
            Err(error) => {
                tracing::warn!(%error, "the import folder broke");
                sources::broken(app, LISTENER, &error.to_string()).await
            }
        };
        if let Err(error) = noted {
            tracing::error!(%error, "the state of the import folder could not be noted");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

fn failed_files(folder: &Path) -> usize {
    let entries = fs::read_dir(folder.join("failed")).into_iter().flatten().flatten();
    entries.filter(|entry| !entry.file_name().to_string_lossy().ends_with(".report.json")).count()
}

//! `giftgate doctor`: effective settings and the health of an installation, each trouble with its remedy.
//!
//! It makes nothing: no database, no key, no folder. Secrets are hidden.

use std::path::Path;

use clap::Args;
use serde::Serialize;

use super::files::Output;
use super::roads::Roads;
use super::{Failure, SettingsFlags, block_on, own_stations, with_causes};
use crate::app::{fresh_secrets, system_now};
use crate::config::{Effective, Settings};
use crate::networks::Fault;
use crate::rounds::station::StationMaps;
use crate::services::stations::MapFaults;
use crate::services::{campaigns, stations};
use crate::store::audit::ChainState;
use crate::store::sealing::Keys;
use crate::store::{Store, StoreError};

/// Which installation.
#[derive(Debug, Args)]
pub(super) struct DoctorArgs {
    #[command(flatten)]
    settings: SettingsFlags,
    /// Settings and checks as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Ok,
    Warning,
    Broken,
}

/// All of it.
#[derive(Serialize)]
struct Report<'a> {
    version: &'static str,
    healthy: bool,
    settings: &'a [Effective],
    checks: &'a [Check],
}

/// One thing looked at.
#[derive(Debug, Serialize)]
struct Check {
    #[serde(rename = "check")]
    of: &'static str,
    state: State,
    detail: String,
    remedy: Option<String>,
}

pub(super) fn run(args: &DoctorArgs) -> Result<(), Failure> {
    let (settings, effective) = args.settings.load()?;
    let mut checks = vec![data_folder(&settings.data_dir)];
    let (master, check) = master_key(&settings.master_key_file);
    checks.push(check);
    let own = own_stations(&settings);
    checks.push(walking_maps(own.as_ref()));
    let own = own.unwrap_or_default();
    block_on(async {
        database(&settings, (master, &own), &mut checks).await;
        networks(&settings, &mut checks).await;
        Ok(())
    })?;
    print(&effective, &checks, args.json)?;
    match checks.iter().filter(|check| check.state == State::Broken).count() {
        0 => Ok(()),
        1 => Err(Failure::failed("one thing is broken; its remedy stands beside it")),
        many => Err(Failure::failed(format!("{many} things are broken; their remedies stand beside them"))),
    }
}

impl Check {
    fn ok(check: &'static str, detail: impl Into<String>) -> Self {
        Self { of: check, state: State::Ok, detail: detail.into(), remedy: None }
    }

    fn warning(check: &'static str, detail: impl Into<String>, remedy: &str) -> Self {
        Self { of: check, state: State::Warning, detail: detail.into(), remedy: Some(remedy.to_owned()) }
    }

    fn broken(check: &'static str, detail: impl Into<String>, remedy: &str) -> Self {
        Self { of: check, state: State::Broken, detail: detail.into(), remedy: Some(remedy.to_owned()) }
    }
}

/// Whether the accounts that posts go out from let us in.
async fn networks(settings: &Settings, checks: &mut Vec<Check>) {
    let accounts = match Roads::open(settings).and_then(|roads| roads.accounts()) {
        Ok(accounts) => accounts,
        Err(Failure::ReaderGone) => return,
        Err(Failure::Input(why) | Failure::Failed(why)) => {
            checks.push(Check::broken("networks", why, "name the right file, or take the account out"));
            return;
        }
    };
    let remedy = "check its address, its account and its secret file; posts wait meanwhile";
    let mut add = |check: &'static str, found: Result<String, Fault>| {
        checks.push(match found {
            Ok(id) => Check::ok(check, format!("signed in as {id}")),
            Err(fault) => Check::broken(check, fault.to_string(), remedy),
        });
    };
    if let Some(bluesky) = &accounts.bluesky {
        add("bluesky", bluesky.check().await);
    }
    if let Some(mastodon) = &accounts.mastodon {
        add("mastodon", mastodon.check().await);
    }
    if let Some(x) = &accounts.x {
        add("x", x.check(system_now()).await);
    }
    for (network, account) in &accounts.meta {
        add(network.as_str(), account.check().await);
    }
}

/// How the streams that were listened to were left.
async fn streams(store: &Store, checks: &mut Vec<Check>) -> Result<(), StoreError> {
    for stream in store.list_streams().await? {
        let name = &stream.name;
        checks.push(match (stream.broken_at, stream.heard_at) {
            (Some(since), _) => {
                let why = stream.why.as_deref().unwrap_or("no reason was noted");
                let remedy = "check its address and account; it goes on from where it was left";
                Check::warning("streams", format!("{name} is broken since {since}: {why}"), remedy)
            }
            (None, Some(at)) => Check::ok("streams", format!("{name} heard something last at {at}")),
            (None, None) => Check::ok("streams", format!("{name} has heard nothing yet")),
        });
    }
    let week = system_now() - chrono::Duration::days(7);
    for gap in store.list_gaps(week).await? {
        let detail = format!("{} told nothing of {} to {}", gap.stream, gap.from_at, gap.to_at);
        checks.push(Check::warning("streams", detail, "import the posts of that time from a file, if you can get one"));
    }
    Ok(())
}

fn data_folder(folder: &Path) -> Check {
    let (name, check) = (folder.display(), "data_dir");
    if !folder.exists() {
        return Check::broken(check, format!("{name} does not exist"), "run `giftgate migrate`, which makes it");
    }
    match tempfile::tempfile_in(folder) {
        Ok(_) => Check::ok(check, format!("{name} can be written")),
        Err(error) => Check::broken(
            check,
            format!("{name} can't be written ({error})"),
            "give this user the right to write there, or choose another folder with GIFTGATE_DATA_DIR",
        ),
    }
}

/// The master key, where its file is there and fit.
fn master_key(path: &Path) -> (Option<[u8; 32]>, Check) {
    let (name, check) = (path.display(), "master_key");
    let broken = |detail: String, remedy| (None, Check::broken(check, detail, remedy));
    let right = "restore the file from its backup, or name the right one with GIFTGATE_MASTER_KEY_FILE";
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let remedy =
                "on a new installation run `giftgate migrate`, which makes it; else restore it from its backup";
            return broken(format!("{name} does not exist"), remedy);
        }
        Err(error) => return broken(format!("{name} can't be read ({error})"), right),
    };
    let mut key = [0; 32];
    if hex::decode_to_slice(text.trim(), &mut key).is_err() {
        return broken(format!("{name} does not hold 64 hexadecimal digits"), right);
    }
    let check = if others_may_read(path) {
        Check::broken(check, format!("{name} can be read by others"), "run `chmod 600` on it")
    } else {
        Check::ok(check, format!("{name} is there and private"))
    };
    (Some(key), check)
}

#[cfg(unix)]
fn others_may_read(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata(path).is_ok_and(|known| known.mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn others_may_read(_: &Path) -> bool {
    false
}

fn walking_maps(own: Result<&StationMaps, &MapFaults>) -> Check {
    let own = match own {
        Ok(own) => own,
        Err(fault) => {
            let remedy = "correct the file, or take it out of the folder `stations` of the data folder";
            return Check::broken("stations", fault.to_string(), remedy);
        }
    };
    let known = stations::known(own);
    let faults: Vec<_> =
        known.iter().filter_map(|iata| stations::walks(own, iata).err()).map(|e| e.to_string()).collect();
    let list = known.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
    if faults.is_empty() {
        return Check::ok("stations", format!("walking maps: {list}; elsewhere every gate counts as ten minutes away"));
    }
    Check::broken("stations", faults.join("; "), "correct the file in campaigns/stations and build again")
}

async fn database(settings: &Settings, (master, own): (Option<[u8; 32]>, &StationMaps), checks: &mut Vec<Check>) {
    let url = &settings.database_url;
    let file = url.strip_prefix("sqlite://");
    if let Some(path) = file.filter(|path| !Path::new(path).exists()) {
        checks.push(Check::broken("database", format!("{path} does not exist"), "run `giftgate migrate`"));
        return;
    }
    // Nothing that is looked at here is sealed, so the other checks go on without the key.
    let keys = Keys::new(&master.unwrap_or_default(), fresh_secrets());
    let store = match Store::open(url, keys).await {
        Ok(store) => store,
        Err(StoreError::Open { url, why, remedy }) => {
            checks.push(Check::broken("database", format!("{url} can't be opened: {why}"), remedy));
            return;
        }
        Err(error) => {
            checks.push(Check::broken("database", with_causes(&error), "check GIFTGATE_DATABASE_URL"));
            return;
        }
    };
    checks.push(Check::ok("database", format!("{} answers", store.engine())));
    match store.check_schema().await {
        Ok(()) => {
            let version = store.schema_version().await.unwrap_or_default();
            checks.push(Check::ok("schema", format!("{version}, the version that this giftgate needs")));
            contents(&store, own, checks).await;
            if let Err(error) = streams(&store, checks).await {
                checks.push(unreadable("streams", &error));
            }
        }
        Err(StoreError::OlderSchema { found, wanted }) => {
            let detail = format!("{found}, this giftgate needs {wanted}");
            checks.push(Check::broken("schema", detail, "run `giftgate migrate`"));
        }
        Err(StoreError::NewerSchema { found, known }) => {
            let detail = format!("{found}, this giftgate knows up to {known}");
            checks.push(Check::broken("schema", detail, "use the newer giftgate, or another database"));
        }
        Err(error) => checks.push(unreadable("schema", &error)),
    }
    store.close().await;
}

fn unreadable(check: &'static str, error: &StoreError) -> Check {
    let remedy = "check that the database is whole and may be read and written; else restore a backup";
    Check::broken(check, with_causes(error), remedy)
}

async fn contents(store: &Store, own: &StationMaps, checks: &mut Vec<Check>) {
    checks.push(match store.check_audit().await {
        Ok(ChainState::Whole(entries)) => Check::ok("audit", format!("the chain of {entries} entries is whole")),
        Ok(ChainState::BrokenAt(entry)) => Check::broken(
            "audit",
            format!("entry {entry} does not fit what stands before it"),
            "somebody changed the log outside of giftgate: compare it with a backup, and tell the privacy officer",
        ),
        Err(error) => unreadable("audit", &error),
    });
    checks.push(match (store.count_jobs("queued").await, store.count_jobs("dead").await) {
        (Ok(queued), Ok(0)) => Check::ok("jobs", format!("{queued} queued, none dead")),
        (Ok(queued), Ok(dead)) => Check::warning(
            "jobs",
            format!("{queued} queued, {dead} dead"),
            "dead jobs will not run again: read the log for why, and do their work by hand",
        ),
        (Err(error), _) | (_, Err(error)) => unreadable("jobs", &error),
    });
    checks.push(campaign_stations(store, own).await);
}

async fn campaign_stations(store: &Store, own: &StationMaps) -> Check {
    let stored = match store.list_campaigns().await {
        Ok(stored) => stored,
        Err(error) => return unreadable("campaigns", &error),
    };
    let known = stations::known(own);
    let mut unknown = std::collections::BTreeSet::new();
    for stored in &stored {
        match campaigns::understand(stored) {
            Ok(loaded) => unknown.extend(
                loaded.campaign.stations.into_iter().map(|scope| scope.iata).filter(|iata| !known.contains(iata)),
            ),
            Err(error) => {
                let remedy = "this giftgate has stricter rules than the one that took it in: correct the file";
                return Check::broken("campaigns", with_causes(&error), remedy);
            }
        }
    }
    if unknown.is_empty() {
        return Check::ok("campaigns", format!("{} taken in, each station with a walking map", stored.len()));
    }
    let list = unknown.into_iter().collect::<Vec<_>>().join(" ");
    Check::warning(
        "campaigns",
        format!("{} taken in; stations without a walking map: {list}", stored.len()),
        "write stations/<IATA>.toml in the data folder, or take ten minutes to every gate as good enough",
    )
}

fn print(effective: &[Effective], checks: &[Check], as_json: bool) -> Result<(), Failure> {
    let mut output = Output::new();
    if as_json {
        let healthy = checks.iter().all(|check| check.state != State::Broken);
        let version = env!("CARGO_PKG_VERSION");
        output.pretty(&Report { version, healthy, settings: effective, checks })?;
        return output.close();
    }
    output.line("settings")?;
    for one in effective {
        let value = if one.value.is_empty() { "-" } else { &one.value };
        output.line(&format!("  {:<16} {value}  ({})", one.key, one.from))?;
    }
    output.line("checks")?;
    for check in checks {
        let state = match check.state {
            State::Ok => "ok",
            State::Warning => "warning",
            State::Broken => "broken",
        };
        output.line(&format!("  {state:<8} {:<11} {}", check.of, check.detail))?;
        if let Some(remedy) = &check.remedy {
            output.line(&format!("           {:<11} -> {remedy}", ""))?;
        }
    }
    output.close()
}

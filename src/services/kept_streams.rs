//! Streams of the accounts that an admin keeps here: they are opened, changed and left while the server runs.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::time::Duration;

use super::network_access::{self, Values};
use super::{Error, streams};
use crate::app::App;
use crate::domain::instant::Instant;
use crate::domain::post::Network;
use crate::networks::{AppView, Source};

/// How soon a change takes effect.
const LOOK: Duration = Duration::from_secs(5);

/// Pause after a stream broke for the first time.
const FIRST_PAUSE: Duration = Duration::from_secs(1);

/// Listens for ever to several streams at once; to none, it is done at once.
pub async fn run_all(app: &App, sources: &[Source], appview: &AppView) {
    let all = sources.iter().map(|source| streams::run(app, source, Some(appview), FIRST_PAUSE));
    futures_util::future::join_all(all).await;
}

/// Listens for ever to what the accounts ask for; `open` says which streams values stand for.
pub async fn run(app: &App, appview: &AppView, open: impl Fn(&BTreeMap<Network, Values>) -> Vec<Source>) -> Infallible {
    let mut listened = BTreeSet::new();
    loop {
        if let Err(error) = listen_until_changed(app, appview, &mut listened, &open).await {
            tracing::error!(%error, "accounts that are kept here can't be read; what they ask for is not listened to");
            tokio::time::sleep(LOOK).await;
        }
    }
}

async fn listen_until_changed(
    app: &App,
    appview: &AppView,
    listened: &mut BTreeSet<String>,
    open: impl Fn(&BTreeMap<Network, Values>) -> Vec<Source>,
) -> Result<(), Error> {
    let version = network_access::version(app).await?;
    let sources = open(&network_access::open_all(app).await?);
    let before = std::mem::replace(listened, sources.iter().map(Source::name).collect());
    leave(app, before.difference(listened)).await?;
    let listening = async {
        run_all(app, &sources, appview).await;
        // Nothing is asked for: the next change ends the wait.
        std::future::pending::<()>().await;
    };
    tokio::select! {
        () = listening => Ok(()),
        done = changed(app, version) => done,
    }
}

async fn changed(app: &App, version: (Option<Instant>, i64)) -> Result<(), Error> {
    while network_access::version(app).await? == version {
        tokio::time::sleep(LOOK).await;
    }
    Ok(())
}

/// What nobody listens to any more is no fault, even where it was broken.
async fn leave(app: &App, names: impl Iterator<Item = &String>) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    for name in names {
        tx.note_left(name).await?;
    }
    Ok(tx.commit().await?)
}

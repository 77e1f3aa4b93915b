//! `giftgate serve` and `giftgate worker`: the pages, and the work behind them.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use tokio::net::TcpListener;

use super::{Failure, SettingsFlags, block_on, ready_app, start_log, with_causes};
use crate::app::App;
use crate::config::Settings;
use crate::jobs;
use crate::networks::Outlet;
use crate::web::templates::Engine;
use crate::web::{Views, Web, WebState, router};

/// How the server runs.
#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    #[command(flatten)]
    settings: SettingsFlags,
}

/// How a worker runs.
#[derive(Debug, Args)]
pub(super) struct WorkerArgs {
    #[command(flatten)]
    settings: SettingsFlags,
}

pub(super) fn run_server(args: &ServeArgs) -> Result<(), Failure> {
    let (settings, _) = args.settings.load()?;
    refuse_strangers(settings.listen)?;
    start_log(&settings);
    block_on(async {
        let app = App::build(&settings).await?;
        app.store.migrate().await?;
        serve(app, &settings, false).await
    })
}

pub(super) fn run_worker(args: &WorkerArgs) -> Result<(), Failure> {
    let (settings, _) = args.settings.load()?;
    start_log(&settings);
    block_on(async {
        let app = ready_app(&settings).await?;
        let outlet = outlet(&settings);
        eprintln!("giftgate worker: ready");
        tokio::select! {
            done = work(&app, &outlet) => done,
            () = stopped() => Ok(()),
        }
    })
}

fn outlet(settings: &Settings) -> Outlet {
    Outlet::Folder(settings.data_dir.join("outbox"))
}

/// Serves the pages until the process is told to stop. With `still`, no work runs behind them: a demo's day is over.
pub(super) async fn serve(app: App, settings: &Settings, still: bool) -> Result<(), Failure> {
    refuse_strangers(settings.listen)?;
    let listener = TcpListener::bind(settings.listen).await.map_err(|error| {
        Failure::failed(format!(
            "{} can't be listened on: {error}; choose another address with --listen, or port 0 for a free one",
            settings.listen
        ))
    })?;
    let address = listener.local_addr().map_err(Failure::failed)?;
    let app = Arc::new(app);
    let web = web(&app, settings)?;
    println!("\nPages         http://{address}/  (stop with Ctrl-C)");
    let outlet = outlet(settings);
    let pages = axum::serve(listener, router(web)).with_graceful_shutdown(stopped());
    tokio::select! {
        done = pages => done.map_err(Failure::failed),
        done = work(&app, &outlet), if !still => done,
    }
}

fn web(app: &Arc<App>, settings: &Settings) -> Result<Web, Failure> {
    let (clock, store) = (Arc::clone(app), app.store.clone());
    Ok(Web::new(WebState {
        views: Views::App(Arc::clone(app)),
        engine: Engine::load().map_err(Failure::failed)?,
        clock: Box::new(move || clock.now()),
        ready: Box::new(move || {
            let store = store.clone();
            Box::pin(async move { store.check_schema().await.map_err(|error| error.to_string()) })
        }),
        public_host: settings.public_url.clone(),
    }))
}

/// There are no accounts yet, so the pages are for this machine only.
fn refuse_strangers(listen: SocketAddr) -> Result<(), Failure> {
    if listen.ip().is_loopback() {
        return Ok(());
    }
    let why = "the pages show travellers' data and have no accounts yet";
    Err(Failure::input(format!(
        "{listen} is not a loopback address: {why}; listen on 127.0.0.1 and use a tunnel to reach it"
    )))
}

/// Runs jobs until the process stops.
async fn work(app: &App, outlet: &Outlet) -> Result<(), Failure> {
    loop {
        let round = async {
            jobs::schedule(app).await?;
            jobs::run_until_idle(app, outlet).await
        };
        if let Err(error) = round.await {
            tracing::error!(error = %with_causes(&error), "work stopped for a moment");
        }
        tokio::time::sleep(Duration::from_secs(2)).await;
    }
}

async fn stopped() {
    let terminate = async {
        #[cfg(unix)]
        if let Ok(mut signal) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            signal.recv().await;
            return;
        }
        std::future::pending::<()>().await;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => (),
        () = terminate => (),
    }
}

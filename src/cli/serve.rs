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
use crate::jobs::flight_poll::keep_polling;
use crate::networks::Outlet;
use crate::networks::flight_api::FlightApi;
use crate::services::accounts;
use crate::web::templates::Engine;
use crate::web::{Accounts, Views, Web, WebState, router};

/// How soon new work is seen: rounds follow the news of a flight within a second.
const PAUSE: Duration = Duration::from_millis(400);

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
    start_log(&settings);
    block_on(async {
        let app = App::build(&settings).await?;
        app.store.migrate().await?;
        serve(app, &settings, For::Members).await
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
            () = poll_flights(&app, &settings) => Ok(()),
            () = stopped() => Ok(()),
        }
    })
}

fn outlet(settings: &Settings) -> Outlet {
    Outlet::Folder(settings.data_dir.join("outbox"))
}

/// Whom the pages are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    /// Whoever sits at this machine: a demo's day is over, nothing changes any more and no work runs behind the pages.
    Onlookers,
    /// Those who have an account.
    Members,
}

/// Serves the pages until the process is told to stop.
pub(super) async fn serve(app: App, settings: &Settings, whom: For) -> Result<(), Failure> {
    if whom == For::Onlookers {
        refuse_strangers(settings.listen)?;
    }
    let listener = TcpListener::bind(settings.listen).await.map_err(|error| {
        Failure::failed(format!(
            "{} can't be listened on: {error}; choose another address with --listen, or port 0 for a free one",
            settings.listen
        ))
    })?;
    let address = listener.local_addr().map_err(Failure::failed)?;
    let app = Arc::new(app);
    let web = web(&app, settings, whom)?;
    println!("\nPages         http://{address}/  (stop with Ctrl-C)");
    if whom == For::Members {
        welcome(&app, settings, address).await?;
    }
    let outlet = outlet(settings);
    let open = web.clone();
    let closing = async move {
        stopped().await;
        // Pages that listen would keep the server from ending.
        open.pulse().hang_up();
    };
    let pages = router(web).into_make_service_with_connect_info::<SocketAddr>();
    let pages = axum::serve(listener, pages).with_graceful_shutdown(closing);
    tokio::select! {
        done = pages => done.map_err(Failure::failed),
        done = work(&app, &outlet), if whom == For::Members => done,
        () = poll_flights(&app, settings), if whom == For::Members => Ok(()),
    }
}

/// Prints the link that makes the first admin, and what is missing for people on other machines.
async fn welcome(app: &App, settings: &Settings, address: SocketAddr) -> Result<(), Failure> {
    if let Some(token) = accounts::first_run_token(app).await? {
        let base = settings.public_url.as_deref().map_or_else(|| format!("http://{address}"), str::to_owned);
        println!("First admin   {}/welcome/{token}", base.trim_end_matches('/'));
        println!("              nobody has an account yet; this link works once, for 24 hours or until the next start");
    }
    let secure = settings.public_url.as_deref().is_some_and(|url| url.starts_with("https://"));
    if !address.ip().is_loopback() && !secure {
        eprintln!(
            "giftgate serve: passwords would travel in clear; put a TLS proxy in front and set GIFTGATE_PUBLIC_URL to \
             its https:// address"
        );
    }
    Ok(())
}

fn web(app: &Arc<App>, settings: &Settings, whom: For) -> Result<Web, Failure> {
    let (clock, store) = (Arc::clone(app), app.store.clone());
    Ok(Web::new(WebState {
        views: Views::App(Arc::clone(app)),
        engine: Engine::load_with_scanner(&settings.scanner_dir).map_err(Failure::failed)?,
        clock: Box::new(move || clock.now()),
        ready: Box::new(move || {
            let store = store.clone();
            Box::pin(async move { store.check_schema().await.map_err(|error| error.to_string()) })
        }),
        public_host: settings.public_url.as_deref().map(host_of),
        accounts: (whom == For::Members).then(|| Accounts::new(Arc::clone(app), settings.public_url.as_deref())),
    }))
}

/// The host of an address, with its port where it names one.
fn host_of(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default().to_owned()
}

/// A demo has no accounts, so its pages are for this machine only.
fn refuse_strangers(listen: SocketAddr) -> Result<(), Failure> {
    if listen.ip().is_loopback() {
        return Ok(());
    }
    let why = "a demo's pages are open to everyone who reaches them";
    Err(Failure::input(format!(
        "{listen} is not a loopback address: {why}; listen on 127.0.0.1 and use a tunnel to reach it"
    )))
}

/// Asks the flight API of the settings, where there is one, until the process stops.
async fn poll_flights(app: &App, settings: &Settings) {
    match &settings.flights.api {
        Some(api) => keep_polling(app, &FlightApi::new(&api.url, (&api.id, &api.key))).await,
        None => std::future::pending().await,
    }
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
        tokio::time::sleep(PAUSE).await;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_of_a_public_address_is_what_browsers_send() {
        for url in ["https://gifts.example:8443/", "http://gifts.example:8443/x?y", "gifts.example:8443"] {
            assert_eq!(host_of(url), "gifts.example:8443", "{url}");
        }
        assert_eq!(host_of("https://gifts.example"), "gifts.example");
    }

    #[test]
    fn a_demo_is_for_this_machine_only() {
        assert!(refuse_strangers(([127, 0, 0, 1], 0).into()).is_ok());
        assert!(refuse_strangers(([0, 0, 0, 0], 8080).into()).is_err());
    }
}

//! `giftgate serve` and `giftgate worker`: the pages, and the work behind them.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;

use clap::Args;
use tokio::net::{TcpListener, TcpSocket};

use super::roads::{self, Roads};
use super::{Failure, SettingsFlags, block_on, open_app, ready_app, start_log, with_causes};
use crate::app::App;
use crate::config::Settings;
use crate::jobs::Pace;
use crate::jobs::flight_poll::keep_polling;
use crate::mail::MailRoom;
use crate::networks::flight_api::{FlightApi, OtherApi};
use crate::networks::{AppView, Source};
use crate::services::single_sign_on::SingleSignOn;
use crate::services::{Error, accounts, feeds, import_folder, kept_streams, network_access};
use crate::web::templates::Engine;
use crate::web::{Accounts, Views, Web, WebState, router};

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
        expect_mail(&settings)?;
        let app = open_app(&settings).await?.with_mail(mail_room(&settings)?);
        let app = app.with_meta_hook(roads::meta_hook(&settings)?);
        app.store.migrate().await?;
        Box::pin(serve(app, &settings, For::Members)).await
    })
}

pub(super) fn run_worker(args: &WorkerArgs) -> Result<(), Failure> {
    let (settings, _) = args.settings.load()?;
    start_log(&settings);
    block_on(async {
        expect_mail(&settings)?;
        let app = ready_app(&settings).await?.with_mail(mail_room(&settings)?);
        let roads = Roads::open(&settings)?;
        eprintln!("giftgate worker: ready");
        tokio::select! {
            done = work(&app, &roads) => done,
            () = poll_flights(&app, &settings) => Ok(()),
            () = look_around(&app) => Ok(()),
            () = stopped() => Ok(()),
        }
    })
}

/// Listens for ever to the streams of the settings and to those that accounts kept by an admin ask for.
async fn listen(app: &App, roads: &Roads<'_>, sources: &[Source], appview: &AppView) -> Infallible {
    let kept = kept_streams::run(app, appview, |kept| roads.kept_sources(kept));
    futures_util::future::join(kept_streams::run_all(app, sources, appview), kept).await.1
}

/// Where mails go, and where their links lead.
fn mail_room(settings: &Settings) -> Result<MailRoom, Failure> {
    let base = settings.public_url.clone().unwrap_or_else(|| format!("http://{}", settings.listen));
    MailRoom::open(&settings.mail, &settings.data_dir.join("mail"), &base).map_err(Failure::input)
}

/// Where people come from other machines, somebody has said what becomes of mails: in a folder nobody receives them.
fn expect_mail(settings: &Settings) -> Result<(), Failure> {
    if settings.mail.chosen || (settings.public_url.is_none() && settings.listen.ip().is_loopback()) {
        return Ok(());
    }
    Err(Failure::input(
        "no mail set-up: invitations, links for forgotten passwords and alarms would reach nobody; set GIFTGATE_SMTP_URL to \
         smtps://USER:PASSWORD@HOST with GIFTGATE_MAIL_FROM, or to `off` or `folder` to go without",
    ))
}

/// Whom the pages are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    /// Whoever sits at this machine: a demo's day is over, nothing changes any more and no work runs behind the pages.
    Onlookers,
    /// Those who have an account of a demo; its day is over as well.
    Players,
    /// Those who have an account.
    Members,
}

/// Serves the pages until the process is told to stop.
pub(super) async fn serve(app: App, settings: &Settings, whom: For) -> Result<(), Failure> {
    if whom == For::Onlookers {
        refuse_strangers(settings.listen)?;
    }
    let listener = listen_at(settings.listen).map_err(|error| {
        Failure::failed(format!(
            "{} can't be listened on: {error}; choose another address with --listen, or port 0 for a free one",
            settings.listen
        ))
    })?;
    let address = listener.local_addr().map_err(Failure::failed)?;
    let app = Arc::new(app);
    let roads = Roads::open(settings)?;
    let web = web(&app, settings, &roads, whom)?;
    println!("\nPages         http://{address}/  (stop with Ctrl-C)");
    if whom == For::Members {
        welcome(&app, settings, address).await?;
    }
    let (sources, appview) = (roads.sources()?, AppView::new(&settings.appview_url));
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
        done = work(&app, &roads), if whom == For::Members => done,
        never = listen(&app, &roads, &sources, &appview), if whom == For::Members => match never {},
        () = poll_flights(&app, settings), if whom == For::Members => Ok(()),
        () = look_around(&app), if whom == For::Members => Ok(()),
    }
}

/// Connections that may wait to be taken. Where they are more, the system drops them and phones try again seconds later.
const BACKLOG: u32 = 4096;

fn listen_at(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // A server that starts anew takes its address again at once.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
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

fn web(app: &Arc<App>, settings: &Settings, roads: &Roads<'_>, whom: For) -> Result<Web, Failure> {
    let (clock, store) = (Arc::clone(app), app.store.clone());
    Ok(Web::new(WebState {
        views: Views::from(Arc::clone(app)),
        engine: Arc::new(Engine::load_with_scanner(&settings.scanner_dir).map_err(Failure::failed)?),
        clock: Box::new(move || clock.now()),
        ready: Box::new(move || {
            let store = store.clone();
            Box::pin(async move { store.check_schema().await.map_err(|error| error.to_string()) })
        }),
        public_host: settings.public_url.as_deref().map(host_of),
        accounts: match whom {
            For::Members | For::Players => Some(entry(app, settings, roads)?),
            For::Onlookers => None,
        },
    }))
}

/// Accounts, with what signing in takes here.
fn entry(app: &Arc<App>, settings: &Settings, roads: &Roads<'_>) -> Result<Accounts, Failure> {
    let provider = settings.oidc.clone().map(|oidc| {
        let secret = oidc.client_secret_file.as_ref().map(|path| {
            std::fs::read_to_string(path).map_err(|error| {
                Failure::input(format!("{}: {error}; name the file in client_secret_file of [oidc]", path.display()))
            })
        });
        SingleSignOn::new(oidc, secret.transpose()?).map_err(Failure::failed)
    });
    let mut accounts = Accounts::new(Arc::clone(app), settings.public_url.as_deref());
    accounts.named_networks.clone_from(&roads.named);
    Ok(accounts.with_entry(settings.require_second_factor, provider.transpose()?))
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
    let Some(own) = &settings.flights.api else { return std::future::pending().await };
    let api = FlightApi::new(&own.url, (&own.id, &own.key));
    match roads::flight_map(own) {
        Ok(None) => keep_polling(app, &api, None).await,
        Ok(Some(map)) => {
            let headers = map.headers.clone().into_iter().collect();
            let api = api.of_other_make(OtherApi { headers, next: map.next.clone() });
            keep_polling(app, &api, Some(&map)).await;
        }
        Err(Failure::Input(why) | Failure::Failed(why)) => {
            tracing::error!(why, "the flight API is not asked");
            std::future::pending::<()>().await;
        }
        Err(Failure::ReaderGone) => std::future::pending().await,
    }
}

/// Looks after feeds and the import folder of the settings for ever; one that breaks costs only itself.
async fn look_around(app: &App) {
    let outside = app.outside();
    let feeds = futures_util::future::join_all(outside.feeds.iter().map(|feed| feeds::run(app, feed)));
    let folder = async {
        match &outside.import_dir {
            Some(folder) => match import_folder::run(app, folder).await {},
            None => std::future::pending::<()>().await,
        }
    };
    futures_util::future::join(feeds, folder).await;
}

/// Runs jobs until the process stops.
async fn work(app: &App, roads: &Roads<'_>) -> Result<(), Failure> {
    let (mut known, mut pace) = (None, Pace::default());
    loop {
        let round = async {
            // Accounts that an admin sets take effect here; what the settings name wins.
            let version = network_access::version(app).await?;
            let outlet = match known.take_if(|(read, _)| *read == version) {
                Some((_, outlet)) => outlet,
                None => roads.outlet(app).await?,
            };
            let (_, outlet) = known.insert((version, outlet));
            if pace.look(app, outlet).await? > 0 {
                network_access::note(app, outlet).await?;
            }
            Ok::<_, Error>(())
        };
        if let Err(error) = round.await {
            tracing::error!(error = %with_causes(&error), "work stopped for a moment");
        }
        pace.rest(app).await;
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

//! `giftgate serve` and `giftgate worker`: the pages, and the work behind them.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use tokio::net::TcpListener;

use super::{Failure, SettingsFlags, block_on, ready_app, start_log, with_causes};
use crate::app::{App, MetaHook};
use crate::config::Settings;
use crate::config::flights::FlightApiSettings;
use crate::config::networks::{MetaSettings, XSettings};
use crate::domain::post::Network;
use crate::jobs;
use crate::jobs::flight_poll::keep_polling;
use crate::mail::MailRoom;
use crate::networks::flight_api::{FlightApi, OtherApi};
use crate::networks::{AppView, Bluesky, Keys, Mastodon, Meta, Networks, Outlet, Rest, Source, X};
use crate::services::flight_news::FlightMap;
use crate::services::single_sign_on::SingleSignOn;
use crate::services::{accounts, streams};
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
        expect_mail(&settings)?;
        let app = App::build(&settings).await?.with_mail(mail_room(&settings)?);
        let app = app.with_meta_hook(meta_hook(&settings)?);
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
        let outlet = outlet(&settings)?;
        eprintln!("giftgate worker: ready");
        tokio::select! {
            done = work(&app, &outlet) => done,
            () = poll_flights(&app, &settings) => Ok(()),
            () = stopped() => Ok(()),
        }
    })
}

/// Where posts go: the accounts that are set, and a folder for all other networks.
pub(super) fn outlet(settings: &Settings) -> Result<Outlet, Failure> {
    let bluesky = settings
        .bluesky
        .as_ref()
        .map(|own| Ok::<_, Failure>(Bluesky::new(&own.service, &own.account, &secret(&own.password_file)?)));
    let mastodon =
        settings.mastodon.as_ref().map(|own| Ok::<_, Failure>(Mastodon::new(&own.server, &secret(&own.token_file)?)));
    let x = settings.x.as_ref().map(x_account).transpose()?;
    Ok(Outlet::Networks(Box::new(Networks {
        x,
        meta: meta_accounts(&settings.meta)?,
        appview: settings.bluesky.as_ref().map(|_| AppView::new(&settings.appview_url)),
        bluesky: bluesky.transpose()?,
        mastodon: mastodon.transpose()?,
        folder: settings.data_dir.join("outbox"),
        rest: Rest::default(),
    })))
}

fn x_account(own: &XSettings) -> Result<Arc<X>, Failure> {
    let keys = Keys::read(&secret(&own.keys_file)?).map_err(|name| {
        Failure::input(format!("{}: `{name}` is missing; write one line NAME = \"…\" each", own.keys_file.display()))
    })?;
    Ok(Arc::new(X::new(&own.url, keys, own.prices.clone())))
}

fn meta_hook(settings: &Settings) -> Result<Option<MetaHook>, Failure> {
    let Some((own, word)) = &settings.meta.hook else { return Ok(None) };
    let [own, word] = [secret(own)?, secret(word)?].map(|text| text.trim().to_owned());
    if own.is_empty() || word.is_empty() {
        return Err(Failure::input("meta_secret_file, meta_verify_file: an empty secret lets everyone in; write one"));
    }
    Ok(Some(MetaHook { secret: own, word }))
}

fn meta_accounts(own: &MetaSettings) -> Result<BTreeMap<Network, Meta>, Failure> {
    let graph = own.graph_url.as_str();
    let all = [
        (Network::Instagram, graph, &own.instagram),
        (Network::Threads, &own.threads_url, &own.threads),
        (Network::Facebook, graph, &own.facebook),
    ];
    let set = all.into_iter().filter_map(|(network, base, account)| Some((network, base, account.as_ref()?)));
    set.map(|(network, base, (id, token))| Ok((network, Meta::new(network, base, id, &secret(token)?)))).collect()
}

/// The streams that are set to be listened to. What listening to X costs runs over the outlet's own meter.
fn sources(settings: &Settings, outlet: &Outlet) -> Result<Vec<Source>, Failure> {
    let mut sources: Vec<Source> =
        settings.jetstream_url.iter().map(|url| Source::Jetstream { url: url.clone() }).collect();
    sources.extend(settings.firehose_url.iter().map(|url| Source::Repos { url: url.clone() }));
    if let Some(own) = settings.mastodon.as_ref().filter(|_| !settings.mastodon_timelines.is_empty()) {
        let token = secret(&own.token_file)?.trim().to_owned();
        sources.extend(settings.mastodon_timelines.iter().map(|timeline| Source::Mastodon {
            server: own.server.clone(),
            token: Some(token.clone()),
            timeline: timeline.clone(),
        }));
    }
    if let (Some(own), Some(account)) = (&settings.x, outlet.x()) {
        let rules = own.rules.clone();
        sources.extend((!rules.is_empty()).then(|| Source::X { account: Arc::clone(account), rules }));
        let mentions = || Source::XMentions { account: Arc::clone(account), pause: Duration::from_mins(1) };
        sources.extend(own.mentions.then(mentions));
    }
    Ok(sources)
}

fn secret(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| {
        Failure::input(format!("{} can't be read ({error}); write the account's secret into it", path.display()))
    })
}

/// Listens to all streams for ever.
async fn listen(app: &App, sources: &[Source], appview: &AppView) -> Result<(), Failure> {
    let streams = sources.iter().map(|source| streams::run(app, source, Some(appview), Duration::from_secs(1)));
    futures_util::future::join_all(streams).await;
    // Nothing is listened to: others decide when to stop.
    std::future::pending().await
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
    let outlet = outlet(settings)?;
    let (sources, appview) = (sources(settings, &outlet)?, AppView::new(&settings.appview_url));
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
        done = listen(&app, &sources, &appview), if whom == For::Members => done,
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
        accounts: match whom {
            For::Members | For::Players => Some(entry(app, settings)?),
            For::Onlookers => None,
        },
    }))
}

/// Accounts, with what signing in takes here.
fn entry(app: &Arc<App>, settings: &Settings) -> Result<Accounts, Failure> {
    let provider = settings.oidc.clone().map(|oidc| {
        let secret = oidc.client_secret_file.as_ref().map(|path| {
            std::fs::read_to_string(path).map_err(|error| {
                Failure::input(format!("{}: {error}; name the file in client_secret_file of [oidc]", path.display()))
            })
        });
        SingleSignOn::new(oidc, secret.transpose()?).map_err(Failure::failed)
    });
    let accounts = Accounts::new(Arc::clone(app), settings.public_url.as_deref());
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

fn flight_map(own: &FlightApiSettings) -> Result<Option<FlightMap>, Failure> {
    let Some(path) = &own.map_file else { return Ok(None) };
    let place = path.display();
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure::input(format!("flight_api_map: {place} can't be read ({error})")))?;
    FlightMap::read(&text).map(Some).map_err(|why| Failure::input(format!("flight_api_map: {place}: {why}")))
}

/// Asks the flight API of the settings, where there is one, until the process stops.
async fn poll_flights(app: &App, settings: &Settings) {
    let Some(own) = &settings.flights.api else { return std::future::pending().await };
    let api = FlightApi::new(&own.url, (&own.id, &own.key));
    match flight_map(own) {
        Ok(None) => keep_polling(app, &api, None).await,
        Ok(Some(map)) => {
            let headers = map.headers.clone().into_iter().collect();
            let api = api.of_other_make(OtherApi { headers, next: map.next.clone() });
            keep_polling(app, &api, Some(&map)).await;
        }
        Err(Failure::Input(why) | Failure::Failed(why)) => {
            tracing::error!(why, "the flight API is not asked");
            std::future::pending().await
        }
        Err(Failure::ReaderGone) => std::future::pending().await,
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

//! What the settings open to the world: the accounts that posts go out by, and the streams that are listened to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::Failure;
use crate::app::{App, MetaHook};
use crate::config::Settings;
use crate::config::flights::FlightApiSettings;
use crate::config::networks::{MetaSettings, XSettings};
use crate::domain::post::Network;
use crate::networks::access::{self, MENTIONS_PAUSE, Values, keys_of};
use crate::networks::{AppView, Bluesky, Keys, Mastodon, Meta, Networks, Outlet, Source, X};
use crate::services::flight_news::FlightMap;
use crate::services::{Error, network_access};

/// The accounts and streams of the settings.
#[derive(Debug)]
pub(super) struct Roads<'a> {
    settings: &'a Settings,
    /// One account for posting and listening: what its calls cost runs over one meter.
    x: Option<Arc<X>>,
    /// The same of an account that an admin keeps, with the values that opened it.
    kept_x: Mutex<Option<(Values, Arc<X>)>>,
    /// Networks whose account the settings name.
    pub(super) named: BTreeSet<Network>,
}

impl<'a> Roads<'a> {
    /// Reads what the settings name, so that a file that is missing is told at the start.
    pub(super) fn open(settings: &'a Settings) -> Result<Self, Failure> {
        let x = settings.x.as_ref().map(x_account).transpose()?;
        let roads = Self { settings, x, kept_x: Mutex::default(), named: BTreeSet::new() };
        let named = roads.accounts()?.open().into_iter().collect();
        Ok(Self { named, ..roads })
    }

    /// Where posts go: the accounts that are set, those that an admin keeps, and a folder for all other networks.
    pub(super) async fn outlet(&self, app: &App) -> Result<Outlet, Error> {
        let kept = network_access::open_all(app).await?;
        // The files were read at the start; one that is gone since costs its account only until it is back.
        let mut own = self.accounts().unwrap_or_else(|_| self.folder_alone());
        own.x = own.x.or_else(|| self.kept_x(&kept));
        Ok(Outlet::Networks(Box::new(own.with_accounts(&kept, &self.settings.appview_url))))
    }

    /// The accounts that the settings name.
    pub(super) fn accounts(&self) -> Result<Networks, Failure> {
        let settings = self.settings;
        let bluesky = settings
            .bluesky
            .as_ref()
            .map(|own| Ok::<_, Failure>(Bluesky::new(&own.service, &own.account, &secret(&own.password_file)?)));
        let mastodon = settings
            .mastodon
            .as_ref()
            .map(|own| Ok::<_, Failure>(Mastodon::new(&own.server, &secret(&own.token_file)?)));
        Ok(Networks {
            x: self.x.clone(),
            meta: meta_accounts(&settings.meta)?,
            appview: settings.bluesky.as_ref().map(|_| AppView::new(&settings.appview_url)),
            bluesky: bluesky.transpose()?,
            mastodon: mastodon.transpose()?,
            ..self.folder_alone()
        })
    }

    fn folder_alone(&self) -> Networks {
        Networks { folder: self.settings.data_dir.join("outbox"), ..Networks::default() }
    }

    /// The account on X that an admin keeps: the same one until what opens it changes.
    fn kept_x(&self, kept: &BTreeMap<Network, Values>) -> Option<Arc<X>> {
        let mut opened: Values = kept.get(&Network::X)?.clone();
        opened
            .retain(|name, _| keys_of(Network::X).into_iter().flatten().any(|key| key.name == name && key.is_needed()));
        let mut open = self.kept_x.lock().unwrap_or_else(PoisonError::into_inner);
        match &*open {
            Some((values, account)) if *values == opened => Some(Arc::clone(account)),
            _ => {
                let account = Arc::new(access::x(&opened));
                *open = Some((opened, Arc::clone(&account)));
                Some(account)
            }
        }
    }

    /// The streams that accounts kept by an admin ask for. What the settings name wins, as with posts.
    pub(super) fn kept_sources(&self, kept: &BTreeMap<Network, Values>) -> Vec<Source> {
        let open = kept.iter().filter(|(network, _)| !self.named.contains(network));
        let x = self.kept_x(kept);
        open.flat_map(|(network, values)| access::sources(*network, values, x.as_ref())).collect()
    }

    /// The streams that are set to be listened to.
    pub(super) fn sources(&self) -> Result<Vec<Source>, Failure> {
        let settings = self.settings;
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
        if let (Some(own), Some(account)) = (&settings.x, &self.x) {
            let rules = own.rules.clone();
            sources.extend((!rules.is_empty()).then(|| Source::X { account: Arc::clone(account), rules }));
            let mentions = || Source::XMentions { account: Arc::clone(account), pause: MENTIONS_PAUSE };
            sources.extend(own.mentions.then(mentions));
        }
        Ok(sources)
    }
}

/// What lets Meta tell of comments, where the settings name it.
pub(super) fn meta_hook(settings: &Settings) -> Result<Option<MetaHook>, Failure> {
    let Some((own, word)) = &settings.meta.hook else { return Ok(None) };
    let [own, word] = [secret(own)?, secret(word)?].map(|text| text.trim().to_owned());
    if own.is_empty() || word.is_empty() {
        return Err(Failure::input("meta_secret_file, meta_verify_file: an empty secret lets everyone in; write one"));
    }
    Ok(Some(MetaHook { secret: own, word }))
}

/// Where in the answer of another flight API things stand, where the settings say so.
pub(super) fn flight_map(own: &FlightApiSettings) -> Result<Option<FlightMap>, Failure> {
    let Some(path) = &own.map_file else { return Ok(None) };
    let place = path.display();
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure::input(format!("flight_api_map: {place} can't be read ({error})")))?;
    FlightMap::read(&text).map(Some).map_err(|why| Failure::input(format!("flight_api_map: {place}: {why}")))
}

fn x_account(own: &XSettings) -> Result<Arc<X>, Failure> {
    let keys = Keys::read(&secret(&own.keys_file)?).map_err(|name| {
        Failure::input(format!("{}: `{name}` is missing; write one line NAME = \"…\" each", own.keys_file.display()))
    })?;
    Ok(Arc::new(X::new(&own.url, keys, own.prices.clone())))
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

fn secret(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| {
        Failure::input(format!("{} can't be read ({error}); write the account's secret into it", path.display()))
    })
}

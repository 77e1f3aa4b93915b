//! Listening live: streams feed the same intake as files, batch by batch, and go on from where they were left.
//!
//! Most posts end in memory at a cheap gate. What a stream could not tell is said as a gap, never passed over; a stream that
//! breaks costs only itself.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::time::Duration;

use chrono::{DateTime, TimeDelta};
use rand::RngExt;
use serde_json::json;
use tokio::time::Instant as Moment;

use super::Error;
use super::campaigns::{self, LoadedCampaign};
use super::care::{self, Thread};
use super::forgetting::forget_stored;
use super::listening::{self, Listener, addresses_us};
use super::live_rows::{LiveRows, gather};
use super::network_costs;
use super::renaming::rename_known;
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::id::{PostId, mint};
use crate::domain::instant::{Instant, local_day};
use crate::domain::post::{Author, Network, Post};
use crate::formats::firehose::{self, Reference, address_of};
use crate::formats::{statuses, tweets};
use crate::networks::{AppView, Fault, Message, Source};
use crate::signals::{Reader, may_matter};
use crate::store::care::OwnPost;
use crate::store::intake::IntakeStep;
use crate::store::stream::StreamGap;

/// A stream that goes on is asked for a little of what is known already.
const OVERLAP_MICROS: u64 = 5_000_000;
/// A stream that goes on so much later than it was left has forgotten what was between.
const GAP: TimeDelta = TimeDelta::seconds(30);
/// Minutes after which bookings and campaigns are read again.
const FRESH: TimeDelta = TimeDelta::minutes(5);
/// How long what an account says of itself is taken for true.
const FACE_KEPT: TimeDelta = TimeDelta::hours(1);
/// Most accounts that are kept in mind.
const MOST_FACES: usize = 50_000;
/// Longest pause between two tries to connect.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// Listens for ever; whatever breaks is noted and tried again, after pauses that grow from `first_pause`.
pub async fn run(app: &App, source: &Source, appview: Option<&AppView>, first_pause: Duration) -> Infallible {
    let mut ears = Ears {
        source,
        appview,
        listeners: Vec::new(),
        fresh_until: None,
        faces: BTreeMap::new(),
        ours: BTreeMap::new(),
        below: BTreeMap::new(),
        reader: Reader::new(),
    };
    let mut pause = first_pause;
    loop {
        let began = Moment::now();
        let error = match ears.hear(app).await {
            Ok(never) => return never,
            Err(error) => error,
        };
        tracing::warn!(stream = source.name(), %error, "a stream broke");
        if let Err(error) = note_broken(app, source, &error).await {
            tracing::error!(stream = source.name(), %error, "a broken stream could not be noted");
        }
        if began.elapsed() > LONGEST_PAUSE {
            pause = first_pause;
        }
        let jitter = app.rng().random_range(0.75..1.25);
        let asked = match &error {
            Error::Network(Fault::Away { retry_after, .. }) => retry_after.unwrap_or_default(),
            _ => Duration::ZERO,
        };
        tokio::time::sleep(pause.mul_f64(jitter).max(asked)).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

async fn note_broken(app: &App, source: &Source, error: &Error) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    tx.note_broken(&source.name(), &error.to_string(), app.now()).await?;
    Ok(tx.commit().await?)
}

/// What is listened with.
struct Ears<'a> {
    source: &'a Source,
    appview: Option<&'a AppView>,
    listeners: Vec<(LoadedCampaign, Listener)>,
    fresh_until: Option<Instant>,
    /// What accounts say of themselves, by account and since when; nothing where there is no such account.
    faces: BTreeMap<String, (Instant, Option<Author>)>,
    /// Our own posts by what the network calls them.
    ours: BTreeMap<String, OwnPost>,
    /// What stands in threads below them, by fingerprint; for networks that name no root.
    below: BTreeMap<Vec<u8>, OwnPost>,
    /// Reads what is answered to us.
    reader: Reader,
}

/// What a batch tells.
#[derive(Default)]
struct Heard {
    cursor: Option<u64>,
    /// Where to go on, in words that have no order.
    place: Option<String>,
    first: Option<u64>,
    posts: Vec<Post>,
    /// What answers our posts: the post of ours, the answer, and the thread.
    replies: Vec<(OwnPost, Post, Thread)>,
    gone: BTreeSet<String>,
    left: BTreeSet<String>,
    /// Accounts that are called otherwise now.
    renamed: BTreeSet<String>,
    /// Whether the stream says that it left something out.
    gap: bool,
    /// Posts that the cheap gate stopped.
    passed_over: i64,
}

impl Ears<'_> {
    async fn hear(&mut self, app: &App) -> Result<Infallible, Error> {
        let name = self.source.name();
        self.freshen(app).await?;
        let kept = app.store.find_stream(&name).await?;
        let cursor = kept.as_ref().and_then(|kept| kept.cursor.as_deref()?.parse::<u64>().ok());
        let overlap = if matches!(self.source, Source::Jetstream { .. }) { OVERLAP_MICROS } else { 0 };
        let from = match self.source {
            Source::Mastodon { .. } => kept.as_ref().and_then(|kept| kept.cursor.clone()),
            _ => cursor.map(|cursor| cursor.saturating_sub(overlap).to_string()),
        };
        if let Some(meter) = self.source.meter() {
            network_costs::settle_meter(app, self.source.network(), meter).await?;
        }
        let mut stream = self.source.open(from.as_deref(), app.now()).await?;
        let mut tx = app.store.begin().await?;
        tx.note_connected(&name, app.now()).await?;
        tx.commit().await?;
        tracing::info!(stream = name, "listening");
        // Without a cursor nothing that was told meanwhile comes again.
        if matches!(self.source, Source::Mastodon { .. } | Source::X { .. })
            && let Some(heard_at) = kept.and_then(|kept| kept.heard_at)
        {
            self.note_gap(app, heard_at, app.now()).await?;
        }
        let by_time = matches!(self.source, Source::Jetstream { .. });
        let mut left_at = cursor.filter(|_| by_time).and_then(instant_of);
        loop {
            let (messages, broken) = gather(&mut stream).await;
            // A line that broke told nothing: what is heard later has a gap before it.
            if let (true, Some(fault)) = (messages.is_empty(), broken.clone()) {
                return Err(fault.into());
            }
            // A reply may come right behind the post that it answers.
            self.know_own_posts(app).await?;
            let batch = self.read(app, &messages);
            if batch.gap
                && let Some(heard_at) = app.store.find_stream(&name).await?.and_then(|kept| kept.heard_at)
            {
                self.note_gap(app, heard_at, batch.first.and_then(instant_of).unwrap_or_else(|| app.now())).await?;
            }
            if let (Some(from), Some(first)) =
                (left_at.take_if(|_| batch.first.is_some()), batch.first.and_then(instant_of))
                && first > from + GAP
            {
                self.note_gap(app, from, first).await?;
            }
            self.take(app, batch).await?;
            if let Some(meter) = self.source.meter() {
                network_costs::settle_meter(app, self.source.network(), meter).await?;
            }
            if let Some(fault) = broken {
                return Err(fault.into());
            }
        }
    }

    async fn note_gap(&self, app: &App, from_at: Instant, to_at: Instant) -> Result<(), Error> {
        if to_at <= from_at {
            return Ok(());
        }
        let now = app.now();
        let id = mint(now, &mut *app.rng());
        let gap = StreamGap { stream: self.source.name(), from_at, to_at, noticed_at: now };
        tracing::warn!(stream = gap.stream, from = %from_at, to = %to_at, "a stream has a gap");
        let mut tx = app.store.begin().await?;
        tx.add_gap(id, &gap).await?;
        let detail = json!({ "from": from_at, "to": to_at });
        tx.audit(&Actor::SYSTEM, "stream.gap", &gap.stream, detail, now);
        Ok(tx.commit().await?)
    }

    /// Reads campaigns and bookings again where that is due, and learns the accounts of those who registered.
    async fn freshen(&mut self, app: &App) -> Result<(), Error> {
        let now = app.now();
        if self.fresh_until.is_some_and(|until| now < until) {
            return Ok(());
        }
        let mut listeners = Vec::new();
        for loaded in campaigns::list_live(app).await? {
            if loaded.campaign.listening.networks.contains(&self.source.network()) {
                let listener = Listener::new(app, &loaded).await?;
                listeners.push((loaded, listener));
            }
        }
        let registered: BTreeSet<String> =
            listeners.iter().flat_map(|(_, listener)| listener.handles(self.source.network())).collect();
        self.listeners = listeners;
        self.faces.retain(|_, (since, _)| now < *since + FACE_KEPT);
        let unknown: Vec<String> =
            registered.into_iter().filter(|handle| !self.faces.contains_key(handle)).take(MOST_FACES).collect();
        self.meet(&unknown, now).await?;
        self.fresh_until = Some(now + FRESH);
        Ok(())
    }

    /// Asks for what accounts say of themselves, by handle or by account.
    async fn meet(&mut self, accounts: &[String], now: Instant) -> Result<(), Error> {
        let Some(appview) = self.appview.filter(|_| self.source.network() == Network::Bluesky) else { return Ok(()) };
        if accounts.is_empty() {
            return Ok(());
        }
        if self.faces.len() > MOST_FACES {
            self.faces.clear();
        }
        for account in accounts {
            self.faces.insert(account.clone(), (now, None));
        }
        for face in appview.profiles(accounts).await? {
            self.faces.insert(face.handle.clone(), (now, Some(face.clone())));
            if let Some(id) = face.id.clone() {
                self.faces.insert(id, (now, Some(face)));
            }
        }
        Ok(())
    }

    /// What messages tell, past the cheap gate.
    fn read(&self, app: &App, messages: &[Message]) -> Heard {
        let mut heard = Heard::default();
        let host = match self.source {
            Source::Mastodon { server, .. } => host_of(server),
            _ => "",
        };
        for message in messages {
            heard.cursor = heard.cursor.max(message.cursor);
            heard.place = message.place.clone().or(heard.place);
            match self.source {
                Source::Jetstream { .. } | Source::Repos { .. } => self.read_event(app, message, &mut heard),
                Source::Mastodon { .. } => match statuses::tell(host, &message.event, &message.data) {
                    statuses::Told::New(post) => self.sift(app, *post, None, &mut heard),
                    statuses::Told::Gone { id } => heard.forget(id),
                    statuses::Told::Nothing => {}
                },
                Source::X { .. } | Source::XMentions { .. } => {
                    let told = tweets::tell(&message.data);
                    told.gone.into_iter().for_each(|id| heard.forget(id));
                    let root = told.root.map(|uri| Reference { uri, cid: String::new() });
                    match told.new {
                        Some(post) => self.sift(app, *post, Some((String::new(), root)), &mut heard),
                        None => heard.passed_over += 1,
                    }
                }
            }
        }
        heard
    }

    fn read_event(&self, app: &App, message: &Message, heard: &mut Heard) {
        heard.gap |= message.tells_of_a_gap();
        let (time, told) = firehose::tell(&message.data);
        heard.first = heard.first.or(time);
        heard.cursor = if message.cursor.is_some() { heard.cursor } else { time.max(heard.cursor) };
        match told {
            firehose::Told::New(post) => {
                let root = post.root.clone();
                let cid = post.cid.as_deref().map(str::to_owned).unwrap_or_default();
                match post.into_post() {
                    Some(post) => self.sift(app, post, Some((cid, root)), heard),
                    None => heard.passed_over += 1,
                }
            }
            firehose::Told::Gone { did, key } => heard.forget(address_of(&did, &key)),
            firehose::Told::Left { did } => {
                heard.posts.retain(|post| post.author.account() != did);
                heard.replies.retain(|(_, post, _)| post.author.account() != did);
                heard.left.insert(did.into_owned());
            }
            firehose::Told::Renamed { did } => {
                heard.renamed.insert(did.into_owned());
            }
            firehose::Told::Nothing => {}
        }
    }

    /// `hash` and `root` are what Bluesky wants an answer to name.
    fn sift(&self, app: &App, post: Post, named: Option<(String, Option<Reference>)>, heard: &mut Heard) {
        if self.ours.contains_key(&post.id) {
            heard.passed_over += 1;
            return;
        }
        let (cid, root) = named.unwrap_or_default();
        let answered = [post.reply_to.as_ref(), root.as_ref().map(|root| &root.uri)];
        let own = answered.into_iter().flatten().find_map(|id| self.ours.get(id));
        let own = own.cloned().or_else(|| self.of_thread(app, post.reply_to.as_deref()?, heard));
        if let Some(own) = own {
            let parent = Reference { uri: post.id.clone(), cid };
            let summoned = self.listeners.iter().any(|(loaded, _)| addresses_us(&loaded.campaign, &post));
            let thread = Thread { parent, root, handle: post.author.handle.clone(), summoned };
            heard.replies.push((own, post, thread));
            return;
        }
        let registered = || self.faces.get(post.author.account()).is_some_and(|(_, face)| face.is_some());
        let ours = || self.listeners.iter().any(|(loaded, _)| addresses_us(&loaded.campaign, &post));
        if post.place.is_some() || may_matter(&post.text) || registered() || ours() {
            heard.posts.push(post);
        } else {
            heard.passed_over += 1;
        }
    }

    /// The post of ours whose thread a post stands in that is answered.
    fn of_thread(&self, app: &App, answered: &str, heard: &Heard) -> Option<OwnPost> {
        let just_heard = heard.replies.iter().find(|(_, post, _)| post.id == answered).map(|(own, ..)| own.clone());
        let known = || self.below.get(&app.store.fingerprint_of_post(self.source.network(), answered)).cloned();
        just_heard.or_else(|| if self.below.is_empty() { None } else { known() })
    }

    async fn take(&mut self, app: &App, mut heard: Heard) -> Result<(), Error> {
        self.freshen(app).await?;
        let now = app.now();
        let renamed: Vec<String> = heard.renamed.iter().filter(|did| self.faces.contains_key(*did)).cloned().collect();
        self.meet(&renamed, now).await?;
        if let Some(appview) = self.appview.filter(|_| !heard.renamed.is_empty()) {
            rename_known(app, appview, &heard.renamed).await?;
        }
        self.introduce(&mut heard, now).await?;
        for (loaded, listener) in self.listeners.iter().filter(|_| !heard.posts.is_empty()) {
            let rows = LiveRows::new(heard.posts.clone());
            listening::listen_live(app, loaded, listener, rows).await?;
        }
        for (own, post, thread) in &heard.replies {
            care::hear(app, &self.reader, own, post, thread).await?;
        }
        self.forget(app, &heard, now).await?;
        let mut tx = app.store.begin().await?;
        if heard.passed_over > 0 {
            let day = local_day(now, chrono_tz::UTC);
            for (loaded, _) in &self.listeners {
                tx.count_intake(loaded.id, day, IntakeStep::Read, "", heard.passed_over).await?;
                tx.count_intake(loaded.id, day, IntakeStep::NotAboutTravel, "", heard.passed_over).await?;
            }
        }
        let cursor = heard.place.or_else(|| heard.cursor.map(|cursor| cursor.to_string()));
        tx.save_cursor(&self.source.name(), cursor.as_deref(), now).await?;
        Ok(tx.commit().await?)
    }

    async fn know_own_posts(&mut self, app: &App) -> Result<(), Error> {
        let own = care::own_posts(app, self.source.network()).await?;
        self.ours = own.into_iter().map(|own| (own.external_id.clone(), own)).collect();
        if self.source.network() == Network::Mastodon && !self.ours.is_empty() {
            self.below = app.store.list_threads(Network::Mastodon).await?.into_iter().collect();
        }
        Ok(())
    }

    /// Bluesky's events name accounts by their identifiers only. Nobody is taken in of whom it is not known whether they want
    /// to be left alone.
    async fn introduce(&mut self, heard: &mut Heard, now: Instant) -> Result<(), Error> {
        if self.source.network() != Network::Bluesky {
            return Ok(());
        }
        let answers = heard.replies.iter().map(|(_, post, _)| post);
        let strangers: BTreeSet<String> =
            heard.posts.iter().chain(answers).map(|post| post.author.account().to_owned()).collect();
        let strangers: Vec<String> = strangers.into_iter().filter(|one| !self.faces.contains_key(one)).collect();
        self.meet(&strangers, now).await?;
        heard.posts.retain_mut(|post| match self.faces.get(post.author.account()) {
            Some((_, Some(face))) => {
                post.author = face.clone();
                true
            }
            _ => false,
        });
        // Who answers us speaks to us, whatever else they say of themselves.
        for (_, post, thread) in &mut heard.replies {
            if let Some((_, Some(face))) = self.faces.get(post.author.account()) {
                post.author = face.clone();
                thread.handle.clone_from(&face.handle);
            }
        }
        Ok(())
    }

    /// What was deleted goes with everything that hangs on it. What was never stored leaves no trace.
    async fn forget(&self, app: &App, heard: &Heard, now: Instant) -> Result<(), Error> {
        if heard.gone.is_empty() && heard.left.is_empty() {
            return Ok(());
        }
        let network = self.source.network();
        let mut tx = app.store.begin().await?;
        let mut forgotten: Vec<PostId> = Vec::new();
        for id in &heard.gone {
            let fingerprint = app.store.fingerprint_of_post(network, id);
            if let Some(post) = tx.find_post_id(&fingerprint).await? {
                forget_stored(&mut tx, post, &fingerprint, now).await?;
                forgotten.push(post);
            }
        }
        for account in &heard.left {
            let account = app.store.handle_fingerprint(network, account);
            for (post, fingerprint) in tx.posts_of_account(&account).await? {
                forget_stored(&mut tx, PostId(post), &fingerprint, now).await?;
                forgotten.push(PostId(post));
            }
        }
        for post in forgotten {
            tx.audit(&Actor::SYSTEM, "post.forget", &post.to_string(), json!({}), now);
        }
        Ok(tx.commit().await?)
    }
}

impl Heard {
    fn forget(&mut self, id: String) {
        self.posts.retain(|post| post.id != id);
        self.replies.retain(|(_, post, _)| post.id != id);
        self.gone.insert(id);
    }
}

fn instant_of(micros: u64) -> Option<Instant> {
    DateTime::from_timestamp_micros(i64::try_from(micros).ok()?)
}

fn host_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#', ':']).next().unwrap_or(rest)
}

//! Listening: posts come in, most of them leave no trace but a count, and those that fit a booked traveller wait for a
//! person's decision.
//!
//! Screening happens in memory before anything is stored; each post is counted exactly once at the step where it ended.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate};
use serde_json::json;

use super::booked::Booked;
use super::campaigns::LoadedCampaign;
use super::clues::clues;
use super::forgetting::forget;
use super::insight::Themes;
use super::intake::{Intake, IntakeReport};
use super::outcomes::Later;
use super::rivals::find_rivals;
use super::{Error, calibrating, privacy};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::campaign::{Campaign, ListeningMode};
use crate::domain::id::{AuthorId, CampaignId, LegId, MatchId, PersonId, PostId, TravellerId};
use crate::domain::instant::{Instant, local_day};
use crate::domain::matching::{Basis, MatchState};
use crate::domain::post::{Network, Post};
use crate::domain::station::zone_of;
use crate::formats::quarantine::{Counted, FileFault, Row};
use crate::linkage::{self, Band, Linked, Manifest, resolve};
use crate::scoring::{Fact, FactKind};
use crate::signals::{Reader, Reading, Schedule, Signals, TripRole, may_matter, redact};
use crate::store::Tx;
use crate::store::candidate::Candidate;
use crate::store::intake::IntakeStep;
use crate::store::post::NewPost;

/// What became of posts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListenReport {
    /// Lines of the file.
    pub intake: IntakeReport,
    /// Where posts ended, with the detail of the counter.
    pub steps: BTreeMap<(IntakeStep, String), u64>,
    /// Candidates that wait for a person.
    pub suggested: u64,
    /// Candidates that fit several travellers or authors.
    pub ambiguous: u64,
}

/// The booked travellers and legs that posts are matched against, and the tables posts are read with. It may live as long as listening goes on:
/// [`Listener::keep_up`] takes over what changed.
#[derive(Debug)]
pub struct Listener {
    reader: Reader,
    schedule: Schedule,
    manifest: Manifest,
    handles: BTreeSet<(Network, String)>,
    legs: BTreeMap<String, LegId>,
    window: (Instant, Instant),
    booked: Booked,
    open_search: bool,
    campaign: CampaignId,
}

impl Listener {
    /// Loads everyone booked on legs around the campaign's days; weights are corrected by what people decided before today.
    pub async fn new(app: &App, loaded: &LoadedCampaign) -> Result<Self, Error> {
        let zone = loaded.campaign.stations.first().map_or(chrono_tz::UTC, |scope| zone_of(&scope.iata));
        let start = |day: NaiveDate| day.and_time(chrono::NaiveTime::MIN).and_utc();
        let window =
            (start(loaded.campaign.starts_on) - Duration::days(2), start(loaded.campaign.ends_on) + Duration::days(3));
        let booked = Booked::load(app, window).await?;
        let settings = calibrating::settings(app).await?;
        let manifest = booked.manifest(settings);
        Ok(Self {
            reader: Reader::new().with_zone(zone),
            schedule: booked.schedule(),
            manifest,
            handles: booked.handles(),
            legs: booked.legs(),
            window,
            booked,
            open_search: privacy::allows_open_search(app, loaded.id).await?,
            campaign: loaded.id,
        })
    }

    /// The handles of those who registered with one of a network.
    pub(super) fn handles(&self, network: Network) -> impl Iterator<Item = String> {
        self.handles.iter().filter(move |(of, _)| *of == network).map(|(_, handle)| handle.clone())
    }

    /// Takes over bookings, gates and times that changed since, and what people decided; says how much of the manifest changed. Only who came or
    /// changed is read and indexed; a leg that was not known before makes the manifest anew.
    pub async fn keep_up(&mut self, app: &App) -> Result<usize, Error> {
        let now = Booked::load(app, self.window).await?;
        let changes = now.since(&self.booked);
        let settings = calibrating::settings(app).await?;
        let changed = if now.has_legs_of(&self.booked) {
            let changed = self.manifest.apply(&changes);
            self.manifest.set_settings(settings);
            changed
        } else {
            self.manifest = now.manifest(settings);
            changes.gone.len() + changes.came.len() + changes.moved.len()
        };
        if !changes.is_empty() {
            (self.handles, self.schedule, self.legs) = (now.handles(), now.schedule(), now.legs());
        }
        self.booked = now;
        self.open_search = privacy::allows_open_search(app, self.campaign).await?;
        Ok(changed)
    }

    /// The tables posts are read with.
    pub const fn reader(&self) -> &Reader {
        &self.reader
    }
}

/// A post that fits someone, before rivals are looked at.
struct Fitting {
    post: Post,
    signals: Signals,
    addressed_us: bool,
}

/// Takes posts in for a live campaign. Rivals are looked for among the posts of the call and the candidates of earlier ones.
pub async fn listen<I>(
    app: &App,
    loaded: &LoadedCampaign,
    listener: &Listener,
    rows: I,
    progress: impl FnMut(u64),
) -> Result<ListenReport, Error>
where
    I: Iterator<Item = Result<Row<Post>, FileFault>> + Counted,
{
    take_in(app, loaded, listener, rows, progress, Noted::Always).await
}

/// The same for a batch of a stream: the audit hears of it only where somebody fits.
pub(super) async fn listen_live<I>(
    app: &App,
    loaded: &LoadedCampaign,
    listener: &Listener,
    rows: I,
) -> Result<ListenReport, Error>
where
    I: Iterator<Item = Result<Row<Post>, FileFault>> + Counted,
{
    take_in(app, loaded, listener, rows, |_| (), Noted::WhereSomebodyFits).await
}

/// When the audit hears of posts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Noted {
    Always,
    WhereSomebodyFits,
}

async fn take_in<I>(
    app: &App,
    loaded: &LoadedCampaign,
    listener: &Listener,
    mut rows: I,
    mut progress: impl FnMut(u64),
    noted: Noted,
) -> Result<ListenReport, Error>
where
    I: Iterator<Item = Result<Row<Post>, FileFault>> + Counted,
{
    let now = app.now();
    let day = local_day(now, chrono_tz::UTC);
    let mut report = ListenReport::default();
    let mut intake = Intake::new(app);
    let (mut fitting, mut linked) = (BTreeMap::new(), Vec::new());
    let mut forgotten = Vec::new();
    let mut themes = Themes::default();
    let mut tx = app.store.begin().await?;
    let mut later = Later::new(&mut tx).await?;
    let suppressed = tx.suppressed().await?;
    for row in rows.by_ref() {
        let usable = intake.row(row?);
        progress(intake.report.lines);
        let Some((_, post)) = usable else { continue };
        intake.report.accepted += 1;
        count(&mut report, IntakeStep::Read, "");
        if post.deleted {
            forgotten.extend(forget(app, &mut tx, &post).await?);
            count(&mut report, IntakeStep::Deleted, "");
            if fitting.remove(&(post.network, post.id.clone())).is_some() {
                linked.retain(|one: &Linked| one.network != post.network || one.post_id != post.id);
                count(&mut report, IntakeStep::Deleted, "");
            }
        } else if app.store.account_fingerprints(&post).iter().any(|one| suppressed.contains(one)) {
            count(&mut report, IntakeStep::Suppressed, "");
        } else {
            match understand(app, listener, loaded, &post, day, (&mut themes, &mut later)) {
                Ok(_) if tx.is_tombstoned(&app.store.post_fingerprint(&post)).await? => {
                    count(&mut report, IntakeStep::Deleted, "");
                }
                Ok((signals, addressed_us, one)) => {
                    fitting.insert((post.network, post.id.clone()), Fitting { post, signals, addressed_us });
                    linked.push(one);
                }
                Err((step, detail)) => count(&mut report, step, &detail),
            }
        }
    }
    resolve(&mut linked, listener.manifest.settings());
    for one in linked {
        let Some(found) = fitting.remove(&(one.network, one.post_id.clone())) else { continue };
        let step = keep(app, &mut tx, loaded, listener, &found, &one, &mut report).await?;
        count(&mut report, step, "");
    }
    for ((step, detail), n) in &report.steps {
        tx.count_intake(loaded.id, day, *step, detail, n.cast_signed()).await?;
    }
    themes.store(&mut tx).await?;
    later.store(&mut tx, now).await?;
    intake.store_aside(&mut tx).await?;
    for post in forgotten {
        tx.audit(&Actor::SYSTEM, "post.forget", &post.to_string(), json!({}), now);
    }
    let detail =
        json!({ "posts": intake.report.accepted, "suggested": report.suggested, "ambiguous": report.ambiguous });
    if noted == Noted::Always || report.suggested + report.ambiguous > 0 {
        tx.audit(&Actor::SYSTEM, "posts.listen", &loaded.id.to_string(), detail, now);
    }
    tx.commit().await?;
    report.intake = IntakeReport { unknown_fields: rows.counts().unknown_fields, ..intake.report };
    Ok(report)
}

fn count(report: &mut ListenReport, step: IntakeStep, detail: &str) {
    *report.steps.entry((step, detail.to_owned())).or_default() += 1;
}

/// Screens, reads and links one post; else tells where it ended.
fn understand(
    app: &App,
    listener: &Listener,
    loaded: &LoadedCampaign,
    post: &Post,
    day: NaiveDate,
    (themes, later): (&mut Themes, &mut Later),
) -> Result<(Signals, bool, Linked), (IntakeStep, String)> {
    let campaign = &loaded.campaign;
    let end = |step: IntakeStep, detail: &str| Err((step, detail.to_owned()));
    if !campaign.listening.networks.contains(&post.network) {
        return end(IntakeStep::NoBasis, "network");
    }
    if post.author.asks_to_be_left_alone() {
        return end(IntakeStep::LeftAlone, "");
    }
    let addressed_us = addresses_us(campaign, post);
    let registered = listener.handles.contains(&(post.network, post.author.handle.to_lowercase()));
    if !addressed_us && !registered && post.place.is_none() && !may_matter(&post.text) {
        return end(IntakeStep::NotAboutTravel, "");
    }
    let signals = match listener.reader.read(post, Some(&listener.schedule)) {
        Reading::Screened { category, .. } => return end(IntakeStep::Screened, category.as_str()),
        Reading::Signals(signals) => *signals,
    };
    if addressed_us || signals.complaint.is_likely() || !signals.flights.is_empty() {
        themes.count(post.author.account(), post.created_at, &signals);
        later.hear(&app.store, post, &signals);
    }
    let mut candidates = listener.manifest.candidates(&clues(post, &signals, addressed_us));
    candidates.retain(|candidate| candidate.band != Band::Dropped || candidate.ambiguous);
    if candidates.is_empty() {
        return end(IntakeStep::Unmatched, "");
    }
    let may_search = listener.open_search;
    candidates.retain(|one| basis((campaign, may_search), one, post.network, addressed_us, day).is_some());
    if candidates.is_empty() {
        return end(IntakeStep::NoBasis, campaign.listening.mode.as_str());
    }
    let one = Linked {
        post_id: post.id.clone(),
        network: post.network,
        account: post.author.account().to_owned(),
        candidates,
        ambiguous_authors: false,
    };
    Ok((signals, addressed_us, one))
}

/// Whether a post mentions one of the campaign's own handles.
pub(super) fn addresses_us(campaign: &Campaign, post: &Post) -> bool {
    let ours = |handle: &str| is_our_handle(campaign, handle);
    post.mentions.iter().any(|handle| ours(handle))
        || post
            .text
            .split_whitespace()
            .filter_map(|word| word.strip_prefix('@'))
            .any(|word| ours(word.trim_end_matches(|end: char| !end.is_alphanumeric())))
}

/// Whether a handle is the campaign's own. `klm.example` and `klm@server` are handles of `klm`.
pub(super) fn is_our_handle(campaign: &Campaign, handle: &str) -> bool {
    let handle = handle.trim_start_matches('@').to_lowercase();
    let name = handle.split(['.', '@']).next().unwrap_or(&handle);
    campaign.listening.mentions.iter().any(|mine| *mine == handle || *mine == name)
}

/// The basis on which a match may be made under this campaign, the strongest first.
fn basis(
    (campaign, may_search): (&Campaign, bool),
    candidate: &linkage::Candidate,
    network: Network,
    addressed_us: bool,
    day: NaiveDate,
) -> Option<Basis> {
    if candidate.opted_in() {
        return Some(Basis::OptedIn);
    }
    // X forbids linking people to customer records unless they agreed.
    if network == Network::X {
        return None;
    }
    let covers = || campaign.listening.assessment.as_ref().is_some_and(|assessment| assessment.covers(day));
    let signed = || may_search && covers();
    match campaign.listening.mode {
        ListeningMode::OptIn => None,
        _ if candidate.gave_handle() => Some(Basis::GaveHandle),
        _ if addressed_us => Some(Basis::MentionedUs),
        ListeningMode::OpenSearch if signed() => Some(Basis::OpenSearch),
        _ => None,
    }
}

/// Facts of the author's own trip; a post about somebody else's gives none.
fn facts(found: &Fitting) -> Vec<Fact> {
    if found.signals.trip_role == TripRole::SomeoneElse {
        return Vec::new();
    }
    let fact = |kind| {
        move |tag: &str| Fact {
            tag: tag.to_owned(),
            kind,
            said_at: found.post.created_at,
            addressed_us: found.addressed_us,
        }
    };
    let interests = found.signals.interests.iter().map(|mention| mention.tag.as_str()).map(fact(FactKind::Interest));
    let occasions = found.signals.occasions.iter().map(|mention| mention.tag.as_str()).map(fact(FactKind::Occasion));
    let facts: BTreeSet<Fact> = interests.chain(occasions).collect();
    facts.into_iter().collect()
}

/// Stores a post with its candidates.
async fn keep(
    app: &App,
    tx: &mut Tx,
    loaded: &LoadedCampaign,
    listener: &Listener,
    found: &Fitting,
    linked: &Linked,
    report: &mut ListenReport,
) -> Result<IntakeStep, Error> {
    let now = app.now();
    let kept: Vec<_> =
        linked.candidates.iter().filter(|candidate| candidate.band != Band::Dropped || candidate.ambiguous).collect();
    if kept.is_empty() {
        return Ok(IntakeStep::Unmatched);
    }
    let mut signals = json!(found.signals);
    if let Some(map) = signals.as_object_mut() {
        map.remove("id");
    }
    let (post_id, fresh) = {
        let mut rng = app.rng();
        (PostId::mint(now, &mut *rng), (PersonId::mint(now, &mut *rng), AuthorId::mint(now, &mut *rng)))
    };
    let post = Post { text: redact(&found.post.text), ..found.post.clone() };
    let new = NewPost {
        id: post_id,
        post: &post,
        language: &found.signals.language.code,
        signals,
        addressed_us: found.addressed_us,
        complaint: found.signals.complaint.is_likely(),
    };
    // A post that another campaign matched is stored already; it may still be a candidate of this one.
    let kept_post = match app.store.add_post(tx, &new, fresh, now).await? {
        Some(stored) => Some(stored),
        None => app.store.find_same_post(tx, &post).await?,
    };
    let Some((post, author)) = kept_post else { return Ok(IntakeStep::Duplicate) };
    let mut step = IntakeStep::Duplicate;
    let facts = json!(facts(found));
    for candidate in kept {
        let Some(leg) = listener.legs.get(&candidate.leg.to_string()) else { continue };
        let day = local_day(now, chrono_tz::UTC);
        let under = (&loaded.campaign, listener.open_search);
        let Some(basis) = basis(under, candidate, linked.network, found.addressed_us, day) else { continue };
        let rivals =
            find_rivals(tx, loaded.id, candidate, author, linked.network, listener.manifest.settings()).await?;
        let ambiguous = candidate.ambiguous || linked.ambiguous_authors || !rivals.is_empty();
        let state = if ambiguous { MatchState::Ambiguous } else { MatchState::Suggested };
        let stored = Candidate {
            id: MatchId::mint(now, &mut *app.rng()),
            post,
            author,
            traveller: TravellerId(candidate.traveller.0),
            leg: *leg,
            probability: candidate.probability,
            weight: candidate.weight,
            evidence: candidate.evidence.iter().map(|line| (*line).into()).collect(),
            facts: facts.clone(),
            basis,
            state,
        };
        if !tx.add_candidate(loaded.id, &stored, now).await? {
            continue;
        }
        step = IntakeStep::Matched;
        for rival in rivals {
            tx.make_ambiguous(rival).await?;
        }
        if ambiguous {
            report.ambiguous += 1;
        } else {
            report.suggested += 1;
        }
    }
    Ok(step)
}

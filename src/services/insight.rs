//! What people talk about while they talk about the airline: themes that rise, and sudden jumps of complaints.
//!
//! A theme is a tag of the listen step (a complaint's kind, a station, an interest), never a word of a post; kept are counts
//! by hour. Each author counts once a theme and batch. Fewer than ten posts are shown to nobody who may not see posts.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, DurationRound, TimeDelta};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde_json::json;
use uuid::Uuid;

use super::Error;
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::id::mint;
use crate::domain::instant::Instant;
use crate::domain::refusal::Refusal;
use crate::effect::keyness::{FEWEST, Named, keyness};
use crate::effect::spike::{AIRLINE, replay, spike};
use crate::signals::Signals;
use crate::store::Tx;
use crate::store::theme::Idea;
pub use crate::store::theme::IdeaKind;
use crate::store::view::insight::{AlarmRate, IdeaLine, InsightView, SpikeLine, ThemeLine};

/// Days that counts are kept: the weeks that "now" is held against, and as much again for the replay.
pub(super) const KEPT_DAYS: i64 = 70;
/// Hours that are "now".
const NOW_HOURS: i64 = 24;
/// Days before that they are held against.
const BEFORE_DAYS: i64 = 28;
/// The theme of every post that is counted.
const ALL: &str = "all";
/// The theme of every complaint.
const COMPLAINT: &str = "complaint";
/// Themes on a page.
const MOST: usize = 40;

/// Themes of a batch of posts, before they are stored.
#[derive(Debug, Default)]
pub(super) struct Themes {
    counts: BTreeMap<(Instant, String), u64>,
    seen: BTreeSet<(String, String)>,
}

impl Themes {
    /// Counts a post about the airline.
    pub(super) fn count(&mut self, account: &str, written_at: Instant, signals: &Signals) {
        let hour = written_at.duration_trunc(TimeDelta::hours(1)).unwrap_or(written_at);
        let mut themes = BTreeSet::from([ALL.to_owned()]);
        if signals.complaint.is_likely() {
            themes.insert(COMPLAINT.to_owned());
            themes.extend(signals.complaint.kind.map(|kind| format!("{COMPLAINT}:{}", kind.as_str())));
        }
        themes.extend(signals.airports.iter().map(|airport| format!("station:{}", airport.iata)));
        themes.extend(signals.interests.iter().map(|mention| format!("interest:{}", mention.tag)));
        themes.extend(signals.occasions.iter().map(|mention| format!("occasion:{}", mention.tag)));
        for theme in themes {
            if theme == ALL || self.seen.insert((account.to_owned(), theme.clone())) {
                *self.counts.entry((hour, theme)).or_default() += 1;
            }
        }
    }

    /// Stores what was counted.
    pub(super) async fn store(&self, tx: &mut Tx) -> Result<(), Error> {
        for ((hour, theme), n) in &self.counts {
            tx.count_theme(*hour, theme, *n).await?;
        }
        Ok(())
    }
}

/// What rises now. Whoever may not see posts is told of no theme with fewer than ten.
pub async fn insight(app: &App, sees_posts: bool) -> Result<InsightView, Error> {
    let now = app.now();
    let (from, before) =
        (now - Duration::hours(NOW_HOURS), now - Duration::hours(NOW_HOURS) - Duration::days(BEFORE_DAYS));
    let recent: BTreeMap<String, u64> =
        app.store.theme_sums(from, now + Duration::hours(1)).await?.into_iter().collect();
    let earlier: BTreeMap<String, u64> = app.store.theme_sums(before, from).await?.into_iter().collect();
    let of = |counts: &BTreeMap<String, u64>| counts.get(ALL).copied().unwrap_or(0);
    let (posts, posts_before) = (of(&recent), of(&earlier));
    let mut themes = Vec::new();
    let mut hidden = 0;
    for (theme, n) in recent.iter().filter(|(theme, _)| *theme != ALL) {
        if *n < FEWEST && !sees_posts {
            hidden += 1;
            continue;
        }
        let earlier = earlier.get(theme).copied().unwrap_or(0);
        // A theme may be named by posts that are no longer "all" there; it is never named by more than all.
        let now = Named { posts: *n, of: posts.max(*n) };
        let found = keyness(now, Named { posts: earlier, of: posts_before.max(earlier) });
        themes.push(ThemeLine {
            theme: theme.clone(),
            posts: *n,
            before: earlier,
            evidence: found.map(|found| found.evidence),
            log_ratio: found.map(|found| found.log_ratio),
            rising: found.is_some_and(|found| found.rising),
        });
    }
    themes.sort_by(|a, b| {
        let key = |line: &ThemeLine| {
            (line.rising, line.evidence.filter(|_| line.log_ratio > Some(0.0)).unwrap_or(0.0), line.posts)
        };
        key(b).partial_cmp(&key(a)).unwrap_or(std::cmp::Ordering::Equal).then_with(|| a.theme.cmp(&b.theme))
    });
    themes.truncate(MOST);
    let (spike, alarm) = complaints(app, now).await?;
    let ideas = app.store.list_ideas().await?.into_iter().map(line_of).collect();
    Ok(InsightView { read_at: now, posts, posts_before, themes, hidden, spike, alarm, ideas })
}

fn line_of(one: Idea) -> IdeaLine {
    IdeaLine { id: one.id, theme: one.theme, note: one.note, kind: one.kind, made_at: one.made_at }
}

/// An idea for a campaign that nobody made one from yet.
pub async fn find_idea(app: &App, id: Uuid) -> Result<Option<IdeaLine>, Error> {
    let idea = app.store.find_idea(id).await?;
    Ok(idea.filter(|idea| idea.kind == IdeaKind::Campaign).map(line_of))
}

/// The jump of the last whole hour, where there is one.
pub async fn complaint_spike(app: &App) -> Result<Option<SpikeLine>, Error> {
    let now = app.now();
    Ok(judge(&by_hour(app, now).await?, now))
}

/// Complaints by hour: whether the last whole hour is a jump, and how often the alarm would cry without a cause.
async fn complaints(app: &App, now: Instant) -> Result<(Option<SpikeLine>, Option<AlarmRate>), Error> {
    let history = by_hour(app, now).await?;
    let Some((_, past)) = history.split_last() else { return Ok((None, None)) };
    let rate = replay(past, past.len() / 2, AIRLINE, 24.0, 20, &mut ChaCha8Rng::seed_from_u64(42));
    let alarm = (rate.buckets > 0).then_some(AlarmRate {
        false_alarms_a_month: rate.false_alarms_a_month,
        hours: past.len() as u64,
        replayed: rate.buckets,
    });
    Ok((judge(&history, now), alarm))
}

/// Complaints of each whole hour before now; the past begins with the first hour in which anything was listened to.
async fn by_hour(app: &App, now: Instant) -> Result<Vec<u64>, Error> {
    let hour = now.duration_trunc(TimeDelta::hours(1)).unwrap_or(now);
    let start = hour - Duration::days(BEFORE_DAYS);
    let counted: BTreeMap<Instant, u64> = app.store.theme_hours(start, hour, COMPLAINT).await?.into_iter().collect();
    let Some(first) = app.store.theme_hours(start, hour, ALL).await?.first().map(|(at, _)| *at) else {
        return Ok(Vec::new());
    };
    let at = |place: i64| counted.get(&(first + Duration::hours(place))).copied().unwrap_or(0);
    Ok((0..(hour - first).num_hours()).map(at).collect())
}

/// Whether the last of these hours is a jump.
fn judge(history: &[u64], now: Instant) -> Option<SpikeLine> {
    let (last, past) = history.split_last()?;
    let hour = now.duration_trunc(TimeDelta::hours(1)).unwrap_or(now);
    let found = spike(past, *last, AIRLINE)?;
    Some(SpikeLine { hour_at: hour - Duration::hours(1), posts: found.count, usual: found.usual, chance: found.chance })
}

/// Takes a theme up as a task or as an idea for a campaign.
pub async fn take_up(app: &App, theme: &str, note: &str, kind: IdeaKind, by: &Actor) -> Result<(), Error> {
    let note = note.split_whitespace().collect::<Vec<_>>().join(" ");
    let known = theme.len() <= 80 && theme.chars().all(|mark| mark.is_alphanumeric() || ":_-".contains(mark));
    if note.is_empty() || note.chars().count() > 400 || !known || theme.is_empty() {
        return Err(Refusal::NoReason.into());
    }
    let now = app.now();
    let id = mint(now, &mut *app.rng());
    let idea = Idea { id, theme: theme.to_owned(), note, kind, made_at: now };
    let mut tx = app.store.begin().await?;
    tx.add_idea(&idea, by).await?;
    tx.audit(by, "theme.take_up", &id.to_string(), json!({ "theme": theme, "kind": kind }), now);
    Ok(tx.commit().await?)
}

/// A task or idea is done with.
pub async fn finish(app: &App, id: Uuid, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    tx.finish_idea(id, now).await?;
    tx.audit(by, "theme.finish", &id.to_string(), json!({}), now);
    Ok(tx.commit().await?)
}

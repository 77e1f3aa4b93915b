//! A campaign rehearsed on days that are over: whom it would have given what, at what cost, and how often reviewers found
//! its matches right. Nothing is written and nobody is contacted.
//!
//! Only what is still held can be rehearsed on; each day is judged as if it were the campaign's only one.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use super::Error;
use super::campaigns::LoadedCampaign;
use super::planning::Figures;
use super::pool::{PlanFrom, day_of, is_rehearsed};
use super::prepared::{Terms, prepare};
use crate::app::App;
use crate::domain::campaign::Campaign;
use crate::domain::instant::local_day;
use crate::domain::matching::MatchState;
use crate::domain::station::zone_of;

/// Iterations of the optimiser for one day.
const ITERATIONS: u64 = 30_000;
/// More days than these are not worth waiting for.
const MOST_DAYS: usize = 7;

/// One rehearsed day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PastDay {
    /// Whose posts and bookings (slug).
    pub held_by: String,
    /// The day, local to the stations.
    pub day: NaiveDate,
    /// People a sure match was found for.
    pub people: usize,
    /// Matches that reviewers confirmed.
    pub confirmed: usize,
    /// Matches that reviewers rejected.
    pub rejected: usize,
    /// Gifts it would have given.
    pub gifts: usize,
    /// What they would have cost, minor units.
    pub cost_minor: i64,
    /// Sum of their scores.
    pub value: i64,
    /// How far the plan can be from the best, as a share.
    pub gap: f64,
    /// People held out.
    pub held_out: usize,
}

impl PastDay {
    /// Share of the decided matches that were right; none while nobody decided.
    pub fn precision(&self) -> Option<f64> {
        let decided = self.confirmed + self.rejected;
        (decided > 0).then(|| self.confirmed as f64 / decided as f64)
    }
}

/// Rehearses a campaign on the days that campaigns hold matches of, the newest first.
pub async fn rehearse(app: &App, campaign: &Campaign, held_by: &[LoadedCampaign]) -> Result<Vec<PastDay>, Error> {
    let mut days = Vec::new();
    for source in held_by {
        for (day, counted) in held_days(app, campaign, source).await? {
            days.push((day, source, counted));
        }
    }
    days.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.campaign.slug.cmp(&other.1.campaign.slug)));
    days.truncate(MOST_DAYS);
    let mut rehearsed = Vec::new();
    for (day, source, counted) in days {
        let on_that_day = Campaign { starts_on: day, ends_on: day, ..campaign.clone() };
        let loaded = LoadedCampaign { campaign: on_that_day, ..source.clone() };
        let terms = Terms { from: PlanFrom::Held(day), seed: 1, iterations: ITERATIONS, drawn_anew: true };
        let figures = Figures::of(&prepare(app, &loaded, terms).await?.plan);
        rehearsed.push(PastDay {
            held_by: source.campaign.slug.clone(),
            day,
            people: counted.people.len(),
            confirmed: counted.confirmed,
            rejected: counted.rejected,
            gifts: figures.gifts,
            cost_minor: figures.cost_minor,
            value: figures.value,
            gap: figures.gap,
            held_out: figures.held_out,
        });
    }
    Ok(rehearsed)
}

#[derive(Debug, Default)]
struct Counted {
    people: BTreeSet<crate::domain::id::TravellerId>,
    confirmed: usize,
    rejected: usize,
}

/// Days up to today on which a campaign holds sure matches of people who come by the stations of another.
async fn held_days(
    app: &App,
    campaign: &Campaign,
    source: &LoadedCampaign,
) -> Result<BTreeMap<NaiveDate, Counted>, Error> {
    let flights: BTreeMap<_, _> = app.store.list_flights().await?.into_iter().collect();
    let zone = campaign.stations.first().map_or(chrono_tz::UTC, |scope| zone_of(&scope.iata));
    let today = local_day(app.now(), zone);
    let mut days: BTreeMap<NaiveDate, Counted> = BTreeMap::new();
    for found in app.store.list_candidates(source.id).await?.into_iter().filter(is_rehearsed) {
        let day = flights.get(&found.leg).and_then(|flight| day_of(campaign, flight));
        let Some(day) = day.filter(|day| *day <= today) else { continue };
        let counted = days.entry(day).or_default();
        counted.people.insert(found.traveller);
        match found.state {
            MatchState::Confirmed => counted.confirmed += 1,
            MatchState::Rejected => counted.rejected += 1,
            _ => {}
        }
    }
    Ok(days)
}

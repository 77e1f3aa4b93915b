//! The day on a fast clock: posts and flight events arrive when they became known, people decide, couriers walk.

use chrono::Duration;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::people::{APPROVERS, GATE, PLANNER, consents, finds_right, outcome, receipt};
use super::{Failure, day};
use crate::app::App;
use crate::cli::stage::Stage;
use crate::domain::campaign::CampaignState;
use crate::domain::flight::FlightEvent;
use crate::domain::follow_up::FollowUpState;
use crate::domain::gift::{GiftState, HandOverOutcome};
use crate::domain::instant::Instant;
use crate::domain::matching::MatchState;
use crate::domain::post::{Network, Post};
use crate::domain::reading::{Method, Reading, Unit};
use crate::jobs::run_until_idle;
use crate::networks::Outlet;
use crate::services::approval::{approve, approve_post, propose};
use crate::services::campaigns::{self, LoadedCampaign};
use crate::services::delivery::{HandOverReport, hand_over, pick_up};
use crate::services::listening::{ListenReport, Listener, listen};
use crate::services::planning::{PlanFrom, PlanOutcome, make_plan};
use crate::services::{delivery, flight_clock, follow_ups, measuring, review, rounds};

/// The clock's step.
const STEP_MINUTES: i64 = 5;
/// Steps between two plans: people who post during the shift get their chance too.
const STEPS_PER_PLAN: i64 = 6;

/// Everything the replay works with.
pub(super) struct Replay<'a> {
    pub(super) app: &'a App,
    pub(super) loaded: LoadedCampaign,
    pub(super) listener: Listener,
    pub(super) outlet: &'a Outlet,
    pub(super) rng: ChaCha8Rng,
    pub(super) later: Vec<FlightEvent>,
    pub(super) posts: Vec<Post>,
    pub(super) seed: u64,
    /// Where the clock stops, before the day is over.
    pub(super) until: Option<Instant>,
}

/// What happened, for the summary.
#[derive(Default)]
pub(super) struct Story {
    /// What became of all posts.
    pub(super) heard: ListenReport,
    /// The first plan, with its proven bound.
    pub(super) morning_plan: Option<PlanOutcome>,
    /// Gifts of later plans.
    pub(super) later_gifts: usize,
    /// News of flights with gifts on them.
    pub(super) news: usize,
    /// Gifts taken back because of a flight.
    pub(super) withdrawn: usize,
}

impl Replay<'_> {
    pub(super) async fn run(mut self) -> Result<Story, Failure> {
        let mut story = Story::default();
        let last = self.until.unwrap_or_else(day::end_of_shift);
        let steps = (last - day::start()).num_minutes() / STEP_MINUTES;
        let stage = Stage::begin("the day", steps.unsigned_abs());
        for step in 0..=steps {
            let now = day::start() + Duration::minutes(step * STEP_MINUTES);
            self.app.set_now(now);
            self.hear_flights(now, &mut story).await?;
            self.hear_posts(now, &mut story).await?;
            if step % STEPS_PER_PLAN == 0 {
                self.plan(step == 0, &mut story).await?;
            }
            self.deliver(now).await?;
            story.withdrawn += delivery::withdraw_overdue(self.app, &self.loaded).await?;
            stage.at(step.unsigned_abs());
        }
        stage.end();
        if let Some(until) = self.until {
            self.app.set_now(until);
            return Ok(story);
        }
        let stage = Stage::begin("follow up", 0);
        self.follow_up().await?;
        stage.end();
        let stage = Stage::begin("measure", 0);
        self.measure().await?;
        stage.end();
        self.app.set_now(day::end_of_day());
        campaigns::move_to(self.app, &mut self.loaded, CampaignState::CoolDown, &PLANNER).await?;
        Ok(story)
    }

    async fn hear_flights(&mut self, now: Instant, story: &mut Story) -> Result<(), Failure> {
        let known = self.later.partition_point(|event| event.known_at.is_none_or(|at| at <= now));
        let events: Vec<_> = self.later.drain(..known).collect();
        if events.is_empty() {
            return Ok(());
        }
        let report = flight_clock::apply_events(self.app, events).await?;
        story.news += report.changes.len();
        story.withdrawn += report.withdrawn;
        run_until_idle(self.app, self.outlet).await?;
        self.listener.keep_up(self.app).await?;
        Ok(())
    }

    async fn hear_posts(&mut self, now: Instant, story: &mut Story) -> Result<(), Failure> {
        let written = self.posts.partition_point(|post| post.created_at <= now);
        let posts: Vec<_> = self.posts.drain(..written).collect();
        if posts.is_empty() {
            return Ok(());
        }
        let heard = listen(self.app, &self.loaded, &self.listener, day::post_rows(&posts), |_| ()).await?;
        story.heard.suggested += heard.suggested;
        story.heard.ambiguous += heard.ambiguous;
        for (step, n) in heard.steps {
            *story.heard.steps.entry(step).or_default() += n;
        }
        for candidate in self.app.store.list_candidates(self.loaded.id).await? {
            if candidate.state == MatchState::Suggested && finds_right(candidate.probability) {
                review::confirm(self.app, candidate.id, &PLANNER).await?;
            }
        }
        Ok(())
    }

    async fn plan(&mut self, first: bool, story: &mut Story) -> Result<(), Failure> {
        let outcome = make_plan(self.app, &self.loaded, PlanFrom::Confirmed, self.seed, &PLANNER).await?;
        for gift in self.gifts(GiftState::Draft).await? {
            propose(self.app, gift.gift.id, &PLANNER).await?;
        }
        for gift in self.gifts(GiftState::Proposed).await? {
            for approver in APPROVERS.iter().take(usize::from(self.loaded.campaign.approvers_for(gift.cost_minor))) {
                approve(self.app, &self.loaded, gift.gift.id, &gift.gift.content_hash, approver).await?;
            }
        }
        if first {
            story.morning_plan = Some(outcome);
        } else {
            story.later_gifts += outcome.new_gifts;
        }
        Ok(())
    }

    async fn gifts(&self, state: GiftState) -> Result<Vec<crate::store::gift::StoredGift>, Failure> {
        let gifts = self.app.store.list_gifts(self.loaded.id).await?;
        Ok(gifts.into_iter().filter(|gift| gift.gift.state == state).collect())
    }

    /// Couriers take along what is due soon and hand over what is due now.
    async fn deliver(&mut self, now: Instant) -> Result<(), Failure> {
        let stops = self.app.store.list_stops(self.loaded.id).await?;
        for gift in rounds::due_at_desk(self.app, &self.loaded, now + Duration::minutes(STEP_MINUTES)).await? {
            pick_up(self.app, &self.loaded, gift, &GATE).await?;
        }
        for gift in self.gifts(GiftState::PickedUp).await? {
            let stop = stops.iter().find(|stop| stop.gift == gift.gift.id);
            let (happened_at, outcome) = match stop {
                // The flight went without a hand-over: nobody was found.
                _ if gift.gift.window.is_none_or(|window| window.closes_at < now) => (now, HandOverOutcome::NotFound),
                Some(stop) if stop.starts_at <= now => (stop.starts_at, outcome(&mut self.rng)),
                _ => continue,
            };
            let given = outcome == HandOverOutcome::Given;
            let consents = if given { consents(&mut self.rng, gift.language) } else { Vec::new() };
            let report =
                HandOverReport { gift: gift.gift.id, receipt: receipt(&mut self.rng), outcome, happened_at, consents };
            hand_over(self.app, &self.loaded, &report, &GATE).await?;
        }
        Ok(())
    }

    async fn follow_up(&mut self) -> Result<(), Failure> {
        follow_ups::draft(self.app, &self.loaded).await?;
        self.app.set_now(day::evening());
        for post in self.app.store.list_follow_ups(self.loaded.id).await? {
            approve_post(self.app, &post, &APPROVERS[0]).await?;
        }
        follow_ups::queue_due(self.app, &self.loaded).await?;
        run_until_idle(self.app, self.outlet).await?;
        Ok(())
    }

    /// Sample readings, labelled as such: made up from the seed, one and three hours after publication.
    async fn measure(&mut self) -> Result<(), Failure> {
        let posts = self.app.store.list_follow_ups(self.loaded.id).await?;
        let mut readings = Vec::new();
        for post in posts.iter().filter(|post| post.state == FollowUpState::Published) {
            let impressions = self.rng.random_range(400..9000);
            let engagements = impressions * self.rng.random_range(8..45) / 1000;
            for (hours, share) in [(1, 40), (3, 100)] {
                let read_at = day::evening() + Duration::hours(hours);
                for (unit, value) in units(post.network, impressions * share / 100, engagements * share / 100) {
                    readings.push(Reading {
                        post: format!("outbox:{}-{}.json", post.network, post.id),
                        network: post.network,
                        unit,
                        value,
                        field: "sample".to_owned(),
                        definition: "sample-1".to_owned(),
                        read_at,
                        method: Method::Sample,
                        coverage_percent: 100,
                    });
                }
            }
        }
        measuring::add_readings(self.app, &self.loaded, &readings).await?;
        Ok(())
    }
}

/// Bluesky and Mastodon tell engagements only; the others tell impressions too.
fn units(network: Network, impressions: u64, engagements: u64) -> Vec<(Unit, u64)> {
    match network {
        Network::Bluesky | Network::Mastodon => vec![(Unit::Engagements, engagements)],
        _ => vec![(Unit::Impressions, impressions), (Unit::Engagements, engagements)],
    }
}

//! The campaign list and the campaign board: funnel, caps, the day's legs with their hand-overs, and what wants a look.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::news::{News, news_of};
use super::{catalogue, day_bounds, head_of};
use crate::app::App;
use crate::domain::campaign::Campaign;
use crate::domain::delivery::HandOverPoint;
use crate::domain::flight::Flight;
use crate::domain::gift::GiftState;
use crate::domain::id::LegId;
use crate::domain::instant::{Instant, local_day};
use crate::domain::ledger::Balance;
use crate::domain::station::zone_of;
use crate::services::campaigns::LoadedCampaign;
use crate::services::pool::window_of;
use crate::services::{Error, campaigns as service};
use crate::store::view::board::{
    Alert, AlertLine, BoardView, CampaignLine, CampaignsView, CapBalance, HandOverMark, LegRow,
};
use crate::store::view::funnel::Figures;
use crate::store::view::legs::GiftOnLeg;
use crate::store::view::{CapUnit, PAGE_SIZE, names_of};

/// All campaigns, newest start first.
pub async fn campaigns(app: &App) -> Result<CampaignsView, Error> {
    let mut lines = Vec::new();
    for stored in app.store.list_campaigns().await? {
        let loaded = service::understand(&stored)?;
        let balances: BTreeMap<String, Balance> = app.store.balances(loaded.id).await?.into_iter().collect();
        let money = balances.get("money").copied();
        let limit = loaded.campaign.caps.campaign.minor;
        lines.push(CampaignLine {
            head: head_of(&loaded),
            money: money.unwrap_or(Balance { limit, reserved: 0, committed: 0 }),
            funnel: app.store.figures(loaded.id).await?.funnel,
        });
    }
    lines.sort_by(|one, other| {
        (Reverse(one.head.starts_on), &one.head.slug).cmp(&(Reverse(other.head.starts_on), &other.head.slug))
    });
    Ok(CampaignsView { campaigns: lines })
}

/// The board of a campaign today, or on the nearest of its days.
pub async fn board(app: &App, slug: &str) -> Result<BoardView, Error> {
    let loaded = service::load(app, slug).await?;
    let head = head_of(&loaded);
    let read_at = app.now();
    // A file whose days are the wrong way round never gets this far.
    let day = local_day(read_at, head.zone).min(head.ends_on).max(head.starts_on);
    let (from, to) = day_bounds(day, head.zone);
    let store = &app.store;
    let (flights, gifts, balances, freed, figures, screened) = tokio::try_join!(
        store.legs_with_gifts(loaded.id, from, to),
        store.gifts_on_legs(loaded.id, from, to),
        store.balances(loaded.id),
        store.freed_by_cancelled(loaded.id),
        store.figures(loaded.id),
        store.screened(loaded.id),
    )?;
    let caps = caps(&loaded.campaign, balances, day);
    let ids: Vec<LegId> = flights.iter().map(|(id, _)| *id).collect();
    let (history, low_stock, reminders, complaints, refused_posts) = tokio::try_join!(
        async { Ok(store.flight_history(&ids).await?) },
        low_stock(app, &loaded, &caps, head.zone),
        super::approvals::reminders(app, &loaded, head.zone),
        complaints(app, &loaded, head.zone),
        refused_posts(app, &loaded, head.zone),
    )?;
    let news: BTreeMap<LegId, News> = history.into_iter().map(|(leg, events)| (leg, news_of(&events))).collect();
    let legs = Legs { campaign: &loaded.campaign, flights: &flights, gifts: &gifts, news: &news };
    let mut alerts = legs.alerts(&freed);
    alerts.extend(low_stock);
    alerts.extend(reminders);
    alerts.extend(complaints);
    alerts.extend(refused_posts);
    alerts.sort_by_key(|line| Reverse(line.at));
    alerts.truncate(PAGE_SIZE);
    let Figures { funnel, by_language, by_station } = figures;
    Ok(BoardView { head, day, read_at, funnel, caps, legs: legs.rows(), alerts, by_language, by_station, screened })
}

/// Balances in the order of the campaign file, money first. Of the days only the one shown; caps that were edited away are not.
fn caps(campaign: &Campaign, balances: Vec<(String, Balance)>, day: NaiveDate) -> Vec<CapBalance> {
    let names = catalogue(campaign);
    let order: Vec<String> = service::caps(campaign).into_iter().map(|(cap, _)| cap).collect();
    let today = format!("day:{day}");
    let mut caps: Vec<_> = balances
        .into_iter()
        .filter(|(cap, _)| order.contains(cap) && (!cap.starts_with("day:") || *cap == today))
        .map(|(cap, balance)| CapBalance {
            unit: CapUnit::of(&cap),
            gift: cap.strip_prefix("stock:").map(|idea| names_of(&names, idea)),
            cap,
            balance,
        })
        .collect();
    caps.sort_by_key(|cap| order.iter().position(|name| *name == cap.cap).unwrap_or(order.len()));
    caps
}

/// Gifts of which at most a tenth and at most two pieces are left.
async fn low_stock(app: &App, loaded: &LoadedCampaign, caps: &[CapBalance], zone: Tz) -> Result<Vec<AlertLine>, Error> {
    let low = |balance: Balance| balance.limit > 0 && balance.left() <= 2 && balance.left() * 10 <= balance.limit;
    let low: Vec<_> = caps.iter().filter(|cap| cap.gift.is_some() && low(cap.balance)).collect();
    if low.is_empty() {
        return Ok(Vec::new());
    }
    let taken = app.store.stock_taken(loaded.id).await?;
    let line = |cap: &CapBalance| {
        let alert = Alert::StockLow { gift: cap.gift.clone()?, left: cap.balance.left() };
        Some(AlertLine { at: *taken.get(&cap.cap)?, zone, alert })
    };
    Ok(low.into_iter().filter_map(line).collect())
}

/// A rise of complaints that stopped the posts.
async fn complaints(app: &App, loaded: &LoadedCampaign, zone: Tz) -> Result<Option<AlertLine>, Error> {
    let pause = app.store.pause_of_posts(loaded.id).await?;
    Ok(pause.map(|pause| AlertLine {
        at: pause.since,
        zone,
        alert: Alert::Complaints {
            in_hour: pause.complaints.max(0).cast_unsigned(),
            usual: pause.usual_percent as f64 / 100.0,
        },
    }))
}

/// Posts that wait for somebody because their network refused them.
async fn refused_posts(app: &App, loaded: &LoadedCampaign, zone: Tz) -> Result<Option<AlertLine>, Error> {
    let refused = app.store.refused_posts(loaded.id).await?;
    Ok(refused.map(|(posts, at)| AlertLine { at, zone, alert: Alert::PostsRefused { posts } }))
}

/// The day's legs with what hangs on them.
struct Legs<'a> {
    campaign: &'a Campaign,
    flights: &'a [(LegId, Flight)],
    gifts: &'a [GiftOnLeg],
    news: &'a BTreeMap<LegId, News>,
}

impl Legs<'_> {
    /// One row a leg and place of hand-over, by the time it leaves or lands.
    fn rows(&self) -> Vec<LegRow> {
        let mut places: BTreeMap<(LegId, &str, HandOverPoint), Vec<&GiftOnLeg>> = BTreeMap::new();
        for gift in self.gifts {
            places.entry((gift.leg, &gift.station, gift.point)).or_default().push(gift);
        }
        let mut rows = Vec::new();
        for (id, flight) in self.flights {
            for ((_, station, point), gifts) in places.range((*id, "", HandOverPoint::Departure)..) {
                if gifts.first().is_none_or(|gift| gift.leg != *id) {
                    break;
                }
                rows.push(self.row(*id, flight, station, *point, gifts));
            }
        }
        rows.sort_by(|a, b| (a.expected_at, &a.leg).cmp(&(b.expected_at, &b.leg)));
        rows
    }

    fn row(&self, id: LegId, flight: &Flight, station: &str, point: HandOverPoint, gifts: &[&GiftOnLeg]) -> LegRow {
        let mut hand_overs: Vec<_> = gifts
            .iter()
            .map(|gift| HandOverMark {
                gift: gift.gift,
                planned_at: gift.planned_at,
                actual_at: gift.actual_at,
                state: gift.state,
            })
            .collect();
        hand_overs.sort_by_key(|mark| (mark.planned_at.is_none(), mark.planned_at, mark.gift));
        let leaves = (flight.scheduled_departure_at, flight.departs_at());
        let lands = point == HandOverPoint::Arrival;
        let (scheduled_at, expected_at) =
            match (flight.scheduled_arrival_at.or(flight.arrives_at()), flight.arrives_at()) {
                (Some(scheduled), Some(expected)) if lands => (scheduled, expected),
                _ => leaves,
            };
        LegRow {
            leg: flight.leg.clone(),
            station: station.to_owned(),
            zone: zone_of(station),
            lands,
            scheduled_at,
            expected_at,
            gate: flight.gate.clone(),
            pier: flight.pier.clone(),
            gate_before: self.news.get(&id).and_then(News::gate_before),
            state: flight.state,
            window: window_of(self.campaign, flight, point),
            hand_overs,
        }
    }

    /// What the legs' histories tell.
    fn alerts(&self, freed: &BTreeMap<LegId, i64>) -> Vec<AlertLine> {
        let mut alerts = Vec::new();
        for (id, flight) in self.flights {
            let (Some(news), Some(first)) = (self.news.get(id), self.gifts.iter().find(|gift| gift.leg == *id)) else {
                continue;
            };
            let zone = zone_of(&first.station);
            let leg = || flight.leg.clone();
            let gifts = self.count(*id, |gift| gift.state != GiftState::Withdrawn);
            let mut tell = |at: Instant, alert: Alert| alerts.push(AlertLine { at, zone, alert });
            if let Some(at) = news.cancelled_at {
                let gifts = self.count(*id, |gift| gift.withdrawn_why.as_deref() == Some("cancelled"));
                let freed_minor = freed.get(id).copied().unwrap_or(0);
                tell(at, Alert::Cancelled { leg: leg(), gifts, freed_minor });
            } else if let Some((at, minutes)) = news.delay {
                tell(at, Alert::Delay { leg: leg(), minutes, gifts });
            }
            for change in &news.gates {
                let (from, to) = (Some(change.from.clone()), change.to.clone());
                tell(change.at, Alert::GateChange { leg: leg(), from, to, gifts });
            }
        }
        alerts
    }

    fn count(&self, leg: LegId, wanted: impl Fn(&GiftOnLeg) -> bool) -> u64 {
        self.gifts.iter().filter(|gift| gift.leg == leg && wanted(gift)).count() as u64
    }
}

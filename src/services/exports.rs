//! A campaign's results as files: what `giftgate run` writes, from one reading of the store.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::Error;
use super::campaigns::LoadedCampaign;
use super::views::greeting;
use crate::app::App;
use crate::domain::flight::Flight;
use crate::domain::follow_up::{FollowUpState, Need};
use crate::domain::gift::GiftState;
use crate::domain::id::{CourierId, GiftId, LegId, TravellerId};
use crate::domain::language::Language;
use crate::domain::matching::MatchState;
use crate::domain::station::zone_of;
use crate::formats::delivery_list::{DeliveryRow, write_delivery_list};
use crate::formats::delivery_pdf::delivery_pdf;
use crate::formats::delivery_words::DeliveryWords;
use crate::formats::follow_ups::{FollowUpRow, write_follow_ups};
use crate::formats::matches::{MatchRow, write_matches};
use crate::formats::plan_json::{PlanDelivery, PlanFile, PlanGift, PlanNotChosen, write_plan};
use crate::formats::quarantine::{Quarantined, Reason};
use crate::formats::quarantine_csv::write_quarantine;
use crate::store::candidate::Candidate;
use crate::store::delivery::StoredStop;
use crate::store::gift::StoredGift;
use crate::store::traveller::Passenger;

/// A file, ready to be written.
pub type NamedFile = (&'static str, Vec<u8>);

/// Everything the files tell of, read once.
struct Reading {
    candidates: Vec<Candidate>,
    gifts: Vec<StoredGift>,
    flights: BTreeMap<LegId, Flight>,
    stops: BTreeMap<GiftId, StoredStop>,
    couriers: BTreeMap<CourierId, String>,
    passengers: BTreeMap<(TravellerId, LegId), Passenger>,
}

/// Makes every file but the report: matches, plan, delivery list (CSV and PDF), follow-ups, quarantine.
pub async fn files(app: &App, loaded: &LoadedCampaign) -> Result<Vec<NamedFile>, Error> {
    let reading = read(app, loaded).await?;
    let rows = delivery_rows(loaded, &reading);
    let mut matches = Vec::new();
    let mut list = Vec::new();
    let mut plan = Vec::new();
    let mut posts = Vec::new();
    let mut quarantine = Vec::new();
    let title = format!("{}: hand-overs", loaded.campaign.name);
    let lines = quarantined(app).await?;
    let written = write_matches(&mut matches, &match_rows(app, &reading).await?)
        .and_then(|()| write_delivery_list(&mut list, &rows));
    let written = match written {
        Ok(()) => write_plan(&mut plan, &plan_file(app, loaded, &reading).await?),
        failed => failed,
    };
    let written = match written {
        Ok(()) => write_follow_ups(&mut posts, &follow_up_rows(app, loaded).await?),
        failed => failed,
    };
    written.and_then(|()| write_quarantine(&mut quarantine, &lines)).map_err(|error| unwritten(&error.to_string()))?;
    let pdf = delivery_pdf(&title, &rows, &DeliveryWords::english()).map_err(|fault| unwritten(&fault.to_string()))?;
    Ok(vec![
        ("matches.ndjson", matches),
        ("plan.json", plan),
        ("delivery-list.csv", list),
        ("delivery-list.pdf", pdf),
        ("follow-ups.ndjson", posts),
        ("quarantine.csv", quarantine),
    ])
}

fn unwritten(why: &str) -> Error {
    Error::Folder { path: "an export".to_owned(), why: why.to_owned() }
}

async fn read(app: &App, loaded: &LoadedCampaign) -> Result<Reading, Error> {
    let candidates = app.store.list_candidates(loaded.id).await?;
    let legs = app.store.campaign_passengers(loaded.id).await?;
    let passengers = legs.into_iter().map(|passenger| ((passenger.id, passenger.leg_id), passenger)).collect();
    let stops = app.store.list_stops(loaded.id).await?.into_iter().map(|stop| (stop.gift, stop)).collect();
    let couriers =
        app.store.list_couriers(loaded.id).await?.into_iter().map(|courier| (courier.id, courier.name)).collect();
    Ok(Reading {
        candidates,
        gifts: app.store.list_gifts(loaded.id).await?,
        flights: app.store.list_flights().await?.into_iter().collect(),
        stops,
        couriers,
        passengers,
    })
}

/// How files name a traveller: the airline's own key, else ours.
fn name_of(reading: &Reading, traveller: TravellerId) -> String {
    let legs = reading.passengers.range((traveller, LegId(Uuid::nil()))..);
    let own = legs
        .take_while(|((id, _), _)| *id == traveller)
        .find_map(|(_, passenger)| passenger.booking.traveller_ref.clone());
    own.unwrap_or_else(|| traveller.to_string())
}

async fn match_rows(app: &App, reading: &Reading) -> Result<Vec<MatchRow>, Error> {
    let mut rows = Vec::new();
    for candidate in &reading.candidates {
        let Some(passenger) = reading.passengers.get(&(candidate.traveller, candidate.leg)) else { continue };
        let Some(post) = app.store.find_post(candidate.post).await? else { continue };
        let Some(flight) = reading.flights.get(&candidate.leg) else { continue };
        rows.push(MatchRow {
            post_id: post.external_id,
            author: post.author.handle,
            record_locator: passenger.booking.record_locator.clone(),
            traveller_id: Some(name_of(reading, candidate.traveller)),
            leg: flight.leg.to_string(),
            probability: candidate.probability,
            weight: candidate.weight,
            ambiguous: candidate.state == MatchState::Ambiguous,
            evidence: candidate.evidence.clone(),
            state: Some(candidate.state),
        });
    }
    Ok(rows)
}

async fn plan_file(app: &App, loaded: &LoadedCampaign, reading: &Reading) -> Result<PlanFile, Error> {
    let head = app.store.latest_plan(loaded.id).await?;
    let not_chosen = match &head {
        Some(plan) => app.store.list_not_chosen(plan.id).await?,
        None => Vec::new(),
    };
    let authors: BTreeMap<TravellerId, String> =
        reading.candidates.iter().map(|candidate| (candidate.traveller, candidate.author.to_string())).collect();
    let hold_out = app.store.list_hold_out(loaded.id).await?;
    let gifts: Vec<PlanGift> = reading
        .gifts
        .iter()
        .filter(|gift| gift.gift.state != GiftState::Withdrawn)
        .filter_map(|gift| plan_gift(reading, gift))
        .collect();
    Ok(PlanFile {
        campaign: loaded.campaign.slug.clone(),
        currency: loaded.campaign.currency.to_string(),
        value: head.as_ref().map_or(0, |plan| plan.value),
        upper_bound: head.as_ref().map_or(0, |plan| plan.upper_bound),
        gap: head.as_ref().map_or(0.0, |plan| plan.gap),
        spent_minor: gifts.iter().map(|gift| gift.cost_minor).sum(),
        caps: head.map(|plan| plan.caps).unwrap_or_default(),
        hold_out: hold_out.iter().filter_map(|traveller| authors.get(traveller).cloned()).collect(),
        gifts,
        not_chosen: not_chosen
            .into_iter()
            .map(|left_out| PlanNotChosen { traveller_id: name_of(reading, left_out.traveller), why: left_out.why })
            .collect(),
    })
}

fn plan_gift(reading: &Reading, gift: &StoredGift) -> Option<PlanGift> {
    let delivery = reading.stops.get(&gift.gift.id).zip(gift.gift.window).map(|(stop, window)| PlanDelivery {
        courier: reading.couriers.get(&stop.courier).cloned().unwrap_or_default(),
        gate: stop.gate.clone(),
        window: (window.opens_at, window.closes_at),
        planned_at: stop.starts_at,
    });
    Some(PlanGift {
        traveller_id: name_of(reading, gift.traveller),
        record_locator: reading.passengers.get(&(gift.traveller, gift.leg))?.booking.record_locator.clone(),
        leg: reading.flights.get(&gift.leg)?.leg.to_string(),
        gift: gift.idea.clone(),
        cost_minor: gift.cost_minor,
        score: gift.score,
        parts: gift.parts,
        facts: gift.facts.clone(),
        delivery,
    })
}

/// The delivery list: gifts in a round, by the time they are planned.
fn delivery_rows(loaded: &LoadedCampaign, reading: &Reading) -> Vec<DeliveryRow> {
    let row = |gift: &StoredGift| {
        let stop = reading.stops.get(&gift.gift.id)?;
        let passenger = reading.passengers.get(&(gift.traveller, gift.leg))?;
        let flight = reading.flights.get(&gift.leg)?;
        let window = gift.gift.window?;
        let idea = loaded.campaign.gifts.iter().find(|idea| idea.slug == gift.idea);
        Some(DeliveryRow {
            planned_at: Some(stop.starts_at),
            window: Some(window),
            zone: zone_of(&gift.station),
            leg: flight.leg.to_string(),
            gate: flight.gate.clone(),
            pier: flight.pier.clone(),
            walk_minutes: None,
            seat: passenger.booking.seat.clone(),
            first_name: passenger.booking.first_name().to_owned(),
            gift: idea.map_or(gift.idea.as_str(), |idea| idea.name_in(Language::En)).to_owned(),
            lies: None,
            courier: reading.couriers.get(&stop.courier).cloned().unwrap_or_default(),
            language: gift.language.to_string(),
            greeting: greeting(gift.language, passenger.booking.first_name()),
        })
    };
    let mut rows: Vec<_> = reading.gifts.iter().filter_map(row).collect();
    rows.sort_by(|one, other| (one.planned_at, &one.leg, &one.seat).cmp(&(other.planned_at, &other.leg, &other.seat)));
    rows
}

async fn follow_up_rows(app: &App, loaded: &LoadedCampaign) -> Result<Vec<FollowUpRow>, Error> {
    let posts = app.store.list_follow_ups(loaded.id).await?;
    let row = |post: crate::domain::follow_up::FollowUp| {
        let needs = match post.state {
            FollowUpState::Draft => vec![Need::Publication, Need::Approval],
            FollowUpState::Approved | FollowUpState::Held => vec![Need::Publication],
            _ => Vec::new(),
        };
        FollowUpRow {
            gift: post.gift.to_string(),
            network: post.network,
            language: post.language,
            text: post.text,
            earliest_at: post.earliest_at,
            needs,
        }
    };
    Ok(posts.into_iter().map(row).collect())
}

async fn quarantined(app: &App) -> Result<Vec<Quarantined>, Error> {
    let lines = app.store.list_quarantine().await?;
    Ok(lines
        .into_iter()
        .map(|line| Quarantined {
            file: line.file,
            line: line.line,
            field: line.field,
            reason: line.reason.parse().unwrap_or(Reason::NotUnderstood),
        })
        .collect())
}

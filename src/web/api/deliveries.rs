//! How far deliveries are: of a campaign, without any name; of a station, as its gate staff see them.

use axum::Json;
use axum::extract::{Path, State};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::shapes::{NamesByLanguage, Window, names};
use crate::domain::flight::FlightState;
use crate::domain::gift::GiftState;
use crate::domain::language::Language;
use crate::services::views;
use crate::store::view::deliveries::GateStop;
use crate::web::problem::Problem;
use crate::web::router::Web;

/// A gift and its flight.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliveryShown {
    /// The gift.
    pub gift: Uuid,
    /// `KL1613/2025-03-04/AMS-VCE`.
    pub leg: String,
    /// Where it is handed over (IATA).
    pub station: String,
    /// Gate.
    pub gate: Option<String>,
    /// State of the flight.
    pub flight: FlightState,
    /// Whether gifts are handed over when it lands; else they are before it leaves.
    pub lands: bool,
    /// When it leaves or lands here, as far as is known.
    pub expected_at: DateTime<Utc>,
    /// When the hand-over may be.
    pub window: Option<Window>,
    /// When it is planned.
    pub planned_at: Option<DateTime<Utc>>,
    /// When it was.
    pub actual_at: Option<DateTime<Utc>>,
    /// State of the gift.
    pub state: GiftState,
}

/// Today's deliveries of a campaign.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliveriesShown {
    /// Local day of the first station.
    pub day: NaiveDate,
    /// When it was read.
    pub read_at: DateTime<Utc>,
    /// By departure.
    pub deliveries: Vec<DeliveryShown>,
}

/// A hand-over at a station.
#[derive(Debug, Serialize, ToSchema)]
pub struct HandOverShown {
    /// The gift.
    pub gift: Uuid,
    /// Names of it by language.
    pub names: NamesByLanguage,
    /// First name of the traveller.
    pub first_name: String,
    /// Seat.
    pub seat: Option<String>,
    /// Language of the traveller.
    pub language: Language,
    /// What to say.
    pub greeting: String,
    /// `KL1613/2025-03-04/AMS-VCE`.
    pub leg: String,
    /// Gate.
    pub gate: Option<String>,
    /// When the hand-over may be.
    pub window: Option<Window>,
    /// When it is planned.
    pub planned_at: Option<DateTime<Utc>>,
    /// State of the gift.
    pub state: GiftState,
}

impl From<GateStop> for HandOverShown {
    fn from(stop: GateStop) -> Self {
        Self {
            gift: stop.gift.0,
            names: names(&stop.gift_name),
            first_name: stop.first_name,
            seat: stop.seat,
            language: stop.language,
            greeting: stop.greeting,
            leg: stop.leg.to_string(),
            gate: stop.gate,
            window: stop.window.map(Into::into),
            planned_at: stop.planned_at,
            state: stop.state,
        }
    }
}

/// Today's hand-overs of a station.
#[derive(Debug, Serialize, ToSchema)]
pub struct StationShown {
    /// Local day.
    pub day: NaiveDate,
    /// When it was read.
    pub read_at: DateTime<Utc>,
    /// Still to do, in order.
    pub open: Vec<HandOverShown>,
    /// Done.
    pub done: Vec<HandOverShown>,
}

/// Today's deliveries of a campaign, by the time flights leave or land
#[utoipa::path(get, path = "/api/v1/campaigns/{slug}/deliveries", tag = "deliveries",
    params(("slug" = String, Path, description = "The campaign")),
    responses((status = 200, description = "Deliveries", body = DeliveriesShown)))]
pub async fn of_campaign(State(web): State<Web>, Path(slug): Path<String>) -> Result<Json<DeliveriesShown>, Problem> {
    let board = views::board(web.app()?, &slug).await?;
    let mut deliveries = Vec::new();
    for row in &board.legs {
        deliveries.extend(row.hand_overs.iter().map(|mark| DeliveryShown {
            gift: mark.gift.0,
            leg: row.leg.to_string(),
            station: row.station.clone(),
            gate: row.gate.clone(),
            flight: row.state,
            lands: row.lands,
            expected_at: row.expected_at,
            window: row.window.map(Into::into),
            planned_at: mark.planned_at,
            actual_at: mark.actual_at,
            state: mark.state,
        }));
    }
    Ok(Json(DeliveriesShown { day: board.day, read_at: board.read_at, deliveries }))
}

/// Today's hand-overs of a station
#[utoipa::path(get, path = "/api/v1/stations/{station}/deliveries", tag = "gate",
    params(("station" = String, Path, description = "IATA code")),
    responses((status = 200, description = "Hand-overs", body = StationShown)))]
pub async fn of_station(State(web): State<Web>, Path(station): Path<String>) -> Result<Json<StationShown>, Problem> {
    let view = views::gate(web.app()?, &station).await?;
    let lines = |stops: Vec<GateStop>| stops.into_iter().map(Into::into).collect();
    Ok(Json(StationShown { day: view.day, read_at: view.read_at, open: lines(view.open), done: lines(view.done) }))
}

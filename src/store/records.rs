//! Everything held about one passenger or one account, row by row, each with where it comes from and since when.
//!
//! The sides of a match are kept apart: what is another person's is the caller's to leave out.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use super::post::SealedPost;
use super::traveller::Sealed;
use super::{Store, StoreError};
use crate::domain::gift::ScoreParts;
use crate::domain::id::{AuthorId, TravellerId};
use crate::domain::instant::Instant;
use crate::domain::post::Author;
use crate::domain::traveller::SocialHandle;

statements! {
    BOOKING = "select t.person_id, p.wrapped_key, t.sealed, t.passenger_type, t.language, t.home_country, t.loyalty_tier, \
               t.value_band, t.booked_at, t.imported_at from traveller t join person p on p.id = t.person_id \
               where t.id = $1 and p.wrapped_key is not null";
    LEGS = "select l.carrier, l.flight_number, l.departure_on, l.origin, l.destination, l.scheduled_departure_at, g.seat, g.cabin \
            from passage g join flight_leg l on l.id = g.leg_id where g.traveller_id = $1 order by l.scheduled_departure_at, l.id";
    ACCOUNT = "select a.person_id, p.wrapped_key, a.network, a.sealed, a.seen_at from author a join person p on p.id = a.person_id \
               where a.id = $1 and p.wrapped_key is not null";
    POSTS = "select s.id, a.person_id, p.wrapped_key, s.network, s.sealed, s.language, s.signals, s.addressed_us, s.complaint, \
             s.written_at, s.received_at from post s join author a on a.id = s.author_id join person p on p.id = a.person_id \
             where s.author_id = $1 and p.wrapped_key is not null and length(s.sealed) > 0 order by s.written_at, s.id";
    MATCHES = "select c.id, m.slug as campaign, c.post_id, c.author_id, c.traveller_id, l.carrier, l.flight_number, l.departure_on, \
               l.origin, l.destination, c.probability, c.weight, c.evidence, c.facts, c.basis, c.state, c.decided_at, c.created_at \
               from candidate c join campaign m on m.id = c.campaign_id join flight_leg l on l.id = c.leg_id \
               where c.traveller_id = $1 or c.author_id = $1 order by c.created_at, c.id";
    GIFTS = "select g.id, m.slug as campaign, g.idea, g.station, g.hand_over_point, g.cost_minor, m.currency, g.score, g.parts, g.facts, \
             g.language, g.state, g.window_opens_at, g.window_closes_at, g.approved_at, g.withdrawn_why, g.changed_at, h.outcome, \
             h.happened_at, h.received_at from gift g join campaign m on m.id = g.campaign_id \
             left join hand_over h on h.gift_id = g.id where g.traveller_id = $1 order by g.changed_at, g.id";
    CONSENTS = "select k.gift_id, k.kind, k.granted, k.language, k.text_version, k.given_at, k.withdrawn_at from consent k \
                join gift g on g.id = k.gift_id where g.traveller_id = $1 order by k.given_at, k.kind";
    LOTS = "select m.slug as campaign, 'held_out' as lot, h.drawn_at as at from hold_out h join campaign m on m.id = h.campaign_id \
            where h.traveller_id = $1 order by h.drawn_at, m.slug";
    LEFT_OUT = "select m.slug as campaign, n.why, p.created_at as at from not_chosen n join plan p on p.id = n.plan_id \
                join campaign m on m.id = p.campaign_id where n.traveller_id = $1 order by p.created_at, p.id";
}

row! {
    struct BookingRow {
        person_id: Uuid, wrapped_key: Vec<u8>, sealed: Vec<u8>, passenger_type: String, language: Option<String>,
        home_country: Option<String>, loyalty_tier: Option<String>, value_band: Option<String>, booked_at: Option<Instant>,
        imported_at: Instant,
    }
}

row! {
    struct LegRow {
        carrier: String, flight_number: i64, departure_on: NaiveDate, origin: String, destination: String,
        scheduled_departure_at: Instant, seat: Option<String>, cabin: Option<String>,
    }
}

row! {
    struct AccountRow { person_id: Uuid, wrapped_key: Vec<u8>, network: String, sealed: Vec<u8>, seen_at: Instant }
}

row! {
    struct PostRow {
        id: Uuid, person_id: Uuid, wrapped_key: Vec<u8>, network: String, sealed: Vec<u8>, language: String, signals: Json<Value>,
        addressed_us: bool, complaint: bool, written_at: Instant, received_at: Instant,
    }
}

row! {
    struct MatchRow {
        id: Uuid, campaign: String, post_id: Uuid, author_id: Uuid, traveller_id: Uuid, carrier: String, flight_number: i64,
        departure_on: NaiveDate, origin: String, destination: String, probability: f64, weight: f64, evidence: Json<Value>,
        facts: Json<Value>, basis: String, state: String, decided_at: Option<Instant>, created_at: Instant,
    }
}

row! {
    /// A gift and how it ended.
    #[derive(Debug, Clone, Serialize)]
    pub struct GiftRecord {
        pub(crate) id: Uuid,
        pub(crate) campaign: String,
        pub(crate) idea: String,
        pub(crate) station: String,
        pub(crate) hand_over_point: String,
        pub(crate) cost_minor: i64,
        pub(crate) currency: String,
        pub(crate) score: i64,
        pub(crate) parts: Json<ScoreParts>,
        pub(crate) facts: Json<Value>,
        pub(crate) language: String,
        pub(crate) state: String,
        pub(crate) window_opens_at: Option<Instant>,
        pub(crate) window_closes_at: Option<Instant>,
        pub(crate) approved_at: Option<Instant>,
        pub(crate) withdrawn_why: Option<String>,
        pub(crate) changed_at: Instant,
        pub(crate) outcome: Option<String>,
        pub(crate) happened_at: Option<Instant>,
        pub(crate) received_at: Option<Instant>,
    }
}

row! {
    /// The answer to one consent question.
    #[derive(Debug, Clone, Serialize)]
    pub struct ConsentRecord {
        pub(crate) gift_id: Uuid,
        pub(crate) kind: String,
        pub(crate) granted: bool,
        pub(crate) language: String,
        pub(crate) text_version: i64,
        pub(crate) given_at: Instant,
        pub(crate) withdrawn_at: Option<Instant>,
    }
}

row! {
    /// A draw of the hold-out.
    #[derive(Debug, Clone, Serialize)]
    pub struct LotRecord { campaign: String, lot: String, at: Instant }
}

row! {
    /// A plan that gave nothing, and why.
    #[derive(Debug, Clone, Serialize)]
    pub struct LeftOutRecord { campaign: String, why: Json<Value>, at: Instant }
}

/// A passenger of a booking.
#[derive(Debug, Clone, Serialize)]
pub struct BookingRecord {
    pub(crate) record_locator: String,
    pub(crate) traveller_id: Option<String>,
    pub(crate) given_name: String,
    pub(crate) family_name: String,
    pub(crate) email: Option<String>,
    pub(crate) home_city: Option<String>,
    pub(crate) home_country: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) passenger_type: String,
    pub(crate) loyalty_tier: Option<String>,
    pub(crate) value_band: Option<String>,
    pub(crate) social: Option<SocialHandle>,
    pub(crate) booked_at: Option<Instant>,
    pub(crate) imported_at: Instant,
    pub(crate) legs: Vec<LegRecord>,
}

/// A leg of a booking.
#[derive(Debug, Clone, Serialize)]
pub struct LegRecord {
    pub(crate) leg: String,
    pub(crate) departs_at: Instant,
    pub(crate) seat: Option<String>,
    pub(crate) cabin: Option<String>,
}

/// An account on a network.
#[derive(Debug, Clone, Serialize)]
pub struct AccountRecord {
    pub(crate) network: String,
    pub(crate) account: Author,
    pub(crate) first_seen_at: Instant,
}

/// A stored post.
#[derive(Debug, Clone, Serialize)]
pub struct PostRecord {
    pub(crate) id: Uuid,
    pub(crate) network: String,
    pub(crate) external_id: String,
    pub(crate) url: Option<String>,
    pub(crate) text: String,
    pub(crate) language: String,
    pub(crate) signals: Value,
    pub(crate) addressed_us: bool,
    pub(crate) complaint: bool,
    pub(crate) written_at: Instant,
    pub(crate) received_at: Instant,
}

/// A match between a post and a passenger on a leg.
#[derive(Debug, Clone, Serialize)]
pub struct MatchRecord {
    pub(crate) id: Uuid,
    pub(crate) campaign: String,
    /// The post; left out where another person wrote it.
    pub post: Option<Uuid>,
    /// The leg; left out where another person is booked on it.
    pub leg: Option<String>,
    pub(crate) probability: f64,
    pub(crate) weight: f64,
    pub(crate) evidence: Value,
    /// What the post told; left out where another person wrote it.
    pub facts: Option<Value>,
    pub(crate) basis: String,
    pub(crate) state: String,
    pub(crate) decided_at: Option<Instant>,
    pub(crate) made_at: Instant,
    /// The post's author.
    #[serde(skip)]
    pub author: AuthorId,
    /// The passenger.
    #[serde(skip)]
    pub traveller: TravellerId,
}

fn leg_name(carrier: &str, number: i64, on: NaiveDate, from: &str, to: &str) -> String {
    format!("{carrier}{number}/{on}/{from}-{to}")
}

impl Store {
    /// A passenger with all legs.
    pub async fn booking_record(&self, traveller: TravellerId) -> Result<Option<BookingRecord>, StoreError> {
        let Some(row) = on_read!(self, BOOKING, query_as::<BookingRow>[traveller.0], fetch_optional)? else {
            return Ok(None);
        };
        let plain = self.open_sealed(row.person_id, &row.wrapped_key, &row.sealed)?;
        let sealed: Sealed =
            serde_json::from_slice(&plain).map_err(|_| StoreError::BadRow { what: "sealed booking" })?;
        let legs = on_read!(self, LEGS, query_as::<LegRow>[traveller.0], fetch_all)?;
        let leg = |row: LegRow| LegRecord {
            leg: leg_name(&row.carrier, row.flight_number, row.departure_on, &row.origin, &row.destination),
            departs_at: row.scheduled_departure_at,
            seat: row.seat,
            cabin: row.cabin,
        };
        Ok(Some(BookingRecord {
            record_locator: sealed.record_locator,
            traveller_id: sealed.traveller_ref,
            given_name: sealed.given_name,
            family_name: sealed.family_name,
            email: sealed.email,
            home_city: sealed.home_city,
            home_country: row.home_country,
            language: row.language,
            passenger_type: row.passenger_type,
            loyalty_tier: row.loyalty_tier,
            value_band: row.value_band,
            social: sealed.social,
            booked_at: row.booked_at,
            imported_at: row.imported_at,
            legs: legs.into_iter().map(leg).collect(),
        }))
    }

    /// An account.
    pub async fn account_record(&self, author: AuthorId) -> Result<Option<AccountRecord>, StoreError> {
        let Some(row) = on_read!(self, ACCOUNT, query_as::<AccountRow>[author.0], fetch_optional)? else {
            return Ok(None);
        };
        let plain = self.open_sealed(row.person_id, &row.wrapped_key, &row.sealed)?;
        let account = serde_json::from_slice(&plain).map_err(|_| StoreError::BadRow { what: "sealed author" })?;
        Ok(Some(AccountRecord { network: row.network, account, first_seen_at: row.seen_at }))
    }

    /// An account's posts.
    pub async fn post_records(&self, author: AuthorId) -> Result<Vec<PostRecord>, StoreError> {
        let rows = on_read!(self, POSTS, query_as::<PostRow>[author.0], fetch_all)?;
        let open = |row: PostRow| {
            let plain = self.open_sealed(row.person_id, &row.wrapped_key, &row.sealed)?;
            let sealed: SealedPost =
                serde_json::from_slice(&plain).map_err(|_| StoreError::BadRow { what: "sealed post" })?;
            Ok(PostRecord {
                id: row.id,
                network: row.network,
                external_id: sealed.id,
                url: sealed.url,
                text: sealed.text,
                language: row.language,
                signals: row.signals.0,
                addressed_us: row.addressed_us,
                complaint: row.complaint,
                written_at: row.written_at,
                received_at: row.received_at,
            })
        };
        rows.into_iter().map(open).collect()
    }

    /// Matches of a passenger or of an account.
    pub async fn match_records(&self, side: Uuid) -> Result<Vec<MatchRecord>, StoreError> {
        let rows = on_read!(self, MATCHES, query_as::<MatchRow>[side], fetch_all)?;
        let record = |row: MatchRow| MatchRecord {
            id: row.id,
            campaign: row.campaign,
            post: Some(row.post_id),
            leg: Some(leg_name(&row.carrier, row.flight_number, row.departure_on, &row.origin, &row.destination)),
            probability: row.probability,
            weight: row.weight,
            evidence: row.evidence.0,
            facts: Some(row.facts.0),
            basis: row.basis,
            state: row.state,
            decided_at: row.decided_at,
            made_at: row.created_at,
            author: AuthorId(row.author_id),
            traveller: TravellerId(row.traveller_id),
        };
        Ok(rows.into_iter().map(record).collect())
    }

    /// A passenger's gifts and hand-overs.
    pub async fn gift_records(&self, traveller: TravellerId) -> Result<Vec<GiftRecord>, StoreError> {
        Ok(on_read!(self, GIFTS, query_as::<GiftRecord>[traveller.0], fetch_all)?)
    }

    /// A passenger's consents.
    pub async fn consent_records(&self, traveller: TravellerId) -> Result<Vec<ConsentRecord>, StoreError> {
        Ok(on_read!(self, CONSENTS, query_as::<ConsentRecord>[traveller.0], fetch_all)?)
    }

    /// Draws of the hold-out that fell on a passenger.
    pub async fn lot_records(&self, traveller: TravellerId) -> Result<Vec<LotRecord>, StoreError> {
        Ok(on_read!(self, LOTS, query_as::<LotRecord>[traveller.0], fetch_all)?)
    }

    /// Plans that gave a passenger nothing.
    pub async fn left_out_records(&self, traveller: TravellerId) -> Result<Vec<LeftOutRecord>, StoreError> {
        Ok(on_read!(self, LEFT_OUT, query_as::<LeftOutRecord>[traveller.0], fetch_all)?)
    }
}

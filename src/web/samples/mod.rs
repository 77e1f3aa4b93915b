//! Made-up read models: one campaign on one morning at Schiphol, in every state a page can show.
//!
//! People, posts and bookings are invented. Templates are tried with them; nothing else uses them.

use chrono::TimeDelta;
use uuid::Uuid;

use crate::domain::actor::Role;
use crate::domain::campaign::CampaignState;
use crate::domain::flight::{Designator, LegKey};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::money::Currency;
use crate::store::view::{CampaignHead, Decision, Names};

pub mod approvals;
pub mod board;
pub mod candidates;
pub mod custody;
pub mod deliveries;
pub mod edit;
pub mod follow_ups;
pub mod plan;
pub mod report;
pub mod review;

/// The sample campaign's name in addresses.
pub const SLUG: &str = "schiphol-surprise";

/// The samples' now: 08:24 at Schiphol.
pub fn now() -> Instant {
    at(8, 24)
}

/// A time of the sample day at Schiphol (4 March 2025, CET).
fn at(hour: i64, minute: i64) -> Instant {
    Instant::UNIX_EPOCH + TimeDelta::seconds(1_741_042_800 + hour * 3600 + minute * 60)
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x0195_5e3a_0000_7000_8000_0000_0000_0000 + number)
}

fn leg(number: u16, destination: &str) -> LegKey {
    LegKey {
        designator: Designator { carrier: "KL".to_owned(), number },
        departure_on: at(12, 0).date_naive(),
        origin: "AMS".to_owned(),
        destination: destination.to_owned(),
    }
}

fn names(all: [&str; 5]) -> Names {
    Language::ALL.iter().copied().zip(all.map(str::to_owned)).collect()
}

fn trail_watch() -> Names {
    names(["Trail watch", "Wandelhorloge", "Reloj de senderismo", "Wanderuhr", "トレイルウォッチ"])
}

fn travel_pillow() -> Names {
    names(["Travel pillow", "Reiskussen", "Almohada de viaje", "Reisekissen", "トラベルピロー"])
}

fn sketchbook() -> Names {
    names([
        "Sketchbook and pencils",
        "Schetsboek met potloden",
        "Cuaderno y lápices",
        "Skizzenbuch mit Stiften",
        "スケッチブックと鉛筆",
    ])
}

fn stroopwafels() -> Names {
    names([
        "Tin of stroopwafels",
        "Blik stroopwafels",
        "Lata de stroopwafels",
        "Dose Stroopwafels",
        "ストロープワッフル缶",
    ])
}

fn head() -> CampaignHead {
    CampaignHead {
        slug: SLUG.to_owned(),
        name: "Schiphol Surprise".to_owned(),
        goal: "Give forty travellers something they can use on this very trip".to_owned(),
        state: CampaignState::Live,
        currency: Currency::EUR,
        starts_on: at(12, 0).date_naive(),
        ends_on: (at(12, 0) + TimeDelta::days(27)).date_naive(),
        stations: vec!["AMS".to_owned(), "RTM".to_owned()],
        zone: chrono_tz::Europe::Amsterdam,
    }
}

fn decided(role: Role, when: Instant) -> Decision {
    Decision { role, simulated: true, at: when }
}

//! Read models filled for pages and commands: what one page needs, as one round of queries delivers it.
//!
//! Nothing here changes anything. Counting happens in the database; the campaign file gives names, caps and rules.

mod approvals;
mod board;
mod candidates;
mod care;
mod case_study;
mod changes;
mod compare;
mod crm;
mod figure_parts;
mod figure_voices;
mod figures;
mod follow_ups;
mod gate;
mod gift;
mod gift_ideas;
mod greeting;
mod news;
mod paper;
mod person;
mod phone;
mod plan;
mod proof;
mod repair;
mod report;
mod report_parts;
mod report_voices;
mod schedule;
mod settings;

pub use approvals::{approvals, campaign, plan_desk, together};
pub use board::{board, campaigns};
pub use candidates::{candidate, candidates, review};
pub use care::{care_case, care_page, care_queue};
pub use case_study::{case_editor, public_case};
pub use changes::{ChangeLine, Changes, ClashShown, changes, clash};
pub use compare::compare;
pub use figures::report_figures;
pub use follow_ups::follow_ups;
pub use gate::{GiftCard, gate, gate_from, gate_index, gift_cards};
pub use gift::{GiftView, gift};
pub use gift_ideas::gift_ideas;
pub use greeting::greeting;
pub use paper::{delivery_row, delivery_words};
pub use person::person;
pub use phone::{fits, gate_gift, phone_list};
pub use plan::plan;
pub use proof::{proof_before, proof_of};
pub use repair::{readings, repair};
pub use report::report;
pub use schedule::schedule;
pub use settings::settings;

use chrono::{Duration, NaiveDate, NaiveTime};
use chrono_tz::Tz;

use super::campaigns::LoadedCampaign;
use crate::domain::campaign::Campaign;
use crate::domain::instant::{Instant, from_local};
use crate::domain::station::zone_of;
use crate::store::view::{CampaignHead, Catalogue};

/// What every page of a campaign shows at its head.
pub fn head_of(loaded: &LoadedCampaign) -> CampaignHead {
    let campaign = &loaded.campaign;
    CampaignHead {
        slug: campaign.slug.clone(),
        name: campaign.name.clone(),
        goal: campaign.goal.clone(),
        state: loaded.state,
        currency: campaign.currency,
        starts_on: campaign.starts_on,
        ends_on: campaign.ends_on,
        stations: campaign.stations.iter().map(|scope| scope.iata.clone()).collect(),
        zone: campaign.stations.first().map_or(Tz::UTC, |scope| zone_of(&scope.iata)),
    }
}

/// The names of a campaign's gift ideas.
pub(super) fn catalogue(campaign: &Campaign) -> Catalogue {
    campaign.gifts.iter().map(|idea| (idea.slug.clone(), idea.name.clone())).collect()
}

/// First and last instant of a day at a place.
pub(super) fn day_bounds(day: NaiveDate, zone: Tz) -> (Instant, Instant) {
    let start = |day: NaiveDate| {
        let midnight = day.and_time(NaiveTime::MIN);
        from_local(midnight, zone).unwrap_or_else(|| midnight.and_utc())
    };
    (start(day), start(day.succ_opt().unwrap_or(day)) - Duration::microseconds(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_where_the_next_begins_also_when_clocks_change() {
        let amsterdam = chrono_tz::Europe::Amsterdam;
        let day = |text: &str| text.parse().expect("a day");
        let hours = |text: &str, zone| {
            let (from, to) = day_bounds(day(text), zone);
            (to + Duration::microseconds(1) - from).num_hours()
        };
        assert_eq!(hours("2025-03-04", amsterdam), 24);
        assert_eq!(hours("2025-03-30", amsterdam), 23);
        assert_eq!(hours("2025-10-26", amsterdam), 25);
        // Santiago skips midnight itself.
        assert_eq!(hours("2025-09-07", chrono_tz::America::Santiago), 23);
    }
}

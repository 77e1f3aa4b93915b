//! The queue of matches that wait for a decision, in the order of [`urgency`], page by page.
//!
//! Within a leg that order does not change with time, so an index keeps it. Legs are asked in the order of their best, until
//! nobody of those left can be on the page: it costs the same whether thousands wait or a hundred thousand. The `+` before
//! probabilities keeps both engines from walking all matches by probability instead.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration};
use sqlx::types::Json;
use uuid::Uuid;

use super::PAGE_SIZE;
use super::candidate_pages::{Narrowed, bounds};
use super::candidates::{CandidateFilter, CandidateLine, HandOverAt};
use super::closing::LegTimes;
use crate::domain::id::{CampaignId, MatchId};
use crate::domain::instant::Instant;
use crate::domain::review::urgency;
use crate::store::{Store, StoreError};

/// Matches of legs that left earlier are expired by then, or soon.
const LOOK_BACK: Duration = Duration::hours(48);

/// So many legs are asked at first, then twice as many and so on: mostly those that close next hold the whole page.
const FIRST_SHARE: usize = 4;

statements! {
    LEGS = "with waiting as materialized (select l.id, l.state, l.origin, l.destination, l.scheduled_departure_at, \
            l.estimated_departure_at, l.gate_closes_at, coalesce(l.estimated_arrival_at, l.scheduled_arrival_at) as arrives_at, \
            (select c.promise from candidate c where c.campaign_id = $1 and c.state = 'suggested' \
            and c.leg_id = l.id and +c.probability >= $2 and +c.probability < $3 and ($4 = '' or (select o.language from post o where o.id = c.post_id) = $4) \
            and ($7 = 0 or (c.taken_by = $8 and c.taken_until > $9)) order by c.promise desc limit 1) as best \
            from flight_leg l where l.scheduled_departure_at >= $10 and ($5 = '' or l.origin = $5 or l.destination = $5) \
            and ($6 = '' or l.carrier || l.flight_number = $6)) select * from waiting where best is not null";
    WAITING = "select c.id, c.leg_id, c.promise from json_each($8) w join candidate c on c.id in (select n.id from candidate n \
               where n.campaign_id = $1 and n.state = 'suggested' and n.leg_id = unhex(w.value) \
               and +n.probability >= $2 and +n.probability < $3 and ($4 = '' or (select o.language from post o where o.id = n.post_id) = $4) \
               and ($5 = 0 or (n.taken_by = $6 and n.taken_until > $7)) order by n.promise desc, n.id limit $9)",
        postgres: "select c.id, c.leg_id, c.promise from jsonb_array_elements_text($8) w cross join lateral (select n.id, \
               n.leg_id, n.promise from candidate n where n.campaign_id = $1 \
               and n.state = 'suggested' and n.leg_id = cast(w as uuid) and +n.probability >= $2 and +n.probability < $3 \
               and ($4 = '' or (select o.language from post o where o.id = n.post_id) = $4) and ($5 = 0 or (n.taken_by = $6 and n.taken_until > $7)) \
               order by n.promise desc, n.id limit $9) c";
}

row! {
    struct LegRow {
        id: Uuid,
        state: String,
        origin: String,
        destination: String,
        scheduled_departure_at: Instant,
        estimated_departure_at: Option<Instant>,
        gate_closes_at: Option<Instant>,
        arrives_at: Option<Instant>,
        best: f64,
    }
}

row! {
    struct WaitingRow { id: Uuid, leg_id: Uuid, promise: f64 }
}

/// Where a page ended: as of when the order was taken, which page it was, and its last place.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Cursor {
    as_of: Instant,
    page: usize,
    place: (f64, Uuid),
}

impl Cursor {
    /// Reads what [`Cursor::write`] wrote; what can't be read is the first page.
    fn read(text: &str) -> Option<Self> {
        let (head, id) = text.split_once('_')?;
        let mut parts = head.splitn(3, '~');
        let as_of = DateTime::from_timestamp_micros(parts.next()?.parse().ok()?)?;
        let page: usize = parts.next()?.parse().ok()?;
        let place: f64 = parts.next()?.parse().ok()?;
        // Nobody turns a thousand pages; a forged number costs no more than that.
        (page <= 1000 && place.is_finite()).then_some(())?;
        Some(Self { as_of, page, place: (place, id.parse().ok()?) })
    }

    fn write(self) -> String {
        format!("{}~{}~{:?}_{}", self.as_of.timestamp_micros(), self.page, self.place.0, self.place.1)
    }
}

/// Until when travellers of a leg can be met; no longer where it is off, or gone from a gate where they were to be met,
/// whatever the clock says.
fn effective_close(leg: &LegRow, hand_over: &HandOverAt, now: Instant) -> Instant {
    let times = LegTimes {
        origin: &leg.origin,
        destination: &leg.destination,
        scheduled: leg.scheduled_departure_at,
        estimated: leg.estimated_departure_at,
        gate_closes: leg.gate_closes_at,
        arrives: leg.arrives_at,
    };
    let closing = times.closing(hand_over);
    let over = match leg.state.as_str() {
        "CNX" => true,
        "GTD" | "DEP" | "LND" | "ARR" => !closing.at_arrival,
        _ => false,
    };
    if over { closing.at.min(now) } else { closing.at }
}

impl Store {
    /// A page of the queue at an instant, with the keyset of the next one.
    pub(super) async fn queue_page(
        &self,
        campaign: CampaignId,
        filter: &CandidateFilter,
        now: Instant,
    ) -> Result<(Vec<CandidateLine>, Option<String>), StoreError> {
        let cursor = filter.after.as_deref().and_then(Cursor::read);
        let (ids, next) = self.queue_ids(campaign, filter, cursor, now).await?;
        Ok((self.chosen_lines(&ids, &filter.hand_over, now).await?, next))
    }

    /// The first matches of the queue, for finding the next and the one before.
    pub async fn queue_head(
        &self,
        campaign: CampaignId,
        filter: &CandidateFilter,
        now: Instant,
    ) -> Result<Vec<MatchId>, StoreError> {
        Ok(self.queue_ids(campaign, filter, None, now).await?.0)
    }

    async fn queue_ids(
        &self,
        campaign: CampaignId,
        filter: &CandidateFilter,
        cursor: Option<Cursor>,
        now: Instant,
    ) -> Result<(Vec<MatchId>, Option<String>), StoreError> {
        let as_of = cursor.map_or(now, |cursor| cursor.as_of);
        let page = cursor.map_or(0, |cursor| cursor.page);
        let most = (page + 1) * PAGE_SIZE + 1;
        let Narrowed { language, station, flight, mine, who } = Narrowed::of(filter);
        let (lowest, above) = bounds(filter);
        let legs = on_read!(self, LEGS, query_as::<LegRow>[campaign.0, lowest, above, language, station, flight, mine, who,
            now, as_of - LOOK_BACK], fetch_all)?;
        let mut order: Vec<_> = legs
            .iter()
            .map(|leg| {
                let closes_at = effective_close(leg, &filter.hand_over, as_of);
                (urgency(leg.best, closes_at, as_of), leg.id, closes_at)
            })
            .collect();
        order.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let limit = i64::try_from(most).unwrap_or(i64::MAX);
        let mut places: Vec<(f64, Uuid)> = Vec::new();
        let (mut left, mut share) = (order.as_slice(), FIRST_SHARE);
        // Nobody of a leg comes before its best: legs behind so many are not asked.
        while let Some((best, ..)) = left.first()
            && places.get(most - 1).is_none_or(|last| last.0 <= *best)
        {
            let (asked, rest) = left.split_at(share.min(left.len()));
            (left, share) = (rest, share * 2);
            let closes: BTreeMap<Uuid, Instant> = asked.iter().map(|(_, leg, closes_at)| (*leg, *closes_at)).collect();
            let names: Vec<String> = closes.keys().map(|leg| leg.simple().to_string()).collect();
            let rows = on_read!(self, WAITING, query_as::<WaitingRow>[campaign.0, lowest, above, language, mine, who, now,
                Json(&names), limit], fetch_all)?;
            places.extend(rows.iter().map(|row| {
                let closes_at = closes.get(&row.leg_id).copied().unwrap_or(as_of);
                (urgency(row.promise, closes_at, as_of), row.id)
            }));
            places.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        }
        let is_after = |(at, id): &(f64, Uuid)| {
            cursor.is_none_or(|Cursor { place: (last, last_id), .. }| *at < last || (*at <= last && *id > last_id))
        };
        let mut rest = places.into_iter().filter(is_after);
        let shown: Vec<_> = rest.by_ref().take(PAGE_SIZE).collect();
        let more = rest.next().is_some();
        let next = shown.last().filter(|_| more).map(|last| Cursor { as_of, page: page + 1, place: *last }.write());
        Ok((shown.into_iter().map(|(_, id)| MatchId(id)).collect(), next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyset_comes_back_as_it_was_and_nonsense_is_the_first_page() {
        let as_of = "2025-03-04T08:00:00.123456Z".parse().expect("an instant");
        let cursor = Cursor { as_of, page: 3, place: (0.019_8, Uuid::from_u128(7)) };
        assert_eq!(Cursor::read(&cursor.write()), Some(cursor));
        for wrong in ["", "_", "1~2~3", "1~2~x_0", "1~99999~0.5_00000000-0000-0000-0000-000000000007", "1~1~NaN_0"] {
            assert_eq!(Cursor::read(wrong), None, "{wrong}");
        }
    }
}

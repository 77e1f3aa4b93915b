//! A campaign's candidates page by page, and one candidate with its evidence and rivals.
//!
//! Counts come from indexes; only the lines of one page are opened. What was erased or deleted shows as empty.

use chrono::NaiveDate;
use serde::Deserialize;
use sqlx::types::Json;
use uuid::Uuid;

use super::candidates::{CandidateFilter, CandidateLine, CandidateView, CandidatesView, HandOverAt, PostShown, Rival};
use super::closing::LegTimes;
use super::legs::leg_key;
use super::{CampaignHead, Decision, MaskedName, count, cut_page, page_limit, read_after};
use crate::domain::id::{CampaignId, MatchId};
use crate::domain::instant::Instant;
use crate::domain::matching::{Evidence, MatchState};
use crate::domain::station::zone_of;
use crate::store::review::lease_of;
use crate::store::{Store, StoreError};

/// Lines of candidates, narrowed by what follows.
macro_rules! lines {
    ($($narrowed:literal),+ $(,)?) => {
        concat!(
            "select c.id, c.state, c.probability, c.weight, o.network, o.language, o.written_at, o.sealed, \
             a.sealed as author_sealed, a.person_id as author_person, ap.wrapped_key as author_key, t.person_id, \
             tp.wrapped_key, t.sealed as traveller_sealed, l.carrier, l.flight_number, l.departure_on, l.origin, \
             l.destination, l.scheduled_departure_at, l.estimated_departure_at, l.gate_closes_at, \
             coalesce(l.estimated_arrival_at, l.scheduled_arrival_at) as arrives_at, c.taken_by, c.taken_simulated, c.taken_at, c.taken_until \
             from candidate c join post o on o.id = c.post_id join author a on a.id = o.author_id \
             join person ap on ap.id = a.person_id join traveller t on t.id = c.traveller_id \
             join person tp on tp.id = t.person_id join flight_leg l on l.id = c.leg_id where ",
            $($narrowed),+
        )
    };
}

/// One page of them. Empty texts, and a 0 in front of a person, narrow nothing.
macro_rules! page {
    ($state:literal) => {
        lines!(
            "c.campaign_id = $1 and c.probability >= $2 and c.probability <= $3 and (c.probability < $3 or c.id > $4)",
            $state,
            " and ($6 = '' or o.language = $6) and ($7 = '' or l.origin = $7 or l.destination = $7) \
             and ($8 = '' or l.carrier || l.flight_number = $8) and ($9 = 0 or (c.taken_by = $10 and c.taken_until > $11)) \
             order by c.probability desc, c.id limit $5",
        )
    };
}

statements! {
    PAGE = page!("");
    PAGE_IN_STATE = page!(" and c.state = $12");
    CHOSEN = lines!("c.id in (select unhex(value) from json_each($1))"),
        postgres: lines!("c.id in (select cast(jsonb_array_elements_text($1) as uuid))");
    TOTAL_NARROWED = "select count(*) from candidate c join post o on o.id = c.post_id join flight_leg l on l.id = c.leg_id \
                      where c.campaign_id = $1 and c.probability >= $2 and c.probability < $3 and ($4 = '' or c.state = $4) \
                      and ($5 = '' or o.language = $5) and ($6 = '' or l.origin = $6 or l.destination = $6) \
                      and ($7 = '' or l.carrier || l.flight_number = $7) and ($8 = 0 or (c.taken_by = $9 and c.taken_until > $10))";
    TOTAL = "select count(*) from candidate where campaign_id = $1 and probability >= $2 and probability < $3";
    TOTAL_IN_STATE = "select count(*) from candidate where campaign_id = $1 and probability >= $2 and probability < $3 and state = $4";
    ONE = "select c.id, c.post_id, c.state, c.probability, c.weight, c.evidence, c.facts, c.basis, o.network, o.language, o.written_at, \
           o.sealed, a.sealed as author_sealed, a.person_id as author_person, ap.wrapped_key as author_key, t.person_id, \
           tp.wrapped_key, t.sealed as traveller_sealed, l.carrier, l.flight_number, l.departure_on, l.origin, l.destination, \
           l.scheduled_departure_at, l.estimated_departure_at, l.gate from candidate c join post o on o.id = c.post_id \
           join author a on a.id = o.author_id join person ap on ap.id = a.person_id join traveller t on t.id = c.traveller_id \
           join person tp on tp.id = t.person_id join flight_leg l on l.id = c.leg_id where c.campaign_id = $1 and c.id = $2";
    RIVALS = "select c.id, c.probability, c.weight, t.person_id, tp.wrapped_key, t.sealed, l.carrier, l.flight_number, l.departure_on, \
              l.origin, l.destination from candidate c join traveller t on t.id = c.traveller_id join person tp on tp.id = t.person_id \
              join flight_leg l on l.id = c.leg_id where c.post_id = $1 and c.campaign_id = $2 and c.id <> $3 \
              order by c.probability desc, c.id limit $4";
    DECIDED = "select action, actor_role, simulated, happened_at from audit_entry where subject = $1 \
               and action in ('match.confirm', 'match.reject', 'match.reopen', 'match.never_contact') \
               order by sequence desc limit 1";
}

row! {
    struct LineRow {
        id: Uuid,
        state: String,
        probability: f64,
        weight: f64,
        network: String,
        language: String,
        written_at: Instant,
        sealed: Vec<u8>,
        author_sealed: Vec<u8>,
        author_person: Uuid,
        author_key: Option<Vec<u8>>,
        person_id: Uuid,
        wrapped_key: Option<Vec<u8>>,
        traveller_sealed: Vec<u8>,
        carrier: String,
        flight_number: i64,
        departure_on: NaiveDate,
        origin: String,
        destination: String,
        scheduled_departure_at: Instant,
        estimated_departure_at: Option<Instant>,
        gate_closes_at: Option<Instant>,
        arrives_at: Option<Instant>,
        taken_by: Option<Uuid>,
        taken_simulated: Option<bool>,
        taken_at: Option<Instant>,
        taken_until: Option<Instant>,
    }
}

row! {
    struct OneRow {
        id: Uuid,
        post_id: Uuid,
        state: String,
        probability: f64,
        weight: f64,
        evidence: Json<Vec<Evidence>>,
        facts: Json<Vec<Tag>>,
        basis: String,
        network: String,
        language: String,
        written_at: Instant,
        sealed: Vec<u8>,
        author_sealed: Vec<u8>,
        author_person: Uuid,
        author_key: Option<Vec<u8>>,
        person_id: Uuid,
        wrapped_key: Option<Vec<u8>>,
        traveller_sealed: Vec<u8>,
        carrier: String,
        flight_number: i64,
        departure_on: NaiveDate,
        origin: String,
        destination: String,
        scheduled_departure_at: Instant,
        estimated_departure_at: Option<Instant>,
        gate: Option<String>,
    }
}

row! {
    struct RivalRow {
        id: Uuid,
        probability: f64,
        weight: f64,
        person_id: Uuid,
        wrapped_key: Option<Vec<u8>>,
        sealed: Vec<u8>,
        carrier: String,
        flight_number: i64,
        departure_on: NaiveDate,
        origin: String,
        destination: String,
    }
}

row! {
    struct DecidedRow { action: String, actor_role: String, simulated: bool, happened_at: Instant }
}

/// What a page shows of a fact.
#[derive(Deserialize)]
struct Tag {
    tag: String,
}

/// The probabilities of a filter: the lowest inside, and the first above it.
pub(super) fn bounds(filter: &CandidateFilter) -> (f64, f64) {
    // Probabilities are at most 1, so 2 is above them all.
    filter.band.map_or((0.0, 2.0), super::candidates::Band::range)
}

fn bad(what: &'static str) -> StoreError {
    StoreError::BadRow { what }
}

/// A language code, where the listen step found one.
fn known_language(code: String) -> Option<String> {
    Some(code).filter(|code| code != crate::signals::UNDETERMINED)
}

/// What narrows a list, as statements take it.
pub(super) struct Narrowed<'a> {
    pub(super) language: &'a str,
    pub(super) station: &'a str,
    pub(super) flight: &'a str,
    pub(super) mine: i64,
    pub(super) who: Uuid,
}

impl<'a> Narrowed<'a> {
    pub(super) fn of(filter: &'a CandidateFilter) -> Self {
        Self {
            language: filter.language.as_deref().unwrap_or_default(),
            station: filter.station.as_deref().unwrap_or_default(),
            flight: filter.flight.as_deref().unwrap_or_default(),
            mine: i64::from(filter.mine.is_some()),
            who: filter.mine.map_or(Uuid::nil(), |who| who.0),
        }
    }
}

impl Store {
    /// One page of a campaign's candidates at an instant.
    pub async fn candidates_view(
        &self,
        campaign: CampaignId,
        head: CampaignHead,
        filter: &CandidateFilter,
        now: Instant,
    ) -> Result<CandidatesView, StoreError> {
        let (lines, next) = if filter.state == Some(MatchState::Suggested) {
            self.queue_page(campaign, filter, now).await?
        } else {
            self.surest_page(campaign, filter, now).await?
        };
        let counts = self.candidate_counts(campaign).await?;
        // Without a band and the like the counts say it already.
        let total = if filter.band.is_none() && !filter.is_narrowed() {
            let wanted = counts.iter().filter(|line| filter.state.is_none_or(|state| state == line.state));
            wanted.map(|line| line.count).sum()
        } else {
            self.count_candidates(campaign, filter, now).await?
        };
        Ok(CandidatesView { head, filter: filter.clone(), counts, total, lines, next, read_at: now })
    }

    /// A page by probability.
    async fn surest_page(
        &self,
        campaign: CampaignId,
        filter: &CandidateFilter,
        now: Instant,
    ) -> Result<(Vec<CandidateLine>, Option<String>), StoreError> {
        let (lowest, above) = bounds(filter);
        let first = (f64::next_down(above), Uuid::nil());
        let (highest, after) =
            read_after::<f64>(filter.after.as_deref()).filter(|(at, _)| *at < above).unwrap_or(first);
        let Narrowed { language, station, flight, mine, who } = Narrowed::of(filter);
        let mut rows = if let Some(state) = filter.state.map(MatchState::as_str) {
            on_read!(self, PAGE_IN_STATE, query_as::<LineRow>[campaign.0, lowest, highest, after, page_limit(), language, station,
                flight, mine, who, now, state], fetch_all)?
        } else {
            on_read!(self, PAGE, query_as::<LineRow>[campaign.0, lowest, highest, after, page_limit(), language, station,
                flight, mine, who, now], fetch_all)?
        };
        let next = cut_page(&mut rows, |row| format!("{:?}_{}", row.probability, row.id));
        Ok((
            rows.into_iter().map(|row| self.candidate_line(row, &filter.hand_over, now)).collect::<Result<_, _>>()?,
            next,
        ))
    }

    async fn count_candidates(
        &self,
        campaign: CampaignId,
        filter: &CandidateFilter,
        now: Instant,
    ) -> Result<u64, StoreError> {
        let (lowest, above) = bounds(filter);
        let state = filter.state.map_or("", MatchState::as_str);
        if !filter.is_narrowed() {
            return Ok(count(if state.is_empty() {
                on_read!(self, TOTAL, query_scalar::<i64>[campaign.0, lowest, above], fetch_one)?
            } else {
                on_read!(self, TOTAL_IN_STATE, query_scalar::<i64>[campaign.0, lowest, above, state], fetch_one)?
            }));
        }
        let Narrowed { language, station, flight, mine, who } = Narrowed::of(filter);
        Ok(count(
            on_read!(self, TOTAL_NARROWED, query_scalar::<i64>[campaign.0, lowest, above, state, language, station,
            flight, mine, who, now], fetch_one)?,
        ))
    }

    /// The lines of some candidates, in their order.
    pub(super) async fn chosen_lines(
        &self,
        ids: &[MatchId],
        hand_over: &HandOverAt,
        now: Instant,
    ) -> Result<Vec<CandidateLine>, StoreError> {
        let names: Vec<String> = ids.iter().map(|id| id.0.simple().to_string()).collect();
        let rows = on_read!(self, CHOSEN, query_as::<LineRow>[Json(&names)], fetch_all)?;
        let mut lines =
            rows.into_iter().map(|row| self.candidate_line(row, hand_over, now)).collect::<Result<Vec<_>, _>>()?;
        lines.sort_by_key(|line| ids.iter().position(|id| *id == line.id));
        Ok(lines)
    }

    fn candidate_line(&self, row: LineRow, hand_over: &HandOverAt, now: Instant) -> Result<CandidateLine, StoreError> {
        let writing =
            self.open_writing(row.author_person, row.author_key.as_deref(), &row.sealed, &row.author_sealed)?;
        let (text, handle) = writing.map(|writing| (writing.text, writing.author.handle)).unwrap_or_default();
        let times = LegTimes {
            origin: &row.origin,
            destination: &row.destination,
            scheduled: row.scheduled_departure_at,
            estimated: row.estimated_departure_at,
            gate_closes: row.gate_closes_at,
            arrives: row.arrives_at,
        };
        let closing = times.closing(hand_over);
        Ok(CandidateLine {
            id: MatchId(row.id),
            state: row.state.parse().map_err(|_| bad("match state"))?,
            probability: row.probability,
            weight: row.weight,
            network: row.network.parse().map_err(|_| bad("network"))?,
            handle,
            language: known_language(row.language),
            text,
            posted_at: row.written_at,
            traveller: self.masked(row.person_id, row.wrapped_key.as_deref(), &row.traveller_sealed)?,
            zone: zone_of(&row.origin),
            leg: leg_key((row.carrier, row.flight_number), row.departure_on, (row.origin, row.destination))?,
            departs_at: row.estimated_departure_at.unwrap_or(row.scheduled_departure_at),
            closing,
            taken: lease_of(row.taken_by, row.taken_simulated, row.taken_at, row.taken_until)
                .filter(|lease| now < lease.until),
        })
    }

    /// A booked name, masked; empty once the person is erased.
    pub(super) fn masked(
        &self,
        person: Uuid,
        wrapped_key: Option<&[u8]>,
        sealed: &[u8],
    ) -> Result<MaskedName, StoreError> {
        let (given, family) = self.open_names(person, wrapped_key, sealed)?;
        Ok(MaskedName::of(&given, &family))
    }

    /// One candidate of a campaign.
    pub async fn candidate_view(
        &self,
        campaign: CampaignId,
        head: CampaignHead,
        id: MatchId,
    ) -> Result<Option<CandidateView>, StoreError> {
        let Some(row) = on_read!(self, ONE, query_as::<OneRow>[campaign.0, id.0], fetch_optional)? else {
            return Ok(None);
        };
        let writing =
            self.open_writing(row.author_person, row.author_key.as_deref(), &row.sealed, &row.author_sealed)?;
        let (url, text, author) =
            writing.map(|writing| (writing.url, writing.text, writing.author)).unwrap_or_default();
        let post = PostShown {
            network: row.network.parse().map_err(|_| bad("network"))?,
            url,
            handle: author.handle,
            display_name: author.display_name,
            created_at: row.written_at,
            text,
            language: known_language(row.language),
        };
        let mut evidence = row.evidence.0;
        evidence.sort_by_key(|piece| piece.comparison != "prior");
        Ok(Some(CandidateView {
            head,
            id: MatchId(row.id),
            state: row.state.parse().map_err(|_| bad("match state"))?,
            probability: row.probability,
            weight: row.weight,
            evidence,
            basis: row.basis.parse().map_err(|_| bad("basis"))?,
            facts: row.facts.0.into_iter().map(|fact| fact.tag).collect(),
            post,
            traveller: self.masked(row.person_id, row.wrapped_key.as_deref(), &row.traveller_sealed)?,
            zone: zone_of(&row.origin),
            leg: leg_key((row.carrier, row.flight_number), row.departure_on, (row.origin, row.destination))?,
            departs_at: row.estimated_departure_at.unwrap_or(row.scheduled_departure_at),
            gate: row.gate,
            decision: self.decision_on(id).await?,
            rivals: self.rivals(campaign, id, row.post_id).await?,
        }))
    }

    async fn decision_on(&self, id: MatchId) -> Result<Option<Decision>, StoreError> {
        let row = on_read!(self, DECIDED, query_as::<DecidedRow>[id.to_string()], fetch_optional)?;
        let decision = |row: DecidedRow| {
            let role = row.actor_role.parse().map_err(|_| bad("role"))?;
            Ok(Decision { role, simulated: row.simulated, at: row.happened_at })
        };
        // What was taken back is decided by nobody.
        row.filter(|row| row.action != "match.reopen").map(decision).transpose()
    }

    async fn rivals(&self, campaign: CampaignId, id: MatchId, post: Uuid) -> Result<Vec<Rival>, StoreError> {
        let rows = on_read!(self, RIVALS, query_as::<RivalRow>[post, campaign.0, id.0, page_limit() - 1], fetch_all)?;
        let rival = |row: RivalRow| {
            Ok(Rival {
                id: MatchId(row.id),
                traveller: self.masked(row.person_id, row.wrapped_key.as_deref(), &row.sealed)?,
                leg: leg_key((row.carrier, row.flight_number), row.departure_on, (row.origin, row.destination))?,
                probability: row.probability,
                weight: row.weight,
            })
        };
        rows.into_iter().map(rival).collect()
    }
}

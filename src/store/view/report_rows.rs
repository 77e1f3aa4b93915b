//! Counts behind a report: how hand-overs ended, who got gifts of whom, where, when, and how people judged matches.

use super::count;
use super::report_parts::{CalibrationBand, Endings, FairLine};
use crate::domain::id::CampaignId;
use crate::domain::instant::Instant;
use crate::store::{Store, StoreError};

/// Travellers with a match that a person confirmed or that led to a gift, grouped by an expression.
macro_rules! fair {
    ($word:literal) => {
        concat!(
            "select ", $word, " as word, count(distinct c.traveller_id) as confirmed, \
             count(distinct case when g.state = 'handed_over' then c.traveller_id end) as given from candidate c \
             left join gift g on g.candidate_id = c.id left join passage p on p.leg_id = c.leg_id and p.traveller_id = c.traveller_id \
             join flight_leg l on l.id = c.leg_id join author a on a.id = c.author_id join post o on o.id = c.post_id \
             where c.campaign_id = $1 and (c.state = 'confirmed' or g.id is not null) group by ",
            $word, " order by confirmed desc, word limit 30"
        )
    };
}

statements! {
    BY_LANGUAGE = fair!("o.language");
    BY_CABIN = fair!("coalesce(p.cabin, 'unknown')");
    BY_ROUTE = fair!("l.origin || '-' || l.destination");
    BY_FOLLOWERS = fair!("case when a.followers is null then 'unknown' when a.followers < 100 then 'under_100' \
                   when a.followers < 1000 then 'under_1000' when a.followers < 10000 then 'under_10000' else 'from_10000' end");
    ENDINGS = "select (select count(*) from hand_over h join gift g on g.id = h.gift_id where g.campaign_id = $1 and h.outcome = 'given') as given, \
               (select count(*) from hand_over h join gift g on g.id = h.gift_id where g.campaign_id = $1 and h.outcome = 'declined') as declined, \
               (select count(*) from hand_over h join gift g on g.id = h.gift_id where g.campaign_id = $1 and h.outcome = 'not_found') as not_found, \
               (select count(*) from hand_over h join gift g on g.id = h.gift_id where g.campaign_id = $1 and h.in_window) as in_window, \
               (select count(*) from consent k join gift g on g.id = k.gift_id where g.campaign_id = $1 and k.kind = 'publication' \
               and k.granted and k.withdrawn_at is null) as publication, \
               (select count(*) from consent k join gift g on g.id = k.gift_id where g.campaign_id = $1 and k.kind = 'photo' \
               and k.granted and k.withdrawn_at is null) as photo, \
               (select count(*) from consent k join gift g on g.id = k.gift_id where g.campaign_id = $1 and k.kind = 'reuse' \
               and k.granted and k.withdrawn_at is null) as reuse";
    IDEAS = "select idea, state, count(*) as n from gift where campaign_id = $1 and state in ('handed_over', 'declined', 'missed') \
             group by idea, state order by idea, state";
    GIVEN = "select g.station, l.gate, h.happened_at from hand_over h join gift g on g.id = h.gift_id \
             join flight_leg l on l.id = g.leg_id where g.campaign_id = $1 and h.outcome = 'given' order by h.happened_at, g.id";
    DESTINATIONS = "select l.destination as word, count(*) as n from gift g join flight_leg l on l.id = g.leg_id \
                    where g.campaign_id = $1 and g.state = 'handed_over' group by l.destination order by n desc, word";
    CALIBRATION = "select case when probability < 0.5 then 0 when probability < 0.8 then 1 when probability < 0.9 then 2 \
                   when probability < 0.95 then 3 when probability < 0.99 then 4 else 5 end as band, count(*) as n, \
                   avg(probability) as stated, cast(sum(case when state = 'confirmed' then 1 else 0 end) as bigint) as confirmed \
                   from candidate where campaign_id = $1 and decided_by is not null and state in ('confirmed', 'rejected') \
                   group by case when probability < 0.5 then 0 when probability < 0.8 then 1 when probability < 0.9 then 2 \
                   when probability < 0.95 then 3 when probability < 0.99 then 4 else 5 end order by band";
    EVENTS = "select g.id, g.idea, g.station, g.state, g.window_opens_at as opens, g.window_closes_at as closes, l.carrier, \
              l.flight_number, l.gate from gift g join flight_leg l on l.id = g.leg_id where g.campaign_id = $1 \
              and g.window_opens_at is not null and g.state in ('approved', 'picked_up', 'handed_over', 'withdrawn') \
              order by g.window_opens_at, g.id limit 5000";
    POSTS = "select id, network, state, coalesce(published_at, earliest_at) as at from follow_up where campaign_id = $1 \
             and state in ('approved', 'held', 'queued', 'published') order by at, id limit 5000";
}

row! {
    struct FairRow { word: String, confirmed: i64, given: i64 }
}

row! {
    struct EndingsRow {
        given: i64,
        declined: i64,
        not_found: i64,
        in_window: i64,
        publication: i64,
        photo: i64,
        reuse: i64,
    }
}

row! {
    struct IdeaRow { idea: String, state: String, n: i64 }
}

row! {
    /// A gift given.
    pub(crate) struct GivenRow { pub(crate) station: String, pub(crate) gate: Option<String>, pub(crate) happened_at: Instant }
}

row! {
    struct WordRow { word: String, n: i64 }
}

row! {
    struct BandRow { n: i64, stated: f64, confirmed: i64 }
}

row! {
    /// A hand-over in a calendar.
    pub(crate) struct HandOverEvent {
        pub(crate) id: uuid::Uuid,
        pub(crate) idea: String,
        pub(crate) station: String,
        pub(crate) state: String,
        pub(crate) opens: Instant,
        pub(crate) closes: Option<Instant>,
        pub(crate) carrier: String,
        pub(crate) flight_number: i64,
        pub(crate) gate: Option<String>,
    }
}

row! {
    /// A post in a calendar.
    pub(crate) struct PostEvent {
        pub(crate) id: uuid::Uuid,
        pub(crate) network: String,
        pub(crate) state: String,
        pub(crate) at: Instant,
    }
}

impl Store {
    /// Who got gifts of whom: by language, cabin, route and followers.
    pub(crate) async fn fairness(
        &self,
        campaign: CampaignId,
    ) -> Result<Vec<(&'static str, Vec<FairLine>)>, StoreError> {
        let mut groups = Vec::new();
        for (by, sql) in
            [("language", BY_LANGUAGE), ("cabin", BY_CABIN), ("route", BY_ROUTE), ("followers", BY_FOLLOWERS)]
        {
            let rows = on_read!(self, sql, query_as::<FairRow>[campaign.0], fetch_all)?;
            let line =
                |row: FairRow| FairLine { word: row.word, confirmed: count(row.confirmed), given: count(row.given) };
            groups.push((by, rows.into_iter().map(line).collect()));
        }
        Ok(groups)
    }

    /// How hand-overs ended.
    pub(crate) async fn endings(&self, campaign: CampaignId) -> Result<Endings, StoreError> {
        let row = on_read!(self, ENDINGS, query_as::<EndingsRow>[campaign.0], fetch_one)?;
        Ok(Endings {
            given: count(row.given),
            declined: count(row.declined),
            not_found: count(row.not_found),
            in_window: count(row.in_window),
            publication: count(row.publication),
            photo: count(row.photo),
            reuse: count(row.reuse),
        })
    }

    /// Gifts that were brought to people, by idea and whether they reached them.
    pub(crate) async fn ideas_brought(&self, campaign: CampaignId) -> Result<Vec<(String, bool, u64)>, StoreError> {
        let rows = on_read!(self, IDEAS, query_as::<IdeaRow>[campaign.0], fetch_all)?;
        Ok(rows.into_iter().map(|row| (row.idea, row.state == "handed_over", count(row.n))).collect())
    }

    /// Every gift given, with its gate and time.
    pub(crate) async fn gifts_given(&self, campaign: CampaignId) -> Result<Vec<GivenRow>, StoreError> {
        Ok(on_read!(self, GIVEN, query_as::<GivenRow>[campaign.0], fetch_all)?)
    }

    /// Gifts by destination, most first.
    pub(crate) async fn gifts_by_destination(&self, campaign: CampaignId) -> Result<Vec<(String, u64)>, StoreError> {
        let rows = on_read!(self, DESTINATIONS, query_as::<WordRow>[campaign.0], fetch_all)?;
        Ok(rows.into_iter().map(|row| (row.word, count(row.n))).collect())
    }

    /// What was stated of matches, and how people decided.
    pub(crate) async fn calibration(&self, campaign: CampaignId) -> Result<Vec<CalibrationBand>, StoreError> {
        let rows = on_read!(self, CALIBRATION, query_as::<BandRow>[campaign.0], fetch_all)?;
        let band = |row: BandRow| CalibrationBand {
            stated: row.stated,
            confirmed: row.confirmed as f64 / row.n.max(1) as f64,
            n: count(row.n),
        };
        Ok(rows.into_iter().map(band).collect())
    }

    /// Hand-overs for a calendar.
    pub(crate) async fn hand_over_events(&self, campaign: CampaignId) -> Result<Vec<HandOverEvent>, StoreError> {
        Ok(on_read!(self, EVENTS, query_as::<HandOverEvent>[campaign.0], fetch_all)?)
    }

    /// Posts for a calendar.
    pub(crate) async fn post_events(&self, campaign: CampaignId) -> Result<Vec<PostEvent>, StoreError> {
        Ok(on_read!(self, POSTS, query_as::<PostEvent>[campaign.0], fetch_all)?)
    }
}

//! The two groups of a lot, by keyed hash, and the bookings they made later. Nothing here names anybody.

use uuid::Uuid;

use super::view::count;
use super::{Store, StoreError, Tx};
use crate::domain::id::CampaignId;
use crate::domain::instant::Instant;

statements! {
    ASSIGN = "insert into assignment (campaign_id, subject, held_out, stratum, assigned_at) values ($1, $2, $3, $4, $5) \
              on conflict (campaign_id, subject) do nothing";
    WATCHED = "select campaign_id, subject, assigned_at from assignment where assigned_at > $1";
    SEE = "insert into later_booking (campaign_id, subject, booked_at, seen_at) values ($1, $2, $3, $4) \
           on conflict (campaign_id, subject, booked_at) do nothing";
    GROUPS = "select a.held_out, count(*) as people, count(l.subject) as booked from assignment a left join \
              (select distinct campaign_id, subject from later_booking) l on l.campaign_id = a.campaign_id and l.subject = a.subject \
              where a.campaign_id = $1 group by a.held_out";
    FORGET = "delete from assignment where subject = $1";
    PURGE = "delete from assignment where assigned_at < $1";
}

row! {
    struct WatchedRow { campaign_id: Uuid, subject: Vec<u8>, assigned_at: Instant }
}

row! {
    struct GroupRow { held_out: bool, people: i64, booked: i64 }
}

/// Somebody whose later bookings count for a campaign.
#[derive(Debug)]
pub(crate) struct Watched {
    pub(crate) campaign: CampaignId,
    pub(crate) subject: Vec<u8>,
    pub(crate) assigned_at: Instant,
}

/// How many a lot put into a group, and how many of them booked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Booked {
    pub(crate) people: u64,
    pub(crate) again: u64,
}

impl Tx {
    /// Notes which group somebody is in. Who is in one stays there.
    pub(crate) async fn assign(
        &mut self,
        campaign: CampaignId,
        subject: &[u8],
        held_out: bool,
        stratum: &str,
        now: Instant,
    ) -> Result<(), StoreError> {
        in_tx!(self, ASSIGN, query[campaign.0, subject, held_out, stratum, now], execute)?;
        Ok(())
    }

    /// Notes a later booking; the same one twice is one.
    pub(crate) async fn see_booking(
        &mut self,
        campaign: CampaignId,
        subject: &[u8],
        booked_at: Instant,
        now: Instant,
    ) -> Result<(), StoreError> {
        in_tx!(self, SEE, query[campaign.0, subject, booked_at, now], execute)?;
        Ok(())
    }

    /// Forgets somebody in all groups, with their later bookings.
    pub(crate) async fn forget_assignments(&mut self, subject: &[u8]) -> Result<u64, StoreError> {
        Ok(in_tx!(self, FORGET, query[subject], execute)?)
    }

    /// Forgets everybody assigned before an instant.
    pub(crate) async fn purge_assignments(&mut self, before: Instant) -> Result<u64, StoreError> {
        Ok(in_tx!(self, PURGE, query[before], execute)?)
    }
}

impl Store {
    /// Everybody assigned after an instant.
    pub(crate) async fn list_watched(&self, after: Instant) -> Result<Vec<Watched>, StoreError> {
        let rows = on_read!(self, WATCHED, query_as::<WatchedRow>[after], fetch_all)?;
        let watched = |row: WatchedRow| Watched {
            campaign: CampaignId(row.campaign_id),
            subject: row.subject,
            assigned_at: row.assigned_at,
        };
        Ok(rows.into_iter().map(watched).collect())
    }

    /// The two groups of a campaign: who was not held out, and who was.
    pub(crate) async fn booked_again(&self, campaign: CampaignId) -> Result<(Booked, Booked), StoreError> {
        let rows = on_read!(self, GROUPS, query_as::<GroupRow>[campaign.0], fetch_all)?;
        let (mut offered, mut held_out) = (Booked::default(), Booked::default());
        for row in rows {
            let group = if row.held_out { &mut held_out } else { &mut offered };
            *group = Booked { people: count(row.people), again: count(row.booked) };
        }
        Ok((offered, held_out))
    }
}

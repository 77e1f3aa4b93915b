//! How many posts named a theme, by hour. No row tells of a person, and no word of a post is kept.

use uuid::Uuid;

use super::view::count;
use super::{Store, StoreError, Tx};
use crate::domain::actor::Actor;
use crate::domain::instant::Instant;

words! {
    /// What a theme became.
    IdeaKind {
        /// Somebody looks into it.
        Task = "task",
        /// It may become a campaign.
        Campaign = "campaign",
    }
}

statements! {
    COUNT = "insert into theme_count (hour_at, theme, n) values ($1, $2, $3) \
             on conflict (theme, hour_at) do update set n = theme_count.n + excluded.n";
    SUMS = "select theme, cast(sum(n) as bigint) as n from theme_count where hour_at >= $1 and hour_at < $2 group by theme order by theme";
    HOURS = "select hour_at, cast(sum(n) as bigint) as n from theme_count where hour_at >= $1 and hour_at < $2 and theme = $3 \
             group by hour_at order by hour_at";
    PURGE = "delete from theme_count where hour_at < $1";
    ADD_IDEA = "insert into theme_idea (id, theme, note, kind, made_by, made_at) values ($1, $2, $3, $4, $5, $6)";
    DONE = "update theme_idea set done_at = $2 where id = $1 and done_at is null";
    IDEA = "select id, theme, note, kind, made_at from theme_idea where id = $1 and done_at is null";
    IDEAS = "select id, theme, note, kind, made_at from theme_idea where done_at is null order by made_at desc, id limit 50";
}

row! {
    struct SumRow { theme: String, n: i64 }
}

row! {
    struct HourRow { hour_at: Instant, n: i64 }
}

row! {
    struct IdeaRow { id: Uuid, theme: String, note: String, kind: String, made_at: Instant }
}

/// A theme that somebody took up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idea {
    /// Its id.
    pub id: Uuid,
    /// The theme.
    pub theme: String,
    /// What to do, in words.
    pub note: String,
    /// What it became.
    pub kind: IdeaKind,
    /// When.
    pub made_at: Instant,
}

impl IdeaRow {
    fn idea(self) -> Result<Idea, StoreError> {
        let kind = self.kind.parse().map_err(|_| StoreError::BadRow { what: "idea" })?;
        Ok(Idea { id: self.id, theme: self.theme, note: self.note, kind, made_at: self.made_at })
    }
}

impl Tx {
    /// Adds to a theme's hour.
    pub async fn count_theme(&mut self, hour: Instant, theme: &str, n: u64) -> Result<(), StoreError> {
        in_tx!(self, COUNT, query[hour, theme, n.cast_signed()], execute)?;
        Ok(())
    }

    /// Forgets hours before an instant.
    pub async fn purge_themes(&mut self, before: Instant) -> Result<u64, StoreError> {
        Ok(in_tx!(self, PURGE, query[before], execute)?)
    }

    /// Notes that somebody took a theme up.
    pub async fn add_idea(&mut self, idea: &Idea, by: &Actor) -> Result<(), StoreError> {
        in_tx!(self, ADD_IDEA, query[idea.id, &idea.theme, &idea.note, idea.kind.as_str(), by.id.0, idea.made_at], execute)?;
        Ok(())
    }

    /// Ends an idea; `Stale` where it ended already.
    pub async fn finish_idea(&mut self, id: Uuid, now: Instant) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, DONE, query[id, now], execute)?)
    }
}

impl Store {
    /// Posts by theme between two instants.
    pub async fn theme_sums(&self, from: Instant, to: Instant) -> Result<Vec<(String, u64)>, StoreError> {
        let rows = on_read!(self, SUMS, query_as::<SumRow>[from, to], fetch_all)?;
        Ok(rows.into_iter().map(|row| (row.theme, count(row.n))).collect())
    }

    /// A theme's hours between two instants; hours without a post are left out.
    pub async fn theme_hours(
        &self,
        from: Instant,
        to: Instant,
        theme: &str,
    ) -> Result<Vec<(Instant, u64)>, StoreError> {
        let rows = on_read!(self, HOURS, query_as::<HourRow>[from, to, theme], fetch_all)?;
        Ok(rows.into_iter().map(|row| (row.hour_at, count(row.n))).collect())
    }

    /// An idea that is not done; none where there is no such one any more.
    pub async fn find_idea(&self, id: Uuid) -> Result<Option<Idea>, StoreError> {
        on_read!(self, IDEA, query_as::<IdeaRow>[id], fetch_optional)?.map(IdeaRow::idea).transpose()
    }

    /// Ideas that are not done, newest first.
    pub async fn list_ideas(&self) -> Result<Vec<Idea>, StoreError> {
        on_read!(self, IDEAS, query_as::<IdeaRow>[], fetch_all)?.into_iter().map(IdeaRow::idea).collect()
    }
}

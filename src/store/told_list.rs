//! What a station's shift was told of its day by mail.
//!
//! Invariant: a list is told anew only by whoever saw the number told before, so two workers never both tell it.

use chrono::NaiveDate;
use sqlx::types::Json;

use super::{Store, StoreError, Tx, one_row};
use crate::domain::instant::Instant;
use crate::domain::shift_list::ListedGift;

statements! {
    FIND = "select gifts, number, told_at from told_list where station = $1 and day_on = $2";
    ADD = "insert into told_list (station, day_on, gifts, number, told_at) values ($1, $2, $3, 1, $4) \
           on conflict (station, day_on) do nothing";
    TELL = "update told_list set gifts = $4, number = number + 1, told_at = $5 where station = $1 and day_on = $2 and number = $3";
    FORGET = "delete from told_list where told_at < $1";
}

row! {
    struct ToldRow { gifts: Json<Vec<ListedGift>>, number: i64, told_at: Instant }
}

/// A list as it was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldList {
    /// Its gifts.
    pub gifts: Vec<ListedGift>,
    /// How often the day was told.
    pub number: i64,
    /// When.
    pub told_at: Instant,
}

impl Store {
    /// What was told of a station's day last.
    pub async fn find_told_list(&self, station: &str, day: NaiveDate) -> Result<Option<ToldList>, StoreError> {
        let row = on_read!(self, FIND, query_as::<ToldRow>[station, day], fetch_optional)?;
        Ok(row.map(|ToldRow { gifts, number, told_at }| ToldList { gifts: gifts.0, number, told_at }))
    }
}

impl Tx {
    /// Notes what is told now; `before` is the number told last. `Stale` where somebody else was first.
    pub async fn tell_list(
        &mut self,
        (station, day): (&str, NaiveDate),
        before: Option<i64>,
        gifts: &[ListedGift],
        now: Instant,
    ) -> Result<(), StoreError> {
        one_row(match before {
            None => in_tx!(self, ADD, query[station, day, Json(gifts), now], execute)?,
            Some(number) => in_tx!(self, TELL, query[station, day, number, Json(gifts), now], execute)?,
        })
    }

    /// Forgets lists told before an instant.
    pub async fn forget_told_lists(&mut self, before: Instant) -> Result<u64, StoreError> {
        Ok(in_tx!(self, FORGET, query[before], execute)?)
    }
}

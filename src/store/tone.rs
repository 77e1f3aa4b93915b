//! The tone of what people write: of a post that brought somebody into a lot, of what the account writes later, and of
//! answers under our posts. Accounts stand as keyed hashes; what a person says of a tone goes before the machine's word.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use super::view::count;
use super::{Store, StoreError, Tx};
use crate::domain::id::{CampaignId, MatchId, PostId, TravellerId};
use crate::domain::instant::Instant;
use crate::signals::SentimentLabel;

statements! {
    OF_LOT = "select a.fingerprint, p.id, p.signals, p.tone_said from candidate c join author a on a.id = c.author_id \
              join post p on p.id = c.post_id where c.campaign_id = $1 and c.traveller_id = $2 \
              and c.state not in ('rejected', 'ambiguous', 'withdrawn') order by c.probability desc, c.id";
    WATCH = "insert into watched_account (campaign_id, account, held_out, assigned_at, post_id, tone, checked) \
             values ($1, $2, $3, $4, $5, $6, $7) on conflict (campaign_id, account) do nothing";
    WATCHED = "select campaign_id, assigned_at from watched_account where account = $1 and assigned_at > $2";
    ANY = "select count(*) from watched_account";
    LATER = "insert into later_post (campaign_id, account, post, tone, complained, written_at) values ($1, $2, $3, $4, $5, $6) \
             on conflict (campaign_id, post) do nothing";
    FORGET_POST = "delete from later_post where post = $1";
    FORGET = "delete from watched_account where account = $1";
    PURGE = "delete from watched_account where assigned_at < $1";
    POST = "select signals, tone_said from post where id = $1";
    POST_OF_MATCH = "select post_id from candidate where id = $1";
    SAY = "update post set tone_said = $2 where id = $1";
    SAY_WATCHED = "update watched_account set tone = $2, checked = true where post_id = $1";
    CASE_OF = "select campaign_id from care_case where post_id = $1";
    COUNT_ANSWER = "insert into answer_tone (campaign_id, tone, n, checked) values ($1, $2, $3, $4) \
                    on conflict (campaign_id, tone) do update set n = answer_tone.n + excluded.n, \
                    checked = answer_tone.checked + excluded.checked";
    ANSWER_TONES = "select tone, n, checked from answer_tone where campaign_id = $1 and n > 0 order by tone";
    TONES_BEFORE = "select held_out, tone, count(*) as n, sum(case when checked then 1 else 0 end) as checked from watched_account \
                    where campaign_id = $1 and tone is not null group by held_out, tone order by held_out, tone";
    TONES_LATER = "select w.held_out, l.tone, count(*) as n from later_post l join watched_account w on w.campaign_id = l.campaign_id \
                   and w.account = l.account where l.campaign_id = $1 group by w.held_out, l.tone order by w.held_out, l.tone";
    GROUPS = "select w.held_out, count(*) as people, \
              sum(case when exists (select 1 from later_post l where l.campaign_id = w.campaign_id and l.account = w.account \
              and l.complained) then 1 else 0 end) as complained, \
              sum(case when exists (select 1 from later_post l where l.campaign_id = w.campaign_id and l.account = w.account \
              and l.tone = 'positive') then 1 else 0 end) as pleased, \
              sum(case when exists (select 1 from later_post l where l.campaign_id = w.campaign_id and l.account = w.account) \
              then 1 else 0 end) as wrote from watched_account w where w.campaign_id = $1 group by w.held_out";
    RECORD = "select m.slug as campaign, w.held_out, w.assigned_at, (select count(*) from later_post l \
              where l.campaign_id = w.campaign_id and l.account = w.account) as later_posts from watched_account w \
              join campaign m on m.id = w.campaign_id where w.account = $1 order by w.assigned_at, m.slug";
}

row! {
    struct LotRow { fingerprint: Vec<u8>, id: Uuid, signals: Json<Value>, tone_said: Option<String> }
}

row! {
    struct WatchedRow { campaign_id: Uuid, assigned_at: Instant }
}

row! {
    struct PostRow { signals: Json<Value>, tone_said: Option<String> }
}

row! {
    struct AnswerRow { tone: String, n: i64, checked: i64 }
}

row! {
    struct BeforeRow { held_out: bool, tone: String, n: i64, checked: i64 }
}

row! {
    struct LaterRow { held_out: bool, tone: String, n: i64 }
}

row! {
    struct GroupRow { held_out: bool, people: i64, complained: i64, pleased: i64, wrote: i64 }
}

row! {
    /// That an account is in a lot, and how many of its later posts were counted.
    #[derive(Debug, Clone, Serialize)]
    pub struct WatchRecord { campaign: String, held_out: bool, assigned_at: Instant, later_posts: i64 }
}

/// A tone, and whether a person said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToneSeen {
    /// The tone.
    pub tone: SentimentLabel,
    /// Whether a person looked.
    pub checked: bool,
}

/// Something an account of a lot wrote later.
#[derive(Debug, Clone)]
pub struct LaterPost {
    /// Keyed hash of the account.
    pub account: Vec<u8>,
    /// Keyed hash of the post.
    pub post: Vec<u8>,
    /// Its tone.
    pub tone: SentimentLabel,
    /// Whether it complains.
    pub complained: bool,
    /// When it was written.
    pub written_at: Instant,
}

/// Whose posts a count is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToneOf {
    /// Those whom the lot left a gift open for, or held out.
    Lot {
        /// Held out.
        held_out: bool,
        /// After the lot was drawn, not before.
        later: bool,
    },
    /// Whoever answered under our posts.
    Answers,
}

/// So many posts of a tone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToneCount {
    /// Whose.
    pub of: ToneOf,
    /// Tone.
    pub tone: SentimentLabel,
    /// Posts.
    pub n: u64,
    /// Of them, looked at by a person.
    pub checked: u64,
}

/// One group of a lot, by accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LaterGroup {
    /// Accounts.
    pub people: u64,
    /// Of them, wrote about us later.
    pub wrote: u64,
    /// Of them, complained later.
    pub complained: u64,
    /// Of them, wrote something kind later.
    pub pleased: u64,
}

/// The tone that stands in a post's signals.
fn machine(signals: &Value) -> Option<SentimentLabel> {
    signals.get("sentiment")?.get("label")?.as_str()?.parse().ok()
}

fn seen(signals: &Value, said: Option<&str>) -> Option<ToneSeen> {
    let said: Option<SentimentLabel> = said.and_then(|said| said.parse().ok());
    Some(ToneSeen { tone: said.or_else(|| machine(signals))?, checked: said.is_some() })
}

fn label(tone: &str) -> Result<SentimentLabel, StoreError> {
    tone.parse().map_err(|_| StoreError::BadRow { what: "tone" })
}

impl Tx {
    /// Watches the accounts behind a traveller of a lot from now on.
    pub async fn watch(
        &mut self,
        campaign: CampaignId,
        traveller: TravellerId,
        held_out: bool,
        now: Instant,
    ) -> Result<(), StoreError> {
        for row in in_tx!(self, OF_LOT, query_as::<LotRow>[campaign.0, traveller.0], fetch_all)? {
            let tone = seen(&row.signals.0, row.tone_said.as_deref());
            let (word, checked) = (tone.map(|one| one.tone.as_str()), tone.is_some_and(|one| one.checked));
            in_tx!(self, WATCH, query[campaign.0, &row.fingerprint, held_out, now, row.id, word, checked], execute)?;
        }
        Ok(())
    }

    /// Whether anybody is watched.
    pub async fn watches(&mut self) -> Result<bool, StoreError> {
        Ok(in_tx!(self, ANY, query_scalar::<i64>[], fetch_one)? > 0)
    }

    /// Notes a later post for every lot drawn after `since` that its account is in; gives for how many.
    pub async fn add_later_post(&mut self, post: &LaterPost, since: Instant) -> Result<u64, StoreError> {
        let mut added = 0;
        for lot in in_tx!(self, WATCHED, query_as::<WatchedRow>[&post.account, since], fetch_all)? {
            if post.written_at > lot.assigned_at {
                added += in_tx!(self, LATER, query[lot.campaign_id, &post.account, &post.post, post.tone.as_str(), post.complained,
                    post.written_at], execute)?;
            }
        }
        Ok(added)
    }

    /// Forgets a later post that was deleted.
    pub async fn forget_later_post(&mut self, post: &[u8]) -> Result<(), StoreError> {
        in_tx!(self, FORGET_POST, query[post], execute)?;
        Ok(())
    }

    /// Forgets an account in all lots, with what it wrote later.
    pub async fn forget_watched(&mut self, account: &[u8]) -> Result<u64, StoreError> {
        Ok(in_tx!(self, FORGET, query[account], execute)?)
    }

    /// Forgets everybody whose lot was drawn before an instant.
    pub async fn purge_watched(&mut self, before: Instant) -> Result<u64, StoreError> {
        Ok(in_tx!(self, PURGE, query[before], execute)?)
    }

    /// Counts an answer under our posts by its tone.
    pub async fn count_answer_tone(
        &mut self,
        campaign: CampaignId,
        tone: SentimentLabel,
        (n, checked): (i64, i64),
    ) -> Result<(), StoreError> {
        in_tx!(self, COUNT_ANSWER, query[campaign.0, tone.as_str(), n, checked], execute)?;
        Ok(())
    }

    /// Keeps what a person says of a post's tone, wherever it is counted; gives what it was, or nothing where the post is gone.
    pub async fn say_tone(&mut self, post: PostId, tone: SentimentLabel) -> Result<Option<ToneSeen>, StoreError> {
        let Some(row) = in_tx!(self, POST, query_as::<PostRow>[post.0], fetch_optional)? else { return Ok(None) };
        let Some(was) = seen(&row.signals.0, row.tone_said.as_deref()) else { return Ok(None) };
        in_tx!(self, SAY, query[post.0, tone.as_str()], execute)?;
        in_tx!(self, SAY_WATCHED, query[post.0, tone.as_str()], execute)?;
        if let Some(campaign) = in_tx!(self, CASE_OF, query_scalar::<Uuid>[post.0], fetch_optional)? {
            let campaign = CampaignId(campaign);
            self.count_answer_tone(campaign, was.tone, (-1, -i64::from(was.checked))).await?;
            self.count_answer_tone(campaign, tone, (1, 1)).await?;
        }
        Ok(Some(was))
    }
}

impl Store {
    /// The tone of a post as it counts; nothing where the post is gone.
    pub async fn tone_of(&self, post: PostId) -> Result<Option<ToneSeen>, StoreError> {
        let row = on_read!(self, POST, query_as::<PostRow>[post.0], fetch_optional)?;
        Ok(row.and_then(|row| seen(&row.signals.0, row.tone_said.as_deref())))
    }

    /// The post of a match.
    pub async fn post_of_match(&self, id: MatchId) -> Result<Option<PostId>, StoreError> {
        Ok(on_read!(self, POST_OF_MATCH, query_scalar::<Uuid>[id.0], fetch_optional)?.map(PostId))
    }

    /// How many posts of which tone: of the lot before and later, and under our posts.
    pub async fn tone_counts(&self, campaign: CampaignId) -> Result<Vec<ToneCount>, StoreError> {
        let mut counts = Vec::new();
        for row in on_read!(self, TONES_BEFORE, query_as::<BeforeRow>[campaign.0], fetch_all)? {
            let of = ToneOf::Lot { held_out: row.held_out, later: false };
            counts.push(ToneCount { of, tone: label(&row.tone)?, n: count(row.n), checked: count(row.checked) });
        }
        for row in on_read!(self, TONES_LATER, query_as::<LaterRow>[campaign.0], fetch_all)? {
            let of = ToneOf::Lot { held_out: row.held_out, later: true };
            counts.push(ToneCount { of, tone: label(&row.tone)?, n: count(row.n), checked: 0 });
        }
        for row in on_read!(self, ANSWER_TONES, query_as::<AnswerRow>[campaign.0], fetch_all)? {
            let (n, checked) = (count(row.n), count(row.checked));
            counts.push(ToneCount { of: ToneOf::Answers, tone: label(&row.tone)?, n, checked });
        }
        Ok(counts)
    }

    /// What both groups of a lot wrote later: who was not held out, and who was.
    pub async fn wrote_later(&self, campaign: CampaignId) -> Result<(LaterGroup, LaterGroup), StoreError> {
        let (mut offered, mut held_out) = (LaterGroup::default(), LaterGroup::default());
        for row in on_read!(self, GROUPS, query_as::<GroupRow>[campaign.0], fetch_all)? {
            let group = if row.held_out { &mut held_out } else { &mut offered };
            *group = LaterGroup {
                people: count(row.people),
                wrote: count(row.wrote),
                complained: count(row.complained),
                pleased: count(row.pleased),
            };
        }
        Ok((offered, held_out))
    }

    /// The lots an account is in.
    pub async fn watch_records(&self, account: &[u8]) -> Result<Vec<WatchRecord>, StoreError> {
        Ok(on_read!(self, RECORD, query_as::<WatchRecord>[account], fetch_all)?)
    }
}

//! Follow-up posts and the outbox. Texts are sealed with the traveller's key: they may name the traveller.
//!
//! Invariant: an outbox row fixes identity and bytes before the first try, so a second try is the same effect.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::sealing::DataKey;
use super::{Store, StoreError, Tx};
use crate::domain::actor::Actor;
use crate::domain::approval::{PostText, SendBack};
use crate::domain::campaign::CampaignState;
use crate::domain::follow_up::{FollowUp, FollowUpState, PostPhoto, Target};
use crate::domain::id::{AccountId, CampaignId, FollowUpId, GiftId, PersonId};
use crate::domain::instant::Instant;
use crate::domain::post::{Network, Reference};

statements! {
    ADD = "insert into follow_up (id, campaign_id, gift_id, network, language, sealed, content_hash, state, earliest_at, changed_at, answers, target_sealed) \
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (gift_id, network) do nothing";
    ONE = "select f.id, f.gift_id, f.network, f.language, f.sealed, f.photo_receipt, f.photo_sealed, f.target_sealed, f.state, f.earliest_at, t.person_id, p.wrapped_key \
           from follow_up f join gift g on g.id = f.gift_id join traveller t on t.id = g.traveller_id \
           join person p on p.id = t.person_id where f.campaign_id = $1 and f.id = $2 and p.wrapped_key is not null";
    TARGET = "select f.network, f.target_sealed, t.person_id, p.wrapped_key from follow_up f join gift g on g.id = f.gift_id \
              join traveller t on t.id = g.traveller_id join person p on p.id = t.person_id where f.id = $1 and p.wrapped_key is not null";
    POINTS = "select count(*) from follow_up where id = $1 and answers is not null";
    TEXT = "select campaign_id, state, content_hash, edited_by, sent_back_why from follow_up where id = $1",
        postgres: "select campaign_id, state, content_hash, edited_by, sent_back_why from follow_up where id = $1 for update";
    SEND_BACK = "update follow_up set sent_back_why = $3, changed_at = $4 where id = $1 and state = 'draft' and content_hash = $2";
    EDIT = "update follow_up set sealed = $4, content_hash = $5, edited_by = $6, state = 'draft', approved_by = null, \
            approved_simulated = null, sent_back_why = null, fault = null, changed_at = $7, photo_receipt = $8, photo_sealed = $9, \
            answers = $10, target_sealed = $11 where id = $1 and state = $2 and content_hash = $3";
    LIST = "select f.id, f.gift_id, f.network, f.language, f.sealed, f.photo_receipt, f.photo_sealed, f.target_sealed, f.state, f.earliest_at, t.person_id, p.wrapped_key \
            from follow_up f join gift g on g.id = f.gift_id join traveller t on t.id = g.traveller_id \
            join person p on p.id = t.person_id where f.campaign_id = $1 and p.wrapped_key is not null order by f.id";
    APPROVE = "update follow_up set state = 'approved', approved_by = $2, approved_simulated = $3, changed_at = $4 \
               where id = $1 and state = 'draft' and content_hash = $5";
    EARLIEST = "update follow_up set earliest_at = $2, changed_at = $3 where id = $1 and state in ('draft', 'approved', 'held')";
    MOVE = "update follow_up set state = $3, changed_at = $4 where id = $1 and state = $2";
    PUBLISHED = "update follow_up set state = 'published', published_at = $2, address = $3, changed_at = $2 \
                 where id = $1 and state in ('queued', 'uncertain')";
    STANDING = "select f.gift_id, f.state, c.state as campaign_state from follow_up f join campaign c on c.id = f.campaign_id where f.id = $1";
    UNTRIED = "delete from outbox where follow_up_id = $1 and state = 'queued'";
    COUNT_OUTBOX = "select count(*) from outbox where follow_up_id = $1 and state <> 'done'";
    SENDING = "update outbox set state = 'sending', attempts = attempts + 1 where id = $1 and state <> 'done'";
    TWINS = "select count(*) from outbox o join follow_up f on f.id = o.follow_up_id where o.state = 'sending' and o.id <> $1 \
             and o.channel = $2 and o.identity like $3 and f.state in ('queued', 'uncertain')";
    UNSENT = "update outbox set state = 'queued' where follow_up_id = $1 and state = 'sending'";
    ADD_OUTBOX = "insert into outbox (id, follow_up_id, channel, identity, sealed, state, created_at) \
                  values ($1, $2, $3, $4, $5, 'queued', $6) on conflict (identity) do nothing";
    FIND_OUTBOX = "select o.id, o.follow_up_id, o.channel, o.identity, o.state, o.sealed, t.person_id, p.wrapped_key from outbox o \
                   join follow_up f on f.id = o.follow_up_id join gift g on g.id = f.gift_id \
                   join traveller t on t.id = g.traveller_id join person p on p.id = t.person_id \
                   where o.follow_up_id = $1 and o.state <> 'done' and p.wrapped_key is not null and length(o.sealed) > 0 order by o.created_at, o.id";
    TAKEN_BACK = "select count(*) from follow_up where gift_id = $1 and state = 'retracted'";
    OF_GIFT = "select id from follow_up where gift_id = $1 order by id";
    EFFECTS = "select channel, identity, external_id from outbox where follow_up_id = $1 order by identity";
    EXTERNAL_IDS = "select external_id from outbox where channel = $1 and external_id is not null";
    FAILED = "update follow_up set state = 'failed', fault = $3, changed_at = $2 where id = $1 and state in ('queued', 'uncertain')";
    OUTBOX_FAILED = "update outbox set state = 'failed' where id = $1 and state <> 'done'";
    CLEAR_FAILED = "delete from outbox where follow_up_id = $1 and state = 'failed'";
    OUTBOX_DONE = "update outbox set state = 'done', external_id = $2, done_at = $3 where id = $1 and state <> 'done'";
}

row! {
    struct FollowUpRow {
        id: Uuid,
        gift_id: Uuid,
        network: String,
        language: String,
        sealed: Vec<u8>,
        photo_receipt: Option<Uuid>,
        photo_sealed: Option<Vec<u8>>,
        target_sealed: Option<Vec<u8>>,
        state: String,
        earliest_at: Instant,
        person_id: Uuid,
        wrapped_key: Vec<u8>,
    }
}

row! {
    struct TargetRow { network: String, target_sealed: Option<Vec<u8>>, person_id: Uuid, wrapped_key: Vec<u8> }
}

row! {
    struct OutboxRow {
        id: Uuid,
        follow_up_id: Uuid,
        channel: String,
        identity: String,
        state: String,
        sealed: Vec<u8>,
        person_id: Uuid,
        wrapped_key: Vec<u8>,
    }
}

row! {
    struct EffectRow { channel: String, identity: String, external_id: Option<String> }
}

row! {
    struct TextRow {
        campaign_id: Uuid,
        state: String,
        content_hash: String,
        edited_by: Option<Uuid>,
        sent_back_why: Option<String>,
    }
}

row! {
    struct StandingRow { gift_id: Uuid, state: String, campaign_state: String }
}

/// A post waiting to go out: identity and bytes are fixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxItem {
    /// Its id.
    pub id: Uuid,
    /// The follow-up post.
    pub follow_up: FollowUpId,
    /// Where to: the network's word.
    pub channel: String,
    /// Unique name of the effect (record key, idempotency key, file name).
    pub identity: String,
    /// What goes out, byte for byte.
    pub body: Vec<u8>,
    /// Whether a try was begun, so that it may be out.
    pub tried: bool,
}

/// Hash of everything an approver is shown of a post.
pub fn post_hash(post: &FollowUp) -> String {
    let photo = post.photo.as_ref().map(|photo| (photo.receipt.to_string(), photo.description.as_str()));
    let mut shown = vec![post.network.as_str(), post.language.as_str(), post.text.as_str()];
    let none = Reference { uri: String::new(), cid: String::new() };
    shown.extend(photo.iter().flat_map(|(receipt, description)| [receipt.as_str(), description]));
    // A photo has two parts, this six: none can pass for the other.
    shown.extend(post.target.iter().flat_map(|target| {
        let root = target.root.as_ref().unwrap_or(&none);
        ["as", target.way.as_str(), &target.post.uri, &target.post.cid, &root.uri, &root.cid]
    }));
    super::sealing::content_hash(&shown)
}

impl Store {
    /// All follow-up posts of a campaign.
    pub async fn list_follow_ups(&self, campaign: CampaignId) -> Result<Vec<FollowUp>, StoreError> {
        let rows = on_read!(self, LIST, query_as::<FollowUpRow>[campaign.0], fetch_all)?;
        rows.into_iter().map(|row| self.open_follow_up(&row)).collect()
    }

    /// One follow-up post of a campaign.
    pub async fn find_follow_up(&self, campaign: CampaignId, id: FollowUpId) -> Result<Option<FollowUp>, StoreError> {
        let row = on_read!(self, ONE, query_as::<FollowUpRow>[campaign.0, id.0], fetch_optional)?;
        row.map(|row| self.open_follow_up(&row)).transpose()
    }

    fn open_follow_up(&self, row: &FollowUpRow) -> Result<FollowUp, StoreError> {
        let bad = |what| StoreError::BadRow { what };
        let open = |sealed: &[u8]| -> Result<String, StoreError> {
            let text = self.open_sealed(row.person_id, &row.wrapped_key, sealed)?;
            String::from_utf8(text).map_err(|_| bad("post"))
        };
        let photo = row.photo_receipt.zip(row.photo_sealed.as_deref());
        Ok(FollowUp {
            id: FollowUpId(row.id),
            gift: GiftId(row.gift_id),
            network: row.network.parse().map_err(|_| bad("network"))?,
            language: row.language.parse().map_err(|_| bad("language"))?,
            text: open(&row.sealed)?,
            photo: photo
                .map(|(receipt, sealed)| Ok::<_, StoreError>(PostPhoto { receipt, description: open(sealed)? }))
                .transpose()?,
            target: self.open_target(row.person_id, &row.wrapped_key, row.target_sealed.as_deref())?,
            state: row.state.parse().map_err(|_| bad("post state"))?,
            earliest_at: row.earliest_at,
        })
    }

    fn open_target(&self, person: Uuid, key: &[u8], sealed: Option<&[u8]>) -> Result<Option<Target>, StoreError> {
        let Some(sealed) = sealed else { return Ok(None) };
        let plain = self.open_sealed(person, key, sealed)?;
        serde_json::from_slice(&plain).map(Some).map_err(|_| StoreError::BadRow { what: "target" })
    }

    /// The traveller's post that a post answers or quotes, and the network of both.
    pub async fn find_target(&self, id: FollowUpId) -> Result<Option<(Network, Target)>, StoreError> {
        let Some(row) = on_read!(self, TARGET, query_as::<TargetRow>[id.0], fetch_optional)? else { return Ok(None) };
        let network = row.network.parse().map_err(|_| StoreError::BadRow { what: "network" })?;
        let target = self.open_target(row.person_id, &row.wrapped_key, row.target_sealed.as_deref())?;
        Ok(target.map(|target| (network, target)))
    }

    /// Writes a new text and photo over those with this hash, sealed for the traveller; any approval is gone with the old ones.
    pub async fn save_post(
        &self,
        tx: &mut Tx,
        post: &FollowUp,
        person: PersonId,
        seen: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<(), StoreError> {
        let key = self.find_key(person).await?.ok_or(StoreError::Unsealing)?;
        let sealed = self.keys.seal(&key, post.text.as_bytes());
        let photo = post.photo.as_ref();
        let description = photo.map(|photo| self.keys.seal(&key, photo.description.as_bytes()));
        let target = self.seal_target(&key, post);
        // What a network refused never went out: its name and bytes are free, and the new text gets its own.
        in_tx!(tx, CLEAR_FAILED, query[post.id.0], execute)?;
        super::one_row(
            in_tx!(tx, EDIT, query[post.id.0, post.state.as_str(), seen, sealed, post_hash(post), by.id.0, now,
            photo.map(|photo| photo.receipt), description, post.target.as_ref().map(|target| target.way.as_str()), target], execute)?,
        )
    }

    fn seal_target(&self, key: &DataKey, post: &FollowUp) -> Option<Vec<u8>> {
        let target = post.target.as_ref()?;
        Some(self.keys.seal(key, &serde_json::to_vec(target).unwrap_or_default()))
    }

    /// The outbox row of a follow-up post that has not gone out yet.
    pub async fn find_outbox(&self, follow_up: FollowUpId) -> Result<Option<OutboxItem>, StoreError> {
        let row = on_read!(self, FIND_OUTBOX, query_as::<OutboxRow>[follow_up.0], fetch_optional)?;
        row.map(|row| {
            let body = self.open_sealed(row.person_id, &row.wrapped_key, &row.sealed)?;
            let OutboxRow { id, follow_up_id, channel, identity, state, .. } = row;
            let tried = state != "queued";
            Ok(OutboxItem { id, follow_up: FollowUpId(follow_up_id), channel, identity, body, tried })
        })
        .transpose()
    }

    /// Where and under which names a post went out or was about to, and what the network calls it where that is known.
    pub async fn list_effects(
        &self,
        follow_up: FollowUpId,
    ) -> Result<Vec<(String, String, Option<String>)>, StoreError> {
        let rows = on_read!(self, EFFECTS, query_as::<EffectRow>[follow_up.0], fetch_all)?;
        Ok(rows.into_iter().map(|row| (row.channel, row.identity, row.external_id)).collect())
    }

    /// How many posts about a gift were taken back.
    pub async fn count_taken_back(&self, gift: GiftId) -> Result<i64, StoreError> {
        Ok(on_read!(self, TAKEN_BACK, query_scalar::<i64>[gift.0], fetch_one)?)
    }

    /// What a network calls our posts.
    pub async fn list_external_ids(&self, channel: &str) -> Result<BTreeSet<String>, StoreError> {
        let ids = on_read!(self, EXTERNAL_IDS, query_scalar::<String>[channel], fetch_all)?;
        Ok(ids.into_iter().collect())
    }

    /// Adds a draft, its text sealed for the traveller. `false` where the gift has a post on this network.
    pub async fn add_follow_up(
        &self,
        tx: &mut Tx,
        campaign: CampaignId,
        post: &FollowUp,
        person: PersonId,
        now: Instant,
    ) -> Result<bool, StoreError> {
        let key = self.find_key(person).await?.ok_or(StoreError::Unsealing)?;
        let sealed = self.keys.seal(&key, post.text.as_bytes());
        let hash = post_hash(post);
        let touched = in_tx!(tx, ADD, query[post.id.0, campaign.0, post.gift.0, post.network.as_str(), post.language.as_str(),
            sealed, hash, post.state.as_str(), post.earliest_at, now, post.target.as_ref().map(|target| target.way.as_str()),
            self.seal_target(&key, post)], execute)?;
        Ok(touched == 1)
    }

    /// Puts a post into the outbox, its bytes sealed for the traveller. What was tried under an earlier name keeps it; `false`
    /// where another post has the name.
    pub async fn add_outbox(
        &self,
        tx: &mut Tx,
        item: &OutboxItem,
        person: PersonId,
        now: Instant,
    ) -> Result<bool, StoreError> {
        let key = self.find_key(person).await?.ok_or(StoreError::Unsealing)?;
        in_tx!(tx, UNTRIED, query[item.follow_up.0], execute)?;
        if in_tx!(tx, COUNT_OUTBOX, query_scalar::<i64>[item.follow_up.0], fetch_one)? > 0 {
            return Ok(true);
        }
        let sealed = self.keys.seal(&key, &item.body);
        let added = in_tx!(tx, ADD_OUTBOX, query[item.id, item.follow_up.0, &item.channel, &item.identity, sealed, now], execute)?;
        Ok(added == 1)
    }
}

impl Tx {
    /// The gift a post tells of, its state, and the state its campaign is in now.
    pub async fn standing_of(
        &mut self,
        id: FollowUpId,
    ) -> Result<Option<(GiftId, FollowUpState, CampaignState)>, StoreError> {
        let Some(row) = in_tx!(self, STANDING, query_as::<StandingRow>[id.0], fetch_optional)? else { return Ok(None) };
        let state = row.state.parse().map_err(|_| StoreError::BadRow { what: "post state" })?;
        let campaign = row.campaign_state.parse().map_err(|_| StoreError::BadRow { what: "campaign state" })?;
        Ok(Some((GiftId(row.gift_id), state, campaign)))
    }

    /// The posts about a gift.
    pub async fn posts_of_gift(&mut self, gift: GiftId) -> Result<Vec<FollowUpId>, StoreError> {
        let ids = in_tx!(self, OF_GIFT, query_scalar::<Uuid>[gift.0], fetch_all)?;
        Ok(ids.into_iter().map(FollowUpId).collect())
    }

    /// What decisions on a post's text need, and the campaign it is of; nobody else changes it until the transaction ends.
    pub async fn find_post_text(&mut self, id: FollowUpId) -> Result<Option<(CampaignId, PostText)>, StoreError> {
        let Some(row) = in_tx!(self, TEXT, query_as::<TextRow>[id.0], fetch_optional)? else { return Ok(None) };
        let bad = |what| StoreError::BadRow { what };
        let text = PostText {
            state: row.state.parse().map_err(|_| bad("post state"))?,
            content_hash: row.content_hash,
            edited_by: row.edited_by.map(AccountId),
            sent_back: row.sent_back_why.map(|why| why.parse().map_err(|_| bad("reason"))).transpose()?,
        };
        Ok(Some((CampaignId(row.campaign_id), text)))
    }

    /// Writes an approval of exactly this text.
    pub async fn save_post_approval(
        &mut self,
        id: FollowUpId,
        content_hash: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, APPROVE, query[id.0, by.id.0, by.simulated, now, content_hash], execute)?)
    }

    /// Sends exactly this text back to its author.
    pub async fn save_send_back(
        &mut self,
        id: FollowUpId,
        content_hash: &str,
        why: SendBack,
        now: Instant,
    ) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, SEND_BACK, query[id.0, content_hash, why.as_str(), now], execute)?)
    }

    /// Moves a post from one state to another.
    pub async fn move_follow_up(
        &mut self,
        id: FollowUpId,
        from: FollowUpState,
        to: FollowUpState,
        now: Instant,
    ) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, MOVE, query[id.0, from.as_str(), to.as_str(), now], execute)?)
    }

    /// A post that is not on its way goes out no earlier than at another instant.
    pub async fn set_earliest(&mut self, id: FollowUpId, at: Instant, now: Instant) -> Result<(), StoreError> {
        in_tx!(self, EARLIEST, query[id.0, at, now], execute)?;
        Ok(())
    }

    /// What was tried is known not to be out: it may be frozen anew.
    pub async fn mark_unsent(&mut self, id: FollowUpId) -> Result<(), StoreError> {
        in_tx!(self, UNSENT, query[id.0], execute)?;
        Ok(())
    }

    /// Notes that a try begins: from here on the post may be out.
    pub async fn mark_sending(&mut self, item: &OutboxItem) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, SENDING, query[item.id], execute)?)
    }

    /// Whether a post answers or quotes somebody's.
    pub async fn points_at_somebody(&mut self, id: FollowUpId) -> Result<bool, StoreError> {
        Ok(in_tx!(self, POINTS, query_scalar::<i64>[id.0], fetch_one)? > 0)
    }

    /// Whether another post is in doubt whose name looks like this: it is told by the same letters.
    pub async fn has_twin_in_doubt(&mut self, item: &OutboxItem, alike: &str) -> Result<bool, StoreError> {
        Ok(in_tx!(self, TWINS, query_scalar::<i64>[item.id, &item.channel, alike], fetch_one)? > 0)
    }

    /// Marks a post and its outbox row as gone out; `false` where that was done before.
    pub async fn mark_published(
        &mut self,
        item: &OutboxItem,
        address: &str,
        external_id: &str,
        now: Instant,
    ) -> Result<bool, StoreError> {
        if in_tx!(self, OUTBOX_DONE, query[item.id, external_id, now], execute)? == 0 {
            return Ok(false);
        }
        super::one_row(in_tx!(self, PUBLISHED, query[item.follow_up.0, now, address], execute)?)?;
        Ok(true)
    }

    /// Marks a post and its outbox row as refused for good; `Stale` where the post is not queued any more.
    pub async fn mark_failed(&mut self, item: &OutboxItem, why: &str, now: Instant) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, FAILED, query[item.follow_up.0, now, why], execute)?)?;
        in_tx!(self, OUTBOX_FAILED, query[item.id], execute)?;
        Ok(())
    }
}

//! Our posts about one passenger as they are held: text, the traveller's post that one answers or quotes, and what went out, each
//! with where it comes from. The author of what is answered stands beside it: whether that is the same person is the caller's to say.

use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::{Store, StoreError};
use crate::domain::follow_up::{PostAs, Target};
use crate::domain::id::{AuthorId, TravellerId};
use crate::domain::instant::Instant;

statements! {
    FOLLOW_UPS = "select f.id, f.gift_id, f.network, f.language, t.person_id, p.wrapped_key, f.sealed, f.photo_sealed, f.target_sealed, f.state, \
                  f.earliest_at, f.published_at, f.address, f.changed_at, c.author_id from follow_up f join gift g on g.id = f.gift_id \
                  join candidate c on c.id = g.candidate_id join traveller t on t.id = g.traveller_id join person p on p.id = t.person_id \
                  where g.traveller_id = $1 and p.wrapped_key is not null order by f.changed_at, f.id";
    SENT = "select channel, identity, sealed, state, external_id, created_at, done_at from outbox where follow_up_id = $1 order by created_at, id";
}

row! {
    struct FollowUpRow {
        id: Uuid, gift_id: Uuid, network: String, language: String, person_id: Uuid, wrapped_key: Vec<u8>, sealed: Vec<u8>,
        photo_sealed: Option<Vec<u8>>, target_sealed: Option<Vec<u8>>, state: String, earliest_at: Instant, published_at: Option<Instant>,
        address: Option<String>, changed_at: Instant, author_id: Uuid,
    }
}

row! {
    struct SentRow {
        channel: String, identity: String, sealed: Vec<u8>, state: String, external_id: Option<String>, created_at: Instant,
        done_at: Option<Instant>,
    }
}

/// A post of ours about the traveller.
#[derive(Debug, Clone, Serialize)]
pub struct FollowUpRecord {
    pub(crate) gift_id: Uuid,
    pub(crate) network: String,
    pub(crate) language: String,
    pub(crate) text: Option<String>,
    pub(crate) photo_description: Option<String>,
    /// What it answers or quotes; left out where another person wrote that.
    pub answers: Option<AnsweredRecord>,
    /// What went into the outbox; left out with the above.
    pub sent: Vec<SentRecord>,
    pub(crate) state: String,
    pub(crate) earliest_at: Instant,
    pub(crate) published_at: Option<Instant>,
    pub(crate) address: Option<String>,
    pub(crate) changed_at: Instant,
    /// Who wrote what it answers.
    #[serde(skip)]
    pub author: AuthorId,
}

/// The traveller's post that one of ours answers or quotes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnsweredRecord {
    pub(crate) source: &'static str,
    /// How.
    pub way: PostAs,
    /// What its network calls it.
    pub id: String,
    /// Its address for people, where one was told.
    pub address: Option<String>,
    /// The hash of its content when ours was drafted, on networks that have one.
    pub content_hash: Option<String>,
}

/// One of our posts as it was fixed for its network.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SentRecord {
    pub(crate) source: &'static str,
    pub(crate) network: String,
    /// The name it is told by.
    pub(crate) name: String,
    /// What goes out or went out, the picture left aside.
    pub content: Value,
    pub(crate) with_photo: bool,
    pub(crate) state: String,
    /// What the network calls it.
    pub external_id: Option<String>,
    pub(crate) fixed_at: Instant,
    pub(crate) sent_at: Option<Instant>,
}

const ANSWERED: &str = "the network, as published by the account; approved by a person together with our text";
const FIXED: &str = "fixed by giftgate before the first try, then sent as it stands here; sent_at says when";

impl Store {
    /// Our posts about a passenger.
    pub async fn follow_up_records(&self, traveller: TravellerId) -> Result<Vec<FollowUpRecord>, StoreError> {
        let mut all = Vec::new();
        for row in on_read!(self, FOLLOW_UPS, query_as::<FollowUpRow>[traveller.0], fetch_all)? {
            let open = |sealed: &[u8]| self.open_sealed(row.person_id, &row.wrapped_key, sealed);
            let words =
                |sealed: &[u8]| String::from_utf8(open(sealed)?).map_err(|_| StoreError::BadRow { what: "post" });
            let target = row.target_sealed.as_deref().map(open).transpose()?;
            let target: Option<Target> = target
                .map(|plain| serde_json::from_slice(&plain).map_err(|_| StoreError::BadRow { what: "target" }))
                .transpose()?;
            let mut sent = Vec::new();
            for one in on_read!(self, SENT, query_as::<SentRow>[row.id], fetch_all)? {
                let body = if one.sealed.is_empty() { Vec::new() } else { open(&one.sealed)? };
                sent.push(sent_record(one, &body));
            }
            all.push(FollowUpRecord {
                gift_id: row.gift_id,
                text: (!row.sealed.is_empty()).then(|| words(&row.sealed)).transpose()?,
                photo_description: row.photo_sealed.as_deref().map(words).transpose()?,
                answers: target.map(answered),
                sent,
                author: AuthorId(row.author_id),
                network: row.network,
                language: row.language,
                state: row.state,
                earliest_at: row.earliest_at,
                published_at: row.published_at,
                address: row.address,
                changed_at: row.changed_at,
            });
        }
        Ok(all)
    }
}

fn answered(target: Target) -> AnsweredRecord {
    let cid = Some(target.post.cid).filter(|cid| !cid.is_empty());
    AnsweredRecord { source: ANSWERED, way: target.way, id: target.post.uri, address: None, content_hash: cid }
}

/// The first line is the post, a second one its picture.
fn sent_record(row: SentRow, body: &[u8]) -> SentRecord {
    let mut lines = body.splitn(2, |byte| *byte == b'\n');
    let mut content = lines.next().and_then(|line| serde_json::from_slice(line).ok()).unwrap_or(Value::Null);
    leave_thread_out(&mut content);
    SentRecord {
        source: FIXED,
        network: row.channel,
        name: row.identity,
        content,
        with_photo: lines.next().is_some_and(|line| !line.is_empty()),
        state: row.state,
        external_id: row.external_id,
        fixed_at: row.created_at,
        sent_at: row.done_at,
    }
}

/// A reply on Bluesky names the post that its thread began with too: that one is another person's, unless it is in the same
/// repository.
fn leave_thread_out(content: &mut Value) {
    let repository = |post: &Value| {
        let uri = post["uri"].as_str()?;
        Some(uri.strip_prefix("at://").unwrap_or(uri).split('/').next()?.to_owned())
    };
    if let Some(reply) = content.get_mut("reply").and_then(Value::as_object_mut) {
        let of = |name: &str| reply.get(name).and_then(repository);
        if of("root") != of("parent") {
            reply.remove("root");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_post_that_somebody_elses_thread_began_with_stays_out() {
        let of = |root: &str| {
            let mut content = json!({ "text": "Thanks!", "reply": { "root": { "uri": root }, "parent": { "uri": "at://did:plc:a/x/1" } } });
            leave_thread_out(&mut content);
            content["reply"]["root"]["uri"].as_str().map(str::to_owned)
        };
        assert_eq!(of("at://did:plc:b/x/0"), None);
        assert_eq!(of("at://did:plc:a/x/0").as_deref(), Some("at://did:plc:a/x/0"));
        let mut none = json!({ "text": "Thanks!" });
        leave_thread_out(&mut none);
        assert_eq!(none, json!({ "text": "Thanks!" }));
    }
}

//! Authors and posts that have a candidate match. No other post is ever stored.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use super::person::NewPerson;
use super::sealing::FingerprintOf;
use super::{Store, StoreError, Tx};
use crate::domain::id::{AuthorId, CampaignId, PersonId, PostId, TravellerId};
use crate::domain::instant::Instant;
use crate::domain::post::{Author, Network, Post, Record};

statements! {
    FIND_AUTHOR = "select a.id, a.person_id, p.wrapped_key from author a join person p on p.id = a.person_id where a.fingerprint = $1";
    ADD_AUTHOR = "insert into author (id, person_id, network, fingerprint, sealed, followers, seen_at) values ($1, $2, $3, $4, $5, $6, $7)";
    FIND_POST_ID = "select id from post where fingerprint = $1";
    BLANK_POST = "update post set sealed = $2, signals = $3 where id = $1";
    FIND_SAME = "select p.id, a.id as author_id, a.person_id, n.wrapped_key, p.sealed from post p join author a on a.id = p.author_id \
                 join person n on n.id = a.person_id where p.fingerprint = $1 and n.wrapped_key is not null and length(p.sealed) > 0";
    FIND_POST = "select count(*) from post where fingerprint = $1";
    ADD_POST = "insert into post (id, author_id, network, fingerprint, sealed, language, signals, addressed_us, complaint, \
                written_at, received_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    COMPLAINTS = "select distinct p.id, p.language, p.complaint, p.written_at from post p join candidate c on c.post_id = p.id \
                  where c.campaign_id = $1 and p.complaint and p.written_at > $2 order by p.written_at desc limit 20000";
    TONES = "select distinct p.id, p.language, p.complaint, p.written_at from post p join candidate c on c.post_id = p.id \
             where c.campaign_id = $1 and length(p.sealed) > 0";
    TONES_OF = "select distinct p.id, p.language, p.complaint, p.written_at from post p join candidate c on c.post_id = p.id \
                where c.campaign_id = $1 and c.traveller_id = $2 and length(p.sealed) > 0";
    OF_NETWORK = "select p.id, a.id as author_id, a.person_id, n.wrapped_key, p.sealed from post p join author a on a.id = p.author_id \
                  join person n on n.id = a.person_id where p.network = $1 and n.wrapped_key is not null and length(p.sealed) > 0 order by p.id";
    OPEN_POST = "select p.id, a.id as author_id, a.person_id, n.wrapped_key, p.sealed, a.sealed as author_sealed, p.language, \
                 p.signals, p.addressed_us, p.complaint, p.written_at from post p join author a on a.id = p.author_id \
                 join person n on n.id = a.person_id where p.id = $1 and n.wrapped_key is not null and length(p.sealed) > 0";
}

#[derive(Serialize, Deserialize)]
pub(super) struct SealedPost {
    pub(super) id: String,
    pub(super) url: Option<String>,
    pub(super) text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) record: Option<Record>,
}

/// What a person wrote, opened.
pub(super) struct Writing {
    pub(super) url: Option<String>,
    pub(super) text: String,
    pub(super) author: Author,
}

row! {
    struct AuthorRow { id: Uuid, person_id: Uuid, wrapped_key: Option<Vec<u8>> }
}

row! {
    struct PostRow {
        id: Uuid,
        author_id: Uuid,
        person_id: Uuid,
        wrapped_key: Vec<u8>,
        sealed: Vec<u8>,
        author_sealed: Vec<u8>,
        language: String,
        signals: Json<Value>,
        addressed_us: bool,
        complaint: bool,
        written_at: Instant,
    }
}

row! {
    struct SameRow { id: Uuid, author_id: Uuid, person_id: Uuid, wrapped_key: Vec<u8>, sealed: Vec<u8> }
}

row! {
    struct ToneRow { id: Uuid, language: String, complaint: bool, written_at: Instant }
}

/// What choosing needs of a post; nothing of it has to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostTone {
    /// Language found, ISO 639-1 or `und`.
    pub language: String,
    /// Whether it is a complaint.
    pub complaint: bool,
    /// When it was written.
    pub written_at: Instant,
}

/// A stored post, opened.
#[derive(Debug, Clone)]
pub struct StoredPost {
    /// Its id.
    pub id: PostId,
    /// Who wrote it.
    pub author_id: AuthorId,
    /// The network's id of it.
    pub external_id: String,
    /// Its public address.
    pub url: Option<String>,
    /// What an answer to it has to name.
    pub record: Option<Record>,
    /// The text.
    pub text: String,
    /// The account.
    pub author: Author,
    /// Language found, ISO 639-1 or `und`.
    pub language: String,
    /// Signals found.
    pub signals: Value,
    /// Whether it addressed us.
    pub addressed_us: bool,
    /// Whether it is a complaint.
    pub complaint: bool,
    /// When it was written.
    pub written_at: Instant,
}

/// What the listen step found, as stored beside a post.
#[derive(Debug)]
pub struct NewPost<'a> {
    /// Its id.
    pub id: PostId,
    /// The post, text redacted.
    pub post: &'a Post,
    /// Language found.
    pub language: &'a str,
    /// Signals found; they hold tags and codes, never text.
    pub signals: Value,
    /// Whether it addressed us.
    pub addressed_us: bool,
    /// Whether it is a complaint.
    pub complaint: bool,
}

impl ToneRow {
    fn named(self) -> (PostId, PostTone) {
        let Self { id, language, complaint, written_at } = self;
        (PostId(id), PostTone { language, complaint, written_at })
    }
}

impl Store {
    /// When the complaints among a campaign's posts were written, as far as they are newer than an instant.
    pub async fn complaints_since(&self, campaign: CampaignId, after: Instant) -> Result<Vec<Instant>, StoreError> {
        let rows = on_read!(self, COMPLAINTS, query_as::<ToneRow>[campaign.0, after], fetch_all)?;
        Ok(rows.into_iter().map(|row| row.written_at).collect())
    }

    /// The tone of every post behind a campaign's matches, as far as it still stands.
    pub async fn post_tones(&self, campaign: CampaignId) -> Result<BTreeMap<PostId, PostTone>, StoreError> {
        let rows = on_read!(self, TONES, query_as::<ToneRow>[campaign.0], fetch_all)?;
        Ok(rows.into_iter().map(ToneRow::named).collect())
    }

    /// The tone of every post behind a traveller's matches in a campaign.
    pub async fn post_tones_of(
        &self,
        campaign: CampaignId,
        traveller: TravellerId,
    ) -> Result<BTreeMap<PostId, PostTone>, StoreError> {
        let rows = on_read!(self, TONES_OF, query_as::<ToneRow>[campaign.0, traveller.0], fetch_all)?;
        Ok(rows.into_iter().map(ToneRow::named).collect())
    }

    /// The fingerprint of a post.
    pub fn post_fingerprint(&self, post: &Post) -> Vec<u8> {
        self.fingerprint_of_post(post.network, &post.id)
    }

    /// The fingerprint of a post by what its network calls it.
    pub fn fingerprint_of_post(&self, network: Network, id: &str) -> Vec<u8> {
        self.keys.fingerprint(FingerprintOf::Post, &[network.as_str(), id])
    }

    /// What a network calls the posts of it that are stored.
    pub async fn list_ids_of_network(&self, network: Network) -> Result<Vec<String>, StoreError> {
        let rows = on_read!(self, OF_NETWORK, query_as::<SameRow>[network.as_str()], fetch_all)?;
        let open = |row: SameRow| {
            let sealed = self.open_sealed(row.person_id, &row.wrapped_key, &row.sealed)?;
            let post: SealedPost = serde_json::from_slice(&sealed).map_err(|_| StoreError::BadRow { what: "post" })?;
            Ok(post.id)
        };
        rows.into_iter().map(open).collect()
    }

    /// The fingerprint of its author's account.
    pub fn account_fingerprint(&self, post: &Post) -> Vec<u8> {
        self.keys.fingerprint(FingerprintOf::Account, &[post.network.as_str(), post.author.account()])
    }

    /// The fingerprints an objection may name its author's account by: the network's id, and the handle in any case.
    pub fn account_fingerprints(&self, post: &Post) -> [Vec<u8>; 2] {
        [self.account_fingerprint(post), self.handle_fingerprint(post.network, &post.author.handle)]
    }

    /// The fingerprint of an account by its handle, whatever the case of its letters.
    pub fn handle_fingerprint(&self, network: Network, handle: &str) -> Vec<u8> {
        let handle = handle.trim_start_matches('@').to_lowercase();
        self.keys.fingerprint(FingerprintOf::Account, &[network.as_str(), &handle])
    }

    /// A stored post with the same text, and its author; `None` where the text is another one now, or gone.
    pub async fn find_same_post(&self, tx: &mut Tx, post: &Post) -> Result<Option<(PostId, AuthorId)>, StoreError> {
        let row = in_tx!(tx, FIND_SAME, query_as::<SameRow>[self.post_fingerprint(post)], fetch_optional)?;
        let Some(SameRow { id, author_id, person_id, wrapped_key, sealed }) = row else { return Ok(None) };
        let plain = self.open_sealed(person_id, &wrapped_key, &sealed)?;
        let stored: SealedPost =
            serde_json::from_slice(&plain).map_err(|_| StoreError::BadRow { what: "sealed post" })?;
        Ok((stored.text == post.text).then_some((PostId(id), AuthorId(author_id))))
    }

    /// Address, text and author of a sealed post; `None` once the author is erased or deleted the post.
    pub(super) fn open_writing(
        &self,
        person: Uuid,
        wrapped_key: Option<&[u8]>,
        sealed: &[u8],
        author_sealed: &[u8],
    ) -> Result<Option<Writing>, StoreError> {
        let Some(wrapped_key) = wrapped_key.filter(|_| !sealed.is_empty()) else { return Ok(None) };
        let bad = |what| StoreError::BadRow { what };
        let key = self.keys.unwrap(PersonId(person), wrapped_key)?;
        let post: SealedPost = serde_json::from_slice(&key.open(sealed)?).map_err(|_| bad("sealed post"))?;
        let author = serde_json::from_slice(&key.open(author_sealed)?).map_err(|_| bad("sealed author"))?;
        Ok(Some(Writing { url: post.url, text: post.text, author }))
    }

    /// A stored post, opened; `None` where it is gone or its author erased.
    pub async fn find_post(&self, id: PostId) -> Result<Option<StoredPost>, StoreError> {
        let Some(row) = on_read!(self, OPEN_POST, query_as::<PostRow>[id.0], fetch_optional)? else { return Ok(None) };
        let key = self.keys.unwrap(PersonId(row.person_id), &row.wrapped_key)?;
        let bad = |what| StoreError::BadRow { what };
        let post: SealedPost = serde_json::from_slice(&key.open(&row.sealed)?).map_err(|_| bad("sealed post"))?;
        let author = serde_json::from_slice(&key.open(&row.author_sealed)?).map_err(|_| bad("sealed author"))?;
        Ok(Some(StoredPost {
            id: PostId(row.id),
            author_id: AuthorId(row.author_id),
            external_id: post.id,
            url: post.url,
            record: post.record,
            text: post.text,
            author,
            language: row.language,
            signals: row.signals.0,
            addressed_us: row.addressed_us,
            complaint: row.complaint,
            written_at: row.written_at,
        }))
    }

    /// Stores a post and, where they are new, its author. `fresh` are ids to use where the author is new.
    /// `None` where the post is stored already or its author was erased.
    pub async fn add_post(
        &self,
        tx: &mut Tx,
        new: &NewPost<'_>,
        fresh: (PersonId, AuthorId),
        now: Instant,
    ) -> Result<Option<(PostId, AuthorId)>, StoreError> {
        let post = new.post;
        let post_fingerprint = self.post_fingerprint(post);
        if in_tx!(tx, FIND_POST, query_scalar::<i64>[&post_fingerprint], fetch_one)? > 0 {
            return Ok(None);
        }
        let account = self.account_fingerprint(post);
        let known = in_tx!(tx, FIND_AUTHOR, query_as::<AuthorRow>[&account], fetch_optional)?;
        let (author, key) = match known {
            Some(AuthorRow { id, person_id, wrapped_key: Some(wrapped) }) => {
                (AuthorId(id), self.keys.unwrap(PersonId(person_id), &wrapped)?)
            }
            Some(_) => return Ok(None),
            None => {
                let (person, author) = fresh;
                let (key, wrapped_key) = self.keys.new_person(person);
                tx.add_people(&[NewPerson { id: person, wrapped_key, created_at: now }]).await?;
                let sealed = self.keys.seal(&key, &serde_json::to_vec(&post.author).unwrap_or_default());
                let followers = post.author.followers.and_then(|count| i64::try_from(count).ok());
                in_tx!(tx, ADD_AUTHOR, query[author.0, person.0, post.network.as_str(), &account, sealed, followers, now], execute)?;
                (author, key)
            }
        };
        let sealed = SealedPost {
            id: post.id.clone(),
            url: post.url.clone(),
            text: post.text.clone(),
            record: post.record.clone(),
        };
        let sealed = self.keys.seal(&key, &serde_json::to_vec(&sealed).unwrap_or_default());
        in_tx!(tx, ADD_POST, query[new.id.0, author.0, post.network.as_str(), &post_fingerprint, sealed, new.language,
            Json(&new.signals), new.addressed_us, new.complaint, post.created_at, now], execute)?;
        Ok(Some((new.id, author)))
    }
}

impl Tx {
    /// The stored post with this fingerprint.
    pub async fn find_post_id(&mut self, fingerprint: &[u8]) -> Result<Option<PostId>, StoreError> {
        Ok(in_tx!(self, FIND_POST_ID, query_scalar::<Uuid>[fingerprint], fetch_optional)?.map(PostId))
    }

    /// Takes text and signals out of a post that its author deleted; the row stays for what hangs on it.
    pub async fn blank_post(&mut self, id: PostId) -> Result<(), StoreError> {
        let nothing: &[u8] = &[];
        super::one_row(in_tx!(self, BLANK_POST, query[id.0, nothing, Json(Value::Null)], execute)?)
    }
}

//! The story of a campaign for everybody, and what travellers said. A quote is sealed with the traveller's key and read only
//! while their consent to reuse stands; a name only while the consent to be named (`handle`) stands as well.

use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::actor::Actor;
use crate::domain::id::{CampaignId, GiftId, PersonId};
use crate::domain::instant::Instant;

words! {
    /// How far a case study is.
    CaseState {
        /// Being written.
        Draft = "draft",
        /// Everybody can read it.
        Published = "published",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

/// Consent that stands, of a kind, for the gift `g`.
macro_rules! consented {
    ($kind:literal) => {
        concat!(
            "exists (select 1 from consent k where k.gift_id = g.id and k.kind = '",
            $kind,
            "' and k.granted and k.withdrawn_at is null)"
        )
    };
}

statements! {
    FIND = "select s.campaign_id, s.slug, s.title, s.story, s.language, s.state, s.figures, s.content_hash, s.published_at, s.changed_at, \
            c.slug as campaign from case_study s join campaign c on c.id = s.campaign_id where s.campaign_id = $1";
    FIND_PUBLIC = "select s.campaign_id, s.slug, s.title, s.story, s.language, s.state, s.figures, s.content_hash, s.published_at, \
                   s.changed_at, c.slug as campaign from case_study s join campaign c on c.id = s.campaign_id \
                   where s.slug = $1 and s.state = 'published'";
    SAVE = "insert into case_study (campaign_id, slug, title, story, language, state, figures, content_hash, changed_by, changed_at) \
            values ($1, $2, $3, $4, $5, 'draft', $6, $7, $8, $9) on conflict (campaign_id) do update set slug = excluded.slug, \
            title = excluded.title, story = excluded.story, language = excluded.language, figures = excluded.figures, \
            content_hash = excluded.content_hash, state = 'draft', published_at = null, changed_by = excluded.changed_by, \
            changed_at = excluded.changed_at";
    PUBLISH = "update case_study set state = 'published', published_at = $3, withdrawn_at = null, changed_by = $4, changed_at = $3 \
               where campaign_id = $1 and content_hash = $2 and state <> 'published'";
    WITHDRAW = "update case_study set state = 'withdrawn', withdrawn_at = $2, changed_by = $3, changed_at = $2 \
                where campaign_id = $1 and state = 'published'";
    QUOTES = concat!("select q.id, q.gift_id, q.sealed, t.person_id, p.wrapped_key, t.sealed as traveller, \
              (q.named and ", consented!("handle"), ") as named from case_quote q join gift g on g.id = q.gift_id \
              join traveller t on t.id = g.traveller_id join person p on p.id = t.person_id where q.campaign_id = $1 \
              and p.wrapped_key is not null and ", consented!("reuse"), " order by q.made_at, q.id");
    ASKABLE = concat!("select g.id, g.idea, t.person_id, p.wrapped_key, t.sealed, ", consented!("handle"), " as named from gift g \
               join traveller t on t.id = g.traveller_id join person p on p.id = t.person_id where g.campaign_id = $1 \
               and g.state = 'handed_over' and p.wrapped_key is not null and ", consented!("reuse"), " order by g.id");
    PERSON_OF = concat!("select t.person_id from gift g join traveller t on t.id = g.traveller_id where g.id = $1 and g.campaign_id = $2 \
                 and ", consented!("reuse"));
    ADD_QUOTE = "insert into case_quote (id, campaign_id, gift_id, sealed, named, made_at) values ($1, $2, $3, $4, $5, $6)";
    DROP_QUOTE = "delete from case_quote where id = $1 and campaign_id = $2";
}

row! {
    struct CaseRow {
        campaign_id: Uuid,
        slug: String,
        title: String,
        story: String,
        language: String,
        state: String,
        figures: String,
        content_hash: String,
        published_at: Option<Instant>,
        changed_at: Instant,
        campaign: String,
    }
}

row! {
    struct QuoteRow {
        id: Uuid,
        gift_id: Uuid,
        sealed: Vec<u8>,
        person_id: Uuid,
        wrapped_key: Vec<u8>,
        traveller: Vec<u8>,
        named: bool,
    }
}

row! {
    struct AskableRow { id: Uuid, idea: String, person_id: Uuid, wrapped_key: Vec<u8>, sealed: Vec<u8>, named: bool }
}

/// A case study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseStudy {
    /// The campaign.
    pub campaign: CampaignId,
    /// Its slug.
    pub campaign_slug: String,
    /// Name in the public address.
    pub slug: String,
    /// Title.
    pub title: String,
    /// The story, paragraphs parted by empty lines.
    pub story: String,
    /// Language it is written in.
    pub language: String,
    /// How far it is.
    pub state: CaseState,
    /// The figures as they were when it was written, JSON.
    pub figures: String,
    /// SHA-256 of what it says.
    pub content_hash: String,
    /// Since when it is public.
    pub published_at: Option<Instant>,
    /// When it was last changed.
    pub changed_at: Instant,
}

/// What a traveller said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseQuote {
    /// Its id.
    pub id: Uuid,
    /// The gift it is about.
    pub gift: GiftId,
    /// The words.
    pub text: String,
    /// First name, where the traveller agreed to be named.
    pub first_name: Option<String>,
}

/// A gift whose traveller agreed to reuse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Askable {
    /// The gift.
    pub gift: GiftId,
    /// Its idea.
    pub idea: String,
    /// First name, where the traveller agreed to be named.
    pub first_name: Option<String>,
}

impl CaseRow {
    fn into_case(self) -> Result<CaseStudy, StoreError> {
        let state = self.state.parse().map_err(|_| StoreError::BadRow { what: "case study" })?;
        let Self {
            campaign_id,
            slug,
            title,
            story,
            language,
            figures,
            content_hash,
            published_at,
            changed_at,
            campaign,
            ..
        } = self;
        let (campaign_slug, campaign) = (campaign, CampaignId(campaign_id));
        Ok(CaseStudy {
            campaign,
            campaign_slug,
            slug,
            title,
            story,
            language,
            state,
            figures,
            content_hash,
            published_at,
            changed_at,
        })
    }
}

impl Store {
    /// A campaign's case study.
    pub async fn find_case_study(&self, campaign: CampaignId) -> Result<Option<CaseStudy>, StoreError> {
        let row = on_read!(self, FIND, query_as::<CaseRow>[campaign.0], fetch_optional)?;
        row.map(CaseRow::into_case).transpose()
    }

    /// The public case study of this name.
    pub async fn find_public_case(&self, slug: &str) -> Result<Option<CaseStudy>, StoreError> {
        let row = on_read!(self, FIND_PUBLIC, query_as::<CaseRow>[slug], fetch_optional)?;
        row.map(CaseRow::into_case).transpose()
    }

    /// Quotes whose consent stands now.
    pub async fn case_quotes(&self, campaign: CampaignId) -> Result<Vec<CaseQuote>, StoreError> {
        let rows = on_read!(self, QUOTES, query_as::<QuoteRow>[campaign.0], fetch_all)?;
        let quote = |row: QuoteRow| {
            let text = self.open_sealed(row.person_id, &row.wrapped_key, &row.sealed)?;
            let text = String::from_utf8(text).map_err(|_| StoreError::BadRow { what: "quote" })?;
            let first_name =
                if row.named { Some(self.first_name(row.person_id, &row.wrapped_key, &row.traveller)?) } else { None };
            Ok(CaseQuote { id: row.id, gift: GiftId(row.gift_id), text, first_name })
        };
        rows.into_iter().map(quote).collect()
    }

    /// Gifts that can be quoted: handed over, with a consent to reuse that stands.
    pub async fn quotable_gifts(&self, campaign: CampaignId) -> Result<Vec<Askable>, StoreError> {
        let rows = on_read!(self, ASKABLE, query_as::<AskableRow>[campaign.0], fetch_all)?;
        let askable = |row: AskableRow| {
            let first_name =
                if row.named { Some(self.first_name(row.person_id, &row.wrapped_key, &row.sealed)?) } else { None };
            Ok(Askable { gift: GiftId(row.id), idea: row.idea, first_name })
        };
        rows.into_iter().map(askable).collect()
    }

    fn first_name(&self, person: Uuid, wrapped: &[u8], sealed: &[u8]) -> Result<String, StoreError> {
        let bytes = self.open_sealed(person, wrapped, sealed)?;
        let opened: super::traveller::Sealed =
            serde_json::from_slice(&bytes).map_err(|_| StoreError::BadRow { what: "traveller" })?;
        Ok(opened.given_name.split_whitespace().next().unwrap_or_default().to_owned())
    }

    /// Adds a quote, sealed for the traveller; `false` where nobody agreed to reuse for this gift.
    pub async fn add_quote(
        &self,
        tx: &mut Tx,
        campaign: CampaignId,
        id: Uuid,
        quote: (GiftId, &str, bool),
        now: Instant,
    ) -> Result<bool, StoreError> {
        let (gift, text, named) = quote;
        let person = in_tx!(tx, PERSON_OF, query_scalar::<Uuid>[gift.0, campaign.0], fetch_optional)?;
        let Some(person) = person else { return Ok(false) };
        let key = self.find_key(PersonId(person)).await?.ok_or(StoreError::Unsealing)?;
        let sealed = self.keys.seal(&key, text.as_bytes());
        in_tx!(tx, ADD_QUOTE, query[id, campaign.0, gift.0, sealed, named, now], execute)?;
        Ok(true)
    }
}

impl Tx {
    /// Saves a case study as a draft; what was public before is not any more. `Taken` where the address is another's.
    pub async fn save_case(&mut self, case: &CaseStudy, by: &Actor, now: Instant) -> Result<(), StoreError> {
        let saved = in_tx!(self, SAVE, query[case.campaign.0, &case.slug, &case.title, &case.story, &case.language, &case.figures,
            &case.content_hash, by.id.0, now], execute);
        match saved {
            Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Err(StoreError::Taken),
            other => Ok(other.map(drop)?),
        }
    }

    /// Makes exactly this content public; `Stale` where it was changed since.
    pub async fn publish_case(
        &mut self,
        campaign: CampaignId,
        hash: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, PUBLISH, query[campaign.0, hash, now, by.id.0], execute)?)
    }

    /// Takes it back; `Stale` where it is not public.
    pub async fn withdraw_case(&mut self, campaign: CampaignId, by: &Actor, now: Instant) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, WITHDRAW, query[campaign.0, now, by.id.0], execute)?)
    }

    /// Drops a quote.
    pub async fn drop_quote(&mut self, id: Uuid, campaign: CampaignId) -> Result<(), StoreError> {
        in_tx!(self, DROP_QUOTE, query[id, campaign.0], execute)?;
        Ok(())
    }
}

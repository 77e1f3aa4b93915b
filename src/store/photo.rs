//! Photos of hand-overs, each sealed with its traveller's key.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::actor::Actor;
use crate::domain::consent::PHOTO_SHOWN_SINCE;
use crate::domain::id::{FollowUpId, GiftId, PersonId, TravellerId};
use crate::domain::instant::Instant;

statements! {
    ADD = "insert into gift_photo (gift_id, person_id, receipt_id, sealed, width, height, staff_id, simulated, received_at) \
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    FIND_RECEIPT = "select receipt_id from gift_photo where gift_id = $1";
    FIND = "select f.sealed, f.person_id, p.wrapped_key from gift_photo f join person p on p.id = f.person_id \
            join consent c on c.gift_id = f.gift_id where f.gift_id = $1 and c.kind = 'photo' and c.granted and c.withdrawn_at is null";
    GRANTED = "select count(*) from consent where gift_id = $1 and kind = 'photo' and granted and withdrawn_at is null";
    SHOWN = "select f.receipt_id, f.sealed, f.person_id, p.wrapped_key from gift_photo f join person p on p.id = f.person_id \
             join consent c on c.gift_id = f.gift_id where f.gift_id = $1 and c.kind = 'photo' and c.granted and c.withdrawn_at is null \
             and c.text_version >= $2";
    STANDS = "select count(*) from follow_up u where u.id = $1 and (u.photo_receipt is null or exists (select 1 from gift_photo f \
              join consent c on c.gift_id = f.gift_id where f.gift_id = u.gift_id and f.receipt_id = u.photo_receipt \
              and c.kind = 'photo' and c.granted and c.withdrawn_at is null))";
    RECORDS = "select f.gift_id, f.person_id, p.wrapped_key, f.sealed, f.width, f.height, f.received_at from gift_photo f \
               join gift g on g.id = f.gift_id join person p on p.id = f.person_id where g.traveller_id = $1 order by f.received_at, f.gift_id";
    KEY_OF = "select p.id, p.wrapped_key from gift g join traveller t on t.id = g.traveller_id join person p on p.id = t.person_id \
              where g.id = $1";
    DROP = "delete from gift_photo where gift_id = $1";
    DROP_OF = "delete from gift_photo where person_id = $1";
    DROP_WITHDRAWN = "delete from gift_photo where not exists (select 1 from consent c where c.gift_id = gift_photo.gift_id \
                      and c.kind = 'photo' and c.granted and c.withdrawn_at is null)";
}

row! {
    struct PhotoRow { sealed: Vec<u8>, person_id: Uuid, wrapped_key: Option<Vec<u8>> }
}

row! {
    struct ShownRow { receipt_id: Uuid, sealed: Vec<u8>, person_id: Uuid, wrapped_key: Option<Vec<u8>> }
}

row! {
    struct RecordRow {
        gift_id: Uuid,
        person_id: Uuid,
        wrapped_key: Option<Vec<u8>>,
        sealed: Vec<u8>,
        width: i64,
        height: i64,
        received_at: Instant,
    }
}

row! {
    struct KeyRow { id: Uuid, wrapped_key: Option<Vec<u8>> }
}

/// A photo as its person gets to see it.
#[derive(Debug, Clone, serde::Serialize)]
pub struct PhotoRecord {
    gift_id: Uuid,
    received_at: Instant,
    width: i64,
    height: i64,
    jpeg_base64: String,
}

/// A photo about to be kept.
#[derive(Debug)]
pub struct NewPhoto<'a> {
    /// Of which hand-over.
    pub gift: GiftId,
    /// Made by the device; the same receipt twice is one photo.
    pub receipt: Uuid,
    /// JPEG without any metadata.
    pub jpeg: &'a [u8],
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

impl Store {
    /// Whether the traveller said yes to a photo, and whether there is one.
    pub async fn photo_of(&self, gift: GiftId) -> Result<(bool, bool), StoreError> {
        let granted = on_read!(self, GRANTED, query_scalar::<i64>[gift.0], fetch_one)? > 0;
        let kept = on_read!(self, FIND_RECEIPT, query_scalar::<Uuid>[gift.0], fetch_optional)?.is_some();
        Ok((granted, kept))
    }

    /// The photo of a hand-over, while the traveller's consent stands.
    pub async fn find_photo(&self, gift: GiftId) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(row) = on_read!(self, FIND, query_as::<PhotoRow>[gift.0], fetch_optional)? else { return Ok(None) };
        let Some(wrapped) = row.wrapped_key else { return Ok(None) };
        let key = self.keys().unwrap(PersonId(row.person_id), &wrapped)?;
        key.open(&row.sealed).map(Some)
    }

    /// The photo of a hand-over with its receipt, where its traveller was told that it is shown with a post.
    pub async fn find_photo_to_show(&self, gift: GiftId) -> Result<Option<(Uuid, Vec<u8>)>, StoreError> {
        let asked = i64::from(PHOTO_SHOWN_SINCE);
        let row = on_read!(self, SHOWN, query_as::<ShownRow>[gift.0, asked], fetch_optional)?;
        let Some(ShownRow { receipt_id, sealed, person_id, wrapped_key: Some(wrapped) }) = row else { return Ok(None) };
        let key = self.keys().unwrap(PersonId(person_id), &wrapped)?;
        Ok(Some((receipt_id, key.open(&sealed)?)))
    }

    /// A passenger's photos.
    pub async fn photo_records(&self, traveller: TravellerId) -> Result<Vec<PhotoRecord>, StoreError> {
        let rows = on_read!(self, RECORDS, query_as::<RecordRow>[traveller.0], fetch_all)?;
        let mut records = Vec::new();
        for row in rows {
            let Some(wrapped) = row.wrapped_key else { continue };
            let jpeg = self.keys().unwrap(PersonId(row.person_id), &wrapped)?.open(&row.sealed)?;
            let RecordRow { gift_id, received_at, width, height, .. } = row;
            records.push(PhotoRecord { gift_id, received_at, width, height, jpeg_base64: STANDARD.encode(jpeg) });
        }
        Ok(records)
    }

    /// Seals a photo and keeps it; `None` where the traveller is erased.
    pub async fn add_photo(
        &self,
        tx: &mut Tx,
        new: &NewPhoto<'_>,
        by: &Actor,
        now: Instant,
    ) -> Result<Option<()>, StoreError> {
        let found = in_tx!(tx, KEY_OF, query_as::<KeyRow>[new.gift.0], fetch_optional)?;
        let Some((person, wrapped)) = found.and_then(|row| Some((PersonId(row.id), row.wrapped_key?))) else {
            return Ok(None);
        };
        let key = self.keys().unwrap(person, &wrapped)?;
        let sealed = self.keys().seal(&key, new.jpeg);
        in_tx!(tx, ADD, query[new.gift.0, person.0, new.receipt, sealed, i64::from(new.width), i64::from(new.height), by.id.0,
            by.simulated, now], execute)?;
        Ok(Some(()))
    }
}

impl Tx {
    /// Receipt of the photo there is.
    pub async fn photo_receipt(&mut self, gift: GiftId) -> Result<Option<Uuid>, StoreError> {
        Ok(in_tx!(self, FIND_RECEIPT, query_scalar::<Uuid>[gift.0], fetch_optional)?)
    }

    /// Whether the traveller said yes to a photo.
    pub async fn photo_granted(&mut self, gift: GiftId) -> Result<bool, StoreError> {
        Ok(in_tx!(self, GRANTED, query_scalar::<i64>[gift.0], fetch_one)? > 0)
    }

    /// Whether the photo that a post goes out with is there and may be shown; so may a post without one.
    pub async fn photo_stands(&mut self, post: FollowUpId) -> Result<bool, StoreError> {
        Ok(in_tx!(self, STANDS, query_scalar::<i64>[post.0], fetch_one)? > 0)
    }

    /// Forgets the photo of a hand-over that was taken back.
    pub async fn drop_photo(&mut self, gift: GiftId) -> Result<u64, StoreError> {
        Ok(in_tx!(self, DROP, query[gift.0], execute)?)
    }

    /// Forgets the photos of a person.
    pub async fn drop_photos_of(&mut self, person: PersonId) -> Result<u64, StoreError> {
        Ok(in_tx!(self, DROP_OF, query[person.0], execute)?)
    }

    /// Forgets every photo whose consent was withdrawn.
    pub async fn purge_photos(&mut self) -> Result<u64, StoreError> {
        Ok(in_tx!(self, DROP_WITHDRAWN, query[], execute)?)
    }
}

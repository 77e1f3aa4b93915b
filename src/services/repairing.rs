//! Putting readings right: one that was wrong is set aside, put back, or corrected by hand, and a figure that only people can
//! see is typed in, with a picture of it as evidence. Nothing is overwritten, and who did it is on record.

use chrono::Duration;
use serde_json::json;

use super::Error;
use super::campaigns::LoadedCampaign;
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::id::{ReadingId, mint};
use crate::domain::instant::Instant;
use crate::domain::reading::{Method, Reading, Unit};
use crate::domain::refusal::Refusal;
use crate::store::attachment::Attachment;
use crate::store::reading_repair::KeptReading;
use crate::store::sealing::file_hash;

/// Largest figure that is taken.
const LARGEST: u64 = 10_000_000_000_000;
/// The version of what people type in.
const TYPED_IN: &str = "as the app shows it";

/// Puts a reading back that was set aside.
pub async fn put_back(app: &App, loaded: &LoadedCampaign, id: ReadingId, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    if !tx.put_reading_back(id, loaded.id).await? {
        return Err(Error::NotFound { what: "reading", name: id.to_string() });
    }
    tx.audit(by, "reading.put_back", &id.to_string(), json!({ "campaign": loaded.id }), now);
    Ok(tx.commit().await?)
}

/// Sets a reading aside and puts the right figure in its place, by hand. The new one stands a microsecond later, so that both
/// keep their place in time.
pub async fn correct(
    app: &App,
    loaded: &LoadedCampaign,
    (post, id): (&str, ReadingId),
    value: u64,
    by: &Actor,
) -> Result<(), Error> {
    let missing = || Error::NotFound { what: "reading", name: id.to_string() };
    let all = app.store.readings_of_post(loaded.id, post).await?;
    let KeptReading { reading: wrong, .. } = all.iter().find(|one| one.id == id).ok_or_else(missing)?.clone();
    if value > LARGEST {
        return Err(too_large());
    }
    let (now, own) = (app.now(), ReadingId::mint(app.now(), &mut *app.rng()));
    // The first instant that nothing stands at.
    let taken = |at: Instant| {
        let like = |one: &KeptReading| one.reading.unit == wrong.unit && one.reading.field == wrong.field;
        all.iter().any(|one| like(one) && one.reading.read_at == at)
    };
    let mut read_at = wrong.read_at;
    while taken(read_at) {
        read_at += Duration::microseconds(1);
    }
    let right = Reading { value, read_at, method: Method::ByHand, ..wrong.clone() };
    let mut tx = app.store.begin().await?;
    if !tx.set_reading_aside(id, loaded.id, by, now).await? {
        return Err(missing());
    }
    tx.add_reading(own, loaded.id, &right, None).await?;
    let detail = json!({ "campaign": loaded.id, "was": wrong.value, "value": value, "by": own });
    tx.audit(by, "reading.correct", &id.to_string(), detail, now);
    Ok(tx.commit().await?)
}

fn too_large() -> Error {
    Refusal::WrongState { thing: "figure", state: "too large", wanted: "below ten trillion", action: "taken" }.into()
}

/// A figure that somebody reads off a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// One of the campaign's posts.
    pub post: String,
    /// What it counts.
    pub unit: Unit,
    /// The figure.
    pub value: u64,
    /// Where it stood.
    pub field: String,
}

/// Takes a typed figure, with a file as evidence where there is one; `false` where the same stands there already.
pub async fn type_in(
    app: &App,
    loaded: &LoadedCampaign,
    typed: &Typed,
    evidence: Option<(&str, Vec<u8>)>,
    by: &Actor,
) -> Result<bool, Error> {
    let posts = app.store.list_published(loaded.id, Instant::UNIX_EPOCH).await?;
    let post = posts.into_iter().find(|post| post.address == typed.post);
    let post = post.ok_or_else(|| Error::NotFound { what: "post", name: typed.post.clone() })?;
    let field = typed.field.split_whitespace().collect::<Vec<_>>().join(" ");
    if field.is_empty() || field.chars().count() > 200 {
        return Err(Refusal::NoReason.into());
    }
    if typed.value > LARGEST {
        return Err(too_large());
    }
    let now = app.now();
    let own = ReadingId::mint(now, &mut *app.rng());
    let reading = Reading {
        post: post.address,
        network: post.network,
        unit: typed.unit,
        value: typed.value,
        field,
        definition: TYPED_IN.to_owned(),
        read_at: now,
        method: Method::ByHand,
        coverage_percent: 100,
    };
    let file = evidence.filter(|(_, bytes)| !bytes.is_empty()).map(|(name, bytes)| Attachment {
        id: mint(now, &mut *app.rng()),
        name: name.chars().filter(|mark| !mark.is_control()).take(120).collect(),
        content_hash: file_hash(&bytes),
        bytes,
        state: "preview".to_owned(),
        made_at: now,
    });
    let mut tx = app.store.begin().await?;
    if let Some(file) = &file {
        tx.add_attachment(loaded.id, file, by).await?;
        tx.keep_attachment(file.id).await?;
    }
    let added = tx.add_reading(own, loaded.id, &reading, file.as_ref().map(|file| file.id)).await?;
    let detail = json!({ "campaign": loaded.id, "value": typed.value, "attachment": file.map(|file| file.id) });
    tx.audit(by, "reading.type_in", &own.to_string(), detail, now);
    tx.commit().await?;
    super::measuring::note_due(app, loaded).await?;
    Ok(added)
}

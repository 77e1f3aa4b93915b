//! The privacy desk: requests with the day they are due, impact assessments that hold for 90 days, and whether what is
//! kept for a time is gone in time.
//!
//! A request is closed with an outcome; who asked is destroyed with it. An assessment that was withdrawn, or is too old,
//! ends open search at once.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate};
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use super::requests::Asked;
use super::retention::{JOB_DAYS, PEOPLE_HOURS, QUARANTINE_DAYS};
use super::stopping::{StopLine, switches};
use super::{Error, campaigns};
use crate::app::App;
use crate::domain::account::IDLE;
use crate::domain::actor::{Actor, Role};
use crate::domain::campaign::{Assessment, CampaignState, ListeningMode};
use crate::domain::id::{AccountId, CampaignId, mint};
use crate::domain::instant::Instant;
use crate::domain::privacy::{Channel, Kept, Outcome, RequestKind, due_at};
use crate::domain::refusal::Refusal;
use crate::store::privacy::{SignedAssessment, StoredRequest};
use crate::store::{StoreError, Tx};

/// Requests and receipts shown at once.
const SHOWN: i64 = 100;
/// Requests of a page.
const PAGE: usize = 50;
/// The purge runs every ten minutes; only what two of them left behind is late.
const GRACE: Duration = Duration::minutes(20);

/// A request on the desk.
#[derive(Debug, Clone, Serialize)]
pub struct RequestLine {
    /// Its id.
    pub id: Uuid,
    /// What is asked.
    pub kind: RequestKind,
    /// How it reached us.
    pub channel: Channel,
    /// When.
    pub received_at: Instant,
    /// By when it has to be answered.
    pub due_at: Instant,
    /// Whole days left; negative where it is late.
    pub days_left: i64,
    /// When it was answered.
    pub closed_at: Option<Instant>,
    /// How.
    pub outcome: Option<Outcome>,
    /// The receipt of what was done.
    pub receipt: Option<Uuid>,
}

/// A signature in the registry.
#[derive(Debug, Clone, Serialize)]
pub struct SignatureLine {
    /// Its id.
    pub id: Uuid,
    /// Who signed.
    pub by: String,
    /// When.
    pub signed_at: Instant,
    /// Until when it holds.
    pub expires_at: Instant,
    /// Whether it holds now.
    pub holds: bool,
    /// Whether the campaign's file has changed since.
    pub changed: bool,
}

/// On what a campaign rests.
#[derive(Debug, Clone, Serialize)]
pub struct BasisLine {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its state.
    pub state: CampaignState,
    /// How it may listen.
    pub mode: ListeningMode,
    /// Who signed by its file, and until which day that holds.
    pub in_file: Option<(String, NaiveDate)>,
    /// The latest signature here.
    pub signature: Option<SignatureLine>,
    /// Whether it may do what its mode says today.
    pub covered: bool,
}

/// Whether a class of data goes in time.
#[derive(Debug, Clone, Serialize)]
pub struct RetentionLine {
    /// The class.
    pub class: Kept,
    /// From when its oldest row is.
    pub oldest: Option<Instant>,
    /// When that row has to go.
    pub goes_at: Option<Instant>,
    /// Whether it should be gone.
    pub late: bool,
}

/// The desk.
#[derive(Debug, Clone, Serialize)]
pub struct Desk {
    /// Open requests, the one due first first.
    pub open: Vec<RequestLine>,
    /// The last answered ones.
    pub closed: Vec<RequestLine>,
    /// Campaigns that the officer may stop, and stopped ones.
    pub stops: Vec<StopLine>,
    /// Campaigns and what they rest on.
    pub bases: Vec<BasisLine>,
    /// What is kept for a time.
    pub retention: Vec<RetentionLine>,
}

/// Everything on the desk.
pub async fn desk(app: &App) -> Result<Desk, Error> {
    let now = app.now();
    let lines = |all: Vec<StoredRequest>| all.into_iter().map(|one| line(&one, now)).collect();
    Ok(Desk {
        open: lines(app.store.open_requests(SHOWN).await?),
        closed: lines(app.store.closed_requests(20).await?),
        stops: switches(app).await?,
        bases: bases(app).await?,
        retention: retention(app).await?,
    })
}

/// A page of requests, the one due first first, and behind which the next begins; answered ones where they are wanted too.
pub async fn requests(
    app: &App,
    answered: bool,
    after: Option<Uuid>,
) -> Result<(Vec<RequestLine>, Option<Uuid>), Error> {
    let after = after.unwrap_or(Uuid::nil());
    let mut found = app.store.page_of_requests(after, answered, i64::try_from(PAGE).unwrap_or(i64::MAX) + 1).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let next = found.last().filter(|_| more).map(|request| request.id);
    let now = app.now();
    Ok((found.iter().map(|one| line(one, now)).collect(), next))
}

/// One request, without who asked.
pub async fn find(app: &App, id: Uuid) -> Result<RequestLine, Error> {
    let found = app.store.find_request(id).await?;
    let request = found.ok_or_else(|| Error::NotFound { what: "request", name: id.to_string() })?;
    Ok(line(&request, app.now()))
}

/// Writes down that somebody asks for something, in the caller's transaction; gives the request's id.
pub async fn add_request(
    app: &App,
    tx: &mut Tx,
    (kind, channel): (RequestKind, Channel),
    asked: &Asked,
    by: &Actor,
) -> Result<Uuid, Error> {
    let now = app.now();
    let id = mint(now, &mut *app.rng());
    let (due_at, closed, receipt) = (due_at(now), None, None);
    let request = StoredRequest { id, kind, channel, received_at: now, due_at, closed, receipt };
    // A struct of strings always serializes.
    let who = serde_json::to_vec(asked).unwrap_or_default();
    app.store.add_request(tx, &request, &who).await?;
    let detail = json!({ "kind": kind, "channel": channel });
    tx.audit(by, "request.add", &id.to_string(), detail, now);
    Ok(id)
}

/// The same for someone at the desk.
pub async fn note(app: &App, kind: RequestKind, asked: &Asked, by: &Actor) -> Result<Uuid, Error> {
    expect_officer(by, "note a request")?;
    let mut tx = app.store.begin().await?;
    let id = add_request(app, &mut tx, (kind, Channel::Desk), asked, by).await?;
    tx.commit().await?;
    Ok(id)
}

/// Who asked, for whoever works on the request. Opening it is on record.
pub async fn open(app: &App, id: Uuid, by: &Actor) -> Result<(RequestLine, Asked), Error> {
    expect_officer(by, "open a request")?;
    let missing = || Error::NotFound { what: "request", name: id.to_string() };
    let request = app.store.find_request(id).await?.ok_or_else(missing)?;
    let who = app.store.open_request(id).await?.ok_or_else(missing)?;
    let asked = serde_json::from_slice(&who).map_err(|_| StoreError::BadRow { what: "privacy request" })?;
    let now = app.now();
    let mut tx = app.store.begin().await?;
    tx.audit(by, "request.open", &id.to_string(), json!({}), now);
    tx.commit().await?;
    Ok((line(&request, now), asked))
}

/// Closes a request; who asked is destroyed.
pub async fn close(app: &App, id: Uuid, outcome: Outcome, receipt: Option<Uuid>, by: &Actor) -> Result<(), Error> {
    expect_officer(by, "close a request")?;
    let now = app.now();
    let mut tx = app.store.begin().await?;
    tx.close_request(id, (by.id, now), outcome, receipt).await?;
    tx.audit(by, "request.close", &id.to_string(), json!({ "outcome": outcome, "receipt": receipt }), now);
    Ok(tx.commit().await?)
}

/// Signs the impact assessment of a campaign as its file now is; it holds for 90 days.
pub async fn sign(app: &App, slug: &str, by: &Actor) -> Result<(), Error> {
    expect_officer(by, "sign an impact assessment")?;
    let stored = app.store.find_campaign(slug).await?;
    let stored = stored.ok_or_else(|| Error::NotFound { what: "campaign", name: slug.to_owned() })?;
    let now = app.now();
    let signed = SignedAssessment {
        id: mint(now, &mut *app.rng()),
        campaign: stored.id,
        source_hash: stored.source_hash,
        signed_by: by.id,
        signed_at: now,
        expires_at: now + Duration::days(Assessment::VALID_DAYS),
        withdrawn_at: None,
    };
    let detail = json!({ "campaign": stored.id, "source_hash": signed.source_hash, "expires_at": signed.expires_at });
    let mut tx = app.store.begin().await?;
    tx.sign_assessment(&signed).await?;
    tx.audit(by, "assessment.sign", &signed.id.to_string(), detail, now);
    Ok(tx.commit().await?)
}

/// Withdraws an assessment before its time.
pub async fn withdraw(app: &App, id: Uuid, by: &Actor) -> Result<(), Error> {
    expect_officer(by, "withdraw an impact assessment")?;
    let known = app.store.find_assessment(id).await?;
    known.ok_or_else(|| Error::NotFound { what: "assessment", name: id.to_string() })?;
    let now = app.now();
    let mut tx = app.store.begin().await?;
    tx.withdraw_assessment(id, by.id, now).await?;
    tx.audit(by, "assessment.withdraw", &id.to_string(), json!({}), now);
    Ok(tx.commit().await?)
}

/// Whether a campaign may search openly as far as signatures here go: the latest one holds, or there never was one and the
/// date in the campaign's file decides alone.
pub(super) async fn allows_open_search(app: &App, campaign: CampaignId) -> Result<bool, Error> {
    let latest = app.store.latest_assessment(campaign).await?;
    Ok(latest.is_none_or(|one| holds(&one, app.now())))
}

fn holds(one: &SignedAssessment, now: Instant) -> bool {
    one.withdrawn_at.is_none() && now < one.expires_at
}

async fn bases(app: &App) -> Result<Vec<BasisLine>, Error> {
    let now = app.now();
    let mut latest: BTreeMap<CampaignId, SignedAssessment> = BTreeMap::new();
    for one in app.store.list_assessments().await? {
        latest.entry(one.campaign).or_insert(one);
    }
    let names: BTreeMap<AccountId, String> =
        app.store.list_accounts().await?.into_iter().map(|account| (account.id, account.name)).collect();
    let mut lines = Vec::new();
    for stored in app.store.list_campaigns().await? {
        let loaded = campaigns::understand(&stored)?;
        let listening = loaded.campaign.listening;
        let signed = latest.remove(&stored.id);
        let today = now.date_naive();
        let by_file = listening.assessment.as_ref().is_some_and(|one| one.covers(today));
        let here = signed.as_ref().is_none_or(|one| holds(one, now));
        lines.push(BasisLine {
            slug: stored.slug.clone(),
            name: loaded.campaign.name,
            state: stored.state,
            mode: listening.mode,
            in_file: listening
                .assessment
                .map(|one| (one.signed_by, one.signed_on + Duration::days(Assessment::VALID_DAYS))),
            covered: listening.mode != ListeningMode::OpenSearch || (by_file && here),
            signature: signed.map(|one| SignatureLine {
                id: one.id,
                by: names.get(&one.signed_by).cloned().unwrap_or_default(),
                signed_at: one.signed_at,
                expires_at: one.expires_at,
                holds: holds(&one, now),
                changed: one.source_hash != stored.source_hash,
            }),
        });
    }
    Ok(lines)
}

/// The oldest row of each class against the time it may be kept.
pub async fn retention(app: &App) -> Result<Vec<RetentionLine>, Error> {
    let mut lines = Vec::new();
    for class in Kept::ALL {
        let limit = match class {
            Kept::People => Duration::hours(PEOPLE_HOURS),
            Kept::Quarantine => Duration::days(QUARANTINE_DAYS),
            Kept::Jobs => Duration::days(JOB_DAYS),
            Kept::Sessions => IDLE,
        };
        let oldest = app.store.oldest(*class).await?;
        let goes_at = oldest.map(|oldest| oldest + limit);
        lines.push(RetentionLine {
            class: *class,
            oldest,
            goes_at,
            late: goes_at.is_some_and(|at| at + GRACE < app.now()),
        });
    }
    Ok(lines)
}

fn line(request: &StoredRequest, now: Instant) -> RequestLine {
    let StoredRequest { id, kind, channel, received_at, due_at, closed, receipt } = request;
    RequestLine {
        id: *id,
        kind: *kind,
        channel: *channel,
        received_at: *received_at,
        due_at: *due_at,
        days_left: (*due_at - now).num_days() - i64::from(*due_at < now),
        closed_at: closed.map(|(at, _)| at),
        outcome: closed.map(|(_, outcome)| outcome),
        receipt: *receipt,
    }
}

fn expect_officer(by: &Actor, action: &'static str) -> Result<(), Refusal> {
    match by.role {
        Role::Privacy => Ok(()),
        role => Err(Refusal::WrongRole { role: role.as_str(), action, who: "a privacy officer" }),
    }
}

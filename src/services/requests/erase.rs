//! Erasure (GDPR Art. 17), with or without an objection (Art. 21): the keys go, open gifts and posts are taken back.
//!
//! One transaction. The erased booking and posts stay out when they come again; an objection keeps account, handle and
//! address out as well. What gifts and ledger rest on stays without a name. The audit entry is the receipt's copy.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use super::Answer;
use super::subject::{Asked, Subject, find};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::follow_up::FollowUpState;
use crate::domain::gift::GiftState;
use crate::domain::id::{CampaignId, GiftId, mint};
use crate::domain::instant::Instant;
use crate::domain::ledger::EntryKind;
use crate::services::Error;
use crate::services::approval::settle;
use crate::services::outcomes::subject_of;
use crate::services::queue::{Job, enqueue};
use crate::store::Tx;
use crate::store::person::SuppressionKind;

/// Why a gift was withdrawn.
const ERASED: &str = "erased";

/// What was destroyed, by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Destroyed {
    /// Data keys; nothing sealed with them can be opened any more, in backups neither.
    pub keys: u64,
    /// Passengers of bookings.
    pub bookings: u64,
    /// Legs they were booked on.
    pub legs: u64,
    /// Accounts on networks.
    pub accounts: u64,
    /// Posts of these accounts.
    pub posts: u64,
    /// Matches with their evidence.
    pub matches: u64,
    /// Gifts that were not handed over yet; their money is free again.
    pub gifts_withdrawn: u64,
    /// Consents, withdrawn.
    pub consents: u64,
    /// Our posts that had not gone out.
    pub follow_ups_dropped: u64,
    /// Our posts that were out or on their way; they are taken down.
    pub follow_ups_retracted: u64,
}

/// What stays without a name, because accounts have to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Kept {
    /// Gifts.
    pub gifts: u64,
    /// Entries of the ledger.
    pub ledger_entries: u64,
}

/// The receipt of an erasure. It names nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// The request; the audit log has it too.
    pub request: Uuid,
    /// When.
    pub at: Instant,
    /// Whether anything was stored.
    pub found: bool,
    /// Whether the person objected to being matched again.
    pub objection: bool,
    /// What was destroyed.
    pub destroyed: Destroyed,
    /// What stays without a name.
    pub kept: Kept,
    /// Keyed hashes put on the suppression list.
    pub suppressed: u64,
}

/// Erases the person who was asked for; with `object`, they are never matched again.
pub async fn erase(app: &App, asked: &Asked, object: bool, by: &Actor) -> Result<Answer<Receipt>, Error> {
    let subject = match find(app, asked).await? {
        Answer::Done(subject) => subject,
        Answer::Ambiguous(n) => return Ok(Answer::Ambiguous(n)),
    };
    let now = app.now();
    let people = subject.people();
    let mut receipt = Receipt {
        request: mint(now, &mut *app.rng()),
        at: now,
        found: !people.is_empty(),
        objection: object,
        destroyed: Destroyed::default(),
        kept: Kept::default(),
        suppressed: 0,
    };
    let slugs: BTreeMap<CampaignId, String> = campaigns_under_way(app).await?;
    let mut tx = app.store.begin().await?;
    receipt.suppressed = suppress(app, &mut tx, asked, &subject, object, now).await?;
    let withdrawn = withdraw_gifts(app, &mut tx, &subject, &slugs, ERASED, by, now).await?;
    receipt.destroyed.gifts_withdrawn = withdrawn.len() as u64;
    take_posts_back(app, &mut tx, &subject, &mut receipt.destroyed, now).await?;
    forget(app, &mut tx, &subject, &mut receipt, now).await?;
    for (_, fingerprint) in subject.bookings(app) {
        tx.forget_marks(&fingerprint).await?;
    }
    for person in &people {
        receipt.destroyed.consents += tx.withdraw_consents(*person, now).await?;
        tx.drop_photos_of(*person).await?;
        receipt.destroyed.keys += u64::from(tx.destroy_key(*person, now).await?);
    }
    for gift in withdrawn {
        tx.audit(by, "gift.withdraw", &gift.to_string(), json!({ "why": ERASED }), now);
    }
    // A request about nobody is on record too: it was answered.
    let detail = json!({ "objection": object, "found": receipt.found, "destroyed": receipt.destroyed, "kept": receipt.kept,
        "suppressed": receipt.suppressed });
    tx.audit(by, "person.erase", &receipt.request.to_string(), detail, now);
    tx.commit().await?;
    app.store.empty_log().await?;
    Ok(Answer::Done(receipt))
}

pub(super) async fn campaigns_under_way(app: &App) -> Result<BTreeMap<CampaignId, String>, Error> {
    let under_way = crate::services::campaigns::list_under_way(app).await?;
    Ok(under_way.into_iter().map(|loaded| (loaded.id, loaded.campaign.slug)).collect())
}

/// What keeps them out: the erased bookings; after an objection all that was typed or known. Gives how many entries are new.
async fn suppress(
    app: &App,
    tx: &mut Tx,
    asked: &Asked,
    subject: &Subject,
    object: bool,
    now: Instant,
) -> Result<u64, Error> {
    let mut entries: BTreeMap<Vec<u8>, SuppressionKind> = BTreeMap::new();
    entries.extend(subject.bookings(app).into_iter().map(|(kind, one)| (one, kind)));
    if object {
        let all = asked.fingerprints(app).into_iter().chain(subject.contacts(app));
        entries.extend(all.map(|(kind, one)| (one, kind)));
    }
    let listed = tx.suppressed().await?;
    entries.retain(|one, _| !listed.contains(one));
    let reason = if object { "objection" } else { "erasure" };
    for (fingerprint, kind) in &entries {
        tx.suppress(fingerprint, *kind, reason, now).await?;
    }
    Ok(entries.len() as u64)
}

/// Gifts not handed over yet go back, their money with them, and rounds are planned again.
pub(super) async fn withdraw_gifts(
    app: &App,
    tx: &mut Tx,
    subject: &Subject,
    slugs: &BTreeMap<CampaignId, String>,
    why: &str,
    by: &Actor,
    now: Instant,
) -> Result<Vec<GiftId>, Error> {
    // All gifts are held before the first entry of the ledger: approvals take them in that order too.
    let mut gifts = BTreeMap::new();
    for side in sides(subject) {
        gifts.extend(tx.open_gifts_of(side).await?.into_iter().map(|(campaign, one)| (one.gift.id, (campaign, one))));
    }
    let mut rounds = BTreeSet::new();
    for (campaign, stored) in gifts.values() {
        let mut gift = stored.gift.clone();
        gift.withdraw()?;
        tx.move_gift(gift.id, stored.gift.state, GiftState::Withdrawn, Some(why), now).await?;
        settle(app, tx, *campaign, gift.id, EntryKind::Release, by).await?;
        if let Some(slug) = slugs.get(campaign) {
            rounds.insert((slug.clone(), stored.station.clone()));
        }
    }
    for (campaign, station) in rounds {
        enqueue(app, tx, &Job::PlanRounds { campaign, station }, now).await?;
    }
    Ok(gifts.into_keys().collect())
}

/// Posts that never went out are dropped; what is out or on its way comes down.
async fn take_posts_back(
    app: &App,
    tx: &mut Tx,
    subject: &Subject,
    destroyed: &mut Destroyed,
    now: Instant,
) -> Result<(), Error> {
    // The rows go with the author's posts, so the job carries all it needs.
    for author in &subject.authors {
        for (identity, external_id) in tx.answers_to(author.id.0).await? {
            enqueue(app, tx, &Job::TakeDown { identity, external_id }, now).await?;
            destroyed.follow_ups_retracted += 1;
        }
    }
    let mut posts = BTreeMap::new();
    for side in sides(subject) {
        posts.extend(tx.follow_ups_of(side).await?);
    }
    for (id, state) in posts {
        match state {
            FollowUpState::Draft | FollowUpState::Approved | FollowUpState::Held => {
                tx.drop_follow_up(id).await?;
                destroyed.follow_ups_dropped += 1;
            }
            FollowUpState::Queued | FollowUpState::Published | FollowUpState::Uncertain | FollowUpState::Failed => {
                tx.retract_follow_up(id, now).await?;
                enqueue(app, tx, &Job::Retract { follow_up: id }, now).await?;
                destroyed.follow_ups_retracted += 1;
            }
            FollowUpState::Retracted => {}
        }
    }
    Ok(())
}

async fn forget(app: &App, tx: &mut Tx, subject: &Subject, receipt: &mut Receipt, now: Instant) -> Result<(), Error> {
    let destroyed = &mut receipt.destroyed;
    let mut matches = BTreeSet::new();
    for side in sides(subject) {
        matches.extend(tx.forget_matches(side, now).await?);
    }
    destroyed.matches = matches.len() as u64;
    for author in &subject.authors {
        tx.forget_watched(&author.fingerprint).await?;
        destroyed.posts += tx.forget_author(author.id, now).await?;
        destroyed.accounts += 1;
    }
    for traveller in &subject.travellers {
        if let Some(own_key) = &traveller.traveller_ref {
            tx.forget_assignments(&subject_of(app, own_key)).await?;
        }
        let (gifts, entries) = tx.kept_of(traveller.id).await?;
        receipt.kept.gifts += gifts;
        receipt.kept.ledger_entries += entries;
        destroyed.legs += tx.forget_traveller(traveller.id).await?;
        destroyed.bookings += 1;
    }
    Ok(())
}

/// The ids that gifts, matches and posts hang on.
pub(super) fn sides(subject: &Subject) -> Vec<Uuid> {
    let travellers = subject.travellers.iter().map(|one| one.id.0);
    travellers.chain(subject.authors.iter().map(|one| one.id.0)).collect()
}

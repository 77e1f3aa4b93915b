//! Access (GDPR Art. 15): everything held about a person as one document, each fact with its source and time.
//!
//! What belongs to another person stays out: the post behind a match nobody confirmed, the booking behind another's match.
//! Making the document is a reveal and is audited before anything is handed out.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use super::Answer;
use super::register::{PURPOSES, retention};
use super::subject::{Asked, Subject, find};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::care::AnswerState;
use crate::domain::id::mint;
use crate::domain::instant::Instant;
use crate::services::Error;
use crate::store::care::Answer as CareAnswer;
use crate::store::care_count::CaseRow;
use crate::store::follow_up_records::FollowUpRecord;
use crate::store::mail::WishRecord;
use crate::store::photo::PhotoRecord;
use crate::store::records::{
    AccountRecord, BookingRecord, ConsentRecord, GiftRecord, LeftOutRecord, LotRecord, MatchRecord, PostRecord,
};
use crate::store::subject::Suppression;
use crate::store::tone::WatchRecord;

/// Facts of one kind, with where they come from.
#[derive(Debug, Clone, Serialize)]
pub struct Held<T> {
    /// Where they come from.
    pub source: &'static str,
    /// What is held.
    pub entries: Vec<T>,
}

/// A case of the care desk with our answers.
#[derive(Debug, Clone, Serialize)]
pub struct CaseRecord {
    campaign: String,
    kind: String,
    state: String,
    opened_at: Instant,
    answered_at: Option<Instant>,
    solved_at: Option<Instant>,
    answers: Vec<AnswerRecord>,
}

/// One of our answers.
#[derive(Debug, Clone, Serialize)]
struct AnswerRecord {
    text: String,
    state: AnswerState,
    address: Option<String>,
    written_at: Instant,
}

impl CaseRecord {
    fn new(case: CaseRow, answers: Vec<CareAnswer>) -> Self {
        let answer = |one: CareAnswer| AnswerRecord {
            text: one.text,
            state: one.state,
            address: one.address,
            written_at: one.created_at,
        };
        let CaseRow { campaign, kind, state, opened_at, answered_at, solved_at, .. } = case;
        let answers = answers.into_iter().map(answer).collect();
        Self { campaign, kind, state, opened_at, answered_at, solved_at, answers }
    }
}

/// Everything held about a person.
#[derive(Debug, Clone, Serialize)]
pub struct Records {
    /// The request; the audit log has it too.
    pub request: Uuid,
    /// When.
    pub made_at: Instant,
    /// Whether anything is stored, the suppression list left aside.
    pub found: bool,
    /// Passengers of bookings.
    pub bookings: Held<BookingRecord>,
    /// Accounts on networks.
    pub accounts: Held<AccountRecord>,
    /// Their posts.
    pub posts: Held<PostRecord>,
    /// Matches with evidence.
    pub matches: Held<MatchRecord>,
    /// Gifts with the parts of their score and how they ended.
    pub gifts: Held<GiftRecord>,
    /// Consents.
    pub consents: Held<ConsentRecord>,
    /// Photos of hand-overs.
    pub photos: Held<PhotoRecord>,
    /// Our posts.
    pub follow_ups: Held<FollowUpRecord>,
    /// Wishes to hear by mail when a story is out.
    pub mail_wishes: Held<WishRecord>,
    /// Cases of the care desk about what they answered to our posts.
    pub care_cases: Held<CaseRecord>,
    /// Lots their accounts are in, and how many later posts were counted.
    pub watched: Held<WatchRecord>,
    /// Draws of the hold-out.
    pub hold_outs: Held<LotRecord>,
    /// Plans that gave nothing.
    pub not_chosen: Held<LeftOutRecord>,
    /// Entries of the suppression list.
    pub suppression: Held<Suppression>,
    /// What it is used for.
    pub purposes: [&'static str; 5],
    /// How long it is kept.
    pub retention: Vec<String>,
    /// What the person can do.
    pub rights: [&'static str; 3],
}

const RIGHTS: [&str; 3] = [
    "erasure: `giftgate erase` with the same words; a receipt remains",
    "objection: `giftgate erase --object`; nobody is matched by this account, address or booking again",
    "rectification: the airline's booking is the source of bookings, the network that of posts; corrected ones are read again",
];

impl Records {
    fn empty(request: Uuid, made_at: Instant) -> Self {
        const fn held<T>(source: &'static str) -> Held<T> {
            Held { source, entries: Vec::new() }
        }
        Self {
            request,
            made_at,
            found: false,
            bookings: held("the airline's bookings file; imported_at says when"),
            accounts: held("the network, as it shows the account to everybody; first_seen_at says when"),
            posts: held("the network, as published by the account; received_at says when"),
            matches: held("giftgate compared posts with bookings; made_at says when, evidence says why"),
            gifts: held(
                "giftgate's plan; approved by a person at approved_at, outcome noted by gate staff at happened_at",
            ),
            consents: held("asked at hand-over by gate staff; given_at says when"),
            photos: held("taken at hand-over by gate staff, with the consent above; received_at says when"),
            follow_ups: held(
                "drafted by giftgate from the campaign's template, approved by a person; answers is the post of theirs that it answers or quotes, sent what went out",
            ),
            mail_wishes: held("asked for on our page with the code of a card; asked_at and confirmed_at say when"),
            care_cases: held("opened by giftgate for an answer to our post; answered and solved by the care desk"),
            watched: held(
                "drawn at random by giftgate; later posts about us are counted by a keyed hash of the account",
            ),
            hold_outs: held("drawn at random by giftgate before anyone chose"),
            not_chosen: held("giftgate's plan; why says what stood against a gift"),
            suppression: held("an objection, an erasure or a rejection; kept as a keyed hash only"),
            purposes: PURPOSES,
            retention: retention(),
            rights: RIGHTS,
        }
    }
}

/// Everything held about the person who was asked for.
pub async fn records(app: &App, asked: &Asked, by: &Actor) -> Result<Answer<Records>, Error> {
    let subject = match find(app, asked).await? {
        Answer::Done(subject) => subject,
        Answer::Ambiguous(n) => return Ok(Answer::Ambiguous(n)),
    };
    let now = app.now();
    let request = mint(now, &mut *app.rng());
    let records = collect(app, asked, &subject, Records::empty(request, now)).await?;
    let detail = json!({ "bookings": records.bookings.entries.len(), "accounts": records.accounts.entries.len(),
        "posts": records.posts.entries.len(), "matches": records.matches.entries.len(), "gifts": records.gifts.entries.len() });
    let mut tx = app.store.begin().await?;
    tx.audit(by, "person.reveal", &request.to_string(), detail, now);
    tx.commit().await?;
    Ok(Answer::Done(records))
}

async fn collect(app: &App, asked: &Asked, subject: &Subject, mut all: Records) -> Result<Records, Error> {
    let store = &app.store;
    all.found = !subject.people().is_empty();
    for traveller in &subject.travellers {
        let id = traveller.id;
        all.bookings.entries.extend(store.booking_record(id).await?);
        all.gifts.entries.extend(store.gift_records(id).await?);
        all.consents.entries.extend(store.consent_records(id).await?);
        all.photos.entries.extend(store.photo_records(id).await?);
        let posts = store.follow_up_records(id).await?;
        all.follow_ups.entries.extend(posts.into_iter().map(|one| without_their_post(one, subject)));
        all.hold_outs.entries.extend(store.lot_records(id).await?);
        all.not_chosen.entries.extend(store.left_out_records(id).await?);
        let matches = store.match_records(id.0).await?;
        all.matches.entries.extend(matches.into_iter().map(|one| without_others(one, subject)));
    }
    for author in &subject.authors {
        all.accounts.entries.extend(store.account_record(author.id).await?);
        all.posts.entries.extend(store.post_records(author.id).await?);
        for case in store.cases_of_author(author.id).await? {
            let answers = store.list_answers(case.id).await?;
            all.care_cases.entries.push(CaseRecord::new(case, answers));
        }
        all.watched.entries.extend(store.watch_records(&author.fingerprint).await?);
        let matches = store.match_records(author.id.0).await?;
        let other = |one: &MatchRecord| subject.travellers.iter().all(|known| known.id != one.traveller);
        all.matches.entries.extend(matches.into_iter().filter(other).map(|one| without_others(one, subject)));
    }
    name_answered(&mut all);
    for person in subject.people() {
        all.mail_wishes.entries.extend(store.wish_records(person).await?);
    }
    let own = asked.fingerprints(app).into_iter().chain(subject.bookings(app)).chain(subject.contacts(app));
    for fingerprint in own.map(|(_, one)| one).collect::<BTreeSet<_>>() {
        all.suppression.entries.extend(store.find_suppression(&fingerprint).await?);
    }
    Ok(all)
}

/// A post of ours without what is another person's: what it answers, and its bytes, which name that.
fn without_their_post(mut one: FollowUpRecord, subject: &Subject) -> FollowUpRecord {
    if one.answers.is_some() && subject.authors.iter().all(|known| known.id != one.author) {
        one.answers = None;
        one.sent.clear();
    }
    one
}

/// What our posts answer gets the address that its network told with it.
fn name_answered(all: &mut Records) {
    for post in &mut all.follow_ups.entries {
        let Some(answered) = &mut post.answers else { continue };
        let own = all.posts.entries.iter();
        let mut same = own.filter(|one| one.network == post.network && one.external_id == answered.id);
        answered.address = same.next().and_then(|one| one.url.clone());
    }
}

/// A match without what is another person's.
fn without_others(mut one: MatchRecord, subject: &Subject) -> MatchRecord {
    if subject.authors.iter().all(|known| known.id != one.author) {
        (one.post, one.facts) = (None, None);
    }
    if subject.travellers.iter().all(|known| known.id != one.traveller) {
        one.leg = None;
    }
    one
}

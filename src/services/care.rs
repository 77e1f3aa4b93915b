//! Care: what people answer to our posts becomes a case with two clocks; an answer goes out once another person approved it.
//!
//! While complaints of a campaign wait past their deadline, no post of it goes out, unless two people say so.

use chrono::Duration;
use serde::{Deserialize, Serialize};
use serde_json::json;
use unicode_segmentation::UnicodeSegmentation;
use uuid::Uuid;

use super::listening::is_our_handle;
use super::queue::{Job, enqueue};
use super::{Error, campaigns};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::approval::SendBack;
use crate::domain::care::{AnswerState, CLAIM_MINUTES, CareKind, Claim, LONGEST_ANSWER, may_work};
use crate::domain::id::{AuthorId, PersonId, PostId, mint};
use crate::domain::language::Language;
use crate::domain::post::{Network, Post};
use crate::domain::refusal::Refusal;
use crate::formats::firehose::Reference;
use crate::networks::{Fault, Frozen, Outlet, ReplyTo, freeze_answer};
use crate::signals::{Reader, Reading, redact};
use crate::store::care::{Answer, Case, NewCase, OwnPost};
use crate::store::post::{NewPost, StoredPost};
use crate::store::sealing::content_hash;
use crate::store::{StoreError, Tx};

pub(super) use super::care_watch::keeps_back;
pub use super::care_watch::{kept_back, release};

/// What an answer has to name, beside the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    /// The post that is answered: its id and, where the network has one, the hash of its content.
    pub parent: Reference,
    /// The post that the thread began with.
    pub root: Option<Reference>,
    /// Handle of its author, for networks that want it in the text.
    pub handle: String,
    /// Whether its author mentioned us: X lets nobody else be answered by a program.
    #[serde(default)]
    pub summoned: bool,
}

impl Thread {
    /// Refuses where the network lets no program answer.
    fn may_be_answered(&self, network: Network) -> Result<(), Refusal> {
        if network != Network::X || self.summoned {
            return Ok(());
        }
        Err(Refusal::WrongState {
            thing: "post",
            state: "by somebody who did not mention us",
            wanted: "addressed to us",
            action: "answered on X by a program; answer it there by hand",
        })
    }
}

/// Whether our own account wrote it: what we answer comes back over the stream.
async fn is_by_us(app: &App, own: &OwnPost, post: &Post) -> Result<bool, Error> {
    // On Bluesky and on Facebook what a post is called begins with its account.
    let id = own.external_id.as_str();
    let did = id.strip_prefix("at://").and_then(|rest| rest.split('/').next());
    let page = id.split_once('_').map(|(page, _)| page);
    if did.or(page) == Some(post.author.account())
        || app.store.list_known_answers(post.network).await?.contains(&post.id)
    {
        return Ok(true);
    }
    let campaign = campaigns::list_all(app).await?.into_iter().find(|one| one.id == own.campaign);
    Ok(campaign.is_some_and(|one| is_our_handle(&one.campaign, &post.author.handle)))
}

/// Opens a case for an answer to our post; `false` where it is our own, has a case or may not be kept.
pub async fn hear(app: &App, reader: &Reader, own: &OwnPost, post: &Post, thread: &Thread) -> Result<bool, Error> {
    let now = app.now();
    if is_by_us(app, own, post).await? {
        return Ok(false);
    }
    let signals = match reader.read(post, None) {
        Reading::Screened { .. } => return Ok(false),
        Reading::Signals(signals) => *signals,
    };
    let mut tx = app.store.begin().await?;
    let suppressed = tx.suppressed().await?;
    let gone = tx.is_tombstoned(&app.store.post_fingerprint(post)).await?;
    if gone || app.store.account_fingerprints(post).iter().any(|one| suppressed.contains(one)) {
        return Ok(false);
    }
    let complaint = signals.complaint.is_likely();
    let mut kept = json!(signals);
    if let Some(map) = kept.as_object_mut() {
        map.remove("id");
    }
    let (id, case, fresh) = {
        let mut rng = app.rng();
        let fresh = (PersonId::mint(now, &mut *rng), AuthorId::mint(now, &mut *rng));
        (PostId::mint(now, &mut *rng), mint(now, &mut *rng), fresh)
    };
    let post = Post { text: redact(&post.text), ..post.clone() };
    let language = &signals.language.code;
    let new = NewPost { id, post: &post, language, signals: kept, addressed_us: true, complaint };
    let stored = match app.store.add_post(&mut tx, &new, fresh, now).await? {
        Some(stored) => Some(stored),
        None => app.store.find_same_post(&mut tx, &post).await?,
    };
    let Some((post, author)) = stored else { return Ok(false) };
    let kind = if complaint { CareKind::Complaint } else { CareKind::Reply };
    let thread = serde_json::to_vec(thread).unwrap_or_default();
    let opened =
        app.store.add_case(&mut tx, &NewCase { id: case, own, post, author, kind, thread: &thread }, now).await?;
    if opened {
        tx.count_case(own.campaign, kind).await?;
        tx.count_answer_tone(own.campaign, signals.sentiment.label, (1, 0)).await?;
        let detail = json!({ "kind": kind, "follow_up": own.follow_up.to_string() });
        tx.audit(&Actor::SYSTEM, "case.open", &case.to_string(), detail, now);
        tx.commit().await?;
    }
    Ok(opened)
}

/// A case with what was written.
#[derive(Debug, Clone)]
pub struct OpenCase {
    /// The case.
    pub case: Case,
    /// What was answered to us; none where its author deleted it or is erased.
    pub post: Option<StoredPost>,
    /// Our answers.
    pub answers: Vec<Answer>,
}

/// A case as people work on it.
pub async fn show(app: &App, id: Uuid) -> Result<OpenCase, Error> {
    let case = app.store.find_case(id).await?.ok_or_else(|| no_case(id))?;
    let post = app.store.find_post(case.post).await?;
    let answers = app.store.list_answers(id).await?;
    Ok(OpenCase { case, post, answers })
}

fn no_case(id: Uuid) -> Error {
    Error::NotFound { what: "case", name: id.to_string() }
}

/// Takes a case, so that nobody else works on it meanwhile.
pub async fn claim(app: &App, id: Uuid, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    take(&mut tx, app, id, by).await?;
    tx.audit(by, "case.claim", &id.to_string(), json!({}), now);
    Ok(tx.commit().await?)
}

/// Gives a case back that one had taken; a case that nobody has stays as it is.
pub async fn give_back(app: &App, id: Uuid, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let case = tx.lock_case(id).await?.ok_or_else(|| no_case(id))?;
    may_work(case.state, case.claim, by, now)?;
    if case.claim.is_some_and(|claim| claim.by == by.id) {
        tx.give_case_back(id, by.id).await?;
        tx.audit(by, "case.give_back", &id.to_string(), json!({}), now);
    }
    Ok(tx.commit().await?)
}

/// Whoever works on a case has it from then on.
async fn take(tx: &mut Tx, app: &App, id: Uuid, by: &Actor) -> Result<Case, Error> {
    let now = app.now();
    let case = tx.lock_case(id).await?.ok_or_else(|| no_case(id))?;
    may_work(case.state, case.claim, by, now)?;
    tx.claim_case(id, Claim { by: by.id, until: now + Duration::minutes(CLAIM_MINUTES) }).await?;
    Ok(case)
}

/// The text of an answer, where it may be kept.
fn expect_short(text: &str) -> Result<&str, Refusal> {
    let text = text.trim();
    match text.graphemes(true).count() {
        1..=LONGEST_ANSWER => Ok(text),
        _ => Err(Refusal::WrongState { thing: "answer", state: "empty or too long", wanted: "short", action: "kept" }),
    }
}

/// Writes an answer; it waits for another person's approval.
pub async fn write_answer(app: &App, id: Uuid, text: &str, by: &Actor) -> Result<Uuid, Error> {
    let now = app.now();
    let text = expect_short(text)?;
    let thread = find_thread(app, id).await?.ok_or_else(|| no_case(id))?;
    let mut tx = app.store.begin().await?;
    thread.may_be_answered(take(&mut tx, app, id, by).await?.network)?;
    let answer = mint(now, &mut *app.rng());
    app.store.add_answer(&mut tx, answer, (id, text), by, now).await?;
    tx.audit(by, "answer.write", &answer.to_string(), json!({ "case": id.to_string() }), now);
    tx.commit().await?;
    Ok(answer)
}

fn no_answer(id: Uuid) -> Error {
    Error::NotFound { what: "answer", name: id.to_string() }
}

/// Its author writes an answer anew over the text they saw; whatever was decided on it is void.
pub async fn edit_answer(app: &App, id: Uuid, seen: &str, text: &str, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let text = expect_short(text)?;
    let answer = app.store.find_answer(id).await?.ok_or_else(|| no_answer(id))?;
    answer.standing().may_be_edited(by, seen)?;
    let new = content_hash(&[text]);
    let mut tx = app.store.begin().await?;
    take(&mut tx, app, answer.case, by).await?;
    app.store.rewrite_answer(&mut tx, &answer, (text, &new), now).await?;
    tx.audit(by, "answer.edit", &id.to_string(), json!({ "content": new }), now);
    Ok(tx.commit().await?)
}

/// An approver sends exactly the text they were shown back to its author, for a reason.
pub async fn send_answer_back(app: &App, id: Uuid, seen: &str, why: SendBack, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let answer = app.store.find_answer(id).await?.ok_or_else(|| no_answer(id))?;
    answer.standing().may_be_decided(by, seen)?;
    let mut tx = app.store.begin().await?;
    tx.send_answer_back(&answer, why, now).await?;
    tx.audit(by, "answer.send_back", &id.to_string(), json!({ "content": seen, "why": why }), now);
    Ok(tx.commit().await?)
}

/// Another person approves exactly the text they were shown; it goes out then.
pub async fn approve_answer(app: &App, id: Uuid, content_hash: &str, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let missing = || no_answer(id);
    let answer = app.store.find_answer(id).await?.ok_or_else(missing)?;
    answer.standing().may_be_decided(by, content_hash)?;
    let thread = find_thread(app, answer.case).await?.ok_or_else(missing)?;
    thread.may_be_answered(answer.network)?;
    let case = app.store.find_case(answer.case).await?.ok_or_else(missing)?;
    let language = case.language.parse().unwrap_or(Language::En);
    let to = ReplyTo {
        parent: (&thread.parent.uri, &thread.parent.cid),
        root: thread.root.as_ref().map(|root| (root.uri.as_str(), root.cid.as_str())),
        handle: &thread.handle,
    };
    let Frozen { identity, body } =
        freeze_answer(answer.network, id, (&answer.text, language), &to, now, &mut *app.rng());
    let mut tx = app.store.begin().await?;
    app.store.save_answer_approval(&mut tx, &answer, (&identity, &body), by, now).await?;
    enqueue(app, &mut tx, &Job::Answer { answer: id }, now).await?;
    tx.audit(by, "answer.approve", &id.to_string(), json!({ "content": content_hash }), now);
    Ok(tx.commit().await?)
}

async fn find_thread(app: &App, case: Uuid) -> Result<Option<Thread>, Error> {
    let Some(thread) = app.store.find_thread(case).await? else { return Ok(None) };
    Ok(Some(serde_json::from_slice(&thread).map_err(|_| StoreError::BadRow { what: "thread" })?))
}

/// Publishes an approved answer; a second time does nothing.
pub async fn publish(app: &App, outlet: &Outlet, id: Uuid) -> Result<(), Error> {
    let Some(answer) = app.store.find_answer(id).await? else { return Ok(()) };
    if !matches!(answer.state, AnswerState::Approved | AnswerState::Uncertain) {
        return Ok(());
    }
    let Some((identity, body)) = answer.frozen.clone() else { return Ok(()) };
    let mut known = app.store.list_external_ids(answer.network.as_str()).await?;
    known.extend(app.store.list_known_answers(answer.network).await?);
    let tried = outlet.publish(&Frozen { identity, body }, &known, app.now()).await;
    let now = app.now();
    let mut tx = app.store.begin().await?;
    match tried {
        Ok(out) => {
            match tx.mark_answer_out(id, &out.external_id, &out.address, now).await {
                Err(StoreError::Stale) => return Ok(()),
                done => done?,
            }
            tx.mark_answered(answer.case, now).await?;
            tx.audit(&Actor::SYSTEM, "answer.publish", &id.to_string(), json!({}), now);
            Ok(tx.commit().await?)
        }
        Err(Fault::Refused { why, .. }) => {
            tx.move_answer(id, answer.state, AnswerState::Failed, now).await?;
            tx.audit(&Actor::SYSTEM, "answer.fail", &id.to_string(), json!({ "why": why }), now);
            Ok(tx.commit().await?)
        }
        Err(fault) => {
            if fault.is_uncertain() && answer.state == AnswerState::Approved {
                tx.move_answer(id, answer.state, AnswerState::Uncertain, now).await?;
                tx.commit().await?;
            }
            Err(fault.into())
        }
    }
}

/// A case is solved.
pub async fn solve(app: &App, id: Uuid, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    take(&mut tx, app, id, by).await?;
    tx.solve_case(id, now).await?;
    tx.audit(by, "case.solve", &id.to_string(), json!({}), now);
    Ok(tx.commit().await?)
}

/// The network's posts of ours by what it calls them.
pub(super) async fn own_posts(app: &App, network: Network) -> Result<Vec<OwnPost>, Error> {
    Ok(app.store.list_own_posts(network).await?)
}

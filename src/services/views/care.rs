//! The care desk.

use std::collections::BTreeMap;

use chrono::DateTime;
use uuid::Uuid;

use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::care::AnswerState;
use crate::domain::instant::Instant;
use crate::services::{Error, campaigns, canned, care};
use crate::store::care::{Answer, Case};
use crate::store::care_desk::CaseDrafts;
use crate::store::view::PAGE_SIZE;
use crate::store::view::care::{CareAnswer, CareCase, CareLine, CareQueue};

fn line(case: &Case, drafts: CaseDrafts, now: Instant) -> CareLine {
    let due_at = case.deadlines.due(case.state);
    CareLine {
        id: case.id,
        kind: case.kind,
        state: case.state,
        network: case.network,
        opened_at: case.opened_at,
        due_at,
        left: due_at.map_or(0, |due| (due - now).num_minutes()),
        taken: case.claim.is_some_and(|claim| now < claim.until),
        language: case.language.clone(),
        answer_waits: drafts.waiting > 0,
        sent_back: drafts.back > 0,
    }
}

fn lines(cases: &[Case], drafts: &BTreeMap<Uuid, CaseDrafts>, now: Instant) -> Vec<CareLine> {
    cases.iter().map(|case| line(case, drafts.get(&case.id).copied().unwrap_or_default(), now)).collect()
}

/// What waits, the least time left first.
pub async fn care_queue(app: &App) -> Result<CareQueue, Error> {
    let now = app.now();
    let drafts = app.store.cases_with_drafts().await?;
    let cases = app.store.list_cases().await?;
    let lines = lines(&cases, &drafts, now);
    let waiting = lines.iter().filter(|line| line.answer_waits).count();
    let late = lines.iter().filter(|line| line.due_at.is_some_and(|due| due < now)).count();
    Ok(CareQueue { lines, late, waiting })
}

/// A page of what waits, the least time left first, and what the next page begins behind.
pub async fn care_page(app: &App, after: Option<&str>) -> Result<(Vec<CareLine>, Option<String>), Error> {
    let now = app.now();
    let behind = after.and_then(read_place).unwrap_or((Instant::UNIX_EPOCH, Uuid::nil()));
    let drafts = app.store.cases_with_drafts().await?;
    let cases = app.store.page_of_cases(behind, i64::try_from(PAGE_SIZE).unwrap_or(i64::MAX) + 1).await?;
    let mut lines = lines(&cases, &drafts, now);
    let more = lines.len() > PAGE_SIZE;
    lines.truncate(PAGE_SIZE);
    let place = |line: &CareLine| line.due_at.map(|due| format!("{}.{}", due.timestamp_micros(), line.id));
    let next = lines.last().filter(|_| more).and_then(place);
    Ok((lines, next))
}

/// Where a page begins; what can't be read is the first page.
fn read_place(text: &str) -> Option<(Instant, Uuid)> {
    let (due, id) = text.split_once('.')?;
    let due = DateTime::from_timestamp_micros(due.parse().ok()?)?;
    // Neither database writes years of five digits.
    Some((due.clamp(Instant::UNIX_EPOCH, DateTime::from_timestamp(253_370_764_800, 0)?), id.parse().ok()?))
}

/// One case for somebody.
pub async fn care_case(app: &App, id: Uuid, me: &Actor) -> Result<CareCase, Error> {
    let now = app.now();
    let open = care::show(app, id).await?;
    let tone = app.store.tone_of(open.case.post).await?.filter(|_| open.post.is_some());
    let (text, author, url) = open.post.map_or((None, None, None), |post| {
        // A name in an address would lead elsewhere.
        let url = post.url.filter(|url| url.starts_with("https://"));
        (Some(post.text), Some(post.author.handle), url)
    });
    let answer = |answer: Answer| CareAnswer {
        id: answer.id,
        sent_back: answer.sent_back,
        own: answer.state == AnswerState::Draft && answer.written_by == me.id,
        text: answer.text,
        content: answer.content_hash,
        state: answer.state,
        written_at: answer.created_at,
    };
    let answers: Vec<CareAnswer> = open.answers.into_iter().map(answer).collect();
    let campaign = campaigns::list_all(app).await?.into_iter().find(|one| one.id == open.case.campaign);
    let canned = campaign.map_or_else(Vec::new, |own| canned::answers(&own.campaign, &open.case.language));
    let drafts = answers.iter().filter(|answer| answer.state == AnswerState::Draft);
    let drafts = drafts.fold(CaseDrafts::default(), |sum, answer| match answer.sent_back {
        None => CaseDrafts { waiting: sum.waiting + 1, ..sum },
        Some(_) => CaseDrafts { back: sum.back + 1, ..sum },
    });
    Ok(CareCase {
        line: line(&open.case, drafts, now),
        text,
        author,
        url,
        answers,
        canned,
        own: open.case.claim.is_some_and(|claim| claim.by == me.id && now < claim.until),
        language: open.case.language,
        tone,
    })
}

//! The care desk.

use uuid::Uuid;

use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::care::AnswerState;
use crate::domain::instant::Instant;
use crate::services::{Error, campaigns, canned, care};
use crate::store::care::{Answer, Case};
use crate::store::care_desk::CaseDrafts;
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

/// What waits, the least time left first.
pub async fn care_queue(app: &App) -> Result<CareQueue, Error> {
    let now = app.now();
    let drafts = app.store.cases_with_drafts().await?;
    let cases = app.store.list_cases().await?;
    let lines: Vec<CareLine> =
        cases.iter().map(|case| line(case, drafts.get(&case.id).copied().unwrap_or_default(), now)).collect();
    let waiting = lines.iter().filter(|line| line.answer_waits).count();
    let late = lines.iter().filter(|line| line.due_at.is_some_and(|due| due < now)).count();
    Ok(CareQueue { lines, late, waiting })
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

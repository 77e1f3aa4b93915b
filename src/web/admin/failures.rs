//! `/admin/failures`: work that was given up, why, and the next step: run it again, or drop it with a reason.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono::Duration;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::actor::Role;
use crate::domain::id::JobId;
use crate::services::failures::{self, FailureLine, ListenerLine, StreamGap};
use crate::web::at::At;
use crate::web::chrome::Chrome;
use crate::web::csrf::SignedForm;
use crate::web::page::{Page, chosen};
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// The inbox.
#[derive(Debug, Default, Serialize)]
pub struct FailuresPage {
    /// Listeners that are broken now.
    pub listeners: Vec<ListenerLine>,
    /// Spans of time of the last week that a stream told nothing of.
    pub gaps: Vec<StreamGap>,
    /// Work that was given up.
    pub jobs: Vec<FailureLine>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// The job that was to be dropped without a reason.
    pub unreasoned: Option<String>,
}

/// The query.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    after: String,
}

impl Page for FailuresPage {
    const TEMPLATE: &'static str = "admin/failures.html";

    fn samples() -> Vec<Self> {
        let job = |number: u128, kind: &str, about: &[(&str, &str)]| FailureLine {
            id: JobId(Uuid::from_u128(number)),
            kind: kind.to_owned(),
            about: about.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            attempts: 8,
            why: "the network did not answer".to_owned(),
            at: samples::now(),
        };
        let jobs = vec![
            job(1, "publish", &[("follow_up", "0195625d-6f2f-7a4b-8b0d-5a0c1a3e9f10")]),
            job(2, "plan_rounds", &[("campaign", samples::SLUG), ("station", "AMS")]),
            job(3, "unheard_of", &[]),
        ];
        let unreasoned = Some(jobs[1].id.to_string());
        let listener = |name: &str, heard_at| ListenerLine {
            name: name.to_owned(),
            since: samples::now(),
            why: "bluesky can't be reached (503); it is tried again".to_owned(),
            heard_at,
        };
        let listeners = vec![listener("jetstream", Some(samples::now())), listener("folder", None)];
        let gaps = vec![StreamGap {
            stream: "mastodon social.example user".to_owned(),
            from_at: samples::now() - Duration::hours(3),
            to_at: samples::now() - Duration::hours(1),
            noticed_at: samples::now(),
        }];
        vec![Self { listeners, gaps, jobs, next: Some("3".to_owned()), unreasoned }, Self::default()]
    }
}

/// Shows it.
pub async fn list(State(web): State<Web>, Query(asked): Query<Asked>, chrome: Chrome) -> Result<Html<String>, Problem> {
    let page = load(&web, chosen(&asked.after)?).await?;
    web.page(&page, &chrome)
}

/// Runs one again.
pub async fn retry(
    State(web): State<Web>,
    At(id): At<JobId>,
    chrome: Chrome,
    form: SignedForm,
) -> Result<Response, Problem> {
    failures::retry(&web.accounts()?.app, id, &form.member.actor(Role::Admin)).await?;
    Ok(Redirect::to(&chrome.to("/admin/failures?done=job_retried")).into_response())
}

/// Drops one.
pub async fn remove(
    State(web): State<Web>,
    At(job): At<JobId>,
    chrome: Chrome,
    SignedForm { member, fields }: SignedForm,
) -> Result<Response, Problem> {
    let app = &web.accounts()?.app;
    if failures::drop_with_reason(app, job, fields.get("reason"), &member.actor(Role::Admin)).await? {
        return Ok(Redirect::to(&chrome.to("/admin/failures?done=job_dropped")).into_response());
    }
    let page = FailuresPage { unreasoned: Some(job.to_string()), ..load(&web, None).await? };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, web.page(&page, &chrome)?).into_response())
}

async fn load(web: &Web, after: Option<JobId>) -> Result<FailuresPage, Problem> {
    let app = &web.accounts()?.app;
    let (jobs, next) = failures::list(app, after).await?;
    Ok(FailuresPage {
        listeners: failures::broken_listeners(app).await?,
        gaps: failures::gaps(app).await?,
        jobs,
        next: next.map(|id| id.to_string()),
        unreasoned: None,
    })
}

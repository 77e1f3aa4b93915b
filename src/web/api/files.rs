//! A campaign's file: read, judged, saved as it was seen; and a new campaign. The file is the source, here as on the pages.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::input::{Body, expect_seen};
use super::output::{made, tag_of, tagged};
use crate::domain::actor::Role;
use crate::formats::campaign::{Change, Fault};
use crate::services::campaign_edit::{self, Judged};
use crate::services::campaign_start;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Visitor;
use crate::web::team::start::may_start;

/// Longest file that is read, characters.
const LONGEST: usize = 262_144;

/// A campaign's file.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileShown {
    /// Its text (TOML).
    pub source: String,
    /// SHA-256 of it.
    pub hash: String,
}

/// A text for a campaign's file.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FileSent {
    /// The text (TOML).
    #[schema(max_length = 262_144)]
    pub source: String,
}

/// Something that is wrong with a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct FaultShown {
    /// The key.
    pub path: String,
    /// Line of the file; 1 for the file as a whole.
    pub line: usize,
    /// A stable code.
    pub code: String,
    /// The cause, in English.
    pub message: String,
    /// The remedy, in English.
    pub remedy: String,
}

impl From<&Fault> for FaultShown {
    fn from(fault: &Fault) -> Self {
        let Fault { path, line, code, message, remedy, .. } = fault.clone();
        Self { path, line, code: code.to_owned(), message, remedy }
    }
}

/// Something that a text changes.
#[derive(Debug, Serialize, ToSchema)]
pub struct EditShown {
    /// The key.
    pub path: String,
    /// What it was.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
    /// What that does, in English.
    pub effect: String,
}

impl From<&Change> for EditShown {
    fn from(change: &Change) -> Self {
        let Change { path, before, after, effect, .. } = change.clone();
        Self { path, before, after, effect }
    }
}

/// What a text would be as a campaign's file.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileJudged {
    /// Everything that is wrong with it; nothing where it can be saved.
    pub faults: Vec<FaultShown>,
    /// What it changes.
    pub changes: Vec<EditShown>,
}

/// A campaign that was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct CampaignMade {
    /// Its name in addresses.
    pub slug: String,
}

fn checked(FileSent { source }: FileSent) -> Result<String, Problem> {
    if source.chars().count() > LONGEST {
        return Err(Problem::Invalid(format!("`source` is longer than {LONGEST} characters")));
    }
    Ok(source)
}

/// Every fault in one text: where, why and what to do.
fn invalid(faults: &[Fault]) -> Problem {
    let lines: Vec<_> = faults.iter().map(ToString::to_string).collect();
    Problem::Invalid(lines.join("\n"))
}

/// The campaign's file
#[utoipa::path(get, path = "/api/v1/campaigns/{slug}/file", tag = "campaigns",
    params(("slug" = String, Path, description = "The campaign")),
    responses((status = 200, description = "The file", body = FileShown, headers(("ETag" = String)))))]
pub async fn show(State(web): State<Web>, Path(slug): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let open = campaign_edit::open(web.app()?, &slug).await?;
    tagged(&headers, &FileShown { source: open.source, hash: open.hash })
}

/// Save the campaign's file, where it is still what was seen
#[utoipa::path(put, path = "/api/v1/campaigns/{slug}/file", tag = "campaigns",
    params(("slug" = String, Path, description = "The campaign"),
        ("If-Match" = String, Header, description = "`ETag` of the file as it was seen")),
    request_body = FileSent,
    responses((status = 200, description = "It is saved", body = FileShown, headers(("ETag" = String)))))]
pub async fn save(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
    headers: HeaderMap,
    Body(sent): Body<FileSent>,
) -> Result<Response, Problem> {
    let (app, source) = (web.app()?, checked(sent)?);
    let open = campaign_edit::open(app, &slug).await?;
    expect_seen(&headers, &tag_of(&FileShown { source: open.source, hash: open.hash.clone() })?)?;
    let saved = campaign_edit::save(app, &slug, &source, &open.hash, &visitor.actor(Role::Planner)).await;
    match saved {
        Ok(faults) if faults.is_empty() => {
            let open = campaign_edit::open(app, &slug).await?;
            tagged(&HeaderMap::new(), &FileShown { source: open.source, hash: open.hash })
        }
        Ok(faults) => Err(invalid(&faults)),
        Err(error) if error.is_stale() => Err(Problem::ChangedSince),
        Err(error) => Err(error.into()),
    }
}

/// Judge a text as the campaign's file; nothing is saved
#[utoipa::path(post, path = "/api/v1/campaigns/{slug}/file/check", tag = "campaigns",
    params(("slug" = String, Path, description = "The campaign")), request_body = FileSent,
    responses((status = 200, description = "What is wrong and what it changes", body = FileJudged)))]
pub async fn check(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Body(sent): Body<FileSent>,
) -> Result<Json<FileJudged>, Problem> {
    let (app, source) = (web.app()?, checked(sent)?);
    let open = campaign_edit::open(app, &slug).await?;
    let Judged { faults, changes, .. } = campaign_edit::judge(app, &open.loaded, &source).await?;
    let faults = faults.iter().map(Into::into).collect();
    Ok(Json(FileJudged { faults, changes: changes.iter().map(Into::into).collect() }))
}

/// Make a campaign as a draft; for planners of all campaigns
#[utoipa::path(post, path = "/api/v1/campaigns", tag = "campaigns", request_body = FileSent,
    responses((status = 201, description = "It is a draft", body = CampaignMade, headers(("Location" = String)))))]
pub async fn make(State(web): State<Web>, visitor: Visitor, Body(sent): Body<FileSent>) -> Result<Response, Problem> {
    if !may_start(&visitor) {
        return Err(Problem::Forbidden);
    }
    match campaign_start::start(web.app()?, &checked(sent)?, None, &visitor.actor(Role::Planner)).await? {
        Ok(slug) => Ok(made(&format!("/api/v1/campaigns/{slug}"), CampaignMade { slug })),
        Err(faults) => Err(invalid(&faults)),
    }
}

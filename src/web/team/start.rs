//! `/campaigns/new`: a new campaign as a draft, from an example. What it is to be stands in the form; the rest is for the
//! editor, which it leads to.

use std::collections::BTreeSet;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::edit_form::FaultView;
use crate::app::App;
use crate::domain::account::Grant;
use crate::domain::actor::Role;
use crate::formats::campaign::{Example, Start, is_slug, started};
use crate::rounds::station::StationMaps;
use crate::services::insight::IdeaKind;
use crate::services::{campaign_start, insight, stations};
use crate::store::view::insight::IdeaLine;
use crate::web::chrome::Chrome;
use crate::web::csrf::DeskForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;
use crate::web::session::Visitor;

/// The form.
#[derive(Debug, Clone, Serialize)]
pub struct StartPage {
    /// What to start from.
    pub examples: &'static [Example],
    /// Stations with a walking map.
    pub stations: BTreeSet<String>,
    /// The example that was chosen.
    pub example: Example,
    /// Name in addresses.
    pub slug: String,
    /// Name on pages.
    pub name: String,
    /// First day.
    pub starts_on: String,
    /// Last day.
    pub ends_on: String,
    /// Station.
    pub station: String,
    /// Which field is wrong: `slug`, `name`, `starts_on`, `ends_on`, `station`.
    pub wrong: Vec<&'static str>,
    /// What is wrong beside the form's own fields.
    pub faults: Vec<FaultView>,
    /// The idea that it comes from.
    pub idea: Option<IdeaLine>,
}

impl StartPage {
    fn empty(own: &StationMaps) -> Self {
        let stations = stations::known(own);
        let station = stations.first().cloned().unwrap_or_default();
        let (slug, name, starts_on, ends_on) = Default::default();
        let (wrong, faults, idea) = Default::default();
        let example = Example::Small;
        Self { examples: Example::ALL, stations, example, slug, name, starts_on, ends_on, station, wrong, faults, idea }
    }

    /// The same with an idea taken from what people talk about. One that is done already is left out.
    async fn with_idea(self, app: &App, id: &str) -> Result<Self, Problem> {
        let Ok(id) = id.parse() else { return Ok(self) };
        let idea = insight::find_idea(app, id).await.map_err(|error| Problem::failed(&error))?;
        Ok(Self { idea, ..self })
    }
}

impl Page for StartPage {
    const TEMPLATE: &'static str = "team/start.html";

    fn samples() -> Vec<Self> {
        let fault = FaultView {
            code: "slug_taken",
            path: "slug".to_owned(),
            line: 1,
            message: "there is something called `spring` already".to_owned(),
            remedy: "give this one another name".to_owned(),
            field: None,
        };
        let wrong = vec!["slug", "name", "starts_on", "ends_on", "station"];
        let empty = || Self::empty(&StationMaps::new());
        let sent = Self { slug: "spring".to_owned(), name: "Spring".to_owned(), ..empty() };
        let idea = samples::report::insight().ideas.into_iter().find(|idea| idea.kind == IdeaKind::Campaign);
        let from_idea = Self { idea, ..empty() };
        vec![empty(), Self { wrong, ..sent.clone() }, Self { faults: vec![fault], ..sent }, from_idea]
    }
}

/// Whoever is bound to one campaign makes no other: they could not see it.
pub(in crate::web) fn may_start(visitor: &Visitor) -> bool {
    let free = |grants: &[Grant]| grants.iter().any(|one| one.role == Role::Planner && one.campaign.is_none());
    match visitor {
        Visitor::Open => true,
        Visitor::Member(member) => free(&member.grants),
        Visitor::Program(program) => free(&program.grants),
        Visitor::Stranger { .. } => false,
    }
}

/// What a new campaign may come from.
#[derive(Debug, Default, Deserialize)]
pub struct From {
    #[serde(default)]
    idea: String,
}

/// Shows the form.
pub async fn show(
    State(web): State<Web>,
    Query(from): Query<From>,
    visitor: Visitor,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    if !may_start(&visitor) {
        return Err(Problem::Forbidden);
    }
    let app = web.app()?;
    web.page(&StartPage::empty(app.stations()).with_idea(app, &from.idea).await?, &chrome)
}

/// Takes the form.
pub async fn make(
    State(web): State<Web>,
    visitor: Visitor,
    chrome: Chrome,
    DeskForm { doer, fields }: DeskForm,
) -> Result<Response, Problem> {
    if !may_start(&visitor) {
        return Err(Problem::Forbidden);
    }
    let app = web.app()?;
    let text = |name: &str| fields.get(name).trim().to_owned();
    let mut page = StartPage {
        example: fields.get("example").parse().map_err(|_| Problem::BadRequest)?,
        slug: text("slug"),
        name: text("name"),
        starts_on: text("starts_on"),
        ends_on: text("ends_on"),
        station: text("station"),
        ..StartPage::empty(app.stations()).with_idea(app, fields.get("idea")).await?
    };
    let (from, to) = (page.starts_on.parse::<NaiveDate>().ok(), page.ends_on.parse::<NaiveDate>().ok());
    let checks = [
        ("slug", is_slug(&page.slug)),
        ("name", !page.name.is_empty()),
        ("starts_on", from.is_some()),
        ("ends_on", to.is_some() && from.is_none_or(|from| to.is_some_and(|to| from <= to))),
        ("station", page.stations.contains(&page.station)),
    ];
    page.wrong = checks.into_iter().filter(|(_, fits)| !fits).map(|(name, _)| name).collect();
    if let (Some(starts_on), Some(ends_on), true) = (from, to, page.wrong.is_empty()) {
        let (slug, name, station) = (page.slug.clone(), page.name.clone(), page.station.clone());
        let goal = page.idea.as_ref().map(|idea| idea.note.clone());
        let source = started(page.example, &Start { slug, name, starts_on, ends_on, station, goal });
        match campaign_start::start(app, &source, page.idea.as_ref(), &doer.actor(Role::Planner)).await? {
            Ok(slug) => {
                let there = chrome.to(&format!("/campaigns/{slug}/edit?done=campaign_made"));
                return Ok(Redirect::to(&there).into_response());
            }
            Err(faults) => page.faults = faults.iter().map(|fault| FaultView::of(fault, &[])).collect(),
        }
    }
    Ok((StatusCode::UNPROCESSABLE_ENTITY, web.page(&page, &chrome)?).into_response())
}

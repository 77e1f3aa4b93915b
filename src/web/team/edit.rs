//! `/campaigns/{slug}/edit`: the campaign's file as a form. What an edit breaks stands beside its field, what it would
//! change stands above; nothing is saved before a person has seen both.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Serialize;

use super::edit_form::{ChangeView, FaultView, GroupView, form_of, sent};
use super::replan::PlanFigures;
use crate::app::App;
use crate::domain::actor::Role;
use crate::domain::campaign::{Campaign, CampaignState};
use crate::formats::campaign::{Fault, edited};
use crate::services::campaign_edit::{self, Judged, Opened as Open};
use crate::services::campaigns::LoadedCampaign;
use crate::services::going_live::{self, Readiness};
use crate::services::views::{self, Changes, ClashShown};
use crate::services::{Error, what_if};
use crate::store::view::CampaignHead;
use crate::store::view::report_parts::Proof;
use crate::web::chrome::Chrome;
use crate::web::csrf::DeskForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// What an edit would do to the plan of those who are confirmed now.
#[derive(Debug, Clone, Serialize)]
pub struct EffectView {
    /// People more or less with a gift.
    pub people: i64,
    /// Money more or less, minor units.
    pub cost_minor: i64,
    /// The plan as the stored file has it.
    pub now: PlanFigures,
    /// As the edit has it.
    pub then: PlanFigures,
    /// Who comes in, who goes out.
    pub changes: Changes,
}

/// What the page shows.
#[derive(Debug, Serialize)]
pub struct EditView {
    /// Head.
    pub head: CampaignHead,
    /// Whether anything can still be edited.
    pub is_open: bool,
    /// What going live needs; none once it is live.
    pub readiness: Option<Readiness>,
    /// What the campaign could show at best, before it is live.
    pub proof: Option<Proof>,
}

/// The page.
#[derive(Debug, Serialize)]
pub struct EditPage {
    /// What it shows.
    pub view: EditView,
    /// The stored text that the edit was made from.
    pub base: String,
    /// The text as it is in the form.
    pub source: String,
    /// The form; empty while the text is no TOML.
    pub groups: Vec<GroupView>,
    /// Faults that stand beside no field.
    pub elsewhere: Vec<FaultView>,
    /// How many faults there are.
    pub faults: usize,
    /// Whether an edit was sent.
    pub is_sent: bool,
    /// Whether somebody saved another edit meanwhile.
    pub is_stale: bool,
    /// What the edit changes.
    pub changes: Vec<ChangeView>,
    /// What it would do to the plan.
    pub effect: Option<EffectView>,
    /// Why there would be no plan.
    pub clash: Option<ClashShown>,
}

/// The campaign with its stored text.
struct Opened {
    open: Open,
    view: EditView,
}

impl Opened {
    async fn load(app: &App, slug: &str) -> Result<Self, Problem> {
        let open = campaign_edit::open(app, slug).await?;
        let (_, head) = views::campaign(app, slug).await?;
        let waits = matches!(open.loaded.state, CampaignState::Draft | CampaignState::Rehearsal);
        let readiness = if waits { Some(going_live::readiness(app, &open).await?) } else { None };
        let proof =
            if waits { Some(views::proof_before(app, open.loaded.id, &open.loaded.campaign).await?) } else { None };
        let view = EditView { head, is_open: open.loaded.state != CampaignState::Closed, readiness, proof };
        Ok(Self { open, view })
    }

    /// The form of a text.
    fn page(self, source: String, faults: &[Fault], is_sent: bool) -> EditPage {
        let (groups, elsewhere) = form_of(&source, faults, &self.open.loaded.campaign);
        EditPage {
            view: self.view,
            base: self.open.hash,
            groups,
            elsewhere,
            faults: faults.len(),
            source,
            is_sent,
            is_stale: false,
            changes: Vec::new(),
            effect: None,
            clash: None,
        }
    }
}

impl Page for EditPage {
    const TEMPLATE: &'static str = "team/edit.html";

    fn samples() -> Vec<Self> {
        samples::edit::pages()
    }
}

/// Browsers send line ends of their own.
pub(super) fn plain(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Shows the form.
pub async fn show(State(web): State<Web>, Path(slug): Path<String>, chrome: Chrome) -> Result<Html<String>, Problem> {
    let opened = Opened::load(web.app()?, &slug).await?;
    let source = opened.open.source.clone();
    web.page(&opened.page(source, &[], false), &chrome)
}

/// Judges an edit and shows what it would change; nothing is saved.
pub async fn check(
    State(web): State<Web>,
    Path(slug): Path<String>,
    chrome: Chrome,
    DeskForm { fields, .. }: DeskForm,
) -> Result<Response, Problem> {
    let app = web.app()?;
    let opened = Opened::load(app, &slug).await?;
    let text = plain(fields.get("source"));
    let source = if fields.get("form") == "fields" { edited(&text, &sent(&text, &fields)) } else { text };
    let is_stale = fields.get("base") != opened.open.hash;
    let page = judged(app, opened, source).await?;
    let status = match () {
        () if is_stale => StatusCode::CONFLICT,
        () if page.faults > 0 => StatusCode::UNPROCESSABLE_ENTITY,
        () => StatusCode::OK,
    };
    let page = EditPage { is_stale, ..page };
    Ok((status, web.page(&page, &chrome)?).into_response())
}

async fn judged(app: &App, opened: Opened, source: String) -> Result<EditPage, Problem> {
    let loaded = opened.open.loaded.clone();
    let Judged { campaign, faults, changes } = campaign_edit::judge(app, &loaded, &source).await?;
    let mut page = opened.page(source, &faults, true);
    page.changes = changes.iter().map(ChangeView::of).collect();
    if let Some(campaign) = campaign.filter(|_| !changes.is_empty()) {
        if page.view.proof.is_some() {
            page.view.proof = Some(views::proof_before(app, loaded.id, &campaign).await?);
        }
        match effect(app, &loaded, campaign).await {
            Ok(effect) => page.effect = Some(effect),
            Err(error) => page.clash = Some(views::clash(app, &loaded, error).await?),
        }
    }
    Ok(page)
}

/// The form of a text with everything that is wrong with it.
pub(super) async fn judged_page(app: &App, slug: &str, source: String) -> Result<EditPage, Problem> {
    judged(app, Opened::load(app, slug).await?, source).await
}

async fn effect(app: &App, loaded: &LoadedCampaign, campaign: Campaign) -> Result<EffectView, Error> {
    let told = what_if::if_edited(app, loaded, campaign).await?;
    let people = |figures: &PlanFigures| i64::try_from(figures.gifts).unwrap_or(i64::MAX);
    let (now, then): (PlanFigures, PlanFigures) = (told.now.into(), told.then.into());
    Ok(EffectView {
        people: people(&then) - people(&now),
        cost_minor: then.cost_minor - now.cost_minor,
        changes: views::changes(app, loaded, &told.changes).await?,
        now,
        then,
    })
}

/// Saves an edit that was shown.
pub async fn save(
    State(web): State<Web>,
    Path(slug): Path<String>,
    chrome: Chrome,
    DeskForm { doer, fields }: DeskForm,
) -> Result<Response, Problem> {
    let app = web.app()?;
    let source = plain(fields.get("source"));
    let outcome = campaign_edit::save(app, &slug, &source, fields.get("base"), &doer.actor(Role::Planner)).await;
    let is_stale = match outcome {
        Ok(faults) if faults.is_empty() => {
            let to = chrome.to(&format!("/campaigns/{slug}/edit?done=campaign_saved"));
            return Ok(Redirect::to(&to).into_response());
        }
        Ok(_) => false,
        Err(error) if error.is_stale() => true,
        Err(error) => return Err(error.into()),
    };
    let page = judged_page(app, &slug, source).await?;
    let status = if is_stale { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, web.page(&EditPage { is_stale, ..page }, &chrome)?).into_response())
}

/// Starts the campaign, where its basis is signed.
pub async fn go_live(
    State(web): State<Web>,
    Path(slug): Path<String>,
    chrome: Chrome,
    DeskForm { doer, .. }: DeskForm,
) -> Result<Response, Problem> {
    going_live::go_live(web.app()?, &slug, &doer.actor(Role::Planner)).await?;
    Ok(Redirect::to(&chrome.to(&format!("/campaigns/{slug}?done=live"))).into_response())
}

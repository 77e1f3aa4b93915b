//! `/campaigns/{slug}/plan/again`: what a new plan would change, before anything changes; then the new plan.

use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Serialize;

use super::fault::{Fault, refused};
use crate::app::App;
use crate::domain::actor::Role;
use crate::services::campaigns::LoadedCampaign;
use crate::services::planning::{self, Applied, Figures, Preview};
use crate::services::views::{self, Changes, ClashShown};
use crate::store::view::CampaignHead;
use crate::web::chrome::Chrome;
use crate::web::csrf::DeskForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// A plan in figures, for pages.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlanFigures {
    /// Gifts.
    pub gifts: usize,
    /// Cost, minor units.
    pub cost_minor: i64,
    /// Sum of the scores.
    pub value: i64,
    /// Proven bound.
    pub upper_bound: i64,
    /// Gap.
    pub gap: f64,
    /// Held out.
    pub held_out: usize,
}

impl From<Figures> for PlanFigures {
    fn from(figures: Figures) -> Self {
        let Figures { gifts, cost_minor, value, upper_bound, gap, held_out } = figures;
        Self { gifts, cost_minor, value, upper_bound, gap, held_out }
    }
}

/// What a new plan would change.
#[derive(Debug, Serialize)]
pub struct ReplanView {
    /// Head.
    pub head: CampaignHead,
    /// The plan in force.
    pub before: Option<PlanFigures>,
    /// The plan as it would be; none where there is none.
    pub after: Option<PlanFigures>,
    /// Who comes in, who goes out.
    pub changes: Changes,
    /// How many its draw would hold out.
    pub newly_held: usize,
    /// Why there is no plan.
    pub clash: Option<ClashShown>,
    /// Names what is shown.
    pub digest: String,
}

/// The page.
#[derive(Debug, Serialize)]
pub struct ReplanPage {
    /// What it shows.
    pub view: ReplanView,
    /// Why nothing was changed.
    pub fault: Option<Fault>,
}

impl Page for ReplanPage {
    const TEMPLATE: &'static str = "team/replan.html";

    fn samples() -> Vec<Self> {
        let figures = |gifts, value| PlanFigures {
            gifts,
            cost_minor: 168_270,
            value,
            upper_bound: 38_486,
            gap: 0.002,
            held_out: 14,
        };
        let view = |before: Option<PlanFigures>, changes| ReplanView {
            head: samples::approvals::queue().head,
            before,
            after: Some(figures(62, 38_412)),
            changes,
            newly_held: 2,
            clash: None,
            digest: "0".repeat(64),
        };
        let changes = samples::approvals::changes();
        let clash = Some(samples::approvals::clash());
        let stuck = ReplanView { after: None, clash, ..view(Some(figures(61, 38_001)), Changes::default()) };
        let fault = Fault { code: "plan_changed", reason: None };
        vec![
            Self { view: view(Some(figures(61, 38_001)), changes.clone()), fault: Some(fault) },
            Self { view: view(None, changes), fault: None },
            Self { view: view(Some(figures(62, 38_412)), Changes::default()), fault: None },
            Self { view: stuck, fault: None },
        ]
    }
}

async fn page(
    app: &App,
    loaded: &LoadedCampaign,
    head: CampaignHead,
    preview: Preview,
    fault: Option<Fault>,
) -> Result<ReplanPage, Problem> {
    let changes = views::changes(app, loaded, &preview.changes).await?;
    let view = ReplanView {
        head,
        before: preview.before.map(Into::into),
        after: Some(preview.after.into()),
        changes,
        newly_held: preview.newly_held,
        clash: None,
        digest: preview.digest,
    };
    Ok(ReplanPage { view, fault })
}

fn stuck(head: CampaignHead, clash: ClashShown) -> ReplanPage {
    let view = ReplanView {
        head,
        before: None,
        after: None,
        changes: Changes::default(),
        newly_held: 0,
        clash: Some(clash),
        digest: String::new(),
    };
    ReplanPage { view, fault: None }
}

/// Shows what a new plan would change.
pub async fn show(State(web): State<Web>, Path(slug): Path<String>, chrome: Chrome) -> Result<Html<String>, Problem> {
    let app = web.app()?;
    let (loaded, head) = views::campaign(app, &slug).await?;
    let page = match planning::preview(app, &loaded).await {
        Ok(preview) => page(app, &loaded, head, preview, None).await?,
        Err(error) => stuck(head, views::clash(app, &loaded, error).await?),
    };
    web.page(&page, &chrome)
}

/// Makes the plan that was shown.
pub async fn apply(
    State(web): State<Web>,
    Path(slug): Path<String>,
    chrome: Chrome,
    DeskForm { doer, fields }: DeskForm,
) -> Result<Response, Problem> {
    let app = web.app()?;
    let (loaded, head) = views::campaign(app, &slug).await?;
    let outcome = planning::apply(app, &loaded, fields.get("digest"), &doer.actor(Role::Planner)).await;
    let fault = |code| Some(Fault { code, reason: None });
    match outcome {
        Ok(Applied::Done(_)) => {
            Ok(Redirect::to(&chrome.to(&format!("/campaigns/{slug}/plan?done=planned"))).into_response())
        }
        Ok(Applied::Changed(preview)) => {
            refused(&web, &page(app, &loaded, head, preview, fault("plan_changed")).await?, &chrome)
        }
        // Somebody made a plan at the same moment; this is what another one would change.
        Err(error) if error.is_stale() => {
            let preview = planning::preview(app, &loaded).await?;
            refused(&web, &page(app, &loaded, head, preview, fault("plan_changed")).await?, &chrome)
        }
        Err(error) => {
            let clash = views::clash(app, &loaded, error).await?;
            refused(&web, &stuck(head, clash), &chrome)
        }
    }
}

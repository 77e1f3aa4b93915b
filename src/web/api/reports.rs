//! The report as a flat list of figures, each with its source and definition.

use axum::Json;
use axum::extract::{Path, State};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::formats::report_figures::ReportFigure;
use crate::services::views;
use crate::web::problem::Problem;
use crate::web::report::show::seen_by;
use crate::web::router::Web;
use crate::web::session::Visitor;

/// A figure.
#[derive(Debug, Serialize, ToSchema)]
pub struct FigureShown {
    /// What it tells: `impressions`, `cost`, `funnel.posts` …
    pub figure: String,
    /// Of what: a network, a gift, a language; empty where it is of the whole campaign.
    pub of: String,
    /// The number; null where nobody knows it.
    pub value: Option<f64>,
    /// What is counted.
    pub unit: String,
    /// Where it comes from.
    pub source: String,
    /// What it means.
    pub definition: String,
    /// How it came about.
    pub method: String,
    /// Share of posts or time it covers.
    pub coverage_percent: u8,
    /// When it was read.
    pub read_at: DateTime<Utc>,
}

impl From<ReportFigure> for FigureShown {
    fn from(one: ReportFigure) -> Self {
        Self {
            value: one.value.as_f64(),
            figure: one.figure,
            of: one.of,
            unit: one.unit,
            source: one.source,
            definition: one.definition,
            method: one.method,
            coverage_percent: one.coverage_percent,
            read_at: one.read_at,
        }
    }
}

/// The report of a campaign.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportShown {
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Every figure.
    pub figures: Vec<FigureShown>,
}

/// Figures of a campaign
#[utoipa::path(get, path = "/api/v1/campaigns/{slug}/report", tag = "reports",
    params(("slug" = String, Path, description = "The campaign")),
    responses((status = 200, description = "The figures", body = ReportShown)))]
pub async fn show(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
) -> Result<Json<ReportShown>, Problem> {
    report(&web, &slug, &visitor).await
}

/// The same under the name of reports
#[utoipa::path(get, path = "/api/v1/reports/{slug}", tag = "reports",
    params(("slug" = String, Path, description = "The campaign")),
    responses((status = 200, description = "The figures", body = ReportShown)))]
pub async fn by_campaign(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
) -> Result<Json<ReportShown>, Problem> {
    report(&web, &slug, &visitor).await
}

async fn report(web: &Web, slug: &str, visitor: &Visitor) -> Result<Json<ReportShown>, Problem> {
    let view = seen_by(views::report(web.app()?, slug).await?, visitor);
    let figures = views::report_figures(&view).into_iter().map(Into::into).collect();
    Ok(Json(ReportShown { made_at: view.made_at, figures }))
}

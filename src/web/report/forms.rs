//! The forms a report can have as a file, for the page's downloads and for `giftgate report` alike.

use serde_json::json;

use super::file::report_html;
use super::paper::paper_report;
use crate::domain::language::Language;
use crate::formats::report_figures::write_report_csv;
use crate::formats::report_pdf::{PaperFault, report_pdf};
use crate::formats::report_xlsx::{GrowthPoint, write_report_xlsx};
use crate::services::views::report_figures;
use crate::store::view::report::ReportView;
use crate::web::templates::{Engine, RenderError};

words! {
    /// The form of a report as a file.
    ReportForm {
        /// One page that needs no server and no network.
        Html = "html",
        /// The same on paper.
        Pdf = "pdf",
        /// A workbook of figures.
        Xlsx = "xlsx",
        /// Every figure with unit, source, definition and time, a line each.
        Csv = "csv",
        /// The same for programs.
        Json = "json",
    }
}

impl ReportForm {
    /// Its media type (IANA).
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Pdf => "application/pdf",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Json => "application/json",
        }
    }
}

/// Why no file came out.
#[derive(Debug, thiserror::Error)]
pub enum FormError {
    /// The template did not take the report.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The font for paper is broken.
    #[error(transparent)]
    Paper(#[from] PaperFault),
    /// The workbook can't hold it.
    #[error("the workbook can't be written: {0}; take the CSV, which has no limit")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// Figures can't be written as text.
    #[error("the figures can't be written: {0}")]
    Text(#[from] std::io::Error),
    /// Figures can't be written as JSON.
    #[error("the figures can't be written: {0}")]
    Json(#[from] serde_json::Error),
}

/// The report as a file. Every form shows the figures of the one read model.
pub fn write_report(
    engine: &Engine,
    view: &ReportView,
    form: ReportForm,
    language: Language,
) -> Result<Vec<u8>, FormError> {
    Ok(match form {
        ReportForm::Html => report_html(engine, view, language)?.into_bytes(),
        ReportForm::Pdf => report_pdf(&paper_report(view, &engine.locales, language))?,
        ReportForm::Xlsx => workbook(view)?,
        ReportForm::Csv => {
            let mut bytes = Vec::new();
            write_report_csv(&mut bytes, &report_figures(view))?;
            bytes
        }
        ReportForm::Json => {
            let figures = report_figures(view);
            let report =
                json!({ "campaign": view.head, "made_at": view.made_at, "figures": figures, "series": view.series });
            let mut bytes = serde_json::to_vec_pretty(&report)?;
            bytes.push(b'\n');
            bytes
        }
    })
}

fn workbook(view: &ReportView) -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
    let growth = view.series.iter().flat_map(|series| {
        series.points.iter().map(|point| GrowthPoint {
            network: series.network.to_string(),
            unit: series.unit.to_string(),
            read_at: point.at,
            value: point.value,
        })
    });
    let about = [
        ("campaign", view.head.slug.clone()),
        ("name", view.head.name.clone()),
        ("currency", view.head.currency.to_string()),
        ("made_at", view.made_at.to_rfc3339()),
        ("times", "UTC".to_owned()),
        ("money", "whole minor units, such as cents".to_owned()),
        ("empty value", "nobody read it; it is not 0".to_owned()),
        ("units", "impressions, views, reach and engagements are different things and are never added".to_owned()),
    ];
    write_report_xlsx(&report_figures(view), &growth.collect::<Vec<_>>(), &about, view.made_at)
}

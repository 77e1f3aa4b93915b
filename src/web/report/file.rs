//! The impression report as one HTML file that needs nothing else: no server, no network.

use serde::Serialize;

use super::yardstick::{KLM_SURPRISE_2010, Yardstick};
use crate::domain::language::Language;
use crate::store::view::report::ReportView;
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::samples;
use crate::web::templates::{Engine, RenderError, StartError};

/// The report as a file.
#[derive(Debug, Serialize)]
pub struct ReportFile {
    /// What it shows.
    pub view: ReportView,
    /// What it is held against.
    pub yardstick: Yardstick,
    /// The style rules, ours.
    pub css: String,
}

impl Page for ReportFile {
    const TEMPLATE: &'static str = "report/file.html";

    fn samples() -> Vec<Self> {
        let css = "body { margin: 0 }".to_owned();
        vec![Self { view: samples::report::report(), yardstick: KLM_SURPRISE_2010, css }]
    }
}

/// Why no file came out.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Templates, texts or styles are broken.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The template did not take the report.
    #[error(transparent)]
    Render(#[from] RenderError),
}

/// The report in a language as one self-contained HTML file.
pub fn render_report_html(view: &ReportView, language: Language) -> Result<String, FileError> {
    let engine = Engine::load()?;
    let css = engine.assets.css().to_owned();
    let file = ReportFile { view: view.clone(), yardstick: KLM_SURPRISE_2010, css };
    Ok(engine.render(&file, &Chrome::plain(language))?)
}

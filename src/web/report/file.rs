//! The impression report as one HTML file that needs nothing else: no server, no network.

use serde::Serialize;

use super::groups::{LineGroup, groups};
use super::yardstick::{KLM_SURPRISE_2010, Yardstick};
use crate::domain::language::Language;
use crate::store::view::report::ReportView;
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::samples;
use crate::web::templates::{Engine, RenderError};

/// The report as a file.
#[derive(Debug, Serialize)]
pub struct ReportFile {
    /// What it shows.
    pub view: ReportView,
    /// What it is held against.
    pub yardstick: Yardstick,
    /// Its lines, by unit.
    pub groups: Vec<LineGroup>,
    /// The style rules, ours.
    pub css: String,
}

impl Page for ReportFile {
    const TEMPLATE: &'static str = "report/file.html";

    fn samples() -> Vec<Self> {
        let css = "body { margin: 0 }".to_owned();
        let view = samples::report::report();
        vec![Self { groups: groups(&view), view, yardstick: KLM_SURPRISE_2010, css }]
    }
}

/// The report in a language as one self-contained HTML file.
pub(super) fn report_html(engine: &Engine, view: &ReportView, language: Language) -> Result<String, RenderError> {
    let css = engine.assets.css().to_owned();
    let file = ReportFile { groups: groups(view), view: view.clone(), yardstick: KLM_SURPRISE_2010, css };
    engine.render(&file, &Chrome::plain(language))
}

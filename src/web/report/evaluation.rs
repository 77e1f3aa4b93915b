//! An evaluation as one HTML file that needs nothing else. It is written for engineers, in English.

use serde::Serialize;

use crate::domain::language::Language;
use crate::evaluation::report::{Curve, Line, Section, Table};
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::templates::{Engine, RenderError};

/// The evaluation as a file.
#[derive(Debug, Serialize)]
pub struct EvaluationFile {
    /// What was evaluated, on what.
    pub title: String,
    /// The figures.
    pub sections: Vec<Section>,
    /// The style rules, ours.
    pub css: String,
}

impl Page for EvaluationFile {
    const TEMPLATE: &'static str = "report/evaluation.html";

    fn samples() -> Vec<Self> {
        let mut table = Table::new("Accuracy", &["language", "right"]);
        table.row(["nl", "98.3 % (94.1–99.5), 118 of 120"]);
        let line = |name: &str, points: &[(f64, f64)]| Line { name: name.to_owned(), points: points.to_vec() };
        let curve = Curve {
            title: "Calibration".to_owned(),
            across: "stated".to_owned(),
            up: "came true".to_owned(),
            lines: vec![line("measured", &[(0.1, 0.12), (0.9, 0.88)]), line("perfect", &[(0.0, 0.0), (1.0, 1.0)])],
        };
        let section = Section {
            title: "Languages".to_owned(),
            about: "Own lines.".to_owned(),
            tables: vec![table],
            curves: vec![curve],
        };
        vec![Self { title: "signals".to_owned(), sections: vec![section], css: "body { margin: 0 }".to_owned() }]
    }
}

/// The evaluation as one self-contained HTML file.
pub fn render_evaluation_html(engine: &Engine, title: &str, sections: Vec<Section>) -> Result<String, RenderError> {
    let css = engine.assets.css().to_owned();
    let file = EvaluationFile { title: title.to_owned(), sections, css };
    engine.render(&file, &Chrome::plain(Language::En))
}

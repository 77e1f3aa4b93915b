//! `giftgate evaluate`: how right the listen and match steps are on labelled data, as tables and as one HTML file.
//!
//! The data stay where they are: a miss is told by its line, never by its text.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::Failure;
use super::files::{self, Output, note};
use crate::evaluation::extraction::BadLine;
use crate::evaluation::report::{Section, Table};
use crate::evaluation::{extraction, gates};
use crate::signals::{Labelled, ModelKind, Reader, TrainingOptions};
use crate::web::report::evaluation::render_evaluation_html;

/// What to evaluate.
#[derive(Debug, Subcommand)]
pub(super) enum EvaluateCommand {
    /// Listen: language, flights, airports, days, complaint gate, sensitive screen
    Signals(SignalsArgs),
}

/// Where the figures go.
#[derive(Debug, Args)]
struct Form {
    /// Also write tables and curves as one HTML file
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// The figures as JSON
    #[arg(long)]
    json: bool,
}

/// Labelled posts.
#[derive(Debug, Args)]
pub(super) struct SignalsArgs {
    /// Folder with any of language.tsv, flights.tsv, airports.tsv, dates.tsv, complaint.tsv, screen.tsv, tone.tsv, as
    /// benches/evaluation/README.md describes them
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    #[command(flatten)]
    form: Form,
}

/// Runs one of them.
pub(super) fn run(command: &EvaluateCommand) -> Result<(), Failure> {
    match command {
        EvaluateCommand::Signals(args) => args.form.show("signals", signals(&args.folder)?),
    }
}

fn signals(folder: &Path) -> Result<Vec<Section>, Failure> {
    if !folder.is_dir() {
        return Err(Failure::input(format!("{}: there is no such folder of labelled posts", folder.display())));
    }
    let reader = Reader::new();
    let mut sections = Vec::new();
    for (name, measure) in TASKS {
        let path = folder.join(name);
        if path.exists() {
            let told = |why: String| Failure::input(format!("{}: {why}", files::name_of(&path)));
            sections.push(measure(&reader, &files::read_text(&path)?).map_err(told)?);
        }
    }
    if sections.is_empty() {
        let names: Vec<&str> = TASKS.iter().map(|(name, _)| *name).collect();
        return Err(Failure::input(format!("{}: holds none of {}", folder.display(), names.join(", "))));
    }
    Ok(sections)
}

type Measure = fn(&Reader, &str) -> Result<Section, String>;

/// Each file of labelled lines and what it measures, in the order they are shown.
const TASKS: [(&str, Measure); 7] = [
    ("flights.tsv", |reader, lines| extracted(extraction::flights(reader, lines))),
    ("airports.tsv", |reader, lines| extracted(extraction::airports(reader, lines))),
    ("dates.tsv", |reader, lines| extracted(extraction::dates(reader, lines))),
    ("dates_duckling.tsv", |reader, lines| extracted(extraction::dates(reader, lines))),
    ("complaint.tsv", |reader, lines| Ok(gates::complaint(reader, &labelled(lines, ModelKind::Complaint)?))),
    ("screen.tsv", |reader, lines| Ok(gates::screen(reader, &labelled(lines, ModelKind::Screen)?))),
    ("tone.tsv", |reader, lines| {
        let lines = labelled(lines, ModelKind::Complaint)?;
        gates::tones(reader, &lines, &TrainingOptions::default()).map_err(|error| error.to_string())
    }),
];

/// One table as a section of its own.
fn extracted(table: Result<Table, BadLine>) -> Result<Section, String> {
    let table = table.map_err(|error| error.to_string())?;
    Ok(Section {
        title: table.title.clone(),
        about:
            "Against labels made by hand, with 95 % Wilson intervals. Posts the sensitive screen stops are left out."
                .to_owned(),
        tables: vec![table],
        curves: Vec::new(),
    })
}

fn labelled(lines: &str, kind: ModelKind) -> Result<Vec<Labelled>, String> {
    Labelled::read(lines, kind).map_err(|error| error.to_string())
}

impl Form {
    fn show(&self, title: &str, sections: Vec<Section>) -> Result<(), Failure> {
        let mut output = Output::new();
        if self.json {
            output.pretty(&sections)?;
        } else {
            for section in &sections {
                output.line(&section.text())?;
            }
        }
        output.close()?;
        if let Some(path) = &self.report {
            let html = render_evaluation_html(title, sections).map_err(Failure::failed)?;
            let name = files::name_of(path);
            std::fs::write(path, html).map_err(|error| {
                Failure::failed(format!("{name}: can't be written ({error}); is the folder there?"))
            })?;
            note(&format!("{name}: written"));
        }
        Ok(())
    }
}

//! `giftgate evaluate`: how right the listen and match steps are on labelled data, as tables and as one HTML file.
//!
//! The data stay where they are: a miss is told by its line, never by its text.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::Failure;
use super::files::{self, Output, note};
use crate::evaluation::extraction::BadLine;
use crate::evaluation::open_world::{Size, new_york};
use crate::evaluation::records::{self, RecordList};
use crate::evaluation::report::{Section, Table};
use crate::evaluation::{extraction, gates, language, linkage};
use crate::signals::{Labelled, ModelKind, Reader, TrainingOptions};
use crate::web::report::evaluation::render_evaluation_html;
use crate::web::templates::Engine;

/// What to evaluate.
#[derive(Debug, Subcommand)]
pub(super) enum EvaluateCommand {
    /// Listen: language, flights, airports, days, complaint gate, sensitive screen
    Signals(SignalsArgs),
    /// Match: authors to passengers in a made-up open world, or two lists of records with known links
    Linkage(LinkageArgs),
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

/// Records, or the size of the made-up world.
#[derive(Debug, Args)]
pub(super) struct LinkageArgs {
    /// Folder with left.csv, right.csv (first column the key; `given_name`, surname, suburb, postcode, state as far as there
    /// are) and links.csv (two keys a row) [default: a world made up around a real New York day]
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
    /// Passengers of the made-up world
    #[arg(long, value_name = "N", default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(100..=400_000))]
    passengers: u32,
    /// Authors among them; for 1 false suggestion in 1,000 to show, 3,000 right ones are needed
    #[arg(long, value_name = "N", default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(10..=100_000))]
    on_board: u32,
    /// Seed of the made-up world
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    form: Form,
}

/// Runs one of them.
pub(super) fn run(command: &EvaluateCommand) -> Result<(), Failure> {
    match command {
        EvaluateCommand::Signals(args) => args.form.show("signals", signals(&args.folder)?),
        EvaluateCommand::Linkage(args) => args.form.show("linkage", vec![matches(args)?]),
    }
}

fn matches(args: &LinkageArgs) -> Result<Section, Failure> {
    if let Some(folder) = &args.folder {
        let list = |name: &str| records_of(&folder.join(name));
        let (left, right, links) = (list("left.csv")?, list("right.csv")?, list("links.csv")?);
        let pairs = links.rows.iter().filter_map(|row| Some((row.first()?.clone(), row.get(1)?.clone())));
        return Ok(records::records(&left, &right, &pairs.collect::<Vec<_>>()));
    }
    let size = Size::around(args.passengers as usize, args.on_board as usize);
    let mut rng = ChaCha8Rng::seed_from_u64(args.seed);
    Ok(linkage::open_world(&new_york(), size, &mut rng))
}

fn records_of(path: &Path) -> Result<RecordList, Failure> {
    let text = files::read_text(path)?;
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let told = |error: csv::Error| Failure::input(format!("{}: {error}", files::name_of(path)));
    let cells = |row: &csv::StringRecord| row.iter().map(str::to_owned).collect::<Vec<_>>();
    let columns = cells(rows.headers().map_err(told)?);
    let rows = rows.records().map(|row| row.map(|row| cells(&row))).collect::<Result<_, _>>().map_err(told)?;
    Ok(RecordList { columns, rows })
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
const TASKS: [(&str, Measure); 8] = [
    ("language.tsv", |reader, lines| Ok(language::evaluate(reader, &language::labelled(lines)))),
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
            let engine = Engine::load().map_err(Failure::failed)?;
            let html = render_evaluation_html(&engine, title, sections).map_err(Failure::failed)?;
            let name = files::name_of(path);
            std::fs::write(path, html).map_err(|error| {
                Failure::failed(format!("{name}: can't be written ({error}); is the folder there?"))
            })?;
            note(&format!("{name}: written"));
        }
        Ok(())
    }
}

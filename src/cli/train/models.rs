//! `giftgate train complaint|screen`: cross-validated figures on stdout, the model into a file.
//!
//! The same files, seed and aim give the same bytes; the shipped models are made by this command.

use std::path::PathBuf;

use clap::Args;

use crate::cli::Failure;
use crate::cli::files::{self, Output, note};
use crate::evaluation::gates;
use crate::signals::{Aim, Labelled, ModelKind, Reader, TrainingOptions};

/// What to learn from.
#[derive(Debug, Args)]
pub(in crate::cli) struct TrainArgs {
    /// Labelled posts, `label<TAB>text` or `language<TAB>label<TAB>text` a line; several files are read as one
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Where the model goes; without it only the figures are shown
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Seed of folds and order
    #[arg(long, value_name = "N", default_value_t = 42)]
    seed: u64,
    /// Share of what is there that must be found, 0 to 1 [default: 0.97 for complaint]
    #[arg(long, value_name = "R", value_parser = share, conflicts_with_all = ["wanted_precision", "false_alarms"])]
    wanted_recall: Option<f64>,
    /// Share of what is found that must be right, 0 to 1
    #[arg(long, value_name = "P", value_parser = share, conflicts_with = "false_alarms")]
    wanted_precision: Option<f64>,
    /// Share of harmless posts that may be taken, 0 to 1 [default: 0.07 for screen]
    #[arg(long, value_name = "S", value_parser = share)]
    false_alarms: Option<f64>,
}

fn share(text: &str) -> Result<f64, String> {
    let value: f64 = text.parse().map_err(|_| "write a number from 0 to 1, such as 0.97".to_owned())?;
    if (0.0..=1.0).contains(&value) { Ok(value) } else { Err("write a number from 0 to 1, such as 0.97".to_owned()) }
}

pub(super) fn run(kind: ModelKind, args: &TrainArgs) -> Result<(), Failure> {
    let mut lines = Vec::new();
    for path in &args.files {
        let read = Labelled::read(&files::read_text(path)?, kind);
        lines.extend(read.map_err(|error| Failure::input(format!("{}: {error}", files::name_of(path))))?);
    }
    let options = TrainingOptions { seed: args.seed, ..TrainingOptions::of(kind) };
    let trained = Reader::new().train(kind, &lines, aim(kind, args), &options).map_err(Failure::input)?;
    let mut output = Output::new();
    output.line(&gates::trained(kind, &trained).text())?;
    output.close()?;
    if let Some(path) = &args.out {
        let bytes = trained.model.to_bytes();
        let name = files::name_of(path);
        std::fs::write(path, &bytes)
            .map_err(|error| Failure::failed(format!("{name}: can't be written ({error}); is the folder there?")))?;
        note(&format!("{name}: {kind} model of {} lines, {} bytes", lines.len(), bytes.len()));
    }
    Ok(())
}

fn aim(kind: ModelKind, args: &TrainArgs) -> Aim {
    let given = args.wanted_recall.map(Aim::Recall).or(args.wanted_precision.map(Aim::Precision));
    given.or(args.false_alarms.map(Aim::FalseAlarms)).unwrap_or(match kind {
        ModelKind::Complaint => Aim::Recall(0.97),
        ModelKind::Screen => Aim::FalseAlarms(0.07),
    })
}

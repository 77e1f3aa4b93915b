//! `giftgate train`: the trained parts of the listen room from a team's own labelled posts.

mod models;

use clap::Subcommand;

use super::Failure;
use crate::signals::ModelKind;

/// What to train.
#[derive(Debug, Subcommand)]
pub(super) enum TrainCommand {
    /// The complaint gate, from posts labelled complaint or other
    Complaint(models::TrainArgs),
    /// The model beside the word lists of the sensitive screen, from posts labelled sensitive or harmless
    Screen(models::TrainArgs),
}

pub(super) fn run(command: &TrainCommand) -> Result<(), Failure> {
    match command {
        TrainCommand::Complaint(args) => models::run(ModelKind::Complaint, args),
        TrainCommand::Screen(args) => models::run(ModelKind::Screen, args),
    }
}

//! `giftgate effect`: the difference between treated and held out, with its interval, alone.

use std::path::PathBuf;

use clap::Args;

use super::Failure;
use super::files::{self, Output};
use crate::effect::{EffectInput, effect};

/// What to compare.
#[derive(Debug, Args)]
pub(super) struct EffectArgs {
    /// `{"treated":{"n":40,"events":9},"hold_out":{"n":400,"events":80}}`; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(super) fn run(args: &EffectArgs) -> Result<(), Failure> {
    let name = files::name_of(&args.file);
    let text = files::read_text(&args.file)?;
    let input: EffectInput = serde_json::from_str(&text).map_err(|error| {
        let form = r#"{"treated":{"n":40,"events":9},"hold_out":{"n":400,"events":80}}"#;
        Failure::input(format!("{name}: {error}; write it like {form}"))
    })?;
    let answer = effect(&input).map_err(|faults| {
        let lines: Vec<_> = faults.iter().map(|fault| format!("{name}: {fault}")).collect();
        Failure::input(lines.join("\n"))
    })?;
    let mut output = Output::new();
    output.json(&answer)?;
    output.close()
}

//! `giftgate signals`: the listen step alone. Posts in, one line of signals a post out.
//!
//! Every line is accounted for in the closing count; of a screened post nothing but its id is printed.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::files::{self, Output, note};
use super::{Failure, parallel};
use crate::domain::post::Post;
use crate::formats::posts::PostRows;
use crate::formats::quarantine::{Counted, Row};
use crate::signals::Reader;

/// A line that can't be read.
#[derive(Serialize)]
struct Unreadable {
    line: u64,
    error: String,
}

/// What to read.
#[derive(Debug, Args)]
pub(super) struct SignalsArgs {
    /// Posts, one JSON object a line; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(super) fn run(args: &SignalsArgs) -> Result<(), Failure> {
    let source = files::open(&args.file)?;
    let mut rows = PostRows::open(source.input, &source.name);
    let reader = Reader::new();
    let mut output = Output::new();
    let (mut screened, mut deletions) = (0_u64, 0_u64);
    loop {
        let mut batch = Vec::with_capacity(parallel::BATCH);
        for row in rows.by_ref() {
            match row? {
                Row::Accepted { value, .. } if value.deleted => deletions += 1,
                Row::Accepted { value, .. } => batch.push(value),
                Row::Duplicate { .. } => {}
                Row::Quarantined(flaw) => {
                    let error = format!("{}: {}", flaw.field, flaw.reason);
                    note(&serde_json::to_string(&Unreadable { line: flaw.line, error }).unwrap_or_default());
                }
            }
            if batch.len() == parallel::BATCH {
                break;
            }
        }
        if batch.is_empty() {
            break;
        }
        for (line, is_screened) in parallel::map(&batch, |post| line_of(&reader, post)) {
            screened += u64::from(is_screened);
            output.bytes(&line)?;
        }
    }
    output.close()?;
    let counts = rows.counts();
    note(&format!(
        "{}: {} lines = {} posts ({screened} screened) + {deletions} deletions + {} duplicate + {} unreadable",
        source.name,
        counts.lines,
        counts.accepted - deletions,
        counts.duplicate,
        counts.quarantined
    ));
    all_unreadable(&source.name, counts.lines, counts.quarantined)
}

/// A file without one readable line is no file of posts.
pub(super) fn all_unreadable(name: &str, lines: u64, unreadable: u64) -> Result<(), Failure> {
    if lines > 0 && lines == unreadable {
        let remedy = "give NDJSON: one object a line with id, network, created_at, text and author.handle";
        return Err(Failure::input(format!("{name}: no line of it is a post; {remedy}")));
    }
    Ok(())
}

fn line_of(reader: &Reader, post: &Post) -> (Vec<u8>, bool) {
    let reading = reader.read(post, None);
    // Signals hold numbers and texts only, which always serialize.
    let mut line = serde_json::to_vec(&reading).unwrap_or_default();
    line.push(b'\n');
    (line, reading.signals().is_none())
}

//! `giftgate train language`: fits the language table from a folder of files. Same files, same table.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::cli::Failure;
use crate::cli::files::note;
use crate::signals::{LanguageCorpus, train_language};

/// The seed of every fit.
const SEED: u64 = 42;

/// From what, and where to.
#[derive(Debug, Args)]
pub(in crate::cli) struct LanguageArgs {
    /// Folder of `<code>.txt` (a line an example), `<code>.words.tsv` and `<code>.<source>.ngrams.tsv`
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The table to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(super) fn run(args: &LanguageArgs) -> Result<(), Failure> {
    let at = |path: &PathBuf, error: std::io::Error| Failure::input(format!("{}: {error}", path.display()));
    let entries = fs::read_dir(&args.folder).map_err(|error| at(&args.folder, error))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(|error| at(&args.folder, error))?.path());
    }
    paths.sort();
    let mut corpus = LanguageCorpus::new();
    for path in paths.iter().filter(|path| path.is_file()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let text = fs::read_to_string(path).map_err(|error| at(path, error))?;
        if !corpus.add(&name, &text) {
            note(&format!("{name}: not <code>.txt, <code>.words.tsv or <code>.<source>.ngrams.tsv, left out"));
        }
    }
    let [lines, words, grams] = corpus.sizes();
    note(&format!("{lines} lines, words of {words} languages, {grams} n-grams"));
    let table = train_language(&corpus, &mut ChaCha8Rng::seed_from_u64(SEED));
    fs::write(&args.out, &table).map_err(|error| at(&args.out, error))?;
    note(&format!("{}: {} bytes", args.out.display(), table.len()));
    Ok(())
}

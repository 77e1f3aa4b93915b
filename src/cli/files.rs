//! Files in and lines out: the same sentence for the same mistake in every command.
//!
//! `-` is standard input. A reader of the output that leaves early ends a command quietly. No message quotes what a
//! file holds.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, StdoutLock, Write};
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use super::Failure;
use crate::formats::quarantine::{FileFault, Quarantined};

/// Most quarantined rows that are told one by one.
const MOST_TOLD: usize = 20;

/// A file ready to be read.
pub(super) struct Source {
    /// Its name in messages.
    pub(super) name: String,
    /// What it holds.
    pub(super) input: Box<dyn BufRead>,
}

/// Opens a file, or standard input for `-`.
pub(super) fn open(path: &Path) -> Result<Source, Failure> {
    open_watched(path, &ProgressBar::hidden())
}

/// Opens a file whose bytes move a progress bar.
pub(super) fn open_watched(path: &Path, bar: &ProgressBar) -> Result<Source, Failure> {
    let name = name_of(path);
    let input: Box<dyn Read> = if is_stdin(path) {
        Box::new(io::stdin())
    } else {
        let known = std::fs::metadata(path).map_err(|error| cannot_open(&name, &error))?;
        if known.is_dir() {
            return Err(Failure::input(format!("{name}: this is a folder; name a file in it")));
        }
        if known.is_file() && known.len() == 0 {
            return Err(Failure::input(format!("{name}: the file is empty; is it the right one?")));
        }
        bar.set_length(known.len());
        Box::new(File::open(path).map_err(|error| cannot_open(&name, &error))?)
    };
    let mut input = BufReader::with_capacity(1 << 16, bar.wrap_read(input));
    let start = input.fill_buf().map_err(|error| cannot_read(&name, &error))?;
    let other = match start {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some("UTF-16 text; save it as UTF-8"),
        [0x1F, 0x8B, ..] => Some("compressed; unpack it first (gunzip)"),
        [b'P', b'K', 3, 4, ..] => Some("an archive or a spreadsheet; unpack it, or save it as CSV UTF-8"),
        _ => None,
    };
    if let Some(other) = other {
        return Err(Failure::input(format!("{name}: this is {other}")));
    }
    Ok(Source { name, input: Box::new(input) })
}

/// A whole text file.
pub(super) fn read_text(path: &Path) -> Result<String, Failure> {
    let bytes = read_bytes(path)?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Failure::input(format!("{}: not UTF-8; save the file as UTF-8", name_of(path))))?;
    Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
}

/// A whole file.
pub(super) fn read_bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut source = open(path)?;
    let mut bytes = Vec::new();
    source.input.read_to_end(&mut bytes).map_err(|error| cannot_read(&source.name, &error))?;
    Ok(bytes)
}

/// The name of a file in messages.
pub(super) fn name_of(path: &Path) -> String {
    if is_stdin(path) { "standard input".to_owned() } else { path.display().to_string() }
}

/// Whether the path means standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn cannot_open(name: &str, error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::NotFound => Failure::input(format!("{name}: there is no such file; check the path")),
        io::ErrorKind::PermissionDenied => {
            Failure::input(format!("{name}: it may not be read; check the permissions of file and folder"))
        }
        _ => Failure::input(format!("{name}: it can't be opened ({error}); check the path")),
    }
}

fn cannot_read(name: &str, error: &io::Error) -> Failure {
    Failure::failed(format!("{name}: it can't be read ({error}); check the disk and the permissions"))
}

impl From<FileFault> for Failure {
    fn from(fault: FileFault) -> Self {
        match fault {
            FileFault::Io { .. } => Self::failed(fault),
            _ => Self::input(fault),
        }
    }
}

/// A bar over the bytes of a file; only on a terminal.
pub(super) fn progress(what: &str) -> ProgressBar {
    let bar = ProgressBar::new(0).with_message(what.to_owned());
    let style = ProgressStyle::with_template("{msg} {wide_bar} {bytes}/{total_bytes} {eta}");
    if let Ok(style) = style { bar.with_style(style) } else { bar }
}

/// Standard output.
pub(super) struct Output(BufWriter<StdoutLock<'static>>);

impl Output {
    /// Takes standard output.
    pub(super) fn new() -> Self {
        Self(BufWriter::with_capacity(1 << 16, io::stdout().lock()))
    }

    /// Writes a value as one line of JSON.
    pub(super) fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let mut line = serde_json::to_vec(value).map_err(Failure::failed)?;
        line.push(b'\n');
        self.bytes(&line)
    }

    /// Writes a value as JSON that people can read.
    pub(super) fn pretty(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let mut text = serde_json::to_vec_pretty(value).map_err(Failure::failed)?;
        text.push(b'\n');
        self.bytes(&text)
    }

    /// Writes a line of text.
    pub(super) fn line(&mut self, text: &str) -> Result<(), Failure> {
        written(writeln!(self.0, "{text}"))
    }

    /// Writes bytes as they are.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        written(self.0.write_all(bytes))
    }

    /// Hands everything on.
    pub(super) fn close(mut self) -> Result<(), Failure> {
        written(self.0.flush())
    }
}

fn written(result: io::Result<()>) -> Result<(), Failure> {
    result.map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => Failure::ReaderGone,
        _ => Failure::failed(format!("the output can't be written ({error}); is the disk full?")),
    })
}

/// Writes a file that only its owner may read, whole or not at all; without a path, standard output.
pub(super) fn write_or_print(out: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    let Some(path) = out.filter(|path| !is_stdin(path)) else {
        let mut output = Output::new();
        output.bytes(bytes)?;
        return output.close();
    };
    let fault = |error: &io::Error| {
        Failure::failed(format!("{}: it can't be written ({error}); choose a file you may write", path.display()))
    };
    if path.is_dir() {
        return Err(Failure::input(format!("{}: this is a folder; name a file in it", path.display())));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(Failure::input(format!("{}: its folder does not exist; make it first", path.display())));
    }
    // Temporary files are made with mode 0600 and keep it.
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(|error| fault(&error))?;
    file.write_all(bytes).map_err(|error| fault(&error))?;
    file.persist(path).map_err(|error| fault(&error.error))?;
    Ok(())
}

/// A line for people, on standard error.
pub(super) fn note(text: &str) {
    // Nobody is left to be told when standard error is gone.
    let _ = writeln!(io::stderr(), "{text}");
}

/// Tells of rows set aside, the first of them one by one.
pub(super) fn tell_quarantined(rows: &[Quarantined]) {
    for row in rows.iter().take(MOST_TOLD) {
        note(&format!("{}, line {}: {}: {}; the row was set aside", row.file, row.line, row.field, row.reason));
    }
    if rows.len() > MOST_TOLD {
        note(&format!("{}: {} more rows were set aside", rows[0].file, rows.len() - MOST_TOLD));
    }
}

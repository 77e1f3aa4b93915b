//! Faults of a campaign file: where, what, why, and what to do about it.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The key, such as `gifts[3].cost`; empty for the file as a whole.
    pub path: String,
    /// A stable code for programs.
    pub code: &'static str,
    /// The cause, one sentence.
    pub message: String,
    /// What to do, one sentence.
    pub remedy: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: ", self.line, self.column)?;
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{}; {} [{}]", self.message, self.remedy, self.code)
    }
}

/// Where each key of a file stands.
#[derive(Debug, Default)]
pub(super) struct Places {
    line_starts: Vec<usize>,
    text: String,
    offsets: BTreeMap<String, usize>,
}

impl Places {
    pub(super) fn new(text: &str) -> Self {
        let starts = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self {
            line_starts: std::iter::once(0).chain(starts).collect(),
            text: text.to_owned(),
            offsets: BTreeMap::new(),
        }
    }

    pub(super) fn remember(&mut self, path: &str, offset: usize) {
        self.offsets.insert(path.to_owned(), offset);
    }

    /// Line and column of a byte offset.
    pub(super) fn position(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.text.len());
        let line = self.line_starts.partition_point(|&start| start <= offset).max(1);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        let column = self.text.get(start..offset).map_or(0, |before| before.chars().count());
        (line, column + 1)
    }

    /// Line and column of a key, or of the nearest table around it.
    pub(super) fn of(&self, path: &str) -> (usize, usize) {
        let mut path = path;
        loop {
            if let Some(&offset) = self.offsets.get(path) {
                return self.position(offset);
            }
            match path.rfind(['.', '[']) {
                Some(end) => path = &path[..end],
                None => return (1, 1),
            }
        }
    }
}

/// The known word that an unknown one is a slip of, if one is near.
pub(super) fn nearest<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if unknown.chars().count() > 60 {
        return None;
    }
    let unknown = unknown.to_lowercase();
    let near = |word: &'a str| {
        let distance = strsim::damerau_levenshtein(&unknown, &word.to_lowercase());
        let allowed = (word.chars().count() / 3).clamp(1, 3);
        (distance <= allowed).then_some((distance, word))
    };
    known.into_iter().filter_map(near).min().map(|(_, word)| word)
}

/// `did you mean X?`, or the whole list where nothing is near.
pub(super) fn suggestion<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    match nearest(unknown, known.clone()) {
        Some(word) => format!("did you mean `{word}`?"),
        None => format!("use one of: {}", known.into_iter().collect::<Vec<_>>().join(", ")),
    }
}

/// A value as faults quote it: short, on one line.
pub(super) fn quoted(value: &str) -> String {
    let mut text: String = value.chars().take(60).map(|mark| if mark.is_control() { ' ' } else { mark }).collect();
    if value.chars().nth(60).is_some() {
        text.push('…');
    }
    format!("`{text}`")
}

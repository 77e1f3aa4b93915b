//! Rows of a CSV with a header in any order: the columns a sheet asks for, and nothing else.
//!
//! Columns that the sheet does not name are skipped byte by byte while the row is cut into fields; they are never
//! copied out of the read buffer. Understood: comma, semicolon or tab; RFC 4180 quotes; any line end; a byte order
//! mark. An unclosed quotation mark costs the line it stands on, not the rest of the file.

use std::collections::hash_map::DefaultHasher;
use std::collections::{HashSet, VecDeque};
use std::hash::{Hash, Hasher};
use std::io::BufRead;

use super::lines::{Line, Lines};
use super::quarantine::{Counts, FileFault, Flaw, Reason, Row};

/// Longest physical line that is read.
const LINE_LIMIT: usize = 1 << 20;
/// Longest field that is kept.
const FIELD_LIMIT: usize = 4096;
/// How many lines, and bytes, a quoted field may span before its opening mark counts as a slip.
const QUOTE_LINES: usize = 64;
const QUOTE_BYTES: usize = 1 << 18;

/// A column that a sheet keeps.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) required: bool,
}

/// A required column.
pub(super) const fn required(name: &'static str) -> Column {
    Column { name, required: true }
}

/// An optional column.
pub(super) const fn optional(name: &'static str) -> Column {
    Column { name, required: false }
}

/// What a kind of CSV holds and how a row of it is read.
pub(super) trait Sheet {
    type Item;
    const COLUMNS: &'static [Column];
    /// Reads one row.
    fn read(cells: &Cells<'_>) -> Result<Self::Item, Flaw>;
    /// What makes two rows the same.
    fn identity(item: &Self::Item, state: &mut impl Hasher);
}

/// The kept fields of a row.
pub(super) struct Cells<'a> {
    columns: &'static [Column],
    bytes: &'a [u8],
    spans: &'a [(usize, usize)],
}

impl<'a> Cells<'a> {
    fn index(&self, name: &str) -> usize {
        self.columns.iter().position(|column| column.name == name).unwrap_or(usize::MAX)
    }

    /// The trimmed text of a field; `None` where it is empty or the file has no such column.
    pub(super) fn text(&self, name: &'static str) -> Result<Option<&'a str>, Flaw> {
        let Some(&(start, end)) = self.spans.get(self.index(name)) else { return Ok(None) };
        if end - start > FIELD_LIMIT {
            return Err(Flaw::new(name, Reason::TooLong));
        }
        let text = std::str::from_utf8(&self.bytes[start..end]).map_err(|_| Flaw::new(name, Reason::NotUtf8))?.trim();
        if text.chars().any(char::is_control) {
            return Err(Flaw::new(name, Reason::ControlCharacter));
        }
        Ok((!text.is_empty()).then_some(text))
    }

    /// The trimmed text of a field that must be there.
    pub(super) fn must(&self, name: &'static str) -> Result<&'a str, Flaw> {
        self.text(name)?.ok_or(Flaw::new(name, Reason::Missing))
    }
}

/// Why a line could not be cut into fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    OpenQuote,
    Bad(Reason),
}

/// Rows of a sheet, one by one; memory does not grow with the file but for the fingerprints of rows seen.
pub(super) struct CsvRows<R, S: Sheet> {
    lines: Lines<R>,
    file: String,
    delimiter: u8,
    /// For each column of the file the sheet's column it feeds, if any.
    kept: Vec<Option<usize>>,
    /// Lines read ahead for a quoted field that never closed.
    ahead: VecDeque<(u64, Vec<u8>, bool)>,
    bytes: Vec<u8>,
    spans: Vec<(usize, usize)>,
    seen: HashSet<u128>,
    counts: Counts,
    over: bool,
    sheet: std::marker::PhantomData<S>,
}

impl<R: BufRead, S: Sheet> CsvRows<R, S> {
    /// Reads the header.
    pub(super) fn open(input: R, file: &str) -> Result<Self, FileFault> {
        let mut lines = Lines::new(input, LINE_LIMIT, true);
        lines.stop_at_cut = true;
        let mut header = Vec::new();
        let io = |source| FileFault::Io { file: file.to_owned(), line: 0, source };
        let kind = loop {
            header.clear();
            match lines.next_into(&mut header).map_err(io)? {
                Line::Whole if header.iter().all(u8::is_ascii_whitespace) => {}
                kind => break kind,
            }
        };
        match kind {
            Line::End => return Err(FileFault::Empty { file: file.to_owned(), columns: required_names::<S>() }),
            Line::Cut => return Err(FileFault::BadHeader { file: file.to_owned(), limit: LINE_LIMIT }),
            Line::Whole => {}
        }
        if let Some(kind) = other_kind(&header) {
            let remedy = "save it as CSV (in a spreadsheet: \"CSV UTF-8\"), unpacked".to_owned();
            return Err(FileFault::WrongKind {
                file: file.to_owned(),
                cause: format!("this is {kind}, not a CSV"),
                remedy,
            });
        }
        lines.stop_at_cut = false;
        let text = std::str::from_utf8(&header).ok().filter(|text| !text.contains('\0'));
        let text = text.ok_or_else(|| FileFault::NotUtf8 { file: file.to_owned() })?;
        let delimiter = delimiter_of(text);
        let names = header_names(text, delimiter);
        let names = names.ok_or_else(|| FileFault::BadHeader { file: file.to_owned(), limit: LINE_LIMIT })?;
        let kept = Self::columns(&names, file)?;
        let unknown_fields = kept.iter().filter(|kept| kept.is_none()).count() as u64;
        Ok(Self {
            lines,
            file: file.to_owned(),
            delimiter,
            kept,
            ahead: VecDeque::new(),
            bytes: Vec::new(),
            spans: Vec::new(),
            seen: HashSet::new(),
            counts: Counts { unknown_fields, ..Counts::default() },
            over: false,
            sheet: std::marker::PhantomData,
        })
    }

    /// How many rows went where so far.
    pub(super) const fn counts(&self) -> &Counts {
        &self.counts
    }

    fn columns(names: &[String], file: &str) -> Result<Vec<Option<usize>>, FileFault> {
        let kept: Vec<_> =
            names.iter().map(|name| S::COLUMNS.iter().position(|column| column.name == name.as_str())).collect();
        for (index, column) in S::COLUMNS.iter().enumerate() {
            if kept.iter().filter(|&&kept| kept == Some(index)).count() > 1 {
                return Err(FileFault::RepeatedColumn { file: file.to_owned(), column: column.name.to_owned() });
            }
        }
        let missing = |index: &usize| S::COLUMNS[*index].required && !kept.contains(&Some(*index));
        let missing: Vec<_> = (0..S::COLUMNS.len()).filter(missing).map(|index| S::COLUMNS[index].name).collect();
        if missing.is_empty() {
            return Ok(kept);
        }
        let found: Vec<_> = kept.iter().flatten().map(|&index| S::COLUMNS[index].name).collect();
        let found = if found.is_empty() { "none of the known columns".to_owned() } else { found.join(", ") };
        Err(FileFault::MissingColumns { file: file.to_owned(), missing: missing.join(", "), found })
    }

    fn next_line(&mut self) -> Result<Option<(u64, Vec<u8>, bool)>, FileFault> {
        if let Some(line) = self.ahead.pop_front() {
            return Ok(Some(line));
        }
        let mut line = Vec::new();
        let read = self.lines.next_into(&mut line);
        let number = self.lines.number();
        match read {
            Ok(Line::End) => Ok(None),
            Ok(kind) => Ok(Some((number, line, kind == Line::Cut))),
            Err(source) => Err(FileFault::Io { file: self.file.clone(), line: number, source }),
        }
    }

    fn next_row(&mut self) -> Result<Option<Row<S::Item>>, FileFault> {
        let (number, line, cut) = loop {
            match self.next_line()? {
                None => return Ok(None),
                Some((_, line, false)) if line.iter().all(u8::is_ascii_whitespace) => {}
                Some(line) => break line,
            }
        };
        let outcome = if cut { Err(Reason::TooLong) } else { self.cut_record(line)? };
        let item = outcome
            .map_err(Flaw::row)
            .and_then(|()| S::read(&Cells { columns: S::COLUMNS, bytes: &self.bytes, spans: &self.spans }));
        Ok(Some(match item {
            Err(flaw) => Row::Quarantined(flaw.at(&self.file, number)),
            Ok(item) if self.seen.insert(fingerprint::<S>(&item)) => Row::Accepted { line: number, value: item },
            Ok(_) => Row::Duplicate { line: number },
        }))
    }

    /// Cuts a row into fields, with the lines that follow where a quoted field goes on there.
    fn cut_record(&mut self, mut record: Vec<u8>) -> Result<Result<(), Reason>, FileFault> {
        match self.cut_fields(&record) {
            Ok(()) => return Ok(Ok(())),
            Err(Cut::Bad(reason)) => return Ok(Err(reason)),
            Err(Cut::OpenQuote) => {}
        }
        let mut taken = VecDeque::new();
        while taken.len() < QUOTE_LINES && record.len() < QUOTE_BYTES {
            let Some((number, line, cut)) = self.next_line()? else { break };
            record.push(b'\n');
            record.extend_from_slice(&line);
            let closes = line.iter().fold(false, |open, &byte| open ^ (byte == b'"'));
            taken.push_back((number, line, cut));
            if cut {
                break;
            }
            if closes {
                if self.cut_fields(&record).is_ok() {
                    return Ok(Ok(()));
                }
                break;
            }
        }
        while let Some(line) = taken.pop_back() {
            self.ahead.push_front(line);
        }
        Ok(Err(Reason::BadQuotes))
    }

    fn cut_fields(&mut self, record: &[u8]) -> Result<(), Cut> {
        self.bytes.clear();
        self.spans.clear();
        self.spans.resize(S::COLUMNS.len(), (0, 0));
        let (mut at, mut column) = (0, 0);
        loop {
            let kept = self.kept.get(column).copied().flatten();
            let start = self.bytes.len();
            let field_at = at;
            if record.get(at) == Some(&b'"') {
                at = cut_quoted(record, at + 1, kept.map(|_| &mut self.bytes))?;
                if record.get(at).is_some_and(|&byte| byte != self.delimiter) {
                    return Err(Cut::Bad(Reason::BadQuotes));
                }
            } else {
                let rest = &record[at..];
                let length = rest.iter().position(|&byte| byte == self.delimiter).unwrap_or(rest.len());
                if kept.is_some() {
                    self.bytes.extend_from_slice(&rest[..length]);
                }
                at += length;
            }
            if let Some(kept) = kept {
                self.spans[kept] = (start, self.bytes.len());
            }
            // Spreadsheets pad rows with empty fields; anything else beyond the header is a shifted row.
            if column >= self.kept.len() && at > field_at {
                return Err(Cut::Bad(Reason::WrongColumnCount));
            }
            column += 1;
            if at >= record.len() {
                break;
            }
            at += 1;
        }
        if column < self.kept.len() { Err(Cut::Bad(Reason::WrongColumnCount)) } else { Ok(()) }
    }
}

impl<R: BufRead, S: Sheet> Iterator for CsvRows<R, S> {
    type Item = Result<Row<S::Item>, FileFault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        let row = self.next_row().transpose();
        match &row {
            Some(Ok(row)) => self.counts.add(row),
            _ => self.over = true,
        }
        row
    }
}

/// Reads a quoted field from behind its opening mark; gives the place behind its closing mark.
fn cut_quoted(record: &[u8], mut at: usize, mut into: Option<&mut Vec<u8>>) -> Result<usize, Cut> {
    loop {
        let rest = record.get(at..).unwrap_or_default();
        let length = rest.iter().position(|&byte| byte == b'"').ok_or(Cut::OpenQuote)?;
        if let Some(into) = into.as_deref_mut() {
            into.extend_from_slice(&rest[..length]);
        }
        at += length + 1;
        if record.get(at) != Some(&b'"') {
            return Ok(at);
        }
        if let Some(into) = into.as_deref_mut() {
            into.push(b'"');
        }
        at += 1;
    }
}

/// Files that people hand over in place of a CSV, by their first bytes. They are never unpacked here.
fn other_kind(start: &[u8]) -> Option<&'static str> {
    match start {
        [b'P', b'K', 3, 4, ..] => Some("a workbook or an archive"),
        [0x1F, 0x8B, ..] => Some("a packed file"),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Some("an old workbook"),
        [b'%', b'P', b'D', b'F', ..] => Some("a PDF"),
        _ => None,
    }
}

fn delimiter_of(header: &str) -> u8 {
    let count = |byte: u8| header.bytes().filter(|&found| found == byte).count();
    let mut best = b',';
    for other in [b';', b'\t'] {
        if count(other) > count(best) {
            best = other;
        }
    }
    best
}

/// Column names as sheets write them: `Record Locator` and `record-locator` are `record_locator`.
fn header_names(header: &str, delimiter: u8) -> Option<Vec<String>> {
    let (mut names, mut at) = (Vec::new(), 0);
    let bytes = header.as_bytes();
    loop {
        let mut name = Vec::new();
        if bytes.get(at) == Some(&b'"') {
            at = cut_quoted(bytes, at + 1, Some(&mut name)).ok()?;
        }
        let rest = bytes.get(at..).unwrap_or_default();
        let length = rest.iter().position(|&byte| byte == delimiter).unwrap_or(rest.len());
        name.extend_from_slice(&rest[..length]);
        let name = String::from_utf8_lossy(&name).trim().to_lowercase().replace([' ', '-'], "_");
        names.push(name);
        at += length;
        if at >= bytes.len() {
            break;
        }
        at += 1;
    }
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    Some(names)
}

fn required_names<S: Sheet>() -> String {
    S::COLUMNS.iter().filter(|column| column.required).map(|column| column.name).collect::<Vec<_>>().join(", ")
}

/// 128 bits over what makes two rows the same; a million rows then take 32 MB and clash with odds of 10⁻²⁶.
fn fingerprint<S: Sheet>(item: &S::Item) -> u128 {
    let half = |salt: u8| {
        let mut state = DefaultHasher::new();
        salt.hash(&mut state);
        S::identity(item, &mut state);
        u128::from(state.finish())
    };
    half(0) << 64 | half(1)
}

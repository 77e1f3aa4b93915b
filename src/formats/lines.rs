//! Lines of a byte stream with a bound on their length, whatever ends them (LF, CR LF, CR).
//!
//! Memory stays bounded: of a line over the limit only the start is kept, and it says so.

use std::io::{self, BufRead};

/// The byte order mark of UTF-8.
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Reads lines one by one.
#[derive(Debug)]
pub(super) struct Lines<R> {
    input: R,
    limit: usize,
    number: u64,
    after_cr: bool,
    /// Lone CRs end lines too (CSV); in JSON lines they are white space.
    cr_ends: bool,
    /// Whether a line over the limit ends the reading: a header without end must not be read for ever.
    pub(super) stop_at_cut: bool,
}

/// What was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// A line, complete.
    Whole,
    /// A line over the limit; only its start was kept.
    Cut,
    /// The file is over.
    End,
}

impl<R: BufRead> Lines<R> {
    pub(super) const fn new(input: R, limit: usize, cr_ends: bool) -> Self {
        Self { input, limit, number: 0, after_cr: false, cr_ends, stop_at_cut: false }
    }

    /// The number of the line read last, from 1.
    pub(super) const fn number(&self) -> u64 {
        self.number
    }

    /// Appends the next line to `into`, without what ends it.
    pub(super) fn next_into(&mut self, into: &mut Vec<u8>) -> io::Result<Line> {
        let start = into.len();
        let (mut any, mut cut) = (false, false);
        loop {
            let chunk = match self.input.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if chunk.is_empty() {
                break;
            }
            if self.after_cr {
                self.after_cr = false;
                if chunk[0] == b'\n' {
                    self.input.consume(1);
                    continue;
                }
            }
            any = true;
            let end = chunk.iter().position(|&byte| byte == b'\n' || (self.cr_ends && byte == b'\r'));
            let piece = &chunk[..end.unwrap_or(chunk.len())];
            let room = self.limit.saturating_sub(into.len() - start);
            cut |= piece.len() > room;
            into.extend_from_slice(&piece[..piece.len().min(room)]);
            let used = piece.len() + usize::from(end.is_some());
            self.after_cr = end.is_some_and(|end| chunk[end] == b'\r');
            self.input.consume(used);
            if end.is_some() || (cut && self.stop_at_cut) {
                break;
            }
        }
        if !any {
            return Ok(Line::End);
        }
        self.number += 1;
        if self.number == 1 && into[start..].starts_with(BOM) {
            into.drain(start..start + BOM.len());
        }
        Ok(if cut { Line::Cut } else { Line::Whole })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8], limit: usize) -> Vec<(String, Line)> {
        // A small buffer, so that line ends fall between two fills.
        let mut lines = Lines::new(io::BufReader::with_capacity(3, text), limit, true);
        let mut all = Vec::new();
        loop {
            let mut line = Vec::new();
            match lines.next_into(&mut line).expect("memory can be read") {
                Line::End => return all,
                kind => all.push((String::from_utf8_lossy(&line).into_owned(), kind)),
            }
        }
    }

    #[test]
    fn any_line_end_ends_a_line_once() {
        let lines = read(b"\xEF\xBB\xBFab\r\ncd\nef\rgh\r\n\r\nlast", 10);
        let texts: Vec<_> = lines.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(texts, ["ab", "cd", "ef", "gh", "", "last"]);
    }

    #[test]
    fn a_line_over_the_limit_is_cut_and_the_next_one_is_whole() {
        assert_eq!(read(b"0123456789\nab\n", 4), [("0123".to_owned(), Line::Cut), ("ab".to_owned(), Line::Whole)]);
    }
}

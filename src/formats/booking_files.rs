//! Files of booked passengers: CSV, or PNL and ADL messages. What a file holds is told by its first lines, not by its name.

use std::io::BufRead;

use chrono::NaiveDate;

use super::bookings::BookingRows;
use super::pnl::{PnlMessages, read_pnl};
use super::quarantine::FileFault;

/// Lines of a file that are looked at to tell its kind.
const LINES_TO_TELL: usize = 20;

/// Bookings of either kind.
pub enum BookingFile<R> {
    /// Rows, streamed.
    Rows(Box<BookingRows<R>>),
    /// Messages; a list is small and is read whole.
    Lists(PnlMessages),
}

impl<R: BufRead> BookingFile<R> {
    /// Starts reading; `file` is the name that faults carry. Messages name no year: the day nearest to `near` is meant.
    pub fn open(mut input: R, file: &str, near: NaiveDate) -> Result<Self, FileFault> {
        let io = |source| FileFault::Io { file: file.to_owned(), line: 0, source };
        let start = input.fill_buf().map_err(io)?;
        let mut lines = start.split(|byte| matches!(byte, b'\n' | b'\r')).take(LINES_TO_TELL);
        // Control characters frame teletype messages (SOH, STX, ETX).
        let word = |line: &[u8]| {
            let plain: Vec<u8> = line.iter().copied().filter(|byte| !byte.is_ascii_control()).collect();
            matches!(plain.trim_ascii(), b"PNL" | b"ADL")
        };
        if lines.any(word) {
            return read_pnl(input, file, near).map(Self::Lists);
        }
        BookingRows::open(input, file).map(|rows| Self::Rows(Box::new(rows)))
    }
}

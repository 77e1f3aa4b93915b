//! Evaluate what is read from posts: flights, airports and days against labelled lines.
//!
//! A line that can't be read as labelled is an error, never skipped. Posts the sensitive screen stops are told and left
//! out: what they say is not read by design. A miss is named by the number of its line, never by its text.

use std::collections::BTreeMap;

use super::report::Table;
use super::score::{Decisions, Hits};
use crate::domain::instant::Instant;
use crate::domain::post::{Author, Network, Post};
use crate::signals::{Reader, Signals};

/// Most line numbers named in a cell.
const NAMED: usize = 12;

/// A labelled line that is not in its form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} is not `{form}` separated by tabs: write it so, or put # before it")]
pub struct BadLine {
    /// Number of the line, from 1.
    pub line: usize,
    /// The columns it should have.
    pub form: &'static str,
}

struct Labelled<'a> {
    line: usize,
    language: &'a str,
    posted_at: Option<Instant>,
    expected: Vec<&'a str>,
    text: &'a str,
}

/// Flights read, against lines of `language<TAB>designators or -<TAB>text`.
pub fn flights(reader: &Reader, lines: &str) -> Result<Table, BadLine> {
    let labelled = parse(lines, "language, designators or -, text")?;
    let found = |signals: &Signals| signals.flights.iter().map(|flight| flight.designator.to_string()).collect();
    Ok(decided("Flight designators", reader, &labelled, found, |expected, read| expected == read))
}

/// Airports and cities read, against lines of `language<TAB>IATA codes or -<TAB>text`; an airport of the same city is
/// right.
pub fn airports(reader: &Reader, lines: &str) -> Result<Table, BadLine> {
    let labelled = parse(lines, "language, IATA codes or -, text")?;
    let found = |signals: &Signals| signals.airports.iter().map(|airport| airport.iata.clone()).collect();
    Ok(decided("Airports and cities", reader, &labelled, found, |expected, read| reader.same_city(expected, read)))
}

/// Days read, against lines of `language<TAB>posted at<TAB>days or -<TAB>text`. A line is right where the days read begin
/// with the ones expected; where none is expected, where nothing was read.
pub fn dates(reader: &Reader, lines: &str) -> Result<Table, BadLine> {
    let labelled = parse_dated(lines)?;
    let mut tally: BTreeMap<&str, (Hits, Hits, usize, Vec<usize>)> = BTreeMap::new();
    for label in &labelled {
        let (right, quiet, screened, misses) = tally.entry(label.language).or_default();
        let Some(signals) = read(reader, label) else {
            *screened += 1;
            continue;
        };
        let days: Vec<String> = signals.dates.iter().map(|date| date.day.to_string()).collect();
        let begins =
            days.len() >= label.expected.len() && label.expected.iter().zip(&days).all(|(one, day)| one == day);
        let hit = if label.expected.is_empty() { days.is_empty() } else { begins };
        if label.expected.is_empty() {
            quiet.count(hit);
        } else {
            right.count(hit);
        }
        if !hit {
            misses.push(label.line);
        }
    }
    let mut table = Table::new(
        "Days, by the day",
        &["language", "days right", "quiet where none is named", "screened", "misses on lines"],
    );
    for (language, (right, quiet, screened, misses)) in tally {
        table.row([language.to_owned(), right.to_string(), quiet.to_string(), screened.to_string(), numbers(&misses)]);
    }
    Ok(table)
}

fn decided(
    title: &str,
    reader: &Reader,
    labelled: &[Labelled<'_>],
    found: impl Fn(&Signals) -> Vec<String>,
    same: impl Fn(&str, &str) -> bool,
) -> Table {
    #[derive(Default)]
    struct Tally {
        posts: u64,
        screened: u64,
        decisions: Decisions,
        misses: Vec<usize>,
        false_lines: Vec<usize>,
    }
    let mut tally: BTreeMap<&str, Tally> = BTreeMap::new();
    for label in labelled {
        let signals = read(reader, label);
        for language in [label.language, "all"] {
            let counts = tally.entry(language).or_default();
            counts.posts += 1;
            let Some(signals) = &signals else {
                counts.screened += 1;
                continue;
            };
            let read = found(signals);
            for expected in &label.expected {
                let said = read.iter().any(|one| same(expected, one));
                counts.decisions.count(said, true);
                if !said {
                    counts.misses.push(label.line);
                }
            }
            for _ in read.iter().filter(|one| !label.expected.iter().any(|expected| same(expected, one))) {
                counts.decisions.count(true, false);
                counts.false_lines.push(label.line);
            }
        }
    }
    let columns = ["language", "posts", "screened", "precision", "recall", "F1", "missed on lines", "wrong on lines"];
    let mut table = Table::new(title, &columns);
    for (language, counts) in tally {
        table.row([
            language.to_owned(),
            counts.posts.to_string(),
            counts.screened.to_string(),
            counts.decisions.precision().to_string(),
            counts.decisions.recall().to_string(),
            format!("{:.3}", counts.decisions.f1()),
            numbers(&counts.misses),
            numbers(&counts.false_lines),
        ]);
    }
    table
}

/// What the post says, unless it was screened.
fn read(reader: &Reader, label: &Labelled<'_>) -> Option<Signals> {
    let post = Post {
        id: label.line.to_string(),
        network: Network::Webhook,
        url: None,
        created_at: label.posted_at.unwrap_or_default(),
        text: label.text.to_owned(),
        lang: Some(label.language.to_owned()),
        author: Author::default(),
        mentions: Vec::new(),
        reply_to: None,
        record: None,
        place: None,
        media: Vec::new(),
        deleted: false,
    };
    reader.read(&post, None).signals().cloned()
}

fn rows(lines: &str) -> impl Iterator<Item = (usize, &str)> {
    lines
        .lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

fn list(column: &str) -> Vec<&str> {
    column.split(',').map(str::trim).filter(|entry| !entry.is_empty() && *entry != "-").collect()
}

fn parse<'a>(lines: &'a str, form: &'static str) -> Result<Vec<Labelled<'a>>, BadLine> {
    rows(lines)
        .map(|(line, row)| {
            let mut columns = row.splitn(3, '\t');
            let mut next = || columns.next().ok_or(BadLine { line, form });
            let (language, expected, text) = (next()?, next()?, next()?);
            Ok(Labelled { line, language, posted_at: None, expected: list(expected), text })
        })
        .collect()
}

fn parse_dated(lines: &str) -> Result<Vec<Labelled<'_>>, BadLine> {
    let form = "language, time of the post (RFC 3339), days or -, text";
    rows(lines)
        .map(|(line, row)| {
            let mut columns = row.splitn(4, '\t');
            let mut next = || columns.next().ok_or(BadLine { line, form });
            let (language, posted_at, expected, text) = (next()?, next()?, next()?, next()?);
            let posted_at = posted_at.parse().map_err(|_| BadLine { line, form })?;
            Ok(Labelled { line, language, posted_at: Some(posted_at), expected: list(expected), text })
        })
        .collect()
}

/// Line numbers for a cell, cut after a dozen.
fn numbers(lines: &[usize]) -> String {
    let mut text = lines.iter().take(NAMED).map(usize::to_string).collect::<Vec<_>>().join(" ");
    if lines.len() > NAMED {
        text.push_str(" …");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misses_and_false_readings_are_named_by_line() {
        let lines = "# remark\nen\tKL1023\tKL1023 to Rome\nen\tKL1\tOff to Rome tomorrow\nen\t-\tBA117 to London\n";
        let table = flights(&Reader::new(), lines).expect("good lines");
        let all = table.rows.iter().find(|row| row[0] == "all").expect("a row for all");
        assert_eq!((all[1].as_str(), all[6].as_str(), all[7].as_str()), ("3", "3", "4"));
    }

    #[test]
    fn a_line_out_of_form_is_an_error_with_its_number() {
        let fault = dates(&Reader::new(), "en\tsoon\t-\ttext\n").expect_err("no time");
        assert_eq!(fault.line, 1);
        assert!(flights(&Reader::new(), "en\tKL1023").is_err());
    }

    #[test]
    fn the_shipped_sentences_are_read_as_well_as_promised() {
        let reader = Reader::new();
        let flight_lines = include_str!("../../benches/evaluation/flights.tsv");
        let airport_lines = include_str!("../../benches/evaluation/airports.tsv");
        let date_lines = include_str!("../../benches/evaluation/dates.tsv");
        let flights = flights(&reader, flight_lines).expect("good lines");
        let airports = airports(&reader, airport_lines).expect("good lines");
        dates(&reader, date_lines).expect("good lines");
        let f1 = |table: &Table| {
            let row = table.rows.iter().find(|row| row[0] == "all").expect("a row for all");
            row[5].parse::<f64>().expect("a number")
        };
        assert!(f1(&flights) >= 0.95 && f1(&airports) >= 0.95, "{}{}", flights.text(), airports.text());
    }
}

//! The letter with a station's list of the day: what changed, flight by flight, the list on paper and as a table.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::contents::{CSV, DeliveryLine, ListNews, csv_line};
use super::letter::{Block, File};
use crate::domain::instant::Instant;
use crate::domain::shift_list::ChangeKind;
use crate::texts::{Texts, count, format, text};

const PDF: &str = "application/pdf";

/// What the letter says.
pub(super) struct ShiftList<'a> {
    pub(super) station: &'a str,
    pub(super) zone: Tz,
    pub(super) day: NaiveDate,
    pub(super) lines: &'a [DeliveryLine],
    pub(super) news: Option<&'a ListNews>,
    pub(super) paper: &'a [u8],
}

impl ShiftList<'_> {
    pub(super) fn letter(&self, texts: &Texts<'_>, base: &str) -> (String, Vec<Block>, Vec<File>) {
        let mut blocks = Vec::new();
        if let Some(news) = self.news {
            let since = format::clock(news.since, self.zone);
            blocks.push(Block::Words(texts.with("mail-deliveries-changed", &[("since", text(since))])));
            let told = news.changes.iter().map(|change| (change.flight.clone(), self.change(texts, &change.what)));
            blocks.push(Block::Facts(told.collect()));
        }
        blocks.push(Block::Words(texts.get("mail-deliveries-words")));
        let facts = self.lines.iter().map(|line| {
            let label = format!("{} · {} · {}", self.window(line.window), line.flight, gate(Some(&line.gate)));
            (label, texts.with("count-gifts", &[("n", count(line.gifts))]))
        });
        blocks.push(Block::Facts(facts.collect()));
        blocks.push(Block::Button(texts.get("mail-deliveries-button"), format!("{base}/gate/{}", self.station)));
        let all = self.lines.iter().map(|line| line.gifts).sum();
        let day = text(format::day(self.day, texts.language));
        let args = [("station", text(self.station)), ("n", count(all)), ("day", day)];
        let subject = if self.news.is_some() { "mail-deliveries-again" } else { "mail-deliveries-subject" };
        (texts.with(subject, &args), blocks, self.files())
    }

    fn change(&self, texts: &Texts<'_>, what: &ChangeKind) -> String {
        match what {
            ChangeKind::Came(n) => texts.with("mail-deliveries-came", &[("n", count(*n))]),
            ChangeKind::Went(n) => texts.with("mail-deliveries-went", &[("n", count(*n))]),
            ChangeKind::Gate(was, is) => {
                let gates = [was, is].map(|one| gate(one.as_deref()));
                texts.with("mail-deliveries-gate", &[("was", text(&*gates[0])), ("is", text(&*gates[1]))])
            }
            ChangeKind::Window(was, is) => format!("{} → {}", self.window(Some(*was)), self.window(Some(*is))),
        }
    }

    fn window(&self, window: Option<(Instant, Instant)>) -> String {
        let clock = |(from, to)| format!("{}–{}", format::clock(from, self.zone), format::clock(to, self.zone));
        window.map_or_else(|| "–".to_owned(), clock)
    }

    fn files(&self) -> Vec<File> {
        let mut csv = csv_line(&["from", "to", "flight", "gate", "gifts"]);
        for line in self.lines {
            let at = |at: Option<Instant>| at.map_or_else(String::new, |at| at.to_rfc3339());
            let (from, to) = (at(line.window.map(|window| window.0)), at(line.window.map(|window| window.1)));
            csv.push_str(&csv_line(&[&from, &to, &line.flight, &line.gate, &line.gifts.to_string()]));
        }
        let name = |ending: &str| format!("{}-{}.{ending}", self.station, self.day);
        let mut files = vec![File { name: name("csv"), kind: CSV, bytes: csv.into_bytes() }];
        if !self.paper.is_empty() {
            files.insert(0, File { name: name("pdf"), kind: PDF, bytes: self.paper.to_vec() });
        }
        files
    }
}

fn gate(name: Option<&str>) -> String {
    name.filter(|name| !name.is_empty()).unwrap_or("–").to_owned()
}

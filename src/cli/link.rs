//! `giftgate link`: the match step alone, without a store. One line a candidate pair, the evidence adding up.
//!
//! It keeps the rules that hold without a campaign: sensitive posts and accounts that want to be left alone are not
//! looked at, and on X only travellers who agreed are matched.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use clap::Args;
use uuid::Uuid;

use super::files::{self, Output, note};
use super::readers::{booked, flights};
use super::{Failure, parallel};
use crate::app::system_now;
use crate::domain::flight::{Flight, LegKey};
use crate::domain::id::TravellerId;
use crate::domain::post::{Network, Post};
use crate::domain::station::zone_of;
use crate::formats::matches::MatchRow;
use crate::formats::posts::PostRows;
use crate::formats::quarantine::{Counted, Row};
use crate::linkage::{Candidate, Linked, Manifest, ManifestEntry, Settings, resolve};
use crate::services::clues::clues;
use crate::signals::{Reader, Reading, Schedule, may_matter};

/// What to link.
#[derive(Debug, Args)]
pub(super) struct LinkArgs {
    /// Bookings: CSV, or PNL/ADL messages
    #[arg(long, value_name = "FILE")]
    bookings: PathBuf,
    /// Flights: CSV, or JSON of the Schiphol flight API
    #[arg(long, value_name = "FILE")]
    flights: PathBuf,
    /// Posts, one JSON object a line; `-` is standard input
    #[arg(long, value_name = "FILE")]
    posts: PathBuf,
    /// Least match probability that is printed, 0 to 1 [default: all the match step keeps, from 0.001]
    #[arg(long, value_name = "P", value_parser = probability)]
    min_probability: Option<f64>,
}

fn probability(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|p| (0.0..=1.0).contains(p)).ok_or_else(|| "write a number from 0 to 1".to_owned())
}

/// Why a post was not linked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Ended {
    Deletion,
    LeftAlone,
    NotAboutTravel,
    Screened,
    NotAgreedOnX,
    FitsNobody,
}

impl Ended {
    const fn words(self) -> &'static str {
        match self {
            Self::Deletion => "deletions",
            Self::LeftAlone => "of accounts that want to be left alone",
            Self::NotAboutTravel => "not about travel",
            Self::Screened => "screened",
            Self::NotAgreedOnX => "on X by nobody who agreed",
            Self::FitsNobody => "that fit nobody",
        }
    }
}

/// What posts are linked with.
struct Linker {
    reader: Reader,
    schedule: Schedule,
    manifest: Manifest,
    handles: BTreeSet<(Network, String)>,
}

pub(super) fn run(args: &LinkArgs) -> Result<(), Failure> {
    let flights = flights(&args.flights)?;
    let entries = bookings(&args.bookings, &flights)?;
    let linker = Linker::new(&entries, &flights, args.min_probability);
    if linker.manifest.left_out() > 0 {
        let out = linker.manifest.left_out();
        note(&format!("{}: {out} left out: children, infants, or no such flight", files::name_of(&args.bookings)));
    }

    let source = files::open(&args.posts)?;
    let mut rows = PostRows::open(source.input, &source.name);
    let (mut linked, mut handles, mut ends) = (Vec::new(), Vec::new(), BTreeMap::new());
    let mut aside = Vec::new();
    loop {
        let mut batch = Vec::with_capacity(parallel::BATCH);
        for row in rows.by_ref() {
            match row? {
                Row::Accepted { value, .. } => batch.push(value),
                Row::Duplicate { .. } => {}
                Row::Quarantined(flaw) => aside.push(flaw),
            }
            if batch.len() == parallel::BATCH {
                break;
            }
        }
        if batch.is_empty() {
            break;
        }
        let answers = parallel::map(&batch, |post| linker.link(post));
        for (post, answer) in batch.into_iter().zip(answers) {
            match answer {
                Ok(one) => {
                    linked.push(one);
                    handles.push(post.author.handle);
                }
                Err(end) => *ends.entry(end).or_insert(0_u64) += 1,
            }
        }
    }
    resolve(&mut linked, linker.manifest.settings());

    let least = args.min_probability.unwrap_or(0.0);
    let mut output = Output::new();
    let (mut pairs, mut ambiguous) = (0_u64, 0_u64);
    for (one, handle) in linked.iter().zip(&handles) {
        for candidate in one.candidates.iter().filter(|candidate| candidate.probability >= least) {
            let row = row_of(one, handle, candidate, &entries);
            pairs += 1;
            ambiguous += u64::from(row.ambiguous);
            output.json(&row)?;
        }
    }
    output.close()?;

    files::tell_quarantined(&aside);
    let counts = rows.counts();
    note(&format!(
        "{}: {} lines = {} posts + {} duplicate + {} quarantined",
        source.name, counts.lines, counts.accepted, counts.duplicate, counts.quarantined
    ));
    let mut fates = vec![format!("posts with candidates: {}", linked.len())];
    fates.extend(ends.iter().map(|(end, n)| format!("{}: {n}", end.words())));
    note(&fates.join(", "));
    note(&format!("pairs printed: {pairs}, ambiguous: {ambiguous}"));
    super::signals::all_unreadable(&source.name, counts.lines, counts.quarantined)
}

impl Linker {
    fn new(entries: &[ManifestEntry], flights: &[Flight], least: Option<f64>) -> Self {
        let usual = Settings::default();
        // Rivals below the printed threshold still take part.
        let settings = Settings { keep_from: least.map_or(usual.keep_from, |p| p.min(usual.keep_from)), ..usual };
        let social = entries.iter().filter_map(|entry| entry.booking.social.as_ref());
        let names = |flight: &Flight| {
            std::iter::once(flight.leg.designator.clone()).chain(flight.codeshares.clone()).collect::<Vec<_>>()
        };
        Self {
            reader: Reader::new().with_zone(zone_of(busiest(flights))),
            schedule: flights.iter().flat_map(names).collect(),
            handles: social.map(|social| (social.network, social.handle.to_lowercase())).collect(),
            manifest: Manifest::with_settings(entries, flights, settings),
        }
    }

    fn link(&self, post: &Post) -> Result<Linked, Ended> {
        if post.deleted {
            return Err(Ended::Deletion);
        }
        if post.author.asks_to_be_left_alone() {
            return Err(Ended::LeftAlone);
        }
        let registered = self.handles.contains(&(post.network, post.author.handle.to_lowercase()));
        if !registered && post.place.is_none() && !may_matter(&post.text) {
            return Err(Ended::NotAboutTravel);
        }
        let Reading::Signals(signals) = self.reader.read(post, Some(&self.schedule)) else {
            return Err(Ended::Screened);
        };
        let mut candidates = self.manifest.candidates(&clues(post, &signals, false));
        if candidates.is_empty() {
            return Err(Ended::FitsNobody);
        }
        if post.network == Network::X {
            candidates.retain(Candidate::opted_in);
            if candidates.is_empty() {
                return Err(Ended::NotAgreedOnX);
            }
        }
        Ok(Linked {
            post_id: post.id.clone(),
            network: post.network,
            account: post.author.account().to_owned(),
            candidates,
            ambiguous_authors: false,
        })
    }
}

/// The station most flights leave from or go to; its days are meant by "tomorrow" where a post names no origin.
fn busiest(flights: &[Flight]) -> &str {
    let mut movements: BTreeMap<&str, u32> = BTreeMap::new();
    for flight in flights {
        for station in [&flight.leg.origin, &flight.leg.destination] {
            *movements.entry(station).or_default() += 1;
        }
    }
    movements.into_iter().max_by_key(|(_, n)| *n).map_or("", |(station, _)| station)
}

/// Passengers, each leg under the designator that operates it.
fn bookings(path: &Path, flights: &[Flight]) -> Result<Vec<ManifestEntry>, Failure> {
    let mut operating: HashMap<LegKey, &LegKey> = HashMap::new();
    for flight in flights {
        for designator in &flight.codeshares {
            let sold = LegKey { designator: designator.clone(), ..flight.leg.clone() };
            operating.entry(sold).or_insert(&flight.leg);
        }
    }
    for flight in flights {
        operating.insert(flight.leg.clone(), &flight.leg);
    }
    let mut entries = Vec::new();
    let mut aside = Vec::new();
    let near = flights.first().map_or_else(|| system_now().date_naive(), |flight| flight.leg.departure_on);
    for row in booked(files::open(path)?, near)? {
        match row? {
            Row::Accepted { value: mut booking, .. } => {
                if let Some(leg) = operating.get(&booking.leg) {
                    booking.leg = (*leg).clone();
                }
                let traveller = TravellerId(Uuid::from_u128(entries.len() as u128 + 1));
                entries.push(ManifestEntry { traveller, booking });
            }
            Row::Duplicate { .. } => {}
            Row::Quarantined(flaw) => aside.push(flaw),
        }
    }
    files::tell_quarantined(&aside);
    Ok(entries)
}

fn row_of(linked: &Linked, handle: &str, candidate: &Candidate, entries: &[ManifestEntry]) -> MatchRow {
    let booking = entries.get(candidate.entry).map(|entry| &entry.booking);
    MatchRow {
        post_id: linked.post_id.clone(),
        author: handle.to_owned(),
        record_locator: booking.map(|booking| booking.record_locator.clone()).unwrap_or_default(),
        traveller_id: booking.and_then(|booking| booking.traveller_ref.clone()),
        leg: candidate.leg.to_string(),
        probability: candidate.probability,
        weight: candidate.weight,
        ambiguous: candidate.ambiguous || linked.ambiguous_authors,
        evidence: candidate.evidence.iter().map(|line| (*line).into()).collect(),
        state: None,
    }
}

//! How well authors are linked to passengers, in an open world where most authors do not fly.
//!
//! The share on board is swept; each time prior and m are learnt without labels from a fold of their own, and every author of the other
//! fold is decided. Authors who write of no trip can't be suggested by the rule of two families; a sample of them is decided
//! all the same, and the rest counts as not suggested.

#![expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "shares of counts are counts")]

use rand::RngExt;

use super::open_world::{Case, Kind, OpenWorld, Size, WRITE_OF_A_TRIP};
use super::report::{Curve, Line, Section, Table};
use super::score::{Hits, Stated, brier, calibration, thresholds};
use crate::domain::flight::Flight;
use crate::linkage::{Band, Calibration, Candidate, Clues, Manifest, ManifestEntry, Settings, learn};

/// Shares of authors on board that are swept.
const SHARES: [f64; 4] = [0.002, 0.02, 0.1, 0.5];
/// One author in so many is kept for learning.
const FOLD: usize = 4;
/// Posts that prior and m are learnt from.
const BATCH: usize = 6_000;
const ROUNDS: usize = 4;

/// What the match step said of one author.
struct Said {
    suggested: Option<usize>,
    to_verify: bool,
    ambiguous: bool,
    best: f64,
    best_entry: Option<usize>,
}

fn said(manifest: &Manifest, case: &Case) -> Said {
    let candidates = manifest.candidates(&case.clues());
    let of = |band: Band| candidates.iter().find(|one| one.band == band);
    Said {
        suggested: of(Band::Suggested).map(|one| one.entry),
        to_verify: of(Band::Verify).is_some(),
        ambiguous: candidates.iter().any(|one| one.ambiguous),
        best: candidates.first().map_or(0.0, |one| one.probability),
        best_entry: candidates.first().map(|one| one.entry),
    }
}

/// Suggestions of one slice of authors on board.
#[derive(Debug, Clone, Default)]
struct Slice {
    right: u64,
    wrong: u64,
    linkable: Hits,
}

impl Slice {
    fn count(&mut self, case: &Case, said: &Said) {
        let is_right = said.suggested.is_some() && said.suggested == case.truth;
        self.right += u64::from(is_right);
        self.wrong += u64::from(said.suggested.is_some() && !is_right);
        if case.is_linkable() {
            self.linkable.count(is_right);
        }
    }
}

/// Measures linking around the flights; `size.with_trip` should be some 150 times `size.on_board` for the lowest share.
pub fn open_world(flights: &[Flight], size: Size, rng: &mut impl RngExt) -> Section {
    let world = OpenWorld::draw(flights, size, rng);
    let mut section = Section {
        title: "Linking in an open world".to_owned(),
        about: format!(
            "{} passengers on {} real flights; {} authors on board, {} who write about them, {} who write of other trips, \
             {} who write of none. Linkable: name shown \
             or handle tell initial and surname, the post tells flight, or place with day or check-in, and one passenger fits both.",
            world.passengers.len(),
            world.flights.len(),
            world.on_board.len(),
            world.about.len(),
            world.with_trip.len(),
            world.everyday.len(),
        ),
        tables: Vec::new(),
        curves: Vec::new(),
    };
    if world.on_board.is_empty() {
        return section;
    }
    let mut manifest = Manifest::new(&world.passengers, &world.flights);
    let mut sweep = Table::new(
        "Shares on board",
        &[
            "on board",
            "learnt",
            "right",
            "wrong person",
            "false (not on board)",
            "false per 1,000",
            "at most (95 %)",
            "linkable found",
            "all found",
        ],
    );
    let mut kinds = Table::new("Who was suggested and should not have been", &["on board", "kind", "false", "of"]);
    for share in SHARES {
        let settings = learnt(&manifest, &world, share, rng);
        let on_board = settings.on_board;
        manifest.set_settings(settings);
        let test: Vec<&Case> = fold(&world.on_board, false).collect();
        let needed = (test.len() as f64 * (1.0 - share) / share * WRITE_OF_A_TRIP) as usize;
        let others: Vec<&Case> = fold(&world.with_trip, false).take(needed).collect();
        // Where the world holds fewer others than the share asks for, each counts for more.
        let weight = needed as f64 / others.len().max(1) as f64;
        let mut slice = Slice::default();
        let about: Vec<&Case> = fold(&world.about, false).collect();
        let mut all = Hits::default();
        for case in &test {
            let said = said(&manifest, case);
            all.count(said.suggested.is_some() && said.suggested == case.truth);
            slice.count(case, &said);
        }
        let (mut false_ones, mut false_about) = (0_u64, 0_u64);
        for kind in [Kind::OtherTrip, Kind::About, Kind::Trade, Kind::Namesake, Kind::AtAirport] {
            let mut hits = Hits::default();
            for case in others.iter().chain(&about).filter(|case| case.kind == kind) {
                hits.count(said(&manifest, case).suggested.is_some());
            }
            // Those about a passenger come with the passengers and are all here; the crowd is weighed.
            *(if kind == Kind::About { &mut false_about } else { &mut false_ones }) += hits.hits;
            if hits.hits > 0 {
                kinds.row([percent(share), kind.to_string(), hits.hits.to_string(), hits.of.to_string()]);
            }
        }
        let everyday = world.everyday.iter().filter(|case| said(&manifest, case).suggested.is_some()).count();
        if everyday > 0 {
            kinds.row([
                percent(share),
                Kind::Everyday.to_string(),
                everyday.to_string(),
                world.everyday.len().to_string(),
            ]);
        }
        let sure = (slice.wrong + false_about) as f64;
        let wrong = sure + weight * false_ones as f64;
        let suggested = slice.right as f64 + wrong;
        sweep.row([
            percent(share),
            percent(on_board),
            slice.right.to_string(),
            slice.wrong.to_string(),
            format!("{false_about} + {false_ones} × {weight:.2}"),
            format!("{:.2}", 1_000.0 * wrong / suggested.max(1.0)),
            format!("{:.2}", 1_000.0 * at_most(sure, false_ones as f64, weight) / suggested.max(1.0)),
            slice.linkable.to_string(),
            all.to_string(),
        ]);
        if (share - 0.02).abs() < 1e-9 {
            slices(&manifest, &world, &test, &mut section.tables);
            decoys(&world, manifest.settings(), &test, &mut section.tables);
            stated(&mut manifest, &world, &others, &mut section);
        }
    }
    section.tables.insert(0, sweep);
    if !kinds.rows.is_empty() {
        section.tables.insert(1, kinds);
    }
    section
}

/// The 95 % upper bound of the wrong ones: Poisson, by Wilson and Hilferty; three where there is none (rule of three).
fn at_most(wrong: f64, false_ones: f64, weight: f64) -> f64 {
    let bound = |count: f64| {
        let next = count + 1.0;
        next * (1.0 - 1.0 / (9.0 * next) + 1.645 / (3.0 * next.sqrt())).powi(3)
    };
    weight.max(1.0) * bound(wrong / weight.max(1.0) + false_ones)
}

fn percent(share: f64) -> String {
    format!("{:.1} %", 100.0 * share)
}

/// The fold for learning, or the other.
fn fold(cases: &[Case], for_learning: bool) -> impl Iterator<Item = &Case> {
    cases.iter().enumerate().filter(move |(at, _)| (at % FOLD == 0) == for_learning).map(|(_, case)| case)
}

/// Settings learnt without labels from a batch with that share on board. The manifest keeps its own.
fn learnt(manifest: &Manifest, world: &OpenWorld, share: f64, rng: &mut impl RngExt) -> Settings {
    // As many authors as both folds hold in that proportion.
    let (here, others) = (fold(&world.on_board, true).count() as f64, fold(&world.with_trip, true).count() as f64);
    let all = (BATCH as f64).min(here / share).min(others / ((1.0 - share) * WRITE_OF_A_TRIP));
    let on_board = (all * share).round().max(1.0) as usize;
    let with_trip = (all * (1.0 - share) * WRITE_OF_A_TRIP) as usize;
    let batch: Vec<Clues<'_>> = fold(&world.on_board, true)
        .take(on_board)
        .chain(fold(&world.about, true).take(on_board))
        .chain(fold(&world.with_trip, true).take(with_trip))
        .map(Case::clues)
        .collect();
    learn(manifest, &batch, ROUNDS, rng)
}

/// Found by how frequent the surname is on the manifest, and by script.
fn slices(manifest: &Manifest, world: &OpenWorld, test: &[&Case], tables: &mut Vec<Table>) {
    let mut counts = std::collections::BTreeMap::new();
    let surname = |entry: &ManifestEntry| {
        let text = entry.booking.family_name.split('/').next().unwrap_or_default().to_lowercase();
        text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>()
    };
    for entry in &world.passengers {
        *counts.entry(surname(entry)).or_insert(0_u32) += 1;
    }
    let mut ranked: Vec<(u32, usize)> = test
        .iter()
        .enumerate()
        .filter_map(|(at, case)| {
            let entry = world.passengers.get(case.truth?)?;
            Some((counts.get(&surname(entry)).copied().unwrap_or(0), at))
        })
        .collect();
    ranked.sort_unstable();
    let mut by_decile = vec![Slice::default(); 10];
    let mut most = [0_u32; 10];
    let mut by_script: std::collections::BTreeMap<&str, Slice> = std::collections::BTreeMap::new();
    for (place, (count, at)) in ranked.iter().enumerate() {
        let case = test[*at];
        let said = said(manifest, case);
        let decile = (10 * place / ranked.len().max(1)).min(9);
        by_decile[decile].count(case, &said);
        most[decile] = most[decile].max(*count);
        by_script.entry(case.script).or_default().count(case, &said);
    }
    let columns = ["", "right", "wrong person", "linkable found"];
    let mut deciles = Table::new("By frequency of the surname, at 2 % on board", &columns);
    for (slice, (decile, most)) in by_decile.iter().zip((1..).zip(most)) {
        let name = format!("decile {decile}, to {most} bearers");
        deciles.row([name, slice.right.to_string(), slice.wrong.to_string(), slice.linkable.to_string()]);
    }
    let mut scripts = Table::new("By script and form of the name shown, at 2 % on board", &columns);
    for (script, slice) in by_script {
        scripts.row([script.to_owned(), slice.right.to_string(), slice.wrong.to_string(), slice.linkable.to_string()]);
    }
    tables.extend([deciles, scripts]);
}

/// Parts of the decoy test: few enough bookings go at once that the manifest stays what it was.
const DECOY_PARTS: usize = 5;

/// The decoy test: the true bookings of all authors on board are deleted, a fifth at a time, and those authors must fit nobody.
fn decoys(world: &OpenWorld, settings: &Settings, test: &[&Case], tables: &mut Vec<Table>) {
    let (mut nobody, mut nobody_linkable, mut suggested, mut ambiguous) = <(Hits, Hits, Hits, Hits)>::default();
    for part in 0..DECOY_PARTS {
        let authors = || test.iter().skip(part).step_by(DECOY_PARTS);
        let gone: std::collections::BTreeSet<usize> = authors().filter_map(|case| case.truth).collect();
        let kept = (0..).zip(&world.passengers).filter(|(number, _)| !gone.contains(number));
        let left: Vec<ManifestEntry> = kept.map(|(_, entry)| entry.clone()).collect();
        let manifest = Manifest::with_settings(&left, &world.flights, settings.clone());
        for case in authors() {
            let said = said(&manifest, case);
            let is_nobody = said.suggested.is_none() && !said.to_verify;
            nobody.count(is_nobody);
            suggested.count(said.suggested.is_some());
            ambiguous.count(said.ambiguous);
            if case.is_linkable() {
                nobody_linkable.count(is_nobody);
            }
        }
    }
    let mut table = Table::new("The true booking deleted, at 2 % on board", &["", "share"]);
    table.row(["falls to no match".to_owned(), nobody.to_string()]);
    table.row(["falls to no match, of the linkable".to_owned(), nobody_linkable.to_string()]);
    table.row(["suggested".to_owned(), suggested.to_string()]);
    table.row(["ambiguous".to_owned(), ambiguous.to_string()]);
    tables.push(table);
}

/// Stated probabilities against what came true, before and after a calibration fitted on the other fold.
fn stated(manifest: &mut Manifest, world: &OpenWorld, others: &[&Case], section: &mut Section) {
    let collect = |manifest: &Manifest, cases: &mut dyn Iterator<Item = &Case>| -> Vec<Stated> {
        let answers = cases.map(|case| (said(manifest, case), case.truth));
        let kept = answers.filter(|(said, _)| said.best >= 0.01);
        kept.map(|(said, truth)| (said.best, truth.is_some() && said.best_entry == truth)).collect()
    };
    let before = collect(
        manifest,
        &mut fold(&world.on_board, false).chain(fold(&world.about, false)).chain(others.iter().copied()),
    );
    let fitting = others.len() / (FOLD - 1);
    let decisions: Vec<(f64, bool)> = fold(&world.on_board, true)
        .chain(fold(&world.about, true))
        .chain(fold(&world.with_trip, true).take(fitting))
        .filter_map(|case| {
            let best: Candidate = manifest.candidates(&case.clues()).into_iter().next()?;
            (best.probability >= 0.01).then_some((best.own_weight(), Some(best.entry) == case.truth))
        })
        .collect();
    let mut answers = vec![("as learnt", before)];
    let usual = manifest.settings().clone();
    for (name, fitted) in
        [("line (Platt)", Calibration::platt(&decisions)), ("curve (isotonic)", Calibration::isotonic(&decisions))]
    {
        if let Ok(calibration) = fitted {
            manifest.set_settings(Settings { calibration, ..usual.clone() });
            let mut cases = fold(&world.on_board, false).chain(fold(&world.about, false)).chain(others.iter().copied());
            answers.push((name, collect(manifest, &mut cases)));
        }
    }
    manifest.set_settings(usual);
    let mut table = Table::new(
        "Stated probabilities, best candidate of each author, at 2 % on board",
        &["", "stated", "came true"],
    );
    let mut curve = Curve {
        title: "Calibration".to_owned(),
        across: "stated probability".to_owned(),
        up: "share that came true".to_owned(),
        lines: vec![Line { name: "perfect".to_owned(), points: vec![(0.0, 0.0), (1.0, 1.0)] }],
    };
    let mut chart = Vec::new();
    for (name, all) in &answers {
        let bins = calibration(all);
        for bin in &bins {
            table.row([(*name).to_owned(), format!("{:.3}", bin.stated), bin.came_true.to_string()]);
        }
        table.row([format!("{name}: Brier score"), format!("{:.4}", brier(all)), format!("n {}", all.len())]);
        let points = bins.iter().map(|bin| (bin.stated, bin.came_true.rate())).collect();
        curve.lines.push(Line { name: (*name).to_owned(), points });
        chart.extend(threshold_lines(name, all));
    }
    section.tables.push(table);
    section.curves.push(curve);
    section.curves.push(Curve {
        title: "Thresholds".to_owned(),
        across: "least probability".to_owned(),
        up: "share".to_owned(),
        lines: chart,
    });
}

/// Precision and recall over the least probability.
fn threshold_lines(name: &str, all: &[Stated]) -> [Line; 2] {
    let mut lines = ["precision", "recall"].map(|what| Line { name: format!("{what}, {name}"), points: Vec::new() });
    for (threshold, decisions) in thresholds(all).into_iter().step_by(20) {
        let shares = [decisions.precision().rate(), decisions.recall().rate()];
        for (line, share) in lines.iter_mut().zip(shares) {
            line.points.insert(0, (threshold, share));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    use super::*;
    use crate::evaluation::open_world::new_york;

    #[test]
    fn an_open_world_is_measured_and_suggests_no_strangers() {
        let size = Size { passengers: 10_000, on_board: 400, about: 400, with_trip: 4_000, everyday: 400 };
        let section = open_world(&new_york(), size, &mut ChaCha8Rng::seed_from_u64(11));
        let sweep = &section.tables[0];
        assert_eq!(sweep.rows.len(), SHARES.len());
        for row in &sweep.rows {
            assert_eq!(row[3], "0", "a wrong person: {row:?}");
        }
        assert!(section.curves.iter().all(|curve| curve.lines.iter().all(|line| !line.points.is_empty())));
    }

    #[test]
    fn no_flights_give_an_empty_section() {
        let size = Size { passengers: 10, on_board: 10, about: 10, with_trip: 10, everyday: 10 };
        let section = open_world(&[], size, &mut ChaCha8Rng::seed_from_u64(1));
        assert!(section.tables.is_empty());
    }
}

//! A batch of posts: authors who claim one traveller, and authors whose posts point at different travellers.
//!
//! A traveller has one account a network. Fifty accounts that post a victim's name and flight fit equally well; each of
//! them is ambiguous and none may be suggested. The line "rival authors" keeps the sum of the weights right.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::candidate::{Candidate, best_first};
use super::levels::{Comparison, Level};
use super::settings::Settings;
use crate::domain::post::Network;

/// A post's author and candidates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Linked {
    /// The network's identifier of the post.
    pub post_id: String,
    /// The network.
    pub network: Network,
    /// The network's stable key of the author (`Author::account`).
    pub account: String,
    /// The candidates of the post.
    pub candidates: Vec<Candidate>,
    /// Whether other authors fit the same traveller about as well.
    pub ambiguous_authors: bool,
}

/// Marks rivals in a batch and lowers what they share. Call it once on all posts of a run; the order of the posts
/// doesn't matter.
pub fn resolve(batch: &mut [Linked], settings: &Settings) {
    let claims = claims(batch);
    let strangers = authors_of_two(batch, settings);
    let plausible = settings.verify_from / (1.0 - settings.verify_from).max(1e-9);
    for linked in batch.iter_mut() {
        let author = (linked.network, linked.account.clone());
        let is_two = strangers.contains(&author);
        for candidate in &mut linked.candidates {
            let claimed = claims.get(&(linked.network, candidate.person)).map_or(&[][..], Vec::as_slice);
            let own = odds(candidate);
            let others = || claimed.iter().filter(|(account, _)| *account != linked.account).map(|(_, odds)| *odds);
            let rivals: f64 = others().sum();
            if rivals > 0.0 {
                candidate.add(Comparison::RivalAuthors, Level::OtherAuthors, -(1.0_f64 + rivals).log2());
                let strongest = others().fold(0.0, f64::max);
                let equal = strongest * settings.clear_by > own && own * settings.clear_by > strongest;
                if equal && own + rivals >= plausible {
                    candidate.ambiguous = true;
                    linked.ambiguous_authors = true;
                }
            }
            candidate.ambiguous |= is_two && own >= plausible;
            candidate.set_band(settings);
        }
        linked.candidates.sort_by(best_first);
    }
}

/// Odds a candidate has within its own post.
fn odds(candidate: &Candidate) -> f64 {
    candidate.weight.exp2()
}

/// The best odds of each author for each person, heaviest last, so that sums don't depend on the order of the posts.
fn claims(batch: &[Linked]) -> HashMap<(Network, u32), Vec<(String, f64)>> {
    let mut best: BTreeMap<(Network, u32, &str), f64> = BTreeMap::new();
    for linked in batch {
        for candidate in &linked.candidates {
            let kept = best.entry((linked.network, candidate.person, linked.account.as_str())).or_insert(0.0);
            *kept = kept.max(odds(candidate));
        }
    }
    let mut claims: HashMap<(Network, u32), Vec<(String, f64)>> = HashMap::new();
    for ((network, person, account), odds) in best {
        claims.entry((network, person)).or_default().push((account.to_owned(), odds));
    }
    for claimed in claims.values_mut() {
        claimed.sort_by(|one, other| one.1.total_cmp(&other.1).then_with(|| one.0.cmp(&other.0)));
    }
    claims
}

/// Authors whose posts fit two different persons, each well: one author is one person, so neither may be suggested.
fn authors_of_two(batch: &[Linked], settings: &Settings) -> BTreeSet<(Network, String)> {
    let mut first: HashMap<(Network, &str), u32> = HashMap::new();
    let mut two = BTreeSet::new();
    for linked in batch {
        for candidate in linked.candidates.iter().filter(|candidate| candidate.probability >= settings.verify_from) {
            let person = *first.entry((linked.network, linked.account.as_str())).or_insert(candidate.person);
            if person != candidate.person {
                two.insert((linked.network, linked.account.clone()));
            }
        }
    }
    two
}

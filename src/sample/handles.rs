//! Handles as people choose them: from their name, a nickname, initials and a year, or nothing of the kind.
//!
//! All end in `.example`, also those of X, so that none can be a real account anywhere.

use std::collections::BTreeSet;

use rand::RngExt;

use super::draw::{chance, pick, weighted};
use super::names::plain;
use crate::domain::post::Network;

const UNRELATED: [&str; 48] = [
    "windkracht",
    "paperplane",
    "koffiekoning",
    "nachtvlinder",
    "seatbythewindow",
    "teaandtrains",
    "moosonthe",
    "dropjesdief",
    "quietcarriage",
    "marmeladebrot",
    "regentropfen",
    "cafeconleche",
    "lunallena",
    "solysombra",
    "mapachefeliz",
    "nekozuki",
    "ramenlover",
    "kumakuma",
    "sorairo",
    "fietsbel",
    "stroopwafelfan",
    "polderpirate",
    "bergziege",
    "wolkenkratzer",
    "tulpenmanie",
    "mistymorning",
    "oldmaps",
    "slowcoffee",
    "bluebicycle",
    "kabeljauw",
    "zwaluw",
    "rucksackrita",
    "pixelpotato",
    "lostsock",
    "threecats",
    "northbynorth",
    "saltedlicorice",
    "hinterhof",
    "churrosconchoco",
    "tortuga",
    "mochimochi",
    "asagohan",
    "halfmarathoner",
    "knitpurl",
    "rookendgame",
    "deepblue",
    "trailmix",
    "gingercat",
];

const SERVERS: [&str; 4] = ["social.example", "mastodon.example", "mstdn.example", "toot.example"];

#[derive(Debug, Clone, Copy)]
enum Form {
    Whole,
    Split,
    Initial,
    Nickname,
    InitialsYear,
    Unrelated,
}

/// The networks people of the sample post on, by share.
pub(super) fn network(rng: &mut impl RngExt) -> Network {
    *weighted(&[(Network::Bluesky, 46), (Network::Mastodon, 34), (Network::X, 20)], rng)
}

/// A handle for a person, taken by nobody in `taken`, and entered there.
pub(super) fn handle(
    given: &str,
    family: &str,
    network: Network,
    taken: &mut BTreeSet<String>,
    rng: &mut impl RngExt,
) -> String {
    let form = *weighted(
        &[
            (Form::Whole, 24),
            (Form::Split, 22),
            (Form::Initial, 16),
            (Form::Nickname, 12),
            (Form::InitialsYear, 10),
            (Form::Unrelated, 16),
        ],
        rng,
    );
    dress(&base(form, given, family, rng), network, taken, rng)
}

/// A handle on the network around `base`, taken by nobody yet.
pub(super) fn dress(base: &str, network: Network, taken: &mut BTreeSet<String>, rng: &mut impl RngExt) -> String {
    let server = *pick(&SERVERS, rng);
    let mut number = if chance(15, rng) { rng.random_range(1..100) } else { 0 };
    loop {
        let suffix = if number == 0 { String::new() } else { number.to_string() };
        let name = match network {
            Network::Mastodon => format!("{}{suffix}@{server}", base.replace(['.', '-'], "_")),
            Network::X => {
                let room = 15 - suffix.len().min(6);
                format!("{}{suffix}.x.example", base.replace(['.', '-'], "_").chars().take(room).collect::<String>())
            }
            _ => format!("{}{suffix}.bsky.example", base.replace(['.', '_'], "-")),
        };
        if taken.insert(name.clone()) {
            return name;
        }
        number += rng.random_range(1..9);
    }
}

fn base(form: Form, given: &str, family: &str, rng: &mut impl RngExt) -> String {
    let first = plain(given.split(' ').next().unwrap_or(given), "");
    let last = plain(family, "");
    let initials: String =
        format!("{given} {family}").split(' ').filter_map(|word| plain(word, "").chars().next()).collect();
    let year = rng.random_range(1958..2007);
    match form {
        Form::Whole => format!("{first}{last}"),
        Form::Split => format!("{first}{}{last}", pick(&[".", "_", "-"], rng)),
        Form::Initial => format!("{}{last}", first.chars().next().unwrap_or('x')),
        Form::Nickname => {
            let short: String = first.chars().take(4).collect();
            format!(
                "{short}{}",
                pick(&["tje", "ie", "xx", "o", "_op_reis", "travels", "chan", "i", "runs", "on_tour"], rng)
            )
        }
        Form::InitialsYear if chance(50, rng) => format!("{initials}{year}"),
        Form::InitialsYear => format!("{first}{:02}", year % 100),
        Form::Unrelated => (*pick(&UNRELATED, rng)).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn no_handle_is_given_twice_and_every_one_fits_its_network() {
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(3);
        let mut taken = BTreeSet::new();
        for _ in 0..2000 {
            let network = network(&mut rng);
            let handle = handle("Zoë Anna", "van den Berg", network, &mut taken, &mut rng);
            assert!(handle.ends_with(".example"), "{handle}");
        }
        assert_eq!(taken.len(), 2000);
    }
}

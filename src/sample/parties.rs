//! Who travels together: alone, as a couple, as a family, as colleagues. A party shares one record locator.
//!
//! No two people of a party bear the same name.

use rand::RngExt;

use super::draw::{chance, weighted};
use super::names::{family, given};
use super::stations::Home;
use crate::domain::traveller::PassengerType;

/// One of a party.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) given: String,
    pub(super) family: String,
    /// Whose names they bear.
    pub(super) pool: &'static str,
    pub(super) passenger_type: PassengerType,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Alone,
    Minor,
    Couple,
    Family,
    OneParent,
    Colleagues,
}

/// A party of at most `most` people from one home.
pub(super) fn party(home: &Home, most: usize, rng: &mut impl RngExt) -> Vec<Member> {
    let kind = *weighted(
        &[
            (Kind::Alone, 500),
            (Kind::Minor, 5),
            (Kind::Couple, 290),
            (Kind::Family, 105),
            (Kind::OneParent, 35),
            (Kind::Colleagues, 65),
        ],
        rng,
    );
    let pool = *weighted(&home.pools, rng);
    let first = person(pool, None, PassengerType::Adult, rng);
    let mut members = vec![first];
    match kind {
        Kind::Alone => {}
        Kind::Minor => members[0].passenger_type = PassengerType::UnaccompaniedMinor,
        Kind::Couple => members.push(partner(&members[0], rng)),
        Kind::Family => {
            members.push(partner(&members[0], rng));
            add_children(&mut members, *weighted(&[(1, 40), (2, 45), (3, 15)], rng), rng);
        }
        Kind::OneParent => add_children(&mut members, *weighted(&[(1, 70), (2, 30)], rng), rng),
        Kind::Colleagues => {
            for _ in 0..rng.random_range(1..4) {
                let pool = *weighted(&home.pools, rng);
                members.push(person(pool, None, PassengerType::Adult, rng));
            }
        }
    }
    members.truncate(most.max(1));
    set_apart(&mut members, rng);
    members
}

fn person(pool: &'static str, name: Option<&str>, passenger_type: PassengerType, rng: &mut impl RngExt) -> Member {
    let female = chance(50, rng);
    let family = name.map_or_else(|| family(pool, rng), str::to_owned);
    Member { given: given(pool, female, rng), family, pool, passenger_type }
}

/// Couples share a name where that is the custom, and about half of the time there.
fn partner(of: &Member, rng: &mut impl RngExt) -> Member {
    let custom = match of.pool {
        "ja" => 92,
        "es" | "zh" | "ar" => 8,
        _ => 55,
    };
    let name = chance(custom, rng).then(|| of.family.clone());
    person(of.pool, name.as_deref(), PassengerType::Adult, rng)
}

fn add_children(members: &mut Vec<Member>, count: usize, rng: &mut impl RngExt) {
    for _ in 0..count {
        let kind = if chance(14, rng) { PassengerType::Infant } else { PassengerType::Child };
        let (pool, name) = (members[0].pool, members[0].family.clone());
        members.push(person(pool, Some(&name), kind, rng));
    }
}

/// Draws given names again until all names of the party differ.
fn set_apart(members: &mut [Member], rng: &mut impl RngExt) {
    for at in 1..members.len() {
        let (before, rest) = members.split_at_mut(at);
        let member = &mut rest[0];
        while before.iter().any(|other| other.given == member.given && other.family == member.family) {
            member.given = given(member.pool, chance(50, rng), rng);
        }
    }
}

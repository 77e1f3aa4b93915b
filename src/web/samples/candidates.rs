//! Samples of candidates.

use super::{at, decided, head, id, leg};
use crate::domain::actor::Role;
use crate::domain::id::MatchId;
use crate::domain::matching::{Basis, Evidence, MatchState};
use crate::domain::post::Network;
use crate::store::view::MaskedName;
use crate::store::view::candidates::{
    CandidateFilter, CandidateLine, CandidateView, CandidatesView, Closing, PostShown, Rival, StateCount,
};

/// A page of the list under a filter.
pub fn list(filter: CandidateFilter) -> CandidatesView {
    let counts = MatchState::ALL.iter().zip([203, 142, 88, 31, 19, 3]);
    let fits = |line: &CandidateLine| {
        let (low, high) = filter.band.map_or((0.0, 2.0), crate::store::view::candidates::Band::range);
        filter.state.is_none_or(|state| state == line.state) && (low..high).contains(&line.probability)
    };
    let lines: Vec<_> = all().iter().map(line).filter(fits).collect();
    let plain = filter == CandidateFilter::default();
    CandidatesView {
        head: head(),
        counts: counts.map(|(state, count)| StateCount { state: *state, count }).collect(),
        total: if plain { 486 } else { lines.len() as u64 },
        next: plain.then(|| "0.9731~0195".to_owned()),
        lines,
        filter,
        read_at: super::now(),
    }
}

/// Until when a sample traveller can be met; one of them at the arrival.
pub(super) fn closing(view: &CandidateView) -> Closing {
    Closing {
        at: view.departs_at - chrono::Duration::minutes(15),
        at_arrival: view.post.network == Network::X,
        zone: view.zone,
    }
}

fn line(view: &CandidateView) -> CandidateLine {
    CandidateLine {
        id: view.id,
        state: view.state,
        probability: view.probability,
        weight: view.weight,
        network: view.post.network,
        handle: view.post.handle.clone(),
        language: view.post.language.clone(),
        text: view.post.text.clone(),
        posted_at: view.post.created_at,
        traveller: view.traveller.clone(),
        leg: view.leg.clone(),
        departs_at: view.departs_at,
        closing: closing(view),
        zone: view.zone,
        taken: taken(view),
    }
}

/// One sample is mine, one a colleague's.
fn taken(view: &CandidateView) -> Option<crate::domain::review::Lease> {
    let by = match view.post.network {
        Network::Mastodon => super::review::ME,
        Network::X => crate::domain::actor::Actor::simulated(Role::Approver),
        _ => return None,
    };
    Some(super::review::lease(&by))
}

fn evidence(pieces: &[(&str, &str, f64)]) -> Vec<Evidence> {
    let piece = |(comparison, level, weight): &(&str, &str, f64)| Evidence {
        comparison: (*comparison).to_owned(),
        level: (*level).to_owned(),
        weight: *weight,
    };
    pieces.iter().map(piece).collect()
}

struct Written<'a> {
    network: Network,
    handle: &'a str,
    name: Option<&'a str>,
    text: &'a str,
    language: &'a str,
}

fn candidate(number: u128, post: &Written<'_>, booked: (&str, &str), pieces: &[(&str, &str, f64)]) -> CandidateView {
    let weight: f64 = pieces.iter().map(|piece| piece.2).sum();
    CandidateView {
        head: head(),
        id: MatchId(id(number)),
        state: MatchState::Suggested,
        probability: 1.0 / (1.0 + (-weight).exp2()),
        weight,
        evidence: evidence(pieces),
        basis: Basis::MentionedUs,
        facts: Vec::new(),
        post: PostShown {
            network: post.network,
            url: Some(format!("https://social.example/{}/{number}", post.handle)),
            handle: post.handle.to_owned(),
            display_name: post.name.map(str::to_owned),
            created_at: at(6, 12),
            text: post.text.to_owned(),
            language: Some(post.language.to_owned()),
        },
        traveller: MaskedName::of(booked.0, booked.1),
        leg: leg(1613, "VCE"),
        departs_at: at(7, 15),
        zone: chrono_tz::Europe::Amsterdam,
        gate: Some("B16".to_owned()),
        decision: None,
        rivals: Vec::new(),
    }
}

/// All sample candidates in full, surest first.
pub fn all() -> Vec<CandidateView> {
    let mut sanne = candidate(
        101,
        &Written {
            network: Network::Bluesky,
            handle: "sanne.example",
            name: Some("Sanne de Vries"),
            text: "Off to hike the Dolomites! KL1613 from Schiphol in an hour, boots already on 🥾\n\nFirst real holiday in three years.",
            language: "en",
        },
        ("Sanne", "de Vries"),
        &[
            ("prior", "share of authors on board, per passenger", -19.0),
            ("name", "exact, rare surname", 12.4),
            ("flight", "designator and date", 15.2),
            ("route", "origin and destination", 3.1),
            ("home town", "same town", 2.6),
            ("language", "English instead", -0.7),
        ],
    );
    sanne.state = MatchState::Confirmed;
    sanne.basis = Basis::OptedIn;
    sanne.facts = vec!["hiking".to_owned(), "first_holiday".to_owned()];
    sanne.decision = Some(decided(Role::Planner, at(6, 20)));
    let mut kenta = candidate(
        102,
        &Written {
            network: Network::Mastodon,
            handle: "kenta@travel.example",
            name: Some("健太"),
            text: "明日のKL861で帰国。アムステルダムでスケッチ三昧の一週間、最高でした!",
            language: "ja",
        },
        ("Kenta", "Mori"),
        &[
            ("prior", "share of authors on board, per passenger", -19.0),
            ("name", "another spelling", 6.1),
            ("flight", "designator and date", 14.8),
            ("handle", "full name", 5.2),
            ("language", "same", 3.9),
        ],
    );
    kenta.facts = vec!["drawing".to_owned()];
    (kenta.leg, kenta.departs_at, kenta.gate) = (leg(861, "NRT"), at(10, 15), Some("F7".to_owned()));
    let mut jan = candidate(
        103,
        &Written {
            network: Network::Bluesky,
            handle: "jansen.example",
            name: Some("J. Jansen"),
            text: "Zit al bij de gate voor Berlijn, koffie in de hand. Iemand tips voor een goede platenzaak?",
            language: "nl",
        },
        ("Jan", "Jansen"),
        &[
            ("prior", "share of authors on board, per passenger", -19.0),
            ("name", "initial and surname", 4.3),
            ("route", "destination", 7.9),
            ("handle", "full name", 4.6),
            ("date", "posted earlier", 0.0),
        ],
    );
    jan.state = MatchState::Ambiguous;
    jan.facts = vec!["music".to_owned()];
    (jan.leg, jan.departs_at, jan.gate) = (leg(1823, "BER"), at(8, 30), None);
    let rival = |number, given: &str, weight: f64| Rival {
        id: MatchId(id(number)),
        traveller: MaskedName::of(given, "Jansen"),
        leg: leg(1823, "BER"),
        probability: 1.0 / (1.0 + (-weight).exp2()),
        weight,
    };
    jan.rivals = vec![rival(110, "Joke", -2.2), rival(111, "Jeroen Pieter", -2.9)];
    let mut lucia = candidate(
        104,
        &Written {
            network: Network::X,
            handle: "lucia_viaja",
            name: None,
            text: "¡Por fin! Mañana vuelo a Madrid con @klm.example para ver a mi abuela ❤️ <b>qué ganas</b>",
            language: "es",
        },
        ("Lucía", "Fernández Gil"),
        &[
            ("prior", "share of authors on board, per passenger", -19.0),
            ("name", "given name only", 5.0),
            ("route", "either end named", 8.4),
            ("handle", "full name", 7.7),
            ("language", "same", 2.2),
        ],
    );
    (lucia.leg, lucia.departs_at, lucia.gate) = (leg(1699, "MAD"), at(8, 45), Some("C14".to_owned()));
    lucia.basis = Basis::GaveHandle;
    let mut max = candidate(
        105,
        &Written {
            network: Network::Webhook,
            handle: "max.auf.reisen",
            name: Some("Max"),
            text: "Gate D44 nach Barcelona. Hab natürlich mein Nackenkissen zu Hause vergessen 🙈",
            language: "de",
        },
        ("Maximilian", "Weber"),
        &[
            ("prior", "share of authors on board, per passenger", -19.0),
            ("name", "nickname", 4.8),
            ("flight", "designator only", 10.3),
            ("home town", "another town", -1.9),
        ],
    );
    max.state = MatchState::Rejected;
    max.decision = Some(decided(Role::Approver, at(7, 30)));
    (max.leg, max.departs_at, max.gate) = (leg(1669, "BCN"), at(10, 40), Some("D44".to_owned()));
    let mut all = vec![sanne, kenta, jan, lucia, max];
    all.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    all
}

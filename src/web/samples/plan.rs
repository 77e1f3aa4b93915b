//! Samples of a plan.

use super::{at, decided, head, id, leg, sketchbook, stroopwafels, trail_watch, travel_pillow};
use crate::domain::actor::Role;
use crate::domain::approval::TurnDown;
use crate::domain::gift::{GiftState, ScoreParts};
use crate::domain::id::{GiftId, MatchId, PlanId};
use crate::domain::language::Language;
use crate::store::view::board::ReasonCount;
use crate::store::view::plan::{CapUsed, NotChosenLine, PlanLine, PlanShown, PlanView};
use crate::store::view::{CapUnit, MaskedName, Names};

/// A plan.
pub fn plan() -> PlanView {
    let used = |cap: &str, unit, gift, limit, used| CapUsed { cap: cap.to_owned(), unit, gift, limit, used };
    let other = |given: &str, family: &str, number, to: &str, why: &[&str]| NotChosenLine {
        from_match: MatchId(id(101)),
        traveller: MaskedName::of(given, family),
        leg: leg(number, to),
        why: why.iter().map(|why| (*why).to_owned()).collect(),
    };
    let shown = PlanShown {
        id: PlanId(id(900)),
        made_at: at(5, 40),
        seed: 42,
        value: 38_412,
        upper_bound: 38_486,
        gap: 0.001_923,
        cost_minor: 168_270,
        hold_out: 14,
        caps: vec![
            used("money", CapUnit::Money, None, 250_000, 168_270),
            used("money:day", CapUnit::Money, None, 90_000, 79_500),
            used("team_minutes", CapUnit::Minutes, None, 960, 504),
            used("stock:trail-watch", CapUnit::Pieces, Some(trail_watch()), 12, 11),
            used("stock:stroopwafels", CapUnit::Pieces, Some(stroopwafels()), 40, 18),
        ],
        gifts_total: 61,
        gifts: gifts(),
        gifts_next: Some("498~0195".to_owned()),
        not_chosen_total: 81,
        not_chosen_why: [
            ("cap:money:day", 31),
            ("cap:stock:trail-watch", 18),
            ("hold_out", 14),
            ("rule:liquids", 9),
            ("too_late", 6),
            ("open_complaint", 3),
        ]
        .map(|(reason, count)| ReasonCount { reason: reason.to_owned(), count })
        .to_vec(),
        not_chosen: vec![
            other("Ana", "Costa", 1699, "MAD", &["cap:stock:trail-watch"]),
            other("Bram", "Visser", 1001, "LHR", &["hold_out"]),
            other("Claudia", "Bauer", 1823, "BER", &["rule:liquids", "cap:money:day"]),
            other("Dai", "Tanaka", 861, "NRT", &["too_late"]),
        ],
        not_chosen_next: Some("0195".to_owned()),
    };
    PlanView { head: head(), plan: Some(shown) }
}

type Line<'a> = (&'a str, &'a str, Language, u16, &'a str, Names, i64, [i64; 6], &'a [&'a str], GiftState);

fn gifts() -> Vec<PlanLine> {
    let lines: [Line<'_>; 6] = [
        (
            "Sanne",
            "de Vries",
            Language::Nl,
            1613,
            "VCE",
            trail_watch(),
            4_900,
            [410, 0, 220, 90, 60, 32],
            &["hiking", "first_holiday"],
            GiftState::HandedOver,
        ),
        (
            "Kenta",
            "Mori",
            Language::Ja,
            861,
            "NRT",
            sketchbook(),
            2_450,
            [380, 0, 160, 120, 55, 28],
            &["drawing"],
            GiftState::Approved,
        ),
        (
            "Lucía",
            "Fernández Gil",
            Language::Es,
            1699,
            "MAD",
            stroopwafels(),
            1_250,
            [210, 180, 90, 140, 50, 20],
            &["family"],
            GiftState::PickedUp,
        ),
        (
            "Tom",
            "Okafor",
            Language::En,
            643,
            "JFK",
            travel_pillow(),
            2_995,
            [260, 0, 230, 80, 42, 24],
            &[],
            GiftState::Proposed,
        ),
        (
            "Greta",
            "Schulz",
            Language::De,
            1823,
            "BER",
            stroopwafels(),
            1_250,
            [190, 140, 40, 140, 48, 21],
            &["birthday"],
            GiftState::HandedOver,
        ),
        (
            "Ida",
            "Holm",
            Language::En,
            1129,
            "CPH",
            trail_watch(),
            4_900,
            [300, 0, 120, 60, 0, 18],
            &["running"],
            GiftState::Withdrawn,
        ),
    ];
    lines.into_iter().zip(300..).map(|(line, number)| gift(line, number)).collect()
}

fn gift(line: Line<'_>, number: u128) -> PlanLine {
    let (given, family, language, flight, to, gift, cost_minor, parts, facts, state) = line;
    let [relevance, occasion, use_on_trip, effort_benefit, feasibility, confidence] = parts;
    PlanLine {
        id: GiftId(id(number)),
        from_match: MatchId(id(number - 199)),
        traveller: MaskedName::of(given, family),
        language,
        leg: leg(flight, to),
        gift,
        cost_minor,
        parts: ScoreParts { relevance, occasion, use_on_trip, effort_benefit, feasibility, confidence, value: 40 },
        facts: facts.iter().map(|fact| (*fact).to_owned()).collect(),
        state,
        idea: "trail-watch".to_owned(),
        turned_down: (number == 303).then_some(TurnDown::WrongGift),
        approval: (state != GiftState::Proposed).then(|| decided(Role::Approver, at(6, 2))),
    }
}

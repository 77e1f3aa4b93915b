//! Samples of what waits for approval, of changes to a plan, and of gift ideas for one person.

use super::{at, follow_ups, head, id, leg, now, stroopwafels, trail_watch};
use crate::domain::approval::{Reminder, TurnDown};
use crate::domain::gift::{GiftState, ScoreParts};
use crate::domain::id::{GiftId, MatchId, TravellerId};
use crate::domain::language::Language;
use crate::domain::matching::{Basis, Evidence, MatchState};
use crate::domain::plan::WishKind;
use crate::domain::risk::{Hazard, HazardKind, Risk};
use crate::services::views::{ChangeLine, Changes, ClashShown};
use crate::store::view::MaskedName;
use crate::store::view::approvals::{
    ApprovalLine, ApprovalsView, Draw, GiftIdeasView, IdeaLine, Named, PlanDesk, TogetherGroup, WishLine,
};
use crate::store::view::follow_ups::FollowUpFilter;

fn parts(points: [i64; 6]) -> ScoreParts {
    let [relevance, occasion, use_on_trip, effort_benefit, feasibility, confidence] = points;
    ScoreParts { relevance, occasion, use_on_trip, effort_benefit, feasibility, confidence, value: 0 }
}

fn line(number: u128, minutes: i64) -> ApprovalLine {
    let evidence = |comparison: &str, level: &str, weight| Evidence {
        comparison: comparison.to_owned(),
        level: level.to_owned(),
        weight,
    };
    let closes_at = now() + chrono::TimeDelta::minutes(minutes);
    ApprovalLine {
        id: GiftId(id(number)),
        from_match: MatchId(id(101)),
        content_hash: "0".repeat(64),
        traveller: MaskedName::of("Sanne", "de Vries"),
        language: Language::Nl,
        leg: leg(1613, "VCE"),
        station: "AMS".to_owned(),
        zone: chrono_tz::Europe::Amsterdam,
        closes_at,
        reminder: Reminder::of(closes_at, now()),
        idea: "stroopwafels".to_owned(),
        gift: stroopwafels(),
        cost_minor: 436,
        parts: parts([260, 0, 220, 60, 90, 55]),
        facts: vec!["food".to_owned()],
        probability: 0.9987,
        evidence: vec![
            evidence("registered handle", "given, use agreed", 9.4),
            evidence("flight", "designator only", 6.1),
            evidence("date", "a day off", -1.2),
        ],
        basis: Basis::OptedIn,
        have: 0,
        needed: 1,
        is_own: false,
        said_yes: false,
        turned_down: None,
    }
}

/// The queue.
pub fn queue() -> ApprovalsView {
    let dear = ApprovalLine {
        gift: trail_watch(),
        cost_minor: 10_769,
        have: 1,
        needed: 2,
        said_yes: true,
        facts: Vec::new(),
        ..line(602, 48)
    };
    let own = ApprovalLine { is_own: true, turned_down: Some(TurnDown::TooDear), ..line(603, 84) };
    let posts = follow_ups::list(FollowUpFilter::default()).lines;
    ApprovalsView {
        head: head(),
        read_at: now(),
        total: 7,
        without_window: 1,
        urgent: 3,
        gifts: vec![line(600, -2), line(601, 21), dear, own, line(604, 240)],
        next: Some("1741076640000000_0195".to_owned()),
        together: vec![TogetherGroup {
            idea: "stroopwafels".to_owned(),
            gift: stroopwafels(),
            reason: "food".to_owned(),
            facts: vec!["food".to_owned()],
            count: 2,
            cost_minor: 872,
        }],
        posts,
        posts_total: 12,
    }
}

/// What the plan page shows beside the plan.
pub fn desk() -> PlanDesk {
    let wish = |kind, gift: bool| WishLine {
        from_match: MatchId(id(101)),
        traveller: MaskedName::of("Ana", "Costa"),
        leg: leg(1699, "MAD"),
        kind,
        idea: gift.then(|| "trail-watch".to_owned()),
        gift: gift.then(trail_watch),
    };
    PlanDesk {
        wishes: vec![wish(WishKind::Pin, true), wish(WishKind::Exclude, true), wish(WishKind::Exclude, false)],
        drafts: 12,
        draw: Some(Draw { held_out: 14, first_at: at(5, 40), last_at: at(6, 20) }),
    }
}

/// Who comes in and who goes out.
pub fn changes() -> Changes {
    let change = |from: bool, to: bool| ChangeLine {
        from_match: MatchId(id(101)),
        traveller: MaskedName::of("Tom", "Okafor"),
        leg: leg(643, "JFK"),
        from: from.then(stroopwafels),
        to: to.then(trail_watch),
    };
    let lines = vec![change(false, true), change(true, false), change(true, true)];
    Changes { come_in: 1, go_out: 1, differ: 1, lines }
}

/// Why there is no plan.
pub fn clash() -> ClashShown {
    let pinned = Named {
        traveller: TravellerId(id(1)),
        name: MaskedName::of("Ana", "Costa"),
        from_match: MatchId(id(101)),
        leg: leg(1699, "MAD"),
    };
    let reasons = ["cap:stock:trail-watch", "rule:liquids", "wish:excluded"].map(str::to_owned);
    ClashShown { reasons: reasons.into(), pinned: vec![pinned], proven: true }
}

/// Everything that can go wrong at once.
fn all_hazards() -> Risk {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let hazard = |kind: &HazardKind| {
        let (points, figure, what) = match kind {
            HazardKind::Time => (26, Some(7), Vec::new()),
            HazardKind::GateUnknown => (10, None, Vec::new()),
            HazardKind::Liquids => (20, Some(750), Vec::new()),
            HazardKind::Bulky => (10, Some(48), Vec::new()),
            HazardKind::Heavy => (10, Some(2_400), Vec::new()),
            HazardKind::Allergens => (15, None, words(&["dairy", "gluten"])),
            HazardKind::Customs => (15, None, words(&["plants"])),
            HazardKind::Age => (15, Some(18), Vec::new()),
            HazardKind::Stock => (20, Some(1), Vec::new()),
            HazardKind::Price => (15, Some(2), Vec::new()),
            HazardKind::OldFact => (10, Some(9), words(&["hiking"])),
            HazardKind::Person => (25, Some(98), Vec::new()),
        };
        Hazard { kind: *kind, points, figure, what }
    };
    Risk::of(HazardKind::ALL.iter().map(hazard).collect())
}

/// Gift ideas for one person: open, held out, with a gift, and not confirmed.
pub fn ideas() -> Vec<GiftIdeasView> {
    let idea = |slug: &str, points: Option<[i64; 6]>, forbidden: &[&str], is_note| IdeaLine {
        slug: slug.to_owned(),
        gift: if is_note { stroopwafels() } else { trail_watch() },
        cost_minor: if is_note { 0 } else { 4_900 },
        effort_minutes: 12,
        left: 3,
        stock: 5,
        parts: points.map(parts),
        risk: points.map(|_| if is_note { Risk::default() } else { all_hazards() }),
        facts: if is_note { Vec::new() } else { vec!["hiking".to_owned()] },
        forbidden: forbidden.iter().map(|code| (*code).to_owned()).collect(),
        is_note,
        to_add: false,
    };
    let open = GiftIdeasView {
        head: head(),
        id: MatchId(id(101)),
        state: MatchState::Confirmed,
        probability: 0.9987,
        traveller: Some(MaskedName::of("Sanne", "de Vries")),
        leg: Some(leg(1613, "VCE")),
        closes_at: Some(at(9, 5)),
        zone: chrono_tz::Europe::Amsterdam,
        facts: vec!["hiking".to_owned(), "food".to_owned()],
        person: Vec::new(),
        held_out: false,
        has: None,
        ideas: vec![
            idea("trail-watch", Some([410, 0, 220, 90, 60, 32]), &[], false),
            idea("just-a-note", Some([0, 0, 20, 30, 20, 10]), &[], true),
            idea("sparkling-two", None, &["rule:liquids", "rule:no_reason"], false),
        ],
    };
    let held = GiftIdeasView { held_out: true, ..open.clone() };
    let mut bare = open.clone();
    bare.ideas[1].to_add = true;
    let gone = GiftIdeasView {
        traveller: None,
        leg: None,
        closes_at: None,
        person: vec!["tact:no_window".to_owned()],
        ideas: vec![idea("trail-watch", None, &[], false)],
        facts: Vec::new(),
        ..open.clone()
    };
    let has = GiftIdeasView { has: Some((trail_watch(), GiftState::Proposed)), ..open.clone() };
    let suggested = GiftIdeasView { state: MatchState::Suggested, ..open.clone() };
    vec![open, held, gone, has, suggested, bare]
}

//! Rounds for deliveries with instants and gates: what the services plan with.
//!
//! Invariant: every delivery is in a round or left out with a reason, and a planned hand-over lies inside its window.

use serde::{Deserialize, Serialize};

use super::answer::Stop;
use super::frame::Frame;
use super::solve::{replan, solve};
use super::station::{StationWarning, Walks};
use crate::domain::instant::{Instant, TimeWindow};

/// A gift to hand over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryToPlan {
    /// The caller's key.
    pub id: String,
    /// Gate, where known.
    pub gate: Option<String>,
    /// Pier, where known.
    pub pier: Option<String>,
    /// The hand-over starts and ends inside.
    pub window: TimeWindow,
    /// Seconds the hand-over takes.
    pub takes_seconds: i64,
    /// What it is worth, such as the gift's score.
    pub prize: i64,
    /// How much of the courier's capacity it takes.
    pub load: i64,
    /// When it can be taken from the desk, where that is later than now.
    pub ready_at: Option<Instant>,
}

/// A member of staff who hands over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourierOnDuty {
    /// The caller's key.
    pub id: String,
    /// Named place or gate where the courier is when the shift begins, or now.
    pub starts_at: String,
    /// Named place or gate where the round ends.
    pub ends_at: String,
    /// The shift.
    pub shift: TimeWindow,
    /// Sum of loads of one trip.
    pub capacity: i64,
    /// Deliveries already in the courier's bag, in the order promised.
    pub carries: Vec<String>,
    /// Named place where the courier fetches everything else, as often as need be; without one, all at the start.
    pub desk: Option<String>,
}

/// Rounds with instants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct PlannedRounds {
    /// One for each courier, in the order given.
    pub rounds: Vec<PlannedRound>,
    /// Deliveries left out, in the order given.
    pub left_out: Vec<LeftOut>,
    /// Sum of prizes.
    pub prize: i64,
    /// What the station map did not know.
    pub warnings: Vec<StationWarning>,
}

/// A courier's round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedRound {
    /// The courier.
    pub courier: String,
    /// Hand-overs in order.
    pub hand_overs: Vec<PlannedHandOver>,
    /// When the courier is at the end place.
    pub ends_at: Instant,
}

/// One hand-over of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedHandOver {
    /// The delivery.
    pub delivery: String,
    /// Where, for people.
    pub spot: String,
    /// When the courier is there.
    pub arrives_at: Instant,
    /// When the hand-over starts.
    pub starts_at: Instant,
    /// When it is over.
    pub leaves_at: Instant,
    /// Where a trip begins here: when the courier leaves the desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaves_desk_at: Option<Instant>,
}

/// A delivery that is in no round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The delivery.
    pub delivery: String,
    /// Why, for people.
    pub why: String,
}

/// Plans rounds for today's deliveries. Deterministic for the same input, seed and [`Stop::Iterations`].
pub fn plan_rounds(
    deliveries: &[DeliveryToPlan],
    couriers: &[CourierOnDuty],
    walks: &Walks,
    now: Instant,
    stop: &Stop<'_>,
    seed: u64,
) -> PlannedRounds {
    let frame = Frame::new(deliveries, couriers, walks, now);
    let answer = solve(&frame.problem, stop, seed);
    frame.back(&answer, deliveries, couriers)
}

/// Plans again from rounds people already have; `move_penalty` in prize for each delivery that changes hands (see
/// [`replan`]).
#[expect(clippy::too_many_arguments, reason = "the arguments of `plan_rounds` plus the two that make it a re-plan")]
pub fn replan_rounds(
    deliveries: &[DeliveryToPlan],
    couriers: &[CourierOnDuty],
    current: &PlannedRounds,
    move_penalty: i64,
    walks: &Walks,
    now: Instant,
    stop: &Stop<'_>,
    seed: u64,
) -> PlannedRounds {
    let frame = Frame::new(deliveries, couriers, walks, now);
    let known = frame.known(current, deliveries, couriers);
    let answer = replan(&frame.problem, &known, move_penalty, stop, seed);
    frame.back(&answer, deliveries, couriers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rounds::station::StationMap;

    fn at(clock: &str) -> Instant {
        format!("2025-03-04T{clock}Z").parse().expect("an instant")
    }

    fn walks() -> Walks {
        let map = StationMap::parse(include_str!("../../campaigns/stations/AMS.toml")).expect("a map");
        Walks::new(map).expect("walks")
    }

    fn delivery(id: &str, gate: &str, opens: &str, closes: &str) -> DeliveryToPlan {
        DeliveryToPlan {
            id: id.into(),
            gate: Some(gate.into()),
            pier: None,
            window: TimeWindow { opens_at: at(opens), closes_at: at(closes) },
            takes_seconds: 120,
            prize: 100,
            load: 1,
            ready_at: None,
        }
    }

    fn courier(id: &str) -> CourierOnDuty {
        CourierOnDuty {
            id: id.into(),
            starts_at: "desk".into(),
            ends_at: "desk".into(),
            shift: TimeWindow { opens_at: at("06:00:00"), closes_at: at("14:00:00") },
            capacity: 10,
            carries: vec![],
            desk: None,
        }
    }

    const STOP: Stop<'static> = Stop::Iterations(200);

    #[test]
    fn hand_overs_lie_inside_their_windows_and_the_rest_has_a_reason() {
        let deliveries = [
            delivery("a", "D4", "08:00:00.5", "08:25:00"),
            delivery("b", "E24", "08:30:00", "08:55:00.9"),
            delivery("gone", "B3", "06:00:00", "06:30:00"),
            delivery("tight", "B3", "08:00:00", "08:01:00"),
            delivery("far", "D59", "07:30:00", "07:33:00"),
        ];
        let plan = plan_rounds(&deliveries, &[courier("c")], &walks(), at("07:30:00.25"), &STOP, 1);
        assert_eq!(plan.prize, 200);
        for hand_over in &plan.rounds[0].hand_overs {
            let window = deliveries.iter().find(|one| one.id == hand_over.delivery).expect("known").window;
            assert!(window.contains(hand_over.starts_at) && window.contains(hand_over.leaves_at), "{hand_over:?}");
        }
        let why: Vec<(&str, &str)> =
            plan.left_out.iter().map(|left| (left.delivery.as_str(), left.why.as_str())).collect();
        assert_eq!(
            why,
            [
                ("gone", "its window has closed"),
                ("tight", "what is left of its window is shorter than the hand-over"),
                ("far", "window closes before anyone can be there"),
            ]
        );
    }

    #[test]
    fn what_a_courier_carries_stays_with_that_courier() {
        let deliveries = [delivery("a", "D4", "08:00:00", "09:25:00"), delivery("b", "M1", "08:00:00", "09:25:00")];
        let mut second = courier("d");
        second.carries = vec!["b".into(), "a".into(), "unknown".into()];
        let mut third = courier("e");
        third.carries = vec!["a".into()];
        let plan = plan_rounds(&deliveries, &[courier("c"), second, third], &walks(), at("07:30:00"), &STOP, 1);
        let carried: Vec<&str> = plan.rounds[1].hand_overs.iter().map(|one| one.delivery.as_str()).collect();
        assert_eq!(carried, ["b", "a"]);
    }

    #[test]
    fn a_courier_with_time_between_gates_comes_by_the_desk() {
        let deliveries = [delivery("a", "D4", "08:00:00", "08:25:00"), delivery("b", "D4", "10:00:00", "10:25:00")];
        let mut with_desk = courier("c");
        let direct = plan_rounds(&deliveries, &[with_desk.clone()], &walks(), at("07:30:00"), &STOP, 1);
        assert_eq!(direct.rounds[0].hand_overs[1].leaves_desk_at, None);
        with_desk.desk = Some("desk".into());
        let plan = plan_rounds(&deliveries, &[with_desk.clone()], &walks(), at("07:30:00"), &STOP, 1);
        let leaves = plan.rounds[0].hand_overs[1].leaves_desk_at.expect("a second trip");
        assert!(leaves > at("09:30:00") && leaves < at("10:00:00"), "{leaves}");
        assert_eq!(plan.rounds[0].hand_overs[1].arrives_at, at("10:00:00"));
        // What is in hand stays in hand.
        with_desk.carries = vec!["a".into(), "b".into()];
        let plan = plan_rounds(&deliveries, &[with_desk], &walks(), at("07:30:00"), &STOP, 1);
        assert_eq!(plan.rounds[0].hand_overs[1].leaves_desk_at, None);
    }

    #[test]
    fn a_gift_that_is_not_ready_waits_at_the_desk() {
        let mut late = delivery("late", "D4", "08:00:00", "09:00:00");
        late.ready_at = Some(at("08:40:00"));
        let deliveries = [delivery("soon", "D4", "08:00:00", "08:25:00"), late];
        let mut one = courier("c");
        let plan = |courier: &CourierOnDuty| {
            plan_rounds(&deliveries, std::slice::from_ref(courier), &walks(), at("07:30:00"), &STOP, 1)
        };
        assert_eq!(plan(&one).prize, 100);
        one.desk = Some("desk".into());
        let plan = plan(&one);
        assert_eq!(plan.prize, 200);
        assert!(plan.rounds[0].hand_overs[1].leaves_desk_at.is_some_and(|leaves| leaves >= at("08:40:00")));
    }

    #[test]
    fn a_re_plan_without_news_moves_nobody() {
        let deliveries: Vec<DeliveryToPlan> = (0..12)
            .map(|number| delivery(&format!("g{number}"), &format!("D{}", 2 + number), "08:00:00", "10:00:00"))
            .collect();
        let couriers = [courier("c"), courier("d")];
        let plan = plan_rounds(&deliveries, &couriers, &walks(), at("07:30:00"), &STOP, 1);
        let again = replan_rounds(&deliveries, &couriers, &plan, 15, &walks(), at("07:31:00"), &STOP, 2);
        let who = |plan: &PlannedRounds| {
            let mut who: Vec<(String, String)> = plan
                .rounds
                .iter()
                .flat_map(|round| round.hand_overs.iter().map(|one| (one.delivery.clone(), round.courier.clone())))
                .collect();
            who.sort();
            who
        };
        assert_eq!(plan.prize, 1200);
        assert_eq!(who(&plan), who(&again));
    }

    #[test]
    fn nothing_to_do_is_no_fault() {
        let plan = plan_rounds(&[], &[courier("c")], &walks(), at("07:30:00"), &STOP, 1);
        assert!(plan.rounds[0].hand_overs.is_empty());
        let plan = plan_rounds(&[delivery("a", "D4", "08:00:00", "08:25:00")], &[], &walks(), at("07:30:00"), &STOP, 1);
        assert_eq!(plan.left_out[0].why, "no courier is planned");
    }
}

//! Until when a traveller of a leg can be met: at the gate, or after the arrival where the campaign hands over there only.

use chrono::Duration;

use super::candidates::{Closing, HandOverAt};
use crate::domain::instant::Instant;
use crate::domain::station::zone_of;

/// The times of a leg that a hand-over hangs on.
pub(super) struct LegTimes<'a> {
    pub(super) origin: &'a str,
    pub(super) destination: &'a str,
    pub(super) scheduled: Instant,
    pub(super) estimated: Option<Instant>,
    pub(super) gate_closes: Option<Instant>,
    pub(super) arrives: Option<Instant>,
}

impl LegTimes<'_> {
    /// Until when travellers can be met: at the gate where the campaign hands over at the departure, else after the arrival
    /// where it does so there.
    pub(super) fn closing(&self, hand_over: &HandOverAt) -> Closing {
        let is_at = |stations: &[String], station: &str| stations.iter().any(|one| one == station);
        let arrives = self
            .arrives
            .filter(|_| !is_at(&hand_over.departures, self.origin) && is_at(&hand_over.arrivals, self.destination));
        match arrives {
            Some(arrives) => Closing {
                at: arrives + Duration::minutes(hand_over.closes_after_arrival),
                at_arrival: true,
                zone: zone_of(self.destination),
            },
            None => Closing { at: self.gate_closes(), at_arrival: false, zone: zone_of(self.origin) },
        }
    }

    /// As told, moved with a delay; a quarter of an hour before the departure where nothing is told.
    fn gate_closes(&self) -> Instant {
        let leaves_at = self.estimated.unwrap_or(self.scheduled);
        let usual = leaves_at - Duration::minutes(15);
        let delay = (leaves_at - self.scheduled).max(Duration::zero());
        self.gate_closes.map_or(usual, |told| (told + delay).min(leaves_at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn travellers_are_met_at_the_gate_or_else_where_they_arrive() {
        let at = |text: &str| text.parse::<Instant>().expect("an instant");
        let times = |origin: &'static str, destination: &'static str, arrives| LegTimes {
            origin,
            destination,
            scheduled: at("2025-03-04T08:00:00Z"),
            estimated: Some(at("2025-03-04T08:20:00Z")),
            gate_closes: Some(at("2025-03-04T07:45:00Z")),
            arrives,
        };
        let here = vec!["AMS".to_owned()];
        let both = HandOverAt { departures: here.clone(), arrivals: here.clone(), closes_after_arrival: 25 };
        let landed = Some(at("2025-03-04T10:00:00Z"));
        let gate = times("AMS", "VCE", landed).closing(&both);
        assert_eq!((gate.at, gate.at_arrival), (at("2025-03-04T08:05:00Z"), false));
        let inbound = times("VCE", "AMS", landed).closing(&both);
        assert_eq!((inbound.at, inbound.at_arrival), (at("2025-03-04T10:25:00Z"), true));
        assert_eq!(inbound.zone, zone_of("AMS"));
        // Without a time of arrival, or without hand-overs there, the gate is all that is known.
        assert!(!times("VCE", "AMS", None).closing(&both).at_arrival);
        let departures_only = HandOverAt { departures: here, ..HandOverAt::default() };
        assert!(!times("VCE", "AMS", landed).closing(&departures_only).at_arrival);
    }
}

//! `delivery-list.csv`: who brings what to which gate, for printing and for phones without signal.
//!
//! Only what gate staff may see: first name, seat, gift, one line of greeting; never the post, never a family name.

use std::borrow::Cow;
use std::io::{self, Write};

use chrono::{DateTime, SecondsFormat};
use chrono_tz::Tz;

use super::cells::write_csv;
use crate::domain::instant::{Instant, TimeWindow};

/// One hand-over of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryRow {
    /// When the hand-over starts; none while nobody knows.
    pub planned_at: Option<Instant>,
    /// When it can be; none while nobody knows.
    pub window: Option<TimeWindow>,
    /// The station's zone: times are printed as clocks there show them.
    pub zone: Tz,
    /// The leg, such as `KL1613/2025-03-04/AMS-VCE`.
    pub leg: String,
    /// The gate, where one is known.
    pub gate: Option<String>,
    /// The pier, where one is known.
    pub pier: Option<String>,
    /// Walking minutes to the gate from where the list is read.
    pub walk_minutes: Option<i64>,
    /// The seat, where one is known.
    pub seat: Option<String>,
    /// First name.
    pub first_name: String,
    /// The gift's name in the staff's language.
    pub gift: String,
    /// Where it is now; none on a list made ahead of its day.
    pub lies: Option<GiftPlace>,
    /// Who brings it.
    pub courier: String,
    /// Language to greet in.
    pub language: String,
    /// What to say.
    pub greeting: String,
}

/// Where a gift is before it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GiftPlace {
    /// At the desk.
    Desk,
    /// With whoever brings it.
    Carried,
}

impl DeliveryRow {
    /// An instant as clocks at the station show it.
    pub fn local(&self, at: Instant) -> DateTime<Tz> {
        at.with_timezone(&self.zone)
    }
}

/// Columns of the list.
pub const DELIVERY_COLUMNS: [&str; 12] = [
    "planned_at",
    "window_opens_at",
    "window_closes_at",
    "leg",
    "gate",
    "pier",
    "seat",
    "first_name",
    "gift",
    "courier",
    "language",
    "greeting",
];

/// Writes the list in the order given.
pub fn write_delivery_list(output: impl Write, rows: &[DeliveryRow]) -> io::Result<()> {
    let known = |text: &Option<String>| text.clone().unwrap_or_default();
    let cells = rows.iter().map(|row| {
        let stamp = |at: Option<Instant>| {
            at.map_or_else(String::new, |at| row.local(at).to_rfc3339_opts(SecondsFormat::Secs, true))
        };
        let cells: [Cow<'_, str>; 12] = [
            stamp(row.planned_at).into(),
            stamp(row.window.map(|window| window.opens_at)).into(),
            stamp(row.window.map(|window| window.closes_at)).into(),
            Cow::from(&row.leg),
            known(&row.gate).into(),
            known(&row.pier).into(),
            known(&row.seat).into(),
            Cow::from(&row.first_name),
            Cow::from(&row.gift),
            Cow::from(&row.courier),
            Cow::from(&row.language),
            Cow::from(&row.greeting),
        ];
        cells
    });
    write_csv(output, DELIVERY_COLUMNS, cells)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::formats) fn row(first_name: &str, greeting: &str) -> DeliveryRow {
        let at = |text: &str| text.parse().expect("an instant");
        DeliveryRow {
            planned_at: Some(at("2025-03-04T05:40:00Z")),
            window: TimeWindow::new(at("2025-03-04T05:30:00Z"), at("2025-03-04T05:55:00Z")),
            zone: chrono_tz::Europe::Amsterdam,
            leg: "KL1613/2025-03-04/AMS-VCE".to_owned(),
            gate: Some("D4".to_owned()),
            pier: None,
            walk_minutes: Some(9),
            seat: Some("12A".to_owned()),
            first_name: first_name.to_owned(),
            gift: "A trail watch".to_owned(),
            lies: None,
            courier: "courier 1".to_owned(),
            language: "nl".to_owned(),
            greeting: greeting.to_owned(),
        }
    }

    #[test]
    fn the_list_has_the_promised_columns_and_local_times() {
        let mut bytes = Vec::new();
        write_delivery_list(&mut bytes, &[row("=Sanne", "Goede reis, Sanne")]).expect("memory can be written");
        let text = String::from_utf8(bytes).expect("UTF-8");
        let mut lines = text.lines();
        let header =
            "planned_at,window_opens_at,window_closes_at,leg,gate,pier,seat,first_name,gift,courier,language,greeting";
        assert_eq!(lines.next(), Some(header));
        let line = "2025-03-04T06:40:00+01:00,2025-03-04T06:30:00+01:00,2025-03-04T06:55:00+01:00,\
                    KL1613/2025-03-04/AMS-VCE,D4,,12A,'=Sanne,A trail watch,courier 1,nl,\"Goede reis, Sanne\"";
        assert_eq!(lines.next(), Some(line));
    }
}

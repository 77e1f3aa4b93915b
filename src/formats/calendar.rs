//! iCalendar (RFC 5545): hand-overs and posts as events. No name of a person stands in it.
//!
//! Lines end in CR LF, are folded at 75 octets, and texts are escaped, so that no text can begin a line of its own.

use std::fmt::Write as _;

use chrono::Duration;

use crate::domain::instant::Instant;

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEvent {
    /// Unique and the same in every reading of the feed.
    pub uid: String,
    /// When it starts.
    pub starts_at: Instant,
    /// When it ends.
    pub ends_at: Instant,
    /// What it is.
    pub summary: String,
    /// Where.
    pub place: String,
    /// Whether it is called off.
    pub cancelled: bool,
}

/// The calendar of a name.
pub fn write_calendar(name: &str, events: &[CalendarEvent], made_at: Instant) -> String {
    let mut out = String::new();
    let mut line = |text: &str| fold(&mut out, text);
    for text in
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//giftgate//giftgate//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    {
        line(text);
    }
    line(&format!("X-WR-CALNAME:{}", escaped(name)));
    line("REFRESH-INTERVAL;VALUE=DURATION:PT15M");
    for event in events {
        let ends_at = event.ends_at.max(event.starts_at + Duration::minutes(1));
        line("BEGIN:VEVENT");
        line(&format!("UID:{}", escaped(&event.uid)));
        line(&format!("DTSTAMP:{}", stamp(made_at)));
        line(&format!("DTSTART:{}", stamp(event.starts_at)));
        line(&format!("DTEND:{}", stamp(ends_at)));
        line(&format!("SUMMARY:{}", escaped(&event.summary)));
        if !event.place.is_empty() {
            line(&format!("LOCATION:{}", escaped(&event.place)));
        }
        line(if event.cancelled { "STATUS:CANCELLED" } else { "STATUS:CONFIRMED" });
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    out
}

fn stamp(at: Instant) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// TEXT of RFC 5545, 3.3.11.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for mark in text.chars() {
        match mark {
            '\\' | ';' | ',' => {
                safe.push('\\');
                safe.push(mark);
            }
            '\n' => safe.push_str("\\n"),
            mark if mark.is_control() => {}
            mark => safe.push(mark),
        }
    }
    safe
}

/// One content line, folded at 75 octets without cutting a character.
fn fold(out: &mut String, text: &str) {
    let mut octets = 0;
    for mark in text.chars() {
        if octets + mark.len_utf8() > 75 {
            out.push_str("\r\n ");
            octets = 1;
        }
        octets += mark.len_utf8();
        let _ = write!(out, "{mark}");
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn event(summary: &str) -> CalendarEvent {
        let at: Instant = "2025-03-04T06:20:00Z".parse().expect("an instant");
        CalendarEvent {
            uid: "1@giftgate".to_owned(),
            starts_at: at,
            ends_at: at + Duration::minutes(25),
            summary: summary.to_owned(),
            place: "AMS, D86".to_owned(),
            cancelled: false,
        }
    }

    #[test]
    fn an_event_has_the_lines_that_the_standard_wants() {
        let made_at = "2025-03-03T12:00:00Z".parse().expect("an instant");
        let text = write_calendar("Schiphol Surprise", &[event("Trail watch; KL1197")], made_at);
        for line in [
            "DTSTAMP:20250303T120000Z",
            "DTSTART:20250304T062000Z",
            "DTEND:20250304T064500Z",
            "LOCATION:AMS\\, D86",
            "SUMMARY:Trail watch\\; KL1197",
            "STATUS:CONFIRMED",
        ] {
            assert!(text.contains(&format!("{line}\r\n")), "{line} in {text}");
        }
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    }

    proptest! {
        #[test]
        fn no_text_begins_a_line_of_its_own_and_no_line_is_too_long(text in "\\PC{0,120}", more in "[\r\n;,:A-Z]{0,40}") {
            let made_at = "2025-03-03T12:00:00Z".parse().expect("an instant");
            let one = write_calendar("x", &[event(&format!("{text}{more}"))], made_at);
            let plain = write_calendar("x", &[event("y")], made_at);
            let starts = |text: &str| text.split("\r\n").filter(|line| !line.starts_with(' ')).count();
            prop_assert_eq!(starts(&one), starts(&plain));
            prop_assert!(one.split("\r\n").all(|line| line.len() <= 75));
            prop_assert!(!one.replace("\r\n", "").contains(['\r', '\n']));
        }
    }
}

//! How a state looks: a tone, a shape and its word, never colour alone.

use super::html::escape;
use super::locale::Texts;

/// Tone (a class) and shape (16 × 16 path) of a state.
const fn look(kind: &str, word: &str) -> (&'static str, &'static str) {
    let (k, w) = (kind.as_bytes(), word.as_bytes());
    match (k, w) {
        (_, b"live" | b"confirmed" | b"approved" | b"GTO") | (b"risk", b"low") => ("good", CHECK),
        (_, b"handed_over" | b"published") => ("done", CHECK),
        (_, b"closed" | b"DEP" | b"LND" | b"ARR" | b"GTD") => ("still", DONE),
        (_, b"ambiguous" | b"uncertain") => ("warn", QUESTION),
        (_, b"picked_up" | b"queued" | b"BRD") => ("busy", ARROW),
        (_, b"suggested" | b"proposed" | b"held" | b"rehearsal" | b"SCH") => ("wait", CLOCK),
        (_, b"paused" | b"cool_down") => ("warn", PAUSE),
        (
            _,
            b"DEL" | b"GCH" | b"GCL" | b"missed" | b"gate_change" | b"delay" | b"stock_low" | b"approvals"
            | b"posts_refused",
        )
        | (b"risk", b"some") => ("warn", ALERT),
        (_, b"complaints") | (b"risk", b"high") => ("bad", ALERT),
        (_, b"rejected" | b"failed" | b"CNX" | b"cancelled") => ("bad", CROSS),
        (_, b"declined" | b"expired" | b"withdrawn" | b"retracted") => ("still", CROSS),
        _ => ("still", DOT),
    }
}

const CHECK: &str = "M3 8.5 6.5 12 13 4.5";
const DONE: &str = "M4 4h8v8H4z";
const QUESTION: &str = "M5.5 6a2.5 2.5 0 1 1 3.6 2.2C8.3 8.7 8 9.1 8 10m0 2.6v.4";
const ARROW: &str = "M2.5 8h10M8.5 4l4 4-4 4";
const CLOCK: &str = "M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11M8 5v3.2l2.2 1.6";
const PAUSE: &str = "M5.5 3.5v9M10.5 3.5v9";
const ALERT: &str = "M8 2.5 14.5 13.5h-13zM8 7v3m0 1.6v.4";
const CROSS: &str = "M4 4l8 8M12 4l-8 8";
const DOT: &str = "M8 6.5a1.5 1.5 0 1 1 0 3a1.5 1.5 0 0 1 0-3";

/// A state as a chip: shape and word.
pub(super) fn chip(texts: Texts<'_>, kind: &str, word: &str) -> String {
    let (tone, shape) = look(kind, word);
    let words = escape(&texts.word(&format!("{kind}-state"), word));
    format!(
        r#"<span class="chip chip--{tone}"><svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="{shape}"/></svg>{words}</span>"#
    )
}

/// The shape alone, for places where the word stands beside it.
pub(super) fn shape(word: &str) -> String {
    let (tone, shape) = look("", word);
    format!(
        r#"<svg class="icon icon--{tone}" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="{shape}"/></svg>"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::gift::GiftState;

    #[test]
    fn states_differ_in_shape_or_tone() {
        let looks: Vec<_> = GiftState::ALL.iter().map(|state| look("gift", state.as_str())).collect();
        assert_ne!(looks[0], looks[1]);
        assert_ne!(looks[4], looks[6]);
    }
}

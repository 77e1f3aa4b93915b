//! What people said, as flat figures, so that the exports hold what the page shows.

use serde_json::json;

use super::figures::Own;
use crate::formats::report_figures::ReportFigure;
use crate::store::view::report::ReportView;

pub(super) fn voices(view: &ReportView, own: &Own) -> Vec<ReportFigure> {
    let voices = &view.voices;
    let mut figures = Vec::new();
    for line in &voices.care {
        let of = line.kind.as_str();
        let judged = "of cases answered, solved, or past their hour; open ones within it are left out";
        let solved = "of cases solved, or past their 24 hours; open ones within them are left out";
        figures.push(own.counted("care.cases", of, json!(line.opened), "cases", "answers under our posts"));
        figures.push(own.counted("care.answered_in_hour", of, json!(line.answered_in_hour), "cases", judged));
        figures.push(own.counted("care.answers_due", of, json!(line.answers_due), "cases", judged));
        figures.push(own.counted("care.to_answer", of, json!(line.to_answer), "cases", "open, within their hour"));
        let share = |n: u64, all: u64| (all > 0).then(|| n as f64 / all as f64);
        let answered = share(line.answered_in_hour, line.answers_due);
        figures.push(own.computed("care.answered_in_hour_share", of, json!(answered), "share", judged));
        figures.push(own.counted("care.solved_in_day", of, json!(line.solved_in_day), "cases", solved));
        figures.push(own.counted("care.solutions_due", of, json!(line.solutions_due), "cases", solved));
        figures.push(own.counted("care.to_solve", of, json!(line.to_solve), "cases", "not solved, within 24 hours"));
        let solved_share = share(line.solved_in_day, line.solutions_due);
        figures.push(own.computed("care.solved_in_day_share", of, json!(solved_share), "share", solved));
    }
    for line in &voices.tones {
        let whose = line.of.as_str();
        for (tone, n) in [("negative", line.negative), ("neutral", line.neutral), ("positive", line.positive)] {
            let of = format!("{whose}: {tone}");
            figures.push(own.counted(
                "tone",
                &of,
                json!(n),
                "posts",
                "read by giftgate; what a person said goes first",
            ));
        }
        figures.push(own.counted("tone.posts", whose, json!(line.posts()), "posts", "posts with a tone"));
        figures.push(own.counted("tone.checked", whose, json!(line.checked), "posts", "looked at by a person"));
    }
    for line in &voices.later {
        let event = line.event.as_str();
        for (group, people, did) in
            [("offered", line.offered, line.offered_did), ("held_out", line.held_out, line.held_out_did)]
        {
            let of = format!("{event}: {group}");
            figures.push(own.counted("later.accounts", &of, json!(people), "accounts", "as the lot put them"));
            figures.push(own.counted(
                "later.did",
                &of,
                json!(did),
                "accounts",
                "at least one post about us after the lot",
            ));
        }
        let interval = format!("interval at confidence {}", line.uplift.confidence);
        figures.push(own.computed(
            "later.difference",
            event,
            json!(line.uplift.difference),
            "share",
            "not held out minus held out",
        ));
        figures.push(own.computed("later.low", event, json!(line.uplift.low), "share", &interval));
        figures.push(own.computed("later.high", event, json!(line.uplift.high), "share", &interval));
    }
    figures
}

//! What people said, for the report: care cases by the clock, tones before and after, what both groups wrote later.

use std::collections::BTreeMap;

use super::report::{CONFIDENCE, POWER};
use crate::app::App;
use crate::domain::care::CareKind;
use crate::domain::id::CampaignId;
use crate::effect::{self, EffectInput, Group};
use crate::services::Error;
use crate::signals::SentimentLabel;
use crate::store::care_count::CareCount;
use crate::store::tone::{LaterGroup, ToneCount, ToneOf};
use crate::store::view::report::Uplift;
use crate::store::view::report_voices::{CareTally, LaterEvent, LaterLine, ToneLine, VoiceOf, Voices};

pub(super) async fn voices(app: &App, campaign: CampaignId) -> Result<Voices, Error> {
    let care = app.store.care_counts(campaign, app.now()).await?;
    let (offered, held_out) = app.store.wrote_later(campaign).await?;
    Ok(Voices {
        care: care.into_iter().map(tally).collect(),
        tones: tones(&app.store.tone_counts(campaign).await?),
        later: later(offered, held_out),
    })
}

const fn tally(count: CareCount) -> CareTally {
    CareTally {
        kind: count.kind,
        opened: count.opened,
        answered_in_hour: count.answered_in_time,
        answers_due: count.answers_due,
        to_answer: count.to_answer,
        solved_in_day: count.solved_in_time,
        solutions_due: count.solutions_due,
        to_solve: count.to_solve,
    }
}

/// Share of complaints answered within the hour, whole percent rounded down; nothing while none is due.
pub(super) fn answered_percent(voices: &Voices) -> Option<u64> {
    let complaints = voices.care.iter().find(|line| line.kind == CareKind::Complaint)?;
    (complaints.answered_in_hour * 100).checked_div(complaints.answers_due)
}

fn tones(counts: &[ToneCount]) -> Vec<ToneLine> {
    let mut lines: BTreeMap<VoiceOf, ToneLine> = BTreeMap::new();
    for one in counts {
        let of = match one.of {
            ToneOf::Answers => VoiceOf::Answers,
            ToneOf::Lot { held_out: false, later: false } => VoiceOf::OfferedBefore,
            ToneOf::Lot { held_out: false, later: true } => VoiceOf::OfferedAfter,
            ToneOf::Lot { held_out: true, later: false } => VoiceOf::HeldOutBefore,
            ToneOf::Lot { held_out: true, later: true } => VoiceOf::HeldOutAfter,
        };
        let line = lines.entry(of).or_insert(ToneLine { of, negative: 0, neutral: 0, positive: 0, checked: 0 });
        let own = match one.tone {
            SentimentLabel::Negative => &mut line.negative,
            SentimentLabel::Neutral => &mut line.neutral,
            SentimentLabel::Positive => &mut line.positive,
        };
        *own += one.n;
        line.checked += one.checked;
    }
    lines.into_values().collect()
}

/// Both groups as they were drawn. Where nobody of either group wrote later there is nothing to compare.
fn later(offered: LaterGroup, held_out: LaterGroup) -> Vec<LaterLine> {
    if offered.wrote + held_out.wrote == 0 {
        return Vec::new();
    }
    let events = [
        (LaterEvent::Complained, offered.complained, held_out.complained),
        (LaterEvent::Pleased, offered.pleased, held_out.pleased),
    ];
    let line = |(event, offered_did, held_out_did)| {
        let input = EffectInput {
            treated: Group { n: offered.people, events: offered_did },
            hold_out: Group { n: held_out.people, events: held_out_did },
            confidence: CONFIDENCE,
            power: POWER,
            p_value: false,
        };
        let answer = effect::effect(&input).ok()?;
        Some(LaterLine {
            event,
            offered: offered.people,
            offered_did,
            held_out: held_out.people,
            held_out_did,
            uplift: Uplift {
                difference: answer.difference,
                low: answer.interval[0],
                high: answer.interval[1],
                confidence: CONFIDENCE,
                detectable: answer.detectable,
            },
            minimum_detectable: answer.minimum_detectable,
        })
    };
    events.into_iter().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_of_what_can_be_judged() {
        let care = |answered_in_hour, answers_due| CareTally {
            kind: CareKind::Complaint,
            opened: 9,
            answered_in_hour,
            answers_due,
            to_answer: 9 - answers_due,
            solved_in_day: 0,
            solutions_due: 0,
            to_solve: 9,
        };
        let of = |one| answered_percent(&Voices { care: vec![one], ..Voices::default() });
        assert_eq!((of(care(2, 3)), of(care(3, 3)), of(care(0, 0))), (Some(66), Some(100), None));
    }

    #[test]
    fn nobody_who_wrote_is_no_difference() {
        let group = LaterGroup { people: 40, ..LaterGroup::default() };
        assert!(later(group, group).is_empty());
        let lines = later(LaterGroup { wrote: 9, complained: 2, pleased: 7, ..group }, group);
        assert_eq!((lines.len(), lines[1].offered_did, lines[0].held_out), (2, 7, 40));
        assert!(lines[1].uplift.difference > 0.17 && lines[0].minimum_detectable.is_some());
    }

    #[test]
    fn tones_add_up_by_group() {
        let of = ToneOf::Lot { held_out: true, later: false };
        let count = |tone, n, checked| ToneCount { of, tone, n, checked };
        let lines = tones(&[count(SentimentLabel::Negative, 3, 1), count(SentimentLabel::Positive, 5, 2)]);
        assert_eq!((lines[0].posts(), lines[0].checked, lines[0].of), (8, 3, VoiceOf::HeldOutBefore));
    }
}

//! Samples of follow-up posts.

use super::{at, decided, head, id};
use crate::domain::actor::Role;
use crate::domain::approval::SendBack;
use crate::domain::follow_up::{FollowUpState, Need, PostAs};
use crate::domain::id::{FollowUpId, GiftId};
use crate::domain::language::Language;
use crate::domain::post::Network;
use crate::store::view::follow_ups::{FollowUpCount, FollowUpFilter, FollowUpLine, FollowUpsView, KeptBack};

/// A page of follow-up posts under a filter.
pub fn list(filter: FollowUpFilter) -> FollowUpsView {
    let plain = filter == FollowUpFilter::default();
    let lines = all().into_iter().filter(|line| filter.state.is_none_or(|state| state == line.state)).collect();
    let counts = FollowUpState::ALL.iter().zip([3, 1, 5, 2, 6, 1, 0, 1]);
    FollowUpsView {
        head: head(),
        counts: counts.map(|(state, count)| FollowUpCount { state: *state, count }).collect(),
        next: plain.then(|| "2025-03-04T14:00:00Z~0195".to_owned()),
        on_hold: !plain,
        kept: Some(KeptBack {
            overdue: 1,
            paused_since: plain.then(|| at(8, 10)),
            complaints: 4,
            said: u64::from(plain),
        }),
        lines,
        filter,
    }
}

fn line(number: u128, network: Network, language: Language, text: &str, state: FollowUpState) -> FollowUpLine {
    FollowUpLine {
        id: FollowUpId(id(number)),
        gift: GiftId(id(number - 500)),
        network,
        language,
        text: text.to_owned(),
        photo: (state == FollowUpState::Held).then(|| "A person smiles and holds a blue tin".to_owned()),
        has_photo: matches!(state, FollowUpState::Held | FollowUpState::Draft),
        answers: match state {
            FollowUpState::Draft => Some(PostAs::Reply),
            FollowUpState::Held => Some(PostAs::Quote),
            _ => None,
        },
        state,
        needs: Vec::new(),
        earliest_at: at(12, 5),
        approval: None,
        content_hash: "0".repeat(64),
        edited_by: None,
        sent_back: None,
        fault: (state == FollowUpState::Failed).then(|| "403".to_owned()),
        length: Some((text.chars().count(), 300)),
        published_at: None,
        url: None,
        disrupted: state == FollowUpState::Held,
        clicks: (state == FollowUpState::Published).then_some(17),
    }
}

fn all() -> Vec<FollowUpLine> {
    use FollowUpState::{Draft, Held, Published, Queued, Uncertain};
    let mut lines = vec![
        line(
            501,
            Network::Bluesky,
            Language::En,
            "Sanne is on her way to the Dolomites – with a watch that knows every metre of the trail. Have a good hike, Sanne! #SchipholSurprise",
            Published,
        ),
        line(
            502,
            Network::Mastodon,
            Language::De,
            "Greta fliegt heute nach Berlin. Zum Geburtstag gab es am Gate eine Dose Stroopwafels. Alles Gute, Greta! #SchipholSurprise",
            Held,
        ),
        line(
            503,
            Network::X,
            Language::Es,
            "Lucía vuela a Madrid a ver a su abuela. No podía llegar con las manos vacías. #SchipholSurprise",
            Draft,
        ),
        line(
            504,
            Network::Bluesky,
            Language::Ja,
            "アムステルダムで一週間スケッチを楽しんだ健太さんへ、帰りの便で描けるスケッチブックを贈りました。 #SchipholSurprise",
            Queued,
        ),
        line(
            505,
            Network::Bluesky,
            Language::Nl,
            "Femke vloog vanochtend naar Parijs, met iets lekkers voor onderweg. Goede reis, Femke! #SchipholSurprise",
            Uncertain,
        ),
    ];
    lines[0].approval = Some(decided(Role::Approver, at(8, 5)));
    lines[0].published_at = Some(at(12, 6));
    lines[0].url = Some("https://social.example/schiphol/501".to_owned());
    (lines[1].approval, lines[1].needs) = (Some(decided(Role::Approver, at(8, 9))), vec![Need::Publication]);
    lines[2].needs = vec![Need::Publication, Need::Approval];
    lines[4].sent_back = Some(SendBack::WrongTone);
    lines[3].approval = Some(decided(Role::Approver, at(8, 11)));
    lines
}

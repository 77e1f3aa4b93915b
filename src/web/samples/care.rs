//! Cases of the care desk in every state a page can show.

use super::{at, id};
use crate::domain::approval::SendBack;
use crate::domain::care::{AnswerState, CareKind, CareState};
use crate::domain::language::Language;
use crate::domain::post::Network;
use crate::signals::SentimentLabel;
use crate::store::view::Names;
use crate::store::view::ToneSeen;
use crate::store::view::care::{CareAnswer, CareCanned, CareCase, CareLine, CareQueue};

fn line(number: u128, kind: CareKind, state: CareState, left: i64, taken: bool) -> CareLine {
    let due_at = (state != CareState::Solved).then(|| at(8, 24 + left));
    CareLine {
        id: id(900 + number),
        kind,
        state,
        network: Network::Bluesky,
        opened_at: at(7, 50),
        due_at,
        left,
        taken,
        language: if taken { "und" } else { "es" }.to_owned(),
        answer_waits: taken,
        sent_back: left < 0,
    }
}

fn lines() -> Vec<CareLine> {
    vec![
        line(1, CareKind::Complaint, CareState::Open, -12, false),
        line(2, CareKind::Reply, CareState::Open, 26, true),
        line(3, CareKind::Complaint, CareState::Answered, 1400, false),
    ]
}

fn canned() -> Vec<CareCanned> {
    let own = Names::from([(Language::En, "Lost luggage".to_owned()), (Language::Nl, "Kwijte bagage".to_owned())]);
    let answer = |slug: &str, name| CareCanned { slug: slug.to_owned(), name, text: "We look into it.".to_owned() };
    vec![answer("lost-luggage", Some(own)), answer("sorry", None), answer("look", None), answer("thanks", None)]
}

/// The queue.
pub fn queue() -> CareQueue {
    CareQueue { lines: lines(), late: 1, waiting: 1 }
}

/// Cases.
pub fn cases() -> Vec<CareCase> {
    let case = |line: CareLine| CareCase {
        language: "en".to_owned(),
        text: Some("My suitcase did not come with me. Who helps?".to_owned()),
        author: Some("jonas.example".to_owned()),
        url: Some("https://bsky.example/post/1".to_owned()),
        answers: Vec::new(),
        canned: canned(),
        own: line.taken,
        tone: Some(ToneSeen { tone: SentimentLabel::Negative, checked: line.taken }),
        line,
    };
    let mut cases: Vec<CareCase> = lines().into_iter().map(case).collect();
    for (number, state) in AnswerState::ALL.iter().enumerate() {
        cases[2].answers.push(CareAnswer {
            id: id(950 + number as u128),
            text: "We are looking for it and write to you today.".to_owned(),
            content: "0".repeat(64),
            state: *state,
            written_at: at(8, 2),
            sent_back: None,
            own: false,
        });
    }
    let back = cases[2].answers[0].clone();
    cases[0].answers.push(CareAnswer { sent_back: Some(SendBack::WrongTone), own: true, ..back });
    cases.push(CareCase {
        text: None,
        author: None,
        url: None,
        tone: None,
        ..case(line(4, CareKind::Reply, CareState::Solved, 0, false))
    });
    cases
}

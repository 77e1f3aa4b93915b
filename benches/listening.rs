//! Listening speed on one core: reading firehose events, the cheap gate, and everything a gated post says.
//!
//! The mix is the shipped evaluation sentences (all about travel) among everyday ones, 4 in 100: about what a gate lets
//! through of real posts. State the machine beside every figure.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use giftgate::formats::firehose::heard;
use giftgate::signals::{Reader, may_matter};

const TRAVEL: &str = include_str!("evaluation/flights.tsv");
const EVERYDAY: [&str; 12] = [
    "good morning everyone, coffee first and then we will see what the day brings",
    "what a game last night, I still can't believe that goal in the ninetieth minute",
    "ik heb trek in pannenkoeken en niemand die ze bakt",
    "今日のご飯はカレーでした。とてもおいしかったです",
    "new phone, who dis? lost all my numbers again, message me please",
    "la reunión se alargó tres horas y no decidimos nada, como siempre",
    "endlich Feierabend, Füße hoch und ein gutes Buch",
    "my cat has decided that the keyboard is hers now",
    "just finished the second season and I have so many questions about the ending",
    "qué frío hace hoy en casa, voy a por otra manta",
    "j'ai encore oublié mon parapluie et il pleut des cordes",
    "the garden is full of tomatoes, come and take some before the neighbours do",
];

fn event(number: usize, text: &str) -> String {
    serde_json::json!({
        "did": format!("did:plc:{number:024}"), "time_us": 1, "kind": "commit",
        "commit": {
            "rev": "r", "operation": "create", "collection": "app.bsky.feed.post", "rkey": "3mptbyplj5d2a",
            "record": { "$type": "app.bsky.feed.post", "createdAt": "2025-03-04T07:12:00Z", "langs": ["en"], "text": text },
        },
    })
    .to_string()
}

fn listening(criterion: &mut Criterion) {
    let reader = Reader::new();
    let travel: Vec<&str> =
        TRAVEL.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').nth(2)).collect();
    let texts = (0..travel.len() * 25).map(|at| match at % 25 {
        0 => travel[at / 25],
        _ => EVERYDAY[at % EVERYDAY.len()],
    });
    let lines: Vec<String> = texts.enumerate().map(|(number, text)| event(number, text)).collect();
    let gated: Vec<_> = lines
        .iter()
        .filter_map(|line| heard(line))
        .filter(|heard| may_matter(&heard.text))
        .filter_map(giftgate::formats::firehose::Heard::into_post)
        .collect();

    let mut group = criterion.benchmark_group("listening");
    group.throughput(Throughput::Elements(lines.len() as u64));
    group.bench_function("read the event", |bench| {
        bench.iter(|| lines.iter().filter_map(|line| heard(black_box(line))).count());
    });
    group.bench_function("event, gate, everything", |bench| {
        bench.iter(|| {
            let posts = lines.iter().filter_map(|line| heard(black_box(line))).filter(|heard| may_matter(&heard.text));
            posts
                .filter_map(giftgate::formats::firehose::Heard::into_post)
                .filter(|post| reader.read(post, None).signals().is_some())
                .count()
        });
    });
    group.throughput(Throughput::Elements(gated.len() as u64));
    group.bench_function("everything a gated post says", |bench| {
        bench.iter(|| {
            gated.iter().map(|post| reader.read(black_box(post), None)).filter(|one| one.signals().is_some()).count()
        });
    });
    group.finish();
}

criterion_group!(benches, listening);
criterion_main!(benches);

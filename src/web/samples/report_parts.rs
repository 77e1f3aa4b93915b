//! Samples of the report's parts and of the pages around it.

use chrono::TimeDelta;

use super::{at, head, id, now, trail_watch};
use crate::domain::actor::Role;
use crate::domain::campaign::{Target, TargetMetric};
use crate::domain::care::CareKind;
use crate::domain::language::Language;
use crate::domain::post::Network;
use crate::domain::reading::{Method, Unit};
use crate::effect::{Note, Pooled, Returns};
use crate::services::case_studies::CaseState;
use crate::services::insight::IdeaKind;
use crate::services::sharing::SharePurpose;
use crate::store::view::board::ReasonCount;
use crate::store::view::case_study::{AskableLine, CaseText, CaseView, PublicCase, QuoteLine};
use crate::store::view::compare::{CompareLine, CompareView};
use crate::store::view::insight::{AlarmRate, IdeaLine, InsightView, SpikeLine, ThemeLine};
use crate::store::view::report::Uplift;
use crate::store::view::report_parts::{
    CalibrationBand, CallLine, ClosingLine, DayLine, Destination, EditLine, Endings, FairGroup, FairLine, ForestLine,
    FullCost, HeatCell, Proof, RateLine, ReportParts, RetiredLine, ScheduleCount, TopPost,
};
use crate::store::view::report_voices::{CareTally, LaterEvent, LaterLine, ToneLine, VoiceOf, Voices};
use crate::store::view::schedule::{DueLine, FileLine, ScheduleView};
use crate::store::view::settings::{Amounts, LinkLine, SettingsView};

/// Every part filled.
pub(super) fn parts() -> ReportParts {
    let day = |n: i64, network, unit, change| DayLine {
        day: (at(12, 0) + TimeDelta::days(n)).date_naive(),
        network,
        unit,
        method: Method::Measured,
        change,
    };
    let fair = |word: &str, confirmed, given| FairLine { word: word.to_owned(), confirmed, given };
    let group = |by: &str, lines| FairGroup { by: by.to_owned(), lines };
    let cell = |gate: &str, hour, n| HeatCell { gate: gate.to_owned(), hour, n };
    let place =
        |iata: &str, city: &str, lat, lon, n| Destination { iata: iata.to_owned(), city: city.to_owned(), lat, lon, n };
    let band = |stated, confirmed, n| CalibrationBand { stated, confirmed, n };
    let rate = |network, by, by_field: &str, by_value| RateLine {
        network,
        method: Method::Measured,
        engagements: 1_312,
        field: "Engagements".to_owned(),
        by,
        locked: by == Unit::Impressions,
        by_field: by_field.to_owned(),
        by_value,
    };
    ReportParts {
        rates: vec![
            rate(Network::X, Unit::Impressions, "Impressions, 2025-01", Some(41_200)),
            rate(Network::X, Unit::Reach, "Reach, 2025-01", Some(30_100)),
            rate(Network::Bluesky, Unit::Impressions, "", None),
        ],
        days: vec![
            day(0, Network::Bluesky, Unit::Impressions, 34_000),
            day(1, Network::Bluesky, Unit::Impressions, 7_200),
            day(1, Network::X, Unit::Views, -12),
        ],
        cost: FullCost {
            gifts_minor: 59_350,
            tax_minor: 12_470,
            wrapping_minor: Some(3_400),
            staff_minutes: 340,
            staff_minor: Some(17_000),
            credits_minor: Some(15),
            failed_minor: 1_100,
            failed: 2,
            total_minor: 92_235,
        },
        calls: vec![CallLine { network: "x".to_owned(), call: "create".to_owned(), units: 10, minor: 15 }],
        endings: Endings { given: 17, declined: 1, not_found: 1, in_window: 18, publication: 9, photo: 7, reuse: 4 },
        fairness: vec![
            group("language", vec![fair("en", 61, 6), fair("nl", 40, 5)]),
            group("cabin", vec![fair("economy", 110, 12), fair("business", 20, 4), fair("unknown", 12, 1)]),
            group("route", vec![fair("AMS-VCE", 14, 3)]),
            group("followers", vec![fair("under_1000", 90, 11), fair("from_10000", 6, 1)]),
        ],
        screened: vec![ReasonCount { reason: "health".to_owned(), count: 301 }],
        top: vec![TopPost {
            network: Network::Bluesky,
            post: "at://did:plc:klm/app.bsky.feed.post/3k".to_owned(),
            unit: Unit::Impressions,
            value: 12_400,
            method: Method::Sample,
        }],
        notes: notes(),
        retired: vec![RetiredLine {
            network: Network::Instagram,
            unit: Unit::Impressions,
            field: "impressions".to_owned(),
            since_on: at(12, 0).date_naive(),
        }],
        schedule: ScheduleCount { due: 4, by_hand: 2, read: 11, missed: 1 },
        edits: vec![edit()],
        locked_at: Some(at(6, 0)),
        closing: Some(ClosingLine { content_hash: "0f1e".repeat(16), role: Role::Planner, at: at(19, 0) }),
        silent_days: Some(4),
        reach_of_proof: Proof {
            gifts: 61,
            hold_out_percent: 20,
            base: 0.2,
            shows: Some(0.38),
            needed_for_five: Some(2_700),
            planned: false,
        },
        returns: Some(Returns {
            extra_bookers: 144.0,
            profit_minor: 1_059_780.0,
            ratio: 11.49,
            interval: [2.1, 20.9],
            break_even_bookers: 11.5,
        }),
        forest: forest(),
        pooled: Some(pool()),
        heat: vec![cell("AMS D86", 7, 3), cell("AMS D86", 9, 1), cell("AMS B3", 8, 4), cell("AMS E19", 11, 2)],
        destinations: vec![
            place("VCE", "Venice", 45.5, 12.35, 6),
            place("OSL", "Oslo", 60.2, 11.1, 4),
            place("JFK", "New York", 40.6, -73.8, 2),
        ],
        calibration: vec![band(0.62, 0.55, 20), band(0.88, 0.9, 31), band(0.995, 0.99, 80)],
        earned_minor: Some(41_200),
    }
}

/// What people said.
pub(super) fn voices() -> Voices {
    let care = |kind, opened, answered_in_hour, solved_in_day| CareTally {
        kind,
        opened,
        answered_in_hour,
        answers_due: opened - 1,
        to_answer: 1,
        solved_in_day,
        solutions_due: opened - 2,
        to_solve: 2,
    };
    let tone = |of, negative, neutral, positive, checked| ToneLine { of, negative, neutral, positive, checked };
    let later = |event, offered_did, held_out_did, difference, low, high| LaterLine {
        event,
        offered: 1_200,
        offered_did,
        held_out: 140,
        held_out_did,
        uplift: Uplift { difference, low, high, confidence: 0.95, detectable: low > 0.0 || high < 0.0 },
        minimum_detectable: Some(0.09),
    };
    Voices {
        care: vec![care(CareKind::Complaint, 14, 12, 9), care(CareKind::Reply, 61, 30, 44)],
        tones: vec![
            tone(VoiceOf::OfferedBefore, 120, 640, 440, 310),
            tone(VoiceOf::OfferedAfter, 11, 60, 141, 0),
            tone(VoiceOf::HeldOutBefore, 16, 80, 44, 38),
            tone(VoiceOf::HeldOutAfter, 5, 9, 4, 0),
            tone(VoiceOf::Answers, 14, 21, 40, 75),
        ],
        later: vec![
            later(LaterEvent::Complained, 11, 5, -0.027, -0.073, 0.0),
            later(LaterEvent::Pleased, 96, 4, 0.051, 0.006, 0.079),
        ],
    }
}

fn notes() -> Vec<Note> {
    let (post, unit, field) = (|| "at://a".to_owned(), Unit::Impressions, || "count".to_owned());
    vec![
        Note::Fell { post: post(), unit, field: field(), from: 1_204, to: 1_100 },
        Note::Repeated { post: post(), unit, field: field(), times: 2 },
        Note::Contradicted { post: post(), unit, field: field(), lowest: 5, highest: 9 },
        Note::Redefined { post: post(), unit, field: field(), from: "2025-01".to_owned(), to: "2025-03".to_owned() },
        Note::CoverageOver100 { post: post(), percent: 120 },
    ]
}

fn edit() -> EditLine {
    EditLine {
        metric: TargetMetric::HandOvers,
        was: Some(40),
        value: 30,
        why: "storm on the second day".to_owned(),
        role: Role::Planner,
        at: at(18, 0),
    }
}

fn forest() -> Vec<ForestLine> {
    let line = |name: &str, slug: &str, people, difference, low, high, own| ForestLine {
        name: name.to_owned(),
        slug: slug.to_owned(),
        people,
        fewest: people / 10,
        difference,
        low,
        high,
        own,
    };
    vec![
        line("Schiphol Surprise", super::SLUG, 1_340, 0.12, 0.03, 0.21, true),
        line("Winter light", "winter-light", 420, -0.01, -0.11, 0.09, false),
    ]
}

const fn pool() -> Pooled {
    Pooled {
        studies: 2,
        effect: 0.06,
        standard_error: 0.06,
        interval: [-0.71, 0.83],
        tau_squared: 0.006,
        q: 3.2,
        i_squared: 0.69,
        detectable: false,
    }
}

/// Campaigns beside each other.
pub fn compare() -> CompareView {
    let line = CompareLine {
        head: head(),
        hand_overs: 17,
        on_time: Some(0.97),
        total_minor: 92_220,
        per_hand_over_minor: Some(5_425),
        impressions: Some(41_200),
        targets_met: 1,
        targets: 4,
        uplift: Some(Uplift { difference: 0.12, low: 0.03, high: 0.21, confidence: 0.95, detectable: true }),
        minimum_detectable: Some(0.1),
        return_ratio: Some(11.49),
        silent_days: Some(4),
    };
    let bare = CompareLine {
        on_time: None,
        per_hand_over_minor: None,
        impressions: None,
        uplift: None,
        minimum_detectable: None,
        return_ratio: None,
        silent_days: None,
        ..line.clone()
    };
    CompareView { lines: vec![line, bare], forest: forest(), pooled: Some(pool()), made_at: now() }
}

/// A day on which luggage is talked about.
pub fn insight() -> InsightView {
    let theme = |theme: &str, posts, before, evidence, log_ratio, rising| ThemeLine {
        theme: theme.to_owned(),
        posts,
        before,
        evidence,
        log_ratio,
        rising,
    };
    let idea = |n, kind, theme: &str, note: &str| IdeaLine {
        id: id(n),
        theme: theme.to_owned(),
        note: note.to_owned(),
        kind,
        made_at: at(8, 0),
    };
    InsightView {
        read_at: now(),
        posts: 1_240,
        posts_before: 31_000,
        themes: vec![
            theme("complaint:lost_luggage", 84, 410, Some(120.4), Some(2.4), true),
            theme("station:JFK", 12, 300, Some(0.1), Some(0.1), false),
            theme("interest:hiking", 14, 0, None, None, false),
        ],
        hidden: 7,
        spike: Some(SpikeLine { hour_at: at(7, 0), posts: 41, usual: 6.2, chance: 0.000_001 }),
        alarm: Some(AlarmRate { false_alarms_a_month: 0.4, hours: 672, replayed: 6_720 }),
        ideas: vec![
            idea(901, IdeaKind::Task, "complaint:lost_luggage", "Ask the baggage hall what happened at seven"),
            idea(902, IdeaKind::Campaign, "interest:hiking", "Boots dried and waxed for hikers on their way home"),
        ],
    }
}

/// Due readings.
pub fn schedule() -> ScheduleView {
    let due = DueLine {
        network: Network::Instagram,
        address: "https://www.instagram.com/p/17".to_owned(),
        age_hours: 24,
        due_at: at(7, 0),
        until: at(7, 0) + TimeDelta::hours(48),
        by_hand: true,
    };
    let machine = DueLine { network: Network::Bluesky, by_hand: false, ..due.clone() };
    let file =
        FileLine { name: "content.csv".to_owned(), content_hash: "0f".repeat(32), made_at: at(8, 0), readings: 12 };
    let count = ScheduleCount { due: 2, by_hand: 1, read: 11, missed: 1 };
    ScheduleView { head: head(), due: vec![due, machine], count, files: vec![file] }
}

/// Settings, all filled.
pub fn settings() -> SettingsView {
    let text = str::to_owned;
    SettingsView {
        head: head(),
        amounts: Amounts {
            margin: text("80.00"),
            staff: text("30.00"),
            wrapping: text("2.00"),
            credits: text("0.00"),
            base: text("20"),
            earned: String::new(),
        },
        targets: vec![Target { metric: TargetMetric::HandOvers, value: 40 }],
        locked_at: Some(at(6, 0)),
        edits: vec![edit()],
        retired: parts().retired,
        links: vec![LinkLine {
            id: id(902),
            purpose: SharePurpose::Report,
            expires_at: at(8, 0) + TimeDelta::days(30),
        }],
    }
}

/// Settings of a draft that nobody has told anything.
pub fn bare_settings() -> SettingsView {
    SettingsView {
        amounts: Amounts::default(),
        locked_at: None,
        edits: Vec::new(),
        retired: Vec::new(),
        links: Vec::new(),
        ..settings()
    }
}

/// A case study in every state.
pub fn cases() -> Vec<CaseView> {
    let quote =
        QuoteLine { id: id(903), text: "I wore it up the mountain.".to_owned(), first_name: Some("Sanne".to_owned()) };
    let askable = |named| AskableLine { gift: id(904), idea: trail_watch(), named };
    let case = |state, published_at| CaseView {
        head: head(),
        text: CaseText {
            title: "Forty gifts at the gate".to_owned(),
            story: "It began with a post.\n\nThen a gate agent smiled.".to_owned(),
            slug: "forty-gifts".to_owned(),
            language: Language::En,
        },
        state,
        content_hash: "0f1e".repeat(16),
        published_at,
        quotes: vec![quote.clone(), QuoteLine { first_name: None, ..quote.clone() }],
        askable: vec![askable(true), askable(false)],
    };
    let mut first = case(None, None);
    (first.quotes, first.askable) = (Vec::new(), Vec::new());
    vec![
        case(Some(CaseState::Draft), None),
        case(Some(CaseState::Published), Some(at(19, 0))),
        case(Some(CaseState::Withdrawn), None),
        first,
    ]
}

/// A published case study.
pub fn public_case() -> PublicCase {
    PublicCase {
        title: "Forty gifts at the gate".to_owned(),
        paragraphs: vec!["It began with a post.".to_owned(), "Then a gate agent smiled.".to_owned()],
        slug: "forty-gifts".to_owned(),
        language: Language::En,
        published_at: Some(at(19, 0)),
        quotes: cases().into_iter().next().map(|case| case.quotes).unwrap_or_default(),
        figures: super::report::report(),
    }
}

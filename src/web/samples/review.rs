//! Samples of what reviewers work with: leases, queues, a traveller on one page, the stop switch.

use chrono::Duration;

use super::{at, candidates, head, id, now};
use crate::domain::actor::{Actor, Role};
use crate::domain::care::{CareKind, CareState};
use crate::domain::consent::ConsentKind;
use crate::domain::follow_up::FollowUpState;
use crate::domain::gift::{GiftState, HandOverOutcome};
use crate::domain::id::{GiftId, MatchId, TravellerId};
use crate::domain::language::Language;
use crate::domain::matching::{Basis, MatchState};
use crate::domain::post::Network;
use crate::domain::review::{LEASE, Lease, RejectReason};
use crate::domain::stopping::{ResumeRequest, WAITS};
use crate::signals::SentimentLabel;
use crate::store::view::candidates::CandidateFilter;
use crate::store::view::person::{
    BookingShown, CaseShown, ConsentShown, FollowUpShown, GiftShown, LeavingShown, LegShown, MatchedPost, PersonView,
    ValueShown,
};
use crate::store::view::review::ReviewView;
use crate::store::view::stopping::{Frozen, StopView};
use crate::store::view::{Decision, MaskedName, ToneSeen};
use crate::web::team::candidate::CandidatePage;

/// Who looks at sample pages.
pub const ME: Actor = Actor::simulated(Role::Planner);

/// A lease taken two minutes ago.
pub fn lease(by: &Actor) -> Lease {
    let taken_at = now() - Duration::minutes(2);
    Lease { by: by.id, simulated: by.simulated, taken_at, until: taken_at + LEASE }
}

/// What reviewers need of the sample candidates.
pub fn review(of: MatchId) -> Option<ReviewView> {
    let all = candidates::all();
    let place = all.iter().position(|view| view.id == of)?;
    let view = &all[place];
    let other = |step: usize| all.get(step).map(|view| view.id);
    Some(ReviewView {
        tone: Some(ToneSeen { tone: SentimentLabel::Positive, checked: false }),
        traveller: TravellerId(id(900 + place as u128)),
        taken: (view.state == MatchState::Suggested).then(|| lease(&ME)),
        rejected_why: (view.state == MatchState::Rejected).then_some(RejectReason::WrongPerson),
        has_gift: view.state == MatchState::Confirmed,
        closing: super::candidates::closing(view),
        read_at: now(),
        next: other(place + 1),
        previous: place.checked_sub(1).and_then(other),
    })
}

/// Candidate pages in all their states.
pub fn pages() -> Vec<CandidatePage> {
    let all = candidates::all();
    let page = |view: &crate::store::view::candidates::CandidateView| {
        Some(CandidatePage::new(view.clone(), review(view.id)?, CandidateFilter::default(), &ME))
    };
    let mut pages: Vec<_> = all.iter().filter_map(page).collect();
    let open = all.iter().find(|view| view.state == MatchState::Suggested);
    let variants = [(Some("taken"), false), (Some("decided"), false), (Some("has_gift"), true), (None, true)];
    for (fault, revealed) in variants {
        let Some(mut page) = open.and_then(page) else { continue };
        page.fault = fault;
        page.revealed = revealed.then(|| "Kenta <b>Mori</b>".to_owned());
        page.last = revealed.then_some(page.view.id);
        page.holder = page.holder.filter(|_| fault.is_some());
        if let Some(holder) = &mut page.holder {
            holder.own = false;
        }
        if fault == Some("has_gift") {
            page.closes_in = -5;
            page.view.state = MatchState::Confirmed;
            page.review.has_gift = false;
        }
        pages.push(page);
    }
    pages
}

/// Travellers: one with everything, one erased.
pub fn people() -> Vec<PersonView> {
    let zone = chrono_tz::Europe::Amsterdam;
    let gift = |number, name: &str, state, outcome: Option<HandOverOutcome>| GiftShown {
        id: GiftId(id(number)),
        gift: [(Language::En, name.to_owned())].into(),
        station: "AMS".to_owned(),
        state,
        withdrawn_why: (state == GiftState::Withdrawn).then(|| "cancelled".to_owned()),
        cost_minor: 8900,
        approved_at: Some(at(6, 30)),
        outcome,
        happened_at: outcome.map(|_| at(6, 50)),
        changed_at: at(6, 50),
    };
    let consent = |kind, granted, withdrawn: bool| ConsentShown {
        kind,
        granted,
        language: "nl".to_owned(),
        text_version: 1,
        given_at: at(6, 50),
        withdrawn_at: withdrawn.then(|| at(7, 10)),
    };
    let full = PersonView {
        head: head(),
        id: TravellerId(id(900)),
        traveller: MaskedName::of("Sanne", "de Vries"),
        booking: Some(BookingShown {
            locator: "Q•••••".to_owned(),
            language: Some("nl".to_owned()),
            home_country: Some("NL".to_owned()),
            tier: Some("gold".to_owned()),
            has_email: true,
            gave_handle_on: Some(Network::Bluesky),
            booked_at: Some(at(6, 0) - Duration::days(40)),
            imported_at: at(6, 0),
            legs: vec![LegShown {
                leg: "KL1613/2025-03-04/AMS-VCE".to_owned(),
                departs_at: at(7, 15),
                zone,
                cabin: Some("economy".to_owned()),
            }],
        }),
        posts: [(false, MatchState::Confirmed), (true, MatchState::Ambiguous)]
            .map(|(complaint, state)| MatchedPost {
                id: MatchId(id(101)),
                state,
                probability: 0.9987,
                basis: Basis::OptedIn,
                made_at: at(6, 13),
                network: Network::Bluesky,
                handle: "sanne.example".to_owned(),
                text: "Off to hike the Dolomites! <b>KL1613</b>".to_owned(),
                language: "en".to_owned(),
                complaint,
                written_at: at(6, 12),
                received_at: at(6, 13),
            })
            .into(),
        gifts: vec![
            gift(301, "Distance watch", GiftState::HandedOver, Some(HandOverOutcome::Given)),
            gift(302, "A note", GiftState::Withdrawn, None),
        ],
        gifts_elsewhere: 1,
        consents: vec![consent(ConsentKind::Photo, true, false), consent(ConsentKind::Publication, true, true)],
        follow_ups: [(FollowUpState::Published, Some(at(7, 0))), (FollowUpState::Held, None)]
            .map(|(state, published_at)| FollowUpShown {
                network: Network::Bluesky,
                state,
                earliest_at: at(7, 0),
                published_at,
            })
            .into(),
        cases: vec![CaseShown {
            kind: CareKind::Complaint,
            state: CareState::Answered,
            opened_at: at(8, 2),
            solved_at: None,
        }],
        value: Some(ValueShown {
            band: "A".to_owned(),
            model: Some("margin of the last two years".to_owned()),
            discount_percent: Some(8),
            points: 40,
        }),
        leaving: Some(LeavingShown {
            complained_at: at(8, 2),
            at_care: true,
            leg: "KL1613/2025-03-04/AMS-VCE".to_owned(),
            departed_at: at(7, 15),
            tier: "gold".to_owned(),
        }),
    };
    let gone = PersonView {
        traveller: MaskedName::of("", ""),
        booking: None,
        posts: Vec::new(),
        gifts: Vec::new(),
        gifts_elsewhere: 0,
        consents: Vec::new(),
        follow_ups: Vec::new(),
        cases: Vec::new(),
        value: None,
        leaving: None,
        ..full.clone()
    };
    let mut written = full.clone();
    written.value = Some(ValueShown { band: "B".to_owned(), model: None, discount_percent: None, points: 0 });
    written.leaving = written.leaving.map(|flag| LeavingShown { at_care: false, ..flag });
    vec![full, gone, written]
}

/// The stop switch: live, stopped, asked for, and where there is nothing to stop.
pub fn stops() -> Vec<StopView> {
    use crate::domain::campaign::CampaignState::{CoolDown, Live, Paused};
    let frozen = Frozen { posts: 12, proposed: 3, deliveries: 7, carried: 1 };
    let request = |by: &Actor| ResumeRequest {
        id: id(700),
        asked_by: by.id,
        asked_role: by.role,
        simulated: by.simulated,
        asked_at: now(),
        expires_at: now() + WAITS,
    };
    let stopped = Some(Decision { role: Role::Approver, simulated: true, at: now() });
    let paused = StopView { state: Paused, frozen, stopped, request: None };
    vec![
        StopView { state: Live, frozen, stopped: None, request: None },
        StopView { request: Some(request(&ME)), ..paused.clone() },
        StopView { request: Some(request(&Actor::simulated(Role::Approver))), ..paused.clone() },
        paused,
        StopView { state: CoolDown, frozen: Frozen::default(), stopped: None, request: None },
    ]
}

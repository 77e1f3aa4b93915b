//! Made-up edits of a campaign, for looking at the editor in every state.

use super::approvals;
use crate::domain::campaign::Campaign;
use crate::formats::campaign::{Fault, Known, campaign_diff, campaign_template, edited, read_campaign};
use crate::services::going_live::{BasisState, Readiness};
use crate::services::past_days::PastDay;
use crate::services::views::Changes;
use crate::store::view::report_parts::Proof;
use crate::web::team::edit::{EditPage, EditView, EffectView};
use crate::web::team::edit_form::{ChangeView, form_of};
use crate::web::team::rehearsal::{DayLine, RehearsalPage, RehearsalView};
use crate::web::team::replan::PlanFigures;

fn source() -> String {
    campaign_template("schiphol-surprise")
}

fn read(source: &str) -> Result<Campaign, Vec<Fault>> {
    read_campaign(source, &Known::default())
}

fn figures(gifts: usize, cost_minor: i64) -> PlanFigures {
    PlanFigures { gifts, cost_minor, value: 38_412, upper_bound: 38_486, gap: 0.0019, held_out: 14 }
}

fn effect(people: i64, cost_minor: i64, changes: Changes) -> EffectView {
    EffectView { people, cost_minor, now: figures(44, 67_432), then: figures(56, 101_432), changes }
}

/// What a campaign could show; nothing where it is over.
fn proof(readiness: &Readiness) -> Proof {
    let shows = (!readiness.is_over).then_some(0.202);
    Proof { gifts: 40, hold_out_percent: 20, base: 0.2, shows, needed_for_five: Some(2_659), planned: true }
}

/// The form with what was sent in it.
fn page(sent: &[(&str, &str)], basis: Option<BasisState>) -> EditPage {
    let before = source();
    let sent_fields = sent.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let after = edited(&before, &sent_fields);
    let campaigns = (read(&before), read(&after));
    let (faults, changes) = match &campaigns {
        (Ok(old), Ok(new)) => (Vec::new(), campaign_diff(old, new)),
        (_, Err(faults)) | (Err(faults), _) => (faults.clone(), Vec::new()),
    };
    let (groups, elsewhere) = match &campaigns.0 {
        Ok(campaign) => form_of(&after, &faults, campaign),
        Err(_) => (Vec::new(), Vec::new()),
    };
    let readiness = basis.map(|basis| Readiness {
        basis,
        is_over: basis == BasisState::Ended,
        is_ready: basis == BasisState::Signed,
    });
    EditPage {
        view: EditView {
            head: approvals::queue().head,
            is_open: true,
            proof: readiness.as_ref().map(proof),
            readiness,
        },
        base: "0".repeat(64),
        source: after,
        groups,
        elsewhere,
        faults: faults.len(),
        is_sent: !sent.is_empty(),
        is_stale: false,
        changes: changes.iter().map(ChangeView::of).collect(),
        effect: None,
        clash: None,
    }
}

/// The editor in every state.
pub fn pages() -> Vec<EditPage> {
    let more = [("caps.campaign", "840"), ("gifts[1].stock", "25"), ("gifts[0]", "remove"), ("caps.gifts", "")];
    let wrong = [("caps.campaign", "a lot"), ("starts_on", "soon"), ("pillar", "fun"), ("languages", "")];
    let told = |effect| EditPage { effect: Some(effect), ..page(&more, None) };
    let closed = page(&[], None);
    let closed = EditPage { view: EditView { is_open: false, ..closed.view }, ..closed };
    let broken = EditPage { groups: Vec::new(), ..page(&wrong, None) };
    vec![
        page(&[], None),
        page(&[], Some(BasisState::Missing)),
        page(&[], Some(BasisState::Signed)),
        page(&[], Some(BasisState::Changed)),
        page(&[], Some(BasisState::Ended)),
        told(effect(12, 34_000, approvals::changes())),
        told(effect(-3, -8_250, Changes::default())),
        told(effect(0, 0, Changes::default())),
        EditPage { is_stale: true, clash: Some(approvals::clash()), ..page(&more, None) },
        page(&[("name", "A small surprise")], None),
        page(&wrong, None),
        broken,
        closed,
    ]
}

/// Rehearsals: some days, and none.
pub fn rehearsals() -> Vec<RehearsalPage> {
    let past = |day: u32, confirmed, rejected| PastDay {
        held_by: "schiphol-surprise".to_owned(),
        day: chrono::NaiveDate::from_ymd_opt(2025, 3, day).unwrap_or_default(),
        people: 83,
        confirmed,
        rejected,
        gifts: 40,
        cost_minor: 67_432,
        value: 38_412,
        gap: 0.0019,
        held_out: 14,
    };
    let shown =
        Proof { gifts: 40, shows: Some(0.31), needed_for_five: Some(2_659), hold_out_percent: 20, ..Proof::default() };
    let days = [DayLine::of(past(4, 81, 2), shown), DayLine::of(past(3, 0, 0), Proof::default())].into();
    let view = |days| RehearsalView { head: approvals::queue().head, days };
    vec![
        RehearsalPage { view: view(days), source: source(), base: "0".repeat(64) },
        RehearsalPage { view: view(Vec::new()), source: String::new(), base: String::new() },
    ]
}

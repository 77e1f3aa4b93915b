//! Campaigns beside each other: what each cost and reached, and their differences pooled.

use crate::app::App;
use crate::domain::campaign::TargetMetric;
use crate::domain::id::CampaignId;
use crate::effect::{Share, Study, newcombe, pooled};
use crate::services::{Error, campaigns};
use crate::store::view::compare::{CompareLine, CompareView};
use crate::store::view::report_parts::ForestLine;

use super::report::{CONFIDENCE, report_of};

/// Most campaigns compared, newest first.
const MOST: usize = 40;

/// Every campaign with a booking seen in either group: its difference for the plot, and what pools it.
pub(super) async fn forest(app: &App, own: CampaignId) -> Result<(Vec<ForestLine>, Vec<Study>), Error> {
    let (mut lines, mut studies) = (Vec::new(), Vec::new());
    for stored in app.store.list_campaigns().await? {
        let (offered, held_out) = app.store.booked_again(stored.id).await?;
        if offered.again + held_out.again == 0 {
            continue;
        }
        let groups = Share::new(offered.people, offered.again).zip(Share::new(held_out.people, held_out.again));
        let Some((treated, control)) = groups else { continue };
        let study = Study::of(treated, control);
        let [low, high] = newcombe(treated, control, CONFIDENCE);
        lines.push(ForestLine {
            name: stored.name,
            slug: stored.slug,
            people: offered.people + held_out.people,
            fewest: offered.people.min(held_out.people),
            difference: study.effect,
            low,
            high,
            own: stored.id == own,
        });
        studies.push(study);
    }
    Ok((lines, studies))
}

/// All campaigns that a visitor may see, beside each other.
pub async fn compare(
    app: &App,
    sees: impl Fn(&str) -> bool,
    sees_people: impl Fn(&str) -> bool,
) -> Result<CompareView, Error> {
    let mut all = app.store.list_campaigns().await?;
    all.retain(|stored| sees(&stored.slug));
    let mut lines = Vec::new();
    for stored in all {
        let loaded = campaigns::understand(&stored)?;
        let mut view = report_of(app, &loaded).await?;
        if !sees_people(&stored.slug) {
            view.hide_small_groups();
        }
        let reached = |metric| view.targets.iter().find(|line| line.metric == metric).and_then(|line| line.reached);
        let endings = view.parts.endings;
        let brought = endings.given + endings.declined + endings.not_found;
        lines.push(CompareLine {
            on_time: (brought > 0).then(|| endings.in_window as f64 / brought as f64),
            targets_met: view.targets.iter().filter(|line| line.reached.is_some_and(|n| n >= line.wanted)).count()
                as u64,
            targets: view.targets.len() as u64,
            impressions: reached(TargetMetric::Impressions),
            hand_overs: view.funnel.delivered,
            total_minor: view.parts.cost.total_minor,
            per_hand_over_minor: view.cost_per_hand_over_minor,
            uplift: view.hold_out.uplift,
            minimum_detectable: view.hold_out.minimum_detectable,
            return_ratio: view.parts.returns.map(|found| found.ratio),
            silent_days: view.parts.silent_days,
            head: view.head,
        });
    }
    lines.sort_by(|one, other| (other.head.starts_on, &one.head.slug).cmp(&(one.head.starts_on, &other.head.slug)));
    lines.truncate(MOST);
    let (mut forest, mut studies) = forest(app, CampaignId(uuid::Uuid::nil())).await?;
    let seen: Vec<bool> = forest.iter().map(|line| sees(&line.slug)).collect();
    let mut keep = seen.iter();
    studies.retain(|_| keep.next().copied().unwrap_or(false));
    forest.retain(|line| sees(&line.slug) && (sees_people(&line.slug) || line.is_of_many()));
    Ok(CompareView { lines, forest, pooled: pooled(&studies, CONFIDENCE), made_at: app.now() })
}

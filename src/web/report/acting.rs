//! In which role somebody acts on the report: the first of theirs that plans, else the one that reads figures.

use crate::app::App;
use crate::domain::account::{Place, Verdict, judge};
use crate::domain::actor::{Actor, Role};
use crate::services::campaigns::{self, LoadedCampaign};
use crate::web::csrf::Doer;
use crate::web::problem::Problem;

/// The doer of an action about a campaign, or about all of them.
pub(super) fn actor(doer: &Doer, slug: Option<&str>) -> Actor {
    let place = slug.map(|slug| (Place::Campaign, slug));
    let has = |role: Role| match doer {
        Doer::Member(member) => judge(&member.grants, &[role], place) == Verdict::Allowed,
        Doer::StandIn => true,
    };
    let role = [Role::Planner, Role::Marketer, Role::Approver].into_iter().find(|role| has(*role));
    doer.actor(role.unwrap_or(Role::Marketer))
}

/// The campaign of an address.
pub(super) async fn load(app: &App, slug: &str) -> Result<LoadedCampaign, Problem> {
    Ok(campaigns::load(app, slug).await?)
}

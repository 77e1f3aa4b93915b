//! In which role somebody acts at the desk: as approver or planner, whichever counts for the campaign.

use crate::domain::account::{Place, Verdict, judge};
use crate::domain::actor::{Actor, Role};
use crate::services::sign_in::Member;
use crate::web::csrf::Doer;
use crate::web::session::Visitor;

fn role_of(member: &Member, slug: &str, first: Role, second: Role) -> Role {
    let has = |role| judge(&member.grants, &[role], Some((Place::Campaign, slug))) == Verdict::Allowed;
    if has(first) { first } else { second }
}

/// Whoever sends a form, as a planner where they are one. That they are one of the two is for the row of the address to say.
pub(super) fn reviewer(doer: &Doer, slug: &str) -> Actor {
    match doer {
        Doer::Member(member) => doer.actor(role_of(member, slug, Role::Planner, Role::Approver)),
        Doer::StandIn => doer.actor(Role::Planner),
    }
}

/// Whoever sends a form, as an approver where they are one.
pub(super) fn second_person(doer: &Doer, slug: &str) -> Actor {
    match doer {
        Doer::Member(member) => doer.actor(role_of(member, slug, Role::Approver, Role::Planner)),
        Doer::StandIn => doer.actor(Role::Approver),
    }
}

/// Whoever looks at a page.
pub(super) fn looking(visitor: &Visitor, slug: &str) -> Actor {
    match visitor {
        Visitor::Member(member) => member.actor(role_of(member, slug, Role::Planner, Role::Approver)),
        _ => Actor::simulated(Role::Planner),
    }
}

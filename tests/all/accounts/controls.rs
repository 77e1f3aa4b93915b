//! Nobody is shown what they may not use: each role walks from its first pages along all links, posts nothing, and every
//! form and link it sees is held against the table of addresses.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use axum::http::StatusCode;
use giftgate::domain::account::Grant;
use giftgate::domain::actor::Role;
use giftgate::web::routes::{MATRIX, Row, Who};

use crate::believed::{BAD, answered_to};
use crate::measuring::posted;
use crate::support::small::candidates;
use crate::support::world::World;

/// Pages of one row that are looked at.
const OF_A_ROW: usize = 4;

/// The row of an address: the one with the most parts that are no place-holders, as the router decides.
fn row_of(path: &str) -> Option<&'static Row> {
    let fits = |row: &&Row| {
        row.path.split('/').count() == path.split('/').count()
            && row.path.split('/').zip(path.split('/')).all(|(part, own)| part.starts_with('{') || part == own)
    };
    MATRIX.iter().filter(fits).min_by_key(|row| row.path.matches('{').count())
}

fn is_for(row: &Row, role: Role) -> bool {
    match row.who {
        Who::Roles(roles) | Who::Keepers(roles) => roles.contains(&role),
        Who::Token(..) | Who::Programs => false,
        Who::Anyone | Who::Entrance | Who::Holder | Who::Member => true,
    }
}

/// What stands in an attribute of every tag of a kind.
fn found<'a>(page: &'a str, tag: &str, attribute: &str) -> Vec<&'a str> {
    let (begin, value) = (format!("<{tag} "), format!("{attribute}=\""));
    let tags = page.split(&begin).skip(1).filter_map(|rest| rest.split('>').next());
    tags.filter_map(|inside| inside.split(&value).nth(1)?.split('"').next()).collect()
}

/// The path of an address of ours.
fn path_of(address: &str) -> Option<&str> {
    let ours = address.starts_with('/') && !address.starts_with("//");
    ours.then(|| address.split(['?', '#']).next()).flatten()
}

/// Walks a role's pages; gives what it sees and may not use, and how many forms it saw.
async fn walk(world: &World, role: Role) -> (BTreeSet<String>, usize) {
    let mut client = world.member(&[Grant::everywhere(role)]).await;
    let start =
        MATRIX.iter().filter(|row| row.methods.contains(&"get") && is_for(row, role) && !row.path.contains("{id}"));
    let start = start.map(|row| row.path.replace("{slug}", "schiphol-surprise").replace("{station}", "AMS"));
    let mut waiting: VecDeque<String> = start.filter(|path| !path.contains('{')).collect();
    let mut seen: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let (mut faults, mut forms) = (BTreeSet::new(), 0);
    while let Some(address) = waiting.pop_front() {
        let Some(row) = path_of(&address).and_then(row_of) else { continue };
        let of_row = seen.entry(row.path).or_default();
        if of_row.len() >= OF_A_ROW || !of_row.insert(address.clone()) || row.path.ends_with("/events") {
            continue;
        }
        let answer = client.get(&address).await;
        assert!(!answer.status.is_server_error(), "{role} at {address}: {}", answer.body);
        if answer.status != StatusCode::OK {
            continue;
        }
        let page = answer.body.replace("&amp;", "&");
        for action in found(&page, "form", "action") {
            forms += 1;
            let target = path_of(action).and_then(row_of);
            if !target.is_some_and(|target| is_for(target, role)) {
                faults.insert(format!("{role} at {}: a form to {action}", row.path));
            }
        }
        for link in found(&page, "a", "href") {
            let Some(target) = path_of(link).and_then(row_of) else { continue };
            if is_for(target, role) {
                waiting.push_back(link.to_owned());
            } else {
                faults.insert(format!("{role} at {}: a link to {}", row.path, target.path));
            }
        }
    }
    (faults, forms)
}

#[tokio::test]
async fn no_page_shows_a_form_or_a_link_that_its_reader_may_not_use() {
    let world = World::new().await;
    let (loaded, _) = posted(&world).await;
    answered_to(&world, &loaded, 1, BAD).await;
    assert!(!candidates(&world, &loaded).await.is_empty());
    let roles = [Role::Planner, Role::Approver, Role::Gate, Role::Marketer, Role::Care, Role::Privacy, Role::Admin];
    let mut faults = BTreeSet::new();
    for role in roles {
        let (found, forms) = walk(&world, role).await;
        assert!(forms > 5, "{role} saw {forms} forms");
        faults.extend(found);
    }
    assert!(faults.is_empty(), "{}", faults.into_iter().collect::<Vec<_>>().join("\n"));
}

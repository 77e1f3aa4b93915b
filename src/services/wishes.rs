//! What a planner asks of the next plan: this traveller gets this gift, or does not get it. Nothing changes until a plan is
//! made; the lot goes before every wish.

use serde_json::json;

use super::Error;
use super::campaigns::LoadedCampaign;
use super::pool::{Known, is_free_again};
use crate::app::App;
use crate::domain::actor::{Actor, Role};
use crate::domain::id::{MatchId, TravellerId};
use crate::domain::plan::{Wish, WishKind};
use crate::domain::refusal::Refusal;

/// Notes a wish about the traveller of a match.
pub async fn wish(
    app: &App,
    loaded: &LoadedCampaign,
    about: MatchId,
    kind: WishKind,
    idea: Option<&str>,
    by: &Actor,
) -> Result<(), Error> {
    let traveller = traveller_of(app, loaded, about, by).await?;
    let no_idea = |name: &str| Error::NotFound { what: "gift idea", name: name.to_owned() };
    match idea {
        Some(slug) if !loaded.campaign.gifts.iter().any(|idea| idea.slug == slug) => return Err(no_idea(slug)),
        None if kind == WishKind::Pin => return Err(no_idea("")),
        _ => {}
    }
    let known = Known::of(app, loaded.id, traveller).await?;
    if known.gifts.iter().any(|gift| !is_free_again(gift)) {
        return Err(Refusal::HasOne.into());
    }
    let now = app.now();
    let mut tx = app.store.begin().await?;
    if kind == WishKind::Pin && tx.is_held_out(loaded.id, traveller).await? {
        return Err(Refusal::HeldOut.into());
    }
    tx.set_wish(loaded.id, &Wish { traveller, kind, idea: idea.map(str::to_owned) }, by, now).await?;
    tx.audit(by, "plan.wish", &about.to_string(), json!({ "kind": kind, "idea": idea }), now);
    Ok(tx.commit().await?)
}

/// Takes a wish back; one that is gone already is no fault.
pub async fn take_back(
    app: &App,
    loaded: &LoadedCampaign,
    about: MatchId,
    idea: Option<&str>,
    by: &Actor,
) -> Result<(), Error> {
    let traveller = traveller_of(app, loaded, about, by).await?;
    let now = app.now();
    let mut tx = app.store.begin().await?;
    if tx.drop_wish(loaded.id, traveller, idea).await? {
        tx.audit(by, "plan.wish_back", &about.to_string(), json!({ "idea": idea }), now);
    }
    Ok(tx.commit().await?)
}

async fn traveller_of(app: &App, loaded: &LoadedCampaign, about: MatchId, by: &Actor) -> Result<TravellerId, Error> {
    if by.role != Role::Planner {
        let refusal = Refusal::WrongRole { role: by.role.as_str(), action: "change a plan", who: "a planner" };
        return Err(refusal.into());
    }
    let found = app.store.find_match(loaded.id, about).await?;
    Ok(found.ok_or_else(|| Error::NotFound { what: "match", name: about.to_string() })?.traveller)
}

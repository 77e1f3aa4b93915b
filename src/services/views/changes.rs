//! Who comes in and who goes out, with masked names; and whose pins clash.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::catalogue;
use crate::app::App;
use crate::domain::flight::LegKey;
use crate::domain::id::{MatchId, TravellerId};
use crate::services::Error;
use crate::services::campaigns::LoadedCampaign;
use crate::services::planning::Change;
use crate::store::view::approvals::Named;
use crate::store::view::{MaskedName, Names, names_of};

/// What becomes of one traveller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeLine {
    /// A match of theirs.
    pub from_match: MatchId,
    /// The booked name, masked.
    pub traveller: MaskedName,
    /// The leg.
    pub leg: LegKey,
    /// The gift before.
    pub from: Option<Names>,
    /// The gift after.
    pub to: Option<Names>,
}

/// Changes as a page shows them: how many of each kind, and the first of them by name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Changes {
    /// Travellers who come in.
    pub come_in: usize,
    /// Travellers who go out.
    pub go_out: usize,
    /// Travellers who get another gift.
    pub differ: usize,
    /// The first of them.
    pub lines: Vec<ChangeLine>,
}

/// Names the travellers of changes.
pub async fn changes(app: &App, loaded: &LoadedCampaign, all: &[Change]) -> Result<Changes, Error> {
    let names = catalogue(&loaded.campaign);
    let travellers: Vec<TravellerId> = all.iter().map(|change| change.traveller).collect();
    let known: BTreeMap<TravellerId, Named> =
        app.store.named(loaded.id, &travellers).await?.into_iter().map(|one| (one.traveller, one)).collect();
    let line = |change: &Change| {
        let known = known.get(&change.traveller)?;
        let name = |idea: &Option<String>| idea.as_ref().map(|idea| names_of(&names, idea));
        Some(ChangeLine {
            from_match: known.from_match,
            traveller: known.name.clone(),
            leg: known.leg.clone(),
            from: name(&change.from),
            to: name(&change.to),
        })
    };
    let count = |from: bool, to: bool| {
        all.iter().filter(|change| (change.from.is_some(), change.to.is_some()) == (from, to)).count()
    };
    Ok(Changes {
        come_in: count(false, true),
        go_out: count(true, false),
        differ: count(true, true),
        lines: all.iter().filter_map(line).collect(),
    })
}

/// Why there is no plan, as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClashShown {
    /// Reason codes of the limits and rules that clash.
    pub reasons: Vec<String>,
    /// Whose pins take part.
    pub pinned: Vec<Named>,
    /// Whether that is proven.
    pub proven: bool,
}

/// Puts a clash into words' codes and masked names; other errors stay what they are.
pub async fn clash(app: &App, loaded: &LoadedCampaign, error: Error) -> Result<ClashShown, Error> {
    let reason = |limit: &str| {
        let own = ["rule:", "tact:", "wish:", "round:", "language:", "hold_out", "elite"];
        if own.iter().any(|head| limit.starts_with(head)) { limit.to_owned() } else { format!("cap:{limit}") }
    };
    match error {
        Error::PinsClash { limits, travellers, proven } => {
            let pinned = app.store.named(loaded.id, &travellers).await?;
            Ok(ClashShown { reasons: limits.iter().map(|limit| reason(limit)).collect(), pinned, proven })
        }
        Error::Unsatisfiable { limits, proven } => {
            Ok(ClashShown { reasons: limits.split(", ").map(reason).collect(), pinned: Vec::new(), proven })
        }
        other => Err(other),
    }
}

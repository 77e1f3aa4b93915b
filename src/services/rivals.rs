//! Authors who claimed the same traveller in an earlier call: whoever posts a victim's name and flight one account at a
//! time gets no further than who posts them all at once.
//!
//! The rule is the one of [`crate::linkage::resolve`]: about as likely as the other claim means that nobody may guess.

use super::Error;
use crate::domain::id::{AuthorId, CampaignId, MatchId};
use crate::domain::matching::Evidence;
use crate::domain::post::Network;
use crate::linkage::{Candidate, Settings};
use crate::store::Tx;

/// The name under which evidence tells of rival authors.
const RIVAL_AUTHORS: &str = "rival authors";

/// Open matches of other accounts of a network that fit a traveller about as well as this one.
pub(super) async fn find_rivals(
    tx: &mut Tx,
    campaign: CampaignId,
    candidate: &Candidate,
    author: AuthorId,
    network: Network,
    settings: &Settings,
) -> Result<Vec<MatchId>, Error> {
    let own: Vec<Evidence> = candidate.evidence.iter().map(|line| (*line).into()).collect();
    let own = claim(candidate.weight, &own);
    let margin = settings.clear_by.log2();
    let others = tx.claims_on(campaign, candidate.traveller, author, network).await?;
    let equal = others.into_iter().filter(|other| (claim(other.weight, &other.evidence) - own).abs() < margin);
    Ok(equal.map(|other| other.id).collect())
}

/// The weight of a claim by itself, without what rivals took from it.
fn claim(weight: f64, evidence: &[Evidence]) -> f64 {
    let taken: f64 = evidence.iter().filter(|line| line.comparison == RIVAL_AUTHORS).map(|line| line.weight).sum();
    weight - taken
}

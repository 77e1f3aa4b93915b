//! Candidate matches: a post, a traveller on a leg, the evidence, and what a person decided.

use std::collections::BTreeMap;

use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use super::match_count::MatchStep;
use super::{Store, StoreError, Tx};
use crate::domain::actor::Actor;
use crate::domain::id::{AuthorId, CampaignId, LegId, MatchId, PostId, TravellerId};
use crate::domain::instant::Instant;
use crate::domain::matching::{Basis, Evidence, MatchState};
use crate::domain::post::Network;
use crate::domain::review::promise;

/// Candidate matches, narrowed by what follows.
macro_rules! candidates {
    ($narrowed:literal) => {
        concat!(
            "select c.id, c.post_id, c.author_id, c.traveller_id, c.leg_id, c.probability, c.weight, c.evidence, c.facts, \
             c.basis, c.state from candidate c where ",
            $narrowed
        )
    };
}

statements! {
    LIST = candidates!("c.campaign_id = $1 order by c.probability desc, c.id");
    NETWORKS = "select c.id, p.network from candidate c join post p on p.id = c.post_id where c.campaign_id = $1";
    FIND = candidates!("c.id = $1");
    FIND_OF = candidates!("c.campaign_id = $1 and c.id = $2");
    OF_TRAVELLER = candidates!("c.campaign_id = $1 and c.traveller_id = $2 order by c.probability desc, c.id");
    DECIDED = "select c.evidence, c.state from candidate c where c.state in ('confirmed', 'rejected') and c.decided_at < $1 \
               and c.decided_simulated = $2 order by c.decided_at desc, c.id limit $3";
    DECIDE = "update candidate set state = $3, decided_by = $4, decided_simulated = $5, decided_at = $6, \
              taken_by = null, taken_simulated = null, taken_at = null, taken_until = null where id = $1 and state = $2 \
              returning campaign_id";
    ADD = "insert into candidate (id, campaign_id, post_id, author_id, traveller_id, leg_id, probability, weight, evidence, facts, \
           basis, state, created_at, promise) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
           on conflict (campaign_id, post_id, traveller_id, leg_id) do nothing";
    WITHDRAW_OF_POST = "update candidate set state = 'withdrawn', decided_at = $2 where post_id = $1 \
                        and state in ('suggested', 'confirmed', 'ambiguous')";
    CLAIMS = candidates!("c.campaign_id = $1 and c.traveller_id = $2 and c.author_id <> $3 and c.state in ('suggested', 'confirmed', \
             'ambiguous') and exists (select 1 from author a where a.id = c.author_id and a.network = $4) order by c.id");
    MAKE_AMBIGUOUS = "update candidate set state = 'ambiguous' where id = $1 and state = 'suggested'";
    EXPIRE = "update candidate set state = 'expired', decided_at = $1 where state in ('suggested', 'ambiguous') \
              and leg_id in (select id from flight_leg where coalesce(estimated_departure_at, scheduled_departure_at) < $2)";
}

row! {
    struct CandidateRow {
        id: Uuid,
        post_id: Uuid,
        author_id: Uuid,
        traveller_id: Uuid,
        leg_id: Uuid,
        probability: f64,
        weight: f64,
        evidence: Json<Vec<Evidence>>,
        facts: Json<Value>,
        basis: String,
        state: String,
    }
}

row! {
    struct NetworkRow { id: Uuid, network: String }
}

row! {
    struct DecidedRow { evidence: Json<Vec<Evidence>>, state: String }
}

/// A candidate match as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Its id.
    pub id: MatchId,
    /// The post.
    pub post: PostId,
    /// Its author.
    pub author: AuthorId,
    /// The traveller.
    pub traveller: TravellerId,
    /// The leg.
    pub leg: LegId,
    /// Posterior probability.
    pub probability: f64,
    /// Sum of the evidence, bits.
    pub weight: f64,
    /// The evidence.
    pub evidence: Vec<Evidence>,
    /// What the post said that a gift may refer to (the choose step's input).
    pub facts: Value,
    /// Lawful basis.
    pub basis: Basis,
    /// State.
    pub state: MatchState,
}

impl CandidateRow {
    fn into_candidate(self) -> Result<Candidate, StoreError> {
        let bad = |_| StoreError::BadRow { what: "candidate" };
        Ok(Candidate {
            id: MatchId(self.id),
            post: PostId(self.post_id),
            author: AuthorId(self.author_id),
            traveller: TravellerId(self.traveller_id),
            leg: LegId(self.leg_id),
            probability: self.probability,
            weight: self.weight,
            evidence: self.evidence.0,
            facts: self.facts.0,
            basis: self.basis.parse().map_err(bad)?,
            state: self.state.parse().map_err(bad)?,
        })
    }
}

impl Store {
    /// All candidates of a campaign, the surest first.
    pub async fn list_candidates(&self, campaign: CampaignId) -> Result<Vec<Candidate>, StoreError> {
        let rows = on_read!(self, LIST, query_as::<CandidateRow>[campaign.0], fetch_all)?;
        rows.into_iter().map(CandidateRow::into_candidate).collect()
    }
}

impl Store {
    /// One candidate of a campaign.
    pub async fn find_match(&self, campaign: CampaignId, id: MatchId) -> Result<Option<Candidate>, StoreError> {
        let row = on_read!(self, FIND_OF, query_as::<CandidateRow>[campaign.0, id.0], fetch_optional)?;
        row.map(CandidateRow::into_candidate).transpose()
    }

    /// A traveller's candidates in a campaign, the surest first.
    pub async fn matches_of(&self, campaign: CampaignId, traveller: TravellerId) -> Result<Vec<Candidate>, StoreError> {
        let rows = on_read!(self, OF_TRAVELLER, query_as::<CandidateRow>[campaign.0, traveller.0], fetch_all)?;
        rows.into_iter().map(CandidateRow::into_candidate).collect()
    }

    /// What people decided before an instant, the newest first: the evidence, and whether it was confirmed. Decisions of a rehearsal
    /// or a demo are left out.
    pub async fn decided_evidence(&self, before: Instant, most: u32) -> Result<Vec<(Vec<Evidence>, bool)>, StoreError> {
        let rows = on_read!(self, DECIDED, query_as::<DecidedRow>[before, false, i64::from(most)], fetch_all)?;
        Ok(rows.into_iter().map(|row| (row.evidence.0, row.state == MatchState::Confirmed.as_str())).collect())
    }
}

impl Store {
    /// On which network the post of each candidate was written.
    pub async fn candidate_networks(&self, campaign: CampaignId) -> Result<BTreeMap<MatchId, Network>, StoreError> {
        let rows = on_read!(self, NETWORKS, query_as::<NetworkRow>[campaign.0], fetch_all)?;
        let bad = |_| StoreError::BadRow { what: "network" };
        rows.into_iter().map(|row| Ok((MatchId(row.id), row.network.parse().map_err(bad)?))).collect()
    }
}

impl Tx {
    /// One candidate.
    pub async fn find_candidate(&mut self, id: MatchId) -> Result<Option<Candidate>, StoreError> {
        let row = in_tx!(self, FIND, query_as::<CandidateRow>[id.0], fetch_optional)?;
        row.map(CandidateRow::into_candidate).transpose()
    }

    /// Adds a candidate; `false` where the same one is there.
    pub async fn add_candidate(
        &mut self,
        campaign: CampaignId,
        new: &Candidate,
        now: Instant,
    ) -> Result<bool, StoreError> {
        let promise = promise(new.probability, new.facts.as_array().map_or(0, Vec::len));
        let touched = in_tx!(self, ADD, query[new.id.0, campaign.0, new.post.0, new.author.0, new.traveller.0, new.leg.0,
            new.probability, new.weight, Json(&new.evidence), Json(&new.facts), new.basis.as_str(), new.state.as_str(), now, promise],
            execute)?;
        if touched == 1 {
            self.count_match(campaign, MatchStep::Suggested, 1);
        }
        Ok(touched == 1)
    }

    /// Writes a person's decision on a candidate that is still `from`.
    pub async fn save_decision(
        &mut self,
        id: MatchId,
        from: MatchState,
        to: MatchState,
        by: &Actor,
        now: Instant,
    ) -> Result<(), StoreError> {
        let campaign =
            in_tx!(self, DECIDE, query_scalar::<Uuid>[id.0, from.as_str(), to.as_str(), by.id.0, by.simulated, now],
            fetch_optional)?
            .ok_or(StoreError::Stale)?;
        if to == MatchState::Confirmed {
            self.count_match(CampaignId(campaign), MatchStep::Confirmed, 1);
        }
        Ok(())
    }

    /// Open matches of a traveller with other accounts of a network.
    pub async fn claims_on(
        &mut self,
        campaign: CampaignId,
        traveller: TravellerId,
        besides: AuthorId,
        network: Network,
    ) -> Result<Vec<Candidate>, StoreError> {
        let rows = in_tx!(self, CLAIMS, query_as::<CandidateRow>[campaign.0, traveller.0, besides.0, network.as_str()], fetch_all)?;
        rows.into_iter().map(CandidateRow::into_candidate).collect()
    }

    /// Takes a suggestion back to the ambiguous ones; what a person decided stays.
    pub async fn make_ambiguous(&mut self, id: MatchId) -> Result<(), StoreError> {
        in_tx!(self, MAKE_AMBIGUOUS, query[id.0], execute)?;
        Ok(())
    }

    /// Withdraws what hangs on a post that is gone.
    pub async fn withdraw_candidates(&mut self, post: PostId, now: Instant) -> Result<u64, StoreError> {
        Ok(in_tx!(self, WITHDRAW_OF_POST, query[post.0, now], execute)?)
    }

    /// Expires what nobody decided before the flight left.
    pub async fn expire_candidates(&mut self, now: Instant) -> Result<u64, StoreError> {
        Ok(in_tx!(self, EXPIRE, query[now, now], execute)?)
    }
}

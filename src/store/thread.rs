//! Threads below our posts: what was answered to us, and what we answered, by which later answers are known as theirs.

use uuid::Uuid;

use super::care::OwnPost;
use super::{Store, StoreError};
use crate::domain::id::{CampaignId, FollowUpId};
use crate::domain::post::Network;

statements! {
    HEARD = "select p.fingerprint, c.follow_up_id, c.campaign_id from care_case c join post p on p.id = c.post_id \
             where p.network = $1 order by c.id";
    SAID = "select r.external_id as name, c.follow_up_id, c.campaign_id from care_answer r join care_case c on c.id = r.case_id \
            join post p on p.id = c.post_id where p.network = $1 and r.external_id is not null order by r.id";
}

row! {
    struct HeardRow { fingerprint: Vec<u8>, follow_up_id: Uuid, campaign_id: Uuid }
}

row! {
    struct SaidRow { name: String, follow_up_id: Uuid, campaign_id: Uuid }
}

impl Store {
    /// The posts of a network in threads below posts of ours, by fingerprint, each with the post of ours.
    pub async fn list_threads(&self, network: Network) -> Result<Vec<(Vec<u8>, OwnPost)>, StoreError> {
        let own = |id: Uuid, campaign: Uuid, external_id: String| OwnPost {
            follow_up: FollowUpId(id),
            campaign: CampaignId(campaign),
            external_id,
        };
        let heard = on_read!(self, HEARD, query_as::<HeardRow>[network.as_str()], fetch_all)?.into_iter();
        let said = on_read!(self, SAID, query_as::<SaidRow>[network.as_str()], fetch_all)?.into_iter();
        let heard = heard.map(|row| (row.fingerprint, own(row.follow_up_id, row.campaign_id, String::new())));
        let said = said.map(|row| {
            let fingerprint = self.fingerprint_of_post(network, &row.name);
            (fingerprint, own(row.follow_up_id, row.campaign_id, row.name))
        });
        Ok(heard.chain(said).collect())
    }
}

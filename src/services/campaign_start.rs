//! A new campaign as a draft: for planners who are not bound to one campaign, and only with a file that has no fault.

use super::campaign_edit::read;
use super::{Error, campaigns, insight};
use crate::app::App;
use crate::domain::actor::{Actor, Role};
use crate::domain::refusal::Refusal;
use crate::formats::campaign::Fault;
use crate::store::StoreError;
use crate::store::view::insight::IdeaLine;

/// Names that pages have beside the campaigns' own.
const TAKEN: [&str; 3] = ["new", "compare", "insight"];

/// Takes the file of a new campaign in; gives its slug, or everything that is wrong with it. The idea it comes from is done
/// then.
pub async fn start(
    app: &App,
    source: &str,
    idea: Option<&IdeaLine>,
    by: &Actor,
) -> Result<Result<String, Vec<Fault>>, Error> {
    if by.role != Role::Planner {
        let refusal = Refusal::WrongRole { role: by.role.as_str(), action: "start a campaign", who: "a planner" };
        return Err(refusal.into());
    }
    let campaign = match read(app.stations(), source.as_bytes()) {
        Ok(campaign) => campaign,
        Err(faults) => return Ok(Err(faults)),
    };
    let taken = || Fault {
        line: 1,
        column: 1,
        path: "slug".to_owned(),
        code: "slug_taken",
        message: format!("there is something called `{}` already", campaign.slug),
        remedy: "give this one another name".to_owned(),
    };
    if TAKEN.contains(&campaign.slug.as_str()) {
        return Ok(Err(vec![taken()]));
    }
    match campaigns::add(app, source, by).await {
        Ok(_) => {
            if let Some(idea) = idea {
                insight::finish(app, idea.id, by).await?;
            }
            Ok(Ok(campaign.slug))
        }
        Err(Error::Store(StoreError::Taken)) => Ok(Err(vec![taken()])),
        Err(other) => Err(other),
    }
}

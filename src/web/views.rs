//! Where pages get their read models from: the services, or made-up samples for looking at pages.

use std::sync::Arc;

use uuid::Uuid;

use super::problem::Problem;
use super::samples;
use super::shared_read::SharedReads;
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::id::{MatchId, TravellerId};
use crate::services::{Error, insight, live, stopping, views};
use crate::store::view::approvals::PlanDesk;
use crate::store::view::board::{BoardView, CampaignsView};
use crate::store::view::candidates::{CandidateFilter, CandidateView, CandidatesView};
use crate::store::view::care::{CareCase, CareQueue};
use crate::store::view::compare::CompareView;
use crate::store::view::deliveries::{GateIndexView, GateView};
use crate::store::view::follow_ups::{FollowUpFilter, FollowUpsView};
use crate::store::view::insight::InsightView;
use crate::store::view::person::PersonView;
use crate::store::view::plan::PlanView;
use crate::store::view::repair::RepairView;
use crate::store::view::report::ReportView;
use crate::store::view::review::ReviewView;
use crate::store::view::schedule::ScheduleView;
use crate::store::view::settings::SettingsView;
use crate::store::view::stopping::StopView;

/// Keysets of the plan page.
#[derive(Debug, Clone, Default)]
pub struct PlanCursors {
    /// Of the gifts.
    pub after: Option<String>,
    /// Of the travellers without a gift.
    pub others_after: Option<String>,
}

/// The source of read models.
#[derive(Debug)]
pub enum Views {
    /// The database.
    App(Live),
    /// Made-up examples of one campaign.
    Samples,
}

/// The database, and reads of it that cost so much that all who ask at the same moment share one.
#[derive(Debug)]
pub struct Live {
    /// The services.
    pub app: Arc<App>,
    boards: SharedReads<BoardView>,
    candidates: SharedReads<CandidatesView>,
}

impl From<Arc<App>> for Views {
    fn from(app: Arc<App>) -> Self {
        Self::App(Live { app, boards: SharedReads::default(), candidates: SharedReads::default() })
    }
}

/// Nothing where what was asked for does not exist.
fn found<T>(answer: Result<T, Error>) -> Result<Option<T>, Problem> {
    match answer {
        Ok(view) => Ok(Some(view)),
        Err(Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(Problem::failed(&error)),
    }
}

impl Views {
    /// All campaigns.
    pub async fn campaigns(&self) -> Result<CampaignsView, Problem> {
        match self {
            Self::App(Live { app, .. }) => views::campaigns(app).await.map_err(|error| Problem::failed(&error)),
            Self::Samples => Ok(samples::board::campaigns()),
        }
    }

    /// A campaign's board.
    pub async fn board(&self, slug: &str) -> Result<Option<BoardView>, Problem> {
        match self {
            Self::App(live) => {
                Ok(found(live.boards.read(slug, views::board(&live.app, slug)).await)?.map(Arc::unwrap_or_clone))
            }
            Self::Samples => Ok(known(slug).then(samples::board::board)),
        }
    }

    /// A page of candidates.
    pub async fn candidates(&self, slug: &str, filter: CandidateFilter) -> Result<Option<CandidatesView>, Problem> {
        match self {
            Self::App(live) => {
                let key = format!("{slug} {filter:?}");
                let read = live.candidates.read(&key, views::candidates(&live.app, slug, &filter));
                Ok(found(read.await)?.map(Arc::unwrap_or_clone))
            }
            Self::Samples => Ok(known(slug).then(|| samples::candidates::list(filter))),
        }
    }

    /// The queue of the care desk.
    pub async fn care_queue(&self) -> Result<CareQueue, Problem> {
        match self {
            Self::App(Live { app, .. }) => views::care_queue(app).await.map_err(|error| Problem::failed(&error)),
            Self::Samples => Ok(samples::care::queue()),
        }
    }

    /// One case for somebody.
    pub async fn care_case(&self, id: Uuid, me: &Actor) -> Result<Option<CareCase>, Problem> {
        match self {
            Self::App(Live { app, .. }) => found(views::care_case(app, id, me).await),
            Self::Samples => Ok(samples::care::cases().into_iter().find(|view| view.line.id == id)),
        }
    }

    /// One candidate.
    pub async fn candidate(&self, slug: &str, id: MatchId) -> Result<Option<CandidateView>, Problem> {
        match self {
            Self::App(Live { app, .. }) => found(views::candidate(app, slug, id).await),
            Self::Samples => Ok(samples::candidates::all().into_iter().find(|view| known(slug) && view.id == id)),
        }
    }

    /// One candidate as reviewers work on it.
    pub async fn review(
        &self,
        slug: &str,
        id: MatchId,
        queue: &CandidateFilter,
    ) -> Result<Option<ReviewView>, Problem> {
        match self {
            Self::App(Live { app, .. }) => found(views::review(app, slug, id, queue).await),
            Self::Samples => Ok(samples::review::review(id).filter(|_| known(slug))),
        }
    }

    /// A traveller on one page.
    pub async fn person(&self, slug: &str, id: TravellerId) -> Result<Option<PersonView>, Problem> {
        match self {
            Self::App(Live { app, .. }) => found(views::person(app, slug, id).await),
            Self::Samples => Ok(samples::review::people().into_iter().find(|view| known(slug) && view.id == id)),
        }
    }

    /// The stop switch of a campaign.
    pub async fn stop(&self, slug: &str) -> Result<Option<StopView>, Problem> {
        match self {
            Self::App(Live { app, .. }) => found(stopping::view(app, slug).await),
            Self::Samples => Ok(samples::review::stops().into_iter().next().filter(|_| known(slug))),
        }
    }

    /// The number that tells whether something changed since.
    pub async fn version(&self) -> Result<i64, Problem> {
        match self {
            Self::App(Live { app, .. }) => Ok(live::version(app).await?),
            Self::Samples => Ok(0),
        }
    }

    /// The newest plan.
    pub async fn plan(&self, slug: &str, cursors: PlanCursors) -> Result<Option<PlanView>, Problem> {
        match self {
            Self::App(Live { app, .. }) => {
                let PlanCursors { after, others_after } = cursors;
                found(views::plan(app, slug, after.as_deref(), others_after.as_deref()).await)
            }
            Self::Samples => Ok(known(slug).then(samples::plan::plan)),
        }
    }

    /// What the plan page shows beside the plan.
    pub async fn plan_desk(&self, slug: &str) -> Result<PlanDesk, Problem> {
        match self {
            Self::App(Live { app, .. }) => Ok(views::plan_desk(app, slug).await?),
            Self::Samples => Ok(samples::approvals::desk()),
        }
    }

    /// A page of follow-up posts.
    pub async fn follow_ups(&self, slug: &str, filter: FollowUpFilter) -> Result<Option<FollowUpsView>, Problem> {
        match self {
            Self::App(Live { app, .. }) => found(views::follow_ups(app, slug, &filter).await),
            Self::Samples => Ok(known(slug).then(|| samples::follow_ups::list(filter))),
        }
    }

    /// The report.
    pub async fn report(&self, slug: &str) -> Result<Option<ReportView>, Problem> {
        match self {
            Self::App(Live { app, .. }) => found(views::report(app, slug).await),
            Self::Samples => Ok(known(slug).then(samples::report::report)),
        }
    }

    /// Campaigns beside each other, those that the visitor may see; groups of few people where they may see people.
    pub async fn compare(
        &self,
        sees: impl Fn(&str) -> bool,
        sees_people: impl Fn(&str) -> bool,
    ) -> Result<CompareView, Problem> {
        match self {
            Self::App(Live { app, .. }) => {
                views::compare(app, sees, sees_people).await.map_err(|error| Problem::failed(&error))
            }
            Self::Samples => Ok(samples::report::compare()),
        }
    }

    /// What people talk about.
    pub async fn insight(&self, sees_posts: bool) -> Result<InsightView, Problem> {
        match self {
            Self::App(Live { app, .. }) => {
                insight::insight(app, sees_posts).await.map_err(|error| Problem::failed(&error))
            }
            Self::Samples => Ok(samples::report::insight()),
        }
    }

    /// Which readings are due.
    pub async fn schedule(&self, slug: &str) -> Result<Option<ScheduleView>, Problem> {
        match self {
            Self::App(Live { app, .. }) => found(views::schedule(app, slug).await),
            Self::Samples => Ok(known(slug).then(samples::report::schedule)),
        }
    }

    /// Readings to be put right.
    pub async fn repair(&self, slug: &str, post: Option<&str>) -> Result<Option<RepairView>, Problem> {
        match self {
            Self::App(Live { app, .. }) => found(views::repair(app, slug, post).await),
            Self::Samples => Ok(known(slug).then(|| samples::report::repair(post))),
        }
    }

    /// What the report needs to know.
    pub async fn settings(&self, slug: &str) -> Result<Option<SettingsView>, Problem> {
        match self {
            Self::App(Live { app, .. }) => found(views::settings(app, slug).await),
            Self::Samples => Ok(known(slug).then(samples::report::settings)),
        }
    }

    /// Stations with hand-overs.
    pub async fn gates(&self) -> Result<GateIndexView, Problem> {
        match self {
            Self::App(Live { app, .. }) => views::gate_index(app).await.map_err(|error| Problem::failed(&error)),
            Self::Samples => Ok(samples::deliveries::stations()),
        }
    }

    /// The delivery list of a station, for somebody who stands at one of its places.
    pub async fn gate(&self, station: &str, standing: &str) -> Result<Option<GateView>, Problem> {
        match self {
            Self::App(Live { app, .. }) => found(views::gate_from(app, station, standing).await),
            Self::Samples => Ok((station == "AMS").then(samples::deliveries::gate)),
        }
    }
}

fn known(slug: &str) -> bool {
    slug == samples::SLUG
}

//! One yes to several small gifts of one idea for one reason, all of them or none.

use axum::Json;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::input::Body;
use crate::domain::actor::Role;
use crate::domain::id::GiftId;
use crate::services::{approval, campaigns};
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Visitor;

/// Most gifts of one yes, as on the page.
const MOST: usize = 20;

/// A gift as it was seen.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GiftSeen {
    /// Its id.
    pub id: Uuid,
    /// Its `content` as it was seen.
    #[schema(min_length = 1, max_length = 128)]
    pub content: String,
}

/// The gifts to approve.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TogetherSent {
    /// Of one idea, for one reason.
    #[schema(min_items = 1, max_items = 20)]
    pub gifts: Vec<GiftSeen>,
}

/// What was approved.
#[derive(Debug, Serialize, ToSchema)]
pub struct TogetherDone {
    /// How many.
    pub approved: usize,
}

/// Approve several small gifts exactly as they were seen, or none
#[utoipa::path(post, path = "/api/v1/campaigns/{slug}/approvals/together", tag = "approvals",
    params(("slug" = String, Path, description = "The campaign")), request_body = TogetherSent,
    responses((status = 200, description = "All of them are approved", body = TogetherDone)))]
pub async fn approve(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
    Body(TogetherSent { gifts }): Body<TogetherSent>,
) -> Result<Json<TogetherDone>, Problem> {
    if gifts.is_empty() || gifts.len() > MOST {
        return Err(Problem::Invalid(format!("`gifts` names none or more than {MOST}")));
    }
    if gifts.iter().any(|gift| gift.content.is_empty() || gift.content.len() > 128) {
        return Err(Problem::Invalid("`content` is the `content` of a gift".to_owned()));
    }
    let app = web.app()?;
    let loaded = campaigns::load(app, &slug).await?;
    let seen: Vec<_> = gifts.into_iter().map(|gift| (GiftId(gift.id), gift.content)).collect();
    let approved = approval::approve_together(app, &loaded, &seen, &visitor.actor(Role::Approver)).await?;
    Ok(Json(TogetherDone { approved }))
}

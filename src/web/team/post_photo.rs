//! `/campaigns/{slug}/follow-ups/{id}/photo`: the photo of a hand-over, what is to be seen on it, and whether it goes out.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Serialize;

use super::fault::Fault;
use crate::app::App;
use crate::domain::actor::Role;
use crate::domain::id::{FollowUpId, GiftId};
use crate::domain::language::Language;
use crate::domain::post::Network;
use crate::services::post_photo::{self, Offer};
use crate::services::views;
use crate::store::view::CampaignHead;
use crate::web::at::At;
use crate::web::chrome::Chrome;
use crate::web::csrf::DeskForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// A post and the photo that may go with it.
#[derive(Debug, Clone, Serialize)]
pub struct PostPhotoView {
    /// Head.
    pub head: CampaignHead,
    /// The post.
    pub id: FollowUpId,
    /// The gift that the photo is of.
    pub gift: GiftId,
    /// Where the post goes.
    pub network: Network,
    /// Its language.
    pub language: Language,
    /// Its text.
    pub text: String,
    /// What a change is bound to.
    pub content_hash: String,
    /// Whether there is a photo that may be shown.
    pub ready: bool,
    /// Whether it goes out with the post.
    pub goes_out: bool,
    /// How long a description may be.
    pub longest: usize,
}

/// The page.
#[derive(Debug, Serialize)]
pub struct PostPhotoPage {
    /// What it shows.
    pub view: PostPhotoView,
    /// The description, or what was sent.
    pub description: String,
    /// What is wrong with it.
    pub photo_fault: Option<&'static str>,
    /// Why nothing was changed.
    pub fault: Option<Fault>,
}

impl Page for PostPhotoPage {
    const TEMPLATE: &'static str = "team/post_photo.html";

    fn samples() -> Vec<Self> {
        let page = |ready, goes_out, photo_fault, fault| Self {
            view: PostPhotoView {
                head: samples::approvals::queue().head,
                id: FollowUpId(uuid::Uuid::nil()),
                gift: GiftId(uuid::Uuid::nil()),
                network: Network::Bluesky,
                language: Language::Nl,
                text: "Goede reis, Femke!".to_owned(),
                content_hash: "0".repeat(64),
                ready,
                goes_out,
                longest: 2_000,
            },
            description: "Femke houdt een blauw blik vast".to_owned(),
            photo_fault,
            fault,
        };
        let fault = Fault { code: "content_changed", reason: None };
        let faults = ["no_description", "long_description", "form", "too_large", "not_there"];
        let mut pages: Vec<_> = faults.into_iter().map(|code| page(true, false, Some(code), None)).collect();
        pages.extend([
            page(true, true, None, None),
            page(false, true, None, None),
            page(false, false, None, Some(fault)),
        ]);
        pages
    }
}

async fn page(app: &App, slug: &str, id: FollowUpId) -> Result<PostPhotoPage, Problem> {
    let (loaded, head) = views::campaign(app, slug).await?;
    let Offer { gift, network, language, text, content_hash, description, ready, longest } =
        post_photo::offer(app, &loaded, id).await?;
    let goes_out = description.is_some();
    let view = PostPhotoView { head, id, gift, network, language, text, content_hash, ready, goes_out, longest };
    Ok(PostPhotoPage { view, description: description.unwrap_or_default(), photo_fault: None, fault: None })
}

/// Shows it.
pub async fn show(
    State(web): State<Web>,
    At((slug, id)): At<(String, FollowUpId)>,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    web.page(&page(web.app()?, &slug, id).await?, &chrome)
}

/// Puts the photo with the post, or takes it off.
pub async fn save(
    State(web): State<Web>,
    At((slug, id)): At<(String, FollowUpId)>,
    chrome: Chrome,
    DeskForm { doer, fields }: DeskForm,
) -> Result<Response, Problem> {
    let app = web.app()?;
    let (loaded, _) = views::campaign(app, &slug).await?;
    let (seen, description) = (fields.get("content"), fields.get("description"));
    let wanted = (fields.get("photo") != "off").then_some(description);
    let outcome = post_photo::change(app, &loaded, id, seen, wanted, &doer.actor(Role::Approver)).await;
    let (photo_fault, fault) = match outcome {
        Ok(Ok(())) => {
            let address = format!("/campaigns/{slug}/follow-ups?done=photo_changed");
            return Ok(Redirect::to(&chrome.to(&address)).into_response());
        }
        Ok(Err(unfit)) => (Some(unfit.code()), None),
        Err(error) => (None, Some(Fault::of(error)?)),
    };
    let status = if fault.is_some() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = PostPhotoPage { description: description.to_owned(), photo_fault, fault, ..page(app, &slug, id).await? };
    Ok((status, web.page(&page, &chrome)?).into_response())
}

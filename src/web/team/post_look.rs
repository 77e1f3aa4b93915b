//! `/campaigns/{slug}/follow-ups/{id}/look`: a post as it will look on each network of its campaign, its own first.

use axum::extract::State;
use axum::response::Html;
use serde::Serialize;

use crate::domain::account::Place;
use crate::domain::id::{FollowUpId, GiftId};
use crate::domain::language::Language;
use crate::domain::post::Network;
use crate::formats::post_look::{Look, look};
use crate::services::{post_text, views};
use crate::store::view::CampaignHead;
use crate::web::at::At;
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;
use crate::web::session::Visitor;

/// The page.
#[derive(Debug, Serialize)]
pub struct PostLookPage {
    /// What it shows.
    pub view: PostLookView,
}

/// A post on the networks of its campaign.
#[derive(Debug, Serialize)]
pub struct PostLookView {
    /// Head.
    pub head: CampaignHead,
    /// Its language.
    pub language: Language,
    /// Where it goes.
    pub network: Network,
    /// How it looks, network by network.
    pub looks: Vec<Look>,
    /// What is to be seen on the photo that goes out with it.
    pub photo: Option<String>,
    /// The gift that the photo is of.
    pub gift: GiftId,
    /// Whether the visitor may see photos.
    pub sees_photo: bool,
}

impl Page for PostLookPage {
    const TEMPLATE: &'static str = "team/post_look.html";

    fn samples() -> Vec<Self> {
        let text = "Enjoy Venice, Sanne! https://gifts.example/r/0123456789 #SchipholSurprise @klm";
        let page = |text: &str| Self {
            view: PostLookView {
                head: samples::approvals::queue().head,
                language: Language::En,
                network: Network::Bluesky,
                looks: Network::ALL.iter().map(|network| look(*network, text)).collect(),
                photo: Some("Sanne holds a blue tin".to_owned()),
                gift: GiftId(uuid::Uuid::nil()),
                sees_photo: false,
            },
        };
        vec![page(text), page(&"x".repeat(301))]
    }
}

/// Shows it.
pub async fn show(
    State(web): State<Web>,
    At((slug, id)): At<(String, FollowUpId)>,
    visitor: Visitor,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    let app = web.app()?;
    let (loaded, head) = views::campaign(app, &slug).await?;
    let post = post_text::editable(app, &loaded, id).await?;
    let others = loaded.campaign.follow_up.networks.iter().copied().filter(|network| *network != post.network);
    let looks = std::iter::once(post.network).chain(others).map(|network| look(network, &post.text)).collect();
    let sees_photo = visitor.sees("/campaigns/{slug}/photos/{id}", Some((Place::Campaign, &slug)));
    let (language, network, photo, gift) = (post.language, post.network, post.photo, post.gift);
    let view = PostLookView { head, language, network, looks, photo, gift, sees_photo };
    web.page(&PostLookPage { view }, &chrome)
}

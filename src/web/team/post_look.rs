//! `/campaigns/{slug}/follow-ups/{id}/look`: a post as it will look on each network of its campaign, its own first.

use axum::extract::{Path, State};
use axum::response::Html;
use serde::Serialize;

use crate::domain::language::Language;
use crate::domain::post::Network;
use crate::formats::post_look::{Look, look};
use crate::services::{post_text, views};
use crate::store::view::CampaignHead;
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

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
            },
        };
        vec![page(text), page(&"x".repeat(301))]
    }
}

/// Shows it.
pub async fn show(
    State(web): State<Web>,
    Path((slug, id)): Path<(String, String)>,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    let app = web.app()?;
    let id = id.parse().map_err(|_| Problem::NotFound)?;
    let (loaded, head) = views::campaign(app, &slug).await?;
    let post = post_text::editable(app, &loaded, id).await?;
    let others = loaded.campaign.follow_up.networks.iter().copied().filter(|network| *network != post.network);
    let looks = std::iter::once(post.network).chain(others).map(|network| look(network, &post.text)).collect();
    let view = PostLookView { head, language: post.language, network: post.network, looks };
    web.page(&PostLookPage { view }, &chrome)
}

//! Every page in every state on a port, for a browser:
//! `GIFTGATE_SAMPLES=127.0.0.1:8090 cargo test --lib web::tests::serving -- --ignored`.
//!
//! `/samples` lists them by their templates, `/samples/{n}?lang=` is one of them as a member sees it.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::Request;
use axum::response::{Html, IntoResponse};
use axum::{Json, Router};
use tower::ServiceExt as _;

use super::rendering::member;
use super::{engine, sample_web};
use crate::domain::language::Language;
use crate::web::chrome::Chrome;
use crate::web::page::render_samples;
use crate::web::router;
use crate::web::session::Visitor;

fn samples(language: Language) -> Vec<(&'static str, String)> {
    let chrome = Chrome::plain(language).seen_by(&Visitor::Member(Arc::new(member())));
    let rendered = render_samples(&engine(), &chrome);
    // Files that stand alone hold the real rules; their samples hold one in its place.
    let whole = |html: String| html.replace("body { margin: 0 }", engine().assets.css());
    rendered.into_iter().map(|(template, html)| (template, whole(html.expect("a page")))).collect()
}

#[tokio::test]
#[ignore = "serves until it is ended; tests/browser starts it"]
async fn samples_are_served() {
    let pages: HashMap<&str, Vec<String>> = Language::ALL
        .iter()
        .map(|language| (language.as_str(), samples(*language).into_iter().map(|(_, html)| html).collect()))
        .collect();
    let names: Vec<&str> = samples(Language::En).into_iter().map(|(template, _)| template).collect();
    let others = router(sample_web());
    let all = Router::new().fallback(async move |request: Request| {
        let place = request.uri().path().strip_prefix("/samples");
        let Some(place) = place else { return others.oneshot(request).await.into_response() };
        let language = request.uri().query().and_then(|query| query.strip_prefix("lang=")).unwrap_or("en");
        match place.trim_start_matches('/').parse::<usize>() {
            Ok(n) => Html(pages[language][n].clone()).into_response(),
            Err(_) => Json(names).into_response(),
        }
    });
    let address = std::env::var("GIFTGATE_SAMPLES").unwrap_or_else(|_| "127.0.0.1:8090".to_owned());
    let listener = tokio::net::TcpListener::bind(&address).await.expect("a free port");
    println!("http://{}", listener.local_addr().expect("an address"));
    axum::serve(listener, all).await.expect("served");
}

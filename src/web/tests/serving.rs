//! The samples on a port, for a browser: `GIFTGATE_SAMPLES=127.0.0.1:8090 cargo test --lib web::tests::serving -- --ignored`.

use super::sample_web;
use crate::web::router;

#[tokio::test]
#[ignore = "serves until it is ended; tests/browser starts it"]
async fn samples_are_served() {
    let address = std::env::var("GIFTGATE_SAMPLES").unwrap_or_else(|_| "127.0.0.1:8090".to_owned());
    let listener = tokio::net::TcpListener::bind(&address).await.expect("a free port");
    println!("http://{address}");
    axum::serve(listener, router(sample_web())).await.expect("served");
}

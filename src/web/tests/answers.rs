//! Status, headers and addresses.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use http_body_util::BodyExt;
use tower::ServiceExt;

use super::{engine, sample_web};
use crate::web::{Views, Web, WebState, router};

async fn get(path: &str, headers: &[(&str, &str)]) -> Response {
    let mut request = Request::get(path);
    let named = headers.iter().any(|(name, _)| *name == "host");
    for (name, value) in headers.iter().copied().chain((!named).then_some(("host", "localhost:8080"))) {
        request = request.header(name, value);
    }
    let request = request.body(Body::empty()).expect("a request");
    router(sample_web()).oneshot(request).await.expect("an answer")
}

async fn body(response: Response) -> String {
    let bytes = response.into_body().collect().await.expect("a body").to_bytes();
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

#[tokio::test]
async fn every_address_answers_with_our_security_headers() {
    let candidate = format!("/campaigns/schiphol-surprise/candidates/{}", crate::web::samples::candidates::all()[0].id);
    for path in [
        "/",
        "/campaigns/schiphol-surprise",
        "/campaigns/schiphol-surprise/candidates?state=ambiguous&band=weak",
        &candidate,
        "/campaigns/schiphol-surprise/plan?after=x",
        "/campaigns/schiphol-surprise/follow-ups?state=held",
        "/campaigns/schiphol-surprise/report?lang=ja",
        "/gate",
        "/gate/AMS",
        "/healthz",
    ] {
        let response = get(path, &[]).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        let policy = response.headers()["content-security-policy"].to_str().expect("text");
        assert!(policy.starts_with("default-src 'none'; style-src 'self';"), "{policy}");
        assert_eq!(response.headers()["cache-control"], "no-store", "{path}");
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
    }
}

#[tokio::test]
async fn the_language_follows_the_address_then_the_browser() {
    let page = body(get("/?lang=de", &[("accept-language", "ja")]).await).await;
    assert!(page.contains("<html lang=\"de\""), "{page}");
    assert!(page.contains("/campaigns/schiphol-surprise?lang=de"), "links keep the language");
    let page = body(get("/", &[("accept-language", "ja, en;q=0.5")]).await).await;
    assert!(page.contains("<html lang=\"ja\"") && !page.contains("surprise?lang=ja"));
}

#[tokio::test]
async fn what_is_not_there_is_a_page_or_json() {
    for path in [
        "/nothing",
        "/campaigns/none",
        "/gate/xyz",
        "/gate/AMSX",
        "/static/app.css",
        "/campaigns/schiphol-surprise/candidates/1",
    ] {
        let response = get(path, &[]).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        assert!(body(response).await.contains("<main"), "{path}");
    }
    let response = get("/nothing", &[("accept", "application/json")]).await;
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    assert!(body(response).await.contains("\"code\":\"not_found\""));
    assert_eq!(get("/campaigns/schiphol-surprise/candidates?state=x", &[]).await.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_foreign_host_name_is_refused() {
    assert_eq!(get("/", &[("host", "rebound.example")]).await.status(), StatusCode::MISDIRECTED_REQUEST);
    assert_eq!(get("/", &[("host", "gifts.example")]).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn only_reading_is_possible() {
    let request = Request::post("/").header("host", "localhost").body(Body::empty()).expect("a request");
    let response = router(sample_web()).oneshot(request).await.expect("an answer");
    assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert!(response.headers().contains_key("allow"));
}

#[tokio::test]
async fn files_are_kept_for_a_year_under_their_hash() {
    let web = sample_web();
    let path = web.engine.assets.address("app.css").expect("a style sheet");
    let response = get(&path, &[("accept-encoding", "gzip")]).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["cache-control"], "public, max-age=31536000, immutable");
    assert_eq!(response.headers()["content-encoding"], "gzip");
    assert_eq!(response.headers()["vary"], "accept-encoding");
    for refusing in ["identity", "gzip;q=0", "br, gzip; q=0.0"] {
        let response = get(&path, &[("accept-encoding", refusing)]).await;
        assert!(!response.headers().contains_key("content-encoding"), "{refusing}");
        assert!(body(response).await.contains(".card"), "{refusing}");
    }
}

#[tokio::test]
async fn a_page_names_all_that_its_scripts_import_and_a_phone_gets_the_small_sheet() {
    let assets = &sample_web().engine.assets;
    // All of the gate's scripts are one file, and the shell's takes its parts from there.
    let gate = assets.address("gate.js").expect("a script");
    assert_eq!(assets.imports("gate-shell.js"), std::slice::from_ref(&gate));
    let text = |name: &str| {
        let address = assets.address(name).expect("a script");
        let served = assets.find(address.trim_start_matches("/static/")).expect("served");
        String::from_utf8_lossy(&served.bytes).into_owned()
    };
    assert!(assets.imports("gate.js").is_empty() && !text("gate.js").contains("\nimport"));
    for import in text("gate-shell.js").lines().filter(|line| line.starts_with("import")) {
        assert!(import.contains(gate.trim_start_matches("/static/")), "{import}");
    }
    assert_eq!(assets.imports("gate-leave.js").len(), 3, "a page to sign in at has no use for the rest");
    assert!(assets.imports("live.js").is_empty());
    let [phone, whole] = ["phone.css", "app.css"].map(|name| assets.address(name).expect("a sheet"));
    let page = body(get("/gate", &[]).await).await;
    assert!(page.contains(&phone) && !page.contains(&whole));
}

#[tokio::test]
async fn readiness_says_what_is_missing() {
    let response = get("/readyz", &[]).await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(body(response).await, "not ready: the samples are no database\n");
}

#[tokio::test]
async fn a_failure_shows_a_reference_and_never_its_cause() {
    let broken = || {
        let ready = Box::new(|| panic!("the secret cause"));
        Web::new(WebState {
            views: Views::Samples,
            engine: engine(),
            clock: Box::new(crate::web::samples::now),
            ready,
            public_host: None,
            accounts: None,
        })
    };
    for accept in ["text/html", "application/json"] {
        let request = Request::get("/readyz").header("host", "localhost").header("accept", accept);
        let request = request.body(Body::empty()).expect("a request");
        let response = router(broken()).oneshot(request).await.expect("an answer");
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(response.headers().contains_key("content-security-policy"));
        let text = body(response).await;
        assert!(!text.contains("secret") && !text.contains("panicked"), "{text}");
        let reference = text.split(|c: char| !(c.is_ascii_hexdigit() || c == '-'));
        assert!(reference.into_iter().any(|word| word.len() == 9 && word.as_bytes()[4] == b'-'), "{text}");
    }
}

//! What every answer carries and every request must have: security headers, and a host name that is ours.
//!
//! The host check keeps pages of other sites from reaching a giftgate on this machine by DNS rebinding.

use axum::extract::{Request, State};
use axum::http::header::{self, HOST};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::problem::Problem;
use super::router::Web;

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; \
                      connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// At the gate a program that reads bar codes may run (WebAssembly).
const GATE_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data:; font-src 'self'; \
                           connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const HEADERS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    // With no-referrer browsers would hide from our own forms where they come from.
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(self), geolocation=(), microphone=(), interest-cohort=()"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Middleware: adds the security headers; pages are kept by nobody, for they may name people.
pub async fn headers(request: Request, next: Next) -> Response {
    let at_gate = request.uri().path().starts_with("/gate/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if at_gate {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(GATE_POLICY));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.append(header::VARY, HeaderValue::from_static("Accept-Language, Accept"));
    }
    response
}

/// Middleware: answers only to the names of this machine and the configured public one.
pub async fn host(State(web): State<Web>, request: Request, next: Next) -> Response {
    let named =
        request.uri().authority().map(axum::http::uri::Authority::as_str).or_else(|| host_header(request.headers()));
    match named.map(name_of) {
        Some(name) if is_ours(&name, web.public_host.as_deref()) => next.run(request).await,
        _ => Problem::WrongHost.into_response(),
    }
}

fn host_header(headers: &HeaderMap) -> Option<&str> {
    headers.get(HOST).and_then(|value| value.to_str().ok())
}

/// The name without its port, lower case.
fn name_of(host: &str) -> String {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    name.trim_end_matches('.').to_ascii_lowercase()
}

fn is_ours(name: &str, public: Option<&str>) -> bool {
    matches!(name, "localhost" | "127.0.0.1" | "::1") || public.is_some_and(|public| name_of(public) == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_names_are_answered() {
        let ours = |host: &str| is_ours(&name_of(host), Some("Gifts.Example:443"));
        for host in ["localhost:8080", "127.0.0.1", "[::1]:8080", "gifts.example", "GIFTS.EXAMPLE.:80"] {
            assert!(ours(host), "{host}");
        }
        for host in ["evil.example", "gifts.example.evil.example", "127.0.0.1.evil.example", "", ":80", "[::2]"] {
            assert!(!ours(host), "{host}");
        }
    }
}

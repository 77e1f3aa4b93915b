//! A flight API in the style of Schiphol's (public flight API v4): departures of a day, page by page.
//!
//! Bounded in time, size and pages. A fault says what the other side did, never what we sent.

use std::time::Duration;

use reqwest::header::{ACCEPT, LINK, RETRY_AFTER};
use reqwest::{Client, StatusCode};

use super::http::{use_ring, why_of};

/// Longest page that is read.
const LARGEST: usize = 8 << 20;
/// Most pages of a day; Schiphol has some seventy.
const MOST_PAGES: usize = 200;
/// An API that takes longer for a page is away.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest the API may make us wait.
const LONGEST_WAIT: Duration = Duration::from_hours(1);

/// Why a day could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApiFault {
    /// It is away for the moment.
    #[error("the flight API is away: {why}; the next minute asks again")]
    Away {
        /// What it did.
        why: String,
        /// How long it wants to be left alone.
        retry_after: Option<Duration>,
    },
    /// It does not let us in.
    #[error("the flight API does not let us in ({0}); check flight_api_id and flight_api_key")]
    NotAllowed(u16),
    /// It answers something else.
    #[error("the flight API answers what can't be read: {0}; check flight_api_url")]
    Unreadable(&'static str),
}

/// The client.
#[derive(Clone)]
pub struct FlightApi {
    client: Client,
    url: String,
    id: String,
    key: String,
    other: Option<OtherApi>,
}

/// How an API of another make is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OtherApi {
    /// Headers by name; `{id}` and `{key}` stand for what lets us in.
    pub headers: Vec<(String, String)>,
    /// JSON pointer to the address of the next page, where there are pages.
    pub next: Option<String>,
}

impl std::fmt::Debug for FlightApi {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FlightApi({})", self.url)
    }
}

impl FlightApi {
    /// A client of the API at this address, let in by id and key. TLS is rustls with ring.
    pub fn new(url: &str, (id, key): (&str, &str)) -> Self {
        Self::with_patience(url, (id, key), PATIENCE)
    }

    /// The same with a patience of its own, for tests.
    pub fn with_patience(url: &str, (id, key): (&str, &str), patience: Duration) -> Self {
        use_ring();
        let client = Client::builder()
            .timeout(patience)
            .connect_timeout(patience)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("giftgate/", env!("CARGO_PKG_VERSION")))
            .build()
            .expect("options that are fixed here make a client");
        Self { client, url: url.to_owned(), id: id.to_owned(), key: key.to_owned(), other: None }
    }

    /// The same of an API of another make: `{date}` in its address stands for the day.
    #[must_use]
    pub fn of_other_make(self, other: OtherApi) -> Self {
        Self { other: Some(other), ..self }
    }

    /// Departures of a day, the bodies of all pages in order. A page that fails ends the reading; those before it count.
    pub async fn departures(&self, day: chrono::NaiveDate) -> (Vec<Vec<u8>>, Option<ApiFault>) {
        let day = day.to_string();
        if let Some(other) = &self.other {
            return self.all_of(other, &day).await;
        }
        let (mut pages, mut next) = (Vec::new(), Some(0));
        while let Some(page) = next {
            match self.page(&day, page).await {
                Ok(Page::Body(body, more)) => {
                    pages.push(body);
                    next = (more && page + 1 < MOST_PAGES).then_some(page + 1);
                }
                Ok(Page::Nothing) => next = None,
                Err(fault) => return (pages, Some(fault)),
            }
        }
        (pages, None)
    }

    async fn all_of(&self, other: &OtherApi, day: &str) -> (Vec<Vec<u8>>, Option<ApiFault>) {
        let (mut pages, mut url) = (Vec::new(), self.url.replace("{date}", day));
        while pages.len() < MOST_PAGES {
            let with = |value: &str| value.replace("{id}", &self.id).replace("{key}", &self.key);
            let request = self.client.get(&url).header(ACCEPT, "application/json");
            let request =
                other.headers.iter().fold(request, |request, (name, value)| request.header(name, with(value)));
            let body = match self.read(request, pages.len()).await {
                Ok(Page::Body(body, _)) => body,
                Ok(Page::Nothing) => break,
                Err(fault) => return (pages, Some(fault)),
            };
            let next = other.next.as_deref().and_then(|pointer| {
                let answer: serde_json::Value = serde_json::from_slice(&body).ok()?;
                answer.pointer(pointer)?.as_str().map(str::to_owned)
            });
            pages.push(body);
            match next {
                // A secret goes to the API itself and to nobody whom it names.
                Some(next) if next != url && origin(&next) == origin(&self.url) => url = next,
                _ => break,
            }
        }
        (pages, None)
    }

    async fn page(&self, day: &str, page: usize) -> Result<Page, ApiFault> {
        let request = self
            .client
            .get(&self.url)
            .query(&[("scheduleDate", day), ("flightDirection", "D"), ("page", &page.to_string())])
            .header(ACCEPT, "application/json")
            .header("ResourceVersion", "v4")
            .header("app_id", &self.id)
            .header("app_key", &self.key);
        self.read(request, page).await
    }

    async fn read(&self, request: reqwest::RequestBuilder, page: usize) -> Result<Page, ApiFault> {
        let mut response = request.send().await.map_err(|error| away(&error))?;
        let status = response.status();
        let wait = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
        let wait = wait.map(|seconds| Duration::from_secs(seconds).min(LONGEST_WAIT));
        match status {
            StatusCode::OK => {}
            StatusCode::NO_CONTENT => return Ok(Page::Nothing),
            // Behind the last page some of them answer that there is none.
            StatusCode::NOT_FOUND if page > 0 => return Ok(Page::Nothing),
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => return Err(ApiFault::NotAllowed(status.as_u16())),
            status if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS => {
                return Err(ApiFault::Away { why: status.as_u16().to_string(), retry_after: wait });
            }
            _ => return Err(ApiFault::Unreadable("another status than 200")),
        }
        let links = response.headers().get_all(LINK).iter().filter_map(|value| value.to_str().ok());
        let more = links.flat_map(|links| links.split(',')).any(|link| link.contains("rel=\"next\""));
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| away(&error))? {
            if body.len() + chunk.len() > LARGEST {
                return Err(ApiFault::Unreadable("a page of more than 8 MiB"));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Page::Body(body, more))
    }
}

/// Scheme and host of an address.
fn origin(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url[host..].find(['/', '?', '#']).map_or(url.len(), |at| host + at);
    &url[..end]
}

enum Page {
    Body(Vec<u8>, bool),
    Nothing,
}

fn away(error: &reqwest::Error) -> ApiFault {
    ApiFault::Away { why: why_of(error).to_owned(), retry_after: None }
}

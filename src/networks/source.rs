//! Where posts come from live: a public stream that is listened to.

use super::Fault;
use super::jetstream::Jetstream;
use super::sse::Sse;
use crate::domain::post::Network;

/// A stream to listen to.
#[derive(Clone, PartialEq, Eq)]
pub enum Source {
    /// Bluesky's public events.
    Jetstream {
        /// Its address, `wss://…/subscribe`.
        url: String,
    },
    /// A timeline of a Mastodon server.
    Mastodon {
        /// The server.
        server: String,
        /// An access token; servers ask for one.
        token: Option<String>,
        /// `public`, `public/local`, `user` or `hashtag:NAME`.
        timeline: String,
    },
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name())
    }
}

/// An open stream.
#[derive(Debug)]
pub struct Stream(Line);

#[derive(Debug)]
enum Line {
    Jetstream(Box<Jetstream>),
    Sse(Box<Sse>),
}

/// What came over a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Name of the event, where the stream gives one.
    pub event: String,
    /// Its data, JSON.
    pub data: String,
}

impl Source {
    /// Its name in store and messages; no secret is in it.
    pub fn name(&self) -> String {
        match self {
            Self::Jetstream { url } => format!("jetstream {}", host_of(url)),
            Self::Mastodon { server, timeline, .. } => format!("mastodon {} {timeline}", host_of(server)),
        }
    }

    /// Its network.
    pub const fn network(&self) -> Network {
        match self {
            Self::Jetstream { .. } => Network::Bluesky,
            Self::Mastodon { .. } => Network::Mastodon,
        }
    }

    /// Opens it, where it can be from what was heard last.
    pub async fn open(&self, cursor: Option<&str>) -> Result<Stream, Fault> {
        Ok(Stream(match self {
            Self::Jetstream { url } => Line::Jetstream(Box::new(Jetstream::open(url, cursor).await?)),
            Self::Mastodon { server, token, timeline } => {
                let server = server.trim_end_matches('/');
                let url = match timeline.split_once(':') {
                    Some((_, tag)) => format!("{server}/api/v1/streaming/hashtag?tag={tag}"),
                    None => format!("{server}/api/v1/streaming/{timeline}"),
                };
                Line::Sse(Box::new(Sse::open(&url, token.as_deref()).await?))
            }
        }))
    }
}

impl Stream {
    /// The next message. Ends with a fault; a stream has no end of its own.
    pub async fn next(&mut self) -> Result<Message, Fault> {
        match &mut self.0 {
            Line::Jetstream(line) => Ok(Message { event: String::new(), data: line.next().await? }),
            Line::Sse(line) => {
                let (event, data) = line.next().await?;
                Ok(Message { event, data })
            }
        }
    }
}

fn host_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_shows_its_name_and_never_its_token() {
        let source = Source::Mastodon {
            server: "https://m.example/".to_owned(),
            token: Some("secret".to_owned()),
            timeline: "hashtag:klm".to_owned(),
        };
        assert_eq!(format!("{source:?}"), "mastodon m.example hashtag:klm");
        let source = Source::Jetstream { url: "wss://jet.example/subscribe?key=secret".to_owned() };
        assert_eq!(source.name(), "jetstream jet.example");
    }
}

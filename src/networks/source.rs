//! Where posts come from live: a public stream that is listened to.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use super::jetstream::Jetstream;
use super::repos::{self, Repos};
use super::timeline::Timeline;
use super::x::{Mentions, Tweets, X};
use super::{Fault, Meter, notices};
use crate::domain::instant::Instant;
use crate::domain::post::Network;

/// A stream to listen to.
#[derive(Clone)]
pub enum Source {
    /// Bluesky's public events.
    Jetstream {
        /// Its address, `wss://…/subscribe`.
        url: String,
    },
    /// The same from the network's own firehose.
    Repos {
        /// A server or a relay, `wss://HOST`.
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
    /// The filtered stream of X.
    X {
        /// The account whose app listens.
        account: Arc<X>,
        /// What is wanted, in X's words.
        rules: Vec<String>,
    },
    /// Mentions of the account on X, asked for again and again.
    XMentions {
        /// The account.
        account: Arc<X>,
        /// Pause between two questions.
        pause: Duration,
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
    Repos(Box<Repos>),
    Timeline(Timeline, VecDeque<Message>),
    Tweets(Box<Tweets>),
    Mentions(Box<Mentions>),
}

/// What came over a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Name of the event, where the stream gives one.
    pub event: String,
    /// Its data, JSON.
    pub data: String,
    /// Where to go on behind it, where the data does not say so itself.
    pub cursor: Option<u64>,
    /// The same in words of the network's own, which have no order.
    pub place: Option<String>,
}

impl Message {
    /// Whether something before it is missing: the stream says so itself.
    pub fn tells_of_a_gap(&self) -> bool {
        self.event == repos::GAP
    }
}

impl Source {
    /// Its name in store and messages; no secret is in it.
    pub fn name(&self) -> String {
        match self {
            Self::Jetstream { url } => format!("jetstream {}", host_of(url)),
            Self::Repos { url } => format!("firehose {}", host_of(url)),
            Self::Mastodon { server, timeline, .. } => format!("mastodon {} {timeline}", host_of(server)),
            Self::X { .. } => "x stream".to_owned(),
            Self::XMentions { .. } => "x mentions".to_owned(),
        }
    }

    /// Its network.
    pub const fn network(&self) -> Network {
        match self {
            Self::Jetstream { .. } | Self::Repos { .. } => Network::Bluesky,
            Self::Mastodon { .. } => Network::Mastodon,
            Self::X { .. } | Self::XMentions { .. } => Network::X,
        }
    }

    /// What listening costs is counted here, where it costs anything.
    pub fn meter(&self) -> Option<&Meter> {
        match self {
            Self::X { account, .. } | Self::XMentions { account, .. } => Some(account.meter()),
            Self::Jetstream { .. } | Self::Repos { .. } | Self::Mastodon { .. } => None,
        }
    }

    /// Opens it, where it can be from what was heard last.
    pub async fn open(&self, cursor: Option<&str>, now: Instant) -> Result<Stream, Fault> {
        Ok(Stream(match self {
            Self::Jetstream { url } => Line::Jetstream(Box::new(Jetstream::open(url, cursor).await?)),
            Self::Repos { url } => Line::Repos(Box::new(Repos::open(url, cursor).await?)),
            Self::Mastodon { server, token, timeline } => {
                // The line is open before the past is asked for, so nothing falls between both.
                let line = Timeline::open(server, token.as_deref(), timeline).await?;
                let missed = match token.as_deref().filter(|_| timeline == "user") {
                    Some(token) => notices::missed(server, token, cursor).await?,
                    None => VecDeque::new(),
                };
                Line::Timeline(line, missed)
            }
            Self::X { account, rules } => Line::Tweets(Box::new(Tweets::open(account, rules, now).await?)),
            Self::XMentions { account, pause } => {
                Line::Mentions(Box::new(Mentions::open(account, *pause, cursor, now).await?))
            }
        }))
    }
}

impl Stream {
    /// The next message. Ends with a fault; a stream has no end of its own.
    pub async fn next(&mut self) -> Result<Message, Fault> {
        match &mut self.0 {
            Line::Jetstream(line) => Ok(plain(line.next().await?, None)),
            Line::Repos(line) => line.next().await,
            Line::Timeline(line, missed) => {
                if let Some(message) = missed.pop_front() {
                    return Ok(message);
                }
                let (event, data) = line.next().await?;
                let place = notices::place_in(&event, &data);
                Ok(Message { event, data, cursor: None, place })
            }
            Line::Tweets(line) => Ok(plain(line.next().await?, None)),
            Line::Mentions(line) => {
                let (cursor, data) = line.next().await?;
                Ok(plain(data, Some(cursor)))
            }
        }
    }
}

fn plain(data: String, cursor: Option<u64>) -> Message {
    Message { event: String::new(), data, cursor, place: None }
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

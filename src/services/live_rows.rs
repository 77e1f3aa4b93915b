//! What comes over a stream in a moment, as messages and as rows of the intake. A stream has no lines to name.

use std::time::Duration;

use tokio::time::{Instant as Moment, timeout_at};

use crate::domain::post::Post;
use crate::formats::quarantine::{Counted, Counts, FileFault, Row};
use crate::networks::{Fault, Message, Stream};

/// A batch is closed after so long, or once it holds so many messages.
const BATCH_TIME: Duration = Duration::from_millis(800);
const BATCH_SIZE: usize = 4_000;

/// Everything that comes in a moment, and the fault that ended it, if one did.
pub(super) async fn gather(stream: &mut Stream) -> (Vec<Message>, Option<Fault>) {
    let mut messages = match stream.next().await {
        Ok(first) => vec![first],
        Err(fault) => return (Vec::new(), Some(fault)),
    };
    let until = Moment::now() + BATCH_TIME;
    while messages.len() < BATCH_SIZE {
        match timeout_at(until, stream.next()).await {
            Ok(Ok(message)) => messages.push(message),
            Ok(Err(fault)) => return (messages, Some(fault)),
            Err(_) => break,
        }
    }
    (messages, None)
}

/// Posts of a batch as rows.
pub(super) struct LiveRows {
    posts: std::vec::IntoIter<Post>,
    counts: Counts,
}

impl LiveRows {
    pub(super) fn new(posts: Vec<Post>) -> Self {
        Self { posts: posts.into_iter(), counts: Counts::default() }
    }
}

impl Iterator for LiveRows {
    type Item = Result<Row<Post>, FileFault>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = Row::Accepted { line: self.counts.lines + 1, value: self.posts.next()? };
        self.counts.add(&row);
        Some(Ok(row))
    }
}

impl Counted for LiveRows {
    fn counts(&self) -> &Counts {
        &self.counts
    }
}

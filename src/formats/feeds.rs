//! RSS (0.9 to 2.0, RDF) and Atom (RFC 4287) as posts. Only what a post needs is read; an entry that is no post costs itself.

use chrono::DateTime;

use super::xml_pieces::{Piece, Pieces, XmlFault, attribute};
use crate::domain::html::text_of;
use crate::domain::instant::{Instant, to_microseconds};
use crate::domain::post::{Author, Network, Post};

/// Longest text that is kept of an entry, characters.
const LONGEST: usize = 5_000;
/// Most entries of a feed that are read.
const MOST: usize = 500;

/// Why a feed can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FeedFault {
    /// It is no XML that is read here.
    #[error("the feed can't be read: {0}")]
    Xml(#[from] XmlFault),
    /// It is XML of another kind.
    #[error("that is neither RSS nor Atom")]
    NoFeed,
}

/// An entry as far as it was read.
#[derive(Debug, Default)]
struct Entry {
    id: String,
    link: String,
    title: String,
    body: String,
    author: String,
    at: Option<Instant>,
}

/// The posts of a feed, as they stand in it. `source` names the feed: authors are known by it.
pub fn read_feed(source: &str, text: &str) -> Result<Vec<Post>, FeedFault> {
    let mut way: Vec<&str> = Vec::new();
    let (mut posts, mut entry, mut of_feed) = (Vec::new(), None::<Entry>, String::new());
    let mut known = false;
    for piece in Pieces::of(text.strip_prefix('\u{FEFF}').unwrap_or(text)) {
        match piece? {
            Piece::Open(name, attributes) => {
                known |= matches!(name, "rss" | "feed" | "rdf:RDF");
                if matches!(name, "item" | "entry") {
                    entry = Some(Entry::default());
                } else if let (Some(open), "link") = (&mut entry, name)
                    && attribute(attributes, "rel").is_none_or(|rel| rel == "alternate")
                    && let Some(to) = attribute(attributes, "href")
                {
                    open.link = to;
                }
                way.push(name);
            }
            Piece::Close(name) => {
                if matches!(name, "item" | "entry")
                    && let Some(post) = entry.take().and_then(|entry| post(source, &of_feed, entry))
                {
                    posts.push(post);
                    if posts.len() == MOST {
                        break;
                    }
                }
                // An element that was never begun ends nothing.
                if way.last() == Some(&name) {
                    way.pop();
                }
            }
            Piece::Text(text) => match (&mut entry, way.as_slice()) {
                (Some(entry), [.., inner, last]) => put(entry, inner, last, &text),
                (None, ["rss" | "rdf:RDF", "channel", "title"] | ["feed", "title"]) => {
                    of_feed.push_str(&text);
                }
                _ => {}
            },
        }
    }
    if known { Ok(posts) } else { Err(FeedFault::NoFeed) }
}

fn put(entry: &mut Entry, inner: &str, last: &str, text: &str) {
    let in_entry = matches!(inner, "item" | "entry");
    match last {
        "guid" | "id" if in_entry => entry.id.push_str(text.trim()),
        "link" if in_entry => entry.link.push_str(text.trim()),
        "title" if in_entry => entry.title.push_str(text),
        "description" | "summary" | "content" | "content:encoded" if in_entry && entry.body.len() < 4 * LONGEST => {
            entry.body.push_str(text);
        }
        "author" | "dc:creator" if in_entry => entry.author.push_str(text.trim()),
        "name" if inner == "author" => entry.author.push_str(text.trim()),
        // What was published counts before what was changed.
        "pubDate" | "published" | "dc:date" if in_entry => entry.at = instant(text).or(entry.at),
        "updated" if in_entry => entry.at = entry.at.or_else(|| instant(text)),
        _ => {}
    }
}

fn instant(text: &str) -> Option<Instant> {
    let text = text.trim();
    let read = DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text));
    read.ok().map(|at| to_microseconds(at.to_utc()))
}

fn post(source: &str, of_feed: &str, entry: Entry) -> Option<Post> {
    let Entry { id, link, title, body, author, at } = entry;
    let id = if id.is_empty() { link.clone() } else { id };
    let (title, body) = (plain(&title), plain(&body));
    // Short messages repeat themselves as their title.
    let text = if title.is_empty() || body.starts_with(title.trim_end_matches('…')) {
        body
    } else {
        format!("{title}\n{body}")
    };
    let text: String = text.trim().chars().take(LONGEST).collect();
    let name = [author.as_str(), of_feed.trim(), source].into_iter().find(|name| !name.is_empty())?;
    let name: String = plain(name).chars().take(100).collect();
    if id.is_empty() || text.is_empty() {
        return None;
    }
    Some(Post {
        id: id.chars().take(500).collect(),
        network: Network::Webhook,
        url: Some(link).filter(|link| link.starts_with("https://")),
        created_at: at?,
        text,
        lang: None,
        author: Author { id: Some(format!("{source}#{name}")), handle: name, ..Author::default() },
        mentions: Vec::new(),
        reply_to: None,
        record: None,
        place: None,
        media: Vec::new(),
        deleted: false,
    })
}

fn plain(text: &str) -> String {
    text_of(text).chars().filter(|mark| !mark.is_control() || *mark == '\n').collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RSS: &str = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Travel talk</title><item><guid>g1</guid>\
        <title>Off to Oslo</title><link>https://talk.example/1</link><description>&lt;p&gt;KL1197 from &lt;b&gt;Schiphol&lt;/b&gt;!&lt;/p&gt;</description>\
        <dc:creator>Sanne</dc:creator><pubDate>Tue, 04 Mar 2025 07:00:00 +0100</pubDate></item><item><title>No date</title></item></channel></rss>";
    const ATOM: &str = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Notes</title><entry><id>urn:1</id><title>Hiking…</title>\
        <link rel=\"self\" href=\"https://x.example/self\"/><link href=\"http://notes.example/1\"/><author><name>Joost</name></author>\
        <content type=\"html\"><![CDATA[Hiking boots &amp; a map]]></content><updated>2025-03-04T06:00:00Z</updated></entry></feed>";

    #[test]
    fn both_kinds_of_feed_give_posts() {
        let posts = read_feed("talk.example", RSS).expect("RSS");
        assert_eq!(posts.len(), 1, "an entry without a date is none");
        assert_eq!(posts[0].text, "Off to Oslo\nKL1197 from Schiphol!");
        assert_eq!((posts[0].id.as_str(), posts[0].author.handle.as_str()), ("g1", "Sanne"));
        assert_eq!(posts[0].created_at.to_rfc3339(), "2025-03-04T06:00:00+00:00");
        assert_eq!(posts[0].url.as_deref(), Some("https://talk.example/1"));
        let posts = read_feed("notes.example", ATOM).expect("Atom");
        assert_eq!(posts[0].text, "Hiking boots & a map");
        assert_eq!((posts[0].url.as_deref(), posts[0].author.account()), (None, "notes.example#Joost"));
    }

    #[test]
    fn what_is_no_feed_is_said() {
        assert_eq!(read_feed("x", "<html><body>Not here</body></html>"), Err(FeedFault::NoFeed));
        assert_eq!(read_feed("x", ""), Err(FeedFault::NoFeed));
        assert_eq!(read_feed("x", "<rss><!DOCTYPE x"), Err(FeedFault::Xml(XmlFault::DocumentType)));
        assert_eq!(read_feed("x", "<rss></a></a><item></item></rss>"), Ok(Vec::new()));
    }
}

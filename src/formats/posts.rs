//! Posts: NDJSON, one object a line, streamed.
//!
//! Only the keys of FORMATS.md are kept; a line that can't be read costs itself. The text stays as the author wrote
//! it (spans of signals count in it); a record that reports a deletion needs no text.

use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::io::BufRead;

use serde_json::{Map, Value};

use super::fields;
use super::lines::{Line, Lines};
use super::quarantine::{Counted, Counts, FileFault, Flaw, Reason, Row};
use crate::domain::instant::Instant;
use crate::domain::post::{Author, Media, Network, Place, Post, Record, Reference};

/// Longest line that is read, bytes.
const LINE_LIMIT: usize = 1 << 20;
/// Longest text, characters: the longest any of the networks allows.
const TEXT_LIMIT: usize = 25_000;
/// Longest of the other texts, characters.
const SHORT_LIMIT: usize = 2_048;
/// Most entries of a list.
const LIST_LIMIT: usize = 200;

/// Keys that are kept; values under others are counted and dropped.
const KEYS: [&str; 12] = [
    "id",
    "network",
    "url",
    "created_at",
    "text",
    "lang",
    "author",
    "mentions",
    "reply_to",
    "record",
    "place",
    "media",
];

type Object = Map<String, Value>;

/// Posts of a file, line by line; memory grows only with the fingerprints of the lines seen.
pub struct PostRows<R> {
    lines: Lines<R>,
    file: String,
    line: Vec<u8>,
    seen: HashSet<u128>,
    counts: Counts,
    over: bool,
}

impl<R: BufRead> PostRows<R> {
    /// Starts reading; `file` is the name that faults and quarantined rows carry.
    pub fn open(input: R, file: &str) -> Self {
        Self {
            lines: Lines::new(input, LINE_LIMIT, false),
            file: file.to_owned(),
            line: Vec::new(),
            seen: HashSet::new(),
            counts: Counts::default(),
            over: false,
        }
    }

    fn next_row(&mut self) -> Result<Option<Row<Post>>, FileFault> {
        let cut = loop {
            self.line.clear();
            let read = self.lines.next_into(&mut self.line);
            let line = self.lines.number();
            match read.map_err(|source| FileFault::Io { file: self.file.clone(), line, source })? {
                Line::End => return Ok(None),
                Line::Whole if self.line.iter().all(u8::is_ascii_whitespace) => {}
                Line::Whole => break false,
                Line::Cut => break true,
            }
        };
        let number = self.lines.number();
        let post = if cut { Err(Flaw::row(Reason::TooLong)) } else { read_counting(&self.line, &mut self.counts) };
        Ok(Some(match post {
            Err(flaw) => Row::Quarantined(flaw.at(&self.file, number)),
            Ok(post) if self.seen.insert(fingerprint(&post)) => Row::Accepted { line: number, value: post },
            Ok(_) => Row::Duplicate { line: number },
        }))
    }
}

impl<R: BufRead> Counted for PostRows<R> {
    fn counts(&self) -> &Counts {
        &self.counts
    }
}

impl<R: BufRead> Iterator for PostRows<R> {
    type Item = Result<Row<Post>, FileFault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        let row = self.next_row().transpose();
        match &row {
            Some(Ok(row)) => self.counts.add(row),
            _ => self.over = true,
        }
        row
    }
}

/// Reads one line.
pub fn read_post(line: &[u8]) -> Result<Post, Flaw> {
    read_counting(line, &mut Counts::default())
}

fn read_counting(line: &[u8], counts: &mut Counts) -> Result<Post, Flaw> {
    let text = std::str::from_utf8(line).map_err(|_| Flaw::row(Reason::NotUtf8))?;
    let value: Value = serde_json::from_str(text).map_err(|error| Flaw::row(json_reason(&error)))?;
    let Value::Object(object) = value else { return Err(Flaw::row(Reason::WrongType)) };
    let known = |key: &str| KEYS.contains(&key) || key == "deleted";
    counts.unknown_fields += object.keys().filter(|key| !known(key)).count() as u64;
    post(&object)
}

/// Why a text is no JSON.
pub(super) fn json_reason(error: &serde_json::Error) -> Reason {
    if error.to_string().starts_with("recursion limit") { Reason::TooDeep } else { Reason::NotJson }
}

fn post(object: &Object) -> Result<Post, Flaw> {
    let deleted = match object.get("deleted") {
        None | Some(Value::Null) => false,
        Some(Value::Bool(deleted)) => *deleted,
        Some(_) => return Err(Flaw::new("deleted", Reason::WrongType)),
    };
    let text = text(object, "text", "text", TEXT_LIMIT)?;
    Ok(Post {
        id: must(short(object, "id", "id")?, "id")?,
        network: network(object)?,
        url: short(object, "url", "url")?,
        created_at: created_at(object)?,
        text: if deleted { text.unwrap_or_default() } else { text.ok_or(Flaw::new("text", Reason::Missing))? },
        lang: short(object, "lang", "lang")?,
        author: author(object)?,
        mentions: strings(object, "mentions", "mentions")?.iter().filter_map(|text| fields::handle(text)).collect(),
        reply_to: short(object, "reply_to", "reply_to")?,
        record: record(object)?,
        place: place(object)?,
        media: media(object)?,
        deleted,
    })
}

fn network(object: &Object) -> Result<Network, Flaw> {
    let word = must(short(object, "network", "network")?, "network")?;
    word.to_lowercase().parse().map_err(|_| Flaw::new("network", Reason::UnknownWord))
}

fn created_at(object: &Object) -> Result<Instant, Flaw> {
    let text = must(short(object, "created_at", "created_at")?, "created_at")?;
    fields::instant(&text).ok_or(Flaw::new("created_at", Reason::BadInstant))
}

fn author(object: &Object) -> Result<Author, Flaw> {
    let Some(author) = object.get("author") else { return Err(Flaw::new("author", Reason::Missing)) };
    let author = author.as_object().ok_or(Flaw::new("author", Reason::WrongType))?;
    let handle = must(short(author, "handle", "author.handle")?, "author.handle")?;
    Ok(Author {
        id: short(author, "id", "author.id")?,
        handle: fields::handle(&handle).ok_or(Flaw::new("author.handle", Reason::BadForm))?,
        display_name: short(author, "display_name", "author.display_name")?,
        bio: text(author, "bio", "author.bio", TEXT_LIMIT)?,
        location: short(author, "location", "author.location")?,
        followers: match author.get("followers") {
            None | Some(Value::Null) => None,
            Some(number) => Some(number.as_u64().ok_or(Flaw::new("author.followers", Reason::WrongType))?),
        },
        flags: strings(author, "flags", "author.flags")?,
    })
}

fn record(object: &Object) -> Result<Option<Record>, Flaw> {
    let wrong = Flaw::new("record", Reason::WrongType);
    let inside = |object: &Object, key: &str, field| match object.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(inner)) => Ok(Some(inner.clone())),
        Some(_) => Err(Flaw::new(field, wrong.reason)),
    };
    let Some(record) = inside(object, "record", "record")? else { return Ok(None) };
    let root = inside(&record, "root", "record.root")?.map(|root| {
        let uri = must(short(&root, "uri", "record.root.uri")?, "record.root.uri")?;
        Ok(Reference { uri, cid: must(short(&root, "cid", "record.root.cid")?, "record.root.cid")? })
    });
    Ok(Some(Record { cid: must(short(&record, "cid", "record.cid")?, "record.cid")?, root: root.transpose()? }))
}

fn place(object: &Object) -> Result<Option<Place>, Flaw> {
    let place = match object.get("place") {
        None | Some(Value::Null) => return Ok(None),
        Some(place) => place.as_object().ok_or(Flaw::new("place", Reason::WrongType))?,
    };
    let degrees = |key: &str, field, limit: f64| match place.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => match value.as_f64() {
            None => Err(Flaw::new(field, Reason::WrongType)),
            Some(degrees) if degrees.abs() <= limit => Ok(Some(degrees)),
            Some(_) => Err(Flaw::new(field, Reason::OutOfRange)),
        },
    };
    let iata = short(place, "iata", "place.iata")?;
    let iata = iata.map(|code| fields::station(&code).ok_or(Flaw::new("place.iata", Reason::BadForm))).transpose()?;
    Ok(Some(Place {
        iata,
        name: short(place, "name", "place.name")?,
        lat: degrees("lat", "place.lat", 90.0)?,
        lon: degrees("lon", "place.lon", 180.0)?,
    }))
}

fn media(object: &Object) -> Result<Vec<Media>, Flaw> {
    let wrong = Flaw::new("media", Reason::WrongType);
    list(object, "media", "media")?
        .iter()
        .map(|entry| {
            let entry = entry.as_object().ok_or(wrong)?;
            let kind = short(entry, "kind", "media.kind")?.unwrap_or_default();
            Ok(Media { kind, alt: text(entry, "alt", "media.alt", TEXT_LIMIT)? })
        })
        .collect()
}

fn list<'a>(object: &'a Object, key: &str, field: &'static str) -> Result<&'a [Value], Flaw> {
    match object.get(key) {
        None | Some(Value::Null) => Ok(&[]),
        Some(Value::Array(list)) if list.len() > LIST_LIMIT => Err(Flaw::new(field, Reason::TooLong)),
        Some(Value::Array(list)) => Ok(list),
        Some(_) => Err(Flaw::new(field, Reason::WrongType)),
    }
}

fn strings(object: &Object, key: &str, field: &'static str) -> Result<Vec<String>, Flaw> {
    let wrong = Flaw::new(field, Reason::WrongType);
    list(object, key, field)?.iter().map(|entry| checked(entry.as_str().ok_or(wrong)?, field, SHORT_LIMIT)).collect()
}

fn short(object: &Object, key: &str, field: &'static str) -> Result<Option<String>, Flaw> {
    Ok(text(object, key, field, SHORT_LIMIT)?.filter(|text| !text.trim().is_empty()))
}

fn text(object: &Object, key: &str, field: &'static str, limit: usize) -> Result<Option<String>, Flaw> {
    match object.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => checked(text, field, limit).map(Some),
        Some(_) => Err(Flaw::new(field, Reason::WrongType)),
    }
}

/// NUL is refused because `PostgreSQL` can't hold it.
fn checked(text: &str, field: &'static str, limit: usize) -> Result<String, Flaw> {
    if text.contains('\0') {
        return Err(Flaw::new(field, Reason::ControlCharacter));
    }
    if text.chars().nth(limit).is_some() {
        return Err(Flaw::new(field, Reason::TooLong));
    }
    Ok(text.to_owned())
}

fn must(text: Option<String>, field: &'static str) -> Result<String, Flaw> {
    text.ok_or(Flaw::new(field, Reason::Missing))
}

/// Network and id; the report of a post's deletion is another record than the post.
fn fingerprint(post: &Post) -> u128 {
    let half = |salt: u8| {
        let mut state = DefaultHasher::new();
        (salt, post.network, &post.id, post.deleted).hash(&mut state);
        u128::from(state.finish())
    };
    half(0) << 64 | half(1)
}

#[cfg(test)]
#[path = "posts_tests.rs"]
mod tests;

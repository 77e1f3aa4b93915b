//! Frames of the AT Protocol's own firehose: two pieces of DAG-CBOR, a header and a body, with records in a CAR of blocks.
//!
//! Each becomes events in Jetstream's form, so that one reader understands both. A block that does not hash to its name is
//! no record. Whatever the bytes, this ends. Form: <https://atproto.com/specs/event-stream>, `com.atproto.sync.subscribeRepos`.

use std::collections::BTreeMap;
use std::io::Cursor;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chrono::{DateTime, Utc};
use ipld_core::cid::Cid;
use ipld_core::ipld::Ipld;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

const POSTS: &str = "app.bsky.feed.post";
/// Multihash code of SHA-256, the only one that repositories use.
const SHA2_256: u64 = 0x12;

/// What a frame tells.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Told {
    /// Events, and the frame's place in the stream.
    Events(u64, Vec<Value>),
    /// The stream does not go back so far: what was before is missing.
    Outdated,
    /// The stream has no such place: it was begun anew.
    FutureCursor,
    /// The stream ends, in its own words.
    End,
    /// Nothing of interest here, or nothing that can be read.
    Nothing,
}

type Fields = BTreeMap<String, Ipld>;

/// Reads a frame.
pub(super) fn read(frame: &[u8]) -> Told {
    let mut rest = Cursor::new(frame);
    let (Some(header), Some(body)) = (piece(&mut rest), piece(&mut rest)) else { return Told::Nothing };
    if integer(&header, "op") == Some(-1) {
        return if text(&body, "error") == Some("FutureCursor") { Told::FutureCursor } else { Told::End };
    }
    let seq = integer(&body, "seq").and_then(|seq| u64::try_from(seq).ok());
    let micros = text(&body, "time").and_then(|at| at.parse::<DateTime<Utc>>().ok()).map(|at| at.timestamp_micros());
    let event = |did: &str, kind: &str, what: Value| {
        let mut event = json!({ "did": did, "time_us": micros, "kind": kind });
        event[kind] = what;
        event
    };
    let of_account = text(&body, "did");
    let events = match (text(&header, "t"), seq) {
        (Some("#commit"), Some(_)) => {
            let Some(did) = text(&body, "repo") else { return Told::Nothing };
            commits(&body).into_iter().map(|commit| event(did, "commit", commit)).collect()
        }
        (Some("#account"), Some(_)) => {
            let (Some(did), Some(Ipld::Bool(active))) = (of_account, body.get("active")) else { return Told::Nothing };
            vec![event(did, "account", json!({ "active": active, "did": did, "status": text(&body, "status") }))]
        }
        (Some("#identity"), Some(_)) => {
            let Some(did) = of_account else { return Told::Nothing };
            vec![event(did, "identity", json!({ "did": did, "handle": text(&body, "handle") }))]
        }
        (Some("#info"), _) if text(&body, "name") == Some("OutdatedCursor") => return Told::Outdated,
        (_, Some(_)) => Vec::new(),
        _ => return Told::Nothing,
    };
    Told::Events(seq.unwrap_or_default(), events)
}

fn piece(rest: &mut Cursor<&[u8]>) -> Option<Fields> {
    match serde_ipld_dagcbor::de::from_reader_once(rest) {
        Ok(Ipld::Map(fields)) => Some(fields),
        _ => None,
    }
}

fn text<'a>(fields: &'a Fields, key: &str) -> Option<&'a str> {
    match fields.get(key) {
        Some(Ipld::String(text)) => Some(text),
        _ => None,
    }
}

fn integer(fields: &Fields, key: &str) -> Option<i128> {
    match fields.get(key) {
        Some(Ipld::Integer(number)) => Some(*number),
        _ => None,
    }
}

/// What a commit does to posts.
fn commits(body: &Fields) -> Vec<Value> {
    let Some(Ipld::List(ops)) = body.get("ops") else { return Vec::new() };
    let blocks = match body.get("blocks") {
        Some(Ipld::Bytes(blocks)) => blocks.as_slice(),
        _ => &[],
    };
    let rev = text(body, "rev");
    let mut found = Vec::new();
    for op in ops {
        let Ipld::Map(op) = op else { continue };
        let Some((POSTS, key)) = text(op, "path").and_then(|path| path.split_once('/')) else { continue };
        let operation = text(op, "action").unwrap_or_default();
        let mut commit = json!({ "rev": rev, "operation": operation, "collection": POSTS, "rkey": key });
        if operation != "delete" {
            let Some(Ipld::Link(cid)) = op.get("cid") else { continue };
            let Some(record) = block(blocks, cid) else { continue };
            let Ok(record) = serde_ipld_dagcbor::from_slice::<Ipld>(record) else { continue };
            commit["record"] = plain(record);
            commit["cid"] = json!(cid.to_string());
        }
        found.push(commit);
    }
    found
}

/// The block of a CAR that has this name and hashes to it.
fn block<'a>(car: &'a [u8], wanted: &Cid) -> Option<&'a [u8]> {
    let mut rest = car;
    let header = sized(&mut rest)?;
    if header.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let mut data = sized(&mut rest)?;
        let cid = Cid::read_bytes(&mut data).ok()?;
        if cid == *wanted {
            let hash = cid.hash();
            let fits = hash.code() == SHA2_256 && hash.digest() == Sha256::digest(data).as_slice();
            return fits.then_some(data);
        }
    }
    None
}

/// A piece with its length before it, in seven bits a byte.
fn sized<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let mut length = 0_usize;
    for shift in (0..35).step_by(7) {
        let (byte, behind) = rest.split_first()?;
        *rest = behind;
        length |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            let (piece, behind) = rest.split_at_checked(length)?;
            *rest = behind;
            return Some(piece);
        }
    }
    None
}

/// A record as JSON, the way the protocol writes it.
fn plain(value: Ipld) -> Value {
    match value {
        Ipld::Null => Value::Null,
        Ipld::Bool(flag) => json!(flag),
        Ipld::Integer(number) => i64::try_from(number).map_or(Value::Null, Value::from),
        Ipld::Float(number) => json!(number),
        Ipld::String(text) => Value::String(text),
        Ipld::Bytes(bytes) => json!({ "$bytes": STANDARD_NO_PAD.encode(bytes) }),
        Ipld::List(list) => list.into_iter().map(plain).collect(),
        Ipld::Map(map) => Value::Object(map.into_iter().map(|(key, value)| (key, plain(value))).collect::<Map<_, _>>()),
        Ipld::Link(cid) => json!({ "$link": cid.to_string() }),
    }
}

#[cfg(test)]
mod tests {
    use ipld_core::ipld;
    use proptest::prelude::*;

    use super::*;

    fn cid_of(block: &[u8]) -> Cid {
        let mut bytes = vec![1, 0x71, 0x12, 32];
        bytes.extend_from_slice(&Sha256::digest(block));
        Cid::try_from(bytes).expect("a cid")
    }

    fn bytes(value: &Ipld) -> Vec<u8> {
        serde_ipld_dagcbor::to_vec(value).expect("CBOR")
    }

    fn frame(kind: &str, body: &Ipld) -> Vec<u8> {
        [bytes(&ipld!({ "op": 1, "t": kind })), bytes(body)].concat()
    }

    fn car(blocks: &[&[u8]]) -> Vec<u8> {
        let mut car = vec![1, 0xa0];
        for block in blocks {
            let piece = [cid_of(block).to_bytes(), block.to_vec()].concat();
            // Two bytes of length are enough for what a test writes.
            car.extend([
                u8::try_from(piece.len() & 0x7f).expect("seven bits") | 0x80,
                u8::try_from(piece.len() >> 7).expect("small"),
            ]);
            car.extend(piece);
        }
        car
    }

    fn commit(spoil: bool) -> Vec<u8> {
        let record = bytes(
            &ipld!({ "$type": POSTS, "text": "Morgen KL1613", "createdAt": "2025-03-04T07:12:00Z", "langs": ["nl"] }),
        );
        let cid = cid_of(&record);
        let mut blocks = car(&[b"\xa0", &record]);
        if spoil {
            let last = blocks.len() - 3;
            blocks[last] ^= 1;
        }
        let ops = ipld!([
            { "action": "create", "path": "app.bsky.feed.like/x", "cid": Ipld::Link(cid) },
            { "action": "create", "path": "app.bsky.feed.post/k1", "cid": Ipld::Link(cid) },
            { "action": "delete", "path": "app.bsky.feed.post/k0", "cid": null },
        ]);
        frame(
            "#commit",
            &ipld!({ "seq": 7, "repo": "did:plc:a", "rev": "r", "time": "2025-03-04T07:12:01.5Z", "ops": ops, "blocks": Ipld::Bytes(blocks) }),
        )
    }

    #[test]
    fn a_commit_tells_of_its_posts_and_only_of_blocks_that_hash_to_their_name() {
        let Told::Events(7, events) = read(&commit(false)) else { panic!("events") };
        assert_eq!(events.len(), 2);
        assert_eq!(events[0]["commit"]["record"]["text"], "Morgen KL1613");
        assert_eq!(
            (&events[0]["did"], &events[0]["time_us"]),
            (&json!("did:plc:a"), &json!(1_741_072_321_500_000_i64))
        );
        assert!(events[0]["commit"]["cid"].as_str().is_some_and(|cid| cid.starts_with("bafyrei")));
        assert_eq!((&events[1]["commit"]["operation"], &events[1]["commit"]["rkey"]), (&json!("delete"), &json!("k0")));
        let Told::Events(7, events) = read(&commit(true)) else { panic!("events") };
        assert_eq!(events.len(), 1, "a record that was tampered with is none");
    }

    #[test]
    fn accounts_identities_and_the_streams_own_words_are_told() {
        let account = frame(
            "#account",
            &ipld!({ "seq": 8, "did": "did:plc:a", "time": "2025-03-04T07:12:01Z", "active": false, "status": "deactivated" }),
        );
        let Told::Events(8, events) = read(&account) else { panic!("events") };
        assert_eq!((&events[0]["kind"], &events[0]["account"]["active"]), (&json!("account"), &json!(false)));
        let identity = frame(
            "#identity",
            &ipld!({ "seq": 9, "did": "did:plc:a", "time": "2025-03-04T07:12:01Z", "handle": "x.example" }),
        );
        assert!(matches!(read(&identity), Told::Events(9, events) if events[0]["identity"]["handle"] == "x.example"));
        assert_eq!(read(&frame("#sync", &ipld!({ "seq": 10 }))), Told::Events(10, Vec::new()));
        assert_eq!(read(&frame("#info", &ipld!({ "name": "OutdatedCursor" }))), Told::Outdated);
        let error = |name: &str| [bytes(&ipld!({ "op": -1 })), bytes(&ipld!({ "error": name }))].concat();
        assert_eq!((read(&error("FutureCursor")), read(&error("ConsumerTooSlow"))), (Told::FutureCursor, Told::End));
        assert_eq!(read(&[0x81; 5_000]), Told::Nothing, "however deep");
    }

    proptest! {
        #[test]
        fn corrupted_frames_never_panic(at in 0_usize..1_000, byte: u8, cut in 0_usize..1_000) {
            let mut frame = commit(false);
            let at = at % frame.len();
            frame[at] = byte;
            frame.truncate(cut.max(1));
            read(&frame);
        }
    }
}

//! How a text will look on a network: what becomes a link, how addresses are shortened there, and whether it fits.
//!
//! Each network shows addresses in its own way; the text itself stays as it is.

use serde::Serialize;

use super::follow_up_text::{length_on, longest_on};
use crate::domain::post::Network;

/// What a piece of a text is to a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PieceKind {
    /// Words.
    Words,
    /// An address to follow.
    Link,
    /// A hashtag.
    Tag,
    /// An account that is told of the post.
    Mention,
}

/// A piece of a text as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// What is shown.
    pub shown: String,
}

/// A text on a network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Look {
    /// The network.
    pub network: Network,
    /// Its pieces, in order.
    pub pieces: Vec<Piece>,
    /// How long it is, as the network counts.
    pub length: usize,
    /// How long it may be, where the network sets a limit.
    pub longest: Option<usize>,
    /// Whether it fits.
    pub fits: bool,
    /// Whether addresses can be followed there.
    pub links_work: bool,
}

/// How a text looks on a network.
pub fn look(network: Network, text: &str) -> Look {
    let mut pieces: Vec<Piece> = Vec::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let (core, blank) = word.split_at(word.trim_end().len());
        let (kind, shown) = piece(network, core);
        let mut add = |kind, shown: &str| match pieces.last_mut() {
            _ if shown.is_empty() => {}
            Some(last) if last.kind == kind && kind == PieceKind::Words => last.shown.push_str(shown),
            _ => pieces.push(Piece { kind, shown: shown.to_owned() }),
        };
        add(kind, &shown);
        add(PieceKind::Words, blank);
    }
    let (length, longest) = (length_on(network, text), longest_on(network));
    let fits = longest.is_none_or(|most| length <= most);
    Look { network, pieces, length, longest, fits, links_work: network != Network::Instagram }
}

fn piece(network: Network, word: &str) -> (PieceKind, String) {
    let named = |rest: &str| rest.chars().next().is_some_and(char::is_alphanumeric);
    if word.starts_with("https://") || word.starts_with("http://") {
        return (PieceKind::Link, shortened(network, word));
    }
    match word.chars().next() {
        Some('#') if named(&word[1..]) => (PieceKind::Tag, word.to_owned()),
        Some('@') if named(&word[1..]) => (PieceKind::Mention, word.to_owned()),
        _ => (PieceKind::Words, word.to_owned()),
    }
}

/// An address as a network shows it. X leaves the scheme out and cuts behind 26 characters, Mastodon behind 30.
fn shortened(network: Network, address: &str) -> String {
    let most = match network {
        Network::X => 26,
        Network::Mastodon => 30,
        _ => return address.to_owned(),
    };
    let plain = address.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    match plain.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &plain[..at]),
        None => plain.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Enjoy Venice! https://gifts.some-airline.example/r/0123456789 #Surprise @klm";

    #[test]
    fn each_network_shows_an_address_in_its_own_way() {
        let shown = |network| {
            let look = look(network, TEXT);
            look.pieces.into_iter().find(|piece| piece.kind == PieceKind::Link).map(|piece| piece.shown)
        };
        assert_eq!(shown(Network::X).as_deref(), Some("gifts.some-airline.example…"));
        assert_eq!(shown(Network::Mastodon).as_deref(), Some("gifts.some-airline.example/r/0…"));
        assert_eq!(shown(Network::Bluesky).as_deref(), Some("https://gifts.some-airline.example/r/0123456789"));
        assert!(!look(Network::Instagram, TEXT).links_work);
    }

    #[test]
    fn nothing_of_a_text_is_lost_and_what_is_too_long_is_said() {
        for network in Network::ALL {
            let look = look(*network, TEXT);
            let kinds: Vec<_> = look.pieces.iter().map(|piece| piece.kind).collect();
            assert!(kinds.contains(&PieceKind::Tag) && kinds.contains(&PieceKind::Mention), "{network}");
            assert!(look.fits, "{network}");
        }
        let whole: String = look(Network::Bluesky, TEXT).pieces.into_iter().map(|piece| piece.shown).collect();
        assert_eq!(whole, TEXT);
        assert!(!look(Network::Bluesky, &"ü".repeat(301)).fits);
    }
}

//! A post's running text as one lower-case byte stream, and the n-grams of it that the language model weighs.
//!
//! Addresses, handles, codes and digits are left out, letters repeated for stress are cut to two, a capital shows only
//! as the mark before its word. Training and reading share this file, so both see the same features; no allocation.

use crate::signals::text::is_spaceless;

/// As many bytes of running text as are read; a language shows long before.
const STREAM: usize = 1024;
/// Bytes of a post that are looked at at all.
const READ: usize = 4 * STREAM;
/// The mark before a word in lower case, and after the last word.
const GAP: u8 = b' ';
/// The mark before a word with a capital initial.
const CAPITAL: u8 = b'^';
/// The longest n-gram in bytes, marks included.
const LONGEST: usize = 5;
/// Bits of a feature's number.
pub(super) const BITS: u32 = 17;
/// The number of features.
pub(super) const FEATURES: usize = 1 << BITS;

/// Letters of a text by script.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Scripts {
    /// Latin letters.
    pub latin: usize,
    /// Hiragana and katakana.
    pub kana: usize,
    /// Han characters.
    pub han: usize,
    /// Letters of any other script.
    pub foreign: usize,
}

impl Scripts {
    /// All letters.
    pub(super) fn total(self) -> usize {
        self.latin + self.kana + self.han + self.foreign
    }
}

/// The running text of a post, normalised.
#[derive(Debug)]
pub(super) struct Stream {
    bytes: [u8; STREAM],
    length: usize,
    /// Its letters by script.
    pub scripts: Scripts,
}

impl Stream {
    /// Normalises a text.
    pub(super) fn new(text: &str) -> Self {
        let mut stream = Self { bytes: [GAP; STREAM], length: 0, scripts: Scripts::default() };
        let text = text.get(..text.floor_char_boundary(READ)).unwrap_or_default();
        let shouted = shouted(text);
        for chunk in text.split_whitespace() {
            let chunk = address_at(chunk).map_or(chunk, |at| chunk.get(..at).unwrap_or_default());
            let bare = chunk.trim_start_matches(|letter: char| letter.is_ascii_punctuation() && !"@#".contains(letter));
            if !is_noise(bare, shouted) {
                stream.read(bare);
            }
        }
        stream.push(&[GAP]);
        stream
    }

    /// The normalised bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    /// Calls back with the number of every n-gram of one to five bytes and of every longer word.
    #[inline]
    pub(super) fn each_feature(&self, mut visit: impl FnMut(usize)) {
        let bytes = self.bytes();
        let mut word = 0_u32;
        let mut letters = 0_usize;
        for (start, byte) in bytes.iter().enumerate() {
            let mut hash = 0_u32;
            let mut grow = |next: &u8| {
                hash = mix(hash, *next);
                visit(bucket(hash));
            };
            let rest = &bytes[start..];
            // A known length is unrolled.
            match rest.first_chunk::<LONGEST>() {
                Some(gram) => gram.iter().for_each(&mut grow),
                None => rest.iter().for_each(&mut grow),
            }
            if *byte == GAP || *byte == CAPITAL {
                if letters >= LONGEST - 1 {
                    visit(bucket(mix(word, 0)));
                }
                (word, letters) = (0x9E37, 0);
            } else {
                word = mix(word, *byte);
                letters += 1;
            }
        }
    }

    fn push(&mut self, bytes: &[u8]) {
        if let Some(free) = self.bytes.get_mut(self.length..self.length + bytes.len()) {
            free.copy_from_slice(bytes);
            self.length += bytes.len();
        }
    }

    /// Adds one stretch without spaces.
    fn read(&mut self, chunk: &str) {
        let tag = chunk.starts_with('#');
        let (mut inside, mut last, mut repeated) = (false, ' ', 0_usize);
        for letter in chunk.chars() {
            let apostrophe = matches!(letter, '\'' | '\u{2019}' | '\u{00B4}' | '\u{02BC}');
            if apostrophe && inside {
                self.push(b"'");
                last = '\'';
                continue;
            }
            if !letter.is_alphabetic() {
                // Accents written apart and invisible joiners don't end a word; everything else does.
                if !matches!(letter, '\u{0300}'..='\u{036F}' | '\u{00AD}' | '\u{200B}'..='\u{200F}') {
                    inside = false;
                }
                continue;
            }
            self.count(letter);
            let capital = letter.is_uppercase();
            if !inside || (tag && capital && last.is_lowercase()) {
                self.push(&[if capital { CAPITAL } else { GAP }]);
                inside = true;
                repeated = 0;
            }
            repeated = if letter == last { repeated + 1 } else { 0 };
            last = letter;
            if repeated < 2 {
                self.push_letter(letter);
            }
        }
    }

    fn push_letter(&mut self, letter: char) {
        if letter.is_ascii() {
            if let Some(free) = self.bytes.get_mut(self.length) {
                *free = letter.to_ascii_lowercase() as u8;
                self.length += 1;
            }
            return;
        }
        let mut room = [0; 4];
        for small in letter.to_lowercase() {
            self.push(small.encode_utf8(&mut room).as_bytes());
        }
    }

    fn count(&mut self, letter: char) {
        let scripts = &mut self.scripts;
        match letter {
            'A'..='Z' | 'a'..='z' | '\u{00AA}'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}' => scripts.latin += 1,
            '\u{3040}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9D}' => scripts.kana += 1,
            _ if is_spaceless(letter) => scripts.han += 1,
            _ => scripts.foreign += 1,
        }
    }
}

/// The number of an n-gram given in the stream's own bytes, as [`Stream::each_feature`] would call it.
pub(super) fn feature(gram: &[u8]) -> usize {
    bucket(gram.iter().fold(0, |hash, byte| mix(hash, *byte)))
}

#[inline]
fn mix(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_add(0x7F4A).wrapping_mul(0x9E37_79B1).rotate_left(7)
}

#[inline]
fn bucket(hash: u32) -> usize {
    (hash.wrapping_mul(0x85EB_CA6B) >> (32 - BITS)) as usize
}

/// Whether most letters are capitals, handles and addresses aside; then capitals say nothing.
fn shouted(text: &str) -> bool {
    let (mut capitals, mut small) = (0_usize, 0_usize);
    for chunk in text.split_whitespace().filter(|chunk| !chunk.starts_with('@') && address_at(chunk).is_none()) {
        for letter in chunk.chars() {
            capitals += usize::from(letter.is_uppercase());
            small += usize::from(letter.is_lowercase());
        }
    }
    capitals > small
}

/// Whether a stretch without spaces is no running text: an address, a handle, a code, a repost mark.
fn is_noise(chunk: &str, shouted: bool) -> bool {
    if chunk.starts_with('@') || chunk == "RT" || chunk.starts_with("www.") {
        return true;
    }
    if chunk.starts_with('#') {
        return false;
    }
    let dotted = |part: &str| part.contains('.') && !part.ends_with('.');
    let address = chunk.split_once('/').is_some_and(|(host, _)| dotted(host))
        || chunk.split_once('@').is_some_and(|(_, host)| dotted(host));
    if address {
        return true;
    }
    // Airport codes side by side, as in AMS-VCE.
    if chunk.len() >= 7 && chunk.split(|letter: char| !letter.is_alphanumeric()).all(is_airport_code) {
        return true;
    }
    let (mut digit, mut small, mut letters, mut wide) = (false, false, 0, false);
    for letter in chunk.chars() {
        digit |= letter.is_ascii_digit();
        small |= letter.is_lowercase();
        letters += usize::from(letter.is_alphabetic());
        wide |= !letter.is_ascii();
    }
    !wide && (digit || (!shouted && !small && letters > 1))
}

/// Where a web address begins in a stretch without spaces.
fn address_at(chunk: &str) -> Option<usize> {
    chunk.as_bytes().windows(4).position(|four| four == b"http")
}

fn is_airport_code(part: &str) -> bool {
    part.len() == 3 && part.bytes().all(|letter| letter.is_ascii_uppercase())
}

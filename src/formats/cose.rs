//! Public keys as passkeys carry them: a CBOR map (RFC 8949) of small numbers and byte strings (COSE, RFC 9052 and 9053).
//!
//! Only the three kinds that browsers' devices have are read, each label once and each head as short as it can be.

use super::webauthn::PasskeyFault;

/// A public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PublicKey {
    /// A point of P-256, uncompressed (ES256).
    P256([u8; 65]),
    /// A point of Ed25519.
    Ed25519([u8; 32]),
    /// RSA with PKCS#1 1.5 and SHA-256 (RS256).
    Rsa {
        /// The modulus.
        n: Vec<u8>,
        /// The exponent.
        e: Vec<u8>,
    },
}

/// Labels and values of RFC 9053 and RFC 8230.
const KIND: i64 = 1;
const ALGORITHM: i64 = 3;
const ES256: (i64, i64) = (2, -7);
const EDDSA: (i64, i64) = (1, -8);
const RS256: (i64, i64) = (3, -257);

enum Value<'a> {
    Number(i64),
    Bytes(&'a [u8]),
}

/// Reads a key; gives what follows it as well.
pub(super) fn read(text: &[u8]) -> Result<(PublicKey, &[u8]), PasskeyFault> {
    let (major, pairs, mut rest) = head(text)?;
    if major != 5 || pairs > 8 {
        return Err(PasskeyFault::Unreadable);
    }
    let mut map = Vec::new();
    for _ in 0..pairs {
        let (label, after) = value(rest)?;
        let (content, after) = value(after)?;
        let Value::Number(label) = label else { return Err(PasskeyFault::Unreadable) };
        if map.iter().any(|(own, _)| *own == label) {
            return Err(PasskeyFault::Unreadable);
        }
        map.push((label, content));
        rest = after;
    }
    let number = |label| {
        map.iter().find_map(|(own, content)| match content {
            Value::Number(number) if *own == label => Some(*number),
            _ => None,
        })
    };
    let bytes = |label| {
        let found = map.iter().find_map(|(own, content)| match content {
            Value::Bytes(bytes) if *own == label => Some(*bytes),
            _ => None,
        });
        found.ok_or(PasskeyFault::Unreadable)
    };
    let kind = (number(KIND).unwrap_or_default(), number(ALGORITHM).unwrap_or_default());
    let key = match kind {
        ES256 if number(-1) == Some(1) => {
            let mut point = [4; 65];
            let both = [bytes(-2)?, bytes(-3)?].concat();
            let halves: [u8; 64] = both.try_into().map_err(|_| PasskeyFault::Unreadable)?;
            point[1..].copy_from_slice(&halves);
            PublicKey::P256(point)
        }
        EDDSA if number(-1) == Some(6) => {
            PublicKey::Ed25519(bytes(-2)?.try_into().map_err(|_| PasskeyFault::Unreadable)?)
        }
        RS256 => PublicKey::Rsa { n: bytes(-1)?.to_vec(), e: bytes(-2)?.to_vec() },
        _ => return Err(PasskeyFault::Algorithm),
    };
    Ok((key, rest))
}

fn value(text: &[u8]) -> Result<(Value<'_>, &[u8]), PasskeyFault> {
    let (major, count, rest) = head(text)?;
    let signed = i64::try_from(count).map_err(|_| PasskeyFault::Unreadable)?;
    match major {
        0 => Ok((Value::Number(signed), rest)),
        1 => Ok((Value::Number(-1 - signed), rest)),
        2 => {
            let length = usize::try_from(count).map_err(|_| PasskeyFault::Unreadable)?;
            let (bytes, rest) = rest.split_at_checked(length).ok_or(PasskeyFault::Unreadable)?;
            Ok((Value::Bytes(bytes), rest))
        }
        _ => Err(PasskeyFault::Unreadable),
    }
}

/// The head of a data item: its major type, its argument, and what follows. A longer head than needed is refused (§4.2.1).
fn head(text: &[u8]) -> Result<(u8, u64, &[u8]), PasskeyFault> {
    let (first, rest) = text.split_first().ok_or(PasskeyFault::Unreadable)?;
    let (major, short) = (first >> 5, first & 31);
    let wide = |bytes: usize, least: u64| {
        let (argument, rest) = rest.split_at_checked(bytes).ok_or(PasskeyFault::Unreadable)?;
        let count = argument.iter().fold(0, |sum: u64, byte| (sum << 8) | u64::from(*byte));
        if count < least { Err(PasskeyFault::Unreadable) } else { Ok((major, count, rest)) }
    };
    match short {
        0..=23 => Ok((major, u64::from(short), rest)),
        24 => wide(1, 24),
        25 => wide(2, 1 << 8),
        26 => wide(4, 1 << 16),
        _ => Err(PasskeyFault::Unreadable),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A map of five: kind 2, algorithm −7, curve 1, and two halves of 32 bytes each, all of them ones and twos.
    pub(in crate::formats) const P256: [u8; 77] = {
        let mut text = [1; 77];
        let start = [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32];
        let mut at = 0;
        while at < start.len() {
            text[at] = start[at];
            at += 1;
        }
        text[42] = 0x22;
        text[43] = 0x58;
        text[44] = 32;
        at = 45;
        while at < 77 {
            text[at] = 2;
            at += 1;
        }
        text
    };

    #[test]
    fn each_kind_of_key_is_read_and_nothing_else() {
        let (key, rest) = read(&P256).expect("a key");
        let PublicKey::P256(point) = key else { panic!("{key:?}") };
        assert!(rest.is_empty() && point[0] == 4 && point[1..33] == [1; 32] && point[33..] == [2; 32]);
        let edwards = [&[0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 32][..], &[7; 32]].concat();
        assert_eq!(read(&edwards).expect("a key").0, PublicKey::Ed25519([7; 32]));
        let rsa = [0xa4, 1, 3, 3, 0x39, 1, 0, 0x20, 0x42, 9, 9, 0x21, 0x43, 1, 0, 1];
        assert_eq!(read(&rsa).expect("a key").0, PublicKey::Rsa { n: vec![9, 9], e: vec![1, 0, 1] });
        let mut other = P256;
        other[4] = 0x22; // ES384
        assert_eq!(read(&other), Err(PasskeyFault::Algorithm));
        for end in 0..P256.len() {
            assert_eq!(read(&P256[..end]), Err(PasskeyFault::Unreadable), "{end}");
        }
        for text in [[0xbf, 1, 2].as_slice(), &[0xa1, 0x5b, 0xff], &[0xa1, 1, 0x5a, 0xff, 0xff, 0xff, 0xff], &[0x80]] {
            assert_eq!(read(text), Err(PasskeyFault::Unreadable), "{text:?}");
        }
    }

    #[test]
    fn a_key_has_one_form_only() {
        let edwards = |start: &[u8]| [start, &[0x27, 0x20, 6, 0x21, 0x58, 32][..], &[7; 32]].concat();
        assert!(read(&edwards(&[0xa4, 1, 1, 3])).is_ok());
        for other in [
            &[0xa5, 1, 1, 1, 1, 3][..],
            &[0xa5, 1, 1, 1, 2, 3],
            &[0xb8, 4, 1, 1, 3],
            &[0xa4, 0x18, 1, 1, 3],
            &[0xa4, 1, 0x19, 0, 1, 3],
            &[0xa4, 1, 0x1a, 0, 0, 0, 1, 3],
        ] {
            assert_eq!(read(&edwards(other)), Err(PasskeyFault::Unreadable), "{other:?}");
        }
    }
}

//! The standard's own figures (Web Authentication, level 3, "Test Vectors"): both ceremonies, and each kind of key.

use super::*;

struct Said {
    challenge: Vec<u8>,
    client_data: Vec<u8>,
    data: Vec<u8>,
}

struct Vector {
    made: Said,
    signed: Said,
    signature: Vec<u8>,
}

fn vector(name: &str) -> Vector {
    let lines = include_str!("webauthn_vectors.tsv").lines();
    let line = lines.filter_map(|line| line.split_once('\t')).find(|(own, _)| *own == name).expect("a vector").1;
    let mut values = line.split('\t').map(|value| hex::decode(value).expect("hex"));
    let mut next = || values.next().expect("a value");
    let mut said = || Said { challenge: next(), client_data: next(), data: next() };
    Vector { made: said(), signed: said(), signature: next() }
}

fn party() -> Party {
    Party::of("https://example.org").expect("a site")
}

/// Reads the key without asking what the device did.
fn key_in(data: &[u8]) -> PublicKey {
    let length = usize::from(u16::from_be_bytes([data[53], data[54]]));
    let (key, rest) = cose::read(&data[55 + length..]).expect("a key");
    assert!(rest.is_empty());
    key
}

#[test]
fn the_standards_verified_keys_pass_both_ceremonies() {
    for name in ["packed-es256", "tpm-es256"] {
        let Vector { made, signed, signature } = vector(name);
        let party = party();
        assert_eq!(challenge_of(&made.client_data, Ceremony::Create, &party), Ok(made.challenge), "{name}");
        assert_eq!(challenge_of(&made.client_data, Ceremony::Get, &party), Err(PasskeyFault::Ceremony), "{name}");
        let key = read_new_key(&made.data, &party).expect(name);
        assert_eq!((key.counter, key.id.as_slice()), (0, &made.data[55..87]), "{name}");
        assert_eq!(challenge_of(&signed.client_data, Ceremony::Get, &party), Ok(signed.challenge), "{name}");
        let judge = |client_data: &[u8], signature: &[u8]| {
            verify(&key.public_key, client_data, &signed.data, signature, &party)
        };
        assert_eq!(judge(&signed.client_data, &signature), Ok(0), "{name}");
        assert_eq!(judge(&made.client_data, &signature), Err(PasskeyFault::Signature), "{name}");
        assert_eq!(judge(&signed.client_data, &signature[1..]), Err(PasskeyFault::Signature), "{name}");
    }
}

#[test]
fn every_kind_of_key_signed_what_the_standard_says() {
    for name in ["none-es256", "packed-es256", "tpm-es256", "packed-rs256", "packed-eddsa"] {
        let Vector { made, signed, signature } = vector(name);
        let key = key_in(&made.data);
        let mut message = [signed.data.as_slice(), &Sha256::digest(&signed.client_data)].concat();
        assert_eq!(judge(&key, &message, &signature), Ok(()), "{name}");
        message[36] ^= 1;
        assert_eq!(judge(&key, &message, &signature), Err(PasskeyFault::Signature), "{name}");
    }
    assert!(matches!(key_in(&vector("packed-rs256").made.data), PublicKey::Rsa { .. }));
    assert!(matches!(key_in(&vector("packed-eddsa").made.data), PublicKey::Ed25519(_)));
}

#[test]
fn whoever_was_not_verified_or_stands_in_a_foreign_page_is_refused() {
    for name in ["none-es256", "packed-eddsa"] {
        let Vector { made, signed, signature } = vector(name);
        assert_eq!(read_new_key(&made.data, &party()), Err(PasskeyFault::Unverified), "{name}");
        let key = &made.data[55 + 32..];
        let judged = verify(key, &signed.client_data, &signed.data, &signature, &party());
        assert_eq!(judged, Err(PasskeyFault::Unverified), "{name}");
    }
    let Vector { made, signed, .. } = vector("none-es256-topOrigin");
    assert_eq!(challenge_of(&made.client_data, Ceremony::Create, &party()), Err(PasskeyFault::Origin));
    assert_eq!(challenge_of(&signed.client_data, Ceremony::Get, &party()), Err(PasskeyFault::Origin));
    let text = String::from_utf8(signed.client_data).expect("text").replace("\"crossOrigin\":true,", "");
    assert_eq!(challenge_of(text.as_bytes(), Ceremony::Get, &party()), Err(PasskeyFault::Origin));
}

//! What a browser sends of a passkey (W3C Web Authentication, level 3): client data, authenticator data, the public key.
//!
//! Every step of §7.1 and §7.2 that a site without attestation has to take; anything that is not as it should is a
//! refusal, never a panic. Signatures are judged by `ring`, the same code that judges those of TLS.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::Deserialize;
use serde::de::IgnoredAny;
use sha2::{Digest, Sha256};

use super::cose::{self, PublicKey};

words! {
    /// Why a passkey is not taken.
    PasskeyFault {
        /// It can't be read.
        Unreadable = "unreadable",
        /// It was made for another purpose.
        Ceremony = "ceremony",
        /// It was made on another site, or within another site's page.
        Origin = "origin",
        /// It belongs to another site.
        Party = "party",
        /// The device did not ask who is there.
        Unverified = "unverified",
        /// The kind of key is none of ours.
        Algorithm = "algorithm",
        /// The signature is not the key's.
        Signature = "signature",
    }
}

/// What is asked of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ceremony {
    /// To make a key.
    Create,
    /// To sign with it.
    Get,
}

impl Ceremony {
    const fn word(self) -> &'static str {
        match self {
            Self::Create => "webauthn.create",
            Self::Get => "webauthn.get",
        }
    }
}

/// The site that keys belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Its domain.
    pub id: String,
    /// The origin its pages come from.
    pub origin: String,
}

impl Party {
    /// The site behind an address such as `https://gifts.example`; none where browsers know no passkeys: plain http
    /// anywhere but on this machine, and numbers in place of a name.
    pub fn of(url: &str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let host = rest.split('/').next()?.to_ascii_lowercase();
        // Browsers leave the port of the scheme out of an origin.
        let usual = if scheme == "https" { ":443" } else { ":80" };
        let host = host.strip_suffix(usual).unwrap_or(&host);
        let id = host.split(':').next()?.to_owned();
        let is_name = id.ends_with(|last: char| last.is_ascii_alphabetic()) && !host.starts_with('[');
        let is_safe = scheme == "https" || (scheme == "http" && id == "localhost");
        (is_name && is_safe).then(|| Self { origin: format!("{scheme}://{host}"), id })
    }
}

/// A key that was just made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewKey {
    /// How the device calls it.
    pub id: Vec<u8>,
    /// Its public half (COSE, RFC 9052).
    pub public_key: Vec<u8>,
    /// How often it signed.
    pub counter: u32,
}

#[derive(Deserialize)]
struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(rename = "crossOrigin", default)]
    cross_origin: bool,
    #[serde(rename = "topOrigin")]
    top_origin: Option<IgnoredAny>,
}

/// The challenge that a device answered, where the answer was made for this purpose on this site.
pub fn challenge_of(client_data: &[u8], ceremony: Ceremony, party: &Party) -> Result<Vec<u8>, PasskeyFault> {
    let data: ClientData = serde_json::from_slice(client_data).map_err(|_| PasskeyFault::Unreadable)?;
    if data.kind != ceremony.word() {
        return Err(PasskeyFault::Ceremony);
    }
    if data.origin != party.origin || data.cross_origin || data.top_origin.is_some() {
        return Err(PasskeyFault::Origin);
    }
    URL_SAFE_NO_PAD.decode(&data.challenge).map_err(|_| PasskeyFault::Unreadable)
}

const USER_PRESENT: u8 = 0x01;
const USER_VERIFIED: u8 = 0x04;
const MAY_BE_COPIED: u8 = 0x08;
const IS_COPIED: u8 = 0x10;
const HAS_KEY: u8 = 0x40;
const HAS_EXTENSIONS: u8 = 0x80;

struct AuthenticatorData<'a> {
    flags: u8,
    counter: u32,
    rest: &'a [u8],
}

/// Reads the part that every answer has, of a device that asked who is there.
fn read_head<'a>(data: &'a [u8], party: &Party) -> Result<AuthenticatorData<'a>, PasskeyFault> {
    let (site, rest) = data.split_first_chunk::<32>().ok_or(PasskeyFault::Unreadable)?;
    let (flags, rest) = rest.split_first().ok_or(PasskeyFault::Unreadable)?;
    let (counter, rest) = rest.split_first_chunk::<4>().ok_or(PasskeyFault::Unreadable)?;
    if *site != *Sha256::digest(party.id.as_bytes()) {
        return Err(PasskeyFault::Party);
    }
    if flags & (USER_PRESENT | USER_VERIFIED) != USER_PRESENT | USER_VERIFIED {
        return Err(PasskeyFault::Unverified);
    }
    if flags & (MAY_BE_COPIED | IS_COPIED) == IS_COPIED {
        return Err(PasskeyFault::Unreadable);
    }
    Ok(AuthenticatorData { flags: *flags, counter: u32::from_be_bytes(*counter), rest })
}

/// Reads a key that was just made (§7.1). Who made the device is not asked: attestation tells about people.
pub fn read_new_key(authenticator_data: &[u8], party: &Party) -> Result<NewKey, PasskeyFault> {
    let AuthenticatorData { flags, counter, rest } = read_head(authenticator_data, party)?;
    if flags & HAS_KEY == 0 {
        return Err(PasskeyFault::Unreadable);
    }
    let (_model, rest) = rest.split_first_chunk::<16>().ok_or(PasskeyFault::Unreadable)?;
    let (length, rest) = rest.split_first_chunk::<2>().ok_or(PasskeyFault::Unreadable)?;
    let (id, key) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length))).ok_or(PasskeyFault::Unreadable)?;
    let (_, after) = cose::read(key)?;
    if (id.is_empty() || id.len() > 1023) || (!after.is_empty() && flags & HAS_EXTENSIONS == 0) {
        return Err(PasskeyFault::Unreadable);
    }
    let used = key.len() - after.len();
    Ok(NewKey { id: id.to_vec(), public_key: key.get(..used).unwrap_or_default().to_vec(), counter })
}

/// Judges a signature (§7.2); gives how often the key signed.
pub fn verify(
    public_key: &[u8],
    client_data: &[u8],
    authenticator_data: &[u8],
    signature: &[u8],
    party: &Party,
) -> Result<u32, PasskeyFault> {
    let head = read_head(authenticator_data, party)?;
    let (key, _) = cose::read(public_key)?;
    judge(&key, &[authenticator_data, &Sha256::digest(client_data)].concat(), signature)?;
    Ok(head.counter)
}

/// Judges whether a key signed a message.
fn judge(key: &PublicKey, message: &[u8], signature: &[u8]) -> Result<(), PasskeyFault> {
    let judged = match key {
        PublicKey::P256(point) => UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(message, signature),
        PublicKey::Ed25519(point) => UnparsedPublicKey::new(&ED25519, point).verify(message, signature),
        PublicKey::Rsa { n, e } => {
            RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
        }
    };
    judged.map_err(|_| PasskeyFault::Signature)
}

#[cfg(test)]
#[path = "webauthn_vectors.rs"]
mod vectors;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_need_a_name_and_a_safe_way() {
        let id = |url| Party::of(url).map(|party| (party.id, party.origin));
        let some = |id: &str, origin: &str| Some((id.to_owned(), origin.to_owned()));
        assert_eq!(id("https://Gifts.example/"), some("gifts.example", "https://gifts.example"));
        assert_eq!(id("https://gifts.example:8443"), some("gifts.example", "https://gifts.example:8443"));
        assert_eq!(id("https://gifts.example:443/"), some("gifts.example", "https://gifts.example"));
        assert_eq!(id("http://localhost:80"), some("localhost", "http://localhost"));
        assert_eq!(id("https://gifts.example:80"), some("gifts.example", "https://gifts.example:80"));
        assert_eq!(id("http://localhost:8080"), some("localhost", "http://localhost:8080"));
        for none in ["http://gifts.example", "http://127.0.0.1:8080", "https://[::1]", "https://10.0.0.1", "", "x"] {
            assert_eq!(id(none), None, "{none}");
        }
    }

    #[test]
    fn an_answer_made_elsewhere_or_for_something_else_is_refused() {
        let party = Party::of("https://gifts.example").expect("a site");
        let read = |text: &str| challenge_of(text.as_bytes(), Ceremony::Get, &party);
        let with = |kind: &str, origin: &str, more: &str| {
            format!(r#"{{"type":"{kind}","challenge":"AQI","origin":"{origin}"{more}}}"#)
        };
        assert_eq!(
            read(&with("webauthn.get", "https://gifts.example", r#","crossOrigin":false,"new":1"#)),
            Ok(vec![1, 2])
        );
        assert_eq!(read(&with("webauthn.create", "https://gifts.example", "")), Err(PasskeyFault::Ceremony));
        assert_eq!(read(&with("webauthn.get", "https://gifts.example.evil", "")), Err(PasskeyFault::Origin));
        let framed = with("webauthn.get", "https://gifts.example", r#","crossOrigin":true"#);
        assert_eq!(read(&framed), Err(PasskeyFault::Origin));
        let framed = with("webauthn.get", "https://gifts.example", r#","topOrigin":"https://evil.example""#);
        assert_eq!(read(&framed), Err(PasskeyFault::Origin));
        assert_eq!(read("{"), Err(PasskeyFault::Unreadable));
    }

    #[test]
    fn cut_or_foreign_authenticator_data_is_refused() {
        let party = Party::of("https://gifts.example").expect("a site");
        let mut data = Sha256::digest(b"gifts.example").to_vec();
        data.extend([USER_PRESENT | USER_VERIFIED | HAS_KEY, 0, 0, 0, 7]);
        data.extend([0; 16]);
        data.extend([0, 2, 9, 9]);
        data.extend(cose::tests::P256);
        let key = read_new_key(&data, &party).expect("a key");
        assert_eq!((key.id, key.counter, key.public_key.as_slice()), (vec![9, 9], 7, cose::tests::P256.as_slice()));
        for end in 0..data.len() {
            assert_eq!(read_new_key(&data[..end], &party), Err(PasskeyFault::Unreadable), "{end}");
        }
        let foreign = Party::of("https://other.example").expect("a site");
        assert_eq!(read_new_key(&data, &foreign), Err(PasskeyFault::Party));
        let with_flags = |flags| [&data[..32], &[flags], &data[33..]].concat();
        assert_eq!(read_new_key(&with_flags(USER_PRESENT | HAS_KEY), &party), Err(PasskeyFault::Unverified));
        assert_eq!(read_new_key(&with_flags(USER_VERIFIED | HAS_KEY), &party), Err(PasskeyFault::Unverified));
        let seen = USER_PRESENT | USER_VERIFIED | HAS_KEY;
        assert_eq!(read_new_key(&with_flags(seen | IS_COPIED), &party), Err(PasskeyFault::Unreadable));
        assert!(read_new_key(&with_flags(seen | MAY_BE_COPIED | IS_COPIED), &party).is_ok());
        let longer = [data.as_slice(), &[0]].concat();
        assert_eq!(read_new_key(&longer, &party), Err(PasskeyFault::Unreadable), "nothing may follow");
    }
}

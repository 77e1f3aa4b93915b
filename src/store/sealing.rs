//! Sealing of personal data: every person has a data key, wrapped by a master key that is kept outside the database.
//!
//! AES-256-GCM (NIST SP 800-38D) with random 96-bit nonces; the wrapped key and each value are bound to the person's
//! id as associated data. Look-ups of people go through keyed hashes (HMAC-SHA-256, RFC 2104), never clear text.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Mutex;

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use hmac::{Hmac, Mac};
use rand::RngExt;
use rand_chacha::ChaCha20Rng;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::StoreError;
use crate::domain::id::PersonId;

const NONCE_BYTES: usize = 12;

/// The keys of an installation, and the generator that new keys and nonces come from.
#[derive(Debug)]
pub struct Keys {
    wrap: Box<Aes256GcmDebug>,
    index: [u8; 32],
    secrets: Mutex<ChaCha20Rng>,
}

struct Aes256GcmDebug(Aes256Gcm);

impl std::fmt::Debug for Aes256GcmDebug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(secret)")
    }
}

/// One person's data key, ready for use.
pub struct DataKey {
    person: PersonId,
    cipher: Box<Aes256Gcm>,
}

impl std::fmt::Debug for DataKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DataKey({})", self.person)
    }
}

/// What a fingerprint stands for; the same text gives different fingerprints for different kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FingerprintOf {
    /// An account on a network: `network`, account id or handle.
    Account,
    /// An e-mail address.
    Email,
    /// A passenger of a booking.
    Passenger,
    /// A traveller, by the airline's own key.
    Traveller,
    /// A post: `network`, id.
    Post,
    /// A flight event.
    Event,
    /// The e-mail address of someone who works with giftgate.
    Staff,
    /// A recovery code of an account.
    Recovery,
    /// Who an account is at an identity provider: issuer, subject.
    Identity,
    /// What goes to the provider and comes back: purpose, token.
    SignOn,
    /// The code on a gift's card.
    Card,
    /// A gate list: station, day; what its hashes are salted with.
    GateList,
    /// A challenge for a passkey: purpose, what it is made of.
    Challenge,
}

impl FingerprintOf {
    const fn label(self) -> &'static [u8] {
        match self {
            Self::Account => b"account",
            Self::Email => b"email",
            Self::Passenger => b"passenger",
            Self::Traveller => b"traveller",
            Self::Post => b"post",
            Self::Event => b"event",
            Self::Staff => b"staff",
            Self::Recovery => b"recovery",
            Self::Identity => b"identity",
            Self::SignOn => b"sign on",
            Self::Card => b"card",
            Self::GateList => b"gate_list",
            Self::Challenge => b"challenge",
        }
    }
}

impl Keys {
    /// Keys derived from a 256-bit master key; `secrets` is a cryptographic generator seeded by the caller.
    pub fn new(master: &[u8; 32], secrets: ChaCha20Rng) -> Self {
        let wrap = derive(master, b"giftgate wrap 1");
        let index = derive(master, b"giftgate index 1");
        Self { wrap: Box::new(Aes256GcmDebug(Aes256Gcm::new(&wrap.into()))), index, secrets: Mutex::new(secrets) }
    }

    /// Reads the master key file (64 hexadecimal digits), or makes one that only its owner can read.
    pub fn load_or_create_master(path: &Path, secrets: &mut ChaCha20Rng) -> Result<[u8; 32], StoreError> {
        let fault = |what: String| StoreError::MasterKey { path: path.display().to_string(), what };
        match std::fs::read_to_string(path) {
            Ok(text) => {
                let mut key = [0; 32];
                hex::decode_to_slice(text.trim(), &mut key)
                    .map_err(|_| fault("it should hold 64 hexadecimal digits".to_owned()))?;
                Ok(key)
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let key: [u8; 32] = secrets.random();
                write_private(path, &hex::encode(key)).map_err(|error| fault(error.to_string()))?;
                Ok(key)
            }
            Err(error) => Err(fault(error.to_string())),
        }
    }

    /// A new person's key: ready for use, and wrapped for the database.
    pub fn new_person(&self, person: PersonId) -> (DataKey, Vec<u8>) {
        let key: [u8; 32] = self.with_secrets(rand::RngExt::random);
        let wrapped = self.encrypt(&self.wrap.0, person.0, &key);
        (DataKey { person, cipher: Box::new(Aes256Gcm::new(&key.into())) }, wrapped)
    }

    /// A person's key from its wrapped form.
    pub fn unwrap(&self, person: PersonId, wrapped: &[u8]) -> Result<DataKey, StoreError> {
        let key = decrypt(&self.wrap.0, person.0, wrapped)?;
        let key: [u8; 32] = key.try_into().map_err(|_| StoreError::Unsealing)?;
        Ok(DataKey { person, cipher: Box::new(Aes256Gcm::new(&key.into())) })
    }

    /// Seals a value with a person's key.
    pub fn seal(&self, key: &DataKey, plain: &[u8]) -> Vec<u8> {
        self.encrypt(&key.cipher, key.person.0, plain)
    }

    /// Fresh random bytes from the same generator as keys: salts, and tokens nobody can guess.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        self.with_secrets(rand::RngExt::random)
    }

    /// A keyed hash for look-ups. Parts are length-prefixed, so `("ab", "c")` and `("a", "bc")` differ.
    pub fn fingerprint(&self, of: FingerprintOf, parts: &[&str]) -> Vec<u8> {
        let mut mac = new_mac(&self.index);
        mac.update(of.label());
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        mac.finalize().into_bytes().to_vec()
    }

    fn encrypt(&self, cipher: &Aes256Gcm, bound_to: Uuid, plain: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE_BYTES] = self.with_secrets(rand::RngExt::random);
        let payload = Payload { msg: plain, aad: bound_to.as_bytes() };
        // AES-GCM fails only for texts beyond 64 GiB, which no caller can build.
        let text = cipher.encrypt(&Nonce::from(nonce), payload).unwrap_or_default();
        [nonce.as_slice(), &text].concat()
    }

    fn with_secrets<T>(&self, draw: impl FnOnce(&mut ChaCha20Rng) -> T) -> T {
        let mut secrets = self.secrets.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        draw(&mut secrets)
    }
}

impl DataKey {
    /// Opens a value sealed with this key.
    pub fn open(&self, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        decrypt(&self.cipher, self.person.0, sealed)
    }
}

fn decrypt(cipher: &Aes256Gcm, bound_to: Uuid, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
    let (nonce, text) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or(StoreError::Unsealing)?;
    let payload = Payload { msg: text, aad: bound_to.as_bytes() };
    cipher.decrypt(&Nonce::from(*nonce), payload).map_err(|_| StoreError::Unsealing)
}

fn new_mac(key: &[u8; 32]) -> Hmac<Sha256> {
    <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("HMAC takes keys of any length")
}

fn derive(master: &[u8; 32], label: &[u8]) -> [u8; 32] {
    let mut mac = new_mac(master);
    mac.update(label);
    mac.finalize().into_bytes().into()
}

fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}

/// SHA-256 of a file, hexadecimal.
pub fn file_hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// SHA-256 of a text, hexadecimal: the content hash that approvals are bound to.
pub fn content_hash(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    fn keys() -> Keys {
        Keys::new(&[7; 32], ChaCha20Rng::seed_from_u64(42))
    }

    #[test]
    fn what_is_sealed_opens_with_the_same_person_only() {
        let keys = keys();
        let (anna, bea) = (PersonId(Uuid::from_u128(1)), PersonId(Uuid::from_u128(2)));
        let (key, wrapped) = keys.new_person(anna);
        let sealed = keys.seal(&key, b"12A");
        let again = keys.unwrap(anna, &wrapped).expect("her own key");
        assert_eq!(again.open(&sealed).expect("opens"), b"12A");
        assert!(matches!(keys.unwrap(bea, &wrapped), Err(StoreError::Unsealing)));
        assert!(matches!(keys.new_person(anna).0.open(&sealed), Err(StoreError::Unsealing)));
        assert!(matches!(again.open(&sealed[..5]), Err(StoreError::Unsealing)));
    }

    #[test]
    fn fingerprints_differ_by_kind_and_by_where_parts_end() {
        let keys = keys();
        let one = keys.fingerprint(FingerprintOf::Account, &["ab", "c"]);
        assert_eq!(one, keys.fingerprint(FingerprintOf::Account, &["ab", "c"]));
        assert_ne!(one, keys.fingerprint(FingerprintOf::Account, &["a", "bc"]));
        assert_ne!(one, keys.fingerprint(FingerprintOf::Post, &["ab", "c"]));
    }

    #[test]
    fn a_master_key_is_made_once_and_read_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("master.key");
        let mut secrets = ChaCha20Rng::seed_from_u64(1);
        let made = Keys::load_or_create_master(&path, &mut secrets).expect("made");
        assert_eq!(Keys::load_or_create_master(&path, &mut secrets).expect("read"), made);
        std::fs::write(&path, "not hex").expect("written");
        assert!(matches!(Keys::load_or_create_master(&path, &mut secrets), Err(StoreError::MasterKey { .. })));
    }
}

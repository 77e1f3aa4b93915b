//! The mail room: writes letters in five languages, freezes them as messages (RFC 5322), and hands them to a server, into
//! a folder, or into memory.
//!
//! What goes out has a Message-ID and bytes that are fixed before the first try. A delivery says how far it came: a mail
//! that the server may have taken is told apart from one that it can't have.

pub mod contents;
mod desk;
pub mod letter;
mod message;
mod shift_list;
mod smtp;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use contents::Contents;
pub use letter::Letter;
pub use message::{Heading, freeze};
pub use smtp::Smtp;

use crate::domain::language::Language;
use crate::domain::mail::{MailSettings, MailWay};
use crate::texts::{LocaleFault, Locales, Texts};

/// A mail as it goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frozen {
    /// To whom.
    pub to: String,
    /// The message, byte for byte.
    pub bytes: Vec<u8>,
}

/// How far a mail came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// The server took it.
    Taken,
    /// Nothing of it can have arrived; later it may.
    NotYet(String),
    /// The server will not take it.
    Never(String),
    /// It was sent in full and nobody said what became of it.
    Unknown(String),
}

/// Why there is no mail room.
#[derive(Debug, thiserror::Error)]
pub enum MailFault {
    /// The certificate file can't be used.
    #[error("{path}: {what}; name a file with a PEM certificate in GIFTGATE_SMTP_CA_FILE")]
    Certificate {
        /// The file.
        path: String,
        /// What is wrong.
        what: String,
    },
    /// TLS can't be set up.
    #[error("TLS to the mail server can't be set up: {0}")]
    Tls(String),
    /// A locale file is absent or broken.
    #[error(transparent)]
    Texts(#[from] LocaleFault),
    /// A letter can't be put into a message.
    #[error("a mail could not be written: {0}")]
    Message(&'static str),
}

/// What carries mails away.
#[derive(Debug)]
enum Carrier {
    Smtp(Box<Smtp>),
    Folder(PathBuf),
    Memory(Mutex<Vec<Frozen>>),
    Off,
}

/// Writes mails and gives them to whatever carries them away.
#[derive(Debug)]
pub struct MailRoom {
    carrier: Carrier,
    from: String,
    base: String,
    texts: Arc<Locales>,
}

impl MailRoom {
    /// The mail room of an installation: `folder` takes mails where there is no server, `base` is where links lead.
    pub fn open(settings: &MailSettings, folder: &Path, base: &str) -> Result<Self, MailFault> {
        let carrier = match &settings.way {
            MailWay::Server(server) => Carrier::Smtp(Box::new(Smtp::new(server.clone(), settings.from.clone())?)),
            MailWay::Folder => Carrier::Folder(folder.to_owned()),
            MailWay::Off => Carrier::Off,
        };
        Self::with(carrier, &settings.from, base)
    }

    /// One that keeps mails in memory, for tests and demos.
    pub fn in_memory(base: &str) -> Result<Self, MailFault> {
        Self::with(Carrier::Memory(Mutex::default()), "giftgate@klm.example", base)
    }

    fn with(carrier: Carrier, from: &str, base: &str) -> Result<Self, MailFault> {
        let texts = Arc::new(Locales::load()?);
        Ok(Self { carrier, from: from.to_owned(), base: base.trim_end_matches('/').to_owned(), texts })
    }

    /// Whether mails are written at all.
    pub const fn is_on(&self) -> bool {
        !matches!(self.carrier, Carrier::Off)
    }

    /// Where mails go, in words: `server`, `folder`, `memory` or `off`.
    pub const fn way(&self) -> &'static str {
        match self.carrier {
            Carrier::Smtp(_) => "server",
            Carrier::Folder(_) => "folder",
            Carrier::Memory(_) => "memory",
            Carrier::Off => "off",
        }
    }

    /// The address mails come from.
    pub fn from(&self) -> &str {
        &self.from
    }

    /// The full address of a path of ours.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// The words of mails in a language, for what is attached to them.
    pub fn texts(&self, language: Language) -> Texts<'_> {
        self.texts.texts(language)
    }

    /// A letter in a language.
    pub fn write(&self, contents: &Contents, language: Language) -> Letter {
        contents.letter(&self.texts(language), &self.base)
    }

    /// Gives a mail away.
    pub async fn deliver(&self, mail: &Frozen) -> Delivery {
        match &self.carrier {
            Carrier::Smtp(server) => server.deliver(mail).await,
            Carrier::Folder(folder) => match put(folder, mail) {
                Ok(()) => Delivery::Taken,
                Err(error) => Delivery::NotYet(format!("{} can't be written: {error}", folder.display())),
            },
            Carrier::Memory(taken) => {
                taken.lock().unwrap_or_else(PoisonError::into_inner).push(mail.clone());
                Delivery::Taken
            }
            Carrier::Off => Delivery::Never("mail is switched off".to_owned()),
        }
    }

    /// Mails that a memory took.
    pub fn taken(&self) -> Option<MutexGuard<'_, Vec<Frozen>>> {
        match &self.carrier {
            Carrier::Memory(taken) => Some(taken.lock().unwrap_or_else(PoisonError::into_inner)),
            _ => None,
        }
    }
}

/// Writes a mail as a file of its own, named by its Message-ID; it appears whole or not at all.
fn put(folder: &Path, mail: &Frozen) -> std::io::Result<()> {
    use std::io::Write as _;
    std::fs::create_dir_all(folder)?;
    let id = message::id_of(&mail.bytes).unwrap_or("mail");
    let name: String =
        id.chars().take_while(|c| *c != '@').filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(&mail.bytes)?;
    file.as_file().sync_all()?;
    file.persist(folder.join(format!("{name}.eml"))).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests;

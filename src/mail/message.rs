//! A letter as a message (RFC 5322, MIME): text and HTML say the same, pictures stand inside, files hang on.
//!
//! Every message says that a machine wrote it (RFC 3834); one to a traveller can be unsubscribed from with one click (RFC 8058).

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};

use super::letter::{Letter, MARK, MARK_ID};
use super::{Frozen, MailFault};
use crate::domain::instant::Instant;
use crate::domain::language::Language;

/// What stands above a message.
#[derive(Debug, Clone, Copy)]
pub struct Heading<'a> {
    /// From which address.
    pub from: &'a str,
    /// To which address.
    pub to: &'a str,
    /// What the message is called for ever: the part before the `@`.
    pub id: &'a str,
    /// When it was written.
    pub at: Instant,
    /// In which language.
    pub language: Language,
    /// The address that ends mails of its kind with one click.
    pub unsubscribe: Option<&'a str>,
}

/// Puts a letter into a message.
pub fn freeze(letter: &Letter, heading: Heading<'_>) -> Result<Frozen, MailFault> {
    let Heading { from, to, id, at, language, unsubscribe } = heading;
    let address = |text: &str| text.parse().map_err(|_| MailFault::Message("an address is not one that mail knows"));
    let domain = from.rsplit('@').next().unwrap_or("localhost");
    let mut builder = lettre::Message::builder()
        .from(Mailbox::new(Some("giftgate".to_owned()), address(from)?))
        .to(Mailbox::new(None, address(to)?))
        .subject(&letter.subject)
        .message_id(Some(format!("<{id}@{domain}>")))
        .date(at.into())
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .raw_header(header("Content-Language", language.as_str()));
    if let Some(url) = unsubscribe {
        builder = builder
            .raw_header(header("List-Unsubscribe", &format!("<{url}>")))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }
    let html = MultiPart::related()
        .singlepart(SinglePart::html(letter.html(language, &format!("cid:{MARK_ID}"))))
        .singlepart(Attachment::new_inline(MARK_ID.to_owned()).body(MARK.to_vec(), kind("image/png")?));
    let both = MultiPart::alternative().singlepart(SinglePart::plain(letter.text())).multipart(html);
    let body = if letter.files.is_empty() {
        both
    } else {
        let mut all = MultiPart::mixed().multipart(both);
        for file in &letter.files {
            all = all.singlepart(Attachment::new(file.name.clone()).body(file.bytes.clone(), kind(file.kind)?));
        }
        all
    };
    let message = builder.multipart(body).map_err(|_| MailFault::Message("it has no sender or receiver"))?;
    Ok(Frozen { to: to.to_owned(), bytes: message.formatted() })
}

/// The Message-ID of a message, without its brackets.
pub(super) fn id_of(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("Message-ID: <"))?;
    line.split('>').next()
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

fn kind(text: &str) -> Result<ContentType, MailFault> {
    ContentType::parse(text).map_err(|_| MailFault::Message("a file has no kind that mail knows"))
}

//! Mails: what kinds there are, which states one goes through, and how an installation sends them.
//!
//! Invariant: a mail that may have arrived (`uncertain`) is sent again only by a person, or where a second copy harms nobody.

use std::fmt;
use std::path::PathBuf;

use super::account::plain_email;

words! {
    /// What a mail says.
    MailKind {
        /// Somebody gets an account.
        Invitation = "invitation",
        /// A way back in.
        Reset = "reset",
        /// A passkey was added to an account.
        Passkey = "passkey",
        /// Gifts or posts wait for an approver.
        Waiting = "waiting",
        /// Work was given up.
        Failure = "failure",
        /// A campaign's week.
        Weekly = "weekly",
        /// A live campaign says nothing.
        Silent = "silent",
        /// What a station hands over on a day.
        Deliveries = "deliveries",
        /// Is this address the traveller's?
        Confirm = "confirm",
        /// A traveller's story is out.
        Story = "story",
        /// A rise of complaints stopped a campaign's posts.
        Spike = "spike",
        /// A secret is about to end.
        Expiry = "expiry",
        /// Cases of the care desk are about to pass their deadline.
        Care = "care",
    }
}

words! {
    /// How far a mail is.
    MailState {
        /// It waits for its turn.
        Queued = "queued",
        /// It is on its way to the server.
        Sending = "sending",
        /// The server took it.
        Sent = "sent",
        /// The server never answered: it may have arrived or not.
        Uncertain = "uncertain",
        /// The server will not take it.
        Refused = "refused",
        /// Nobody wants it any more.
        Dropped = "dropped",
    }
}

impl MailKind {
    /// Whether it goes to a traveller: such a mail is never sent twice by itself.
    pub const fn is_for_travellers(self) -> bool {
        matches!(self, Self::Confirm | Self::Story)
    }
}

/// How the way to a mail server is kept private.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte (RFC 8314).
    Tls,
    /// STARTTLS (RFC 3207), or nothing is sent.
    StartTls,
    /// Not at all: for a server on this machine.
    Plain,
}

/// A mail server.
#[derive(Clone, PartialEq, Eq)]
pub struct MailServer {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is kept private.
    pub security: Security,
    /// Who signs in, with the password.
    pub login: Option<(String, String)>,
    /// A certificate (PEM) that is trusted beside the public ones.
    pub ca_file: Option<PathBuf>,
}

impl fmt::Debug for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MailServer({}:{}, {:?})", self.host, self.port, self.security)
    }
}

/// Where mails go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailWay {
    /// To a server.
    Server(MailServer),
    /// Into a folder of this machine, one file each.
    Folder,
    /// Nowhere: none are written.
    Off,
}

/// Who sends mails, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailSettings {
    /// Where they go.
    pub way: MailWay,
    /// Whether somebody chose that, or it is the default.
    pub chosen: bool,
    /// The address they come from.
    pub from: String,
}

/// Reads `smtps://USER:PASSWORD@HOST:PORT` (TLS), `smtp://…` (STARTTLS; plain on this machine only), `folder` or `off`.
pub fn read_way(text: &str) -> Result<MailWay, &'static str> {
    match text {
        "" | "folder" => return Ok(MailWay::Folder),
        "off" => return Ok(MailWay::Off),
        _ => (),
    }
    let (security, port, rest) = match (text.strip_prefix("smtps://"), text.strip_prefix("smtp://")) {
        (Some(rest), _) => (Security::Tls, 465, rest),
        (_, Some(rest)) => (Security::StartTls, 587, rest),
        _ => return Err("write smtps://USER:PASSWORD@HOST, smtp://…, folder or off"),
    };
    let (login, place) = rest
        .trim_end_matches('/')
        .rsplit_once('@')
        .map_or((None, rest.trim_end_matches('/')), |(login, place)| (Some(login), place));
    let (host, port) = match place.rsplit_once(':') {
        Some((host, port)) if !place.ends_with(']') => (host, port.parse().map_err(|_| "the port is no number")?),
        _ => (place, port),
    };
    if host.is_empty() || host.contains(['/', '?', '#', ' ']) {
        return Err("the server has no name; write smtps://USER:PASSWORD@HOST:PORT and nothing behind it");
    }
    let login = match login.map(|login| login.split_once(':')) {
        None => None,
        Some(None) => return Err("a user has a password too: smtps://USER:PASSWORD@HOST"),
        Some(Some((user, password))) => match (decode(user), decode(password)) {
            (Some(user), Some(password)) if !user.is_empty() && !password.is_empty() => Some((user, password)),
            _ => return Err("user and password are written with %XX for special characters"),
        },
    };
    let here = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    let security = if security == Security::StartTls && here && login.is_none() { Security::Plain } else { security };
    Ok(MailWay::Server(MailServer { host: host.to_owned(), port, security, login, ca_file: None }))
}

/// Text with `%XX` read (RFC 3986, 2.1).
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        rest = more;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let digits = more.get(..2).and_then(|digits| std::str::from_utf8(digits).ok())?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = &more[2..];
    }
    String::from_utf8(bytes).ok()
}

/// Whether mails can come from an address such as `gifts@klm.example`.
pub fn is_sender(text: &str) -> bool {
    plain_email(text).is_some_and(|plain| plain.eq_ignore_ascii_case(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(text: &str) -> MailServer {
        match read_way(text) {
            Ok(MailWay::Server(server)) => server,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn the_address_of_a_server_says_how_it_is_reached() {
        let tls = server("smtps://gg:s%40cr%3At@mail.klm.example");
        assert_eq!((tls.port, tls.security), (465, Security::Tls));
        assert_eq!(tls.login, Some(("gg".to_owned(), "s@cr:t".to_owned())));
        let start = server("smtp://gg:x@mail.klm.example:2525/");
        assert_eq!((start.host.as_str(), start.port, start.security), ("mail.klm.example", 2525, Security::StartTls));
        assert_eq!(server("smtp://mail.klm.example").security, Security::StartTls);
        assert_eq!(server("smtp://localhost:25").security, Security::Plain);
        assert_eq!(server("smtp://gg:x@localhost").security, Security::StartTls, "passwords never travel in clear");
        assert_eq!(read_way("off"), Ok(MailWay::Off));
        assert_eq!(read_way(""), Ok(MailWay::Folder));
    }

    #[test]
    fn what_is_no_server_is_told() {
        for wrong in [
            "mail.klm.example",
            "smtp://",
            "smtp://gg@x.example",
            "smtp://a:%zz@x.example",
            "smtp://x.example:y",
            "smtps://x.example?tls=none",
            "http://x.example",
            "smtp://:@x.example",
        ] {
            assert!(read_way(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        assert!(!format!("{:?}", server("smtps://gg:secret@mail.klm.example")).contains("secret"));
    }
}

//! Events to other programs (Standard Webhooks 1.0: `webhook-id`, `webhook-timestamp`, `webhook-signature`).
//!
//! Addresses on this machine and in private networks are refused, when they are written down and again when a name is looked
//! up for a call; nothing is followed elsewhere, and of an answer only its number is read.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
use reqwest::{Client, Url};

use super::http::{use_ring, why_of};
use crate::domain::webhook::Message;

/// Longest address.
const LONGEST: usize = 500;
/// A program that takes longer did not answer.
const PATIENCE: Duration = Duration::from_secs(15);
/// The longest a program may make us wait.
const LONGEST_WAIT: Duration = Duration::from_hours(24);

/// Why an address can't be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressFault {
    /// It is none.
    #[error("that is no address; write https://HOST/PATH")]
    Unreadable,
    /// It is not encrypted.
    #[error("only https addresses are called")]
    NotEncrypted,
    /// It holds a name and a password.
    #[error("an address holds no user and no password; the signature proves who calls")]
    WithLogin,
    /// It is on this machine or in a private network.
    #[error("addresses on this machine and in private networks are not called")]
    Private,
}

impl AddressFault {
    /// A stable code for pages.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::NotEncrypted => "not_encrypted",
            Self::WithLogin => "with_login",
            Self::Private => "private",
        }
    }
}

/// Checks an address; `local` lets in what is on this machine or near it, also without encryption.
pub fn check_address(text: &str, local: bool) -> Result<String, AddressFault> {
    let text = text.trim();
    let url = Url::parse(text).ok().filter(|_| text.len() <= LONGEST).ok_or(AddressFault::Unreadable)?;
    match url.scheme() {
        "https" => (),
        "http" if local => (),
        "http" => return Err(AddressFault::NotEncrypted),
        _ => return Err(AddressFault::Unreadable),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(AddressFault::WithLogin);
    }
    let host = url.host_str().ok_or(AddressFault::Unreadable)?.trim_matches(['[', ']', '.']).to_owned();
    let named_private =
        host == "localhost" || [".localhost", ".local", ".internal"].iter().any(|end| host.ends_with(end));
    let private = host.parse::<IpAddr>().map_or(named_private, |ip| !is_public(ip));
    if private && !local {
        return Err(AddressFault::Private);
    }
    Ok(url.into())
}

/// Whether an address can be one of a stranger's server (IANA special-purpose registries, RFC 6890 and what came since).
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

const fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = matches!(
        (a, b, c),
        (0 | 10 | 127 | 224.., _, _)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 168, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    );
    !special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let parts = ip.segments();
    let inner = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        // Mapped and translated addresses are judged by the one inside.
        [0, 0, 0, 0, 0, 0xffff | 0, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => {
            inner(high, low)
        }
        [first, second, ..] => {
            // Global unicast is 2000::/3; of it, Teredo and the like (2001::/23) and documentation are not anybody's.
            first & 0xe000 == 0x2000
                && !(first == 0x2001 && (second < 0x200 || second == 0xdb8))
                && !(first == 0x3fff && second < 0x1000)
        }
    }
}

/// Looks names up and leaves private addresses out, so that a name can't lead where an address may not.
struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<SocketAddr> = found.filter(|address| is_public(address.ip())).collect();
            if public.is_empty() {
                return Err("no public address".into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

/// What became of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Called {
    /// Taken, with the number of the answer.
    Taken(u16),
    /// The other side wants no more (410).
    Gone,
    /// Not now; asks for time where it says so.
    NotYet {
        /// The number of the answer, where there was one.
        answer: Option<u16>,
        /// What happened.
        why: &'static str,
        /// How long it wants to be left alone.
        wait: Option<Duration>,
    },
}

/// A secret as people copy it.
pub fn secret_text(secret: &[u8]) -> String {
    format!("whsec_{}", STANDARD.encode(secret))
}

/// Who calls.
#[derive(Debug, Clone)]
pub struct Caller {
    client: Client,
    local: bool,
}

impl Caller {
    /// A caller; `local` lets it call what is on this machine or near it.
    pub fn new(local: bool) -> Self {
        Self::with_patience(local, PATIENCE)
    }

    /// The same with a patience of its own, for tests.
    pub fn with_patience(local: bool, patience: Duration) -> Self {
        use_ring();
        let mut builder = Client::builder()
            .timeout(patience)
            .connect_timeout(patience.min(Duration::from_secs(5)))
            .redirect(reqwest::redirect::Policy::none())
            .pool_max_idle_per_host(0)
            // A proxy would look names up itself.
            .no_proxy()
            .user_agent(concat!("giftgate/", env!("CARGO_PKG_VERSION")));
        if !local {
            builder = builder.dns_resolver(Arc::new(PublicOnly));
        }
        Self { client: builder.build().expect("options that are fixed here make a client"), local }
    }

    /// Sends a message once. Of the answer only its number is read.
    pub async fn call(&self, url: &str, secret: &[u8], message: Message<'_>) -> Called {
        let not_yet = |answer, why, wait| Called::NotYet { answer, why, wait };
        let Ok(url) = check_address(url, self.local) else { return not_yet(None, "address not allowed", None) };
        let request = self
            .client
            .post(url)
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", message.id)
            .header("webhook-timestamp", message.timestamp)
            .header("webhook-signature", message.sign(secret))
            .body(message.body.to_vec());
        let answer = match request.send().await {
            Ok(answer) => answer,
            Err(error) => return not_yet(None, why_of(&error), None),
        };
        let number = answer.status().as_u16();
        let asked = answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
        let wait = asked.map(|seconds| Duration::from_secs(seconds).min(LONGEST_WAIT));
        match number {
            200..=299 => Called::Taken(number),
            410 => Called::Gone,
            300..=399 => not_yet(Some(number), "leads elsewhere; not followed", None),
            _ => not_yet(Some(number), "not taken", wait),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_shown_in_the_standard_form() {
        let secret = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").expect("base64");
        assert_eq!(secret_text(&secret), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    #[test]
    fn nobody_is_called_on_this_machine_or_near_it_in_any_notation() {
        for near in [
            "https://127.0.0.1/x",
            "https://localhost/",
            "https://LOCALHOST./",
            "https://app.localhost/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://0177.0.0.1/",
            "https://127.1/",
            "https://10.0.0.7/",
            "https://172.20.1.1/",
            "https://192.168.0.1/",
            "https://169.254.169.254/latest/meta-data",
            "https://100.64.0.1/",
            "https://0.0.0.0/",
            "https://255.255.255.255/",
            "https://[::1]/",
            "https://[::]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[::ffff:a00:1]/",
            "https://[fe80::1]/",
            "https://[fd00::1]/",
            "https://[ff02::1]/",
            "https://[64:ff9b::7f00:1]/",
            "https://[2002:7f00:1::]/",
            "https://db.internal/",
            "https://printer.local/",
        ] {
            assert_eq!(check_address(near, false), Err(AddressFault::Private), "{near}");
        }
        for far in ["https://hooks.example/a?b=c", "https://93.184.216.34/", "https://[2606:2800:220:1::1]/x"] {
            assert!(check_address(far, false).is_ok(), "{far}");
        }
        assert_eq!(check_address("http://hooks.example/", false), Err(AddressFault::NotEncrypted));
        assert_eq!(check_address("https://a:b@hooks.example/", false), Err(AddressFault::WithLogin));
        for odd in ["", "hooks.example", "ftp://hooks.example/", "file:///etc/passwd", "javascript:1", "https://"] {
            assert_eq!(check_address(odd, false), Err(AddressFault::Unreadable), "{odd}");
        }
        assert!(check_address("http://127.0.0.1:9/", true).is_ok(), "where it is allowed");
    }

    #[tokio::test]
    async fn a_name_that_leads_home_is_not_followed() {
        let message = Message { id: "msg_1", timestamp: "1", body: b"{}" };
        let caller = Caller::with_patience(false, Duration::from_millis(300));
        // Whatever a resolver says of it, this name is of this machine (RFC 6761).
        let resolved = PublicOnly.resolve("localhost".parse().expect("a name")).await;
        assert!(resolved.is_err(), "no address of it is public");
        let called = caller.call("https://127.0.0.1:1/", b"x", message).await;
        assert_eq!(called, Called::NotYet { answer: None, why: "address not allowed", wait: None });
    }
}

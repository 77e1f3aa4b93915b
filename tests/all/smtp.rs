//! Mails to real servers: npm smtp-server with STARTTLS, TLS and AUTH, and one in this process that breaks off wherever it
//! hurts. Whatever happens, nothing is lost, and a mail that may have arrived is told apart from one that can't have.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use giftgate::domain::mail::{MailServer, Security};
use giftgate::mail::{Delivery, Frozen, Smtp};
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const LOGIN: (&str, &str) = ("giftgate", "s3cret: of@all");

fn mail(to: &str) -> Frozen {
    let text = "From: gifts@klm.example\r\nTo: ada@klm.example\r\nMessage-ID: <1@klm.example>\r\nSubject: x\r\n\r\n.dots\r\nend\r\n";
    Frozen { to: to.to_owned(), bytes: text.as_bytes().to_vec() }
}

/// The real server, with a certificate that was made for it.
struct Peer {
    process: Child,
    port: u16,
    ca: PathBuf,
    took: Receiver<Value>,
    _folder: tempfile::TempDir,
}

impl Peer {
    fn start(tls: bool) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (key, ca) = (folder.path().join("key.pem"), folder.path().join("cert.pem"));
        let made = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"])
            .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"])
            .args(["-addext", "basicConstraints=critical,CA:FALSE", "-keyout"])
            .arg(&key)
            .arg("-out")
            .arg(&ca)
            .stderr(Stdio::null())
            .status();
        assert!(made.expect("openssl is installed").success());
        let home = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/peers");
        let mut command = Command::new("node");
        command.arg("smtp.mjs").arg(&key).arg(&ca).args(tls.then_some("tls")).current_dir(home);
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("node is installed");
        let mut lines = BufReader::new(process.stdout.take().expect("a pipe")).lines().map_while(Result::ok);
        let ready = lines.find_map(|line| line.strip_prefix("ready ").and_then(|port| port.parse().ok()));
        let port = ready.expect("the server starts; run `npm ci` in tests/peers");
        let (told, took) = channel();
        std::thread::spawn(move || {
            for line in lines {
                let _ = told.send(serde_json::from_str(&line).expect("JSON"));
            }
        });
        Self { process, port, ca, took, _folder: folder }
    }

    fn smtp(&self, security: Security, password: &str, trusted: bool) -> Smtp {
        let server = MailServer {
            host: "localhost".to_owned(),
            port: self.port,
            security,
            login: Some((LOGIN.0.to_owned(), password.to_owned())),
            ca_file: trusted.then(|| self.ca.clone()),
        };
        Smtp::new(server, "gifts@klm.example".to_owned()).expect("a server")
    }

    fn next(&self) -> Value {
        self.took.recv_timeout(Duration::from_secs(10)).expect("a mail arrives")
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[tokio::test]
#[ignore = "needs the npm packages of tests/peers; ./check installs them and runs it"]
async fn a_real_server_takes_mails_by_starttls_and_auth_refuses_and_puts_off() {
    let peer = Peer::start(false);
    let smtp = peer.smtp(Security::StartTls, LOGIN.1, true);
    for _ in 0..3 {
        assert_eq!(smtp.deliver(&mail("ada@klm.example")).await, Delivery::Taken);
        let took = peer.next();
        assert_eq!(
            (&took["secure"], &took["user"], &took["to"][0]),
            (&true.into(), &"giftgate".into(), &"ada@klm.example".into())
        );
        assert!(took["mail"].as_str().expect("text").ends_with("\r\n.dots\r\nend\r\n"), "{took}");
    }
    let is_never =
        |delivery: Delivery| matches!(delivery, Delivery::Never(why) if why == "the mail server answers 550");
    assert!(is_never(smtp.deliver(&mail("reject@klm.example")).await));
    let later = smtp.deliver(&mail("greylist@klm.example")).await;
    assert_eq!(later, Delivery::NotYet("the mail server answers 451".to_owned()));
    assert_eq!(smtp.deliver(&mail("greylist@klm.example")).await, Delivery::Taken);
    peer.next();
    // A login that is wrong, or a server nobody vouches for, is no fault of the mail: it waits.
    let wrong = peer.smtp(Security::StartTls, "other", true).deliver(&mail("ada@klm.example")).await;
    assert_eq!(wrong, Delivery::NotYet("the mail server answers 535".to_owned()));
    let strange = peer.smtp(Security::StartTls, LOGIN.1, false).deliver(&mail("ada@klm.example")).await;
    assert_eq!(strange, Delivery::NotYet("no trusted TLS with the mail server".to_owned()));
    assert!(peer.took.try_recv().is_err(), "nothing else went out");
}

#[tokio::test]
#[ignore = "needs the npm packages of tests/peers; ./check installs them and runs it"]
async fn a_real_server_takes_mails_by_tls_from_the_first_byte() {
    let peer = Peer::start(true);
    let smtp = peer.smtp(Security::Tls, LOGIN.1, true);
    assert_eq!(smtp.deliver(&mail("ada@klm.example")).await, Delivery::Taken);
    assert_eq!(peer.next()["secure"], true);
    let strange = peer.smtp(Security::Tls, LOGIN.1, false).deliver(&mail("ada@klm.example")).await;
    assert_eq!(strange, Delivery::NotYet("no trusted TLS with the mail server".to_owned()));
}

/// Where the nasty server breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nasty {
    /// It never greets.
    Silent,
    /// It greets with a refusal.
    Busy,
    /// It hangs up after an address.
    HangsUpAtAddress,
    /// It refuses DATA.
    NoData,
    /// It takes the whole message and hangs up.
    HangsUpAfterMessage,
    /// It takes the whole message and says nothing more.
    SilentAfterMessage,
    /// It answers the message with 451.
    PutsOff,
    /// It answers the message with 554.
    Refuses,
    /// It answers the message with noise.
    Noise,
    /// It does what it should.
    Kind,
    /// It hangs up after each mail, so that the kept connection is dead.
    HangsUpAfterMail,
}

struct NastyServer {
    port: u16,
    took: Arc<Mutex<usize>>,
}

impl NastyServer {
    async fn start(nasty: Nasty) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let (port, took) = (listener.local_addr().expect("an address").port(), Arc::new(Mutex::new(0)));
        let count = Arc::clone(&took);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, nasty, Arc::clone(&count)));
            }
        });
        Self { port, took }
    }

    fn smtp(&self) -> Smtp {
        let (host, security) = ("127.0.0.1".to_owned(), Security::Plain);
        let server = MailServer { host, port: self.port, security, login: None, ca_file: None };
        Smtp::new(server, "gifts@klm.example".to_owned()).expect("a server").with_patience(Duration::from_millis(700))
    }

    fn took(&self) -> usize {
        *self.took.lock().expect("a count")
    }
}

async fn serve(stream: TcpStream, nasty: Nasty, took: Arc<Mutex<usize>>) {
    let (read, mut write) = stream.into_split();
    let mut lines = tokio::io::BufReader::new(read).lines();
    if nasty == Nasty::Silent {
        return std::future::pending().await;
    }
    let greeting: &[u8] = if nasty == Nasty::Busy { b"421 too busy\r\n" } else { b"220 nasty\r\n" };
    let _ = write.write_all(greeting).await;
    let mut in_message = false;
    while let Ok(Some(line)) = lines.next_line().await {
        let answer: &[u8] = match line.split(' ').next().unwrap_or_default().to_uppercase().as_str() {
            _ if in_message && line != "." => continue,
            _ if in_message => {
                in_message = false;
                *took.lock().expect("a count") += 1;
                match nasty {
                    Nasty::HangsUpAfterMessage => return,
                    Nasty::SilentAfterMessage => return std::future::pending().await,
                    Nasty::PutsOff => b"451 later\r\n",
                    Nasty::Refuses => b"554 no\r\n",
                    Nasty::Noise => b"\xff\xfe what?\r\n",
                    Nasty::HangsUpAfterMail => {
                        let _ = write.write_all(b"250 taken\r\n").await;
                        return;
                    }
                    _ => b"250 taken\r\n",
                }
            }
            "RCPT" if nasty == Nasty::HangsUpAtAddress => return,
            "DATA" if nasty == Nasty::NoData => b"452 no room\r\n",
            "DATA" => {
                in_message = true;
                b"354 go on\r\n"
            }
            "QUIT" => b"221 bye\r\n",
            _ => b"250 fine\r\n",
        };
        if write.write_all(answer).await.is_err() {
            return;
        }
    }
}

#[tokio::test]
async fn a_mail_that_may_have_arrived_is_told_from_one_that_cannot_have() {
    for nasty in [Nasty::Silent, Nasty::Busy, Nasty::HangsUpAtAddress, Nasty::NoData, Nasty::PutsOff] {
        let server = NastyServer::start(nasty).await;
        let delivery = server.smtp().deliver(&mail("ada@klm.example")).await;
        assert!(matches!(delivery, Delivery::NotYet(_)), "{nasty:?}: {delivery:?}");
    }
    for nasty in [Nasty::HangsUpAfterMessage, Nasty::SilentAfterMessage, Nasty::Noise] {
        let server = NastyServer::start(nasty).await;
        let delivery = server.smtp().deliver(&mail("ada@klm.example")).await;
        assert!(matches!(delivery, Delivery::Unknown(_)), "{nasty:?}: {delivery:?}");
        assert_eq!(server.took(), 1);
    }
    let server = NastyServer::start(Nasty::Refuses).await;
    assert_eq!(
        server.smtp().deliver(&mail("ada@klm.example")).await,
        Delivery::Never("the mail server answers 554".to_owned())
    );
    let nobody = NastyServer { port: 1, took: Arc::default() };
    assert!(matches!(nobody.smtp().deliver(&mail("ada@klm.example")).await, Delivery::NotYet(_)));
}

#[tokio::test]
async fn a_kept_connection_that_died_is_opened_again_and_no_mail_goes_twice() {
    for nasty in [Nasty::Kind, Nasty::HangsUpAfterMail] {
        let server = NastyServer::start(nasty).await;
        let smtp = server.smtp();
        for n in 1..=4 {
            assert_eq!(smtp.deliver(&mail("ada@klm.example")).await, Delivery::Taken, "{nasty:?} {n}");
            assert_eq!(server.took(), n);
        }
    }
}

#[tokio::test]
async fn an_address_is_never_a_command() {
    let server = NastyServer::start(Nasty::Kind).await;
    for address in ["a@b>\r\nRCPT TO:<evil@evil.example", "a@b.example\r\nDATA", "", "no address", "a@b@c"] {
        let delivery = server.smtp().deliver(&mail(address)).await;
        assert!(matches!(delivery, Delivery::Never(_)), "{address}: {delivery:?}");
    }
    let far = server.smtp().deliver(&mail("ünï@klm.example")).await;
    assert!(matches!(far, Delivery::Never(_)), "this server takes no addresses beyond ASCII: {far:?}");
    assert_eq!(server.took(), 0);
}

/// A kind server on a given port that counts what it took.
pub struct Counting(Arc<Mutex<usize>>);

impl Counting {
    pub async fn start(port: u16) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).await.expect("the port is free again");
        let took = Arc::new(Mutex::new(0));
        let count = Arc::clone(&took);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Nasty::Kind, Arc::clone(&count)));
            }
        });
        Self(took)
    }

    pub fn took(&self) -> usize {
        *self.0.lock().expect("a count")
    }
}

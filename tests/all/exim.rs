//! Mails to exim, as Debian has it: `apt-get install exim4-daemon-light`, then as root
//! `cargo test --test all -- --ignored exim`. It runs as a plain process on a loopback port with a configuration of its own.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use giftgate::domain::language::Language;
use giftgate::domain::mail::{MailKind, MailServer, Security};
use giftgate::mail::{Contents, Delivery, Frozen, Heading, MailRoom, Smtp, freeze};

const LOGIN: (&str, &str) = ("giftgate", "s3cret: of@all");
const CONFIGURATION: &str = "\
primary_hostname = localhost
spool_directory = FOLDER/spool
log_file_path = FOLDER/log/%slog
pid_file_path = FOLDER/exim.pid
local_interfaces = 127.0.0.1
smtp_accept_queue_per_connection = 0
never_users =
exim_user = root
exim_group = root
tls_advertise_hosts = *
tls_certificate = FOLDER/cert.pem
tls_privatekey = FOLDER/key.pem
keep_environment =
acl_smtp_rcpt = rcpt
acl_smtp_data = accept
begin acl
rcpt:
  deny local_parts = reject
       message = no such person
  defer local_parts = greylist
       message = later
  accept authenticated = *
  deny message = sign in first
begin routers
all:
  driver = accept
  transport = files
begin transports
files:
  driver = appendfile
  directory = FOLDER/mail
  maildir_format = false
  user = nobody
  mode = 0644
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${if and{{eq{$auth2}{giftgate}}{eq{$auth3}{s3cret: of@all}}}}
  server_set_id = $auth2
  server_advertise_condition = ${if def:tls_in_cipher}
";

struct Exim {
    process: Child,
    port: u16,
    folder: tempfile::TempDir,
}

impl Drop for Exim {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn open_to_all(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o777)).expect("changed");
}

impl Exim {
    async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        open_to_all(folder.path());
        for name in ["spool", "mail", "log"] {
            std::fs::create_dir(path(name)).expect("a folder");
            open_to_all(&path(name));
        }
        let made = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"])
            .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"])
            .args(["-addext", "basicConstraints=critical,CA:FALSE", "-keyout"])
            .arg(path("key.pem"))
            .arg("-out")
            .arg(path("cert.pem"))
            .stderr(Stdio::null())
            .status();
        assert!(made.expect("openssl is installed").success());
        let text = CONFIGURATION.replace("FOLDER", &folder.path().display().to_string());
        std::fs::write(path("exim.conf"), text).expect("written");
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
        let mut command = Command::new("/usr/sbin/exim4");
        command.arg("-C").arg(path("exim.conf")).args(["-bdf", "-oX", &port.to_string()]);
        let process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let exim =
            Self { process: process.expect("exim is installed: apt-get install exim4-daemon-light"), port, folder };
        for _ in 0..100 {
            if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                return exim;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("exim does not listen; it has to be started as root");
    }

    fn smtp(&self, password: &str) -> Smtp {
        let server = MailServer {
            host: "localhost".to_owned(),
            port: self.port,
            security: Security::StartTls,
            login: Some((LOGIN.0.to_owned(), password.to_owned())),
            ca_file: Some(self.folder.path().join("cert.pem")),
        };
        Smtp::new(server, "gifts@klm.example".to_owned()).expect("a server")
    }

    /// Messages that arrived, once there are as many.
    async fn mails(&self, wanted: usize) -> Vec<String> {
        for _ in 0..100 {
            let files: Vec<PathBuf> = std::fs::read_dir(self.folder.path().join("mail"))
                .expect("a folder")
                .map(|one| one.expect("a file").path())
                .collect();
            if files.len() >= wanted {
                return files.iter().map(|file| std::fs::read_to_string(file).expect("text")).collect();
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let log = std::fs::read_to_string(self.folder.path().join("log/mainlog")).unwrap_or_default();
        panic!("fewer than {wanted} mails arrived: {log}");
    }
}

#[tokio::test]
#[ignore = "needs Debian's exim4-daemon-light and root; docs/mail.md has the command"]
async fn exim_takes_every_kind_of_mail_whole_and_its_no_is_understood() {
    let exim = Exim::start().await;
    let smtp = exim.smtp(LOGIN.1);
    let room = MailRoom::in_memory("https://gifts.example").expect("a mail room");
    let now = "2025-03-04T08:00:00Z".parse().expect("an instant");
    for (number, kind) in MailKind::ALL.iter().enumerate() {
        let letter = room.write(&Contents::sample(*kind, now), Language::ALL[number % Language::ALL.len()]);
        let id = format!("mail{number}");
        let heading = Heading {
            from: "gifts@klm.example",
            to: "ada@klm.example",
            id: &id,
            at: now,
            language: Language::En,
            unsubscribe: None,
        };
        let frozen = freeze(&letter, heading).expect("a mail");
        assert_eq!(smtp.deliver(&frozen).await, Delivery::Taken, "{kind}");
    }
    let mails = exim.mails(MailKind::ALL.len()).await;
    for (number, kind) in MailKind::ALL.iter().enumerate() {
        let own = mails.iter().filter(|mail| mail.contains(&format!("<mail{number}@"))).collect::<Vec<_>>();
        assert_eq!(own.len(), 1, "{kind}: once");
        assert!(own[0].contains("Content-Disposition: inline") && own[0].contains("image/png"), "{kind}: {}", own[0]);
        let file = matches!(kind, MailKind::Weekly | MailKind::Deliveries);
        assert_eq!(own[0].contains("text/csv"), file, "{kind}");
    }
    let to = |to: &str| Frozen { to: to.to_owned(), bytes: b"Subject: x\r\n\r\nx\r\n".to_vec() };
    assert!(matches!(smtp.deliver(&to("reject@klm.example")).await, Delivery::Never(why) if why.contains("550")));
    assert!(matches!(smtp.deliver(&to("greylist@klm.example")).await, Delivery::NotYet(why) if why.contains("451")));
    let wrong = exim.smtp("other").deliver(&to("ada@klm.example")).await;
    assert!(matches!(&wrong, Delivery::NotYet(why) if why.contains("535")), "{wrong:?}");
}

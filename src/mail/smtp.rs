//! A mail server by SMTP (RFC 5321), with TLS from the first byte or STARTTLS, and AUTH. One connection is kept between mails.
//!
//! Invariant: `Unknown` is answered only where the whole message was on its way; before that nothing can have arrived.

use std::time::Duration;

use lettre::address::Address;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use tokio::sync::Mutex;
use tokio::time::timeout;

use super::{Delivery, Frozen, MailFault};
use crate::domain::mail::{MailServer, Security};

/// Both phases of a mail end within the lease of its job.
const PATIENCE: Duration = Duration::from_secs(20);

/// A mail server.
pub struct Smtp {
    server: MailServer,
    from: String,
    tls: Option<TlsParameters>,
    patience: Duration,
    kept: Mutex<Option<AsyncSmtpConnection>>,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Smtp({:?})", self.server)
    }
}

impl Smtp {
    /// A server that mails from this address go through.
    pub fn new(server: MailServer, from: String) -> Result<Self, MailFault> {
        let tls = match server.security {
            Security::Plain => None,
            Security::Tls | Security::StartTls => Some(parameters(&server)?),
        };
        Ok(Self { server, from, tls, patience: PATIENCE, kept: Mutex::default() })
    }

    /// The same with another patience for each phase of a mail.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Hands a mail over.
    pub async fn deliver(&self, mail: &Frozen) -> Delivery {
        let mut kept = self.kept.lock().await;
        let opened = timeout(self.patience, self.announce(kept.take(), &mail.to)).await;
        let mut connection = match opened {
            Err(_) => return Delivery::NotYet("the mail server takes too long".to_owned()),
            Ok(Err(delivery)) => return delivery,
            Ok(Ok(connection)) => connection,
        };
        // The end of the last line is written with the dot that ends the message.
        let text = mail.bytes.strip_suffix(b"\r\n").unwrap_or(&mail.bytes);
        let outcome = match timeout(self.patience, connection.message(text)).await {
            Err(_) => Delivery::Unknown("the mail server gave no answer to the message".to_owned()),
            Ok(Ok(_)) => Delivery::Taken,
            Ok(Err(error)) => match (error.is_permanent(), error.is_transient()) {
                (true, _) => Delivery::Never(told(&error)),
                (_, true) => Delivery::NotYet(told(&error)),
                _ => Delivery::Unknown(format!(
                    "the connection ended before an answer to the message ({})",
                    told(&error)
                )),
            },
        };
        match outcome {
            Delivery::Taken => *kept = Some(connection),
            _ => drop(timeout(Duration::from_secs(1), connection.abort()).await),
        }
        outcome
    }

    /// A connection on which the server waits for the message to this address.
    async fn announce(&self, kept: Option<AsyncSmtpConnection>, to: &str) -> Result<AsyncSmtpConnection, Delivery> {
        let mut usable = kept.filter(|connection| !connection.has_broken());
        if let Some(connection) = &mut usable
            && !connection.test_connected().await
        {
            usable = None;
        }
        let mut connection = match usable {
            Some(connection) => connection,
            None => self.connect().await.map_err(|error| Delivery::NotYet(told(&error)))?,
        };
        let address = |text: &str| {
            text.parse::<Address>().map_err(|_| Delivery::Never("an address is not one that SMTP knows".to_owned()))
        };
        let (from, to) = (address(&self.from)?, address(to)?);
        let mut options = Vec::new();
        if !to.to_string().is_ascii() {
            if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                return Err(Delivery::Never("the mail server takes no addresses beyond ASCII".to_owned()));
            }
            options.push(MailParameter::SmtpUtfEight);
        }
        let refused = |error: Error| {
            if error.is_permanent() { Delivery::Never(told(&error)) } else { Delivery::NotYet(told(&error)) }
        };
        let asked: [Box<dyn std::fmt::Display + Send + Sync>; 3] =
            [Box::new(Mail::new(Some(from), options)), Box::new(Rcpt::new(to, vec![])), Box::new(Data)];
        for command in asked {
            if let Err(error) = connection.command(command).await {
                connection.abort().await;
                return Err(refused(error));
            }
        }
        Ok(connection)
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let MailServer { host, port, security, login, .. } = &self.server;
        let hello = ClientId::default();
        let name = host.trim_start_matches('[').trim_end_matches(']');
        let at_once = self.tls.clone().filter(|_| *security == Security::Tls);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1((name, *port), Some(self.patience), &hello, at_once, None).await?;
        if let (Security::StartTls, Some(tls)) = (security, &self.tls) {
            connection.starttls(tls.clone(), &hello).await?;
        }
        if let Some((user, password)) = login {
            let credentials = Credentials::new(user.clone(), password.clone());
            connection.auth(&[Mechanism::Plain, Mechanism::Login], &credentials).await?;
        }
        Ok(connection)
    }
}

fn parameters(server: &MailServer) -> Result<TlsParameters, MailFault> {
    let name = server.host.trim_start_matches('[').trim_end_matches(']').to_owned();
    let mut builder = TlsParameters::builder(name);
    if let Some(path) = &server.ca_file {
        let fault = |what: String| MailFault::Certificate { path: path.display().to_string(), what };
        let pem = std::fs::read(path).map_err(|error| fault(error.to_string()))?;
        builder = builder.add_root_certificate(Certificate::from_pem(&pem).map_err(|error| fault(error.to_string()))?);
    }
    builder.build_rustls().map_err(|error| MailFault::Tls(error.to_string()))
}

/// What a server said, without what it says of people: the code only; else the kind of fault.
/// A certificate that is refused while connecting comes as an input error below the connection's.
fn is_about_trust(error: &Error) -> bool {
    std::iter::successors(std::error::Error::source(error), |inner| inner.source())
        .filter_map(|inner| inner.downcast_ref::<std::io::Error>())
        .any(|inner| inner.kind() == std::io::ErrorKind::InvalidData)
}

fn told(error: &Error) -> String {
    match error.status() {
        Some(code) => format!("the mail server answers {code}"),
        None if error.is_tls() || is_about_trust(error) => "no trusted TLS with the mail server".to_owned(),
        None if error.is_timeout() => "the mail server takes too long".to_owned(),
        None if error.is_client() => format!("the mail server can't do what is needed: {error}"),
        None => "the mail server can't be reached".to_owned(),
    }
}

//! Signing in through the airline's identity provider: OpenID Connect, authorization code with PKCE (RFC 7636).
//!
//! An account is found by issuer and subject, never by its e-mail address. State, nonce and proof key are made from a
//! token that only the browser holds, with a key that only we hold; who was sent comes back once, within ten minutes.

use std::collections::BTreeMap;
use std::time::Duration;

use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata};
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, HttpRequest, HttpResponse, IssuerUrl, Nonce,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, http,
};
use serde_json::{Value, json};
use tokio::sync::Mutex;

use super::Error;
use super::sign_in::{Member, SignIn, Visit, hash_of, new_token, note_refusal, open, own_actor};
use crate::app::App;
use crate::domain::account::{Grant, HALFWAY, Stage, plain_email, plain_name};
use crate::domain::actor::{Actor, Role};
use crate::domain::id::AccountId;
use crate::domain::instant::Instant;
use crate::domain::sign_on::SignOnSettings;
use crate::networks::use_ring;
use crate::store::StoreError;
use crate::store::account::Account;
use crate::store::sealing::FingerprintOf;
use crate::store::sign_on::Departure;

/// How long what the provider says of itself is believed; it changes its keys now and then.
const METADATA_HOLDS: chrono::Duration = chrono::Duration::hours(1);
/// A provider that takes longer is not waited for.
const TIMEOUT: Duration = Duration::from_secs(8);
/// No answer of a provider comes near this many bytes.
const LARGEST_ANSWER: usize = 1 << 20;

words! {
    /// Why nobody was signed in.
    SignOnFault {
        /// The way back took too long, was used before, or began in another browser.
        Expired = "expired",
        /// The provider or the person said no.
        Declined = "declined",
        /// The provider can't be reached, or its answer does not hold.
        Unsound = "unsound",
        /// None of the person's groups may do anything here.
        NoRole = "no_role",
        /// The provider tells no e-mail address.
        NoEmail = "no_email",
        /// The e-mail address has an account of its own; it has to be linked from inside.
        Taken = "taken",
        /// The account is disabled.
        Disabled = "disabled",
    }
}

/// What came of a return.
#[derive(Debug)]
pub enum Returned {
    /// A sign-in, and where to go.
    In(SignIn, String),
    /// The account of whoever was signed in is linked.
    Linked,
    /// Nothing; the reason.
    Not(SignOnFault),
}

/// Whoever the provider vouches for.
struct Person {
    subject: String,
    email: Option<String>,
    name: Option<String>,
    groups: Vec<String>,
}

/// The provider as we talk with it.
#[derive(Debug)]
pub struct SingleSignOn {
    settings: SignOnSettings,
    secret: Option<ClientSecret>,
    http: reqwest::Client,
    metadata: Mutex<Option<(Instant, CoreProviderMetadata)>>,
}

#[derive(Debug, thiserror::Error)]
enum Unreachable {
    #[error("the identity provider could not be asked")]
    Http(#[from] reqwest::Error),
    #[error("the identity provider's answer is too long")]
    TooLong,
}

impl SingleSignOn {
    /// A provider by its settings, and the secret it gave us.
    pub fn new(settings: SignOnSettings, secret: Option<String>) -> Result<Self, String> {
        use_ring();
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(TIMEOUT).build();
        let http = http.map_err(|error| format!("the identity provider can't be talked to: {error}"))?;
        let secret = secret.map(|secret| ClientSecret::new(secret.trim().to_owned()));
        Ok(Self { settings, secret, http, metadata: Mutex::new(None) })
    }

    /// Sends somebody to the provider: the token for their cookie, and the address. `member` links their own account.
    pub async fn depart(
        &self,
        app: &App,
        back: &str,
        next: &str,
        member: Option<&Member>,
    ) -> Result<Result<(String, String), SignOnFault>, Error> {
        let Ok(metadata) = self.metadata(app.now()).await else { return Ok(Err(SignOnFault::Unsound)) };
        let token = new_token(app);
        let Some(client) = self.client(metadata, back) else { return Ok(Err(SignOnFault::Unsound)) };
        let (state, nonce) = (CsrfToken::new(made(app, "state", &token)), Nonce::new(made(app, "nonce", &token)));
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier(app, &token));
        let asked = client
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, move || state, move || nonce)
            .add_scopes(["email", "profile"].map(|scope| Scope::new(scope.to_owned())))
            .set_pkce_challenge(challenge);
        let (address, _, _) = asked.url();
        let departure = Departure { account: member.map(|member| member.account), next: next.to_owned() };
        let mut tx = app.store.begin().await?;
        tx.add_departure(&hash_of(&token), &departure, app.now() + HALFWAY).await?;
        tx.commit().await?;
        Ok(Ok((token, address.to_string())))
    }

    /// Takes somebody back from the provider.
    pub async fn arrive(
        &self,
        app: &App,
        back: &str,
        token: Option<&str>,
        (state, code): (&str, &str),
        from: Visit<'_>,
    ) -> Result<Returned, Error> {
        let Some(token) = token else { return Ok(Returned::Not(SignOnFault::Expired)) };
        let mut tx = app.store.begin().await?;
        let departure = tx.take_departure(&hash_of(token), app.now()).await?;
        tx.commit().await?;
        let Some(departure) = departure else { return Ok(Returned::Not(SignOnFault::Expired)) };
        // Hashes are compared, so that the time tells nothing of how much fits.
        if hash_of(state) != hash_of(&made(app, "state", token)) {
            return Ok(Returned::Not(SignOnFault::Expired));
        }
        if code.is_empty() {
            return Ok(Returned::Not(SignOnFault::Declined));
        }
        let person = match self.exchange(app, back, token, code).await {
            Ok(person) => person,
            Err(cause) => {
                tracing::warn!(cause, "a sign-in through the identity provider failed");
                note_refusal(app, departure.account, "provider").await?;
                return Ok(Returned::Not(SignOnFault::Unsound));
            }
        };
        match departure.account {
            Some(account) => self.link(app, account, &person).await,
            None => self.enter(app, &person, departure.next, from).await,
        }
    }

    /// Turns the code into whom the provider vouches for. The error is for the log and names nobody.
    async fn exchange(&self, app: &App, back: &str, token: &str, code: &str) -> Result<Person, String> {
        let metadata = self.metadata(app.now()).await?;
        let client = self.client(metadata, back).ok_or("the way back is no address")?;
        let http = |request| send(self.http.clone(), request);
        let request =
            client.exchange_code(AuthorizationCode::new(code.to_owned())).map_err(|error| error.to_string())?;
        let answer = request.set_pkce_verifier(verifier(app, token)).request_async(&http).await;
        let answer = answer.map_err(|error| format!("the code was not taken: {error}"))?;
        let id_token = openidconnect::TokenResponse::id_token(&answer).ok_or("there is no ID token")?;
        let now = app.now();
        let verifier = client.id_token_verifier().set_time_fn(move || now);
        let nonce = Nonce::new(made(app, "nonce", token));
        let claims =
            id_token.claims(&verifier, &nonce).map_err(|error| format!("the ID token does not hold: {error}"))?;
        // The signature stands; claims of the airline's own are read beside the standard ones.
        let groups = own_claims(&id_token.to_string())
            .remove(&self.settings.groups_claim)
            .map(|claim| match claim {
                Value::Array(all) => all.into_iter().filter_map(|one| one.as_str().map(str::to_owned)).collect(),
                Value::String(one) => vec![one],
                _ => Vec::new(),
            })
            .unwrap_or_default();
        let name = claims.name().and_then(|name| name.get(None)).map(|name| name.as_str().to_owned());
        let preferred = || claims.preferred_username().map(|name| name.as_str().to_owned());
        Ok(Person {
            subject: claims.subject().as_str().to_owned(),
            email: claims.email().map(|email| email.as_str().to_owned()),
            name: name.or_else(preferred),
            groups,
        })
    }

    async fn link(&self, app: &App, account: AccountId, person: &Person) -> Result<Returned, Error> {
        let by = own_actor(account, &app.store.grants_of(account).await?);
        let now = app.now();
        let mut tx = app.store.begin().await?;
        match app.store.add_identity(&mut tx, (&self.settings.issuer, &person.subject), account, false, now).await {
            Err(StoreError::Taken) => return Ok(Returned::Not(SignOnFault::Taken)),
            other => other?,
        }
        tx.audit(&by, "identity.link", &account.to_string(), json!({}), now);
        tx.commit().await?;
        Ok(Returned::Linked)
    }

    async fn enter(&self, app: &App, person: &Person, next: String, from: Visit<'_>) -> Result<Returned, Error> {
        let known = app.store.find_identity(&self.settings.issuer, &person.subject).await?;
        let from_groups = self.grants(app, person).await?;
        let account = match known {
            Some((id, managed)) => {
                if managed && !from_groups.is_empty() {
                    follow_groups(app, id, &from_groups).await?;
                }
                if managed && from_groups.is_empty() {
                    note_refusal(app, Some(id), "no_role").await?;
                    return Ok(Returned::Not(SignOnFault::NoRole));
                }
                id
            }
            None => match self.bring(app, person, &from_groups).await? {
                Ok(id) => id,
                Err(fault) => return Ok(Returned::Not(fault)),
            },
        };
        let account = app.store.find_account(account).await?.filter(|account| account.disabled_at.is_none());
        let Some(account) = account else {
            note_refusal(app, known.map(|(id, _)| id), "disabled").await?;
            return Ok(Returned::Not(SignOnFault::Disabled));
        };
        let grants = app.store.grants_of(account.id).await?;
        // The provider asks for its own second factor; whoever has one here as well is asked for it too.
        let stage = if app.store.has_factor(account.id).await? { Stage::Factor } else { Stage::Open };
        Ok(Returned::In(open(app, account, grants, stage, "provider", from).await?, next))
    }

    /// What the person's groups give, without campaigns that are not there.
    async fn grants(&self, app: &App, person: &Person) -> Result<Vec<Grant>, Error> {
        let mut grants = Vec::new();
        for grant in self.settings.grants_for(person.groups.iter().map(String::as_str)) {
            let known = match &grant.campaign {
                Some(slug) => app.store.find_campaign(slug).await?.is_some(),
                None => true,
            };
            grants.extend(known.then_some(grant));
        }
        Ok(grants)
    }

    /// Makes an account for somebody new.
    async fn bring(
        &self,
        app: &App,
        person: &Person,
        grants: &[Grant],
    ) -> Result<Result<AccountId, SignOnFault>, Error> {
        if grants.is_empty() {
            note_refusal(app, None, "no_role").await?;
            return Ok(Err(SignOnFault::NoRole));
        }
        let Some(email) = person.email.as_deref().and_then(plain_email) else { return Ok(Err(SignOnFault::NoEmail)) };
        let name = person.name.as_deref().and_then(plain_name).or_else(|| plain_name(&email));
        let now = app.now();
        let id = AccountId::mint(now, &mut *app.rng());
        let name = name.unwrap_or_else(|| id.to_string());
        let account = Account { id, email, name, password_hash: None, disabled_at: None, created_at: now };
        let mut tx = app.store.begin().await?;
        match app.store.add_account(&mut tx, &account).await {
            Err(StoreError::Taken) => return Ok(Err(SignOnFault::Taken)),
            other => other?,
        }
        if !tx.set_grants(id, grants).await? {
            return Ok(Err(SignOnFault::NoRole));
        }
        app.store.add_identity(&mut tx, (&self.settings.issuer, &person.subject), id, true, now).await?;
        tx.audit(&Actor::SYSTEM, "account.bring", &id.to_string(), json!({ "grants": grants }), now);
        tx.commit().await?;
        Ok(Ok(id))
    }

    /// What the provider says of itself, asked for once an hour.
    async fn metadata(&self, now: Instant) -> Result<CoreProviderMetadata, String> {
        let mut kept = self.metadata.lock().await;
        if let Some((at, metadata)) = kept.as_ref()
            && now < *at + METADATA_HOLDS
        {
            return Ok(metadata.clone());
        }
        let issuer = IssuerUrl::new(self.settings.issuer.clone()).map_err(|error| error.to_string())?;
        let http = |request| send(self.http.clone(), request);
        let found = CoreProviderMetadata::discover_async(issuer, &http).await;
        let found = found.map_err(|error| {
            tracing::warn!(%error, "the identity provider does not tell about itself");
            error.to_string()
        })?;
        *kept = Some((now, found.clone()));
        Ok(found)
    }

    fn client(&self, metadata: CoreProviderMetadata, back: &str) -> Option<KnownClient> {
        let id = ClientId::new(self.settings.client_id.clone());
        let client = CoreClient::from_provider_metadata(metadata, id, self.secret.clone());
        Some(client.set_redirect_uri(RedirectUrl::new(back.to_owned()).ok()?))
    }
}

type KnownClient = CoreClient<
    openidconnect::EndpointSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointMaybeSet,
    openidconnect::EndpointMaybeSet,
>;

/// Whether somebody's account is known at the provider.
pub async fn is_linked(app: &App, member: &Member) -> Result<bool, Error> {
    Ok(app.store.has_identity(member.account).await?)
}

/// Ends what [`SingleSignOn::depart`] linked.
pub async fn unlink(app: &App, member: &Member) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    let ended = tx.remove_identities(member.account).await?;
    if ended > 0 {
        let subject = member.account.to_string();
        tx.audit(&member.own_actor(), "identity.unlink", &subject, json!({ "ended": ended }), app.now());
    }
    Ok(tx.commit().await?)
}

/// Roles of somebody the provider brought follow their groups. The last admin keeps the role: locking everyone out helps
/// nobody.
async fn follow_groups(app: &App, id: AccountId, grants: &[Grant]) -> Result<(), Error> {
    if app.store.grants_of(id).await? == grants {
        return Ok(());
    }
    let mut tx = app.store.begin().await?;
    let stays_admin = grants.iter().any(|grant| grant.role == Role::Admin);
    if !stays_admin && tx.count_other_admins(id).await? == 0 {
        return Ok(());
    }
    if tx.set_grants(id, grants).await? {
        let detail = json!({ "grants": grants, "by": "provider" });
        tx.audit(&Actor::SYSTEM, "account.roles", &id.to_string(), detail, app.now());
        tx.commit().await?;
    }
    Ok(())
}

/// A value of one departure: nobody without the browser's token and our key can make it.
fn made(app: &App, what: &str, token: &str) -> String {
    hex::encode(app.store.keys().fingerprint(FingerprintOf::SignOn, &[what, token]))
}

fn verifier(app: &App, token: &str) -> PkceCodeVerifier {
    PkceCodeVerifier::new(made(app, "proof", token))
}

/// The claims of a token whose signature was checked.
fn own_claims(token: &str) -> BTreeMap<String, Value> {
    use base64::Engine as _;
    let body = token.split('.').nth(1).unwrap_or_default();
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(body).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

async fn send(client: reqwest::Client, request: HttpRequest) -> Result<HttpResponse, Unreachable> {
    let mut answer = client.execute(reqwest::Request::try_from(request)?).await?;
    let mut body = Vec::new();
    while let Some(piece) = answer.chunk().await? {
        body.extend_from_slice(&piece);
        if body.len() > LARGEST_ANSWER {
            return Err(Unreachable::TooLong);
        }
    }
    let mut response = http::Response::new(body);
    *response.status_mut() = answer.status();
    *response.headers_mut() = answer.headers().clone();
    Ok(response)
}

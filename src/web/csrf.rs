//! Forms that only our own pages can send: the browser says where a request comes from, and a form of a member carries
//! the token of their session.

use std::sync::Arc;

use axum::Form;
use axum::extract::{FromRequest, Request};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName};
use sha2::{Digest, Sha256};

use super::problem::Problem;
use super::session::Visitor;
use crate::domain::actor::{Actor, Role};
use crate::services::sign_in::Member;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Whether a browser says that a request comes from a page of ours. One that says nothing is refused.
pub fn is_from_our_pages(headers: &HeaderMap, public_host: Option<&str>) -> bool {
    let text = |name: &HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let site = text(&FETCH_SITE);
    if site.is_some_and(|site| site != "same-origin") {
        return false;
    }
    match text(&ORIGIN) {
        None => site.is_some(),
        Some(origin) => {
            let Some((_, host)) = origin.split_once("://") else { return false };
            // A proxy may ask for us by another name, but then people come by the public one.
            let public = public_host.is_some_and(|public| public.eq_ignore_ascii_case(host));
            public || text(&HOST).is_some_and(|own| own.eq_ignore_ascii_case(host))
        }
    }
}

/// What a form says, field by field.
#[derive(Debug)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// The text of a field; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(own, _)| own == name).map(|(_, text)| text.as_str()).unwrap_or_default()
    }

    /// The texts of every field of this name.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(own, _)| own == name).map(|(_, text)| text.as_str())
    }

    /// Whether a box is ticked.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(own, _)| own == name)
    }
}

/// A form that anyone may send.
#[derive(Debug)]
pub struct OpenForm(pub Fields);

impl<S: Send + Sync> FromRequest<S> for OpenForm {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let form = Form::<Vec<(String, String)>>::from_request(request, state).await;
        form.map(|Form(pairs)| Self(Fields(pairs))).map_err(|_| Problem::BadRequest)
    }
}

/// A form of someone who is signed in, with their session's token.
#[derive(Debug)]
pub struct SignedForm {
    /// Who sent it.
    pub member: Arc<Member>,
    /// What it says.
    pub fields: Fields,
}

impl<S: Send + Sync> FromRequest<S> for SignedForm {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let visitor = request.extensions().get::<Result<Visitor, Problem>>().and_then(|found| found.as_ref().ok());
        let member = visitor.and_then(Visitor::member).cloned().ok_or(Problem::SignInFirst)?;
        let OpenForm(fields) = OpenForm::from_request(request, state).await?;
        // Hashes are compared, so that the time tells nothing of how much fits.
        let same = Sha256::digest(fields.get("form_token")) == Sha256::digest(&member.form_token);
        if same { Ok(Self { member, fields }) } else { Err(Problem::ForeignForm) }
    }
}

/// Who does what a form of the desk or the gate asks for.
#[derive(Debug)]
pub enum Doer {
    /// Whoever is signed in.
    Member(Arc<Member>),
    /// Whoever sits at this machine before an open demo; the demo's stand-ins act for them, and are shown as such.
    StandIn,
}

impl Doer {
    /// The doer acting in a role. That they have it is for the row of the address to say.
    pub fn actor(&self, role: Role) -> Actor {
        match self {
            Self::Member(member) => member.actor(role),
            Self::StandIn => Actor::simulated(role),
        }
    }
}

/// A form of the desk or the gate: of someone who is signed in, or of whoever sits before an open demo.
#[derive(Debug)]
pub struct DeskForm {
    /// Who sent it.
    pub doer: Doer,
    /// What it says.
    pub fields: Fields,
}

impl<S: Send + Sync> FromRequest<S> for DeskForm {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let visitor = request.extensions().get::<Result<Visitor, Problem>>().and_then(|found| found.as_ref().ok());
        // An open demo has no sessions, so no tokens; where a form comes from was judged before.
        if matches!(visitor, Some(Visitor::Open)) {
            let OpenForm(fields) = OpenForm::from_request(request, state).await?;
            return Ok(Self { doer: Doer::StandIn, fields });
        }
        let SignedForm { member, fields } = SignedForm::from_request(request, state).await?;
        Ok(Self { doer: Doer::Member(member), fields })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_may_send_forms() {
        let ours = |pairs: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.insert(*name, value.parse().expect("a value"));
            }
            is_from_our_pages(&headers, Some("gifts.example"))
        };
        let host = ("host", "localhost:8080");
        assert!(ours(&[host, ("origin", "http://localhost:8080")]));
        assert!(ours(&[host, ("origin", "https://gifts.example")]));
        assert!(ours(&[host, ("sec-fetch-site", "same-origin")]));
        assert!(!ours(&[host]));
        assert!(!ours(&[host, ("origin", "null")]));
        assert!(!ours(&[host, ("origin", "http://localhost:9999")]));
        assert!(!ours(&[host, ("origin", "https://evil.example"), ("sec-fetch-site", "same-origin")]));
        assert!(!ours(&[host, ("origin", "http://localhost:8080"), ("sec-fetch-site", "cross-site")]));
        assert!(!ours(&[host, ("origin", "http://localhost:8080"), ("sec-fetch-site", "same-site")]));
    }
}

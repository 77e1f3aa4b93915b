//! What surrounds every page: its language, where the visitor is, and the same page in the other languages.
//!
//! The language is the one asked for (`?lang=`), else the best of `Accept-Language`, else English.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

use super::rights::may_send;
use super::session::Visitor;
use crate::domain::account::{Grant, Verdict, judge};
use crate::domain::actor::Role;
use crate::domain::language::Language;
use crate::services::sign_in::Member;

/// The surroundings of a page.
#[derive(Debug, Clone, Serialize)]
pub struct Chrome {
    /// Language of the page.
    pub language: Language,
    /// Whether the visitor asked for it by address; links then keep it.
    pub language_kept: bool,
    /// Path of the page.
    pub path: String,
    /// The page in each language.
    pub languages: Vec<LanguageLink>,
    /// What the visitor may see, for links that lead somewhere.
    pub sees: Sees,
    /// Rows of the table of addresses that the visitor may send forms to, about the place of this page: no page shows a form
    /// that would be refused.
    pub may: Vec<&'static str>,
    /// Who is signed in.
    pub user: Option<User>,
    /// What was just done, as the address says after a form.
    pub done: Option<&'static str>,
}

/// What an address can say was just done (`?done=`); other words are not shown.
const DONE: &[&str] = &[
    "saved",
    "photo_changed",
    "approved",
    "approved_part",
    "approved_together",
    "turned_down",
    "proposed",
    "wish",
    "planned",
    "post_approved",
    "post_back",
    "factor_removed",
    "passkey_added",
    "passkey_removed",
    "linked",
    "unlinked",
    "request_noted",
    "request_closed",
    "assessment_signed",
    "assessment_withdrawn",
    "mail_again",
    "mail_dropped",
    "hook_tried",
    "hook_ended",
    "posts_said",
    "outbox_held",
    "outbox_released",
    "language_saved",
    "sessions_ended",
    "network_set",
    "network_opens",
    "network_shut",
    "network_removed",
    "job_retried",
    "job_dropped",
    "glass_asked",
    "glass_granted",
    "glass_refused",
    "glass_ended",
    "readings",
    "dropped",
    "closed",
    "picked_up",
    "given",
    "declined",
    "not_found",
    "objection_logged",
    "taken_back",
    "brought_back",
    "counted",
    "offer_accepted",
    "offer_refused",
    "confirmed",
    "rejected",
    "barred",
    "released",
    "reopened",
    "queue_empty",
    "stopped",
    "resume_asked",
    "resumed",
    "campaign_saved",
    "campaign_made",
    "live",
];

/// Which parts of the house a visitor may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is one link of the page")]
pub struct Sees {
    /// Campaigns and their figures.
    pub figures: bool,
    /// Posts, candidates and plans.
    pub team: bool,
    /// Campaigns to plan and edit.
    pub plans: bool,
    /// Lists for the gate.
    pub gate: bool,
    /// The care desk.
    pub care: bool,
    /// Accounts.
    pub accounts: bool,
    /// The privacy desk.
    pub privacy: bool,
    /// Health, failures and stations.
    pub admin: bool,
    /// The audit log.
    pub audit: bool,
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct User {
    /// First letter of the name.
    pub initial: String,
    /// Name.
    pub name: String,
    /// The first page of their roles.
    pub home: &'static str,
    /// What every form carries.
    pub form_token: String,
}

impl Sees {
    fn of(visitor: &Visitor) -> Self {
        Self {
            figures: visitor.sees("/", None),
            team: visitor.sees("/campaigns/{slug}/candidates", None),
            plans: visitor.sees("/campaigns/{slug}/edit", None),
            gate: visitor.sees("/gate", None),
            care: visitor.sees("/care", None),
            accounts: visitor.sees("/accounts", None),
            privacy: visitor.sees("/privacy", None),
            admin: visitor.sees("/admin/health", None),
            audit: visitor.sees("/audit", None),
        }
    }
}

impl User {
    fn of(member: &Member) -> Self {
        let initial = member.name.graphemes(true).next().unwrap_or_default().to_uppercase();
        let (name, form_token) = (member.name.clone(), member.form_token.clone());
        Self { initial, name, home: home_of(&member.grants), form_token }
    }
}

/// The first page for someone with these roles.
pub fn home_of(grants: &[Grant]) -> &'static str {
    let has = |roles: &[Role]| judge(grants, roles, None) == Verdict::Allowed;
    match () {
        () if has(&[Role::Planner, Role::Approver, Role::Marketer]) => "/",
        () if has(&[Role::Gate]) => "/gate",
        () if has(&[Role::Care]) => "/care",
        () if has(&[Role::Admin]) => "/accounts",
        () if has(&[Role::Privacy]) => "/privacy",
        () => "/account",
    }
}

/// A page in another language.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageLink {
    /// The language.
    pub language: Language,
    /// Its own name for itself.
    pub name: &'static str,
    /// Address.
    pub href: String,
    /// Whether it is the page's own.
    pub current: bool,
}

impl Chrome {
    /// The surroundings of a page at a path, with its query and the visitor's `Accept-Language`.
    pub fn new(path: &str, query: &str, accept_language: &str) -> Self {
        let asked = query.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(Language::from_tag);
        let language = asked.or_else(|| best(accept_language)).unwrap_or(Language::En);
        let said = query.split('&').find_map(|pair| pair.strip_prefix("done="));
        let done = said.and_then(|said| DONE.iter().find(|done| **done == said).copied());
        let told = |pair: &str| pair.is_empty() || pair.starts_with("lang=") || pair.starts_with("done=");
        let rest: Vec<_> = query.split('&').filter(|pair| !told(pair)).collect();
        let languages = Language::ALL.iter().map(|other| {
            let own = format!("lang={other}");
            let query = rest.iter().copied().chain([own.as_str()]).collect::<Vec<_>>().join("&");
            LanguageLink {
                language: *other,
                name: own_name(*other),
                href: format!("{path}?{query}"),
                current: *other == language,
            }
        });
        let languages = languages.collect();
        let (path, sees, may) = (path.to_owned(), Sees::of(&Visitor::Open), may_send(&Visitor::Open, path));
        Self { language, language_kept: asked.is_some(), path, languages, sees, may, user: None, done }
    }

    /// The same for a visitor.
    #[must_use]
    pub fn seen_by(self, visitor: &Visitor) -> Self {
        let user = visitor.member().map(|member| User::of(member));
        Self { sees: Sees::of(visitor), may: may_send(visitor, &self.path), user, ..self }
    }

    /// An address of ours in the language that the visitor asked for by address.
    pub fn to(&self, address: &str) -> String {
        if !self.language_kept || address.contains("lang=") {
            return address.to_owned();
        }
        let sign = if address.contains('?') { '&' } else { '?' };
        format!("{address}{sign}lang={}", self.language)
    }

    /// The surroundings of a page in a language, for tests and files.
    pub fn plain(language: Language) -> Self {
        Self::new("/", "", language.as_str())
    }
}

impl<S: Sync> FromRequestParts<S> for Chrome {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let accept = parts.headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let chrome = Self::new(parts.uri.path(), parts.uri.query().unwrap_or_default(), accept);
        // What came before the middleware has no visitor, and shows nothing that needs one.
        let Ok(visitor) = Visitor::from_request_parts(parts, state).await;
        Ok(chrome.seen_by(&visitor))
    }
}

/// What a language calls itself.
pub const fn own_name(language: Language) -> &'static str {
    match language {
        Language::En => "English",
        Language::Nl => "Nederlands",
        Language::Es => "Español",
        Language::De => "Deutsch",
        Language::Ja => "日本語",
    }
}

/// The served language that `Accept-Language` (RFC 9110, 12.5.4) likes best.
fn best(accept: &str) -> Option<Language> {
    let wishes = accept.split(',').take(20).filter_map(|part| {
        let (tag, quality) = part.split_once(';').unwrap_or((part, "q=1"));
        let quality: f32 = quality.trim().strip_prefix("q=")?.trim().parse().ok()?;
        let language = Language::from_tag(tag.trim())?;
        (quality > 0.0).then_some((language, quality))
    });
    wishes
        .fold(None, |best: Option<(Language, f32)>, wish| match best {
            Some(best) if best.1 >= wish.1 => Some(best),
            _ => Some(wish),
        })
        .map(|(language, _)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_decides_before_the_browser() {
        let language = |query: &str, accept: &str| Chrome::new("/", query, accept).language;
        assert_eq!(language("lang=ja", "de"), Language::Ja);
        assert_eq!(language("lang=fr", "de-AT, en;q=0.5"), Language::De);
        assert_eq!(language("", "fr, es;q=0.4, nl;q=0.9"), Language::Nl);
        assert_eq!(language("", "nl;q=0, *"), Language::En);
        assert_eq!(language("", "\u{0};q=x,,;"), Language::En);
    }

    #[test]
    fn the_switcher_keeps_the_page() {
        let chrome = Chrome::new("/gate/AMS", "a=1&lang=de&b=2", "");
        assert_eq!(chrome.languages[1].href, "/gate/AMS?a=1&b=2&lang=nl");
        assert!(chrome.languages[3].current);
    }
}

//! Every page with every sample in every language.

use std::sync::Arc;

use uuid::Uuid;

use crate::domain::account::Grant;
use crate::domain::actor::Role;
use crate::domain::id::{AccountId, SessionId};
use crate::domain::language::Language;
use crate::services::sign_in::Member;
use crate::web::chrome::Chrome;
use crate::web::page::render_samples;
use crate::web::samples;
use crate::web::session::Visitor;
use crate::web::{ReportForm, write_report};

use super::engine;

pub(super) fn member() -> Member {
    Member {
        account: AccountId(Uuid::from_u128(7)),
        session: SessionId(Uuid::from_u128(8)),
        name: "Åsa <b>Lind</b>".to_owned(),
        grants: vec![Grant::everywhere(Role::Planner), Grant::everywhere(Role::Admin)],
        own: 2,
        form_token: "0123".to_owned(),
    }
}

#[test]
fn every_form_of_a_member_carries_the_token_of_their_session() {
    let engine = engine();
    let chrome = Chrome::plain(Language::En).seen_by(&Visitor::Member(Arc::new(member())));
    for (template, html) in render_samples(&engine, &chrome) {
        let html = html.expect("a page");
        assert!(!html.contains("<b>Lind"), "{template}");
        // Nobody is signed in there.
        let entrance = ["account/sign_in.html", "account/forgotten.html", "account/welcome.html"].contains(&template)
            || template.starts_with("public/");
        for form in html.split("<form").skip(1).filter(|form| form.contains("method=\"post\"")) {
            let form = form.split("</form>").next().unwrap_or_default();
            assert!(entrance || form.contains(r#"name="form_token" value="0123""#), "{template}: {form}");
        }
    }
}

#[test]
fn every_page_renders_every_sample_in_five_languages() {
    let engine = engine();
    let visitors = [Visitor::Open, Visitor::Stranger { first_run: false }, Visitor::Member(Arc::new(member()))];
    for (language, visitor) in Language::ALL.iter().flat_map(|language| visitors.iter().map(move |one| (language, one)))
    {
        for (template, rendered) in render_samples(&engine, &Chrome::plain(*language).seen_by(visitor)) {
            let html = rendered.unwrap_or_else(|error| panic!("{language}: {error}"));
            assert!(html.contains(&format!("<html lang=\"{language}\"")), "{template} in {language}");
            let inline = ["style=\"", "onclick", "javascript:", "<script>"];
            for forbidden in inline {
                assert!(!html.contains(forbidden), "{template} in {language} holds {forbidden}");
            }
            let stands_alone = ["report/file.html", "report/evaluation.html"].contains(&template);
            assert!(stands_alone || !html.contains("<style"), "{template} has inline style rules");
        }
    }
}

#[test]
fn a_post_is_shown_as_text_whatever_it_holds() {
    let engine = engine();
    let pages = render_samples(&engine, &Chrome::plain(Language::En));
    let shown = pages.iter().filter_map(|(_, html)| html.as_ref().ok()).any(|html| html.contains("&lt;b&gt;qué ganas"));
    assert!(shown);
    assert!(pages.iter().filter_map(|(_, html)| html.as_ref().ok()).all(|html| !html.contains("<b>qué ganas")));
}

#[test]
fn the_report_file_needs_nothing_else() {
    let engine = engine();
    let bytes = write_report(&engine, &samples::report::report(), ReportForm::Html, Language::Nl).expect("a file");
    let html = String::from_utf8(bytes).expect("UTF-8");
    for outside in ["<link", "src=", "<script", "url(http", "@import"] {
        assert!(!html.contains(outside), "{outside}");
    }
    assert!(html.contains("<style>"));
}

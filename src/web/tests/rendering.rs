//! Every page with every sample in every language.

use crate::domain::language::Language;
use crate::web::chrome::Chrome;
use crate::web::page::render_samples;
use crate::web::render_report_html;
use crate::web::samples;
use crate::web::templates::Engine;

#[test]
fn every_page_renders_every_sample_in_five_languages() {
    let engine = Engine::load().expect("the pages start");
    for language in Language::ALL {
        for (template, rendered) in render_samples(&engine, &Chrome::plain(*language)) {
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
    let engine = Engine::load().expect("the pages start");
    let pages = render_samples(&engine, &Chrome::plain(Language::En));
    let shown = pages.iter().filter_map(|(_, html)| html.as_ref().ok()).any(|html| html.contains("&lt;b&gt;qué ganas"));
    assert!(shown);
    assert!(pages.iter().filter_map(|(_, html)| html.as_ref().ok()).all(|html| !html.contains("<b>qué ganas")));
}

#[test]
fn the_report_file_needs_nothing_else() {
    let html = render_report_html(&samples::report::report(), Language::Nl).expect("a file");
    for outside in ["<link", "src=", "<script", "url(http", "@import"] {
        assert!(!html.contains(outside), "{outside}");
    }
    assert!(html.contains("<style>"));
}

//! A case study on paper: the story, what travellers said, and the figures with where they come from.

use crate::domain::language::Language;
use crate::formats::report_pdf::{PaperColumn, PaperFault, PaperReport, PaperSection, report_pdf};
use crate::store::view::case_study::PublicCase;
use crate::texts::Locales;
use crate::texts::format;

/// The bytes of the PDF, labels in the reader's language, the story in its own.
pub(super) fn case_pdf(case: &PublicCase, locales: &Locales, language: Language) -> Result<Vec<u8>, PaperFault> {
    let texts = locales.texts(language);
    let view = &case.figures;
    let section = |heading: String, words: String| PaperSection {
        heading,
        words,
        picture: None,
        columns: Vec::new(),
        rows: Vec::new(),
    };
    let mut sections: Vec<PaperSection> = Vec::new();
    for (place, paragraph) in case.paragraphs.iter().enumerate() {
        let heading = if place == 0 { texts.get("case-story") } else { String::new() };
        sections.push(section(heading, paragraph.clone()));
    }
    for (place, quote) in case.quotes.iter().enumerate() {
        let heading = if place == 0 { texts.get("case-quotes") } else { String::new() };
        let who = quote.first_name.as_ref().map_or_else(String::new, |name| format!(" – {name}"));
        sections.push(section(heading, format!("“{}”{who}", quote.text)));
    }
    let number = |value: u64| format::number(value as f64, 0, language);
    let money = |minor| format::money(minor, view.head.currency, language);
    let mut rows = vec![
        vec![texts.word("metric", "hand_overs"), number(view.funnel.delivered), "giftgate".to_owned()],
        vec![texts.get("cost-total"), money(view.parts.cost.total_minor), "giftgate".to_owned()],
    ];
    rows.extend(view.figures.iter().map(|one| {
        let what = format!("{} {}", texts.word("network", one.network.as_str()), texts.word("unit", one.unit.as_str()));
        let source = format!("{}, {}, {}", one.field, one.definition, texts.word("method", one.method.as_str()));
        vec![what, number(one.value), source]
    }));
    for line in view.voices.care.iter().filter(|line| line.answers_due > 0) {
        let share = line.answered_in_hour as f64 / line.answers_due as f64;
        let what = format!("{}: {}", texts.word("care-kind", line.kind.as_str()), texts.get("believe-in-hour"));
        let of = format!("{} / {}", number(line.answered_in_hour), number(line.answers_due));
        rows.push(vec![what, format::percent(share, 0, language), of]);
    }
    rows.push(match &view.hold_out.uplift {
        Some(found) => vec![
            texts.get("effect-title"),
            format::percent(found.difference, 1, language),
            texts.with(
                "effect-interval",
                &[
                    ("low", format::percent(found.low, 1, language).into()),
                    ("high", format::percent(found.high, 1, language).into()),
                    ("sure", format::percent(found.confidence, 0, language).into()),
                ],
            ),
        ],
        None => vec![texts.get("effect-title"), "–".to_owned(), texts.get("effect-none")],
    });
    let column = |heading: String, share, right| PaperColumn { heading, share, right };
    sections.push(PaperSection {
        heading: texts.get("figures-title"),
        words: String::new(),
        picture: None,
        columns: vec![
            column(texts.get("col-figure"), 0.4, false),
            column(String::new(), 0.2, true),
            column(texts.get("col-source"), 0.4, false),
        ],
        rows,
    });
    let made = view.made_at.with_timezone(&view.head.zone).date_naive();
    report_pdf(&PaperReport {
        title: case.title.clone(),
        subtitle: format!("{} · {} {}", view.head.name, texts.get("report-made"), format::day(made, language)),
        sections,
        foot: texts.get("figures-words"),
        foot_missing: texts.get("paper-missing"),
        language: case.language.to_string(),
    })
}

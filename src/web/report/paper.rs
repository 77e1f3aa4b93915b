//! The impression report as PDF, in the reader's language: the page's read model, set for paper.

use super::groups::{LineGroup, groups};
use super::yardstick::{KLM_SURPRISE_2010, Yardstick};
use crate::domain::campaign::TargetMetric;
use crate::domain::language::Language;
use crate::domain::reading::Method;
use crate::formats::report_pdf::{PaperColumn, PaperReport, PaperSection};
use crate::store::view::Names;
use crate::store::view::report::{HoldOut, ReportView, Series, TargetLine};
use crate::texts::format;
use crate::texts::{Locales, Texts};
use crate::web::charts;

/// The report, ready for paper.
pub(super) fn paper_report(view: &ReportView, locales: &Locales, language: Language) -> PaperReport {
    let words = Words { texts: locales.texts(language), view };
    let zone = view.head.zone;
    let made = view.made_at.with_timezone(&zone);
    let day = format::day(made.date_naive(), language);
    let (clock, zone) = (format::clock(view.made_at, zone), format::zone_name(view.made_at, zone));
    PaperReport {
        title: format!("{} · {}", view.head.name, words.text("report-title")),
        subtitle: format!("{} · {} {day}, {clock} {zone}", view.head.goal, words.text("report-made")),
        sections: [
            vec![words.overview(), words.figures()],
            groups(view).iter().map(|group| words.course(group)).collect(),
            vec![words.targets(), words.effect(), words.costs(), words.funnel()],
            words.parts(),
            vec![words.yardstick()],
        ]
        .concat(),
        foot: words.text("figures-words"),
        foot_missing: words.text("paper-missing"),
        language: language.to_string(),
    }
}

/// Texts of one language about one report.
pub(super) struct Words<'a> {
    pub(super) texts: Texts<'a>,
    pub(super) view: &'a ReportView,
}

pub(super) const LEFT: bool = false;
pub(super) const RIGHT: bool = true;

impl Words<'_> {
    pub(super) fn text(&self, key: &str) -> String {
        self.texts.get(key)
    }

    pub(super) fn word(&self, group: &str, word: &str) -> String {
        self.texts.word(group, word)
    }

    pub(super) fn money(&self, minor: i64) -> String {
        format::money(minor, self.view.head.currency, self.texts.language)
    }

    pub(super) fn percent(&self, share: f64, decimals: usize) -> String {
        format::percent(share, decimals, self.texts.language)
    }

    pub(super) fn count(&self, value: u64) -> String {
        format::whole(value.try_into().unwrap_or(i64::MAX), self.texts.language)
    }

    pub(super) fn columns(&self, columns: &[(&str, f32, bool)]) -> Vec<PaperColumn> {
        let column = |(key, share, right): &(&str, f32, bool)| PaperColumn {
            heading: if key.is_empty() { String::new() } else { self.text(key) },
            share: *share,
            right: *right,
        };
        columns.iter().map(column).collect()
    }

    fn overview(&self) -> PaperSection {
        let view = self.view;
        let mut rows = vec![
            vec![
                self.word("metric", "hand_overs"),
                self.count(view.funnel.delivered),
                self.texts.with("report-of-approved", &[("n", view.funnel.approved.into())]),
            ],
            vec![self.text("report-spent"), self.money(view.spent_minor), self.text("report-spent-words")],
            vec![
                self.text("cost-per-hand-over"),
                view.cost_per_hand_over_minor.map_or_else(nothing, |minor| self.money(minor)),
                self.text("cost-per-hand-over-words"),
            ],
        ];
        rows.extend(view.cost_per_mille.iter().map(|line| {
            let network = self.word("network", line.network.as_str());
            let method = self.word("method", line.method.as_str());
            vec![self.text("cost-per-mille"), self.money(line.minor), format!("{network}, {method}")]
        }));
        PaperSection {
            heading: self.text("tab-report"),
            words: String::new(),
            picture: None,
            columns: self.columns(&[("", 0.3, LEFT), ("col-figure", 0.2, RIGHT), ("", 0.5, LEFT)]),
            rows,
        }
    }

    fn figures(&self) -> PaperSection {
        let zone = self.view.head.zone;
        let row = |line: &crate::store::view::report::Figure| {
            let read = line.read_at.with_timezone(&zone);
            let definition = [("version", line.definition.clone().into()), ("n", line.posts.into())];
            let mut method = self.word("method", line.method.as_str());
            if line.coverage_percent < 100 {
                let covers = self.texts.with("coverage", &[("n", u64::from(line.coverage_percent).into())]);
                method = format!("{method}, {covers}");
            }
            vec![
                self.word("network", line.network.as_str()),
                self.word("unit", line.unit.as_str()),
                self.count(line.value),
                method,
                format!("{}: {}", line.field, self.texts.with("definition", &definition)),
                format!(
                    "{} {}",
                    format::short_day(read.date_naive(), self.texts.language),
                    format::clock(line.read_at, zone)
                ),
            ]
        };
        PaperSection {
            heading: self.text("figures-title"),
            words: if self.view.figures.is_empty() { self.text("figures-empty") } else { String::new() },
            picture: None,
            columns: self.columns(&[
                ("col-network", 0.12, LEFT),
                ("col-unit", 0.13, LEFT),
                ("col-figure", 0.12, RIGHT),
                ("col-method", 0.17, LEFT),
                ("col-source", 0.28, LEFT),
                ("col-read-at", 0.18, LEFT),
            ]),
            rows: self.view.figures.iter().map(row).collect(),
        }
    }

    /// The course of a unit's figures, and where each line stands now.
    fn course(&self, group: &LineGroup) -> PaperSection {
        let zone = self.view.head.zone;
        let row = |line: &Series| {
            let last = line.points.last()?;
            let mut network = self.word("network", line.network.as_str());
            if line.method != Method::Measured {
                network = format!("{network}, {}", self.word("method", line.method.as_str()));
            }
            let day = format::short_day(last.at.with_timezone(&zone).date_naive(), self.texts.language);
            let at = format!("{day} {}", format::clock(last.at, zone));
            Some(vec![network, line.definition.clone(), at, self.count(last.value)])
        };
        PaperSection {
            heading: format!("{} {}", self.word("unit", group.unit.as_str()), self.text("growth-by-network")),
            words: String::new(),
            picture: charts::lines::picture_of(&group.series, zone, self.texts),
            columns: self.columns(&[
                ("col-network", 0.34, LEFT),
                ("col-definition", 0.18, LEFT),
                ("col-read-at", 0.28, LEFT),
                ("col-figure", 0.2, RIGHT),
            ]),
            rows: group.series.iter().filter_map(row).collect(),
        }
    }

    fn targets(&self) -> PaperSection {
        let value = |line: &TargetLine, value: u64| match line.metric {
            TargetMetric::OnTimePercent | TargetMetric::AnsweredInHourPercent => {
                format::percent(value as f64 / 100.0, 0, self.texts.language)
            }
            _ => self.count(value),
        };
        let row = |line: &TargetLine| {
            let result = match line.reached {
                None => "target-unknown",
                Some(reached) if reached >= line.wanted => "target-met",
                Some(_) => "target-open",
            };
            vec![
                self.word("metric", line.metric.as_str()),
                value(line, line.wanted),
                line.reached.map_or_else(nothing, |reached| value(line, reached)),
                self.text(result),
            ]
        };
        PaperSection {
            heading: self.text("targets-title"),
            words: if self.view.targets.is_empty() { self.text("targets-empty") } else { String::new() },
            picture: None,
            columns: self.columns(&[
                ("col-target", 0.4, LEFT),
                ("col-wanted", 0.15, RIGHT),
                ("col-reached", 0.15, RIGHT),
                ("col-result", 0.3, LEFT),
            ]),
            rows: self.view.targets.iter().map(row).collect(),
        }
    }

    fn effect(&self) -> PaperSection {
        let HoldOut { treated, held_out, minimum_detectable, outcome, uplift } = &self.view.hold_out;
        let percent = |share: f64, decimals| format::percent(share, decimals, self.texts.language);
        let groups = self.texts.with("effect-groups", &[("treated", (*treated).into()), ("held", (*held_out).into())]);
        let found = uplift.as_ref().filter(|uplift| uplift.detectable);
        let answer = match (found, minimum_detectable) {
            (Some(uplift), _) => {
                let ends = [
                    ("low", percent(uplift.low, 1).into()),
                    ("high", percent(uplift.high, 1).into()),
                    ("sure", percent(uplift.confidence, 0).into()),
                ];
                format!("{} {}", percent(uplift.difference, 1), self.texts.with("effect-interval", &ends))
            }
            (None, Some(least)) => {
                let minimum = self.texts.with("effect-minimum", &[("size", percent(*least, 0).into())]);
                format!("{}. {minimum}", self.text("effect-none"))
            }
            (None, None) => self.text("effect-none"),
        };
        PaperSection {
            heading: self.text("effect-title"),
            words: format!("{groups} {answer} {}", self.proof()),
            picture: None,
            columns: self.columns(&[
                ("col-group", 0.6, LEFT),
                ("col-travellers", 0.2, RIGHT),
                ("col-booked-again", 0.2, RIGHT),
            ]),
            rows: outcome.map_or_else(Vec::new, |seen| {
                vec![
                    vec![self.text("effect-offered"), self.count(seen.offered), self.count(seen.offered_again)],
                    vec![self.text("effect-held-out"), self.count(seen.held_out), self.count(seen.held_out_again)],
                ]
            }),
        }
    }

    fn proof(&self) -> String {
        let proof = self.view.parts.reach_of_proof;
        let sizes = [("n", proof.gifts.into()), ("held", u64::from(proof.hold_out_percent).into())];
        let shows = match proof.shows {
            None => self.texts.with("proof-nothing", &sizes),
            Some(least) => {
                let ends = [("size", self.percent(least, 1).into()), ("base", self.percent(proof.base, 0).into())];
                self.texts.with("proof-shows", &[sizes.to_vec(), ends.to_vec()].concat())
            }
        };
        let needed = proof.needed_for_five.map(|n| self.texts.with("proof-needed", &[("n", n.into())]));
        format!("{shows} {}", needed.unwrap_or_default())
    }

    fn costs(&self) -> PaperSection {
        let row = |line: &crate::store::view::report::CostLine| {
            vec![self.named(&line.gift).to_owned(), self.count(line.pieces), self.money(line.cost_minor)]
        };
        PaperSection {
            heading: self.text("costs-title"),
            words: if self.view.costs.is_empty() { self.text("no-gifts-yet") } else { String::new() },
            picture: None,
            columns: self.columns(&[("col-gift", 0.6, LEFT), ("col-pieces", 0.2, RIGHT), ("col-cost", 0.2, RIGHT)]),
            rows: self.view.costs.iter().map(row).collect(),
        }
    }

    fn funnel(&self) -> PaperSection {
        let funnel = &self.view.funnel;
        let steps = [
            ("posts", funnel.posts),
            ("screened_out", funnel.screened_out),
            ("matched", funnel.matched),
            ("confirmed", funnel.confirmed),
            ("proposed", funnel.proposed),
            ("approved", funnel.approved),
            ("delivered", funnel.delivered),
            ("posted", funnel.posted),
        ];
        PaperSection {
            heading: self.text("funnel-title"),
            words: String::new(),
            picture: Some(charts::pictures::funnel_of(funnel, self.texts).picture()),
            columns: self.columns(&[("", 0.6, LEFT), ("col-figure", 0.2, RIGHT)]),
            rows: steps.map(|(step, count)| vec![self.word("funnel", step), self.count(count)]).to_vec(),
        }
    }

    fn yardstick(&self) -> PaperSection {
        let Yardstick { gifts, views, views_a_gift } = KLM_SURPRISE_2010;
        let ends = [("gifts", gifts.into()), ("views", views.into()), ("each", views_a_gift.into())];
        let words = self.texts.with("yardstick-words", &ends);
        PaperSection {
            heading: self.text("yardstick-title"),
            words: format!("{words} {}", self.text("yardstick-note")),
            picture: None,
            columns: Vec::new(),
            rows: Vec::new(),
        }
    }

    fn named<'a>(&self, names: &'a Names) -> &'a str {
        names.get(&self.texts.language).or_else(|| names.get(&Language::En)).map_or("", String::as_str)
    }
}

pub(super) fn nothing() -> String {
    "–".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::report_pdf::report_pdf;
    use crate::web::samples;

    #[test]
    fn paper_has_the_pictures_of_the_page_in_every_language_with_words_instead() {
        let locales = Locales::load().expect("locales");
        let count =
            |bytes: &[u8], what: &str| bytes.windows(what.len()).filter(|part| *part == what.as_bytes()).count();
        for language in Language::ALL {
            let report = paper_report(&samples::report::report(), &locales, *language);
            let pictures: Vec<_> = report.sections.iter().filter_map(|section| section.picture.as_ref()).collect();
            // Two units' lines, funnel, differences, money, destinations, gates by hour, calibration.
            assert_eq!(pictures.len(), 8, "{language}");
            assert!(pictures.iter().all(|picture| !picture.label.is_empty() && !picture.marks.is_empty()));
            let bytes = report_pdf(&report).expect("paper");
            assert_eq!(count(&bytes, "/S /Figure"), 8, "{language}");
            assert!(count(&bytes, &format!("/Lang ({language})")) == 1 && count(&bytes, "/Marked true") == 1);
            assert_eq!(bytes, report_pdf(&report).expect("paper"), "the same each time");
        }
    }
}

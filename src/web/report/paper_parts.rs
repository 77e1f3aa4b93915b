//! The parts of a report on paper: what the page shows beside its first figures, table by table, none left out and none empty.

use super::paper::{LEFT, RIGHT, Words, nothing};
use crate::effect::Note;
use crate::formats::report_pdf::PaperSection;
use crate::texts::format;
use crate::web::charts::pictures;
use crate::web::html::Drawing;

impl Words<'_> {
    /// Every part that has something to say, in the order of the page.
    pub(super) fn parts(&self) -> Vec<PaperSection> {
        let sections = [
            self.rates(),
            self.days(),
            self.notes(),
            self.retired(),
            self.edits(),
            self.forest(),
            self.cost_in_full(),
            self.endings(),
            self.care(),
            self.tones(),
            self.later(),
            self.fairness(),
            self.top(),
            self.screened(),
            self.destinations(),
            self.gates(),
            self.calibration(),
        ];
        sections.into_iter().filter(|section| !section.rows.is_empty()).collect()
    }

    fn section(&self, heading: &str, columns: &[(&str, f32, bool)], rows: Vec<Vec<String>>) -> PaperSection {
        PaperSection {
            heading: self.text(heading),
            words: String::new(),
            picture: None,
            columns: self.columns(columns),
            rows,
        }
    }

    fn share(&self, part: u64, whole: u64) -> String {
        if whole == 0 { nothing() } else { self.percent(part as f64 / whole as f64, 0) }
    }

    fn of(&self, part: u64, whole: u64) -> String {
        format!("{} / {}", self.count(part), self.count(whole))
    }

    fn network(&self, network: crate::domain::post::Network) -> String {
        self.word("network", network.as_str())
    }

    fn unit(&self, unit: crate::domain::reading::Unit) -> String {
        self.word("unit", unit.as_str())
    }

    fn rates(&self) -> PaperSection {
        let row = |line: &crate::store::view::report_parts::RateLine| {
            let below = line.by_value.map_or_else(nothing, |value| self.count(value));
            let source = if line.by_field.is_empty() { self.text("rates-not-given") } else { line.by_field.clone() };
            vec![
                format!("{}, {}", self.network(line.network), self.word("method", line.method.as_str())),
                line.rate().map_or_else(nothing, |rate| self.percent(rate, 2)),
                format!("{} / {below} {}", self.count(line.engagements), self.unit(line.by)),
                if line.locked { format!("{source} · {}", self.text("rates-locked")) } else { source },
            ]
        };
        let columns = [
            ("col-network", 0.25, LEFT),
            ("col-share", 0.12, RIGHT),
            ("rates-by", 0.33, LEFT),
            ("col-source", 0.3, LEFT),
        ];
        self.section("rates-title", &columns, self.view.parts.rates.iter().map(row).collect())
    }

    fn days(&self) -> PaperSection {
        let row = |line: &crate::store::view::report_parts::DayLine| {
            vec![
                format::day(line.day, self.texts.language),
                self.network(line.network),
                format!("{}, {}", self.unit(line.unit), self.word("method", line.method.as_str())),
                format::whole(line.change, self.texts.language),
            ]
        };
        let columns =
            [("col-day", 0.25, LEFT), ("col-network", 0.25, LEFT), ("col-unit", 0.3, LEFT), ("col-added", 0.2, RIGHT)];
        self.section("days-title", &columns, self.view.parts.days.iter().map(row).collect())
    }

    fn notes(&self) -> PaperSection {
        let count = |value: &u64| crate::texts::Arg::from(self.count(*value));
        let row = |note: &Note| {
            let (post, words) = match note {
                Note::Fell { post, from, to, .. } => {
                    (post, self.texts.with("note-fell", &[("from", count(from)), ("to", count(to))]))
                }
                Note::Repeated { post, times, .. } => {
                    (post, self.texts.with("note-repeated", &[("n", (*times as u64).into())]))
                }
                Note::Contradicted { post, lowest, highest, .. } => {
                    (post, self.texts.with("note-contradicted", &[("low", count(lowest)), ("high", count(highest))]))
                }
                Note::Redefined { post, from, to, .. } => (
                    post,
                    self.texts.with("note-redefined", &[("from", from.clone().into()), ("to", to.clone().into())]),
                ),
                Note::CoverageOver100 { post, percent } => {
                    (post, self.texts.with("note-coverage", &[("n", u64::from(*percent).into())]))
                }
            };
            vec![post.clone(), words]
        };
        let columns = [("col-post", 0.4, LEFT), ("believe-look", 0.6, LEFT)];
        self.section("believe-notes", &columns, self.view.parts.notes.iter().map(row).collect())
    }

    fn retired(&self) -> PaperSection {
        let row = |line: &crate::store::view::report_parts::RetiredLine| {
            let since = format::day(line.since_on, self.texts.language);
            vec![
                format!("{} {} ({})", self.network(line.network), self.unit(line.unit), line.field),
                format!("{} {since}", self.text("retired-since")),
            ]
        };
        let columns = [("col-figure", 0.6, LEFT), ("believe-look", 0.4, LEFT)];
        self.section("retired-title", &columns, self.view.parts.retired.iter().map(row).collect())
    }

    fn edits(&self) -> PaperSection {
        let row = |edit: &crate::store::view::report_parts::EditLine| {
            vec![
                self.word("metric", edit.metric.as_str()),
                format!("{} → {}", edit.was.map_or_else(nothing, |was| self.count(was)), self.count(edit.value)),
                self.word("role", edit.role.as_str()),
                edit.why.clone(),
            ]
        };
        let columns = [
            ("col-target", 0.3, LEFT),
            ("col-wanted", 0.2, LEFT),
            ("believe-who", 0.15, LEFT),
            ("col-why", 0.35, LEFT),
        ];
        self.section("targets-edits", &columns, self.view.parts.edits.iter().map(row).collect())
    }

    fn forest(&self) -> PaperSection {
        let between = |low: f64, high: f64| format!("{} – {}", self.percent(low, 1), self.percent(high, 1));
        let parts = &self.view.parts;
        let mut rows: Vec<Vec<String>> = parts
            .forest
            .iter()
            .map(|line| {
                let (people, difference) = (self.count(line.people), self.percent(line.difference, 1));
                vec![line.name.clone(), people, difference, between(line.low, line.high)]
            })
            .collect();
        if let Some(all) = parts.pooled {
            let (name, effect) = (self.text("forest-pooled"), self.percent(all.effect, 1));
            rows.push(vec![name, String::new(), effect, between(all.interval[0], all.interval[1])]);
        }
        let columns = [
            ("nav-campaigns", 0.4, LEFT),
            ("col-travellers", 0.2, RIGHT),
            ("col-difference", 0.15, RIGHT),
            ("col-interval", 0.25, RIGHT),
        ];
        let drawn = || pictures::forest_of(&parts.forest, parts.pooled, self.texts).picture();
        let picture = (!parts.forest.is_empty()).then(drawn);
        PaperSection { picture, ..self.section("picture-forest", &columns, rows) }
    }

    fn cost_in_full(&self) -> PaperSection {
        let cost = self.view.parts.cost;
        let known = |minor: Option<i64>| minor.map_or_else(|| self.text("cost-unknown"), |minor| self.money(minor));
        let line = |key: &str, words: String| vec![self.text(key), words];
        let mut rows = Vec::new();
        if cost.total_minor != 0 {
            rows = vec![
                line("cost-gifts", self.money(cost.gifts_minor)),
                line("cost-tax", self.money(cost.tax_minor)),
                line("cost-wrapping", known(cost.wrapping_minor)),
                line("cost-staff", known(cost.staff_minor)),
                line("cost-credits", known(cost.credits_minor)),
                line("cost-total", self.money(cost.total_minor)),
            ];
            if let Some(minor) = self.view.parts.earned_minor {
                let words = self.texts.with("earned-words", &[("money", self.money(minor).into())]);
                rows.push(vec![self.word("method", "estimated"), words]);
            }
        }
        let failed = [("n", cost.failed.into()), ("money", self.money(cost.failed_minor).into())];
        let mut section = self.section("cost-full-title", &[("", 0.4, LEFT), ("col-cost", 0.6, LEFT)], rows);
        section.words = self.texts.with("cost-failed-words", &failed);
        let drawn = || pictures::budget_of(&cost, self.view.head.currency, self.texts).picture();
        section.picture = (cost.total_minor != 0).then(drawn);
        if let Some(found) = self.view.parts.returns {
            let ends = [
                ("low", self.percent(found.interval[0], 0).into()),
                ("high", self.percent(found.interval[1], 0).into()),
            ];
            let words = format!("{} {}", self.percent(found.ratio, 0), self.texts.with("returns-words", &ends));
            section.rows.push(vec![self.text("returns-title"), words]);
        }
        section
    }

    fn endings(&self) -> PaperSection {
        let ends = self.view.parts.endings;
        let brought = ends.given + ends.declined + ends.not_found;
        let lines = [
            ("given", ends.given),
            ("declined", ends.declined),
            ("not_found", ends.not_found),
            ("in_window", ends.in_window),
            ("publication", ends.publication),
            ("photo", ends.photo),
            ("reuse", ends.reuse),
        ];
        let row = |(word, n)| vec![self.word("ending", word), self.count(n), self.share(n, brought)];
        let rows = if brought == 0 { Vec::new() } else { lines.map(row).to_vec() };
        self.section("endings-title", &[("", 0.5, LEFT), ("col-count", 0.2, RIGHT), ("col-share", 0.2, RIGHT)], rows)
    }

    fn care(&self) -> PaperSection {
        let row = |line: &crate::store::view::report_voices::CareTally| {
            let part = |n, all| format!("{} ({})", self.share(n, all), self.of(n, all));
            vec![
                self.word("care-kind", line.kind.as_str()),
                self.count(line.opened),
                part(line.answered_in_hour, line.answers_due),
                part(line.solved_in_day, line.solutions_due),
            ]
        };
        let columns = [
            ("believe-kind", 0.25, LEFT),
            ("col-count", 0.15, RIGHT),
            ("believe-in-hour", 0.3, RIGHT),
            ("believe-in-day", 0.3, RIGHT),
        ];
        let rows = self.view.voices.care.iter().map(row).collect();
        PaperSection { words: self.text("believe-care-words"), ..self.section("believe-care", &columns, rows) }
    }

    fn tones(&self) -> PaperSection {
        let row = |line: &crate::store::view::report_voices::ToneLine| {
            let n = line.posts();
            vec![
                self.word("believe-of", line.of.as_str()),
                self.count(n),
                self.share(line.positive, n),
                self.share(line.neutral, n),
                self.share(line.negative, n),
                self.share(line.checked, n),
            ]
        };
        let columns = [
            ("believe-whose", 0.35, LEFT),
            ("col-posts", 0.1, RIGHT),
            ("believe-positive", 0.13, RIGHT),
            ("believe-neutral", 0.13, RIGHT),
            ("believe-negative", 0.13, RIGHT),
            ("believe-checked", 0.16, RIGHT),
        ];
        let rows = self.view.voices.tones.iter().map(row).collect();
        PaperSection { words: self.text("believe-tone-words"), ..self.section("believe-tone", &columns, rows) }
    }

    fn later(&self) -> PaperSection {
        let row = |line: &crate::store::view::report_voices::LaterLine| {
            let found = &line.uplift;
            let interval = format!("{} – {}", self.percent(found.low, 1), self.percent(found.high, 1));
            vec![
                self.word("believe-event", line.event.as_str()),
                self.of(line.offered_did, line.offered),
                self.of(line.held_out_did, line.held_out),
                self.percent(found.difference, 1),
                if found.detectable { interval } else { format!("{interval}. {}", self.text("effect-none")) },
            ]
        };
        let columns = [
            ("believe-event", 0.25, LEFT),
            ("effect-offered", 0.2, RIGHT),
            ("effect-held-out", 0.15, RIGHT),
            ("col-difference", 0.12, RIGHT),
            ("col-interval", 0.28, LEFT),
        ];
        let rows = self.view.voices.later.iter().map(row).collect();
        PaperSection { words: self.text("believe-later-words"), ..self.section("believe-later", &columns, rows) }
    }

    fn fairness(&self) -> PaperSection {
        let mut rows = Vec::new();
        for group in &self.view.parts.fairness {
            for line in &group.lines {
                let name = match group.by.as_str() {
                    "language" => self.word("language", &line.word),
                    "route" => line.word.clone(),
                    _ => self.word("fair", &line.word),
                };
                let (given, share) = (self.of(line.given, line.confirmed), self.share(line.given, line.confirmed));
                rows.push(vec![self.word("fair-by", &group.by), name, given, share]);
            }
        }
        let columns =
            [("col-group", 0.3, LEFT), ("", 0.3, LEFT), ("fair-given-of", 0.2, RIGHT), ("col-share", 0.2, RIGHT)];
        PaperSection { words: self.text("fair-words"), ..self.section("fair-title", &columns, rows) }
    }

    fn top(&self) -> PaperSection {
        let row = |line: &crate::store::view::report_parts::TopPost| {
            let unit = format!("{}, {}", self.unit(line.unit), self.word("method", line.method.as_str()));
            vec![format!("{} {}", self.network(line.network), line.post), unit, self.count(line.value)]
        };
        let columns = [("col-post", 0.6, LEFT), ("col-unit", 0.25, LEFT), ("col-figure", 0.15, RIGHT)];
        self.section("top-title", &columns, self.view.parts.top.iter().map(row).collect())
    }

    fn screened(&self) -> PaperSection {
        let row = |line: &crate::store::view::board::ReasonCount| {
            vec![self.texts.reason(&line.reason), self.count(line.count)]
        };
        let columns = [("col-why", 0.6, LEFT), ("col-posts", 0.2, RIGHT)];
        let rows = self.view.parts.screened.iter().map(row).collect();
        PaperSection { words: self.text("screened-words"), ..self.section("screened-title", &columns, rows) }
    }

    fn destinations(&self) -> PaperSection {
        let row = |one: &crate::store::view::report_parts::Destination| {
            vec![format!("{} ({})", one.city, one.iata), self.count(one.n)]
        };
        let columns = [("col-destination", 0.6, LEFT), ("col-count", 0.2, RIGHT)];
        let places = &self.view.parts.destinations;
        let picture = pictures::map_of(places, self.texts).map(Drawing::picture);
        PaperSection { picture, ..self.section("picture-map", &columns, places.iter().map(row).collect()) }
    }

    fn gates(&self) -> PaperSection {
        let row = |cell: &crate::store::view::report_parts::HeatCell| {
            vec![cell.gate.clone(), format!("{:02}:00", cell.hour), self.count(cell.n)]
        };
        let columns = [("col-gate", 0.4, LEFT), ("col-hour", 0.2, LEFT), ("col-count", 0.2, RIGHT)];
        let cells = &self.view.parts.heat;
        let picture = pictures::heat_of(cells, self.texts).map(Drawing::picture);
        PaperSection { picture, ..self.section("picture-heat", &columns, cells.iter().map(row).collect()) }
    }

    fn calibration(&self) -> PaperSection {
        let row = |band: &crate::store::view::report_parts::CalibrationBand| {
            vec![self.percent(band.stated, 1), self.percent(band.confirmed, 1), self.count(band.n)]
        };
        let columns =
            [("calibration-stated", 0.3, RIGHT), ("calibration-confirmed", 0.3, RIGHT), ("col-count", 0.2, RIGHT)];
        let bands = &self.view.parts.calibration;
        let drawn = || pictures::calibration_of(bands, self.texts).picture();
        let section = self.section("picture-calibration", &columns, bands.iter().map(row).collect());
        let picture = (!bands.is_empty()).then(drawn);
        PaperSection { words: self.text("calibration-words"), picture, ..section }
    }
}

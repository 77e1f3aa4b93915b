//! The two trained gates of the listen room on labelled posts: the sensitive screen and the complaint gate.
//!
//! A model's own training lines are judged on held-out folds only; what ships is measured on lines it never saw.

use std::collections::BTreeMap;

use super::report::{Curve, Line, Section, Table};
use super::score::{Decisions, Hits, Stated, brier, calibration, thresholds};
use crate::signals::{Aim, Judged, Labelled, ModelKind, Reader, Trained, TrainingError, TrainingOptions};

/// How the screen does, by language: the sensitive posts it stops and the harmless ones it drops.
pub fn screen(reader: &Reader, lines: &[Labelled]) -> Section {
    let judged = judge(reader, ModelKind::Screen, lines);
    let threshold = reader.threshold(ModelKind::Screen).unwrap_or(1.0);
    let mut by_language: BTreeMap<&str, [Hits; 3]> = BTreeMap::new();
    let mut by_label: BTreeMap<&str, Hits> = BTreeMap::new();
    for (line, one) in lines.iter().zip(&judged) {
        let stopped = one.effective() >= threshold;
        for language in [line.language.as_str(), "all"] {
            let [recall, listed, drops] = by_language.entry(language).or_default();
            if line.is {
                recall.count(stopped);
                listed.count(one.listed);
            } else {
                drops.count(stopped);
            }
        }
        if line.is {
            by_label.entry(&line.label).or_default().count(stopped);
        }
    }
    let mut languages =
        Table::new("By language", &["language", "sensitive stopped", "by the lists alone", "harmless dropped"]);
    for (language, [recall, listed, drops]) in by_language {
        languages.row([language.to_owned(), recall.to_string(), listed.to_string(), drops.to_string()]);
    }
    let mut labels = Table::new("By category", &["category", "stopped"]);
    for (label, hits) in by_label {
        labels.row([label.to_owned(), hits.to_string()]);
    }
    Section {
        title: "Sensitive screen".to_owned(),
        about: "Shares with their 95 % Wilson interval; a post is stopped by a listed word or by the model.".to_owned(),
        tables: vec![languages, labels],
        curves: Vec::new(),
    }
}

/// How the complaint gate does as it is: decisions, every threshold, calibration.
pub fn complaint(reader: &Reader, lines: &[Labelled]) -> Section {
    let judged = judge(reader, ModelKind::Complaint, lines);
    let threshold = reader.threshold(ModelKind::Complaint).unwrap_or(1.0);
    let mut section = figures("Complaint gate", &judged, threshold);
    "The model in place on posts it never saw.".clone_into(&mut section.about);
    section
}

/// How a model just trained did on held-out folds.
pub fn trained(kind: ModelKind, trained: &Trained) -> Section {
    let title = match kind {
        ModelKind::Complaint => "Complaint gate, cross-validated",
        ModelKind::Screen => "Sensitive screen, cross-validated",
    };
    let mut section = figures(title, &trained.held_out, trained.model.threshold());
    "Every line was judged by a model that had not seen it.".clone_into(&mut section.about);
    section
}

/// Cross-validation of one-against-the-rest models for every label of the lines: the label of highest probability is
/// said. Accuracy and the mean F1 of all labels (macro-F1).
pub fn tones(reader: &Reader, lines: &[Labelled], options: &TrainingOptions) -> Result<Section, TrainingError> {
    let mut labels: Vec<&str> = lines.iter().map(|line| line.label.as_str()).collect();
    labels.sort_unstable();
    labels.dedup();
    let mut best: Vec<(f64, usize)> = vec![(f64::NEG_INFINITY, 0); lines.len()];
    for (index, label) in labels.iter().enumerate() {
        let one: Vec<Labelled> =
            lines.iter().map(|line| Labelled { is: line.label == *label, ..line.clone() }).collect();
        let trained = reader.train(ModelKind::Complaint, &one, Aim::F1, options)?;
        for (best, judged) in best.iter_mut().zip(&trained.held_out) {
            if judged.stated > best.0 {
                *best = (judged.stated, index);
            }
        }
    }
    let mut accuracy = Hits::default();
    let mut decisions = vec![Decisions::default(); labels.len()];
    for (line, (_, said)) in lines.iter().zip(&best) {
        accuracy.count(labels[*said] == line.label);
        for (index, label) in labels.iter().enumerate() {
            decisions[index].count(*said == index, *label == line.label);
        }
    }
    let mut table = Table::new("By label", &["label", "precision", "recall", "F1"]);
    for (label, one) in labels.iter().zip(&decisions) {
        table.row([(*label).to_owned(), one.precision().to_string(), one.recall().to_string(), three(one.f1())]);
    }
    let macro_f1 = decisions.iter().map(|one| one.f1()).sum::<f64>() / decisions.len().max(1) as f64;
    table.row(["all".to_owned(), accuracy.to_string(), String::new(), three(macro_f1)]);
    Ok(Section {
        title: "Tone of posts to airlines, cross-validated".to_owned(),
        about: "One model a label; the last row holds accuracy and macro-F1.".to_owned(),
        tables: vec![table],
        curves: Vec::new(),
    })
}

fn judge(reader: &Reader, kind: ModelKind, lines: &[Labelled]) -> Vec<Judged> {
    let judged = |line: &Labelled| {
        let (stated, listed) = reader.judge(kind, &line.text).unwrap_or_default();
        Judged { stated, listed, is: line.is }
    };
    lines.iter().map(judged).collect()
}

fn figures(title: &str, judged: &[Judged], threshold: f64) -> Section {
    let effective: Vec<Stated> = judged.iter().map(|one| (one.effective(), one.is)).collect();
    let stated: Vec<Stated> = judged.iter().map(|one| (one.stated, one.is)).collect();
    let mut said = Decisions::default();
    let mut alarms = Hits::default();
    for (probability, is) in &effective {
        said.count(*probability >= threshold, *is);
        if !is {
            alarms.count(*probability >= threshold);
        }
    }
    let mut decisions = Table::new("Decisions", &["what", "figure"]);
    decisions.row(["threshold".to_owned(), three(threshold)]);
    decisions.row(["precision".to_owned(), said.precision().to_string()]);
    decisions.row(["recall".to_owned(), said.recall().to_string()]);
    decisions.row(["F1".to_owned(), three(said.f1())]);
    decisions.row(["false alarms".to_owned(), alarms.to_string()]);
    let steps = thresholds(&effective);
    let mut sweep = Table::new("Thresholds", &["recall of", "threshold", "precision", "F1"]);
    for wanted in [0.80, 0.85, 0.90, 0.95, 0.97, 0.98, 0.99] {
        if let Some((at, one)) = steps.iter().find(|(_, one)| one.recall().rate() >= wanted) {
            sweep.row([format!("{wanted:.2}"), three(*at), one.precision().to_string(), three(one.f1())]);
        }
    }
    let mut bins = Table::new("Calibration of the model", &["stated", "came true"]);
    for bin in calibration(&stated) {
        bins.row([three(bin.stated), bin.came_true.to_string()]);
    }
    bins.row(["Brier score".to_owned(), three(brier(&stated))]);
    let points = steps.iter().map(|(_, one)| (one.recall().rate(), one.precision().rate())).collect();
    Section {
        title: title.to_owned(),
        about: String::new(),
        tables: vec![decisions, sweep, bins],
        curves: vec![Curve {
            title: "Precision by recall".to_owned(),
            across: "recall".to_owned(),
            up: "precision".to_owned(),
            lines: vec![Line { name: title.to_owned(), points }],
        }],
    }
}

fn three(value: f64) -> String {
    format!("{value:.3}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HELD_OUT: &str = include_str!("../../benches/evaluation/screen.tsv");

    #[test]
    fn the_screen_is_shown_by_language_and_category() {
        let lines = Labelled::read(HELD_OUT, ModelKind::Screen).expect("own lines");
        let section = screen(&Reader::new(), &lines);
        let text = section.text();
        eprintln!("{text}");
        assert_eq!(section.tables[0].rows.len(), 7);
        assert_eq!(section.tables[1].rows.len(), 11);
    }

    #[test]
    fn a_trained_gate_comes_with_its_thresholds_and_calibration() {
        let line = |index: usize| Labelled {
            language: String::new(),
            label: if index.is_multiple_of(2) { "negative" } else { "positive" }.to_owned(),
            is: index.is_multiple_of(2),
            text: if index.is_multiple_of(2) { "my bag is lost again" } else { "lovely flight, thanks" }.to_owned(),
        };
        let lines: Vec<Labelled> = (0..60).map(line).collect();
        let options = TrainingOptions { bits: 12, passes: 3, ..TrainingOptions::default() };
        let reader = Reader::new();
        let made = reader.train(ModelKind::Complaint, &lines, Aim::F1, &options).expect("trained");
        let section = trained(ModelKind::Complaint, &made);
        assert_eq!(section.tables.len(), 3);
        assert!(section.tables[0].rows[3][1] == "1.000", "{}", section.text());
        let tones = tones(&reader, &lines, &options).expect("trained");
        assert_eq!(tones.tables[0].rows.len(), 3);
    }
}

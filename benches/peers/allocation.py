#!/usr/bin/env python3
"""HiGHS and CP-SAT on the allocation problems that `giftgate bench allocation --write DIR` writes.

Reads the JSON that `giftgate solve allocation` reads, one thread a solver, CPU seconds of the solve call alone
(building the model is left out), one child process a run so that memory is the solver's own. See README.md.
"""

import argparse
import json
import multiprocessing
import resource
import sys
import time
from pathlib import Path


def load(path):
    """Columns (traveller, value, uses) and limits of a problem file."""
    data = json.loads(Path(path).read_text(encoding="utf-8"))
    names = list(data["limits"])
    index = {name: number for number, name in enumerate(names)}
    rows = []
    for traveller in data["travellers"]:
        options = [
            (option["value"], [(index[name], amount) for name, amount in option.get("uses", {}).items()])
            for option in traveller["options"]
        ]
        rows.append((traveller.get("required", False), options))
    bounds = [(data["limits"][name].get("min", 0), data["limits"][name].get("max")) for name in names]
    return rows, bounds


def highs(path, seconds, gap, relax):
    """HiGHS: the linear relaxation (interior point, no crossover) or the whole problem."""
    import highspy
    import numpy as np

    rows, bounds = load(path)
    costs, starts, indices, amounts = [], [0], [], []
    base = len(bounds)
    for number, (_, options) in enumerate(rows):
        for value, uses in options:
            costs.append(value)
            for limit, amount in uses:
                indices.append(limit)
                amounts.append(amount)
            indices.append(base + number)
            amounts.append(1)
            starts.append(len(indices))
    model = highspy.HighsModel()
    lp = model.lp_
    lp.num_col_, lp.num_row_ = len(costs), base + len(rows)
    lp.col_cost_ = np.array(costs, dtype=np.double)
    lp.col_lower_, lp.col_upper_ = np.zeros(len(costs)), np.ones(len(costs))
    infinity = highspy.kHighsInf
    lp.row_lower_ = np.array([low for low, _ in bounds] + [1 if required else 0 for required, _ in rows], dtype=np.double)
    lp.row_upper_ = np.array([infinity if high is None else high for _, high in bounds] + [1] * len(rows), dtype=np.double)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.array(starts)
    lp.a_matrix_.index_ = np.array(indices)
    lp.a_matrix_.value_ = np.array(amounts, dtype=np.double)
    if not relax:
        lp.integrality_ = [highspy.HighsVarType.kInteger] * len(costs)
    del rows
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", 10.0 * seconds)
    solver.setOptionValue("mip_rel_gap", gap)
    if relax:
        solver.setOptionValue("solver", "ipm")
        solver.setOptionValue("run_crossover", "off")
    solver.passModel(model)
    limited = CpuLimit(seconds)
    if not relax:
        solver.cbMipInterrupt += limited.highs
    started = time.process_time()
    solver.run()
    spent = time.process_time() - started
    info = solver.getInfo()
    value = info.objective_function_value
    if relax:
        return {"value": None, "bound": value, "cpu": spent}
    has_plan = info.primal_solution_status == 2
    return {"value": value if has_plan else None, "bound": info.mip_dual_bound, "cpu": spent}


class CpuLimit:
    """Ends a HiGHS search on CPU time; its own limit is wall time, which means little on a shared machine."""

    def __init__(self, seconds):
        self.end = time.process_time() + seconds

    def highs(self, event):
        event.interrupt(time.process_time() > self.end)


def cp_sat(path, seconds, gap):
    """CP-SAT with one worker; its deterministic time is left alone, the wall limit is generous and CPU is checked."""
    import threading

    from ortools.sat.python import cp_model

    rows, bounds = load(path)
    model = cp_model.CpModel()
    terms = [([], []) for _ in bounds]
    variables, values = [], []
    for required, options in rows:
        row = []
        for value, uses in options:
            variable = model.new_bool_var("")
            row.append(variable)
            variables.append(variable)
            values.append(value)
            for limit, amount in uses:
                terms[limit][0].append(variable)
                terms[limit][1].append(amount)
        (model.add_exactly_one if required else model.add_at_most_one)(row)
    for (low, high), (used, amounts) in zip(bounds, terms):
        whole = cp_model.LinearExpr.weighted_sum(used, amounts)
        if high is not None:
            model.add(whole <= high)
        if low:
            model.add(whole >= low)
    model.maximize(cp_model.LinearExpr.weighted_sum(variables, values))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.relative_gap_limit = gap
    started = time.process_time()

    def watch():
        while time.process_time() - started < seconds:
            time.sleep(0.05)
        solver.stop_search()

    threading.Thread(target=watch, daemon=True).start()
    status = solver.solve(model)
    spent = time.process_time() - started
    has_plan = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return {"value": solver.objective_value if has_plan else None, "bound": solver.best_objective_bound, "cpu": spent}


PEERS = {
    "highs-lp": lambda path, seconds, gap: highs(path, seconds, gap, True),
    "highs-mip": lambda path, seconds, gap: highs(path, seconds, gap, False),
    "cp-sat": cp_sat,
}


def child(peer, path, seconds, gap, pipe):
    result = PEERS[peer](path, seconds, gap)
    result["mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pipe.send(result)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("files", nargs="+", help="problem files")
    arguments.add_argument("--peers", default="highs-lp,highs-mip,cp-sat")
    arguments.add_argument("--seconds", type=float, default=60.0, help="CPU seconds a run")
    arguments.add_argument("--gap", type=float, default=1e-4, help="gap at which a search may stop; 0 for a proof")
    arguments = arguments.parse_args()
    print("| file | peer | value | bound | gap % | CPU s | MB |\n|---|---|---:|---:|---:|---:|---:|", flush=True)
    for path in arguments.files:
        for peer in arguments.peers.split(","):
            here, there = multiprocessing.Pipe(False)
            process = multiprocessing.Process(target=child, args=(peer, path, arguments.seconds, arguments.gap, there))
            process.start()
            there.close()
            try:
                found = here.recv()
            except EOFError:
                found = None
            process.join()
            if found is None:
                print(f"| {Path(path).name} | {peer} | failed | | | | |", flush=True)
                continue
            value, bound = found["value"], found["bound"]
            gap = "–" if value is None else f"{100 * (bound - value) / bound:.4f}"
            shown = "–" if value is None else f"{value:.0f}"
            print(f"| {Path(path).name} | {peer} | {shown} | {bound:.1f} | {gap} | {found['cpu']:.2f} | {found['mb']:.0f} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

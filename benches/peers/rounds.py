#!/usr/bin/env python3
"""PyVRP and OR-Tools on Solomon's orienteering instances, PyVRP on made-up days, with the same CPU seconds. See README.md."""

import argparse
import csv
import json
import math
import resource
import sys
import time
from pathlib import Path


def load(path):
    """Vertices (x, y, service, profit, opens, closes); times in tenths, distances cut to one decimal."""
    vertices = []
    for line in Path(path).read_text(encoding="utf-8").splitlines()[2:]:
        words = [float(word) for word in line.split()]
        if words:
            times = [round(10 * number) for number in (words[3], words[-2], words[-1])]
            vertices.append((words[1], words[2], times[0], round(words[4]), times[1], times[2]))
    return vertices


def travel(vertices):
    return [[math.floor(10 * math.hypot(a[0] - b[0], a[1] - b[1]) + 1e-9) for b in vertices] for a in vertices]


def cpu_limit(seconds):
    from pyvrp.stop import StoppingCriterion

    class Cpu(StoppingCriterion):
        def __init__(self):
            self.end = time.process_time() + seconds

        def __call__(self, best_cost):
            return time.process_time() >= self.end

    return Cpu()


def pyvrp(vertices, couriers, seconds):
    import pyvrp as library

    model = library.Model()
    first = vertices[0]
    # A prize must outweigh any way, so that length only breaks ties; with 3,000 it does worse.
    weight = 100_000
    places = [model.add_location(x, y) for x, y, *_ in vertices]
    depot = model.add_depot(places[0])
    model.add_vehicle_type(couriers, start_depot=depot, end_depot=depot, tw_early=first[4], tw_late=first[5])
    for place, (_, _, service, profit, opens, closes) in zip(places[1:], vertices[1:]):
        model.add_client(
            place, service_duration=service, tw_early=opens, tw_late=closes, prize=profit * weight, required=False
        )
    ways = travel(vertices)
    for a, start in enumerate(places):
        for b, end in enumerate(places):
            if a != b:
                model.add_edge(start, end, distance=ways[a][b], duration=ways[a][b])
    result = model.solve(stop=cpu_limit(seconds), seed=1, display=False)
    if not result.is_feasible():
        return 0
    return round(result.best.prizes() / weight)


def pyvrp_day(problem, seconds):
    """A problem that `giftgate solve rounds` reads; couriers alike, all from one place."""
    import pyvrp as library

    model = library.Model()
    weight = 100
    places = [model.add_location(row, row) for row in range(len(problem["places"]))]
    at = dict(zip(problem["places"], places))
    courier = problem["couriers"][0]
    depot = model.add_depot(at[courier["start"]])
    opens, closes = courier["shift"]
    model.add_vehicle_type(
        len(problem["couriers"]), capacity=courier["capacity"], start_depot=depot, end_depot=depot, tw_early=opens, tw_late=closes
    )
    for stop in problem["stops"]:
        model.add_client(
            at[stop["place"]], delivery=stop["load"], service_duration=stop["service"], tw_early=stop["window"][0],
            tw_late=stop["window"][1], prize=stop["prize"] * weight, required=False,
        )
    for a, row in zip(places, problem["travel"]):
        for b, way in zip(places, row):
            if a is not b:
                model.add_edge(a, b, distance=way, duration=way)
    started = time.process_time()
    result = model.solve(stop=cpu_limit(seconds), seed=1, display=False)
    prize = round(result.best.prizes() / weight) if result.is_feasible() else 0
    return prize, time.process_time() - started


def or_tools(vertices, couriers, seconds):
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    manager = pywrapcp.RoutingIndexManager(len(vertices), couriers, 0)
    routing = pywrapcp.RoutingModel(manager)
    ways = travel(vertices)
    way = routing.RegisterTransitCallback(lambda a, b: ways[manager.IndexToNode(a)][manager.IndexToNode(b)])
    spent = routing.RegisterTransitCallback(
        lambda a, b: ways[manager.IndexToNode(a)][manager.IndexToNode(b)] + vertices[manager.IndexToNode(a)][2]
    )
    routing.SetArcCostEvaluatorOfAllVehicles(way)
    horizon = vertices[0][5]
    routing.AddDimension(spent, horizon, horizon, False, "time")
    clock = routing.GetDimensionOrDie("time")
    weight = 100_000
    for number, (_, _, _, profit, opens, closes) in enumerate(vertices):
        if number:
            index = manager.NodeToIndex(number)
            clock.CumulVar(index).SetRange(opens, min(closes, horizon))
            routing.AddDisjunction([index], profit * weight)
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    parameters.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    # Its limit is wall time; give more and stop by CPU at each solution it accepts.
    parameters.time_limit.seconds = max(1, math.ceil(20 * seconds))
    end = time.process_time() + seconds
    routing.AddAtSolutionCallback(lambda: time.process_time() >= end and routing.solver().FinishCurrentSearch())
    solution = routing.SolveWithParameters(parameters)
    if solution is None:
        return 0
    served = 0
    for courier in range(couriers):
        index = routing.Start(courier)
        while not routing.IsEnd(index):
            served += vertices[manager.IndexToNode(index)][3]
            index = solution.Value(routing.NextVar(index))
    return served


PEERS = {"pyvrp": pyvrp, "or-tools": or_tools}


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", help="folder with the instances and reference_values.csv, or a problem as JSON")
    arguments.add_argument("--couriers", type=int, default=2)
    arguments.add_argument("--seconds", type=float, default=1.0, help="CPU seconds an instance")
    arguments.add_argument("--peers", default="pyvrp")
    arguments = arguments.parse_args()
    folder = Path(arguments.folder)
    if folder.suffix == ".json":
        prize, spent = pyvrp_day(json.loads(folder.read_text(encoding="utf-8")), arguments.seconds)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"pyvrp: {folder.stem}: prize {prize}, {spent:.2f} CPU s, {memory:.0f} MB")
        return 0
    with open(folder / "reference_values.csv", encoding="utf-8") as file:
        references = [row for row in csv.DictReader(file) if int(row["m"]) == arguments.couriers]
    for peer in arguments.peers.split(","):
        gaps, spent = [], 0.0
        for row in references:
            vertices = load(folder / f"{row['instance']}.txt")
            started = time.process_time()
            served = PEERS[peer](vertices, arguments.couriers, arguments.seconds)
            spent += time.process_time() - started
            gaps.append(100 * (int(row["reference"]) - served) / int(row["reference"]))
        hits = sum(gap <= 0 for gap in gaps)
        mean = sum(gaps) / len(gaps)
        print(f"{peer}: m = {arguments.couriers}, mean gap {mean:.2f} %, {hits} hits of {len(gaps)}, "
              f"{spent / len(gaps):.2f} CPU s each", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

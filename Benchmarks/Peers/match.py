"""Rounds of turns: every contestant has one a round, in an order drawn anew for each."""

import os
import random
import statistics
import tempfile
import time

import numpy as np

import answers

# Between turns, for threads that still spin to come to rest.
PAUSE = 0.02


def play(workload, contestants, rounds, seconds, say):
    """One workload's record: its name and {contestant: {"minimum", "median", ...} or {"error"}}."""
    expected = answers.reference(workload)
    results = {}
    for name, contestant in contestants.items():
        say(f"{workload}: {name} prepares")
        results[name] = prepared(workload, contestant, expected)
        if "error" in results[name]:
            contestant.rest()
    del expected
    say(f"{workload}: {rounds} rounds")
    turns = take_turns({name: contestants[name] for name in results if "error" not in results[name]}, rounds, seconds)
    for name, taken in turns.items():
        contestants[name].rest()
        results[name] = taken[-1] if "error" in taken[-1] else results[name] | summary(taken)
    return {"kernel": workload.kernel, "dtype": workload.dtype, "size": workload.label,
            "arguments": workload.arguments(), "results": results}  # fmt: skip


def take_turns(contestants, rounds, seconds):
    """{contestant: [what each turn gave]}; an error is the last of its contestant's."""
    turns = {name: [] for name in contestants}
    for _ in range(rounds):
        for name in random.sample(list(contestants), len(contestants)):
            if turns[name] and "error" in turns[name][-1]:
                continue
            time.sleep(PAUSE)
            turns[name].append(contestants[name].turn(seconds))
    return turns


def prepared(workload, contestant, expected):
    handle, path = tempfile.mkstemp(suffix=".npy")
    os.close(handle)
    try:
        result = contestant.prepare(workload, path)
        if "error" in result:
            return result
        fault = answers.fault(np.load(path), expected, workload.dtype)
        return {"error": fault} if fault else result
    finally:
        os.remove(path)


def summary(turns):
    """The least of all times, and the median of the turns' medians."""
    return {
        **{key: turns[0][key] for key in ("bytes_moved", "first_seconds") if key in turns[0]},
        "minimum": min(turn["minimum"] for turn in turns),
        "median": statistics.median(turn["median"] for turn in turns),
        "repetitions": sum(turn["repetitions"] for turn in turns),
    }

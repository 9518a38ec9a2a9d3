"""Rounds of turns: every contestant has one a round, in an order drawn anew for each."""

import random
import statistics
import tempfile
import time

import numpy as np

import answers
import made_up

# Between turns, for threads that still spin to come to rest.
PAUSE = 0.02


def play(workload, contestants, rounds, seconds, say):
    """One workload's record: its name and {contestant: {"minimum", "median", ...} or {"error"}}."""
    results = prepared(workload, contestants, say)
    say(f"{workload}: {rounds} rounds")
    turns = take_turns({name: contestants[name] for name in results if "error" not in results[name]}, rounds, seconds)
    for name, taken in turns.items():
        contestants[name].rest()
        results[name] = taken[-1] if "error" in taken[-1] else results[name] | summary(taken)
    return {"kernel": workload.kernel, "dtype": workload.dtype, "size": workload.label,
            "arguments": workload.arguments(), "results": results}  # fmt: skip


def take_turns(contestants, rounds, seconds, pause=PAUSE):
    """{contestant: [what each turn gave]}; an error is the last of its contestant's."""
    turns = {name: [] for name in contestants}
    for _ in range(rounds):
        for name in random.sample(list(contestants), len(contestants)):
            if turns[name] and "error" in turns[name][-1]:
                continue
            time.sleep(pause)
            turns[name].append(contestants[name].turn(seconds))
    return turns


def prepared(workload, contestants, say):
    """{contestant: what its first call gave, or {"error"} if it failed or the answer is wrong}."""
    results = {}
    inputs = [made_up.argument(text, position) for position, text in enumerate(workload.arguments())]
    with tempfile.TemporaryDirectory() as folder:
        paths = [f"{folder}/{position}.npy" for position in range(len(inputs))]
        for path, value in zip(paths, inputs):
            np.save(path, value)
        expected, own = answers.reference(workload, inputs)
        del inputs
        for name, contestant in contestants.items():
            say(f"{workload}: {name} prepares")
            answer = f"{folder}/answer.npy"
            results[name] = contestant.prepare(workload, paths, answer)
            if "error" not in results[name]:
                fault = answers.fault(np.load(answer), expected, workload.dtype, own)
                results[name] = {"error": fault} if fault else results[name]
            if "error" in results[name]:
                contestant.rest()
    return results


def summary(turns):
    """The least of all times, and the median of the turns' medians."""
    return {
        **{key: turns[0][key] for key in ("bytes_moved", "first_seconds") if key in turns[0]},
        "minimum": min(turn["minimum"] for turn in turns),
        "median": statistics.median(turn["median"] for turn in turns),
        "repetitions": sum(turn["repetitions"] for turn in turns),
    }

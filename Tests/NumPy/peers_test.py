"""Tests of the peers' comparison as far as it needs no peer but NumPy.

python3 -m unittest discover -s Tests/NumPy -p "*_test.py"
"""

import csv
import io
import sys
import tempfile
import unittest
import xml.etree.ElementTree

import numpy as np

import reference
from reference import made_up, time_numpy

sys.path.append(str(reference.ROOT / "Benchmarks/Peers"))

import answers  # noqa: E402
import chart  # noqa: E402
import elementwise  # noqa: E402
import environment  # noqa: E402
import heat_map  # noqa: E402
import match  # noqa: E402
import ratios  # noqa: E402
import table  # noqa: E402
import worker  # noqa: E402
import workloads  # noqa: E402
from contestants import numpy as numpy_contestant  # noqa: E402


def record(kernel, dtype="float32", size="16M", **seconds):
    results = {name: {"minimum": time, "median": time, "repetitions": 1, "result": f"{dtype}[4]"}
               for name, time in seconds.items()}  # fmt: skip
    return {"kernel": kernel, "dtype": dtype, "size": size, "results": results}


def report(*records):
    return {"cpu": "a processor", "threads": 2, "system": "a system", "limit": None, "missing": {"MLX": "not found"},
            "contestants": {"Ravel": "1", "NumPy": "2", "JAX": "3"}, "workloads": list(records)}  # fmt: skip


class FixedTimes:
    """A contestant whose turns are given."""

    def __init__(self, *turns):
        self.turns = list(turns)

    def turn(self, seconds):
        return self.turns.pop(0)


class Workloads(unittest.TestCase):
    def test_arguments(self):
        expected = {
            "axpy float16 32K": ["float16", "float16[32768]", "float16[32768]"],
            "black_scholes float64 4M": ["float64[4194304]"] * 3 + ["float64"] * 2,
            "mixed_add int32 32K": ["int32[32768]", "uint8[32768]"],
            "clip uint8 16M": ["uint8[16777216]"],
            "layer_norm float32 4096x1024": ["float32[4096,1024]", "float32[1024]", "float32[1024]"],
            "pairwise_l2 float64 512x512x64": ["float64[512,64]", "float64[512,64]"],
        }
        found = {str(workload): workload.arguments() for workload in workloads.WORKLOADS}
        self.assertEqual({name: found.get(name) for name in expected}, expected)
        self.assertEqual(len(found), len(workloads.WORKLOADS))

    def test_selection(self):
        quick = workloads.selected(quick=True)
        self.assertEqual({each.kernel for each in quick}, {each.kernel for each in workloads.WORKLOADS})
        self.assertEqual(len({(each.kernel, each.dtype) for each in quick}), len({each.kernel for each in quick}))
        self.assertEqual(
            [str(each) for each in workloads.selected(["gelu"], ["float64"], ["16M"])], ["gelu float64 16M"]
        )
        self.assertEqual(len(workloads.selected(["gelu"], ["float64"])), 2)


class Answers(unittest.TestCase):
    def test_floats(self):
        true = np.array([1.0, 2.0, 4.0])
        for dtype, tolerance in answers.TOLERANCES.items():
            self.assertIsNone(answers.fault(true + tolerance, true, dtype))
            self.assertIn("off by", answers.fault(true + [0, 0, 5 * tolerance], true, dtype))
        self.assertIsNone(answers.fault(true + 1, true, "float16", own=0.25))
        self.assertIn("off by", answers.fault(np.array([1.0, np.nan, 4.0]), true, "float16"))
        self.assertIn("shape", answers.fault(true[:2], true, "float32"))

    def test_rounding_of_numpys_own(self):
        """A sum of many elements one after another is further off than a dtype's tolerance."""
        (sums,) = workloads.selected(["cumulative_sum"], ["float32"], ["32K"])
        expected, own = answers.reference(sums, [np.full(1 << 20, 0.1, np.float32)])
        self.assertGreater(own, answers.TOLERANCES["float32"])
        self.assertIsNone(answers.fault(np.cumsum(np.full(1 << 20, 0.1, np.float32)), expected, "float32", own))

    def test_integers(self):
        true = np.arange(1000)
        one_off = true + (true == 7)
        self.assertIsNone(answers.fault(true, true, "int32"))
        self.assertIsNotNone(answers.fault(one_off, true, "int32"))
        self.assertIsNone(answers.fault(one_off, true, "float32"))
        self.assertIsNotNone(answers.fault(true + 1, true, "float32"))


class Differences(unittest.TestCase):
    def test_floats(self):
        true = np.array([1.0, np.nan, np.inf, 1000], np.float32)
        self.assertIsNone(answers.difference(true * np.float32(1 + 3e-7), true))
        self.assertIn("25.00%", answers.difference(true + np.float32([0, 0, 0, 1]), true))
        self.assertIn("float64", answers.difference(true.astype(np.float64), true))

    def test_integers(self):
        self.assertIsNone(answers.difference(np.arange(4), np.arange(4)))
        self.assertIn("1 where NumPy has 0", answers.difference(np.array([1]), np.array([0])))


class Elementwise(unittest.TestCase):
    ROWS = [
        {"name": "np.add", "types": ["??->?", "dd->d"]}, {"name": "np.where", "types": ["?bb->b"]},
        {"name": "np.divmod", "types": []}, {"name": "np.zeros", "types": []}, {"name": "np.arccosh", "types": ["f->f"]},
    ]  # fmt: skip

    def test_loops(self):
        found = elementwise.loops(self.ROWS)
        self.assertEqual([loop.types for loop in found if loop.name == "add"], ["??->?", "dd->d"])
        self.assertEqual([loop.dtype for loop in found if loop.name == "where"], ["int8"])
        # A ufunc's row without dtypes has NumPy's, each once.
        self.assertEqual(len([loop for loop in found if loop.name == "divmod"]), 11)
        self.assertEqual(len(elementwise.loops(self.ROWS, ["add"], ["bool"])), 1)

    def test_layouts(self):
        add, root = elementwise.Loop("np.add", "dd->d"), elementwise.Loop("np.arccosh", "f->f")
        for layout in elementwise.LAYOUTS:
            values = [made_up.argument(text) for text in elementwise.Workload(add, layout, "").arguments()]
            self.assertEqual(np.broadcast(*values).size, elementwise.ELEMENTS)
        self.assertEqual(elementwise.Workload(add, "scalar", "").arguments(), ["float64[32768]", "float64"])
        self.assertEqual(elementwise.Workload(root, "scalar", "").arguments(), ["float32[32768]@0*2"])

    def test_kernel_files(self):
        with tempfile.TemporaryDirectory() as folder:
            kernel = time_numpy.load(elementwise.Loop("np.add", "dd->d").path(folder))
            self.assertEqual(kernel(1, 2), 3)


class Turns(unittest.TestCase):
    def test_worker(self):
        with tempfile.TemporaryDirectory() as folder:
            inputs = [f"{folder}/{position}.npy" for position in range(3)]
            for path, value in zip(inputs, (np.array(2.0), np.ones(3, np.int8), np.ones(3, np.int8))):
                np.save(path, value)
            work = worker.Worker(numpy_contestant.Contestant(1))
            kernel = str(workloads.KERNELS / "axpy.py")
            reply = work.answer({"do": "prepare", "kernel": kernel, "arguments": inputs, "answer": f"{folder}/3.npy"})
            self.assertEqual(reply["result"], "float64[3]")
            self.assertEqual(np.load(f"{folder}/3.npy").tolist(), [3, 3, 3])
        turn = work.answer({"do": "turn", "seconds": 0})
        self.assertEqual(turn["repetitions"], 1)
        self.assertLessEqual(turn["minimum"], turn["median"])
        work.answer({"do": "rest"})
        self.assertIn("TypeError", work.answer({"do": "turn", "seconds": 0})["error"])

    def test_rounds(self):
        def turn(least, median):
            return {"minimum": least, "median": median, "repetitions": 2}

        turns = match.take_turns(
            {"a": FixedTimes(turn(3, 5), turn(1, 9), turn(2, 6)), "b": FixedTimes(turn(1, 1), {"error": "gone"})}, 3, 0
        )
        self.assertEqual(match.summary(turns["a"]), {"minimum": 1, "median": 6, "repetitions": 6})
        self.assertEqual(turns["b"][-1], {"error": "gone"})


class Output(unittest.TestCase):
    def setUp(self):
        failed = record("gelu", Ravel=1e-3, NumPy=2e-3)
        failed["results"]["JAX"] = {"error": "TypeError: no"}
        wide = record("clip", "uint8", Ravel=1e-3, NumPy=4e-3, JAX=0.5e-3)
        wide["results"]["JAX"]["result"] = "int64[4]"
        self.report = report(record("axpy", Ravel=1e-3, NumPy=8e-3, JAX=9e-3), failed, wide)

    def test_table(self):
        lines = list(table.lines(self.report))
        self.assertEqual([line.split()[0] for line in lines[4:7]], ["clip", "gelu", "axpy"])
        self.assertEqual(lines[4].split(), ["clip", "uint8", "16M", "1,000", "0.500", "JAX", "4.00", "0.500*"])
        self.assertEqual(lines[7].split(), ["geometric", "mean", "2.00", "4.00", "2.12"])
        self.assertTrue(any("slower than the best of the others in 1" in line for line in lines))
        self.assertIn("MLX did not take part: not found", lines)
        self.assertIn("- JAX: TypeError: no (gelu float32 16M)", lines)

    def test_share_of_the_limit(self):
        self.report["limit"] = 1e9
        self.report["workloads"][0]["results"]["Ravel"]["bytes_moved"] = 800_000
        self.assertEqual(table.rows(self.report, "minimum")[-1].share, 0.8)

    def test_csv(self):
        file = io.StringIO()
        table.write_csv(self.report, file)
        rows = list(csv.DictReader(io.StringIO(file.getvalue())))
        self.assertEqual([row["contestant"] for row in rows], ["Ravel", "NumPy", "JAX"] * 3)
        self.assertEqual(rows[1]["ratio_to_ravel"], "8.0")
        self.assertEqual(rows[5]["error"], "TypeError: no")

    def test_chart(self):
        drawing = xml.etree.ElementTree.fromstring("\n".join(chart.lines(self.report)))
        # The background, five bars, two squares of the legend.
        self.assertEqual(sum(element.tag.endswith("rect") for element in drawing), 8)

    def test_ratios(self):
        cells = report(*(
            {**record("np.add", "dd->d", layout, Ravel=1e-6, NumPy=time), "column": "float64"}
            for layout, time in (("contiguous", 4e-6), ("strided", 0.5e-6))
        ))  # fmt: skip
        cells["workloads"][0]["results"]["Ravel"]["fault"] = "it differs"
        lines = list(ratios.lines(cells))
        self.assertEqual(lines[4].split()[-4:], ["strided", "1.00", "0.500", "0.500"])
        self.assertIn("2 cells, geometric mean 1.41; Ravel is slower in 1, below 0.9 in 1", lines)
        self.assertIn("- np.add dd->d contiguous: it differs", lines)
        drawing = "\n".join(heat_map.lines(cells))
        xml.etree.ElementTree.fromstring(drawing)
        mean, least = heat_map.cells(cells)["add"]["float64"]
        self.assertAlmostEqual(mean, 2**0.5)
        self.assertEqual(least, 0.5)
        self.assertIn("underline", drawing)
        file = io.StringIO()
        ratios.write_csv(cells, file)
        self.assertEqual([row["remark"] for row in csv.DictReader(io.StringIO(file.getvalue()))], ["", "it differs"])

    def test_numbers(self):
        self.assertEqual([table.number(value) for value in (0.0123, 1.234, 12.34, 1234.5, None)],
                         ["0.0123", "1.23", "12.3", "1,234", ""])  # fmt: skip


class Environment(unittest.TestCase):
    def test_every_peer_is_pinned(self):
        import importlib.util

        specification = importlib.util.spec_from_file_location("peers", reference.ROOT / "Benchmarks/peers.py")
        peers = importlib.util.module_from_spec(specification)
        specification.loader.exec_module(peers)
        # SciPy is for `ufuncs.py`.
        self.assertEqual({package for _, _, package in peers.PEERS} | {"scipy"}, set(environment.pins()))
        self.assertTrue(all("==" in requirement for requirement in environment.pins().values()))
        for _, module, _ in peers.PEERS:
            self.assertTrue((environment.HERE / f"contestants/{module}.py").exists())


if __name__ == "__main__":
    unittest.main()

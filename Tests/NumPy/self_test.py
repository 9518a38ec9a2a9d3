"""Tests of the Python around Ravel: the made-up data, the kernels in NumPy, the reference, the accuracy.

    python3 -m unittest discover -s Tests/NumPy -p "*_test.py"
"""

import inspect
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import numpy as np

import reference
from accuracy import ulp_errors
from reference import made_up, time_numpy

KERNELS = sorted(reference.ROOT.glob("kernels/*.py"))
AXPY = str(reference.ROOT / "kernels/axpy.py")
EXTENTS = {"m": 6, "n": 8, "k": 5}


def made_up_arguments(function, dtype=None):
    """A kernel's arguments from its annotations; `dtype` takes the place of the first annotation's."""
    arguments = []
    own = None
    for position, parameter in enumerate(inspect.signature(function).parameters.values()):
        if parameter.default is not inspect.Parameter.empty:
            continue
        name, _, extents = parameter.annotation.partition("[")
        own = own or name
        shape = ",".join(str(EXTENTS[extent]) for extent in extents.rstrip("]").split(",") if extent)
        arguments.append(made_up.argument(f"{dtype if dtype and name == own else name}[{shape}]", position))
    return arguments


class MadeUpData(unittest.TestCase):
    def test_generator(self):
        self.assertEqual(made_up.words(0, 3).tolist(), [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F])
        self.assertEqual(int(made_up.words(1 << 40, 1)[0]), 0x1937167E168D9372)
        self.assertEqual(int(made_up.words((3 << 40) + 5, 1)[0]), 0x6DB851AE73AECCFD)

    def test_elements(self):
        vectors = [
            ("bool[4]", 0, [True, False, False, True]),
            ("uint8[4]", 0, [15, 7, 1, 16]),
            ("int64[4]", 0, [15, 7, 1, 16]),
            ("int32[2]", 1, [2, 1]),
            ("float16[4]", 0, [1.3828125, 0.9306640625, 0.5263671875, 1.470703125]),
            ("float32[4]", 0, [1.3833107948303223, 0.9315279722213745, 0.5264337062835693, 1.4708819389343262]),
            ("float64[2]", 0, [1.3833108082136425, 0.93152799704851]),
            ("float32[2]", 1, [0.5984967947006226, 0.5453965663909912]),
            ("float64[2]*2", 0, [2 * 1.3833108082136425, 2 * 0.93152799704851]),
            ("float32[1]@2*0.5", 0, [0.5 * 1.3833107948303223]),
            ("complex64[1]", 0, [1.3833107948303223 + 0.9315279722213745j]),
            ("float32[2,3]@-3,0", 0, [[1.4708819389343262] * 3, [1.3833107948303223] * 3]),
            ("float32[2,3]@1,2", 0, made_up.argument("float32[3,2]").T.tolist()),
            ("float32", 0, 1.3833107948303223),
            ("int8[0,3]", 0, []),
        ]
        for text, position, expected in vectors:
            with self.subTest(text, position=position):
                value = made_up.argument(text, position)
                self.assertEqual(value.dtype.name, text.partition("[")[0])
                self.assertEqual(value.tolist(), expected)

    def test_blocks_join(self):
        count = made_up.BLOCK + 3
        self.assertEqual(made_up.elements("uint8", count)[-1], (int(made_up.words(count - 1, 1)[0]) >> 60) + 1)

    def test_literals(self):
        for text, expected in [("3", 3), ("-0.5", -0.5), ("1j", 1j), ("True", True), ("(1, 2)", (1, 2))]:
            self.assertEqual(made_up.argument(text), expected)
            self.assertIs(type(made_up.argument(text)), type(expected))
        for text in ["float33[2]", "float32[2]@1,1", "float32[2]*3", "int8[2]*2", "nonsense"]:
            self.assertRaises((ValueError, SyntaxError), made_up.argument, text)


class Kernels(unittest.TestCase):
    def test_named_like_their_files(self):
        self.assertGreaterEqual(len(KERNELS), 18)
        for path in KERNELS:
            function = time_numpy.load(str(path))
            self.assertEqual(function.__name__, path.stem)
            self.assertTrue(function.__doc__)

    def test_keep_their_dtypes(self):
        own_results = {"mandelbrot": "int32", "complex_rotation": "complex64", "image_blend": "uint8",
                       "argmax": "int64"}  # fmt: skip
        for path in KERNELS:
            function = time_numpy.load(str(path))
            arguments = made_up_arguments(function)
            with self.subTest(path.stem):
                result = function(*arguments)
                self.assertEqual(result.dtype.name, own_results.get(path.stem, arguments[0].dtype.name))
                self.assertTrue(np.all(np.isfinite(result)))
                if result.dtype == np.float32:
                    wide = function(*made_up_arguments(function, "float64"))
                    self.assertEqual(wide.dtype, np.float64)

    def test_values(self):
        def call(name, *arguments):
            return time_numpy.load(str(reference.ROOT / f"kernels/{name}.py"))(*arguments)

        x = np.linspace(-3, 3, 13)
        rows = np.arange(12.0).reshape(3, 4) ** 2
        np.testing.assert_allclose(call("polynomial", x / 10), np.exp(x / 10), rtol=1e-9)
        np.testing.assert_allclose(call("hypotenuse", x, x[::-1]), np.hypot(x, x[::-1]))
        np.testing.assert_array_equal(call("leaky_relu", np.array([-2.0, 0.0, 2.0])), [-0.02, 0, 2])
        np.testing.assert_allclose(call("gelu", np.array([-1.0, 0, 1])), [-0.158808, 0, 0.841192], atol=1e-6)
        np.testing.assert_allclose(call("black_scholes", 100.0, 100.0, 1.0, 0.05, 0.2), 10.450584, atol=1e-4)
        cr, ci = np.array([0.0, -1.0, 1.0, 2.0]), np.array([0.0, 0.0, 0.0, 2.0])
        np.testing.assert_array_equal(call("mandelbrot", cr, ci), [50, 50, 3, 1])
        np.testing.assert_allclose(call("log_likelihood", np.zeros(2), np.zeros(2), np.ones(2)), -np.log(2 * np.pi))
        np.testing.assert_allclose(call("softmax", rows), np.exp(rows) / np.exp(rows).sum(1, keepdims=True))
        normal = call("layer_norm", rows, np.ones(4), np.zeros(4))
        np.testing.assert_allclose([normal.mean(1), normal.std(1)], [[0] * 3, [1] * 3], atol=1e-5)
        np.testing.assert_allclose(np.sqrt((call("rms_norm", rows, np.ones(4)) ** 2).mean(1)), [1] * 3, atol=1e-6)
        np.testing.assert_allclose(call("centre_columns", rows).sum(0), 0, atol=1e-12)
        np.testing.assert_array_equal(call("column_sums", rows), [80, 107, 140, 179])
        np.testing.assert_allclose(call("row_variance", np.array([[1.0, 3.0], [2.0, 2.0]])), [1, 0])
        np.testing.assert_allclose(call("column_variance", np.array([[1.0, 2.0], [3.0, 2.0]])), [1, 0])
        self.assertEqual([call(name, rows[::-1]) for name in ("total", "maximum", "argmax")], [506, 121, 3])
        np.testing.assert_array_equal(call("cumulative_sum", rows[:2, :2]), [0, 1, 17, 42])
        np.testing.assert_allclose(call("pairwise_l2", np.eye(2), np.eye(2)), [[0, 2**0.5], [2**0.5, 0]])
        np.testing.assert_array_equal(call("stencil", np.pad([[8.0]], 1)), np.pad([[4.0]], 1))
        np.testing.assert_array_equal(call("transposed_add", rows, rows.T), 2 * rows)
        np.testing.assert_array_equal(call("outer_sum", x, x[:2]), np.add.outer(x, x[:2]))
        white, black = np.full((2, 2), 255, np.uint8), np.zeros((2, 2), np.uint8)
        np.testing.assert_array_equal(call("image_blend", white, black), 255 * 96 // 256)
        np.testing.assert_allclose(call("complex_rotation", np.ones(1), np.full(1, np.pi / 2)), [1j], atol=1e-15)
        self.assertEqual(call("masked_mean", np.array([1.0, 2.0, 6.0]), np.array([True, False, True])), 3.5)
        np.testing.assert_array_equal(call("integer_mix", np.array([3]), np.array([5])), [45])
        np.testing.assert_array_equal(call("matmul_bias_relu", np.eye(2), -np.eye(2), np.ones(2)), 1 - np.eye(2))


class Timing(unittest.TestCase):
    def test_one_request(self):
        answer = time_numpy.answer({"kernel": AXPY, "arguments": ["2", "int8[3]", "int8[3]"], "seconds": 0})
        self.assertEqual((answer["kernel"], answer["results"]), ("axpy", ["int8[3]"]))
        self.assertEqual(answer["numpy"]["repetitions"], time_numpy.LEAST_REPETITIONS)
        self.assertLessEqual(answer["numpy"]["minimum_seconds"], answer["numpy"]["median_seconds"])

    def test_errors_are_answers(self):
        for request in [{"kernel": "none.py", "arguments": []}, {"kernel": AXPY, "arguments": ["x y"]}, []]:
            self.assertEqual(list(time_numpy.answer(request)), ["error"])

    def test_serves_until_the_input_ends(self):
        request = json.dumps({"kernel": AXPY, "arguments": ["2", "3", "4"], "seconds": 0})
        script = reference.ROOT / "scripts/time_numpy.py"
        lines = f"{request}\nnot JSON\n{request}\n"
        process = subprocess.run([sys.executable, script, "--serve"], input=lines, capture_output=True, text=True)
        keys = [sorted(json.loads(line))[0] for line in process.stdout.splitlines()]
        self.assertEqual((process.returncode, keys), (0, ["arguments", "error", "arguments"]))


class Reference(unittest.TestCase):
    def answers(self, *cases, buffers=b""):
        with tempfile.TemporaryDirectory() as name:
            directory = pathlib.Path(name)
            (directory / "cases.jsonl").write_text("".join(json.dumps(case) + "\n" for case in cases))
            (directory / "buffers.bin").write_bytes(buffers)
            reference.run(directory)
            data = (directory / "results.bin").read_bytes()
            return [json.loads(line) for line in (directory / "results.jsonl").read_text().splitlines()], data

    def test_arrays_are_views_over_buffers(self):
        x = {"dtype": "int16", "shape": [2, 3], "strides": [-6, 2], "offset": 6, "buffer": [4, 12]}
        buffers = b"skip" + np.arange(6, dtype="<i2").tobytes()
        answers, data = self.answers({"code": "np.sum(x, axis=1)", "arrays": {"x": x}}, buffers=buffers)
        result = {"dtype": "int64", "shape": [2], "strides": [8], "bytes": [0, 16]}
        self.assertEqual(answers, [{"results": [result]}])
        self.assertEqual(np.frombuffer(data, "<i8").tolist(), [12, 3])

    def test_statements_write_into_copies(self):
        x = {"dtype": "uint8", "shape": [3], "buffer": [0, 3]}
        write = {"code": "x[1:] = 9; result = (x, x.size)", "arrays": {"x": x}}
        answers, data = self.answers(write, {"code": "x", "arrays": {"x": x}}, buffers=bytes([1, 2, 3]))
        self.assertEqual([r["shape"] for a in answers for r in a["results"]], [[3], [], [3]])
        self.assertEqual((data[:3], data[-3:]), (bytes([1, 9, 9]), bytes([1, 2, 3])))

    def test_errors_have_a_type_and_a_message(self):
        answers, _ = self.answers(
            {"code": "np.sum(np.zeros(3), axis=3)"},
            {"code": "x", "arrays": {"x": {"dtype": "int8", "shape": [9], "buffer": [0, 8]}}},
            {"code": "= 1"},
            {"code": "object()"},
            {"code": "np.array([1], np.int8) / 0"},
        )
        self.assertEqual(answers[0]["error"]["type"], "AxisError")
        self.assertIn("axis 3 is out of bounds", answers[0]["error"]["message"])
        self.assertEqual([a["error"]["type"] for a in answers[1:4]], ["ValueError", "SyntaxError", "TypeError"])
        self.assertIn("results", answers[4])

    def test_helpers_and_texts(self):
        answers, _ = self.answers(
            {"code": "kernel('kernels/axpy.py')(2, made_up('int8[3]', 1), 1)"},
            {"code": "np.result_type('int8', 'uint8')"},
            {"code": "[str(np.ones(2)), None, np.float32]"},
        )
        self.assertEqual(answers[0]["results"][0]["dtype"], "int8")
        self.assertEqual(answers[1], {"results": [{"text": "int16"}]})
        self.assertEqual([r["text"] for r in answers[2]["results"]], ["[1. 1.]", "None", "float32"])


class Accuracy(unittest.TestCase):
    hard = np.array(
        [0.0, -0.0, 0.5, -1.0, 3.0, 22.0, 709.7827128933840, 750.0, -745.2, 1e-310, 1e308, 6381956970095103 * 2.0**797,
         np.inf, -np.inf, np.nan]
    )  # fmt: skip

    def test_extended_precision_agrees_with_multiple_precision(self):
        with np.errstate(all="ignore"):
            for dtype in ["float32", "float64"]:
                x = self.hard.astype(dtype)
                for name in ["exp", "log", "sin", "cos", "tanh", "cbrt", "sqrt", "exp2", "log2", "arctan", "log1p"]:
                    with self.subTest(name, dtype=dtype):
                        result = getattr(np, name)(x)
                        quick, slow = ulp_errors(name, result, x), ulp_errors(name, result, x, exact=True)
                        np.testing.assert_allclose(quick, slow, rtol=0.01, atol=0.01)

    def test_wrong_results_are_far_off(self):
        def error(name, result, x):
            with np.errstate(all="ignore"):
                return float(ulp_errors(name, np.float64(result), np.float64(x)))

        self.assertLess(error("exp", np.exp(1.0), 1.0), 1)
        self.assertGreater(error("exp", np.exp(1.0) * (1 + 2**-51), 1.0), 1)
        self.assertEqual(error("log", -np.inf, 0.0), 0)
        self.assertEqual(error("log", -np.finfo(float).max, 0.0), np.inf)
        self.assertEqual(error("log", 0.0, -1.0), np.inf)
        self.assertEqual(error("exp", np.nan, 1.0), np.inf)
        self.assertEqual(error("exp", np.inf, 800.0), 0)
        self.assertEqual([error("sin", zero, -0.0) for zero in [-0.0, 0.0]], [0, np.inf])


if __name__ == "__main__":
    unittest.main()

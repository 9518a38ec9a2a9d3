"""What is compared: files of kernels/, the dtypes they run in, and their sizes."""

import dataclasses
import inspect
import pathlib

import time_numpy

KERNELS = pathlib.Path(__file__).resolve().parents[2] / "kernels"
SMALL, LARGE = 1 << 15, 1 << 24
FLOATS = ("float32", "float64")


@dataclasses.dataclass(frozen=True)
class Workload:
    kernel: str
    dtype: str
    # (name in the annotations, extent) ...
    extents: tuple
    # The size as the table has it.
    label: str

    @property
    def path(self):
        return str(KERNELS / f"{self.kernel}.py")

    def __str__(self):
        return f"{self.kernel} {self.dtype} {self.label}"

    def arguments(self):
        """Made-up data by the annotations; the dtype at hand takes the place of the first array's."""
        parameters = inspect.signature(time_numpy.load(self.path)).parameters.values()
        annotations = [p.annotation.partition("[") for p in parameters if p.default is inspect.Parameter.empty]
        own = next(dtype for dtype, bracket, _ in annotations if bracket)
        extents = dict(self.extents)
        return [
            (self.dtype if dtype == own else dtype)
            + (f"[{','.join(str(extents[name]) for name in names.rstrip(']').split(','))}]" if bracket else "")
            for dtype, bracket, names in annotations
        ]


def count(elements):
    """32K, 16M."""
    for unit, letter in ((1 << 20, "M"), (1 << 10, "K")):
        if elements % unit == 0:
            return f"{elements // unit}{letter}"
    return str(elements)


def of_elements(kernel, dtypes=FLOATS, large=LARGE):
    return [Workload(kernel, dtype, (("n", size),), count(size)) for dtype in dtypes for size in (SMALL, large)]


def of_extents(kernel, **extents):
    label = "x".join(str(extent) for extent in extents.values())
    return [Workload(kernel, dtype, tuple(extents.items()), label) for dtype in FLOATS]


WORKLOADS = [
    *of_elements("axpy", ("float32", "float64", "float16")),
    *of_elements("hypotenuse"),
    *of_elements("polynomial"),
    *of_elements("leaky_relu"),
    *of_elements("gelu"),
    *of_elements("exponential"),
    *of_elements("black_scholes", large=1 << 22),
    *of_elements("mandelbrot", large=1 << 20),
    *of_elements("mixed_add", ("int32",)),
    *of_elements("clip", ("uint8",)),
    *of_extents("softmax", m=4096, n=1024),
    *of_extents("layer_norm", m=4096, n=1024),
    *of_extents("rms_norm", m=4096, n=1024),
    *of_elements("log_likelihood"),
    *of_extents("pairwise_l2", m=512, n=512, k=64),
    *of_extents("row_variance", m=4096, n=4096),
    *of_extents("column_variance", m=4096, n=4096),
    *of_extents("column_sums", m=4096, n=4096),
    *of_elements("total"),
    *of_elements("maximum"),
    *of_elements("argmax"),
    *of_elements("cumulative_sum"),
]


def kernels():
    return list(dict.fromkeys(workload.kernel for workload in WORKLOADS))


def selected(kernels=None, dtypes=None, sizes=None, quick=False):
    """Those of these kernels, dtypes and sizes; quickly, one dtype of each kernel."""
    first = {}
    for workload in WORKLOADS:
        first.setdefault(workload.kernel, workload.dtype)
    return [
        workload
        for workload in WORKLOADS
        if (not kernels or workload.kernel in kernels)
        and (not dtypes or workload.dtype in dtypes)
        and (not sizes or workload.label in sizes)
        and (not quick or dtypes or workload.dtype == first[workload.kernel])
    ]

"""PyTorch's compiler, for the shapes at hand: it writes C++ and needs a compiler of that."""

import torch

from contestants import torch as eager


class Contestant(eager.Contestant):
    name = "PyTorch compiled"

    def function(self, path):
        # Otherwise a second shape would count as a reason to compile for any shape, which is slower code.
        return torch.compile(super().function(path), dynamic=False, fullgraph=True)

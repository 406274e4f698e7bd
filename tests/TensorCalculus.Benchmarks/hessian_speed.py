"""How fast emitted PyTorch code for Hessians is, beside functorch.hessian on the same function: float32, on one core.

    python3 hessian_speed.py TCALC [ROUNDS]

TCALC is the path of the tool. The problems are those of Laue, Mitterreiter and Giesen: logistic regression, matrix factorisation with
and without a mask, and a ten-layer ReLU network with softmax cross-entropy. Prints a table in Markdown: milliseconds for the Hessian as
`tcalc emit --mode hessian` writes it, for its core where there is one (`--compressed`), and for functorch, the fastest of interleaved
rounds; a ratio tells how many times as long functorch takes. The Hessians are compared as well.
"""
import subprocess
import sys
import time
import types

import functorch
import torch
import torch.nn.functional as F

LAYERS = 10
LOGISTIC = "f = 1_i log(exp(-y_i x_{ij} w_j) + 1)"
FACTORISATION = "f = 1_{ij} (t_{ij} - u_{ik} v_{jk})^2"
MASKED = "f = m_{ij} (t_{ij} - u_{ik} v_{jk})^2"


def network_program():
    """Each layer is linear and a ReLU, the last is linear; then the cross-entropy of the softmax."""
    lines, last = [], "x"
    for layer in range(1, LAYERS + 1):
        product = f"{last}_{{bi}} a{layer}_{{ij}}"
        lines.append(f"h{layer}_{{bj}} = " + (f"relu({product})" if layer < LAYERS else product))
        last = f"h{layer}"
    return "\n".join([*lines, f"s_{{bj}} = softmax_{{j}}({last}_{{bj}})", "f = -1_{bj} t_{bj} log(s_{bj})"])


def network(a1, x, t, *others):
    h = x
    for layer, a in enumerate([a1, *others], 1):
        h = h @ a
        h = torch.relu(h) if layer < LAYERS else h
    return -(t * (h - torch.logsumexp(h, 1, keepdim=True))).sum()      # log_softmax has no forward mode there


def logistic(n):
    y = torch.randint(2, (2 * n,)).float() * 2 - 1
    x, w = torch.randn(2 * n, n), torch.randn(n) / n ** 0.5
    return dict(y=y, x=x, w=w), lambda w: torch.log(torch.exp(-y * (x @ w)) + 1).sum()


def factorisation(n):
    t, u, v = torch.randn(n, n), torch.randn(n, 5), torch.randn(n, 5)
    return dict(t=t, u=u, v=v), lambda u: ((t - u @ v.T) ** 2).sum()


def masked(n):
    t, u, v, m = torch.randn(n, n), torch.randn(n, 5), torch.randn(n, 5), (torch.rand(n, n) < 0.5).float()
    return dict(m=m, t=t, u=u, v=v), lambda u: (m * (t - u @ v.T) ** 2).sum()


def layers(n):
    x, t = torch.randn(n, n), F.one_hot(torch.randint(n, (n,)), n).float()
    a = {f"a{layer}": torch.randn(n, n) * (2 / n) ** 0.5 for layer in range(1, LAYERS + 1)}
    return dict(x=x, t=t, **a), lambda a1: network(a1, x, t, *list(a.values())[1:])


# A name, the program, by what, how numbers are drawn with the function for functorch, and the n.
PROBLEMS = [
    ("logistic regression, m = 2n", LOGISTIC, "w", logistic, (50, 100, 200, 400)),
    ("matrix factorisation, k = 5", FACTORISATION, "u", factorisation, (25, 50, 100, 200)),
    ("the same with a mask", MASKED, "u", masked, (25, 50, 100, 200)),
    (f"network of {LAYERS} layers, by the first", network_program(), "a1", layers, (10, 15, 20, 25)),
]


def emitted(tool, program, by, *options):
    done = subprocess.run([tool, "emit", "--target", "torch", "--mode", "hessian", "--wrt", by, *options, "-f", "-"],
                          input=program, capture_output=True, encoding="utf-8", check=True)
    module = types.ModuleType("emitted")
    exec(compile(done.stdout, "emitted", "exec"), module.__dict__)
    return module.hessian


def seconds(call):
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def main(tool, rounds=9):
    torch.set_num_threads(1)
    torch.manual_seed(1)
    print("| problem | n | Hessian | core | functorch | functorch / Hessian | functorch / core |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, program, by, draw, sizes in PROBLEMS:
        dense, compressed = emitted(tool, program, by), emitted(tool, program, by, "--compressed")
        for n in sizes:
            inputs, function = draw(n)
            reference = functorch.hessian(function)
            found, truth = dense(**inputs)[(by, by)], reference(inputs[by])
            gap = float((found - truth).abs().max() / truth.abs().max().clamp(min=1e-30))
            if not gap < 1e-3:
                raise SystemExit(f"{name}, n = {n}: the Hessians differ by {gap:.1e}")
            has_core = any(part.numel() < truth.numel() for part in compressed(**inputs)[(by, by)])
            calls = [lambda: dense(**inputs), lambda: reference(inputs[by])] + ([lambda: compressed(**inputs)] if has_core else [])
            times = [min(column) * 1000 for column in zip(*[[seconds(c) for c in calls] for _ in range(rounds)])]
            core = (f"{times[2]:.3f} ms", f"{times[1] / times[2]:.0f}") if has_core else ("–", "–")
            print(f"| {name} | {n} | {times[0]:.3f} ms | {core[0]} | {times[1]:.1f} ms | {times[1] / times[0]:.1f} | {core[1]} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))

"""How fast emitted PyTorch code is: forward plus backward, float32, on two cores.

    python3 emitted_speed.py TCALC [ROUNDS] [--processor]

TCALC is the path of the tool. With --processor the time is that of one processor, spent in this process alone: for a
machine that has other things to do. Prints two tables in Markdown. In the first, the autograd function that `tcalc emit --target
torch` writes stands beside PyTorch's autograd on the same forward written with the same operations, and beside PyTorch's
fused operator where there is one. The functions take turns, each round in another order; times are medians over the rounds,
and a ratio is the median of the ratios within a round, so that what slows the machine for a while slows both sides. Below 1
the emitted code is faster. In the second, all gradients of a product of N matrices: time and operations for each factor.
"""
import math
import re
import statistics
import subprocess
import sys
import time
import types

import torch
import torch.nn.functional as F

LAYER_NORM = """
constant eps
m_b     = 1/H 1_h x_{bh}
mu_{bh} = x_{bh} - 1_h m_b
v_b     = 1/H 1_h mu_{bh}^2
sigma_b = sqrt(v_b + eps)
y_{bh}  = mu_{bh} / sigma_b gamma_h + 1_b beta_h
"""
CROSS_ENTROPY = """
constant t
s_{bi} = exp(x_{bi}) / (1_j exp(x_{bj}))
l = -1/B t_{bi} log(s_{bi})
"""
MLP = """
h_{bk} = relu(x_{bi} u_{ik} + 1_b a_k)
y_{bo} = h_{bk} v_{ko} + 1_b c_o
"""
ATTENTION = """
s_{bhij} = q_{bhid} k_{bhjd} / sqrt(D)
a_{bhij} = softmax_{j}(s_{bhij})
y_{bhie} = a_{bhij} v_{bhje}
"""
GELU = "y_{bi} = x_{bi} (1 + erf(x_{bi} / sqrt(2))) / 2"
FACTORISATION = "constant r\nl = 1_{ij} (r_{ij} - u_{ik} v_{jk})^2"


def layer_norm(x, eps, gamma, beta):
    mu = x - x.mean(1, keepdim=True)
    sigma = torch.sqrt((mu ** 2).mean(1, keepdim=True) + eps)
    return mu / sigma * gamma + beta


def cross_entropy(x, t):
    e = torch.exp(x)
    s = e / e.sum(1, keepdim=True)
    return -(t * torch.log(s)).sum() / x.shape[0]


def mlp(x, u, a, v, c):
    return torch.relu(x @ u + a) @ v + c


def attention(q, k, v):
    return torch.softmax(q @ k.mT / math.sqrt(q.shape[-1]), -1) @ v


def fused_attention(q, k, v):
    if hasattr(F, "scaled_dot_product_attention"):
        return F.scaled_dot_product_attention(q, k, v)
    return F._scaled_dot_product_attention(q, k, v)[0]


def gelu(x):
    return x * (1 + torch.erf(x / math.sqrt(2))) / 2


def factorisation(r, u, v):
    return ((r - u @ v.T) ** 2).sum()


def one_hot(rows, columns):
    return F.one_hot(torch.randint(columns, (rows,)), columns).float()


# Sizes take some 10 to 200 ms, with a plain library of matrix products as well as with a fast one.
# A name, the program, its inputs (those that want no gradient are named), the same by hand, and PyTorch's own.
CASES = [
    ("layer norm, 4096 × 1024", LAYER_NORM, [(4096, 1024), 1e-5, (1024,), (1024,)], {1}, layer_norm,
     lambda x, eps, gamma, beta: F.layer_norm(x, (1024,), gamma, beta, 1e-5)),
    ("softmax cross-entropy, 1024 × 4096", CROSS_ENTROPY, [(1024, 4096), lambda: one_hot(1024, 4096)], {1}, cross_entropy,
     lambda x, t: F.cross_entropy(x, t)),
    ("MLP, 1024 × 256 × 256 × 64", MLP, [(1024, 256), (256, 256), (256,), (256, 64), (64,)], set(), mlp, None),
    ("attention, 2 × 4 heads of 256 × 64", ATTENTION, [(2, 4, 256, 64)] * 3, set(), attention, fused_attention),
    ("GELU by erf, 4096 × 1024", GELU, [(4096, 1024)], set(), gelu, F.gelu),
    ("matrix factorisation, 1024 × 1024 of rank 64", FACTORISATION, [(1024, 1024), (1024, 64), (1024, 64)], {0}, factorisation,
     lambda r, u, v: F.mse_loss(u @ v.T, r, reduction="sum")),
]


clock = time.process_time if "--processor" in sys.argv else time.perf_counter


def emit(tool, program, *options):
    done = subprocess.run([tool, "emit", *options, "-f", "-"], input=program, capture_output=True, encoding="utf-8", check=True)
    return done.stdout


def load(source):
    module = types.ModuleType("emitted")
    exec(compile(source, "emitted", "exec"), module.__dict__)
    return module


def drawn(shape):
    if callable(shape):
        return shape()
    return torch.tensor(shape) if isinstance(shape, float) else torch.randn(shape) * (shape[-1] ** -0.5 if len(shape) == 2 and shape[1] == 64 else 1)


def pass_through(function, inputs, live, upstream):
    """Runs forward and backward once; returns the gradients and the seconds."""
    start = clock()
    found = torch.autograd.grad(function(*inputs), live, upstream)
    return found, clock() - start


def speed(tool, rounds):
    print("| program | emitted | by hand | fused | emitted / by hand | emitted / fused |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    ratios = []
    for name, program, shapes, fixed, by_hand, fused in CASES:
        torch.manual_seed(1)
        module = load(emit(tool, program, "--target", "torch"))
        apply = next(f for n, f in vars(module).items() if n.startswith("apply_"))
        inputs = [drawn(s) for s in shapes]
        live = [x.requires_grad_() for i, x in enumerate(inputs) if i not in fixed]
        functions = [f for f in (apply, by_hand, fused) if f]
        output = by_hand(*inputs)
        upstream = torch.randn(output.shape) if output.ndim else torch.ones(())
        expected = pass_through(by_hand, inputs, live, upstream)[0]
        for function in functions:
            for a, b in zip(pass_through(function, inputs, live, upstream)[0], expected):
                assert (a - b).abs().max() <= 1e-3 * b.abs().max(), f"{name}: the gradients differ"
        times = [[0.0] * rounds for _ in functions]
        for turn in range(rounds):
            for place in range(len(functions)):
                at = (turn + place) % len(functions)
                times[at][turn] = pass_through(functions[at], inputs, live, upstream)[1]
        medians = [1000 * statistics.median(taken) for taken in times]
        against = [statistics.median(own / other for own, other in zip(times[0], taken)) for taken in times]
        ratios.append(against[1])
        own = [f"{medians[2]:.1f} ms", f"{against[2]:.2f}"] if fused else ["", ""]
        print(f"| {name} | {medians[0]:.1f} ms | {medians[1]:.1f} ms | {own[0]} | {against[1]:.2f} | {own[1]} |", flush=True)
    print(f"| geometric mean | | | | {statistics.geometric_mean(ratios):.2f} | |")


def chains(tool, rounds):
    print("\n| matrices in the product | matrix products | for each | time | for each | tool |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    for count in (4, 8, 16, 32, 64, 128, 256):
        program = f"y[i0,i{count}] = " + " ".join(f"a{n}[i{n},i{n + 1}]" for n in range(count))
        start = time.perf_counter()
        source = emit(tool, program, "--target", "torch")
        took = time.perf_counter() - start
        module = load(source)
        inputs = [(torch.randn(96, 96) / math.sqrt(96)).requires_grad_() for _ in range(count)]
        upstream = torch.randn(96, 96)
        products = len(re.findall(r" @ |einsum", source[source.index("class "):]))
        taken = [pass_through(module.apply_y, inputs, inputs, upstream)[1] for _ in range(rounds)]
        milliseconds = 1000 * statistics.median(taken)
        print(f"| {count} | {products} | {products / count:.2f} | {milliseconds:.1f} ms | {milliseconds / count:.3f} ms | {took:.2f} s |", flush=True)


def main():
    tool, *rest = [a for a in sys.argv[1:] if a != "--processor"]
    rounds = int(rest[0]) if rest else 21
    torch.set_num_threads(1 if clock is time.process_time else 2)
    speed(tool, rounds)
    chains(tool, rounds)


if __name__ == "__main__":
    main()

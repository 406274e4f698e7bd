"""Holds emitted modules to PyTorch's autograd on references that people wrote.

Reads JSON from standard input, {"cases": [{"id", "with", "torch", "modules": {"numpy", "torch"},
"modes": {mode: {"numpy", "torch"}}, "wrt", "of", "single"}]}
(the fields are those of the case files; see README.md), and writes {id: {"held": [...], "failed": [...]}} in JSON to
standard output: what was found true of the case, and what was not and why.
"""
import inspect
import json
import math
import re
import sys
import textwrap
import traceback
import types

import numpy as np
import torch
import torch.nn.functional as F
from torch.utils._python_dispatch import TorchDispatchMode

RELATIVE, ABSOLUTE = 1e-9, 1e-12           # in float64, of the largest component
SINGLE_RELATIVE, SINGLE_ABSOLUTE = 1e-3, 1e-6
SIZES = ([3, 4, 2, 5, 6, 7, 8], [4, 2, 5, 3, 7, 6, 9])     # of the letters in order, for each seed
FUNCTIONS = {                              # by name: the function and its derivatives, for each library
    "sin": lambda lib: (lib.sin, lib.cos, lambda x: -lib.sin(x)),
    "exp": lambda lib: (lib.exp, lib.exp, lib.exp),
}


class Case:
    """The inputs of a case, on one seed."""

    def __init__(self, fields, seed):
        self.program = fields["program"]
        self.tensors, self.others, self.order, self.size, self.untold, self.definite = {}, {}, [], {}, set(), set()
        constants = set(re.findall(r"\w+", " ".join(re.findall(r"^(?:constant|integer) (.*)$", fields["program"], re.M))))
        self.rng = np.random.default_rng([seed, sum(map(ord, fields["id"]))])
        for word in fields["with"].split():
            self.read(word, SIZES[seed])
        self.order.sort(key=self.rank)
        self.inputs = [n for n in self.tensors if n not in constants]
        self.wrt = fields["wrt"] or self.inputs

    def read(self, word, sizes):
        """Reads x[b,i]:positive, s[]=0.5, T=2, f(sin), or J=|j| for a size that no shape tells."""
        match = re.fullmatch(r"(\w+)(?:\[(.*)\](?::(\w+)|=(.+))?|=(-?\d+)|=\|(\w+)\||\((\w+)\))", word)
        name, axes, domain, value, position, letter, function = match.groups()
        self.order.append(name)
        if function:
            self.others[name] = function
            return
        for axis in re.findall(r"[a-z]\w*", axes if axes is not None else letter or ""):
            self.size.setdefault(axis, sizes[len(self.size)])
        if axes is None:
            self.others[name] = self.size[letter] if letter else int(position)
            self.untold |= {name} if letter else set()
            return
        shape = [self.size.get(a) or int(a) for a in axes.split(",") if a]
        if domain and domain.startswith("below"):
            self.tensors[name] = torch.from_numpy(self.rng.integers(0, int(domain[5:]), shape))
            return
        self.definite |= {name} if domain == "definite" else set()
        array = np.full(shape, float(value)) if value else DOMAINS[domain or "normal"](self.rng, shape)
        self.tensors[name] = torch.from_numpy(np.asarray(array, dtype=np.float64))

    def rank(self, name):
        """Inputs stand before positions, functions and sizes."""
        other = self.others.get(name)
        return 0 if name in self.tensors else 2 if isinstance(other, str) else 3 if name in self.untold else 1

    def arguments(self, library, dtype=torch.float64, primes=2):
        """Every argument of forward, in order, under its name."""
        found = {}
        for name in self.order:
            if name in self.tensors:
                tensor = self.tensors[name]
                found[name] = given(tensor.to(dtype) if tensor.is_floating_point() else tensor, library)
            elif isinstance(self.others[name], str):
                functions = FUNCTIONS[self.others[name]](np if library == "numpy" else torch)
                found.update({name + "_prime" * order: function for order, function in enumerate(functions[:primes])})
            else:
                found[name] = self.others[name]
        return found

    def draw(self, shape):
        return torch.from_numpy(np.asarray(self.rng.standard_normal(tuple(shape))))


def ranked(rng, shape):
    """No two entries alike."""
    return rng.permutation(math.prod(shape)).reshape(shape) * 0.37 - 1.05


def one_hot(rng, shape):
    return np.eye(shape[-1])[rng.integers(0, shape[-1], shape[:-1])]


def probabilities(rng, shape):
    x = np.exp(rng.standard_normal(shape))
    return x / x.sum(-1, keepdims=True)


DOMAINS = {
    "normal": lambda rng, shape: rng.standard_normal(shape),
    "positive": lambda rng, shape: 0.5 + rng.random(shape),
    "unit": lambda rng, shape: 0.05 + 0.9 * rng.random(shape),
    "inner": lambda rng, shape: 1.8 * rng.random(shape) - 0.9,
    "away": lambda rng, shape: rng.choice([-1.0, 1.0], shape) * (0.2 + rng.random(shape)),
    "beyond": lambda rng, shape: 1.5 + rng.random(shape),
    "ranked": ranked,
    "binary": lambda rng, shape: (rng.random(shape) < 0.5).astype(float),
    "sign": lambda rng, shape: rng.choice([-1.0, 1.0], shape),
    "onehot": one_hot,
    "prob": probabilities,
    "symmetric": lambda rng, shape: (lambda x: x + np.swapaxes(x, -1, -2))(rng.standard_normal(shape)),
    "definite": lambda rng, shape: (lambda x: x @ np.swapaxes(x, -1, -2) + np.eye(shape[-1]))(rng.standard_normal(shape)),
    "orthogonal": lambda rng, shape: np.linalg.qr(rng.standard_normal(shape))[0],
    "direction": lambda rng, shape: (lambda x: x / np.linalg.norm(x, axis=-1, keepdims=True))(rng.standard_normal(shape)),
    "zero": lambda rng, shape: np.zeros(shape),
    "some": lambda rng, shape: rng.standard_normal(shape) * (rng.random(shape) < 0.6),
    # Entries of both signs up to a thousand, near ones among them.
    "huge": lambda rng, shape: np.float32(rng.choice([-1000.0, 0.0, 1000.0], shape) + rng.standard_normal(shape)),
    "high": lambda rng, shape: np.float32(1000 + rng.standard_normal(shape)),
    "low": lambda rng, shape: np.float32(-1000 + rng.standard_normal(shape)),
}


def given(tensor, library):
    """A tensor as a library's functions take it: numbers are floats in NumPy."""
    if library == "torch":
        return tensor.clone()
    return tensor.item() if tensor.ndim == 0 and tensor.dtype == torch.float64 else tensor.numpy().copy()[()]


class Reference:
    """The outputs of a case and the gradients, by autograd."""

    def __init__(self, fields, case):
        self.fields = fields
        self.outputs, defined, live = self.run(fields, case)
        itself = len(self.outputs) == 1 and re.search(r"^(l|L|loss) *=", fields["program"], re.M)
        self.names = fields["outputs"]
        self.upstream = [torch.ones(()) if itself else case.draw(o.shape) for o in self.outputs]
        if fields["of"]:
            self.upstream = [u if n in fields["of"] else torch.zeros_like(u) for n, u in zip(self.names, self.upstream)]
        self.given = {} if itself else {
            f"dl_d{n}": u for n, u in zip(self.names, self.upstream) if not fields["of"] or n in fields["of"]}
        self.gradients = self.back(case, self.outputs, defined, live)
        self.outputs = [o.detach() for o in self.outputs]
        outputs, defined, live = self.run(fields, case, torch.float32)
        gradients = self.back(case, outputs, defined, live)
        self.output_errors, self.gradient_errors = (
            [float((a - b).abs().max()) if a.numel() else 0 for a, b in zip(single, double)]
            for single, double in ((outputs, self.outputs), (gradients, self.gradients)))

    def back(self, case, outputs, defined, live):
        roots = [(o, u) for o, u in zip(outputs, self.upstream) if o.requires_grad]
        by = [live[n] if n in live else defined[n] for n in case.wrt]
        return zeros(torch.autograd.grad([o for o, _ in roots], by, [u.to(o.dtype) for o, u in roots], allow_unused=True), by)

    @staticmethod
    def run(fields, case, dtype=torch.float64, given=None):
        code = fields["torch"]
        body = textwrap.indent(code if "\n" in code or "return" in code else "return " + code, "    ")
        defined = {}

        def at(name, value):
            defined[name] = value
            return value

        live = {n: t.to(dtype).clone().requires_grad_(n in case.inputs) for n, t in case.tensors.items() if t.is_floating_point()}
        arguments = {**case.arguments("torch", dtype), **live, **(given or {})}
        space = {"torch": torch, "F": F, "math": math, "at": at, "size": case.size}
        exec(f"def reference({', '.join(arguments)}):\n{body}", space)
        try:
            torch.set_default_dtype(dtype)
            found = space["reference"](**arguments)
        finally:
            torch.set_default_dtype(torch.float32)
        found = found if isinstance(found, tuple) else (found,)
        return list(found), defined, {n: t for n, t in live.items() if t.requires_grad}


class Context:
    """Stands in for the ctx of an autograd function."""

    def save_for_backward(self, *tensors):
        self.saved_tensors = tensors

    def mark_non_differentiable(self, *tensors):
        pass


class Operations(TorchDispatchMode):
    """The operations that are run, and the memory that each reads and writes."""

    def __init__(self):
        super().__init__()
        self.run, self.alive = [], []

    def __torch_dispatch__(self, function, kinds, arguments=(), keywords=None):
        found = function(*arguments, **(keywords or {}))
        read, written = self.memory((arguments, keywords)), self.memory(found)
        self.run.append((str(function), read, written))
        return found

    def memory(self, value):
        if isinstance(value, torch.Tensor):
            self.alive.append(value)
            return {value.storage().data_ptr()}
        return set().union(*(map(self.memory, value.values() if isinstance(value, dict) else value))) if isinstance(value, dict | list | tuple) else set()

    def idle(self, result):
        """The names of those that a result does not depend on; where a number goes that is taken from a tensor is not seen."""
        needed, idle = self.memory(result), []
        for name, read, written in reversed(self.run):
            if "_check_errors" in name:
                continue
            if written & needed or "_local_scalar_dense" in name:
                needed |= read
            else:
                idle.append(name)
        return idle


class Findings:
    def __init__(self):
        self.held, self.failed = [], []

    def hold(self, what, check):
        """Notes whether a check, which returns what is wrong, finds nothing."""
        try:
            wrong = check()
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)
            place = next((f for f in reversed(frames) if f.filename.startswith("<emitted")), frames[-1])
            wrong = f"{type(error).__name__}: {str(error)[:300]} at {place.filename}:{place.lineno}"
        if wrong:
            self.failed.append(f"{what}: {wrong}")
        else:
            self.held.append(what)


def differ(got, want, relative=RELATIVE, absolute=ABSOLUTE):
    """What is wrong with an array; None if nothing is."""
    got = got.detach().numpy() if isinstance(got, torch.Tensor) else np.asarray(got)
    want = want.detach().numpy() if isinstance(want, torch.Tensor) else np.asarray(want)
    if got.shape != want.shape:
        return f"shape {got.shape} instead of {want.shape}"
    if not np.isfinite(want).all():
        return "the reference is not finite"
    if not np.isfinite(got).all():
        return "not finite"
    gap, scale = (float(np.max(np.abs(a), initial=0)) for a in (got - want, want))
    return None if gap <= absolute + relative * scale else f"off by {gap:.3g} where the largest is {scale:.3g}"


def compare(names, got, want, *tolerance):
    got, want = list(got), list(want)
    if len(got) != len(want):
        return f"{len(got)} arrays instead of {len(want)}"
    wrong = [f"{n} {w}" for n, w in ((n, differ(a, b, *tolerance)) for n, a, b in zip(names, got, want)) if w]
    return "; ".join(wrong)


def module(source, name):
    made = types.ModuleType(name)
    exec(compile(source, f"<emitted {name}>", "exec"), made.__dict__)
    return made


def outputs(found):
    return list(found) if isinstance(found, tuple) else [found]


def check(fields):
    findings = Findings()
    for seed in (0, 1):
        case = Case(fields, seed)
        reference = Reference(fields, case)
        libraries = {}
        for library in ("numpy", "torch"):
            findings.hold(f"{library}, seed {seed}: is a module", lambda: libraries.update(
                {library: module(fields["modules"][library], f"{library} {fields['id']}")}))
            if library in libraries:
                plain_functions(findings, f"{library}, seed {seed}", libraries[library], library, case, reference)
        if "torch" in libraries and any(n in case.inputs for n in case.wrt):
            autograd_function(findings, f"torch, seed {seed}", libraries["torch"], case, reference, seed == 0)
        if len(libraries) == 2:
            findings.hold(f"seed {seed}: NumPy and PyTorch agree", lambda: agree(libraries, case, reference))
    other_modes(findings, fields)
    return {"held": findings.held, "failed": findings.failed}


def plain_functions(findings, label, made, library, case, reference):
    """forward and backward, in double precision and in single."""
    arguments, upstream = case.arguments(library), {n: given(u, library) for n, u in reference.given.items()}
    findings.hold(f"{label}: forward", lambda: compare(
        reference.names, outputs(made.forward(**asked(made.forward, arguments))), reference.outputs))
    findings.hold(f"{label}: backward", lambda: compare(
        case.wrt, tuple_of(made.backward(**asked(made.backward, arguments), **upstream)), reference.gradients))
    findings.hold(f"{label}: backward by position", lambda: compare(
        case.wrt, made.backward(*asked(made.backward, arguments).values(), *upstream.values()), reference.gradients))
    findings.hold(f"{label}: leaves its arguments alone", lambda: compare(
        case.tensors, [arguments[n] for n in case.tensors], case.tensors.values(), 0, 0)
        or compare(upstream, upstream.values(), reference.given.values(), 0, 0))
    for name in gathered(case):
        findings.hold(f"{label}: refuses negative {name}", lambda: refuses(made.forward, {**arguments, name: arguments[name] * 0 - 1}))
    single = case.arguments(library, torch.float32)
    upstream = {n: given(u.float(), library) for n, u in reference.given.items()}
    findings.hold(f"{label}: forward in float32", lambda: in_single(
        case, reference.names, outputs(made.forward(**asked(made.forward, single))), reference.outputs, reference.output_errors))
    findings.hold(f"{label}: backward in float32", lambda: in_single(
        case, case.wrt, made.backward(**asked(made.backward, single), **upstream), reference.gradients, reference.gradient_errors))


def other_modes(findings, fields):
    """Jacobians and tangents, Hessians and their products with a direction."""
    case = Case(fields, 0)
    if not fields["modes"] or not case.wrt:
        return
    names = [n for n in fields["outputs"] if not fields["of"] or n in fields["of"]]
    points = tuple(case.tensors[n] for n in case.wrt)
    directions = [case.draw(p.shape) for p in points]

    def reference(*tensors):
        """The outputs asked for, as a function of the tensors differentiated by."""
        found, _, _ = Reference.run(fields, case, given=dict(zip(case.wrt, tensors)))
        return tuple(f for n, f in zip(fields["outputs"], found) if n in names)

    words = [n.rstrip("_") for n in case.wrt]        # as the program has them
    truth, along = {}, {}
    rows = torch.autograd.functional.jacobian(reference, points)
    truth["jacobian"] = {(n, w): block for n, row in zip(names, rows) for w, block in zip(words, row)}
    along["jvp"] = [sum(apply(block, d) for block, d in zip(row, directions)) for row in rows]
    modes = fields["modes"]
    if "hessian" in modes:
        try:
            rows = torch.autograd.functional.hessian(lambda *t: reference(*t)[0], points)
        except RuntimeError as error:
            if "is not implemented" not in str(error):
                raise
            modes = {m: s for m, s in modes.items() if m.partition(" ")[0] not in ("hessian", "hvp")}
        else:
            truth["hessian"] = {(v, w): block for v, row in zip(words, rows) for w, block in zip(words, row)}
            along["hvp"] = [sum(apply(block, d) for block, d in zip(row, directions)) for row in rows]

    for mode, modules in modes.items():
        name, _, compressed = mode.partition(" ")
        if not all(torch.isfinite(t).all() for t in (truth[name].values() if name in truth else along[name])):
            continue                                 # PyTorch's own second derivatives overflow
        for library, source in modules.items():
            def run():
                made = getattr(module(source, f"{library} {mode} {fields['id']}"), name)
                arguments = asked(made, case.arguments(library, primes=3))
                if name in truth:
                    found = made(**arguments)
                    if name == "jacobian" and set(found) != set(truth[name]):
                        return f"has {sorted(found)}"
                    wanted = {k: truth[name][k] for k in found}
                    if not {k[::d] for k in found for d in (1, -1)} >= set(truth[name]):
                        return f"has {sorted(found)} only"
                    if compressed and re.search(r"[{[]", "".join(re.findall(r"^ *(∂\S* = .*)$", made.__doc__, re.M))):
                        return None                  # groups, long letters and brackets are not read here
                    if compressed:
                        found = built(made.__doc__, found, {k: b.shape for k, b in wanted.items()}, case)
                    return compare(map(str, wanted), found.values(), wanted.values())
                prefix = "d_" if name == "jvp" else "v_"
                tangents = {prefix + n: given(d, library) for n, d in zip(words, directions)}
                return compare(names if name == "jvp" else case.wrt, tuple_of(made(**arguments, **tangents)), along[name])
            findings.hold(f"{library}: {mode}", run)


def apply(block, direction):
    return torch.tensordot(block, direction, direction.dim()) if direction.dim() else block * direction


def built(documentation, cores, shapes, case):
    """Derivatives as the documentation of a function says that they are built of their cores: ∂y_ip/∂x_q = core_ip δ_pq."""
    notes = re.findall(r"^ *(∂\S*) = (.*)$", documentation, re.M)
    if len(notes) != len(cores):
        raise ValueError(f"{len(notes)} formulas for {len(cores)} derivatives")
    whole, counted = {}, 0
    for (key, parts), (left, right) in zip(cores.items(), notes):
        named = {f"core{counted + i + 1}" if counted + i else "core": part for i, part in enumerate(parts)}
        counted += len(parts)
        axes = "".join(re.findall(r"_(\w+)", left))
        terms = [t for t in right.split(" + ") if t.split(" ")[0] != "0"]
        told = [name for term in terms for name in re.findall(r"\bcore\d*", term)]
        if sorted(told) != sorted(named) or len(axes) != len(shapes[key]):
            raise ValueError(f"{right} for {sorted(named)}")
        size = dict(zip(axes, shapes[key]))
        whole[key] = torch.zeros(shapes[key], dtype=torch.float64)
        for term in terms:
            operands = []
            for factor in term.split(" "):
                name, _, letters = factor.partition("_")
                part = named.get(name)
                operands.append((letters, torch.as_tensor(part if torch.is_tensor(part) else np.array(part), dtype=torch.float64) if part is not None
                                 else torch.eye(size[letters[0]], dtype=torch.float64) if name == "δ" else torch.ones([size[a] for a in letters], dtype=torch.float64)))
            # A number is added to every component.
            operands += [(a, torch.ones(size[a], dtype=torch.float64)) for a in axes if not any(a in letters for letters, _ in operands)]
            whole[key] += torch.einsum(",".join(letters for letters, _ in operands) + "->" + axes, *[o for _, o in operands])
    return whole


def gathered(case):
    """The whole numbers at which a tensor is read, not a delta."""
    return [n for n, t in case.tensors.items() if not t.is_floating_point() and re.search(rf"(?<!δ)(?<!delta)_\{{[^}}]*\b{n}_", case.program)]


def refuses(function, arguments):
    try:
        function(**asked(function, arguments))
    except IndexError:
        return None
    return "counts from the end"


def asked(function, arguments):
    """The arguments without derivatives of functions and sizes that a function does not ask for."""
    parameters = inspect.signature(function).parameters
    return {n: v for n, v in arguments.items() if n in parameters or isinstance(v, torch.Tensor | np.ndarray | float)}


def tuple_of(found):
    if not isinstance(found, tuple):
        raise TypeError("backward returns no tuple")
    return found


def in_single(case, names, got, want, errors):
    """What is wrong with results in float32, when PyTorch's own in float32 are off by so much."""
    largest = largest_input(case)
    wide = [n for n, a in zip(names, got) if getattr(a, "ndim", 0) and a.dtype not in (np.float32, torch.float32)]
    wrong = [f"{n} {w}" for n, w in ((n, differ(a, b, SINGLE_RELATIVE, SINGLE_ABSOLUTE * largest + 4 * e)) for n, a, b, e in zip(names, got, want, errors)) if w]
    return f"{', '.join(wide)} not in float32" if wide else "; ".join(wrong)


def largest_input(case):
    """The size of the largest number, at least 1: what is rounded of it may be left of what cancels."""
    return max(1.0, *(float(t.abs().max()) for t in case.tensors.values()))


def agree(libraries, case, reference):
    found = []
    for library, made in libraries.items():
        upstream = {n: given(u, library) for n, u in reference.given.items()}
        arguments = case.arguments(library)
        found.append([*outputs(made.forward(**asked(made.forward, arguments))),
                      *made.backward(**asked(made.backward, arguments), **upstream)])
    return compare(reference.names + case.wrt, *found)


def autograd_function(findings, label, made, case, reference, with_gradcheck):
    """The torch.autograd.Function of a module. It takes inputs only, so tensors that the program defines are left out."""
    apply = getattr(made, f"apply_{reference.names[0]}")
    names = [n for n in case.wrt if n in case.inputs]
    truth = dict(zip(case.wrt, reference.gradients))

    def run(live, create_graph=False, upstream=reference.upstream):
        arguments = case.arguments("torch")
        tensors = {n: arguments[n].requires_grad_() for n in live}
        found = outputs(apply(*asked(apply, {**arguments, **tensors}).values()))
        roots = [(o, u) for o, u in zip(found, upstream) if o.requires_grad]
        gradients = torch.autograd.grad(
            [o for o, _ in roots], list(tensors.values()), [u for _, u in roots], allow_unused=True, create_graph=create_graph)
        return found, tensors, [torch.zeros_like(t) if g is None else g for t, g in zip(tensors.values(), gradients)]

    def of_some(live):
        return compare(live, run(live)[2], [truth[n] for n in live])

    def of_sums():
        arguments = case.arguments("torch")
        tensors = {n: arguments[n].requires_grad_() for n in names}
        fed = [n in (reference.fields["of"] or reference.names) for n in reference.names]
        got, want = (torch.autograd.grad(sum(o.sum() for o, f in zip(found, fed) if f), list(by.values()), allow_unused=True)
                     for found, by in ((outputs(apply(*asked(apply, {**arguments, **tensors}).values())), tensors), reference_again()))
        return compare(names, zeros(got, tensors.values()), zeros(want, tensors.values()))

    def reference_again():
        found, _, live = Reference.run(reference.fields, case)
        return found, {n: live[n] for n in names}

    def again():
        """Nothing that is given or kept is written over: the second of two backward passes finds what the first found."""
        arguments, upstream = case.arguments("torch"), [u.clone() for u in reference.upstream]
        tensors = {n: arguments[n].requires_grad_() for n in names}
        found = outputs(apply(*asked(apply, {**arguments, **tensors}).values()))
        before = [o.detach().clone() for o in found]
        roots = [(o, u) for o, u in zip(found, upstream) if o.requires_grad]
        first, second = (zeros(torch.autograd.grad(
            [o for o, _ in roots], list(tensors.values()), [u for _, u in roots], allow_unused=True, retain_graph=True),
            tensors.values()) for _ in range(2))
        return (compare(names, second, first, 0, 0)
                or compare(case.tensors, [arguments[n] for n in case.tensors], case.tensors.values(), 0, 0)
                or compare(reference.names * 2, [*found, *upstream], [*before, *reference.upstream], 0, 0))

    def twice():
        """Derivatives of what it keeps would be missing from second ones."""
        _, _, gradients = run(names, True, [u.clone().requires_grad_() for u in reference.upstream])
        try:
            sum(g.sum() for g in gradients).backward()
        except RuntimeError as error:
            return None if "once_differentiable" in str(error) else str(error)
        return "second derivatives are returned"

    def needed(wanted):
        """For one gradient alone, each operation serves it."""
        kind, = (v for v in vars(made).values() if isinstance(v, type) and issubclass(v, torch.autograd.Function))
        context, arguments = Context(), asked(apply, case.arguments("torch"))
        context.needs_input_grad = tuple(n == wanted for n in arguments)
        inner = []
        kind.apply = staticmethod(lambda *joined: inner.append(kind.forward(context, *joined)) or inner[0])
        apply(*arguments.values())
        upstream = [u.reshape(o.shape) for u, o in zip(reference.upstream, outputs(inner[0]))]
        del kind.apply
        with Operations() as operations:
            found = outputs(kind.backward(context, *upstream))
        idle = operations.idle(found[list(arguments).index(wanted)])
        return f"{', '.join(idle)} for {wanted} alone" if idle else None

    findings.hold(f"{label}: apply", lambda: compare(reference.names, run(names)[0], reference.outputs))
    findings.hold(f"{label}: autograd", lambda: of_some(names))
    for name in names if len(names) > 1 else []:
        findings.hold(f"{label}: autograd by {name} alone", lambda: of_some([name]))
        findings.hold(f"{label}: computes nothing else for {name} alone", lambda: needed(name))
    findings.hold(f"{label}: gradients of sums", of_sums)
    findings.hold(f"{label}: writes nothing over that is given or kept", again)
    findings.hold(f"{label}: refuses second derivatives", twice)
    if with_gradcheck:
        findings.hold(f"{label}: gradcheck", lambda: None if gradcheck(apply, case, names) else "fails")


def zeros(found, like):
    return [torch.zeros_like(t) if g is None else g for g, t in zip(found, like)]


def gradcheck(apply, case, names):
    arguments = case.arguments("torch")

    def of(*tensors):
        # A matrix is moved in the domain of its functions only, which read one triangle.
        tensors = [(t + t.mT) / 2 if n in case.definite else t for n, t in zip(names, tensors)]
        return apply(*asked(apply, {**arguments, **dict(zip(names, tensors))}).values())

    return torch.autograd.gradcheck(of, tuple(arguments[n].requires_grad_() for n in names))


def main():
    torch.set_num_threads(1)
    found = {}
    for fields in json.load(sys.stdin)["cases"]:
        try:
            found[fields["id"]] = check(fields)
        except Exception:
            found[fields["id"]] = {"held": [], "failed": ["the case itself: " + traceback.format_exc(limit=-3)]}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()

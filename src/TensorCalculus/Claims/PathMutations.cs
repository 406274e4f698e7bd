using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Differentiation;
using TensorCalculus.Evaluation;

namespace TensorCalculus.Claims;

/// <summary>The derivative with a path forgotten: a tensor between is taken for a constant, everywhere or in one line that reads it.</summary>
internal sealed class PathMutations(TrueDerivative truth)
{
    private readonly BoundProgram program = truth.Program;
    private readonly ExprFactory factory = truth.Factory;

    /// <summary>A tensor between taken for a constant.</summary>
    public IEnumerable<Mutant> Through()
    {
        foreach (BoundEquation equation in program.Equations.Where(e => !program.Outputs.Contains(e.Tensor)))
        {
            BoundProgram without = program with { Equations = program.Equations.Remove(equation), Inputs = program.Inputs.Add(equation.Tensor) };
            if (Derive(without) is { } formula)
            {
                yield return new Mutant(
                    new Mistake(MistakeKind.ForgottenPath, "the path through {0} is forgotten", factory.Element(equation.Tensor, equation.Indices.AsSpan())), formula);
            }
        }
    }

    /// <summary>A tensor taken for a constant in one line that reads it.</summary>
    public IEnumerable<Mutant> Into()
    {
        foreach (BoundEquation equation in program.Equations)
        {
            foreach (TensorSymbol read in ExprWalk.TensorsOf(factory, equation.Body).Where(t => !t.IsInteger).OrderBy(t => t.Ordinal))
            {
                var still = new TensorSymbol
                {
                    Name = read.Name,
                    Kind = TensorKind.Input,
                    Ordinal = read.Ordinal,
                    Axes = read.Axes,
                    Letters = read.Letters,
                };
                BoundProgram held = program with { Equations = program.Equations.Replace(equation, equation with { Body = Replace(equation.Body, read, still) }) };
                if (Derive(held) is { } formula)
                {
                    yield return new Mutant(
                        new Mistake(
                            MistakeKind.ForgottenPath, "the path from {0} to {1} is forgotten", factory.Element(read, [.. read.Axes.Select((d, i) => factory.Fresh(d, read.Letters[i] ?? "i"))]),
                            factory.Element(equation.Tensor, equation.Indices.AsSpan())),
                        Replace(formula, still, read));
                }
            }
        }
    }

    private Expr? Derive(BoundProgram changed)
    {
        IDerivativePass? pass = TrueDerivative.PassFor(changed, truth.Rules, truth.Claim.Name);
        if (pass?.Answers.FirstOrDefault(a => a.Left.Tensor.Derivative!.By.SequenceEqual(truth.Claim.Name.By)) is not { } answer)
        {
            return null;
        }

        var closed = new ClosedForms(changed, pass, withSteps: false);
        DerivedEquation equation = closed.LineOf(answer.Left.Tensor) is { } line ? closed.Of(line) : answer;
        return truth.Recall(factory.Instantiate(equation, [.. truth.Indices.Select(i => i.Alone)]));
    }

    private Expr Replace(Expr node, TensorSymbol tensor, TensorSymbol by) => !node.MayContain(tensor) ? node : node is TensorElement element
        ? element.Tensor == tensor ? factory.Element(by, element.Subscripts) : node
        : factory.Rebuild(node, child => Replace(child, tensor, by));
}

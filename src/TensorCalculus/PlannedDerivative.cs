using System.Collections.Immutable;
using System.Diagnostics;
using TensorCalculus.Algebra;
using TensorCalculus.Differentiation;
using TensorCalculus.Emission;
using TensorCalculus.Emission.Stabilising;
using TensorCalculus.Printing;
using TensorCalculus.Rewriting;
using TensorCalculus.Rules;

namespace TensorCalculus;

/// <summary>A program and the lines of another pass than the backward one in one plan: tangents, Hessian–vector products, Jacobians and
/// Hessians.</summary>
internal sealed class PlannedDerivative
{
    private readonly BoundProgram program;
    private readonly CallNames call;
    private readonly (RuleSet Local, RuleSet Present) rules;
    private readonly ModulePlanner planner;

    /// <param name="program">The program, prepared for code.</param>
    /// <param name="call">What is derived of it.</param>
    /// <param name="names">The names of the module.</param>
    public PlannedDerivative(BoundProgram program, CallNames call, ModuleNames names)
    {
        (this.program, this.call) = (program, call);
        rules = PresentationRules.For(program.Factory, program.Equations, program.Identities);
        planner = new ModulePlanner(program, names);
    }

    /// <summary>The function that computes the outputs.</summary>
    public FunctionPlan Forward() => planner.Forward();

    /// <summary>The function that computes the derivatives.</summary>
    /// <param name="isCompressed">Whether Jacobians and Hessians are returned by their cores.</param>
    public FunctionPlan Derivative(bool isCompressed)
    {
        switch (call.Mode)
        {
            case DerivativeMode.Jvp:
                var tangents = new GivenTangents(program, call.Wrt, "d", "d");
                return Along("jvp", "The tangents of the outputs.", new TangentPass(program, rules, program.Equations, tangents, call.Of, withSteps: false), tangents);
            case DerivativeMode.Hvp:
                var product = new HessianVectorPass(program, Lasting(), rules, Defining(call.Of[0]), call.Wrt, withSteps: false);
                return Along("hvp", "The product of the Hessian with a direction.", product, product.Direction);
            case DerivativeMode.Jacobian:
                return Whole("jacobian", "The Jacobians, by what is differentiated and by what.", Jacobians(), isCompressed);
            case DerivativeMode.Hessian:
                return Whole("hessian", "The blocks of the Hessian, by the two that are differentiated by.", Hessian(), isCompressed);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>The rules for a gradient that is differentiated again.</summary>
    private (RuleSet Local, RuleSet Present) Lasting() => PresentationRules.Lasting(program, call.Wrt, rules);

    private BoundEquation Defining(TensorSymbol tensor) => program.Equations.First(e => e.Tensor == tensor);

    /// <summary>A pass along given tangents: line by line.</summary>
    private FunctionPlan Along(string name, string summary, IDerivativePass pass, Direction direction)
    {
        TensorSymbol[] given = [.. call.Wrt.Select(direction.Of)];
        Plan([.. pass.Lines.Select(l => l.Equation)], [.. pass.Answers.Where(a => !given.Contains(a.Left.Tensor))], areStructured: false, areResults: true);
        return planner.Function(name, summary, given, [.. pass.Answers.Select(a => planner.Result(a.Left.Tensor))]);
    }

    /// <summary>Plans lines and answers.</summary>
    /// <returns>The answers in terms of what is planned.</returns>
    private DerivedEquation[] Plan(IReadOnlyList<DerivedEquation> lines, IReadOnlyList<DerivedEquation> answers, bool areStructured, bool areResults)
    {
        var cores = new CoreLines(program, rules.Present, areStructured);
        HashSet<TensorSymbol> read = [.. lines.Concat(answers).SelectMany(l => Gradients(l.Right))];
        foreach (DerivedEquation line in lines)
        {
            cores.Add(line, read.Contains(line.Left.Tensor));
        }

        DerivedEquation[] found = [.. answers.Select(cores.Answer)];
        HashSet<TensorSymbol> results = areResults ? [.. found.Select(a => a.Left.Tensor)] : [];
        foreach (DerivedEquation line in cores.Lines)
        {
            planner.Define(line, results.Remove(line.Left.Tensor));
        }

        foreach (DerivedEquation answer in found.Where(a => results.Contains(a.Left.Tensor)))
        {
            planner.Define(answer, isResult: true);
        }

        return found;
    }

    /// <summary>Derivatives with the axes of two tensors.</summary>
    private FunctionPlan Whole(string name, string summary, (IReadOnlyList<DerivedEquation> Lines, IReadOnlyList<DerivedEquation> Answers) pass, bool isCompressed)
    {
        DerivedEquation[] answers = Plan(pass.Lines, pass.Answers, areStructured: true, areResults: !isCompressed);
        if (isCompressed)
        {
            return new CompressedDerivatives(program, rules.Present, planner).Function(name, summary, answers);
        }

        return planner.Function(name, summary, [], [.. answers.Select(a => planner.Result(a.Left.Tensor))]) with
        {
            Keys = [.. answers.Select(a => CompressedDerivatives.KeyOf(a, cores: null))],
        };
    }

    /// <summary>All Jacobians by backward passes, or all by forward ones, whichever meets fewer components.</summary>
    private (IReadOnlyList<DerivedEquation> Lines, IReadOnlyList<DerivedEquation> Answers) Jacobians()
    {
        var lines = new List<DerivedEquation>();
        var answers = new Dictionary<(TensorSymbol Of, TensorSymbol By), DerivedEquation>();
        if (call.Of.Sum(Components) <= call.Wrt.Sum(Components))
        {
            foreach (TensorSymbol of in call.Of)
            {
                var pass = new BackwardPass(program, rules, DerivativeTarget.Tensor(program, Defining(of)), call.Wrt, withSteps: false);
                lines.AddRange(pass.Lines.Select(l => l.Equation));
                foreach ((TensorSymbol by, DerivedEquation answer) in call.Wrt.Zip(pass.Answers))
                {
                    answers.Add((of, by), answer);
                }
            }
        }
        else
        {
            foreach ((TensorSymbol by, int turn) in call.Wrt.Select((t, i) => (t, i)))
            {
                var pass = new TangentPass(program, rules, program.Equations, Components(by, turn, call.Of), call.Of, withSteps: false);
                lines.AddRange(pass.Lines.Select(l => l.Equation));
                foreach ((TensorSymbol of, DerivedEquation answer) in call.Of.Zip(pass.Answers))
                {
                    answers.Add((of, by), answer);
                }
            }
        }

        return (lines, [.. call.Of.SelectMany(of => call.Wrt.Select(by => answers[(of, by)]))]);
    }

    /// <summary>Forward over reverse, along all components of each tensor. The gradients stay lines, which share what closed forms repeat.</summary>
    private (IReadOnlyList<DerivedEquation> Lines, IReadOnlyList<DerivedEquation> Answers) Hessian()
    {
        BoundEquation of = Defining(call.Of[0]);
        var gradient = new BackwardPass(program, Lasting(), DerivativeTarget.Tensor(program, of), call.Wrt, withSteps: false);
        BoundEquation[] gradients = [.. gradient.Lines.Select(l => l.AsEquation())];
        List<DerivedEquation> lines = [.. gradient.Lines.Select(l => l.Equation)];
        var blocks = new List<(int First, int Second, DerivedEquation Block)>();
        for (int second = 0; second < call.Wrt.Length; second++)
        {
            TensorSymbol by = call.Wrt[second];
            TensorSymbol[] first = [.. call.Wrt.Take(second + 1).Select(gradient.Names.By)];
            ComponentDirection direction = Components(by, second, first);

            // The derivative of f along x is known: it is its gradient.
            direction.Know(of.Tensor, gradient.Names.By(by));
            var pass = new TangentPass(program, rules, [.. program.Equations, .. gradients], direction, first, withSteps: false);
            lines.AddRange(pass.Lines.Select(l => l.Equation));
            blocks.AddRange(pass.Answers.Select((a, i) => (i, second, a)));
        }

        return (lines, [.. blocks.OrderBy(b => b.First).ThenBy(b => b.Second).Select(b => b.Block)]);
    }

    private ComponentDirection Components(TensorSymbol by, int turn, IEnumerable<TensorSymbol> of)
    {
        int before = of.Max(t => t.Order);
        return new ComponentDirection(program, by, new LetterSupply(program).Next(before + by.Order, _ => false)[before..], turn);
    }

    private static double Components(TensorSymbol tensor) => tensor.Axes.Aggregate(1.0, (n, d) => n * TypicalSizes.Of(d));

    private static IEnumerable<TensorSymbol> Gradients(Expr node) => !node.Facts.HasGradient ? []
        : node is TensorElement element ? [element.Tensor] : node.Children.ToArray().SelectMany(Gradients);
}

using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Differentiation;
using TensorCalculus.Emission;
using TensorCalculus.Emission.Stabilising;
using TensorCalculus.Rules;

namespace TensorCalculus;

/// <summary>A program and its gradient lines in one plan, from which functions are taken.</summary>
internal sealed class PlannedPasses
{
    private readonly ModulePlanner planner;
    private readonly BoundProgram program;
    private readonly TensorSymbol[] given;
    private readonly ImmutableArray<NamedArray> outputs;
    private readonly ImmutableArray<NamedArray> gradients;

    /// <param name="program">The program.</param>
    /// <param name="target">What is differentiated.</param>
    /// <param name="wrt">The tensors by which is differentiated.</param>
    /// <param name="names">The names of the module.</param>
    public PlannedPasses(BoundProgram program, DerivativeTarget target, ImmutableArray<TensorSymbol> wrt, ModuleNames names)
    {
        this.program = program;
        Target = target;
        planner = new ModulePlanner(program, names);

        planner.StartPass();
        var pass = new BackwardPass(program, PresentationRules.For(program.Factory, program.Equations, program.Identities), target, wrt, withSteps: false);
        HashSet<TensorSymbol> told = [.. pass.Lines.Select(l => l.Symbol), .. target.Outputs.Where(target.IsGiven).Select(pass.Names.By)];
        HashSet<TensorSymbol> results = [.. wrt.Select(pass.Names.By)];
        DerivedEquation[] lines =
        [
            .. pass.Lines.Select(l => l.Equation).Concat(pass.Answers.Where(a => !told.Contains(a.Left.Tensor)))
                .Select(l => l with { Right = MirroredSigmoids.Join(program.Factory, pass.Present, l.Right) }),
        ];
        foreach (DerivedEquation line in GradientLines.Of(program, lines, results))
        {
            planner.Define(line, results.Contains(line.Left.Tensor));
        }

        given = [.. target.Outputs.Where(target.IsGiven).Select(pass.Names.By)];
        outputs = [.. program.Outputs.Select(planner.Result)];
        gradients = [.. wrt.Select(t => planner.Result(pass.Names.By(t)))];
    }

    public DerivativeTarget Target { get; }

    /// <summary>The function that computes the outputs.</summary>
    public FunctionPlan Forward() => planner.Forward();

    /// <summary>The function that computes the gradients.</summary>
    public FunctionPlan Backward() => planner.Function("backward", "The gradients of a loss that the outputs feed.", given, gradients);

    /// <summary>Both, the second taking up what the first keeps.</summary>
    public KeepingPlan Keeping() => planner.Keeping(outputs, gradients, given);

    /// <summary>The same for autograd, which wants gradients by inputs alone.</summary>
    public KeepingPlan Autograd() => planner.Keeping(
        outputs, [.. gradients.Where(g => program.Inputs.Any(i => g.Tensor.Derivative!.By is [var by] && by == i.Name))], given);
}

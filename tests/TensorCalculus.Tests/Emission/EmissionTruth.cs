using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Checking;
using TensorCalculus.Differentiation;
using TensorCalculus.Evaluation;
using TensorCalculus.Rules;

namespace TensorCalculus.Tests.Emission;

/// <summary>What emitted code must compute at a sample, found without the Emission room: the equations and gradient lines, evaluated
/// by their definition, and numerical differentiation.</summary>
internal sealed class EmissionTruth
{
    private readonly ForwardPass pass;
    private readonly BackwardPass backward;

    private EmissionTruth(BoundProgram program, Sample sample, ulong seed)
    {
        (Program, Sample) = (program, sample);
        pass = new ForwardPass(program, sample);
        Wrt = [.. program.Inputs.Where(t => !t.IsConstant && !t.IsInteger)];
        var target = DerivativeTarget.Loss(program, program.Outputs);
        backward = new BackwardPass(program, PresentationRules.For(program.Factory, program.Equations, program.Identities), target, Wrt, withSteps: false);
        var random = new SplitMix64(~seed);
        Given = program.Outputs.Where(target.IsGiven).ToImmutableDictionary(backward.Names.By, t => Random(sample.ShapeOf(t), random));
    }

    public BoundProgram Program { get; }

    public Sample Sample { get; }

    /// <summary>The tensors to differentiate by.</summary>
    public ImmutableArray<TensorSymbol> Wrt { get; }

    /// <summary>The gradients that the backward pass is given.</summary>
    public ImmutableDictionary<TensorSymbol, DenseTensor> Given { get; }

    /// <summary>The truth at a sample; <see langword="null"/> where no sample was found.</summary>
    public static EmissionTruth? At(BoundProgram program, ulong seed) =>
        new SampleMaker(program, ImmutableDictionary<string, int>.Empty).Make(seed).Sample is { } sample ? new EmissionTruth(program, sample, seed) : null;

    public DenseTensor[] Outputs() => [.. Program.Outputs.Select(t => pass[t])];

    /// <summary>The gradients by their lines.</summary>
    public DenseTensor[] Gradients()
    {
        foreach ((TensorSymbol tensor, DenseTensor value) in Given)
        {
            pass.Evaluator[tensor] = value;
        }

        foreach (DerivedLine line in backward.Lines)
        {
            pass.Evaluator[line.Symbol] = Evaluate(line.Equation);
        }

        return [.. backward.Answers.Select(Evaluate)];
    }

    /// <summary>The gradients by numerical differentiation.</summary>
    public NumericalDerivative[] Differences()
    {
        var numerical = new NumericalDerivatives(pass, [.. Program.Outputs.Select(t => (t, Given.GetValueOrDefault(backward.Names.By(t)) ?? DenseTensor.Scalar(1)))], []);
        return [.. Wrt.Select(t => numerical.Of(DerivativeClaim.Gradient(t)))];
    }

    /// <summary>The derivatives of another mode by the lines of its passes, and the tangents that they are given.</summary>
    public (DenseTensor[] Answers, IReadOnlyDictionary<TensorSymbol, DenseTensor> Given) Of(DerivativeMode mode)
    {
        var rules = PresentationRules.For(Program.Factory, Program.Equations);
        BoundEquation Defining(TensorSymbol tensor) => Program.Equations.First(e => e.Tensor == tensor);
        var tangents = new GivenTangents(Program, Wrt, "d", "d");
        IDerivativePass[] passes = mode switch
        {
            DerivativeMode.Jacobian => [.. Program.Outputs.Select(t => new BackwardPass(Program, rules, DerivativeTarget.Tensor(Program, Defining(t)), Wrt, withSteps: false))],
            DerivativeMode.Hessian => [new HessianPass(Program, rules, rules, Defining(Program.Outputs[0]), Wrt, withSteps: false)],
            DerivativeMode.Jvp => [new TangentPass(Program, rules, Program.Equations, tangents, Program.Outputs, withSteps: false)],
            _ => [new HessianVectorPass(Program, rules, rules, Defining(Program.Outputs[0]), Wrt, withSteps: false)],
        };
        Direction? direction = mode == DerivativeMode.Jvp ? tangents : (passes[0] as HessianVectorPass)?.Direction;
        var random = new SplitMix64(77);
        Dictionary<TensorSymbol, DenseTensor> given = direction is null ? [] : Wrt.ToDictionary(direction.Of, t => Random(Sample.ShapeOf(t), random));
        foreach ((TensorSymbol tensor, DenseTensor value) in given)
        {
            pass.Evaluator[tensor] = value;
        }

        foreach (DerivedLine line in passes.SelectMany(p => p.Lines))
        {
            pass.Evaluator[line.Symbol] = Evaluate(line.Equation);
        }

        return ([.. passes.SelectMany(p => p.Answers).Select(Evaluate)], given);
    }

    private DenseTensor Evaluate(DerivedEquation equation) => pass.Evaluator.Evaluate(
        equation.Right, [.. equation.Left.Subscripts.Select(s => ((IndexSubscript)s).Index)]);

    private static DenseTensor Random(int[] shape, SplitMix64 random) =>
        new(shape, [.. Enumerable.Range(0, DenseTensor.Count(shape)).Select(_ => random.Normal())]);
}

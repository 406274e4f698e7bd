using TensorCalculus.Algebra;
using TensorCalculus.Differentiation;
using TensorCalculus.Evaluation;
using TensorCalculus.Rewriting;
using TensorCalculus.Rules;

namespace TensorCalculus.Tests.Laws;

/// <summary>Goes through every step of a derivation in numbers: what a rule makes of an expression is equal to it.</summary>
internal sealed class Replay
{
    // Derivatives that no rule has worked out are taken by differences.
    private const double Tolerance = 1e-6;

    private readonly BoundProgram program;
    private readonly Numbers numbers;
    private readonly List<string> mistakes = [];
    private readonly HashSet<TensorSymbol> known = [];

    private Replay(BoundProgram program, Numbers numbers) => (this.program, this.numbers) = (program, numbers);

    /// <summary>How many steps were replayed.</summary>
    public int Steps { get; private set; }

    /// <summary>The steps that change the value.</summary>
    public IReadOnlyList<string> Mistakes => mistakes;

    /// <summary>Replays the backward pass with its closed forms; null where no sample suits the program.</summary>
    public static Replay? OfGradients(TensorProgram program, ulong seed) =>
        Of(program, seed, DerivativeTarget.Loss(program.Bound, program.Bound.Outputs));

    /// <summary>Replays the Jacobians of one defined tensor.</summary>
    public static Replay? OfJacobian(TensorProgram program, string of, ulong seed) =>
        Of(program, seed, DerivativeTarget.Tensor(program.Bound, program.Bound.Equations.Single(e => e.Tensor.Name == of)));

    /// <summary>Replays the forward passes: tangents, and for a program of one scalar its Hessian and the product with a vector.</summary>
    public static IEnumerable<Replay> OfForwardPasses(TensorProgram program, ulong seed)
    {
        BoundProgram bound = program.Bound;
        TensorSymbol[] wrt = [.. bound.Inputs.Where(t => !t.IsConstant && !t.IsInteger)];
        (RuleSet, RuleSet) lasting = PresentationRules.For(bound.Factory, bound.Equations), rules = PresentationRules.For(bound.Factory, bound.Equations, bound.Identities);
        IEnumerable<Func<IDerivativePass>> passes =
        [
            () => new TangentPass(bound, rules, bound.Equations, new GivenTangents(bound, [.. wrt], "d", "d"), bound.Outputs, withSteps: true),
            .. bound.Outputs is [{ Order: 0 } scalar] && bound.Equations.Single(e => e.Tensor == scalar) is var of
                ? new Func<IDerivativePass>[]
                {
                    () => new HessianPass(bound, lasting, rules, of, [.. wrt], withSteps: true),
                    () => new HessianVectorPass(bound, lasting, rules, of, [.. wrt], withSteps: true),
                }
                : [],
        ];
        return passes.Select(p => Numbers.For(bound, seed) is { } numbers ? Through(bound, numbers, p()) : null).OfType<Replay>();
    }

    private static Replay? Of(TensorProgram program, ulong seed, DerivativeTarget target)
    {
        BoundProgram bound = program.Bound;
        if (Numbers.For(bound, seed) is not { } numbers)
        {
            return null;
        }

        TensorSymbol[] wrt = [.. bound.Inputs.Where(t => !t.IsConstant && !t.IsInteger)];
        return Through(bound, numbers, new BackwardPass(bound, PresentationRules.For(bound.Factory, bound.Equations, bound.Identities), target, wrt, withSteps: true));
    }

    private static Replay Through(BoundProgram bound, Numbers numbers, IDerivativePass pass)
    {
        var replay = new Replay(bound, numbers);
        var closed = new ClosedForms(bound, pass, withSteps: true);
        foreach (DerivedLine line in pass.Lines)
        {
            replay.Through(line.Trace!.Steps, line.Equation);
            DenseTensor value = numbers.Of(line.Equation.Right, Indices(line.Equation.Left));
            numbers.Set(line.Equation.Left.Tensor, value);
            replay.known.Add(line.Equation.Left.Tensor);
            DerivedEquation form = closed.Of(line);
            replay.Expect(form.Right, Indices(form.Left), value, "the closed form of", form.Left);
            replay.Through(closed.StepsOf(line), form);
        }

        return replay;
    }

    private static IndexVariable[] Indices(Expr left) =>
        left is TensorElement element ? [.. element.Subscripts.OfType<IndexSubscript>().Select(s => s.Index)] : left.FreeIndices;

    private void Through(IReadOnlyList<Step> steps, DerivedEquation result)
    {
        DenseTensor? before = null;
        Expr? left = null;
        foreach (Step step in steps)
        {
            Steps++;
            IndexVariable[] indices = Indices(step.Left);
            if (step.Left != left)
            {
                left = step.Left;
                before = left is Derivative || (left is TensorElement { Tensor: var of } && known.Contains(of)) ? numbers.Of(Defined(left), indices) : null;
            }

            DenseTensor after = numbers.Of(Defined(step.Right), indices);
            if (before is not null && !Numbers.AreClose(before, after, Tolerance))
            {
                mistakes.Add($"{step.Rule.Id} makes {step.Right} of {step.Left}: {Show(after)} after {Show(before)}");
            }

            before = after;
        }

        if (left is not null)
        {
            Expect(steps[^1].Right, Indices(result.Left), numbers.Of(result.Right, Indices(result.Left)), "the last step of", result.Left);
        }
    }

    private void Expect(Expr node, IndexVariable[] indices, DenseTensor value, string what, Expr left)
    {
        if (!Numbers.AreClose(numbers.Of(Defined(node), indices), value, Tolerance))
        {
            mistakes.Add($"{what} {left} is {node}, which has another value");
        }
    }

    private static string Show(DenseTensor value) => string.Join(", ", value.Values.ToArray());

    /// <summary>A derivative of a defined tensor is that of its right side: <c>∂y_i/∂x_p</c> stands for one equation here. One
    /// along a direction is the sum over all tensors that move.</summary>
    private Expr Defined(Expr node)
    {
        if (!node.Facts.HasDerivative)
        {
            return node;
        }

        return node switch
        {
            Derivative { By.Tensor.Motion: { } motion } along => Along(along.Body, along.By, motion),
            Derivative { Body: TensorElement { Tensor: var tensor } element } derivative
                when program.Equations.FirstOrDefault(e => e.Tensor == tensor) is { } equation && derivative.By.Tensor != tensor =>
                program.Factory.Pending(program.Factory.Instantiate(equation, element.Subscripts), derivative.By),
            _ => program.Factory.Rebuild(node, Defined),
        };
    }

    private Expr Along(Expr body, TensorElement by, Motion motion)
    {
        ExprFactory factory = program.Factory;
        return factory.Add([.. ExprWalk.TensorsOf(factory, body).Where(motion.Moves).Select(moved =>
        {
            IndexVariable[] indices = [.. moved.Axes.Select(d => factory.Fresh(d))];
            TensorElement component = factory.Element(moved, indices);
            Expr own = moved == motion.Variable
                ? factory.Multiply([.. component.Subscripts.Zip(by.Subscripts, factory.KroneckerDelta)])
                : motion.DerivativeOf(component);
            return factory.Contract(indices, factory.Multiply(factory.Pending(body, component), own));
        })]);
    }
}

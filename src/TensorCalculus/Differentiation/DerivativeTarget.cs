using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Differentiation;

/// <summary>What is differentiated: the loss that some outputs feed, or one tensor at free indices of its own.</summary>
internal sealed class DerivativeTarget
{
    private readonly BoundProgram program;

    private DerivativeTarget(BoundProgram program, string name, ImmutableArray<IndexVariable> indices, ImmutableArray<TensorSymbol> outputs)
    {
        this.program = program;
        Name = name;
        Indices = indices;
        Outputs = outputs;
    }

    /// <summary>The name over the fraction bar: <c>l</c>, or a tensor's.</summary>
    public string Name { get; }

    /// <summary>The tensor's free indices; none for the loss.</summary>
    public ImmutableArray<IndexVariable> Indices { get; }

    /// <summary>The tensors from which the pass starts.</summary>
    public ImmutableArray<TensorSymbol> Outputs { get; }

    /// <summary>Whether the loss is meant: then the derivative by an output is given, unless the output is the loss itself.</summary>
    public bool IsLoss { get; private init; }

    /// <summary>Whether an output that is the loss itself is taken as feeding a later one.</summary>
    private bool IsFed { get; init; }

    /// <summary>The scalar <c>l</c> that these outputs feed.</summary>
    public static DerivativeTarget Loss(BoundProgram program, ImmutableArray<TensorSymbol> outputs) =>
        new(program, "l", [], outputs) { IsLoss = true };

    /// <summary>The scalar that these outputs feed, the derivative by each of them given, also where one is called the loss.</summary>
    public static DerivativeTarget Fed(BoundProgram program, ImmutableArray<TensorSymbol> outputs) =>
        new(program, "l", [], outputs) { IsLoss = true, IsFed = true };

    /// <summary>A tensor, for its Jacobians.</summary>
    public static DerivativeTarget Tensor(BoundProgram program, BoundEquation equation) => new(
        program,
        equation.Tensor.Name,
        [.. equation.Indices.Select(i => program.Factory.Fresh(i.Dimension, i.Letter!, role: 1))],
        [equation.Tensor]);

    /// <summary>Whether the derivative by this tensor is known beforehand as a tensor of its own.</summary>
    public bool IsGiven(TensorSymbol tensor) => IsLoss && Outputs.Contains(tensor) && (IsFed || program.Loss != tensor || Outputs.Length > 1);

    /// <summary>The derivative of the target by a component of one of <see cref="Outputs"/> that is not given: 1, or deltas.</summary>
    public Expr Seed(ExprFactory factory, ReadOnlySpan<IndexVariable> indices)
    {
        var deltas = new Expr[Indices.Length];
        for (int axis = 0; axis < deltas.Length; axis++)
        {
            deltas[axis] = factory.KroneckerDelta(Indices[axis].Alone, indices[axis].Alone);
        }

        return factory.Multiply(deltas);
    }
}

using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Rules;

/// <summary>What a program says of a term, as a pattern: another way to write whatever matches it.</summary>
internal sealed class Definition
{
    private readonly ExprFactory factory;
    private FlatTerm? pattern;

    private Definition(ExprFactory factory, ImmutableArray<IndexVariable> indices, Expr body, Expr name, ulong shape)
    {
        this.factory = factory;
        (Indices, Body, Name, Shape) = (indices, body, name, shape);
    }

    /// <summary>The indices over which it is said; all of them stand in the pattern.</summary>
    public ImmutableArray<IndexVariable> Indices { get; }

    /// <summary>The term, normalised.</summary>
    public Expr Body { get; }

    /// <summary>What it is written by: for an equation, the tensor that it defines.</summary>
    public Expr Name { get; }

    /// <summary>The shape of its largest factor, by which the definition is looked up.</summary>
    public ulong Shape { get; }

    /// <summary>The term with its sums in front, over indices of its own; made when it is first asked for, as most definitions of a long
    /// program never are.</summary>
    public FlatTerm Pattern => pattern ??= FlatTerm.Of(factory, Body, fresh: true);

    /// <summary>The position of the largest factor of the pattern.</summary>
    public int Anchor => Largest(Pattern.Factors);

    /// <summary>Whether the tensors that it reads may all be among those of an expression; false is certain.</summary>
    /// <param name="tensors">The expression's <see cref="NodeFacts.TensorMask"/>.</param>
    public bool MayStandIn(ulong tensors) => (Body.Facts.TensorMask & ~tensors) == 0;

    /// <summary>The definition, or <see langword="null"/> for one that names nothing worth naming: a number, or a tensor as it stands.</summary>
    public static Definition? Of(ExprFactory factory, BoundEquation equation)
    {
        IReadOnlyList<PowerFactor> factors = FlatTerm.ClosedFactors(factory, equation.Body);
        return factors.Count < 2 && factors.All(f => f.Base is TensorElement or SizeOf or Delta or Bracket && f.Exponent.IsOne())
            ? null
            : Of(factory, equation.Indices, equation.Body, factory.Element(equation.Tensor, equation.Indices.AsSpan()), factors);
    }

    /// <summary>The same of an identity, one side of which is written by the other.</summary>
    public static Definition? Of(ExprFactory factory, ImmutableArray<IndexVariable> indices, Expr body, Expr name) =>
        body.Facts.TensorMask == 0 ? null : Of(factory, indices, body, name, FlatTerm.ClosedFactors(factory, body));

    /// <summary>An index that only a one-tensor carries is not determined by what stands there.</summary>
    private static Definition? Of(ExprFactory factory, ImmutableArray<IndexVariable> indices, Expr body, Expr name, IReadOnlyList<PowerFactor> factors) =>
        indices.All(body.Contains) ? new Definition(factory, indices, body, name, factors[Largest(factors)].Base.Shape) : null;

    private static int Largest(IReadOnlyList<PowerFactor> factors) =>
        Enumerable.Range(0, factors.Count).MaxBy(i => (factors[i].Base.Facts.TreeSize, factors[i].Base.Shape, -i));
}

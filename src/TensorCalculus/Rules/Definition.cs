using System.Collections.Immutable;
using Fractions;
using TensorCalculus.Algebra;

namespace TensorCalculus.Rules;

/// <summary>What a program says of a term, as a pattern: another way to write whatever matches it.</summary>
/// <param name="Indices">The indices over which it is said; all of them stand in the pattern.</param>
/// <param name="Body">The term, normalised.</param>
/// <param name="Name">What it is written by: for an equation, the tensor that it defines.</param>
/// <param name="Pattern">The term with its sums in front.</param>
/// <param name="Anchor">The position of the largest factor of the pattern, by whose shape the definition is looked up.</param>
internal sealed record Definition(ImmutableArray<IndexVariable> Indices, Expr Body, Expr Name, FlatTerm Pattern, int Anchor)
{
    /// <summary>Whether the tensors that it reads may all be among those of an expression; false is certain.</summary>
    /// <param name="tensors">The expression's <see cref="NodeFacts.TensorMask"/>.</param>
    public bool MayStandIn(ulong tensors) => (Body.Facts.TensorMask & ~tensors) == 0;

    /// <summary>The definition, or <see langword="null"/> for one that names nothing worth naming: a number, or a tensor as it stands.</summary>
    public static Definition? Of(ExprFactory factory, BoundEquation equation)
    {
        FlatTerm pattern = FlatTerm.Of(factory, equation.Body, fresh: true);
        if (pattern.Factors.All(f => f.Base is TensorElement or SizeOf or Delta or Bracket && f.Exponent.IsOne()) && pattern.Factors.Count < 2)
        {
            return null;
        }

        return Of(equation.Indices, equation.Body, factory.Element(equation.Tensor, equation.Indices.AsSpan()), pattern);
    }

    /// <summary>The same of an identity, one side of which is written by the other.</summary>
    public static Definition? Of(ExprFactory factory, ImmutableArray<IndexVariable> indices, Expr body, Expr name)
    {
        FlatTerm pattern = FlatTerm.Of(factory, body, fresh: true);
        return body.Facts.TensorMask == 0 ? null : Of(indices, body, name, pattern);
    }

    /// <summary>An index that only a one-tensor carries is not determined by what stands there.</summary>
    private static Definition? Of(ImmutableArray<IndexVariable> indices, Expr body, Expr name, FlatTerm pattern) =>
        indices.All(i => pattern.Factors.Any(f => f.Base.Contains(i)))
            ? new Definition(indices, body, name, pattern, Enumerable.Range(0, pattern.Factors.Count).MaxBy(i => (pattern.Factors[i].Base.Facts.TreeSize, -i)))
            : null;
}

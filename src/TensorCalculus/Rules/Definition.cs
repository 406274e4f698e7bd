using Fractions;
using TensorCalculus.Algebra;

namespace TensorCalculus.Rules;

/// <summary>What the program defines, as a pattern: a name for whatever matches it.</summary>
/// <param name="Equation">The equation, its body normalised.</param>
/// <param name="Pattern">The body with its sums in front.</param>
/// <param name="Anchor">The position of the largest factor of the pattern, by whose shape the definition is looked up.</param>
internal sealed record Definition(BoundEquation Equation, FlatTerm Pattern, int Anchor)
{
    /// <summary>Whether the tensors that it reads may all be among those of an expression; false is certain.</summary>
    /// <param name="tensors">The expression's <see cref="NodeFacts.TensorMask"/>.</param>
    public bool MayStandIn(ulong tensors) => (Equation.Body.Facts.TensorMask & ~tensors) == 0;

    /// <summary>The definition, or <see langword="null"/> for one that names nothing worth naming: a number, or a tensor as it stands.</summary>
    public static Definition? Of(ExprFactory factory, BoundEquation equation)
    {
        FlatTerm pattern = FlatTerm.Of(factory, equation.Body, fresh: true);
        if (pattern.Factors.All(f => f.Base is TensorElement or SizeOf or Delta or Bracket && f.Exponent.IsOne()) && pattern.Factors.Count < 2)
        {
            return null;
        }

        // An index of the left side that only a one-tensor carries is not determined by what stands there.
        if (!equation.Indices.All(i => pattern.Factors.Any(f => f.Base.Contains(i))))
        {
            return null;
        }

        int anchor = Enumerable.Range(0, pattern.Factors.Count).MaxBy(i => (pattern.Factors[i].Base.Facts.TreeSize, -i));
        return new Definition(equation, pattern, anchor);
    }
}

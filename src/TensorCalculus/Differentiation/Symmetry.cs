using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;
using TensorCalculus.Rules;

namespace TensorCalculus.Differentiation;

/// <summary>A Hessian block of a tensor with itself is the same when its two groups of indices change places. Here it is
/// written so that one sees it.</summary>
internal sealed class Symmetry(ExprFactory factory, RuleSet present)
{
    private const int MaximalTerms = 24;

    /// <summary>Whether an equation is seen to stay as it is when the first half of its indices changes places with the second.</summary>
    public bool Holds(DerivedEquation equation) => Holds(equation.Left, equation.Right);

    /// <summary>The shortest form found that is seen to be symmetric; the equation itself where there is none.</summary>
    public DerivedEquation Show(DerivedEquation equation)
    {
        if (Holds(equation))
        {
            return equation;
        }

        Expr[] forms = [.. Candidates(equation).Where(c => Holds(equation.Left, c)).OrderBy(Complexity.Of)];
        return forms is [var shortest, ..] ? equation with { Right = shortest } : equation;
    }

    private bool Holds(TensorElement left, Expr right)
    {
        Expr swapped = Swap(left, right);
        return ReferenceEquals(swapped, right) || ReferenceEquals(present.Run(factory, swapped), right);
    }

    private IEnumerable<Expr> Candidates(DerivedEquation equation)
    {
        Expr swapped = Swap(equation.Left, equation.Right);
        Expr mean = factory.Multiply(factory.Rational(new Fractions.Fraction(1, 2)), factory.Add(equation.Right, swapped));
        yield return present.Run(factory, mean);
        foreach (Expr form in new[] { equation.Right, mean })
        {
            if (new Expansion(factory, MaximalTerms).Full(form) is { Result: var expanded })
            {
                yield return NormalisationRules.Set.Run(factory, expanded);
                yield return present.Run(factory, expanded);
            }
        }
    }

    private Expr Swap(TensorElement left, Expr right)
    {
        int half = left.Subscripts.Length / 2;
        var map = new Dictionary<IndexVariable, Subscript>();
        for (int axis = 0; axis < half; axis++)
        {
            map[((IndexSubscript)left.Subscripts[axis]).Index] = left.Subscripts[axis + half];
            map[((IndexSubscript)left.Subscripts[axis + half]).Index] = left.Subscripts[axis];
        }

        return factory.Substitute(right, map);
    }
}

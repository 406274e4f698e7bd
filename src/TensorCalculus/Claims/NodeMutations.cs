using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Rules;

namespace TensorCalculus.Claims;

/// <summary>A formula with one mistake at one of its nodes: a transposed operand, a factor or an addend that is left out or
/// doubled, a sign, a sum that is missing or runs over another axis.</summary>
internal sealed class NodeMutations(ExprFactory factory, IReadOnlyList<IndexVariable> free)
{
    /// <summary>The mutants of a formula, from the root downwards.</summary>
    public IEnumerable<Mutant> Of(Expr node)
    {
        foreach (Mutant mutant in Here(node))
        {
            yield return mutant;
        }

        if (node is Binder binder)
        {
            OpenBody open = factory.Open(binder);
            foreach (Mutant mutant in Of(open.Body))
            {
                yield return mutant with { Formula = factory.CloseAgain(binder, open, mutant.Formula) };
            }

            yield break;
        }

        Expr[] children = node.Children.ToArray();
        for (int i = 0; i < children.Length; i++)
        {
            foreach (Mutant mutant in Of(children[i]))
            {
                int at = i, next = 0;
                yield return mutant with { Formula = factory.Rebuild(node, child => next++ == at ? mutant.Formula : child) };
            }
        }
    }

    private IEnumerable<Mutant> Here(Expr node) => node switch
    {
        TensorElement element => Transposed(element),
        Sum sum => InSum(sum),
        Product product => InProduct(product),
        Power { Exponent: Number { Value: var e } } power => InPower(power, e),
        Contraction contraction => OverIndices(contraction),
        _ => [],
    };

    private IEnumerable<Mutant> Transposed(TensorElement element)
    {
        for (int a = 0; a < element.Subscripts.Length; a++)
        {
            for (int b = a + 1; b < element.Subscripts.Length; b++)
            {
                if (element.Tensor.Axes[a] == element.Tensor.Axes[b])
                {
                    Expr turned = factory.Element(element.Tensor, element.Subscripts.SetItem(a, element.Subscripts[b]).SetItem(b, element.Subscripts[a]));
                    yield return new Mutant(new Mistake(MistakeKind.TransposedOperand, "{0} is transposed: it should be {1}", turned, element), turned);
                }
            }
        }
    }

    private IEnumerable<Mutant> InSum(Sum sum)
    {
        foreach (Expr term in sum.Children.ToArray())
        {
            yield return new Mutant(new Mistake(MistakeKind.Sign, "the sign of {0} is wrong", term), factory.Subtract(sum, factory.Scale(2, term)));

            // Where a number is left, the whole sum is missing as a factor.
            if (factory.Subtract(sum, term) is not Number and var rest)
            {
                yield return new Mutant(
                    new Mistake(term.Facts.HasDelta ? MistakeKind.MissingDelta : MistakeKind.MissingTerm, "the addend {0} is missing", term), rest);
            }
        }
    }

    private IEnumerable<Mutant> InProduct(Product product)
    {
        yield return new Mutant(new Mistake(MistakeKind.Sign, "the sign of {0} is wrong", product), factory.Negate(product));
        if (!Fraction.Abs(product.Coefficient).IsOne())
        {
            Expr coefficient = factory.Rational(Fraction.Abs(product.Coefficient));
            yield return new Mutant(
                new Mistake(MistakeKind.Factor, "the factor {0} is missing", coefficient), factory.Divide(product, coefficient));
        }

        yield return new Mutant(new Mistake(MistakeKind.Factor, "a factor of 2 too many in {0}", product), factory.Scale(2, product));
        yield return new Mutant(new Mistake(MistakeKind.Factor, "a factor of 2 is missing in {0}", product), factory.Scale(new Fraction(1, 2), product));
        foreach (Expr factor in product.Children.ToArray())
        {
            yield return new Mutant(new Mistake(MistakeKind.Factor, "the factor {0} is missing", factor), factory.Divide(product, factor));
            if (factor is Sum && product.Coefficient.IsNegative)
            {
                // The sign belongs to the sum as people write it, 1 - y² and not -(y² - 1).
                Expr turned = factory.Negate(factor);
                yield return new Mutant(new Mistake(MistakeKind.Factor, "the factor {0} is missing", turned), factory.Divide(product, turned));
            }

            yield return new Mutant(new Mistake(MistakeKind.Factor, "the factor {0} stands twice", factor), factory.Multiply(product, factor));
        }
    }

    private IEnumerable<Mutant> InPower(Power power, Fraction exponent)
    {
        foreach (Fraction other in new[] { exponent - 1, exponent + 1, -exponent, exponent * 2, exponent / 2 })
        {
            yield return new Mutant(
                new Mistake(MistakeKind.Factor, "{0} stands in the place of {1}", factory.Raise(power.Base, other), power), factory.Raise(power.Base, other));
        }
    }

    private IEnumerable<Mutant> OverIndices(Contraction contraction)
    {
        OpenBody open = factory.OpenFresh(contraction);
        foreach (IndexVariable summed in open.Indices)
        {
            IndexVariable[] others = [.. open.Indices.Where(v => v != summed)];
            foreach (IndexVariable own in free.Where(v => v.Dimension == summed.Dimension))
            {
                Expr single = factory.Contract(others, factory.Substitute(open.Body, summed, own.Alone));
                yield return new Mutant(new Mistake(MistakeKind.MissingSum, "a sum is missing: of {0} only the addend {1} is kept", contraction, single), single);
                foreach (IndexVariable lost in free.Where(open.Body.Contains))
                {
                    IndexVariable over = factory.Fresh(lost.Dimension);
                    Expr body = factory.Substitute(open.Body, new Dictionary<IndexVariable, Subscript> { [summed] = own.Alone, [lost] = over.Alone });
                    Expr turned = factory.Contract([.. others, over], body);
                    yield return new Mutant(
                        new Mistake(MistakeKind.WrongAxis, "{0} is summed over the wrong axis: it should be {1}", turned, contraction), turned);
                }
            }
        }
    }
}

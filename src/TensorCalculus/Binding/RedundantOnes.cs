using TensorCalculus.Syntax;

namespace TensorCalculus.Binding;

/// <summary>Rule 5: a one-tensor that, in a denominator, parenthesised numerator, function argument or parenthesised base,
/// multiplies another factor with the same index.</summary>
internal sealed class RedundantOnes
{
    private readonly HashSet<string> labels;
    private readonly List<string> buffer = [];

    private RedundantOnes(HashSet<string> labels) => this.labels = labels;

    private List<(string Label, OneSyntax One, ProductSyntax Product)> Found { get; } = [];

    /// <summary>The first redundant one-tensor for each of the labels that has one.</summary>
    public static List<(string Label, OneSyntax One, ProductSyntax Product)> Find(ExpressionSyntax node, IEnumerable<string> labels)
    {
        var search = new RedundantOnes([.. labels]);
        if (search.labels.Count > 0)
        {
            search.Visit(node, inside: false);
        }

        return search.Found;
    }

    private void Visit(ExpressionSyntax node, bool inside)
    {
        switch (node)
        {
            case ProductSyntax product:
                if (inside)
                {
                    Check(product);
                }

                for (int i = 0; i < product.Factors.Length; i++)
                {
                    FactorSyntax factor = product.Factors[i];
                    bool isNumerator = i == 0 && product.Factors[1].Divides && factor.Factor is ParenthesisSyntax;
                    Visit(factor.Factor, inside || factor.Divides || isNumerator);
                }

                break;
            case SumSyntax sum:
                foreach (SignedSyntax addend in sum.Terms)
                {
                    Visit(addend.Term, inside);
                }

                break;
            case NegationSyntax negation:
                Visit(negation.Operand, inside);
                break;
            case PowerSyntax power:
                Visit(power.Base, inside || power.Base is ParenthesisSyntax);
                Visit(power.Exponent, inside);
                break;
            case ParenthesisSyntax parenthesis:
                Visit(parenthesis.Inner, inside);
                break;
            case CallSyntax call:
                foreach (ExpressionSyntax argument in call.Arguments)
                {
                    Visit(argument, inside: true);
                }

                break;
            case ComparisonSyntax comparison:
                Visit(comparison.Left, inside);
                Visit(comparison.Right, inside);
                break;
            case ReductionSyntax reduction:
                VisitBody(reduction, inside);
                break;
        }
    }

    private void VisitBody(ReductionSyntax reduction, bool inside)
    {
        var hidden = new List<string>();
        foreach (SubscriptSyntax index in reduction.Indices)
        {
            if (IndexLabels.Single(index) is { } label && labels.Remove(label))
            {
                hidden.Add(label);
            }
        }

        Visit(reduction.Body, inside);
        labels.UnionWith(hidden);
    }

    private void Check(ProductSyntax product)
    {
        var factors = new List<ExpressionSyntax>();
        Flatten(product, factors);
        var suspects = new List<(string Label, OneSyntax One)>();
        foreach (ExpressionSyntax factor in factors)
        {
            if (factor is OneSyntax one)
            {
                buffer.Clear();
                IndexLabels.AddOwn(one, buffer);
                suspects.AddRange(buffer.Where(labels.Contains).Select(label => (label, one)));
            }
        }

        if (suspects.Count == 0)
        {
            return;
        }

        var carriers = new Dictionary<string, int>();
        foreach (ExpressionSyntax factor in factors)
        {
            foreach (string label in Amounts.Of(factor).Keys)
            {
                carriers[label] = carriers.GetValueOrDefault(label) + 1;
            }
        }

        foreach ((string label, OneSyntax one) in suspects)
        {
            if (carriers[label] > 1 && labels.Remove(label))
            {
                Found.Add((label, one, product));
            }
        }
    }

    private static void Flatten(ExpressionSyntax node, List<ExpressionSyntax> factors)
    {
        switch (node)
        {
            case ProductSyntax product:
                foreach (FactorSyntax factor in product.Factors)
                {
                    Flatten(factor.Factor, factors);
                }

                break;
            case NegationSyntax negation:
                Flatten(negation.Operand, factors);
                break;
            case ParenthesisSyntax { Inner: not SumSyntax } parenthesis:
                Flatten(parenthesis.Inner, factors);
                break;
            default:
                factors.Add(node);
                break;
        }
    }
}

using TensorCalculus.Syntax;

namespace TensorCalculus.Binding;

/// <summary>Rule 4: an index that occurs twice or more in each of two places of a term, so that it could be summed in each or
/// over all.</summary>
internal static class CompletePlaces
{
    /// <summary>The places of a term in which an index is complete. The term outside its calls, denominators, parenthesised sums
    /// and parenthesised bases is a place too, given as <see langword="null"/>.</summary>
    public static Dictionary<string, List<ExpressionSyntax?>> Of(ExpressionSyntax term)
    {
        var search = new Search();
        search.Rest(term);
        search.CloseRest();
        return search.Found;
    }

    private sealed class Search
    {
        private readonly Dictionary<string, int> rest = [];
        private readonly List<string> buffer = [];

        public Dictionary<string, List<ExpressionSyntax?>> Found { get; } = [];

        public void Rest(ExpressionSyntax node)
        {
            switch (node)
            {
                case ParenthesisSyntax { Inner: not SumSyntax } parenthesis:
                    Rest(parenthesis.Inner);
                    break;
                case ProductSyntax product:
                    foreach (FactorSyntax factor in product.Factors)
                    {
                        if (factor.Divides)
                        {
                            AddPlace(factor.Factor);
                        }
                        else
                        {
                            Rest(factor.Factor);
                        }
                    }

                    break;
                case NegationSyntax negation:
                    Rest(negation.Operand);
                    break;
                case PowerSyntax power:
                    if (power.Base is ParenthesisSyntax)
                    {
                        AddPlace(power.Base);
                    }
                    else
                    {
                        Rest(power.Base);
                    }

                    Rest(power.Exponent);
                    break;
                case ReductionSyntax { IsBig: true, Operator: "sum" } sum:
                    RestOfSum(sum);
                    break;
                case ParenthesisSyntax or CallSyntax or ReductionSyntax:
                    AddPlace(node);
                    break;
                default:
                    Amounts.AddOwn(node, rest, buffer);
                    break;
            }
        }

        public void CloseRest()
        {
            foreach ((string label, int amount) in rest)
            {
                if (amount > 1)
                {
                    Note(label, null);
                }
            }
        }

        /// <summary>The body of a big sum belongs to the term around it, but for the index that it binds.</summary>
        private void RestOfSum(ReductionSyntax sum)
        {
            var outside = new List<(string Label, int? Amount, List<ExpressionSyntax?>? Places)>();
            foreach (SubscriptSyntax index in sum.Indices)
            {
                string label = IndexLabels.Single(index) ?? "";
                outside.Add((label, rest.TryGetValue(label, out int amount) ? amount : null, Found.GetValueOrDefault(label)?.ToList()));
            }

            Rest(sum.Body);
            foreach ((string label, int? amount, List<ExpressionSyntax?>? places) in outside)
            {
                rest.Remove(label);
                Found.Remove(label);
                if (amount is { } before)
                {
                    rest[label] = before;
                }

                if (places is not null)
                {
                    Found[label] = places;
                }
            }
        }

        private void AddPlace(ExpressionSyntax place)
        {
            foreach ((string label, int amount) in Amounts.Of(place))
            {
                if (amount > 1)
                {
                    Note(label, place);
                }
            }
        }

        private void Note(string label, ExpressionSyntax? place)
        {
            if (!Found.TryGetValue(label, out List<ExpressionSyntax?>? places))
            {
                Found.Add(label, places = []);
            }

            places.Add(place);
        }
    }
}

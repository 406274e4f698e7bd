using System.Runtime.InteropServices;
using TensorCalculus.Syntax;

namespace TensorCalculus.Binding;

/// <summary>How often each index occurs in one addend of an expression at most: the addend that has it most often counts,
/// and indices bound by a reduction do not occur outside it.</summary>
internal static class Amounts
{
    public static Dictionary<string, int> Of(ExpressionSyntax node)
    {
        var amounts = new Dictionary<string, int>();
        Add(node, amounts, []);
        return amounts;
    }

    /// <summary>Counts the labels of a node's own subscripts.</summary>
    public static void AddOwn(ExpressionSyntax node, Dictionary<string, int> amounts, List<string> buffer)
    {
        buffer.Clear();
        IndexLabels.AddOwn(node, buffer);
        foreach (string label in buffer)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(amounts, label, out _)++;
        }
    }

    private static void Add(ExpressionSyntax node, Dictionary<string, int> amounts, List<string> buffer)
    {
        switch (node)
        {
            case SumSyntax sum:
                AddLargest(sum, amounts, buffer);
                break;
            case ProductSyntax product:
                foreach (FactorSyntax factor in product.Factors)
                {
                    Add(factor.Factor, amounts, buffer);
                }

                break;
            case NegationSyntax negation:
                Add(negation.Operand, amounts, buffer);
                break;
            case PowerSyntax power:
                Add(power.Base, amounts, buffer);
                Add(power.Exponent, amounts, buffer);
                break;
            case ParenthesisSyntax parenthesis:
                Add(parenthesis.Inner, amounts, buffer);
                break;
            case CallSyntax call:
                foreach (ExpressionSyntax argument in call.Arguments)
                {
                    Add(argument, amounts, buffer);
                }

                break;
            case ComparisonSyntax comparison:
                Add(comparison.Left, amounts, buffer);
                Add(comparison.Right, amounts, buffer);
                break;
            case ReductionSyntax reduction:
                AddReduction(reduction, amounts, buffer);
                break;
            default:
                AddOwn(node, amounts, buffer);
                break;
        }
    }

    private static void AddLargest(SumSyntax sum, Dictionary<string, int> amounts, List<string> buffer)
    {
        var largest = new Dictionary<string, int>();
        var addend = new Dictionary<string, int>();
        foreach (SignedSyntax term in sum.Terms)
        {
            addend.Clear();
            Add(term.Term, addend, buffer);
            foreach ((string label, int amount) in addend)
            {
                ref int most = ref CollectionsMarshal.GetValueRefOrAddDefault(largest, label, out _);
                most = Math.Max(most, amount);
            }
        }

        Merge(largest, amounts);
    }

    private static void AddReduction(ReductionSyntax reduction, Dictionary<string, int> amounts, List<string> buffer)
    {
        var body = new Dictionary<string, int>();
        Add(reduction.Body, body, buffer);
        foreach (SubscriptSyntax index in reduction.Indices)
        {
            if (IndexLabels.Single(index) is not { } label)
            {
                continue;
            }

            body.Remove(label);
            if (IndexLabels.IsKeeping(reduction))
            {
                body[label] = 1;
            }
        }

        Merge(body, amounts);
    }

    private static void Merge(Dictionary<string, int> from, Dictionary<string, int> into)
    {
        foreach ((string label, int amount) in from)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(into, label, out _) += amount;
        }
    }
}

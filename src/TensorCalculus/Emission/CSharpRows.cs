using System.Globalization;

namespace TensorCalculus.Emission;

/// <summary>Writes sums whose innermost loop runs along rows of arrays as calls that work on whole rows, and so several numbers at once.</summary>
/// <param name="arrays">The arrays at hand.</param>
/// <param name="expressions">Notes the functions that are called.</param>
internal sealed class CSharpRows(CSharpArrays arrays, CSharpExpressions expressions)
{
    /// <summary>The innermost sum as an inner product of two rows, where it is one.</summary>
    public CSharpText? Dot(CSharpSum sum, IReadOnlyDictionary<int, string> variables) =>
        sum.Operands.Length == 2 && RowOf(sum, 0, variables) is var (left, leftAt) && RowOf(sum, 1, variables) is var (right, rightAt)
            ? CSharpText.Atom($"{expressions.Helper("Dot")}({Row(left, leftAt)}, {Row(right, rightAt)})")
            : null;

    /// <summary>For a sum that adds multiples of rows to rows of its result: which operand the rows are of, and their text.</summary>
    public (int Operand, string Row)? Scaled(CSharpSum sum, IReadOnlyDictionary<int, string> variables)
    {
        for (int i = 0; i < sum.Operands.Length && sum.Kept[^1] == sum.Innermost; i++)
        {
            if (sum.Operands.Length == 2 && !sum.Operands[1 - i].Labels.Contains(sum.Innermost) && RowOf(sum, i, variables) is var (array, before))
            {
                return (i, Row(array, before));
            }
        }

        return null;
    }

    /// <summary>A row of an array: all elements along its last axis.</summary>
    public string Row(string array, IReadOnlyList<string> before)
    {
        if (before.Count == 0)
        {
            return array;
        }

        // There is a function for each number of axes.
        expressions.Helper("Row" + (before.Count + 1).ToString(CultureInfo.InvariantCulture));
        return $"Row({array}, {string.Join(", ", before)})";
    }

    /// <summary>A statement that adds a multiple of one row to another.</summary>
    public string AddScaled(string target, CSharpText factor, string row) => $"{expressions.Helper("AddScaled")}({target}, {factor}, {row});";

    /// <summary>The operand as a row along the innermost loop, where it is one: an array, and where along its axes but the last.</summary>
    private (string Array, string[] Before)? RowOf(CSharpSum sum, int operand, IReadOnlyDictionary<int, string> variables)
    {
        (ArrayNode node, int[] labels) = sum.Operands[operand];
        string innermost = variables[sum.Innermost];
        return arrays.Read(node, [.. labels.Select(l => variables[l])]) is var (array, at)
            && array is not ParameterNode { Tensor.IsInteger: true } && at.Count > 0 && at[^1] == innermost
            && !at.SkipLast(1).Any(t => CSharpText.Mentions(t, innermost))
            ? (arrays.NameOf(array), [.. at.SkipLast(1)])
            : null;
    }
}

using System.Globalization;

namespace TensorCalculus.Emission;

/// <summary>Writes sums whose innermost loop runs along rows of arrays as calls that work on whole rows, and so several numbers at once.</summary>
/// <param name="arrays">The arrays at hand.</param>
/// <param name="expressions">Notes the functions that are called.</param>
internal sealed class CSharpRows(CSharpArrays arrays, CSharpExpressions expressions)
{
    /// <summary>The innermost sum as an inner product of two rows, where it is one.</summary>
    public CSharpText? Dot(CSharpSum sum, IReadOnlyDictionary<int, string> variables) =>
        sum.Operands.Length == 2 && Row(sum, 0, variables) is { } left && Row(sum, 1, variables) is { } right
            ? CSharpText.Atom($"{expressions.Helper("Dot")}({left}, {right})")
            : null;

    /// <summary>For a sum that adds multiples of rows to rows of its result: which operand the rows are of, and their text.</summary>
    public (int Operand, string Row)? Scaled(CSharpSum sum, IReadOnlyDictionary<int, string> variables)
    {
        for (int i = 0; i < sum.Operands.Length && sum.Kept[^1] == sum.Innermost; i++)
        {
            if (sum.Operands.Length == 2 && !sum.Operands[1 - i].Labels.Contains(sum.Innermost) && Row(sum, i, variables) is { } row)
            {
                return (i, row);
            }
        }

        return null;
    }

    /// <summary>A row of an array: all elements along its last axis.</summary>
    public string Row(string array, IReadOnlyList<string> before) => before.Count == 0
        ? array
        : $"{Function(before.Count + 1)}({array}, {string.Join(", ", before)})";

    /// <summary>A statement that adds a multiple of one row to another.</summary>
    public string AddScaled(string target, CSharpText factor, string row) => $"{expressions.Helper("AddScaled")}({target}, {factor}, {row});";

    /// <summary>There is one for each number of axes.</summary>
    private string Function(int rank)
    {
        expressions.Helper("Row" + rank.ToString(CultureInfo.InvariantCulture));
        return "Row";
    }

    private string? Row(CSharpSum sum, int operand, IReadOnlyDictionary<int, string> variables)
    {
        (ArrayNode node, int[] labels) = sum.Operands[operand];
        string innermost = variables[sum.Innermost];
        return arrays.Read(node, [.. labels.Select(l => variables[l])]) is var (array, at)
            && array is not ParameterNode { Tensor.IsInteger: true } && at.Count > 0 && at[^1] == innermost && !at.SkipLast(1).Contains(innermost)
            ? Row(arrays.NameOf(array), [.. at.SkipLast(1)])
            : null;
    }
}

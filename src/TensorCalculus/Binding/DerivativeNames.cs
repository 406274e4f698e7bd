using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Binding;

/// <summary>Reads names such as <c>dl_dy</c> and <c>d2f_dx_dx</c>. No other name has an underscore.</summary>
internal static class DerivativeNames
{
    public static DerivativeName? Parse(string name)
    {
        if (!name.Contains('_'))
        {
            return null;
        }

        string[] parts = name.Split('_');
        if (!Array.TrueForAll(parts, p => p.StartsWith('d') && p.Length > 1))
        {
            return null;
        }

        // d2f is the second derivative of f; in df2_dx the digit belongs to the name.
        string of = char.IsDigit(parts[0][1]) ? parts[0][2..] : parts[0][1..];
        return of.Length == 0 ? null : new DerivativeName(of, [.. parts.Skip(1).Select(p => p[1..])]);
    }
}

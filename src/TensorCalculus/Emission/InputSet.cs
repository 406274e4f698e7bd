using System.Numerics;

namespace TensorCalculus.Emission;

/// <summary>Asks autograd whether it needs the gradient by one of some inputs.</summary>
internal static class InputSet
{
    /// <summary>The question in Python: inputs that stand side by side are a slice.</summary>
    /// <param name="inputs">The positions of the inputs, as bits.</param>
    /// <param name="count">The number of all inputs.</param>
    public static string Write(BigInteger inputs, int count)
    {
        var parts = new List<string>();
        byte[] bits = inputs.ToByteArray();
        for (int first = 0; first < count; first++)
        {
            int end = first;
            while (end < count && Has(end))
            {
                end++;
            }

            switch (end - first)
            {
                case 0:
                    break;
                case 1:
                    parts.Add($"ctx.needs_input_grad[{first}]");
                    break;
                default:
                    parts.Add($"any(ctx.needs_input_grad[{(first == 0 ? "" : first)}:{(end == count ? "" : end)}])");
                    break;
            }

            first = Math.Max(first, end - 1);
        }

        return string.Join(" or ", parts);

        bool Has(int input) => input / 8 < bits.Length && ((bits[input / 8] >> (input % 8)) & 1) == 1;
    }
}

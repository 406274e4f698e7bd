using System.Globalization;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>Writes sizes that follow from others.</summary>
/// <param name="arrays">Knows how sizes are written.</param>
/// <param name="expressions">Writes positions.</param>
internal sealed class CSharpSizes(CSharpArrays arrays, CSharpExpressions expressions)
{
    /// <summary>The size that keeps every read inside: the least of those that keep one inside.</summary>
    public string Derived(Dimension dimension) => dimension.Bounds.Select(Largest).Aggregate((a, b) => $"Math.Min({a}, {b})");

    private string Largest(SizeBound bound)
    {
        if (bound.Divisor == 1)
        {
            return Form(bound.Room + 1);
        }

        // Integer division rounds towards 0: what is divided must not be negative where there is room for nothing.
        string divisor = bound.Divisor.ToString(CultureInfo.InvariantCulture);
        return $"({Form(bound.Room + bound.Divisor)}) / {divisor}";
    }

    private string Form(AffineForm form) => FormText.Write(
        form, a => a is SizeAtom size ? arrays.Size(size.Dimension) : expressions.Position(new PositionSubscript(((PositionAtom)a).Symbol, 0)));
}

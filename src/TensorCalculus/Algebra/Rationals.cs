using Fractions;

namespace TensorCalculus.Algebra;

/// <summary>Questions to exact numbers, which are asked far more often than anything else and mostly of 1.</summary>
internal static class Rationals
{
    /// <summary>Whether the number is 1.</summary>
    public static bool IsOne(this Fraction value) => value.Numerator.IsOne && value.Denominator.IsOne;
}

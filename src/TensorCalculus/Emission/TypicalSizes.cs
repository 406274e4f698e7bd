using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>The sizes that decide between orders of computation: declared ones, and for the others one moderate number.</summary>
internal static class TypicalSizes
{
    /// <summary>The size of a dimension that has none declared.</summary>
    public const int Moderate = 64;

    public static double Of(Dimension dimension) => dimension.Value ?? Moderate;
}

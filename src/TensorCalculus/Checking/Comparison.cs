namespace TensorCalculus.Checking;

/// <summary>What came of comparing an equation with numbers at one sample.</summary>
/// <param name="Worst">Where the two differ most; <see langword="null"/> where they could not be compared.</param>
/// <param name="Vanishes">Whether the numerical derivative is zero there, so that an agreement says little.</param>
/// <param name="Failure">Why they could not be compared, if that is the equation's fault.</param>
/// <param name="Doubt">Why they could not be compared, if that is the fault of the numbers.</param>
internal sealed record Comparison(Discrepancy? Worst, bool Vanishes, string? Failure = null, string? Doubt = null)
{
    public static Comparison Failed(string reason) => new(null, false, Failure: reason);

    public static Comparison Doubtful(string reason) => new(null, false, Doubt: reason);
}

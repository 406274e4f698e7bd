using System.Numerics;

namespace TensorCalculus.Binding;

/// <summary>The indices that an expression leaves open: the free ones as bits, and of the dummies summed outside it as much
/// as tells whether there are any.</summary>
/// <param name="Free">The bits of the equation's free indices.</param>
/// <param name="OutermostDummy">The level of the outermost dummy; <see cref="int.MaxValue"/> where there is none.</param>
internal readonly record struct OpenIndices(BigInteger Free, int OutermostDummy)
{
    public static readonly OpenIndices None = new(BigInteger.Zero, int.MaxValue);

    public bool IsScalar => Free.IsZero && OutermostDummy == int.MaxValue;

    public static OpenIndices Of(BoundIndex index) => index.IsFree ? None with { Free = index.FreeBit } : None with { OutermostDummy = index.Level };

    public static OpenIndices operator |(OpenIndices a, OpenIndices b) =>
        new(a.Free.IsZero ? b.Free : b.Free.IsZero ? a.Free : a.Free | b.Free, Math.Min(a.OutermostDummy, b.OutermostDummy));
}

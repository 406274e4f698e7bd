using TensorCalculus.Algebra;

namespace TensorCalculus.Differentiation;

/// <summary>The motion of all tensors that depend on what moves along a direction.</summary>
internal sealed class DirectedMotion(Direction direction, IEnumerable<TensorSymbol> moving) : Motion
{
    private readonly HashSet<TensorSymbol> moving = [.. moving];
    private ulong? mask;

    public override ulong Mask => mask ??= moving.Aggregate(0UL, (m, t) => m | (1UL << (t.Ordinal & 63)));

    public override TensorSymbol? Variable => direction.Variable;

    public override bool Moves(TensorSymbol tensor) => moving.Contains(tensor);

    public override Expr DerivativeOf(TensorElement element) => direction.At(element.Tensor, element.Subscripts);
}

using TensorCalculus.Syntax;

namespace TensorCalculus.Binding;

/// <summary>One equation with its indices told apart: the free ones, and for each binder those that it binds.</summary>
internal sealed class EquationScope
{
    public required EquationSyntax Syntax { get; init; }

    public required TensorEntry Tensor { get; init; }

    /// <summary>The indices of the left-hand side, one for each axis.</summary>
    public required BoundIndex[] Free { get; init; }

    /// <summary>Every index that no sum binds: the distinct ones of the left-hand side, and those of <c>(no sum i)</c>.</summary>
    public required IReadOnlyList<BoundIndex> Kept { get; init; }

    /// <summary>The implicit sums: at which term which dummies are summed.</summary>
    public Dictionary<ExpressionSyntax, BoundIndex[]> Sums { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>The indices of explicit reductions that do not keep them.</summary>
    public Dictionary<ExpressionSyntax, BoundIndex[]> Reductions { get; } = new(ReferenceEqualityComparer.Instance);
}

using System.Collections.Immutable;

namespace TensorCalculus.Algebra;

/// <summary>A declared identity: two expressions that are equal at all values of their free indices. It holds at the values that a
/// program is given, and says nothing of how they move: what is differentiated is the program as it stands.</summary>
/// <param name="Indices">The free indices of either side.</param>
/// <param name="Left">One side.</param>
/// <param name="Right">The other.</param>
/// <param name="Declaration">What declares it, for messages.</param>
internal sealed record BoundIdentity(ImmutableArray<IndexVariable> Indices, Expr Left, Expr Right, string Declaration);

using TensorCalculus.Algebra;

namespace TensorCalculus.Evaluation;

/// <summary>Thrown where a component is read outside its axis.</summary>
internal sealed class PositionOutOfRangeException(TensorSymbol tensor, int axis, long position, int size)
    : Exception($"Position {position} is outside axis {axis} of {tensor.Name}, whose size is {size}.");

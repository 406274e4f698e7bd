namespace TensorCalculus.Matrices;

/// <summary>What is being translated has no form in matrix notation. Does not leave the room: <see cref="MatrixTranslator"/> catches it.</summary>
/// <param name="reason">What stands in the way, as a sentence without its full stop.</param>
internal sealed class NoMatrixFormException(string reason) : Exception(reason);

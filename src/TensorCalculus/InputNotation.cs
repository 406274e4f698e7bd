namespace TensorCalculus;

/// <summary>How a program is written.</summary>
public enum InputNotation
{
    /// <summary>By components: <c>y_{ij} = x_{ik} a_{kj}</c>.</summary>
    Index,

    /// <summary>By matrices: <c>Y = X A' + 1 b'</c>.</summary>
    Matrix,
}

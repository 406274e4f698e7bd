namespace TensorCalculus;

/// <summary>The usual mistakes.</summary>
public enum ClaimMistake
{
    /// <summary>None of them explains the difference.</summary>
    Unknown,

    /// <summary>A number, a size or a tensor that is missing as a factor, or stands there once too often.</summary>
    Factor,

    /// <summary>A wrong sign.</summary>
    Sign,

    /// <summary>An operand, or the result, is transposed.</summary>
    TransposedOperand,

    /// <summary>A sum is missing: one of its addends stands in its place.</summary>
    MissingSum,

    /// <summary>A sum runs over another axis.</summary>
    WrongAxis,

    /// <summary>A path is forgotten: a tensor between was taken for a constant.</summary>
    ForgottenPath,

    /// <summary>An addend is missing.</summary>
    MissingTerm,

    /// <summary>An addend with a Kronecker delta is missing.</summary>
    MissingDelta,

    /// <summary>Of a Jacobian only the diagonal is kept.</summary>
    OnlyDiagonal,

    /// <summary>Axes are taken for equally long that the program keeps apart.</summary>
    SizesTakenForEqual,
}

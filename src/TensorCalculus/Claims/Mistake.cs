using TensorCalculus.Algebra;

namespace TensorCalculus.Claims;

/// <summary>The mistakes that people make.</summary>
internal enum MistakeKind
{
    Factor,
    Sign,
    TransposedOperand,
    MissingSum,
    WrongAxis,
    ForgottenPath,
    MissingTerm,
    MissingDelta,
    OnlyDiagonal,
}

/// <summary>A mistake: what was done, and to which part of the formula.</summary>
/// <param name="Kind">What kind of mistake it is.</param>
/// <param name="Parts">The expressions that the words speak of.</param>
/// <param name="Words">What was done, <c>{0}</c>, <c>{1}</c> standing for the parts.</param>
internal sealed record Mistake(MistakeKind Kind, string Words, params Expr[] Parts);

/// <summary>The derived formula with a mistake in it.</summary>
internal sealed record Mutant(Mistake Mistake, Expr Formula);

using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Differentiation;

/// <summary>What a pass through the equations has found.</summary>
internal interface IDerivativePass
{
    /// <summary>The lines, each in terms of lines before it.</summary>
    ImmutableArray<DerivedLine> Lines { get; }

    /// <summary>What was asked for: the equations of lines, and of derivatives that are known without one.</summary>
    ImmutableArray<DerivedEquation> Answers { get; }

    /// <summary>The rules that choose the form of what is printed.</summary>
    RuleSet Present { get; }
}

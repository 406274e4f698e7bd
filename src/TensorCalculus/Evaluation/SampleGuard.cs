using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Evaluation;

/// <summary>Judges whether a program can be differentiated numerically at a sample.</summary>
/// <param name="KinkMargin">How far arguments stay away from a kink. One that is exactly there is so by construction, and is left alone.</param>
/// <param name="DomainMargin">How far arguments stay inside a domain, and bases of negative powers away from 0.</param>
/// <param name="Largest">The largest magnitude of a tensor's components.</param>
internal sealed record SampleGuard(double KinkMargin, double DomainMargin, double Largest)
{
    /// <summary>What is wrong at the sample, or <see langword="null"/>.</summary>
    public string? Complaint(ForwardPass pass)
    {
        foreach (BoundEquation equation in pass.Program.Equations)
        {
            if (!(pass[equation.Tensor].LargestMagnitude <= Largest))
            {
                return $"{equation.Tensor.Name} is not finite, or very large.";
            }
        }

        foreach (BoundEquation equation in pass.Program.Equations)
        {
            foreach (Expr node in ExprWalk.NodesOf(pass.Program.Factory, equation.Body))
            {
                if (DomainUses.DomainOf(node) is { } use
                    && pass.Evaluator.Evaluate(use.Argument, use.Argument.FreeIndices).Values.ToArray().Any(u => !IsFine(node, use.Domain, u)))
                {
                    return $"An argument of {NameOf(node)} in the equation of {equation.Tensor.Name} is outside its domain, or close to its border or a kink.";
                }
            }
        }

        return null;
    }

    private bool IsFine(Expr node, Domain domain, double u) => domain switch
    {
        Domain.Positive => u >= DomainMargin,
        Domain.UnitBall => Math.Abs(u) <= 1 - DomainMargin,
        _ => double.IsFinite(u),
    } && node switch
    {
        Call { Function.Kink: { } kink } => u == kink || Math.Abs(u - kink) >= KinkMargin,
        Power { Exponent: Number { Value.IsNegative: true } } => Math.Abs(u) >= DomainMargin,
        _ => true,
    };

    private static string NameOf(Expr node) => node is Call call ? call.Function.Name : "a power";
}

namespace TensorCalculus;

/// <summary>One step of a derivation: an equation, and the rule by which it follows from the step before.</summary>
/// <param name="Rule">The rule's name in the rulebook, such as <c>kronecker/contract</c>.</param>
/// <param name="Title">The rule in words.</param>
/// <param name="Statement">The rule in notation.</param>
/// <param name="StartsEquation">Whether the left side is new, so that the step starts an equation instead of going on with one.</param>
/// <param name="Left">What is derived.</param>
/// <param name="Right">What it equals.</param>
public sealed record DerivationStep(string Rule, string Title, string Statement, bool StartsEquation, PrintedFormula Left, PrintedFormula Right)
{
    /// <summary>The equation as plain text.</summary>
    public string Unicode => $"{Left.Unicode} = {Right.Unicode}";

    /// <summary>The equation in LaTeX.</summary>
    public string Latex => $"{Left.Latex} = {Right.Latex}";
}

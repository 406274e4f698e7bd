using System.Text.RegularExpressions;
using TensorCalculus.Algebra;

namespace TensorCalculus.Tests.Laws;

/// <summary>What is derived of a program, as expressions beside their printed form.</summary>
internal static partial class Derived
{
    /// <summary>The closed form that an equation such as <c>dl_dx[p] = …</c> is about.</summary>
    public static (DerivedEquation Equation, DerivedFormula Formula) Formula(TensorProgram program, string line)
    {
        Match name = Name().Match(line);
        string of = name.Groups["of"].Value, by = name.Groups["by"].Value;
        var options = new DeriveOptions
        {
            Mode = of == "l" ? DerivativeMode.Backward : DerivativeMode.Jacobian,
            Of = of == "l" ? [] : [of],
            Wrt = [by],
        };
        Derivation derivation = program.Derive(options);
        return (Closed(derivation).Single(), derivation.Gradients.Single());
    }

    /// <summary>The closed forms asked for, in the order of <see cref="Derivation.Gradients"/>.</summary>
    public static IEnumerable<DerivedEquation> Closed(Derivation derivation) =>
        derivation.Passes.SelectMany(p => p.ClosedEquations);

    /// <summary>The gradient lines, in the order of <see cref="Derivation.Lines"/>.</summary>
    public static IEnumerable<DerivedEquation> Lines(Derivation derivation) =>
        derivation.Passes.SelectMany(p => p.LineEquations);

    [GeneratedRegex(@"^d(?<of>[A-Za-z0-9]+)_d(?<by>[A-Za-z0-9]+)")]
    private static partial Regex Name();
}

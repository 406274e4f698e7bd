using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>The set <em>present</em> for one program: normal form first, then what the program's own lines say, then the form
/// that people write. Each round lowers the complexity or leaves the expression alone. The set <em>local</em>, for the derivative of
/// one equation, has the first two parts.</summary>
internal static class PresentationRules
{
    /// <param name="factory">The factory of the program.</param>
    /// <param name="equations">Its equations.</param>
    /// <param name="identities">Its declared identities, where results may use them.</param>
    /// <param name="spoken">The equations whose names results may speak of, if not of all.</param>
    public static (RuleSet Local, RuleSet Present) For(
        ExprFactory factory, IReadOnlyList<BoundEquation> equations, IReadOnlyList<BoundIdentity>? identities = null, IReadOnlyList<BoundEquation>? spoken = null)
    {
        var symmetric = new SymmetricSubscripts(factory, identities ?? [], equations);
        var given = new GivenIdentities(factory, identities ?? [], symmetric);
        var constants = new ConstantContractions(equations, [symmetric, given]);
        var names = new DefinedNames(factory, spoken ?? equations, symmetric);
        var inserted = new InsertedDefinitions(equations, identities ?? [], [symmetric, given, names]);
        Rule[] definitions = [symmetric, given, constants, new TermByTerm(constants, given), names, inserted, new InverseProduct(equations), new ThresholdNames(names), new ChoiceSum()];
        var simplify = new RuleSet("simplify", [.. NormalisationRules.Set.Rules, .. definitions]);
        return (
            new RuleSet("local", [.. NormalisationRules.Local.Rules, .. definitions]),
            new RuleSet("present", [.. simplify.Rules, new Presentation(simplify, names.Allowing(Complexity.Unit)), new ChoiceCommonFactor(), new ChoiceInside()]));
    }

    /// <summary>The same of a derivative that is differentiated once more. It must not use what holds at one point alone: declared identities,
    /// and what defines the tensors by which is differentiated, for they vary by themselves.</summary>
    /// <param name="program">The program.</param>
    /// <param name="wrt">The tensors by which is differentiated.</param>
    /// <param name="usual">The rules for the program, which serve where there is nothing of that kind.</param>
    /// <param name="spoken">The equations whose names results may speak of, if not of all.</param>
    public static (RuleSet Local, RuleSet Present) Lasting(
        BoundProgram program, IReadOnlyCollection<TensorSymbol> wrt, (RuleSet Local, RuleSet Present) usual, IReadOnlyList<BoundEquation>? spoken = null)
    {
        return program.Identities.IsEmpty && !program.Equations.Any(Varies)
            ? usual
            : For(program.Factory, Holding(program.Equations), spoken: Holding(spoken ?? program.Equations));

        bool Varies(BoundEquation equation) => wrt.Contains(equation.Tensor);

        BoundEquation[] Holding(IReadOnlyList<BoundEquation> equations) => [.. equations.Where(e => !Varies(e))];
    }
}

using TensorCalculus.Algebra;

namespace TensorCalculus.Rules;

/// <summary>Writes the program's own name for what its definition says: <c>exp(x_i)/(1_j exp(x_j))</c> comes back as <c>s_i</c>,
/// <c>(v_b + eps)^(-3/2)</c> as <c>sigma_b^(-3)</c>.</summary>
internal sealed class DefinedNames : TermReplacements
{
    public DefinedNames(ExprFactory factory, IEnumerable<BoundEquation> equations, SymmetricSubscripts symmetric)
        : base(
            "definitions/name",
            "Use the defined name",
            "what a line defines is written by its name",
            from equation in equations
            from body in symmetric.Variants(factory, equation.Body)
            let definition = Definition.Of(factory, equation with { Body = body })
            where definition is not null
            select definition)
    {
    }

    private DefinedNames(DefinedNames names, int allowance)
        : base(names, allowance)
    {
    }

    /// <summary>The same rule, for which a term may get longer: the sum in which it stands may get shorter.</summary>
    /// <param name="allowance">By how much, as <see cref="Complexity"/> counts.</param>
    public DefinedNames Allowing(int allowance) => new(this, allowance);
}

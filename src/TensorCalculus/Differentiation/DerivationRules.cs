using TensorCalculus.Rules;

namespace TensorCalculus.Differentiation;

/// <summary>The steps that the passes take themselves, in the rulebook's words.</summary>
internal static class DerivationRules
{
    public static readonly NamedRule SetUp = new(
        "derivation/set-up", "Differentiate with new free indices", "the derivative takes free indices that the equation does not use");

    public static readonly NamedRule Upstream = new(
        "derivation/chain", "Tensor chain rule", "∂l/∂x_pq = ∂l/∂y_ij ∂y_ij/∂x_pq, summed over all components of y");

    public static readonly NamedRule Local = new(
        "derivation/local", "Insert the local derivatives", "∂y_ij/∂x_pq is what was found above");

    public static readonly NamedRule FanOut = new(
        "derivation/fan-out", "Tensor chain rule, added over all uses", "a tensor that several lines read collects a term ∂l/∂y_ij ∂y_ij/∂x_pq from each of them");

    public static readonly NamedRule Differential = new(
        "derivation/differential", "Take the differential", "d(y_ij), along the given tangents of what the line reads");

    public static readonly NamedRule Symmetry = new(
        "derivation/symmetry", "Write it symmetrically", "∂²f/∂x_p∂x_q = ∂²f/∂x_q∂x_p");

    public static readonly NamedRule Insert = new(
        "derivation/insert", "Insert the gradients of later lines", "∂l/∂y is written out, from the last line backwards");
}

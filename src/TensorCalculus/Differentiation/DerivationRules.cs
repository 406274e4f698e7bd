using TensorCalculus.Rules;

namespace TensorCalculus.Differentiation;

/// <summary>The steps that the passes take themselves, in the rulebook's words.</summary>
internal static class DerivationRules
{
    public static readonly NamedRule SetUp = new(
        "derivation/set-up", "Differentiate with new free indices", "the derivative takes free indices that the equation does not use");

    public static readonly NamedRule Given = new(
        "derivation/given", "Start from the output", "∂l/∂y is given; the derivative of a tensor by itself is a product of deltas");

    public static readonly NamedRule Upstream = new(
        "derivation/chain", "Tensor chain rule", "∂l/∂x_pq = ∂l/∂y_ij ∂y_ij/∂x_pq, summed over all components of y");

    public static readonly NamedRule FanOut = new(
        "derivation/fan-out", "Add over all uses", "a tensor that several lines read collects a term from each");

    public static readonly NamedRule Insert = new(
        "derivation/insert", "Insert the gradients of later lines", "∂l/∂y is written out, from the last line backwards");

    public static readonly NamedRule Unused = new(
        "derivation/unused", "No path", "what the outputs do not depend on has derivative 0");
}

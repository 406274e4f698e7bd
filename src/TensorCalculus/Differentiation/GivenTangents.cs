using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Differentiation;

/// <summary>The direction of given tangents: along <c>dx</c>, <c>y</c> has the tangent <c>dy</c>. The derivative of a gradient
/// ∂f/∂x along it is the product of the Hessian with it.</summary>
internal sealed class GivenTangents : Direction
{
    private readonly BoundProgram program;
    private readonly string tangent;
    private readonly string product;

    /// <summary>Prepares the direction.</summary>
    /// <param name="program">The program.</param>
    /// <param name="seeds">The tensors whose tangents are given.</param>
    /// <param name="tangent">What stands before a tensor's name in its tangent's: letters, so that results read back in.</param>
    /// <param name="product">The same for the derivative of a gradient.</param>
    public GivenTangents(BoundProgram program, ImmutableArray<TensorSymbol> seeds, string tangent, string product)
        : base(seeds, [])
    {
        this.program = program;
        this.tangent = Free(tangent);
        this.product = Free(product);
    }

    public override TensorSymbol? Variable => null;

    public override TensorElement At(TensorSymbol tensor, ImmutableArray<Subscript> subscripts) => program.Factory.Element(Of(tensor), subscripts);

    public override Expr SeedAt(TensorSymbol seed, ImmutableArray<Subscript> subscripts) => At(seed, subscripts);

    public override TensorElement Symbol(Motion motion) => program.Factory.Element(
        new TensorSymbol { Name = "d", Kind = TensorKind.Input, Ordinal = 0, Axes = [], Letters = [], Motion = motion });

    private protected override TensorSymbol Make(TensorSymbol tensor) => tensor.Derivative is { } gradient && tensor.Kind == TensorKind.Gradient
        ? Symbol(tensor, product + gradient.By[0], gradient with { IsAlong = true }, 3)
        : Symbol(tensor, tangent + tensor.Name, new DerivativeName(tensor.Name, [], IsAlong: true), 2);

    private TensorSymbol Symbol(TensorSymbol tensor, string name, DerivativeName derivative, int turn) => new()
    {
        Name = name,
        Kind = TensorKind.Gradient,
        Ordinal = (turn * program.NextOrdinal) + (tensor.Ordinal % program.NextOrdinal),
        Axes = tensor.Axes,
        Letters = tensor.Letters,
        Derivative = derivative,
    };

    /// <summary>The prefix, doubled until it makes no name that the program has.</summary>
    private string Free(string prefix)
    {
        string free = prefix;
        while (program.Tensors.Keys.Any(n => program.TakenLetters.Contains(free + n)))
        {
            free += prefix;
        }

        return free;
    }
}

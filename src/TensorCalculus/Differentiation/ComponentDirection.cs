using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Differentiation;

/// <summary>Along every component of one tensor x at once: the derivative of h is <c>dh_dx</c>, with the axes of h and then of x,
/// that of a gradient <c>df_dh</c> is <c>d2f_dh_dx</c>.</summary>
internal sealed class ComponentDirection : Direction
{
    private readonly BoundProgram program;
    private readonly TensorSymbol by;
    private readonly int turn;

    /// <summary>Prepares the direction.</summary>
    /// <param name="program">The program.</param>
    /// <param name="by">The tensor by which is differentiated.</param>
    /// <param name="letters">What its indices are called.</param>
    /// <param name="turn">How many directions came before it.</param>
    public ComponentDirection(BoundProgram program, TensorSymbol by, IEnumerable<string> letters, int turn)
        : this(program, by, letters, turn, [])
    {
    }

    private ComponentDirection(
        BoundProgram program, TensorSymbol by, IEnumerable<string> letters, int turn, Dictionary<TensorSymbol, TensorSymbol> symbols)
        : base([by], symbols)
    {
        (this.program, this.by, this.turn) = (program, by, turn);
        Indices = [.. by.Axes.Zip(letters, (d, letter) => program.Factory.Fresh(d, letter, role: 2))];
    }

    /// <summary>The free indices of the component.</summary>
    public ImmutableArray<IndexVariable> Indices { get; }

    private ImmutableArray<Subscript> Subscripts => [.. Indices.Select(i => new IndexSubscript(i))];

    /// <summary>The same direction, its indices called otherwise.</summary>
    public ComponentDirection With(IEnumerable<string> letters) => new(program, by, letters, turn, Symbols);

    public override TensorSymbol? Variable => by;

    public override TensorElement At(TensorSymbol tensor, ImmutableArray<Subscript> subscripts) =>
        program.Factory.Element(Of(tensor), [.. subscripts, .. Subscripts]);

    public override Expr SeedAt(TensorSymbol seed, ImmutableArray<Subscript> subscripts)
    {
        var deltas = new Expr[Indices.Length];
        for (int axis = 0; axis < deltas.Length; axis++)
        {
            deltas[axis] = program.Factory.KroneckerDelta(subscripts[axis], Subscripts[axis]);
        }

        return program.Factory.Multiply(deltas);
    }

    public override TensorElement Symbol(Motion motion) => program.Factory.Element(
        new TensorSymbol { Name = by.Name, Kind = by.Kind, Ordinal = by.Ordinal, Axes = by.Axes, Letters = by.Letters, Motion = motion }, Subscripts);

    private protected override TensorSymbol Make(TensorSymbol tensor)
    {
        DerivativeName name = tensor.Kind == TensorKind.Gradient && tensor.Derivative is { } gradient
            ? new DerivativeName(gradient.Of, gradient.By.Add(by.Name))
            : new DerivativeName(tensor.Name, [by.Name]);
        return new TensorSymbol
        {
            Name = name.Spelt,
            Kind = TensorKind.Gradient,
            Ordinal = (((2 * turn) + name.By.Length + 1) * program.NextOrdinal) + (tensor.Ordinal % program.NextOrdinal),
            Axes = [.. tensor.Axes, .. by.Axes],
            Letters = [.. tensor.Letters, .. by.Letters],
            Derivative = name,
        };
    }
}

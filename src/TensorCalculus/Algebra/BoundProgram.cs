using System.Collections.Frozen;
using System.Collections.Immutable;
using Fractions;

namespace TensorCalculus.Algebra;

/// <summary>A program by its meaning: every index is an identity, every sum has a binder, every axis a dimension.</summary>
internal sealed record BoundProgram
{
    public required ExprFactory Factory { get; init; }

    /// <summary>The equations in the order of the text; each reads inputs and tensors of earlier equations.</summary>
    public required ImmutableArray<BoundEquation> Equations { get; init; }

    /// <summary>The declared identities: the <c>given</c> ones and those of <c>symmetric</c> tensors.</summary>
    public ImmutableArray<BoundIdentity> Identities { get; init; } = [];

    /// <summary>The inputs by first occurrence, declared constants and integers among them.</summary>
    public required ImmutableArray<TensorSymbol> Inputs { get; init; }

    /// <summary>The defined tensors that no later equation reads.</summary>
    public required ImmutableArray<TensorSymbol> Outputs { get; init; }

    /// <summary>All dimensions, by ordinal.</summary>
    public required ImmutableArray<Dimension> Dimensions { get; init; }

    /// <summary>The symbols of constant positions (<c>T</c>), by first occurrence.</summary>
    public required ImmutableArray<string> Positions { get; init; }

    /// <summary>The names of arbitrary functions, by first occurrence.</summary>
    public required ImmutableArray<string> Functions { get; init; }

    /// <summary>Every index label and every name in the program: letters that are not free for new indices.</summary>
    public required IReadOnlySet<string> TakenLetters { get; init; }

    /// <summary>The input or defined tensor of this name, or <see langword="null"/>.</summary>
    public TensorSymbol? Find(string name) => Tensors.GetValueOrDefault(name);

    /// <summary>Inputs and defined tensors by name.</summary>
    public required IReadOnlyDictionary<string, TensorSymbol> Tensors { get; init; }

    /// <summary>The numbers that the program writes with a decimal point.</summary>
    public IReadOnlySet<Fraction> Decimals { get; init; } = FrozenSet<Fraction>.Empty;

    /// <summary>The pairs of axes that can change places, as far as somebody has found out.</summary>
    public IReadOnlySet<(TensorSymbol Tensor, int First, int Second)> SymmetricAxes { get; init; } = FrozenSet<(TensorSymbol, int, int)>.Empty;

    /// <summary>The one scalar output called <c>l</c>, <c>L</c> or <c>loss</c>, which is the loss itself.</summary>
    public TensorSymbol? Loss => Outputs is [{ Order: 0, Name: "l" or "L" or "loss" } only] ? only : null;

    /// <summary>Whether an index group stands in it.</summary>
    public bool HasGroups => Dimensions.Any(d => d.IsGroup);

    /// <summary>A number above the ordinal of every tensor of the program, for tensors made later.</summary>
    public int NextOrdinal => Inputs.Length + Equations.Length;
}

/// <summary>One equation: a tensor, its free indices and what its component at them is.</summary>
internal sealed record BoundEquation(TensorSymbol Tensor, ImmutableArray<IndexVariable> Indices, Expr Body);

/// <summary>A derived equation: a component of a derivative at free indices, and what it equals.</summary>
internal sealed record DerivedEquation(TensorElement Left, Expr Right);

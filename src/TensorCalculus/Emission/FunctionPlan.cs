using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>A function of an emitted module: parameters, statements in order, results.</summary>
/// <param name="Name">The name of the function.</param>
/// <param name="Parameters">What it takes.</param>
/// <param name="Statements">What it computes, each from what stands before it.</param>
/// <param name="Results">What it returns.</param>
internal sealed record FunctionPlan(
    string Name, ImmutableArray<ModuleParameter> Parameters, ImmutableArray<Statement> Statements, ImmutableArray<NamedArray> Results)
{
    /// <summary>What it computes, in words.</summary>
    public required string Summary { get; init; }

    /// <summary>Formulas that its documentation tells besides: how derivatives are built of what is returned.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>For derivatives that are returned under keys: what the results, in their order, belong to.</summary>
    public ImmutableArray<ResultKey> Keys { get; init; } = [];
}

/// <summary>The key of a Jacobian (what is differentiated, and by what) or of a block of a Hessian (the two by which is).</summary>
/// <param name="First">The first name.</param>
/// <param name="Second">The second name.</param>
/// <param name="Cores">How many results belong to it where they are the cores of it; null where the one is the derivative itself.</param>
internal sealed record ResultKey(string First, string Second, int? Cores);

/// <summary>A line of an emitted function: an array that has a name.</summary>
/// <param name="Node">What is computed; what it is made of is written in line unless it has a name too.</param>
/// <param name="Name">The name of the array.</param>
/// <param name="Formula">What is computed, in index notation.</param>
internal sealed record Statement(ArrayNode Node, string Name, string Formula);

/// <summary>An array under a name: an output, or a gradient.</summary>
/// <param name="Name">The name in the target language.</param>
/// <param name="Tensor">The tensor.</param>
/// <param name="Node">The array.</param>
internal sealed record NamedArray(string Name, TensorSymbol Tensor, ArrayNode Node);

/// <summary>A parameter of an emitted function.</summary>
/// <param name="Name">The name in the target language.</param>
internal abstract record ModuleParameter(string Name);

/// <summary>An input or a given gradient.</summary>
internal sealed record TensorParameter(string Name, TensorSymbol Tensor) : ModuleParameter(Name);

/// <summary>A constant position such as <c>T</c>.</summary>
internal sealed record PositionParameter(string Name, string Symbol) : ModuleParameter(Name);

/// <summary>An arbitrary function or a derivative of one.</summary>
internal sealed record FunctionParameter(string Name, string Function, int Primes) : ModuleParameter(Name);

/// <summary>A size that no shape tells.</summary>
internal sealed record SizeParameter(string Name, Dimension Dimension) : ModuleParameter(Name);

using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>What a module holds, for the writers of the targets.</summary>
internal sealed record EmissionModule
{
    /// <summary>The program.</summary>
    public required BoundProgram Program { get; init; }

    /// <summary>Its equations in index notation and the identities that it is told to assume, for the documentation of the module.</summary>
    public required ImmutableArray<string> Equations { get; init; }

    public required ModuleNames Names { get; init; }

    public required FunctionPlan Forward { get; init; }

    /// <summary>The backward pass, or what else is derived.</summary>
    public required FunctionPlan Derivative { get; init; }

    /// <summary>The forward pass again, with what it keeps for the backward pass, and the backward pass from there; null where something
    /// else is derived.</summary>
    public required KeepingPlan? Keeping { get; init; }

    /// <summary>What the module computes, for its documentation.</summary>
    public required string Title { get; init; }
}

/// <summary>A forward pass that keeps some arrays, and the backward pass that takes them up. The gradient of every output is given.</summary>
/// <param name="Inputs">What the forward pass takes: everything that one of the two needs.</param>
/// <param name="Outputs">What the forward pass returns.</param>
/// <param name="Forward">The lines of the forward pass.</param>
/// <param name="Kept">What is kept: inputs, and arrays that are cheaper to keep than to compute again.</param>
/// <param name="Given">The gradients that the backward pass is given.</param>
/// <param name="Backward">The lines of the backward pass.</param>
/// <param name="Gradients">What the backward pass returns, each by an input.</param>
internal sealed record KeepingPlan(
    ImmutableArray<ModuleParameter> Inputs,
    ImmutableArray<NamedArray> Outputs,
    ImmutableArray<Statement> Forward,
    ImmutableArray<KeptArray> Kept,
    ImmutableArray<TensorParameter> Given,
    ImmutableArray<Statement> Backward,
    ImmutableArray<NamedArray> Gradients)
{
    /// <summary>What the forward pass computes or reads, from the oldest on.</summary>
    public List<ArrayNode> ForwardNodes => ArrayWalk.From(Outputs.Select(o => o.Node).Concat(Kept.Select(k => k.Node)));

    /// <summary>What the backward pass computes or reads beyond what is kept, from the oldest on.</summary>
    public List<ArrayNode> BackwardNodes => ArrayWalk.From(Gradients.Select(g => g.Node), Kept.Select(k => k.Node).ToHashSet());

    private readonly Dictionary<string, NamedArray> byInput = Gradients.Where(g => g.Tensor.Derivative is { By.Length: 1 }).DistinctBy(g => g.Tensor.Derivative!.By[0]).ToDictionary(g => g.Tensor.Derivative!.By[0]);

    /// <summary>The gradient by an input; <see langword="null"/> where none is asked for.</summary>
    public NamedArray? GradientBy(ModuleParameter input) => input is TensorParameter { Tensor: var tensor } ? byInput.GetValueOrDefault(tensor.Name) : null;
}

/// <summary>An array that the forward pass keeps, and its name in both passes.</summary>
internal sealed record KeptArray(ArrayNode Node, string Name);

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

    public required FunctionPlan Backward { get; init; }

    /// <summary>The forward pass again, with what it keeps for the backward pass, and the backward pass from there.</summary>
    public required KeepingPlan Keeping { get; init; }
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

    /// <summary>The gradient by an input; <see langword="null"/> where none is asked for.</summary>
    public NamedArray? GradientBy(ModuleParameter input) => input is TensorParameter { Tensor: var tensor }
        ? Gradients.FirstOrDefault(g => g.Tensor.Derivative is { By: [var by] } && by == tensor.Name)
        : null;
}

/// <summary>An array that the forward pass keeps, and its name in both passes.</summary>
internal sealed record KeptArray(ArrayNode Node, string Name);

using System.Collections.Immutable;
using TensorCalculus.Emission;
using TensorCalculus.Reports;

namespace TensorCalculus;

/// <summary>What the forward and the backward pass of an emitted module cost. The backward pass is counted as autograd runs it: it
/// takes up what the forward pass keeps, and does not compute that again.</summary>
public sealed class EmissionCost
{
    internal EmissionCost(KeepingPlan plan, ModuleNames names)
    {
        Forward = new PassCost(PassCount.Of(plan.Forward, []), names);
        Backward = new PassCost(PassCount.Of(plan.Backward, [.. plan.Kept.Select(k => k.Node)]), names);
        Kept = [.. plan.Kept.Select(k => k.Name)];
        Ratio = RatioAt(TypicalSizes.Of);
    }

    internal EmissionCost(FunctionPlan forward, FunctionPlan derivative, DerivativeMode mode, ModuleNames names)
    {
        Mode = mode;
        Forward = new PassCost(PassCount.Of(forward.Statements, []), names);
        Backward = new PassCost(PassCount.Of(derivative.Statements, []), names);
        Kept = [];
        Ratio = RatioAt(TypicalSizes.Of);
    }

    /// <summary>What the module computes besides the program itself.</summary>
    public DerivativeMode Mode { get; }

    /// <summary>The forward pass.</summary>
    public PassCost Forward { get; }

    /// <summary>The backward pass, for which what is kept counts as memory unless it is an input; in another mode the function that
    /// computes its derivatives from the inputs.</summary>
    public PassCost Backward { get; }

    /// <summary>The names of the inputs and arrays that are kept from the forward pass.</summary>
    public ImmutableArray<string> Kept { get; }

    /// <summary>The operations of the backward pass (multiplications and additions) over those of the forward pass, where every
    /// size that is not declared is <see cref="TypicalSize"/>; <see langword="null"/> where the forward pass takes none.</summary>
    public double? Ratio { get; }

    /// <summary>The formula that takes the most operations of the backward pass, where that takes more than four times the
    /// operations of the forward pass; else <see langword="null"/>.</summary>
    public string? Dearest => Ratio > 4 ? Backward.Count.Dearest?.Formula : null;

    /// <summary>What a size that is not declared is taken to be where a number is needed.</summary>
    public static int TypicalSize => TypicalSizes.Moderate;

    /// <summary>The cost as plain text.</summary>
    public string ToText() => CostReportText.Write(this);

    internal double? RatioAt(Func<Algebra.Dimension, double> size)
    {
        double forward = Forward.Count.Operations.Total.At(size);
        return forward == 0 ? null : Backward.Count.Operations.Total.At(size) / forward;
    }
}

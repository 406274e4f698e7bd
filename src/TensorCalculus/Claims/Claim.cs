using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Claims;

/// <summary>A formula that a user believes, read as the last line of the program.</summary>
/// <param name="Text">The formula as it was written.</param>
/// <param name="Original">The program by itself.</param>
/// <param name="Program">The program as it was read with the claim; axes that the claim takes for equally long have one dimension here.</param>
/// <param name="Helpers">Lines behind the program that give names to parts of claims.</param>
/// <param name="Equation">The claim: a derivative at indices, and what it is said to be.</param>
internal sealed record Claim(
    string Text, BoundProgram Original, BoundProgram Program, ImmutableArray<BoundEquation> Helpers, BoundEquation Equation)
{
    /// <summary>What is claimed about which derivative.</summary>
    public DerivativeName Name => Equation.Tensor.Derivative!;

    /// <summary>The labels of axes that the program keeps apart and the claim takes for equally long, if there are such.</summary>
    public (string First, string Second)? Mixed
    {
        get
        {
            var kept = new Dictionary<Dimension, (Dimension Own, string Label)>();
            foreach (TensorSymbol tensor in Original.Tensors.Values.OrderBy(t => t.Ordinal))
            {
                TensorSymbol same = Program.Find(tensor.Name)!;
                for (int axis = 0; axis < tensor.Order; axis++)
                {
                    string label = tensor.Letters[axis] ?? $"axis {axis + 1} of {tensor.Name}";
                    if (!kept.TryAdd(same.Axes[axis], (tensor.Axes[axis], label)) && kept[same.Axes[axis]] is var other && other.Own != tensor.Axes[axis])
                    {
                        return (other.Label, label);
                    }
                }
            }

            return null;
        }
    }
}

using TensorCalculus.Algebra;

namespace TensorCalculus.Evaluation;

/// <summary>Where the value of a tensor is kept.</summary>
internal sealed class TensorCell(TensorSymbol tensor, DenseTensor? initial)
{
    private DenseTensor? value = initial;

    /// <exception cref="InvalidOperationException">It has no value yet.</exception>
    public DenseTensor Value
    {
        get => value ?? throw new InvalidOperationException($"{tensor.Name} has no value.");
        set => this.value = value;
    }
}

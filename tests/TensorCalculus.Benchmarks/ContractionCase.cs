using TensorCalculus.Algebra;

namespace TensorCalculus.Benchmarks;

/// <summary>Canonicalising one contraction under ever different names of its dummies.</summary>
internal sealed class ContractionCase
{
    private const int Tensors = 10;

    private readonly Random random = new(1);
    private readonly Dimension dimension = new(0, "i", null, null);
    private readonly TensorSymbol[] tensors;
    private readonly int[] permutation = [.. Enumerable.Range(0, 2 * Tensors)];
    private ExprFactory factory = new();

    /// <param name="distinct">Whether the ten are different tensors; the same one ten times is the harder case.</param>
    public ContractionCase(bool distinct)
    {
        TensorSymbol[] made =
        [
            .. Enumerable.Range(0, Tensors).Select(n => new TensorSymbol
            {
                Name = $"t{n}",
                Kind = TensorKind.Input,
                Ordinal = n,
                Axes = [dimension, dimension, dimension, dimension],
                Letters = [null, null, null, null],
            }),
        ];
        tensors = distinct ? made : [.. made.Select(_ => made[0])];
    }

    /// <summary>Makes the contraction in a new factory, under new names.</summary>
    public Expr Once()
    {
        factory = new ExprFactory();
        return Again();
    }

    /// <summary>Makes it once more in the same factory, under new names.</summary>
    public Expr Again()
    {
        random.Shuffle(permutation);
        return Work.Contraction(factory, dimension, tensors, permutation);
    }
}

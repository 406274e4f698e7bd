namespace TensorCalculus.Emission;

/// <summary>In which order the factors of a product are multiplied: a factor by its number, or a product of two.</summary>
internal sealed class ContractionTree
{
    private const int MostForExact = 12;

    public ContractionTree(int factor) => Factor = factor;

    public ContractionTree(ContractionTree left, ContractionTree right) => (Left, Right, Factor) = (left, right, -1);

    /// <summary>The number of the factor; -1 for a product.</summary>
    public int Factor { get; }

    public ContractionTree? Left { get; }

    public ContractionTree? Right { get; }

    /// <summary>The order that takes the fewest multiplications: exactly for a dozen factors, greedily for more.</summary>
    /// <param name="problem">The factors.</param>
    /// <returns>The order, and how many multiplications it takes.</returns>
    public static (ContractionTree Tree, double Cost) Cheapest(ContractionProblem problem) =>
        problem.Factors.Length <= MostForExact && problem.Sizes.Length <= 64 ? new ExactOrder(problem).Find() : new GreedyOrder(problem).Find();
}

/// <summary>A product to be summed over some indices, which are numbers from 0.</summary>
/// <param name="Factors">The indices of each factor.</param>
/// <param name="Kept">The indices of the result.</param>
/// <param name="Sizes">The size of each index.</param>
/// <param name="IsFree">Whether the product of two factors is there already and costs nothing.</param>
internal sealed record ContractionProblem(int[][] Factors, int[] Kept, double[] Sizes, Func<int, int, bool> IsFree);

using TensorCalculus.Evaluation;

namespace TensorCalculus.Tests.Evaluation;

public sealed class SquareMatrixTests
{
    [Fact]
    public void A_determinant_is_the_sum_over_permutations()
    {
        SquareMatrix.Determinant(new double[,] { { 3 } }).Should().Be(3);
        SquareMatrix.Determinant(new double[,] { { 0, 2 }, { 3, 4 } }).Should().BeApproximately(-6, 1e-14);
        SquareMatrix.Determinant(new double[,] { { 0, 1, 2 }, { 3, 0, 1 }, { 2, 5, 0 } }).Should().BeApproximately(32, 1e-13);
        SquareMatrix.Determinant(new double[,] { { 1, 2 }, { 2, 4 } }).Should().Be(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    public void A_matrix_times_its_inverse_is_the_identity(int size)
    {
        var random = new Random(size);
        var matrix = new double[size, size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                matrix[i, j] = random.NextDouble() - 0.5;
            }
        }

        double[,] inverse = SquareMatrix.Inverse(matrix);
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                Enumerable.Range(0, size).Sum(k => matrix[i, k] * inverse[k, j]).Should().BeApproximately(i == j ? 1 : 0, 1e-10);
            }
        }
    }

    [Fact]
    public void A_singular_matrix_has_no_finite_inverse() =>
        double.IsFinite(SquareMatrix.Inverse(new double[,] { { 1, 2 }, { 2, 4 } })[0, 0]).Should().BeFalse();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void A_Cholesky_factor_times_its_transpose_is_the_matrix(int size)
    {
        var random = new Random(size);
        double[][] rows = [.. Enumerable.Range(0, size).Select(_ => Enumerable.Range(0, size).Select(_ => random.NextDouble() - 0.5).ToArray())];
        var matrix = new double[size, size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                matrix[i, j] = rows[i].Zip(rows[j]).Sum(p => p.First * p.Second) + (i == j ? 0.1 : 0);
            }
        }

        double[,] factor = SquareMatrix.Cholesky(matrix);
        for (int i = 0; i < size; i++)
        {
            factor[i, i].Should().BePositive();
            for (int j = 0; j < size; j++)
            {
                Enumerable.Range(0, size).Sum(k => factor[i, k] * factor[j, k]).Should().BeApproximately(matrix[i, j], 1e-14);
                (j <= i || factor[i, j] == 0).Should().BeTrue();
            }
        }
    }

    [Fact]
    public void A_Cholesky_factor_is_of_the_symmetric_part()
    {
        double[,] factor = SquareMatrix.Cholesky(new double[,] { { 4, 1 }, { 3, 5 } });
        factor.Should().BeEquivalentTo(new double[,] { { 2, 0 }, { 1, 2 } });
    }

    [Fact]
    public void An_indefinite_matrix_has_no_Cholesky_factor() =>
        double.IsNaN(SquareMatrix.Cholesky(new double[,] { { 1, 2 }, { 2, 1 } })[1, 1]).Should().BeTrue();
}

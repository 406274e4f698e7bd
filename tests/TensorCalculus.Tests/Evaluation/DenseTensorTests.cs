using TensorCalculus.Evaluation;

namespace TensorCalculus.Tests.Evaluation;

public class DenseTensorTests
{
    private readonly DenseTensor matrix = new([2, 3], [1, 2, 3, 4, 5, -6]);

    [Fact]
    public void The_last_axis_varies_fastest()
    {
        matrix[0, 2].Should().Be(3);
        matrix[1, 0].Should().Be(4);
        matrix.PositionOf(4).Should().Equal(1, 1);
    }

    [Fact]
    public void A_scalar_has_no_axes() => DenseTensor.Scalar(7)[[]].Should().Be(7);

    [Theory]
    [InlineData(0, 3)]
    [InlineData(-1, 0)]
    [InlineData(2, 0)]
    public void Positions_outside_are_refused(int row, int column)
    {
        Func<double> read = () => matrix[row, column];
        read.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Too_few_numbers_are_refused()
    {
        Action make = () => _ = new DenseTensor([2, 2], [1, 2, 3]);
        make.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_change_is_a_copy()
    {
        matrix.With(5, 9)[1, 2].Should().Be(9);
        matrix[1, 2].Should().Be(-6);
    }

    [Fact]
    public void The_largest_magnitude_ignores_the_sign() => matrix.LargestMagnitude.Should().Be(6);

    [Fact]
    public void The_largest_magnitude_of_no_number_is_none() => matrix.With(1, double.NaN).LargestMagnitude.Should().Be(double.NaN);
}

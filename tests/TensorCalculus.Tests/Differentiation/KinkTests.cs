namespace TensorCalculus.Tests.Differentiation;

/// <summary>Where a function has no derivative, the gradient is what PyTorch 1.13 returns there.</summary>
public sealed class KinkTests
{
    [Theory]
    [InlineData("y_i = relu(x_i)", new[] { 0.0, 1, 0 })]
    [InlineData("y_i = abs(x_i)", new[] { -1.0, 1, 0 })]
    [InlineData("y_i = max(x_i, 0)", new[] { 0.0, 1, 0.5 })]
    [InlineData("y_i = max(0, -x_i)", new[] { -1.0, 0, -0.5 })]
    [InlineData("y_i = min(x_i, 0)", new[] { 1.0, 0, 0.5 })]
    [InlineData("y_i = max(x_i, x_i)", new[] { 1.0, 1, 1 })]
    [InlineData("y_i = max(x_i^2, x_i)", new[] { -4.0, 4, 0.5 })]
    [InlineData("y_i = max(-2, min(2, x_i))", new[] { 0.5, 0.5, 1 })]
    [InlineData("y_i = where(x_i > 0, x_i, 2 x_i)", new[] { 2.0, 1, 2 })]
    [InlineData("y_i = where(x_i >= 0, x_i, 2 x_i)", new[] { 2.0, 1, 1 })]
    [InlineData("y_i = where(x_i = 2, 3 x_i, x_i)", new[] { 1.0, 3, 1 })]
    [InlineData("y_i = where(x_i != 2, 3 x_i, x_i)", new[] { 3.0, 1, 3 })]
    public void A_kink_is_as_agreed(string program, double[] expected) =>
        PointGradient.Of(program, "x", ("x", [-2, 2, 0])).Should().Equal(expected);

    [Theory]
    [InlineData("y = max_{i}(x_i)", new[] { 0.0, 0.5, 0.5, 0 })]
    [InlineData("y = min_{i}(x_i)", new[] { 0.5, 0.0, 0, 0.5 })]
    [InlineData("y = max_{i}(abs(x_i))", new[] { -0.25, 0.25, 0.25, -0.25 })]
    [InlineData("y = max_{i}(relu(x_i - 4))", new[] { 0.0, 0, 0, 0 })]
    [InlineData("y = max_{ij}(x_i x_j)", new[] { -1.0, 1, 1, -1 })]
    public void An_extremum_is_shared_equally(string program, double[] expected) =>
        PointGradient.Of(program, "x", ("x", [-2, 2, 2, -2])).Should().Equal(expected);

    [Theory]
    [InlineData(new[] { 2.0, 3, 5 }, new[] { 15.0, 10, 6 })]
    [InlineData(new[] { 2.0, 0, 5 }, new[] { 0.0, 10, 0 })]
    [InlineData(new[] { 0.0, 0, 5 }, new[] { 0.0, 0, 0 })]
    [InlineData(new[] { 1e30, 1e-30, 0 }, new[] { 0.0, 0, 1 })]
    public void A_product_is_differentiated_right_at_zeros(double[] at, double[] expected) =>
        PointGradient.Of("y = prod_{i}(x_i)", "x", ("x", at)).Should().Equal(expected);

    [Theory]
    [InlineData("y_i = where(x_i > 0, log(x_i), 0)", new[] { 0.0, 0.25, 0 })]
    [InlineData("y_i = where(x_i > 0, sqrt(x_i), x_i)", new[] { 1.0, 0.25, 1 })]
    [InlineData("y_i = where(x_i = 0, 1, 1/x_i)", new[] { -0.0625, -0.0625, 0 })]
    [InlineData("y_i = where(x_i < 0, exp(-1000 x_i), 0 x_i) + relu(x_i)", new[] { double.NegativeInfinity, 1, 0 })]
    public void A_value_that_is_not_chosen_does_not_poison_the_gradient(string program, double[] expected) =>
        PointGradient.Of(program, "x", ("x", [-4, 4, 0])).Should().Equal(expected);
}

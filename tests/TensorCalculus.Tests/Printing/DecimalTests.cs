using FluentAssertions;
using Xunit;

namespace TensorCalculus.Tests.Printing;

/// <summary>Decimals of a program come back as decimals, and a program without them is shown without.</summary>
public class DecimalTests
{
    [Theory]
    [InlineData(
        "y_i = 0.5 x_i (1 + tanh(sqrt(2/pi) (x_i + 0.044715 x_i^3)))",
        "1/2 ∂l/∂y_p (1 + tanh(√(2/π) (x_p + 0.044715 x_p³)) + √(2/π) (x_p + 0.134145 x_p³) (1 − tanh(√(2/π) (x_p + 0.044715 x_p³))²))")]
    [InlineData("y_i = 0.1 x_i^3 + 0.25 x_i", "∂l/∂y_p (1/4 + 0.3 x_p²)")]
    [InlineData("y = 0.1 (x_i - z_i) (a_i + 2 b_i)", "0.1 ∂l/∂y (a_p + 2 b_p)")]
    [InlineData("y_i = (x_i + 0.001 z_i)^3", "3 ∂l/∂y_p (x_p + 0.001 z_p)²")]
    [InlineData("y_i = 0.95 x_i / (0.01 + s_i)^2", "0.95 ∂l/∂y_p/(0.01 + s_p)²")]
    [InlineData("y_i = 95 x_i / (1 + 100 s_i)^2", "95 ∂l/∂y_p/(1 + 100 s_p)²")]
    [InlineData("y = log(1 + 0.01 x_i x_i)", "0.02 ∂l/∂y x_p/(1 + 0.01 x_i x_i)")]
    public void AGradientKeepsTheDecimals(string program, string gradient)
    {
        TensorProgram.Parse(program).Derive(new DeriveOptions { Wrt = ["x"] }).Gradients[0].Right.Unicode.Should().Be(gradient);
    }
}

using MathNet.Numerics;
using TensorCalculus.Evaluation;

namespace TensorCalculus.Tests.Emission;

/// <summary>What emitted C# does with arguments at the edge, and how it is named.</summary>
public sealed class CSharpBehaviourTests
{
    private static readonly double[] Large = [1000, -1000, 3, 999];

    [Theory]
    [InlineData("s_i = exp(x_i) / (1_j exp(x_j)); c = -log(s_T)")]
    [InlineData("c = log(1_i exp(x_i)) - x_T")]
    [InlineData("c = 1_i log(1_i + exp(x_i))")]
    [InlineData("c = -1_i log(sigmoid(x_i))")]
    [InlineData("c = 1_i softplus(x_i) + 1_i silu(x_i) + 1_i gelu(x_i) + 1_i tanh(x_i)")]
    public void Large_inputs_overflow_nothing(string program)
    {
        EmittedClass emitted = Compile(program);
        foreach (DenseTensor result in new[] { "Forward", "Backward" }.SelectMany(m => emitted.Call(m, p => p.Name switch { "x" => Large, "T" => 1, _ => 1.0 })))
        {
            result.Values.ToArray().Should().OnlyContain(v => double.IsFinite(v));
        }
    }

    [Fact]
    public void The_gradient_of_a_cross_entropy_is_right_at_large_inputs() =>
        Compile("s_i = exp(x_i) / (1_j exp(x_j)); c = -log(s_T)")
            .Call("Backward", p => p.Name switch { "x" => Large, "T" => 1, _ => 1.0 })[0].Values.ToArray()
            .Should().Equal([1 / (1 + Math.Exp(-1)), -1, 0, 1 / (1 + Math.E)], (a, b) => Math.Abs(a - b) < 1e-12);

    [Theory]
    [InlineData(4)]
    [InlineData(-1)]
    public void A_position_outside_its_axis_is_refused(int position)
    {
        EmittedClass emitted = Compile("y = x_T^2");
        foreach (string method in new[] { "Forward", "Backward" })
        {
            Action call = () => emitted.Call(method, p => p.Name switch { "x" => Large, "T" => position, _ => 1.0 });
            call.Should().Throw<IndexOutOfRangeException>();
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(-1)]
    public void A_gathered_position_outside_its_axis_is_refused(int position)
    {
        Action call = () => Compile("integer t\ny_b = x[t[b]]").Call("Forward", p => p.Name == "x" ? Large : (object)new[] { 1, position });
        call.Should().Throw<IndexOutOfRangeException>();
    }

    [Theory]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.PositiveInfinity)]
    public void A_logsumexp_of_infinities_is_what_they_are(double value) =>
        Compile("y = log(1_i exp(x_i))").Call("Forward", _ => new[] { value, value })[0].Values.ToArray().Should().Equal(value);

    [Fact]
    public void Shapes_that_do_not_fit_together_are_refused_by_name()
    {
        Action call = () => Compile("y_i = a_{ij} x_j").Call("Forward", p => p.Name == "a" ? new double[3, 2] : Large);
        call.Should().Throw<ArgumentException>().WithParameterName("x").WithMessage("Axis 0 has size 4 instead of 2.*");
    }

    [Fact]
    public void Arrays_may_be_empty() =>
        Compile("y_i = a_{ij} x_j").Call("Forward", p => p.Name == "a" ? new double[3, 0] : Array.Empty<double>())[0].Values.ToArray().Should().Equal(0, 0, 0);

    [Fact]
    public void A_size_that_no_shape_tells_is_a_parameter() =>
        Compile("y_i = 1_i x").Call("Forward", p => p.Name == "I" ? (object)3 : 2.0)[0].Values.ToArray().Should().Equal(2, 2, 2);

    [Fact]
    public void Words_of_the_language_and_of_the_module_have_an_underscore()
    {
        EmittedClass emitted = Compile("out_i = in_i params_i + Math_i + Dot_i");
        var names = new List<string?>();
        emitted.Call("Forward", p =>
        {
            names.Add(p.Name);
            return Large;
        });
        names.Should().Equal("in_", "params_", "Math_", "Dot_");
    }

    [Fact]
    public void The_error_function_is_accurate_to_the_last_digits()
    {
        EmittedClass emitted = Compile("y = erf(x)"), gelu = Compile("y = gelu(x)");
        for (double x = -9; x <= 9; x += 0.037)
        {
            double erf = emitted.Call("Forward", _ => x)[0].Values[0], wanted = SpecialFunctions.Erf(x);
            Math.Abs(erf - wanted).Should().BeLessThanOrEqualTo(4e-15 * Math.Abs(wanted), "erf({0})", x);
            double half = gelu.Call("Forward", _ => x)[0].Values[0], tail = x * SpecialFunctions.Erfc(-x / Math.Sqrt(2)) / 2;
            Math.Abs(half - tail).Should().BeLessThanOrEqualTo(2e-13 * Math.Abs(tail), "gelu({0})", x);
        }
    }

    private static EmittedClass Compile(string program) => new CSharpCompilation([(program, Emit(program))])[program];

    private static string Emit(string program) => TensorProgram.Parse(program).Emit(new EmitOptions { Target = EmitTarget.CSharp }).Text;
}

using TensorCalculus.Algebra;

namespace TensorCalculus.Tests.Binding;

public class NameTests
{
    private const string LayerNorm = """
        constant eps
        m_b     = 1/H 1_h x_{bh}
        mu_{bh} = x_{bh} - 1_h m_b
        v_b     = 1/H 1_h mu_{bh}^2
        sigma_b = sqrt(v_b + eps)
        y_{bh}  = mu_{bh} / sigma_b gamma_h + 1_b beta_h
        """;

    [Fact]
    public void Names_that_are_never_defined_are_inputs_and_tensors_that_nothing_reads_are_outputs()
    {
        BoundProgram program = Bound.Program(LayerNorm);
        program.Inputs.Select(t => t.Name).Should().Equal("x", "eps", "gamma", "beta");
        program.Outputs.Select(t => t.Name).Should().Equal("y");
        program.Find("eps")!.IsConstant.Should().BeTrue();
        program.Find("sigma")!.Kind.Should().Be(TensorKind.Defined);
    }

    [Fact]
    public void Ordinals_follow_first_occurrence_and_are_distinct()
    {
        BoundProgram program = Bound.Program(LayerNorm);
        program.Tensors.Values.OrderBy(t => t.Ordinal).Select(t => t.Name)
            .Should().Equal("m", "x", "mu", "v", "sigma", "eps", "y", "gamma", "beta");
        program.Tensors.Values.Select(t => t.Ordinal).Should().OnlyHaveUniqueItems().And.OnlyContain(o => o < program.NextOrdinal);
    }

    [Fact]
    public void A_tensor_keeps_the_letters_that_it_is_first_written_with() =>
        Bound.Program("y_{pq} = x_{qp} + w_{0,p} 1_q").Tensors.Should().AllSatisfy(t => t.Value.Letters.Should().Equal(t.Key switch
        {
            "y" => ["p", "q"],
            "x" => ["q", "p"],
            _ => [null, "p"],
        }));

    [Theory]
    [InlineData("x_i x_i", "y")]
    [InlineData("y x_i x_i", "z")]
    [InlineData("y_i = x_i; z_i = y_i; z_i x_i", "u")]
    [InlineData("# y is what it says\nx_i x_i", "y")]
    public void An_expression_without_a_left_hand_side_takes_a_free_name(string program, string name) =>
        Bound.Program(program).Equations[^1].Tensor.Name.Should().Be(name);

    [Theory]
    [InlineData("a_{kj} x_{ik}", "j", "i")]
    [InlineData("tanh(u_i) x_{ij}", "j")]
    [InlineData("x_i z_i (no sum i)", "i")]
    [InlineData("softmax_{j}(x_{ij})", "j", "i")]
    public void Its_free_indices_are_those_that_occur_once(string program, params string[] free) =>
        Bound.Program(program).Equations[^1].Indices.Select(i => i.Letter).Should().Equal(free);

    [Fact]
    public void Positions_and_functions_are_listed_by_first_occurrence()
    {
        BoundProgram program = Bound.Program("y = g(s_T) + f'(s_P) + x_{T-1} + f(2)");
        program.Positions.Should().Equal("T", "P");
        program.Functions.Should().Equal("g", "f");
        program.TakenLetters.Should().BeEquivalentTo("y", "g", "s", "T", "f", "P", "x");
    }

    [Fact]
    public void A_derivative_is_an_input_with_the_axes_of_what_it_names()
    {
        BoundProgram program = Bound.Program("y_{ij} = x_{ik} a_{kj}\ng_{pq} = dl_dy[p,j] a[q,j]");
        TensorSymbol gradient = program.Find("dl_dy")!;
        gradient.Kind.Should().Be(TensorKind.Input);
        gradient.Derivative!.Of.Should().Be("l");
        gradient.Derivative.By.Should().Equal("y");
        gradient.Axes.Should().Equal(program.Find("y")!.Axes);
    }

    [Fact]
    public void A_hessian_names_two_tensors() =>
        Bound.Program("f = x_i x_i\nh_{pq} = d2f_dx_dx[p,q]").Find("d2f_dx_dx")!.Derivative!.Should()
            .BeEquivalentTo(new DerivativeName("f", ["x", "x"]));

    [Theory]
    [InlineData("y_i = x_i / sqrt(x_i x_i)", "TC0410 1:18")]
    [InlineData("y_{bi} = x_{bi} / sqrt(x_{bi} x_{bi})", "TC0410 1:24")]
    [InlineData("y_i = x_i / sqrt(x_k x_k)")]
    [InlineData("y_{bij} = exp(x_{bki} x_{bkj})")]
    [InlineData("y_i = x_i x_i")]
    [InlineData("y_i = exp(x_i / x_i)")]
    public void A_square_without_a_sum_inside_a_function_is_warned_of(string program, params string[] expected)
    {
        Bound.Of(program).Program.Should().NotBeNull();
        Bound.Codes(program).Should().Equal(expected);
    }

    [Theory]
    [InlineData("y_i = x_{i+k} w_{ij}", "TC0203 1:7", "TC0203 1:15")]
    [InlineData("y_{bh} = e_{t_b h} + m_b", "TC0206 1:22")]
    public void A_mistake_with_computed_subscripts_is_named(string program, params string[] expected) => Bound.Codes(program).Should().Equal(expected);
}

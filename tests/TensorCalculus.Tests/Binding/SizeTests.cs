using TensorCalculus.Algebra;

namespace TensorCalculus.Tests.Binding;

public class SizeTests
{
    [Fact]
    public void Sizes_belong_to_axes_and_flow_through_the_program()
    {
        BoundProgram program = Bound.Program("u_{ij} = 1_i b_j\nz_{kj} = x_{kj} u_{kj}");
        program.Find("u")!.Axes.Should().Equal(program.Find("x")!.Axes);
        program.Find("b")!.Axes[0].Should().Be(program.Find("x")!.Axes[1]);
        program.Dimensions.Should().HaveCount(2).And.OnlyHaveUniqueItems();
        program.Dimensions.Select(d => d.Ordinal).Should().Equal(0, 1);
    }

    [Fact]
    public void A_delta_joins_the_sizes_of_its_indices()
    {
        BoundProgram program = Bound.Program("y = delta_{ij} a_i b_j");
        program.Find("a")!.Axes.Should().Equal(program.Find("b")!.Axes);
    }

    [Theory]
    [InlineData("m = 1/H 1_h x_h", "|h|^-1*sum[#1.0](x[#1.0])")]
    [InlineData("m = 1_h x_h / |h|", "|h|^-1*sum[#1.0](x[#1.0])")]
    [InlineData("size h = N; m = 1/N 1_h x_h", "|h|^-1*sum[#1.0](x[#1.0])")]
    [InlineData("f = 1/n \\sum_{i=1}^{n} x_i", "|i|^-1*sum[#1.0](x[#1.0])")]
    [InlineData("m[b] = 1[hidden] x[b, hidden] / |hidden|", "|hidden|^-1*sum[#1.0](x[b,#1.0])")]
    [InlineData("y = sum_{k}(1_k) x", "|k|*x")]
    [InlineData("H_i = x_i; y = H_i h_i", "sum[#1.0](H[#1.0]*h[#1.0])")]
    [InlineData("y_h = H x_h; z = f(2)", "f(2)")]
    public void A_size_is_spelt_in_several_ways(string program, string body) => Bound.Body(program).Should().Be(body);

    [Fact]
    public void A_dimension_knows_its_spellings()
    {
        BoundProgram program = Bound.Program("size h = 64; size n = K; y_{hnt} = x_h z_n w_t T_i T_i");
        Dimension Axis(string tensor) => program.Find(tensor)!.Axes[0];
        (Axis("x").Letter, Axis("x").Value, Axis("x").Symbol).Should().Be(("h", 64, "H"));
        (Axis("z").Letter, Axis("z").Value, Axis("z").Symbol).Should().Be(("n", null, "K"));
        (Axis("w").Letter, Axis("w").Symbol).Should().Be(("t", null), "T is a tensor");
    }

    [Fact]
    public void A_letter_of_two_sizes_names_neither()
    {
        BoundProgram program = Bound.Program("y = x_i x_i; z_i = a_{ij} b_j");
        program.Find("x")!.Axes[0].Letter.Should().BeNull();
        program.Find("b")!.Axes[0].Letter.Should().Be("j");
    }

    [Fact]
    public void The_letter_that_the_program_spells_as_a_size_is_preferred()
    {
        BoundProgram program = Bound.Program("y_a = x_a; m = 1/H 1_h y_h");
        (program.Dimensions[0].Letter, program.Dimensions[0].Symbol).Should().Be(("h", "H"));
    }

    [Fact]
    public void Reading_H_says_that_h_has_one_size()
    {
        BoundProgram program = Bound.Program("m = 1/H 1_h x_h; n = 1/H 1_h z_h");
        program.Find("x")!.Axes.Should().Equal(program.Find("z")!.Axes);
    }

    [Fact]
    public void A_size_that_nothing_tells_is_that_of_its_letter()
    {
        BoundProgram program = Bound.Program("y_k = 1_k a; z = x_k x_k");
        program.Find("y")!.Axes.Should().Equal(program.Find("x")!.Axes);
    }
}

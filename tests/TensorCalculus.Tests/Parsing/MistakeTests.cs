using TensorCalculus.Diagnostics;

namespace TensorCalculus.Tests.Parsing;

public class MistakeTests
{
    [Theory]
    [InlineData("y = a ? b", "TC0101 (1, 7)")]
    [InlineData("y = a\n\n# c\nz = a @ b", "TC0101 (4, 7)")]
    [InlineData("y = x_{a?}", "TC0101 (1, 9)")]
    [InlineData("y = 😀", "TC0101 (1, 5)")]
    [InlineData(@"y = \foo x", "TC0102 (1, 5)")]
    [InlineData(@"y = x \", "TC0102 (1, 7)")]
    [InlineData("y = Σ_i x_i", "TC0103 (1, 5)")]
    [InlineData("y = Σᵢ xᵢ", "TC0103 (1, 5)")]
    public void Characters(string text, string expected) => Read.Mistakes(text).Should().Equal(expected);

    [Theory]
    [InlineData("y_i = a_i + b_i)", "TC0104 (1, 16)")]
    [InlineData("y_i = (a_i + b_i", "TC0104 (1, 7)")]
    [InlineData("y_i = (a_i + b_i]", "TC0104 (1, 17)")]
    [InlineData("y_i = exp(a_i", "TC0104 (1, 10)")]
    [InlineData("y_i = x_{ij a_j", "TC0104 (1, 9)")]
    [InlineData("y[i = x[i]", "TC0104 (1, 2)")]
    [InlineData("y_{i = x_i", "TC0104 (1, 3)")]
    [InlineData("y = [i < j", "TC0104 (1, 5)")]
    [InlineData("y = }", "TC0104 (1, 5)")]
    [InlineData("y = |a + b", "TC0104 (1, 5)")]
    [InlineData("y_i = (x_i\nz_i = x_i", "TC0104 (1, 7)")]
    [InlineData(@"y = \frac{a}{b", "TC0104 (1, 13)")]
    public void Brackets(string text, string expected) => Read.Mistakes(text).Should().Equal(expected);

    [Theory]
    [InlineData("y_i = * a_i", "TC0106 (1, 7)")]
    [InlineData("* a_i", "TC0106 (1, 1)")]
    [InlineData("= a_i", "TC0106 (1, 1)")]
    [InlineData("y_i = a_i +", "TC0106 (1, 11)")]
    [InlineData("y =", "TC0106 (1, 3)")]
    [InlineData("y = a + * b", "TC0106 (1, 9)")]
    [InlineData("y = a ** b", "TC0106 (1, 8)")]
    [InlineData("y = ()", "TC0106 (1, 6)")]
    [InlineData("y = f()", "TC0106 (1, 7)")]
    [InlineData("y = max(a,)", "TC0106 (1, 11)")]
    [InlineData("y = x^", "TC0106 (1, 6)")]
    public void Operands(string text, string expected) => Read.Mistakes(text).Should().Equal(expected);

    [Theory]
    [InlineData("y_i = a_i, b_i", "TC0105 (1, 10)")]
    [InlineData("y = (a, b)", "TC0105 (1, 7)")]
    [InlineData("y == x", "TC0105 (1, 3)")]
    [InlineData("y = a = b", "TC0105 (1, 7)")]
    [InlineData("y = a < b", "TC0105 (1, 7)")]
    [InlineData("y = x'", "TC0105 (1, 6)")]
    [InlineData("f = 1; y = f'(x)", "TC0105 (1, 13)")]
    [InlineData("y = x^{2}^{3}", "TC0105 (1, 10)")]
    [InlineData("y = [i] x", "TC0105 (1, 5)")]
    [InlineData(@"y = \left[ a + b \right]", "TC0105 (1, 10)")]
    [InlineData("y = [i <= j <= k]", "TC0105 (1, 13)")]
    [InlineData("y = ∂l", "TC0105 (1, 5)")]
    [InlineData("y = a ... b", "TC0105 (1, 7)")]
    public void Tokens_out_of_place(string text, string expected) => Read.Mistakes(text).Should().Equal(expected);

    [Theory]
    [InlineData("y_i = a_{} b_i", "TC0107 (1, 10)")]
    [InlineData("y = x_", "TC0107 (1, 6)")]
    [InlineData("y = x_(i)", "TC0107 (1, 6)")]
    [InlineData("y = x_{i,}", "TC0107 (1, 10)")]
    [InlineData("y = x[batch head]", "TC0107 (1, 13)")]
    [InlineData("y = x_{b i+k}", "TC0107 (1, 10)")]
    [InlineData("y = x_{i*j}", "TC0107 (1, 10)")]
    [InlineData("y = x_{i^2}", "TC0107 (1, 9)")]
    [InlineData("y = x_{0.5}", "TC0107 (1, 9)")]
    [InlineData("y = x_{99999999999}", "TC0107 (1, 8)")]
    [InlineData("y = x_{99999*99999i}", "TC0107 (1, 14)")]
    [InlineData("y = x_{2 i}", "TC0107 (1, 8)")]
    [InlineData("y = x_{0i}", "TC0107 (1, 8)")]
    [InlineData("y = x_i_j", "TC0107 (1, 8)")]
    [InlineData("y = 2_i", "TC0107 (1, 5)")]
    [InlineData("y = (a + b)_{ij}", "TC0107 (1, 12)")]
    [InlineData("y_i = [i <] x_i", "TC0107 (1, 11)")]
    [InlineData("y = max_{i+1}(x_i)", "TC0107 (1, 10)")]
    [InlineData(@"y = \sum_{i=2}^{n} x_i", "TC0107 (1, 11)")]
    [InlineData(@"y = \sum_{i=1}^{n-1} x_i", "TC0107 (1, 5)")]
    [InlineData(@"y = \sum_{i=0}^{n} x_i", "TC0107 (1, 5)")]
    [InlineData(@"y = \sum_{ij}^{n} x_{ij}", "TC0107 (1, 5)")]
    [InlineData(@"y = \sum_{i<j} x_i", "TC0107 (1, 12)")]
    public void Subscripts(string text, string expected) => Read.Mistakes(text).Should().Equal(expected);

    [Theory]
    [InlineData("size h", "TC0108 (1, 1)")]
    [InlineData("size h = 0", "TC0108 (1, 10)")]
    [InlineData("size h = -3", "TC0108 (1, 10)")]
    [InlineData("size h = 2.5", "TC0108 (1, 10)")]
    [InlineData("size h = 99999999999", "TC0108 (1, 10)")]
    [InlineData("size 3 = h", "TC0108 (1, 6)")]
    [InlineData("constant 3", "TC0108 (1, 10)")]
    [InlineData("constant", "TC0108 (1, 1)")]
    [InlineData("constant exp", "TC0108 (1, 10)")]
    [InlineData("integer t_b", "TC0108 (1, 10)")]
    [InlineData("symmetric a b", "TC0108 (1, 13)")]
    [InlineData("order a = 2", "TC0108 (1, 9)")]
    [InlineData("order a...b = x", "TC0108 (1, 15)")]
    [InlineData("given x", "TC0108 (1, 1)")]
    [InlineData("given x = +", "TC0106 (1, 11)")]
    public void Declarations(string text, string expected) => Read.Mistakes($"{text}\ny = x").Should().Equal(expected);

    [Theory]
    [InlineData("y = x^{-1}_{ij}", "TC0111 (1, 5)")]
    [InlineData("y = x^-1_{ij}", "TC0111 (1, 5)")]
    [InlineData("y = x⁻¹ᵢⱼ", "TC0111 (1, 5)")]
    [InlineData("y = a x^2_{ij}", "TC0111 (1, 7)")]
    [InlineData("y = x_{ij}^T", "TC0111 (1, 5)")]
    [InlineData(@"y = x_{ij}^{\top}", "TC0111 (1, 5)")]
    [InlineData("y = x^T_{ij}", "TC0111 (1, 5)")]
    public void Powers_that_could_be_something_else(string text, string expected) => Read.Mistakes(text).Should().Equal(expected);

    [Theory]
    [InlineData("y = max(a, b, c)", "TC0112 (1, 5)")]
    [InlineData("y = f(a, b)", "TC0112 (1, 5)")]
    [InlineData("y = where(a, b, c)", "TC0112 (1, 11)")]
    [InlineData("y = exp(a < b)", "TC0112 (1, 9)")]
    [InlineData("y = sin^2 x", "TC0112 (1, 5)")]
    [InlineData("y = exp", "TC0112 (1, 5)")]
    [InlineData("y = exp'(x)", "TC0112 (1, 5)")]
    [InlineData("y = sum(x_i)", "TC0112 (1, 5)")]
    [InlineData(@"y = \sum x_i", "TC0112 (1, 5)")]
    [InlineData("y = inv(a + b)_{ij}", "TC0112 (1, 5)")]
    [InlineData("y = det x", "TC0112 (1, 5)")]
    [InlineData(@"y = \frac12", "TC0112 (1, 5)")]
    [InlineData(@"y = \sqrt[n]{x}", "TC0112 (1, 5)")]
    public void Calls(string text, string expected) => Read.Mistakes(text).Should().Equal(expected);

    [Theory]
    [InlineData("exp(y_i) = x_i", "TC0113 (1, 1)")]
    [InlineData("f(x) = x^2", "TC0113 (1, 1)")]
    [InlineData("2 y = x", "TC0113 (1, 1)")]
    [InlineData("y_{i+1} = x_i", "TC0113 (1, 1)")]
    [InlineData("y_T = x", "TC0113 (1, 1)")]
    [InlineData("delta_{ij} = x_{ij}", "TC0113 (1, 1)")]
    [InlineData("a = x\n  my_name = 3 a", "TC0113 (2, 3)")]
    public void Left_hand_sides(string text, string expected) => Read.Mistakes(text).Should().Equal(expected);

    [Theory]
    [InlineData("mu_bh = 3")]
    [InlineData("wq_ij = x_i x_j")]
    [InlineData("my_{name} = 3")]
    public void Indices_that_are_meant_stay(string text) => Read.Mistakes(text).Should().BeEmpty();

    [Theory]
    [InlineData("y_{ijk} = delta_{ijk} x_i", "TC0208 (1, 11)")]
    [InlineData("y = δ_i x_i", "TC0208 (1, 5)")]
    [InlineData("y = 1e999999", "TC0114 (1, 5)")]
    public void Orders_and_numbers(string text, string expected) => Read.Mistakes(text).Should().Equal(expected);

    [Theory]
    [InlineData("")]
    [InlineData(" \n # nothing\n;;\n$$")]
    [InlineData("constant eps")]
    public void A_program_without_an_equation(string text) => Read.Mistakes(text).Should().Equal("TC0110 (1, 1)");

    [Fact]
    public void Every_statement_is_read_by_itself()
    {
        const string Text = "a = ?\nb = x\nc = \\foo; d = (x; size h = 0\ne = b)\nf = b";
        Read.Mistakes(Text).Should().Equal("TC0101 (1, 5)", "TC0102 (3, 5)", "TC0104 (3, 15)", "TC0108 (3, 28)", "TC0104 (4, 6)");
        SyntaxPrinter.Print(Read.All(Text).Program!).Should().Be("b = x; f = b");
    }

    [Fact]
    public void Reading_goes_on_behind_brackets_that_stay_open()
    {
        const string Text = "a = (x\nb = x\nc = [i\nd = x_{\ne = ?";
        Read.Mistakes(Text).Should().Equal("TC0104 (1, 5)", "TC0104 (3, 5)", "TC0104 (4, 7)", "TC0101 (5, 5)");
        SyntaxPrinter.Print(Read.All(Text).Program!).Should().Be("b = x");
    }

    [Fact]
    public void Nothing_is_returned_where_nothing_could_be_read() => Read.All("y = ?").Program.Should().BeNull();

    [Theory]
    [InlineData("y_i = a_i, ? b", "a comma cannot stand here", "separate equations by a line break or ;")]
    [InlineData("y = x^{-1}_{ij}", "'x^{-1}' with a subscript behind it could be the inverse of a matrix or a pointwise power",
        "write (x^{-1})_{ij} for the inverse, x_{ij}^{-1} for the pointwise power")]
    [InlineData("y = x_{2 i}", "'2 i' could be a multiple of i, or the position 2 and then i", "write 2*i for the multiple, 2,i for the position")]
    [InlineData("my_name = 3 x", "'my_name' is a tensor my with 4 indices, none of which stands on the right-hand side", "a name has no underscore: write myname")]
    [InlineData("size h = -3; y = x", "the size declaration cannot be read: unexpected `-`, expected a number or a name", "write size h = 64, or size h = N")]
    public void Messages_name_the_thing_and_say_what_to_write(string text, string message, string remedy)
    {
        Diagnostic mistake = Read.All(text).Mistakes.Should().ContainSingle().Subject;
        mistake.Message.Should().Be(message);
        mistake.Remedy.Should().Be(remedy);
    }
}

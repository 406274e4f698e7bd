using System.Globalization;
using System.Text;
using TensorCalculus.Algebra;
using TensorCalculus.Tests.Documentation;
using TensorCalculus.Tests.Programs;

namespace TensorCalculus.Tests.Emission;

/// <summary>What emitted code is said to cost. The formulas of the tables are counted by hand.</summary>
public sealed class CostTests
{
    /// <summary>Where the backward pass takes more than four times the operations of the forward pass, and why.</summary>
    private static readonly Dictionary<string, string> Dearer = new()
    {
        ["gelu"] = "a call counts as one, and its derivative is written out",
        ["tensor-exponent"] = "a power counts as one; its two gradients take powers and a logarithm",
        ["scalar-exponent"] = "a power counts as one; its two gradients take powers and a logarithm",
        ["clamp"] = "a maximum counts as one; its derivative has a comparison of each side",
        ["median-of-three"] = "a maximum counts as one; its derivative has a comparison of each side",
        ["range-of-values"] = "a comparison a component finds an extremum; its gradient finds, counts and places what reaches it",
        ["cumulative-log-likelihood"] = "a comparison of positions inside a difference is made as a matrix",
        ["product"] = "the products of all others are three running products",
        ["row-products"] = "the products of all others are three running products",
        ["product-of-products"] = "the products of all others are three running products",
        ["convolution-transposed"] = "the adjoint runs over windows that are mostly padding",
        ["convolution-summed"] = "the adjoint runs over windows that are mostly padding",
        ["average-pooling"] = "the adjoint runs over windows that are mostly padding",
        ["power-pooling"] = "the adjoint runs over windows that are mostly padding",
        ["cholesky-factor"] = "a factor counts a third of a product of matrices, and its gradient takes several products",
        ["cholesky-factor-of-a-batch"] = "a factor counts a third of a product of matrices, and its gradient takes several products",
        ["power-of-a-cholesky-factor"] = "a factor counts a third of a product of matrices, and its gradient takes several products",
        ["sum-of-a-cumulative-sum"] = "the weight of each entry is counted in a matrix of comparisons, where the forward pass runs",
        ["sum-of-a-cumulative-sum-of-a-weighted-one"] = "the weight of each entry is counted in a matrix of comparisons, where the forward pass runs",
        ["even-positions-of-a-sum"] = "the forward pass reads half of what the gradient writes",
        ["two-places-of-one-sum"] = "the forward pass reads what its declared sizes reach, and the gradient has all entries",
    };

    [Theory]
    [InlineData("y_{ij} = x_{ik} a_{kj}", "I J K", "I J K - I J", "I J")]
    [InlineData("y_{bo} = x_{bi} w_{io} + 1_b c_o", "B O I", "B O I", "2 B O")]
    [InlineData("y = 1_i x_i", "0", "I - 1", "1")]
    [InlineData("y_i = x_i^2", "I", "0", "I")]
    [InlineData("y_i = exp(x_i) / z_i", "2 I", "0", "2 I")]
    [InlineData("size i = 7; y_{ij} = x_i z_j", "7 J", "0", "7 J")]
    [InlineData("s_{ij} = softmax_{j}(x_{ij})", "2 I J", "3 I J - 2 I", "2 I J")]
    [InlineData("y = -x", "0", "1", "1")]
    [InlineData("y_{ij} = x_{ji}", "0", "0", "0")]
    public void The_forward_pass_is_counted(string program, string multiplications, string additions, string memory) =>
        Of(program).Forward.Should().BeEquivalentTo(new { Multiplications = multiplications, Additions = additions, PeakMemory = memory });

    [Theory]
    [InlineData("y_{ij} = x_{ik} a_{kj}", "2 I J K", "2 I J K - I K - J K", "I K + J K")]
    [InlineData("y = 1_i x_i", "0", "0", "I")]
    [InlineData("y_i = x_i^2", "2 I", "0", "2 I")]
    [InlineData("y = a_{ii}", "0", "I", "I^2")]
    [InlineData("size i = 7; size j = 2; y_{ij} = x_i z_j", "28", "19", "9")]
    public void The_backward_pass_is_counted(string program, string multiplications, string additions, string memory) =>
        Of(program).Backward.Should().BeEquivalentTo(new { Multiplications = multiplications, Additions = additions, PeakMemory = memory });

    [Fact]
    public void What_is_kept_is_memory_unless_it_is_an_input()
    {
        EmissionCost cost = Of("h_i = tanh(w_{ij} x_j); y = h_i h_i");
        cost.Kept.Should().Equal("w", "x", "h");
        cost.Backward.PeakMemory.Should().StartWith("I J");
        cost.Backward.Multiplications.Should().NotContain("I^2");
    }

    [Fact]
    public void Gradients_by_defined_tensors_are_counted_too() =>
        Of("h_i = w_{ij} x_j; y_k = v_{ki} h_i", "h").Backward.Multiplications.Should().Be("I K");

    [Fact]
    public void A_pass_without_operations_has_no_ratio() => Of("y_{ij} = x_{ji}").Ratio.Should().BeNull();

    [Theory]
    [InlineData(4)]
    [InlineData(16)]
    [InlineData(64)]
    [InlineData(256)]
    public void All_gradients_of_a_chain_of_matrix_products_cost_two_products_a_factor(int length)
    {
        var text = new StringBuilder("x1_{ij} = w0_{ik} w1_{kj}\n");
        for (int n = 2; n < length; n++)
        {
            text.Append(CultureInfo.InvariantCulture, $"x{n}_{{ij}} = x{n - 1}_{{ik}} w{n}_{{kj}}\n");
        }

        EmissionCost cost = Of(text.ToString());
        double product = Math.Pow(1000, 3);
        cost.Forward.Count.Operations.Multiplications.At(Large).Should().Be((length - 1) * product);
        cost.Backward.Count.Operations.Multiplications.At(Large).Should().Be(2 * (length - 1) * product);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(16)]
    [InlineData(64)]
    [InlineData(256)]
    public void A_chain_in_one_equation_costs_no_more_than_three_products_a_factor(int length)
    {
        EmissionCost cost = Of(Chain(length));
        double product = Math.Pow(1000, 3);
        cost.Forward.Count.Operations.Multiplications.At(Large).Should().Be((length - 1) * product);
        cost.Backward.Count.Operations.Multiplications.At(Large).Should().BeLessThanOrEqualTo(3 * length * product);
    }

    [Theory]
    [InlineData(EmitTarget.NumPy)]
    [InlineData(EmitTarget.Torch)]
    [InlineData(EmitTarget.Jax)]
    [InlineData(EmitTarget.CSharp)]
    public void Code_for_a_chain_is_as_long_as_the_chain(EmitTarget target)
    {
        (int once, int fourfold) = (Length(64), Length(256));
        fourfold.Should().BeLessThan(5 * once);

        int Length(int factors) => TensorProgram.Parse(Chain(factors)).Emit(new EmitOptions { Target = target }).Text.Length;
    }

    [Theory]
    [InlineData("y_i = x_i^p", "∂l/∂p = ∂l/∂y_i y_i log(x_i)")]
    [InlineData("y_{ij} = x_{ik} a_{kj}", null)]
    public void The_note_names_the_line_that_makes_a_backward_pass_dear(string program, string? line)
    {
        string text = Of(program).ToText();
        if (line is null)
        {
            text.Should().NotContain("more than four");
        }
        else
        {
            text.Should().Contain($"more than four: most operations are for {line}");
        }
    }

    [Fact]
    public void The_backward_pass_takes_at_most_four_times_the_operations_of_the_forward_pass() =>
        Programs().Where(p => Of(p.Value).RatioAt(Large) > 4.001).Select(p => p.Key).Should().BeEquivalentTo(Dearer.Keys);

    private static string Chain(int length)
    {
        IEnumerable<string> factors = Enumerable.Range(0, length).Select(n => string.Create(CultureInfo.InvariantCulture, $"w{n}_{{i{n},i{n + 1}}}"));
        return string.Create(CultureInfo.InvariantCulture, $"y_{{i0,i{length}}} = {string.Join(' ', factors)}");
    }

    private static EmissionCost Of(string program, params string[] wrt) =>
        TensorProgram.Parse(program.Replace("; ", "\n", StringComparison.Ordinal)).Emit(new EmitOptions { Target = EmitTarget.CSharp, Wrt = [.. wrt] }).Cost;

    private static double Large(Dimension dimension) => dimension.Value ?? 1000;

    private static IEnumerable<KeyValuePair<string, string>> Programs() => ProgramFile.All.Select(p => KeyValuePair.Create(p.Key, p.Value.Text))
        .Concat(Directory.EnumerateFiles(Repository.At("samples"), "*.tc").Order(StringComparer.Ordinal)
            .Select(p => KeyValuePair.Create("samples/" + Path.GetFileNameWithoutExtension(p), File.ReadAllText(p))));
}

using TensorCalculus.Algebra;
using TensorCalculus.Emission;
using TensorCalculus.Tests.Programs;

namespace TensorCalculus.Tests.Emission;

/// <summary>What derivatives beyond the gradient cost.</summary>
public sealed class ModeCostTests
{
    /// <summary>Programs whose Hessian–vector product takes more than three times the operations of the gradient, and why.</summary>
    private static readonly Dictionary<string, string> DearerProducts = new()
    {
        ["p-norm-with-p"] = "a power counts as one; its second derivatives take several, and a logarithm",
        ["generalised-mean"] = "a power counts as one; its second derivatives take several, and a logarithm",
        ["relativistic"] = "a product of three that move has six addends",
        ["gaussian-orbital"] = "a product of three that move has six addends",
        ["squared-hinge-of-a-model"] = "a product of three that move has six addends",
        ["product"] = "the product of all others but one is taken for each pair of entries",
        ["noisy-or"] = "the product of all others but one is taken for each pair of entries",
        ["product-of-products"] = "the product of all others but one is taken for each pair of entries",
        ["inverse-at-positions"] = "the gradient is written at positions, each beside a whole axis",
        ["component-of-a-cholesky-factor"] = "the gradient is written at positions, each beside a whole axis",
        ["whitening"] = "a factor counts a third of a product of matrices; a product with its second derivative takes several products",
    };

    /// <summary>Programs whose Jacobian or Hessian holds much more at once than the result and what a gradient holds, and why.</summary>
    private static readonly Dictionary<string, string> Larger = new()
    {
        ["inverse-at-positions"] = "the gradient is written at positions, each beside a whole axis",
        ["component-of-a-cholesky-factor"] = "the gradient is written at positions, each beside a whole axis",
        ["whitening"] = "what a Cholesky factor passes on is made for each of its components",
        ["convolution-summed"] = "a read along a combination is a window, summed by its complement",
    };

    [Fact]
    public void A_product_with_the_Hessian_takes_at_most_three_times_the_operations_of_the_gradient() => Scalars()
        .Where(p => Operations(p.Value, DerivativeMode.Hvp) > 3 * Operations(p.Value, DerivativeMode.Backward)).Select(p => p.Key)
        .Should().BeEquivalentTo(DearerProducts.Keys);

    [Fact]
    public void Nothing_larger_than_the_result_is_made() => ProgramFile.All.Where(p => Ratio(p.Value.Text, DerivativeMode.Jacobian) > 5)
        .Concat(ProgramFile.All.Where(p => Scalars().Any(s => s.Key == p.Key)).Where(p => Ratio(p.Value.Text, DerivativeMode.Hessian) > 5)).Select(p => p.Key)
        .Should().BeEquivalentTo(Larger.Keys);

    [Theory]
    [InlineData("f = (t_{ij} - u_{ik} v_{jk})^2 1_{ij}", "u", "J K^2 + K^2")]
    [InlineData("f = m_{ij} (t_{ij} - u_{ik} v_{jk})^2", "u", null)]
    [InlineData("f = 1_i x_i^4", "x", null)]
    public void A_core_costs_what_it_needs_alone(string program, string wrt, string? multiplications)
    {
        EmissionCost cost = TensorProgram.Parse(program).Emit(new EmitOptions { Target = EmitTarget.CSharp, Mode = DerivativeMode.Hessian, Wrt = [wrt], Compressed = true }).Cost;
        EmissionCost dense = TensorProgram.Parse(program).Emit(new EmitOptions { Target = EmitTarget.CSharp, Mode = DerivativeMode.Hessian, Wrt = [wrt] }).Cost;
        cost.Backward.Count.PeakMemory.At(Large).Should().BeLessThan(dense.Backward.Count.PeakMemory.At(Large) / 300);
        if (multiplications is not null)
        {
            cost.Backward.Multiplications.Split(" + ").Should().BeEquivalentTo(multiplications.Split(" + "));
        }
    }

    private static double Operations(string program, DerivativeMode mode)
    {
        EmissionCost cost = TensorProgram.Parse(program).Emit(new EmitOptions { Target = EmitTarget.CSharp, Mode = mode }).Cost;
        double derivative = cost.Backward.Count.Operations.Total.At(Large);
        return mode == DerivativeMode.Backward ? derivative + cost.Forward.Count.Operations.Total.At(Large) : derivative;
    }

    /// <summary>How many times what the results hold, and what both passes hold for a gradient, is held at once.</summary>
    private static double Ratio(string text, DerivativeMode mode)
    {
        TensorProgram program = TensorProgram.Parse(text);
        EmissionCost gradient = program.Emit(new EmitOptions { Target = EmitTarget.CSharp }).Cost;
        TensorSymbol[] wrt = [.. program.Bound.Inputs.Where(t => !t.IsConstant && !t.IsInteger)];
        double inputs = wrt.Sum(Volume);
        double results = mode == DerivativeMode.Hessian ? inputs * inputs : inputs * program.Bound.Outputs.Sum(Volume);
        double peak = program.Emit(new EmitOptions { Target = EmitTarget.CSharp, Mode = mode }).Cost.Backward.Count.PeakMemory.At(Large);
        return peak / (results + gradient.Forward.Count.PeakMemory.At(Large) + gradient.Backward.Count.PeakMemory.At(Large) + 1);
    }

    private static double Volume(TensorSymbol tensor) => SizePolynomial.Volume(tensor.Axes).At(Large);

    private static IEnumerable<KeyValuePair<string, string>> Scalars() => ProgramFile.All
        .Where(p => TensorProgram.Parse(p.Value.Text).Bound.Outputs is [{ Order: 0 }]).Select(p => KeyValuePair.Create(p.Key, p.Value.Text));

    private static double Large(Dimension dimension) => dimension.Value ?? 1000;
}

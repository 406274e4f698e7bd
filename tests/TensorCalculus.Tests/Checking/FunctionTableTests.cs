using System.Diagnostics;
using TensorCalculus.Evaluation;
using TensorCalculus.Functions;

namespace TensorCalculus.Tests.Checking;

/// <summary>The derivatives that the function table states are those of the values that it gives.</summary>
public class FunctionTableTests
{
    private static readonly double[] Reals = [-4.2, -1.7, -0.8, -0.3, 0.1, 0.45, 0.93, 2.2, 5.1];

    public static TheoryData<string> Names => [.. FunctionTable.All.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_derivative_is_that_of_the_value(string name)
    {
        PointwiseFunction function = FunctionTable.Find(name)!;
        foreach (double[] u in Points(function.Arity).Where(u => IsIn(function.Domain, u[0])))
        {
            for (int i = 0; i < u.Length; i++)
            {
                double[] before = u[..i], after = u[(i + 1)..];
                Estimate slope = RiddersDifferentiation.At(x => [function.Value!([.. before, x, .. after])], u[i], 1)[0];
                double stated = Value(function.Derivatives[i], u);
                string at = string.Join(", ", u);
                slope.Error.Should().BeLessThan(1e-8 * Math.Max(1, Math.Abs(stated)), "{0} is smooth at {1}", name, at);
                stated.Should().BeApproximately(slope.Value, 1e-9 * Math.Max(1, Math.Abs(stated)), "{0} at {1}", name, at);
            }
        }
    }

    /// <summary>What PyTorch's autograd returns at a kink.</summary>
    [Theory]
    [InlineData("abs", 0.0)]
    [InlineData("sign", 0.0)]
    [InlineData("relu", 0.0)]
    [InlineData("max", 0.5)]
    [InlineData("min", 0.5)]
    public void At_a_kink_the_derivative_is_the_agreed_one(string name, double expected)
    {
        PointwiseFunction function = FunctionTable.Find(name)!;
        double[] kink = new double[function.Arity];
        function.Kink!(kink).Should().Be(0);
        function.Derivatives.Should().AllSatisfy(d => Value(d, kink).Should().Be(expected));
    }

    [Fact]
    public void The_functions_with_a_kink_are_those() =>
        FunctionTable.All.Where(f => f.Kink is not null).Select(f => f.Name).Should().BeEquivalentTo("abs", "sign", "relu", "max", "min");

    private static IEnumerable<double[]> Points(int arity) => arity == 1
        ? Reals.Select(u => new[] { u })
        : Reals.SelectMany(u => Points(arity - 1).Where(rest => rest[0] != u).Select(rest => (double[])[u, .. rest]));

    private static bool IsIn(Domain domain, double u) => domain switch
    {
        Domain.Positive => u > 0,
        Domain.UnitBall => Math.Abs(u) < 1,
        _ => true,
    };

    private static double Value(Formula formula, double[] u) => formula switch
    {
        VariableFormula v => u[v.Position],
        PiFormula => Math.PI,
        NumberFormula number => number.Value.ToDouble(),
        SumFormula sum => Value(sum.Left, u) + Value(sum.Right, u),
        ProductFormula product => Value(product.Left, u) * Value(product.Right, u),
        PowerFormula power => Math.Pow(Value(power.Base, u), power.Exponent.ToDouble()),
        CallFormula call => FunctionTable.Find(call.Function)!.Value!([Value(call.Argument, u)]),
        ChoiceFormula choice => Value(choice.Relation.Holds(Value(choice.Left, u).CompareTo(Value(choice.Right, u))) ? choice.Then : choice.Otherwise, u),
        _ => throw new UnreachableException(),
    };
}

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
        foreach (double u in Reals.Where(u => IsIn(function.Domain, u)))
        {
            Estimate slope = RiddersDifferentiation.At(x => [function.Value!(x)], u, 1)[0];
            double stated = Value(function.Derivative!, u);
            slope.Error.Should().BeLessThan(1e-8 * Math.Max(1, Math.Abs(stated)), "{0} is smooth at {1}", name, u);
            stated.Should().BeApproximately(slope.Value, 1e-9 * Math.Max(1, Math.Abs(stated)), "{0} at {1}", name, u);
        }
    }

    private static bool IsIn(Domain domain, double u) => domain switch
    {
        Domain.Positive => u > 0,
        Domain.UnitBall => Math.Abs(u) < 1,
        _ => true,
    };

    private static double Value(Formula formula, double u) => formula switch
    {
        VariableFormula => u,
        PiFormula => Math.PI,
        NumberFormula number => number.Value.ToDouble(),
        SumFormula sum => Value(sum.Left, u) + Value(sum.Right, u),
        ProductFormula product => Value(product.Left, u) * Value(product.Right, u),
        PowerFormula power => Math.Pow(Value(power.Base, u), power.Exponent.ToDouble()),
        CallFormula call => FunctionTable.Find(call.Function)!.Value!(Value(call.Argument, u)),
        _ => throw new UnreachableException(),
    };
}

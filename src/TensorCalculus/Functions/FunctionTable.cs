using Fractions;
using MathNet.Numerics;
using static TensorCalculus.Functions.Formula;

namespace TensorCalculus.Functions;

/// <summary>The pointwise functions that the notation knows, a line each: name, value, derivative by each argument, domain.
/// The derivatives are the standard ones (Abramowitz and Stegun, chapters 4 and 7); at a kink they take the value that
/// PyTorch's autograd returns there: 0 for <c>relu</c> and <c>abs</c> at 0, one half by each argument for <c>max</c> and
/// <c>min</c> of equals. <c>sqrt</c> and <c>pow</c> are not here: the algebra has powers.</summary>
internal static class FunctionTable
{
    private static readonly Fraction Half = new(1, 2);

    private static readonly Dictionary<string, PointwiseFunction> Known = new PointwiseFunction[]
    {
        new() { Name = "exp", Value = Of(Math.Exp), Derivatives = [Call("exp", U)], Sign = ValueSign.Positive },
        new() { Name = "log", Value = Of(Math.Log), Derivatives = [1 / U], Domain = Domain.Positive },
        new() { Name = "abs", Value = Of(Math.Abs), Derivatives = [Call("sign", U)], Sign = ValueSign.NonNegative, Kink = AtZero },
        new() { Name = "sign", Value = Of(x => double.IsNaN(x) ? x : Math.Sign(x)), Derivatives = [0], Kink = AtZero },
        new() { Name = "sin", Value = Of(Math.Sin), Derivatives = [Call("cos", U)] },
        new() { Name = "cos", Value = Of(Math.Cos), Derivatives = [-Call("sin", U)] },
        new() { Name = "tan", Value = Of(Math.Tan), Derivatives = [1 + Call("tan", U).Power(2)], Domain = Domain.UnitBall },
        new() { Name = "asin", Value = Of(Math.Asin), Derivatives = [(1 - U.Power(2)).Power(-Half)], Domain = Domain.UnitBall },
        new() { Name = "acos", Value = Of(Math.Acos), Derivatives = [-(1 - U.Power(2)).Power(-Half)], Domain = Domain.UnitBall },
        new() { Name = "atan", Value = Of(Math.Atan), Derivatives = [1 / (1 + U.Power(2))] },
        new() { Name = "sinh", Value = Of(Math.Sinh), Derivatives = [Call("cosh", U)] },
        new() { Name = "cosh", Value = Of(Math.Cosh), Derivatives = [Call("sinh", U)], Sign = ValueSign.Positive },
        new() { Name = "tanh", Value = Of(Math.Tanh), Derivatives = [1 - Call("tanh", U).Power(2)] },
        new() { Name = "sigmoid", Value = Of(Sigmoid), Derivatives = [Call("sigmoid", U) * (1 - Call("sigmoid", U))], Sign = ValueSign.Positive },
        new() { Name = "relu", Value = Of(Relu), Derivatives = [Step(U)], Sign = ValueSign.NonNegative, Kink = AtZero },
        new() { Name = "softplus", Value = Of(Softplus), Derivatives = [Call("sigmoid", U)], Sign = ValueSign.Positive },
        new() { Name = "silu", Value = Of(x => x * Sigmoid(x)), Derivatives = [Call("sigmoid", U) * (1 + U * (1 - Call("sigmoid", U)))] },
        new() { Name = "gelu", Value = Of(x => x * NormalDistribution(x)), Derivatives = [(1 + Call("erf", U / Root2)) / 2 + U * NormalDensity] },
        new() { Name = "erf", Value = Of(SpecialFunctions.Erf), Derivatives = [2 * Pi.Power(-Half) * Call("exp", -U.Power(2))] },
        new() { Name = "max", Value = a => Math.Max(a[0], a[1]), Derivatives = [(1 + Call("sign", U - V)) / 2, (1 + Call("sign", V - U)) / 2], Kink = AtEquals, IsSymmetric = true },
        new() { Name = "min", Value = a => Math.Min(a[0], a[1]), Derivatives = [(1 + Call("sign", V - U)) / 2, (1 + Call("sign", U - V)) / 2], Kink = AtEquals, IsSymmetric = true },
    }.ToDictionary(f => f.Name);

    /// <summary>The names in the order of the table.</summary>
    public static IEnumerable<PointwiseFunction> All => Known.Values;

    private static Formula Root2 => new NumberFormula(2).Power(Half);

    private static Formula NormalDensity => (2 * Pi).Power(-Half) * Call("exp", -U.Power(2) / 2);

    /// <summary>The function of this name, or <see langword="null"/>.</summary>
    public static PointwiseFunction? Find(string name) => Known.GetValueOrDefault(name);

    private static Func<double[], double> Of(Func<double, double> function) => arguments => function(arguments[0]);

    private static double AtZero(double[] arguments) => arguments[0];

    private static double AtEquals(double[] arguments) => arguments[0] - arguments[1];

    private static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    private static double Relu(double x) => double.IsNaN(x) ? x : Math.Max(x, 0);

    private static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    private static double NormalDistribution(double x) => SpecialFunctions.Erfc(-x / Math.Sqrt(2)) / 2;
}

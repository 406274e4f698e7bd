using Fractions;
using MathNet.Numerics;
using static TensorCalculus.Functions.Formula;

namespace TensorCalculus.Functions;

/// <summary>The pointwise functions of one argument that the notation knows, a line each: name, value, derivative, domain.
/// The derivatives are the standard ones (Abramowitz and Stegun, chapters 4 and 7); at a kink they take the value that
/// PyTorch's autograd returns there. <c>sqrt</c> is not here: it is the power 1/2.</summary>
internal static class FunctionTable
{
    private static readonly Fraction Half = new(1, 2);

    private static readonly Dictionary<string, PointwiseFunction> Known = new PointwiseFunction[]
    {
        new() { Name = "exp", Value = Math.Exp, Derivative = Call("exp", U), Sign = ValueSign.Positive },
        new() { Name = "log", Value = Math.Log, Derivative = 1 / U, Domain = Domain.Positive },
        new() { Name = "abs", Value = Math.Abs, Derivative = Call("sign", U), Sign = ValueSign.NonNegative, Kink = 0 },
        new() { Name = "sign", Value = x => double.IsNaN(x) ? x : Math.Sign(x), Derivative = 0, Kink = 0 },
        new() { Name = "sin", Value = Math.Sin, Derivative = Call("cos", U) },
        new() { Name = "cos", Value = Math.Cos, Derivative = -Call("sin", U) },
        new() { Name = "tan", Value = Math.Tan, Derivative = 1 + Call("tan", U).Power(2), Domain = Domain.UnitBall },
        new() { Name = "asin", Value = Math.Asin, Derivative = (1 - U.Power(2)).Power(-Half), Domain = Domain.UnitBall },
        new() { Name = "acos", Value = Math.Acos, Derivative = -(1 - U.Power(2)).Power(-Half), Domain = Domain.UnitBall },
        new() { Name = "atan", Value = Math.Atan, Derivative = 1 / (1 + U.Power(2)) },
        new() { Name = "sinh", Value = Math.Sinh, Derivative = Call("cosh", U) },
        new() { Name = "cosh", Value = Math.Cosh, Derivative = Call("sinh", U), Sign = ValueSign.Positive },
        new() { Name = "tanh", Value = Math.Tanh, Derivative = 1 - Call("tanh", U).Power(2) },
        new() { Name = "sigmoid", Value = Sigmoid, Derivative = Call("sigmoid", U) * (1 - Call("sigmoid", U)), Sign = ValueSign.Positive },
        new() { Name = "relu", Value = Relu, Derivative = Call("sign", Call("relu", U)), Sign = ValueSign.NonNegative, Kink = 0 },
        new() { Name = "softplus", Value = Softplus, Derivative = Call("sigmoid", U), Sign = ValueSign.Positive },
        new() { Name = "silu", Value = x => x * Sigmoid(x), Derivative = Call("sigmoid", U) * (1 + U * (1 - Call("sigmoid", U))) },
        new() { Name = "gelu", Value = x => x * NormalDistribution(x), Derivative = (1 + Call("erf", U / Root2)) / 2 + U * NormalDensity },
        new() { Name = "erf", Value = SpecialFunctions.Erf, Derivative = 2 * Pi.Power(-Half) * Call("exp", -U.Power(2)) },
    }.ToDictionary(f => f.Name);

    /// <summary>The names in the order of the table.</summary>
    public static IEnumerable<PointwiseFunction> All => Known.Values;

    private static Formula Root2 => new NumberFormula(2).Power(Half);

    private static Formula NormalDensity => (2 * Pi).Power(-Half) * Call("exp", -U.Power(2) / 2);

    /// <summary>The function of this name, or <see langword="null"/>.</summary>
    public static PointwiseFunction? Find(string name) => Known.GetValueOrDefault(name);

    private static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    private static double Relu(double x) => double.IsNaN(x) ? x : Math.Max(x, 0);

    private static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    private static double NormalDistribution(double x) => SpecialFunctions.Erfc(-x / Math.Sqrt(2)) / 2;
}

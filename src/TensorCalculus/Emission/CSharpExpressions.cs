using System.Diagnostics;
using System.Globalization;
using Fractions;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>Writes numbers and operations on them in C#.</summary>
/// <param name="names">The names of the module.</param>
/// <param name="helpers">Receives the names of the module's own functions that the expressions call.</param>
internal sealed class CSharpExpressions(ModuleNames names, ISet<string> helpers)
{
    private static readonly Fraction Half = new(1, 2);

    private static readonly Dictionary<string, string> Functions = new()
    {
        ["exp"] = "Math.Exp({0})",
        ["log"] = "Math.Log({0})",
        ["abs"] = "Math.Abs({0})",
        ["sin"] = "Math.Sin({0})",
        ["cos"] = "Math.Cos({0})",
        ["tan"] = "Math.Tan({0})",
        ["asin"] = "Math.Asin({0})",
        ["acos"] = "Math.Acos({0})",
        ["atan"] = "Math.Atan({0})",
        ["sinh"] = "Math.Sinh({0})",
        ["cosh"] = "Math.Cosh({0})",
        ["tanh"] = "Math.Tanh({0})",
        ["relu"] = "Math.Max({0}, 0)",
        ["sign"] = "Sign({0})",
        ["sigmoid"] = "Sigmoid({0})",
        ["softplus"] = "Softplus({0})",
        ["silu"] = "Silu({0})",
        ["gelu"] = "Gelu({0})",
        ["erf"] = "Erf({0})",
    };

    /// <summary>A number.</summary>
    public static CSharpText Number(Fraction value)
    {
        Binding binding = value.IsNegative ? Binding.Sign : Binding.Atom;
        if (value.Denominator.IsOne && value.Numerator.GetBitLength() < 31)
        {
            return new CSharpText(value.Numerator.ToString(CultureInfo.InvariantCulture), binding, IsWhole: true);
        }

        // A decimal fraction, unless only the quotient is exact.
        string text = value.ToDouble().ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);
        return text.Length <= 12 || value.Numerator.GetBitLength() > 50 || value.Denominator.GetBitLength() > 50
            ? new CSharpText(text.AsSpan().ContainsAny('.', 'e') ? text : text + ".0", binding)
            : new CSharpText($"{value.Numerator.ToString(CultureInfo.InvariantCulture)}.0 / {value.Denominator.ToString(CultureInfo.InvariantCulture)}", Binding.Product);
    }

    /// <summary>A position along an axis.</summary>
    public string Position(PositionSubscript position) => position.Symbol is { } symbol
        ? PythonExpressions.Position(new PositionSubscript(names.Of(symbol), position.Offset))
        : position.ToString();

    /// <summary>An operation on whole numbers, which has a whole number as its result.</summary>
    public static CSharpText ApplyWhole(ElementOperation operation, CSharpText[] operands) => operation switch
    {
        AddOperation add => Add(add, operands) with { IsWhole = true },
        MultiplyOperation => new CSharpText($"{operands[0].At(Binding.Product)} * {operands[1].At(Binding.Power)}", Binding.Product, IsWhole: true),
        _ => throw new UnreachableException(),
    };

    /// <summary>An operation on numbers.</summary>
    public CSharpText Apply(ElementOperation operation, CSharpText[] operands)
    {
        switch (operation)
        {
            case AddOperation add:
                return Add(add, [RealUnless(operands[1], operands[0]), .. operands[1..]]);
            case MultiplyOperation:
                (CSharpText left, CSharpText right) = (operands[0], operands[1]);
                bool swap = right.Binding == Binding.Product && left.Binding > Binding.Product;
                return Multiply(swap ? right : left, swap ? left : right);
            case DivideOperation:
                return new CSharpText($"{RealUnless(operands[1], operands[0]).At(Binding.Product)} / {operands[1].At(Binding.Power)}", Binding.Product);
            case NegateOperation when operands[0] is { Binding: Binding.Sign } negated:
                return new CSharpText($"-({negated})", Binding.Sign, negated.IsWhole);
            case NegateOperation:
                return new CSharpText("-" + operands[0].At(Binding.Product), operands[0].Binding > Binding.Product ? Binding.Sign : Binding.Product, operands[0].IsWhole);
            case PowerOperation { Exponent: var exponent }:
                return Power(operands[0], exponent);
            case RaiseOperation:
                return CSharpText.Atom($"Math.Pow({operands[0]}, {operands[1]})");
            case ChooseOperation { Relation: var relation }:
                return new CSharpText(
                    $"{operands[0].At(Binding.Sum)} {PythonExpressions.Sign(relation)} {operands[1].At(Binding.Sum)} ? {RealUnless(operands[3], operands[2]).At(Binding.Sum)} : {operands[3].At(Binding.Sum)}",
                    Binding.Any);
            case CallOperation { Function: { Arity: 2 } function }:
                return CSharpText.Atom($"Math.{(function.Name == "max" ? "Max" : "Min")}({RealUnless(operands[1], operands[0])}, {operands[1]})");
            case CallOperation { Function: { IsArbitrary: true } function }:
                return CSharpText.Atom($"{names.Of(function.Name, function.Primes)}({operands[0]})");
            case CallOperation { Function: var function }:
                // The platform's abs and max of an int are an int.
                return Call(Functions[function.Name], function.Name is "abs" or "relu" ? operands[0].AsReal() : operands[0]);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>A product.</summary>
    public static CSharpText Multiply(CSharpText left, CSharpText right) =>
        new($"{RealUnless(right, left).At(Binding.Product)} * {right.At(Binding.Power)}", Binding.Product);

    /// <summary>A call of a function of the module's own, or of the platform's.</summary>
    public CSharpText Call(string format, CSharpText argument)
    {
        string name = format[..format.IndexOf('(', StringComparison.Ordinal)];
        if (!name.StartsWith("Math.", StringComparison.Ordinal))
        {
            Helper(name);
        }

        return CSharpText.Atom(string.Format(CultureInfo.InvariantCulture, format, argument));
    }

    /// <summary>Notes that the module must have this function.</summary>
    public string Helper(string name)
    {
        helpers.Add(name);
        return name;
    }

    private static CSharpText Add(AddOperation add, CSharpText[] operands)
    {
        string text = "";
        for (int i = 0; i < operands.Length; i++)
        {
            CSharpText operand = operands[i];
            text += add.Subtracted[i]
                ? (i == 0 ? "-" : " - ") + operand.At(i == 0 ? Binding.Power : Binding.Product)
                : (i == 0 ? "" : " + ") + operand.At(i == 0 ? Binding.Sum : Binding.Product);
        }

        return new CSharpText(text, Binding.Sum);
    }

    private CSharpText Power(CSharpText @base, Fraction exponent)
    {
        if (exponent.Equals(Half))
        {
            return CSharpText.Atom($"Math.Sqrt({@base})");
        }

        if (!CSharpCost.IsRepeated(exponent))
        {
            return CSharpText.Atom($"Math.Pow({@base}, {Number(exponent)})");
        }

        return (int)exponent.Numerator switch
        {
            2 => Call("Square({0})", @base),
            3 => Call("Cube({0})", @base),
            _ => Call("Square(Square({0}))", @base),
        };
    }

    /// <summary>The first operand of two, which is no whole number if the other is one.</summary>
    private static CSharpText RealUnless(CSharpText other, CSharpText first) => other.IsWhole ? first.AsReal() : first;
}

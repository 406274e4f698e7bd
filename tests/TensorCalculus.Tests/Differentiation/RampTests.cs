using TensorCalculus.Algebra;
using TensorCalculus.Tests.Laws;

namespace TensorCalculus.Tests.Differentiation;

/// <summary>A ramp tells by itself on which side of its threshold its argument is.</summary>
public sealed class RampTests
{
    public static TheoryData<string, string> Rows => new()
    {
        { "f = 1[i] max(0, x[i])^2", "dl_dx[p] = 2 dl_df max(0, x[p])" },
        { "g = 1[b] max(z[b], 0)^2", "dl_dz[p] = 2 dl_dg max(0, z[p])" },
        { "f[b] = 1[i] max(0, x[b,i])^3", "dl_dx[p,q] = 3 dl_df[p] max(0, x[p,q])^2" },
        { "f[b] = 1[i] max(0, 1 - y[b] x[b,i])^2", "dl_dx[p,q] = -2 dl_df[p] y[p] max(0, 1 - y[p] x[p,q])" },
        { "f = 1[i] max(0, x[i] - 1[i])^2", "dl_dx[p] = 2 dl_df max(0, x[p] - 1)" },
        { "f = 1[i] min(0, x[i])^2", "dl_dx[p] = 2 dl_df min(0, x[p])" },
        { "f = 1[i] min(0, 2 - x[i])^4", "dl_dx[p] = -4 dl_df min(0, 2 - x[p])^3" },
        { "f = 1[i] max(0, x[i])^(3/2)", "dl_dx[p] = 3/2 dl_df max(0, x[p])^(1/2)" },
        { "f = 1[i] max(a[i], x[i])^2", "dl_dx[p] = dl_df max(a[p], x[p]) (1 + sign(x[p] - a[p]))" },
        { "f = 1[i] max(0, x[i])", "dl_dx[p] = dl_df (1 + sign(x[p])) / 2" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void No_sign_stands_beside_it(string text, string line)
    {
        var program = TensorProgram.Parse(text);
        (DerivedEquation equation, DerivedFormula formula) = Derived.Formula(program, line);
        var read = ReadBack.Of(program, equation, line);
        read.IsSameExpression.Should().BeTrue("{0}\nwith {1}\nderived {2}\n{3}", text, line, formula.Unicode, read.Difference);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_result_is_right_in_numbers(string text, string line)
    {
        line.Should().NotBeEmpty();
        GradientCheck check = TensorProgram.Parse(text).Check();
        check.Passed.Should().BeTrue("{0}", check.ToText());
    }
}

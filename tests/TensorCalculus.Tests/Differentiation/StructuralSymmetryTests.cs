using TensorCalculus.Algebra;
using TensorCalculus.Tests.Laws;

namespace TensorCalculus.Tests.Differentiation;

/// <summary>What its definition makes symmetric is known to be so, under whatever names and in a batch.</summary>
public sealed class StructuralSymmetryTests
{
    public static TheoryData<string, string> Rows => new()
    {
        { "g[i,j] = x[k,i] x[k,j]; f = logdet(g)", "dl_dx[p,q] = 2 dl_df inv(g)[q,j] x[p,j]" },
        { "w[a,c] = m[n,c] m[n,a]; f = logdet(w)", "dl_dm[p,q] = 2 dl_df inv(w)[q,j] m[p,j]" },
        { "g[b,i,j] = x[b,k,i] x[b,k,j]; f[b] = logdet(g)[b]", "dl_dx[p,q,r] = 2 dl_df[p] inv(g)[p,r,j] x[p,q,j]" },
        { "d[i,j] = (x[i] 1[j] - 1[i] x[j])^2; k[i,j] = exp(a - d[i,j]) + c delta[i,j]; l = y[i] inv(k)[i,j] y[j]", "dl_dc = -(inv(k)[j,i] y[j])^2 1[i]" },
        { "g[i,b,j] = x[b,k,i] x[b,k,j]; f[b] = g[i,b,j] g[i,b,j]", "dl_dx[p,q,r] = 4 dl_df[p] g[r,p,j] x[p,q,j]" },
        { "g[i,j] = x[k,i] x[k,j]; f = g[i,j] g[i,j]", "dl_dx[p,q] = 4 dl_df g[q,j] x[p,j]" },
        { "g[i,j] = x[k,i] x[k,j]; h[i,j] = inv(g)[i,j]; f = h[i,j] v[i] v[j]", "dl_dv[p] = 2 dl_df h[p,j] v[j]" },
        { "g[i,j] = delta[i,j] + x[i] x[j]; f = inv(g)[i,j] v[i] v[j]", "dl_dv[p] = 2 dl_df inv(g)[p,j] v[j]" },
        { "k[i,j] = exp(-sum[d]((x[i,d] 1[j] - 1[i] x[j,d])^2)); f = k[i,j] v[i] v[j]", "dl_dv[p] = 2 dl_df k[p,j] v[j]" },
        { "a[i,j] = x[i] 1[j] - 1[i] x[j]; f = w[i,j] a[i,j]^2", "dl_dx[p] = 2 dl_df a[p,j] (w[p,j] + w[j,p])" },
        { "o[i,j] = s[i] 1[j] - 1[i] s[j]; f = 1[i] 1[j] log(1 + exp(o[i,j]))", "dl_ds[p] = dl_df (1[j] sigmoid(o[p,j]) - 1[i] sigmoid(o[i,p]))" },
        { "t[i,j,k] = x[i] x[j] x[k]; f = t[i,j,k] v[i] v[j] v[k]", "dl_dv[p] = 3 dl_df t[p,j,k] v[j] v[k]" },
        { "g[i,j] = x[k,i] z[k,j]; f = g[i,j] v[i] v[j]", "dl_dv[p] = dl_df v[j] (g[p,j] + g[j,p])" },
    };

    public static TheoryData<string> Programs => [.. Rows.Select(r => (string)r[0]).Distinct()];

    /// <summary>Defined tensors by which is differentiated vary by themselves: what defines them is no help then.</summary>
    public static TheoryData<string, string> Intermediates => new()
    {
        { "g[i,j] = x[k,i] x[k,j]; f = g[i,j] g[j,k] g[k,l] a[l,i]", "g" },
        { "g[i,j] = x[k,i] x[k,j]; f = inv(g)[i,j] b[i] c[j]", "g" },
        { "g[i,j] = x[k,i] x[k,j]; f = logdet(g)", "g" },
        { "s[i] = softmax[i](x[i]); f = (1[i] s[i])^3", "s" },
        { "m = 1/H 1[h] x[h]; c[h] = x[h] - m 1[h]; f = (1[h] c[h])^2 + c[h] c[h]", "c" },
        { "v = x^2; s = sqrt(v); f = s^3 v^2", "s" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_result_is_as_short_as_with_a_declaration(string text, string line)
    {
        var program = TensorProgram.Parse(text);
        (DerivedEquation equation, DerivedFormula formula) = Derived.Formula(program, line);
        var read = ReadBack.Of(program, equation, line);
        read.IsSameExpression.Should().BeTrue("{0}\nwith {1}\nderived {2}\n{3}", text, line, formula.Unicode, read.Difference);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void And_is_right_in_numbers(string text)
    {
        foreach (DerivativeMode mode in TensorProgram.Parse(text).Bound.Outputs is [{ Order: 0 }]
            ? new[] { DerivativeMode.Backward, DerivativeMode.Hessian, DerivativeMode.Hvp }
            : [DerivativeMode.Backward, DerivativeMode.Jacobian])
        {
            GradientCheck check = TensorProgram.Parse(text).Check(new CheckOptions { Derive = new DeriveOptions { Mode = mode } });
            check.Passed.Should().BeTrue("{0}", check.ToText());
        }
    }

    [Theory]
    [MemberData(nameof(Intermediates))]
    public void A_second_derivative_by_an_intermediate_does_not_use_its_definition(string text, string wrt)
    {
        foreach (DerivativeMode mode in new[] { DerivativeMode.Hessian, DerivativeMode.Hvp })
        {
            GradientCheck check = TensorProgram.Parse(text).Check(new CheckOptions { Derive = new DeriveOptions { Mode = mode, Wrt = [.. wrt.Split(',')] } });
            check.Passed.Should().BeTrue("{0}", check.ToText());
        }
    }

    [Theory]
    [InlineData("M = X' X; l = logdet(M)", "X", "2 X M⁻¹")]
    [InlineData("B = A A'; l = x' inv(B) x", "x", "2 B⁻¹ x")]
    [InlineData("B = A A'; l = x' inv(B) x", "A", "−2 B⁻¹ x xᵀ B⁻¹ A")]
    public void A_matrix_form_does_not_transpose_it(string text, string wrt, string expected) =>
        TensorProgram.Parse(text, InputNotation.Matrix).Derive(new DeriveOptions { Wrt = [wrt] }).Gradients[0].Matrix.Right!.Unicode.Should().Be(expected);
}

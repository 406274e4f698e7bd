using TensorCalculus.Algebra;
using TensorCalculus.Diagnostics;
using TensorCalculus.Tests.Laws;

namespace TensorCalculus.Tests.Differentiation;

/// <summary>Declared identities make results shorter, and change no value where they hold.</summary>
public sealed class IdentityTests
{
    private const string SoftTargets = "s[b,i] = softmax[i](x[b,i]); c[b] = -t[b,i] log(s[b,i]); given 1[i] t[b,i] = 1[b]";

    public static TheoryData<string, string> Rows => new()
    {
        { SoftTargets, "dl_dx[p,q] = dl_dc[p] (s[p,q] - t[p,q])" },
        { SoftTargets, "dl_dt[p,q] = -dl_dc[p] log(s[p,q])" },
        { "p[i] = exp(x[i]) / (1[j] exp(x[j])); l = -t[i] log(p[i]); given t[i] 1[i] = 1", "dl_dx[q] = p[q] - t[q]" },
        { "symmetric s; y = s[i,j] x[i] x[j]", "dl_dx[p] = 2 dl_dy s[p,j] x[j]" },
        { "symmetric s; y = s[i,j] x[i] x[j]", "dl_ds[p,q] = dl_dy x[p] x[q]" },
        { "symmetric s; y[i] = s[j,i] x[j]", "dl_dx[p] = dl_dy[i] s[p,i]" },
        { "symmetric c; y = c[i,j,k] x[i] x[j] x[k]", "dl_dx[p] = 3 dl_dy c[p,j,k] x[j] x[k]" },
        { "given c[i,j,k] = c[j,i,k]; y = c[i,j,k] x[i] x[j] z[k]", "dl_dx[p] = 2 dl_dy c[p,j,k] x[j] z[k]" },
        { "given w[i,j] = -w[j,i]; y = w[i,j] x[i] x[j]", "dl_dx[p] = 0 1[p]" },
        { "given w[i,j] = -w[j,i]; y[i] = w[i,j] x[j]", "dl_dx[p] = -dl_dy[i] w[p,i]" },
        { "symmetric k; l = y[i] inv(k)[i,j] y[j]", "dl_dy[p] = 2 inv(k)[p,j] y[j]" },
        { "symmetric k; v[i] = inv(k)[i,j] y[j]; l = 1/2 y[i] v[i] + 1/2 logdet(k)", "dl_dy[p] = v[p]" },
        { "symmetric k; v[i] = inv(k)[i,j] y[j]; l = 1/2 y[i] v[i] + 1/2 logdet(k)", "dl_dk[p,q] = 1/2 inv(k)[p,q] - 1/2 v[p] v[q]" },
        { "symmetric a; b[i,j] = a[i,k] a[k,j]; y = b[i,j] x[i] x[j]", "dl_dx[p] = 2 dl_dy b[p,j] x[j]" },
        { "y = q[i,k] x[k] q[i,j] x[j]; given q[k,i] q[k,j] = delta[i,j]", "dl_dx[p] = 2 dl_dy x[p]" },
        { "u[i] = q[i,k] x[k]; y = u[i] u[i]; given q[k,i] q[k,j] = delta[i,j]", "dl_dx[p] = 2 dl_dy x[p]" },
        { "u[i] = q[i,k] x[k]; v[i] = q[j,i] u[j]; y = v[i] a[i] + tr(q); given q[i,k] q[j,k] = delta[i,j]", "dl_dx[p] = dl_dy a[p]" },
        { "y[i] = x[i] - n[i] n[j] x[j]; given n[i] n[i] = 1", "dl_dn[p] = -n[i] (dl_dy[p] x[i] + dl_dy[i] x[p])" },
        { "z[i] = x[i] - n[i] n[j] x[j]; y = z[i] z[i]; given n[i] n[i] = 1", "dl_dx[p] = 2 dl_dy z[p]" },
        { "r[i] = p[i,j] x[j]; y = r[i] r[i]; given p[i,j] p[j,k] = p[i,k]; symmetric p", "dl_dx[a] = 2 dl_dy r[a]" },
        { "y[i] = a[i] x / (a[j] a[j]); l = y[i] y[i]; given a[i] a[i] = 4", "dl_dx = x / 2" },
        { "y = log(a[i] x[i] / (1[j] a[j])); given 1[i] a[i] = 1", "dl_dx[p] = dl_dy a[p] / (a[i] x[i])" },
        { "y = (x c)^2 + (x s)^2; given c^2 + s^2 = 1", "dl_dx = 2 dl_dy x" },
    };

    public static TheoryData<string> Programs => [.. Rows.Select(r => (string)r[0]).Distinct()];

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_identity_makes_the_result_short(string text, string line)
    {
        var program = TensorProgram.Parse(text);
        (DerivedEquation equation, DerivedFormula formula) = Derived.Formula(program, line);
        var read = ReadBack.Of(program, equation, line);
        read.IsSameExpression.Should().BeTrue("{0}\nwith {1}\nderived {2}\n{3}", text, line, formula.Unicode, read.Difference);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void The_program_without_it_has_the_same_derivatives_there(string text)
    {
        foreach (DerivativeMode mode in TensorProgram.Parse(text).Bound.Outputs is [{ Order: 0 }]
            ? new[] { DerivativeMode.Backward, DerivativeMode.Jvp, DerivativeMode.Hvp }
            : [DerivativeMode.Backward, DerivativeMode.Jacobian, DerivativeMode.Jvp])
        {
            GradientCheck check = TensorProgram.Parse(text).Check(new CheckOptions { Derive = new DeriveOptions { Mode = mode } });
            check.Passed.Should().BeTrue("{0}", check.ToText());
        }
    }

    [Theory]
    [InlineData("y_i = x_i; given x_i x_i = -1", "No numbers were found for which this holds: given x_i x_i = -1.")]
    [InlineData("size i = 3; size k = 2; y_k = q_ik x_i; given q_ik q_jk = delta_ij", "No numbers were found for which this holds: given q_ik q_jk = delta_ij.")]
    [InlineData("s_i = x_i; y = s_i z_i; given 1_i s_i = 1", "The program does not fulfil what it declares: given 1_i s_i = 1.")]
    [InlineData("s_ij = x_i z_j + x_j x_i; y = s_ij a_ij; symmetric s", "The program does not fulfil what it declares: symmetric s.")]
    public void What_cannot_hold_is_told(string program, string problem)
    {
        var check = TensorProgram.Parse(program).Check();
        check.Passed.Should().BeFalse();
        check.Problem.Should().StartWith(problem[..^1]);
    }

    [Theory]
    [InlineData("given z_i = 1_i; y_i = x_i")]
    [InlineData("given x_ij = 1_ij; y_i = x_i")]
    public void An_identity_of_what_no_equation_uses_is_refused(string program) =>
        ((Action)(() => TensorProgram.Parse(program))).Should().Throw<ProgramException>();
}

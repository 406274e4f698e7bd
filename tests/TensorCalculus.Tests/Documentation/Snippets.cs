using System.Collections.Immutable;
using TensorCalculus.Diagnostics;

namespace TensorCalculus.Tests.Documentation;

/// <summary>The C# that the pages show. Each region is a snippet; a test finds it there word for word.</summary>
public class Snippets
{
    private readonly List<string> printed = [];

    private IEnumerable<string> Printed => printed;

    private Printer Console => new(printed);

    [Fact]
    public void Deriving()
    {
        #region derive
        TensorProgram program = TensorProgram.Parse("y_{ij} = x_{ik} a_{kj}");
        Derivation derivation = program.Derive();
        foreach (DerivedFormula gradient in derivation.Gradients)
        {
            Console.WriteLine(gradient.Unicode);
        }
        #endregion

        Printed.Should().Equal("∂l/∂x_pq = ∂l/∂y_pj a_qj", "∂l/∂a_pq = ∂l/∂y_iq x_ip");
    }

    [Fact]
    public void Reading_a_program_that_may_be_wrong()
    {
        #region try-parse
        string text = "y_i = x_{ik} + b_i";
        if (!TensorProgram.TryParse(text, out TensorProgram? program, out ImmutableArray<Diagnostic> diagnostics))
        {
            foreach (Diagnostic diagnostic in diagnostics)
            {
                Console.WriteLine($"{diagnostic.Code}: {diagnostic.Message}");
                Console.WriteLine(TensorProgram.Render(diagnostic, text, "layer.tc"));
            }
        }
        #endregion

        program.Should().BeNull();
        Printed.First().Should().Be("TC0203: index k occurs once in this term and is not on the left-hand side");
        Printed.Last().Should().StartWith("layer.tc:1:7: error TC0203: ").And.EndWith("to sum over k write 1_k x_{ik}, or sum_{k}(x_{ik})");
    }

    [Fact]
    public void Asking_for_what_is_wanted()
    {
        #region options
        TensorProgram program = TensorProgram.Parse("""
            h_i = w_{ij} x_j
            y = h_i h_i
            """);
        var options = new DeriveOptions { Mode = DerivativeMode.Jacobian, Wrt = ["x"], Of = ["h", "y"], Steps = false };
        foreach (DerivedFormula jacobian in program.Derive(options).Gradients)
        {
            Console.WriteLine($"{jacobian.Of} by {jacobian.Wrt[0]}: {jacobian.Ascii}");
        }
        #endregion

        Printed.Should().Equal("h by x: dh_dx[i,p] = w[i,p]", "y by x: dy_dx[p] = 2 h[i] w[i,p]");
    }

    [Fact]
    public void Asking_what_a_Hessian_looks_like()
    {
        #region structure
        TensorProgram program = TensorProgram.Parse("f = (t_{ij} - u_{ik} v_{jk})^2 1_{ij}");
        var options = new DeriveOptions { Mode = DerivativeMode.Hessian, Wrt = ["u"], Steps = false };
        DerivativeStructure structure = program.Derive(options).Gradients[0].Structure!;
        Console.WriteLine(structure.Words);
        foreach (StructurePart part in structure.Parts)
        {
            Console.WriteLine($"{part.Kind}: {part.Core.Unicode}, linking {string.Join(", ", part.Deltas.Select(d => $"{d.Row} and {d.Column}"))}");
        }
        #endregion

        Printed.Should().Equal("symmetric, the core 2 v_jq v_js times δ_pr", "CoreAndDeltas: 2 v_jq v_js, linking p and r");
    }

    [Fact]
    public void Walking_through_the_steps()
    {
        #region steps
        Derivation derivation = TensorProgram.Parse("y_i = x_i^2").Derive();
        foreach (DerivationStep step in derivation.Gradients[0].Steps)
        {
            Console.WriteLine($"{step.Unicode}   by {step.Rule}: {step.Statement}");
        }
        #endregion

        Printed.First().Should().StartWith("∂y_i/∂x_p = ∂x_i²/∂x_p   by derivation/set-up: ");
        Printed.Last().Should().Contain("by kronecker/contract: ");
    }

    [Fact]
    public void The_backward_pass_line_by_line()
    {
        #region lines
        Derivation derivation = TensorProgram.Parse("h_i = tanh(w_{ij} x_j); y = h_i h_i").Derive();
        foreach (DerivedFormula line in derivation.Lines)
        {
            Console.WriteLine(line.Unicode);
        }
        #endregion

        Printed.First().Should().StartWith("∂l/∂h_p = 2 ∂l/∂y h_p");
        Printed.Should().HaveCount(3);
    }

    [Fact]
    public void Every_format()
    {
        #region formats
        Derivation derivation = TensorProgram.Parse("y_{ij} = x_{ik} a_{kj}").Derive();
        Console.WriteLine(derivation.ToText());
        Console.WriteLine(derivation.ToLatex());
        Console.WriteLine(derivation.ToMarkdown());
        Console.WriteLine(derivation.ToJson());
        Console.WriteLine(derivation.ToMermaid());
        Console.WriteLine(derivation.ToDot());
        #endregion

        Printed.Should().HaveCount(6).And.NotContain(string.Empty);
    }

    [Fact]
    public void Emitting_code()
    {
        #region emit
        TensorProgram program = TensorProgram.Parse("y_{ij} = x_{ik} a_{kj}");
        EmittedCode code = program.Emit(new EmitOptions { Target = EmitTarget.Torch, Wrt = ["x"] });
        Console.WriteLine(code.Text);
        Console.WriteLine(code.Cost.Backward.Multiplications);
        Console.WriteLine(code.Cost.ToText());
        #endregion

        Printed.First().Should().Contain("dl_dx = dl_dy @ a.T");
        Printed.ElementAt(1).Should().Be("I J K");
    }

    [Fact]
    public void Emitting_a_Hessian()
    {
        #region emit-hessian
        TensorProgram program = TensorProgram.Parse("f = (t_{ij} - u_{ik} v_{jk})^2 1_{ij}");
        var options = new EmitOptions { Target = EmitTarget.Torch, Mode = DerivativeMode.Hessian, Wrt = ["u"], Compressed = true };
        Console.WriteLine(program.Emit(options).Text);
        #endregion

        Printed.Single().Should().Contain("∂²f/∂u_pq∂u_rs = core_qs δ_pr");
    }

    [Fact]
    public void Choosing_names()
    {
        #region names
        TensorProgram program = TensorProgram.Parse("h_i = tanh(x_i); y = h_i h_i");
        Console.WriteLine(program.Derive(new DeriveOptions { Expand = ["h"], Steps = false }).Gradients[0].Unicode);
        Console.WriteLine(program.Derive(new DeriveOptions { InTermsOf = ["h"], Steps = false }).Gradients[0].Unicode);
        #endregion

        Printed.Should().HaveCount(2).And.NotContain(l => l.Length == 0);
        Printed.First().Should().NotContain("h_p");
        Printed.Last().Should().Contain("h_p");
    }

    [Fact]
    public void Verifying()
    {
        #region verify
        TensorProgram program = TensorProgram.Parse("y_{ij} = x_{ik} a_{kj}");
        Verification verification = program.Verify(["dl_dx[p,q] = dl_dy[p,j] a[q,j]", "∂l/∂A = ∂l/∂Y X"]);
        foreach (ClaimResult claim in verification.Claims)
        {
            Console.WriteLine($"{claim.Claim}: {claim.Verdict}, {claim.Mistake} {claim.Explanation}");
        }
        #endregion

        verification.Passed.Should().BeFalse();
        verification.Claims[0].Verdict.Should().Be(ClaimVerdict.ProvedByForm);
        verification.Claims[1].Verdict.Should().Be(ClaimVerdict.Wrong);
    }

    [Fact]
    public void Checking()
    {
        #region check
        TensorProgram program = TensorProgram.Parse("s_i = exp(x_i) / (1_j exp(x_j)); c = -log(s_T)");
        var options = new CheckOptions { Sizes = ImmutableDictionary<string, int>.Empty.Add("i", 10), Seed = 7 };
        GradientCheck check = program.Check(options);
        foreach (CheckedFormula formula in check.Formulas)
        {
            Console.WriteLine($"{formula.Formula}: {(formula.Passed ? "right" : formula.Reason)}");
        }
        #endregion

        check.Passed.Should().BeTrue(check.ToText());
        Printed.Should().OnlyContain(l => l.EndsWith(": right", StringComparison.Ordinal));
    }

    private sealed class Printer(List<string> printed)
    {
        public void WriteLine(string line) => printed.Add(line);
    }
}

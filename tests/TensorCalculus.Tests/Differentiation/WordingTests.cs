using System.Text.RegularExpressions;
using TensorCalculus.Diagnostics;
using TensorCalculus.Tests.Programs;

namespace TensorCalculus.Tests.Differentiation;

/// <summary>The reader chooses the names of an answer, and it stays right.</summary>
public sealed class WordingTests
{
    // Of these no sample is found on which a claim could be evaluated.
    private static readonly string[] Unsampled = ["convolution-block", "convolution-of-a-function"];

    public static TheoryData<string> Ids => [.. ProgramFile.All.Where(p => !Unsampled.Contains(p.Key)).Where(p => TensorProgram.Parse(p.Value.Text).Defined.Length > 1).Select(p => p.Key)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_answer_does_without_a_name(string id)
    {
        TensorProgram program = Program(id);
        foreach (string name in program.Defined.Where(n => !IsNamed(program, n)))
        {
            Holds(program, new DeriveOptions { Expand = [name], Steps = false }, [name]);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_answer_speaks_of_one_name_alone(string id)
    {
        TensorProgram program = Program(id);
        foreach (string name in program.Defined)
        {
            Holds(program, new DeriveOptions { InTermsOf = [name], Steps = false }, [.. program.Defined.Where(n => n != name && !IsNamed(program, n))]);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_answer_does_without_all_names(string id)
    {
        TensorProgram program = Program(id);
        string[] names = [.. program.Defined.Where(n => !IsNamed(program, n))];
        if (names.Length > 0)
        {
            Holds(program, new DeriveOptions { Expand = [.. names], Steps = false }, names);
        }
    }

    [Theory]
    [InlineData("e_i = exp(x_i)\nz = 1_i e_i\ns_i = e_i / z\nc = -log(s_T)", "s", "∂l/∂x_p = ∂l/∂c (s_p − δ_pT)")]
    [InlineData("h_i = tanh(x_i)\ny = h_i h_i", "h", "∂l/∂x_p = 2 ∂l/∂y h_p (1 − h_p²)")]
    public void A_name_is_found_again(string program, string name, string answer) =>
        TensorProgram.Parse(program).Derive(new DeriveOptions { InTermsOf = [name], Steps = false }).Gradients[0].Unicode.Should().Be(answer);

    [Fact]
    public void Steps_begin_with_the_definitions_put_in()
    {
        Derivation derivation = TensorProgram.Parse("h_i = tanh(x_i)\ny = h_i h_i").Derive(new DeriveOptions { Expand = ["h"] });
        derivation.Gradients[0].Steps.Should().NotBeEmpty();
        derivation.Lines.Should().ContainSingle();
    }

    [Theory]
    [InlineData("x", "", "", "TC0901")]
    [InlineData("", "nothing", "", "TC0901")]
    [InlineData("h", "h", "", "TC0903")]
    [InlineData("h", "", "h", "TC0903")]
    public void A_name_that_cannot_be_chosen_is_refused(string expand, string inTermsOf, string wrt, string code)
    {
        TensorProgram program = TensorProgram.Parse("h_i = tanh(x_i)\ny = h_i h_i");
        Action derive = () => program.Derive(new DeriveOptions { Expand = Names(expand), InTermsOf = Names(inTermsOf), Wrt = Names(wrt) });
        derive.Should().Throw<ProgramException>().Which.Diagnostics.Should().Contain(d => d.Code == code);
    }

    private static System.Collections.Immutable.ImmutableArray<string> Names(string text) => text.Length == 0 ? [] : [text];

    private static TensorProgram Program(string id) => TensorProgram.Parse(ProgramFile.All[id].Text);

    /// <summary>Whether a name stands in a function of whole tensors, which takes names.</summary>
    private static bool IsNamed(TensorProgram program, string name) =>
        Regex.IsMatch(program.Text, $@"\b(inv|det|logdet|chol)\({name}\)|\({name}\^\{{?-1|\b{name}\^\{{-1\}}\)");

    private static void Holds(TensorProgram program, DeriveOptions options, IReadOnlyCollection<string> without)
    {
        foreach (DerivedFormula formula in program.Derive(options).Gradients.Where(g => !g.Wrt[0].Contains('_')))
        {
            // y[i]^0 only tells how far i runs.
            string[] words = [.. Regex.Matches(Regex.Replace(formula.Right.Ascii, @"\w+\[[^]]*\]\^0", ""), @"\w+").Select(m => m.Value)];
            words.Should().NotContain(w => without.Contains(w), "{0} is the answer", formula.Ascii);

            // Evaluated, and held against the answer in all names.
            ClaimResult result = program.Verify([formula.Ascii]).Claims.Single();
            result.Verdict.Should().BeOneOf([ClaimVerdict.ProvedByForm, ClaimVerdict.ProvedByDefinitions, ClaimVerdict.AgreesInNumbers], "{0} is the answer: {1}", formula.Ascii, string.Join("; ", result.Diagnostics.Select(d => d.Message)));
        }
    }
}

namespace TensorCalculus.Tests.Printing;

/// <summary>A dummy that stands in brackets only has the size of its letter elsewhere in the program; where no letter tells it, a tensor does.</summary>
public sealed class ToldByLetterTests
{
    public static TheoryData<string, string, string> Answers => new()
    {
        { "y = sum_{p}(cumsum_{p}(b_p))", "b", "dl_db[q] = dl_dy 1[p] [q <= p]" },
        { "y_i = sum_{q}(cumsum_{q}(a_{qi})) b_i", "a", "dl_da[p,r] = 1[q] dl_dy[r] b[r] [p <= q]" },
        { "y_i = sum_{q}(cumsum_{q}(a_{qi})) b_i", "b", "dl_db[p] = 1[q] dl_dy[p] a[r,p] [q >= r]" },
        { "y = cumsum_{p}(b_p) c_p", "c", "dl_dc[q] = dl_dy cumsum_{q}(b[q])" },
        { "f = logsumexp_{b}(delta_{b,1} w_a x_{ab})", "w", "dl_dw[p] = dl_df x[p,1] exp(w[a] x[a,1])/(1[b] exp(w[q] x[q,1] delta[b,1]))" },

        // A letter that stands for two sizes tells none.
        { "y = sum_{p}(cumsum_{p}(b_p)) (1_p c_p)", "b", "dl_db[q] = dl_dy 1[r] b[p]^0 c[r] [q <= p]" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void The_size_of_a_dummy_in_brackets_is_told(string program, string by, string expected)
    {
        TensorProgram read = TensorProgram.Parse(program);
        string answer = read.Derive(new DeriveOptions { Wrt = [by] }).Gradients.Single().Ascii;
        answer.Should().Be(expected);

        // And it reads back with the same meaning.
        read.Verify([answer]).Claims.Single().Verdict.Should().BeOneOf(ClaimVerdict.ProvedByForm, ClaimVerdict.ProvedByDefinitions);
    }
}

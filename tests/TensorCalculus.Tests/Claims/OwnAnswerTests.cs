using TensorCalculus.Tests.Programs;

namespace TensorCalculus.Tests.Claims;

/// <summary>What is answered in matrix notation reads back in as a claim, and holds.</summary>
public class OwnAnswerTests
{
    // What answers can say, and programs and claims in matrix notation cannot: components, unit vectors, choices, products of all entries, derivatives of functions.
    private static readonly string[] Unreadable = ["[", "_{", "e_", "where", "min", "max", "prod", "'(", "'\\left("];

    public static TheoryData<string> Ids => [.. ProgramFile.All.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_matrix_form_is_a_right_claim(string id)
    {
        TensorProgram program = TensorProgram.Parse(ProgramFile.All[id].Text);
        foreach (DerivedFormula formula in program.Derive(new DeriveOptions { Steps = false }).Gradients)
        {
            if (formula.Matrix.Right is not { } right || formula.Indices.Length == 0 || !formula.Matrix.Batch.IsEmpty || right.Unicode.Contains('Σ', StringComparison.Ordinal) || formula.Wrt[0].Contains('_'))
            {
                continue;
            }

            string left = $"dl_d{formula.Wrt[0]}";
            foreach (string claim in (string[])[$"{left} = {right.Unicode}", $"{left} = {right.Latex}"])
            {
                if (Unreadable.Any(claim[left.Length..].Contains))
                {
                    continue;
                }

                ClaimResult result = program.Verify([claim]).Claims.Single();
                result.Verdict.Should().NotBe(ClaimVerdict.Wrong, "{0}", claim);
                result.Verdict.Should().NotBe(ClaimVerdict.Malformed, "{0}: {1}", claim, string.Join("; ", result.Diagnostics.Select(d => d.Message)));
            }
        }
    }
}

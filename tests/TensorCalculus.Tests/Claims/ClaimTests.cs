namespace TensorCalculus.Tests.Claims;

/// <summary>Right formulas in unusual forms are accepted, wrong ones refuted with the mistake that was made.</summary>
public class ClaimTests
{
    public static TheoryData<string> Ids => [.. ClaimFile.All.Select(c => c.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_claim_is_judged_rightly(string id)
    {
        FiledClaim filed = ClaimFile.All.Single(c => c.Id == id);
        ClaimResult result = TensorProgram.Parse(filed.Program).Verify([filed.Claim]).Claims.Single();
        string found = result.Verdict switch
        {
            ClaimVerdict.ProvedByForm or ClaimVerdict.ProvedByDefinitions => "right proved",
            ClaimVerdict.AgreesInNumbers => "right",
            ClaimVerdict.Wrong => $"wrong {result.Mistake}",
            _ => $"malformed: {string.Join("; ", result.Diagnostics.Select(d => d.Message))}",
        };
        found.Should().Be(filed.Expected, "of {0}\n{1}, derived {2}", filed.Claim, result.Explanation, result.Derived?.Unicode);
        (result.Counterexample is null).Should().Be(filed.IsRight);
    }

    [Fact]
    public void There_are_many()
    {
        ClaimFile.All.Count(c => !c.IsRight).Should().BeGreaterThanOrEqualTo(60);
        ClaimFile.All.Count(c => c.IsRight).Should().BeGreaterThanOrEqualTo(60);
        ClaimFile.All.Count(c => c.IsProved).Should().BeGreaterThanOrEqualTo(50);
    }

    [Fact]
    public void The_counterexample_is_the_smallest()
    {
        ClaimResult result = TensorProgram.Parse("y_{ij} = x_{ik} a_{kj}").Verify(["dl_dx[p,q] = dl_dy[p,j] a[j,q]"]).Claims.Single();
        result.Counterexample!.Sizes.Values.Max().Should().Be(2);
        result.Counterexample.Claimed.Should().NotBe(result.Counterexample.Derived);
    }

    [Fact]
    public void A_claim_that_takes_sizes_for_equal_does_not_hold_for_others()
    {
        ClaimResult result = TensorProgram.Parse("y_{ij} = x_i 1_j").Verify(["dl_dx[p] = dl_dy[p,j] 1_j + dl_dy[p,p] - dl_dy[p,p]"]).Claims.Single();
        result.Verdict.Should().Be(ClaimVerdict.Wrong);
        result.Mistake.Should().Be(ClaimMistake.SizesTakenForEqual);
    }

    [Theory]
    [InlineData("dl_dx[p] = dl_dy[p", "TC0104")]
    [InlineData("dl_dx[p] = q[p]", "TC0220")]
    [InlineData("dl_dx[p,q] = 1[p,q]", "TC0208")]
    [InlineData("dl_dx[p] = dl_dy[j]", "TC0203")]
    public void A_malformed_claim_is_told_with_its_place(string claim, string code)
    {
        ClaimResult result = TensorProgram.Parse("y_i = x_i^2").Verify([claim]).Claims.Single();
        result.Verdict.Should().Be(ClaimVerdict.Malformed);
        result.Diagnostics.Should().Contain(d => d.Code == code && d.Span != null);
    }
}

using TensorCalculus.Tests.Differentiation;

namespace TensorCalculus.Tests.Laws;

/// <summary>Every derivation is right step by step, not at its end alone.</summary>
public sealed class ReplayTests
{
    public static TheoryData<string> Rows => [.. ResultRows.All.Select(r => r.Id)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_step_to_a_gradient_keeps_the_value(string id)
    {
        Replay replay = Replay.OfGradients(TensorProgram.Parse(ResultRows.All.Single(r => r.Id == id).Text), seed: 3)!;
        replay.Mistakes.Should().BeEmpty();
        replay.Steps.Should().BePositive();
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_step_to_a_Jacobian_keeps_the_value(string id)
    {
        var program = TensorProgram.Parse(ResultRows.All.Single(r => r.Id == id).Text);
        foreach (string defined in program.Defined)
        {
            Replay.OfJacobian(program, defined, seed: 3)!.Mistakes.Should().BeEmpty();
        }
    }
}

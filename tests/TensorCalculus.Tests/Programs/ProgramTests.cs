using TensorCalculus.Algebra;
using TensorCalculus.Tests.Laws;

namespace TensorCalculus.Tests.Programs;

/// <summary>What holds for every program of the file.</summary>
public sealed class ProgramTests
{
    public static TheoryData<string> Ids => [.. ProgramFile.All.Keys];

    public static TheoryData<string> Small => [.. ProgramFile.All.Where(p => p.Value.WithJacobians).Select(p => p.Key)];

    /// <summary>Those that can be made programs of one scalar.</summary>
    public static TheoryData<string> Scalars => [.. ScalarIds];

    private static IEnumerable<string> ScalarIds => ProgramFile.All.Where(p => p.Value.WithJacobians).Select(p => p.Key).Where(id => SecondOrder.Scalar(Program(id)) is not null);

    /// <summary>Those of them whose second derivatives are soon found by differences.</summary>
    public static TheoryData<string> Short => [.. ShortIds];

    private static IEnumerable<string> ShortIds => ScalarIds.Where(id => Program(id) is { Defined.Length: <= 2, Inputs.Length: <= 2 });

    /// <summary>Those of them whose steps to the second derivatives are soon evaluated.</summary>
    public static TheoryData<string> Replayed => [.. ShortIds.Where(id => ProgramFile.All[id].WithForwardSteps)];

    [Fact]
    public void There_are_many() => ProgramFile.All.Should().HaveCountGreaterThan(150);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_gradient_agrees_with_differences(string id)
    {
        GradientCheck check = Program(id).Check();
        check.Passed.Should().BeTrue(check.ToText());
        check.Formulas.Should().NotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Small))]
    public void Each_Jacobian_agrees_with_differences(string id)
    {
        GradientCheck check = Program(id).Check(new CheckOptions { Derive = new DeriveOptions { Mode = DerivativeMode.Jacobian } });
        check.Passed.Should().BeTrue(check.ToText());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_tangent_agrees_with_differences(string id)
    {
        GradientCheck check = Program(id).Check(new CheckOptions { Derive = new DeriveOptions { Mode = DerivativeMode.Jvp } });
        check.Passed.Should().BeTrue(check.ToText());
    }

    [Theory]
    [MemberData(nameof(Short))]
    public void Each_product_of_Hessian_and_vector_agrees_with_differences(string id)
    {
        GradientCheck check = SecondOrder.Scalar(Program(id))!.Check(new CheckOptions { Derive = new DeriveOptions { Mode = DerivativeMode.Hvp } });
        check.Passed.Should().BeTrue(check.ToText());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Tangents_are_adjoint_to_gradients(string id) => SecondOrder.At(Program(id), seed: 3)!.AdjointMistake().Should().BeNull();

    [Theory]
    [MemberData(nameof(Scalars))]
    public void The_Hessian_times_a_vector_is_the_product(string id) =>
        SecondOrder.At(SecondOrder.Scalar(Program(id))!, seed: 3)!.HessianMistake().Should().BeNull();

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_step_keeps_the_value(string id)
    {
        Replay replay = Replay.OfGradients(Program(id), seed: 5)!;
        replay.Should().NotBeNull();
        replay.Mistakes.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Replayed))]
    public void Each_step_forwards_keeps_the_value(string id)
    {
        Replay[] replays = [.. Replay.OfForwardPasses(SecondOrder.Scalar(Program(id))!, seed: 5)];
        replays.Should().HaveCount(3);
        replays.SelectMany(r => r.Mistakes).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_formula_reads_back_as_it_was_derived(string id)
    {
        TensorProgram program = Program(id);
        Derivation derivation = program.Derive(new DeriveOptions { Steps = false });
        var formulas = Derived.Closed(derivation).Zip(derivation.Gradients).Concat(Derived.Lines(derivation).Zip(derivation.Lines));
        foreach ((DerivedEquation equation, DerivedFormula formula) in formulas)
        {
            foreach (string line in new[] { formula.Ascii, formula.Unicode, formula.Latex })
            {
                var read = ReadBack.Of(program, equation, line);
                (read.IsSameExpression || read.HasSameValues()).Should().BeTrue("{0} is read as\n{1}", line, read.Difference);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Deriving_again_gives_the_same_text(string id) =>
        Program(id).Derive().ToText().Should().Be(Program(id).Derive().ToText());

    [Theory]
    [MemberData(nameof(Ids))]
    public void Steps_do_not_change_what_is_derived(string id)
    {
        Derivation with = Program(id).Derive(), without = Program(id).Derive(new DeriveOptions { Steps = false });
        if (IsTied(with) && !with.Lines.Concat(with.Gradients).Select(g => g.Unicode).SequenceEqual(without.Lines.Concat(without.Gradients).Select(g => g.Unicode)))
        {
            Program(id).Verify([.. with.Gradients.Select(g => g.Ascii)]).Claims.Should().OnlyContain(c => c.Verdict == ClaimVerdict.ProvedByForm || c.Verdict == ClaimVerdict.ProvedByDefinitions || c.Verdict == ClaimVerdict.AgreesInNumbers);
            with.Gradients.Select(g => g.Unicode.Length).Should().Equal(without.Gradients.Select(g => g.Unicode.Length));
            return;
        }

        with.Gradients.Select(g => g.Unicode).Should().Equal(without.Gradients.Select(g => g.Unicode));
        with.Lines.Select(g => g.Unicode).Should().Equal(without.Lines.Select(g => g.Unicode));
        without.Gradients.Should().OnlyContain(g => g.Steps.IsEmpty);
    }

    /// <summary>The differential of a Cholesky factor without a name of its own has factors and addends that only the names of their dummies
    /// tell apart, and so no order of theirs is better than another.</summary>
    private static bool IsTied(Derivation derivation) => derivation.Gradients.Any(g => g.Ascii.Contains("chol(", StringComparison.Ordinal));

    private static TensorProgram Program(string id) => TensorProgram.Parse(ProgramFile.All[id].Text);
}

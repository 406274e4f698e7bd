using TensorCalculus.Tests.Documentation;
using TensorCalculus.Tests.Programs;

namespace TensorCalculus.Tests.Matrices.Spellings;

/// <summary>Every matrix form that is printed, in Unicode and in LaTeX, read back by an independent reader, has the value of its index form.</summary>
public sealed class SpellingTests
{
    private static readonly DerivativeMode[] Modes = [DerivativeMode.Backward, DerivativeMode.Jacobian, DerivativeMode.Hessian, DerivativeMode.Jvp];

    /// <summary>Programs whose forms have two meanings, and why.</summary>
    private static readonly Dictionary<string, string> NotRead = new()
    {
        ["given-gradient"] = "an input of the program is called dl_dy, as the derivative is that flows in, and both are ∂l/∂Y",
    };

    public static TheoryData<string> Filed => [.. ProgramFile.All.Keys.Except(NotRead.Keys)];

    public static TheoryData<string> Small => [.. ProgramFile.All.Where(p => p.Value.WithJacobians).Select(p => p.Key).Except(NotRead.Keys)];

    [Theory]
    [MemberData(nameof(Filed))]
    public void A_gradient_and_a_tangent_of_a_filed_program(string id)
    {
        Agree(Program(id), DerivativeMode.Backward);
        Agree(Program(id), DerivativeMode.Jvp);
    }

    [Theory]
    [MemberData(nameof(Small))]
    public void A_Jacobian_and_a_Hessian_of_a_small_one(string id)
    {
        Agree(Program(id), DerivativeMode.Jacobian);
        Agree(Program(id), DerivativeMode.Hessian);
    }

    [Theory]
    [MemberData(nameof(SampleTests.Samples), MemberType = typeof(SampleTests))]
    public void A_gradient_of_a_sample(string name) =>
        Agree(TensorProgram.Parse(Repository.Read("samples", name + ".tc")), DerivativeMode.Backward);

    [Theory]
    [MemberData(nameof(CookbookTests.Programs), MemberType = typeof(CookbookTests))]
    public void All_derivatives_of_the_cookbook(string text, string by)
    {
        foreach (DerivativeMode mode in Modes)
        {
            Agree(TensorProgram.Parse(text, InputNotation.Matrix), mode, by);
        }
    }

    [Theory]
    [MemberData(nameof(VectorisedTests.Programs), MemberType = typeof(VectorisedTests))]
    public void A_derivative_between_vectorised_tensors(string because, string text, string by, DerivativeMode mode, string expected)
    {
        Agree(TensorProgram.Parse(text, InputNotation.Matrix), mode, by).Should().BePositive("{0} is {1}", because, expected);
    }

    [Theory]
    [MemberData(nameof(BatchTests.Programs), MemberType = typeof(BatchTests))]
    public void A_stack_of_matrices(string text, string by, string expected, string batch) =>
        Agree(TensorProgram.Parse(text), DerivativeMode.Backward, by).Should().BePositive("{0} is printed, for each {1}", expected, batch);

    [Fact]
    public void What_is_not_read_is_not_readable()
    {
        foreach (string id in NotRead.Keys)
        {
            FluentActions.Invoking(() => Agree(Program(id), DerivativeMode.Backward)).Should().Throw<Exception>("{0} is listed", id);
        }
    }

    private static int Agree(TensorProgram program, DerivativeMode mode, string? by = null) =>
        mode == DerivativeMode.Hessian && !(program.Outputs is [var only] && program.Bound.Find(only)!.Order == 0) ? 0
        : Spelling.Agree(program.Derive(new DeriveOptions { Mode = mode, Wrt = by is null ? [] : [by], Steps = false }), seed: 31);

    private static TensorProgram Program(string id) => TensorProgram.Parse(ProgramFile.All[id].Text);
}

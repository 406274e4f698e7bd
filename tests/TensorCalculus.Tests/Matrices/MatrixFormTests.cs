using TensorCalculus.Tests.Programs;

namespace TensorCalculus.Tests.Matrices;

/// <summary>What holds for the matrix form of every answer.</summary>
public sealed class MatrixFormTests
{
    public static TheoryData<string> Ids => [.. ProgramFile.All.Keys];

    public static TheoryData<string> Small => [.. ProgramFile.All.Where(p => p.Value.WithJacobians).Select(p => p.Key)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_gradient_has_the_values_of_its_index_form(string id) => MatrixNumbers.Agree(Program(id).Derive(), seed: 3);

    [Theory]
    [MemberData(nameof(Small))]
    public void So_has_a_Jacobian(string id) => MatrixNumbers.Agree(Program(id).Derive(new DeriveOptions { Mode = DerivativeMode.Jacobian }), seed: 4);

    [Theory]
    [MemberData(nameof(Small))]
    public void So_has_a_Hessian(string id)
    {
        TensorProgram program = Program(id);
        if (program.Outputs is [var only] && program.Bound.Find(only)!.Order == 0)
        {
            MatrixNumbers.Agree(program.Derive(new DeriveOptions { Mode = DerivativeMode.Hessian, Steps = false }), seed: 5);
        }
    }

    private static TensorProgram Program(string id) => TensorProgram.Parse(ProgramFile.All[id].Text);
}

using TensorCalculus.Matrices;

namespace TensorCalculus;

/// <summary>A formula in matrix notation.</summary>
/// <param name="Unicode">Plain text for reading, such as <c>∂l/∂Y Aᵀ</c>.</param>
/// <param name="Latex">LaTeX for a mathematics environment.</param>
/// <param name="Numpy">A NumPy expression over the program's names, <c>np</c>, and <c>dl_dy</c> for ∂l/∂y. Its value has the shape of
/// the derivative; scalars are numbers.</param>
public sealed record MatrixFormula(string Unicode, string Latex, string Numpy)
{
    internal static MatrixFormula? Of(MatrixSpelling? spelling) => spelling is null ? null : new(spelling.Unicode, spelling.Latex, spelling.Numpy);
}

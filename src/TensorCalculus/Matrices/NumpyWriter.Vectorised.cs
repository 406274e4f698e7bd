using System.Diagnostics;
using TensorCalculus.Algebra;

namespace TensorCalculus.Matrices;

/// <content>Derivatives between vectorised tensors, as two-dimensional arrays.</content>
internal sealed partial class NumpyWriter
{
    public string Write(VectorisedForm form)
    {
        if (form.Terms.IsEmpty)
        {
            return $"np.zeros(({Count(form.Rows)}, {Count(form.Columns)}))";
        }

        string text = "";
        foreach (VectorisedTerm term in form.Terms)
        {
            text += (text.Length, term.IsNegative) switch
            {
                (0, false) => "",
                (0, true) => "-",
                (_, false) => " + ",
                (_, true) => " - ",
            };
            text += Term(form, term.IsNegative ? term.Negated : term);
        }

        return text;
    }

    private string Term(VectorisedForm form, VectorisedTerm term) => term.Scalar switch
    {
        NumberLeaf { Value: var value } when value.Equals(Fractions.Fraction.One) => Body(form, term),
        var scalar => $"{At(scalar, Binding.Product)} * {Factor(form, term)}",
    };

    private string Factor(VectorisedForm form, VectorisedTerm term) => term is WeightedTerm or KroneckerTerm { IsCommuted: true } or KroneckerTerm { Left: not null } or KroneckerTerm { Right: not null }
        ? $"({Body(form, term)})"
        : Body(form, term);

    private string Body(VectorisedForm form, VectorisedTerm term)
    {
        switch (term)
        {
            case DiagonalTerm diagonal:
                return Diagonal(diagonal.Matrix);
            case OuterTerm outer:
                return $"np.outer({Vec(outer.Left)}, {Vec(outer.Right)})";
            case WeightedTerm weighted:
                return $"{Body(form, weighted.Rows)} @ {Diagonal(weighted.Weight)} @ {Body(form, weighted.Columns)}";
            case KroneckerTerm kronecker:
                string[] factors =
                [
                    .. kronecker.Left is null ? [] : new[] { Diagonal(kronecker.Left) },
                    $"np.kron({TwoDimensional(kronecker.Slow)}, {TwoDimensional(kronecker.Fast)})",
                    .. kronecker.IsCommuted ? [Commutation(form)] : Array.Empty<string>(),
                    .. kronecker.Right is null ? [] : new[] { Diagonal(kronecker.Right) },
                ];
                return string.Join(" @ ", factors);
            default:
                throw new UnreachableException();
        }
    }

    private string Diagonal(MatrixNode matrix) => $"np.diag({Vec(matrix)})";

    private string Vec(MatrixNode matrix) => matrix.Shape.Order == 2 ? $"np.ravel({Write(matrix)}, \"F\")" : Write(matrix);

    private string TwoDimensional(MatrixNode node) =>
        node.Shape.Order == 2 ? Write(node) : $"{At(node, Binding.Atom)}{(node.Shape.IsRow ? "[None, :]" : "[:, None]")}";

    /// <summary>The rows of the identity, those of X in the order of those of Xᵀ.</summary>
    private string Commutation(VectorisedForm form)
    {
        (string rows, string columns) = (Size(form.Columns[0].Dimension), Size(form.Columns[1].Dimension));
        return $"np.eye({rows} * {columns}).reshape({columns}, {rows}, -1).swapaxes(0, 1).reshape({rows} * {columns}, -1)";
    }

    private string Count(IEnumerable<IndexVariable> indices) => string.Join(" * ", indices.Select(i => Size(i.Dimension)));
}

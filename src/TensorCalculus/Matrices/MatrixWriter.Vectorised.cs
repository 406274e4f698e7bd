using TensorCalculus.Algebra;

namespace TensorCalculus.Matrices;

/// <content>Derivatives between vectorised tensors.</content>
internal abstract partial class MatrixWriter
{
    /// <summary>What the commutation matrix is, where it stands in a form.</summary>
    public string CommutationNote(VectorisedForm form)
    {
        string name = NameOf(form.Derivative.Derivative!.By[^1], 2);
        return $"{Commutation} {Vec(name)} = {Vec(Transposed(name))}";
    }

    /// <summary>The derivative as a whole, <c>∂vec(Y)/∂vec(X)</c>.</summary>
    public string Left(VectorisedForm form)
    {
        DerivativeName name = form.Derivative.Derivative!;
        int[] orders = Names.OrdersOf(form.Derivative)!;
        return Derivative(Part(name.Of, orders[0]), [.. name.By.Zip(orders.Skip(1), Part)]);

        string Part(string tensor, int order) => order == 2 ? Vec(NameOf(tensor, order)) : NameOf(tensor, order);
    }

    /// <summary>What it equals.</summary>
    public string Right(VectorisedForm form)
    {
        string text = "";
        foreach (VectorisedTerm term in form.Terms)
        {
            text += (text.Length, term.IsNegative) switch
            {
                (0, false) => "",
                (0, true) => Minus,
                (_, false) => " + ",
                (_, true) => $" {Minus} ",
            };
            text += Term(term.IsNegative ? term.Negated : term);
        }

        return text.Length == 0 ? "0" : text;
    }

    private string Term(VectorisedTerm term)
    {
        string body = Body(term);
        return term.Scalar switch
        {
            NumberLeaf { Value: var value } when value.Equals(Fractions.Fraction.One) => body,
            NumberLeaf { Value: var value } => Scaled(new ScalarMultiple(value, [], [], null), Product(term, body, false)),
            ScalarMultiple { Above: var above, Below: var below, Coefficient: var value } => Scaled(new ScalarMultiple(value, above, below, null), Product(term, body, !below.IsEmpty)),
            var scalar => Scaled(new ScalarMultiple(Fractions.Fraction.One, [scalar], [], null), Product(term, body, false)),
        };
    }

    /// <summary>A Kronecker product takes parentheses before a denominator.</summary>
    private string Product(VectorisedTerm term, string body, bool divided) =>
        divided && term is KroneckerTerm { Left: null, Right: null, IsCommuted: false, Slow: not IdentityLeaf } ? Parentheses(body) : body;

    private string Body(VectorisedTerm term)
    {
        switch (term)
        {
            case DiagonalTerm diagonal:
                return DiagonalVec(diagonal.Matrix);
            case OuterTerm outer:
                return $"{VecOf(outer.Left)} {Transposed(VecOf(outer.Right))}";
            case KroneckerTerm kronecker:
                bool isIdentity = kronecker is { Slow: IdentityLeaf, Fast: IdentityLeaf };
                bool isAlone = kronecker is { Left: null, Right: null, IsCommuted: false };
                string core = isIdentity ? Identity : Kronecker(At(kronecker.Slow, Binding.Product), At(kronecker.Fast, Binding.Product));
                string[] factors =
                [
                    .. kronecker.Left is null ? [] : new[] { DiagonalVec(kronecker.Left) },
                    .. isIdentity && !isAlone ? [] : new[] { isAlone || isIdentity ? core : Parentheses(core) },
                    .. kronecker.IsCommuted ? [Commutation] : Array.Empty<string>(),
                    .. kronecker.Right is null ? [] : new[] { DiagonalVec(kronecker.Right) },
                ];
                return string.Join(' ', factors);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private string Vec(string argument) => Call("vec", 0, argument);

    private string DiagonalVec(MatrixNode matrix) => Call("diag", 0, VecOf(matrix));

    private string VecOf(MatrixNode matrix) => matrix.Shape.Order == 2 ? Vec(Write(matrix)) : At(matrix, Binding.Atom);
}

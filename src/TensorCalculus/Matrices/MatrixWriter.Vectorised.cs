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
    public string Left(VectorisedForm form) => Left(form, (name, order) => order == 2 ? Vec(name) : name);

    /// <summary>What it equals.</summary>
    public string Right(VectorisedForm form) => Summed(form, Body);

    /// <summary>Both sides by their components: <c>[∂Y/∂X]_{ijpq} = [Bᵀ]_{jq} [A]_{ip}</c>.</summary>
    public string Components(VectorisedForm form) =>
        $"{Bracketed(Left(form, (name, _) => name), [.. form.Rows.Concat(form.Columns).Select(i => i.Letter!)])} = {Summed(form, t => VectorisedComponents.Write(form, t, Names.Program, this))}";

    private string Left(VectorisedForm form, Func<string, int, string> part)
    {
        DerivativeName name = form.Derivative.Derivative!;
        int[] orders = Names.OrdersOf(form.Derivative)!;
        return Derivative(Part(name.Of, orders[0]), [.. name.By.Zip(orders.Skip(1), Part)]);

        string Part(string tensor, int order) => part(NameOf(tensor, order), order);
    }

    private string Summed(VectorisedForm form, Func<VectorisedTerm, string> body)
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
            VectorisedTerm positive = term.IsNegative ? term.Negated : term;
            text += WithScalar(positive.Scalar, body(positive));
        }

        return text.Length == 0 ? "0" : text;
    }

    private string WithScalar(MatrixNode scalar, string body) => scalar switch
    {
        NumberLeaf { Value: var value } when value.Equals(Fractions.Fraction.One) => body,
        NumberLeaf { Value: var value } => Scaled(new ScalarMultiple(value, [], [], null), body),
        ScalarMultiple { Above: var above, Below: var below, Coefficient: var value } => Scaled(new ScalarMultiple(value, above, below, null), body),
        _ => Scaled(new ScalarMultiple(Fractions.Fraction.One, [scalar], [], null), body),
    };

    private string Body(VectorisedTerm term)
    {
        switch (term)
        {
            case DiagonalTerm diagonal:
                return DiagonalVec(diagonal.Matrix);
            case OuterTerm outer:
                return $"{VecOf(outer.Left)} {Transposed(VecOf(outer.Right))}";
            case WeightedTerm { Rows: var rows, Columns: var columns } weighted:
                return $"{Body(rows, isAlone: false)} {DiagonalVec(weighted.Weight)} {Body(columns, isAlone: false)}";
            case KroneckerTerm kronecker:
                return Body(kronecker, kronecker is { Left: null, Right: null, IsCommuted: false });
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private string Body(KroneckerTerm kronecker, bool isAlone)
    {
        bool isIdentity = kronecker is { Slow: IdentityLeaf, Fast: IdentityLeaf };
        bool isDivided = kronecker.Scalar is ScalarMultiple { Below.IsEmpty: false };
        string core = isIdentity ? Identity : Kronecker(At(kronecker.Slow, Binding.Product), At(kronecker.Fast, Binding.Product));
        string[] factors =
        [
            .. kronecker.Left is null ? [] : new[] { DiagonalVec(kronecker.Left) },
            .. isIdentity && !isAlone ? [] : new[] { (isAlone && !isDivided) || isIdentity ? core : Parentheses(core) },
            .. kronecker.IsCommuted ? [Commutation] : Array.Empty<string>(),
            .. kronecker.Right is null ? [] : new[] { DiagonalVec(kronecker.Right) },
        ];
        return string.Join(' ', factors);
    }

    private string Vec(string argument) => Call("vec", 0, argument);

    private string DiagonalVec(MatrixNode matrix) => Call("diag", 0, VecOf(matrix));

    private string VecOf(MatrixNode matrix) => matrix.Shape.Order == 2 ? Vec(Write(matrix)) : At(matrix, Binding.Atom);
}

using TensorCalculus.Algebra;

namespace TensorCalculus.Matrices;

/// <summary>Writes a matrix expression by its components, each matrix in brackets with its indices: the step between index form and matrix
/// form, <c>[∂l/∂Y]_{pj} [Aᵀ]_{jq}</c>.</summary>
internal sealed class ComponentTranslation(BoundProgram program, IEnumerable<string> used)
{
    private readonly LetterSupply supply = new(program);
    private readonly HashSet<string> used = [.. used];

    /// <summary>The component of an expression at these indices.</summary>
    public string Write(MatrixNode node, string row, string column, MatrixWriter writer)
    {
        HashSet<string> taken = [.. used];
        return Spell(node);

        string Spell(MatrixNode part) => part switch
        {
            ScalarMultiple multiple when MatrixWriter.IsNegative(multiple) => writer.Negative(Spell(MatrixBuilder.Negate(multiple))),
            ScalarMultiple multiple => writer.Scaled(multiple, multiple.Body is null ? null : multiple.Body is MatrixSum ? Bracket(multiple.Body) : Spell(multiple.Body)),
            MatrixSum sum => writer.Signed(sum, Spell),
            BatchSum sum => $"{writer.SumSign(sum.Index.Letter)} {(sum.Body is MatrixSum ? Bracket(sum.Body) : Spell(sum.Body))}",
            MatrixProduct product => Chain(product),
            PointwiseProduct { Below: [] } product => string.Join(' ', product.Above.Select(Bracket)),
            PointwiseProduct product => writer.Quotient(
                product.Above.IsEmpty ? "1" : string.Join(' ', product.Above.Select(Bracket)), string.Join(' ', product.Below.Select(Bracket))),
            _ => Bracket(part),
        };

        string Bracket(MatrixNode part) => At(part, row, column, writer);

        string Chain(MatrixProduct product)
        {
            var factors = new List<string>();
            string at = row;
            for (int i = 0; i < product.Factors.Length; i++)
            {
                MatrixNode factor = product.Factors[i];
                bool isLast = i == product.Factors.Length - 1;
                if (factor is DiagonalMatrix diagonal && !(isLast && i == 0))
                {
                    factors.Add(writer.Bracketed(writer.Write(diagonal.Column), isLast ? column : at));
                    continue;
                }

                bool ends = isLast || product.Factors.Skip(i + 1).All(f => f is DiagonalMatrix);
                string next = factor.Shape.Columns is null ? column : ends ? column : NextLetter(factor.Shape.Columns);
                factors.Add(At(factor, at, next, writer));
                at = next;
            }

            return string.Join(' ', factors);
        }

        string NextLetter(Dimension dimension)
        {
            string letter = dimension.Letter is { } own && !taken.Contains(own) ? own : supply.Next(taken.Contains);
            taken.Add(letter);
            return letter;
        }
    }

    /// <summary>One matrix at its indices.</summary>
    public static string At(MatrixNode part, string first, string second, MatrixWriter writer) => part switch
    {
        { IsScalar: true } => writer.Write(part),
        OnesLeaf => writer.One(first),
        TransposeOf { Operand: OnesLeaf } => writer.One(second),
        IdentityLeaf => writer.Delta(first, second),
        { Shape.IsColumn: true } => writer.Bracketed(writer.Write(part), first),
        TransposeOf { Operand: { Shape.IsColumn: true } operand } => writer.Bracketed(writer.Write(operand), second),
        { Shape.IsRow: true } => writer.Bracketed(writer.Write(part), second),
        _ => writer.Bracketed(writer.Write(part), first, second),
    };
}

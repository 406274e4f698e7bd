using TensorCalculus.Algebra;
using TensorCalculus.Diagnostics;
using TensorCalculus.Evaluation;
using TensorCalculus.Tests.Printing;

namespace TensorCalculus.Tests.Laws;

/// <summary>Holds a derived equation against a line of text, both of them in the program that ends with this line.</summary>
internal sealed class ReadBack
{
    private readonly BoundProgram program;
    private readonly BoundEquation line;
    private readonly Expr? derived;

    private ReadBack(BoundProgram program, BoundEquation line, Expr? derived) => (this.program, this.line, this.derived) = (program, line, derived);

    /// <summary>Whether the two are one expression: the same terms and factors, not merely equal values.</summary>
    public bool IsSameExpression => ReferenceEquals(derived, line.Body);

    /// <summary>What the two are, for a message.</summary>
    public string Difference => $"derived {(object?)derived ?? "something that speaks of other tensors"}\nnot     {line.Body}";

    /// <summary>Reads a line behind a program.</summary>
    /// <exception cref="ProgramException">The line is refused.</exception>
    public static ReadBack Of(TensorProgram program, DerivedEquation derived, string line)
    {
        BoundProgram longer = TensorProgram.Parse($"{program.Text}\n{line}").Bound;
        BoundEquation last = longer.Equations[^1];
        var indices = derived.Left.Subscripts.Cast<IndexSubscript>().Select(s => s.Index).ToArray();
        bool known = indices.Length == last.Indices.Length
            && ExprWalk.TensorsOf(program.Bound.Factory, derived.Right).All(t => longer.Find(t.Name)?.Order == t.Order);
        Expr? carried = known
            ? new Transplant(program.Bound, longer).Equation(new BoundEquation(derived.Left.Tensor, [.. indices], derived.Right), last.Indices)
            : null;
        return new ReadBack(longer, last, carried);
    }

    /// <summary>Whether the two have equal values on random tensors.</summary>
    public bool HasSameValues()
    {
        if (derived is null)
        {
            return false;
        }

        Numbers numbers = Numbers.For(program, seed: 7) ?? throw new InvalidOperationException("no sample was found");
        return Numbers.AreClose(numbers.Of(derived, line.Indices), numbers.Of(line.Body, line.Indices));
    }
}

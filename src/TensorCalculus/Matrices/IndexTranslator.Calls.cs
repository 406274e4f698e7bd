using System.Collections.Immutable;
using Fractions;
using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;

namespace TensorCalculus.Matrices;

/// <content>Functions.</content>
internal sealed partial class IndexTranslator
{
    private IndexValue? Call(MatrixCallSyntax call)
    {
        if (standing.Contains(call.Function))
        {
            // A name that stands elsewhere without a parenthesis multiplies.
            return call.Arguments is [var only] && Value(only) is { } factor ? Product(call.Span, Named(new MatrixNameSyntax(call.Span, call.Function)), factor) : null;
        }

        if (call.Function == "einsum")
        {
            return Einsum(call);
        }

        if (call.Text is not null || call.Arguments is not [var argument])
        {
            diagnostics.Report(
                DiagnosticCatalogue.BadCall, call.Span, $"{call.Function} takes one argument, and here it has {call.Arguments.Length}",
                call.Text is null ? null : "a quoted text stands in einsum only");
            return null;
        }

        if (Value(argument) is not { } value)
        {
            return null;
        }

        SourceSpan span = call.Span;
        switch (call.Function)
        {
            case "inv":
                return Whole(span, "inv", argument, value);
            case "det" or "logdet":
                return Whole(span, call.Function, argument, value);
            case "tr" or "trace":
                return value.IsMatrix
                    ? new IndexValue(span, false, false, (_, _) => NewLabel() is var k ? Sum(span, value.At(k, k), k) : null!)
                    : Mismatch(value.Span, $"the trace is that of a matrix, and this is {value.Kind}", null);
            case "diag":
                return Diagonal(span, value);
            case "sum":
                return Total(span, value, (_, x) => x);
            case "norm1":
                return Total(span, value, (s, x) => new CallSyntax(s, "abs", 0, [x]));
            case "norm2" or "norm" or "normF":
                return Total(span, value, (s, x) => Power(s, x, new NumberSyntax(s, new Fraction(2)))) is { } square
                    ? square with { At = (_, _) => new CallSyntax(span, "sqrt", 0, [square.Scalar]) }
                    : null;
            case "vector" or "matrix":
                return Constant(call, value);
            case "max" or "min" or "prod":
                return Total(span, value, (_, x) => x, call.Function);
            case "logsumexp" or "softmax":
                return Along(call, value);
            default:
                // Everything else is pointwise: a function of the table, or an arbitrary one.
                return value with { Span = span, IsNumberOne = false, IsOnes = false, Diagonal = null, At = (r, c) => new CallSyntax(span, call.Function, 0, [value.At(r, c)]) };
        }
    }

    /// <summary>The sum, or another reduction, over all components of something made of each.</summary>
    private IndexValue Total(SourceSpan span, IndexValue value, Func<SourceSpan, ExpressionSyntax, ExpressionSyntax> component, string reduction = "sum") =>
        new(span, false, false, (_, _) =>
        {
            if (value.IsScalar)
            {
                return component(span, value.Scalar);
            }

            string? row = value.HasRows ? NewLabel() : null, column = value.HasColumns ? NewLabel() : null;
            return Reduction(span, reduction, component(span, value.At(row, column)), row, column);
        });

    private IndexValue? Diagonal(SourceSpan span, IndexValue value) => value.IsScalar
        ? Mismatch(value.Span, "diag takes a vector, or a matrix whose diagonal it is", null)
        : value.IsMatrix ? new IndexValue(span, true, false, (r, _) => value.At(r, r))
        : new IndexValue(span, true, true, (r, c) => Times(
            span, new DeltaSyntax(span, new IndexSyntax(span, r!), new IndexSyntax(span, c!)), value.IsRow ? value.At(null, r) : value.At(r, null)))
        {
            Diagonal = value,
        };

    /// <summary><c>vector(1)</c>: a number spread over a vector or a matrix.</summary>
    private IndexValue? Constant(MatrixCallSyntax call, IndexValue value) => value.IsScalar
        ? new IndexValue(call.Span, true, call.Function == "matrix", (r, c) => value.IsNumberOne
            ? new OneSyntax(call.Span, Subscripts(call.Span, r, call.Function == "matrix" ? c : null))
            : Times(call.Span, value.Scalar, new OneSyntax(call.Span, Subscripts(call.Span, r, call.Function == "matrix" ? c : null))))
        {
            IsOnes = value.IsNumberOne && call.Function == "vector",
        }
        : Mismatch(value.Span, $"{call.Function} spreads a scalar, and this is {value.Kind}", null);

    private IndexValue? Along(MatrixCallSyntax call, IndexValue value)
    {
        if (value.IsScalar || value.IsMatrix)
        {
            return Mismatch(value.Span, $"{call.Function} takes a vector, and this is {value.Kind}", null);
        }

        SourceSpan span = call.Span;
        ExpressionSyntax Component(string label) => value.IsRow ? value.At(null, label) : value.At(label, null);
        return call.Function == "softmax"
            ? value with { Span = span, At = (r, c) => Reduction(span, "softmax", Component((value.IsRow ? c : r)!), value.IsRow ? c : r) }
            : new IndexValue(span, false, false, (_, _) => NewLabel() is var k ? Reduction(span, "logsumexp", Component(k), k) : null!);
    }

    /// <summary>A function of a whole matrix. It takes a name, so an expression becomes a line of its own.</summary>
    private IndexValue? Whole(SourceSpan span, string function, MatrixExpressionSyntax argument, IndexValue value)
    {
        if (!value.IsMatrix)
        {
            return Mismatch(value.Span, $"{function} takes a matrix, and this is {value.Kind}", null);
        }

        string name;
        if (argument is MatrixNameSyntax { Name: var given } && given != "eye")
        {
            name = given;
        }
        else
        {
            name = Unused("M", "N", "P", "Q", "R", "S");
            names.Add(name);
            kinds.Add(name, (true, true));
            statements.Add(new EquationSyntax(argument.Span, Tensor(argument.Span, name, value, rowLabel, columnLabel), value.At(rowLabel, columnLabel), []));
        }

        bool isMatrix = function == "inv";
        return new IndexValue(span, isMatrix, isMatrix, (r, c) => new WholeTensorSyntax(span, function, name, isMatrix ? Subscripts(span, r, c) : []));
    }

    /// <summary>An <c>einsum</c> of scalars, vectors and matrices.</summary>
    private IndexValue? Einsum(MatrixCallSyntax call)
    {
        IndexValue?[] values = [.. call.Arguments.Select(Value)];
        EinsumSubscripts? subscripts = null;
        string? problem = call.Text is null ? "einsum begins with its subscripts in quotes" : null;
        subscripts = call.Text is null ? null : EinsumSubscripts.TryRead(call.Text, out problem);
        problem ??= subscripts!.Inputs.Length != values.Length ? $"there are subscripts for {subscripts.Inputs.Length} tensors, and {values.Length} are given"
            : subscripts.Output.Length > 2 ? "the result has more than two axes, which matrix notation does not have"
            : null;
        if (values.Any(v => v is null))
        {
            return null;
        }

        for (int i = 0; i < values.Length && problem is null; i++)
        {
            int order = (values[i]!.HasRows ? 1 : 0) + (values[i]!.HasColumns ? 1 : 0);
            problem = subscripts!.Inputs[i].Length == order ? null : $"'{subscripts.Inputs[i]}' has {subscripts.Inputs[i].Length} labels for {values[i]!.Kind}";
        }

        if (problem is not null)
        {
            diagnostics.Report(DiagnosticCatalogue.BadEinsum, call.Span, problem, "write einsum(\"ij,jk->ik\", A, B)");
            return null;
        }

        return new IndexValue(call.Span, subscripts!.Output.Length > 0, subscripts.Output.Length > 1, (r, c) =>
        {
            var label = subscripts.Summed.ToDictionary(l => l, _ => NewLabel());
            foreach ((char l, string? given) in subscripts.Output.Zip([r, c]))
            {
                label.Add(l, given!);
            }

            ImmutableArray<FactorSyntax> factors = [.. values.Zip(subscripts.Inputs, (v, labels) => new FactorSyntax(false, Group(Component(v!, [.. labels.Select(l => label[l])]))))];
            ExpressionSyntax product = factors is [var only] ? only.Factor : new ProductSyntax(call.Span, factors);
            string[] summed = [.. subscripts.Summed.Select(l => label[l])];
            return summed.Length == 0 ? product : Sum(call.Span, product, summed);
        });
    }

    private static ExpressionSyntax Component(IndexValue value, string[] labels) => labels switch
    {
        [] => value.Scalar,
        [var only] => value.IsRow ? value.At(null, only) : value.At(only, null),
        _ => value.At(labels[0], labels[1]),
    };
}

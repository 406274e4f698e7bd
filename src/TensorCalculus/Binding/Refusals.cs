using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;

namespace TensorCalculus.Binding;

/// <summary>The one place that knows which parts of the notation this version checks and does not differentiate. Each part is
/// refused once, where it first stands.</summary>
internal sealed class Refusals : SyntaxWalker
{
    private readonly NameTable names;
    private readonly BindingContext context;
    private readonly HashSet<string> refused = [];

    private Refusals(NameTable names, BindingContext context) => (this.names, this.context) = (names, context);

    public static void Check(ProgramSyntax program, NameTable names, BindingContext context)
    {
        var refusals = new Refusals(names, context);
        foreach (StatementSyntax statement in program.Statements)
        {
            refusals.Check(statement);
        }
    }

    public override void Visit(ExpressionSyntax node)
    {
        switch (node)
        {
            case WholeTensorSyntax whole:
                RefuseWhole(whole);
                break;
            case ReductionSyntax { Operator: "max" or "min" or "prod" or "cumsum" } reduction:
                Refuse($"the reduction {reduction.Operator}", node.Span, null);
                break;
        }

        base.Visit(node);
    }

    protected override void VisitSubscript(SubscriptSyntax subscript)
    {
        switch (subscript)
        {
            case GroupSyntax:
                Refuse("index groups", subscript.Span, "write the indices out, one letter each");
                break;
        }

        base.VisitSubscript(subscript);
    }

    private void Check(StatementSyntax statement)
    {
        switch (statement)
        {
            case EquationSyntax equation:
                if (equation.Left is { } left)
                {
                    Visit(left);
                }

                Visit(equation.Right);
                break;
            case GivenDeclarationSyntax:
                Refuse("given", statement.Span, "leave the line out: the gradient is the same without it");
                break;
            case SymmetricDeclarationSyntax:
                Refuse("symmetric", statement.Span, "leave the line out: the gradient is the same without it");
                break;
            case OrderDeclarationSyntax:
                Refuse("order", statement.Span, "write the indices of the group out, one letter each");
                break;
        }
    }

    private void RefuseWhole(WholeTensorSyntax whole)
    {
        string x = whole.Tensor;
        string? otherwise = whole.Function switch
        {
            "tr" => $"the trace of {x} can be written {x}_{{ii}}",
            "norm" when names.Find(x)?.Order == 1 => $"the norm of {x} can be written sqrt({x}_i {x}_i)",
            "norm" => $"the norm of {x} can be written sqrt({x}_{{ij}} {x}_{{ij}})",
            "transpose" => $"write {x} with its two last indices exchanged",
            _ => null,
        };
        Refuse(whole.Function == "transpose" ? "the transpose of a whole tensor" : $"the whole-tensor function {whole.Function}", whole.Span, otherwise);
    }

    private void Refuse(string part, SourceSpan span, string? otherwise)
    {
        if (refused.Add(part))
        {
            context.Report(DiagnosticCatalogue.NotSupportedYet, span, $"this version does not differentiate {part}", otherwise);
        }
    }
}

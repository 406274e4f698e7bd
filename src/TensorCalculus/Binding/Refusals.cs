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
            case WholeTensorSyntax { Function: "chol" }:
                Refuse("the whole-tensor function chol", node.Span, null);
                break;
        }

        base.Visit(node);
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
        }
    }

    private void Refuse(string part, SourceSpan span, string? otherwise)
    {
        if (refused.Add(part))
        {
            context.Report(DiagnosticCatalogue.NotSupportedYet, span, $"this version does not differentiate {part}", otherwise);
        }
    }
}

using System.Collections.Immutable;
using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;

namespace TensorCalculus.Binding;

/// <summary>How an expression uses a name.</summary>
internal enum NameRole
{
    /// <summary>A tensor with its subscripts, or a scalar.</summary>
    Element,

    /// <summary>The argument of a whole-tensor function.</summary>
    Whole,

    /// <summary>A tensor whose component is a position.</summary>
    Gathered,

    /// <summary>An upper-case symbol in a subscript.</summary>
    Position,
}

/// <summary>One use of a name on a right-hand side.</summary>
/// <param name="Name">The name.</param>
/// <param name="Role">How it is used.</param>
/// <param name="Subscripts">Its subscripts, or those behind the function of a whole tensor.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Function">The function, for a <see cref="NameRole.Whole"/>.</param>
internal readonly record struct NameUse(string Name, NameRole Role, ImmutableArray<SubscriptSyntax> Subscripts, SourceSpan Span, string Function = "");

/// <summary>Collects, before anything is resolved, which names and labels the program uses and how: whether <c>H</c> is a size
/// hangs on the whole program.</summary>
internal sealed class NameSurvey : SyntaxWalker
{
    private List<NameUse> uses = [];

    /// <summary>Every label of an index or group.</summary>
    public HashSet<string> Labels { get; } = [];

    /// <summary>The names that stand somewhere with subscripts, or as the argument of a whole-tensor function.</summary>
    public HashSet<string> Indexed { get; } = [];

    /// <summary>The arbitrary functions, by first occurrence.</summary>
    public List<string> Functions { get; } = [];

    public HashSet<string> FunctionNames { get; } = [];

    /// <summary>The labels in <c>|h|</c>.</summary>
    public HashSet<string> SizeLabels { get; } = [];

    /// <summary>The reductions with bounds.</summary>
    public List<ReductionSyntax> Bounded { get; } = [];

    /// <summary>The uses on one equation's right-hand side, from left to right.</summary>
    public List<NameUse> Survey(EquationSyntax equation)
    {
        uses = [];
        foreach (SubscriptSyntax subscript in equation.Left?.Subscripts ?? [])
        {
            VisitSubscript(subscript);
        }

        if (equation.Left is { Subscripts.Length: > 0 } left)
        {
            Indexed.Add(left.Name);
        }

        Visit(equation.Right);
        return uses;
    }

    public override void Visit(ExpressionSyntax node)
    {
        switch (node)
        {
            case TensorSyntax tensor:
                uses.Add(new NameUse(tensor.Name, NameRole.Element, tensor.Subscripts, tensor.Span));
                if (!tensor.Subscripts.IsEmpty)
                {
                    Indexed.Add(tensor.Name);
                }

                break;
            case WholeTensorSyntax whole:
                uses.Add(new NameUse(whole.Tensor, NameRole.Whole, whole.Subscripts, whole.Span, whole.Function));
                Indexed.Add(whole.Tensor);
                break;
            case SizeSyntax size:
                SizeLabels.Add(size.Label);
                break;
            case CallSyntax call when PointwiseCalls.IsArbitrary(call) && FunctionNames.Add(call.Function):
                Functions.Add(call.Function);
                break;
            case ReductionSyntax { Bound: not null } reduction:
                Bounded.Add(reduction);
                break;
        }

        base.Visit(node);
    }

    protected override void VisitSubscript(SubscriptSyntax subscript)
    {
        if (IndexLabels.Single(subscript) is { } label)
        {
            Labels.Add(label);
        }

        base.VisitSubscript(subscript);
    }

    protected override void VisitAtom(AffineAtomSyntax atom)
    {
        switch (atom)
        {
            case IndexAtomSyntax index:
                Labels.Add(index.Label);
                break;
            case SymbolAtomSyntax symbol:
                uses.Add(new NameUse(symbol.Name, NameRole.Position, [], symbol.Span));
                break;
            case GatherAtomSyntax gather:
                uses.Add(new NameUse(gather.Tensor, NameRole.Gathered, gather.Subscripts, gather.Span));
                Indexed.Add(gather.Tensor);
                break;
        }

        base.VisitAtom(atom);
    }
}

using System.Collections.Immutable;
using System.Numerics;
using TensorCalculus.Algebra;
using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;

namespace TensorCalculus.Binding;

/// <summary>Ties the indices of one equation to the axes at which they stand, and checks rule 7: addends have the same free
/// indices, scalars and dummies that are summed outside apart.</summary>
internal sealed class EquationLinker
{
    private readonly EquationScope equation;
    private readonly NameTable names;
    private readonly SizeTable sizes;
    private readonly BindingContext context;
    private readonly IndexScope scope = new();
    private readonly UnsummedSquares squares;
    private int level;

    private EquationLinker(EquationScope equation, NameTable names, SizeTable sizes, BindingContext context)
    {
        (this.equation, this.names, this.sizes, this.context) = (equation, names, sizes, context);
        squares = new UnsummedSquares(equation, scope, context);
    }

    public static void Link(EquationScope equation, NameTable names, SizeTable sizes, BindingContext context)
    {
        var linker = new EquationLinker(equation, names, sizes, context);
        linker.scope.Enter(equation.Kept);
        for (int i = 0; i < Math.Min(equation.Free.Length, equation.Tensor.Axes.Length); i++)
        {
            sizes.Join(equation.Tensor.Axes[i], equation.Free[i].Size, equation.Free[i].Label, equation.Free[i].Size.Span);
        }

        linker.CheckLeftSide(linker.Visit(equation.Syntax.Right));
    }

    private OpenIndices Visit(ExpressionSyntax node)
    {
        if (!equation.Sums.TryGetValue(node, out BoundIndex[]? dummies))
        {
            return VisitInside(node);
        }

        return Binding(dummies, node, VisitInside);
    }

    private OpenIndices Binding(BoundIndex[] dummies, ExpressionSyntax node, Func<ExpressionSyntax, OpenIndices> visit)
    {
        foreach (BoundIndex dummy in dummies)
        {
            dummy.Level = level;
        }

        level++;
        scope.Enter(dummies);
        OpenIndices open = visit(node);
        scope.Leave(dummies);
        level--;
        return open.OutermostDummy >= level ? open with { OutermostDummy = int.MaxValue } : open;
    }

    private OpenIndices VisitInside(ExpressionSyntax node)
    {
        switch (node)
        {
            case SumSyntax sum:
                return VisitSum(sum);
            case ProductSyntax product:
                squares.Check(product);
                OpenIndices open = OpenIndices.None;
                foreach (FactorSyntax factor in product.Factors)
                {
                    open |= Visit(factor.Factor);
                }

                return open;
            case NegationSyntax negation:
                return Visit(negation.Operand);
            case PowerSyntax power:
                return Visit(power.Base) | Visit(power.Exponent);
            case ParenthesisSyntax parenthesis:
                return Visit(parenthesis.Inner);
            case ComparisonSyntax comparison:
                return Visit(comparison.Left) | Visit(comparison.Right);
            case CallSyntax call:
                return VisitCall(call);
            case ReductionSyntax reduction:
                return equation.Reductions.TryGetValue(reduction, out BoundIndex[]? dummies)
                    ? Binding(dummies, reduction.Body, Visit)
                    : Visit(reduction.Body) | VisitKept(reduction.Indices);
            case TensorSyntax { Subscripts.IsEmpty: true } scalar when names.IsSize(scalar.Name):
                if (!names.SizeSymbols.Contains(scalar.Name))
                {
                    sizes.AskFor(scalar.Name.ToLowerInvariant(), scalar.Span);
                }

                return OpenIndices.None;
            case TensorSyntax tensor:
                return VisitElement(tensor.Name, tensor.Subscripts);
            case SizeSyntax size:
                sizes.AskFor(size.Label, size.Span);
                return OpenIndices.None;
            case OneSyntax one:
                return VisitKept(one.Subscripts);
            case WholeTensorSyntax whole:
                TieWhole(whole);
                return VisitKept(whole.Subscripts);
            case DeltaSyntax delta:
                if (IndexLabels.Single(delta.First) is { } first && IndexLabels.Single(delta.Second) is { } second)
                {
                    if (Dimension.IsGroupLabel(first) != Dimension.IsGroupLabel(second))
                    {
                        context.Report(
                            DiagnosticCatalogue.BadSubscript,
                            delta.Span,
                            $"{first} and {second} cannot be equal, for one is a group of indices",
                            "write the indices of the group out, or take a group for both");
                    }

                    sizes.Join(scope[first].Size, scope[second].Size, second, delta.Span);
                }

                return Visit(delta.First) | Visit(delta.Second);
            case BracketSyntax bracket:
                if (bracket.Left is GroupSyntax || bracket.Right is GroupSyntax)
                {
                    context.Report(
                        DiagnosticCatalogue.BadSubscript, bracket.Span, "a relation compares indices, not groups of them", "write the indices of the group out");
                }

                return Visit(bracket.Left) | Visit(bracket.Right);
            default:
                return OpenIndices.None;
        }
    }

    private OpenIndices VisitCall(CallSyntax call)
    {
        OpenIndices open = OpenIndices.None;
        squares.CallDepth++;
        foreach (ExpressionSyntax argument in call.Arguments)
        {
            open |= Visit(argument);
        }

        squares.CallDepth--;
        return open;
    }

    private OpenIndices VisitSum(SumSyntax sum)
    {
        var addends = new OpenIndices[sum.Terms.Length];
        OpenIndices all = OpenIndices.None;
        for (int i = 0; i < addends.Length; i++)
        {
            addends[i] = Visit(sum.Terms[i].Term);
            all |= addends[i];
        }

        for (int i = 0; i < addends.Length; i++)
        {
            if (!addends[i].IsScalar && addends[i].Free != all.Free)
            {
                ReportAddend(sum, sum.Terms[i].Term, all.Free & ~addends[i].Free, addends);
            }
        }

        return all;
    }

    private OpenIndices VisitElement(string name, ImmutableArray<SubscriptSyntax> subscripts)
    {
        OpenIndices open = OpenIndices.None;
        SizeCell[] axes = names.Find(name)?.Axes ?? [];
        for (int i = 0; i < subscripts.Length; i++)
        {
            if (i < axes.Length && axes.Length == subscripts.Length)
            {
                Tie(axes[i], subscripts[i]);
            }

            open |= Visit(subscripts[i]);
        }

        return open;
    }

    private void TieWhole(WholeTensorSyntax whole)
    {
        SizeCell[] axes = names.Find(whole.Tensor)?.Axes ?? [];
        if (axes.Length != WholeTensors.OrderOf(whole.Function, whole.Subscripts.Length, axes.Length))
        {
            return;
        }

        if (WholeTensors.IsSquare(whole.Function))
        {
            sizes.Join(axes[^2], axes[^1], whole.Tensor, whole.Span);
        }

        for (int i = 0; i < whole.Subscripts.Length; i++)
        {
            Tie(axes[WholeTensors.AxisOf(whole.Function, i, axes.Length)], whole.Subscripts[i]);
        }
    }

    private void Tie(SizeCell axis, SubscriptSyntax subscript)
    {
        switch (subscript)
        {
            case IndexSyntax or GroupSyntax:
                string label = IndexLabels.Single(subscript)!;
                sizes.Join(axis, scope[label].Size, label, subscript.Span);
                break;
            case AffineSyntax { Terms.IsEmpty: true } position:
                sizes.NotePosition(axis, position.Constant, position.Span);
                break;
            case AffineSyntax affine when !affine.Terms.Any(t => t.Atom is GatherAtomSyntax):
                NoteRead(axis, affine);
                break;
        }
    }

    private void NoteRead(SizeCell axis, AffineSyntax affine) => sizes.NoteRead(new AffineRead(
        axis,
        [.. affine.Terms.Where(t => t.Atom is IndexAtomSyntax).Select(t => ((long)t.Coefficient, scope[((IndexAtomSyntax)t.Atom).Label]))],
        [.. Symbols(affine).Where(t => names.SizeSymbols.Contains(t.Name)).Select(t => (t.Coefficient, sizes.SymbolCell(t.Name)))],
        [.. Symbols(affine).Where(t => !names.SizeSymbols.Contains(t.Name))],
        affine.Constant,
        affine.Span));

    private static IEnumerable<(long Coefficient, string Name)> Symbols(AffineSyntax affine) =>
        affine.Terms.Where(t => t.Atom is SymbolAtomSyntax).Select(t => ((long)t.Coefficient, ((SymbolAtomSyntax)t.Atom).Name));

    private OpenIndices VisitKept(ImmutableArray<SubscriptSyntax> subscripts)
    {
        OpenIndices open = OpenIndices.None;
        foreach (SubscriptSyntax subscript in subscripts)
        {
            open |= Visit(subscript);
        }

        return open;
    }

    private OpenIndices Visit(SubscriptSyntax subscript)
    {
        if (IndexLabels.Single(subscript) is { } label)
        {
            return OpenIndices.Of(scope[label]);
        }

        OpenIndices open = OpenIndices.None;
        foreach (AffineTermSyntax term in ((AffineSyntax)subscript).Terms)
        {
            open |= term.Atom switch
            {
                IndexAtomSyntax index => OpenIndices.Of(scope[index.Label]),
                GatherAtomSyntax gather => VisitElement(gather.Tensor, gather.Subscripts),
                _ => OpenIndices.None,
            };
        }

        return open;
    }

    private void CheckLeftSide(OpenIndices right)
    {
        var seen = new HashSet<string>();
        foreach (BoundIndex index in equation.Free)
        {
            if (!seen.Add(index.Label) || !(right.Free & index.FreeBit).IsZero)
            {
                continue;
            }

            string one = Spelling.One(index.Label);
            string? text = context.Quote(equation.Syntax.Right);
            context.Report(
                DiagnosticCatalogue.RightSideLacks,
                index.Size.Span,
                $"the right-hand side lacks index {index.Label}, which {equation.Tensor.Name} has on the left",
                text is null ? $"to repeat it along {index.Label} multiply it by {one}" : $"to repeat it along {index.Label} write {Spelling.Before(one, equation.Syntax.Right, text)}");
        }
    }

    private void ReportAddend(SumSyntax sum, ExpressionSyntax addend, BigInteger missing, OpenIndices[] addends)
    {
        List<string> labels = [.. equation.Kept.Where(i => !(i.FreeBit & missing).IsZero).Select(i => i.Label)];
        int holder = Array.FindIndex(addends, a => (a.Free & missing) == missing);
        string which = labels.Count == 1 ? $"index {labels[0]}" : $"indices {string.Join(", ", labels)}";
        string other = holder >= 0 && context.Quote(sum.Terms[holder].Term) is { } has ? $"{has} has" : "other addends have";
        string ones = string.Join(' ', labels.Select(Spelling.One));
        context.Report(
            DiagnosticCatalogue.AddendsDiffer,
            addend.Span,
            $"this addend lacks {which}, which {other}",
            context.Quote(addend) is { } text
                ? $"to repeat it along {string.Join(", ", labels)} write {Spelling.Before(ones, addend, text)}"
                : $"to repeat it along {string.Join(", ", labels)} multiply it by {ones}");
    }
}

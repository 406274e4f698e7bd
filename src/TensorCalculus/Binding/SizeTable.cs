using System.Collections.Immutable;
using System.Globalization;
using TensorCalculus.Algebra;
using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;

namespace TensorCalculus.Binding;

/// <summary>The sizes of all axes and indices: which must agree, what is declared of them, and how a program may spell them.</summary>
internal sealed class SizeTable
{
    private readonly BindingContext context;
    private readonly List<SizeCell> cells = [];
    private readonly Dictionary<string, List<SizeCell>> byLabel = [];
    private readonly Dictionary<string, SizeCell> declaredLabels = [];
    private readonly Dictionary<string, SizeCell> symbols = [];
    private readonly Dictionary<string, SourceSpan> askedFor = [];
    private readonly List<(SizeCell Axis, int Position, SourceSpan Span)> positions = [];
    private readonly AffineReads reads = new();
    private readonly Declarations declarations;

    public SizeTable(Declarations declarations, BindingContext context)
    {
        this.context = context;
        this.declarations = declarations;
        foreach ((string label, SizeDeclarationSyntax size) in declarations.Sizes)
        {
            var cell = new SizeCell();
            declaredLabels.Add(label, cell);
            byLabel.Add(label, [cell]);
            Declare(cell, size.Value, label, size.Span);
        }
    }

    public SizeCell NewAxis()
    {
        var cell = new SizeCell();
        cells.Add(cell);
        return cell;
    }

    /// <summary>The cell of an index; a declared label ties all indices of that label.</summary>
    public SizeCell NewIndex(string label, SourceSpan span)
    {
        SizeCell cell = NewAxis();
        cell.Span = span;
        if (Dimension.IsGroupLabel(label))
        {
            cell.IsGroup = true;
            cell.Order = declarations.OrderOf(label);
            return cell;
        }

        if (!byLabel.TryGetValue(label, out List<SizeCell>? same))
        {
            byLabel.Add(label, same = []);
        }

        same.Add(cell);
        if (declaredLabels.TryGetValue(label, out SizeCell? declared))
        {
            SizeCell.Join(cell, declared.Root());
        }

        return cell;
    }

    /// <summary>Gives an index the size that a declaration or the bound of a sum says.</summary>
    public void Declare(SizeCell cell, SizeValueSyntax value, string label, SourceSpan span)
    {
        switch (value)
        {
            case SizeNumberSyntax number:
                Join(cell, new SizeCell { Number = new DeclaredNumber(number.Value, span) }, label, span);
                break;
            case SizeSymbolSyntax symbol:
                Join(cell, SymbolCell(symbol.Name), label, span);
                break;
        }
    }

    /// <summary>The cell of a declared symbol.</summary>
    public SizeCell SymbolCell(string name)
    {
        if (!symbols.TryGetValue(name, out SizeCell? shared))
        {
            symbols.Add(name, shared = new SizeCell { Symbol = name });
        }

        return shared;
    }

    /// <summary>Notes a combination at an axis, which may tell the range of an index.</summary>
    public void NoteRead(AffineRead read) => reads.Add(read);

    /// <summary>Makes two sizes one, since an index stands at both, or reports the two numbers that they have.</summary>
    public void Join(SizeCell a, SizeCell b, string label, SourceSpan span)
    {
        (SizeCell x, SizeCell y) = (a.Root(), b.Root());
        if (ReferenceEquals(x, y))
        {
            return;
        }

        if (x.Number is { } first && y.Number is { } second && first.Value != second.Value)
        {
            (first, second) = first.Span.Start <= second.Span.Start ? (first, second) : (second, first);
            context.Report(
                DiagnosticCatalogue.TwoSizes,
                span,
                $"index {label} has two sizes here, {Named(first)} and {Named(second)}",
                "rename one of the indices, or correct one of the sizes");
            return;
        }

        if (x.Symbol is { } one && y.Symbol is { } other && one != other)
        {
            context.Report(
                DiagnosticCatalogue.TwoSizes,
                span,
                $"index {label} has two sizes here, {one} and {other}",
                $"rename one of the indices, or declare one symbol: size {label} = {one} for both");
            return;
        }

        SizeCell.Join(x, y);
    }

    /// <summary>Notes that an expression reads the size of a label, which must then be one size.</summary>
    public void AskFor(string label, SourceSpan span) => askedFor.TryAdd(label, span);

    public void NotePosition(SizeCell axis, int position, SourceSpan span) => positions.Add((axis, position, span));

    /// <summary>Finds the ranges of indices that stand in combinations only, as far as sizes are known.</summary>
    public void InferRanges() => reads.Infer();

    /// <summary>The dimension of a declared symbol, or else of a label. Only after <see cref="Settle"/>.</summary>
    public Dimension DimensionOf(string name) =>
        (symbols.TryGetValue(name, out SizeCell? symbol) ? symbol : byLabel[name][0]).Root().Dimension!;

    /// <summary>Makes dimensions of the sizes, once everything is joined that the equations join.</summary>
    public ImmutableArray<Dimension> Settle(NameTable names)
    {
        foreach ((string label, SourceSpan span) in askedFor)
        {
            JoinLabel(label, span);
        }

        foreach ((string label, List<SizeCell> same) in byLabel)
        {
            // A size that no shape and no declaration tells is that of the same letter elsewhere.
            if (same.Find(c => !c.Root().IsTold) is { } untold)
            {
                JoinLabel(label, untold.Span);
            }
        }

        reads.Infer();
        CheckPositions();
        ImmutableArray<Dimension> dimensions = MakeDimensions(names);
        new AffineReadChecks(reads, context).Check();
        return dimensions;
    }

    private void JoinLabel(string label, SourceSpan span)
    {
        if (!byLabel.TryGetValue(label, out List<SizeCell>? same))
        {
            context.Report(
                DiagnosticCatalogue.AmbiguousSize,
                span,
                $"the size |{label}| is not known, for {label} is no index of the program",
                $"write the index whose size is meant, or declare it: size {label} = …");
            return;
        }

        SizeCell[] told = [.. same.Select(c => c.Root()).Where(c => c.IsTold).Distinct()];
        if (told.Length > 1 && Array.Exists(told, c => c.Bounds is not null))
        {
            context.Report(
                DiagnosticCatalogue.AmbiguousSize,
                span,
                $"the size of index {label} differs in the program: one of them stands in sums of indices only",
                $"rename one of the two indices {label}");
            return;
        }

        if (told.Where(c => c.Number is not null || c.Symbol is not null).ToArray() is [var first, var second, ..])
        {
            context.Report(
                DiagnosticCatalogue.AmbiguousSize,
                span,
                $"the size of index {label} could be {Named(first)} or {Named(second)}",
                $"rename one of the two indices {label}");
            return;
        }

        SizeCell root = same[0].Root();
        foreach (SizeCell cell in same)
        {
            SizeCell other = cell.Root();
            root = ReferenceEquals(root, other) ? root : SizeCell.Join(root, other);
        }
    }

    private void CheckPositions()
    {
        foreach ((SizeCell axis, int position, SourceSpan span) in positions)
        {
            DeclaredNumber? number = axis.Root().Number;
            if (position < 0 || position >= number?.Value)
            {
                context.Report(
                    DiagnosticCatalogue.BadPosition,
                    span,
                    position < 0
                        ? $"position {position} is before the first, which is 0"
                        : $"position {position} is outside its axis, which has the size {Named(number!)}",
                    number is null ? "positions are counted from 0" : $"positions run from 0 to {number.Value - 1}");
            }
        }
    }

    private ImmutableArray<Dimension> MakeDimensions(NameTable names)
    {
        Dictionary<SizeCell, (string Letter, int Merit)> letters = ChooseLetters(names);
        var dimensions = ImmutableArray.CreateBuilder<Dimension>();
        ILookup<SizeCell, string> declared = declaredLabels.ToLookup(d => d.Value.Root(), d => d.Key);
        foreach (SizeCell cell in cells.Where(c => c.Root().Bounds is null))
        {
            Make(cell.Root());
        }

        // Each after those that it hangs on.
        foreach (SizeCell cell in reads.Found)
        {
            Make(cell.Root());
        }

        foreach (string label in askedFor.Keys)
        {
            if (byLabel.TryGetValue(label, out List<SizeCell>? same))
            {
                Make(same[0].Root());
            }
        }

        foreach (string symbol in names.UsedSizes)
        {
            if (symbols.TryGetValue(symbol, out SizeCell? cell))
            {
                Make(cell.Root());
            }
        }

        return dimensions.ToImmutable();

        void Make(SizeCell root)
        {
            if (root.Dimension is not null)
            {
                return;
            }

            (string? letter, int merit) = letters.TryGetValue(root, out (string, int) found) ? found : (null, 0);
            string? symbol = root.Symbol ?? (merit > 0 ? letter!.ToUpperInvariant() : null);
            ImmutableArray<SizeBound> bounds = [.. (root.Bounds ?? []).Select(b => new SizeBound(Room(b), b.Divisor)).Distinct()];
            root.Dimension = new Dimension(dimensions.Count, letter, root.Number?.Value, symbol)
            {
                DeclaredSymbol = root.Symbol,
                DeclaredLabels = [.. declared[root]],
                Bounds = bounds,
                IsGroup = root.IsGroup,
                Order = root.Order,
            };
            dimensions.Add(root.Dimension);
        }
    }

    private static AffineForm Room(ReadBound bound) => AffineRange.Reduced(AffineForm.Sum(
        [
            .. bound.Sizes.Select(s => new AffineTerm(s.Coefficient, new SizeAtom(s.Size.Root().Dimension!))),
            .. bound.Positions.Select(p => new AffineTerm(p.Coefficient, new PositionAtom(p.Symbol))),
        ],
        bound.Constant));

    /// <summary>For each size the label that stands for no other: one whose upper-case letter the program uses, else one
    /// whose upper-case letter is free, else any.</summary>
    private Dictionary<SizeCell, (string Letter, int Merit)> ChooseLetters(NameTable names)
    {
        var letters = new Dictionary<SizeCell, (string Letter, int Merit)>();
        foreach ((string label, List<SizeCell> same) in byLabel)
        {
            SizeCell root = same[0].Root();
            if (!same.TrueForAll(c => ReferenceEquals(c.Root(), root)))
            {
                continue;
            }

            string upper = label.ToUpperInvariant();
            int merit = label is not [>= 'a' and <= 'z'] || symbols.ContainsKey(upper) ? 0 : names.UsedSizes.Contains(upper) ? 2 : names.IsUnused(upper) ? 1 : 0;
            if (!letters.TryGetValue(root, out (string Letter, int Merit) best) || merit > best.Merit)
            {
                letters[root] = (label, merit);
            }
        }

        return letters;
    }

    private string Named(SizeCell declared) => declared.Number is { } number ? Named(number) : declared.Symbol!;

    private string Named(DeclaredNumber number) =>
        string.Create(CultureInfo.InvariantCulture, $"{number.Value} (line {context.Line(number.Span)})");
}

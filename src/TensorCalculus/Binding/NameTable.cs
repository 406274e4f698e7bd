using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;

namespace TensorCalculus.Binding;

/// <summary>What every name of the program stands for: an input, a defined tensor, a size, a position or a function.</summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, TensorEntry> entries = [];
    private readonly List<TensorEntry> inOrder = [];
    private readonly HashSet<string> positionNames = [];
    private readonly HashSet<string> usedSizes = [];
    private readonly HashSet<string> sizeSymbols = [];
    private readonly Dictionary<string, EquationHead> definitions = [];
    private readonly List<(EquationHead Head, List<NameUse> Uses)> equations = [];
    private readonly Dictionary<SourceSpan, List<NameUse>> identityUses = [];
    private readonly Declarations declarations;
    private readonly SizeTable sizes;
    private readonly BindingContext context;

    private NameTable(Declarations declarations, SizeTable sizes, BindingContext context) =>
        (this.declarations, this.sizes, this.context) = (declarations, sizes, context);

    public NameSurvey Survey { get; } = new();

    /// <summary>Inputs and defined tensors by first occurrence.</summary>
    public IReadOnlyList<TensorEntry> Tensors => inOrder;

    /// <summary>The symbols of constant positions, by first occurrence.</summary>
    public List<string> Positions { get; } = [];

    /// <summary>The scalar names that are read as sizes.</summary>
    public IReadOnlySet<string> UsedSizes => usedSizes;

    /// <summary>The symbols that declarations and bounds make sizes.</summary>
    public IReadOnlySet<string> SizeSymbols => sizeSymbols;

    /// <summary>The equations with the tensors that they define.</summary>
    public List<(EquationHead Head, TensorEntry Tensor)> Equations { get; } = [];

    public static NameTable Resolve(ProgramSyntax program, Declarations declarations, SizeTable sizes, BindingContext context)
    {
        var table = new NameTable(declarations, sizes, context);
        table.ReadSymbols(program);
        table.Define();
        foreach ((EquationHead head, List<NameUse> uses) in table.equations)
        {
            table.ResolveEquation(head, uses);
        }

        // What a tensor's indices are is told by its components first.
        foreach (NameUse use in table.equations.SelectMany(e => e.Uses).Where(u => u.Role == NameRole.Whole))
        {
            table.CheckWhole(use);
        }

        return table;
    }

    public TensorEntry? Find(string name) => entries.GetValueOrDefault(name);

    public bool IsSizeUsed(string name) => usedSizes.Contains(name);

    public bool IsPosition(string name) => positionNames.Contains(name);

    /// <summary>Whether a scalar of this name is the size of an index: a declared symbol, or the upper-case letter of an index,
    /// that nothing defines or gives subscripts.</summary>
    public bool IsSize(string name) => !Survey.Indexed.Contains(name) && !definitions.ContainsKey(name)
        && (sizeSymbols.Contains(name) || (name is [>= 'A' and <= 'Z'] && IsLabel(name.ToLowerInvariant())));

    /// <summary>Whether the name is free for spelling a size that the program itself does not spell so.</summary>
    public bool IsUnused(string name) => !entries.ContainsKey(name) && !positionNames.Contains(name) && !sizeSymbols.Contains(name)
        && !Survey.Labels.Contains(name) && !Survey.FunctionNames.Contains(name);

    /// <summary>Every label and every name of the program.</summary>
    public HashSet<string> TakenLetters() =>
        [.. Survey.Labels, .. Survey.Labels.Where(Dimension.IsGroupLabel).SelectMany(g => g.Split("...", StringSplitOptions.RemoveEmptyEntries)), .. entries.Keys, .. Survey.FunctionNames, .. positionNames, .. sizeSymbols, .. usedSizes, .. declarations.Sizes.Keys];

    /// <summary>Whether the equations use every name that an identity reads, with as many indices.</summary>
    public bool CheckUses(EquationSyntax difference)
    {
        bool isFine = true;
        foreach (NameUse use in identityUses[difference.Span].Where(u => u.Role != NameRole.Position && !(u.Subscripts.IsEmpty && IsSize(u.Name))))
        {
            if (Find(use.Name) is not { } entry)
            {
                isFine = false;
                context.Report(
                    DiagnosticCatalogue.ConflictingDeclarations, use.Span, $"{use.Name} is declared, and no equation uses it", "check the spelling, or leave the line out");
            }
            else if (use.Role == NameRole.Whole)
            {
                CheckWhole(use);
            }
            else
            {
                CheckOrder(entry, use.Subscripts, use.Span);
            }
        }

        return isFine;
    }

    private bool IsLabel(string label) => Survey.Labels.Contains(label) || declarations.Sizes.ContainsKey(label);

    private void ReadSymbols(ProgramSyntax program)
    {
        var heads = new List<(EquationSyntax Syntax, List<NameUse> Uses)>();
        foreach (StatementSyntax statement in program.Statements)
        {
            if (statement is EquationSyntax equation)
            {
                heads.Add((equation, Survey.Survey(equation)));
            }
            else if (statement is GivenDeclarationSyntax given)
            {
                identityUses[given.Span] = Survey.Survey(Identities.Difference(given));
            }
        }

        var defined = new HashSet<string>();
        foreach ((EquationSyntax syntax, List<NameUse> uses) in heads)
        {
            if (EquationHead.Of(syntax, defined, context) is { } head)
            {
                defined.Add(head.Name);
                equations.Add((head, uses));
            }
        }

        foreach (SizeDeclarationSyntax size in declarations.Sizes.Values)
        {
            AddSymbol(size.Value, size.Label, size.Span, defined);
        }

        foreach (ReductionSyntax reduction in Survey.Bounded)
        {
            AddSymbol(reduction.Bound!, IndexLabels.Single(reduction.Indices[0]) ?? "", reduction.Span, defined);
        }

        foreach ((_, List<NameUse> uses) in equations)
        {
            foreach (NameUse use in uses)
            {
                if (use.Role == NameRole.Position && !sizeSymbols.Contains(use.Name) && positionNames.Add(use.Name))
                {
                    Positions.Add(use.Name);
                }
            }
        }
    }

    private void AddSymbol(SizeValueSyntax value, string label, SourceSpan span, HashSet<string> defined)
    {
        if (value is not SizeSymbolSyntax { Name: var name })
        {
            return;
        }

        sizeSymbols.Add(name);
        string? other = Survey.Labels.Contains(name) ? "an index" : Survey.Indexed.Contains(name) || defined.Contains(name) ? "a tensor" : null;
        if (other is not null)
        {
            context.Report(
                DiagnosticCatalogue.ConflictingDeclarations,
                span,
                $"{name} is the size of {label} here and {other} elsewhere in the program",
                $"take another symbol for the size, such as {label.ToUpperInvariant()}");
        }
    }

    private void Define()
    {
        foreach ((EquationHead head, _) in equations)
        {
            if (!definitions.TryAdd(head.Name, head))
            {
                context.Report(
                    DiagnosticCatalogue.DefinedTwice,
                    head.Span,
                    $"{head.Name} is defined here and on line {context.Line(definitions[head.Name].Span)}",
                    "a tensor is defined once: rename one of the two, or add them in one equation");
            }
        }
    }

    private void ResolveEquation(EquationHead head, List<NameUse> uses)
    {
        // A second definition is checked on its own, so that it cannot put the first in the wrong.
        bool isFirst = ReferenceEquals(definitions[head.Name], head);
        TensorEntry entry = isFirst ? Entry(head.Name) : Define(new TensorEntry(head.Name, inOrder.Count, isDefined: true), head);
        Equations.Add((head, entry));
        HashSet<string>? labels = null;
        foreach (NameUse use in uses)
        {
            if (use.Role == NameRole.Position)
            {
                continue;
            }

            if (use.Role == NameRole.Element && use.Subscripts.IsEmpty && IsSize(use.Name))
            {
                UseSize(use);
                continue;
            }

            if (use.Role == NameRole.Element && use.Subscripts.IsEmpty && IsBareIndex(use.Name, head, ref labels))
            {
                context.Report(
                    DiagnosticCatalogue.BareIndex,
                    use.Span,
                    $"the index {use.Name} is not a number",
                    $"if {use.Name} is a scalar of its own, rename the index, or declare it: constant {use.Name}");
            }

            Read(Entry(use.Name), use, head);
        }

        entry.IsDefinedAbove = true;
    }

    private void UseSize(NameUse use)
    {
        usedSizes.Add(use.Name);
        if (positionNames.Contains(use.Name))
        {
            context.Report(
                DiagnosticCatalogue.SizeAndPosition,
                use.Span,
                $"{use.Name} is the size of index {use.Name.ToLowerInvariant()} here and a position in a subscript elsewhere",
                $"write |{use.Name.ToLowerInvariant()}| for the size, or rename the position");
        }
    }

    private bool IsBareIndex(string name, EquationHead head, ref HashSet<string>? labels)
    {
        if (!Survey.Labels.Contains(name) || definitions.ContainsKey(name) || Survey.Indexed.Contains(name)
            || declarations.Constants.ContainsKey(name) || declarations.Integers.ContainsKey(name))
        {
            return false;
        }

        labels ??= IndexLabels.Of(head.Syntax);
        return labels.Contains(name);
    }

    private void Read(TensorEntry entry, NameUse use, EquationHead head)
    {
        entry.IsRead = true;
        if (entry is { IsDefined: true, IsDefinedAbove: false })
        {
            ReportEarlyRead(entry, use, head);
        }

        if (positionNames.Contains(entry.Name) && (entry.IsDefined || Survey.Indexed.Contains(entry.Name)))
        {
            context.Report(
                DiagnosticCatalogue.SizeAndPosition,
                use.Span,
                $"{entry.Name} is a tensor here and a position in a subscript elsewhere",
                "rename one of the two");
        }

        if (use.Role == NameRole.Gathered && (entry.IsDefined || entry.IsConstant))
        {
            context.Report(
                DiagnosticCatalogue.BadGather,
                use.Span,
                $"{entry.Name} stands for a position here, and is {(entry.IsDefined ? "defined by an equation" : "declared constant")}",
                entry.IsDefined ? "a position is a component of an integer input" : $"declare it as what it is: integer {entry.Name}");
        }

        entry.IsInteger |= use.Role == NameRole.Gathered;
        if (use.Role != NameRole.Whole)
        {
            CheckOrder(entry, use.Subscripts, use.Span);
        }
    }

    private void ReportEarlyRead(TensorEntry entry, NameUse use, EquationHead head)
    {
        EquationHead definition = definitions[entry.Name];
        context.Report(
            DiagnosticCatalogue.ReadBeforeDefined,
            use.Span,
            ReferenceEquals(definition, head)
                ? $"{entry.Name} is read by the equation that defines it"
                : $"{entry.Name} is read here and defined on line {context.Line(definition.Span)}",
            ReferenceEquals(definition, head) ? "give the old and the new value different names" : "move its equation up, or rename one of the two");
    }

    private void CheckWhole(NameUse use)
    {
        TensorEntry entry = entries[use.Name];
        int count = use.Subscripts.Length;
        int order = WholeTensors.OrderOf(use.Function, count, entry.Order);
        if (entry.Order is null && use.Subscripts.All(s => s is not GroupSyntax))
        {
            entry.SetOrder(order, use.Span, sizes.NewAxis);
        }

        bool lacksComponents = WholeTensors.PicksComponents(use.Function) && count < 2;
        if (entry.Order != order || lacksComponents)
        {
            context.Report(
                DiagnosticCatalogue.OrderDiffers,
                use.Span,
                lacksComponents
                    ? $"{use.Function}({use.Name}) is a matrix, and has {Spelling.Counted(count)} here"
                    : $"{use.Name} has {Spelling.Counted(entry.Order ?? 0)} on line {context.Line(entry.OrderSpan)}, and {Spelling.Counted(order)} by the subscripts of {use.Function}({use.Name}) here",
                WholeTensors.PicksComponents(use.Function)
                    ? $"pick a component by two subscripts, such as {use.Function}({use.Name})_{{ij}}, behind those of a batch"
                    : $"{use.Function} acts on the last two axes of {use.Name}; give one subscript for each axis before them");
        }
    }

    private void CheckOrder(TensorEntry entry, ImmutableArray<SubscriptSyntax> subscripts, SourceSpan span)
    {
        if (entry.Order is not { } order)
        {
            entry.SetOrder(subscripts.Length, span, sizes.NewAxis);
        }
        else if (order != subscripts.Length)
        {
            context.Report(
                DiagnosticCatalogue.OrderDiffers,
                span,
                $"{entry.Name} has {Spelling.Counted(subscripts.Length)} here and {Spelling.Counted(order)} on line {context.Line(entry.OrderSpan)}",
                $"write every {entry.Name} with as many indices, or rename one of the two tensors");
            return;
        }

        entry.NoteLetters(subscripts);
    }

    private TensorEntry Entry(string name)
    {
        if (entries.TryGetValue(name, out TensorEntry? entry))
        {
            return entry;
        }

        definitions.TryGetValue(name, out EquationHead? head);
        entry = new TensorEntry(name, inOrder.Count, head is not null)
        {
            IsConstant = declarations.Constants.ContainsKey(name),
            IsInteger = declarations.Integers.ContainsKey(name) || positionNames.Contains(name),
        };
        entries.Add(name, entry);
        inOrder.Add(entry);
        return head is null ? entry : Define(entry, head);
    }

    private TensorEntry Define(TensorEntry entry, EquationHead head)
    {
        if (head.Syntax.Left is { } left)
        {
            CheckOrder(entry, left.Subscripts, head.Span);
        }
        else
        {
            entry.SetOrder(head.Labels.Count, head.Span, sizes.NewAxis);
            entry.NoteLabels(head.Labels);
        }

        return entry;
    }
}

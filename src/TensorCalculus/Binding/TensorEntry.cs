using TensorCalculus.Algebra;
using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;

namespace TensorCalculus.Binding;

/// <summary>An input or a defined tensor while the program is being read.</summary>
internal sealed class TensorEntry(string name, int ordinal, bool isDefined)
{
    public string Name { get; } = name;

    public int Ordinal { get; } = ordinal;

    public bool IsDefined { get; } = isDefined;

    /// <summary>The number of indices, a group counted as one, once an occurrence tells it.</summary>
    public int? Order { get; private set; }

    /// <summary>The occurrence that told the order.</summary>
    public SourceSpan OrderSpan { get; private set; }

    /// <summary>The size of each axis.</summary>
    public SizeCell[] Axes { get; private set; } = [];

    /// <summary>The label first written at each axis.</summary>
    public string?[] Letters { get; private set; } = [];

    public DerivativeName? Derivative { get; } = DerivativeNames.Parse(name);

    public bool IsConstant { get; set; }

    public bool IsInteger { get; set; }

    /// <summary>Whether a later equation reads it.</summary>
    public bool IsRead { get; set; }

    /// <summary>Whether the equation that defines it stands above the one being read.</summary>
    public bool IsDefinedAbove { get; set; }

    public TensorSymbol? Symbol { get; private set; }

    public void SetOrder(int order, SourceSpan span, Func<SizeCell> newCell)
    {
        (Order, OrderSpan, Letters, Axes) = (order, span, new string?[order], new SizeCell[order]);
        for (int i = 0; i < order; i++)
        {
            Axes[i] = newCell();
            Axes[i].IsShape = !IsDefined && Derivative is null;
        }
    }

    public void NoteLetters(IReadOnlyList<SubscriptSyntax> subscripts)
    {
        for (int i = 0; i < Letters.Length && i < subscripts.Count; i++)
        {
            Letters[i] ??= IndexLabels.Single(subscripts[i]);
        }
    }

    public void NoteLabels(IReadOnlyList<(string Label, SourceSpan Span)> labels) => Letters = [.. labels.Select(l => l.Label)];

    /// <summary>The tensor of the algebra, once its axes have dimensions.</summary>
    public TensorSymbol MakeSymbol() => Symbol = new TensorSymbol
    {
        Name = Name,
        Kind = IsDefined ? TensorKind.Defined : TensorKind.Input,
        Ordinal = Ordinal,
        Axes = [.. Axes.Select(a => a.Root().Dimension!)],
        Letters = [.. Letters],
        Derivative = Derivative,
        IsConstant = IsConstant,
        IsInteger = IsInteger,
    };
}

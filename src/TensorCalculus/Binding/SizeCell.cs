using TensorCalculus.Algebra;
using TensorCalculus.Diagnostics;

namespace TensorCalculus.Binding;

/// <summary>The size of an axis or an index while it is being found out. Cells that must agree are joined (union-find), and
/// what is known of them is kept at their root.</summary>
internal sealed class SizeCell
{
    private SizeCell? parent;
    private int rank;

    /// <summary>Where the index is introduced.</summary>
    public SourceSpan Span { get; set; }

    /// <summary>The declared number, with the place that declares it.</summary>
    public DeclaredNumber? Number { get; set; }

    /// <summary>The declared symbol.</summary>
    public string? Symbol { get; set; }

    /// <summary>Whether an input's axis has this size, so that its shape tells it.</summary>
    public bool IsShape { get; set; }

    /// <summary>Whether a group stands here instead of an index.</summary>
    public bool IsGroup { get; set; }

    /// <summary>The declared number of indices of a group.</summary>
    public int? Order { get; set; }

    /// <summary>The bounds of an index that stands nowhere alone.</summary>
    public List<ReadBound>? Bounds { get; set; }

    /// <summary>The dimension, once all is joined.</summary>
    public Dimension? Dimension { get; set; }

    public bool IsTold => IsShape || Number is not null || Symbol is not null || Bounds is not null;

    public SizeCell Root()
    {
        SizeCell cell = this;
        while (cell.parent is { } up)
        {
            cell.parent = up.parent ?? up;
            cell = up;
        }

        return cell;
    }

    /// <summary>Joins two roots; where both have a number, the first keeps its own.</summary>
    public static SizeCell Join(SizeCell a, SizeCell b)
    {
        (SizeCell root, SizeCell child) = a.rank < b.rank ? (b, a) : (a, b);
        root.rank += a.rank == b.rank ? 1 : 0;
        child.parent = root;
        root.Number = a.Number ?? b.Number;
        root.Symbol = a.Symbol ?? b.Symbol;
        root.IsShape |= child.IsShape;
        root.IsGroup |= child.IsGroup;
        root.Order = a.Order ?? b.Order;
        root.Bounds = a.Bounds ?? b.Bounds;
        return root;
    }
}

/// <summary>A size that the program gives as a number, and where.</summary>
internal sealed record DeclaredNumber(int Value, SourceSpan Span);

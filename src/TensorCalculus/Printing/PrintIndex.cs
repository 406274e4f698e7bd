using TensorCalculus.Algebra;

namespace TensorCalculus.Printing;

/// <summary>An index on its way to a letter: a free one of the equation, or a dummy of one place in the text. A binder that
/// is printed twice has two sets of these.</summary>
/// <param name="dimension">Whose size it has.</param>
/// <param name="isDummy">Whether a sum over it stands in the text, outside everything that carries it.</param>
/// <param name="rank">Where it stands on the left-hand side; dummies come last.</param>
internal sealed class PrintIndex(Dimension dimension, bool isDummy, int rank)
{
    private readonly PrintIndex? shown;
    private readonly List<string> wishes = [];
    private string? letter;

    /// <summary>An index inside a reduction that keeps it: written like the one outside at which the reduction is read.</summary>
    public PrintIndex(PrintIndex shown)
        : this(shown.Dimension, false, shown.Rank) => this.shown = shown;

    public Dimension Dimension { get; } = dimension;

    public bool IsDummy { get; } = isDummy;

    public int Rank { get; } = rank;

    /// <summary>When the text came to it, which its binder tells: free indices first.</summary>
    public int Ordinal { get; init; } = -1;

    /// <summary>Labels of the axes where it stands, in reading order: what it would like to be called.</summary>
    public List<string> Wishes => shown?.Wishes ?? wishes;

    /// <summary>Whether a reader knows the size by the letter alone.</summary>
    public bool IsToldByLetter { get; set; }

    public string Letter
    {
        get => shown?.Letter ?? letter!;
        set => letter = value;
    }
}

using TensorCalculus.Algebra;
using TensorCalculus.Printing;

namespace TensorCalculus.Matrices;

/// <summary>What tensors are called in matrix notation: a matrix by a capital, a vector by a small letter. Where the program has another
/// use for that name, its own spelling stays.</summary>
internal sealed class MatrixNames
{
    // Capitals that Latin has as well have no macro in LaTeX.
    private static readonly HashSet<string> GreekCapitals = ["Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Phi", "Psi", "Omega"];

    private readonly HashSet<string> taken;

    public MatrixNames(BoundProgram program)
    {
        taken = [.. program.Tensors.Keys, .. program.Positions, .. program.Functions, .. program.Dimensions.Select(d => d.Symbol).OfType<string>()];
        HasIdentity = !taken.Contains("I") && !program.Tensors.Values.Any(t => t.Order == 2 && t.Name == "i");
        HasCommutation = !taken.Contains("K") && !program.Tensors.Values.Any(t => t.Order == 2 && t.Name == "k");
        Program = program;
    }

    public BoundProgram Program { get; }

    /// <summary>Whether <c>I</c> is free for the identity matrix; the size of an index <c>i</c> takes it too.</summary>
    public bool HasIdentity { get; }

    /// <summary>Whether <c>K</c> is free for the commutation matrix.</summary>
    public bool HasCommutation { get; }

    /// <summary>A size.</summary>
    public static string Size(Dimension dimension) => dimension.Symbol ?? $"|{dimension.Letter}|";

    /// <summary>The name of a tensor of this order.</summary>
    public string Of(string name, int order)
    {
        string other = order switch
        {
            2 => Capital(name),
            1 when name.Length == 1 => name.ToLowerInvariant(),
            _ => name,
        };
        return taken.Contains(other) ? name : other;
    }

    /// <summary>The orders of the parts of a derivative's name, what is differentiated first; <see langword="null"/> where the program does not tell.</summary>
    public int[]? OrdersOf(TensorSymbol derivative)
    {
        DerivativeName name = derivative.Derivative!;
        int[] orders = [Program.Find(name.Of)?.Order ?? 0, .. name.By.Select(n => Program.Find(n)?.Order ?? -1)];
        return orders.Contains(-1) || orders.Sum() != derivative.Order ? null : orders;
    }

    private static string Capital(string name)
    {
        if (GreekLetters.IsName(name))
        {
            string capital = char.ToUpperInvariant(name[0]) + name[1..];
            return GreekCapitals.Contains(capital) ? capital : name;
        }

        return char.ToUpperInvariant(name[0]) + name[1..];
    }
}

namespace TensorCalculus.Emission;

/// <summary>How many numbers a function holds at once besides its parameters. An array that has a name is held to the end of
/// the function, as a local variable is; one in the middle of a line is held until the line has used it.</summary>
internal sealed class MemoryPeak
{
    private readonly Func<ArrayNode, bool> isThere;

    private MemoryPeak(Func<ArrayNode, bool> isThere) => this.isThere = isThere;

    /// <summary>The largest number at typical sizes, as a formula.</summary>
    /// <param name="statements">The lines of the function.</param>
    /// <param name="kept">Arrays that are there from the beginning, parameters or not.</param>
    public static SizePolynomial Of(IReadOnlyCollection<Statement> statements, IReadOnlyCollection<ArrayNode> kept)
    {
        HashSet<ArrayNode> there = [.. kept, .. statements.Select(s => s.Node)];
        var peak = new MemoryPeak(there.Contains);
        List<ArrayNode> named = [.. kept];
        double held = Weight(kept), largest = held;
        (int Count, IReadOnlyList<ArrayNode> InLine) at = (named.Count, []);
        foreach (ArrayNode node in statements.Select(s => s.Node))
        {
            IReadOnlyList<ArrayNode> inLine = peak.Within(node);
            if (held + Weight(inLine) > largest)
            {
                largest = held + Weight(inLine);
                at = (named.Count, inLine);
            }

            named.Add(node);
            held += Weight([node]);
        }

        return SizePolynomial.Sum(named.Take(at.Count).Concat(at.InLine).Select(Size));
    }

    /// <summary>The arrays at hand when a line holds the most, its own among them. Lines are short, so that copying is cheap.</summary>
    private IReadOnlyList<ArrayNode> Within(ArrayNode node)
    {
        List<ArrayNode> held = [];
        IReadOnlyList<ArrayNode> most = [];
        foreach (ArrayNode operand in node.Operands.Where(o => !isThere(o)))
        {
            Compare([.. held, .. Within(operand)]);
            held.AddRange(Result(operand));
        }

        Compare([.. held, node]);
        return most;

        void Compare(IReadOnlyList<ArrayNode> candidate) => most = Weight(candidate) > Weight(most) ? candidate : most;
    }

    /// <summary>What is held for as long as the value of a node in a line is: a view holds what it looks at.</summary>
    private IEnumerable<ArrayNode> Result(ArrayNode node) =>
        node is ViewNode or WindowNode { IsInside: true } ? node.Operands.Where(o => !isThere(o)).SelectMany(Result) : [node];

    private static double Weight(IEnumerable<ArrayNode> nodes) => nodes.Sum(n => Size(n).At(TypicalSizes.Of));

    private static SizePolynomial Size(ArrayNode node) => node switch
    {
        ParameterNode or ViewNode or WindowNode { IsInside: true } => SizePolynomial.Zero,
        WindowNode padded => SizePolynomial.Volume(padded.Source.Shape),
        _ => node.IsPlain ? SizePolynomial.Zero : SizePolynomial.Volume(node.Shape),
    };
}

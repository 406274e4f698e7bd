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
        List<SizePolynomial> named = [.. kept.Select(Size)];
        double held = Weight(named), largest = held;
        (int Count, IReadOnlyList<SizePolynomial> InLine) at = (named.Count, []);
        foreach (ArrayNode node in statements.Select(s => s.Node))
        {
            IReadOnlyList<SizePolynomial> inLine = peak.Within(node);
            if (held + Weight(inLine) > largest)
            {
                largest = held + Weight(inLine);
                at = (named.Count, inLine);
            }

            named.Add(Size(node));
            held += Weight([Size(node)]);
        }

        return SizePolynomial.Sum(named.Take(at.Count).Concat(at.InLine));
    }

    /// <summary>What is at hand when a line holds the most, its result included. Lines are short, so that copying is cheap.</summary>
    private IReadOnlyList<SizePolynomial> Within(ArrayNode node)
    {
        List<SizePolynomial> held = [];
        IReadOnlyList<SizePolynomial> most = [];
        foreach (ArrayNode operand in node.Operands.Where(o => !isThere(o)))
        {
            Compare([.. held, .. Within(operand)]);
            held.AddRange(Result(operand).Select(Size));
        }

        Compare([.. held, Size(node), Scratch(node)]);
        return most;

        void Compare(IReadOnlyList<SizePolynomial> candidate) => most = Weight(candidate) > Weight(most) ? candidate : most;
    }

    /// <summary>What is held for as long as the value of a node in a line is: a view holds what it looks at.</summary>
    private IEnumerable<ArrayNode> Result(ArrayNode node) =>
        node is ViewNode or WindowNode { IsInside: true } ? node.Operands.Where(o => !isThere(o)).SelectMany(Result) : [node];

    private static double Weight(IEnumerable<SizePolynomial> sizes) => sizes.Sum(s => s.At(TypicalSizes.Of));

    /// <summary>What an operation needs while it runs: powers shifted by the maximum, or the sum of the first operands.</summary>
    private static SizePolynomial Scratch(ArrayNode node) => node switch
    {
        ReductionNode { Kind: not ArrayReduction.Sum, Source: var source } => SizePolynomial.Volume(source.Shape),
        ScanNode { Kind: ScanKind.ProductOfOthers } => 2 * SizePolynomial.Volume(node.Shape),
        ElementwiseNode { Operation: AddOperation, Operands.Length: > 2, IsPlain: false } => SizePolynomial.Volume(node.Shape),
        _ => SizePolynomial.Zero,
    };

    private static SizePolynomial Size(ArrayNode node) => node switch
    {
        ParameterNode or ViewNode or WindowNode { IsInside: true } => SizePolynomial.Zero,
        WindowNode padded => SizePolynomial.Volume(padded.Source.Shape),
        _ => node.IsPlain ? SizePolynomial.Zero : SizePolynomial.Volume(node.Shape),
    };
}

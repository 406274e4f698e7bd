using System.Numerics;

namespace TensorCalculus.Emission;

/// <summary>What the lines of a function cost.</summary>
/// <param name="Operations">The operations on numbers.</param>
/// <param name="PeakMemory">How many numbers are held at once besides the parameters.</param>
/// <param name="Dearest">The line that takes the most operations at typical sizes; <see langword="null"/> where there is none.</param>
internal sealed record PassCount(OperationCount Operations, SizePolynomial PeakMemory, Statement? Dearest)
{
    /// <summary>Counts a function. What stands in a line counts as often as it stands there.</summary>
    /// <param name="statements">Its lines.</param>
    /// <param name="kept">Arrays that are there from the beginning.</param>
    public static PassCount Of(IReadOnlyCollection<Statement> statements, IReadOnlyCollection<ArrayNode> kept)
    {
        HashSet<ArrayNode> lines = [.. statements.Select(s => s.Node)];
        HashSet<ArrayNode> there = [.. kept];
        Dictionary<ArrayNode, BigInteger> times = lines.ToDictionary(n => n, _ => BigInteger.One);
        var counts = new List<OperationCount>();
        foreach (ArrayNode node in ArrayWalk.From(lines, there).AsEnumerable().Reverse().Where(n => !there.Contains(n)))
        {
            counts.Add(times[node] * OperationCount.Of(node));
            foreach (ArrayNode operand in node.Operands.Where(o => !lines.Contains(o)))
            {
                times[operand] = times.GetValueOrDefault(operand) + times[node];
            }
        }

        return new PassCount(OperationCount.Sum(counts), MemoryPeak.Of(statements, kept), statements.MaxBy(s => InLine(s.Node).Sum(o => o.Total.At(TypicalSizes.Of))));

        IEnumerable<OperationCount> InLine(ArrayNode node) =>
            node.Operands.Where(o => !lines.Contains(o) && !there.Contains(o)).SelectMany(InLine).Prepend(OperationCount.Of(node));
    }
}

using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Printing;

/// <content>Reductions that are not sums.</content>
internal sealed partial class PrintTreeBuilder
{
    private static readonly PointwiseFunction Exp = FunctionTable.Find("exp")!;

    // The order of the indices over which is reduced does not depend on what stands around: it parts factors that read alike.
    private const int AfterLeftSide = int.MaxValue / 2;

    private ReductionNode ReductionOf(Reduction reduction)
    {
        OpenBody open = factory.Open(reduction);
        if (reduction.At.IsEmpty)
        {
            ImmutableArray<PrintIndex> bound = [.. open.Indices.Select((v, i) => indices[v] = new PrintIndex(v.Dimension, isDummy: true, AfterLeftSide + i))];
            foreach (IndexVariable untold in open.Indices.Where(v => !ToldRanges.IsTold(factory, v, open.Body)))
            {
                TellByLetter(untold, open.Body);
            }

            return new ReductionNode(reduction.Kind.Name(), bound, Carrying(open.Body, bound));
        }

        ImmutableArray<PrintIndex> kept = [.. reduction.At.Select(s => indices[((IndexSubscript)s).Index])];
        ImmutableArray<PrintIndex> inside = [.. kept.Select(k => new PrintIndex(k))];
        foreach ((IndexVariable slot, PrintIndex index) in open.Indices.Zip(inside))
        {
            indices[slot] = index;
        }

        return new ReductionNode(reduction.Kind.Name(), inside, Carrying(open.Body, inside), kept);
    }

    /// <summary>A sum with a bracket as <c>cumsum</c>, where it is one and nothing else.</summary>
    private ReductionNode? Cumulative(Contraction contraction)
    {
        if (!contraction.Facts.HasBracket)
        {
            return null;
        }

        OpenBody open = factory.Open(contraction);
        foreach (Bracket bracket in open.Factors.OfType<Bracket>())
        {
            Expr[] others = [.. open.Factors.Where(f => f != bracket)];
            if (CumulativeSum.In(factory, bracket, others, open.Indices) is { FromEnd: false } sum
                && !open.Indices.Contains(sum.Limit) && others.All(f => f.Contains(sum.Index)))
            {
                PrintIndex kept = indices[sum.Limit], inside = new(kept);
                indices[sum.Index] = inside;
                return new ReductionNode("cumsum", [inside], Carrying(sum.Body, [inside]), [kept]);
            }
        }

        return null;
    }

    /// <summary>A body that names each index over which it is reduced.</summary>
    private PrintNode Carrying(Expr body, ImmutableArray<PrintIndex> over)
    {
        PrintNode place = Place(body);
        return over.All(i => place.Uses[i].Occurrences > 0) ? place : Addends(body, [.. over]);
    }

    /// <summary>A function of a matrix, which the notation takes of a tensor by its name: its last two axes are the matrix.</summary>
    private Factor WholeTensor(Reduction reduction)
    {
        OpenBody open = factory.Open(reduction);
        var element = (TensorElement)open.Body;
        int batch = element.Subscripts.Length - 2;
        Subscript At(int axis) => reduction.At[open.Indices.IndexOf(((IndexSubscript)element.Subscripts[axis]).Index)];
        ImmutableArray<Subscript> own = reduction.Kind switch
        {
            ReductionKind.Inverse => [At(batch + 1), At(batch)],
            _ => reduction.At,
        };
        ImmutableArray<Subscript> subscripts = [.. element.Subscripts[..batch], .. own];
        ImmutableArray<Slot> slots = [.. subscripts.Select(Slot)];
        ImmutableArray<string?> letters = element.Tensor.Letters;
        return new Factor(
            ReadingKey.Of(FactorKind.Tensor, element.Tensor.Ordinal, slots.Select(RankOf)),
            slots.IsEmpty ? FactorKind.Scalar : FactorKind.Tensor,
            new WholeNode(reduction.Kind, element.Tensor.Name, slots, [.. letters[..batch], .. reduction.At.IsEmpty ? [] : new[] { letters[batch + 1], letters[batch] }]));
    }

    /// <summary>The inverse of a Cholesky factor that no line names: since l_ik l_jk = u_ij, (l⁻¹)_ki is l_mk (u⁻¹)_mi.</summary>
    private Expr? ByFactor(Reduction reduction)
    {
        if (reduction.Kind != ReductionKind.Inverse || factory.Open(reduction) is not { Body: Reduction { Kind: ReductionKind.Cholesky } factor } open)
        {
            return null;
        }

        OpenBody matrix = factory.Open(factor);
        Subscript At(int side) => reduction.At[open.Indices.IndexOf(((IndexSubscript)factor.At[side]).Index)];
        IndexVariable between = factory.Fresh(open.Indices[0].Dimension);
        return factory.Contract([between], factory.Multiply(
            factory.Reduce(ReductionKind.Cholesky, matrix.Indices, matrix.Body, [between.Alone, At(1)]),
            factory.Reduce(ReductionKind.Inverse, matrix.Indices, matrix.Body, [At(0), between.Alone])));
    }

    /// <summary>Whether the notation can say where the reduction is read: at different indices that its body does not use otherwise.</summary>
    private static bool CanBeRead(Reduction softmax) =>
        softmax.At.All(s => s is IndexSubscript { Index: var index } && !softmax.Body.Contains(index))
        && softmax.At.Distinct().Count() == softmax.At.Length;

    /// <summary>What a softmax means: an exponential over the sum of all.</summary>
    private Expr Quotient(Reduction softmax)
    {
        OpenBody open = factory.Open(softmax);
        Expr exponential = factory.Apply(Exp, open.Body);
        var at = open.Indices.Zip(softmax.At).ToDictionary(p => p.First, p => p.Second);
        return factory.Divide(factory.Substitute(exponential, at), factory.Contract(open.Indices, exponential));
    }
}

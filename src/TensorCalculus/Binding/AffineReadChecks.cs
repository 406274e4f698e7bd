using TensorCalculus.Algebra;
using TensorCalculus.Diagnostics;

namespace TensorCalculus.Binding;

/// <summary>Checks the combinations at axes once sizes are settled: that each index has a range, and warns where no range would
/// keep every read inside.</summary>
internal sealed class AffineReadChecks(AffineReads reads, BindingContext context)
{
    private readonly HashSet<SizeCell> reported = [];

    public void Check()
    {
        foreach (AffineRead read in reads.All)
        {
            foreach ((_, BoundIndex index) in read.Indices)
            {
                if (!index.Size.Root().IsTold && reported.Add(index.Size.Root()))
                {
                    context.Report(
                        DiagnosticCatalogue.UntoldRange,
                        read.Span,
                        $"nothing tells the range of index {index.Label}, for it stands in no subscript alone",
                        $"declare its size: size {index.Label} = …");
                }
            }
        }

        if (reported.Count > 0)
        {
            return;
        }

        foreach (SizeCell cell in reads.Found)
        {
            foreach (ReadBound bound in cell.Root().Bounds ?? [])
            {
                if (LeadsOutside(bound) && reported.Add(cell.Root()))
                {
                    Warn(bound.Read, cell.Root());
                }
            }
        }
    }

    /// <summary>Whether the read leads outside at the end that does not bound the index.</summary>
    private static bool LeadsOutside(ReadBound bound)
    {
        AffineRead read = bound.Read;
        int number = 0;
        AffineForm form = AffineForm.Sum(
            [
                .. read.Indices.Select(i => new AffineTerm(i.Coefficient, new IndexAtom(IndexVariable.Opened(number++, i.Index.Size.Root().Dimension!)))),
                .. read.Sizes.Select(s => new AffineTerm(s.Coefficient, new SizeAtom(s.Size.Root().Dimension!))),
                .. read.Positions.Select(p => new AffineTerm(p.Coefficient, new PositionAtom(p.Symbol))),
            ],
            read.Constant);
        long coefficient = read.Indices.Sum(i => i.Index.Size.Root().Bounds?.Contains(bound) == true ? i.Coefficient : 0);
        return !AffineRange.IsNonNegative(coefficient > 0 ? form : AffineForm.Of(read.Axis.Root().Dimension!) - form + -1);
    }

    private void Warn(AffineRead read, SizeCell cell)
    {
        string label = read.Indices.First(i => i.Index.Size.Root() == cell).Index.Label;
        context.Report(
            DiagnosticCatalogue.ReadsOutside,
            read.Span,
            $"no range of {label} keeps every read of {context.Quote(read.Span)} inside its axis; outside, the tensor is zero",
            $"{label} begins at 0 and ends where the axis does; for another range declare it: size {label} = …");
    }
}

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
            // Where two have no range, one declaration will do.
            if (read.Indices.Select(i => i.Index).LastOrDefault(i => !i.Size.Root().IsTold) is { } untold && reported.Add(untold.Size.Root()))
            {
                context.Report(
                    DiagnosticCatalogue.UntoldRange,
                    read.Span,
                    $"nothing tells the range of index {untold.Label}, for it stands in no subscript alone",
                    $"declare its size: size {untold.Label} = …");
            }
        }

        if (reported.Count > 0)
        {
            return;
        }

        foreach (AffineRead read in reads.All.Where(r => r.Indices.IsEmpty))
        {
            CheckPosition(read);
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
        AffineForm form = FormOf(read);
        long coefficient = read.Indices.Sum(i => i.Index.Size.Root().Bounds?.Contains(bound) == true ? i.Coefficient : 0);
        return !AffineRange.IsNonNegative(coefficient > 0 ? form : AffineForm.Of(read.Axis.Root().Dimension!) - form + -1);
    }

    private static AffineForm FormOf(AffineRead read)
    {
        int number = 0;
        return AffineForm.Sum(
            [
                .. read.Indices.Select(i => new AffineTerm(i.Coefficient, new IndexAtom(IndexVariable.Opened(number++, i.Index.Size.Root().Dimension!)))),
                .. read.Sizes.Select(s => new AffineTerm(s.Coefficient, new SizeAtom(s.Size.Root().Dimension!))),
                .. read.Positions.Select(p => new AffineTerm(p.Coefficient, new PositionAtom(p.Symbol))),
            ],
            read.Constant);
    }

    private void CheckPosition(AffineRead read)
    {
        AffineForm form = FormOf(read);
        if (AffineRange.IsNegative(form) || AffineRange.IsNegative(AffineForm.Of(read.Axis.Root().Dimension!) - form + -1))
        {
            context.Report(
                DiagnosticCatalogue.BadPosition,
                read.Span,
                $"position {context.Quote(read.Span)} is outside its axis",
                "positions are counted from 0: the last one of an axis of size N is N-1");
        }
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

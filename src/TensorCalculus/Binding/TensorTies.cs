using TensorCalculus.Algebra;
using TensorCalculus.Diagnostics;

namespace TensorCalculus.Binding;

/// <summary>Axes that agree without an index saying so: those of a derivative and of the tensors that its name names, and all
/// axes of a symmetric tensor.</summary>
internal static class TensorTies
{
    /// <summary>Joins them all, and finds the ranges of indices that stand in combinations only. That a given gradient has the shape of
    /// what an equation defines tells nothing of that shape until then.</summary>
    public static void Join(NameTable names, Declarations declarations, SizeTable sizes, BindingContext context)
    {
        var given = new List<SizeCell>();
        foreach (TensorEntry tensor in names.Tensors)
        {
            if (tensor is { Derivative: { } derivative, Order: not null })
            {
                bool[] isOfDefined = JoinParts(tensor, derivative, names, sizes, context);
                for (int i = 0; !tensor.IsDefined && i < tensor.Axes.Length; i++)
                {
                    if (i < isOfDefined.Length && isOfDefined[i])
                    {
                        given.Add(tensor.Axes[i]);
                    }
                    else
                    {
                        tensor.Axes[i].Root().IsShape = true;
                    }
                }
            }

            if (declarations.Symmetric.TryGetValue(tensor.Name, out Syntax.StatementSyntax? statement))
            {
                foreach (SizeCell axis in tensor.Axes.Skip(1))
                {
                    sizes.Join(tensor.Axes[0], axis, tensor.Name, statement.Span);
                }
            }
        }

        sizes.InferRanges();
        given.ForEach(axis => axis.Root().IsShape = true);
    }

    /// <summary>Joins the axes of a derivative with those of its parts, and says which of them an equation defines.</summary>
    private static bool[] JoinParts(TensorEntry tensor, DerivativeName derivative, NameTable names, SizeTable sizes, BindingContext context)
    {
        var axes = new List<(SizeCell Axis, TensorEntry Of)>();
        foreach (string part in derivative.By.Prepend(derivative.Of))
        {
            if (names.Find(part) is { Order: not null } entry)
            {
                axes.AddRange(entry.Axes.Select(a => (a, entry)));
            }
            else if (part is not ("l" or "L" or "loss"))
            {
                return [];
            }
        }

        if (axes.Count != tensor.Axes.Length)
        {
            context.Report(
                DiagnosticCatalogue.OrderDiffers,
                tensor.OrderSpan,
                $"{tensor.Name} has {Spelling.Counted(tensor.Axes.Length)}, and the tensors that it names have {axes.Count} together",
                $"give {tensor.Name} one index for each axis of {string.Join(" and ", axes.Select(a => a.Of.Name).Distinct())}");
            return [];
        }

        for (int i = 0; i < axes.Count; i++)
        {
            sizes.Join(axes[i].Axis, tensor.Axes[i], tensor.Letters[i] ?? tensor.Name, tensor.OrderSpan);
        }

        return [.. axes.Select(a => a.Of.IsDefined)];
    }
}

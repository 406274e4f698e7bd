using TensorCalculus.Algebra;
using TensorCalculus.Diagnostics;

namespace TensorCalculus.Binding;

/// <summary>Axes that agree without an index saying so: those of a derivative and of the tensors that its name names, and all
/// axes of a symmetric tensor.</summary>
internal static class TensorTies
{
    public static void Join(NameTable names, Declarations declarations, SizeTable sizes, BindingContext context)
    {
        foreach (TensorEntry tensor in names.Tensors)
        {
            if (tensor is { Derivative: { } derivative, Order: not null })
            {
                JoinParts(tensor, derivative, names, sizes, context);
            }

            if (declarations.Symmetric.TryGetValue(tensor.Name, out Syntax.StatementSyntax? statement))
            {
                foreach (SizeCell axis in tensor.Axes.Skip(1))
                {
                    sizes.Join(tensor.Axes[0], axis, tensor.Name, statement.Span);
                }
            }
        }
    }

    private static void JoinParts(TensorEntry tensor, DerivativeName derivative, NameTable names, SizeTable sizes, BindingContext context)
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
                return;
            }
        }

        if (axes.Count != tensor.Axes.Length)
        {
            context.Report(
                DiagnosticCatalogue.OrderDiffers,
                tensor.OrderSpan,
                $"{tensor.Name} has {Spelling.Counted(tensor.Axes.Length)}, and the tensors that it names have {axes.Count} together",
                $"give {tensor.Name} one index for each axis of {string.Join(" and ", axes.Select(a => a.Of.Name).Distinct())}");
            return;
        }

        for (int i = 0; i < axes.Count; i++)
        {
            sizes.Join(axes[i].Axis, tensor.Axes[i], tensor.Letters[i] ?? tensor.Name, tensor.OrderSpan);
        }
    }
}

using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;

namespace TensorCalculus.Binding;

/// <summary>Rule 9: warns where a function's argument multiplies an element by itself and all its indices are free, for then
/// nothing is summed, as in <c>y_i = x_i / sqrt(x_i x_i)</c>, which a norm was probably meant to be.</summary>
internal sealed class UnsummedSquares(EquationScope equation, IndexScope scope, BindingContext context)
{
    /// <summary>How many function calls stand around the place that the walk has reached.</summary>
    public int CallDepth { get; set; }

    public void Check(ProductSyntax product)
    {
        if (CallDepth == 0)
        {
            return;
        }

        HashSet<string>? seen = null;
        foreach (FactorSyntax factor in product.Factors)
        {
            if (!factor.Divides && factor.Factor is TensorSyntax { Subscripts.IsEmpty: false } element && IsFree(element)
                && !(seen ??= []).Add(Key(element)))
            {
                Warn(product, element);
            }
        }
    }

    private static string Key(TensorSyntax element) => element.Name + "_" + string.Join(',', element.Subscripts.Select(IndexLabels.Single));

    private bool IsFree(TensorSyntax element) => element.Subscripts.All(s => IndexLabels.Single(s) is { } label && scope[label].IsFree);

    private void Warn(ProductSyntax product, TensorSyntax element)
    {
        string label = IndexLabels.Single(element.Subscripts[^1])!;
        string other = Renaming.FreshLabel(equation.Syntax, label);
        string square = context.Quote(element) is { } text ? $"{text}^2" : "a square";
        string sum = Renaming.Replace(context, element, label, other) is { } renamed ? $"{renamed} {renamed}" : $"{other} for {label}";
        context.Report(
            DiagnosticCatalogue.NoSumMeant,
            product.Span,
            $"index {label} is free, so {element.Name} times itself is not summed over {label} here",
            $"for a sum write {sum}; if none is meant, write {square}");
    }
}

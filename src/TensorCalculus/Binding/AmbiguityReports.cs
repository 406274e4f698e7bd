using System.Collections.Immutable;
using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;

namespace TensorCalculus.Binding;

/// <summary>Reports the terms of one equation that rules 4 and 5 refuse, with both readings in the user's own letters.</summary>
internal sealed class AmbiguityReports(EquationSyntax equation, BindingContext context)
{
    private HashSet<string>? taken;

    /// <summary>Checks the indices whose sum stands at a term.</summary>
    public void Check(Term term, List<string> labels)
    {
        List<string> ones = labels.FindAll(l => term.Labels[l].InOne);
        HashSet<string> redundant = ones.Count == 0 ? [] : CheckOnes(term.Root, ones);
        if (!labels.Exists(l => term.Labels[l].Count > 3 && !redundant.Contains(l)))
        {
            return;
        }

        Dictionary<string, List<ExpressionSyntax?>> complete = CompletePlaces.Of(term.Root);
        foreach (string label in labels)
        {
            if (!redundant.Contains(label) && complete.TryGetValue(label, out List<ExpressionSyntax?>? places) && places.Count > 1)
            {
                ReportTwoPlaces(term.Root, label, places);
            }
        }
    }

    /// <summary>Reports the redundant one-tensors and returns their labels.</summary>
    public HashSet<string> CheckOnes(ExpressionSyntax node, IEnumerable<string> labels)
    {
        var reported = new HashSet<string>();
        foreach ((string label, OneSyntax one, ProductSyntax product) in RedundantOnes.Find(node, labels))
        {
            reported.Add(label);
            string other = Fresh(label);
            string renamed = Renaming.Replace(context, product, label, other) is { } text ? text : $"{Spelling.One(other)} and {other} for {label} in this product";
            string sum = Spelling.Sum(label, WithoutOne(product, one) ?? "…");
            context.Report(
                DiagnosticCatalogue.RedundantOne,
                one.Span,
                $"{context.Quote(one)} asks for a sum over {label} here, but {label} also stands outside",
                $"to sum here alone write {renamed}, or {sum}");
        }

        return reported;
    }

    private void ReportTwoPlaces(ExpressionSyntax term, string label, List<ExpressionSyntax?> places)
    {
        string other = Fresh(label);
        ExpressionSyntax place = places.FindLast(p => p is not null)!;
        string apart = Renaming.Replace(context, place, label, other) is { } text
            ? $"to sum it apart there write {text}"
            : $"to sum it apart take another letter in one of them, such as {other}";
        context.Report(
            DiagnosticCatalogue.CompleteInTwoPlaces,
            term.Span,
            $"index {label} could be summed in each of {(places.Count == 2 ? "two" : "several")} places of this term, or over all of it"
                + (context.Quote(place) is { } quoted ? $": it is complete in {quoted} and beside it" : ""),
            $"{apart}; for one sum write {Spelling.Sum(label, context.Quote(term) ?? "…")}");
    }

    private string? WithoutOne(ProductSyntax product, OneSyntax one)
    {
        ImmutableArray<FactorSyntax> factors = product.Factors;
        if (factors.Length > 1 && !factors[1].Divides && ReferenceEquals(factors[0].Factor, one))
        {
            return context.Quote(factors[1].Factor.Span.To(factors[^1].Factor.Span));
        }

        if (!factors[^1].Divides && ReferenceEquals(factors[^1].Factor, one))
        {
            return context.Quote(factors[0].Factor.Span.To(factors[^2].Factor.Span));
        }

        return context.Quote(product);
    }

    private string Fresh(string label) => Renaming.FreshLabel(taken ??= IndexLabels.Of(equation), label);
}

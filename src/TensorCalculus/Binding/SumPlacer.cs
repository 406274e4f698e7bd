using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;

namespace TensorCalculus.Binding;

/// <summary>Decides where the sum over each dummy stands: at the smallest place whose one term holds all its occurrences.</summary>
internal sealed class SumPlacer
{
    private readonly BindingContext context;
    private readonly SizeTable sizes;
    private readonly EquationScope equation;
    private readonly HashSet<string> bound = [];
    private readonly AmbiguityReports ambiguities;
    private readonly HashSet<string> reportedOnce = [];

    private SumPlacer(EquationScope equation, SizeTable sizes, BindingContext context)
    {
        (this.equation, this.sizes, this.context) = (equation, sizes, context);
        ambiguities = new AmbiguityReports(equation.Syntax, context);
    }

    public static void PlaceSums(EquationScope equation, SizeTable sizes, BindingContext context)
    {
        var placer = new SumPlacer(equation, sizes, context);
        var root = Place.Of(equation.Syntax.Right, []);
        foreach (BoundIndex index in equation.Kept)
        {
            placer.bound.Add(index.Label);
        }

        if (root.Terms.Exists(t => placer.bound.Any(l => t.Labels.TryGetValue(l, out Occurrences found) && found.InOne)))
        {
            placer.ambiguities.CheckOnes(equation.Syntax.Right, placer.bound);
        }

        placer.Visit(root);
    }

    private void Visit(Place place)
    {
        foreach (Term term in place.Terms)
        {
            Visit(term);
        }
    }

    private void Visit(Term term)
    {
        List<string>? here = null;
        foreach ((string label, Occurrences occurrences) in term.Labels)
        {
            if (occurrences.Home is null && !bound.Contains(label))
            {
                (here ??= []).Add(label);
                if (occurrences.Count == 1)
                {
                    ReportOnce(label, occurrences.First);
                }
            }
        }

        if (here is not null)
        {
            SumHere(term, here);
        }

        foreach (Place place in term.Places)
        {
            Visit(place.Reduction, place);
        }

        bound.ExceptWith(here ?? []);
    }

    private void SumHere(Term term, List<string> labels)
    {
        ambiguities.Check(term, labels.FindAll(l => term.Labels[l].Count > 1));
        var indices = new BoundIndex[labels.Count];
        for (int i = 0; i < indices.Length; i++)
        {
            indices[i] = new BoundIndex(labels[i], sizes.NewIndex(labels[i], term.Labels[labels[i]].First.Span));
            bound.Add(labels[i]);
        }

        equation.Sums.Add(term.Root, indices);
    }

    private void Visit(ReductionSyntax? reduction, Place place)
    {
        if (reduction is null || IndexLabels.IsKeeping(reduction))
        {
            Visit(place);
            return;
        }

        var indices = new List<BoundIndex>();
        var hiding = new List<string>();
        foreach (SubscriptSyntax subscript in reduction.Indices)
        {
            if (IndexLabels.Single(subscript) is not { } label || indices.Exists(i => i.Label == label))
            {
                context.Report(
                    DiagnosticCatalogue.BadSubscript,
                    subscript.Span,
                    $"{reduction.Operator} runs over distinct plain indices");
                continue;
            }

            var index = new BoundIndex(label, sizes.NewIndex(label, subscript.Span));
            indices.Add(index);
            if (bound.Add(label))
            {
                hiding.Add(label);
            }

            if (reduction.Bound is { } size)
            {
                sizes.Declare(index.Size, size, label, reduction.Span);
            }
        }

        equation.Reductions.Add(reduction, [.. indices]);
        Visit(place);
        bound.ExceptWith(hiding);
    }

    private void ReportOnce(string label, ExpressionSyntax element)
    {
        if (!reportedOnce.Add(label))
        {
            return;
        }

        string one = Spelling.One(label);
        string remedy = element switch
        {
            OneSyntax => $"{one} sums another factor that has {label}; for the size of {label} write {Spelling.Sum(label, one)}",
            _ when context.Quote(element) is { } text => $"to sum over {label} write {Spelling.Before(one, element, text)}, or {Spelling.Sum(label, text)}",
            _ => $"to sum over {label} multiply the term by {one}, or write {Spelling.Sum(label, "…")}",
        };
        context.Report(DiagnosticCatalogue.OccursOnce, element.Span, $"index {label} occurs once in this term and is not on the left-hand side", remedy);
    }
}

using System.Runtime.InteropServices;
using TensorCalculus.Syntax;

namespace TensorCalculus.Binding;

/// <summary>The inside of a parenthesis, a function argument or a right-hand side, a call of several arguments, or the body of a
/// reduction: somewhere a sum can stand.</summary>
internal sealed class Place(ReductionSyntax? reduction)
{
    /// <summary>The reduction whose body this is; its indices do not occur outside.</summary>
    public ReductionSyntax? Reduction { get; } = reduction;

    /// <summary>The addends.</summary>
    public List<Term> Terms { get; } = [];

    public static Place Of(ExpressionSyntax inside, List<string> buffer, ReductionSyntax? reduction = null)
    {
        var place = new Place(reduction);
        if (inside is SumSyntax sum)
        {
            foreach (SignedSyntax addend in sum.Terms)
            {
                place.Terms.Add(Term.Of(addend.Term, buffer));
            }
        }
        else
        {
            place.Terms.Add(Term.Of(inside, buffer));
        }

        return place;
    }
}

/// <summary>One addend of a place: which indices occur in it, and in which of the places inside it.</summary>
internal sealed class Term
{
    private Term(ExpressionSyntax root) => Root = root;

    public ExpressionSyntax Root { get; }

    /// <summary>The places directly inside.</summary>
    public List<Place> Places { get; } = [];

    /// <summary>The indices that occur, by first occurrence.</summary>
    public Dictionary<string, Occurrences> Labels { get; } = [];

    public static Term Of(ExpressionSyntax root, List<string> buffer)
    {
        var term = new Term(root);
        if (root is CallSyntax { Arguments.Length: > 1 } call)
        {
            term.AddArguments(call, buffer);
        }
        else
        {
            term.Add(root, buffer);
        }

        return term;
    }

    private void Add(ExpressionSyntax node, List<string> buffer)
    {
        switch (node)
        {
            case ParenthesisSyntax parenthesis:
                Add(Place.Of(parenthesis.Inner, buffer));
                break;
            case CallSyntax { Arguments.Length: > 1 }:
                var whole = new Place(null);
                whole.Terms.Add(Of(node, buffer));
                Add(whole);
                break;
            case CallSyntax call:
                AddArguments(call, buffer);
                break;
            case ReductionSyntax reduction:
                AddReduction(reduction, buffer);
                break;
            case SumSyntax sum:
                foreach (SignedSyntax addend in sum.Terms)
                {
                    Add(addend.Term, buffer);
                }

                break;
            case ProductSyntax product:
                foreach (FactorSyntax factor in product.Factors)
                {
                    Add(factor.Factor, buffer);
                }

                break;
            case NegationSyntax negation:
                Add(negation.Operand, buffer);
                break;
            case PowerSyntax power:
                Add(power.Base, buffer);
                Add(power.Exponent, buffer);
                break;
            default:
                buffer.Clear();
                IndexLabels.AddOwn(node, buffer);
                foreach (string label in buffer)
                {
                    Count(label, new Occurrences(1, node, null, node is OneSyntax));
                }

                break;
        }
    }

    private void AddArguments(CallSyntax call, List<string> buffer)
    {
        foreach (ExpressionSyntax argument in call.Arguments)
        {
            if (argument is ComparisonSyntax comparison)
            {
                Add(Place.Of(comparison.Left, buffer));
                Add(Place.Of(comparison.Right, buffer));
            }
            else
            {
                Add(Place.Of(argument, buffer));
            }
        }
    }

    private void AddReduction(ReductionSyntax reduction, List<string> buffer)
    {
        Add(Place.Of(reduction.Body, buffer, reduction));
        if (IndexLabels.IsKeeping(reduction))
        {
            foreach (SubscriptSyntax index in reduction.Indices)
            {
                if (IndexLabels.Single(index) is { } label)
                {
                    Count(label, new Occurrences(1, reduction, null, false));
                }
            }
        }
    }

    private void Add(Place place)
    {
        Places.Add(place);
        foreach (Term term in place.Terms)
        {
            foreach ((string label, Occurrences inside) in term.Labels)
            {
                if (place.Reduction is null || !IndexLabels.Binds(place.Reduction, label))
                {
                    Count(label, inside with { Home = place });
                }
            }
        }
    }

    private void Count(string label, Occurrences more)
    {
        ref Occurrences found = ref CollectionsMarshal.GetValueRefOrAddDefault(Labels, label, out bool isKnown);
        found = !isKnown ? more : found with
        {
            Count = found.Count + more.Count,
            Home = found.Home == more.Home ? found.Home : null,
            InOne = found.InOne || more.InOne,
        };
    }
}

/// <summary>How often an index occurs in a term.</summary>
/// <param name="Count">The number of occurrences, all addends inside counted.</param>
/// <param name="First">The first element in whose subscripts it stands.</param>
/// <param name="Home">The one place inside the term that holds all occurrences, if one does.</param>
/// <param name="InOne">Whether it stands on a one-tensor.</param>
internal readonly record struct Occurrences(int Count, ExpressionSyntax First, Place? Home, bool InOne);

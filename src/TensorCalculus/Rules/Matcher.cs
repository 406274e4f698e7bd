using TensorCalculus.Algebra;

namespace TensorCalculus.Rules;

/// <summary>Matches a pattern with index variables against an expression: which subscripts must stand for the pattern's
/// indices so that both are the same? Addends and factors match in any order, so there may be several answers; each is
/// offered to a continuation until one is taken.</summary>
internal sealed class Matcher(ExprFactory factory, IEnumerable<IndexVariable> variables)
{
    /// <summary>A pattern of the size that people define in one line needs a few dozen steps.</summary>
    private const int MaximalSteps = 4000;

    private readonly HashSet<IndexVariable> variables = [.. variables];
    private readonly Dictionary<IndexVariable, Subscript> map = [];
    private int steps;

    /// <summary>What the pattern's indices stand for, while a continuation runs.</summary>
    public IReadOnlyDictionary<IndexVariable, Subscript> Map => map;

    /// <summary>Whether some choice of subscripts makes pattern and target the same, and <paramref name="accept"/> takes it.</summary>
    public bool Match(Expr pattern, Expr target, Func<bool> accept)
    {
        if (++steps > MaximalSteps || pattern.Shape != target.Shape)
        {
            return false;
        }

        if (ReferenceEquals(pattern, target) && !Array.Exists(pattern.FreeIndices, v => variables.Contains(v)))
        {
            return accept();
        }

        return (pattern, target) switch
        {
            (Number a, Number b) => a == b && accept(),
            (PiConstant, PiConstant) => accept(),
            (SizeOf a, SizeOf b) => a == b && accept(),
            (TensorElement a, TensorElement b) => a.Tensor == b.Tensor && Match(a.Subscripts.AsSpan(), b.Subscripts.AsSpan(), accept),
            (Delta { IsPlain: false } a, Delta b) => Match(a.Difference, b.Difference, accept) || Match(a.Difference, b.Difference * -1, accept),
            (Delta a, Delta b) => Match([a.Left, a.Right], [b.Left, b.Right], accept) || Match([a.Left, a.Right], [b.Right, b.Left], accept),
            (Bracket a, Bracket b) => Match(a.Form, b.Form, accept),
            (Sum a, Sum b) => MatchAll(a.Children.ToArray(), b.Children.ToArray(), accept),
            (Product a, Product b) => a.Coefficient.Equals(b.Coefficient) && MatchAll(a.Children.ToArray(), b.Children.ToArray(), accept),
            (Power a, Power b) => Match(a.Base, b.Base, () => Match(a.Exponent, b.Exponent, accept)),
            (Call a, Call b) => a.Function == b.Function && (a.Function.IsSymmetric
                ? MatchAll(a.Children.ToArray(), b.Children.ToArray(), accept)
                : MatchInOrder(a.Children.ToArray(), b.Children.ToArray(), accept)),
            (Choice a, Choice b) => a.Condition.Relation == b.Condition.Relation && MatchInOrder(a.Children.ToArray(), b.Children.ToArray(), accept),
            (Binder a, Binder b) => MatchBinders(a, b, accept),
            _ => false,
        };
    }

    private bool MatchInOrder(Expr[] patterns, Expr[] targets, Func<bool> accept, int from = 0) =>
        from == patterns.Length ? accept() : Match(patterns[from], targets[from], () => MatchInOrder(patterns, targets, accept, from + 1));

    /// <summary>Matches each pattern with a target of its own; all of the targets are used.</summary>
    private bool MatchAll(Expr[] patterns, Expr[] targets, Func<bool> accept)
    {
        if (patterns.Length != targets.Length)
        {
            return false;
        }

        var used = new bool[targets.Length];
        return Next(0);

        bool Next(int i)
        {
            if (i == patterns.Length)
            {
                return accept();
            }

            for (int j = 0; j < targets.Length; j++)
            {
                if (!used[j] && patterns[i].Shape == targets[j].Shape)
                {
                    used[j] = true;
                    if (Match(patterns[i], targets[j], () => Next(i + 1)))
                    {
                        return true;
                    }

                    used[j] = false;
                }
            }

            return false;
        }
    }

    /// <summary>Bound indices match bound indices, each one of its own.</summary>
    private bool MatchBinders(Binder pattern, Binder target, Func<bool> accept)
    {
        if (pattern.GetType() != target.GetType() || pattern.Bound.Length != target.Bound.Length
            || (pattern is Reduction p && target is Reduction t && p.Kind != t.Kind))
        {
            return false;
        }

        OpenBody a = factory.OpenFresh(pattern), b = factory.OpenFresh(target);
        variables.UnionWith(a.Indices);
        bool Bodies() => Match(a.Body, b.Body, () => AreRenamed(a, b) && NothingEscapes(a, b) && accept());
        bool found = pattern is Reduction r && target is Reduction s
            ? MatchPositions(r, s, a, b, Bodies)
            : Bodies();
        variables.ExceptWith(a.Indices);
        return found;
    }

    /// <summary>The subscripts of a softmax belong to its slots one by one, whose order may differ; try the order as it stands.</summary>
    private bool MatchPositions(Reduction pattern, Reduction target, OpenBody a, OpenBody b, Func<bool> accept) =>
        pattern.At.Length == target.At.Length && Match(pattern.At.AsSpan(), target.At.AsSpan(), () =>
            pattern.At.IsEmpty ? accept() : Match([.. a.Indices.Select(v => v.Alone)], [.. b.Indices.Select(v => v.Alone)], accept));

    private bool AreRenamed(OpenBody a, OpenBody b)
    {
        IndexVariable?[] images = [.. a.Indices.Select(v => (map.GetValueOrDefault(v) as IndexSubscript)?.Index)];
        return images.Distinct().Count() == images.Length && images.All(v => v is not null && b.Indices.Contains(v));
    }

    /// <summary>An index bound inside the target cannot stand for one that is free in the pattern.</summary>
    private bool NothingEscapes(OpenBody a, OpenBody b) =>
        !map.Any(m => !a.Indices.Contains(m.Key) && m.Value.Indices.Any(v => b.Indices.Contains(v)));

    private bool Match(ReadOnlySpan<Subscript> patterns, ReadOnlySpan<Subscript> targets, Func<bool> accept)
    {
        if (patterns.Length != targets.Length)
        {
            return false;
        }

        var added = new List<IndexVariable>();
        Func<bool> next = accept;
        bool fits = true;
        for (int i = 0; fits && i < patterns.Length; i++)
        {
            (Subscript pattern, Subscript target) = (patterns[i], targets[i]);
            if (pattern is IndexSubscript { Index: var index } && variables.Contains(index))
            {
                if (map.TryGetValue(index, out Subscript? known))
                {
                    fits = known.Equals(target);
                }
                else if (fits = CanStandFor(index, target))
                {
                    map.Add(index, target);
                    added.Add(index);
                }
            }
            else if (pattern.Indices.Any(variables.Contains))
            {
                // Combinations come last, when as many indices as possible are known.
                Func<bool> then = next;
                next = () => Match(pattern.Form, target.Form, then);
            }
            else
            {
                fits = pattern.Equals(target);
            }
        }

        if (fits && next())
        {
            return true;
        }

        added.ForEach(v => map.Remove(v));
        return false;
    }

    /// <summary>Matches combinations: indices that are not known yet stand for those with their coefficient, the last of them for
    /// whatever is left.</summary>
    private bool Match(AffineForm pattern, AffineForm target, Func<bool> accept)
    {
        AffineForm form = pattern.Substitute(map);
        IndexVariable[] open = [.. pattern.Indices.Where(v => variables.Contains(v) && !map.ContainsKey(v))];
        if (open.Length == 0)
        {
            return form.Equals(target) && accept();
        }

        if (++steps > MaximalSteps)
        {
            return false;
        }

        if (form.Terms.FirstOrDefault(t => t.Atom is GatherAtom && t.Atom.Indices.Any(open.Contains)) is { Atom: GatherAtom gather, Coefficient: var times })
        {
            return target.Terms.Any(t => t.Coefficient == times && t.Atom is GatherAtom other && other.Tensor == gather.Tensor
                && Match(gather.Subscripts.AsSpan(), other.Subscripts.AsSpan(), () => Match(pattern, target, accept)));
        }

        IndexVariable index = open[0];
        long coefficient = form.CoefficientOf(new IndexAtom(index));
        if (open.Length == 1)
        {
            return coefficient is 1 or -1
                && Take(Subscript.Of(((target - form) * coefficient) + AffineForm.Of(index)), accept);
        }

        return target.Terms.Any(t => t.Coefficient == coefficient && t.Atom is IndexAtom { Index: var other } && other.Dimension == index.Dimension
            && Take(new IndexSubscript(other), () => Match(pattern, target, accept)));

        bool Take(Subscript image, Func<bool> then)
        {
            if (!CanStandFor(index, image))
            {
                return false;
            }

            map.Add(index, image);
            bool found = then();
            if (!found)
            {
                map.Remove(index);
            }

            return found;
        }
    }

    /// <summary>Deltas and combinations of two dimensions look alike.</summary>
    private static bool CanStandFor(IndexVariable index, Subscript image) =>
        image is not IndexSubscript { Index: var other } || other.Dimension == index.Dimension;
}

using static TensorCalculus.Tests.Laws.Grown;

namespace TensorCalculus.Tests.Laws;

/// <summary>Grows a program from a row of choices, from the free indices of each equation downward, over the whole vocabulary.
/// Choice 0 is the simplest one each time and stands where the row ends, so a shorter row of smaller choices is a simpler program.</summary>
internal sealed class Growing
{
    private const int MaximalDepth = 4;

    private static readonly (string Name, string Axes)[] Inputs =
        [("x", "a"), ("w", "ab"), ("c", ""), ("z", "b"), ("m", "aa"), ("u", "a"), ("v", "bc"), ("g", "c"), ("t", "abc"), ("d", ""), ("s", "aa"), ("q", "ba")];

    private static readonly string[] Smooth = ["exp", "tanh", "sin", "sigmoid", "f", "cos", "atan", "softplus", "gelu", "silu", "erf", "g1", "sinh", "cosh"];
    private static readonly string[] Kinked = ["abs", "relu", "sign"];
    private static readonly string[] Folds = ["max", "prod", "min"];
    private static readonly string[] OfTwo = ["max", "min"];
    private static readonly string[] Relations = [">", "<", ">=", "<="];
    private static readonly string[] Positive = ["log", "sqrt"];
    private static readonly string[] Kept = ["softmax", "cumsum"];
    private static readonly string[] Whole = ["det(m)", "norm(m)", "tr(m)", "logdet(s)"];
    private static readonly string[] OfMatrix = ["delta", "inv(m)", "chol(s)", "inv(s)"];
    private static readonly string[] Shifts = ["+1", "-1", "+2"];
    private static readonly string[] OddPowers = ["2", "3", "-1", "-2"];

    private readonly int[] choices;
    private readonly List<(string Name, string Axes)> tensors = [.. Inputs];
    private int next;
    private int numbers;
    private int folds;

    private Growing(int[] choices) => this.choices = choices;

    public static GrownProgram From(int[] choices) => new Growing(choices).Program();

    private GrownProgram Program()
    {
        var equations = new List<(string, IReadOnlyList<GrownIndex>, Grown)>();
        int count = 1 + Choose(3);
        for (int i = 0; i < count; i++)
        {
            string axes = new[] { "", "a", "b", "ab", "aa", "c", "ba" }[Choose(7)];
            GrownIndex[] free = [.. axes.Select(New)];
            string name = $"y{i}";
            equations.Add((name, free, Expression(free, 0)));
            tensors.Insert(0, (name, axes));
        }

        return new GrownProgram(equations);
    }

    private int Choose(int count) => next < choices.Length ? choices[next++] % count : 0;

    private GrownIndex New(char axis) => new(axis, ++numbers);

    /// <summary>An expression that carries these indices, each of them in every addend.</summary>
    private Grown Expression(IReadOnlyList<GrownIndex> free, int depth)
    {
        int count = depth < MaximalDepth ? 1 + Choose(3) : 1;
        var terms = new List<(bool, Grown)> { (Choose(4) == 3, Term(free, depth + 1)) };
        for (int i = 1; i < count; i++)
        {
            // A scalar is broadcast.
            bool scalar = Choose(6) == 5;
            terms.Add((Choose(2) == 1, scalar ? Term([], depth + 1) : Term(free, depth + 1)));
        }

        return terms is [(false, var only)] ? only : new Addends(terms);
    }

    private Grown Term(IReadOnlyList<GrownIndex> free, int depth)
    {
        if (depth >= MaximalDepth)
        {
            return Leaf(free);
        }

        switch (Choose(16))
        {
            case 0:
                return Leaf(free);
            case 1:
                return new Applied(Smooth[Choose(Smooth.Length)], Expression(free, depth + 1));
            case 2:
                return Product(free, depth);
            case 3:
                return SumOver("sum", free, depth);
            case 4:
                return new Raised(Expression(free, depth + 1), OddPowers[Choose(OddPowers.Length)]);
            case 5:
                return SumOver("mean", free, depth);
            case 6:
                return Keeping(free, depth);
            case 7:
                return SumOver("logsumexp", free, depth);
            case 8:
                return new Applied(Kinked[Choose(Kinked.Length)], Expression(free, depth + 1));
            case 9:
                return new Applied(Positive[Choose(Positive.Length)], Tame(free, depth));
            case 10:
                return new Raised(Tame(free, depth), new[] { "1/2", "-1/2", "3/2", "c", "1/3", "2 d" }[Choose(6)]);
            case 11:
                return new Applied(OfTwo[Choose(OfTwo.Length)], Expression(free, depth + 1), Expression(free, depth + 1));
            case 12:
                return new Chosen(
                    Relations[Choose(Relations.Length)], Expression(free, depth + 1), Term([], depth + 1), Expression(free, depth + 1), Term(free, depth + 1));
            case 13:
                return SumOver(Folds[Choose(Folds.Length)], free, depth);
            case 14 when free.Count > 0:
                return new Factors([Related(free), Term(free, depth + 1)], []);
            default:
                return new Factors([new Text(new[] { "2", "1/2", "pi", "0.3", "3" }[Choose(5)]), Term(free, depth + 1)], []);
        }
    }

    /// <summary>Something positive.</summary>
    private Grown Tame(IReadOnlyList<GrownIndex> free, int depth) => Choose(3) switch
    {
        0 => new Addends([(false, new Text("1")), (false, new Raised(Expression(free, depth + 1), "2"))]),
        1 => new Applied("exp", Expression(free, depth + 1)),
        _ => Leaf(free),
    };

    /// <summary>A product, its factors with parts of the indices; a quotient now and then.</summary>
    private Factors Product(IReadOnlyList<GrownIndex> free, int depth)
    {
        int count = 2 + Choose(2);
        var parts = Enumerable.Range(0, count).Select(_ => new List<GrownIndex>()).ToList();
        foreach (GrownIndex index in free)
        {
            parts[Choose(count)].Add(index);
            if (Choose(3) == 2)
            {
                List<GrownIndex> also = parts[Choose(count)];
                if (!also.Contains(index))
                {
                    also.Add(index);
                }
            }
        }

        Grown[] factors = [.. parts.Select(p => Term(p, depth + 1))];
        return Choose(4) == 3
            ? new Factors(factors[..^1], [Choose(2) == 0 ? Tame(parts[^1], depth + 1) : factors[^1]])
            : new Factors(factors, []);
    }

    /// <summary>A reduction over one or two new dummies.</summary>
    private Reduced SumOver(string name, IReadOnlyList<GrownIndex> free, int depth)
    {
        GrownIndex[] over = [.. Enumerable.Range(0, 1 + Choose(2)).Select(_ => New("abc"[Choose(3)]))];
        // Among the components of a symmetric matrix each largest one has an equal.
        folds += name is "max" or "min" ? 1 : 0;
        Grown body = Term([.. over, .. free], depth + 1);
        folds -= name is "max" or "min" ? 1 : 0;
        return new Reduced(name, over, body);
    }

    /// <summary>A softmax and a cumulative sum keep their index, so they need one; elsewhere a function stands in.</summary>
    private Grown Keeping(IReadOnlyList<GrownIndex> free, int depth) => free.Count == 0
        ? new Applied("tanh", Expression(free, depth + 1))
        : new Reduced(Kept[Choose(Kept.Length)], [free[Choose(free.Count)]], Term(free, depth + 1));

    /// <summary>A bracket between two indices of one axis, or an index and a position.</summary>
    private Compared Related(IReadOnlyList<GrownIndex> free)
    {
        GrownIndex first = free[Choose(free.Count)];
        GrownIndex? second = free.FirstOrDefault(v => v != first && v.Axis == first.Axis);
        return new Compared(first, new[] { "<=", ">", "=" }[Choose(3)], second, second is null ? "1" : new[] { "", "+1" }[Choose(2)]);
    }

    /// <summary>Tensors side by side that carry the indices, and nothing else.</summary>
    private Grown Leaf(IReadOnlyList<GrownIndex> free)
    {
        if (free.Count == 0)
        {
            return Choose(6) switch
            {
                0 => new Component(Scalar(), []),
                1 => new Text(new[] { "2", "1", "1/3" }[Choose(3)]),
                2 => new Component("x", [], "0"),
                3 => new Component("z", [], "T"),
                4 => new Text(Whole[Choose(Whole.Length)]),
                _ => new Component("m", [], "T,0"),
            };
        }

        if (free.Count == 2 && free[0].Axis == free[1].Axis && Choose(4) == 3)
        {
            return new Component(free[0].Axis == 'a' && folds == 0 ? OfMatrix[Choose(OfMatrix.Length)] : "delta", [.. free]);
        }

        var factors = new List<Grown>();
        var left = new List<GrownIndex>(free);
        while (left.Count > 0)
        {
            (string Name, string Axes)[] fitting = [.. tensors.Where(t => t.Axes.Length > 0 && Fits(t.Axes, left) && (folds == 0 || t.Name != "s"))];
            (string name, string axes) = fitting[Choose(fitting.Length)];
            if (axes.Length == 1 && Choose(8) == 7)
            {
                GrownIndex index = left.First(v => v.Axis == axes[0]);
                left.Remove(index);
                factors.AddRange(Special(index));
                continue;
            }

            var indices = new List<GrownIndex>();
            foreach (char axis in axes)
            {
                GrownIndex index = left.First(v => v.Axis == axis);
                left.Remove(index);
                indices.Add(index);
            }

            factors.Add(new Component(name, indices));
        }

        return factors is [var only] ? only : new Factors(factors, []);
    }

    /// <summary>A one-tensor, a component of a square matrix on its diagonal, one of a neighbour (which tells no size, so another
    /// tensor does), or one at a gathered position.</summary>
    private Grown[] Special(GrownIndex index) => (Choose(4), index.Axis) switch
    {
        (0, 'a') => [new Component("m", [index, index])],
        (1, 'a') => [new Component("u", [index]), new Component("x", [index], Shift: Shifts[Choose(Shifts.Length)])],
        ( < 3, 'c') => [new Component("u", [index], Via: "k")],
        _ => [new Component("1", [index])],
    };

    private string Scalar()
    {
        string[] scalars = [.. tensors.Where(t => t.Axes.Length == 0).Select(t => t.Name)];
        return scalars[Choose(scalars.Length)];
    }

    private static bool Fits(string axes, List<GrownIndex> left) =>
        axes.GroupBy(a => a).All(a => left.Count(v => v.Axis == a.Key) >= a.Count());
}

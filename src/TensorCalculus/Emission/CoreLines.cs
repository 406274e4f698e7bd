using System.Collections.Immutable;
using System.Globalization;
using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;
using TensorCalculus.Rules;

namespace TensorCalculus.Emission;

/// <summary>Makes the lines of a pass along whole tensors ready for code. Such a line often is a smaller core times Kronecker deltas, or
/// an outer product; as an array it would be larger than all that is needed of it. Here the cores become lines of their own, and
/// whoever reads the line reads the product of cores and deltas, in which deltas are contracted away.</summary>
internal sealed class CoreLines
{
    private const int MostAddends = 24;
    private const int MostOuterProducts = 3;
    private const int LargestToMultiplyOut = 400;

    // Above the ordinals of all that passes make.
    private const int FirstOrdinal = 1 << 24;

    private readonly ExprFactory factory;
    private readonly RuleSet present;
    private readonly FreshNames names;
    private readonly HashSet<TensorSymbol> known = [];
    private readonly Dictionary<TensorSymbol, DerivedEquation> read = [];
    private readonly Dictionary<Expr, TensorElement> cores = [];
    private readonly List<DerivedEquation> lines = [];
    private readonly bool areStructured;

    /// <param name="program">The program.</param>
    /// <param name="present">The rules that choose a form.</param>
    /// <param name="areStructured">Whether lines have the axes of two tensors; of others, no more than numbers are read through.</param>
    public CoreLines(BoundProgram program, RuleSet present, bool areStructured)
    {
        this.present = present;
        this.areStructured = areStructured;
        factory = program.Factory;
        names = new FreshNames(
            [.. program.TakenLetters, .. program.Tensors.Keys, .. program.Functions, .. program.Positions], n => string.Create(CultureInfo.InvariantCulture, $"c{n}"));
    }

    /// <summary>The lines that become arrays, each in terms of those before it.</summary>
    public IReadOnlyList<DerivedEquation> Lines => lines;

    /// <summary>Takes a line of the pass. A derivative that is known already is not taken again.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isRead">Whether other lines read it. If not, it is one array: deltas are written in place.</param>
    public void Add(DerivedEquation line, bool isRead)
    {
        if (!known.Add(line.Left.Tensor))
        {
            return;
        }

        Expr right = Stabilising.MirroredSigmoids.Join(factory, present, Read(line.Right));
        IndexVariable[] axes = [.. line.Left.Subscripts.Select(s => ((IndexSubscript)s).Index)];
        Expr? form = (areStructured ? Structured(right, axes, isRead) : null) ?? (isRead && IsLeaf(right) ? right : null);
        if (isRead && form is not null)
        {
            read.Add(line.Left.Tensor, line with { Right = form });
        }
        else
        {
            lines.Add(line with { Right = form ?? right });
        }
    }

    /// <summary>An answer in terms of the arrays: the equation of its own line, if that is one.</summary>
    public DerivedEquation Answer(DerivedEquation answer) => lines.Find(l => l.Left.Tensor == answer.Left.Tensor)
        ?? read.GetValueOrDefault(answer.Left.Tensor)
        ?? answer with { Right = Read(answer.Right) };

    /// <summary>An expression with the lines put in that are no arrays.</summary>
    private Expr Read(Expr node)
    {
        Expr inserted = Insert(node);
        return ReferenceEquals(inserted, node) ? node : present.Run(factory, inserted);
    }

    private Expr Insert(Expr node) => !node.Facts.HasGradient ? node
        : node is TensorElement element ? read.TryGetValue(element.Tensor, out DerivedEquation? line) ? factory.Instantiate(line, element.Subscripts) : node
        : factory.Rebuild(node, Insert);

    /// <summary>The expression as a sum of cores times deltas and of outer products; null where it is neither.</summary>
    private Expr? Structured(Expr right, IndexVariable[] axes, bool isRead)
    {
        var groups = new List<(Delta[] Deltas, List<Expr> Terms)>();
        foreach (Expr term in Terms(right, axes).Select(PullOut))
        {
            Expr[] factors = term is Product ? term.Children.ToArray() : [term];
            Delta[] deltas = [.. factors.OfType<Delta>().Where(d => Links(d, axes))];
            Expr core = factory.Multiply([factory.Rational(term is Product { Coefficient: var c } ? c : Fraction.One), .. factors.Where(f => !deltas.Contains(f))]);
            core = deltas.Aggregate(core, (c, d) => factory.Substitute(c, ((IndexSubscript)d.Right).Index, d.Left));
            int same = groups.FindIndex(g => g.Deltas.AsSpan().SequenceEqual(deltas));
            if (same < 0)
            {
                groups.Add((deltas, [core]));
            }
            else
            {
                groups[same].Terms.Add(core);
            }
        }

        bool hasDeltas = groups.Exists(g => g.Deltas.Length > 0);
        if (!isRead)
        {
            return hasDeltas ? factory.Add([.. groups.Select(g => factory.Multiply([.. g.Deltas, Joined(g.Terms)]))]) : null;
        }

        Expr[] cores = [.. groups.Select(g => Core(g.Terms, hasDeltas)).OfType<Expr>()];
        return cores.Length == groups.Count ? factory.Add([.. groups.Zip(cores, (g, core) => factory.Multiply([.. g.Deltas, core]))]) : null;
    }

    /// <summary>The addends, multiplied out as far as a delta stands within.</summary>
    private Expr[] Terms(Expr right, IndexVariable[] axes)
    {
        Expr sum = right;
        if (right is not Sum && right.Facts is { HasDelta: true, HasSum: true, TreeSize: < LargestToMultiplyOut }
            && new Expansion(factory, MostAddends).Full(right) is { Result: var expanded })
        {
            sum = NormalisationRules.Set.Run(factory, expanded);
        }

        return sum is Sum ? [.. sum.Children.ToArray().SelectMany(t => t is Sum || !t.Facts.HasSum ? [t] : Terms(t, axes))] : [sum];
    }

    private static bool Links(Delta delta, IndexVariable[] axes) =>
        delta is { Left: IndexSubscript { Index: var a }, Right: IndexSubscript { Index: var b } } && axes.Contains(a) && axes.Contains(b);

    /// <summary>Inputs that a choice between them and zero does not concern stand beside it: <c>where(t_bj > 0, x_br, 0)</c> is
    /// <c>x_br where(t_bj > 0, 1, 0)</c>, an outer product. Nothing else is taken out, for it may be undefined where it is not chosen.</summary>
    private Expr PullOut(Expr term)
    {
        switch (term)
        {
            case Product product when product.Children.ToArray().Any(f => f is Choice or Contraction):
                return factory.Multiply(product.Coefficient, [.. product.Children.ToArray().Select(PullOut)]);
            case Choice { Otherwise: Number { Value.IsZero: true } } choice:
                Expr[] factors = choice.Then is Product p ? p.Children.ToArray() : [choice.Then];
                Expr[] free = [.. factors.Where(f => f is TensorElement { Tensor.Kind: TensorKind.Input } && f.FreeIndices.Any(i => !choice.Condition.Left.Contains(i) && !choice.Condition.Right.Contains(i)))];
                return free.Length == 0 ? term : factory.Multiply([
                    .. free,
                    factory.Choose(
                        choice.Condition,
                        factory.Multiply([factory.Rational(choice.Then is Product { Coefficient: var c } ? c : Fraction.One), .. factors.Where(f => !free.Contains(f))]),
                        factory.Zero)]);
            case Contraction contraction when factory.Open(contraction) is { Body: Choice } open && PullOut(open.Body) is Product pulled:
                return factory.Contract(open.Indices, pulled);
            default:
                return term;
        }
    }

    private Expr Joined(List<Expr> terms) => terms is [var only] ? only : present.Run(factory, factory.Add([.. terms]));

    /// <summary>A core: an outer product of arrays under names, or else one array, if that is to have a name.</summary>
    private Expr? Core(List<Expr> terms, bool isNamed)
    {
        Expr core = Joined(terms);
        Expr[] addends = core is Sum ? core.Children.ToArray() : [core];
        Expr[] outer = addends.Length <= MostOuterProducts ? [.. addends.Select(Outer).OfType<Expr>()] : [];
        return outer.Length == addends.Length ? factory.Add(outer) : isNamed ? Named(core) : null;
    }

    /// <summary>A product whose factors fall into groups, none of which has all indices: each group under a name.</summary>
    private Expr? Outer(Expr term)
    {
        if (term is not Product product)
        {
            return null;
        }

        var groups = new List<List<Expr>>();
        foreach (Expr factor in product.Children.ToArray().Where(f => f.FreeIndices.Length > 0).OrderByDescending(f => f.FreeIndices.Length))
        {
            if (groups.Find(g => factor.FreeIndices.All(i => g.Exists(f => f.Contains(i)))) is { } home)
            {
                home.Add(factor);
            }
            else
            {
                groups.Add([factor]);
            }
        }

        return groups.Count < 2 ? null : factory.Multiply([.. Scalars(product), .. groups.Select(g => Named(factory.Multiply([.. g])))]);
    }

    /// <summary>The number and the scalars of a product.</summary>
    private Expr[] Scalars(Product product) => [factory.Rational(product.Coefficient), .. product.Children.ToArray().Where(f => f.FreeIndices.Length == 0)];

    /// <summary>The expression with its array under a name; scalars stay beside it.</summary>
    private Expr Named(Expr node)
    {
        Expr[] scalars = node is Product product ? Scalars(product) : [];
        Expr core = node is Product whole ? factory.Multiply([.. whole.Children.ToArray().Where(f => f.FreeIndices.Length > 0)]) : node;
        if (IsLeaf(core))
        {
            return node;
        }

        if (!cores.TryGetValue(core, out TensorElement? element))
        {
            element = Define(core);
            cores.Add(core, element);
        }

        return factory.Multiply([.. scalars, element]);
    }

    /// <summary>Whether naming it would be of no use: it is a name, its reciprocal, or has neither tensors nor indices.</summary>
    private static bool IsLeaf(Expr node) => node is TensorElement
        || (node.Facts.TensorMask == 0 && node.FreeIndices.Length == 0 && !node.Facts.HasContraction)
        || (node is Power { Base: TensorElement, Exponent: Number { Value: var e } } && e.Equals(Fraction.MinusOne));

    private TensorElement Define(Expr core)
    {
        string name = names.Next();
        ImmutableArray<IndexVariable> free = [.. core.FreeIndices];
        var symbol = new TensorSymbol
        {
            Name = name,
            Kind = TensorKind.Defined,
            Ordinal = FirstOrdinal + names.Count,
            Axes = [.. free.Select(v => v.Dimension)],
            Letters = [.. free.Select(v => v.Letter)],
        };
        TensorElement element = factory.Element(symbol, free.AsSpan());
        lines.Add(new DerivedEquation(element, core));
        return element;
    }
}

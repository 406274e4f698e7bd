using System.Collections.Immutable;
using System.Globalization;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>Gives intermediate results equations of their own before a program is differentiated: what a function, a power or a
/// reduction is applied to where that takes a sum over indices, and the partial products of a long contraction. The gradient
/// lines then share all that reverse mode shares, and cost no more than a few times the program.</summary>
internal sealed class Splitting
{
    private readonly ExprFactory factory;
    private readonly BoundProgram program;
    private readonly LetterSupply letters;
    private readonly List<BoundEquation> equations = [];
    private readonly Dictionary<Expr, (TensorSymbol Symbol, int[] Axes)> known = [];
    private readonly Dictionary<(Dimension Dimension, int Axis), IndexVariable> templates = [];
    private readonly FreshNames names;

    /// <summary>Where each index stands on the left of the equation at hand.</summary>
    private readonly Dictionary<IndexVariable, int> ranks = [];

    private Splitting(BoundProgram program)
    {
        this.program = program;
        factory = program.Factory;
        letters = new LetterSupply(program);
        names = new FreshNames(
            [.. program.TakenLetters, .. program.Tensors.Keys, .. program.Functions, .. program.Positions], n => string.Create(CultureInfo.InvariantCulture, $"t{n}"));
    }

    /// <summary>The program with more equations, in an order in which each reads earlier ones.</summary>
    public static BoundProgram Run(BoundProgram program)
    {
        var splitting = new Splitting(program);
        foreach (BoundEquation equation in program.Equations)
        {
            splitting.Rank(equation.Indices, equation.Indices);
            Expr body = splitting.Split(equation.Body, isBody: true);
            splitting.equations.Add(equation with { Body = body });
        }

        return splitting.names.Count == 0 ? program : program with
        {
            Equations = [.. splitting.equations],
            Tensors = program.Tensors.Concat(splitting.known.Values.Select(k => KeyValuePair.Create(k.Symbol.Name, k.Symbol))).ToDictionary(),
            TakenLetters = program.TakenLetters.Union(splitting.known.Values.Select(k => k.Symbol.Name)).ToHashSet(),
        };
    }

    private Expr Split(Expr node, bool isBody = false)
    {
        if (!node.Facts.HasContraction)
        {
            return node;
        }

        Expr split = node switch
        {
            Reduction reduction => OfReduction(reduction, factory.Open(reduction)),
            Call or Power => factory.Rebuild(node, child => Apart(Split(child))),

            // What is not chosen may be undefined, so it stays inside the choice.
            Choice choice => factory.Choose(
                new Condition(choice.Condition.Relation, Apart(Split(choice.Condition.Left)), Apart(Split(choice.Condition.Right))), choice.Then, choice.Otherwise),
            _ => factory.Rebuild(node, child => Split(child)),
        };
        return split switch
        {
            Contraction contraction => Pairwise(contraction),

            // Under a name it tells where its argument is positive, and the gradient does not need the argument.
            Call { Function.Name: "relu", Argument: TensorElement } when !isBody => Named(split),
            _ => split,
        };
    }

    private Expr OfReduction(Reduction reduction, OpenBody open)
    {
        if (!reduction.At.IsEmpty)
        {
            Rank(open.Indices, [.. reduction.At.Select(s => (s as IndexSubscript)?.Index)]);
        }

        return factory.CloseAgain(reduction, open, Apart(Split(open.Body)));
    }

    /// <summary>Notes that some indices stand where others do.</summary>
    private void Rank(IReadOnlyList<IndexVariable> indices, IReadOnlyList<IndexVariable?> like)
    {
        for (int i = 0; i < indices.Count; i++)
        {
            ranks[indices[i]] = like[i] is not { } index ? int.MaxValue : indices[i] == index ? i : ranks.GetValueOrDefault(index, int.MaxValue);
        }
    }

    /// <summary>The expression, or a tensor in its place where it takes a sum over indices.</summary>
    private Expr Apart(Expr node)
    {
        if (!node.Facts.HasContraction || node.Facts.HasDelta)
        {
            return node;
        }

        // An expression and its negation are one tensor.
        bool negative = node is Sum ? factory.SplitContent(node).Content.IsNegative : factory.SplitCoefficient(node).Coefficient.IsNegative;
        return negative ? factory.Negate(Named(factory.Negate(node))) : Named(node);
    }

    /// <summary>A contraction of two factors at a time; partial products that are summed over get equations of their own.</summary>
    private Expr Pairwise(Contraction contraction)
    {
        OpenBody open = factory.Open(contraction);
        if (open.Body is not Product product || open.Body.Facts.HasDelta)
        {
            return contraction;
        }

        Expr[] factors = [.. product.Children.ToArray().Where(f => f.FreeIndices.Length > 0)];
        if (factors.Length < 3)
        {
            return contraction;
        }

        IndexVariable[] labels = [.. factors.SelectMany(f => f.FreeIndices).Distinct()];
        var bound = open.Indices.ToHashSet();
        ContractionTree tree = ContractionTree.Cheapest(new ContractionProblem(
            [.. factors.Select(f => f.FreeIndices.Select(v => Array.IndexOf(labels, v)).ToArray())],
            [.. Enumerable.Range(0, labels.Length).Where(l => !bound.Contains(labels[l]))],
            [.. labels.Select(v => TypicalSizes.Of(v.Dimension))],
            (_, _) => false)).Tree;
        Dictionary<IndexVariable, int> holders = labels.ToDictionary(v => v, v => factors.Count(f => f.Contains(v)));
        Expr[] scalars = [factory.Rational(product.Coefficient), .. product.Children.ToArray().Where(f => f.FreeIndices.Length == 0)];
        (Expr left, Expr right) = (Build(tree.Left!), Build(tree.Right!));
        return factory.Contract(bound.Where(v => left.Contains(v) || right.Contains(v)), factory.Multiply([.. scalars, left, right]));

        Expr Build(ContractionTree part)
        {
            if (part.Left is null)
            {
                return factors[part.Factor];
            }

            (Expr a, Expr b) = (Build(part.Left), Build(part.Right!));
            Expr both = factory.Multiply(a, b);
            IndexVariable[] summed = [.. a.FreeIndices.Where(v => bound.Contains(v) && b.Contains(v) && holders[v] == 2)];
            foreach (IndexVariable index in a.FreeIndices.Where(v => b.Contains(v)))
            {
                holders[index]--;
            }

            return summed.Length == 0 ? both : Named(factory.Contract(summed, both));
        }
    }

    /// <summary>A tensor that stands for an expression; the same one for expressions that differ in the names of indices.</summary>
    private TensorElement Named(Expr node)
    {
        IndexVariable[] order = CanonicalOrder.Of([.. node.FreeIndices], [node]);
        IndexVariable[] own = [.. order.Select(Template)];
        Expr template = factory.Substitute(node, Enumerable.Range(0, order.Length).ToDictionary(i => order[i], i => (Subscript)new IndexSubscript(own[i])));
        if (!known.TryGetValue(template, out (TensorSymbol Symbol, int[] Axes) found))
        {
            // Its axes stand in the order of the equation that it was a part of.
            int[] axes = [.. Enumerable.Range(0, order.Length).OrderBy(i => ranks.GetValueOrDefault(order[i], int.MaxValue))];
            found = (Define(node, Array.ConvertAll(axes, i => order[i])), axes);
            known.Add(template, found);
        }

        return factory.Element(found.Symbol, Array.ConvertAll(found.Axes, i => order[i]));
    }

    /// <summary>The index that stands at an axis of every expression that is compared.</summary>
    private IndexVariable Template(IndexVariable index, int axis)
    {
        if (!templates.TryGetValue((index.Dimension, axis), out IndexVariable? template))
        {
            templates.Add((index.Dimension, axis), template = factory.Fresh(index.Dimension));
        }

        return template;
    }

    private TensorSymbol Define(Expr node, IndexVariable[] order)
    {
        string name = names.Next();
        string[] spare = letters.Next(order.Length, _ => false);
        string[] labels = [.. order.Select((v, axis) => v.Letter ?? v.Dimension.Letter ?? spare[axis])];
        labels = [.. labels.Select((l, axis) => Array.IndexOf(labels, l) < axis ? spare[axis] : l)];
        IndexVariable[] free = [.. order.Select((v, axis) => factory.Fresh(v.Dimension, labels[axis]))];
        var symbol = new TensorSymbol
        {
            Name = name,
            Kind = TensorKind.Defined,
            Ordinal = program.NextOrdinal + names.Count - 1,
            Axes = [.. order.Select(v => v.Dimension)],
            Letters = [.. labels],
        };
        Expr body = factory.Substitute(node, Enumerable.Range(0, order.Length).ToDictionary(i => order[i], i => (Subscript)new IndexSubscript(free[i])));
        equations.Add(new BoundEquation(symbol, [.. free], body));
        return symbol;
    }
}

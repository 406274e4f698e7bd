using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Fractions;
using TensorCalculus.Functions;

namespace TensorCalculus.Algebra;

/// <summary>Makes the expressions of one program, canonical and shared: asking twice for the same gives the same object.
/// Safe to use from several threads.</summary>
/// <remarks>Canonical means: sums and products are flat, ordered and collected; a sum over indices is connected and its
/// slots are numbered independently of the dummies' names; numbers are exact. No product is expanded and no delta contracted here.</remarks>
internal sealed partial class ExprFactory
{
    private readonly Lock gate = new();
    private readonly HashSet<Expr> nodes;
    private readonly Dictionary<(int Level, int Slot, Dimension Dimension), IndexVariable> slots = [];
    private readonly Dictionary<(string Name, int Primes), PointwiseFunction> arbitrary = [];
    private int indices;

    public ExprFactory()
    {
        nodes = new HashSet<Expr>(PartsComparer.Instance);
        Zero = Intern(new Number(Fraction.Zero));
        One = Intern(new Number(Fraction.One));
        MinusOne = Intern(new Number(Fraction.MinusOne));
        Pi = Intern(new PiConstant());
    }

    public Expr Zero { get; }

    public Expr One { get; }

    public Expr MinusOne { get; }

    public Expr Pi { get; }

    public Expr Rational(Fraction value) => value.IsOne() ? One : Intern(new Number(value));

    public Expr Size(Dimension dimension) => Intern(new SizeOf(dimension));

    public TensorElement Element(TensorSymbol tensor, ImmutableArray<Subscript> subscripts) =>
        (TensorElement)Intern(new TensorElement(tensor, subscripts));

    /// <summary>The component of a tensor at free indices.</summary>
    public TensorElement Element(TensorSymbol tensor, params ReadOnlySpan<IndexVariable> indices)
    {
        var subscripts = new Subscript[indices.Length];
        for (int i = 0; i < subscripts.Length; i++)
        {
            subscripts[i] = indices[i].Alone;
        }

        return Element(tensor, ImmutableCollectionsMarshal.AsImmutableArray(subscripts));
    }

    /// <summary>A new free index without a letter, soon to be bound.</summary>
    public IndexVariable Fresh(Dimension dimension) => IndexVariable.Opened(NextIndex(), dimension);

    /// <summary>A new free index.</summary>
    /// <param name="dimension">Its dimension.</param>
    /// <param name="letter">The letter that the printer should prefer.</param>
    /// <param name="role">A number below 4 that tells indices with one letter apart where they may meet.</param>
    public IndexVariable Fresh(Dimension dimension, string letter, int role = 0) =>
        IndexVariable.Free(NextIndex(), dimension, letter, role);

    private int NextIndex() => kept?.NextIndex() ?? Interlocked.Increment(ref indices);

    /// <summary>A known or arbitrary function of its arguments.</summary>
    public Expr Apply(PointwiseFunction function, params ReadOnlySpan<Expr> arguments)
    {
        Expr[] own = arguments.ToArray();
        if (function.IsSymmetric)
        {
            Array.Sort(own, ExprOrder.Instance);
        }

        return FunctionIdentities.Apply(this, function, own) ?? Intern(new Call(function, own));
    }

    /// <summary>The arbitrary function with this name and number of primes.</summary>
    public PointwiseFunction Arbitrary(string name, int primes)
    {
        if (kept is not null)
        {
            return kept.Arbitrary(name, primes);
        }

        lock (gate)
        {
            if (!arbitrary.TryGetValue((name, primes), out PointwiseFunction? function))
            {
                function = new PointwiseFunction { Name = name, Primes = primes };
                arbitrary.Add((name, primes), function);
            }

            return function;
        }
    }

    /// <summary>The derivative of <paramref name="body"/> by a component, not worked out.</summary>
    public Expr Pending(Expr body, TensorElement by) => Intern(new Derivative(body, by));

    internal Expr Intern(Expr node)
    {
        if (kept is not null)
        {
            return Find(node) ?? kept.Find(node) ?? Add(node);
        }

        lock (gate)
        {
            if (Find(node) is { } known)
            {
                return known;
            }

            node.IsKept = true;
            Add(node);
        }

        Remember(node);
        return node;
    }

    private Expr? Find(Expr node)
    {
        if (kept is not null)
        {
            return nodes.TryGetValue(node, out Expr? own) ? own : null;
        }

        lock (gate)
        {
            return nodes.TryGetValue(node, out Expr? known) ? known : null;
        }
    }

    private Expr Add(Expr node)
    {
        nodes.Add(node);
        return node;
    }

    private IndexVariable Slot(int level, int slot, Dimension dimension)
    {
        if (kept is not null)
        {
            return kept.Slot(level, slot, dimension);
        }

        lock (gate)
        {
            if (!slots.TryGetValue((level, slot, dimension), out IndexVariable? index))
            {
                index = IndexVariable.Bound(level, slot, dimension);
                slots.Add((level, slot, dimension), index);
            }

            return index;
        }
    }

    private sealed class PartsComparer : IEqualityComparer<Expr>
    {
        public static readonly PartsComparer Instance = new();

        public bool Equals(Expr? x, Expr? y) => ReferenceEquals(x, y) || (x!.Hash == y!.Hash && x.SameParts(y));

        public int GetHashCode(Expr node) => node.GetHashCode();
    }
}

using System.Collections.Immutable;
using System.Globalization;

namespace TensorCalculus.Algebra;

/// <summary>A coefficient, not 0, times an atom.</summary>
internal readonly record struct AffineTerm(long Coefficient, SubscriptAtom Atom);

/// <summary>A whole-number combination of indices, sizes and positions: <c>2 i + k - 1</c>. Immutable; equal ones compare equal.</summary>
/// <param name="terms">One term for each atom, in the order of the atoms.</param>
/// <param name="constant">What is added to them.</param>
internal sealed class AffineForm(ImmutableArray<AffineTerm> terms, long constant) : IEquatable<AffineForm>, IComparable<AffineForm>
{
    private IndexVariable[]? indices;

    public ImmutableArray<AffineTerm> Terms { get; } = terms;

    public long Constant { get; } = constant;

    /// <summary>The indices that occur, those of gathered positions too.</summary>
    public IReadOnlyList<IndexVariable> Indices => indices ??= IndicesOf(Terms);

    /// <summary>The largest magnitude of a coefficient.</summary>
    public long LargestCoefficient => Terms.Aggregate(Math.Abs(Constant), (largest, t) => Math.Max(largest, Math.Abs(t.Coefficient)));

    public static AffineForm Of(long constant) => new([], constant);

    public static AffineForm Of(SubscriptAtom atom) => new([new AffineTerm(1, atom)], 0);

    public static AffineForm Of(IndexVariable index) => Of(new IndexAtom(index));

    /// <summary>The size of a dimension.</summary>
    public static AffineForm Of(Dimension dimension) => Of(new SizeAtom(dimension));

    /// <summary>The sum of any terms and a constant.</summary>
    public static AffineForm Sum(IEnumerable<AffineTerm> terms, long constant)
    {
        var sorted = new List<AffineTerm>(terms);
        sorted.Sort((a, b) => a.Atom.CompareTo(b.Atom));
        var collected = ImmutableArray.CreateBuilder<AffineTerm>(sorted.Count);
        foreach (AffineTerm term in sorted)
        {
            if (collected.Count > 0 && collected[^1].Atom.Equals(term.Atom))
            {
                collected[^1] = collected[^1] with { Coefficient = collected[^1].Coefficient + term.Coefficient };
            }
            else
            {
                collected.Add(term);
            }
        }

        collected.RemoveAll(t => t.Coefficient == 0);
        return new AffineForm(collected.ToImmutable(), constant);
    }

    public static AffineForm operator +(AffineForm a, AffineForm b) => Sum([.. a.Terms, .. b.Terms], a.Constant + b.Constant);

    public static AffineForm operator +(AffineForm a, long b) => new(a.Terms, a.Constant + b);

    public static AffineForm operator -(AffineForm a, AffineForm b) => a + (b * -1);

    public static AffineForm operator *(AffineForm a, long by) =>
        by == 0 ? Of(0) : by == 1 ? a : new([.. a.Terms.Select(t => t with { Coefficient = t.Coefficient * by })], a.Constant * by);

    /// <summary>The coefficient of an atom, 0 where it does not occur.</summary>
    public long CoefficientOf(SubscriptAtom atom)
    {
        foreach (AffineTerm term in Terms)
        {
            if (term.Atom.Equals(atom))
            {
                return term.Coefficient;
            }
        }

        return 0;
    }

    /// <summary>What the index is where the form is 0; <see langword="null"/> where the index has not the coefficient 1 or -1, or
    /// stands in a gathered position too.</summary>
    public AffineForm? SolveFor(IndexVariable index)
    {
        var atom = new IndexAtom(index);
        long coefficient = CoefficientOf(atom);
        if (coefficient is not (1 or -1))
        {
            return null;
        }

        AffineForm rest = (this - (Of(atom) * coefficient)) * -coefficient;
        return rest.Indices.Contains(index) ? null : rest;
    }

    /// <summary>The form with its indices replaced.</summary>
    public AffineForm Substitute(IReadOnlyDictionary<IndexVariable, Subscript> map)
    {
        if (!Indices.Any(map.ContainsKey))
        {
            return this;
        }

        var all = new List<AffineTerm>();
        long constant = Constant;
        foreach ((long coefficient, SubscriptAtom atom) in Terms)
        {
            AffineForm form = atom.Substitute(map);
            all.AddRange(form.Terms.Select(t => t with { Coefficient = t.Coefficient * coefficient }));
            constant += form.Constant * coefficient;
        }

        return Sum(all, constant);
    }

    /// <summary>The form with each atom replaced by a form.</summary>
    public AffineForm Replace(Func<SubscriptAtom, AffineForm> by) =>
        Terms.Aggregate(Of(Constant), (sum, t) => sum + (by(t.Atom) * t.Coefficient));

    /// <summary>A number that equal forms share.</summary>
    public ulong StableHash(Func<IndexVariable, ulong> colour)
    {
        ulong hash = StableHashing.Mix(24, (ulong)Constant);
        foreach ((long coefficient, SubscriptAtom atom) in Terms)
        {
            hash += StableHashing.Mix((ulong)coefficient, atom.StableHash(colour));
        }

        return hash;
    }

    public bool Equals(AffineForm? other) => other is not null && (ReferenceEquals(this, other) || CompareTo(other) == 0);

    public override bool Equals(object? obj) => Equals(obj as AffineForm);

    public override int GetHashCode() => (int)StableHash(v => v.StableKey);

    public int CompareTo(AffineForm? other)
    {
        int order = Terms.Length.CompareTo(other!.Terms.Length);
        for (int i = 0; order == 0 && i < Terms.Length; i++)
        {
            order = Terms[i].Atom.CompareTo(other.Terms[i].Atom);
            order = order != 0 ? order : Terms[i].Coefficient.CompareTo(other.Terms[i].Coefficient);
        }

        return order != 0 ? order : Constant.CompareTo(other.Constant);
    }

    public override string ToString() =>
        string.Join(" + ", Terms.Select(t => $"{t.Coefficient}*{t.Atom}").Append(Constant.ToString(CultureInfo.InvariantCulture)));

    private static IndexVariable[] IndicesOf(ImmutableArray<AffineTerm> terms)
    {
        IndexVariable[] all = [];
        foreach (AffineTerm term in terms)
        {
            all = NodeFacts.Union(all, [.. term.Atom.Indices]);
        }

        return all;
    }
}

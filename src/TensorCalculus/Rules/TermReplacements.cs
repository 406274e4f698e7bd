using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>Writes terms the way a program says: whatever matches a pattern is written by its name. No term gets longer than it is allowed
/// to.</summary>
internal abstract class TermReplacements : NodeRule
{
    private readonly Dictionary<ulong, List<Definition>> byShape;
    private readonly int allowance;

    /// <param name="id">The rule's id.</param>
    /// <param name="title">What it does.</param>
    /// <param name="statement">What it says.</param>
    /// <param name="definitions">What is written by which name.</param>
    protected TermReplacements(string id, string title, string statement, IEnumerable<Definition> definitions)
        : base(id, title, statement)
    {
        byShape = [];
        foreach (Definition definition in definitions)
        {
            if (!byShape.TryGetValue(definition.Shape, out List<Definition>? list))
            {
                byShape.Add(definition.Shape, list = []);
            }

            list.Add(definition);
        }
    }

    /// <param name="other">A rule with the same definitions.</param>
    /// <param name="allowance">By how much a term may get longer.</param>
    protected TermReplacements(TermReplacements other, int allowance)
        : base(other.Id, other.Title, other.Statement) => (byShape, this.allowance) = (other.byShape, allowance);

    protected override bool MayMatch(Expr expression) => byShape.Count > 0 && expression.Facts.TensorMask != 0;

    protected override bool TriesWholeFirst => true;

    protected override Expr Rewrite(ExprFactory factory, Expr node)
    {
        while (MayHold(factory, node, node.Facts.TensorMask) && Replace(factory, node) is { } shorter)
        {
            node = shorter;
        }

        return node;
    }

    /// <summary>Whether a factor has the shape of a definition, whose tensors are all there; shapes do not need sums to be opened.</summary>
    private bool MayHold(ExprFactory factory, Expr node, ulong tensors)
    {
        switch (node)
        {
            case TensorElement or Delta or Bracket or Number or SizeOf or PiConstant:
                return false;
            case Contraction contraction:
                return MayHold(factory, contraction.Body, tensors) || MayBe(contraction.Body.Shape, tensors);
            case Product:
                foreach (Expr factor in node.Children)
                {
                    if (MayBe(PowerFactor.Of(factory, factor).Base.Shape, tensors) || (factor is Contraction && MayHold(factory, factor, tensors)))
                    {
                        return true;
                    }
                }

                return false;
            case Sum:
                return MayBe(factory.SplitContent(node).Primitive.Shape, tensors);
            default:
                return MayBe(PowerFactor.Of(factory, node).Base.Shape, tensors);
        }
    }

    private bool MayBe(ulong shape, ulong tensors) =>
        byShape.TryGetValue(shape, out List<Definition>? candidates) && candidates.Exists(d => d.MayStandIn(tensors));

    private Expr? Replace(ExprFactory factory, Expr node)
    {
        // A whole sum over indices may be what is defined, so it is looked at before it is opened.
        FlatTerm term = FlatTerm.Of(factory, node, fresh: false);
        foreach (PowerFactor factor in term.Factors)
        {
            if (!byShape.TryGetValue(factor.Base.Shape, out List<Definition>? candidates))
            {
                continue;
            }

            foreach (Definition definition in candidates)
            {
                if (definition.MayStandIn(node.Facts.TensorMask) && new Replacement(factory, term, definition, allowance).Find(factor) is { } result)
                {
                    return result;
                }
            }
        }

        return null;
    }

    /// <summary>One attempt to see a definition in a term.</summary>
    private sealed class Replacement(ExprFactory factory, FlatTerm term, Definition definition, int allowance)
    {
        private readonly Matcher matcher = new(factory, [.. definition.Indices, .. definition.Pattern.Bound]);
        private readonly int[] partner = new int[definition.Pattern.Factors.Count];
        private Expr? result;

        public Expr? Find(PowerFactor anchor)
        {
            Array.Fill(partner, -1);
            int target = IndexOf(anchor);
            PowerFactor pattern = definition.Pattern.Factors[definition.Anchor];
            matcher.Match(pattern.Base, term.Factors[target].Base, () =>
            {
                partner[definition.Anchor] = target;
                return Next(0);
            });
            return result;
        }

        private int IndexOf(PowerFactor anchor)
        {
            int i = 0;
            while (!ReferenceEquals(term.Factors[i].Base, anchor.Base))
            {
                i++;
            }

            return i;
        }

        private bool Next(int i)
        {
            if (i == partner.Length)
            {
                return Accept();
            }

            if (i == definition.Anchor)
            {
                return Next(i + 1);
            }

            for (int j = 0; j < term.Factors.Count; j++)
            {
                if (Array.IndexOf(partner, j) < 0 || partner[i] == j)
                {
                    partner[i] = j;
                    if (matcher.Match(definition.Pattern.Factors[i].Base, term.Factors[j].Base, () => Next(i + 1)))
                    {
                        return true;
                    }

                    partner[i] = -1;
                }
            }

            return false;
        }

        private bool Accept()
        {
            if (!definition.Indices.All(matcher.Map.ContainsKey) || ConsumedIndices() is not { } consumed)
            {
                return false;
            }

            int power = Multiplicity();
            if (power == 0 || (consumed.Count > 0 && power != 1))
            {
                return false;
            }

            PowerFactor[] remaining = [.. term.Factors.Select((f, j) => f with { Exponent = f.Exponent - power * ExponentOf(j) })];
            if (consumed.Exists(v => remaining.Any(f => !f.Exponent.IsZero && f.Base.Contains(v))))
            {
                return false;
            }

            if (!definition.Indices.All(i => IsDefinedAt(i, power, remaining)))
            {
                return false;
            }

            Fraction coefficient = term.Coefficient * Fraction.Pow(definition.Pattern.Coefficient, -power);
            Expr name = factory.Substitute(definition.Name, matcher.Map);
            int before = Cost(term.Coefficient, term.Factors);
            int after = Cost(coefficient, remaining) + Complexity.Of(new PowerFactor(name, power));
            if (after > before + allowance)
            {
                return false;
            }

            var bound = term.Bound.Where(v => !consumed.Contains(v));
            result = new FlatTerm(coefficient, [.. bound], [.. remaining.Where(f => !f.Exponent.IsZero), new PowerFactor(name, power)]).ToExpr(factory);
            return true;
        }

        /// <summary>Whether what stands there is the defined tensor, which is zero outside its range: it is so inside, and elsewhere if
        /// it is zero too, or if another factor is.</summary>
        private bool IsDefinedAt(IndexVariable index, int power, PowerFactor[] remaining)
        {
            Subscript image = matcher.Map[index];
            if (image.IsInside(index.Dimension) || definition.Name is not TensorElement)
            {
                return image.IsInside(index.Dimension);
            }

            bool otherVanishes = remaining.Any(f => f is { Exponent.IsPositive: true, Base: TensorElement element }
                && element.Subscripts.Zip(element.Tensor.Axes).Any(a => a.First.Equals(image) && a.Second == index.Dimension));
            return power > 0 && (otherVanishes || OutOfRange.Vanishes(definition.Body, index));
        }

        /// <summary>The term's summed indices that the definition sums; null where the match does not sum what the definition does.</summary>
        private List<IndexVariable>? ConsumedIndices()
        {
            var consumed = new List<IndexVariable>();
            foreach (IndexVariable index in definition.Pattern.Bound)
            {
                if (!matcher.Map.TryGetValue(index, out Subscript? image) || image is not IndexSubscript { Index: var v }
                    || !term.Bound.Contains(v) || consumed.Contains(v)
                    || definition.Indices.Any(i => matcher.Map[i].Indices.Contains(v)))
                {
                    return null;
                }

                consumed.Add(v);
            }

            return consumed;
        }

        /// <summary>How often the definition goes into the matched factors: its exponents must divide theirs, with one sign.</summary>
        private int Multiplicity()
        {
            Fraction? least = null;
            for (int i = 0; i < partner.Length; i++)
            {
                Fraction ratio = term.Factors[partner[i]].Exponent / definition.Pattern.Factors[i].Exponent;
                if (least is { } known && known.IsNegative != ratio.IsNegative)
                {
                    return 0;
                }

                least = least is { } l && Fraction.Abs(l) <= Fraction.Abs(ratio) ? l : ratio;
            }

            Fraction times = least!.Value;
            bool whole = times.Denominator.IsOne;
            return (partner.Length == 1 && !whole) || Fraction.Abs(times) > 1000 ? 0 : (int)(times.Numerator / times.Denominator);
        }

        private Fraction ExponentOf(int target)
        {
            int i = Array.IndexOf(partner, target);
            return i < 0 ? Fraction.Zero : definition.Pattern.Factors[i].Exponent;
        }

        private int Cost(Fraction coefficient, IEnumerable<PowerFactor> factors) =>
            Complexity.OfCoefficient(coefficient) + factors.Where(f => !f.Exponent.IsZero).Sum(Complexity.Of);
    }
}

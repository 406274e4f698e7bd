namespace TensorCalculus.Tests.Laws;

/// <summary>A piece of a random program: what it means, and how to spell it with letters and orders of one's choice.</summary>
internal abstract record Grown
{
    public abstract string Spell(Speller speller);

    /// <summary>A sum; the addends carry the same free indices.</summary>
    internal sealed record Addends(IReadOnlyList<(bool Negative, Grown Term)> Terms) : Grown
    {
        public override string Spell(Speller speller)
        {
            string text = "";
            foreach ((bool negative, Grown term) in speller.Shuffled(Terms))
            {
                text += text.Length == 0 ? (negative ? "-" : "") : negative ? " - " : " + ";
                text += term is Addends ? $"({term.Spell(speller)})" : term.Spell(speller);
            }

            return text;
        }
    }

    /// <summary>A product with one quotient bar.</summary>
    internal sealed record Factors(IReadOnlyList<Grown> Above, IReadOnlyList<Grown> Below) : Grown
    {
        public override string Spell(Speller speller)
        {
            string text = string.Join(' ', speller.Shuffled(Above).Select(f => Factor(f, speller)));
            string below = string.Join(' ', speller.Shuffled(Below).Select(f => Factor(f, speller)));
            return Below.Count == 0 ? text : $"{text} / ({below})";
        }

        private static string Factor(Grown factor, Speller speller) => factor is Addends or Factors ? $"({factor.Spell(speller)})" : factor.Spell(speller);
    }

    internal sealed record Raised(Grown Base, string Exponent) : Grown
    {
        public override string Spell(Speller speller) => Base is Component
            ? $"{Base.Spell(speller)}^{{{Exponent}}}"
            : $"({Base.Spell(speller)})^{{{Exponent}}}";
    }

    internal sealed record Applied(string Function, params IReadOnlyList<Grown> Arguments) : Grown
    {
        public override string Spell(Speller speller) => $"{Function}({string.Join(", ", Arguments.Select(a => a.Spell(speller)))})";
    }

    /// <summary>One of two values by a comparison.</summary>
    internal sealed record Chosen(string Relation, Grown Left, Grown Right, Grown Then, Grown Otherwise) : Grown
    {
        public override string Spell(Speller speller) =>
            $"where({Left.Spell(speller)} {Relation} {Right.Spell(speller)}, {Then.Spell(speller)}, {Otherwise.Spell(speller)})";
    }

    /// <summary>A reduction over dummies that stand in the body alone, spelt with its name.</summary>
    internal sealed record Reduced(string Name, IReadOnlyList<GrownIndex> Over, Grown Body) : Grown
    {
        public override string Spell(Speller speller) =>
            $"{Name}[{string.Join(", ", speller.Shuffled(Over).Select(speller.Letter))}]({Body.Spell(speller)})";
    }

    /// <summary>A component of a tensor, of a delta, of a function of a matrix or of the one-tensor; a scalar where there are no indices. The
    /// last index may be shifted, or lead to a position by way of an integer tensor.</summary>
    internal sealed record Component(string Tensor, IReadOnlyList<GrownIndex> Indices, string? Position = null, string Shift = "", string? Via = null) : Grown
    {
        public override string Spell(Speller speller)
        {
            string[] labels = [.. Indices.Select(speller.Letter), .. Position is null ? [] : new[] { Position }];
            string name = Tensor is "delta" or "1" ? Tensor : speller.Name(Tensor);
            string list = string.Join(",", labels) + Shift;
            return labels.Length == 0 ? name : Via is null ? $"{name}[{list}]" : $"{name}[{speller.Name(Via)}[{list}]]";
        }
    }

    /// <summary>A bracket.</summary>
    internal sealed record Compared(GrownIndex Left, string Relation, GrownIndex? Right, string Constant) : Grown
    {
        public override string Spell(Speller speller) => $"[{speller.Letter(Left)} {Relation} {(Right is null ? "" : speller.Letter(Right))}{Constant}]";
    }

    internal sealed record Text(string Spelling) : Grown
    {
        public override string Spell(Speller speller) => Spelling;
    }

    /// <summary>The size of an index.</summary>
    internal sealed record Size(GrownIndex Index) : Grown
    {
        public override string Spell(Speller speller) => $"|{speller.Letter(Index)}|";
    }
}

/// <summary>An index of a random program: an axis that it stands at, and a number of its own.</summary>
internal sealed record GrownIndex(char Axis, int Number);

/// <summary>Chooses names, letters and orders.</summary>
internal sealed class Speller(Func<string, string> name, Func<GrownIndex, string> letter, Random? order)
{
    /// <summary>As grown.</summary>
    public static Speller Plain { get; } = new(n => n, v => $"{v.Axis}{v.Number}", null);

    public string Name(string tensor) => name(tensor);

    public string Letter(GrownIndex index) => letter(index);

    public IReadOnlyList<T> Shuffled<T>(IReadOnlyList<T> items)
    {
        T[] result = [.. items];
        order?.Shuffle(result);
        return result;
    }
}

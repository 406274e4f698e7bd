namespace TensorCalculus.Functions;

/// <summary>The relations of brackets and comparisons.</summary>
internal enum Relation
{
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
}

/// <summary>What relations mean.</summary>
internal static class Relations
{
    /// <summary>The relation with its sides exchanged: a &lt; b is b &gt; a.</summary>
    public static Relation Mirrored(this Relation relation) => relation switch
    {
        Relation.Less => Relation.Greater,
        Relation.LessOrEqual => Relation.GreaterOrEqual,
        Relation.Greater => Relation.Less,
        Relation.GreaterOrEqual => Relation.LessOrEqual,
        _ => relation,
    };

    /// <summary>The relation that holds where this one does not, between numbers: a &lt; b or a >= b.</summary>
    public static Relation Negated(this Relation relation) => relation switch
    {
        Relation.Less => Relation.GreaterOrEqual,
        Relation.LessOrEqual => Relation.Greater,
        Relation.Greater => Relation.LessOrEqual,
        Relation.GreaterOrEqual => Relation.Less,
        Relation.Equal => Relation.NotEqual,
        _ => Relation.Equal,
    };

    /// <summary>Whether the relation holds between two things that compare so: negative where the left one is less.</summary>
    public static bool Holds(this Relation relation, int order) => relation switch
    {
        Relation.Less => order < 0,
        Relation.LessOrEqual => order <= 0,
        Relation.Greater => order > 0,
        Relation.GreaterOrEqual => order >= 0,
        Relation.Equal => order == 0,
        _ => order != 0,
    };
}

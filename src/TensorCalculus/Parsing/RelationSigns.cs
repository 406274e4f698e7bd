using Superpower.Model;
using TensorCalculus.Functions;

namespace TensorCalculus.Parsing;

/// <summary>The signs of comparisons.</summary>
internal static class RelationSigns
{
    /// <summary>The relation whose sign stands here.</summary>
    public static bool TryRead(TokenList<TokenKind> input, out Relation relation)
    {
        Relation? found = input.Kind() switch
        {
            TokenKind.Equal or TokenKind.DoubleEqual => Relation.Equal,
            TokenKind.NotEqual => Relation.NotEqual,
            TokenKind.Less => Relation.Less,
            TokenKind.LessOrEqual => Relation.LessOrEqual,
            TokenKind.Greater => Relation.Greater,
            TokenKind.GreaterOrEqual => Relation.GreaterOrEqual,
            _ => null,
        };
        relation = found.GetValueOrDefault();
        return found is not null;
    }
}

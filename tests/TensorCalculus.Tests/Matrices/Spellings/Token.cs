namespace TensorCalculus.Tests.Matrices.Spellings;

/// <summary>What a piece of a printed formula is.</summary>
internal enum TokenKind
{
    /// <summary>An operator, a bracket or what stands behind an operand.</summary>
    Sign,
    Number,

    /// <summary>A name followed by an opening parenthesis, which is not part of it.</summary>
    Function,
    Name,
    Derivative,

    /// <summary>The size of an index, |b|.</summary>
    Size,

    /// <summary>The sign of a sum over an index.</summary>
    Sum,
    End,
}

/// <summary>A piece of a printed formula, the same for every notation.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text, Greek letters by their names; of a derivative, what is differentiated.</param>
internal sealed record Token(TokenKind Kind, string Text)
{
    /// <summary>What is written below, one by one.</summary>
    public string[] Below { get; init; } = [];

    /// <summary>Whether what is written below has a place for each axis, ":" for those that are left.</summary>
    public bool IsSliced { get; init; }

    /// <summary>What a derivative is by.</summary>
    public string[] By { get; init; } = [];

    /// <summary>Which parts of a derivative stand in vec: what is differentiated, then what it is by.</summary>
    public bool[] Stacked { get; init; } = [];

    /// <summary>Whether a mark may stand before a name as a token of its own, d X.</summary>
    public bool MayBeMark { get; init; }

    public static Token Sign(string text) => new(TokenKind.Sign, text);

    public bool Is(string sign) => Kind == TokenKind.Sign && Text == sign;
}

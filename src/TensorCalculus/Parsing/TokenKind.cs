using Superpower.Display;

namespace TensorCalculus.Parsing;

/// <summary>The kinds of token. Layout (spaces, <c>\left</c>, <c>\quad</c>, <c>\mathbf{…}</c>) leaves none.</summary>
internal enum TokenKind
{
    /// <summary>No token: the end of the text.</summary>
    None,

    [Token(Description = "the end of the statement")]
    EndOfStatement,

    [Token(Description = "a name")]
    Name,

    [Token(Description = "a number")]
    Number,

    /// <summary>A whole index label inside a subscript or bracket: <c>i</c>, <c>k1</c>, <c>i'</c>, <c>batch</c>.</summary>
    [Token(Description = "an index")]
    Index,

    /// <summary>Digits inside a subscript or bracket that belong to no label.</summary>
    [Token(Description = "a position")]
    IndexNumber,

    [Token(Description = "a quoted text")]
    Text,

    [Token(Description = "a superscript")]
    Superscript,

    [Token(Description = "a sum or product sign")]
    BigOperator,

    [Token(Example = "∂")]
    Partial,

    [Token(Example = "...")]
    Dots,

    [Token(Example = "'")]
    Prime,

    [Token(Example = "+")]
    Plus,

    [Token(Example = "-")]
    Minus,

    [Token(Example = "*")]
    Star,

    [Token(Example = "/")]
    Slash,

    [Token(Example = "^")]
    Caret,

    [Token(Example = "_")]
    Underscore,

    [Token(Example = ",")]
    Comma,

    [Token(Example = ".")]
    FullStop,

    [Token(Example = "|")]
    Bar,

    [Token(Example = "(")]
    OpenParenthesis,

    /// <summary>A parenthesis directly behind a name or a prime: <c>f(x)</c> calls where <c>f (x)</c> multiplies.</summary>
    [Token(Example = "(")]
    OpenCall,

    [Token(Example = ")")]
    CloseParenthesis,

    [Token(Example = "{")]
    OpenBrace,

    [Token(Example = "}")]
    CloseBrace,

    [Token(Example = "[")]
    OpenBracket,

    [Token(Example = "]")]
    CloseBracket,

    [Token(Example = "=")]
    Equal,

    [Token(Example = "==")]
    DoubleEqual,

    [Token(Example = "!=")]
    NotEqual,

    [Token(Example = "<")]
    Less,

    [Token(Example = "<=")]
    LessOrEqual,

    [Token(Example = ">")]
    Greater,

    [Token(Example = ">=")]
    GreaterOrEqual,

    [Token(Description = "an unknown character")]
    UnknownCharacter,

    [Token(Description = "an unknown macro")]
    UnknownMacro,

    /// <summary><c>Σ</c> with a subscript: the sum sign's lookalike.</summary>
    [Token(Example = "Σ")]
    AmbiguousSigma,
}

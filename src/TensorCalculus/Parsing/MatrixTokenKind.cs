using Superpower.Display;

namespace TensorCalculus.Parsing;

/// <summary>The kinds of token in matrix notation.</summary>
internal enum MatrixTokenKind
{
    /// <summary>No token: the end of the text.</summary>
    None,

    [Token(Description = "the end of the statement")]
    EndOfStatement,

    [Token(Description = "a name")]
    Name,

    /// <summary>A name with a parenthesis directly behind it.</summary>
    [Token(Description = "a function")]
    Function,

    [Token(Description = "a number")]
    Number,

    [Token(Description = "a quoted text")]
    Text,

    [Token(Example = "+")]
    Plus,

    [Token(Example = "-")]
    Minus,

    [Token(Example = "*")]
    Star,

    [Token(Example = ".*")]
    PointwiseStar,

    [Token(Example = "/")]
    Slash,

    [Token(Example = "./")]
    PointwiseSlash,

    [Token(Example = "^")]
    Caret,

    [Token(Example = ".^")]
    PointwiseCaret,

    [Token(Example = "'")]
    Prime,

    [Token(Description = "a superscript")]
    Superscript,

    [Token(Example = ",")]
    Comma,

    [Token(Example = "(")]
    Open,

    [Token(Example = ")")]
    Close,

    [Token(Example = "=")]
    Equal,

    [Token(Description = "an unknown character")]
    Unknown,
}

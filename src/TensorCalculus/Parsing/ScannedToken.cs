namespace TensorCalculus.Parsing;

/// <summary>A kind with the offsets of its first character and of the one behind its last.</summary>
internal readonly record struct ScannedToken(TokenKind Kind, int Start, int End);

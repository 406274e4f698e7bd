using System.Collections.Frozen;

namespace TensorCalculus.Parsing;

/// <summary>The names of another text that count as the program's own: a claim about a program is read with the program's names.</summary>
internal sealed record KnownNames(IReadOnlySet<string> Tensors, IReadOnlySet<string> Labels)
{
    public static KnownNames None { get; } = new(FrozenSet<string>.Empty, FrozenSet<string>.Empty);
}

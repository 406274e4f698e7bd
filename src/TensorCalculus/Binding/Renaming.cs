using System.Text;
using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;

namespace TensorCalculus.Binding;

/// <summary>Writes a piece of the user's program with another letter, for remedies.</summary>
internal static class Renaming
{
    /// <summary>A label like this one that the equation does not use; none that looks like a digit.</summary>
    public static string FreshLabel(EquationSyntax equation, string label) => FreshLabel(IndexLabels.Of(equation), label);

    public static string FreshLabel(HashSet<string> taken, string label)
    {
        char start = label.Length == 1 && char.IsAsciiLetterLower(label[0]) ? label[0] : 'h';
        for (int i = 1; i < 26; i++)
        {
            string next = ((char)('a' + ((start - 'a' + i) % 26))).ToString();
            if (next is not ("l" or "o") && !taken.Contains(next))
            {
                return next;
            }
        }

        string primed = label + "'";
        while (taken.Contains(primed))
        {
            primed += "'";
        }

        return primed;
    }

    /// <summary>The text of a node with one label replaced; <see langword="null"/> where it is long or spells the label otherwise.</summary>
    public static string? Replace(BindingContext context, ExpressionSyntax node, string label, string by)
    {
        if (context.Quote(node) is null)
        {
            return null;
        }

        var places = new Places(label);
        places.Visit(node);
        var text = new StringBuilder();
        int at = node.Span.Start;
        foreach (SourceSpan place in places.Found)
        {
            if (place.Start < at || context.Quote(place) != label)
            {
                return null;
            }

            text.Append(context.Text, at, place.Start - at).Append(by);
            at = place.End;
        }

        text.Append(context.Text, at, node.Span.End - at);
        return places.Found.Count == 0 ? null : text.ToString();
    }

    private sealed class Places(string label) : SyntaxWalker
    {
        public List<SourceSpan> Found { get; } = [];

        protected override void VisitSubscript(SubscriptSyntax subscript)
        {
            if (subscript is IndexSyntax index && index.Label == label)
            {
                Found.Add(index.Span);
            }

            base.VisitSubscript(subscript);
        }

        protected override void VisitAtom(AffineAtomSyntax atom)
        {
            if (atom is IndexAtomSyntax index && index.Label == label)
            {
                Found.Add(index.Span);
            }

            base.VisitAtom(atom);
        }
    }
}

using System.Buffers;
using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;

namespace TensorCalculus.Binding;

/// <summary>What an equation defines: a name and the labels at its axes. An expression without a left-hand side is given both.</summary>
internal sealed record EquationHead(EquationSyntax Syntax, string Name, SourceSpan Span, IReadOnlyList<(string Label, SourceSpan Span)> Labels)
{
    private static readonly SearchValues<char> LineEnds = SearchValues.Create('\n');

    public static EquationHead? Of(EquationSyntax equation, HashSet<string> defined, BindingContext context) =>
        equation.Left is { } left ? OfLeftSide(equation, left, context) : OfExpression(equation, defined, context);

    private static EquationHead OfLeftSide(EquationSyntax equation, TensorSyntax left, BindingContext context)
    {
        var labels = new List<(string, SourceSpan)>(left.Subscripts.Length);
        var seen = new HashSet<string>();
        foreach (SubscriptSyntax subscript in left.Subscripts)
        {
            if (IndexLabels.Single(subscript) is not { } label)
            {
                context.Report(DiagnosticCatalogue.BadLeftSide, subscript.Span, "the left-hand side takes plain indices, no positions or sums of indices");
                continue;
            }

            labels.Add((label, subscript.Span));
            if (!seen.Add(label))
            {
                context.Report(
                    DiagnosticCatalogue.RepeatedLeftIndex,
                    subscript.Span,
                    $"index {label} is repeated on the left-hand side",
                    $"give each axis of {left.Name} an index of its own, and multiply the right-hand side by {Spelling.Delta(label, Renaming.FreshLabel(equation, label))} where only the diagonal is meant");
            }
        }

        return new EquationHead(equation, left.Name, left.Span, labels);
    }

    private static EquationHead? OfExpression(EquationSyntax equation, HashSet<string> defined, BindingContext context)
    {
        string? name = Array.Find(["y", "z", "u", "v"], n => !defined.Contains(n) && !IsWord(context.Text, n));
        if (name is null)
        {
            context.Report(
                DiagnosticCatalogue.TooManyPlainNames,
                equation.Right.Span,
                "this expression has no left-hand side, and y, z, u and v are taken",
                "write a left-hand side, such as w = …");
            return null;
        }

        Dictionary<string, int> amounts = Amounts.Of(equation.Right);
        var order = new FirstOccurrences();
        order.Visit(equation.Right);
        var labels = new List<(string, SourceSpan)>();
        foreach (string label in order.Labels)
        {
            if (amounts.GetValueOrDefault(label) == 1 || equation.NoSum.Contains(label))
            {
                labels.Add((label, equation.Right.Span));
            }
        }

        return new EquationHead(equation, name, equation.Right.Span, labels);
    }

    /// <summary>Whether a letter stands as a word in the text outside comments.</summary>
    private static bool IsWord(string text, string word)
    {
        for (int at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            bool begins = at == 0 || !(char.IsAsciiLetterOrDigit(text[at - 1]) || text[at - 1] == '_');
            bool ends = at + word.Length == text.Length || !char.IsAsciiLetterOrDigit(text[at + word.Length]);
            if (begins && ends && !text.AsSpan(0, at)[(text.AsSpan(0, at).LastIndexOfAny(LineEnds) + 1)..].Contains('#'))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The labels that no reduction hides, by first occurrence.</summary>
    private sealed class FirstOccurrences : SyntaxWalker
    {
        private readonly HashSet<string> seen = [];
        private readonly List<string> buffer = [];
        private readonly Dictionary<string, int> hidden = [];

        public List<string> Labels { get; } = [];

        public override void Visit(ExpressionSyntax node)
        {
            if (node is ReductionSyntax reduction)
            {
                VisitReduction(reduction);
                return;
            }

            buffer.Clear();
            IndexLabels.AddOwn(node, buffer);
            buffer.ForEach(Note);
            base.Visit(node);
        }

        private void VisitReduction(ReductionSyntax reduction)
        {
            foreach (SubscriptSyntax index in reduction.Indices)
            {
                if (IndexLabels.Single(index) is { } label)
                {
                    if (IndexLabels.IsKeeping(reduction))
                    {
                        Note(label);
                    }

                    hidden[label] = hidden.GetValueOrDefault(label) + 1;
                }
            }

            Visit(reduction.Body);
            foreach (SubscriptSyntax index in reduction.Indices)
            {
                if (IndexLabels.Single(index) is { } label)
                {
                    hidden[label]--;
                }
            }
        }

        private void Note(string label)
        {
            if (hidden.GetValueOrDefault(label) == 0 && seen.Add(label))
            {
                Labels.Add(label);
            }
        }
    }
}

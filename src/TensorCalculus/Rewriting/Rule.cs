using TensorCalculus.Algebra;

namespace TensorCalculus.Rewriting;

/// <summary>A rule of the rulebook: a name, a title, the statement in notation, and what it does to an expression.</summary>
internal abstract class Rule
{
    protected Rule(string id, string title, string statement)
    {
        if (!id.Contains('/', StringComparison.Ordinal) || title.Length == 0 || statement.Length == 0)
        {
            throw new ArgumentException($"the rule '{id}' needs an id of the form section/name, a title and a statement");
        }

        Id = id;
        Title = title;
        Statement = statement;
    }

    /// <summary>Section and name, such as <c>kronecker/contract</c>.</summary>
    public string Id { get; }

    /// <summary>What a derivation calls the step.</summary>
    public string Title { get; }

    /// <summary>The rule in notation.</summary>
    public string Statement { get; }

    /// <summary>The expression after the rule has been applied wherever it fits; the same object where it does not.</summary>
    public abstract Expr Apply(ExprFactory factory, Expr expression);
}

/// <summary>A rule that looks at one node at a time, from the leaves up.</summary>
internal abstract class NodeRule(string id, string title, string statement) : Rule(id, title, statement)
{
    public sealed override Expr Apply(ExprFactory factory, Expr expression) =>
        MayMatch(expression) ? new Walk(this, factory).Visit(expression) : expression;

    /// <summary>Whether anything below may match; false spares the walk.</summary>
    protected abstract bool MayMatch(Expr expression);

    /// <summary>Whether a node is tried before its children too, for a rule that would rather match the larger part.</summary>
    protected virtual bool TriesWholeFirst => false;

    /// <summary>What becomes of a node (its children are done); the same object where the rule does not fit.</summary>
    protected abstract Expr Rewrite(ExprFactory factory, Expr node);

    private sealed class Walk(NodeRule rule, ExprFactory factory)
    {
        private readonly NodeTable<Expr> done = new();
        private Func<Expr, Expr>? visit;

        public Expr Visit(Expr node)
        {
            if (!rule.MayMatch(node))
            {
                return node;
            }

            if (node.Children.IsEmpty)
            {
                return rule.Rewrite(factory, node);
            }

            if (!done.TryGetValue(node, out Expr? result))
            {
                Expr whole = rule.TriesWholeFirst ? rule.Rewrite(factory, node) : node;
                result = rule.Rewrite(factory, factory.Rebuild(whole, visit ??= Visit));
                done.Add(node, result);
            }

            return result;
        }
    }
}

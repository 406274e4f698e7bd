namespace TensorCalculus.Algebra;

/// <content>Scratch: most of what a derivation makes is on the way only, and need not live as long as the program.</content>
internal sealed partial class ExprFactory
{
    /// <summary>At this size a scratch factory is given up for a new one.</summary>
    private const int ScratchNodes = 500;

    private readonly ExprFactory? kept;
    private NodeTable<OpenBody>? opened;

    private ExprFactory(ExprFactory kept)
    {
        this.kept = kept;
        nodes = new HashSet<Expr>(PartsComparer.Instance);
        (Zero, One, MinusOne, Pi) = (kept.Zero, kept.One, kept.MinusOne, kept.Pi);
    }

    /// <summary>A factory for one thread that knows the nodes of this one, and whose own nodes go when it does, save what
    /// <see cref="Keep"/> is told of.</summary>
    /// <remarks>Equal nodes are one object as long as all that is made meanwhile is made by the new factory. What a kept node
    /// remembers (<see cref="Sum.Content"/>, <see cref="Product.Core"/>) it is told when it is made, so that nothing is added
    /// to it behind the back of the new factory.</remarks>
    /// <param name="last">This one, or a scratch that it has made and that has done its work: that goes on until it has grown.</param>
    public ExprFactory Scratch(ExprFactory last) => last.kept == this && last.nodes.Count < ScratchNodes ? last : new ExprFactory(this);

    /// <summary>The expression among the nodes that live as long as the program.</summary>
    public Expr Keep(Expr node)
    {
        if (kept is null || node.IsKept)
        {
            return node;
        }

        foreach (Expr child in node.Children)
        {
            if (!ReferenceEquals(Keep(child), child))
            {
                // Another thread has kept an equal one meanwhile. Bound slots are the same in both.
                return node switch
                {
                    Contraction contraction => kept.Intern(new Contraction(contraction.Bound, Keep(contraction.Body))),
                    Reduction reduction => kept.Intern(new Reduction(reduction.Kind, reduction.Bound, Keep(reduction.Body), reduction.At)),
                    _ => kept.Rebuild(node, Keep),
                };
            }
        }

        node.Forget();
        return kept.Intern(node);
    }

    /// <summary>Tells a kept node what it remembers.</summary>
    private void Remember(Expr node)
    {
        switch (node)
        {
            case Sum:
                _ = SplitContent(node);
                break;
            case Product:
                _ = SplitCoefficient(node);
                break;
        }
    }

    /// <summary>A kept node remembers no scratch.</summary>
    private OpenBody OpenKept(Binder binder)
    {
        opened ??= new NodeTable<OpenBody>();
        if (!opened.TryGetValue(binder, out OpenBody? open))
        {
            opened.Add(binder, open = binder.Opened ?? OpenFresh(binder));
        }

        return open;
    }
}

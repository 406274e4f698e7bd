using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TensorCalculus.Algebra;

/// <content>Rebuilding: substitution of indices, and nodes with other children.</content>
internal sealed partial class ExprFactory
{
    /// <summary>The expression with free indices replaced by subscripts. Nothing is captured: bound slots are not free indices.</summary>
    public Expr Substitute(Expr node, IReadOnlyDictionary<IndexVariable, Subscript> map) =>
        new Substitution(this, map).Apply(node);

    /// <summary>The expression with one free index replaced.</summary>
    public Expr Substitute(Expr node, IndexVariable index, Subscript by) =>
        Substitute(node, new IndexMap(1) { { index, by } });

    /// <summary>What an equation's right side is at other subscripts, one for each index of its left side. Where they lead outside
    /// its range, it is zero, as the tensor is that the equation defines.</summary>
    public Expr Instantiate(BoundEquation equation, IReadOnlyList<Subscript> subscripts) =>
        Instantiate([.. equation.Indices.Zip(subscripts)], equation.Body);

    /// <summary>What a derived equation's right side is at other subscripts, zero outside its range. (An index that stands on the left
    /// of the derivative of a tensor by another, <c>∂y_i/∂h_p</c>, stays where it is the same.)</summary>
    public Expr Instantiate(DerivedEquation equation, IReadOnlyList<Subscript> subscripts) => Instantiate(
        [
            .. equation.Left.Subscripts.Zip(subscripts)
                .Where(p => !p.First.Equals(p.Second))
                .Select(p => (((IndexSubscript)p.First).Index, p.Second)),
        ],
        equation.Right);

    /// <summary>A subscript that may lead outside becomes a sum over the range, Σ_j δ_js u_j, which the rules of deltas work out.</summary>
    private Expr Instantiate(IReadOnlyList<(IndexVariable Index, Subscript By)> pairs, Expr body)
    {
        var map = new IndexMap(pairs.Count);
        var bound = new List<IndexVariable>();
        var factors = new List<Expr>();
        foreach ((IndexVariable index, Subscript by) in pairs)
        {
            if (by.IsInside(index.Dimension))
            {
                map.Add(index, by);
                continue;
            }

            IndexVariable position = Fresh(index.Dimension);
            bound.Add(position);
            factors.Add(KroneckerDelta(new IndexSubscript(position), by));
            map.Add(index, new IndexSubscript(position));
        }

        return Contract(bound, Multiply([.. factors, Substitute(body, map)]));
    }

    /// <summary>The node with each child replaced by what <paramref name="change"/> makes of it; a binder's body is opened for it.
    /// The same object where nothing changes.</summary>
    public Expr Rebuild(Expr node, Func<Expr, Expr> change)
    {
        switch (node)
        {
            case Number or PiConstant or SizeOf or TensorElement or Delta or Bracket:
                return node;
            case Binder binder:
                OpenBody open = Open(binder);
                Expr body = change(open.Body);
                return ReferenceEquals(body, open.Body) ? node : CloseAgain(binder, open, body);
        }

        ReadOnlySpan<Expr> children = node.Children;
        Expr[]? changed = null;
        for (int i = 0; i < children.Length; i++)
        {
            Expr child = change(children[i]);
            if (!ReferenceEquals(child, children[i]))
            {
                changed ??= children.ToArray();
                changed[i] = child;
            }
        }

        return changed is null ? node : node switch
        {
            Sum => Add(changed),
            Product product => Multiply(product.Coefficient, changed),
            Power => Raise(changed[0], changed[1]),
            Call call => Apply(call.Function, changed),
            Choice choice => Choose(new Condition(choice.Condition.Relation, changed[0], changed[1]), changed[2], changed[3]),
            Derivative derivative => Pending(changed[0], derivative.By),
            _ => throw new UnreachableException(),
        };
    }

    /// <param name="factory">Where the result is made.</param>
    /// <param name="map">What stands in the place of which index.</param>
    /// <param name="renames">Whether different indices take the place of different ones, and stand nowhere in the expression: then
    /// nothing meets that was apart.</param>
    private sealed class Substitution(ExprFactory factory, IReadOnlyDictionary<IndexVariable, Subscript> map, bool renames = false)
    {
        private readonly NodeTable<Expr> done = new();
        private Func<Expr, Expr>? apply;

        public Expr Apply(Expr node)
        {
            if (!Touches(node))
            {
                return node;
            }

            switch (node)
            {
                case TensorElement element:
                    return factory.Element(element.Tensor, Apply(element.Subscripts));
                case Delta delta:
                    return factory.KroneckerDelta(delta.Left.Substitute(map), delta.Right.Substitute(map));
                case Bracket bracket:
                    return factory.IsNonNegative(bracket.Form.Substitute(map));
            }

            if (!done.TryGetValue(node, out Expr? result))
            {
                result = node switch
                {
                    Reduction reduction => ApplyTo(reduction),
                    Product { Facts.HasSum: false } product when renames => Renamed(product),
                    Derivative derivative => factory.Pending(Apply(derivative.Body), (TensorElement)Apply(derivative.By)),
                    _ => factory.Rebuild(node, apply ??= Apply),
                };
                done.Add(node, result);
            }

            return result;
        }

        private Expr Renamed(Product product)
        {
            Expr[] factors = product.Children.ToArray();
            for (int i = 0; i < factors.Length; i++)
            {
                factors[i] = Apply(factors[i]);
            }

            factors.AsSpan().Sort(ExprOrder.Comparison);
            return factory.Intern(new Product(product.Coefficient, factors));
        }

        private bool Touches(Expr node)
        {
            foreach (IndexVariable index in node.FreeIndices)
            {
                if (map.ContainsKey(index))
                {
                    return true;
                }
            }

            return false;
        }

        private Expr ApplyTo(Reduction reduction)
        {
            OpenBody open = factory.Open(reduction);
            return factory.Reduce(reduction.Kind, open.Indices, Apply(open.Body), Apply(reduction.At));
        }

        private ImmutableArray<Subscript> Apply(ImmutableArray<Subscript> subscripts)
        {
            var result = new Subscript[subscripts.Length];
            for (int i = 0; i < result.Length; i++)
            {
                result[i] = subscripts[i].Substitute(map);
            }

            return ImmutableCollectionsMarshal.AsImmutableArray(result);
        }
    }
}

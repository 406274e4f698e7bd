using System.Collections.Immutable;
using System.Diagnostics;
using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>The set <em>differentiate</em>. It ends: each rule replaces a derivative by derivatives of smaller bodies.</summary>
internal static class DifferentiationRules
{
    /// <summary>The rules in the order in which they are asked; the first that fits acts.</summary>
    public static readonly ImmutableArray<DerivativeRule> All =
    [
        new("derivative/constant", "Constant rule", "∂c/∂x_p = 0 where c does not depend on x",
            (f, body, by) => Occurrence.In(body, by.Tensor) ? null : f.Zero),
        new("derivative/self", "Self-derivative", "∂x_ij/∂x_pq = δ_ip δ_jq",
            (f, body, by) => body is TensorElement element && (by.Tensor.Motion is not { } motion || motion.Variable == element.Tensor) ? Self(f, element, by) : null),
        new("derivative/along", "Derivative of an earlier line", "d(h_i) = dh_i, and ∂h_i/∂x_p for all lines between",
            (f, body, by) => body is TensorElement element ? by.Tensor.Motion?.DerivativeOf(element) : null),
        new("derivative/sum", "Sum rule", "∂(u + v)/∂x_p = ∂u/∂x_p + ∂v/∂x_p",
            (f, body, by) => body is Sum sum ? f.Add([.. Dependent(sum, by).Select(t => Pending(f, t, by))]) : null),
        new("derivative/factor", "Constant factor rule", "∂(c u)/∂x_p = c ∂u/∂x_p where c does not depend on x", ConstantFactor),
        new("derivative/quotient", "Quotient rule", "∂(u/v)/∂x_p = (∂u/∂x_p v - u ∂v/∂x_p)/v²",
            (f, body, by) => body is Product product && HasDivisor(product, by) ? Leibniz(f, product, by, quotient: true) : null),
        new("derivative/product", "Product rule", "∂(u v)/∂x_p = ∂u/∂x_p v + u ∂v/∂x_p",
            (f, body, by) => body is Product product ? Leibniz(f, product, by, quotient: false) : null),
        new("derivative/power", "Power rule", "∂(u^n)/∂x_p = n u^(n-1) ∂u/∂x_p",
            (f, body, by) => body is Power power ? OfPower(f, power, by) : null),
        new("derivative/chain", "Chain rule", "∂f(u)/∂x_p = f'(u) ∂u/∂x_p, and the sum of such terms for a function of several arguments",
            (f, body, by) => body is Call call ? OfCall(f, call, by) : null),
        new("derivative/choice", "Derivative of a choice", "∂where(c, u, v)/∂x_p = where(c, ∂u/∂x_p, ∂v/∂x_p)",
            (f, body, by) => body is Choice choice ? f.Choose(choice.Condition, PendingOrZero(f, choice.Then, by), PendingOrZero(f, choice.Otherwise, by)) : null),
        new("derivative/logsumexp", "Derivative of logsumexp", "∂(logsumexp_j u_j)/∂x_p = softmax_j(u_j) ∂u_j/∂x_p",
            (f, body, by) => body is Reduction { Kind: ReductionKind.LogSumExp } reduction ? OfLogSumExp(f, reduction, by) : null),
        new("derivative/softmax", "Derivative of softmax", "∂s_i/∂x_p = s_i (∂u_i/∂x_p - s_j ∂u_j/∂x_p) where s_i = softmax_i(u_i)",
            (f, body, by) => body is Reduction { Kind: ReductionKind.Softmax } reduction ? OfSoftmax(f, reduction, by) : null),
        .. ReductionDerivatives.All,
    ];

    /// <summary>The same rules as a set.</summary>
    public static readonly RuleSet Set = new("differentiate", [.. All]);

    /// <summary>The rule that acts on a derivative, and what it makes of it.</summary>
    /// <remarks>A sum over indices is passed in silence, Σ_k ∂u_k: index notation does not write it.</remarks>
    public static (Rule Rule, Expr Result) For(ExprFactory factory, Expr body, TensorElement by)
    {
        if (body is Contraction sum && Occurrence.In(body, by.Tensor))
        {
            OpenBody open = factory.Open(sum);
            (Rule rule, Expr inner) = For(factory, open.Body, by);
            return (rule, factory.Contract(open.Indices, inner));
        }

        foreach (DerivativeRule rule in All)
        {
            if (rule.Expand(factory, body, by) is { } result)
            {
                return (rule, result);
            }
        }

        throw new UnreachableException();
    }

    /// <summary>The derivative, worked out to the end at once; sums over indices stay open on the way.</summary>
    public static Expr Differentiate(ExprFactory factory, Expr body, TensorElement by)
    {
        var done = new NodeTable<Expr>();
        Func<Expr, Expr>? visit = null;
        return Visit(factory.Pending(body, by));

        Expr Of(Expr part)
        {
            if (part is Contraction sum && Occurrence.In(part, by.Tensor))
            {
                OpenBody open = factory.Open(sum);
                return KroneckerContraction.Contract(factory, open.Indices, Of(open.Body));
            }

            return Visit(For(factory, part, by).Result);
        }

        Expr Visit(Expr node)
        {
            if (!node.Facts.HasDerivative)
            {
                return node;
            }

            if (!done.TryGetValue(node, out Expr? result))
            {
                result = node is Derivative derivative ? Of(derivative.Body) : factory.Rebuild(node, visit ??= Visit);
                done.Add(node, result);
            }

            return result;
        }
    }

    private static Expr Pending(ExprFactory factory, Expr body, TensorElement by) => factory.Pending(body, by);

    private static Expr PendingOrZero(ExprFactory factory, Expr body, TensorElement by) =>
        Occurrence.In(body, by.Tensor) ? factory.Pending(body, by) : factory.Zero;

    private static Expr OfCall(ExprFactory factory, Call call, TensorElement by)
    {
        var terms = new List<Expr>();
        for (int i = 0; i < call.Children.Length; i++)
        {
            if (Occurrence.In(call.Children[i], by.Tensor))
            {
                terms.Add(factory.Multiply(FunctionDerivative.Of(factory, call, i), Pending(factory, call.Children[i], by)));
            }
        }

        return factory.Add([.. terms]);
    }

    private static IEnumerable<Expr> Dependent(Expr node, TensorElement by) =>
        node.Children.ToArray().Where(c => Occurrence.In(c, by.Tensor));

    private static Expr Self(ExprFactory factory, TensorElement element, TensorElement by)
    {
        var deltas = new Expr[element.Subscripts.Length];
        for (int axis = 0; axis < deltas.Length; axis++)
        {
            deltas[axis] = factory.KroneckerDelta(element.Subscripts[axis], by.Subscripts[axis]);
        }

        return factory.Multiply(deltas);
    }

    private static Expr? ConstantFactor(ExprFactory factory, Expr body, TensorElement by)
    {
        if (body is not Product product)
        {
            return null;
        }

        List<Expr> dependent = [], constant = [];
        foreach (Expr factor in product.Children)
        {
            (Occurrence.In(factor, by.Tensor) ? dependent : constant).Add(factor);
        }

        // A sign alone stays: over other indices it may stand inside a sum among the factors, and would come back.
        return constant.Count == 0 && dependent.Count > 1 && Fraction.Abs(product.Coefficient).IsOne()
            ? null
            : factory.Multiply(product.Coefficient, [.. constant, Pending(factory, factory.Multiply([.. dependent]), by)]);
    }

    private static bool HasDivisor(Product product, TensorElement by) =>
        product.Children.ToArray().Any(f => IsDivisor(f) && Occurrence.In(f, by.Tensor));

    private static bool IsDivisor(Expr factor) => factor is Power { Exponent: Number { Value.IsNegative: true } };

    private static Expr Leibniz(ExprFactory factory, Product product, TensorElement by, bool quotient)
    {
        Expr[] factors = product.Children.ToArray();
        var terms = new List<Expr>();
        for (int i = 0; i < factors.Length; i++)
        {
            Expr derivative = quotient && factors[i] is Power divisor && IsDivisor(divisor)
                ? OfPower(factory, divisor, by)
                : Pending(factory, factors[i], by);
            terms.Add(factory.Multiply([factory.Rational(product.Coefficient), .. factors[..i], derivative, .. factors[(i + 1)..]]));
        }

        return factory.Add([.. terms]);
    }

    /// <summary>n u^(n-1) ∂u, and for an exponent w that depends on x also u^w log(u) ∂w.</summary>
    private static Expr OfPower(ExprFactory factory, Power power, TensorElement by)
    {
        Expr lowered = factory.Raise(power.Base, factory.Add(power.Exponent, factory.MinusOne));
        Expr ofBase = Occurrence.In(power.Base, by.Tensor)
            ? factory.Multiply(power.Exponent, lowered, Pending(factory, power.Base, by))
            : factory.Zero;
        if (!Occurrence.In(power.Exponent, by.Tensor))
        {
            return ofBase;
        }

        Expr logarithm = factory.Apply(FunctionTable.Find("log")!, power.Base);
        return factory.Add(ofBase, factory.Multiply(power, logarithm, Pending(factory, power.Exponent, by)));
    }

    private static Expr OfLogSumExp(ExprFactory factory, Reduction reduction, TensorElement by)
    {
        OpenBody open = factory.Open(reduction);
        (OpenBody at, Expr weight) = Weight(factory, reduction, open);
        return factory.Contract(at.Indices, factory.Multiply(weight, Pending(factory, at.Body, by)));
    }

    private static Expr OfSoftmax(ExprFactory factory, Reduction reduction, TensorElement by)
    {
        OpenBody open = factory.Open(reduction);
        (OpenBody other, Expr weight) = Weight(factory, reduction, open);
        var here = open.Indices.Zip(reduction.At).ToDictionary(p => p.First, p => p.Second);
        Expr mean = factory.Contract(other.Indices, factory.Multiply(weight, Pending(factory, other.Body, by)));
        return factory.Multiply(reduction, factory.Subtract(Pending(factory, factory.Substitute(open.Body, here), by), mean));
    }

    /// <summary>The softmax of a reduction's body, read at new indices, and the body at them.</summary>
    private static (OpenBody At, Expr Weight) Weight(ExprFactory factory, Reduction reduction, OpenBody open)
    {
        OpenBody at = factory.OpenFresh(reduction);
        return (at, factory.Reduce(ReductionKind.Softmax, open.Indices, open.Body, [.. at.Indices.Select(v => v.Alone)]));
    }
}

using System.Collections.Immutable;
using System.Diagnostics;
using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;
using TensorCalculus.Syntax;

namespace TensorCalculus.Binding;

/// <summary>Builds the algebra of one equation, once every sum has its place and every index its size.</summary>
internal sealed class ExpressionBinder
{
    private static readonly Fraction Half = new(1, 2);

    private readonly EquationScope equation;
    private readonly NameTable names;
    private readonly SizeTable sizes;
    private readonly ExprFactory factory;
    private readonly IndexScope scope = new();

    private readonly HashSet<Fraction> decimals;

    private ExpressionBinder(EquationScope equation, NameTable names, SizeTable sizes, ExprFactory factory, HashSet<Fraction> decimals) =>
        (this.equation, this.names, this.sizes, this.factory, this.decimals) = (equation, names, sizes, factory, decimals);

    /// <param name="equation">The equation.</param>
    /// <param name="names">The names of the program.</param>
    /// <param name="sizes">Its sizes.</param>
    /// <param name="factory">Where the expressions are made.</param>
    /// <param name="decimals">Receives the numbers that the equation writes with a decimal point.</param>
    public static BoundEquation Bind(EquationScope equation, NameTable names, SizeTable sizes, ExprFactory factory, HashSet<Fraction> decimals)
    {
        var binder = new ExpressionBinder(equation, names, sizes, factory, decimals);
        ImmutableArray<IndexVariable> free = binder.Enter(equation.Free);
        return new BoundEquation(equation.Tensor.Symbol!, free, binder.Visit(equation.Syntax.Right));
    }

    /// <summary>An identity, both sides over the indices of <paramref name="scope"/>.</summary>
    public static BoundIdentity Bind(
        EquationScope scope, ExpressionSyntax left, ExpressionSyntax right, string declaration, NameTable names, SizeTable sizes, ExprFactory factory)
    {
        // Decimals of an identity are no numbers of the program's lines.
        var binder = new ExpressionBinder(scope, names, sizes, factory, []);
        return new BoundIdentity(binder.Enter(scope.Free), binder.Visit(left), binder.Visit(right), declaration);
    }

    private ImmutableArray<IndexVariable> Enter(BoundIndex[] indices)
    {
        scope.Enter(indices);
        var variables = ImmutableArray.CreateBuilder<IndexVariable>(indices.Length);
        foreach (BoundIndex index in indices)
        {
            index.Variable = factory.Fresh(index.Size.Root().Dimension!, index.Label);
            variables.Add(index.Variable);
        }

        return variables.MoveToImmutable();
    }

    private Expr Visit(ExpressionSyntax node)
    {
        if (!equation.Sums.TryGetValue(node, out BoundIndex[]? dummies))
        {
            return VisitInside(node);
        }

        ImmutableArray<IndexVariable> bound = Enter(dummies);
        Expr body = VisitInside(node);
        scope.Leave(dummies);
        return factory.Contract(bound, body);
    }

    private Expr Number(Fraction value)
    {
        if (!value.Denominator.IsOne)
        {
            decimals.Add(value);
        }

        return factory.Rational(value);
    }

    private Expr VisitInside(ExpressionSyntax node) => node switch
    {
        NumberSyntax number => Number(number.Value),
        PiSyntax => factory.Pi,
        OneSyntax => factory.One,
        SizeSyntax size => factory.Size(sizes.DimensionOf(size.Label)),
        TensorSyntax { Subscripts.IsEmpty: true } scalar when names.IsSize(scalar.Name) =>
            factory.Size(sizes.DimensionOf(names.SizeSymbols.Contains(scalar.Name) ? scalar.Name : scalar.Name.ToLowerInvariant())),
        TensorSyntax tensor => factory.Element(names.Find(tensor.Name)!.Symbol!, Bind(tensor.Subscripts)),
        DeltaSyntax delta => factory.KroneckerDelta(Bind(delta.First), Bind(delta.Second)),
        BracketSyntax bracket => VisitBracket(bracket),
        ParenthesisSyntax parenthesis => Visit(parenthesis.Inner),
        SumSyntax sum => VisitSum(sum),
        ProductSyntax product => VisitProduct(product),
        NegationSyntax negation => factory.Negate(Visit(negation.Operand)),
        PowerSyntax power => factory.Raise(Visit(power.Base), Visit(power.Exponent)),
        CallSyntax call => VisitCall(call),
        ReductionSyntax reduction => VisitReduction(reduction),
        WholeTensorSyntax whole => WholeTensors.Bind(factory, whole.Function, names.Find(whole.Tensor)!.Symbol!, Bind(whole.Subscripts)),
        _ => throw new UnreachableException(),
    };

    private Expr VisitSum(SumSyntax sum)
    {
        var addends = new Expr[sum.Terms.Length];
        for (int i = 0; i < addends.Length; i++)
        {
            Expr addend = Visit(sum.Terms[i].Term);
            addends[i] = sum.Terms[i].Negative ? factory.Negate(addend) : addend;
        }

        return factory.Add(addends);
    }

    private Expr VisitProduct(ProductSyntax product)
    {
        var factors = new Expr[product.Factors.Length];
        for (int i = 0; i < factors.Length; i++)
        {
            Expr factor = Visit(product.Factors[i].Factor);
            factors[i] = product.Factors[i].Divides ? factory.Raise(factor, factory.MinusOne) : factor;
        }

        return factory.Multiply(factors);
    }

    private Expr VisitCall(CallSyntax call)
    {
        if (call is { Function: "where", Arguments: [ComparisonSyntax comparison, var then, var otherwise] })
        {
            var condition = new Condition(comparison.Relation, Visit(comparison.Left), Visit(comparison.Right));
            return factory.Choose(condition, Visit(then), Visit(otherwise));
        }

        Expr[] arguments = [.. call.Arguments.Select(Visit)];
        return call.Function switch
        {
            "sqrt" => factory.Raise(arguments[0], Half),
            "pow" => factory.Raise(arguments[0], arguments[1]),
            _ => factory.Apply(FunctionTable.Find(call.Function) ?? factory.Arbitrary(call.Function, call.Primes), arguments),
        };
    }

    private Expr VisitReduction(ReductionSyntax reduction)
    {
        if (reduction.Operator == "softmax")
        {
            return Softmax([.. reduction.Indices.Select(i => scope[IndexLabels.Single(i)!].Variable!).Distinct()], Visit(reduction.Body));
        }

        if (reduction.Operator == "cumsum")
        {
            return CumulativeSum.Of(factory, [.. reduction.Indices.Select(i => scope[IndexLabels.Single(i)!].Variable!).Distinct()], Visit(reduction.Body));
        }

        BoundIndex[] dummies = equation.Reductions[reduction];
        ImmutableArray<IndexVariable> bound = Enter(dummies);
        Expr body = Visit(reduction.Body);
        scope.Leave(dummies);
        return reduction.Operator switch
        {
            "sum" => factory.Contract(bound, body),
            "mean" => factory.Mean(bound, body),
            "logsumexp" => LogSumExp(bound, body),
            "max" => factory.Reduce(ReductionKind.Max, bound, body, []),
            "min" => factory.Reduce(ReductionKind.Min, bound, body, []),
            "prod" => factory.Reduce(ReductionKind.Product, bound, body, []),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Along an index that the body lacks all entries are equal: they count as often as there are entries.</summary>
    private Expr LogSumExp(ImmutableArray<IndexVariable> over, Expr body)
    {
        ImmutableArray<IndexVariable> present = over.RemoveAll(v => !body.Contains(v));
        Expr reduced = present.IsEmpty ? body : factory.Reduce(ReductionKind.LogSumExp, present, body, []);
        PointwiseFunction log = FunctionTable.Find("log")!;
        return factory.Add([reduced, .. over.Where(v => !body.Contains(v)).Select(v => factory.Apply(log, factory.Size(v.Dimension)))]);
    }

    private Expr Softmax(ImmutableArray<IndexVariable> over, Expr body)
    {
        ImmutableArray<IndexVariable> present = over.RemoveAll(v => !body.Contains(v));
        Expr reduced = present.IsEmpty
            ? factory.One
            : factory.Reduce(ReductionKind.Softmax, present, body, [.. present.Select(v => v.Alone)]);
        return factory.Multiply([reduced, .. over.Where(v => !body.Contains(v)).Select(v => factory.Raise(factory.Size(v.Dimension), Fraction.MinusOne))]);
    }

    private ImmutableArray<Subscript> Bind(ImmutableArray<SubscriptSyntax> subscripts)
    {
        var bound = ImmutableArray.CreateBuilder<Subscript>(subscripts.Length);
        foreach (SubscriptSyntax subscript in subscripts)
        {
            bound.Add(Bind(subscript));
        }

        return bound.MoveToImmutable();
    }

    private Subscript Bind(SubscriptSyntax subscript) => IndexLabels.Single(subscript) is { } label
        ? scope[label].Variable!.Alone
        : Subscript.Of(Form(subscript));

    /// <summary>A subscript as a combination.</summary>
    private AffineForm Form(SubscriptSyntax subscript) => subscript switch
    {
        IndexSyntax index => AffineForm.Of(scope[index.Label].Variable!),
        AffineSyntax affine => AffineForm.Sum(affine.Terms.Select(t => new AffineTerm(t.Coefficient, Atom(t.Atom))), affine.Constant),
        _ => throw new UnreachableException(),
    };

    private SubscriptAtom Atom(AffineAtomSyntax atom) => atom switch
    {
        IndexAtomSyntax index => new IndexAtom(scope[index.Label].Variable!),
        SymbolAtomSyntax symbol when names.SizeSymbols.Contains(symbol.Name) => new SizeAtom(sizes.DimensionOf(symbol.Name)),
        SymbolAtomSyntax symbol => new PositionAtom(symbol.Name),
        GatherAtomSyntax gather => new GatherAtom(names.Find(gather.Tensor)!.Symbol!, Bind(gather.Subscripts)),
        _ => throw new UnreachableException(),
    };

    private Expr VisitBracket(BracketSyntax bracket)
    {
        AffineForm left = Form(bracket.Left), right = Form(bracket.Right);
        return bracket.Relation switch
        {
            Relation.Less => factory.IsNonNegative(right - left + -1),
            Relation.LessOrEqual => factory.IsNonNegative(right - left),
            Relation.Greater => factory.IsNonNegative(left - right + -1),
            Relation.GreaterOrEqual => factory.IsNonNegative(left - right),
            Relation.Equal => factory.KroneckerDelta(Subscript.Of(left), Subscript.Of(right)),
            Relation.NotEqual => factory.Subtract(factory.One, factory.KroneckerDelta(Subscript.Of(left), Subscript.Of(right))),
            _ => throw new UnreachableException(),
        };
    }
}

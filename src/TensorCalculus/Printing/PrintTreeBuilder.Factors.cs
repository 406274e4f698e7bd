using System.Collections.Immutable;
using System.Diagnostics;
using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Printing;

/// <content>Single factors.</content>
internal sealed partial class PrintTreeBuilder
{
    private const int RanksThatCount = 4;

    private static readonly Fraction Half = new(1, 2);

    private readonly NodeTable<int> firstOrdinals = new();

    private Factor Factor(Expr node)
    {
        switch (node)
        {
            case Number { Value: var value }:
                return Constant(Digits(value));
            case PiConstant:
                return Constant(new PiNode());
            case SizeOf size:
                return Constant(new SizeNode(size.Dimension));
            case TensorElement element:
                return Component(element);
            case Delta delta:
                return DeltaOf(delta);
            case Bracket bracket:
                return RelationOf(BracketOf(bracket));
            case Power power:
                return PowerOf(power);
            case Call call:
                return Make(FactorKind.Function, FirstOrdinal(call), new CallNode(call.Function.Name, call.Function.Primes, Arguments(call)));
            case Choice choice:
                return Make(FactorKind.Function, FirstOrdinal(choice), ChoiceOf(choice));
            case Reduction { Kind: var kind } matrix when kind.TakesName():
                return WholeTensor(matrix);
            case Reduction reduction:
                return Make(FactorKind.Function, FirstOrdinal(reduction), ReductionOf(reduction));
            case Derivative derivative:
                return Make(FactorKind.Derivative, FirstOrdinal(derivative), derivative.By.Tensor.Motion is { Variable: null } ? DifferentialOf(derivative) : DerivativeOf(derivative));
            case Sum:
                return Parenthesis(node, scales.Of(node));
            case Product or Contraction:
                return Make(FactorKind.Parenthesis, FirstOrdinal(node), Place(node));
            default:
                throw new UnreachableException();
        }
    }

    private Factor Parenthesis(Expr sum, Fraction scale) => Make(FactorKind.Parenthesis, FirstOrdinal(sum), Addends(sum, [], scale));

    private static Factor Make(FactorKind kind, int ordinal, PrintNode node) =>
        new(ReadingKey.Of(kind, ordinal, node.Uses.Indices.Select(i => i.Rank).Order().Take(RanksThatCount)), kind, node);

    private static Factor Constant(PrintNode node) => Make(FactorKind.Constant, 0, node);

    private static PrintNode Digits(Fraction value)
    {
        (string above, string? below) = NumberText.Split(Fraction.Abs(value));
        PrintNode node = below is null ? new NumberNode(above) : new FractionNode([new NumberNode(above)], new NumberNode(below));
        return value.IsNegative ? new SumNode([new SignedTerm(true, node, ReadingKey.Of([]))]) : node;
    }

    /// <summary>The arguments; where their order does not matter, numbers first and then as the program introduces their tensors.</summary>
    private ImmutableArray<PrintNode> Arguments(Call call)
    {
        IEnumerable<Expr> arguments = call.Children.ToArray();
        return [.. (call.Function.IsSymmetric ? arguments.OrderBy(a => a is Number ? -1 : FirstOrdinal(a)) : arguments).Select(Place)];
    }

    private CallNode ChoiceOf(Choice choice)
    {
        (Relation relation, Expr left, Expr right) = choice.Condition;
        return new CallNode("where", 0, [new ComparisonNode(relation, Place(left), Place(right)), Place(choice.Then), Place(choice.Otherwise)]);
    }

    private Factor PowerOf(Power power)
    {
        if (power.Exponent is Number { Value: var exponent } && exponent.Equals(Half))
        {
            return Make(FactorKind.Function, FirstOrdinal(power.Base), new CallNode("sqrt", 0, [Place(power.Base)]));
        }

        Factor raised = power.Base is Sum && power.Exponent is not Number { Value.Denominator.IsOne: true }
            ? Parenthesis(power.Base, Fraction.One)
            : IsOneFactor(power.Base)
            ? Factor(power.Base)
            : Make(FactorKind.Parenthesis, FirstOrdinal(power.Base), Place(power.Base));
        PrintNode above = Place(power.Exponent);
        if (above is TensorNode { Name: "T" })
        {
            // x_i^T would be a transpose.
            return Make(FactorKind.Function, FirstOrdinal(power), new CallNode("pow", 0, [raised.Node, above]));
        }

        return raised with { Node = new PowerNode(raised.Node, above) };
    }

    /// <summary>Whether the expression is spelt as a factor of its own, not as a product or a quotient.</summary>
    private static bool IsOneFactor(Expr node) => node switch
    {
        Contraction or Product => false,
        Reduction { Kind: ReductionKind.Softmax } softmax => CanBeRead(softmax),
        SizeOf size => HasName(size.Dimension),
        _ => true,
    };

    private Factor Component(TensorElement element)
    {
        ImmutableArray<Slot> slots = [.. element.Subscripts.Select(Slot)];
        FactorKind kind = element.Tensor switch
        {
            { Kind: TensorKind.Gradient } or { Derivative: not null } => FactorKind.Gradient,
            { Order: 0 } => FactorKind.Scalar,
            _ => FactorKind.Tensor,
        };
        PrintNode node = new TensorNode(element.Tensor.Name, slots, element.Tensor.Letters);
        return new Factor(
            // Scalars lead a product, but an addend is ordered by its tensors: λ w_p, and a_p + c.
            ReadingKey.Of(kind == FactorKind.Scalar ? FactorKind.Tensor : kind, element.Tensor.Ordinal, slots.SelectMany(RanksOf)),
            kind,
            element.Tensor.Derivative is { IsAlong: false } name ? DerivativeNames.Split(program, name, element.Tensor, slots) ?? node : node);
    }

    private CallNode DifferentialOf(Derivative derivative) => new("d", 0, [Place(derivative.Body)]);

    private DerivativeNode DerivativeOf(Derivative derivative)
    {
        TensorElement by = derivative.By;
        var denominator = new TensorNode(by.Tensor.Name, [.. by.Subscripts.Select(Slot)], by.Tensor.Letters);
        PrintNode of = Place(derivative.Body);
        return of is DerivativeNode { Of: TensorNode } inner
            ? new DerivativeNode(inner.Of, inner.By.Add(denominator))
            : new DerivativeNode(of, [denominator]);
    }

    /// <summary>The first tensor below in the order of the program.</summary>
    private int FirstOrdinal(Expr node)
    {
        if (node is TensorElement element)
        {
            return element.Tensor.Ordinal;
        }

        if (!firstOrdinals.TryGetValue(node, out int first))
        {
            first = int.MaxValue;
            foreach (Expr child in node.Children)
            {
                first = Math.Min(first, FirstOrdinal(child));
            }

            firstOrdinals.Add(node, first);
        }

        return first;
    }
}

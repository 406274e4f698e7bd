using System.Diagnostics;
using System.Globalization;
using System.Text;
using TensorCalculus.Functions;

namespace TensorCalculus.Printing;

/// <summary>Spells a print tree on one line, quotients with a slash.</summary>
internal abstract class LinearWriter
{
    private protected StringBuilder Text { get; } = new();

    private protected abstract string Minus { get; }

    /// <summary>An expression with nothing around it that would bind tighter.</summary>
    private protected void Expression(PrintNode node)
    {
        if (node is not SumNode sum)
        {
            Term(node);
            return;
        }

        for (int i = 0; i < sum.Terms.Length; i++)
        {
            (bool negative, PrintNode term, _) = sum.Terms[i];
            Text.Append((i, negative) switch
            {
                (0, false) => "",
                (0, true) => Minus,
                (_, false) => " + ",
                (_, true) => $" {Minus} ",
            });
            Term(term);
        }
    }

    /// <summary>An addend.</summary>
    private void Term(PrintNode node)
    {
        IReadOnlyList<PrintNode> factors = node is ProductNode product ? product.Factors : [node];
        for (int i = 0; i < factors.Count; i++)
        {
            if (factors[i] is FractionNode fraction)
            {
                Fraction(fraction, isFirst: i == 0);
            }
            else
            {
                Text.Append(i == 0 ? "" : " ");
                Factor(factors[i], isLast: i == factors.Count - 1);
            }
        }
    }

    private void Fraction(FractionNode fraction, bool isFirst)
    {
        string space = isFirst ? "" : " ";
        foreach (PrintNode factor in fraction.Above)
        {
            Text.Append(space);
            Factor(factor, isLast: false);
            space = " ";
        }

        Text.Append(fraction.Above.IsEmpty && isFirst ? "1/" : "/");
        Factor(fraction.Below, isLast: false);
    }

    private protected void Factor(PrintNode node, bool isLast)
    {
        switch (node)
        {
            case NumberNode number:
                Text.Append(number.Digits);
                break;
            case PiNode:
                Text.Append(Name("pi"));
                break;
            case SizeNode { Dimension: var dimension }:
                Text.Append(dimension.Symbol is { } symbol ? Name(symbol) : $"|{Name(dimension.Letter!)}|");
                break;
            case TensorNode tensor:
                Text.Append(Name(tensor.Name));
                Subscripts(tensor.Slots, tensor.Name.Contains('_'));
                break;
            case WholeNode whole:
                Whole(whole);
                break;
            case OneNode one:
                Text.Append('1');
                Subscripts([.. one.Indices.Select(i => new IndexSlot(i))]);
                break;
            case DeltaNode delta:
                Text.Append(Name("delta"));
                Subscripts(delta.InReadingOrder());
                break;
            case BracketNode bracket:
                Text.Append($"[{Label(bracket.Left)} {Sign(bracket.Relation)} {Label(bracket.Right)}]");
                break;
            case CallNode call:
                Call(call);
                break;
            case PowerNode power:
                Base(power);
                Exponent(power.Exponent);
                break;
            case ReductionNode { IsSum: true } sum:
                Sum(sum, isLast);
                break;
            case ReductionNode reduction:
                Text.Append(reduction.Name);
                Over(reduction);
                Parenthesis(reduction.Body);
                break;
            case DerivativeNode derivative:
                Derivative(derivative);
                break;
            case FractionNode or ProductNode or SumNode:
                Parenthesis(node);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private protected void Parenthesis(PrintNode node)
    {
        Text.Append('(');
        Expression(node);
        Text.Append(')');
    }

    private protected abstract string Sign(Relation relation);

    private protected abstract string Name(string name);

    private protected abstract void Subscripts(IReadOnlyList<Slot> slots, bool brackets = false);

    private protected abstract void Whole(WholeNode whole);

    private protected abstract void Exponent(PrintNode exponent);

    private protected abstract void Sum(ReductionNode sum, bool isLast);

    private protected abstract void Over(ReductionNode reduction);

    private protected abstract void Derivative(DerivativeNode derivative);

    /// <summary>A gathered position.</summary>
    private protected abstract string Gather(GatherSlotAtom gather);

    /// <summary>What stands between a number and an index.</summary>
    private protected abstract string Times { get; }

    private protected virtual string FunctionName(CallNode call) => call.Function;

    private protected static string FunctionOf(ReductionKind kind) => kind switch
    {
        ReductionKind.Inverse => "inv",
        ReductionKind.Determinant => "det",
        ReductionKind.Cholesky => "chol",
        _ => "logdet",
    };

    private protected string Label(Slot slot) => slot switch
    {
        IndexSlot { Index.Letter: var letter } => Name(letter),
        PositionSlot { Symbol: null, Offset: var offset } => offset.ToString(CultureInfo.InvariantCulture),
        PositionSlot { Offset: 0 } position => position.Symbol!,
        PositionSlot position => position.Symbol + position.Offset.ToString("+0;-0", CultureInfo.InvariantCulture),
        CombinationSlot combination => combination.Spell(Atom, "-", Times),
        _ => throw new UnreachableException(),
    };

    private string Atom(SlotAtom atom) => atom switch
    {
        IndexSlotAtom index => Name(index.Index.Letter),
        SymbolSlotAtom symbol => symbol.Symbol,
        GatherSlotAtom gather => Gather(gather),
        _ => throw new UnreachableException(),
    };

    private void Call(CallNode call)
    {
        Text.Append(FunctionName(call)).Append('\'', call.Primes).Append('(');
        for (int i = 0; i < call.Arguments.Length; i++)
        {
            Text.Append(i == 0 ? "" : ", ");
            Argument(call.Arguments[i]);
        }

        Text.Append(')');
    }

    private void Argument(PrintNode node)
    {
        if (node is ComparisonNode comparison)
        {
            Expression(comparison.Left);
            Text.Append(' ').Append(Sign(comparison.Relation)).Append(' ');
            Expression(comparison.Right);
        }
        else
        {
            Expression(node);
        }
    }

    private void Base(PowerNode power)
    {
        if (power.HasParentheses)
        {
            Parenthesis(power.Base);
        }
        else
        {
            Factor(power.Base, isLast: false);
        }
    }
}

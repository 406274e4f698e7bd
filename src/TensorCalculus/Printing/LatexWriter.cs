using System.Diagnostics;
using System.Globalization;
using System.Text;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Printing;

/// <summary>Spells for documents, with fractions, roots and growing parentheses.</summary>
internal sealed class LatexWriter
{
    private static readonly Dictionary<string, string> Functions = new()
    {
        ["max"] = "\\max",
        ["min"] = "\\min",
        ["exp"] = "\\exp",
        ["log"] = "\\log",
        ["sin"] = "\\sin",
        ["cos"] = "\\cos",
        ["tan"] = "\\tan",
        ["asin"] = "\\arcsin",
        ["acos"] = "\\arccos",
        ["atan"] = "\\arctan",
        ["sinh"] = "\\sinh",
        ["cosh"] = "\\cosh",
        ["tanh"] = "\\tanh",
    };

    private readonly StringBuilder text = new();
    private readonly bool eulerIsFree;

    private LatexWriter(BoundProgram program) => eulerIsFree = program.Find("e") is null;

    public static string Write(PrintNode node, BoundProgram program)
    {
        var writer = new LatexWriter(program);
        writer.Expression(node);
        return writer.text.ToString();
    }

    private void Expression(PrintNode node)
    {
        if (node is not SumNode sum)
        {
            Term(node);
            return;
        }

        for (int i = 0; i < sum.Terms.Length; i++)
        {
            (bool negative, PrintNode term, _) = sum.Terms[i];
            text.Append((i, negative) switch
            {
                (0, false) => "",
                (0, true) => "-",
                (_, false) => " + ",
                (_, true) => " - ",
            });
            Term(term);
        }
    }

    private void Term(PrintNode node) => Factors(node is ProductNode product ? product.Factors : [node]);

    private void Factors(IReadOnlyList<PrintNode> factors)
    {
        for (int i = 0; i < factors.Count; i++)
        {
            if (i > 0)
            {
                // A bare name right before \left( would read as a function.
                text.Append(IsBareName(factors[i - 1]) && factors[i] is SumNode or ReductionNode { IsSum: true } ? " \\cdot " : " ");
            }

            Factor(factors[i], isLast: i == factors.Count - 1);
        }
    }

    private void Factor(PrintNode node, bool isLast)
    {
        switch (node)
        {
            case NumberNode number:
                text.Append(NumberText.Latex(number.Digits));
                break;
            case PiNode:
                text.Append("\\pi");
                break;
            case SizeNode { Dimension: var dimension }:
                text.Append(dimension.Symbol is { } symbol ? Name(symbol) : $"|{Name(dimension.Letter!)}|");
                break;
            case TensorNode tensor:
                Component(tensor);
                break;
            case WholeNode whole:
                text.Append(whole.Kind switch
                {
                    ReductionKind.Inverse => $"({Name(whole.Name)}^{{-1}})",
                    ReductionKind.Determinant => $"\\det({Name(whole.Name)})",
                    ReductionKind.Cholesky => $"\\operatorname{{chol}}({Name(whole.Name)})",
                    _ => $"\\operatorname{{logdet}}({Name(whole.Name)})",
                });
                Subscripts(whole.Slots);
                break;
            case OneNode one:
                text.Append("\\mathbf{1}");
                Subscripts([.. one.Indices.Select(i => new IndexSlot(i))]);
                break;
            case DeltaNode delta:
                text.Append("\\delta");
                Subscripts(delta.InReadingOrder());
                break;
            case BracketNode bracket:
                text.Append($"[{Label(bracket.Left, plain: false)} {Sign(bracket.Relation)} {Label(bracket.Right, plain: false)}]");
                break;
            case FractionNode fraction:
                Fraction(fraction);
                break;
            case PowerNode power:
                Power(power);
                break;
            case CallNode call:
                Call(call);
                break;
            case ReductionNode { IsSum: true } sum:
                Sum(sum, isLast);
                break;
            case ReductionNode reduction:
                text.Append(reduction.Name is "max" or "min" ? $"\\{reduction.Name}" : $"\\operatorname{{{reduction.Name}}}");
                Subscripts([.. reduction.Indices.Select(i => new IndexSlot(i))]);
                Parenthesis(reduction.Body);
                break;
            case DerivativeNode derivative:
                Derivative(derivative);
                break;
            case ProductNode or SumNode:
                Parenthesis(node);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void Component(TensorNode tensor)
    {
        text.Append(Name(tensor.Name));
        Subscripts(tensor.Slots, tensor.Name.Contains('_'));
    }

    private void Subscripts(IReadOnlyList<Slot> slots, bool brackets = false)
    {
        if (slots.Count == 0)
        {
            return;
        }

        if (brackets || !Labels.InBraces(slots))
        {
            text.Append('[').AppendJoin(", ", slots.Select(s => Label(s, plain: true))).Append(']');
            return;
        }

        string[] labels = [.. slots.Select(s => Label(s, plain: false))];
        string separator = !Labels.RunTogether(slots) ? ", " : Array.Exists(labels, l => l.Length > 1) ? " " : "";
        text.Append("_{").AppendJoin(separator, labels).Append('}');
    }

    private void Fraction(FractionNode fraction)
    {
        text.Append("\\frac{");
        switch (fraction.Above)
        {
            case []:
                text.Append('1');
                break;
            case [var only]:
                Expression(only);
                break;
            default:
                Factors(fraction.Above);
                break;
        }

        text.Append("}{");
        Expression(fraction.Below);
        text.Append('}');
    }

    private void Power(PowerNode power)
    {
        if (power.HasParentheses || power.Base is NumberNode { IsScientific: true })
        {
            Parenthesis(power.Base);
        }
        else
        {
            Factor(power.Base, isLast: false);
        }

        Braced("^", power.Exponent);
    }

    private void Call(CallNode call)
    {
        switch (call)
        {
            case { Function: "sqrt" }:
                Braced("\\sqrt", call.Arguments[0]);
                return;
            case { Function: "exp" } when eulerIsFree:
                Braced("e^", call.Arguments[0]);
                return;
        }

        text.Append(Functions.GetValueOrDefault(call.Function, call.Function.Length == 1 ? call.Function : $"\\operatorname{{{call.Function}}}"));
        text.Append('\'', call.Primes);
        if (call.Arguments is [var only])
        {
            Parenthesis(only);
            return;
        }

        text.Append(call.IsTall ? "\\left(" : "(");
        for (int i = 0; i < call.Arguments.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            ArgumentOf(call.Arguments[i]);
        }

        text.Append(call.IsTall ? "\\right)" : ")");
    }

    private void ArgumentOf(PrintNode node)
    {
        if (node is ComparisonNode comparison)
        {
            Expression(comparison.Left);
            text.Append(' ').Append(Sign(comparison.Relation)).Append(' ');
            Expression(comparison.Right);
        }
        else
        {
            Expression(node);
        }
    }

    /// <summary>A ∑ takes all up to the next addend, so what follows it must be kept off by parentheses.</summary>
    private void Sum(ReductionNode sum, bool isLast)
    {
        if (!isLast)
        {
            Parenthesis(sum);
            return;
        }

        text.Append("\\sum");
        Subscripts([.. sum.Indices.Select(i => new IndexSlot(i))]);
        text.Append(' ');
        if (sum.Body is SumNode)
        {
            Parenthesis(sum.Body);
        }
        else
        {
            Expression(sum.Body);
        }
    }

    private void Derivative(DerivativeNode derivative)
    {
        string order = derivative.By.Length == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"^{{{derivative.By.Length}}}");
        text.Append($"\\frac{{\\partial{order} ");
        Factor(derivative.Of, isLast: false);
        text.Append("}{");
        string space = "";
        foreach (TensorNode by in derivative.By)
        {
            text.Append(space).Append("\\partial ");
            Component(by);
            space = " ";
        }

        text.Append('}');
    }

    private void Braced(string before, PrintNode node)
    {
        text.Append(before).Append('{');
        Expression(node);
        text.Append('}');
    }

    private void Parenthesis(PrintNode node)
    {
        text.Append(node.IsTall ? "\\left(" : "(");
        Expression(node);
        text.Append(node.IsTall ? "\\right)" : ")");
    }

    private static string Sign(Relation relation) => relation switch
    {
        Relation.Less => "<",
        Relation.LessOrEqual => "\\le",
        Relation.Greater => ">",
        Relation.GreaterOrEqual => "\\ge",
        Relation.Equal => "=",
        _ => "\\ne",
    };

    private static bool IsBareName(PrintNode node) =>
        node is TensorNode { Slots: [] } or SizeNode or PiNode or DerivativeNode { By: [.., { Slots: [] }] };

    private static string Name(string name) =>
        GreekLetters.IsName(name) ? $"\\{name}" : name.Length == 1 || name.Contains('_') ? name : $"\\mathrm{{{name}}}";

    private static string Label(Slot slot, bool plain) => slot switch
    {
        IndexSlot { Index.Letter: var letter } => plain ? letter : Letter(letter),
        PositionSlot { Symbol: null, Offset: var offset } => offset.ToString(CultureInfo.InvariantCulture),
        PositionSlot { Offset: 0 } position => position.Symbol!,
        PositionSlot position => position.Symbol + position.Offset.ToString("+0;-0", CultureInfo.InvariantCulture),
        CombinationSlot combination => combination.Spell(atom => Atom(atom, plain), "-", plain ? "*" : ""),
        _ => throw new UnreachableException(),
    };

    private static string Atom(SlotAtom atom, bool plain) => atom switch
    {
        IndexSlotAtom index => plain ? index.Index.Letter : Letter(index.Index.Letter),
        SymbolSlotAtom symbol => symbol.Symbol,
        GatherSlotAtom gather when plain || !Labels.InBraces(gather.Slots) => $"{gather.Tensor}[{string.Join(", ", gather.Slots.Select(s => Label(s, plain: true)))}]",
        GatherSlotAtom gather => $"{Name(gather.Tensor)}_{{{string.Join(Labels.RunTogether(gather.Slots) ? " " : ", ", gather.Slots.Select(s => Label(s, plain: false)))}}}",
        _ => throw new UnreachableException(),
    };

    private static string Letter(string label) =>
        GreekLetters.IsName(label) ? $"\\{label}" : Dimension.IsGroupLabel(label) ? label.Replace("...", " \\dots ", StringComparison.Ordinal).Trim() : label;
}

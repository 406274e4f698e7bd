using TensorCalculus.Functions;

namespace TensorCalculus.Printing;

/// <summary>Spells for terminals: Greek letters, subscripts behind an underscore, ∂ and ∑.</summary>
internal sealed class UnicodeWriter : LinearWriter
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private protected override string Minus => "−";

    public static string Write(PrintNode node)
    {
        var writer = new UnicodeWriter();
        writer.Expression(node);
        return writer.Text.ToString();
    }

    private protected override string Times => "";

    private protected override string Sign(Relation relation) => relation switch
    {
        Relation.Less => "<",
        Relation.LessOrEqual => "≤",
        Relation.Greater => ">",
        Relation.GreaterOrEqual => "≥",
        Relation.Equal => "=",
        _ => "≠",
    };

    // Σ_k would look like a sum.
    private protected override string Name(string name) => name == "Sigma" ? name : GreekLetters.Character(name);

    private protected override string FunctionName(CallNode call) => call.Function == "sqrt" ? "√" : call.Function;

    private protected override void Subscripts(IReadOnlyList<Slot> slots, bool brackets = false)
    {
        if (slots.Count == 0)
        {
            return;
        }

        (string open, string separator, string close) = brackets || !Labels.InBraces(slots) ? ("[", ",", "]")
            : Labels.RunTogether(slots) ? ("_", "", "")
            : ("_{", ",", "}");
        Text.Append(open).AppendJoin(separator, slots.Select(Label)).Append(close);
    }

    private protected override void Whole(WholeNode whole)
    {
        string name = Name(whole.Name);
        Text.Append(whole.Kind == ReductionKind.Inverse ? $"({name}⁻¹)" : $"{FunctionOf(whole.Kind)}({name})");
        Subscripts(whole.Slots);
    }

    private protected override string Gather(GatherSlotAtom gather)
    {
        string labels = string.Join(Labels.RunTogether(gather.Slots) ? "" : ",", gather.Slots.Select(Label));

        // Within a subscript, k_1 is an index of that name.
        return !Labels.InBraces(gather.Slots) ? $"{Name(gather.Tensor)}[{labels}]"
            : gather.Slots is [not PositionSlot { Symbol: null }] && Labels.RunTogether(gather.Slots) ? $"{Name(gather.Tensor)}_{labels}"
            : $"{Name(gather.Tensor)}_{{{labels}}}";
    }

    private protected override void Exponent(PrintNode exponent)
    {
        if (exponent is NumberNode { Digits: var digits } && digits.All(char.IsAsciiDigit))
        {
            Text.AppendJoin("", digits.Select(d => Superscripts[d - '0']));
            return;
        }

        Text.Append('^');
        if (exponent is NumberNode)
        {
            Factor(exponent, isLast: false);
        }
        else
        {
            Parenthesis(exponent);
        }
    }

    /// <summary>A ∑ takes all up to the next addend, so what follows it must be kept off by parentheses.</summary>
    private protected override void Sum(ReductionNode sum, bool isLast)
    {
        if (!isLast)
        {
            Parenthesis(sum);
            return;
        }

        Text.Append('∑');
        Over(sum);
        Text.Append(' ');
        if (sum.Body is SumNode)
        {
            Parenthesis(sum.Body);
        }
        else
        {
            Expression(sum.Body);
        }
    }

    private protected override void Over(ReductionNode reduction) => Subscripts([.. reduction.Indices.Select(i => new IndexSlot(i))]);

    private protected override void Derivative(DerivativeNode derivative)
    {
        Text.Append('∂');
        if (derivative.By.Length > 1)
        {
            Text.Append(Superscripts[derivative.By.Length]);
        }

        Factor(derivative.Of, isLast: false);
        Text.Append('/');
        foreach (TensorNode by in derivative.By)
        {
            Text.Append('∂');
            Factor(by, isLast: false);
        }
    }
}

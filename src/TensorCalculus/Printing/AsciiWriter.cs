using System.Collections.Immutable;
using System.Globalization;
using TensorCalculus.Functions;

namespace TensorCalculus.Printing;

/// <summary>Spells for programs: brackets with commas, derivatives as plain names.</summary>
internal sealed class AsciiWriter : LinearWriter
{
    private protected override string Minus => "-";

    public static string Write(PrintNode node)
    {
        var writer = new AsciiWriter();
        writer.Expression(node);
        return writer.Text.ToString();
    }

    private protected override string Times => "*";

    private protected override string Sign(Relation relation) => relation switch
    {
        Relation.Less => "<",
        Relation.LessOrEqual => "<=",
        Relation.Greater => ">",
        Relation.GreaterOrEqual => ">=",
        Relation.Equal => "=",
        _ => "!=",
    };

    private protected override string Name(string name) => name;

    private protected override string Gather(GatherSlotAtom gather) => $"{gather.Tensor}[{string.Join(',', gather.Slots.Select(Label))}]";

    private protected override void Subscripts(IReadOnlyList<Slot> slots, bool brackets = false)
    {
        if (slots.Count > 0)
        {
            Text.Append('[').AppendJoin(',', slots.Select(Label)).Append(']');
        }
    }

    private protected override void Whole(WholeNode whole)
    {
        Text.Append(FunctionOf(whole.Kind)).Append('(').Append(Name(whole.Name)).Append(')');
        Subscripts(whole.Slots);
    }

    private protected override void Exponent(PrintNode exponent)
    {
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

    private protected override void Sum(ReductionNode sum, bool isLast)
    {
        Text.Append("sum");
        Over(sum);
        Parenthesis(sum.Body);
    }

    private protected override void Over(ReductionNode reduction)
    {
        string[] letters = [.. reduction.Indices.Select(i => i.Letter)];
        Text.Append(letters.All(l => l.Length == 1) ? $"_{{{string.Concat(letters)}}}" : $"[{string.Join(',', letters)}]");
    }

    private protected override void Derivative(DerivativeNode derivative)
    {
        if (derivative.Of is TensorNode of)
        {
            string order = derivative.By.Length == 1 ? "" : derivative.By.Length.ToString(CultureInfo.InvariantCulture);
            Text.Append($"d{order}{of.Name}");
            ImmutableArray<Slot> slots = of.Slots;
            foreach (TensorNode by in derivative.By)
            {
                Text.Append("_d").Append(by.Name);
                slots = slots.AddRange(by.Slots);
            }

            Subscripts(slots);
            return;
        }

        Text.Append('d');
        Parenthesis(derivative.Of);
        Text.Append("/d");
        Factor(derivative.By[0], isLast: false);
    }
}

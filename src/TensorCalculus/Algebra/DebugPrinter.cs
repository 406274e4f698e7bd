using System.Globalization;

namespace TensorCalculus.Algebra;

/// <summary>A plain rendering for debuggers and failing tests; what users see comes from the printing room.</summary>
internal static class DebugPrinter
{
    public static string Print(Expr node) => node switch
    {
        Number n => n.Value.ToString(CultureInfo.InvariantCulture),
        PiConstant => "pi",
        SizeOf s => $"|{s.Dimension.Letter ?? s.Dimension.Ordinal.ToString(CultureInfo.InvariantCulture)}|",
        TensorElement e => e.Subscripts.IsEmpty ? e.Tensor.Name : $"{e.Tensor.Name}[{string.Join(',', e.Subscripts)}]",
        Delta d => $"delta[{d.Left},{d.Right}]",
        Bracket b => $"[{b.Form} >= 0]",
        Sum s => $"({string.Join(" + ", s.Children.ToArray().Select(Print))})",
        Product p => (p.Coefficient.Equals(1) ? "" : p.Coefficient.ToString(CultureInfo.InvariantCulture) + "*") + string.Join("*", p.Children.ToArray().Select(Print)),
        Power p => $"{Print(p.Base)}^{Print(p.Exponent)}",
        Call c => $"{c.Function.Name}{new string('\'', c.Function.Primes)}({string.Join(", ", c.Children.ToArray().Select(Print))})",
        Choice c => $"where({Print(c.Condition.Left)} {c.Condition.Relation} {Print(c.Condition.Right)}, {Print(c.Then)}, {Print(c.Otherwise)})",
        Contraction c => $"sum[{string.Join(',', c.Bound)}]({Print(c.Body)})",
        Reduction r => $"{r.Kind}[{string.Join(',', r.Bound)}]({Print(r.Body)})@[{string.Join(',', r.At)}]",
        Derivative d => $"d({Print(d.Body)})/d({Print(d.By)})",
        _ => node.GetType().Name,
    };
}

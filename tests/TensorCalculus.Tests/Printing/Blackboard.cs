using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;
using TensorCalculus.Printing;

namespace TensorCalculus.Tests.Printing;

/// <summary>A program put together by hand: tensors by name and axis labels, one dimension a label.</summary>
internal sealed class Blackboard
{
    private readonly Dictionary<string, Dimension> dimensions = [];
    private readonly Dictionary<string, TensorSymbol> tensors = [];
    private readonly Dictionary<string, IndexVariable> free = [];
    private readonly HashSet<string> sized;
    private readonly List<string> positions = [];

    /// <param name="tensors">Names with their axis labels, such as <c>"x b h"</c>, in the order of the program.</param>
    /// <param name="sized">The labels whose capital is their size.</param>
    public Blackboard(IEnumerable<string> tensors, string sized = "")
    {
        this.sized = [.. sized.Select(c => c.ToString())];
        foreach (string tensor in tensors)
        {
            string[] words = tensor.Split(' ');
            Declare(words[0], words[1..], TensorKind.Input, null);
        }
    }

    public ExprFactory F { get; } = new();

    public BoundProgram Program => new()
    {
        Factory = F,
        Equations = [],
        Inputs = [.. tensors.Values.OrderBy(t => t.Ordinal)],
        Outputs = [],
        Dimensions = [.. dimensions.Values.OrderBy(d => d.Ordinal)],
        Positions = [.. positions],
        Functions = [],
        TakenLetters = dimensions.Keys.Concat(tensors.Keys).Concat(sized.Select(l => l.ToUpperInvariant())).ToHashSet(),
        Tensors = tensors,
    };

    /// <summary>A component: <c>T("x", "p", "q")</c>. A capital is a position.</summary>
    public Expr T(string name, params string[] labels) => F.Element(tensors[name], Subscripts(tensors[name], labels));

    /// <summary>A component of ∂l/∂y.</summary>
    public TensorElement Gradient(string by, params string[] labels) => Named("l", [by], labels);

    /// <summary>A component of a derivative, its axes those of the parts.</summary>
    public TensorElement Named(string of, string[] by, params string[] labels)
    {
        string name = $"d{(by.Length > 1 ? by.Length : "")}{of}_d{string.Join("_d", by)}";
        if (!tensors.TryGetValue(name, out TensorSymbol? symbol))
        {
            IEnumerable<string> axes = new[] { of }.Concat(by).Where(tensors.ContainsKey).SelectMany(n => tensors[n].Letters.Select(l => l!));
            symbol = Declare(name, [.. axes], TensorKind.Gradient, new DerivativeName(of, [.. by]));
        }

        return F.Element(symbol, Subscripts(symbol, labels));
    }

    public Expr D(string a, string b, string dimension) => F.KroneckerDelta(Subscript(a, Dim(dimension)), Subscript(b, Dim(dimension)));

    public Expr Size(string label) => F.Size(Dim(label));

    public Expr N(int p, int q = 1) => F.Rational(new Fractions.Fraction(p, q));

    public Expr Call(string function, Expr argument) => F.Apply(FunctionTable.Find(function)!, argument);

    public Expr Sqrt(Expr argument) => F.Raise(argument, new Fractions.Fraction(1, 2));

    /// <summary>A sum over labels, which are free again afterwards.</summary>
    public Expr Sum(string labels, Expr body)
    {
        string[] names = [.. labels.Split(' ')];
        Expr result = F.Contract([.. names.Select(n => free[n])], body);
        Forget(names);
        return result;
    }

    public Expr Softmax(string label, Expr body, string at)
    {
        IndexVariable index = free[label];
        Expr result = F.Reduce(ReductionKind.Softmax, [index], body, [Subscript(at, index.Dimension)]);
        return result;
    }

    public Expr LogSumExp(string label, Expr body) => F.Reduce(ReductionKind.LogSumExp, [free[label]], body, []);

    /// <summary>The free index of a label, with the dimension of the axis where it first stood.</summary>
    public IndexVariable Free(string label, string dimension) => free.TryGetValue(label, out IndexVariable? index)
        ? index
        : free[label] = F.Fresh(Dim(dimension), label);

    public string[] Print(Expr left, Expr right)
    {
        var printer = new EquationPrinter(Program);
        return [.. Enum.GetValues<Notation>().Select(n => printer.PrintSides(left, right, n).ToString())];
    }

    public string Ascii(Expr left, Expr right) => new EquationPrinter(Program).PrintSides(left, right, Notation.Ascii).ToString();

    private void Forget(string[] names)
    {
        foreach (string name in names)
        {
            free.Remove(name);
        }
    }

    private TensorSymbol Declare(string name, string[] axes, TensorKind kind, DerivativeName? derivative)
    {
        var symbol = new TensorSymbol
        {
            Name = name,
            Kind = kind,
            Ordinal = tensors.Count,
            Axes = [.. axes.Select(Dim)],
            Letters = [.. axes],
            Derivative = derivative,
        };
        tensors.Add(name, symbol);
        return symbol;
    }

    private Dimension Dim(string label)
    {
        if (!dimensions.TryGetValue(label, out Dimension? dimension))
        {
            dimension = new Dimension(dimensions.Count, label, null, sized.Contains(label) ? label.ToUpperInvariant() : null);
            dimensions.Add(label, dimension);
        }

        return dimension;
    }

    private ImmutableArray<Subscript> Subscripts(TensorSymbol symbol, string[] labels) =>
        [.. labels.Select((l, axis) => Subscript(l, symbol.Axes[axis]))];

    private Subscript Subscript(string label, Dimension dimension)
    {
        if (char.IsAsciiDigit(label[0]))
        {
            return new PositionSubscript(null, label[0] - '0');
        }

        if (!char.IsUpper(label[0]))
        {
            return new IndexSubscript(Free(label, dimension.Letter!));
        }

        positions.Add(label);
        return new PositionSubscript(label, 0);
    }
}

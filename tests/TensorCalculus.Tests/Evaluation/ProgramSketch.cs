using System.Collections.Immutable;
using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Tests.Evaluation;

/// <summary>Programs made by hand, for rooms that are tested without a parser.</summary>
internal sealed class ProgramSketch
{
    private readonly List<Dimension> dimensions = [];
    private readonly List<TensorSymbol> inputs = [];
    private readonly List<BoundEquation> equations = [];
    private int ordinals;

    public ExprFactory Factory { get; } = new();

    public Dimension Dimension(string letter, int? value = null)
    {
        var dimension = new Dimension(dimensions.Count, letter, value, null);
        dimensions.Add(dimension);
        return dimension;
    }

    public IndexVariable Index(Dimension dimension) => Factory.Fresh(dimension);

    public TensorSymbol Input(string name, params Dimension[] axes) => Input(name, isInteger: false, axes);

    public TensorSymbol Input(string name, bool isInteger, params Dimension[] axes)
    {
        TensorSymbol tensor = Symbol(name, TensorKind.Input, axes, null, isInteger);
        inputs.Add(tensor);
        return tensor;
    }

    public TensorSymbol Define(string name, IndexVariable[] indices, Expr body)
    {
        TensorSymbol tensor = Symbol(name, TensorKind.Defined, [.. indices.Select(v => v.Dimension)]);
        equations.Add(new BoundEquation(tensor, [.. indices], body));
        return tensor;
    }

    /// <summary>The symbol of a derivative; of the loss unless said otherwise.</summary>
    public TensorSymbol Gradient(TensorSymbol by, TensorSymbol? of = null) => Symbol(
        $"d{of?.Name ?? "l"}_d{by.Name}",
        TensorKind.Gradient,
        [.. of?.Axes ?? [], .. by.Axes],
        new DerivativeName(of?.Name ?? "l", [by.Name]));

    public DerivedEquation Derived(TensorSymbol gradient, IndexVariable[] indices, Expr right) => new(At(gradient, indices), right);

    public BoundProgram Build(params string[] positions)
    {
        IEnumerable<TensorSymbol> tensors = inputs.Concat(equations.Select(e => e.Tensor));
        return new BoundProgram
        {
            Factory = Factory,
            Equations = [.. equations],
            Inputs = [.. inputs],
            Outputs = [.. equations.Select(e => e.Tensor).Where(t => !equations.Exists(e => Reads(e.Body, t)))],
            Dimensions = [.. dimensions],
            Positions = [.. positions],
            Functions = ["f", "g"],
            TakenLetters = new HashSet<string>(),
            Tensors = tensors.ToDictionary(t => t.Name),
        };
    }

    public TensorElement At(TensorSymbol tensor, params IndexVariable[] indices) => Factory.Element(tensor, indices);

    public TensorElement AtPositions(TensorSymbol tensor, params Subscript[] subscripts) => Factory.Element(tensor, [.. subscripts]);

    public Expr Number(int numerator, int denominator = 1) => Factory.Rational(new Fraction(numerator, denominator));

    public Expr Mul(params Expr[] factors) => Factory.Multiply(factors);

    public Expr Add(params Expr[] terms) => Factory.Add(terms);

    public Expr Sub(Expr a, Expr b) => Factory.Subtract(a, b);

    public Expr Div(Expr a, Expr b) => Factory.Divide(a, b);

    public Expr Pow(Expr @base, int numerator, int denominator = 1) => Factory.Raise(@base, new Fraction(numerator, denominator));

    public Expr Sqrt(Expr u) => Pow(u, 1, 2);

    public Expr Call(string function, Expr u) => Factory.Apply(FunctionTable.Find(function)!, u);

    public Expr Call(string function, Expr u, Expr v) => Factory.Apply(FunctionTable.Find(function)!, u, v);

    public Expr Where(Expr left, Relation relation, Expr right, Expr then, Expr otherwise) =>
        Factory.Choose(new Condition(relation, left, right), then, otherwise);

    public Expr SumOver(Expr body, params IndexVariable[] over) => Factory.Contract(over, body);

    public Expr Mean(Expr body, params IndexVariable[] over) => Factory.Mean(over, body);

    public Expr Delta(IndexVariable a, IndexVariable b) => Factory.KroneckerDelta(new IndexSubscript(a), new IndexSubscript(b));

    private static bool Reads(Expr node, TensorSymbol tensor) =>
        node is TensorElement e ? e.Tensor == tensor : node.Children.ToArray().Any(child => Reads(child, tensor));

    private TensorSymbol Symbol(string name, TensorKind kind, Dimension[] axes, DerivativeName? derivative = null, bool isInteger = false) => new()
    {
        Name = name,
        Kind = kind,
        Ordinal = ordinals++,
        Axes = [.. axes],
        Letters = [.. axes.Select(a => a.Letter)],
        Derivative = derivative,
        IsInteger = isInteger,
    };
}

using System.Collections.Immutable;
using System.Diagnostics;
using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Emission;

/// <summary>Turns expressions of components into computations of whole arrays.</summary>
/// <remarks>Equations are defined in order; reading a tensor is then reading the array that its equation made, so nothing is
/// computed twice, and a tensor that is a mere view or a one-tensor costs nothing.</remarks>
internal sealed class Lowering
{
    private readonly ExprFactory factory;
    private readonly ArrayGraph graph;
    private readonly ComputedPositions computed;
    private readonly Dictionary<TensorSymbol, Definition> definitions = [];
    private readonly Dictionary<Expr, Labelled> done = [];

    public Lowering(ExprFactory factory, ArrayGraph graph)
    {
        (this.factory, this.graph) = (factory, graph);
        computed = new ComputedPositions(this);
    }

    public ComputedPositions Computed => computed;

    public ArrayGraph Graph => graph;

    public ExprFactory Factory => factory;

    /// <summary>Makes the array of a tensor.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="indices">The index at each of its axes.</param>
    /// <param name="body">Its component at them.</param>
    public void Define(TensorSymbol tensor, ImmutableArray<IndexVariable> indices, Expr body) =>
        definitions[tensor] = new Definition(indices, Lower(body, indices));

    /// <summary>The array of a defined tensor or a parameter, with all its axes in order.</summary>
    public ArrayNode Full(TensorSymbol tensor) => definitions.TryGetValue(tensor, out Definition? definition)
        ? graph.Broadcast(definition.Value, definition.Indices)
        : graph.Parameter(tensor);

    /// <summary>The array that a tensor's equation computes, without axes along which it repeats; <see langword="null"/> for a parameter.</summary>
    public ArrayNode? Core(TensorSymbol tensor) => definitions.TryGetValue(tensor, out Definition? definition) ? definition.Value.Node : null;

    /// <summary>The array of an expression over its free indices.</summary>
    /// <param name="node">The expression.</param>
    /// <param name="preferred">The order that its axes should have if it is computed anew.</param>
    public Labelled Lower(Expr node, IReadOnlyList<IndexVariable>? preferred = null)
    {
        if (!done.TryGetValue(node, out Labelled lowered))
        {
            lowered = Translate(node, preferred);
            lowered.Node.Origin ??= node;
            done.Add(node, lowered);
        }

        return lowered;
    }

    private Labelled Translate(Expr node, IReadOnlyList<IndexVariable>? preferred) => node switch
    {
        Number number => new Labelled(graph.Number(number.Value)),
        PiConstant => new Labelled(graph.Pi()),
        SizeOf size => new Labelled(graph.Size(size.Dimension)),
        TensorElement element => Read(element),
        Sum sum => SumLowering.Lower(this, sum, preferred),
        Bracket bracket => computed.Bracket(bracket.Form),
        Delta delta when !DeltaTerm.IsPlace(delta) => computed.Equality(delta.Difference),
        Product or Contraction or Delta => ProductLowering.Lower(this, node, preferred),
        Power power => Raise(power),
        Call call => graph.Elementwise(new CallOperation(call.Function), LowerAll(call, preferred), preferred),
        Choice choice => graph.Elementwise(new ChooseOperation(choice.Condition.Relation), LowerAll(choice, preferred), preferred),
        Reduction reduction => Reduce(reduction),
        _ => throw new UnreachableException(),
    };

    private Labelled[] LowerAll(Expr node, IReadOnlyList<IndexVariable>? preferred) => Array.ConvertAll(node.Children.ToArray(), c => Lower(c, preferred));

    private Labelled Read(TensorElement element)
    {
        if (!definitions.TryGetValue(element.Tensor, out Definition? definition))
        {
            return computed.Read(graph.Parameter(element.Tensor), element.Subscripts);
        }

        // An axis along which the tensor repeats is not part of its array; outside of it the tensor is 0 all the same.
        Labelled read = computed.Read(definition.Value.Node, [.. definition.Value.Axes.Select(v => element.Subscripts[definition.Indices.IndexOf(v)])]);
        for (int axis = 0; axis < definition.Indices.Length; axis++)
        {
            Dimension dimension = element.Tensor.Axes[axis];
            if (!definition.Value.Has(definition.Indices[axis]) && !element.Subscripts[axis].IsInside(dimension))
            {
                read = graph.Elementwise(new MultiplyOperation(), [read, computed.Inside(element.Subscripts[axis].Form, dimension)]);
            }
        }

        return read;
    }

    private Labelled Raise(Power power)
    {
        Labelled @base = Lower(power.Base);
        if (power.Exponent is not Number { Value: var exponent })
        {
            return graph.Elementwise(new RaiseOperation(), [@base, Lower(power.Exponent)]);
        }

        var size = Fraction.Abs(exponent);
        Labelled raised = size.Equals(Fraction.One) ? @base : graph.Elementwise(new PowerOperation(size), [@base]);
        return exponent.IsNegative ? graph.Elementwise(new DivideOperation(), [new Labelled(graph.Number(Fraction.One)), raised]) : raised;
    }

    private Labelled Reduce(Reduction reduction)
    {
        OpenBody open = factory.Open(reduction);
        if (reduction.Kind == ReductionKind.Product && Scans.OfOthers(this, open) is { } others)
        {
            return others;
        }

        Labelled body = Lower(open.Body);
        IndexVariable[] present = [.. open.Indices.Where(body.Has)];
        Expr[] absent = [.. open.Indices.Where(v => !body.Has(v)).Select(v => factory.Size(v.Dimension))];
        switch (reduction.Kind)
        {
            case ReductionKind.LogSumExp:
                Labelled reduced = present.Length == 0 ? body : graph.Reduce(ArrayReduction.LogSumExp, body, present);
                return absent.Length == 0
                    ? reduced
                    : graph.Elementwise(new AddOperation([false, false]), [reduced, Lower(factory.Apply(FunctionTable.Find("log")!, factory.Multiply(absent)))]);
            case ReductionKind.Softmax:
                Labelled shares = present.Length == 0 ? new Labelled(graph.Number(Fraction.One)) : graph.Reduce(ArrayReduction.Softmax, body, present);
                Labelled read = computed.Read(shares.Node, [.. shares.Axes.Select(v => Place(reduction, open, v))]);
                return absent.Length == 0 ? read : graph.Elementwise(new DivideOperation(), [read, Lower(factory.Multiply(absent))]);
            case ReductionKind.Max or ReductionKind.Min or ReductionKind.Product:
                ArrayReduction kind = reduction.Kind switch
                {
                    ReductionKind.Max => ArrayReduction.Max,
                    ReductionKind.Min => ArrayReduction.Min,
                    _ => ArrayReduction.Product,
                };
                Labelled result = present.Length == 0 ? body : graph.Reduce(kind, body, present);
                return absent.Length == 0 || kind != ArrayReduction.Product
                    ? result
                    : graph.Elementwise(new RaiseOperation(), [result, Lower(factory.Multiply(absent))]);
            default:
                return OfMatrix(reduction, open);
        }
    }

    private Labelled OfMatrix(Reduction reduction, OpenBody open)
    {
        (IndexVariable row, IndexVariable column) = (open.Indices[0], open.Indices[1]);
        Labelled matrix = Lower(open.Body);
        if (!matrix.Has(row) || !matrix.Has(column))
        {
            ImmutableArray<IndexVariable> all = [.. open.Body.FreeIndices.Union([row, column])];
            matrix = new Labelled(graph.Broadcast(matrix, all), all);
        }

        MatrixFunction function = reduction.Kind switch
        {
            ReductionKind.Inverse => MatrixFunction.Inverse,
            ReductionKind.Determinant => MatrixFunction.Determinant,
            ReductionKind.Cholesky => MatrixFunction.Cholesky,
            _ => MatrixFunction.LogDeterminant,
        };
        Labelled result = graph.OfMatrix(function, matrix, row, column);
        return reduction.At.IsEmpty ? result : graph.View(result.Node, [.. result.Axes.Select(v => Place(reduction, open, v))]);
    }

    /// <summary>Where a reduction that keeps its indices is read.</summary>
    private static Subscript Place(Reduction reduction, OpenBody open, IndexVariable index)
    {
        int slot = open.Indices.IndexOf(index);
        return slot < 0 ? new IndexSubscript(index) : reduction.At[slot];
    }

    /// <summary>An equation's array: the indices of its left side, and what its right side computes, perhaps over fewer.</summary>
    private sealed record Definition(ImmutableArray<IndexVariable> Indices, Labelled Value);
}

using TensorCalculus.Algebra;

namespace TensorCalculus.Evaluation;

/// <summary>Evaluates expressions by their definition: a component at a time, a sum as a loop.</summary>
/// <remarks>It holds the values of tensors, which may be set and set again. Not thread-safe.</remarks>
internal sealed class Evaluator
{
    private readonly Dictionary<IndexVariable, Cursor> cursors = [];
    private readonly Dictionary<TensorSymbol, TensorCell> cells = [];
    private readonly ExprCompiler compiler;

    /// <param name="factory">The factory of the expressions to come.</param>
    /// <param name="sample">Sizes, inputs, positions and functions.</param>
    public Evaluator(ExprFactory factory, Sample sample)
    {
        Sample = sample;
        compiler = new ExprCompiler(factory, this);
    }

    public Sample Sample { get; }

    /// <summary>Ticks when a tensor is set.</summary>
    public Clock Clock { get; } = new();

    /// <summary>The components of a tensor.</summary>
    /// <exception cref="InvalidOperationException">It has no value yet.</exception>
    /// <exception cref="ArgumentException">The value to be set has not the shape of the tensor.</exception>
    public DenseTensor this[TensorSymbol tensor]
    {
        get => CellOf(tensor).Value;
        set
        {
            if (!value.Shape.SequenceEqual(Sample.ShapeOf(tensor)))
            {
                throw new ArgumentException($"{tensor.Name} has another shape than ({string.Join(", ", value.Shape.ToArray())}).", nameof(value));
            }

            CellOf(tensor).Value = value;
            Clock.Tick();
        }
    }

    /// <summary>The components of an expression at all values of indices, an axis for each of them in their order.</summary>
    /// <exception cref="PositionOutOfRangeException">A tensor is read outside its range.</exception>
    public DenseTensor Evaluate(Expr node, params ReadOnlySpan<IndexVariable> indices)
    {
        Func<double> component = compiler.Compile(node);
        Cursor[] axes = CursorsOf(indices);
        var values = new List<double>();
        Cursor.ForEach(axes, () => values.Add(component()));
        return new DenseTensor([.. axes.Select(c => c.Size)], [.. values]);
    }

    /// <summary>The cursor of an index, the same one each time.</summary>
    public Cursor CursorOf(IndexVariable index)
    {
        if (!cursors.TryGetValue(index, out Cursor? cursor))
        {
            cursor = new Cursor(Sample.SizeOf(index.Dimension));
            cursors.Add(index, cursor);
        }

        return cursor;
    }

    /// <summary>The cell of a tensor, the same one each time.</summary>
    public TensorCell CellOf(TensorSymbol tensor)
    {
        if (!cells.TryGetValue(tensor, out TensorCell? cell))
        {
            cell = new TensorCell(tensor, Sample.Tensors.GetValueOrDefault(tensor));
            cells.Add(tensor, cell);
        }

        return cell;
    }

    public Cursor[] CursorsOf(ReadOnlySpan<IndexVariable> indices)
    {
        var result = new Cursor[indices.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = CursorOf(indices[i]);
        }

        return result;
    }
}

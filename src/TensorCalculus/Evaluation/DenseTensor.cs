namespace TensorCalculus.Evaluation;

/// <summary>Numbers in a box, row-major: the last axis varies fastest. A scalar has no axes and one number. Immutable.</summary>
internal sealed class DenseTensor
{
    private readonly int[] shape;
    private readonly double[] values;

    /// <param name="shape">The size of each axis.</param>
    /// <param name="values">As many numbers as the sizes multiply to; the tensor takes them over.</param>
    /// <exception cref="ArgumentException">The counts differ.</exception>
    public DenseTensor(ReadOnlySpan<int> shape, double[] values)
    {
        this.shape = shape.ToArray();
        this.values = values;
        if (values.Length != Count(shape))
        {
            throw new ArgumentException($"{values.Length} numbers do not fill the shape ({string.Join(", ", this.shape)}).", nameof(values));
        }
    }

    public ReadOnlySpan<int> Shape => shape;

    public ReadOnlySpan<double> Values => values;

    /// <summary>The largest magnitude; 0 for a tensor without components, NaN where one is.</summary>
    public double LargestMagnitude => values.Aggregate(0.0, (largest, value) => Math.Max(largest, Math.Abs(value)));

    /// <summary>The component at a position, counted from 0 along each axis.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is outside an axis, or has another number of axes.</exception>
    public double this[params ReadOnlySpan<int> position]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(position.Length, shape.Length);
            int offset = 0;
            for (int axis = 0; axis < shape.Length; axis++)
            {
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)position[axis], (uint)shape[axis]);
                offset = (offset * shape[axis]) + position[axis];
            }

            return values[offset];
        }
    }

    public static DenseTensor Scalar(double value) => new([], [value]);

    /// <summary>How many components a shape has.</summary>
    public static int Count(ReadOnlySpan<int> shape)
    {
        int count = 1;
        foreach (int size in shape)
        {
            count = checked(count * size);
        }

        return count;
    }

    /// <summary>A copy with one number replaced, named by its place in <see cref="Values"/>.</summary>
    public DenseTensor With(int offset, double value)
    {
        double[] changed = [.. values];
        changed[offset] = value;
        return new DenseTensor(shape, changed);
    }

    /// <summary>The sum with a multiple of a tensor of the same shape.</summary>
    public DenseTensor Plus(double factor, DenseTensor other)
    {
        double[] sum = [.. values];
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += factor * other.values[i];
        }

        return new DenseTensor(shape, sum);
    }

    /// <summary>The position of the number at a place in <see cref="Values"/>.</summary>
    public int[] PositionOf(int offset)
    {
        var position = new int[shape.Length];
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            (offset, position[axis]) = Math.DivRem(offset, shape[axis]);
        }

        return position;
    }
}

using System.Reflection;
using System.Runtime.CompilerServices;
using TensorCalculus.Algebra;
using TensorCalculus.Evaluation;

namespace TensorCalculus.Tests.Emission;

/// <summary>A compiled class, called with the numbers of a sample.</summary>
internal sealed class EmittedClass(Type type)
{
    /// <summary>Calls a method whose parameters are named as in the program.</summary>
    /// <param name="method">Its name.</param>
    /// <param name="program">The program.</param>
    /// <param name="sample">Its inputs, positions, functions and sizes.</param>
    /// <param name="gradients">The gradients that are given.</param>
    /// <returns>The results.</returns>
    public DenseTensor[] Call(string method, BoundProgram program, Sample sample, IReadOnlyDictionary<TensorSymbol, DenseTensor> gradients)
    {
        Dictionary<string, object> known = program.Inputs.ToDictionary(t => t.Name, t => Array(sample.Tensors[t], t.IsInteger));
        foreach ((TensorSymbol tensor, DenseTensor value) in gradients)
        {
            string name = tensor.Derivative is { IsAlong: true, Of: var of } ? $"{tensor.Name[0]}_{of}" : tensor.Name;
            known.Add(known.ContainsKey(name) ? name + "_" : name, Array(value, false));
        }

        foreach ((string name, int position) in sample.Positions)
        {
            known.Add(name, position);
        }

        foreach ((string name, SmoothFunction function) in sample.Functions)
        {
            known.Add(name, (Func<double, double>)(x => function(0, x)));
            known.Add(name + "_prime", (Func<double, double>)(x => function(1, x)));
            known.Add(name + "_prime_prime", (Func<double, double>)(x => function(2, x)));
            known.Add(name + "_prime_prime_prime", (Func<double, double>)(x => function(3, x)));
        }

        foreach (Dimension dimension in sample.Sizes.Keys.Where(d => (d.Symbol ?? d.Letter) is not null))
        {
            known.TryAdd(dimension.Symbol ?? dimension.Letter!.ToUpperInvariant(), sample.Sizes[dimension]);
        }

        return Call(method, p => known.TryGetValue(p.Name!, out object? value) || known.TryGetValue(p.Name!.TrimEnd('_'), out value) ? value
            // A position at which nothing is read any more, such as T of 0 x_T.
            : p.ParameterType == typeof(int) ? 0 : throw new KeyNotFoundException(p.Name));
    }

    /// <summary>Calls a method.</summary>
    public DenseTensor[] Call(string method, Func<ParameterInfo, object> argument)
    {
        MethodInfo info = type.GetMethod(method)!;
        object result = info.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [.. info.GetParameters().Select(argument)], null)!;
        return result is ITuple tuple ? [.. Enumerable.Range(0, tuple.Length).Select(i => Tensor(tuple[i]!))] : [Tensor(result)];
    }

    private static object Array(DenseTensor tensor, bool isInteger)
    {
        if (tensor.Shape.Length == 0)
        {
            return isInteger ? (int)tensor.Values[0] : tensor.Values[0];
        }

        var array = System.Array.CreateInstance(isInteger ? typeof(int) : typeof(double), tensor.Shape.ToArray());
        for (int i = 0; i < tensor.Values.Length; i++)
        {
            array.SetValue(isInteger ? (int)tensor.Values[i] : (object)tensor.Values[i], tensor.PositionOf(i));
        }

        return array;
    }

    private static DenseTensor Tensor(object value) => value is Array array
        ? new DenseTensor([.. Enumerable.Range(0, array.Rank).Select(array.GetLength)], [.. array.Cast<double>()])
        : DenseTensor.Scalar((double)value);
}

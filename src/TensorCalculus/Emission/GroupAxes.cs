using System.Collections.Immutable;
using System.Globalization;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>Index groups at the border of a Python function: inside, all axes of a group are one; outside, there are any number of
/// them. Lines at the opening join the axes of each argument, and each result gets them back.</summary>
internal sealed class GroupAxes
{
    private readonly ModuleNames names;
    private readonly ImmutableArray<TensorParameter> parameters;
    private readonly Dictionary<Dimension, TensorParameter> told = [];

    /// <param name="parameters">The parameters of the function.</param>
    /// <param name="names">The names of the module.</param>
    public GroupAxes(IEnumerable<ModuleParameter> parameters, ModuleNames names)
    {
        this.names = names;
        this.parameters = [.. parameters.OfType<TensorParameter>().Where(p => p.Tensor.Axes.Any(d => d.IsGroup))];
        FindWhatTells();
    }

    /// <summary>Whether no parameter tells the axes of a group.</summary>
    public bool IsUntold(Dimension dimension) => dimension.IsGroup && !told.ContainsKey(dimension);

    /// <summary>Lines that keep the axes of the groups under a name and join them.</summary>
    public IEnumerable<string> Join()
    {
        foreach ((Dimension group, TensorParameter parameter) in told)
        {
            yield return $"{names.OfAxes(group)} = {AxesIn(parameter, parameter.Tensor.Axes.IndexOf(group))}";
        }

        foreach (TensorParameter parameter in parameters)
        {
            ImmutableArray<Dimension> axes = parameter.Tensor.Axes;
            for (int i = 0; i < axes.Length; i++)
            {
                if (axes[i].IsGroup && (told[axes[i]] != parameter || axes.IndexOf(axes[i]) < i))
                {
                    yield return $"if {AxesIn(parameter, i)} != {names.OfAxes(axes[i])}:";
                    yield return $"    raise ValueError(\"{parameter.Name} and {told[axes[i]].Name} differ in the axes of a group\")";
                }
            }

            bool isOnly = axes.Count(d => d.IsGroup) == 1;
            yield return $"{parameter.Name} = {parameter.Name}.reshape({string.Join(", ", axes.Select((d, i) => !d.IsGroup ? SizeIn(parameter, i) : isOnly ? "-1" : $"math.prod({names.OfAxes(d)})"))})";
        }
    }

    /// <summary>An array with the axes of its groups apart again.</summary>
    /// <param name="array">Its name.</param>
    /// <param name="shape">Its shape.</param>
    public string Part(string array, ImmutableArray<Dimension> shape)
    {
        var parts = new List<string>();
        for (int i = 0; i < shape.Length; i++)
        {
            int end = i;
            while (end < shape.Length && !shape[end].IsGroup)
            {
                end++;
            }

            parts.Add(end == i ? names.OfAxes(shape[i]) : $"{array}.shape[{(i == 0 ? "" : Number(i))}:{(end == shape.Length ? "" : Number(end))}]");
            i = Math.Max(i, end - 1);
        }

        return $"{array}.reshape({string.Join(" + ", parts)})";
    }

    /// <summary>A parameter tells the axes of a group where it has no other group whose number of axes is unknown.</summary>
    private void FindWhatTells()
    {
        int before;
        do
        {
            before = told.Count;
            foreach (TensorParameter parameter in parameters)
            {
                Dimension[] groups = [.. parameter.Tensor.Axes.Where(d => d.IsGroup)];
                if (groups.Count(d => d.Order is null && !told.ContainsKey(d)) <= 1)
                {
                    foreach (Dimension group in groups)
                    {
                        told.TryAdd(group, parameter);
                    }
                }
            }
        }
        while (told.Count > before);
    }

    /// <summary>The axes of the group that stands at a place.</summary>
    private string AxesIn(TensorParameter parameter, int place)
    {
        ImmutableArray<Dimension> axes = parameter.Tensor.Axes;
        string before = Count(axes[..place]), after = Count(axes[(place + 1)..]);
        string end = after == "0" ? "" : after.All(char.IsAsciiDigit) ? "-" + after : $"{parameter.Name}.ndim - {(after.Contains(' ', StringComparison.Ordinal) ? $"({after})" : after)}";
        return $"{parameter.Name}.shape[{(before == "0" ? "" : before)}:{end}]";
    }

    private string SizeIn(TensorParameter parameter, int place)
    {
        ImmutableArray<Dimension> axes = parameter.Tensor.Axes;
        return axes[(place + 1)..].Any(d => d.IsGroup)
            ? $"{parameter.Name}.shape[{Count(axes[..place])}]"
            : $"{parameter.Name}.shape[-{Number(axes.Length - place)}]";
    }

    /// <summary>How many axes some indices and groups have.</summary>
    private string Count(ImmutableArray<Dimension> axes)
    {
        int plain = axes.Sum(d => d.IsGroup ? d.Order ?? 0 : 1);
        string[] groups = [.. axes.Where(d => d is { IsGroup: true, Order: null }).Select(d => $"len({names.OfAxes(d)})")];
        return string.Join(" + ", plain == 0 && groups.Length > 0 ? groups : [Number(plain), .. groups]);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

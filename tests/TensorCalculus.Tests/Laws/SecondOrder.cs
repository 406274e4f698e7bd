using TensorCalculus.Algebra;
using TensorCalculus.Evaluation;

namespace TensorCalculus.Tests.Laws;

/// <summary>The modes of one program held to each other, in numbers.</summary>
internal sealed class SecondOrder
{
    private readonly TensorProgram program;
    private readonly Numbers numbers;
    private readonly TensorSymbol[] wrt;
    private readonly Dictionary<string, DenseTensor> given = [];

    private SecondOrder(TensorProgram program, Numbers numbers)
    {
        (this.program, this.numbers) = (program, numbers);
        wrt = [.. program.Bound.Inputs.Where(t => !t.IsConstant && !t.IsInteger)];
        foreach (TensorSymbol tensor in wrt)
        {
            DenseTensor direction = numbers.Draw(tensor);
            given[$"d{tensor.Name}"] = given[$"v{tensor.Name}"] = direction;
        }

        foreach (TensorSymbol output in program.Bound.Outputs)
        {
            given[$"dl_d{output.Name}"] = output == program.Bound.Loss ? DenseTensor.Scalar(1) : numbers.Draw(output);
        }
    }

    /// <summary>The program with one scalar output: the squares of its outputs, added up; null where a line without a left side
    /// loses its name by that.</summary>
    public static TensorProgram? Scalar(TensorProgram program)
    {
        var longer = TensorProgram.Parse($"{program.Text}\nobjective = {string.Join(" + ", program.Bound.Outputs.Select(Square))}");
        return longer.Outputs is ["objective"] ? longer : null;
    }

    /// <summary>The laws at one sample; null where none suits the program.</summary>
    public static SecondOrder? At(TensorProgram program, ulong seed) =>
        Numbers.For(program.Bound, seed) is { } numbers ? new SecondOrder(program, numbers) : null;

    /// <summary>⟨u, J v⟩ is ⟨Jᵀ u, v⟩: the tangents against the gradients.</summary>
    public string? AdjointMistake()
    {
        double forwards = Answers(DerivativeMode.Jvp).Sum(a => Inner(a.Value, given[$"dl_d{a.Left.Derivative!.Of}"]));
        double backwards = Answers(DerivativeMode.Backward).Sum(a => Inner(a.Value, given[$"d{a.Left.Derivative!.By[0]}"]));
        return Math.Abs(forwards - backwards) <= 1e-9 * Math.Max(1, Math.Abs(forwards)) ? null : $"{forwards} forwards, {backwards} backwards";
    }

    /// <summary>The Hessian–vector product is the Hessian times the vector, and the Hessian is symmetric.</summary>
    public string? HessianMistake()
    {
        var product = wrt.ToDictionary(t => t.Name, t => new double[numbers.Draw(t).Values.Length]);
        foreach ((TensorSymbol left, DenseTensor value) in Answers(DerivativeMode.Hessian))
        {
            (string first, string second) = (left.Derivative!.By[0], left.Derivative.By[1]);
            int rows = product[first].Length, columns = product[second].Length;
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++)
                {
                    double h = value.Values[(row * columns) + column];
                    product[first][row] += h * given[$"v{second}"].Values[column];
                    if (first != second)
                    {
                        product[second][column] += h * given[$"v{first}"].Values[row];
                    }
                    else if (Math.Abs(h - value.Values[(column * columns) + row]) > 1e-9 * Math.Max(1, value.LargestMagnitude))
                    {
                        return $"{left.Name} is not symmetric at {row}, {column}";
                    }
                }
            }
        }

        foreach ((TensorSymbol left, DenseTensor value) in Answers(DerivativeMode.Hvp))
        {
            string by = left.Derivative!.By[0];
            if (!Numbers.AreClose(value, new DenseTensor(value.Shape, product[by]), 1e-8))
            {
                return $"{left.Name} is {string.Join(", ", value.Values.ToArray())}, the Hessian gives {string.Join(", ", product[by])}";
            }
        }

        return null;
    }

    private static string Square(TensorSymbol tensor)
    {
        string[] indices = [.. Enumerable.Range(1, tensor.Order).Select(n => $"n{n}")];
        return indices.Length == 0 ? $"{tensor.Name}^2" : $"sum[{string.Join(", ", indices)}]({tensor.Name}[{string.Join(", ", indices)}]^2)";
    }

    private static double Inner(DenseTensor a, DenseTensor b) => a.Values.ToArray().Zip(b.Values.ToArray(), (x, y) => x * y).Sum();

    /// <summary>The answers of a mode: their lines evaluated in order, then their closed forms.</summary>
    private List<(TensorSymbol Left, DenseTensor Value)> Answers(DerivativeMode mode)
    {
        Derivation derivation = program.Derive(new DeriveOptions { Mode = mode, Steps = false });
        var found = new List<(TensorSymbol, DenseTensor)>();
        foreach (DerivedPass pass in derivation.Passes)
        {
            foreach (DerivedEquation line in pass.LineEquations)
            {
                numbers.Set(line.Left.Tensor, Evaluate(line));
            }

            found.AddRange(pass.ClosedEquations.Select(e => (e.Left.Tensor, Evaluate(e))));
        }

        return found;
    }

    private DenseTensor Evaluate(DerivedEquation equation)
    {
        foreach (TensorSymbol tensor in ExprWalk.TensorsOf(program.Bound.Factory, equation.Right).Where(t => t.Kind == TensorKind.Gradient))
        {
            if (given.TryGetValue(tensor.Name, out DenseTensor? value))
            {
                numbers.Set(tensor, value);
            }
        }

        return numbers.Of(equation.Right, [.. equation.Left.Subscripts.Select(s => ((IndexSubscript)s).Index)]);
    }
}

using System.Diagnostics;
using System.Text.Json;
using TensorCalculus.Algebra;
using TensorCalculus.Evaluation;
using TensorCalculus.Tests.Laws;
using TensorCalculus.Tests.Programs;
using Xunit.Abstractions;

namespace TensorCalculus.Tests.Matrices;

/// <summary>The NumPy spelling of every matrix form is evaluated by NumPy: values and shape are those of the index form.</summary>
public sealed class NumpyTests(ITestOutputHelper output)
{
    private const string Python = "/usr/bin/python3";

    private const string Script = """
        import json, sys
        import numpy as np
        def tensor(t):
            return t["values"][0] if not t["shape"] else np.array(t["values"], dtype=float).reshape(t["shape"])
        for case in json.load(sys.stdin):
            names = {name: tensor(t) for name, t in case["names"].items()}
            want = np.array(case["expected"]["values"]).reshape(case["expected"]["shape"])
            try:
                with np.errstate(all="ignore"):
                    got = np.asarray(eval(case["numpy"], {"np": np, **names, **case["positions"]}), dtype=float)
                if got.shape != want.shape:
                    print(case["id"], case["numpy"], "has the shape", got.shape, "and not", want.shape)
                elif not np.allclose(got, want, rtol=1e-7, atol=1e-7 * max(1e-3, np.abs(want).max())):
                    print(case["id"], case["numpy"], "is", got.tolist(), "and not", want.tolist())
            except Exception as e:
                print(case["id"], case["numpy"], "raises", repr(e))
        """;

    [Fact]
    public void A_form_has_the_values_and_the_shape_of_its_index_form()
    {
        if (!HasNumpy())
        {
            output.WriteLine($"Not run: {Python} with NumPy is not there.");
            return;
        }

        object[] cases = [.. ProgramFile.All.SelectMany(p => Cases(p.Key, TensorProgram.Parse(p.Value.Text), new DeriveOptions { Steps = false })),
            .. ProgramFile.All.Where(p => p.Value.WithJacobians).SelectMany(p => Cases(p.Key, TensorProgram.Parse(p.Value.Text), new DeriveOptions { Steps = false, Mode = DerivativeMode.Jacobian })),
            .. BatchTests.Programs.SelectMany(p => Cases((string)p[0], TensorProgram.Parse((string)p[0]), new DeriveOptions { Steps = false })),
            .. VectorisedTests.Programs.SelectMany(p => Cases((string)p[0], TensorProgram.Parse((string)p[1], InputNotation.Matrix), new DeriveOptions { Steps = false, Mode = (DerivativeMode)p[3] }))];
        cases.Should().HaveCountGreaterThan(200);
        Run(Script, JsonSerializer.Serialize(cases)).Should().BeEmpty();
    }

    private static IEnumerable<object> Cases(string id, TensorProgram program, DeriveOptions options)
    {
        Derivation derivation = program.Derive(options);
        if (!program.Bound.Functions.IsEmpty || Numbers.For(program.Bound, seed: 8) is not { } numbers)
        {
            yield break;
        }

        foreach ((DerivedEquation equation, DerivedFormula formula) in
            Derived.Closed(derivation).Zip(derivation.Gradients).Concat(Derived.Lines(derivation).Zip(derivation.Lines)))
        {
            if ((formula.Matrix.Right ?? formula.Matrix.Vectorised?.Right) is { } right)
            {
                DenseTensor expected = formula.Matrix.Vectorised is { } vectorised
                    ? MatrixNumbers.Stacked(numbers, equation, vectorised.Equation.Form)
                    : numbers.Of(equation.Right, [.. equation.Left.Subscripts.OfType<IndexSubscript>().Select(s => s.Index)]);
                IEnumerable<TensorSymbol> tensors = program.Bound.Tensors.Values.Concat(ExprWalk.TensorsOf(program.Bound.Factory, equation.Right)).Distinct();
                if (tensors.DistinctBy(t => t.Name).Count() < tensors.Count())
                {
                    // The program calls an input of its own as a derivative is called.
                    continue;
                }

                yield return new
                {
                    id,
                    numpy = right.Numpy,
                    names = tensors.ToDictionary(t => t.Name == "lambda" ? "lambda_" : t.Name, t => Box(numbers[t])),
                    positions = numbers.Sample.Positions,
                    expected = Box(expected),
                };
            }
        }
    }

    private static object Box(DenseTensor tensor) => new { shape = tensor.Shape.ToArray(), values = tensor.Values.ToArray() };

    private static bool HasNumpy() => File.Exists(Python) && Run("print('there' if __import__('importlib.util').util.find_spec('numpy') else '')", "").Trim() == "there";

    private static string Run(string script, string input)
    {
        var start = new ProcessStartInfo(Python) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(script);
        using Process process = Process.Start(start)!;
        Task<string> shown = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return shown.Result + errors.Result;
    }
}

using System.Collections.Immutable;
using System.Globalization;
using TensorCalculus.Algebra;
using TensorCalculus.Differentiation;
using TensorCalculus.Emission;
using TensorCalculus.Printing;
using TensorCalculus.Rewriting;

namespace TensorCalculus;

/// <summary>Plans functions that return of a Jacobian or a Hessian what is not said by Kronecker deltas alone: its cores, and says how
/// the whole is built of them.</summary>
internal sealed class CompressedDerivatives(BoundProgram program, RuleSet present, ModulePlanner planner)
{
    private readonly ExprFactory factory = program.Factory;
    private readonly EquationPrinter printer = new(program);
    private readonly FreshNames names = new(
        [.. program.TakenLetters, .. program.Tensors.Keys], n => n == 1 ? "core" : string.Create(CultureInfo.InvariantCulture, $"core{n}"));

    /// <summary>The key of a derivative with the axes of two tensors.</summary>
    public static ResultKey KeyOf(DerivedEquation answer, int? cores) => answer.Left.Tensor.Derivative! switch
    {
        { By: [var by] } name => new ResultKey(name.Of, by, cores),
        var name => new ResultKey(name.By[0], name.By[1], cores),
    };

    public FunctionPlan Function(string name, string summary, IReadOnlyList<DerivedEquation> answers)
    {
        var results = ImmutableArray.CreateBuilder<NamedArray>();
        var notes = ImmutableArray.CreateBuilder<string>();
        var keys = ImmutableArray.CreateBuilder<ResultKey>();
        var structure = new StructureAnalysis(factory, present);
        foreach (DerivedEquation answer in answers)
        {
            int columns = program.Find(answer.Left.Tensor.Derivative!.By[^1])!.Order;
            int rows = answer.Left.Subscripts.Length - columns;
            StructuredForm form = structure.Of(answer, rows);
            NamedArray[] cores = [.. form.Parts.Select(p => Define(p.CoreIndices, p.Core))];
            Expr built = factory.Add([.. form.Parts.Zip(cores, (part, core) => factory.Multiply(
                [factory.Element(core.Tensor, part.CoreIndices.AsSpan()), .. part.Links.Select(l => factory.KroneckerDelta(answer.Left.Subscripts[l.Row], answer.Left.Subscripts[rows + l.Column]))]))]);
            results.AddRange(cores);
            keys.Add(KeyOf(answer, cores.Length));
            notes.Add(printer.Print(answer with { Right = built }, Notation.Unicode));
        }

        return planner.Function(name, summary, [], results.ToImmutable()) with { Keys = keys.ToImmutable(), Notes = notes.ToImmutable() };
    }

    private NamedArray Define(ImmutableArray<IndexVariable> indices, Expr core)
    {
        string name = names.Next();
        var symbol = new TensorSymbol
        {
            Name = name,
            Kind = TensorKind.Defined,
            Ordinal = int.MaxValue / 2 + names.Count,
            Axes = [.. indices.Select(v => v.Dimension)],
            Letters = [.. indices.Select(v => v.Letter)],
        };
        planner.Define(new DerivedEquation(factory.Element(symbol, indices.AsSpan()), core), isResult: true);
        return planner.Result(symbol);
    }
}

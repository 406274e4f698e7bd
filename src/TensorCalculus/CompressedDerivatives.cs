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
            IndexVariable[] all = [.. answer.Left.Subscripts.Select(s => ((IndexSubscript)s).Index)];
            int before = results.Count;
            Expr built = factory.Add([.. form.Parts.SelectMany(part => OuterProducts.Of(factory, part, all[rows..]).Select(factors => factory.Multiply(
                [.. factors.Select(f => Define(f, [.. all.Where(f.Contains)], results)), .. part.Links.Select(l => factory.KroneckerDelta(all[l.Row].Alone, all[rows + l.Column].Alone))])))]);
            keys.Add(KeyOf(answer, results.Count - before));
            notes.Add(printer.Print(answer with { Right = built }, Notation.Unicode));
        }

        return planner.Function(name, summary, [], results.ToImmutable()) with { Keys = keys.ToImmutable(), Notes = notes.ToImmutable() };
    }

    /// <summary>Makes an array of an expression; the array at its indices.</summary>
    private TensorElement Define(Expr core, ImmutableArray<IndexVariable> indices, ImmutableArray<NamedArray>.Builder results)
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
        TensorElement element = factory.Element(symbol, indices.AsSpan());
        planner.Define(new DerivedEquation(element, core), isResult: true);
        results.Add(planner.Result(symbol));
        return element;
    }
}

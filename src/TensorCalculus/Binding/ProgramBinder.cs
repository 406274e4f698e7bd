using System.Collections.Immutable;
using System.Numerics;
using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;

namespace TensorCalculus.Binding;

/// <summary>Gives a program its meaning: what each name is, where each sum stands, which sizes agree. Everything is checked
/// before anything is built, so that one run reports the mistakes of all equations.</summary>
internal static class ProgramBinder
{
    /// <summary>The program by its meaning; <see langword="null"/> where there are errors.</summary>
    /// <param name="syntax">The program as parsed without errors.</param>
    /// <param name="text">The text it was parsed from, which remedies quote.</param>
    /// <param name="diagnostics">Where mistakes and warnings go, in the order of the text.</param>
    public static BoundProgram? Bind(ProgramSyntax syntax, string text, DiagnosticBag diagnostics)
    {
        var context = new BindingContext(text);
        var declarations = Declarations.Read(syntax, context);
        var groups = new HashSet<string>();
        syntax = IndexGroups.Resolve(syntax, groups, declarations, context);
        var sizes = new SizeTable(declarations, context);
        var names = NameTable.Resolve(syntax, declarations, sizes, context);
        declarations.Check(names, groups, context);

        var equations = new List<EquationScope>(names.Equations.Count);
        foreach ((EquationHead head, TensorEntry tensor) in names.Equations)
        {
            EquationScope equation = Scope(head, tensor, sizes, context);
            SumPlacer.PlaceSums(equation, sizes, context);
            EquationLinker.Link(equation, names, sizes, context);
            equations.Add(equation);
        }

        List<(GivenDeclarationSyntax, EquationScope)> identities = Identities.Link(syntax, names, sizes, context);
        TensorTies.Join(names, declarations, sizes, context);
        ImmutableArray<Dimension> dimensions = sizes.Settle(names);
        foreach (Diagnostic diagnostic in context.Diagnostics.Items.OrderBy(d => d.Span?.Start))
        {
            diagnostics.Add(diagnostic);
        }

        return context.Diagnostics.HasErrors ? null : Build(equations, identities, declarations, names, sizes, context, dimensions);
    }

    private static EquationScope Scope(EquationHead head, TensorEntry tensor, SizeTable sizes, BindingContext context)
    {
        var free = new BoundIndex[head.Labels.Count];
        var kept = new List<BoundIndex>(free.Length);
        var seen = new HashSet<string>();
        for (int i = 0; i < free.Length; i++)
        {
            (string label, SourceSpan span) = head.Labels[i];
            free[i] = Free(label, span);
            if (seen.Add(label))
            {
                kept.Add(free[i]);
            }
        }

        foreach (string label in head.Syntax.NoSum)
        {
            if (!seen.Add(label))
            {
                continue;
            }

            kept.Add(Free(label, head.Syntax.Span));
            bool occurs = IndexLabels.Of(head.Syntax).Contains(label);
            context.Report(
                DiagnosticCatalogue.ConflictingDeclarations,
                head.Syntax.Span,
                occurs
                    ? $"(no sum {label}) keeps index {label} free, and {head.Name} does not have it on the left-hand side"
                    : $"(no sum {label}) names an index that does not occur here",
                occurs ? $"put {label} on the left-hand side, or leave (no sum {label}) out" : "check the letter, or leave it out");
        }

        return new EquationScope { Syntax = head.Syntax, Tensor = tensor, Free = free, Kept = kept };

        BoundIndex Free(string label, SourceSpan span) =>
            new(label, sizes.NewIndex(label, span)) { FreeBit = BigInteger.One << kept.Count };
    }

    private static BoundProgram Build(
        List<EquationScope> equations, List<(GivenDeclarationSyntax, EquationScope)> identities, Declarations declarations, NameTable names, SizeTable sizes, BindingContext context, ImmutableArray<Dimension> dimensions)
    {
        var tensors = new Dictionary<string, TensorSymbol>();
        var inputs = ImmutableArray.CreateBuilder<TensorSymbol>();
        foreach (TensorEntry entry in names.Tensors)
        {
            TensorSymbol symbol = entry.MakeSymbol();
            tensors.Add(entry.Name, symbol);
            if (!entry.IsDefined)
            {
                inputs.Add(symbol);
            }
        }

        var factory = new ExprFactory();
        var decimals = new HashSet<Fraction>();
        var bound = ImmutableArray.CreateBuilder<BoundEquation>(equations.Count);
        var outputs = ImmutableArray.CreateBuilder<TensorSymbol>();
        ExprFactory scratch = factory;
        foreach (EquationScope equation in equations)
        {
            scratch = factory.Scratch(scratch);
            BoundEquation made = ExpressionBinder.Bind(equation, names, sizes, scratch, decimals);
            bound.Add(made with { Body = scratch.Keep(made.Body) });
            if (!equation.Tensor.IsRead)
            {
                outputs.Add(equation.Tensor.Symbol!);
            }
        }

        return new BoundProgram
        {
            Factory = factory,
            Equations = bound.MoveToImmutable(),
            Identities = Identities.Build(identities, declarations, names, sizes, context, factory),
            Inputs = inputs.ToImmutable(),
            Outputs = outputs.ToImmutable(),
            Dimensions = dimensions,
            Positions = [.. names.Positions],
            Functions = [.. names.Survey.Functions],
            TakenLetters = names.TakenLetters(),
            Tensors = tensors,
            Decimals = decimals,
        };
    }
}

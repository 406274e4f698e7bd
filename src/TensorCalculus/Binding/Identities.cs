using System.Collections.Immutable;
using System.Numerics;
using TensorCalculus.Algebra;
using TensorCalculus.Syntax;

namespace TensorCalculus.Binding;

/// <summary>Declared identities: each is linked like an equation whose right-hand side is the difference of its sides. An index is free
/// that occurs once on a side; the others are dummies.</summary>
internal static class Identities
{
    /// <summary>Sums and sizes of the identities, in the order of the text; one that reads what no equation uses is reported.</summary>
    public static List<(GivenDeclarationSyntax Syntax, EquationScope Scope)> Link(
        ProgramSyntax program, NameTable names, SizeTable sizes, BindingContext context)
    {
        var linked = new List<(GivenDeclarationSyntax, EquationScope)>();
        foreach (GivenDeclarationSyntax given in program.Statements.OfType<GivenDeclarationSyntax>())
        {
            EquationSyntax difference = Difference(given);
            if (names.CheckUses(difference))
            {
                EquationScope scope = Scope(difference, given, sizes);
                SumPlacer.PlaceSums(scope, sizes, context);
                EquationLinker.Link(scope, names, sizes, context);
                linked.Add((given, scope));
            }
        }

        return linked;
    }

    /// <summary>The identities over the tensors of the algebra. That a tensor is symmetric says so for each two neighbouring axes.</summary>
    public static ImmutableArray<BoundIdentity> Build(
        List<(GivenDeclarationSyntax Syntax, EquationScope Scope)> linked, Declarations declarations, NameTable names, SizeTable sizes, BindingContext context, ExprFactory factory) =>
        [
            .. declarations.Symmetric.Keys.Select(n => names.Find(n)!.Symbol!).SelectMany(t => Symmetric(factory, t)),
            .. linked.Select(l => ExpressionBinder.Bind(l.Scope, l.Syntax.Left, l.Syntax.Right, context.Quote(l.Syntax.Span) ?? "given", names, sizes, factory)),
        ];

    /// <summary>The names and sums of both sides together.</summary>
    public static EquationSyntax Difference(GivenDeclarationSyntax given)
    {
        ImmutableArray<SignedSyntax> left = given.Left is SumSyntax sum ? sum.Terms : [new SignedSyntax(Negative: false, given.Left)];
        return new EquationSyntax(given.Span, null, new SumSyntax(given.Span, left.Add(new SignedSyntax(Negative: true, given.Right))), []);
    }

    private static EquationScope Scope(EquationSyntax difference, GivenDeclarationSyntax given, SizeTable sizes)
    {
        var free = new List<BoundIndex>();
        foreach ((string label, _) in Amounts.Of(given.Left).Concat(Amounts.Of(given.Right)).Where(a => a.Value == 1).DistinctBy(a => a.Key))
        {
            free.Add(new BoundIndex(label, sizes.NewIndex(label, given.Span)) { FreeBit = BigInteger.One << free.Count });
        }

        var nothing = new TensorEntry("", -1, isDefined: true);
        return new EquationScope { Syntax = difference, Tensor = nothing, Free = [.. free], Kept = free };
    }

    private static IEnumerable<BoundIdentity> Symmetric(ExprFactory factory, TensorSymbol tensor)
    {
        for (int axis = 1; axis < tensor.Order; axis++)
        {
            IndexVariable[] indices = [.. tensor.Axes.Select((d, i) => factory.Fresh(d, tensor.Letters.IndexOf(tensor.Letters[i]) == i && tensor.Letters[i] is { } letter ? letter : $"i{i + 1}"))];
            IndexVariable[] exchanged = [.. indices];
            (exchanged[axis - 1], exchanged[axis]) = (exchanged[axis], exchanged[axis - 1]);
            yield return new BoundIdentity([.. indices], factory.Element(tensor, indices), factory.Element(tensor, exchanged), $"symmetric {tensor.Name}");
        }
    }
}

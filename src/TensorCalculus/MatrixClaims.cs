using TensorCalculus.Algebra;
using TensorCalculus.Diagnostics;
using TensorCalculus.Matrices;
using TensorCalculus.Parsing;
using TensorCalculus.Syntax;

namespace TensorCalculus;

/// <summary>Reads claims in matrix notation about a program in whichever notation. A tensor is called as in the program, or as
/// results in matrix notation call it: <c>x_{ik}</c> is X.</summary>
internal sealed class MatrixClaims
{
    private readonly BoundProgram program;
    private readonly Dictionary<string, string> names = [];

    public MatrixClaims(BoundProgram program)
    {
        this.program = program;
        var spelt = new MatrixNames(program);
        if (spelt.HasIdentity)
        {
            names["I"] = "eye";
        }

        foreach (TensorSymbol tensor in program.Tensors.Values.OrderBy(t => t.Ordinal))
        {
            names[spelt.Of(tensor.Name, tensor.Order)] = tensor.Name;
        }

        foreach (string name in program.Tensors.Keys)
        {
            names[name] = name;
        }
    }

    /// <summary>Whether an equation of a claim begins with a derivative without indices, and whether that has axes: then the claim is in
    /// matrix notation. Null where none begins so.</summary>
    public bool? HasAxes(string text)
    {
        bool?[] heads = [.. text.Split('\n', ';').Select(HeadOf)];
        return heads.Contains(true) ? true : heads.Contains(false) ? false : null;
    }

    private bool? HeadOf(string equation) =>
        PlainMatrixText.Head(equation, NameOf) is { } word && Binding.DerivativeNames.Parse(word) is { } name ? Order(name) > 0 : null;

    /// <summary>The claim as programs in matrix notation are written.</summary>
    public PlainMatrixText Plain(string text) => new(text, NameOf);

    /// <summary>The claims in index form.</summary>
    /// <param name="placed">The plain text at its place behind the program.</param>
    /// <param name="plain">The plain text.</param>
    /// <param name="helpers">Lines that earlier claims have defined.</param>
    /// <param name="diagnostics">Receives the mistakes.</param>
    public ProgramSyntax? Read(string placed, PlainMatrixText plain, IReadOnlyList<EquationSyntax> helpers, DiagnosticBag diagnostics)
    {
        MatrixProgramSyntax read = MatrixParser.Read(placed, diagnostics);
        if (diagnostics.HasErrors)
        {
            return null;
        }

        IEnumerable<MatrixKindSyntax> kinds = program.Tensors.Values.OrderBy(t => t.Ordinal).Select(t => Kind(t.Name, t.Order))
            .Concat(plain.Derivatives.Select(d => Kind(d, Binding.DerivativeNames.Parse(d) is { } name ? Order(name) : 0)))
            .Concat(helpers.Select(h => Kind(h.Left!.Name, h.Left.Subscripts.Length)))
            .Concat(Sizes().Select(s => Kind(s, 0)));
        return IndexTranslator.Translate(new MatrixProgramSyntax([.. kinds.DistinctBy(k => k.Name), .. read.Statements]), diagnostics);
    }

    private string NameOf(string name) => names.GetValueOrDefault(name, name);

    /// <summary>Symbols of sizes, and the capitals of indices, which are their sizes.</summary>
    private IEnumerable<string> Sizes() => program.TakenLetters.Where(l => l.Length == 1 && char.IsAsciiLetterLower(l[0])).Select(l => l.ToUpperInvariant())
        .Concat(program.Dimensions.Select(d => d.Symbol).OfType<string>()).Where(s => program.Find(s) is null).Distinct().Order(StringComparer.Ordinal);

    private int Order(DerivativeName name) => (program.Find(name.Of)?.Order ?? 0) + name.By.Sum(n => program.Find(n)?.Order ?? 0);

    private static MatrixKindSyntax Kind(string name, int order) =>
        new(new SourceSpan(0, 0), order switch { 0 => "scalar", 1 => "vector", _ => "matrix" }, name);
}

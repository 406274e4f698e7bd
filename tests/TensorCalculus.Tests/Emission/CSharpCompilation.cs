using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TensorCalculus.Tests.Emission;

/// <summary>Emitted C#, many modules at once, compiled as strictly as a project may: nullable references on, documentation checked,
/// warnings as errors.</summary>
internal sealed class CSharpCompilation
{
    private readonly Dictionary<string, string> mistakes = [];
    private readonly Dictionary<string, Type> classes = [];

    /// <param name="modules">The modules by a name for each.</param>
    public CSharpCompilation(IEnumerable<(string Name, string Text)> modules)
    {
        (string Name, SyntaxTree Tree)[] trees = [.. modules.Select((m, i) => (m.Name, Parse(m.Text, Namespace(i))))];
        foreach (Diagnostic error in Compile(trees.Select(t => t.Tree)).GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error))
        {
            mistakes.TryAdd(trees.Single(t => t.Tree == error.Location.SourceTree).Name, error.ToString());
        }

        using var image = new MemoryStream();
        Compile(trees.Where(t => !mistakes.ContainsKey(t.Name)).Select(t => t.Tree)).Emit(image).Success.Should().BeTrue();
        image.Position = 0;
        Assembly assembly = new AssemblyLoadContext(nameof(CSharpCompilation), isCollectible: true).LoadFromStream(image);
        for (int i = 0; i < trees.Length; i++)
        {
            if (assembly.GetType($"{Namespace(i)}.TensorFunctions") is { } type)
            {
                classes.Add(trees[i].Name, type);
            }
        }
    }

    /// <summary>The class of a module, which must have compiled.</summary>
    public EmittedClass this[string name]
    {
        get
        {
            mistakes.GetValueOrDefault(name).Should().BeNull();
            return new EmittedClass(classes[name]);
        }
    }

    private static string Namespace(int number) => "Module" + number.ToString(CultureInfo.InvariantCulture);

    private static SyntaxTree Parse(string text, string @namespace) => CSharpSyntaxTree.ParseText(
        $"namespace {@namespace}\n{{\n{text}}}\n", new CSharpParseOptions(LanguageVersion.CSharp10, DocumentationMode.Diagnose), @namespace + ".cs");

    private static Microsoft.CodeAnalysis.CSharp.CSharpCompilation Compile(IEnumerable<SyntaxTree> trees) => Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create(
        "Emitted",
        trees,
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal)).Select(p => MetadataReference.CreateFromFile(p)),
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            generalDiagnosticOption: ReportDiagnostic.Error,
            nullableContextOptions: NullableContextOptions.Enable));
}

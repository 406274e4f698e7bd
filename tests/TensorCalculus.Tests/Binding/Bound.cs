using TensorCalculus.Algebra;
using TensorCalculus.Binding;
using TensorCalculus.Diagnostics;
using TensorCalculus.Parsing;
using TensorCalculus.Syntax;

namespace TensorCalculus.Tests.Binding;

/// <summary>Binds a program from its text.</summary>
internal static class Bound
{
    public static (BoundProgram? Program, IReadOnlyList<Diagnostic> Diagnostics) Of(string text)
    {
        var diagnostics = new DiagnosticBag();
        ProgramSyntax? syntax = ProgramParser.Parse(text, diagnostics);
        syntax.Should().NotBeNull("{0} is well formed, but: {1}", text, string.Join("; ", diagnostics.Items));
        return (ProgramBinder.Bind(syntax!, text, diagnostics), diagnostics.Items);
    }

    public static BoundProgram Program(string text)
    {
        (BoundProgram? program, IReadOnlyList<Diagnostic> diagnostics) = Of(text);
        program.Should().NotBeNull("{0} is legal, but: {1}", text, string.Join("; ", diagnostics));
        return program!;
    }

    /// <summary>The last equation's right-hand side.</summary>
    public static string Body(string text) => Program(text).Equations[^1].Body.ToString();

    /// <summary>The diagnostics as <c>code line:column</c>.</summary>
    public static IEnumerable<string> Codes(string text)
    {
        var source = new SourceText(text);
        return Of(text).Diagnostics.Select(d => $"{d.Code} {source.Locate(d.Span!.Value.Start).Line}:{source.Locate(d.Span!.Value.Start).Column}");
    }

    public static Diagnostic Only(string text) => Of(text).Diagnostics.Should().ContainSingle().Subject;
}
